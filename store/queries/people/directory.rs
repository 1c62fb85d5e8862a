//! Everyone in the network, and what organisers write of them.

use async_trait::async_trait;
use domain::{
    application::{self, ApplicationId, typed::Profile},
    day::{Answer, Hours},
    input::clean_line,
    live::Change,
    pair::status::State,
    people::{
        Caller, Duty, Lang, Localised, Organisation, OrganisationId, PersonId, Role,
        directory::{
            AnswerLine, ApplicationLine, Details, Directory, Entry, Filter, PAGE, PairLine, PersonPage, may_deactivate,
        },
        duty::{Ended, Held},
        employer,
    },
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{Directories, Error, Result, row, vault::CommonContext};

use super::{address, organisation, write_profile};
use crate::{
    Engine, Tx,
    queries::{
        engine::{Connection, address_pattern, pattern},
        pair::status::status_columns,
    },
};

#[async_trait]
impl Directories for Engine {
    async fn directory(&self, caller: &Caller, filter: &Filter) -> Result<Option<Directory>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let (mut page, mut listed) = (filter.page, entries(&mut tx, filter).await?);
        if listed.0.is_empty() && page > 0 {
            page = 0;
            listed = entries(&mut tx, &filter.turned_to(0)).await?;
        }
        let (people, found) = listed;
        let (organisations, rounds) = (organisation::all(&mut tx).await?, rounds(&mut tx).await?);
        Ok(Some(Directory { people, found, page, organisations, rounds }))
    }

    async fn person_page(&self, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Option<PersonPage>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(known) = known(&mut tx, person).await? else { return Ok(None) };
        let duties = held(&mut tx, caller.round, person).await?;
        let movable = employer::may_move(duties.iter().map(|held| held.duty));
        Ok(Some(PersonPage {
            person,
            details: known.details,
            email: known.email,
            second_email: known.second_email,
            organisation: known.organisation,
            deactivated_at: known.deactivated_at,
            duties,
            former: self.ended(&mut tx, caller.round, person).await?,
            pairs: pairs(&mut tx, person, now).await?,
            answers: answers(&mut tx, person).await?,
            applications: applications(&mut tx, person).await?,
            addresses: self.address_changes(&mut tx, person).await?,
            merged: self.merged_people(&mut tx, person).await?,
            movable,
            organisations: organisation::all(&mut tx).await?,
        }))
    }

    async fn edit_person(&self, caller: &Caller, person: PersonId, read: &Details, details: &Details) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        // This one statement decides between two who save at once.
        let edited = sqlx::query!(
            "UPDATE persons SET lang = $2 WHERE id = $1 AND name = $3 AND title = $4 AND phone = $5 AND lang = $6",
            person.0,
            details.lang.name(),
            read.name,
            read.title,
            read.phone,
            read.lang.name()
        );
        if edited.execute(&mut *tx).await?.rows_affected() == 0 {
            let is_known = known(&mut tx, person).await?.is_some();
            return Err(if is_known { Error::Conflict } else { Error::NotFound });
        }
        let Details { name, title, phone, .. } = details.clone();
        write_profile(&mut tx, person, &Profile { name, title, phone }).await?;
        tx.announce(Change::Duty { round: caller.round, person });
        tx.commit().await
    }

    async fn set_active(&self, caller: &Caller, person: PersonId, active: bool, now: Timestamp) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let deactivated_at = if active { None } else { Some(now.as_millisecond()) };
        // The row is locked by this, so that nobody is given a duty meanwhile.
        let changed = sqlx::query!("UPDATE persons SET deactivated_at = $2 WHERE id = $1", person.0, deactivated_at);
        if changed.execute(&mut *tx).await?.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        if !active {
            let duties = held(&mut tx, caller.round, person).await?;
            may_deactivate(duties.iter().filter(|held| held.ours).map(|held| held.duty))?;
            address::sign_out(&mut tx, person).await?;
            forget_emails(&mut tx, person).await?;
        }
        tx.announce(Change::Duty { round: caller.round, person });
        tx.commit().await
    }
}

/// What is kept of someone in one row.
struct Known {
    details: Details,
    email: String,
    second_email: Option<String>,
    organisation: Organisation,
    deactivated_at: Option<Timestamp>,
}

