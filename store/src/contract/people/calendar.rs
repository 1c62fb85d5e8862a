//! One's own calendar: what is in it, and whose address leads to it.

use domain::{
    Refusal,
    day::Answer,
    meeting::{Form, proposal::Plan},
    people::{
        self, Caller,
        calendar::{CANCELLED_FOR, Certainty, FeedName, MAX_FEEDS, OwnCalendar},
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};

use crate::{
    Error, Store,
    contract::{
        Bench, World, holds,
        world::{email, later, now, text},
    },
    idempotency::IdempotencyKey,
    people::duty::Departure,
    secret::Secret,
};

async fn feed_of(store: &dyn Store, caller: &Caller) -> Secret {
    let token = Secret::generate();
    assert!(store.make_feed(caller, None, &FeedName::default(), &token, now()).await.unwrap());
    token
}

async fn shown(store: &dyn Store, token: &Secret, at: Timestamp) -> OwnCalendar {
    store.own_calendar(token, at).await.unwrap().unwrap()
}

/// The parts of days: each with its day's name and how sure it is.
fn parts(calendar: &OwnCalendar) -> Vec<(&str, Certainty)> {
    let of_day =
        |day: &'_ people::calendar::PlannedDay| day.parts.iter().map(|part| part.certainty).collect::<Vec<_>>();
    let parts = calendar.days.iter().map(|day| (day.day.slug.as_str(), of_day(day)));
    parts.flat_map(|(slug, parts)| parts.into_iter().map(move |certainty| (slug, certainty))).collect()
}

/// By what one is invited to, and what one has answered.
async fn a_calendar_has_what_its_owner_may_attend(bench: &dyn Bench) {
    use Certainty::{Confirmed, Tentative};
    let world = World::new(bench).await;
    let store = &*world.store;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let (of_adept, of_mentor) = (feed_of(store, &adept).await, feed_of(store, &mentor).await);
    assert_eq!(parts(&shown(store, &of_adept, now()).await), [("december", Tentative), ("april", Tentative)]);
    let all = [("december", Tentative), ("april", Tentative), ("april", Tentative)];
    assert_eq!(parts(&shown(store, &of_mentor, now()).await), all);

    let (december, april) = (world.segment("december", 0).await, world.segment("april", 0).await);
    store.answer(&adept, december, Answer::Yes, now()).await.unwrap();
    store.answer(&adept, april, Answer::No, now()).await.unwrap();
    assert_eq!(parts(&shown(store, &of_adept, now()).await), [("december", Confirmed)]);
    assert_eq!(parts(&shown(store, &of_mentor, now()).await), all, "another's answer is another's");
    let organiser = feed_of(store, &world.caller("organisator1").await).await;
    assert_eq!(parts(&shown(store, &organiser, now()).await).len(), 3);
    let reserve = feed_of(store, &world.caller("reserv1").await).await;
    assert_eq!(parts(&shown(store, &reserve, now()).await), []);
}
contract_test!(a_calendar_has_what_its_owner_may_attend);

/// An agreed meeting is in both calendars with the other's name, and once it is
/// cancelled, as such for a while: the same meeting, with a greater sequence and without
/// its place.
async fn a_calendar_has_the_pairs_meeting(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let (of_adept, of_mentor) = (feed_of(store, &adept).await, feed_of(store, &mentor).await);
    let other = feed_of(store, &world.caller("adept2").await).await;
    let at = date(2026, 12, 8).at(9, 30, 0, 0);
    let plan = Plan { minutes: 90, form: Form::InPerson, host: None, place: "Kanariehuset".into() };
    store.settle(&adept, None, at, &plan, now()).await.unwrap();
    for (token, partner) in [(&of_adept, "Åsa Ek"), (&of_mentor, "Örjan Ek")] {
        let meetings = shown(store, token, now()).await.meetings;
        let [meeting] = &meetings[..] else { panic!("{meetings:?}") };
        assert_eq!((meeting.partner.as_str(), meeting.cancelled, meeting.agreed.at), (partner, false, at));
        assert_eq!((&meeting.agreed.plan, meeting.agreed.sequence), (&plan, 0));
    }
    assert_eq!(shown(store, &other, now()).await.meetings, []);

    let agreed = store.meetings(&adept).await.unwrap().next.unwrap();
    store.cancel_meeting(&mentor, None, (agreed.id, agreed.sequence), &text(""), now()).await.unwrap();
    let meetings = shown(store, &of_adept, now()).await.meetings;
    let [meeting] = &meetings[..] else { panic!("{meetings:?}") };
    assert_eq!((meeting.agreed.id, meeting.cancelled, meeting.agreed.sequence), (agreed.id, true, 1));
    assert!(meeting.agreed.plan.place.is_empty() && meeting.agreed.plan.minutes == 90);
    let long_after = domain::time::instant(at) + CANCELLED_FOR + SignedDuration::from_secs(1);
    assert_eq!(shown(store, &of_adept, long_after).await.meetings, []);
    assert_eq!(bench.rows().await["cancelled_meetings"], 1);
    store.delete_what_is_due(long_after + SignedDuration::from_hours(24)).await.unwrap();
    assert_eq!(bench.rows().await["cancelled_meetings"], 0);
    assert!(!holds(&bench.dump().await, "Kanariehuset"));
}
contract_test!(a_calendar_has_the_pairs_meeting);

/// Of an address a hash is kept. Whoever has made it can take it back, and nobody else.
async fn an_address_is_ones_own_and_can_be_taken_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let (token, name, key) = (Secret::generate(), text("Telefonen"), IdempotencyKey::of("calendar/make", b"1"));
    assert!(store.make_feed(&adept, Some(&key), &name, &token, now()).await.unwrap());
    assert!(!store.make_feed(&adept, Some(&key), &name, &Secret::generate(), now()).await.unwrap(), "sent twice");
    assert!(!holds(&bench.dump().await, token.reveal()));
    let feeds = store.feeds(&adept).await.unwrap();
    assert_eq!((feeds.len(), feeds[0].name.as_str(), feeds[0].fetched), (1, "Telefonen", None));
    assert_eq!(store.own_feed(&adept, &token).await.unwrap(), Some(feeds[0].id));
    assert_eq!(store.own_feed(&mentor, &token).await.unwrap(), None);

    shown(store, &token, later(1)).await;
    let last_fetch = async || store.feeds(&adept).await.unwrap()[0].fetched;
    assert_eq!(last_fetch().await, Some(later(1)));
    shown(store, &token, later(1) + SignedDuration::from_mins(59)).await;
    assert_eq!(last_fetch().await, Some(later(1)), "noted once an hour at most");

    let refused = store.revoke_feed(&mentor, feeds[0].id).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    store.revoke_feed(&adept, feeds[0].id).await.unwrap();
    assert_eq!(store.own_calendar(&token, now()).await.unwrap(), None);
    assert_eq!(store.own_calendar(&Secret::generate(), now()).await.unwrap(), None);
    assert!(matches!(store.revoke_feed(&adept, feeds[0].id).await, Err(Error::NotFound)));

    for _ in 0..MAX_FEEDS {
        feed_of(store, &adept).await;
    }
    let more = store.make_feed(&adept, None, &name, &Secret::generate(), now()).await;
    assert!(matches!(more, Err(Error::Refused(Refusal::People(people::Refusal::TooManyFeeds)))), "{more:?}");
    feed_of(store, &mentor).await;
}
contract_test!(an_address_is_ones_own_and_can_be_taken_back);

