//! What each reminder says.

use std::collections::BTreeMap;

use domain::{
    day::{Answer, Contact, Hours, SegmentId, decide},
    mail::reminder::{Reminder, Topic},
    pair::PairId,
    people::{Localised, PersonId, Role},
    time,
};
use jiff::{Timestamp, ToSpan};
use store::{
    Result,
    mail::{
        outbox::{About, DayName, Email},
        reminder::Note,
    },
    row,
    vault::PairKey,
};

use crate::{
    Engine, Tx,
    queries::{day::seats::Seats, meeting::plan},
};

/// The keys to what pairs have written that is said in reminders, by the number of the
/// pair.
pub(super) type Keys = BTreeMap<i64, PairKey>;

impl Engine {
    /// The keys that the words of some reminders need.
    pub(super) async fn keys_of(&self, reminders: &[Reminder]) -> Result<Keys> {
        let mut keys = Keys::new();
        for reminder in reminders.iter().filter(|reminder| reminder.topic == Topic::Tomorrow) {
            if let Some(key) = self.known_pair_key(PairId(reminder.about)).await? {
                keys.insert(reminder.about, key);
            }
        }
        Ok(keys)
    }

    /// The email; none, if there is nothing to say after all.
    pub(super) async fn words_of(
        &self,
        tx: &mut Tx,
        reminder: &Reminder,
        keys: &Keys,
        now: Timestamp,
    ) -> Result<Option<Email>> {
        let (person, about) = (reminder.person, reminder.about);
        Ok(match reminder.topic {
            Topic::Reply => asks_for_answer(tx, person, about, now).await?,
            Topic::DayBefore => day_before(tx, person, about, now).await?,
            Topic::Seat => Seats::take(tx, SegmentId(about)).await?.offer_to(person, now),
            Topic::Evaluation => {
                let Some((day, _)) = named_day(tx, about).await? else { return Ok(None) };
                Some(Email::Note(Note::Evaluation { day, until: reminder.until }))
            }
            Topic::Tomorrow => tomorrow(tx, PairId(about), keys.get(&about), now).await?,
            Topic::ToLog => {
                let agreed = plan::read(tx, PairId(about), None).await?.next;
                let partner = partner(tx, PairId(about), person).await?;
                agreed.map(|agreed| Email::Note(Note::ToLog { partner, met: agreed.at.date() }))
            }
            Topic::Slipped => Some(Email::Slipped { partner: partner(tx, PairId(about), person).await? }),
            Topic::Pulse => Some(Email::Note(Note::Pulse)),
        })
    }
}

/// A day's name, and where it is.
async fn named_day(tx: &mut Tx, day: i64) -> Result<Option<(DayName, String)>> {
    let row = sqlx::query!("SELECT slug, title_sv, title_en, venue, address FROM days WHERE id = $1", day)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|row| {
        let name = DayName { slug: row.slug, title: Localised { sv: row.title_sv, en: row.title_en } };
        (name, format!("{}, {}", row.venue, row.address))
    }))
}

/// In time, or after the deadline: then with whom to ask, if it is too late for a yes.
async fn asks_for_answer(tx: &mut Tx, person: PersonId, day: i64, now: Timestamp) -> Result<Option<Email>> {
    let rows = sqlx::query!(
        r#"
        SELECT s.id, s.starts, d.slug, d.title_sv, d.title_en, d.reply_by, d.contact_name, d.contact_email,
            d.contact_phone
        FROM segments s JOIN days d ON d.id = s.day_id
        JOIN duties u ON u.round_id = d.round_id AND u.person_id = $1
            AND (u.duty = 'mentor' OR (u.duty = 'adept' AND s.audience = 'everyone'))
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = $1
        WHERE d.id = $2 AND NOT s.cancelled AND s.starts > $3 AND r.person_id IS NULL ORDER BY s.starts, s.id
        "#,
        person.0,
        day,
        now.as_millisecond()
    )
    .fetch_all(&mut **tx)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (slug, title) = (first.slug.clone(), Localised { sv: first.title_sv.clone(), en: first.title_en.clone() });
    let (starts, reply_by) = (row::timestamp("segments", first.starts)?, row::timestamp("days", first.reply_by)?);
    if now <= reply_by {
        return Ok(Some(Email::Reminder { slug, title, starts, reply_by }));
    }
    let mut may_come = false;
    for row in &rows {
        let seats = Seats::take(tx, SegmentId(row.id)).await?;
        may_come |= decide(Answer::Yes, now, &seats.terms(person, now)).is_ok();
    }
    let contact = Contact {
        name: first.contact_name.clone(),
        email: first.contact_email.clone(),
        phone: first.contact_phone.clone(),
    };
    Ok(Some(Email::LateReminder { slug, title, starts, may_come, contact }))
}