async fn known(db: &mut Connection, person: PersonId) -> Result<Option<Known>> {
    let row = sqlx::query!(
        r#"
        SELECT p.name, p.title, p.phone, p.lang, p.email, p.second_email, p.deactivated_at,
            o.id AS "organisation_id!", o.name AS organisation
        FROM persons p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1
        "#,
        person.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let lang = row::named("persons", &row.lang, Lang::from_name)?;
    Ok(Some(Known {
        details: Details { name: row.name, title: row.title, phone: row.phone, lang },
        email: row.email,
        second_email: row.second_email,
        organisation: Organisation { id: OrganisationId(row.organisation_id), name: row.organisation },
        deactivated_at: row.deactivated_at.map(|at| row::timestamp("persons", at)).transpose()?,
    }))
}

/// A page of those whom a filter shows, and how many they are.
async fn entries(db: &mut Connection, filter: &Filter) -> Result<(Vec<Entry>, u32)> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "person!: i64", p.name AS "name!: String", p.title AS "title!: String",
            p.email AS "email!: String", p.deactivated_at AS "deactivated_at?: i64",
            p.organisation AS "organisation!: String", p.found AS "found!: i64",
            r.number AS "round?: i64", u.duty AS "duty?: String"
        FROM (
            SELECT p.id, p.name, p.title, p.email, p.deactivated_at, p.sort_name, o.name AS organisation,
                COUNT(*) OVER () AS found
            FROM persons p JOIN organisations o ON o.id = p.organisation_id
            WHERE (CAST($1 AS TEXT) IS NULL OR p.folded_name LIKE $1 ESCAPE '\' OR o.folded_name LIKE $1 ESCAPE '\'
                    OR p.email LIKE $7 ESCAPE '\' OR p.second_email LIKE $7 ESCAPE '\')
                AND (CAST($2 AS BIGINT) IS NULL OR p.organisation_id = $2)
                AND ((CAST($3 AS TEXT) IS NULL AND CAST($4 AS BIGINT) IS NULL) OR EXISTS (
                    SELECT 1 FROM duties u JOIN rounds r ON r.id = u.round_id
                    WHERE u.person_id = p.id AND (CAST($3 AS TEXT) IS NULL OR u.duty = $3)
                        AND (CAST($4 AS BIGINT) IS NULL OR r.number = $4)
                ))
            ORDER BY p.sort_name, p.id LIMIT $5 OFFSET $6
        ) p
        LEFT JOIN duties u ON u.person_id = p.id LEFT JOIN rounds r ON r.id = u.round_id
        ORDER BY p.sort_name, p.id, r.number DESC, u.duty
        "#,
        pattern(&filter.search),
        filter.organisation.map(|organisation| organisation.0),
        filter.duty.map(Duty::name),
        filter.round.map(i64::from),
        i64::from(PAGE),
        i64::from(filter.page) * i64::from(PAGE),
        address_pattern(&filter.search)
    )
    .fetch_all(db)
    .await?;
    let mut people = Vec::<Entry>::new();
    let mut found = 0;
    for row in rows {
        found = row::count("persons", row.found)?;
        let person = PersonId(row.person);
        if people.last().is_none_or(|last| last.person != person) {
            let (name, title, email, organisation) = (row.name, row.title, row.email, row.organisation);
            let active = row.deactivated_at.is_none();
            people.push(Entry { person, name, title, email, organisation, duties: Vec::new(), active });
        }
        if let (Some(round), Some(duty), Some(last)) = (row.round, &row.duty, people.last_mut()) {
            last.duties.push((row::count("rounds", round)?, row::named("duties", duty, Duty::from_name)?));
        }
    }
    Ok((people, found))
}

/// The first page of those whom a search finds, and how many they are.
pub(super) async fn found(db: &mut Connection, search: &str) -> Result<(Vec<Entry>, u32)> {
    entries(db, &Filter { search: clean_line(search), ..Filter::default() }).await
}

/// The rounds' numbers, the latest first.
async fn rounds(db: &mut Connection) -> Result<Vec<u32>> {
    let numbers = sqlx::query_scalar!("SELECT number FROM rounds ORDER BY number DESC").fetch_all(db).await?;
    numbers.into_iter().map(|number| row::count("rounds", number)).collect()
}

/// What someone has to do, the latest round first.
async fn held(db: &mut Connection, ours: RoundId, person: PersonId) -> Result<Vec<Held>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.id AS "round_id!", r.number, u.duty, u.since
        FROM duties u JOIN rounds r ON r.id = u.round_id WHERE u.person_id = $1 ORDER BY r.number DESC, u.duty
        "#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let held = rows.into_iter().map(|row| {
        Ok(Held {
            round: row::count("rounds", row.number)?,
            duty: row::named("duties", &row.duty, Duty::from_name)?,
            since: row::date("duties", &row.since)?,
            ours: RoundId(row.round_id) == ours,
        })
    });
    held.collect()
}

