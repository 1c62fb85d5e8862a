//! Someone who takes part leaves: what would follow, and what does.

use std::collections::HashMap;

use domain::{
    application::{ApplicationId, StepKind},
    day::{Answer, Hours, SegmentId},
    live::Change,
    matching::{Pool, Profile},
    pair::{PairId, status::StatusChange},
    people::{
        Caller, Duty, Localised, PersonId, Refusal, Role,
        duty::{ComingAnswer, Leaving, StepIn},
    },
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{Error, Result, mail::outbox::Email, people::duty::Departure, row};

use super::{end, known};
use crate::{
    Engine, Tx,
    queries::{
        application::set_state,
        day::seats::Seats,
        mail::budget::Trigger,
        matching::candidates::Field,
        pair::status::{lock_status, write_status},
    },
};

/// Someone who takes part, and their pairs that go on, the latest first.
struct Participant {
    role: Role,
    pairs: Vec<Coupled>,
}

/// A pair, as one of its two sees it.
struct Coupled {
    pair: PairId,
    partner: PersonId,
    name: String,
}

impl Engine {
    pub(super) async fn read_leaving(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<Leaving>> {
        let Some(known) = known(tx, person).await? else { return Ok(None) };
        let Some(Participant { role, pairs }) = participant(tx, caller.round, person).await? else { return Ok(None) };
        let reserves = match only(&pairs) {
            Some(pair) => self.reserves(tx, caller, role, pair).await?,
            None => Vec::new(),
        };
        Ok(Some(Leaving {
            person,
            name: known.name,
            role,
            partners: pairs.into_iter().map(|pair| (pair.partner, pair.name)).collect(),
            answers: coming_answers(tx, caller.round, person, now).await?,
            reserves,
        }))
    }

    /// Those in reserve who could be the pair of whoever is left, in the order in which
    /// they wait.
    async fn reserves(&self, tx: &mut Tx, caller: &Caller, role: Role, pair: &Coupled) -> Result<Vec<StepIn>> {
        let field = self.field_without(tx, caller, Some(pair.pair)).await?;
        let pool = field.pool(true);
        let fitting = field.profiles.iter().filter(|profile| fits(&field, &pool, profile, (role, pair.partner)));
        let mut fitting: Vec<_> = fitting.collect();
        let places = places(tx, caller.round).await?;
        let place = |profile: &&Profile| places.get(&profile.candidate.person).copied().unwrap_or(i64::MAX);
        fitting.sort_by_key(place);
        let step_in = |profile: &Profile| StepIn {
            person: profile.candidate.person,
            name: profile.name.clone(),
            organisation: profile.organisation.clone(),
        };
        Ok(fitting.into_iter().map(step_in).collect())
    }

    pub(super) async fn take_out(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        departure: &Departure,
        now: Timestamp,
    ) -> Result<()> {
        let leaver = known(tx, person).await?.ok_or(Error::NotFound)?;
        let Participant { role, pairs } = participant(tx, caller.round, person).await?.ok_or(Error::NotFound)?;
        for pair in &pairs {
            end_pair(tx, caller.round, pair.pair, now).await?;
            let message = Email::PartnerLeft { partner: leaver.name.clone(), steps_in: departure.reserve.is_some() };
            let trigger = Trigger::by(caller.person, caller.round.0);
            self.enqueue(tx, pair.partner, &message, trigger, now).await?;
        }
        self.withdraw_answers(tx, caller, person, now).await?;
        forget_plans(tx, caller.round, person, now).await?;
        for duty in [Duty::Adept, Duty::Mentor] {
            let reason = self.seal_reason(caller.round, person, duty, departure.reason.as_str())?;
            end(tx, caller, (person, duty), reason.as_deref(), now).await?;
        }
        self.withdraw_place(tx, caller, person, now).await?;
        let message = Email::Left { by: caller.name.clone() };
        self.enqueue(tx, person, &message, Trigger::by(caller.person, caller.round.0), now).await?;
        tx.announce(Change::Tables { round: caller.round });
        tx.announce(Change::Duty { round: caller.round, person });
        match departure.reserve {
            Some(reserve) => self.step_in(tx, caller, (role, only(&pairs)), reserve, now).await,
            None => Ok(()),
        }
    }

    /// Makes someone in reserve the pair of whoever is left.
    async fn step_in(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (role, pair): (Role, Option<&Coupled>),
        reserve: PersonId,
        now: Timestamp,
    ) -> Result<()> {
        let partner = pair.ok_or(Refusal::CannotStepIn)?.partner;
        let field = self.field(tx, caller).await?;
        let profile = field.profiles.iter().find(|profile| profile.candidate.person == reserve);
        if !profile.is_some_and(|profile| fits(&field, &field.pool(true), profile, (role, partner))) {
            return Err(Refusal::CannotStepIn.into());
        }
        let (adept, mentor) = in_roles(role, reserve, partner);
        self.make_pair(tx, caller, (adept, mentor), now).await?;
        tx.announce(Change::Matching { round: caller.round });
        for person in [reserve, partner] {
            tx.announce(Change::Duty { round: caller.round, person });
        }
        Ok(())
    }

    /// Withdraws all answers to parts of days to come; seats pass on to those who wait.
    async fn withdraw_answers(&self, tx: &mut Tx, caller: &Caller, person: PersonId, now: Timestamp) -> Result<()> {
        let segments = sqlx::query_scalar!(
            r#"
            SELECT r.segment_id AS "id!: i64"
            FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND r.person_id = $2 AND s.starts > $3 ORDER BY r.segment_id
            "#,
            caller.round.0,
            person.0,
            now.as_millisecond()
        );
        for segment in segments.fetch_all(&mut **tx).await? {
            let seats = Seats::take(tx, SegmentId(segment)).await?;
            let changes = self.give(tx, seats, person, None, caller.person, now).await?;
            tx.announce_all(changes);
        }
        Ok(())
    }

    /// Their application is taken back: they are matched with nobody else.
    async fn withdraw_place(&self, tx: &mut Tx, caller: &Caller, person: PersonId, now: Timestamp) -> Result<()> {
        let id = sqlx::query_scalar!(
            "SELECT id FROM applications WHERE round_id = $1 AND person_id = $2",
            caller.round.0,
            person.0
        );
        let Some(id) = id.fetch_optional(&mut **tx).await?.map(ApplicationId) else { return Ok(()) };
        let Some(own) = self.lock_application(tx, id).await? else { return Ok(()) };
        let Some(state) = own.state.after(StepKind::Withdrawn, own.supports) else { return Ok(()) };
        set_state(tx, id, state, now).await?;
        self.note_step(tx, id, StepKind::Withdrawn, Some(caller.person), ["", ""], now).await?;
        tx.announce(own.change());
        Ok(())
    }
}

/// Whoever is in one role and whoever is in the other: the adept first.
fn in_roles(role: Role, one: PersonId, other: PersonId) -> (PersonId, PersonId) {
    if role == Role::Adept { (one, other) } else { (other, one) }
}

/// Whether someone is in reserve and can be the pair of whoever is left, in the role of
/// whoever leaves. Of those whom the caller does not judge nothing is known.
fn fits(field: &Field, pool: &Pool, profile: &Profile, (role, partner): (Role, PersonId)) -> bool {
    let person = profile.candidate.person;
    let (adept, mentor) = in_roles(role, person, partner);
    let no_rule = pool.both(adept, mentor).is_some_and(|(adept, mentor)| pool.rule(adept, mentor).is_none());
    let seen = !field.unseen.contains(&person) && !field.unseen.contains(&partner);
    profile.reserve && seen && no_rule
}

/// The pair that someone in reserve can step into. Of several, who is left is matched
/// anew, each by themselves.
fn only(pairs: &[Coupled]) -> Option<&Coupled> {
    pairs.first().filter(|_| pairs.len() == 1)
}

/// What someone takes part as in a round, and in which pairs.
async fn participant(tx: &mut Tx, round: RoundId, person: PersonId) -> Result<Option<Participant>> {
    let role = sqlx::query_scalar!(
        r#"
        SELECT duty FROM duties WHERE round_id = $1 AND person_id = $2 AND duty IN ('adept', 'mentor')
        ORDER BY duty LIMIT 1
        "#,
        round.0,
        person.0
    );
    let Some(role) = role.fetch_optional(&mut **tx).await? else { return Ok(None) };
    let pairs = sqlx::query!(
        r#"
        SELECT t.id AS "id!", p.id AS "partner!", p.name
        FROM pairs t JOIN persons p ON p.id = CASE WHEN t.adept_id = $2 THEN t.mentor_id ELSE t.adept_id END
        WHERE t.round_id = $1 AND (t.adept_id = $2 OR t.mentor_id = $2) AND t.state <> 'ended'
        ORDER BY t.id DESC
        "#,
        round.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Some(Participant {
        role: row::named("duties", &role, Role::from_name)?,
        pairs: pairs
            .into_iter()
            .map(|row| Coupled { pair: PairId(row.id), partner: PersonId(row.partner), name: row.name })
            .collect(),
    }))
}

async fn coming_answers(tx: &mut Tx, round: RoundId, person: PersonId, now: Timestamp) -> Result<Vec<ComingAnswer>> {
    let rows = sqlx::query!(
        r#"
        SELECT d.title_sv, d.title_en, s.starts, s.ends, r.answer
        FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND r.person_id = $2 AND s.starts > $3 ORDER BY s.starts, s.id
        "#,
        round.0,
        person.0,
        now.as_millisecond()
    )
    .fetch_all(&mut **tx)
    .await?;
    let answers = rows.into_iter().map(|row| {
        let (starts, ends) = (row::timestamp("segments", row.starts)?, row::timestamp("segments", row.ends)?);
        Ok(ComingAnswer {
            title: Localised { sv: row.title_sv, en: row.title_en },
            hours: Hours { starts, ends },
            answer: row::named("replies", &row.answer, Answer::from_name)?,
        })
    });
    answers.collect()
}

/// The places in line of those in reserve.
async fn places(tx: &mut Tx, round: RoundId) -> Result<HashMap<PersonId, i64>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.person_id AS "person_id!", d.place AS "place!"
        FROM decisions d JOIN applications a ON a.id = d.application_id
        WHERE a.round_id = $1 AND d.place IS NOT NULL
        "#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.place)).collect())
}

/// Ends a pair, unless its time is over by itself.
async fn end_pair(tx: &mut Tx, round: RoundId, pair: PairId, now: Timestamp) -> Result<()> {
    let status = lock_status(tx, pair).await?;
    if let Some(ended) = status.after(StatusChange::End, None, time::today(now)) {
        write_status(tx, pair, &ended).await?;
        tx.announce(Change::PairStatus { round, pair });
    }
    Ok(())
}

/// Forgets where someone sits at days to come, when they could meet their partner there,
/// and what they answered to hours that may come back.
async fn forget_plans(tx: &mut Tx, round: RoundId, person: PersonId, now: Timestamp) -> Result<()> {
    let now = now.as_millisecond();
    sqlx::query!(
        r#"
        UPDATE table_plans SET version = version + 1 WHERE segment_id IN (
            SELECT t.segment_id FROM table_seats t
            JOIN segments s ON s.id = t.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND t.person_id = $2 AND s.starts > $3
        )
        "#,
        round.0,
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        DELETE FROM table_seats WHERE person_id = $2 AND segment_id IN (
            SELECT s.id FROM segments s JOIN days d ON d.id = s.day_id WHERE d.round_id = $1 AND s.starts > $3
        )
        "#,
        round.0,
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        DELETE FROM former_replies WHERE person_id = $2 AND segment_id IN (
            SELECT s.id FROM segments s JOIN days d ON d.id = s.day_id WHERE d.round_id = $1 AND s.starts > $3
        )
        "#,
        round.0,
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        DELETE FROM meet_ups WHERE person_id = $2 AND day_id IN (
            SELECT d.id FROM days d JOIN segments s ON s.day_id = d.id WHERE d.round_id = $1 AND s.starts > $3
        )
        "#,
        round.0,
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
