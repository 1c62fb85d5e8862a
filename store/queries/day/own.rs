//! A round's days as one person sees them: what they and their partner have answered,
//! who waits for a seat, and what surrounds that. The same few queries, however
//! many days and people there are.

use std::collections::HashMap;

use domain::{
    day::{
        self, Answer, AnswerId, Choices, Contact, Day, DayId, DayView, Entry, Kind, PlannedItem, Segment,
        SegmentAnswers, SegmentId, Standing, State, Terms,
        arrangements::Arrangements,
        evaluation::{self, OpenEvaluation, Roll},
        meet_up,
        seats::{Queued, Seating, Turn},
    },
    pair::{Happening, News},
    people::{Caller, Localised, PersonId},
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Result, row};

use super::{
    agenda, agenda_of, answers,
    evaluation::{Attended, roll},
    meet_up::{Could, Noted, arrangements},
    seats, segment_of,
};
use crate::queries::engine::Connection;

type Histories = HashMap<SegmentId, Vec<Entry>>;

/// A round's days, all of them, and what is known of someone there. What they may
/// not know of is left out as it is asked for.
pub(crate) struct OwnDays {
    days: Vec<OwnDay>,
    /// The partner, unless the pair has ended: what they do is then no longer one's to know.
    partner: Option<PersonId>,
    /// The name of the partner that one has or had.
    pub partner_name: Option<String>,
}

/// A day with all of its parts.
struct OwnDay {
    day: Day,
    /// When it was cancelled, if that is known.
    cancelled_at: Option<Timestamp>,
    parts: Vec<Part>,
    /// Whether one has evaluated it.
    evaluated: bool,
    /// What has been settled of whether one may.
    roll: Roll,
    noted: Noted,
}

/// A part of a day, and what is known of someone there.
struct Part {
    segment: Segment,
    /// Who sits and who waits, where that is counted.
    seating: Option<Seating>,
    mine: Option<Answer>,
    /// Whether one has said something to the organisers about it.
    has_comment: bool,
    /// What one has answered, oldest first.
    history: Vec<Entry>,
    /// What one had answered to other hours than it has now.
    former: Option<Answer>,
    /// What the partner has answered, and when.
    partners: Option<(Answer, Timestamp)>,
    came: bool,
    anyone_came: bool,
}

impl OwnDays {
    /// Reads the days of someone's round, or the one of this name, and only that
    /// one with its agenda.
    pub(crate) async fn read(db: &mut Connection, caller: &Caller, slug: Option<&str>) -> Result<Self> {
        let rows = rows(db, caller, slug).await?;
        let mut queues = seats::queues(db, caller.round, slug).await?;
        let mut histories = histories(db, caller).await?;
        let agenda = if slug.is_some() { agenda(db, caller.round, slug).await? } else { HashMap::new() };
        let first = rows.first();
        let ended =
            first.is_none_or(|row| row.pair_state.as_deref() == Some(domain::pair::status::State::Ended.name()));
        let mut own = Self {
            days: Vec::new(),
            partner: first.and_then(|row| row.partner).filter(|_| !ended).map(PersonId),
            partner_name: first.and_then(|row| row.partner_name.clone()),
        };
        for row in rows {
            let id = SegmentId(row.id);
            let queue = queues.remove(&id).unwrap_or_default();
            own.add(&row, queue, histories.remove(&id).unwrap_or_default(), &agenda)?;
        }
        Ok(own)
    }

    /// Adds a part, and its day with the first of its parts.
    fn add(
        &mut self,
        row: &Row,
        queue: Vec<Queued>,
        history: Vec<Entry>,
        agenda: &HashMap<SegmentId, Vec<PlannedItem>>,
    ) -> Result<()> {
        let part = row.part(queue, history)?;
        let own = self.day_of(row)?;
        own.day.segments.push(part.segment);
        own.day.agenda.extend(agenda_of(&part.segment, agenda));
        own.parts.push(part);
        Ok(())
    }

