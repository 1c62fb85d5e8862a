//! What a dashboard tells someone to do, and what a pair's room says.

use domain::{
    application,
    dashboard::{Dashboard, DayName, SeatOffer, ToDo, Waiting},
    day::{
        self, Audience, Choices, Contact, Day, DayId, DayView, Kind, Segment, SegmentAnswers, SegmentId, Standing,
        arrangements::Arrangements,
    },
    meeting::{
        Agreed, Facts, Form, Held, MeetingId, Meetings,
        proposal::{Open, Plan, ProposalId},
    },
    pair::{
        Habits, Pair, PairId, Partner, Room,
        status::{PairStatus, State},
    },
    people::{Localised, PersonId, Role, draft::FormAddress},
    time::instant,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, date, time},
};

const TODAY: Date = date(2026, 11, 22);

fn now() -> Timestamp {
    instant(TODAY.at(13, 0, 0, 0))
}

fn pair(decided: State) -> Pair {
    let text = str::to_owned;
    let partner = Partner {
        person: PersonId(2),
        name: text("Åsa Ek"),
        title: text(""),
        organisation: text("Östra verket"),
        email: text(""),
        phone: text(""),
    };
    let since = date(2026, 3, 6);
    let status = PairStatus { decided, since, paused_until: None, round_ends: date(2027, 4, 30), extended_to: None };
    Pair { id: PairId(1), role: Role::Adept, partner, every_weeks: 4, since, status }
}

fn held(date: Date) -> Held {
    let facts = Facts { date, minutes: 60, form: Form::InPerson };
    Held { id: MeetingId(1), facts, has_notes: false, open_actions: 0 }
}

fn next(at: DateTime) -> Agreed {
    Agreed { id: MeetingId(2), sequence: 0, at, plan: Plan::default() }
}

fn open(by: Role) -> Open {
    Open { id: ProposalId(1), by, times: vec![date(2026, 12, 4).at(9, 0, 0, 0)], plan: Plan::default() }
}

fn to_do(decided: State, meetings: Meetings, waiting: Waiting) -> Vec<ToDo> {
    let room = Room::of(pair(decided), meetings, &Habits::default(), now());
    Dashboard::of(15, Vec::new(), Some(room), waiting, Vec::new(), now()).to_do
}

#[test]
fn the_pairs_meetings_are_something_to_do() {
    let of = |meetings| to_do(State::Active, meetings, Waiting::default());
    let long_ago = || vec![held(date(2026, 9, 1))];
    assert_eq!(of(Meetings::default()), [ToDo::MeetFirst]);
    assert_eq!(of(Meetings { held: vec![held(date(2026, 11, 20))], ..Meetings::default() }), []);
    assert_eq!(of(Meetings { held: long_ago(), ..Meetings::default() }), [ToDo::MeetAgain]);
    assert_eq!(of(Meetings { held: long_ago(), open: Some(open(Role::Adept)), ..Meetings::default() }), []);
    assert_eq!(of(Meetings { open: Some(open(Role::Mentor)), ..Meetings::default() }), [ToDo::AnswerProposal]);
    let passed = Meetings { next: Some(next(TODAY.at(12, 0, 0, 0))), ..Meetings::default() };
    assert_eq!(of(passed.clone()), [ToDo::LogMeeting]);
    assert_eq!(of(Meetings { next: Some(next(TODAY.at(14, 0, 0, 0))), ..Meetings::default() }), []);
    assert_eq!(to_do(State::Ended, passed, Waiting::default()), [], "an ended pair has nothing to do");
}

#[test]
fn what_the_partner_waits_for_comes_first() {
    let day = DayName { slug: "april".into(), title: Localised { sv: "April".into(), en: "April".into() } };
    let forms = ["/ansok/ansokan/syfte", "/par/traffar/ny"].map(|form| FormAddress::of(form).unwrap());
    let waiting = Waiting {
        drafts: forms.to_vec(),
        evaluations: vec![day.clone()],
        signature: true,
        pulse: true,
        application: Some(application::State::Withdrawn),
        endorsements: true,
    };
    let meetings = Meetings { open: Some(open(Role::Mentor)), ..Meetings::default() };
    let all = [
        ToDo::AnswerProposal,
        ToDo::GoOn(forms[0].clone()),
        ToDo::GoOn(forms[1].clone()),
        ToDo::Evaluate(day),
        ToDo::SignAgreement,
        ToDo::AnswerPulse,
        ToDo::OwnApplication,
        ToDo::Endorse,
    ];
    assert_eq!(to_do(State::Active, meetings, waiting), all);
    let decided = Waiting { application: Some(application::State::Declined), ..Waiting::default() };
    assert_eq!(to_do(State::Active, Meetings { held: vec![held(TODAY)], ..Meetings::default() }, decided), []);
}

