//! The days that organisers and contact persons look at, and the people who are
//! invited to them: what their pages read in one snapshot.

use std::collections::HashMap;

use domain::{
    day::{
        Answer, Audience, Contact, Day, DayId, Guest, Kind, Segment, SegmentId, Standing, State,
        board::Filter,
        headcount::{Headcount, Presence, Present},
    },
    people::{Caller, Localised, OrganisationId, PersonId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Result, row};

use super::segment_of;
use crate::queries::engine::{Connection, pattern};

/// A day as a list shows it. Where one day is asked for, also how many are there
/// and have seats.
pub(crate) struct Attended {
    pub day: Day,
    pub presence: Presence,
    taken: HashMap<SegmentId, u32>,
}

impl Attended {
    /// How many of a segment's seats are taken or held.
    pub(crate) fn taken(&self, segment: SegmentId) -> u32 {
        self.taken.get(&segment).copied().unwrap_or_default()
    }
}

/// The days of the caller's round that they may know of, in order; or the one of
/// this name.
pub(crate) async fn days(db: &mut Connection, caller: &Caller, slug: Option<&str>) -> Result<Vec<Attended>> {
    let sees = |audience, state| caller.sees_segment(audience) && caller.sees_day(state);
    seen_days(db, caller.round, slug, sees).await
}

/// A day of a round as those see it who stand at its door: all parts of one that is
/// published.
pub(crate) async fn at_the_door(db: &mut Connection, round: RoundId, slug: &str) -> Result<Option<Day>> {
    let day = seen_days(db, round, Some(slug), |_, state| state == State::Published).await?.pop();
    Ok(day.map(|attended| attended.day))
}

async fn seen_days(
    db: &mut Connection,
    round: RoundId,
    slug: Option<&str>,
    sees: impl Fn(Audience, State) -> bool + Send,
) -> Result<Vec<Attended>> {
    let rows = sqlx::query_as!(
        DayRow,
        r#"
        SELECT d.id, d.slug, d.kind, d.title_sv, d.title_en, d.venue, d.address, d.map_url, d.contact_name,
            d.contact_email, d.contact_phone, d.state, d.sequence, d.late_yes AS "late_yes!: bool", d.reply_by,
            s.id AS segment, s.audience, s.starts, s.ends, s.capacity, s.moved_at, s.was_starts, s.was_ends,
            s.cancelled AS "cancelled!: bool",
            CASE WHEN CAST($2 AS TEXT) IS NULL OR s.capacity IS NULL THEN 0 ELSE (
                SELECT COUNT(*) FROM replies r WHERE r.segment_id = s.id AND r.answer = 'yes'
            ) END AS "yes!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(*) FROM queue q WHERE q.segment_id = s.id
            ) END AS "queued!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(*) FROM queue q WHERE q.segment_id = s.id AND q.offered_until IS NOT NULL
            ) END AS "held!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(*) FROM attendance a WHERE a.segment_id = s.id
            ) END AS "here!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(*) FROM visitors v WHERE v.segment_id = s.id AND v.at IS NOT NULL
            ) END AS "visitors_here!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(*) FROM visitors v WHERE v.segment_id = s.id AND v.kind <> 'walk_in'
            ) END AS "expected!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(DISTINCT a.person_id) FROM attendance a JOIN segments x ON x.id = a.segment_id
                WHERE x.day_id = d.id
            ) END AS "day_here!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(DISTINCT CASE WHEN v.name = '' THEN CAST(v.id AS TEXT) ELSE v.name || ', ' || v.organisation END)
                FROM visitors v JOIN segments x ON x.id = v.segment_id
                WHERE x.day_id = d.id AND v.at IS NOT NULL
            ) END AS "day_visitors_here!: i64",
            CASE WHEN CAST($2 AS TEXT) IS NULL THEN 0 ELSE (
                SELECT COUNT(DISTINCT CASE WHEN v.name = '' THEN CAST(v.id AS TEXT) ELSE v.name || ', ' || v.organisation END)
                FROM visitors v JOIN segments x ON x.id = v.segment_id
                WHERE x.day_id = d.id AND v.kind <> 'walk_in'
            ) END AS "day_expected!: i64"
        FROM days d JOIN segments s ON s.day_id = d.id
        WHERE d.round_id = $1 AND (CAST($2 AS TEXT) IS NULL OR d.slug = $2)
        ORDER BY s.starts, s.id
        "#,
        round.0,
        slug
    )
    .fetch_all(&mut *db)
    .await?;
    let mut days = Vec::<Attended>::new();
    for row in rows {
        let segment = row.segment()?;
        if !sees(segment.audience, row.state()?) {
            continue;
        }
        let known = days.iter().position(|attended| attended.day.id == DayId(row.id));
        if known.is_none() {
            days.push(row.begin()?);
        }
        let at = known.unwrap_or(days.len() - 1);
        let attended = &mut days[at];
        attended.day.segments.push(segment);
        attended.presence.segments.push(Present { segment: segment.id, count: row.presence()? });
        attended.taken.insert(segment.id, row.taken()?);
    }
    Ok(days)
}

