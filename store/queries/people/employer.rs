//! Someone works for another organisation now: the rule that a pair is across two
//! organisations is checked again, and organisers are told.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::{
    application::{ApplicationId, State, StepKind},
    live::Change,
    people::{
        Caller, OrganisationId, PersonId,
        employer::{Colleagues, Employee, Employers, Moved},
    },
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, mail::outbox::Email, order, row};

use super::organisation;
use crate::{
    Engine, Tx,
    queries::{
        application::{ask_anew, set_state},
        day::tally,
        mail::budget::Trigger,
    },
};

#[async_trait]
impl store::Employers for Engine {
    async fn employers(&self, caller: &Caller) -> Result<Option<Employers>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        Ok(Some(Employers {
            people: self.movable(caller.round).await?,
            within: self.within_one_organisation(caller.round).await?,
            moves: self.moves(caller.round).await?,
        }))
    }

    async fn change_employer(
        &self,
        caller: &Caller,
        person: PersonId,
        to: OrganisationId,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let moving = moving(&mut tx, caller, person).await?.ok_or(Error::NotFound)?;
        let arrives = organisation::name(&mut tx, to).await?.ok_or(Error::NotFound)?;
        if moving.from == to {
            return Ok(());
        }
        tally::count_with_employer(&mut tx, person, -1).await?;
        sqlx::query!("UPDATE persons SET organisation_id = $2 WHERE id = $1", person.0, to.0).execute(&mut *tx).await?;
        tally::count_with_employer(&mut tx, person, 1).await?;
        sqlx::query!(
            "INSERT INTO moves (person_id, from_id, to_id, at, by_id) VALUES ($1, $2, $3, $4, $5)",
            person.0,
            moving.from.0,
            to.0,
            now.as_millisecond(),
            caller.person.0
        )
        .execute(&mut *tx)
        .await?;
        let mut rounds = self.move_applications(&mut tx, caller, person, now).await?;
        rounds.insert(caller.round);
        let partner = partner_in(&mut tx, person, to).await?;
        let leaves = organisation::name(&mut tx, moving.from).await?.unwrap_or_default();
        let message = Email::Moved { name: moving.name, from: leaves, to: arrives, partner };
        let trigger = Trigger::by(caller.person, person.0);
        self.email_organisers(&mut tx, caller.round, &message, trigger, now).await?;
        let seen_by = |round| [moving.from, to].map(|organisation| Change::Application { round, person, organisation });
        tx.announce_all(rounds.into_iter().flat_map(seen_by));
        tx.commit().await
    }
}

impl Engine {
    async fn movable(&self, round: RoundId) -> Result<Vec<Employee>> {
        let rows = sqlx::query!(
            r#"
            SELECT p.id, p.name, o.name AS organisation
            FROM persons p JOIN organisations o ON o.id = p.organisation_id
            WHERE EXISTS (SELECT 1 FROM duties u WHERE u.round_id = $1 AND u.person_id = p.id)
                AND NOT EXISTS (SELECT 1 FROM duties u WHERE u.round_id = $1 AND u.person_id = p.id
                    AND u.duty IN ('contact_person', 'working_group', 'organiser'))
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await?;
        let people = rows.into_iter().map(|row| Employee {
            person: PersonId(row.id),
            name: row.name,
            organisation: row.organisation,
        });
        let mut people: Vec<_> = people.collect();
        people.sort_by_cached_key(|one| order::swedish(&one.name));
        Ok(people)
    }

    async fn within_one_organisation(&self, round: RoundId) -> Result<Vec<Colleagues>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.name AS adept, m.name AS mentor, o.name AS organisation
            FROM pairs t JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
            JOIN organisations o ON o.id = a.organisation_id
            WHERE t.round_id = $1 AND t.state <> 'ended' AND a.organisation_id = m.organisation_id
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await?;
        let pairs = rows.into_iter().map(|row| Colleagues {
            adept: row.adept,
            mentor: row.mentor,
            organisation: row.organisation,
        });
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_by_cached_key(|pair| order::swedish(&pair.adept));
        Ok(pairs)
    }

