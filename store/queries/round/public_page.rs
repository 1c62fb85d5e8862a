//! Public pages and their versions.

use async_trait::async_trait;
use domain::{
    live::Change,
    people::{Caller, EmailAddress, Localised, PersonId},
    round::{
        public_page::{
            Contacts, Edition, Facts, PageHistory, PageName, PageText, PagesOverview, PublicPage, SecurityContact,
        },
        start::Network,
    },
};
use jiff::Timestamp;
use store::{Error, PublicPages, Result, idempotency::IdempotencyKey, row};

use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        people::organisation,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl PublicPages for Engine {
    async fn public_page(&self, page: PageName, version: Option<u32>, now: Timestamp) -> Result<Option<PublicPage>> {
        let mut tx = self.begin_read().await?;
        let shown = shown(&mut tx, page, version, now).await?;
        Ok(shown.filter(|shown| shown.version == shown.latest || page.keeps_versions_open()))
    }

    async fn pages_overview(&self, caller: &Caller) -> Result<Option<PagesOverview>> {
        if !caller.writes_public_pages() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let mut pages = Vec::new();
        for page in PageName::ALL {
            pages.push((*page, editions(&mut tx, *page).await?.into_iter().next()));
        }
        Ok(Some(PagesOverview { pages, contacts: read_contacts(&mut tx).await? }))
    }

    async fn page_history(
        &self,
        caller: &Caller,
        page: PageName,
        version: Option<u32>,
        now: Timestamp,
    ) -> Result<Option<PageHistory>> {
        if !caller.writes_public_pages() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let editions = editions(&mut tx, page).await?;
        let shown = match version {
            Some(version) => shown(&mut tx, page, Some(version), now).await?,
            None => None,
        };
        let latest = editions.first().map_or(0, |edition| edition.version);
        Ok(Some(PageHistory { latest, editions, shown }))
    }

    async fn publish_page(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        page: PageName,
        version: u32,
        text: &PageText,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.writes_public_pages() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        publish(&mut tx, caller, page, version, text, now).await?;
        tx.commit().await
    }

    async fn restore_page(
        &self,
        caller: &Caller,
        page: PageName,
        version: u32,
        earlier: u32,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.writes_public_pages() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let text = match earlier {
            0 => page.delivered(),
            earlier => saved(&mut tx, page, Some(earlier)).await?.ok_or(Error::NotFound)?.text,
        };
        publish(&mut tx, caller, page, version, &text, now).await?;
        tx.commit().await
    }

    async fn contacts(&self) -> Result<Contacts> {
        read_contacts(&mut *self.begin_read().await?).await
    }

    async fn save_contacts(&self, caller: &Caller, read: &Contacts, contacts: &Contacts) -> Result<()> {
        if !caller.writes_public_pages() {
            return Err(Error::NotFound);
        }
        let security = contacts.security.as_ref();
        let mut tx = self.begin_write().await?;
        // There may be no row yet to lock.
        crate::take_advisory_lock(&mut tx).await?;
        if read_contacts(&mut tx).await? != *read {
            return Err(Error::Conflict);
        }
        sqlx::query!(
            r#"
            INSERT INTO public_contacts (id, questions, security, security_until) VALUES (1, $1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET questions = excluded.questions, security = excluded.security,
                security_until = excluded.security_until
            "#,
            contacts.questions.as_ref().map(EmailAddress::as_str),
            security.map(|contact| contact.email.as_str()),
            security.map(|contact| contact.until.to_string())
        )
        .execute(&mut *tx)
        .await?;
        tx.announce(Change::PublicPage);
        tx.commit().await
    }
}

/// A version that was saved.
struct Saved {
    version: u32,
    at: Timestamp,
    /// Whether an organiser did; else it is the delivered text, which is kept.
    by_someone: bool,
    text: PageText,
}

/// A page's version, or the latest; `None` if there is none.
async fn saved(db: &mut Connection, page: PageName, version: Option<u32>) -> Result<Option<Saved>> {
    let row = sqlx::query!(
        r#"
        SELECT version, title_sv, title_en, lede_sv, lede_en, body_sv, body_en, saved_at, saved_by
        FROM public_page_versions
        WHERE page = $1 AND (CAST($2 AS BIGINT) IS NULL OR version = $2) ORDER BY version DESC LIMIT 1
        "#,
        page.name(),
        version.map(i64::from)
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Saved {
        version: row::count("public_page_versions", row.version)?,
        at: row::timestamp("public_page_versions", row.saved_at)?,
        by_someone: row.saved_by.is_some(),
        text: PageText {
            title: Localised { sv: row.title_sv, en: row.title_en },
            lede: Localised { sv: row.lede_sv, en: row.lede_en },
            body: Localised { sv: row.body_sv, en: row.body_en },
        },
    }))
}

/// A page as it is shown: the latest version, or the one that is asked for.
async fn shown(
    db: &mut Connection,
    page: PageName,
    version: Option<u32>,
    now: Timestamp,
) -> Result<Option<PublicPage>> {
    let newest = saved(db, page, None).await?;
    let latest = newest.as_ref().map_or(0, |saved| saved.version);
    let found = match version {
        None => newest,
        Some(0) => None,
        Some(wanted) => match saved(db, page, Some(wanted)).await? {
            None => return Ok(None),
            found => found,
        },
    };
    let (version, published, text) = match found {
        Some(saved) => (saved.version, Some(saved.at), saved.text),
        None => (0, None, page.delivered()),
    };
    Ok(Some(PublicPage { page, version, published, latest, text, facts: facts(db, now).await? }))
}