/// Nobody who left reads on.
async fn a_calendar_ends_with_the_last_duty(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let [left, inactive, changed, stays] =
        [world.caller("adept1").await, world.caller("reserv1").await, world.caller("adept2").await, organiser.clone()];
    let mut tokens = Vec::new();
    for caller in [&left, &inactive, &changed, &stays] {
        tokens.push(feed_of(store, caller).await);
    }
    store.leave(&organiser, None, left.person, &Departure::default(), now()).await.unwrap();
    let deactivated = format!("UPDATE persons SET deactivated_at = 1 WHERE id = {}", inactive.person);
    assert!(bench.write(deactivated).await);
    store.change_address(&organiser, changed.person, &email("ny"), &text("Stängd."), now()).await.unwrap();
    for (token, is_there) in tokens.iter().zip([false, false, false, true]) {
        assert_eq!(store.own_calendar(token, now()).await.unwrap().is_some(), is_there);
    }
    // A round that is over concerns those who look after it.
    let mentor = feed_of(store, &world.caller("mentor2").await).await;
    let after = "2027-05-02T10:00Z".parse().unwrap();
    assert_eq!(store.own_calendar(&mentor, after).await.unwrap(), None);
    assert!(store.own_calendar(&tokens[3], after).await.unwrap().is_some());
}
contract_test!(a_calendar_ends_with_the_last_duty);
