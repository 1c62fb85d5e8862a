//! From nothing to a living round.

use async_trait::async_trait;
use domain::{
    input::FieldError,
    live::Change,
    people::{Caller, Duty, EmailAddress, PersonId},
    round::{
        Round, RoundId,
        public_page::PageName,
        start::{Network, Progress, Refusal, RoundPlan, RoundProblem},
    },
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{
    Error, Result, Starts,
    idempotency::IdempotencyKey,
    people::{LinkState, NewPerson},
    round::start::{Founder, SETUP_LIFE, StartPage},
    row,
    secret::Secret,
};

use super::public_page::{read_contacts, read_network, save_questions};
use crate::{
    Engine, Tx,
    queries::{
        day::editor::make_draft,
        engine::Connection,
        people::{self, duty, organisation, sign_in},
        unit_of_work::{Begun, Concern},
    },
};

/// The most pairs of a round of which nobody has said it ("programme description,
/// Förutsättningar").
const PAIRS: u32 = 25;

#[async_trait]
impl Starts for Engine {
    async fn has_organiser(&self) -> Result<bool> {
        has_organiser(&mut *self.reader().acquire().await?).await
    }

    async fn offer_setup(&self, link: &Secret, now: Timestamp) -> Result<bool> {
        let mut tx = self.begin_write().await?;
        crate::take_advisory_lock(&mut tx).await?;
        if has_organiser(&mut tx).await? {
            return Ok(false);
        }
        sqlx::query!("DELETE FROM setup_links WHERE expires_at <= $1", now.as_millisecond()).execute(&mut *tx).await?;
        let expires_at = (now + SETUP_LIFE).as_millisecond();
        sqlx::query!("INSERT INTO setup_links (link_hash, expires_at) VALUES ($1, $2)", link.hash(), expires_at)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn setup_state(&self, link: &Secret, now: Timestamp) -> Result<LinkState> {
        let mut tx = self.begin_read().await?;
        if has_organiser(&mut tx).await? {
            return Err(Refusal::HasOrganiser.into());
        }
        link_state(&mut tx, link, now).await
    }

    async fn found(&self, founder: &Founder, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        self.make_first_organiser(&mut tx, founder, now).await?;
        tx.commit().await
    }

    async fn found_by_link(&self, link: &Secret, founder: &Founder, now: Timestamp) -> Result<LinkState> {
        let mut tx = self.begin_write().await?;
        crate::take_advisory_lock(&mut tx).await?;
        if has_organiser(&mut tx).await? {
            return Err(Refusal::HasOrganiser.into());
        }
        let state = link_state(&mut tx, link, now).await?;
        if state == LinkState::Good {
            let person = self.make_first_organiser(&mut tx, founder, now).await?;
            self.mail_sign_in(&mut tx, &founder.sign_in, person, now).await?;
            tx.commit().await?;
        }
        Ok(state)
    }

    async fn start_page(&self, caller: &Caller) -> Result<Option<StartPage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let round = read_round(&mut tx, caller.round).await?;
        Ok(Some(StartPage {
            progress: progress(&mut tx, caller.round).await?,
            round,
            network: read_network(&mut tx).await?,
            contact: read_contacts(&mut tx).await?.questions,
        }))
    }

    async fn save_network(
        &self,
        caller: &Caller,
        read: (Option<&Network>, Option<&EmailAddress>),
        (network, contact): (&Network, &EmailAddress),
    ) -> Result<()> {
        if !caller.writes_public_pages() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        // There may be no row yet to lock.
        crate::take_advisory_lock(&mut tx).await?;
        let (saved, questions) = (read_network(&mut tx).await?, read_contacts(&mut tx).await?.questions);
        if (saved.as_ref(), questions.as_ref()) != read {
            return Err(Error::Conflict);
        }
        sqlx::query!(
            r#"
            INSERT INTO network (id, name, host, controller_sv, controller_en) VALUES (1, $1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, host = excluded.host,
                controller_sv = excluded.controller_sv, controller_en = excluded.controller_en
            "#,
            network.name,
            network.host,
            network.controller.sv,
            network.controller.en
        )
        .execute(&mut *tx)
        .await?;
        save_questions(&mut tx, contact).await?;
        tx.announce(Change::PublicPage);
        tx.commit().await
    }

    async fn add_organisations(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        names: &[(u32, String)],
        now: Timestamp,
    ) -> Result<Vec<u32>> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(Vec::new()),
            Begun::New(tx) => *tx,
        };
        crate::take_advisory_lock(&mut tx).await?;
        let mut known = Vec::new();
        for (line, name) in names {
            if !organisation::add_by_name(&mut tx, name).await? {
                known.push(*line);
            }
        }
        tx.announce(Change::PublicPage);
        tx.commit().await?;
        Ok(known)
    }

    async fn plan_round(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        plan: &RoundPlan,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        // Two organisers who plan at once would make eight days.
        crate::take_advisory_lock(&mut tx).await?;
        let Progress { drafts, published, .. } = progress(&mut tx, caller.round).await?;
        if drafts + published > 0 {
            return Err(Refusal::AlreadyPlanned.into());
        }
        free_number(&mut tx, Some(caller.round), plan.number).await?;
        settle_round(&mut tx, caller.round, plan).await?;
        for day in &plan.days {
            make_draft(&mut tx, caller.round, day).await?;
        }
        tx.announce(Change::Draft { round: caller.round });
        tx.announce(Change::PublicPage);
        tx.commit().await
    }
}