    async fn moves(&self, round: RoundId) -> Result<Vec<Moved>> {
        let rows = sqlx::query!(
            r#"
            SELECT v.at, p.name, f.name AS left_name, t.name AS joined_name, b.name AS by_name
            FROM moves v JOIN persons p ON p.id = v.person_id JOIN persons b ON b.id = v.by_id
            JOIN organisations f ON f.id = v.from_id JOIN organisations t ON t.id = v.to_id
            WHERE EXISTS (SELECT 1 FROM duties u WHERE u.round_id = $1 AND u.person_id = p.id)
            ORDER BY v.at DESC, v.id DESC
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await?;
        let moves = rows.into_iter().map(|row| {
            let at = row::timestamp("moves", row.at)?;
            Ok(Moved { at, name: row.name, from: row.left_name, to: row.joined_name, by: row.by_name })
        });
        moves.collect()
    }

    /// What has been supported and endorsed has to be so anew, unless it is decided. The
    /// rounds in which something was.
    pub(super) async fn move_applications(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        now: Timestamp,
    ) -> Result<BTreeSet<RoundId>> {
        let rows = sqlx::query!("SELECT id, round_id FROM applications WHERE person_id = $1 ORDER BY id", person.0);
        let mut rounds = BTreeSet::new();
        for row in rows.fetch_all(&mut **tx).await? {
            self.move_application(tx, caller, ApplicationId(row.id), now).await?;
            rounds.insert(RoundId(row.round_id));
        }
        Ok(rounds)
    }

    async fn move_application(&self, tx: &mut Tx, caller: &Caller, id: ApplicationId, now: Timestamp) -> Result<()> {
        let Some(mut moved) = self.lock_application(tx, id).await? else { return Ok(()) };
        let Some(state) = moved.state.after(StepKind::Moved, moved.supports) else { return Ok(()) };
        self.note_step(tx, id, StepKind::Moved, Some(caller.person), ["", ""], now).await?;
        if state != moved.state || state == State::Draft {
            self.withdraw_links(tx, id, now).await?;
            if let Some(form) = &mut moved.form {
                form.manager = None;
                self.write_form(tx, id, form).await?;
            }
            ask_anew(tx, id).await?;
            set_state(tx, id, state, now).await?;
        }
        Ok(())
    }
}

/// Whoever moves.
struct Moving {
    name: String,
    from: OrganisationId,
}

/// Someone whose employer the caller may change: their own, or for those who keep
/// people's details anyone's. Not of those who act for their organisation in any round:
/// they would act for another one.
async fn moving(tx: &mut Tx, caller: &Caller, person: PersonId) -> Result<Option<Moving>> {
    let row = sqlx::query!(
        r#"
        SELECT p.name, p.organisation_id,
            EXISTS (SELECT 1 FROM duties u WHERE u.person_id = p.id
                AND u.duty IN ('contact_person', 'working_group', 'organiser')) AS "acts!: bool"
        FROM persons p WHERE p.id = $1
        "#,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let may = person == caller.person || caller.keeps_people();
    let row = row.filter(|row| may && !row.acts);
    Ok(row.map(|row| Moving { name: row.name, from: OrganisationId(row.organisation_id) }))
}

/// The partner's name, if the two are in the same organisation now.
async fn partner_in(tx: &mut Tx, person: PersonId, organisation: OrganisationId) -> Result<Option<String>> {
    let partner = sqlx::query_scalar!(
        r#"
        SELECT p.name FROM pairs t
        JOIN persons p ON p.id = CASE WHEN t.adept_id = $1 THEN t.mentor_id ELSE t.adept_id END
        WHERE t.state <> 'ended' AND (t.adept_id = $1 OR t.mentor_id = $1) AND p.organisation_id = $2
        ORDER BY t.id
        "#,
        person.0,
        organisation.0
    );
    partner.fetch_optional(&mut **tx).await.map_err(Error::from)
}