    fn day_of(&mut self, row: &Row) -> Result<&mut OwnDay> {
        let known = self.days.iter().position(|own| own.day.id == DayId(row.day_id));
        let place = known.unwrap_or(self.days.len());
        if known.is_none() {
            self.days.push(row.own_day()?);
        }
        Ok(&mut self.days[place])
    }

    /// The days that someone may know of, each with what it is to them, in order.
    pub(crate) fn views(&self, caller: &Caller, now: Timestamp) -> Vec<DayView> {
        self.days.iter().filter_map(|own| self.view(own, caller, now)).collect()
    }

    fn view(&self, own: &OwnDay, caller: &Caller, now: Timestamp) -> Option<DayView> {
        let mut day = own.day.clone();
        day.keep(|segment| caller.sees_segment(segment.audience));
        if day.segments.is_empty() || !caller.sees_day(day.state) {
            return None;
        }
        let seen = own.parts.iter().filter(|part| caller.sees_segment(part.segment.audience));
        let answers = seen.map(|part| part.answers(&day, caller, self.partner, now)).collect();
        // The partner may be busy at a part of which one knows nothing.
        let both = own.parts.iter().map(|part| meet_up::Part {
            segment: part.segment,
            mine: part.own_standing(caller, now),
            partners: part.partners_standing(caller, self.partner, now),
        });
        let both: Vec<_> = both.collect();
        let view = DayView { day, answers, arrangements: Arrangements::default() };
        Some(DayView { arrangements: arrangements(&view, &both, own.noted, now), ..view })
    }

    /// The partner, unless the pair has ended.
    pub(crate) fn partner(&self) -> Option<PersonId> {
        self.partner
    }

    /// The evaluation of a day, while someone can fill it in.
    pub(crate) fn open_evaluation(&self, caller: &Caller, day: DayId, now: Timestamp) -> Option<OpenEvaluation> {
        let own = self.days.iter().find(|own| own.day.id == day && own.day.state == State::Published)?;
        let attended = own.attended(caller).of(day)?;
        OpenEvaluation::of(attended.window, attended.given, now)
    }

    /// What the partner has answered since then to what both are invited to.
    pub(crate) fn answered_since(&self, caller: &Caller, since: Timestamp) -> Vec<News> {
        let invited = |part: &&Part| self.partner.is_some() && caller.invited_to(part.segment.audience);
        let news = |day: &Day, part: &Part| {
            let (answer, at) = part.partners.filter(|(_, at)| *at >= since)?;
            let what = Happening::Answered { slug: day.slug.clone(), title: day.title.clone(), answer };
            Some(News { at, what })
        };
        let of_day = |own: &OwnDay| -> Vec<_> {
            own.parts.iter().filter(invited).filter_map(|part| news(&own.day, part)).collect()
        };
        self.days.iter().flat_map(of_day).collect()
    }

    /// The days that someone is invited to, and that were cancelled, until they would
    /// have been.
    pub(crate) fn cancelled(&self, caller: &Caller, now: Timestamp) -> Vec<News> {
        let concerns = |part: &Part| caller.invited_to(part.segment.audience) && part.segment.ends > now;
        let news = |own: &OwnDay| {
            let (slug, title) = (own.day.slug.clone(), own.day.title.clone());
            Some(News { at: own.cancelled_at?, what: Happening::Cancelled { slug, title } })
        };
        self.days.iter().filter(|own| own.parts.iter().any(concerns)).filter_map(news).collect()
    }

    /// The dates that someone is invited to.
    pub(crate) fn busy(&self, caller: &Caller) -> Vec<Date> {
        let published = self.days.iter().filter(|own| own.day.state == State::Published);
        let invited = published.flat_map(|own| &own.parts).filter(|part| caller.invited_to(part.segment.audience));
        invited.map(|part| time::today(part.segment.starts)).collect()
    }
}

