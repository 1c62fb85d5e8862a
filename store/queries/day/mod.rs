//! Common days and replies.

pub(crate) mod answers;
pub(crate) mod board;
pub(crate) mod check_in;
pub(crate) mod editor;
pub(crate) mod evaluation;
pub(crate) mod follow_up;
pub(crate) mod headcount;
pub(crate) mod helper;
pub(crate) mod invited;
mod kitchen;
pub(crate) mod material;
pub(crate) mod meet_up;
pub(crate) mod moved;
pub(crate) mod needs;
pub(crate) mod notice;
pub(crate) mod own;
pub(crate) mod part;
pub(crate) mod reply;
pub(crate) mod seats;
pub(crate) mod tables;
pub(crate) mod tally;
pub(crate) mod totals;
pub(crate) mod trend;
pub(crate) mod visitor;

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    day::{
        AgendaItem, Audience, Contact, Day, DayId, DayPage, DayView, FollowUp, Hours, Kind, PlannedItem, Segment,
        SegmentId, State,
    },
    pair::first_name,
    people::{Caller, Localised},
    round::{RoundId, focus::shown_rounds},
    time::{instant, local, today},
};
use jiff::Timestamp;
use store::{Days, Result, Rounds, row};

use self::own::OwnDays;
use super::engine::Connection;
use crate::Engine;

#[async_trait]
impl Days for Engine {
    async fn public_days(&self, now: Timestamp) -> Result<Vec<Day>> {
        let rounds = self.rounds().await?;
        let mut days = Vec::new();
        for round in shown_rounds(&rounds, today(now)) {
            days.extend(visible(self.days_of(round.id, None).await?, |audience| audience == Audience::Everyone));
        }
        days.retain(|day| day.state != State::Draft);
        days.sort_by_key(Day::starts);
        // Whom to ask is for those who take part.
        for day in &mut days {
            day.contact = Contact::default();
        }
        Ok(days)
    }

