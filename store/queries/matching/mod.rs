//! Who becomes whose mentor. The rules are in [`domain::matching`].

mod by_hand;
pub(crate) mod candidates;
pub(crate) mod draft;
mod former;

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::{
    application::State,
    live::Change,
    matching::{
        Criterion, DraftId, DraftLine, LiftReason, Lifted, MatchDraft, MatchingView, OpenDraft, Pool, Profile, Ties,
        WEIGHT, Weights,
    },
    pair::PairId,
    people::{Caller, Duty, Organisation, OrganisationId, PersonId, Role},
    time,
};
use jiff::Timestamp;
use store::{
    Error, Matching, Result, Rounds,
    mail::outbox::{Email, Partner},
};

use self::{candidates::Field, draft::Row};
use super::{
    day::tally,
    engine::run_blocking,
    people::{self, organisation},
};
use crate::{Engine, Tx, queries::mail::budget::Trigger};

/// How many weeks a new pair means to have between meetings, until it says otherwise.
pub(crate) const EVERY_WEEKS: i64 = 4;

#[async_trait]
impl Matching for Engine {
    async fn matching(&self, caller: &Caller, wanted: Option<DraftId>) -> Result<Option<MatchingView>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let organisations = organisation::all(&mut tx).await?;
        let field = self.field(&mut tx, caller).await?;
        let drafts = draft::drafts(&mut tx, caller.round).await?;
        let lifted = self.lifts(&mut tx, caller.round, &field.profiles).await?;
        // Finding what is best takes its time, and needs no snapshot.
        drop(tx);
        let open = wanted.map_or(drafts.last(), |wanted| drafts.iter().find(|draft| draft.id == wanted));
        let Some(open) = open else {
            let missing = wanted.is_some();
            return Ok((!missing).then(|| view(field, lifted, &drafts, organisations, None)));
        };
        let open_draft = open_draft(&field, open).await?;
        Ok(Some(view(field, lifted, &drafts, organisations, Some(open_draft))))
    }

    async fn weights(&self, caller: &Caller) -> Result<Option<Weights>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut db = self.reader().acquire().await?;
        Ok(Some(candidates::weights(&mut db, caller.round).await?))
    }

    async fn set_weights(&self, caller: &Caller, read: Weights, weights: Weights) -> Result<()> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        crate::take_advisory_lock(&mut tx).await?;
        if candidates::weights(&mut tx, caller.round).await? != read {
            return Err(Error::Conflict);
        }
        for criterion in Criterion::ALL {
            sqlx::query!(
                r#"
                INSERT INTO matching_weights (round_id, criterion, weight) VALUES ($1, $2, $3)
                ON CONFLICT (round_id, criterion) DO UPDATE SET weight = excluded.weight
                "#,
                caller.round.0,
                criterion.name(),
                i64::from(weights.of(*criterion).min(*WEIGHT.end()))
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }

    async fn set_tie(&self, caller: &Caller, one: OrganisationId, other: OrganisationId, tied: bool) -> Result<()> {
        let organisations = self.organisations().await?;
        let known = |id| organisations.iter().any(|organisation: &Organisation| organisation.id == id);
        if !caller.matches() || one == other || !known(one) || !known(other) {
            return Err(Error::NotFound);
        }
        let (one, other) = (one.min(other), one.max(other));
        let mut tx = self.begin_of_round(caller).await?;
        if tied {
            sqlx::query!(
                "INSERT INTO organisation_ties (one_id, other_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                one.0,
                other.0
            )
            .execute(&mut *tx)
            .await
        } else {
            sqlx::query!("DELETE FROM organisation_ties WHERE one_id = $1 AND other_id = $2", one.0, other.0)
                .execute(&mut *tx)
                .await
        }?;
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }

    async fn set_several_adepts(&self, caller: &Caller, mentor: PersonId, several: bool) -> Result<()> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let field = self.field(&mut tx, caller).await?;
        let offers = |profile: &&Profile| profile.candidate.person == mentor && profile.mentor && profile.offered > 1;
        if field.unseen.contains(&mentor) || !field.profiles.iter().any(|profile| offers(&profile)) {
            return Err(Error::NotFound);
        }
        if several {
            sqlx::query!(
                "INSERT INTO several_adepts (round_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                caller.round.0,
                mentor.0
            )
            .execute(&mut *tx)
            .await
        } else {
            sqlx::query!("DELETE FROM several_adepts WHERE round_id = $1 AND person_id = $2", caller.round.0, mentor.0)
                .execute(&mut *tx)
                .await
        }?;
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }

    async fn lift_former_pair(
        &self,
        caller: &Caller,
        adept: PersonId,
        mentor: PersonId,
        reason: Option<&LiftReason>,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let field = self.field(&mut tx, caller).await?;
        let known = |person| field.profiles.iter().any(|profile| profile.candidate.person == person);
        let visible = |person| known(person) && !field.unseen.contains(&person);
        if !visible(adept) || !visible(mentor) || !former::were_a_pair(&mut tx, (adept, mentor)).await? {
            return Err(Error::NotFound);
        }
        match reason {
            Some(reason) => self.insert_lift(&mut tx, caller, (adept, mentor), reason, now).await?,
            None => former::delete_lift(&mut tx, caller.round, (adept, mentor)).await?,
        }
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }

    async fn publish_matches(&self, caller: &Caller, draft: DraftId, version: u32, now: Timestamp) -> Result<u32> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        // Two drafts published at once would each find the same places free.
        crate::take_advisory_lock(&mut tx).await?;
        let field = self.field(&mut tx, caller).await?;
        let row = draft::read_one(&mut tx, caller.round, draft).await?.ok_or(Error::NotFound)?;
        let pool = field.pool(row.reserves);
        // What the board shows: whoever has left since is in no pair of it.
        let draft = pool.of_these(row.kept.draft.clone());
        let pairs = &draft.pairs;
        let hidden = pool.hidden(&draft, &field.unseen);
        if pairs.is_empty() || pairs.iter().any(|pair| hidden.contains(&pair.adept)) {
            return Err(Error::NotFound);
        }
        pool.check(&draft)?;
        draft::close(&mut tx, &row, version, now).await?;
        for pair in pairs {
            self.make_pair(&mut tx, caller, (pair.adept, pair.mentor), now).await?;
        }
        let made = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        // They have duties that they had not, so their open pages are told to read everything anew.
        tx.announce(Change::Resync);
        tx.commit().await?;
        Ok(made)
    }
}

