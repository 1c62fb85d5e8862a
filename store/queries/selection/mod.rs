//! The working group's selection: what its members read, vote and decide.

pub(crate) mod decision;

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use domain::{
    application::{ApplicationId, Dossier, State},
    live::Change,
    people::{Caller, OrganisationId, PersonId, Role},
    round::RoundId,
    selection::{
        Ballot, Candidate, Count, Decision, Note, Opinion, Outcome, Reading, Record, Recusal, Selection, Stage,
        Verdict, Vote, in_turn, opinions,
    },
};
use jiff::Timestamp;
use store::{Error, Result, Selections, order, row, vault::CommonContext};

use self::decision::{obstacles, overrides};
use super::{
    application::dossier::{ApplicationRow, Which},
    engine::Connection,
    people::organisation,
};
use crate::{Engine, Tx};

#[async_trait]
impl Selections for Engine {
    async fn selection(&self, caller: &Caller) -> Result<Option<Selection>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Terms { max_pairs, stage, recused } = terms(&mut tx, caller).await?;
        let candidates = self.candidates(&mut tx, caller, &recused).await?;
        Ok(Some(Selection { candidates, stage, max_pairs, organisations: organisation::all(&mut tx).await? }))
    }

    async fn candidate(&self, caller: &Caller, id: ApplicationId) -> Result<Option<Reading>> {
        let Some(dossier) = self.judged(caller, id).await? else { return Ok(None) };
        let mut db = self.reader().acquire().await?;
        let opinions = opinions(caller.person, self.opinions(&mut db, id).await?);
        let recusals = if caller.runs_the_programme() { self.recusals(&mut db, id).await? } else { Vec::new() };
        Ok(Some(Reading {
            dossier,
            own: opinions.0,
            opinions: opinions.1,
            decision: self.seen_decisions(&mut db, caller).await?.remove(&id),
            recusals,
            stage: stage(&mut db, caller.round).await?,
        }))
    }

    async fn vote(&self, caller: &Caller, id: ApplicationId, ballot: &Ballot, now: Timestamp) -> Result<()> {
        let dossier = self.undecided(caller, id).await?;
        let mut tx = self.begin_selecting(caller).await?;
        self.write_vote(&mut tx, id, caller.person, ballot, now).await?;
        tx.announce(about(caller.round, &dossier));
        tx.commit().await
    }

    async fn recuse(&self, caller: &Caller, id: ApplicationId, reason: &Note, now: Timestamp) -> Result<()> {
        let dossier = self.undecided(caller, id).await?;
        let mut tx = self.begin_selecting(caller).await?;
        let sealed = self.vault.seal_common(CommonContext::Recusal(id, caller.person), reason.as_str())?;
        sqlx::query!(
            r#"
            INSERT INTO recusals (application_id, person_id, at, sealed) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            "#,
            id.0,
            caller.person.0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("DELETE FROM votes WHERE application_id = $1 AND person_id = $2", id.0, caller.person.0)
            .execute(&mut *tx)
            .await?;
        tx.announce(about(caller.round, &dossier));
        tx.commit().await
    }

    async fn lift_recusal(&self, caller: &Caller, id: ApplicationId, person: PersonId) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let dossier = self.undecided(caller, id).await?;
        let mut tx = self.begin_selecting(caller).await?;
        sqlx::query!("DELETE FROM recusals WHERE application_id = $1 AND person_id = $2", id.0, person.0)
            .execute(&mut *tx)
            .await?;
        tx.announce(about(caller.round, &dossier));
        tx.commit().await
    }

    async fn decide(&self, caller: &Caller, id: ApplicationId, verdict: &Verdict, now: Timestamp) -> Result<()> {
        let dossier = self.undecided(caller, id).await?;
        let aside = verdict.sets_aside(&dossier).map_err(Error::Invalid)?;
        let mut tx = self.begin_selecting(caller).await?;
        for (role, rule) in aside {
            self.write_override(&mut tx, (id, role, rule), caller.person, verdict.aside.as_str(), now).await?;
        }
        let place = match (verdict.outcome, verdict.role) {
            (Outcome::Reserve, Some(role)) => Some(place_for(&mut tx, caller.round, id, role).await?),
            _ => None,
        };
        let sealed = self.seal_note(CommonContext::Grounds(id), &verdict.grounds)?;
        sqlx::query!(
            r#"
            INSERT INTO decisions (application_id, outcome, role, place, by_id, at, sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (application_id) DO UPDATE SET outcome = excluded.outcome, role = excluded.role,
                place = excluded.place, by_id = excluded.by_id, at = excluded.at, sealed = excluded.sealed
            "#,
            id.0,
            verdict.outcome.name(),
            verdict.role.map(Role::name),
            place,
            caller.person.0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut *tx)
        .await?;
        tx.announce(about(caller.round, &dossier));
        tx.commit().await
    }

    async fn move_up(&self, caller: &Caller, id: ApplicationId) -> Result<()> {
        let dossier = self.undecided(caller, id).await?;
        let mut tx = self.begin_selecting(caller).await?;
        let own = sqlx::query!("SELECT role, place FROM decisions WHERE application_id = $1", id.0)
            .fetch_optional(&mut *tx)
            .await?;
        let Some((role, place)) = own.and_then(|row| row.role.zip(row.place)) else { return Err(Error::Conflict) };
        let above = sqlx::query!(
            r#"
            SELECT d.application_id, d.place AS "place!"
            FROM decisions d JOIN applications a ON a.id = d.application_id
            WHERE a.round_id = $1 AND d.role = $2 AND d.place < $3 ORDER BY d.place DESC LIMIT 1
            "#,
            caller.round.0,
            role,
            place
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(above) = above else { return Ok(()) };
        for (application, place) in [(above.application_id, place), (id.0, above.place)] {
            sqlx::query!("UPDATE decisions SET place = $2 WHERE application_id = $1", application, place)
                .execute(&mut *tx)
                .await?;
        }
        tx.announce(about(caller.round, &dossier));
        tx.commit().await
    }

    async fn record_decisions(&self, caller: &Caller, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_selecting(caller).await?;
        self.write_record(&mut tx, caller.round, (caller.person, caller.name.clone()), now).await?;
        tx.announce(Change::Selection { round: caller.round, organisation: None });
        tx.commit().await
    }

    async fn decision_record(&self, caller: &Caller) -> Result<Option<(Record, Stage)>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut db = self.reader().acquire().await?;
        let stage = stage(&mut db, caller.round).await?;
        let Some(mut record) = self.read_record(&mut db, caller.round).await? else { return Ok(None) };
        let own = sqlx::query_scalar!(
            "SELECT id FROM applications WHERE round_id = $1 AND person_id = $2",
            caller.round.0,
            caller.person.0
        );
        let own = own.fetch_optional(&mut *db).await?.map(ApplicationId);
        record.keep_for(caller.person, own, caller.organisation, caller.runs_the_programme());
        Ok(Some((record, stage)))
    }

    async fn tell_decisions(&self, caller: &Caller, now: Timestamp) -> Result<Vec<(Outcome, u32)>> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        self.tell_decisions(caller, now).await
    }
}

