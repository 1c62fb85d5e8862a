//! Reminders that go by themselves.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    day::Answer,
    mail::{budget::Cause, preference::Kind, reminder::Topic},
    time::instant,
};
use jiff::{Timestamp, civil::date};

use crate::{
    Error, Store,
    contract::{
        Bench, World,
        world::{email, later, now},
    },
    mail::{outbox::Email, reminder::Note},
};

/// Nine in the morning of a day in spring. The day `april` is on the ninth, and takes
/// answers until the second; the 26th of March is Good Friday.
fn at(month: i8, day: i8) -> Timestamp {
    instant(date(2027, month, day).at(9, 0, 0, 0))
}

/// What several servers send at once, with that of a digest one by one.
async fn sent(store: &Arc<dyn Store>, now: Timestamp) -> Vec<(String, Email)> {
    let servers = [(); 3].map(|()| {
        let store = Arc::clone(store);
        tokio::spawn(async move { store.send_reminders(now).await })
    });
    for server in servers {
        // PostgreSQL may ask one of them to do it once more.
        assert!(matches!(server.await.unwrap(), Ok(_) | Err(Error::Retryable(_))));
    }
    store.send_reminders(now).await.unwrap();
    let mut emails = Vec::new();
    for parcel in store.due_emails(100, now).await.unwrap() {
        store.email_sent(parcel.id, now).await.unwrap();
        let to = parcel.to.trim_end_matches("@example.org").to_owned();
        match parcel.message {
            Email::Digest(parts) => emails.extend(parts.into_iter().map(|part| (to.clone(), part))),
            email => emails.push((to, email)),
        }
    }
    emails.sort_by(|(one, _), (other, _)| one.cmp(other));
    emails
}

/// Those who get something of a kind.
async fn of(store: &Arc<dyn Store>, kind: Kind, now: Timestamp) -> Vec<String> {
    let sent = sent(store, now).await.into_iter();
    sent.filter(|(_, email)| email.kinds().contains(&kind)).map(|(to, _)| to).collect()
}

/// Two weeks, one week and two days before the deadline, and after it; nobody who has
/// answered, nobody twice, whoever has been asked by hand is left alone. Those who come
/// hear where and when.
async fn whoever_has_not_answered_is_reminded(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    let asked = async |at| of(store, Kind::Answers, at).await;
    let (whole, mentors) = (world.segment("april", 0).await, world.segment("april", 1).await);
    assert!(asked(at(3, 18)).await.is_empty(), "not yet");
    assert!(asked(instant(date(2027, 3, 19).at(6, 0, 0, 0))).await.is_empty(), "by night");
    assert_eq!(asked(at(3, 19)).await, ["adept1", "adept2", "mentor1", "mentor2"]);
    assert!(asked(at(3, 19)).await.is_empty(), "once");

    let answer = async |who, segment, answer| {
        let caller = world.caller(who).await;
        store.answer(&caller, segment, answer, at(3, 20)).await.unwrap();
    };
    answer("adept1", whole, Answer::No).await;
    answer("adept2", whole, Answer::Maybe).await;
    answer("mentor1", whole, Answer::Yes).await;
    assert_eq!(asked(at(3, 25)).await, ["mentor1", "mentor2"], "the eve of a holiday; one part is missing");
    answer("mentor1", mentors, Answer::No).await;
    let organiser = world.caller("organisator1").await;
    assert_eq!(store.remind(&organiser, "april", None, at(3, 30)).await.unwrap(), 1);
    assert_eq!(asked(at(3, 30)).await, ["mentor2"], "by hand");
    assert!(asked(at(3, 31)).await.is_empty(), "asked the day before");
    assert_eq!(asked(at(4, 5)).await, ["mentor2"], "after the deadline");

    let eve = sent(store, at(4, 8)).await;
    let Some((to, Email::Note(Note::DayBefore { partners, hours, .. }))) = eve.first() else { panic!("no such note") };
    assert_eq!((to.as_str(), hours.len(), eve.len()), ("mentor1", 1, 1));
    assert_eq!(partners.as_slice(), [("Örjan Ek".to_owned(), Some(Answer::No))]);
    assert!(sent(store, at(4, 9)).await.is_empty());
}
contract_test!(whoever_has_not_answered_is_reminded);