/// A pair that was made.
pub(crate) struct MadePair {
    /// It.
    pub pair: PairId,
    /// Those of the two who begin to take part by it.
    pub joined: Vec<PersonId>,
}

impl Engine {
    /// Makes two a pair: both are in the programme, told of each other, and if they were not
    /// in it, asked to the days that others have been asked to before.
    pub(crate) async fn make_pair(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (adept, mentor): (PersonId, PersonId),
        now: Timestamp,
    ) -> Result<MadePair> {
        let pair = sqlx::query_scalar!(
            r#"
            INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since)
            VALUES ($1, $2, $3, $4, $5, 'active', $5) RETURNING id AS "id!"
            "#,
            caller.round.0,
            adept.0,
            mentor.0,
            EVERY_WEEKS,
            time::today(now).to_string()
        )
        .fetch_one(&mut **tx)
        .await?;
        let mut joined = Vec::new();
        for (person, partner, duty, role) in
            [(adept, mentor, Duty::Adept, Role::Adept), (mentor, adept, Duty::Mentor, Role::Mentor)]
        {
            if people::duty::begin(tx, caller.round, person, duty, time::today(now)).await? {
                joined.push((person, role));
            }
            take_from_reserve(tx, caller, person, now).await?;
            let partner = partner_of(tx, partner).await?;
            let trigger = Trigger::by(caller.person, caller.round.0);
            self.enqueue(tx, person, &Email::Matched { role, partner }, trigger, now).await?;
        }
        for (person, role) in &joined {
            tally::count_with_role(tx, caller.round, *person, *role, 1).await?;
            self.invite_to_published(tx, caller, (*person, *role), now).await?;
        }
        Ok(MadePair { pair: PairId(pair), joined: joined.into_iter().map(|(person, _)| person).collect() })
    }

    /// Asks someone who was in the round before they were in a pair to the days that are
    /// published, if they have answered nothing yet: perhaps nobody has told them of any.
    pub(crate) async fn invite_unanswered(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (person, role): (PersonId, Role),
        now: Timestamp,
    ) -> Result<()> {
        let answers = sqlx::query_scalar!(
            r#"
            SELECT COUNT(*) AS "n!: i64" FROM replies r JOIN segments s ON s.id = r.segment_id
            JOIN days d ON d.id = s.day_id WHERE d.round_id = $1 AND r.person_id = $2
            "#,
            caller.round.0,
            person.0
        );
        if answers.fetch_one(&mut **tx).await? > 0 {
            return Ok(());
        }
        self.invite_to_published(tx, caller, (person, role), now).await
    }
}