/// A segment, with its day.
struct DayRow {
    id: i64,
    slug: String,
    kind: String,
    title_sv: String,
    title_en: String,
    venue: String,
    address: String,
    map_url: String,
    contact_name: String,
    contact_email: String,
    contact_phone: String,
    state: String,
    sequence: i64,
    late_yes: bool,
    reply_by: i64,
    segment: i64,
    audience: String,
    starts: i64,
    ends: i64,
    capacity: Option<i64>,
    moved_at: Option<i64>,
    was_starts: Option<i64>,
    was_ends: Option<i64>,
    cancelled: bool,
    yes: i64,
    queued: i64,
    held: i64,
    here: i64,
    visitors_here: i64,
    expected: i64,
    day_here: i64,
    day_visitors_here: i64,
    day_expected: i64,
}

impl DayRow {
    fn state(&self) -> Result<State> {
        row::named("days", &self.state, State::from_name)
    }

    /// The day, as yet without segments.
    fn begin(&self) -> Result<Attended> {
        let none = || Localised { sv: String::new(), en: String::new() };
        let day = Day {
            id: DayId(self.id),
            slug: self.slug.clone(),
            kind: row::named("days", &self.kind, Kind::from_name)?,
            title: Localised { sv: self.title_sv.clone(), en: self.title_en.clone() },
            summary: none(),
            venue: self.venue.clone(),
            address: self.address.clone(),
            map_url: self.map_url.clone(),
            directions: none(),
            contact: Contact {
                name: self.contact_name.clone(),
                email: self.contact_email.clone(),
                phone: self.contact_phone.clone(),
            },
            state: self.state()?,
            cancellation: String::new(),
            late_yes: self.late_yes,
            sequence: row::count("days", self.sequence)?,
            reply_by: row::timestamp("days", self.reply_by)?,
            segments: Vec::new(),
            agenda: Vec::new(),
        };
        let whole = headcount(self.day_here, self.day_visitors_here, self.day_expected)?;
        Ok(Attended { day, presence: Presence { segments: Vec::new(), whole }, taken: HashMap::new() })
    }

    fn segment(&self) -> Result<Segment> {
        let (hours, was) = ((self.starts, self.ends), self.was_starts.zip(self.was_ends));
        segment_of(self.segment, &self.audience, hours, self.capacity, (self.moved_at, was), self.cancelled)
    }

    fn presence(&self) -> Result<Headcount> {
        headcount(self.here, self.visitors_here, self.expected)
    }

    /// Those who wait have said yes, and have no seat.
    fn taken(&self) -> Result<u32> {
        let seated = row::count("replies", self.yes)?.saturating_sub(row::count("queue", self.queued)?);
        Ok(seated.saturating_add(row::count("queue", self.held)?))
    }
}

/// From when to when the parts of some days begin.
pub(crate) fn span(days: &[Day]) -> (Timestamp, Timestamp) {
    let starts = || days.iter().flat_map(|day| &day.segments).map(|segment| segment.starts);
    (starts().min().unwrap_or_default(), starts().max().unwrap_or_default())
}

/// Who of those invited is asked for.
pub(crate) struct Wanted<'a> {
    pub caller: &'a Caller,
    /// One organisation's people only.
    pub organisation: Option<OrganisationId>,
    /// One person only. Lists that are cut into pages do not ask for it.
    pub person: Option<PersonId>,
    /// Whom lists show, and on which page.
    pub filter: &'a Filter,
    pub now: Timestamp,
}

impl Wanted<'_> {
    /// What folded names are compared with, if some are searched for.
    pub(crate) fn pattern(&self) -> Option<String> {
        pattern(&self.filter.search)
    }

    /// Where those stand who are listed, as the queries compare it: the answer,
    /// whether they are in the queue, and whether a seat is offered to them.
    pub(crate) fn facts(&self) -> (&'static str, bool, bool) {
        let standing = self.filter.standing.unwrap_or(Standing::Unanswered);
        let offered = standing == Standing::Offered;
        let queued = offered || standing == Standing::Waiting;
        let answer = if queued { Some(Answer::Yes) } else { standing.answer() };
        (answer.map_or("none", Answer::name), queued, offered)
    }
}

/// Someone in a segment's list.
pub(crate) struct Listed {
    pub segment: i64,
    pub person: i64,
    pub name: String,
    pub duty: String,
    pub organisation: i64,
    pub organisation_name: String,
    pub answer: Option<String>,
    pub answered_at: Option<i64>,
    pub former: Option<String>,
    pub has_comment: bool,
    pub phone: String,
    pub queued: bool,
    pub offered: bool,
}

