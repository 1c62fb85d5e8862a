//! What a pair plans, as it is read: the two, the agreed meeting, what waits
//! for an answer, the latest no. And the letters that come of it.

use domain::{
    day::Audience,
    meeting::{Agreed, Form, MeetingId},
    pair::PairId,
    people::{Caller, PersonId, Role},
    proposal::{No, Open, Plan, ProposalId, Refused},
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{
    Result,
    message::{About, Attendee, Invitation, Letter},
    row,
    vault::{PairKey, Place},
};

use crate::{Engine, Tx, engine::Connection, fault};

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
    .await
    .map_err(fault)?;
    let one = |person, name, email, organisation| One {
        person: PersonId(person),
        attendee: Attendee { name, email, organisation },
    };
    Ok(Two {
        adept: one(row.adept_id, row.adept, row.adept_email, row.adept_organisation),
        mentor: one(row.mentor_id, row.mentor, row.mentor_email, row.mentor_organisation),
    })
}

/// Reads the agreed meeting.
pub(crate) async fn agreed(db: &mut Connection, pair: PairId, key: Option<&PairKey>) -> Result<Option<Agreed>> {
    let row = sqlx::query!(
        r#"
        SELECT m.id, m.version, m.date, m.time AS "time!", p.minutes, p.form, p.host, p.sealed
        FROM meetings m JOIN plans p ON p.meeting_id = m.id
        WHERE m.pair_id = $1 AND m.state = 'agreed'
        "#,
        pair.0
    )
    .fetch_optional(db)
    .await
    .map_err(fault)?;
    let Some(row) = row else { return Ok(None) };
    let id = MeetingId(row.id);
    let place = opened(key, Place::Venue(id), row.sealed.as_deref());
    Ok(Some(Agreed {
        id,
        sequence: row::count("meetings", row.version - 1)?,
        at: row::date("meetings", &row.date)?.to_datetime(row::time("meetings", &row.time)?),
        plan: plan(row.minutes, &row.form, row.host.as_deref(), place)?,
    }))
}

/// Reads the proposal that waits for an answer.
pub(crate) async fn open(db: &mut Connection, pair: PairId, key: Option<&PairKey>) -> Result<Option<Open>> {
    let row = sqlx::query!("SELECT id, by, minutes, form, host, sealed FROM proposals WHERE pair_id = $1", pair.0)
        .fetch_optional(&mut *db)
        .await
        .map_err(fault)?;
    let Some(row) = row else { return Ok(None) };
    let times = sqlx::query!("SELECT date, time FROM proposed_times WHERE proposal_id = $1 ORDER BY position", row.id)
        .fetch_all(db)
        .await
        .map_err(fault)?;
    let times = times.into_iter().map(|row| {
        let date = row::date("proposed_times", &row.date)?;
        Ok(date.to_datetime(row::time("proposed_times", &row.time)?))
    });
    let id = ProposalId(row.id);
    let place = opened(key, Place::ProposedVenue(id), row.sealed.as_deref());
    Ok(Some(Open {
        id,
        by: row::named("proposals", &row.by, Role::from_name)?,
        times: times.collect::<Result<_>>()?,
        plan: plan(row.minutes, &row.form, row.host.as_deref(), place)?,
    }))
}

/// Reads the latest no.
pub(crate) async fn no(db: &mut Connection, pair: PairId, key: Option<&PairKey>) -> Result<Option<No>> {
    let row = sqlx::query!("SELECT refused, by, sealed FROM refusals WHERE pair_id = $1", pair.0)
        .fetch_optional(db)
        .await
        .map_err(fault)?;
    let Some(row) = row else { return Ok(None) };
    let by = row::named("refusals", &row.by, Role::from_name)?;
    let word = opened(key, Place::Refusal(by), row.sealed.as_deref());
    Ok(Some(No { to: row::named("refusals", &row.refused, Refused::from_name)?, by, word }))
}

fn plan(minutes: i64, form: &str, host: Option<&str>, place: String) -> Result<Plan> {
    Ok(Plan {
        minutes: row::count("plans", minutes)?,
        form: row::named("plans", form, Form::from_name)?,
        host: host.map(|host| row::named("plans", host, Role::from_name)).transpose()?,
        place,
    })
}

/// What was sealed. A text that no longer opens has been erased with its key;
/// when the two meet is worth knowing without it.
fn opened(key: Option<&PairKey>, place: Place, sealed: Option<&[u8]>) -> String {
    let text = key.zip(sealed).map(|(key, sealed)| key.open(place, sealed));
    text.and_then(Result::ok).unwrap_or_default()
}

impl Engine {
    /// Posts what both are told of their meeting.
    pub(crate) async fn invite_both(
        &self,
        tx: &mut Tx,
        two: &Two,
        invitation: &Invitation,
        now: Timestamp,
    ) -> Result<()> {
        let letter = Letter::Meeting(Box::new(invitation.clone()));
        for role in Role::ALL {
            self.post(tx, Some(two.of(*role).person), &letter, now).await?;
        }
        Ok(())
    }

    /// The dates of the round's days that someone is invited to.
    pub(crate) async fn busy(&self, caller: &Caller) -> Result<Vec<Date>> {
        let rows = sqlx::query!(
            r#"
            SELECT s.audience, s.starts FROM segments s JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND d.state = 'published'
            "#,
            caller.round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut dates = Vec::new();
        for row in rows {
            if caller.invited_to(row::named("segments", &row.audience, Audience::from_name)?) {
                dates.push(time::today(row::timestamp("segments", row.starts)?));
            }
        }
        Ok(dates)
    }
}