#[test]
fn a_room_suggests_when_nothing_is_planned() {
    let meetings = Meetings { held: vec![held(date(2026, 11, 20))], ..Meetings::default() };
    let habits = Habits { usual_time: Some(time(8, 15, 0, 0)), busy: vec![date(2026, 12, 18)] };
    let suggested = |decided, meetings: &Meetings, habits: &Habits| {
        Room::of(pair(decided), meetings.clone(), habits, now()).suggested
    };
    let at = suggested(State::Active, &meetings, &Habits::default());
    assert_eq!(at, Some(date(2026, 12, 18).at(9, 0, 0, 0)));
    assert_eq!(suggested(State::Active, &meetings, &habits).unwrap().time(), time(8, 15, 0, 0));
    assert!(suggested(State::Active, &meetings, &habits).unwrap().date() > date(2026, 12, 18), "a common day");
    assert_eq!(suggested(State::Paused, &meetings, &habits), None);
    let planned = Meetings { open: Some(open(Role::Mentor)), ..meetings };
    assert_eq!(suggested(State::Active, &planned, &habits), None);
}

#[test]
fn a_room_shows_the_months_of_the_round() {
    let meetings = Meetings {
        held: vec![held(date(2026, 11, 20)), held(date(2026, 9, 1))],
        next: Some(next(date(2026, 12, 4).at(9, 0, 0, 0))),
        ..Meetings::default()
    };
    let months = Room::of(pair(State::Active), meetings, &Habits::default(), now()).months;
    assert_eq!((months[0].first, months.last().unwrap().first), (date(2026, 3, 1), date(2027, 4, 1)));
    assert_eq!((months[8].held, months[9].held, months[9].agreed), (1, 0, true));
}

/// A day of one part, for someone who stands there.
fn view(slug: &str, starts: DateTime, state: day::State, mine: Standing, offered_until: Option<Timestamp>) -> DayView {
    let both = || Localised { sv: slug.to_owned(), en: slug.to_owned() };
    let starts = instant(starts);
    let segment = Segment {
        id: SegmentId(1),
        audience: Audience::Everyone,
        starts,
        ends: starts + SignedDuration::from_hours(3),
        capacity: Some(2),
        moved_at: None,
        was: None,
        cancelled: false,
    };
    let answers = SegmentAnswers {
        segment,
        choices: if state == day::State::Published { Choices::All } else { Choices::None },
        mine,
        place: None,
        lapsed: false,
        offered_until,
        full: true,
        has_comment: false,
        latest: None,
        undo: None,
        before_move: None,
        partner: None,
    };
    let day = Day {
        id: DayId(1),
        slug: slug.to_owned(),
        kind: Kind::Exchange,
        title: both(),
        summary: both(),
        venue: String::new(),
        address: String::new(),
        map_url: String::new(),
        directions: both(),
        contact: Contact::default(),
        state,
        cancellation: String::new(),
        late_yes: false,
        sequence: 0,
        reply_by: starts,
        segments: vec![segment],
        agenda: Vec::new(),
    };
    DayView { day, answers: vec![answers], arrangements: Arrangements::default() }
}

fn of_days(days: Vec<DayView>) -> Dashboard {
    Dashboard::of(15, days, None, Waiting::default(), Vec::new(), now())
}

#[test]
fn an_offered_seat_is_the_first_thing_to_do() {
    let published = day::State::Published;
    let until = instant(date(2026, 12, 3).at(0, 0, 0, 0));
    let days = vec![
        view("november", date(2026, 11, 28).at(9, 0, 0, 0), published, Standing::Unanswered, None),
        view("december", date(2026, 12, 4).at(9, 0, 0, 0), published, Standing::Offered, Some(until)),
    ];
    let names: Vec<_> = days.iter().map(|view| DayName::from(&view.day)).collect();
    let hours = days[1].day.segments[0].hours();
    let offer = ToDo::TakeSeat(SeatOffer { day: names[1].clone(), hours, until });
    assert_eq!(of_days(days).to_do, [offer, ToDo::Reply(names[0].clone())], "once, and before an earlier day");
}

#[test]
fn a_cancelled_day_stays_until_it_would_have_been() {
    let at = |starts| view("dag", starts, day::State::Cancelled, Standing::Yes, None);
    let cancelled = |starts| of_days(vec![at(starts)]).cancelled.len();
    assert_eq!(cancelled(TODAY.at(11, 0, 0, 0)), 1, "it would be on now");
    assert_eq!(cancelled(TODAY.at(10, 0, 0, 0)), 0);
    assert!(of_days(vec![at(date(2026, 12, 4).at(9, 0, 0, 0))]).next.is_none());
}