/// The people in several segments' lists, by name.
pub(crate) type Lists = HashMap<SegmentId, Vec<Guest>>;

/// The lists of several segments.
pub(crate) fn lists(rows: Vec<Listed>, caller: &Caller) -> Result<Lists> {
    let mut lists = Lists::new();
    for row in rows {
        lists.entry(SegmentId(row.segment)).or_default().push(row.guest(caller)?);
    }
    Ok(lists)
}

impl Listed {
    fn guest(self, caller: &Caller) -> Result<Guest> {
        let answer =
            |name: Option<String>| name.map(|name| row::named("replies", &name, Answer::from_name)).transpose();
        Ok(Guest {
            person: PersonId(self.person),
            role: row::named("duties", &self.duty, Role::from_name)?,
            name: self.name,
            organisation: OrganisationId(self.organisation),
            organisation_name: self.organisation_name,
            standing: Standing::of(answer(self.answer)?, self.queued, self.offered),
            former: answer(self.former)?,
            answered_at: self.answered_at.map(|at| row::timestamp("replies", at)).transpose()?,
            // That something was said is for those it was said to.
            has_comment: caller.runs_the_programme() && self.has_comment,
            // Organisers call who is missing; to others a number is the person's own.
            phone: if caller.runs_the_programme() { self.phone } else { String::new() },
        })
    }
}

/// Everyone who is asked for, of one day or of several that follow on each other:
/// as many as they are.
pub(crate) async fn all(db: &mut Connection, wanted: &Wanted<'_>, days: &[Day]) -> Result<Lists> {
    let filter = wanted.filter;
    let (from, to) = span(days);
    let only = if let [day] = days { Some(day.id.0) } else { None };
    let (answer, queued, offered) = wanted.facts();
    let rows = sqlx::query_as!(
        Listed,
        r#"
        SELECT s.id AS segment, p.id AS person, p.name, p.phone, u.duty, o.id AS organisation,
            o.name AS organisation_name, r.answer AS "answer?", r.answered_at AS "answered_at?",
            CASE WHEN r.answer IS NULL AND s.moved_at IS NOT NULL THEN (
                SELECT f.answer FROM former_replies f
                LEFT JOIN occasions h ON h.segment_id = s.id AND h.occasion = f.occasion
                    AND h.starts = s.was_starts AND h.ends = s.was_ends
                WHERE f.segment_id = s.id AND f.person_id = p.id
                ORDER BY h.occasion IS NULL, f.answered_at DESC LIMIT 1
            ) END AS "former?: String",
            r.word IS NOT NULL AS "has_comment!: bool",
            q.person_id IS NOT NULL AS "queued!: bool", COALESCE(q.offered_until > $11, FALSE) AS "offered!: bool"
        FROM days d JOIN segments s ON s.day_id = d.id
        JOIN duties u ON u.round_id = d.round_id AND u.duty IN ('adept', 'mentor')
            AND (s.audience = 'everyone' OR u.duty = 'mentor')
        JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
        LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = u.person_id
        WHERE d.round_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR d.id = $2)
            AND s.starts >= $3 AND s.starts <= $4
            AND (CAST($5 AS BIGINT) IS NULL OR s.id = $5)
            AND (CAST($6 AS BIGINT) IS NULL OR p.organisation_id = $6)
            AND (CAST($7 AS TEXT) IS NULL OR u.duty = $7)
            AND (CAST($8 AS TEXT) IS NULL OR p.folded_name LIKE $8 ESCAPE '\' OR o.folded_name LIKE $8 ESCAPE '\')
            AND ($9 OR (COALESCE(r.answer, 'none') = $10 AND (q.person_id IS NOT NULL) = $12
                AND COALESCE(q.offered_until > $11, FALSE) = $13))
            AND (CAST($14 AS BIGINT) IS NULL OR p.id = $14)
        ORDER BY p.sort_name, p.id
        "#,
        wanted.caller.round.0,
        only,
        from.as_millisecond(),
        to.as_millisecond(),
        filter.segment.map(|segment| segment.0),
        wanted.organisation.map(|organisation| organisation.0),
        filter.role.map(Role::name),
        wanted.pattern(),
        filter.standing.is_none(),
        answer,
        wanted.now.as_millisecond(),
        queued,
        offered,
        wanted.person.map(|person| person.0)
    )
    .fetch_all(&mut *db)
    .await?;
    lists(rows, wanted.caller)
}

fn headcount(guests: i64, visitors: i64, expected: i64) -> Result<Headcount> {
    Ok(Headcount {
        guests: row::count("attendance", guests)?,
        visitors: row::count("visitors", visitors)?,
        expected: row::count("visitors", expected)?,
    })
}
