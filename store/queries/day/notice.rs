//! Who is told by email what becomes of a day, and what.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    day::{AfterMove, Answer, Audience, Comment, Consequences, Contact, DayId, Hours, Plan, PlannedPart, SegmentId},
    people::{Caller, Localised, PersonId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{
    Result,
    mail::outbox::{DayEntries, DayEntry, DayName, Email},
    row,
};

use super::seats::Seats;
use crate::{Engine, Tx, queries::mail::budget::Trigger};

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

/// Emails, and to whom they go.
pub(crate) type Emails = Vec<(PersonId, Email)>;

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

/// A day of which people are told, and who brought it about.
pub(crate) struct Notice<'a> {
    pub day: DayId,
    pub slug: &'a str,
    pub plan: &'a Plan,
    pub by: PersonId,
}

impl Notice<'_> {
    pub(crate) fn name(&self) -> DayName {
        DayName { slug: self.slug.to_owned(), title: self.plan.title.clone() }
    }

    pub(crate) fn trigger(&self) -> Trigger {
        Trigger::by(self.by, self.day.0)
    }

    /// What calendars have to know of the day's parts, as they stand by now.
    async fn entries(&self, tx: &mut Tx) -> Result<DayEntries> {
        let rows = sqlx::query!(
            r#"
            SELECT s.id AS "id!", s.audience, s.starts, s.ends, d.sequence
            FROM segments s JOIN days d ON d.id = s.day_id WHERE d.id = $1 ORDER BY s.starts, s.id
            "#,
            self.day.0
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut entries = DayEntries { place: self.plan.place(), ..DayEntries::default() };
        for row in rows {
            entries.sequence = row::count("days", row.sequence)?;
            let (starts, ends) = (row::timestamp("segments", row.starts)?, row::timestamp("segments", row.ends)?);
            entries.parts.push(DayEntry {
                segment: SegmentId(row.id),
                audience: row::named("segments", &row.audience, Audience::from_name)?,
                hours: Hours { starts, ends },
            });
        }
        Ok(entries)
    }
}

/// Those entries that are some parts'. A part that is new has a number by now.
fn entries_of<'a>(all: &DayEntries, parts: impl IntoIterator<Item = &'a PlannedPart>) -> DayEntries {
    let is_of = |entry: &&DayEntry, part: &PlannedPart| match part.id {
        Some(id) => entry.segment == id,
        None => entry.audience == part.audience && entry.hours == part.hours(),
    };
    let entry = |part: &PlannedPart| all.parts.iter().find(|entry| is_of(entry, part)).cloned();
    let parts = parts.into_iter().filter_map(entry).collect();
    DayEntries { parts, ..all.clone() }
}

impl Notice<'_> {
    /// The question to everyone invited to some of the day's parts whether they come.
    pub(crate) async fn invitations(&self, tx: &mut Tx, people: &People, parts: &[PlannedPart]) -> Result<Emails> {
        let entries = self.entries(tx).await?;
        let invitation = |(person, addressee): (&PersonId, &Addressee)| {
            let parts: Vec<_> = parts.iter().filter(|part| addressee.is_invited(part.audience)).collect();
            let hours: Vec<_> = parts.iter().map(|part| part.hours()).collect();
            if hours.is_empty() {
                return None;
            }
            let (place, reply_by, entries) = (self.plan.place(), self.plan.reply_by, entries_of(&entries, parts));
            Some((*person, Email::DayInvitation { day: self.name(), hours, place, reply_by, entries }))
        };
        Ok(people.iter().filter_map(invitation).collect())
    }

    /// That the day, with a word about it, or some of its parts will not take place:
    /// for everyone who minds.
    pub(crate) async fn cancellations(
        &self,
        tx: &mut Tx,
        people: &People,
        parts: &[PlannedPart],
        whole_day: Option<&Comment>,
    ) -> Result<Emails> {
        let entries = self.entries(tx).await?;
        let cancellation = |(person, addressee): (&PersonId, &Addressee)| {
            let hours = addressee.hours(parts);
            if hours.is_empty() {
                return None;
            }
            let entries = entries_of(&entries, parts.iter().filter(|part| addressee.minds(part)));
            let word = whole_day.map(|word| word.as_str().to_owned()).unwrap_or_default();
            let (day, whole) = (self.name(), whole_day.is_some());
            Some((*person, Email::DayCancelled { day, hours, whole, word, entries }))
        };
        Ok(people.iter().filter_map(cancellation).collect())
    }

    /// What a change of a published day means for everyone. `moved` is what becomes
    /// of the answers to each part that is moved.
    pub(crate) async fn consequences(
        &self,
        tx: &mut Tx,
        people: &People,
        new: &Consequences,
        moved: &BTreeMap<SegmentId, AfterMove>,
    ) -> Result<Emails> {
        let entries = self.entries(tx).await?;
        let told = |(person, addressee): (&PersonId, &Addressee)| {
            let message = addressee.told(self, new, moved, &entries)?;
            Some((*person, message))
        };
        let mut emails: Emails = people.iter().filter_map(told).collect();
        emails.extend(self.cancellations(tx, people, &new.cancelled, None).await?);
        emails.extend(self.invitations(tx, people, &new.added).await?);
        Ok(emails)
    }
}

