//! The small world in which the contract tests take place: two pairs across two
//! organisations, the people around them, and two days.

use std::sync::Arc;

use domain::{
    day::{Audience, Kind, SegmentId},
    input::Text,
    meeting::{Action, Facts, Form, Log, MeetingId},
    pair::help_request::OpenHelpRequest,
    people::{Caller, Duty, EmailAddress, Lang, Localised, Role},
    round::{
        focus::Topic,
        report::Report,
        today::{Item, Today},
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};

use super::Bench;
use crate::{
    Error, Result, Store,
    people::{NewPerson, NewSession, SignInRequest},
    round::{NewArrangements, NewDay, NewDetails, NewPair, NewRound},
    secret::{Code, Secret},
};

/// A title that one of the world's people has; what a search of the raw
/// database is sure to find.
pub const TITLE: &str = "kanariefågel i dagsljus";

/// The store with the world in it.
pub struct World {
    /// The store.
    pub store: Arc<dyn Store>,
}

impl World {
    /// Makes the world.
    pub async fn new(bench: &dyn Bench) -> Self {
        Self::of(bench, &round(15)).await
    }

    /// Makes a world of another round.
    pub async fn of(bench: &dyn Bench, round: &NewRound) -> Self {
        let store = bench.store();
        assert!(store.load_round(round, now()).await.unwrap());
        Self { store }
    }

    /// Signs someone in by the name in their address.
    pub async fn caller(&self, name: &str) -> Caller {
        let session = new_session();
        self.store.sign_in_as(&email(name), &session, now()).await.unwrap();
        self.store.caller(&session.secret, now()).await.unwrap().unwrap()
    }

    /// What needs someone today, for whoever runs rounds.
    pub async fn today(&self, name: &str, at: Timestamp) -> Option<Today> {
        let session = new_session();
        self.store.sign_in_as(&email(name), &session, at).await.unwrap();
        let reader = self.store.signed_in(&session.secret, at).await.unwrap().unwrap();
        let here = reader.meant(Topic::Organising, domain::time::today(at)).unwrap().round.id;
        self.store.today(&reader, here, at).await.unwrap()
    }

    /// The report for the steering group, for whoever runs rounds.
    pub async fn report(&self, name: &str, at: Timestamp) -> Option<Report> {
        let session = new_session();
        self.store.sign_in_as(&email(name), &session, at).await.unwrap();
        let reader = self.store.signed_in(&session.secret, at).await.unwrap().unwrap();
        self.store.report(&reader, at).await.unwrap()
    }

    /// Those who ask someone to be contacted.
    pub async fn help_requests(&self, name: &str, at: Timestamp) -> Vec<OpenHelpRequest> {
        let entries = self.today(name, at).await.unwrap().entries;
        let requests = entries.into_iter().filter_map(|entry| match entry.what {
            Item::HelpRequest(request) => Some(request),
            _ => None,
        });
        requests.collect()
    }

    /// A segment, by its day and its place in it.
    pub async fn segment(&self, day: &str, n: usize) -> SegmentId {
        let organiser = self.caller("organisator1").await;
        self.store.day(&organiser, day, now()).await.unwrap().unwrap().day.segments[n].id
    }

    /// Logs a meeting with a note, as someone.
    pub async fn log(&self, caller: &Caller, notes: &str) -> MeetingId {
        self.store.log_meeting(caller, None, &log(notes), now()).await.unwrap()
    }
}

/// Makes a new pair of two people, as those who match will; whether the
/// database takes it.
pub async fn pair_up(bench: &dyn Bench, adept: &str, mentor: &str) -> bool {
    let (adept, mentor) = (email(adept), email(mentor));
    let sql = format!(
        "INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since) \
         SELECT r.id, a.id, m.id, 4, '2026-03-06', 'active', '2026-03-06' FROM rounds r, persons a, persons m \
         WHERE a.email = '{}' AND m.email = '{}'",
        adept.as_str(),
        mentor.as_str()
    );
    bench.write(sql).await
}

/// When the contract tests take place.
pub fn now() -> Timestamp {
    "2026-11-22T12:00Z".parse().unwrap()
}

/// So many hours later.
pub fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

/// The address of someone in the world.
pub fn email(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.org")).unwrap()
}

/// A session for a browser.
pub fn new_session() -> NewSession {
    NewSession { secret: Secret::generate(), client: "Firefox".to_owned(), device: None }
}

/// A request to be let in, from a network address of the documentation range.
pub fn request(name: &str) -> SignInRequest {
    SignInRequest {
        email: email(name),
        client: "192.0.2.17".to_owned(),
        kept: Vec::new(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
        till: String::new(),
        lang: None,
    }
}

/// A meeting held two days ago, with shared notes and nothing else.
pub fn log(notes: &str) -> Log {
    Log {
        facts: Facts { date: date(2026, 11, 20), minutes: 60, form: Form::InPerson },
        notes: text(notes),
        actions: Vec::new(),
        goal: None,
        reflection: text(""),
        next: None,
        again: false,
    }
}

/// An action that is not done.
pub fn action(what: &str) -> Action {
    Action { what: text(what), who: Role::Adept, due: Some(date(2026, 12, 1)), done: false }
}

/// Of two who save at once in place of what both have read, one does, and the other is told.
pub async fn one_of_two(one: impl Future<Output = Result<()>>, other: impl Future<Output = Result<()>>) {
    let (one, other) = tokio::join!(one, other);
    let is_told = matches!((&one, &other), (Ok(()), Err(Error::Conflict)) | (Err(Error::Conflict), Ok(())));
    assert!(is_told, "{one:?}, {other:?}");
}

/// Text as checked.
pub fn text<const MAX: u32>(typed: &str) -> Text<MAX> {
    Text::parse(typed).unwrap()
}

/// The world's round, under any number.
pub fn round(number: u32) -> NewRound {
    NewRound {
        number,
        starts_on: date(2026, 1, 1),
        ends_on: date(2027, 4, 30),
        max_pairs: 25,
        organisations: ["Östra verket", "Alfa kommun", "Ärla region", "Åsby kommun"].map(str::to_owned).to_vec(),
        days: days(),
        people: people(),
        call: None,
        applications: Vec::new(),
        pairs: vec![pair("adept1", "mentor1"), pair("adept2", "mentor2")],
        replies: Vec::new(),
        tables: Vec::new(),
        arrangements: NewArrangements::default(),
        pulses: Vec::new(),
    }
}

fn people() -> Vec<NewPerson> {
    vec![
        person("adept1", "Örjan Ek", "Alfa kommun", Duty::Adept),
        person("mentor1", "Åsa Ek", "Östra verket", Duty::Mentor),
        person("adept2", "Zara Ek", "Östra verket", Duty::Adept),
        person("mentor2", "Ärla Ek", "Alfa kommun", Duty::Mentor),
        person("reserv1", "Rut Ek", "Alfa kommun", Duty::Reserve),
        person("kontakt1", "Karl Ek", "Alfa kommun", Duty::ContactPerson),
        person("arbetsgrupp1", "Greta Ek", "Ärla region", Duty::WorkingGroup),
        person("organisator1", "Olga Ek", "Åsby kommun", Duty::Organiser),
    ]
}

/// Someone new.
pub fn person(name: &str, full_name: &str, organisation: &str, duty: Duty) -> NewPerson {
    NewPerson {
        email: email(name),
        name: full_name.to_owned(),
        title: TITLE.to_owned(),
        phone: String::new(),
        organisation: organisation.to_owned(),
        lang: Lang::Sv,
        duty,
    }
}

fn pair(adept: &str, mentor: &str) -> NewPair {
    NewPair {
        adept: email(adept),
        mentor: email(mentor),
        every_weeks: 4,
        since: date(2026, 3, 6),
        meetings: Vec::new(),
        next: None,
        open: None,
        agreement: None,
        paused: None,
    }
}

/// `december`, for everyone, and `april`, with a part for mentors only.
fn days() -> Vec<NewDay> {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let everyone = (Audience::Everyone, at("2027-04-09T07:00Z"), at("2027-04-09T10:00Z"));
    let mentors = (Audience::Mentors, at("2027-04-09T11:00Z"), at("2027-04-09T13:00Z"));
    let december = (Audience::Everyone, at("2026-12-04T08:00Z"), at("2026-12-04T15:00Z"));
    vec![
        day("april", at("2027-04-02T10:00Z"), vec![everyone, mentors]),
        day("december", at("2026-11-27T11:00Z"), vec![december]),
    ]
}

fn day(slug: &str, reply_by: Timestamp, segments: Vec<(Audience, Timestamp, Timestamp)>) -> NewDay {
    let both = |text: &str| Localised { sv: text.to_owned(), en: text.to_owned() };
    NewDay {
        slug: slug.to_owned(),
        kind: Kind::Exchange,
        title: both(slug),
        summary: both("En dag."),
        venue: "Huset".to_owned(),
        address: "Gatan 1".to_owned(),
        reply_by,
        segments,
        past: None,
        details: NewDetails::default(),
    }
}
