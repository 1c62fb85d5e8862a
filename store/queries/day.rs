//! Common days and replies.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    around::Around,
    day::{
        self, AgendaItem, Answer, AnswerId, Audience, Choices, Contact, Day, DayId, DayView, Entry, Kind, PlannedItem,
        Segment, SegmentAnswers, SegmentId, Standing, State, Terms,
    },
    live::Change,
    people::{Caller, Localised, PersonId, Role},
    round::RoundId,
    seats::Seating,
    time::{instant, local},
};
use jiff::Timestamp;
use store::{Days, Error, Result, row};

use crate::{Engine, engine, fault, reply};

type Seatings = HashMap<SegmentId, Seating>;
type Given = HashMap<(SegmentId, PersonId), Reply>;
type Histories = HashMap<SegmentId, Vec<Entry>>;

/// What someone answered.
#[derive(Clone, Copy)]
struct Reply {
    answer: Answer,
    has_word: bool,
}

#[async_trait]
impl Days for Engine {
    async fn public_days(&self) -> Result<Vec<Day>> {
        let Some(round) = engine::current_round(self.reader()).await? else { return Ok(Vec::new()) };
        let mut days = visible(self.days_of(round, None).await?, |audience| audience == Audience::Everyone);
        days.retain(|day| day.state != State::Draft);
        // Whom to ask is for those who take part.
        for day in &mut days {
            day.contact = Contact::default();
        }
        Ok(days)
    }

