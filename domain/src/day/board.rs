//! The organiser's board of a day: figures of everyone, and one page of the
//! people behind them. However many take part, a page stays a page.

use std::ops::Range;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Board, Day, Guest, Segment, SegmentId, Standing, Tally,
    check_in::{Visitor, VisitorKind},
    headcount::{Presence, Totals},
    trend::Trend,
};
use crate::{
    input::{clean_line, finds, fold},
    pair::{PairHealth, pulse::Figure},
    people::{Organisation, OrganisationId, Role},
};

/// How many people a page of a list shows.
pub const PAGE: u32 = 50;

/// How many days an overview has figures of: those that are nearest.
pub const FIGURED: usize = 12;

/// Which answers a board shows: in the address, so that a view can be kept,
/// sent, and gone back from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One segment only.
    pub segment: Option<SegmentId>,
    /// Those who stand here only.
    pub standing: Option<Standing>,
    /// Adepts or mentors only.
    pub role: Option<Role>,
    /// One organisation's people only.
    pub organisation: Option<OrganisationId>,
    /// Names and organisations that contain this.
    pub search: String,
    /// Which page of the lists, from 0.
    pub page: u32,
}

impl Filter {
    /// Whether it counts those of a role and organisation.
    pub fn counts(&self, count: &Count) -> bool {
        self.role.is_none_or(|role| role == count.role)
            && self.organisation.is_none_or(|organisation| organisation == count.organisation)
    }

    /// Reads it from an address's query. Anything that it asks for and that
    /// does not exist is left out.
    ///
    /// ```
    /// use domain::{day::board::Filter, people::Role};
    /// let filter = Filter::from_query("?roll=mentor&sok=eva+b%C3%B6&svar=kanske&sida=2");
    /// assert_eq!((filter.role, filter.search.as_str(), filter.standing), (Some(Role::Mentor), "eva bö", None));
    /// assert_eq!(filter.page, 1);
    /// assert_eq!(filter.query(), "?roll=mentor&sok=eva+b%C3%B6&sida=2");
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match &*name {
                "pass" => filter.segment = value.parse().ok().map(SegmentId),
                "svar" => filter.standing = Standing::from_name(&value),
                "roll" => filter.role = Role::from_name(&value),
                "org" => filter.organisation = value.parse().ok().map(OrganisationId),
                "sok" => filter.search = clean_line(&value),
                "sida" => filter.page = value.parse::<u32>().unwrap_or(1).saturating_sub(1),
                _ => {}
            }
        }
        filter
    }

    /// What it adds to an address, such as `?pass=3&svar=yes`; nothing if it
    /// shows everyone.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        };
        add("pass", self.segment.map(|segment| segment.to_string()));
        add("svar", self.standing.map(|standing| standing.name().to_owned()));
        add("roll", self.role.map(|role| role.name().to_owned()));
        add("org", self.organisation.map(|organisation| organisation.to_string()));
        add("sok", Some(self.search.clone()).filter(|search| !search.is_empty()));
        add("sida", (self.page > 0).then(|| (self.page + 1).to_string()));
        let query = query.finish();
        if query == "?" { String::new() } else { query }
    }

    /// Whether a segment's list is shown.
    pub fn opens(&self, segment: SegmentId) -> bool {
        self.segment.is_none_or(|wanted| wanted == segment)
    }

    /// Whether a segment's list has someone who comes from outside: they come,
    /// and are of no role and none of the network's organisations.
    ///
    /// ```
    /// use domain::day::{SegmentId, board::Filter, check_in::{Visitor, VisitorId, VisitorKind}};
    /// let visitor = Visitor {
    ///     id: VisitorId(1), segment: SegmentId(1), kind: VisitorKind::Guest, name: "Åsa Gäst".into(),
    ///     organisation: "Åsby".into(), badge: String::new(), check_in: None,
    /// };
    /// let lists = |query| Filter::from_query(query).lists_visitor(&visitor, SegmentId(1));
    /// assert!(lists("") && lists("?svar=yes") && lists("?sok=%C3%A5sa") && lists("?sok=asa") && lists("?pass=1"));
    /// assert!(!lists("?svar=no") && !lists("?roll=mentor") && !lists("?org=1") && !lists("?sok=eva") && !lists("?pass=2"));
    /// ```
    pub fn lists_visitor(&self, visitor: &Visitor, segment: SegmentId) -> bool {
        let wanted = fold(&self.search);
        let found = |text: &str| finds(&fold(text), &wanted);
        self.opens(segment)
            && visitor.segment == segment
            && self.role.is_none()
            && self.organisation.is_none()
            && self.standing.is_none_or(|standing| standing == Standing::Yes)
            && (found(&visitor.name) || found(&visitor.organisation))
    }

    /// Whether the printed list has someone who comes from outside: those who were
    /// expected, of every segment that is listed.
    pub fn lists_expected(&self, visitor: &Visitor) -> bool {
        visitor.kind != VisitorKind::WalkIn && self.lists_visitor(visitor, visitor.segment)
    }

    /// The same view with others listed, from the first page.
    #[must_use]
    pub fn listing(&self, segment: SegmentId, standing: Option<Standing>) -> Self {
        Self { segment: Some(segment), standing, page: 0, ..self.clone() }
    }

    /// Another page of a segment's list.
    #[must_use]
    pub fn turned_to(&self, segment: SegmentId, page: u32) -> Self {
        Self { segment: Some(segment), page, ..self.clone() }
    }
}