/// Where, when, and what the partner has answered. Of others nobody hears who comes.
async fn day_before(tx: &mut Tx, person: PersonId, day: i64, now: Timestamp) -> Result<Option<Email>> {
    let Some((name, place)) = named_day(tx, day).await? else { return Ok(None) };
    let rows = sqlx::query!(
        r#"
        SELECT s.starts, s.ends FROM segments s JOIN replies r ON r.segment_id = s.id AND r.person_id = $1
        LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = $1
        WHERE s.day_id = $2 AND NOT s.cancelled AND s.starts > $3 AND r.answer = 'yes' AND q.person_id IS NULL
        ORDER BY s.starts, s.id
        "#,
        person.0,
        day,
        now.as_millisecond()
    )
    .fetch_all(&mut **tx)
    .await?;
    let hours = rows.into_iter().map(|row| {
        let (starts, ends) = (row::timestamp("segments", row.starts)?, row::timestamp("segments", row.ends)?);
        Ok(Hours { starts, ends })
    });
    let hours = hours.collect::<Result<Vec<_>>>()?;
    let partners = partners_at(tx, person, day).await?;
    Ok((!hours.is_empty()).then_some(Email::Note(Note::DayBefore { day: name, hours, place, partners })))
}

/// The partners of a round's pairs that go on, with the best of what each has answered to
/// parts that both are invited to.
async fn partners_at(tx: &mut Tx, person: PersonId, day: i64) -> Result<Vec<(String, Option<Answer>)>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.name,
            (SELECT MAX(CASE r.answer WHEN 'yes' THEN 3 WHEN 'maybe' THEN 2 ELSE 1 END)
                FROM replies r JOIN segments s ON s.id = r.segment_id
                WHERE r.person_id = p.id AND s.day_id = d.id AND NOT s.cancelled
                    AND (s.audience = 'everyone' OR EXISTS (SELECT 1 FROM duties u
                        WHERE u.round_id = d.round_id AND u.person_id = $1 AND u.duty = 'mentor')))
                AS "answer?: i64"
        FROM days d JOIN pairs t ON t.round_id = d.round_id AND (t.adept_id = $1 OR t.mentor_id = $1)
            AND t.state <> 'ended'
        JOIN persons p ON p.id = CASE WHEN t.adept_id = $1 THEN t.mentor_id ELSE t.adept_id END
        WHERE d.id = $2 ORDER BY p.sort_name, p.id
        "#,
        person.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    let answer = |best| match best {
        3 => Answer::Yes,
        2 => Answer::Maybe,
        _ => Answer::No,
    };
    Ok(rows.into_iter().map(|row| (row.name, row.answer.map(answer))).collect())
}

async fn tomorrow(tx: &mut Tx, pair: PairId, key: Option<&PairKey>, now: Timestamp) -> Result<Option<Email>> {
    let Some(agreed) = plan::read(tx, pair, key).await?.next else { return Ok(None) };
    let is_eve = agreed.at.date() == time::today(now).saturating_add(1.day());
    let about = if is_eve { About::Tomorrow } else { About::Soon };
    let invitation = plan::two(tx, pair).await?.invitation(about, agreed, Role::Adept, "");
    Ok(Some(Email::Meeting(Box::new(invitation))))
}

/// The name of the other of the two.
async fn partner(tx: &mut Tx, pair: PairId, person: PersonId) -> Result<String> {
    let two = plan::two(tx, pair).await?;
    Ok(two.of(two.role_of(person).counterpart()).attendee.name.clone())
}