/// How someone is told of to the other of their pair.
async fn partner_of(tx: &mut Tx, person: PersonId) -> Result<Partner> {
    let row = sqlx::query!(
        r#"
        SELECT p.name, p.title, o.name AS organisation
        FROM persons p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1
        "#,
        person.0
    );
    let row = row.fetch_optional(&mut **tx).await?.ok_or(Error::NotFound)?;
    Ok(Partner { name: row.name, title: row.title, organisation: row.organisation })
}

/// A draft as the caller sees it.
async fn open_draft(field: &Field, row: &Row) -> Result<OpenDraft> {
    let (pool, id, reserves) = (field.pool(row.reserves), row.id, row.reserves);
    let mut kept = row.kept.clone();
    kept.draft = pool.of_these(kept.draft);
    kept.before = pool.of_these(kept.before);
    let hidden = pool.hidden(&kept.draft, &field.unseen);
    run_blocking(move || pool.open_draft(id, &kept, reserves, &hidden)).await
}

/// Whoever was in reserve is in reserve no longer.
async fn take_from_reserve(tx: &mut Tx, caller: &Caller, person: PersonId, now: Timestamp) -> Result<()> {
    people::duty::end(tx, caller, (person, Duty::Reserve), None, now).await?;
    sqlx::query!(
        "UPDATE applications SET state = $3, since = $4 WHERE round_id = $1 AND person_id = $2 AND state = $5",
        caller.round.0,
        person.0,
        State::Selected.name(),
        now.as_millisecond(),
        State::Reserve.name()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn view(
    field: Field,
    mut lifted: Vec<Lifted>,
    drafts: &[Row],
    organisations: Vec<Organisation>,
    open: Option<OpenDraft>,
) -> MatchingView {
    let pool = field.pool(true);
    let lines: Vec<_> = drafts.iter().map(|row| line(&pool, row, &field.unseen)).collect();
    let row = open.as_ref().and_then(|open| drafts.iter().find(|draft| draft.id == open.id));
    let shown = row.map_or_else(MatchDraft::default, |row| row.kept.draft.clone());
    let hidden = pool.hidden(&shown, &field.unseen);
    let mut people = field.profiles;
    people.retain(|profile| !hidden.contains(&profile.candidate.person));
    for profile in &mut people {
        profile.candidate.avoids.retain(|person| !hidden.contains(person));
        profile.candidate.former.retain(|person| !hidden.contains(person));
    }
    lifted.retain(|two| !hidden.contains(&two.adept) && !hidden.contains(&two.mentor));
    MatchingView {
        people,
        left_out: field.left_out,
        recused: !field.unseen.is_empty(),
        places: field.places,
        pairs: field.pairs,
        weights: field.weights,
        ties: named(&field.ties, &organisations),
        lifted,
        organisations,
        drafts: lines,
        open,
    }
}

/// A draft among others, as far as the caller sees it.
fn line(pool: &Pool, row: &Row, unseen: &BTreeSet<PersonId>) -> DraftLine {
    let mut draft = pool.of_these(row.kept.draft.clone());
    let hidden = pool.hidden(&draft, unseen);
    draft.pairs.retain(|pair| !hidden.contains(&pair.adept));
    let worth = |(adept, mentor)| pool.score(adept, mentor).total();
    let least = draft.pairs.iter().filter_map(|pair| pool.both(pair.adept, pair.mentor)).map(worth).min();
    DraftLine {
        id: row.id,
        name: row.name.clone(),
        reserves: row.reserves,
        changed_by: row.changed_by.clone(),
        changed_at: row.changed_at,
        total: pool.total(&draft),
        least: least.unwrap_or_default(),
        pairs: draft.pairs,
    }
}

/// The ties by name, in the organisations' order.
fn named(ties: &Ties, organisations: &[Organisation]) -> Vec<(Organisation, Organisation)> {
    let place = |id| organisations.iter().position(|organisation| organisation.id == id);
    let in_order = |(one, other)| {
        let (one, other) = (place(one)?, place(other)?);
        Some((one.min(other), one.max(other)))
    };
    let mut all: Vec<_> = ties.iter().filter_map(in_order).collect();
    all.sort_unstable();
    all.into_iter().map(|(one, other)| (organisations[one].clone(), organisations[other].clone())).collect()
}
