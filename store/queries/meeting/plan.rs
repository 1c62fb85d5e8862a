//! What a pair plans, as it is read: the two, the agreed meeting, what waits
//! for an answer, the latest no. And the emails that come of it.

use domain::{
    day::Audience,
    meeting::{
        Agreed, Form, Held, MeetingId, Meetings,
        proposal::{No, Open, Plan, ProposalId, Refused},
    },
    pair::PairId,
    people::{Caller, PersonId, Role, calendar::CANCELLED_FOR},
    time,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use store::{
    Result,
    mail::outbox::{About, Attendee, Email, Invitation},
    row,
    vault::{PairKey, SealContext},
};

use crate::{
    Engine, Tx,
    queries::{engine::Connection, mail::budget::Trigger},
};

/// The two of a pair.
pub(crate) struct Two {
    adept: One,
    mentor: One,
}

/// One of them.
pub(crate) struct One {
    /// Who.
    pub person: PersonId,
    /// As an invitation names them.
    pub attendee: Attendee,
}

impl Two {
    /// One of the two.
    pub(crate) const fn of(&self, role: Role) -> &One {
        match role {
            Role::Adept => &self.adept,
            Role::Mentor => &self.mentor,
        }
    }

    /// Which of the two someone is.
    pub(crate) fn role_of(&self, person: PersonId) -> Role {
        if self.adept.person == person { Role::Adept } else { Role::Mentor }
    }

    /// What both are told of their meeting.
    pub(crate) fn invitation(&self, about: About, agreed: Agreed, by: Role, word: &str) -> Invitation {
        let (adept, mentor) = (self.adept.attendee.clone(), self.mentor.attendee.clone());
        Invitation { about, agreed, adept, mentor, by, word: word.to_owned() }
    }
}

/// Reads who the two are.
pub(crate) async fn two(db: &mut Connection, pair: PairId) -> Result<Two> {
    let row = sqlx::query!(
        r#"
        SELECT a.id AS adept_id, a.name AS adept, a.email AS adept_email, ao.name AS adept_organisation,
            m.id AS mentor_id, m.name AS mentor, m.email AS mentor_email, mo.name AS mentor_organisation
        FROM pairs t
        JOIN persons a ON a.id = t.adept_id JOIN organisations ao ON ao.id = a.organisation_id
        JOIN persons m ON m.id = t.mentor_id JOIN organisations mo ON mo.id = m.organisation_id
        WHERE t.id = $1
        "#,
        pair.0
    )
    .fetch_one(db)
    .await?;
    let one = |person, name, email, organisation| One {
        person: PersonId(person),
        attendee: Attendee { name, email, organisation },
    };
    Ok(Two {
        adept: one(row.adept_id, row.adept, row.adept_email, row.adept_organisation),
        mentor: one(row.mentor_id, row.mentor, row.mentor_email, row.mentor_organisation),
    })
}

/// What a pair plans.
#[derive(Default)]
pub(crate) struct Planned {
    /// The agreed meeting.
    pub next: Option<Agreed>,
    /// The proposal that waits for an answer.
    pub open: Option<Open>,
    /// The latest no.
    pub no: Option<No>,
}

impl Planned {
    /// Together with the meetings that the pair has held.
    pub(crate) fn with(self, held: Vec<Held>) -> Meetings {
        Meetings { next: self.next, open: self.open, no: self.no, held }
    }
}

/// What a pair plans, with one of the times that are proposed.
struct Row {
    meeting: Option<i64>,
    version: Option<i64>,
    date: Option<String>,
    time: Option<String>,
    minutes: Option<i64>,
    form: Option<String>,
    host: Option<String>,
    sealed: Option<Vec<u8>>,
    proposal: Option<i64>,
    by: Option<String>,
    proposed_minutes: Option<i64>,
    proposed_form: Option<String>,
    proposed_host: Option<String>,
    proposed_sealed: Option<Vec<u8>>,
    proposed_date: Option<String>,
    proposed_time: Option<String>,
    refused: Option<String>,
    refused_by: Option<String>,
    word: Option<Vec<u8>>,
}

/// Reads what a pair plans.
pub(crate) async fn read(db: &mut Connection, pair: PairId, key: Option<&PairKey>) -> Result<Planned> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        SELECT m.id AS "meeting?", m.version AS "version?", m.date AS "date?", m.time AS "time?",
            l.minutes AS "minutes?", l.form AS "form?", l.host AS "host?", l.sealed AS "sealed?",
            q.id AS "proposal?", q.by AS "by?", q.minutes AS "proposed_minutes?", q.form AS "proposed_form?",
            q.host AS "proposed_host?", q.sealed AS "proposed_sealed?",
            x.date AS "proposed_date?", x.time AS "proposed_time?",
            n.refused AS "refused?", n.by AS "refused_by?", n.sealed AS "word?"
        FROM pairs t
        LEFT JOIN meetings m ON m.pair_id = t.id AND m.state = 'agreed'
        LEFT JOIN plans l ON l.meeting_id = m.id
        LEFT JOIN proposals q ON q.pair_id = t.id
        LEFT JOIN proposed_times x ON x.proposal_id = q.id
        LEFT JOIN refusals n ON n.pair_id = t.id
        WHERE t.id = $1 ORDER BY x.position
        "#,
        pair.0
    )
    .fetch_all(db)
    .await?;
    let Some(row) = rows.first() else { return Ok(Planned::default()) };
    let times = rows
        .iter()
        .filter_map(|row| moment("proposed_times", row.proposed_date.as_deref(), row.proposed_time.as_deref()));
    let times = times.collect::<Result<_>>()?;
    Ok(Planned { next: row.agreed(key)?, open: row.open(times, key)?, no: row.no(key)? })
}

