//! Who is told by email what becomes of a day, and what.

use std::collections::BTreeMap;

use domain::{
    day::{Answer, Audience, Comment, Consequences, DayId, Hours, Plan, PlannedPart, SegmentId},
    people::{PersonId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{
    Result,
    mail::outbox::{DayName, Email},
    row,
};

use crate::{Engine, Tx};

/// Someone who may have to be told something of a day.
#[derive(Default)]
pub(crate) struct Addressee {
    /// Their part in the round, if they take part.
    role: Option<Role>,
    /// What they have answered to its segments.
    answers: BTreeMap<SegmentId, Answer>,
}

impl Addressee {
    fn is_invited(&self, audience: Audience) -> bool {
        self.role.is_some_and(|role| audience.invites(role))
    }

    /// Whether a part is theirs to know of: they are invited, or have answered to it.
    fn minds(&self, part: &PlannedPart) -> bool {
        self.is_invited(part.audience) || part.id.is_some_and(|id| self.answers.contains_key(&id))
    }

    /// When the parts are that are theirs to know of.
    fn hours(&self, parts: &[PlannedPart]) -> Vec<Hours> {
        parts.iter().filter(|part| self.minds(part)).map(PlannedPart::hours).collect()
    }

    /// Whether they may come to any part.
    fn may_come(&self) -> bool {
        self.answers.values().any(|answer| *answer != Answer::No)
    }
}

/// All who may have to be told something of a day.
pub(crate) type People = BTreeMap<PersonId, Addressee>;

/// Those who take part in the round, and those who have answered.
pub(crate) async fn people(tx: &mut Tx, round: RoundId, day: DayId) -> Result<People> {
    let mut people = People::new();
    let duties =
        sqlx::query!("SELECT person_id, duty FROM duties WHERE round_id = $1 AND duty IN ('adept', 'mentor')", round.0)
            .fetch_all(&mut **tx)
            .await?;
    for row in duties {
        let role = row::named("duties", &row.duty, Role::from_name)?;
        people.entry(PersonId(row.person_id)).or_default().role = Some(role);
    }
    let replies = sqlx::query!(
        r#"
        SELECT r.person_id, r.segment_id, r.answer
        FROM replies r JOIN segments s ON s.id = r.segment_id WHERE s.day_id = $1
        "#,
        day.0
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in replies {
        let answer = row::named("replies", &row.answer, Answer::from_name)?;
        people.entry(PersonId(row.person_id)).or_default().answers.insert(SegmentId(row.segment_id), answer);
    }
    Ok(people)
}

impl Engine {
    /// Asks everyone invited to some of a day's parts whether they come. How many.
    pub(crate) async fn invite(
        &self,
        tx: &mut Tx,
        people: &People,
        slug: &str,
        plan: &Plan,
        parts: &[PlannedPart],
        now: Timestamp,
    ) -> Result<u32> {
        let mut invited = 0;
        for (person, addressee) in people {
            let parts = parts.iter().filter(|part| addressee.is_invited(part.audience));
            let hours: Vec<_> = parts.map(PlannedPart::hours).collect();
            if !hours.is_empty() {
                let (day, place, reply_by) = (name(slug, plan), plan.place(), plan.reply_by);
                let message = Email::DayInvitation { day, hours, place, reply_by };
                self.enqueue(tx, Some(*person), &message, now).await?;
                invited += 1;
            }
        }
        Ok(invited)
    }

    /// Tells everyone who minds that a day, with a word about it, or some of its
    /// parts will not take place. How many.
    #[expect(clippy::too_many_arguments, reason = "a letter says all of it")]
    pub(crate) async fn tell_cancelled(
        &self,
        tx: &mut Tx,
        people: &People,
        slug: &str,
        plan: &Plan,
        parts: &[PlannedPart],
        whole_day: Option<&Comment>,
        now: Timestamp,
    ) -> Result<u32> {
        let mut told = 0;
        for (person, addressee) in people {
            let hours = addressee.hours(parts);
            if !hours.is_empty() {
                let (whole, word) = (whole_day.is_some(), whole_day.map(|word| word.as_str().to_owned()));
                let message =
                    Email::DayCancelled { day: name(slug, plan), hours, whole, word: word.unwrap_or_default() };
                self.enqueue(tx, Some(*person), &message, now).await?;
                told += 1;
            }
        }
        Ok(told)
    }

    /// Tells everyone what a change of a published day means for them.
    pub(crate) async fn tell_consequences(
        &self,
        tx: &mut Tx,
        people: &People,
        slug: &str,
        plan: &Plan,
        new: &Consequences,
        now: Timestamp,
    ) -> Result<()> {
        for (person, addressee) in people {
            let moved = new.moved.iter().filter(|(_, part)| addressee.is_invited(part.audience));
            let hours: Vec<_> = moved.map(|(from, part)| (*from, part.hours())).collect();
            let (day, place, reply_by) = (name(slug, plan), plan.place(), plan.reply_by);
            let starts = addressee.hours(&plan.parts).iter().map(|hours| hours.starts).min();
            let message = match starts {
                // Whoever hears of another time hears of the place as well.
                _ if !hours.is_empty() => Email::DayMoved { day, hours, place, reply_by },
                Some(starts) if new.elsewhere && addressee.may_come() => Email::DayVenueChanged { day, starts, place },
                _ => continue,
            };
            self.enqueue(tx, Some(*person), &message, now).await?;
        }
        self.tell_cancelled(tx, people, slug, plan, &new.cancelled, None, now).await?;
        self.invite(tx, people, slug, plan, &new.added, now).await?;
        Ok(())
    }
}

fn name(slug: &str, plan: &Plan) -> DayName {
    DayName { slug: slug.to_owned(), title: plan.title.clone() }
}
