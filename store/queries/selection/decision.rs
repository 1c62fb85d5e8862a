//! The decision record: made once, and told once.

use std::collections::{BTreeMap, HashMap};

use domain::{
    application::{Application, ApplicationId, Override, Rule, State, StepKind, eligibility::unmet},
    live::Change,
    people::{Caller, Duty, PersonId, Role},
    round::RoundId,
    selection::{Count, Decision, Entry, Outcome, Record},
    time,
};
use jiff::Timestamp;
use store::{Error, Result, mail::outbox::Email, order, row, vault::CommonContext};

use super::{stage, votes};
use crate::{
    Engine, Tx,
    queries::{application::dossier::Which, engine::Connection, mail::budget::Trigger, people},
};

/// Who has declared a conflict of interest, by application.
type Recused = HashMap<ApplicationId, BTreeMap<PersonId, String>>;

impl Engine {
    /// Puts the decisions on record.
    pub(crate) async fn write_record(
        &self,
        tx: &mut Tx,
        round: RoundId,
        (by, name): (PersonId, String),
        now: Timestamp,
    ) -> Result<()> {
        let entries = self.entries(tx, round).await?;
        let members = members(tx, round).await?;
        let number = sqlx::query_scalar!("SELECT number FROM rounds WHERE id = $1", round.0);
        let number = row::count("rounds", number.fetch_one(&mut **tx).await?)?;
        let record = Record { round: number, at: now, by: name, members, entries };
        let sealed = self.vault.seal_parts(CommonContext::Record(round), &record)?;
        sqlx::query!(
            "INSERT INTO decision_records (round_id, at, by_id, sealed) VALUES ($1, $2, $3, $4)",
            round.0,
            now.as_millisecond(),
            by.0,
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// A round that is loaded once its decisions have been told has them on record:
    /// nothing is before the group any more.
    pub(crate) async fn load_decisions(&self, tx: &mut Tx, round: RoundId) -> Result<()> {
        let applications = self.read_applications(tx, round, Which::default()).await?;
        if applications.iter().any(|kept| kept.application.state == State::Endorsed) {
            return Ok(());
        }
        let organiser = sqlx::query!(
            r#"
            SELECT p.id, p.name FROM duties u JOIN persons p ON p.id = u.person_id
            WHERE u.round_id = $1 AND u.duty = 'organiser' ORDER BY p.id LIMIT 1
            "#,
            round.0
        );
        let Some(organiser) = organiser.fetch_optional(&mut **tx).await? else { return Ok(()) };
        let told = sqlx::query!(
            r#"
            INSERT INTO decisions (application_id, outcome, role, place, by_id, at)
            SELECT a.id, a.state, CASE a.state WHEN 'declined' THEN NULL ELSE a.role END,
                CASE a.state WHEN 'reserve' THEN (
                    SELECT COUNT(*) FROM applications b
                    WHERE b.round_id = a.round_id AND b.state = 'reserve' AND b.role = a.role AND b.id <= a.id
                ) END,
                $2, a.since
            FROM applications a WHERE a.round_id = $1 AND a.state IN ('selected', 'reserve', 'declined')
            RETURNING at
            "#,
            round.0,
            organiser.id
        );
        let told = told.fetch_all(&mut **tx).await?;
        let Some(at) = told.iter().map(|row| row.at).max() else { return Ok(()) };
        let told = row::timestamp("decisions", at)?;
        self.write_record(tx, round, (PersonId(organiser.id), organiser.name), told).await?;
        sqlx::query!("UPDATE decision_records SET told_at = $2 WHERE round_id = $1", round.0, at)
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Every decision with what led to it: those selected, those in reserve in
    /// turn, those declined; by name.
    ///
    /// # Errors
    /// [`Error::Gone`] while something that is before the group is undecided, or
    /// nothing is.
    async fn entries(&self, tx: &mut Tx, round: RoundId) -> Result<Vec<Entry>> {
        let mut decisions = self.decisions(tx, round).await?;
        let mut votes = votes(tx, round).await?;
        let mut recused = recused(tx, round).await?;
        let mut entries = Vec::new();
        for kept in self.read_applications(tx, round, Which::default()).await? {
            let application = kept.application;
            if !application.state.was_endorsed() {
                continue;
            }
            let id = application.id;
            let decision = decisions.remove(&id).ok_or(Error::Gone)?;
            let overrides = self.overrides(tx, id).await?;
            entries.push(Entry {
                application: id,
                part: application.form.part.ok_or_else(|| Error::bad_row("applications", "endorsed without a part"))?,
                name: application.name,
                organisation: application.organisation,
                aside: aside(overrides, &decision),
                votes: Count::of(votes.remove(&id).unwrap_or_default().into_iter().map(|(_, vote)| vote)),
                recused: recused.remove(&id).unwrap_or_default(),
                decision,
            });
        }
        if entries.is_empty() {
            return Err(Error::Gone);
        }
        // By name already: a sort that keeps the order of equals.
        entries.sort_by_key(|entry| (entry.decision.outcome, entry.decision.role, entry.decision.place));
        Ok(entries)
    }

    /// Sets a rule aside for someone who is to take a role, in place of what was
    /// said of that before.
    pub(crate) async fn write_override(
        &self,
        tx: &mut Tx,
        (id, role, unmet): (ApplicationId, Role, Rule),
        by: PersonId,
        reason: &str,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_common(CommonContext::Override(id, role, unmet), reason)?;
        sqlx::query!(
            r#"
            INSERT INTO overrides (application_id, role, rule, by_id, at, sealed) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (application_id, role, rule) DO UPDATE
            SET by_id = excluded.by_id, at = excluded.at, sealed = excluded.sealed
            "#,
            id.0,
            role.name(),
            unmet.name(),
            by.0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    pub(crate) async fn read_record(&self, db: &mut Connection, round: RoundId) -> Result<Option<Record>> {
        let sealed = sqlx::query_scalar!("SELECT sealed FROM decision_records WHERE round_id = $1", round.0)
            .fetch_optional(db)
            .await?;
        sealed.map(|sealed| self.vault.open_parts(CommonContext::Record(round), &sealed).required()).transpose()
    }

    /// Tells everyone what the record says of them. Whoever has taken their
    /// application back since then is told nothing.
    pub(crate) async fn tell_decisions(&self, caller: &Caller, now: Timestamp) -> Result<Vec<(Outcome, u32)>> {
        let mut tx = self.begin_of_round(caller).await?;
        crate::take_advisory_lock(&mut tx).await?;
        let stage = stage(&mut tx, caller.round).await?;
        let record = self.read_record(&mut tx, caller.round).await?.ok_or(Error::Gone)?;
        if stage.told.is_some() {
            return Err(Error::Conflict);
        }
        let mut changes = vec![Change::Selection { round: caller.round, organisation: None }];
        let mut messages = BTreeMap::<Outcome, u32>::new();
        for entry in &record.entries {
            let Some(person) = complete(&mut tx, entry, now).await? else { continue };
            let Decision { outcome, role, .. } = entry.decision;
            let step = step(outcome);
            self.note_step(&mut tx, entry.application, step, Some(caller.person), ["", ""], now).await?;
            if outcome == Outcome::Reserve {
                people::duty::begin(&mut tx, caller.round, person, Duty::Reserve, time::today(now)).await?;
            }
            let message = Email::Decided { outcome, role, round: record.round };
            let trigger = Trigger::by(caller.person, entry.application.0);
            self.enqueue(&mut tx, person, &message, trigger, now).await?;
            *messages.entry(outcome).or_default() += 1;
            let organisation = entry.organisation.id;
            changes.push(Change::Application { round: caller.round, person, organisation });
        }
        sqlx::query!(
            "UPDATE decision_records SET told_at = $2 WHERE round_id = $1",
            caller.round.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        tx.announce_all(changes);
        tx.commit().await?;
        Ok(messages.into_iter().collect())
    }
}

/// Lets an application stand where it was decided; whose it is. `None`, if it is
/// no longer before the group.
async fn complete(tx: &mut Tx, entry: &Entry, now: Timestamp) -> Result<Option<PersonId>> {
    let person = sqlx::query_scalar!(
        r#"
        UPDATE applications SET state = $2, role = $3, since = $4
        WHERE id = $1 AND state = 'endorsed' RETURNING person_id AS "person_id!"
        "#,
        entry.application.0,
        entry.decision.outcome.name(),
        entry.decision.role.map(Role::name),
        now.as_millisecond()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(person.map(PersonId))
}

const fn step(outcome: Outcome) -> StepKind {
    match outcome {
        Outcome::Selected => StepKind::Selected,
        Outcome::Reserve => StepKind::Reserve,
        Outcome::Declined => StepKind::Declined,
    }
}

/// The rules that were set aside for the role that someone was given.
fn aside(overrides: Vec<Override>, decision: &Decision) -> Vec<(Rule, String)> {
    let for_role = overrides.into_iter().filter(|set| Some(set.role) == decision.role);
    for_role.map(|set| (set.rule, set.reason)).collect()
}

/// The rules that are set aside, by application, without why.
pub(crate) async fn overrides(
    db: &mut Connection,
    round: RoundId,
) -> Result<HashMap<ApplicationId, Vec<(Role, Rule)>>> {
    let rows = sqlx::query!(
        r#"
        SELECT o.application_id, o.role, o.rule
        FROM overrides o JOIN applications a ON a.id = o.application_id WHERE a.round_id = $1
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let mut overrides = HashMap::<_, Vec<_>>::new();
    for row in rows {
        let role = row::named("overrides", &row.role, Role::from_name)?;
        let unmet = row::named("overrides", &row.rule, Rule::from_name)?;
        overrides.entry(ApplicationId(row.application_id)).or_default().push((role, unmet));
    }
    Ok(overrides)
}

/// The fewest rules that stand in someone's way, in any role that they would take.
pub(crate) fn obstacles(application: &Application, supports: Option<bool>, aside: &[(Role, Rule)]) -> Vec<Rule> {
    let Some(part) = application.form.part else { return Vec::new() };
    let in_role = |role: &Role| {
        let unmet = unmet(*role, &application.form, supports, application.state);
        unmet.into_iter().filter(|rule| !aside.contains(&(*role, *rule))).collect::<Vec<_>>()
    };
    part.roles().iter().map(in_role).min_by_key(Vec::len).unwrap_or_default()
}

/// Everyone who has voted in a round, by name.
async fn members(tx: &mut Tx, round: RoundId) -> Result<Vec<String>> {
    let mut names = sqlx::query_scalar!(
        r#"
        SELECT p.name FROM persons p WHERE EXISTS (
            SELECT 1 FROM votes v JOIN applications a ON a.id = v.application_id
            WHERE v.person_id = p.id AND a.round_id = $1
        )
        "#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?;
    names.sort_by_cached_key(|name| order::swedish(name));
    Ok(names)
}

async fn recused(tx: &mut Tx, round: RoundId) -> Result<Recused> {
    let rows = sqlx::query!(
        r#"
        SELECT r.application_id, r.person_id, p.name
        FROM recusals r JOIN applications a ON a.id = r.application_id JOIN persons p ON p.id = r.person_id
        WHERE a.round_id = $1
        "#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut recused = Recused::new();
    for row in rows {
        recused.entry(ApplicationId(row.application_id)).or_default().insert(PersonId(row.person_id), row.name);
    }
    Ok(recused)
}