impl Row {
    fn agreed(&self, key: Option<&PairKey>) -> Result<Option<Agreed>> {
        let (Some(id), Some(version), Some(at)) =
            (self.meeting, self.version, moment("meetings", self.date.as_deref(), self.time.as_deref()))
        else {
            return Ok(None);
        };
        let (Some(minutes), Some(form)) = (self.minutes, &self.form) else { return Ok(None) };
        let id = MeetingId(id);
        let place = opened(key, SealContext::Venue(id), self.sealed.as_deref());
        let plan = plan(minutes, form, self.host.as_deref(), place)?;
        Ok(Some(Agreed { id, sequence: row::count("meetings", version - 1)?, at: at?, plan }))
    }

    fn open(&self, times: Vec<DateTime>, key: Option<&PairKey>) -> Result<Option<Open>> {
        let (Some(id), Some(by), Some(minutes), Some(form)) =
            (self.proposal, &self.by, self.proposed_minutes, &self.proposed_form)
        else {
            return Ok(None);
        };
        let id = ProposalId(id);
        let place = opened(key, SealContext::ProposedVenue(id), self.proposed_sealed.as_deref());
        let plan = plan(minutes, form, self.proposed_host.as_deref(), place)?;
        Ok(Some(Open { id, by: row::named("proposals", by, Role::from_name)?, times, plan }))
    }

    fn no(&self, key: Option<&PairKey>) -> Result<Option<No>> {
        let (Some(refused), Some(by)) = (&self.refused, &self.refused_by) else { return Ok(None) };
        let by = row::named("refusals", by, Role::from_name)?;
        let word = opened(key, SealContext::Refusal(by), self.word.as_deref());
        Ok(Some(No { to: row::named("refusals", refused, Refused::from_name)?, by, word }))
    }
}

/// The moment in two columns, where there is one.
fn moment(table: &'static str, date: Option<&str>, time: Option<&str>) -> Option<Result<DateTime>> {
    let (date, time) = (date?, time?);
    Some(row::date(table, date).and_then(|date| Ok(date.to_datetime(row::time(table, time)?))))
}

