//! People who are there twice: found, compared, merged.

mod moving;
mod read;
mod sealed;

use async_trait::async_trait;
use domain::{
    application::typed::Profile,
    live::Change,
    people::{
        Caller, PersonId, Refusal,
        duplicate::{
            Candidates, Choice, Kept, Preview, Side, Which, addresses, double_applications, obstacles,
            organisation_that_stays,
        },
    },
};
use jiff::Timestamp;
use store::{Duplicates, Error, Result, idempotency::IdempotencyKey, mail::outbox::Email, vault::CommonContext};

use super::{address, directory, write_profile};
use crate::{
    Engine, Tx,
    queries::{
        day::tally,
        engine::Connection,
        mail::budget::Trigger,
        unit_of_work::{Begun, Concern},
    },
};

/// The one that goes, the one that stays.
#[derive(Clone, Copy)]
pub(super) struct Two {
    from: PersonId,
    into: PersonId,
}

#[async_trait]
impl Duplicates for Engine {
    async fn duplicate_candidates(
        &self,
        caller: &Caller,
        person: PersonId,
        search: Option<&str>,
    ) -> Result<Option<Candidates>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let name = sqlx::query_scalar!("SELECT name FROM persons WHERE id = $1", person.0);
        let Some(name) = name.fetch_optional(&mut *tx).await? else { return Ok(None) };
        let search = search.map_or_else(|| name.clone(), ToOwned::to_owned);
        let (mut people, found) = directory::found(&mut tx, &search).await?;
        let listed = people.len();
        people.retain(|other| other.person != person);
        let more = usize::try_from(found).is_ok_and(|found| found > listed);
        Ok(Some(Candidates { person, name, search, people, more }))
    }

    async fn duplicate_preview(&self, caller: &Caller, from: PersonId, into: PersonId) -> Result<Option<Preview>> {
        if !caller.keeps_people() || from == into {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let two = Two { from, into };
        let Some(sides) = read::sides(&mut tx, two).await? else { return Ok(None) };
        read::preview(&mut tx, caller, two, sides).await.map(Some)
    }

    async fn merge_people(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        (from, into): (PersonId, PersonId),
        choice: &Choice,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.keeps_people() || from == into {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        crate::take_advisory_lock(&mut tx).await?;
        let two = Two { from, into };
        two.lock(&mut tx).await?;
        let (gone, stays) = read::sides(&mut tx, two).await?.ok_or(Error::NotFound)?;
        if !obstacles(&gone.standing, &stays.standing, caller.person).is_empty() {
            return Err(Refusal::CannotMerge.into());
        }
        let told = self.told_of_merge(&mut tx, caller, two).await?;
        self.settle_merge(&mut tx, caller, two, (&gone, &stays), choice, now).await?;
        for person in [from, into] {
            address::end_sessions(&mut tx, person).await?;
        }
        self.move_all(&mut tx, two).await?;
        self.note_person_merge(&mut tx, caller, two, &gone, now).await?;
        let kept = self.write_merged(&mut tx, caller, (&gone, &stays), choice, now).await?;
        tally::count_with_employer(&mut tx, into, 1).await?;
        self.forget_needs(&mut tx, into).await?;
        self.tell_of_merge(&mut tx, caller, (&gone, &stays, choice), &kept, told, now).await?;
        // Whoever had to do with either may know of other things now.
        tx.announce(Change::Resync);
        tx.commit().await
    }

    async fn merged_into(&self, caller: &Caller, person: PersonId) -> Result<Option<PersonId>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        heir(&mut *self.reader().acquire().await?, person).await
    }
}

impl Two {
    /// Keeps others from giving either of them anything, in an order that all keep.
    async fn lock(self, tx: &mut Tx) -> Result<()> {
        for person in [self.from.min(self.into), self.from.max(self.into)] {
            crate::lock_person(tx, person).await?;
        }
        Ok(())
    }
}

/// Into whom someone was merged.
pub(crate) async fn heir(db: &mut Connection, person: PersonId) -> Result<Option<PersonId>> {
    let into = sqlx::query_scalar!("SELECT into_id FROM person_merges WHERE from_id = $1", person.0);
    Ok(into.fetch_optional(db).await?.map(PersonId))
}

/// Whose of the two something is.
fn of<'a, T: ?Sized>(which: Which, from: &'a T, into: &'a T) -> &'a T {
    match which {
        Which::From => from,
        Which::Into => into,
    }
}