impl Engine {
    /// Makes the first organiser, and notes how they are let in.
    async fn make_first_organiser(&self, tx: &mut Tx, founder: &Founder, now: Timestamp) -> Result<Option<PersonId>> {
        crate::take_advisory_lock(tx).await?;
        if has_organiser(tx).await? {
            return Err(Refusal::HasOrganiser.into());
        }
        let (_, organisation) = organisation::known_or_new(tx, &founder.organisation).await?;
        let person = people::insert_person(
            tx,
            &NewPerson {
                email: founder.sign_in.email.clone(),
                name: founder.name.clone(),
                title: String::new(),
                phone: String::new(),
                organisation,
                lang: founder.lang,
                duty: Duty::Organiser,
            },
        )
        .await?;
        let round = match super::focus::main_round(tx, now).await? {
            Some(round) => round.id,
            None => insert_round(tx, founder.round, PAIRS).await?,
        };
        duty::begin(tx, round, person, Duty::Organiser, time::today(now)).await?;
        sqlx::query!("DELETE FROM setup_links").execute(&mut **tx).await?;
        self.note_request(tx, &founder.sign_in, None, now).await
    }
}

/// Whether someone organises a round.
async fn has_organiser(db: &mut Connection) -> Result<bool> {
    let organisers =
        sqlx::query_scalar!(r#"SELECT COUNT(*) AS "n!: i64" FROM duties WHERE duty = $1"#, Duty::Organiser.name());
    Ok(organisers.fetch_one(db).await? > 0)
}

async fn link_state(db: &mut Connection, link: &Secret, now: Timestamp) -> Result<LinkState> {
    let expires_at =
        sqlx::query_scalar!("SELECT expires_at FROM setup_links WHERE link_hash = $1", link.hash()).fetch_optional(db);
    let state = |expires_at| sign_in::link_state(None, expires_at, now);
    Ok(expires_at.await?.map_or(LinkState::Unknown, state))
}

/// How far a round, and all around it, has come.
pub(crate) async fn progress(db: &mut Connection, round: RoundId) -> Result<Progress> {
    let row = sqlx::query!(
        r#"
        SELECT (SELECT COUNT(*) FROM network) AS "network!: i64",
            (SELECT COUNT(*) FROM organisations WHERE ended_on IS NULL) AS "organisations!: i64",
            (SELECT COUNT(*) FROM organisations o WHERE o.ended_on IS NULL AND NOT EXISTS (
                SELECT 1 FROM duties u JOIN persons p ON p.id = u.person_id
                WHERE u.round_id = $1 AND u.duty = 'contact_person' AND p.organisation_id = o.id
            )) AS "without_contact!: i64",
            (SELECT COUNT(*) FROM days WHERE round_id = $1 AND state = 'draft') AS "drafts!: i64",
            (SELECT COUNT(*) FROM days WHERE round_id = $1 AND state <> 'draft') AS "published!: i64",
            (SELECT COUNT(*) FROM duties WHERE round_id = $1 AND duty = 'organiser') AS "organisers!: i64",
            (SELECT COUNT(*) FROM duties WHERE round_id = $1 AND duty = 'working_group') AS "working_group!: i64",
            (SELECT COUNT(DISTINCT page) FROM public_page_versions WHERE saved_by IS NOT NULL) AS "pages!: i64",
            (SELECT COUNT(*) FROM public_page_versions WHERE saved_by IS NOT NULL AND page = $2) AS "privacy!: i64"
        "#,
        round.0,
        PageName::Privacy.name()
    )
    .fetch_one(db)
    .await?;
    Ok(Progress {
        network: row.network > 0,
        organisations: row::count("organisations", row.organisations)?,
        without_contact: row::count("organisations", row.without_contact)?,
        drafts: row::count("days", row.drafts)?,
        published: row::count("days", row.published)?,
        organisers: row::count("duties", row.organisers)?,
        working_group: row::count("duties", row.working_group)?,
        pages: row::count("public_page_versions", row.pages)?,
        privacy: row.privacy > 0,
    })
}

async fn read_round(db: &mut Connection, round: RoundId) -> Result<Round> {
    let row = sqlx::query!("SELECT number, starts_on, ends_on, max_pairs FROM rounds WHERE id = $1", round.0)
        .fetch_one(db)
        .await?;
    Ok(Round {
        id: round,
        number: row::count("rounds", row.number)?,
        starts_on: row::date("rounds", &row.starts_on)?,
        ends_on: row::date("rounds", &row.ends_on)?,
        max_pairs: row::count("rounds", row.max_pairs)?,
    })
}

/// A round with nothing in it: its number, first day and last day.
pub(super) async fn insert_round(tx: &mut Tx, round: (u32, Date, Date), max_pairs: u32) -> Result<RoundId> {
    let (number, starts_on, ends_on) = round;
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO rounds (number, starts_on, ends_on, max_pairs) VALUES ($1, $2, $3, $4) RETURNING id AS "id!"
        "#,
        i64::from(number),
        starts_on.to_string(),
        ends_on.to_string(),
        i64::from(max_pairs)
    );
    Ok(RoundId(id.fetch_one(&mut **tx).await?))
}

/// An error if a round has the number that is not the caller's own.
pub(super) async fn free_number(tx: &mut Tx, own: Option<RoundId>, number: u32) -> Result<()> {
    let taken = sqlx::query_scalar!(
        r#"SELECT COUNT(*) AS "n!: i64" FROM rounds WHERE number = $1 AND id <> $2"#,
        i64::from(number),
        own.map_or(0, |round| round.0)
    );
    if taken.fetch_one(&mut **tx).await? == 0 {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError { field: "number".to_owned(), problem: RoundProblem::NumberTaken.into() }]))
}

async fn settle_round(tx: &mut Tx, round: RoundId, plan: &RoundPlan) -> Result<()> {
    sqlx::query!(
        "UPDATE rounds SET number = $2, starts_on = $3, ends_on = $4, max_pairs = $5 WHERE id = $1",
        round.0,
        i64::from(plan.number),
        plan.starts_on.to_string(),
        plan.ends_on.to_string(),
        i64::from(plan.max_pairs)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