impl OwnDay {
    fn attended(&self, caller: &Caller) -> Attended {
        let invited = self.parts.iter().filter(|part| caller.invited_to(part.segment.audience));
        let part = |part: &Part| evaluation::Part {
            ends: part.segment.ends,
            said_yes: part.mine == Some(Answer::Yes) && part.turn(caller.person).is_none(),
            came: part.came,
        };
        Attended {
            parts: invited.map(part).collect(),
            anyone_came: self.parts.iter().any(|part| part.anyone_came),
            given: self.evaluated,
            roll: self.roll,
        }
    }
}

impl Part {
    fn standing(&self, answer: Option<Answer>, person: PersonId, now: Timestamp) -> Standing {
        Standing::of(answer, self.turn(person).is_some(), self.offer(person, now).is_some())
    }

    /// What someone in the queue can expect.
    fn turn(&self, person: PersonId) -> Option<Turn> {
        self.seating.as_ref()?.turn(person)
    }

    fn offer(&self, person: PersonId, now: Timestamp) -> Option<Timestamp> {
        self.seating.as_ref()?.offer_to(person, now)
    }

    fn answers(&self, day: &Day, caller: &Caller, partner: Option<PersonId>, now: Timestamp) -> SegmentAnswers {
        let segment = &self.segment;
        let full = self.seating.as_ref().is_some_and(|seating| !seating.has_room(now, segment.starts));
        let offered_until = self.offer(caller.person, now);
        let terms = Terms { offered: offered_until.is_some(), ..Terms::of(day, segment, !full) };
        let undo = day::undo(&self.history, now).filter(|_| self.mine.is_some());
        let lapsed = self.seating.as_ref().is_some_and(|seating| seating.has_lapsed(caller.person, now));
        let place = self.seating.as_ref().and_then(|seating| seating.place(caller.person)).filter(|_| !lapsed);
        let invited = caller.invited_to(segment.audience);
        SegmentAnswers {
            segment: *segment,
            choices: if invited { day::choices(now, &terms) } else { Choices::None },
            mine: self.own_standing(caller, now).unwrap_or(Standing::Unanswered),
            place,
            lapsed,
            offered_until,
            full,
            has_comment: self.has_comment,
            latest: self.history.last().map(|entry| entry.id),
            // Whether the seat is still there is said when it is asked for.
            undo: undo.filter(|_| day::decide_undo(None, now, &terms).is_ok()).map(|undo| undo.entry),
            before_move: self.former.filter(|_| self.mine.is_none()),
            partner: self.partners_standing(caller, partner, now).filter(|_| invited),
        }
    }

    /// Where someone stands; `None` for whoever is not invited.
    fn own_standing(&self, caller: &Caller, now: Timestamp) -> Option<Standing> {
        caller.invited_to(self.segment.audience).then(|| self.standing(self.mine, caller.person, now))
    }

    /// Where their partner stands; `None` for one who is not invited.
    fn partners_standing(&self, caller: &Caller, partner: Option<PersonId>, now: Timestamp) -> Option<Standing> {
        let role = caller.role()?.counterpart();
        let partner = partner.filter(|_| self.segment.audience.invites(role))?;
        Some(self.standing(self.partners.map(|(answer, _)| answer), partner, now))
    }
}

/// A part of a day with its day, and what is known there of someone and their partner.
#[expect(clippy::struct_excessive_bools, reason = "as the columns are")]
struct Row {
    day_id: i64,
    slug: String,
    kind: String,
    title_sv: String,
    title_en: String,
    summary_sv: String,
    summary_en: String,
    venue: String,
    address: String,
    map_url: String,
    directions_sv: String,
    directions_en: String,
    contact_name: String,
    contact_email: String,
    contact_phone: String,
    state: String,
    sequence: i64,
    farewell: String,
    cancelled_at: Option<i64>,
    late_yes: bool,
    reply_by: i64,
    id: i64,
    audience: String,
    starts: i64,
    ends: i64,
    capacity: Option<i64>,
    moved_at: Option<i64>,
    was_starts: Option<i64>,
    was_ends: Option<i64>,
    cancelled: bool,
    said_yes: i64,
    answer: Option<String>,
    former: Option<String>,
    has_comment: bool,
    pair_state: Option<String>,
    partner: Option<i64>,
    partner_name: Option<String>,
    partners_answer: Option<String>,
    partner_answered_at: Option<i64>,
    came: bool,
    anyone_came: bool,
    evaluated: bool,
    roll_settled_at: i64,
    evaluation_opens: Option<i64>,
    evaluation_closes: Option<i64>,
    needs: bool,
    before: bool,
    after: bool,
    partner_before: bool,
    partner_after: bool,
}