impl Engine {
    /// What someone had to do, the latest first.
    async fn ended(&self, db: &mut Connection, ours: RoundId, person: PersonId) -> Result<Vec<Ended>> {
        let rows = sqlx::query!(
            r#"
            SELECT r.id AS "round_id!", r.number, h.duty, h.since, h.until, h.sealed, b.name AS by_name
            FROM duty_history h JOIN rounds r ON r.id = h.round_id JOIN persons b ON b.id = h.by_id
            WHERE h.person_id = $1 ORDER BY h.id DESC
            "#,
            person.0
        )
        .fetch_all(db)
        .await?;
        let ended = rows.into_iter().map(|row| {
            let (round, duty) = (RoundId(row.round_id), row::named("duty_history", &row.duty, Duty::from_name)?);
            let place = CommonContext::DutyEnded(round, person, duty);
            let reason = row.sealed.map(|sealed| self.vault.open_common(place, &sealed).shown());
            Ok(Ended {
                round: row::count("rounds", row.number)?,
                duty,
                since: row::date("duty_history", &row.since)?,
                until: row::date("duty_history", &row.until)?,
                by: row.by_name,
                reason: reason.unwrap_or_default(),
                ours: round == ours,
            })
        });
        ended.collect()
    }
}

/// Someone's pairs, the latest first: who, when and where they stand.
async fn pairs(db: &mut Connection, person: PersonId, now: Timestamp) -> Result<Vec<PairLine>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.number, r.ends_on, t.adept_id, t.since, t.state, t.state_since, t.paused_until, t.extended_to,
            p.id AS "partner!", p.name
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons p ON p.id = CASE WHEN t.adept_id = $1 THEN t.mentor_id ELSE t.adept_id END
        WHERE t.adept_id = $1 OR t.mentor_id = $1 ORDER BY r.number DESC, t.id DESC
        "#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let pairs = rows.into_iter().map(|row| {
        let role = if row.adept_id == person.0 { Role::Adept } else { Role::Mentor };
        let (round, since) = (row::count("rounds", row.number)?, row::date("pairs", &row.since)?);
        let state: State = status_columns!(row).status()?.state(time::today(now));
        Ok(PairLine { round, role, partner: PersonId(row.partner), partner_name: row.name, since, state })
    });
    pairs.collect()
}

/// What someone has answered to days, the latest day first.
async fn answers(db: &mut Connection, person: PersonId) -> Result<Vec<AnswerLine>> {
    let rows = sqlx::query!(
        r#"
        SELECT n.number, d.title_sv, d.title_en, s.starts, s.ends, r.answer,
            EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id AND a.person_id = r.person_id) AS "came!: bool"
        FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
        JOIN rounds n ON n.id = d.round_id
        WHERE r.person_id = $1 ORDER BY s.starts DESC, s.id DESC
        "#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let answers = rows.into_iter().map(|row| {
        let (starts, ends) = (row::timestamp("segments", row.starts)?, row::timestamp("segments", row.ends)?);
        Ok(AnswerLine {
            round: row::count("rounds", row.number)?,
            title: Localised { sv: row.title_sv, en: row.title_en },
            hours: Hours { starts, ends },
            answer: row::named("replies", &row.answer, Answer::from_name)?,
            came: row.came,
        })
    });
    answers.collect()
}

/// Someone's applications, the latest round first.
async fn applications(db: &mut Connection, person: PersonId) -> Result<Vec<ApplicationLine>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.id AS "id!", a.state, r.number FROM applications a JOIN rounds r ON r.id = a.round_id
        WHERE a.person_id = $1 ORDER BY r.number DESC
        "#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let applications = rows.into_iter().map(|row| {
        Ok(ApplicationLine {
            round: row::count("rounds", row.number)?,
            application: ApplicationId(row.id),
            state: row::named("applications", &row.state, application::State::from_name)?,
        })
    });
    applications.collect()
}

/// Deletes what waits to be sent to someone.
async fn forget_emails(tx: &mut Tx, person: PersonId) -> Result<()> {
    sqlx::query!("DELETE FROM outbox WHERE person_id = $1 AND sealed IS NOT NULL", person.0).execute(&mut **tx).await?;
    Ok(())
}