/// Which days an overview has figures of: those to come, the next first, and as
/// many of the latest as there is room for. `days` are in order.
///
/// ```
/// # use domain::{day::{*, board::{FIGURED, nearest}}, people::Localised};
/// # let day = |n: i64| {
/// #     let at = |hour: i64| jiff::Timestamp::from_second(n * 86_400 + hour * 3600).unwrap();
/// #     let segment = Segment { id: SegmentId(n), audience: Audience::Everyone, starts: at(8), ends: at(12),
/// #         capacity: None, moved_at: None, was: None, cancelled: false };
/// #     let both = || Localised { sv: String::new(), en: String::new() };
/// #     Day { id: DayId(n), slug: String::new(), kind: Kind::Kickoff, title: both(), summary: both(), venue: String::new(),
/// #         address: String::new(), map_url: String::new(), directions: both(), contact: Contact::default(),
/// #         state: State::Published, cancellation: String::new(), late_yes: false, sequence: 0, reply_by: at(0), segments: vec![segment],
/// #         agenda: Vec::new() }
/// # };
/// let days: Vec<_> = (0..100).map(day).collect();
/// assert_eq!(nearest(&days, days[50].starts()), 50..50 + FIGURED);
/// assert_eq!(nearest(&days, days[98].starts()), 100 - FIGURED..100);
/// assert_eq!(nearest(&days[..4], days[3].ends()), 0..4);
/// ```
pub fn nearest(days: &[Day], now: Timestamp) -> Range<usize> {
    let next = days.iter().position(|day| day.ends() > now).unwrap_or(days.len());
    let end = (next + FIGURED).min(days.len());
    end.saturating_sub(FIGURED)..end
}

/// How many of one organisation and role stand in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Adepts or mentors.
    pub role: Role,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Where they stand.
    pub standing: Standing,
    /// How many they are.
    pub people: u32,
}

/// The figures of those whom `keep` keeps.
///
/// ```
/// use domain::{day::{Standing, board::{Count, tally}}, people::{OrganisationId, Role}};
/// let count = |role, people| Count { role, organisation: OrganisationId(1), standing: Standing::Yes, people };
/// let counts = [count(Role::Adept, 3), count(Role::Mentor, 2)];
/// assert_eq!(tally(&counts, |_| true).yes, 5);
/// assert_eq!(tally(&counts, |count| count.role == Role::Mentor).yes, 2);
/// ```
pub fn tally(counts: &[Count], keep: impl Fn(&Count) -> bool) -> Tally {
    let mut tally = Tally::default();
    for count in counts.iter().filter(|count| keep(count)) {
        tally.add(count.standing, count.people);
    }
    tally
}