/// Every part of the round's days, or of the one of this name, in order.
async fn rows(db: &mut Connection, caller: &Caller, slug: Option<&str>) -> Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"
        SELECT d.id AS "day_id!", d.slug, d.kind, d.title_sv, d.title_en, d.summary_sv, d.summary_en, d.venue, d.address,
            d.map_url, d.directions_sv, d.directions_en, d.contact_name, d.contact_email, d.contact_phone, d.state,
            d.sequence, d.farewell, d.cancelled_at, d.late_yes AS "late_yes!: bool", d.reply_by,
            s.id AS "id!", s.audience, s.starts, s.ends, s.capacity, s.moved_at, s.was_starts, s.was_ends,
            s.cancelled AS "cancelled!: bool",
            CASE WHEN s.capacity IS NULL THEN 0 ELSE
                (SELECT COUNT(*) FROM replies y WHERE y.segment_id = s.id AND y.answer = 'yes')
            END AS "said_yes!: i64",
            r.answer AS "answer?",
            CASE WHEN s.moved_at IS NULL THEN NULL ELSE (
                SELECT f.answer FROM former_replies f
                LEFT JOIN occasions h ON h.segment_id = s.id AND h.occasion = f.occasion
                    AND h.starts = s.was_starts AND h.ends = s.was_ends
                WHERE f.segment_id = s.id AND f.person_id = $2
                ORDER BY h.occasion IS NULL, f.answered_at DESC LIMIT 1
            ) END AS "former?: String",
            r.word IS NOT NULL AS "has_comment!: bool",
            t.state AS "pair_state?", m.id AS "partner?", m.name AS "partner_name?",
            x.answer AS "partners_answer?", x.answered_at AS "partner_answered_at?",
            EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id AND a.person_id = $2) AS "came!: bool",
            EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id) AS "anyone_came!: bool",
            EXISTS (SELECT 1 FROM evaluations e WHERE e.day_id = d.id AND e.person_id = $2) AS "evaluated!: bool",
            d.roll_settled_at, l.opens AS "evaluation_opens?", l.closes AS "evaluation_closes?",
            EXISTS (SELECT 1 FROM needs n WHERE n.day_id = d.id AND n.person_id = $2) AS "needs!: bool",
            EXISTS (SELECT 1 FROM meet_ups u WHERE u.day_id = d.id AND u.person_id = $2 AND u.slot = 'before') AS "before!: bool",
            EXISTS (SELECT 1 FROM meet_ups u WHERE u.day_id = d.id AND u.person_id = $2 AND u.slot = 'after') AS "after!: bool",
            EXISTS (SELECT 1 FROM meet_ups u WHERE u.day_id = d.id AND u.person_id = m.id AND u.slot = 'before') AS "partner_before!: bool",
            EXISTS (SELECT 1 FROM meet_ups u WHERE u.day_id = d.id AND u.person_id = m.id AND u.slot = 'after') AS "partner_after!: bool"
        FROM days d JOIN segments s ON s.day_id = d.id
        LEFT JOIN evaluation_roll l ON l.day_id = d.id AND l.person_id = $2
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = $2
        LEFT JOIN pairs t ON t.id = $3
        LEFT JOIN persons m ON m.id = CASE t.adept_id WHEN $2 THEN t.mentor_id ELSE t.adept_id END
        LEFT JOIN replies x ON x.segment_id = s.id AND x.person_id = m.id
        WHERE d.round_id = $1 AND (CAST($4 AS TEXT) IS NULL OR d.slug = $4)
        ORDER BY s.starts, s.id
        "#,
        caller.round.0,
        caller.person.0,
        caller.pair.map(|pair| pair.0),
        slug
    )
    .fetch_all(db)
    .await
    .map_err(store::Error::from)
}

