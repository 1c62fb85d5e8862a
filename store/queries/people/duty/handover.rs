//! What waits for someone whose duty ends, given to whoever takes over.

use domain::{
    application::ApplicationId,
    day::{DayId, State},
    people::{Caller, Duty, Localised, PersonId},
    round::{
        RoundId,
        retention::{NEEDS_DAYS, cutoff},
    },
};
use jiff::Timestamp;
use store::{
    Result,
    mail::outbox::{DayName, Email},
    row,
};

use super::Found;
use crate::{Engine, Tx, queries::mail::budget::Trigger};

/// A day that someone is responsible for.
pub(super) struct Responsible {
    day: DayId,
    slug: String,
    pub title: Localised,
    state: State,
}

impl Engine {
    /// Tells a contact person of the applications that wait for one.
    pub(super) async fn readdress_applications(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        contact: &Found,
        now: Timestamp,
    ) -> Result<()> {
        let waiting = sqlx::query!(
            r#"
            SELECT a.id AS "id!", p.name FROM applications a JOIN persons p ON p.id = a.person_id
            WHERE a.round_id = $1 AND p.organisation_id = $2 AND a.state IN ('supported', 'unsupported')
                AND p.id <> $3
            ORDER BY a.id
            "#,
            caller.round.0,
            contact.organisation.0,
            contact.person.0
        )
        .fetch_all(&mut **tx)
        .await?;
        for row in waiting {
            let (id, message) = (ApplicationId(row.id), Email::ToEndorse { applicant: row.name, again: false });
            self.enqueue(tx, contact.person, &message, Trigger::by(caller.person, id.0), now).await?;
        }
        Ok(())
    }

    /// Gives what waited for someone whose duty has ended to the successor, if there is
    /// one. What they have voted and decided stays.
    pub(super) async fn hand_over(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (person, duty): (PersonId, Duty),
        successor: Option<PersonId>,
        now: Timestamp,
    ) -> Result<()> {
        match duty {
            Duty::ContactPerson => hand_over_stand_in(tx, caller.round, person, successor).await,
            Duty::Organiser => self.hand_over_days(tx, caller, person, successor, now).await,
            _ => Ok(()),
        }
    }

    /// Makes the successor responsible for days to come. What people need there is not
    /// theirs to read before those people agree.
    async fn hand_over_days(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        successor: Option<PersonId>,
        now: Timestamp,
    ) -> Result<()> {
        for Responsible { day, slug, title, state } in days(tx, caller.round, person, now).await? {
            sqlx::query!(
                "UPDATE days SET responsible_id = $2, version = version + 1 WHERE id = $1",
                day.0,
                successor.map(|person| person.0)
            )
            .execute(&mut **tx)
            .await?;
            if state != State::Draft {
                let of = (day, DayName { slug, title });
                self.note_responsible(tx, caller, of, [Some(person), successor], now).await?;
            }
        }
        Ok(())
    }
}

/// The days that someone is responsible for, as long as what people need there is kept.
pub(super) async fn days(tx: &mut Tx, round: RoundId, person: PersonId, now: Timestamp) -> Result<Vec<Responsible>> {
    let rows = sqlx::query!(
        r#"
        SELECT d.id AS "id!", d.slug, d.title_sv, d.title_en, d.state FROM days d
        WHERE d.round_id = $1 AND d.responsible_id = $2
            AND EXISTS (SELECT 1 FROM segments s WHERE s.day_id = d.id AND s.ends >= $3)
        ORDER BY d.id
        "#,
        round.0,
        person.0,
        cutoff(now, NEEDS_DAYS).as_millisecond()
    )
    .fetch_all(&mut **tx)
    .await?;
    let days = rows.into_iter().map(|row| {
        Ok(Responsible {
            day: DayId(row.id),
            slug: row.slug,
            title: Localised { sv: row.title_sv, en: row.title_en },
            state: row::named("days", &row.state, State::from_name)?,
        })
    });
    days.collect()
}

/// Whoever stands in for a contact person stands in for the next one, who can end that.
/// Without a next one there is nobody to stand in for.
async fn hand_over_stand_in(tx: &mut Tx, round: RoundId, person: PersonId, successor: Option<PersonId>) -> Result<()> {
    if let Some(successor) = successor {
        sqlx::query!(
            r#"
            UPDATE stand_ins SET contact_id = $3
            WHERE round_id = $1 AND contact_id = $2 AND stand_in_id <> $3 AND NOT EXISTS (
                SELECT 1 FROM stand_ins other WHERE other.round_id = $1 AND other.contact_id = $3
            )
            "#,
            round.0,
            person.0,
            successor.0
        )
        .execute(&mut **tx)
        .await?;
    }
    sqlx::query!("DELETE FROM stand_ins WHERE round_id = $1 AND contact_id = $2", round.0, person.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