impl Addressee {
    /// What they are told of a change, apart from what is new and what is cancelled.
    fn told(
        &self,
        notice: &Notice<'_>,
        new: &Consequences,
        moved: &BTreeMap<SegmentId, AfterMove>,
        entries: &DayEntries,
    ) -> Option<Email> {
        let (day, place, reply_by) = (notice.name(), notice.plan.place(), notice.plan.reply_by);
        let parts: Vec<_> = new.moved.iter().filter(|(_, part)| self.is_invited(part.audience)).collect();
        // Whoever hears of another time hears of the place as well.
        if !parts.is_empty() {
            let after = parts.iter().map(|(_, part)| self.after(part, moved)).max().unwrap_or_default();
            let hours = parts.iter().map(|(from, part)| (*from, part.hours())).collect();
            let entries = entries_of(entries, parts.into_iter().map(|(_, part)| part));
            return Some(Email::DayMoved { day, hours, place, reply_by, after, entries });
        }
        let parts = &notice.plan.parts;
        let starts = self.hours(parts).iter().map(|hours| hours.starts).min()?;
        let entries = entries_of(entries, parts.iter().filter(|part| self.minds(part)));
        (new.venue_changed && self.may_come()).then_some(Email::DayVenueChanged { day, starts, place, entries })
    }

    /// What becomes of their answer to a part that is moved: whoever has none that
    /// stands is asked.
    fn after(&self, part: &PlannedPart, moved: &BTreeMap<SegmentId, AfterMove>) -> AfterMove {
        let answered = part.id.filter(|id| self.answers.contains_key(id));
        answered.and_then(|id| moved.get(&id).copied()).unwrap_or_default()
    }
}

/// How many people some emails go to.
pub(crate) fn addressed(emails: &[(PersonId, Email)]) -> u32 {
    let people: BTreeSet<_> = emails.iter().map(|(person, _)| person).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}

impl Engine {
    /// Asks someone who has begun to take part whether they come to days to come that
    /// others were asked about before. Where the time to answer is over, they are told
    /// what they can still do.
    pub(crate) async fn invite_to_published(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (person, role): (PersonId, Role),
        now: Timestamp,
    ) -> Result<()> {
        for day in published(tx, caller.round, role, now).await? {
            let trigger = Trigger::by(caller.person, day.id.0);
            let message = if now <= day.reply_by {
                day.invitation()
            } else {
                let may_come = day.takes_a_yes(tx, person, now).await?;
                day.late_invitation(may_come)
            };
            self.enqueue(tx, person, &message, trigger, now).await?;
        }
        Ok(())
    }

    /// Puts emails about a day into the outbox. How many people they go to.
    pub(crate) async fn tell(
        &self,
        tx: &mut Tx,
        notice: &Notice<'_>,
        emails: &[(PersonId, Email)],
        now: Timestamp,
    ) -> Result<u32> {
        for (person, message) in emails {
            self.enqueue(tx, *person, message, notice.trigger(), now).await?;
        }
        Ok(addressed(emails))
    }
}

/// A published day, with those of its parts to come that someone is invited to.
struct Published {
    id: DayId,
    name: DayName,
    place: String,
    reply_by: Timestamp,
    contact: Contact,
    entries: DayEntries,
}

impl Published {
    fn hours(&self) -> Vec<Hours> {
        self.entries.parts.iter().map(|part| part.hours).collect()
    }

    fn invitation(self) -> Email {
        let hours = self.hours();
        let Self { name, place, reply_by, entries, .. } = self;
        Email::DayInvitation { day: name, hours, place, reply_by, entries }
    }

    fn late_invitation(self, may_come: bool) -> Email {
        let starts = self.hours().iter().map(|hours| hours.starts).min().unwrap_or(self.reply_by);
        let Self { name: DayName { slug, title }, contact, .. } = self;
        Email::LateReminder { slug, title, starts, may_come, contact }
    }

    /// Whether someone can still say that they come to some part of it.
    async fn takes_a_yes(&self, tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<bool> {
        for part in &self.entries.parts {
            let seats = Seats::take(tx, part.segment).await?;
            if domain::day::decide(Answer::Yes, now, &seats.terms(person, now)).is_ok() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The published days of a round, as far as they are to come and for someone in a role.
async fn published(tx: &mut Tx, round: RoundId, role: Role, now: Timestamp) -> Result<Vec<Published>> {
    let rows = sqlx::query!(
        r#"
        SELECT d.id AS "id!", d.slug, d.title_sv, d.title_en, d.venue, d.address, d.reply_by, d.sequence,
            d.contact_name, d.contact_email, d.contact_phone, s.id AS "segment!", s.audience, s.starts, s.ends
        FROM days d JOIN segments s ON s.day_id = d.id
        WHERE d.round_id = $1 AND d.state = 'published' AND NOT s.cancelled AND s.starts > $2
        ORDER BY d.id, s.starts, s.id
        "#,
        round.0,
        now.as_millisecond()
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut days = Vec::<Published>::new();
    for row in rows {
        let audience = row::named("segments", &row.audience, Audience::from_name)?;
        if !audience.invites(role) {
            continue;
        }
        if days.last().is_none_or(|day| day.id != DayId(row.id)) {
            let place = format!("{}, {}", row.venue, row.address);
            days.push(Published {
                id: DayId(row.id),
                name: DayName { slug: row.slug, title: Localised { sv: row.title_sv, en: row.title_en } },
                entries: DayEntries {
                    sequence: row::count("days", row.sequence)?,
                    place: place.clone(),
                    parts: Vec::new(),
                },
                place,
                reply_by: row::timestamp("days", row.reply_by)?,
                contact: Contact { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
            });
        }
        let (starts, ends) = (row::timestamp("segments", row.starts)?, row::timestamp("segments", row.ends)?);
        if let Some(day) = days.last_mut() {
            day.entries.parts.push(DayEntry {
                segment: SegmentId(row.segment),
                audience,
                hours: Hours { starts, ends },
            });
        }
    }
    Ok(days)
}