impl Row {
    /// The day, yet without its parts.
    fn own_day(&self) -> Result<OwnDay> {
        let both = |sv: &str, en: &str| Localised { sv: sv.to_owned(), en: en.to_owned() };
        let day = Day {
            id: DayId(self.day_id),
            slug: self.slug.clone(),
            kind: row::named("days", &self.kind, Kind::from_name)?,
            title: both(&self.title_sv, &self.title_en),
            summary: both(&self.summary_sv, &self.summary_en),
            venue: self.venue.clone(),
            address: self.address.clone(),
            map_url: self.map_url.clone(),
            directions: both(&self.directions_sv, &self.directions_en),
            contact: Contact {
                name: self.contact_name.clone(),
                email: self.contact_email.clone(),
                phone: self.contact_phone.clone(),
            },
            state: row::named("days", &self.state, State::from_name)?,
            cancellation: self.farewell.clone(),
            late_yes: self.late_yes,
            sequence: row::count("days", self.sequence)?,
            reply_by: row::timestamp("days", self.reply_by)?,
            segments: Vec::new(),
            agenda: Vec::new(),
        };
        let noted = Noted {
            needs: self.needs,
            mine: Could { before: self.before, after: self.after },
            partners: Could { before: self.partner_before, after: self.partner_after },
        };
        let roll = roll(self.roll_settled_at, self.evaluation_opens.zip(self.evaluation_closes))?;
        let cancelled_at = self.cancelled_at.map(|at| row::timestamp("days", at)).transpose()?;
        Ok(OwnDay { day, cancelled_at, parts: Vec::new(), evaluated: self.evaluated, roll, noted })
    }

    fn part(&self, queue: Vec<Queued>, history: Vec<Entry>) -> Result<Part> {
        let answer = |name: &Option<String>| {
            name.as_deref().map(|name| row::named("replies", name, Answer::from_name)).transpose()
        };
        let answered_at = self.partner_answered_at.map(|at| row::timestamp("replies", at)).transpose()?;
        Ok(Part {
            segment: self.segment()?,
            seating: self.capacity.map(|capacity| seats::limited(capacity, self.said_yes, queue)).transpose()?,
            mine: answer(&self.answer)?,
            former: answer(&self.former)?,
            has_comment: self.has_comment,
            history,
            partners: answer(&self.partners_answer)?.zip(answered_at),
            came: self.came,
            anyone_came: self.anyone_came,
        })
    }

    fn segment(&self) -> Result<Segment> {
        let (hours, was) = ((self.starts, self.ends), self.was_starts.zip(self.was_ends));
        segment_of(self.id, &self.audience, hours, self.capacity, (self.moved_at, was), self.cancelled)
    }
}

/// All that someone has answered to the round's segments, oldest first.
async fn histories(db: &mut Connection, caller: &Caller) -> Result<Histories> {
    let rows = sqlx::query!(
        r#"
        SELECT a.id, a.segment_id, a.answer, a.given_by, a.given_at, a.occasion = s.occasion AS "current!: bool"
        FROM answers a JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND a.person_id = $2 ORDER BY a.id
        "#,
        caller.round.0,
        caller.person.0
    )
    .fetch_all(db)
    .await?;
    let mut histories = Histories::new();
    for row in rows {
        histories.entry(SegmentId(row.segment_id)).or_default().push(Entry {
            id: AnswerId(row.id),
            answer: answers::given(&row.answer)?,
            at: row::timestamp("answers", row.given_at)?,
            own: row.given_by == caller.person.0,
            current: row.current,
        });
    }
    Ok(histories)
}