impl Engine {
    /// Begins a change of votes and decisions. Those who change them wait for
    /// each other, and nothing changes once the decisions are on record.
    pub(crate) async fn begin_selecting(&self, caller: &Caller) -> Result<Tx> {
        let mut tx = self.begin_of_round(caller).await?;
        crate::take_advisory_lock(&mut tx).await?;
        if stage(&mut tx, caller.round).await?.is_open() { Ok(tx) } else { Err(Error::Conflict) }
    }

    /// An application that the caller decides on: before the group, of no
    /// organisation of theirs, and they have declared no conflict of interest.
    async fn judged(&self, caller: &Caller, id: ApplicationId) -> Result<Option<Dossier>> {
        if !caller.matches() {
            return Ok(None);
        }
        let recused = sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "n!: i64" FROM recusals WHERE application_id = $1 AND person_id = $2"#,
            id.0,
            caller.person.0
        );
        let recused = recused.fetch_one(self.reader()).await? > 0;
        let dossier = self.dossier(caller, Which { id: id.0, ..Which::default() }).await?;
        let before_the_group = |dossier: &Dossier| {
            let application = &dossier.application;
            application.state.was_endorsed() && caller.judges(application.person, application.organisation.id, recused)
        };
        Ok(dossier.filter(before_the_group))
    }

    /// The same while nothing has been told of it.
    async fn undecided(&self, caller: &Caller, id: ApplicationId) -> Result<Dossier> {
        let dossier = self.judged(caller, id).await?.ok_or(Error::NotFound)?;
        if dossier.application.state == State::Endorsed { Ok(dossier) } else { Err(Error::Conflict) }
    }

    /// All that is before the group and that the caller decides on, by name.
    async fn candidates(
        &self,
        db: &mut Connection,
        caller: &Caller,
        recused: &HashSet<ApplicationId>,
    ) -> Result<Vec<Candidate>> {
        let mut votes = votes(db, caller.round).await?;
        let mut decisions = self.seen_decisions(db, caller).await?;
        let mut aside = overrides(db, caller.round).await?;
        let kept = self.read_applications(db, caller.round, Which::default()).await?;
        let judged = kept.into_iter().filter(|kept| {
            let (application, recused) = (&kept.application, recused.contains(&kept.application.id));
            application.state.was_endorsed() && caller.judges(application.person, application.organisation.id, recused)
        });
        let candidate = |ApplicationRow { application, supports, .. }: ApplicationRow| {
            let id = application.id;
            let votes = votes.remove(&id).unwrap_or_default();
            let own = votes.iter().find(|(by, _)| *by == caller.person).map(|(_, vote)| *vote);
            Candidate {
                obstacles: obstacles(&application, supports, &aside.remove(&id).unwrap_or_default()),
                own,
                votes: own.map(|_| Count::of(votes.into_iter().map(|(_, vote)| vote))),
                decision: decisions.remove(&id),
                application,
            }
        };
        Ok(judged.map(candidate).collect())
    }

    /// What the group thinks of an application, by name.
    async fn opinions(&self, db: &mut Connection, id: ApplicationId) -> Result<Vec<(PersonId, Opinion)>> {
        let rows = sqlx::query!(
            r#"
            SELECT v.person_id, v.vote, v.sealed, p.name
            FROM votes v JOIN persons p ON p.id = v.person_id WHERE v.application_id = $1
            "#,
            id.0
        )
        .fetch_all(db)
        .await?;
        let opinions = rows.into_iter().map(|row| {
            let by = PersonId(row.person_id);
            let note = self.open_note(CommonContext::Vote(id, by), row.sealed.as_deref());
            Ok((by, Opinion { by: row.name, vote: row::named("votes", &row.vote, Vote::from_name)?, note }))
        });
        let mut opinions = opinions.collect::<Result<Vec<_>>>()?;
        opinions.sort_by_cached_key(|(_, opinion): &(PersonId, Opinion)| order::swedish(&opinion.by));
        Ok(opinions)
    }

    async fn recusals(&self, db: &mut Connection, id: ApplicationId) -> Result<Vec<Recusal>> {
        let rows = sqlx::query!(
            r#"
            SELECT r.person_id, r.sealed, p.name FROM recusals r JOIN persons p ON p.id = r.person_id
            WHERE r.application_id = $1 ORDER BY r.at
            "#,
            id.0
        )
        .fetch_all(db)
        .await?;
        let recusals = rows.into_iter().map(|row| {
            let person = PersonId(row.person_id);
            let reason = self.vault.open_common(CommonContext::Recusal(id, person), &row.sealed).shown();
            Ok(Recusal { person, name: row.name, reason })
        });
        recusals.collect()
    }

    /// What is decided on those that the caller decides on, by application.
    async fn seen_decisions(&self, db: &mut Connection, caller: &Caller) -> Result<HashMap<ApplicationId, Decision>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.person_id, p.organisation_id,
                EXISTS (SELECT 1 FROM recusals r WHERE r.application_id = a.id AND r.person_id = $2) AS "recused!: bool"
            FROM applications a JOIN persons p ON p.id = a.person_id WHERE a.round_id = $1
            "#,
            caller.round.0,
            caller.person.0
        )
        .fetch_all(&mut *db)
        .await?;
        let judged = rows
            .into_iter()
            .filter(|row| caller.judges(PersonId(row.person_id), OrganisationId(row.organisation_id), row.recused));
        let judged: HashSet<_> = judged.map(|row| ApplicationId(row.id)).collect();
        let mut decisions = self.decisions(db, caller.round).await?;
        decisions.retain(|id, _| judged.contains(id));
        in_turn(decisions.values_mut());
        Ok(decisions)
    }

    /// What is decided, by application.
    pub(crate) async fn decisions(
        &self,
        db: &mut Connection,
        round: RoundId,
    ) -> Result<HashMap<ApplicationId, Decision>> {
        let rows = sqlx::query!(
            r#"
            SELECT d.application_id, d.outcome, d.role, d.place, d.at, d.sealed, p.name
            FROM decisions d JOIN applications a ON a.id = d.application_id JOIN persons p ON p.id = d.by_id
            WHERE a.round_id = $1
            "#,
            round.0
        )
        .fetch_all(db)
        .await?;
        let decisions = rows.into_iter().map(|row| {
            let id = ApplicationId(row.application_id);
            let decision = Decision {
                outcome: row::named("decisions", &row.outcome, Outcome::from_name)?,
                role: row.role.map(|role| row::named("decisions", &role, Role::from_name)).transpose()?,
                place: row.place.map(|place| row::count("decisions", place)).transpose()?,
                grounds: self.open_note(CommonContext::Grounds(id), row.sealed.as_deref()),
                by: row.name,
                at: row::timestamp("decisions", row.at)?,
            };
            Ok((id, decision))
        });
        decisions.collect()
    }

    /// What a member thinks, in place of what they thought before.
    pub(crate) async fn write_vote(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        by: PersonId,
        ballot: &Ballot,
        at: Timestamp,
    ) -> Result<()> {
        let sealed = self.seal_note(CommonContext::Vote(id, by), &ballot.note)?;
        sqlx::query!(
            r#"
            INSERT INTO votes (application_id, person_id, vote, at, sealed) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (application_id, person_id) DO UPDATE
            SET vote = excluded.vote, at = excluded.at, sealed = excluded.sealed
            "#,
            id.0,
            by.0,
            ballot.vote.name(),
            at.as_millisecond(),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Seals a note; an empty one is none.
    fn seal_note(&self, said: CommonContext, note: &Note) -> Result<Option<Vec<u8>>> {
        (!note.is_empty()).then(|| self.vault.seal_common(said, note.as_str())).transpose()
    }

    fn open_note(&self, said: CommonContext, sealed: Option<&[u8]>) -> String {
        sealed.map(|sealed| self.vault.open_common(said, sealed).shown()).unwrap_or_default()
    }
}

/// Those who decide on an application may know that something about it has changed.
fn about(round: RoundId, dossier: &Dossier) -> Change {
    Change::Selection { round, organisation: Some(dossier.application.organisation.id) }
}

/// What the selection of a round goes by, for one of the group.
struct Terms {
    max_pairs: u32,
    stage: Stage,
    /// The applications in which they have declared a conflict of interest.
    recused: HashSet<ApplicationId>,
}

async fn terms(db: &mut Connection, caller: &Caller) -> Result<Terms> {
    let rows = sqlx::query!(
        r#"
        SELECT r.max_pairs, t.at AS "at?", t.told_at, c.application_id AS "recused?"
        FROM rounds r LEFT JOIN decision_records t ON t.round_id = r.id LEFT JOIN recusals c ON c.person_id = $2
        WHERE r.id = $1
        "#,
        caller.round.0,
        caller.person.0
    )
    .fetch_all(db)
    .await?;
    let at = |at: Option<i64>| at.map(|at| row::timestamp("decision_records", at)).transpose();
    let first = rows.first().ok_or(Error::NotFound)?;
    Ok(Terms {
        max_pairs: row::count("rounds", first.max_pairs)?,
        stage: Stage { recorded: at(first.at)?, told: at(first.told_at)? },
        recused: rows.iter().filter_map(|row| row.recused.map(ApplicationId)).collect(),
    })
}

/// How far the selection has come.
pub(crate) async fn stage(db: &mut Connection, round: RoundId) -> Result<Stage> {
    let row = sqlx::query!("SELECT at, told_at FROM decision_records WHERE round_id = $1", round.0)
        .fetch_optional(db)
        .await?;
    let Some(row) = row else { return Ok(Stage::default()) };
    let at = |at| row::timestamp("decision_records", at);
    Ok(Stage { recorded: Some(at(row.at)?), told: row.told_at.map(at).transpose()? })
}

/// Everyone's votes, by application.
pub(crate) async fn votes(
    db: &mut Connection,
    round: RoundId,
) -> Result<HashMap<ApplicationId, Vec<(PersonId, Vote)>>> {
    let rows = sqlx::query!(
        r#"
        SELECT v.application_id, v.person_id, v.vote
        FROM votes v JOIN applications a ON a.id = v.application_id WHERE a.round_id = $1
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let mut votes = HashMap::<_, Vec<_>>::new();
    for row in rows {
        let vote = row::named("votes", &row.vote, Vote::from_name)?;
        votes.entry(ApplicationId(row.application_id)).or_default().push((PersonId(row.person_id), vote));
    }
    Ok(votes)
}

/// The place of someone who is put in reserve: the one they have there already,
/// or the last.
async fn place_for(tx: &mut Tx, round: RoundId, id: ApplicationId, role: Role) -> Result<i64> {
    let own = sqlx::query_scalar!(
        r#"SELECT place AS "place!" FROM decisions WHERE application_id = $1 AND role = $2 AND place IS NOT NULL"#,
        id.0,
        role.name()
    );
    if let Some(own) = own.fetch_optional(&mut **tx).await? {
        return Ok(own);
    }
    let last = sqlx::query_scalar!(
        r#"
        SELECT COALESCE(MAX(d.place), 0) AS "last!: i64"
        FROM decisions d JOIN applications a ON a.id = d.application_id WHERE a.round_id = $1 AND d.role = $2
        "#,
        round.0,
        role.name()
    );
    Ok(last.fetch_one(&mut **tx).await? + 1)
}