    async fn days(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayView>> {
        let mut tx = self.begin_read().await?;
        Ok(OwnDays::read(&mut tx, caller, None).await?.views(caller, now))
    }

    async fn day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayView>> {
        let mut tx = self.begin_read().await?;
        Ok(OwnDays::read(&mut tx, caller, Some(slug)).await?.views(caller, now).pop())
    }

    async fn day_page(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayPage>> {
        let mut tx = self.begin_read().await?;
        let days = OwnDays::read(&mut tx, caller, Some(slug)).await?;
        let Some(view) = days.views(caller, now).pop() else { return Ok(None) };
        let day = view.day.id;
        let files = material::of_day(&mut tx, caller, day).await?;
        let follow_up = FollowUp { files, evaluation: days.open_evaluation(caller, day, now) };
        let partner = days.partner_name.as_deref().map(|name| first_name(name).to_owned());
        Ok(Some(DayPage { view, partner, follow_up }))
    }
}

impl Engine {
    /// A round's days with all their segments, in the order they take place; or
    /// the one of this name, and only that one with its agenda.
    pub(crate) async fn days_of(&self, round: RoundId, slug: Option<&str>) -> Result<Vec<Day>> {
        let mut segments = self.segments_by_day(round, slug).await?;
        let mut db = self.reader().acquire().await?;
        let agenda = if slug.is_some() { agenda(&mut db, round, slug).await? } else { HashMap::new() };
        let rows = sqlx::query!(
            r#"
            SELECT id, slug, kind, title_sv, title_en, summary_sv, summary_en, venue, address, map_url,
                directions_sv, directions_en, contact_name, contact_email, contact_phone, state, sequence,
                farewell, late_yes AS "late_yes!: bool", reply_by
            FROM days WHERE round_id = $1 AND (CAST($2 AS TEXT) IS NULL OR slug = $2)
            "#,
            round.0,
            slug
        )
        .fetch_all(&mut *db)
        .await?;
        let days = rows.into_iter().map(|row| {
            let id = DayId(row.id);
            let segments = segments.remove(&id).unwrap_or_default();
            Ok(Day {
                id,
                slug: row.slug,
                kind: row::named("days", &row.kind, Kind::from_name)?,
                title: Localised { sv: row.title_sv, en: row.title_en },
                summary: Localised { sv: row.summary_sv, en: row.summary_en },
                venue: row.venue,
                address: row.address,
                map_url: row.map_url,
                directions: Localised { sv: row.directions_sv, en: row.directions_en },
                contact: Contact { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
                state: row::named("days", &row.state, State::from_name)?,
                cancellation: row.farewell,
                late_yes: row.late_yes,
                sequence: row::count("days", row.sequence)?,
                reply_by: row::timestamp("days", row.reply_by)?,
                agenda: segments.iter().flat_map(|segment| agenda_of(segment, &agenda)).collect(),
                segments,
            })
        });
        let mut days = days.collect::<Result<Vec<_>>>()?;
        days.sort_by_key(Day::starts);
        Ok(days)
    }

    async fn segments_by_day(&self, round: RoundId, slug: Option<&str>) -> Result<HashMap<DayId, Vec<Segment>>> {
        let rows = sqlx::query!(
            r#"
            SELECT s.id, s.day_id, s.audience, s.starts, s.ends, s.capacity, s.moved_at, s.was_starts, s.was_ends,
                s.cancelled AS "cancelled!: bool"
            FROM segments s JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND (CAST($2 AS TEXT) IS NULL OR d.slug = $2) ORDER BY s.starts, s.id
            "#,
            round.0,
            slug
        )
        .fetch_all(self.reader())
        .await?;
        let mut segments = HashMap::<_, Vec<_>>::new();
        for row in rows {
            let (hours, was) = ((row.starts, row.ends), row.was_starts.zip(row.was_ends));
            let segment = segment_of(row.id, &row.audience, hours, row.capacity, (row.moved_at, was), row.cancelled)?;
            segments.entry(DayId(row.day_id)).or_default().push(segment);
        }
        Ok(segments)
    }
}

/// A segment, from its columns; `hours` is when it starts and ends, `moved` when it
/// was moved and the hours that it had before.
pub(crate) fn segment_of(
    id: i64,
    audience: &str,
    hours: (i64, i64),
    capacity: Option<i64>,
    moved: (Option<i64>, Option<(i64, i64)>),
    cancelled: bool,
) -> Result<Segment> {
    let at = |at| row::timestamp("segments", at);
    let was = moved.1.map(|(starts, ends)| Ok::<_, store::Error>(Hours { starts: at(starts)?, ends: at(ends)? }));
    Ok(Segment {
        id: SegmentId(id),
        audience: row::named("segments", audience, Audience::from_name)?,
        starts: at(hours.0)?,
        ends: at(hours.1)?,
        capacity: capacity.map(|capacity| row::count("segments", capacity)).transpose()?,
        moved_at: moved.0.map(at).transpose()?,
        was: was.transpose()?,
        cancelled,
    })
}

/// What is on the agenda of a round's segments, or of those of one day, in order.
pub(crate) async fn agenda(
    db: &mut Connection,
    round: RoundId,
    slug: Option<&str>,
) -> Result<HashMap<SegmentId, Vec<PlannedItem>>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.segment_id, a.at, a.title_sv, a.title_en, a.speaker
        FROM agenda a JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND (CAST($2 AS TEXT) IS NULL OR d.slug = $2) ORDER BY a.segment_id, a.position
        "#,
        round.0,
        slug
    )
    .fetch_all(db)
    .await?;
    let mut agenda = HashMap::<_, Vec<_>>::new();
    for row in rows {
        agenda.entry(SegmentId(row.segment_id)).or_default().push(PlannedItem {
            at: row::time("agenda", &row.at)?,
            title: Localised { sv: row.title_sv, en: row.title_en },
            speaker: row.speaker,
        });
    }
    Ok(agenda)
}

/// A segment's agenda, on its day.
pub(crate) fn agenda_of(segment: &Segment, agenda: &HashMap<SegmentId, Vec<PlannedItem>>) -> Vec<AgendaItem> {
    let date = local(segment.starts).date();
    let item = |item: &PlannedItem| AgendaItem {
        segment: segment.id,
        at: instant(date.to_datetime(item.at)),
        title: item.title.clone(),
        speaker: item.speaker.clone(),
    };
    agenda.get(&segment.id).into_iter().flatten().map(item).collect()
}

/// The days with only those segments that someone may see; a day without any
/// is left out.
fn visible(days: Vec<Day>, sees: impl Fn(Audience) -> bool) -> Vec<Day> {
    let trim = |mut day: Day| {
        day.keep(|segment| sees(segment.audience));
        (!day.segments.is_empty()).then_some(day)
    };
    days.into_iter().filter_map(trim).collect()
}