/// What waits while no mail server takes it is not sent once it has been answered.
async fn what_waits_is_dropped_once_it_is_answered(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    let organiser = world.caller("organisator1").await;
    assert_eq!(store.remind(&organiser, "april", None, at(3, 22)).await.unwrap(), 4);
    let whole = world.segment("april", 0).await;
    store.answer(&world.caller("adept1").await, whole, Answer::No, at(3, 22)).await.unwrap();
    store.answer(&world.caller("mentor1").await, whole, Answer::No, at(3, 22)).await.unwrap();
    store.send_reminders(at(3, 22)).await.unwrap();
    let left = store.due_emails(100, at(3, 22)).await.unwrap();
    let left = left.iter().filter(|parcel| parcel.message.cause() == Cause::Reminder);
    let left: BTreeSet<_> = left.map(|parcel| parcel.to.trim_end_matches("@example.org")).collect();
    assert_eq!(left, BTreeSet::from(["adept2", "mentor1", "mentor2"]), "one part of the mentor's is not answered");
}
contract_test!(what_waits_is_dropped_once_it_is_answered);

/// A clock that jumps ahead sends the newest only, and one that goes back nothing again.
async fn a_clock_that_jumps_sends_nothing_twice(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    assert_eq!(of(store, Kind::Answers, at(4, 1)).await.len(), 4, "of three, the newest");
    for before in [at(3, 19), at(3, 25), at(3, 31), at(4, 1)] {
        assert!(of(store, Kind::Answers, before).await.is_empty());
    }
    assert_eq!(of(store, Kind::Answers, at(4, 5)).await.len(), 4);
}
contract_test!(a_clock_that_jumps_sends_nothing_twice);

/// Organisers see what goes out in their round, and can skip it and let it go after all.
async fn organisers_see_what_goes_out_and_skip_it(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, begins) = (&world.store, at(3, 1));
    let organiser = world.caller("organisator1").await;
    let page = store.coming_reminders(&organiser, begins).await.unwrap().unwrap();
    let coming = &page.forecast.coming;
    assert_eq!(coming.iter().map(|one| (one.topic, one.people)).collect::<Vec<_>>(), [(Topic::Reply, 4); 4]);
    assert_eq!(coming[0].on, date(2027, 3, 19));
    assert!(page.days.iter().any(|(id, slug, _)| (*id, slug.as_str()) == (coming[0].day, "april")));
    assert!(page.forecast.discreet.iter().all(|one| one.people.is_none()), "two pairs");

    let first = (Topic::Reply, coming[0].day.0, coming[0].due);
    let other = (Topic::Reply, coming[0].day.0, begins);
    assert!(matches!(store.skip_reminder(&organiser, other, true, begins).await, Err(Error::NotFound)));
    for who in ["adept1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(who).await;
        assert!(store.coming_reminders(&caller, begins).await.unwrap().is_none());
        assert!(matches!(store.skip_reminder(&caller, first, true, begins).await, Err(Error::NotFound)));
    }
    for skip in [true, true, false, true] {
        store.skip_reminder(&organiser, first, skip, begins).await.unwrap();
        let page = store.coming_reminders(&organiser, begins).await.unwrap().unwrap();
        assert_eq!(page.forecast.coming[0].skipped, skip);
    }
    assert!(of(store, Kind::Answers, at(3, 19)).await.is_empty());
    assert_eq!(of(store, Kind::Answers, at(3, 25)).await.len(), 4);
}
contract_test!(organisers_see_what_goes_out_and_skip_it);

/// What someone has chosen away does not go to them, and several of one day are one email.
async fn what_is_chosen_away_does_not_go_out(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let all = Kind::ALL.iter().copied().collect();
    store.choose_emails(&adept, &all, now()).await.unwrap();
    // The pulse is asked on the first, and the rhythm has slipped since spring.
    assert!(store.send_reminders(at(3, 19)).await.unwrap() > 0);
    let emails = store.due_emails(100, at(3, 19)).await.unwrap();
    let to = |who: &str| emails.iter().filter(|parcel| parcel.to == email(who).as_str()).collect::<Vec<_>>();
    assert!(to("adept1").is_empty());
    let [digest] = to("mentor1")[..] else { panic!("not one email") };
    assert!(matches!(&digest.message, Email::Digest(parts) if parts.len() > 1));
    assert_eq!(store.unsubscription(digest.unsubscribe.as_deref().unwrap()).await.unwrap(), digest.message.kinds());
    store.choose_emails(&mentor, &digest.message.kinds(), later(1)).await.unwrap();
}
contract_test!(what_is_chosen_away_does_not_go_out);
