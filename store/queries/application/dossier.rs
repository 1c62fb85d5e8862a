//! Reading applications: what lies open of them, and what is sealed. Who may is
//! asked here, of [`domain::access`].

use std::collections::HashMap;

use domain::{
    application::{Application, ApplicationId, Conflict, Dossier, Form, Override, Part, Rule, State, Step, StepKind},
    people::{Caller, Organisation, OrganisationId, PersonId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Result, order, row, vault::CommonContext};

use crate::{Engine, Tx, queries::engine::Connection};

/// Which applications of a round are read; 0 for any.
#[derive(Clone, Copy, Default)]
pub(crate) struct Which {
    /// This one.
    pub id: i64,
    /// This person's.
    pub person: i64,
    /// Those from this organisation.
    pub from: i64,
    /// Those from any organisation but this one.
    pub not_from: i64,
    /// Who reads: of their own they see what they have not sent, too.
    pub reader: i64,
}

/// An application's row.
pub(crate) struct ApplicationRow {
    pub application: Application,
    pub email: String,
    pub phone: String,
    pub supports: Option<bool>,
    pub privacy_version: Option<u32>,
}

impl Engine {
    /// Reads applications, by name.
    pub(crate) async fn read_applications(
        &self,
        db: &mut Connection,
        round: RoundId,
        which: Which,
    ) -> Result<Vec<ApplicationRow>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.person_id, a.state, a.since, a.rank, a.manager_supports AS "supports?: bool", a.sealed, a.sent,
                a.privacy_version,
                p.name, p.title, p.email, p.phone, p.organisation_id, o.name AS organisation, n.name AS "nominated_by?"
            FROM applications a
            JOIN persons p ON p.id = a.person_id
            JOIN organisations o ON o.id = p.organisation_id
            LEFT JOIN persons n ON n.id = a.nominated_by
            WHERE a.round_id = $1 AND (a.id = $2 OR $2 = 0) AND (a.person_id = $3 OR $3 = 0)
                AND (p.organisation_id = $4 OR $4 = 0) AND p.organisation_id <> $5
            "#,
            round.0,
            which.id,
            which.person,
            which.from,
            which.not_from
        )
        .fetch_all(&mut *db)
        .await?;
        let mut adept_in = adept_in(db, round).await?;
        let kept = rows.into_iter().map(|row| {
            let (id, person) = (ApplicationId(row.id), PersonId(row.person_id));
            let state = row::named("applications", &row.state, State::from_name)?;
            let as_sent = row.sent.filter(|_| state == State::Returned && row.person_id != which.reader);
            let form = self.vault.open_parts(CommonContext::Application(id), &as_sent.unwrap_or(row.sealed)).text();
            let application = Application {
                id,
                person,
                name: row.name,
                title: row.title,
                organisation: Organisation { id: OrganisationId(row.organisation_id), name: row.organisation },
                state,
                since: row::timestamp("applications", row.since)?,
                rank: row.rank.map(|rank| row::count("applications", rank)).transpose()?,
                nominated_by: row.nominated_by,
                adept_in: adept_in.remove(&person).unwrap_or_default(),
                unreadable: form.is_none(),
                form: form.unwrap_or_default(),
            };
            let privacy_version = row.privacy_version.map(|version| row::count("applications", version)).transpose()?;
            Ok(ApplicationRow {
                application,
                email: row.email,
                phone: row.phone,
                supports: row.supports,
                privacy_version,
            })
        });
        let mut kept = kept.collect::<Result<Vec<_>>>()?;
        kept.sort_by_cached_key(|kept: &ApplicationRow| order::swedish(&kept.application.name));
        Ok(kept)
    }

    /// An application and what belongs to it, if the caller may read it.
    pub(crate) async fn dossier(&self, caller: &Caller, which: Which) -> Result<Option<Dossier>> {
        let mut db = self.reader().acquire().await?;
        let which = Which { reader: caller.person.0, ..which };
        let Some(kept) = self.read_applications(&mut db, caller.round, which).await?.into_iter().next() else {
            return Ok(None);
        };
        let application = kept.application;
        let reader = caller.reads_application(application.person, application.organisation.id, application.state);
        let Some(reader) = reader else { return Ok(None) };
        let id = application.id;
        let mut steps = self.steps(&mut db, id).await?;
        for step in steps.iter_mut().filter(|step| !reader.sees_comments(step.kind)) {
            step.words.clear();
            step.commits.clear();
        }
        let (conflicts, overrides) = if reader.sees_conflicts() {
            (self.conflicts(&mut db, id).await?, self.overrides(&mut db, id).await?)
        } else {
            Default::default()
        };
        let overrides = if caller.person == application.person { Vec::new() } else { overrides };
        Ok(Some(Dossier {
            email: kept.email,
            phone: kept.phone,
            supports: kept.supports,
            privacy_version: kept.privacy_version,
            steps,
            conflicts,
            overrides,
            link_until: link_until(&mut db, id).await?,
            application,
        }))
    }

    async fn steps(&self, db: &mut Connection, id: ApplicationId) -> Result<Vec<Step>> {
        let rows = sqlx::query!(
            r#"
            SELECT s.kind, s.at, s.sealed, p.name AS "by?"
            FROM application_steps s LEFT JOIN persons p ON p.id = s.by_id
            WHERE s.application_id = $1 ORDER BY s.id
            "#,
            id.0
        )
        .fetch_all(db)
        .await?;
        let steps = rows.into_iter().map(|row| {
            let kind = row::named("application_steps", &row.kind, StepKind::from_name)?;
            let at = row::timestamp("application_steps", row.at)?;
            let said = row.sealed.map(|sealed| self.vault.open_parts(CommonContext::Step(id, kind, at), &sealed));
            let said = said.map(|said| said.or_lost().unwrap_or_else(|lost| [lost.mark().to_owned(), String::new()]));
            let [words, commits]: [String; 2] = said.unwrap_or_default();
            Ok(Step { kind, at, by: row.by, words, commits })
        });
        steps.collect()
    }

    /// Whom an applicant must not be paired with.
    pub(crate) async fn conflicts(&self, db: &mut Connection, id: ApplicationId) -> Result<Vec<Conflict>> {
        let rows =
            sqlx::query!("SELECT position, sealed FROM conflicts WHERE application_id = $1 ORDER BY position", id.0)
                .fetch_all(db)
                .await?;
        let conflicts = rows.into_iter().map(|row| {
            let opened = self.vault.open_parts(CommonContext::Conflict(id, row.position), &row.sealed);
            opened.or_lost().unwrap_or_else(|lost| Conflict { who: lost.mark().to_owned(), why: String::new() })
        });
        Ok(conflicts.collect())
    }

    /// The rules that are set aside for someone.
    pub(crate) async fn overrides(&self, db: &mut Connection, id: ApplicationId) -> Result<Vec<Override>> {
        let rows = sqlx::query!(
            r#"
            SELECT o.role, o.rule, o.at, o.sealed, p.name FROM overrides o JOIN persons p ON p.id = o.by_id
            WHERE o.application_id = $1 ORDER BY o.at, o.rule
            "#,
            id.0
        )
        .fetch_all(db)
        .await?;
        let overrides = rows.into_iter().map(|row| {
            let role = row::named("overrides", &row.role, Role::from_name)?;
            let unmet = row::named("overrides", &row.rule, Rule::from_name)?;
            let reason = self.vault.open_common(CommonContext::Override(id, role, unmet), &row.sealed).shown();
            Ok(Override { role, rule: unmet, by: row.name, at: row::timestamp("overrides", row.at)?, reason })
        });
        overrides.collect()
    }

    /// Writes the applicant's part.
    pub(crate) async fn write_form(&self, tx: &mut Tx, id: ApplicationId, form: &Form) -> Result<()> {
        let sealed = self.vault.seal_parts(CommonContext::Application(id), form)?;
        sqlx::query!(
            "UPDATE applications SET sealed = $2, part = $3 WHERE id = $1",
            id.0,
            sealed,
            form.part.map(Part::name)
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Writes whom the applicant must not be paired with, in place of what was said before.
    pub(crate) async fn write_conflicts(&self, tx: &mut Tx, id: ApplicationId, conflicts: &[Conflict]) -> Result<()> {
        sqlx::query!("DELETE FROM conflicts WHERE application_id = $1", id.0).execute(&mut **tx).await?;
        for (position, conflict) in (0_i64..).zip(conflicts) {
            let sealed = self.vault.seal_parts(CommonContext::Conflict(id, position), conflict)?;
            sqlx::query!(
                "INSERT INTO conflicts (application_id, position, sealed) VALUES ($1, $2, $3)",
                id.0,
                position,
                sealed
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    /// Notes that something has happened to an application; `by` is nobody for
    /// its manager. What was said is words, and to what the organisation commits.
    pub(crate) async fn note_step(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        kind: StepKind,
        by: Option<PersonId>,
        said: [&str; 2],
        now: Timestamp,
    ) -> Result<()> {
        // As it is kept, so that it opens again.
        let at = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let sealed = match said {
            ["", ""] => None,
            said => Some(self.vault.seal_parts(CommonContext::Step(id, kind, at), &said)?),
        };
        sqlx::query!(
            "INSERT INTO application_steps (application_id, kind, at, by_id, sealed) VALUES ($1, $2, $3, $4, $5)",
            id.0,
            kind.name(),
            at.as_millisecond(),
            by.map(|person| person.0),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// In which earlier rounds the round's applicants were adepts.
async fn adept_in(db: &mut Connection, round: RoundId) -> Result<HashMap<PersonId, Vec<u32>>> {
    let rows = sqlx::query!(
        r#"
        SELECT u.person_id AS adept_id, r.number
        FROM duties u JOIN rounds r ON r.id = u.round_id
        WHERE u.duty = 'adept' AND u.person_id IN (SELECT a.person_id FROM applications a WHERE a.round_id = $1)
            AND r.number < (SELECT c.number FROM rounds c WHERE c.id = $1)
        ORDER BY r.number
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let mut rounds = HashMap::<_, Vec<_>>::new();
    for row in rows {
        rounds.entry(PersonId(row.adept_id)).or_default().push(row::count("rounds", row.number)?);
    }
    Ok(rounds)
}

async fn link_until(db: &mut Connection, id: ApplicationId) -> Result<Option<Timestamp>> {
    let until = sqlx::query_scalar!(
        "SELECT expires_at FROM manager_links WHERE application_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL",
        id.0
    );
    let until = until.fetch_optional(db).await?;
    until.map(|until| row::timestamp("manager_links", until)).transpose()
}
