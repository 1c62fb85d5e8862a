//! Answers from emails: what the email asked and nothing else, by whom it went to.

use domain::{
    day::{Answer, Standing},
    mail::answer::{About, MailAnswer},
    meeting::{
        Form,
        proposal::{Plan, Proposal},
    },
    people::Caller,
};
use jiff::{
    Timestamp,
    civil::{DateTime, date},
};

use crate::{
    Error, Result, Store,
    contract::{
        Bench, World,
        world::{email, later, now, text},
    },
    mail::outbox::{Email, Parcel},
    people::duty::Departure,
};

/// The latest email to someone that asks something.
async fn asking(store: &dyn Store, name: &str, at: Timestamp) -> Parcel {
    let parcels = store.due_emails(99, at).await.unwrap();
    let to = |parcel: &Parcel| parcel.to == email(name).as_str() && parcel.ticket.is_some();
    parcels.into_iter().rfind(to).unwrap()
}

async fn ticket(store: &dyn Store, name: &str) -> String {
    asking(store, name, later(1)).await.ticket.unwrap()
}

/// Everyone is reminded of a day that they have not answered to.
async fn reminded(bench: &dyn Bench) -> World {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    world.store.remind(&organiser, "april", None, now()).await.unwrap();
    world
}

async fn standings(store: &dyn Store, caller: &Caller) -> Vec<Standing> {
    let view = store.day(caller, "april", now()).await.unwrap().unwrap();
    let invited = view.answers.iter().filter(|of| caller.invited_to(of.segment.audience));
    invited.map(|of| of.mine).collect()
}

fn nothing<T: std::fmt::Debug>(outcome: Result<T>, why: &str) {
    assert!(matches!(outcome, Err(Error::NotFound)), "{why}: {outcome:?}");
}

/// To look changes nothing. One press answers to all of the day that they are invited to,
/// or to one part of it, in their name.
async fn a_day_is_answered_from_its_email(bench: &dyn Bench) {
    let world = reminded(bench).await;
    let store = &*world.store;
    let (mentor, adept) = (world.caller("mentor1").await, world.caller("adept1").await);
    let of_mentor = ticket(store, "mentor1").await;
    for _ in 0..2 {
        let asked = store.asked_by_mail(&of_mentor, now()).await.unwrap();
        assert_eq!((asked.person, asked.name.as_str()), (mentor.person, "Åsa Ek"));
        let About::Day(view) = asked.about else { panic!("a day") };
        assert_eq!((view.day.slug.as_str(), view.answers.len()), ("april", 2));
    }
    assert_eq!(standings(store, &mentor).await, [Standing::Unanswered; 2]);
    store.answer_by_mail(&of_mentor, MailAnswer::Day(None, Answer::Yes), now()).await.unwrap();
    assert_eq!(standings(store, &mentor).await, [Standing::Yes; 2]);
    let part = world.segment("april", 1).await;
    store.answer_by_mail(&of_mentor, MailAnswer::Day(Some(part), Answer::No), later(1)).await.unwrap();
    assert_eq!(standings(store, &mentor).await, [Standing::Yes, Standing::No]);

    // An adept knows nothing of the mentors' part.
    let of_adept = ticket(store, "adept1").await;
    let About::Day(view) = store.asked_by_mail(&of_adept, now()).await.unwrap().about else { panic!("a day") };
    assert_eq!(view.answers.len(), 1);
    nothing(store.answer_by_mail(&of_adept, MailAnswer::Day(Some(part), Answer::Yes), now()).await, "another's part");
    let december = world.segment("december", 0).await;
    nothing(store.answer_by_mail(&of_adept, MailAnswer::Day(Some(december), Answer::Yes), now()).await, "another day");
    nothing(store.answer_by_mail(&of_adept, MailAnswer::Accept(0), now()).await, "what was not asked");
    assert_eq!(standings(store, &adept).await, [Standing::Unanswered]);
}
contract_test!(a_day_is_answered_from_its_email);

/// The page's own rules hold, and a button ends with its time.
async fn what_cannot_be_pressed_cannot_be_answered(bench: &dyn Bench) {
    let world = reminded(bench).await;
    let store = &*world.store;
    let of_adept = ticket(store, "adept1").await;
    let after_deadline = "2027-04-02T10:01Z".parse().unwrap();
    let late = store.answer_by_mail(&of_adept, MailAnswer::Day(None, Answer::Yes), after_deadline).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    store.answer_by_mail(&of_adept, MailAnswer::Day(None, Answer::No), after_deadline).await.unwrap();
    nothing(store.asked_by_mail(&of_adept, "2027-04-11T07:00Z".parse().unwrap()).await, "long over");
    for other in ["", "00", &of_adept[2..], &format!("{of_adept}00")] {
        nothing(store.asked_by_mail(other, now()).await, other);
        nothing(store.answer_by_mail(other, MailAnswer::Day(None, Answer::No), now()).await, other);
    }
}
contract_test!(what_cannot_be_pressed_cannot_be_answered);