/// What placeholders stand for.
async fn facts(db: &mut Connection, now: Timestamp) -> Result<Facts> {
    let round = super::focus::main_round(db, now).await?;
    let organisations = organisation::all(db).await?.len();
    let network = read_network(db).await?;
    let row = sqlx::query!(
        r#"
        SELECT (SELECT COUNT(*) FROM days WHERE round_id = $1 AND state = 'published') AS "days!: i64",
            (SELECT COUNT(*) FROM days WHERE round_id = $1) AS "planned!: i64",
            (SELECT questions FROM public_contacts) AS "contact?: String"
        "#,
        round.as_ref().map_or(0, |round| round.id.0)
    )
    .fetch_one(db)
    .await?;
    Ok(Facts {
        organisations: u32::try_from(organisations).unwrap_or(u32::MAX),
        // One without any days is still to be planned: what is said of it is no news.
        round: round.filter(|_| row.planned > 0),
        network,
        days: row::count("days", row.days)?,
        contact: row.contact,
    })
}

/// A page's versions, the latest first.
async fn editions(db: &mut Connection, page: PageName) -> Result<Vec<Edition>> {
    let rows = sqlx::query!(
        r#"
        SELECT v.version, v.saved_at, p.name AS "by?"
        FROM public_page_versions v LEFT JOIN persons p ON p.id = v.saved_by
        WHERE v.page = $1 ORDER BY v.version DESC
        "#,
        page.name()
    )
    .fetch_all(db)
    .await?;
    let editions = rows.into_iter().map(|row| {
        Ok(Edition {
            version: row::count("public_page_versions", row.version)?,
            at: row::timestamp("public_page_versions", row.saved_at)?,
            by: row.by,
        })
    });
    editions.collect()
}

/// Publishes a text, unless it is the one that everyone sees, and was saved.
async fn publish(
    tx: &mut Tx,
    caller: &Caller,
    page: PageName,
    version: u32,
    text: &PageText,
    now: Timestamp,
) -> Result<()> {
    let newest = saved(tx, page, None).await?;
    let latest = newest.as_ref().map_or(0, |saved| saved.version);
    if latest != version {
        return Err(Error::Conflict);
    }
    if newest.is_some_and(|saved| saved.by_someone && saved.text == *text) {
        return Ok(());
    }
    if !insert(tx, page, latest + 1, text, Some(caller.person), now).await? {
        return Err(Error::Conflict);
    }
    tx.announce(Change::PublicPage);
    Ok(())
}

/// Writes a version; whether there was none of that number.
async fn insert(
    tx: &mut Tx,
    page: PageName,
    version: u32,
    text: &PageText,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<bool> {
    let inserted = sqlx::query!(
        r#"
        INSERT INTO public_page_versions (page, version, title_sv, title_en, lede_sv, lede_en, body_sv, body_en,
            saved_at, saved_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (page, version) DO NOTHING
        "#,
        page.name(),
        i64::from(version),
        text.title.sv,
        text.title.en,
        text.lede.sv,
        text.lede.en,
        text.body.sv,
        text.body.en,
        now.as_millisecond(),
        by.map(|person| person.0)
    )
    .execute(&mut **tx)
    .await?;
    Ok(inserted.rows_affected() > 0)
}

/// The version that everyone sees, for someone who relies on it. A text that was
/// delivered is kept from then on: the next delivery may say something else.
pub(crate) async fn version_in_force(tx: &mut Tx, page: PageName, now: Timestamp) -> Result<u32> {
    if let Some(newest) = saved(tx, page, None).await? {
        return Ok(newest.version);
    }
    insert(tx, page, 1, &page.delivered(), None, now).await?;
    Ok(saved(tx, page, None).await?.map_or(1, |newest| newest.version))
}

/// Writes who answers questions, and leaves whom to tell of weaknesses as it is.
pub(crate) async fn save_questions(tx: &mut Tx, questions: &EmailAddress) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO public_contacts (id, questions) VALUES (1, $1)
        ON CONFLICT (id) DO UPDATE SET questions = excluded.questions
        "#,
        questions.as_str()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whom to ask, and whom to tell of weaknesses.
pub(crate) async fn read_contacts(db: &mut Connection) -> Result<Contacts> {
    let row =
        sqlx::query!("SELECT questions, security, security_until FROM public_contacts").fetch_optional(db).await?;
    let Some(row) = row else { return Ok(Contacts::default()) };
    let address = |kept: String| {
        EmailAddress::parse(&kept).map_err(|problem| Error::bad_row("public_contacts", format_args!("{problem:?}")))
    };
    let security = row.security.zip(row.security_until).map(|(email, until)| {
        Ok::<_, Error>(SecurityContact { email: address(email)?, until: row::date("public_contacts", &until)? })
    });
    Ok(Contacts { questions: row.questions.map(address).transpose()?, security: security.transpose()? })
}

/// The network's settings, if they are saved.
pub(crate) async fn read_network(db: &mut Connection) -> Result<Option<Network>> {
    let row = sqlx::query!("SELECT name, host, controller_sv, controller_en FROM network").fetch_optional(db).await?;
    Ok(row.map(|row| Network {
        name: row.name,
        host: row.host,
        controller: Localised { sv: row.controller_sv, en: row.controller_en },
    }))
}