impl Engine {
    /// Decides what only one of the two can have, while both are there.
    async fn settle_merge(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        two: Two,
        (gone, stays): (&Side, &Side),
        choice: &Choice,
        now: Timestamp,
    ) -> Result<()> {
        for (round, which) in double_applications(&gone.standing, &stays.standing) {
            let which = which.ok_or(Refusal::CannotMerge)?;
            moving::delete_application(tx, *of(which, &two.from, &two.into), round).await?;
        }
        let organisation = organisation(gone, stays, *choice);
        let moves = if organisation == Which::From { two.into } else { two.from };
        let differ = gone.organisation.id != stays.organisation.id;
        self.settle_answers(tx, caller, two, now).await?;
        for person in [two.from, two.into] {
            tally::count_with_employer(tx, person, -1).await?;
        }
        if differ {
            let to = of(organisation, &gone.organisation, &stays.organisation).id;
            sqlx::query!("UPDATE persons SET organisation_id = $2 WHERE id = $1", moves.0, to.0)
                .execute(&mut **tx)
                .await?;
            self.move_applications(tx, caller, moves, now).await?;
        }
        Ok(())
    }

    /// Deletes the one that goes, and writes what was chosen of the one that stays.
    async fn write_merged(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (gone, stays): (&Side, &Side),
        choice: &Choice,
        now: Timestamp,
    ) -> Result<Kept> {
        sqlx::query!("DELETE FROM persons WHERE id = $1", gone.person.0).execute(&mut **tx).await?;
        let profile = Profile {
            name: of(choice.name, &gone.name, &stays.name).clone(),
            title: of(choice.title, &gone.title, &stays.title).clone(),
            phone: of(choice.phone, &gone.phone, &stays.phone).clone(),
        };
        write_profile(tx, stays.person, &profile).await?;
        let kept = kept(gone, stays, *choice);
        self.write_merged_addresses(tx, caller, stays.person, (&kept.main, kept.second.as_ref()), now).await?;
        Ok(kept)
    }

    /// What is kept of the one that goes.
    async fn note_person_merge(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        two: Two,
        gone: &Side,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_parts(CommonContext::Merged(two.from), &(&gone.name, gone.email.as_str()))?;
        sqlx::query!(
            "INSERT INTO person_merges (from_id, into_id, by_id, at, sealed) VALUES ($1, $2, $3, $4, $5)",
            two.from.0,
            two.into.0,
            caller.person.0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Who has to know besides the two: the mentors and adepts of both, the other organisers.
    async fn told_of_merge(&self, tx: &mut Tx, caller: &Caller, two: Two) -> Result<Vec<PersonId>> {
        let mut told = address::concerned(tx, caller, two.from).await?;
        told.extend(address::concerned(tx, caller, two.into).await?);
        told.retain(|person| ![two.from, two.into].contains(person));
        told.sort_unstable();
        told.dedup();
        Ok(told)
    }

    /// Tells every address that either had, and those whom it concerns.
    async fn tell_of_merge(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (gone, stays, choice): (&Side, &Side, &Choice),
        kept: &Kept,
        told: Vec<PersonId>,
        now: Timestamp,
    ) -> Result<()> {
        let name = of(choice.name, &gone.name, &stays.name);
        let second = kept.second.as_ref().map(|second| second.as_str().to_owned()).unwrap_or_default();
        let message = |whose| Email::Merged {
            whose,
            main: kept.main.as_str().to_owned(),
            second: second.clone(),
            by: caller.name.clone(),
        };
        let trigger = || Trigger::by(caller.person, stays.person.0);
        let all = [Some(&gone.email), gone.second.as_ref(), Some(&stays.email), stays.second.as_ref()];
        for address in all.into_iter().flatten() {
            let to = address::recipient(tx, stays.person, address).await?;
            self.enqueue_to(tx, &to, &message(None), trigger(), now).await?;
        }
        for person in told {
            self.enqueue(tx, person, &message(Some(name.clone())), trigger(), now).await?;
        }
        Ok(())
    }
}

/// The organisation that stays: the one that has to, or the one that was chosen.
fn organisation(gone: &Side, stays: &Side, choice: Choice) -> Which {
    organisation_that_stays(&gone.standing, &stays.standing).unwrap_or(choice.organisation)
}

/// The addresses that stay.
fn kept(gone: &Side, stays: &Side, choice: Choice) -> Kept {
    addresses((&gone.email, gone.second.as_ref()), (&stays.email, stays.second.as_ref()), choice.email, choice.both)
}