/// Whoever left, or has another address because the old one is no longer theirs, answers
/// nothing by the emails that went there.
async fn an_email_in_other_hands_answers_nothing(bench: &dyn Bench) {
    let world = reminded(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let (left, changed) = (world.caller("adept1").await, world.caller("adept2").await);
    let (of_left, of_changed) = (ticket(store, "adept1").await, ticket(store, "adept2").await);
    assert!(
        store.asked_by_mail(&of_left, now()).await.is_ok() && store.asked_by_mail(&of_changed, now()).await.is_ok()
    );
    store.leave(&organiser, None, left.person, &Departure::default(), now()).await.unwrap();
    store.change_address(&organiser, changed.person, &email("ny"), &text("Stängd."), now()).await.unwrap();
    for ticket in [of_left, of_changed] {
        nothing(store.asked_by_mail(&ticket, now()).await, "to look");
        nothing(store.answer_by_mail(&ticket, MailAnswer::Day(None, Answer::Yes), now()).await, "to answer");
    }
}
contract_test!(an_email_in_other_hands_answers_nothing);

/// The two at a proposal of the adept's.
async fn proposed(world: &World, times: &[DateTime]) -> String {
    let plan = Plan { minutes: 60, form: Form::InPerson, host: None, place: "Kanariehuset".into() };
    let adept = world.caller("adept1").await;
    world.store.propose_times(&adept, None, &Proposal { times: times.to_vec(), plan }, now()).await.unwrap();
    ticket(&*world.store, "mentor1").await
}

/// One press makes a time the next meeting; once it waits no more, it is said so.
async fn a_proposed_time_is_accepted_from_its_email(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let at = |day| date(2026, 12, day).at(9, 30, 0, 0);
    let of_mentor = proposed(&world, &[at(8), at(9)]).await;
    let asked = store.asked_by_mail(&of_mentor, now()).await.unwrap();
    assert_eq!(asked.about, About::Times { partner: "Örjan Ek".into(), times: vec![at(8), at(9)] });
    store.answer_by_mail(&of_mentor, MailAnswer::Accept(1), now()).await.unwrap();
    let mentor = world.caller("mentor1").await;
    let agreed = store.meetings(&mentor).await.unwrap().next.unwrap();
    assert_eq!((agreed.at, agreed.plan.place.as_str()), (at(9), "Kanariehuset"));
    assert_eq!(store.asked_by_mail(&of_mentor, now()).await.unwrap().about, About::Answered);
    let again = store.answer_by_mail(&of_mentor, MailAnswer::Accept(0), now()).await;
    assert!(matches!(again, Err(Error::Gone)), "{again:?}");

    let second = proposed(&world, &[at(10)]).await;
    assert_eq!(
        store.asked_by_mail(&of_mentor, now()).await.unwrap().about,
        About::Answered,
        "the first is not the second"
    );
    store.answer_by_mail(&second, MailAnswer::Decline, now()).await.unwrap();
    let meetings = store.meetings(&mentor).await.unwrap();
    assert!(meetings.open.is_none() && meetings.no.is_some());
    assert_eq!(meetings.next.map(|next| next.at), Some(at(9)), "what was agreed stands");
}
contract_test!(a_proposed_time_is_accepted_from_its_email);

/// Whoever made a proposal gets no email about it, and an email that asks nothing has no
/// buttons.
async fn emails_that_ask_nothing_carry_nothing(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let adept = world.caller("adept1").await;
    store.settle(&adept, None, date(2026, 12, 8).at(9, 30, 0, 0), &Plan::default(), now()).await.unwrap();
    let parcels = store.due_emails(99, later(1)).await.unwrap();
    let of_meeting: Vec<_> = parcels.iter().filter(|parcel| matches!(parcel.message, Email::Meeting(_))).collect();
    assert_eq!(of_meeting.len(), 2);
    assert!(of_meeting.iter().all(|parcel| parcel.ticket.is_none()));
}
contract_test!(emails_that_ask_nothing_carry_nothing);