/// Where those stand who are `invited`: counted as if they had not answered,
/// beside the answers that were `given`. Those who are in the queue (`queued`)
/// have said yes, and are among those who have.
///
/// ```
/// use domain::{day::{Standing, board::{Count, counts, tally}}, people::{OrganisationId, Role}};
/// let count = |standing, people| Count { role: Role::Adept, organisation: OrganisationId(1), standing, people };
/// let given = [count(Standing::Yes, 3), count(Standing::No, 1)];
/// let counts = counts(&[count(Standing::Unanswered, 9)], &given, &[count(Standing::Waiting, 2)]);
/// let tally = tally(&counts, |_| true);
/// assert_eq!((tally.yes, tally.waiting, tally.no, tally.unanswered), (1, 2, 1, 5));
/// ```
pub fn counts(invited: &[Count], given: &[Count], queued: &[Count]) -> Vec<Count> {
    let same = |one: &Count, other: &Count| (one.role, one.organisation) == (other.role, other.organisation);
    let unanswered = invited.iter().map(|all| {
        let theirs = given.iter().filter(|count| same(count, all));
        Count { people: all.people.saturating_sub(theirs.map(|count| count.people).sum()), ..*all }
    });
    let mut counts: Vec<_> = unanswered.chain(given.iter().copied()).collect();
    for waits in queued {
        let coming = counts.iter_mut().find(|count| count.standing == Standing::Yes && same(count, waits));
        if let Some(coming) = coming {
            coming.people = coming.people.saturating_sub(waits.people);
        }
        counts.push(*waits);
    }
    counts.retain(|count| count.people > 0);
    counts
}

/// A day's board at some question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// The day.
    pub day: Day,
    /// The network's organisations, by name.
    pub organisations: Vec<Organisation>,
    /// Its segments.
    pub segments: Vec<SegmentView>,
    /// The figures of the whole day, whatever the question: where a day has
    /// several segments, and for those who run the programme.
    pub totals: Option<Totals>,
}

/// A segment's figures, and a page of its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentView {
    /// The segment.
    pub segment: Segment,
    /// How many seats are taken or held, whatever the question; 0 without a
    /// limited number.
    pub taken: u32,
    /// The figures of everyone whom the question counts.
    pub counts: Vec<Count>,
    /// One page of the people whom it lists, by name; empty while the list is shut.
    pub guests: Vec<Guest>,
}

impl SegmentView {
    /// How many the whole list has.
    pub fn listed(&self, filter: &Filter) -> u32 {
        tally(&self.counts, |count| filter.standing.is_none_or(|standing| standing == count.standing)).invited()
    }
}

/// A day in an overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// The day.
    pub day: Day,
    /// The figures of each of its segments; none for a day that is far off.
    pub tallies: Vec<Tally>,
}

/// The page of one day: what was answered, and who came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayBoard {
    /// The answers. The day is without the texts of its own page.
    pub board: BoardView,
    /// How many are invited to the parts that take place, whoever is listed.
    pub invited: u32,
    /// How many are here, and how many more are expected.
    pub presence: Presence,
    /// How the answers came in.
    pub trends: Vec<Trend>,
}

/// The programme at a glance: the organisers' first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Every day, with its figures.
    pub days: Vec<DayFigures>,
    /// Every pair's status and rhythm.
    pub pairs: Vec<PairHealth>,
    /// How it goes for all together.
    pub pulse: Vec<Figure>,
}

/// Everyone invited to a day or expected there, as far as a filter lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintList {
    /// Those in the round. The day is without the texts of its own page.
    pub board: Board,
    /// Those who are not.
    pub visitors: Vec<Visitor>,
}