fn plan(minutes: i64, form: &str, host: Option<&str>, place: String) -> Result<Plan> {
    Ok(Plan {
        minutes: row::count("plans", minutes)?,
        form: row::named("plans", form, Form::from_name)?,
        host: host.map(|host| row::named("plans", host, Role::from_name)).transpose()?,
        place,
    })
}

/// What was sealed; nothing, if it does not open any more: when the two meet is worth
/// knowing without it.
fn opened(key: Option<&PairKey>, place: SealContext, sealed: Option<&[u8]>) -> String {
    sealed.and_then(|sealed| PairKey::open_shown(key, place, sealed).text()).unwrap_or_default()
}

impl Engine {
    /// Forgets the cancelled meetings that no calendar shows any more.
    pub(crate) async fn forget_cancelled(&self, now: Timestamp) -> Result<()> {
        let over = time::today(now - CANCELLED_FOR).to_string();
        let due =
            sqlx::query_scalar!(r#"SELECT meeting_id AS "id!" FROM cancelled_meetings WHERE date < $1 LIMIT 1"#, over);
        // Looking costs no one anything; deleting is a write.
        if due.fetch_optional(self.reader()).await?.is_none() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM cancelled_meetings WHERE date < $1", over).execute(&mut *tx).await?;
        tx.commit().await
    }

    /// Enqueues what both are told of their meeting.
    pub(crate) async fn invite_both(
        &self,
        tx: &mut Tx,
        two: &Two,
        invitation: &Invitation,
        key: Option<&PairKey>,
        trigger: Trigger,
        now: Timestamp,
    ) -> Result<()> {
        let message = Email::Meeting(Box::new(invitation.clone()));
        for role in Role::ALL {
            self.enqueue_words(tx, two.of(*role).person, &message, key, trigger, now).await?;
        }
        Ok(())
    }
}

/// Keeps for a while when a cancelled meeting would have been: calendars hear of it.
pub(crate) async fn note_cancelled(tx: &mut Tx, pair: PairId, agreed: &Agreed) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO cancelled_meetings (meeting_id, pair_id, sequence, date, time, minutes)
        VALUES ($1, $2, $3, $4, $5, $6)
        "#,
        agreed.id.0,
        pair.0,
        i64::from(agreed.sequence),
        agreed.at.date().to_string(),
        agreed.at.time().to_string(),
        i64::from(agreed.plan.minutes)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The meetings of a pair that were cancelled lately, without their places.
pub(crate) async fn cancelled(db: &mut Connection, pair: PairId) -> Result<Vec<Agreed>> {
    let rows = sqlx::query!(
        "SELECT meeting_id, sequence, date, time, minutes FROM cancelled_meetings WHERE pair_id = $1",
        pair.0
    )
    .fetch_all(db)
    .await?;
    let cancelled = rows.into_iter().map(|row| {
        let table = "cancelled_meetings";
        let at = row::date(table, &row.date)?.to_datetime(row::time(table, &row.time)?);
        let plan = Plan { minutes: row::count(table, row.minutes)?, ..Plan::default() };
        Ok(Agreed { id: MeetingId(row.meeting_id), sequence: row::count(table, row.sequence)?, at, plan })
    });
    cancelled.collect()
}

/// The dates of the round's days that someone is invited to.
pub(crate) async fn busy(db: &mut Connection, caller: &Caller) -> Result<Vec<Date>> {
    let rows = sqlx::query!(
        r#"
        SELECT s.audience, s.starts FROM segments s JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND d.state = 'published'
        "#,
        caller.round.0
    )
    .fetch_all(db)
    .await?;
    let mut dates = Vec::new();
    for row in rows {
        if caller.invited_to(row::named("segments", &row.audience, Audience::from_name)?) {
            dates.push(time::today(row::timestamp("segments", row.starts)?));
        }
    }
    Ok(dates)
}