    async fn days(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayView>> {
        self.views(caller, None, now).await
    }

    async fn day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayView>> {
        Ok(self.views(caller, Some(slug), now).await?.pop())
    }

    async fn set_capacity(
        &self,
        caller: &Caller,
        segment: SegmentId,
        capacity: Option<u32>,
        now: Timestamp,
    ) -> Result<()> {
        let (mut tx, mut seats) = self.begin_seating(segment).await?;
        let (round, audience) = (seats.segment.round, seats.segment.audience);
        if round != caller.round || !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        sqlx::query!("UPDATE segments SET capacity = $2 WHERE id = $1", segment.0, capacity.map(i64::from))
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        seats.seating.capacity = capacity;
        seats.pass_on(now);
        let mut changes = self.save_seats(&mut tx, &seats, now).await?;
        changes.push(if seats.is_draft() { Change::Draft { round } } else { Change::Day { round, audience } });
        self.commit_all(tx, changes).await
    }

    async fn pass_on_seats(&self, now: Timestamp) -> Result<()> {
        let lapsed = sqlx::query_scalar!(
            r#"
            SELECT DISTINCT q.segment_id AS "id!"
            FROM queue q JOIN segments s ON s.id = q.segment_id JOIN days d ON d.id = s.day_id
            WHERE q.offered_until <= $1 AND d.state = 'published' AND NOT s.cancelled
            "#,
            now.as_millisecond()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        for segment in lapsed {
            let (mut tx, mut seats) = self.begin_seating(SegmentId(segment)).await?;
            seats.pass_on(now);
            let changes = self.save_seats(&mut tx, &seats, now).await?;
            self.commit_all(tx, changes).await?;
        }
        Ok(())
    }
}

impl Engine {
    /// The caller's days, or the one of this name.
    async fn views(&self, caller: &Caller, slug: Option<&str>, now: Timestamp) -> Result<Vec<DayView>> {
        let days = self.days_for(caller, slug).await?;
        let mate = self.present_mate(caller).await?;
        let replies = self.own_and_mates_replies(caller, mate).await?;
        let standings = Standings { replies, seatings: self.seatings(caller.round, slug).await? };
        let histories = self.own_histories(caller).await?;
        let as_seen = |day| view(day, caller, mate, &standings, &histories, now);
        let mut views: Vec<_> = days.into_iter().map(as_seen).collect();
        self.add_surroundings(caller, mate, &mut views, now).await?;
        Ok(views)
    }

    /// The days of the caller's round that they may know of, or the one of this name.
    pub(crate) async fn days_for(&self, caller: &Caller, slug: Option<&str>) -> Result<Vec<Day>> {
        let mut days = visible(self.days_of(caller.round, slug).await?, |audience| caller.sees_segment(audience));
        days.retain(|day| caller.sees_day(day.state));
        Ok(days)
    }

    /// A round's days with all their segments, in the order they take place; or
    /// the one of this name, and only that one with its agenda.
    pub(crate) async fn days_of(&self, round: RoundId, slug: Option<&str>) -> Result<Vec<Day>> {
        let mut segments = self.segments_by_day(round, slug).await?;
        let agenda = if slug.is_some() { self.agenda(round, slug).await? } else { HashMap::new() };
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
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
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
                farewell: row.farewell,
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
            SELECT s.id, s.day_id, s.audience, s.starts, s.ends, s.capacity, s.moved_at, s.cancelled AS "cancelled!: bool"
            FROM segments s JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND (CAST($2 AS TEXT) IS NULL OR d.slug = $2) ORDER BY s.starts, s.id
            "#,
            round.0,
            slug
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut segments = HashMap::<_, Vec<_>>::new();
        for row in rows {
            segments.entry(DayId(row.day_id)).or_default().push(Segment {
                id: SegmentId(row.id),
                audience: row::named("segments", &row.audience, Audience::from_name)?,
                starts: row::timestamp("segments", row.starts)?,
                ends: row::timestamp("segments", row.ends)?,
                capacity: row.capacity.map(|capacity| row::count("segments", capacity)).transpose()?,
                moved_at: row.moved_at.map(|at| row::timestamp("segments", at)).transpose()?,
                cancelled: row.cancelled,
            });
        }
        Ok(segments)
    }

    /// What is on the agenda of a round's segments, or of those of one day, in order.
    pub(crate) async fn agenda(
        &self,
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
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
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

    /// All that the caller has answered to the round's segments, oldest first.
    async fn own_histories(&self, caller: &Caller) -> Result<Histories> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.segment_id, a.answer, a.given_by, a.given_at
            FROM answers a JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND a.person_id = $2 ORDER BY a.id
            "#,
            caller.round.0,
            caller.person.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut histories = Histories::new();
        for row in rows {
            histories.entry(SegmentId(row.segment_id)).or_default().push(Entry {
                id: AnswerId(row.id),
                answer: reply::given(&row.answer)?,
                at: row::timestamp("answers", row.given_at)?,
                own: row.given_by == caller.person.0,
            });
        }
        Ok(histories)
    }

    async fn own_and_mates_replies(&self, caller: &Caller, mate: Option<PersonId>) -> Result<Given> {
        let rows = sqlx::query!(
            r#"
            SELECT r.segment_id, r.person_id, r.answer, r.word IS NOT NULL AS "has_word!: bool"
            FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND r.person_id IN ($2, $3)
            "#,
            caller.round.0,
            caller.person.0,
            mate.unwrap_or(caller.person).0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let replies = rows.into_iter().map(|row| {
            let answer = row::named("replies", &row.answer, Answer::from_name)?;
            let key = (SegmentId(row.segment_id), PersonId(row.person_id));
            Ok((key, Reply { answer, has_word: row.has_word }))
        });
        replies.collect()
    }
}

/// A segment's agenda, on its day.
fn agenda_of(segment: &Segment, agenda: &HashMap<SegmentId, Vec<PlannedItem>>) -> Vec<AgendaItem> {
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

/// What all who look at a round's days need: the answers, and the seats where
/// there is a limited number.
struct Standings {
    replies: Given,
    seatings: Seatings,
}

impl Standings {
    fn of(&self, segment: SegmentId, person: PersonId, now: Timestamp) -> Standing {
        let answer = self.replies.get(&(segment, person)).map(|reply| reply.answer);
        Standing::of(answer, self.place(segment, person).is_some(), self.offer(segment, person, now).is_some())
    }

    /// Someone's place in the queue, from 1.
    fn place(&self, segment: SegmentId, person: PersonId) -> Option<u32> {
        let place = self.seatings.get(&segment)?.queue.iter().position(|queued| queued.person == person)?;
        u32::try_from(place + 1).ok()
    }

    fn offer(&self, segment: SegmentId, person: PersonId, now: Timestamp) -> Option<Timestamp> {
        self.seatings.get(&segment)?.offer_to(person, now)
    }

    fn is_full(&self, segment: SegmentId) -> bool {
        self.seatings.get(&segment).is_some_and(Seating::is_full)
    }
}

fn view(
    day: Day,
    caller: &Caller,
    mate: Option<PersonId>,
    standings: &Standings,
    histories: &Histories,
    now: Timestamp,
) -> DayView {
    let answers = |segment: &Segment| {
        let id = segment.id;
        let terms = Terms::of(&day, segment, !standings.is_full(id));
        let mine = standings.replies.get(&(id, caller.person));
        let history = histories.get(&id).map(Vec::as_slice).unwrap_or_default();
        let undo = day::undo(history, segment.moved_at, now).filter(|_| mine.is_some());
        let invited = caller.invited_to(segment.audience);
        let mates_role = caller.role().map(Role::counterpart);
        let mate = mate.filter(|_| invited && mates_role.is_some_and(|role| segment.audience.invites(role)));
        let offered_until = standings.offer(id, caller.person, now);
        SegmentAnswers {
            segment: *segment,
            choices: match (invited, offered_until) {
                (false, _) => Choices::None,
                // An offer may come after the day's deadline, and can be taken up.
                (true, Some(_)) if terms.state == State::Published => Choices::All,
                (true, _) => day::choices(now, &terms),
            },
            mine: if invited { standings.of(id, caller.person, now) } else { Standing::Unanswered },
            place: standings.place(id, caller.person),
            offered_until,
            full: standings.is_full(id),
            has_word: mine.is_some_and(|reply| reply.has_word),
            // Whether the seat is still there is said when it is asked for.
            undo: undo.filter(|_| day::decide_undo(None, now, &terms).is_ok()).map(|undo| undo.entry),
            before_move: day::before_move(history, segment.moved_at),
            mate: mate.map(|mate| standings.of(id, mate, now)),
        }
    };
    DayView { answers: day.segments.iter().map(answers).collect(), around: Around::default(), day }
}
