//! Proposals, and the agreed meeting that comes of them.

use std::sync::Arc;

use domain::{
    live::Change,
    mail::preference::Kind,
    meeting::{
        Agreed, Form,
        proposal::{No, Open, Plan, Proposal, ProposalId, Refused},
    },
    people::{Caller, Role},
    time::instant,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, date},
};

use crate::contract::{
    Bench, World, holds,
    world::{later, log, now, text},
};
use crate::{
    Error, Result,
    idempotency::IdempotencyKey,
    mail::outbox::{About, Email, Invitation},
};

const CANARIES: [&str; 4] =
    ["kanariefågel i platsen", "https://kanarie.example", "kanariefågel i nejet", "kanariefågel i avbokningen"];

/// The first pair, at its planning.
struct Pair {
    world: World,
    adept: Caller,
    mentor: Caller,
}

impl Pair {
    async fn new(bench: &dyn Bench) -> Self {
        let world = World::new(bench).await;
        let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
        Self { world, adept, mentor }
    }

    async fn propose(&self, by: &Caller, proposal: &Proposal) -> ProposalId {
        self.world.store.propose_times(by, None, proposal, now()).await.unwrap();
        self.open().await.unwrap().id
    }

    async fn accept(&self, by: &Caller, id: ProposalId, nth: usize) -> Result<()> {
        self.world.store.accept(by, None, id, nth, now()).await
    }

    async fn open(&self) -> Option<Open> {
        self.world.store.meetings(&self.mentor).await.unwrap().open
    }

    async fn agreed(&self) -> Option<Agreed> {
        self.world.store.meetings(&self.adept).await.unwrap().next
    }

    async fn no(&self) -> Option<No> {
        self.world.store.meetings(&self.adept).await.unwrap().no
    }

    /// Emails since the last look, each with who it is for.
    async fn messages(&self) -> Vec<(String, Email)> {
        let due = self.world.store.due_emails(100, later(24 * 400)).await.unwrap();
        let mut messages = Vec::new();
        for parcel in due {
            self.world.store.email_sent(parcel.id, now()).await.unwrap();
            messages.push((parcel.to.trim_end_matches("@example.org").to_owned(), parcel.message));
        }
        messages.sort_by(|(one, _), (other, _)| one.cmp(other));
        messages
    }

    /// The one invitation that both have got.
    async fn invitation(&self) -> Invitation {
        let messages = self.messages().await;
        let to: Vec<_> = messages.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(to, ["adept1", "mentor1"]);
        assert!(messages[0].1 == messages[1].1, "both get the same");
        let Some((_, Email::Meeting(invitation))) = messages.into_iter().next() else { panic!("no invitation") };
        *invitation
    }
}

fn proposal(times: &[DateTime]) -> Proposal {
    Proposal { times: times.to_vec(), plan: plan() }
}

fn plan() -> Plan {
    Plan { minutes: 90, form: Form::StudyVisit, host: Some(Role::Mentor), place: CANARIES[0].to_owned() }
}

fn at(day: i8, hour: i8) -> DateTime {
    date(2026, 12, day).at(hour, 30, 0, 0)
}

fn gone<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::Gone)), "{outcome:?}");
}

/// Both read it, the partner gets an email, and one click makes it the next
/// meeting, of which both calendars hear.
async fn a_proposed_time_is_accepted_with_one_click(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let id = pair.propose(&pair.adept, &proposal(&[at(8, 9), at(9, 13)])).await;
    let open = Open { id, by: Role::Adept, times: vec![at(8, 9), at(9, 13)], plan: plan() };
    assert_eq!(pair.open().await, Some(open));
    let messages = pair.messages().await;
    let times = vec![at(8, 9), at(9, 13)];
    let expected = Email::Proposed { by: "Örjan Ek".into(), times, plan: plan(), moves: None, id: Some(id) };
    assert!(messages == [("mentor1".to_owned(), expected)]);

    pair.accept(&pair.mentor, id, 1).await.unwrap();
    let agreed = pair.agreed().await.unwrap();
    assert_eq!((agreed.at, agreed.sequence, &agreed.plan), (at(9, 13), 0, &plan()));
    assert_eq!((pair.open().await, pair.no().await), (None, None));
    let invitation = pair.invitation().await;
    assert_eq!((invitation.about, invitation.by, &invitation.agreed), (About::Agreed, Role::Mentor, &agreed));
    assert_eq!((invitation.adept.email.as_str(), invitation.mentor.name.as_str()), ("adept1@example.org", "Åsa Ek"));
}
contract_test!(a_proposed_time_is_accepted_with_one_click);

/// One's own, another pair's, a place that is not there, a time that has
/// passed: nothing to be answered.
async fn nobody_answers_what_is_not_theirs_to_answer(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let id = pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    gone(pair.accept(&pair.adept, id, 0).await);
    gone(pair.accept(&pair.mentor, id, 1).await);
    gone(pair.world.store.withdraw(&pair.mentor, None, id, now()).await);
    gone(pair.world.store.decline(&pair.adept, None, id, &text(""), now()).await);
    let passed = pair.world.store.accept(&pair.mentor, None, id, 0, instant(at(8, 9))).await;
    gone(passed);
    for name in ["adept2", "mentor2"] {
        gone(pair.accept(&pair.world.caller(name).await, id, 0).await);
    }
    for name in ["reserv1", "kontakt1", "organisator1", "arbetsgrupp1"] {
        let other = pair.world.caller(name).await;
        assert!(matches!(pair.accept(&other, id, 0).await, Err(Error::NotFound)), "{name}");
        assert!(matches!(
            pair.world.store.propose_times(&other, None, &proposal(&[at(8, 9)]), now()).await,
            Err(Error::NotFound)
        ));
        assert_eq!(pair.world.store.room(&other, now()).await.unwrap(), None);
    }
    assert!(pair.agreed().await.is_none() && pair.open().await.is_some());
}
contract_test!(nobody_answers_what_is_not_theirs_to_answer);

/// A new proposal, by either, takes the place of what waited; what was
/// withdrawn or declined cannot be accepted any more.
async fn what_was_withdrawn_cannot_be_accepted(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let first = pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    let second = pair.propose(&pair.mentor, &proposal(&[at(10, 9)])).await;
    gone(pair.accept(&pair.mentor, first, 0).await);
    pair.world.store.withdraw(&pair.mentor, None, second, now()).await.unwrap();
    gone(pair.accept(&pair.adept, second, 0).await);
    let third = pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    pair.messages().await;

    pair.world.store.decline(&pair.mentor, None, third, &text(CANARIES[2]), now()).await.unwrap();
    let no = No { to: Refused::Proposal, by: Role::Mentor, word: CANARIES[2].into() };
    assert_eq!((pair.no().await, pair.open().await), (Some(no), None));
    let messages = pair.messages().await;
    assert!(messages == [("adept1".to_owned(), Email::Declined { by: "Åsa Ek".into(), word: CANARIES[2].into() })]);
    gone(pair.accept(&pair.mentor, third, 0).await);
    pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    assert_eq!(pair.no().await, None, "something new has come after it");
}
contract_test!(what_was_withdrawn_cannot_be_accepted);

/// Whoever moves it keeps its name and raises its number; after a cancellation
/// the next one is another meeting.
async fn a_meeting_is_moved_and_cancelled(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let store = &pair.world.store;
    store.settle(&pair.adept, None, at(8, 9), &plan(), now()).await.unwrap();
    let first = pair.invitation().await.agreed;

    let id = pair.propose(&pair.mentor, &proposal(&[at(11, 8)])).await;
    let [(to, Email::Proposed { moves, .. })] = &pair.messages().await[..] else { panic!("one email") };
    assert_eq!((to.as_str(), *moves), ("adept1", Some(at(8, 9))), "it says what would be moved");
    assert_eq!(pair.agreed().await.unwrap(), first, "stands until they agree");
    pair.accept(&pair.adept, id, 0).await.unwrap();
    let moved = pair.invitation().await;
    assert_eq!((moved.about, moved.agreed.id, moved.agreed.sequence), (About::Moved, first.id, 1));
    assert_eq!(pair.agreed().await.unwrap(), moved.agreed);

    let cancel = async |read| store.cancel_meeting(&pair.adept, None, read, &text(CANARIES[3]), now()).await;
    gone(cancel((first.id, 0)).await);
    cancel((first.id, 1)).await.unwrap();
    let cancelled = pair.invitation().await;
    assert_eq!((cancelled.about, cancelled.agreed.id, cancelled.agreed.sequence), (About::Cancelled, first.id, 2));
    assert_eq!(cancelled.word, CANARIES[3]);
    assert_eq!((pair.agreed().await, pair.no().await.unwrap().to), (None, Refused::Meeting));
    gone(cancel((first.id, 1)).await);

    store.settle(&pair.mentor, None, at(14, 9), &Plan::default(), now()).await.unwrap();
    let next = pair.invitation().await;
    assert_eq!((next.about, next.agreed.sequence), (About::Agreed, 0));
    assert_ne!(next.agreed.id, first.id);
}
contract_test!(a_meeting_is_moved_and_cancelled);

/// What a log settles about the next meeting goes to both calendars as well.
async fn a_log_settles_the_next_meeting(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    pair.world.log(&pair.adept, "").await;
    assert!(pair.messages().await.is_empty());
    let next = domain::meeting::Log { next: Some(at(18, 9)), ..log("") };
    pair.world.store.log_meeting(&pair.adept, None, &next, now()).await.unwrap();
    let invitation = pair.invitation().await;
    assert_eq!((invitation.about, invitation.agreed.at), (About::Agreed, at(18, 9)));
    assert_eq!(invitation.agreed.plan, Plan::like(next.facts));
}
contract_test!(a_log_settles_the_next_meeting);

/// Twenty clicks on two times at once: one of them is agreed, and told once.
async fn of_many_acceptances_at_once_one_counts(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let id = pair.propose(&pair.adept, &proposal(&[at(8, 9), at(9, 13)])).await;
    pair.messages().await;
    let accept = |n: usize| {
        let (store, mentor) = (Arc::clone(&pair.world.store), pair.mentor.clone());
        tokio::spawn(async move { store.accept(&mentor, None, id, n % 2, now()).await })
    };
    let clicks: Vec<_> = (0..20).map(accept).collect();
    let mut counted = 0;
    for click in clicks {
        match click.await.unwrap() {
            Ok(()) => counted += 1,
            outcome => gone(outcome),
        }
    }
    assert_eq!((counted, pair.invitation().await.agreed.sequence), (1, 0));
}
contract_test!(of_many_acceptances_at_once_one_counts);

/// Gone back to and sent again, a proposal is the same one; what is agreed on already
/// is told once.
async fn the_same_again_sends_no_second_email(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let id = pair.propose(&pair.adept, &proposal(&[at(8, 9), at(9, 13)])).await;
    assert_eq!(pair.messages().await.len(), 1);
    for times in [[at(8, 9), at(9, 13)], [at(9, 13), at(8, 9)]] {
        assert_eq!(pair.propose(&pair.adept, &proposal(&times)).await, id);
    }
    assert!(pair.messages().await.is_empty());
    assert_ne!(pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await, id, "other times are another proposal");
    pair.messages().await;

    let store = &pair.world.store;
    for _ in 0..2 {
        store.settle(&pair.adept, None, at(14, 9), &plan(), now()).await.unwrap();
    }
    assert_eq!(pair.invitation().await.agreed.sequence, 0);
}
contract_test!(the_same_again_sends_no_second_email);

/// A double click is no second proposal and no error.
async fn a_form_of_a_proposal_counts_once(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let store = &pair.world.store;
    let form = IdempotencyKey::of("propose", b"key=1");
    for _ in 0..2 {
        store.propose_times(&pair.adept, Some(&form), &proposal(&[at(8, 9)]), now()).await.unwrap();
    }
    assert_eq!(pair.messages().await.len(), 1);
    let (id, form) = (pair.open().await.unwrap().id, IdempotencyKey::of("accept", b"key=1"));
    for _ in 0..2 {
        store.accept(&pair.mentor, Some(&form), id, 0, now()).await.unwrap();
    }
    assert_eq!(pair.invitation().await.agreed.at, at(8, 9));
}
contract_test!(a_form_of_a_proposal_counts_once);

/// Places, links and words reach no row in the clear, nor the emails that wait.
async fn what_a_pair_plans_is_sealed(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let store = &pair.world.store;
    let digital = Plan { form: Form::Digital, host: None, place: CANARIES[1].into(), ..plan() };
    let id = pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    store.decline(&pair.mentor, None, id, &text(CANARIES[2]), now()).await.unwrap();
    pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    let none = |dump: &[u8]| CANARIES.iter().all(|canary| !holds(dump, canary));
    assert!(none(&bench.dump().await));
    store.settle(&pair.adept, None, at(8, 9), &digital, now()).await.unwrap();
    let agreed = pair.agreed().await.unwrap();
    assert_eq!(agreed.plan, digital);
    assert!(none(&bench.dump().await));
    store.cancel_meeting(&pair.adept, None, (agreed.id, 0), &text(CANARIES[3]), now()).await.unwrap();
    assert!(none(&bench.dump().await));
    // Without the key, what was planned can no longer be read; when they meet can.
    store.settle(&pair.adept, None, at(8, 9), &digital, now()).await.unwrap();
    bench.delete_pair_key(pair.adept.pair.unwrap()).await;
    let agreed = pair.agreed().await.unwrap();
    assert_eq!((agreed.at, agreed.plan.place.as_str()), (at(8, 9), ""));
}
contract_test!(what_a_pair_plans_is_sealed);

/// Nobody but the two hears of it.
async fn plans_are_announced_to_the_two(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let mut changes = pair.world.store.changes();
    pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    let change = changes.try_recv().unwrap();
    assert!(matches!(change, Change::Planning { pair: told, .. } if Some(told) == pair.adept.pair));
    let may_know =
        [("adept1", true), ("mentor1", true), ("organisator1", false), ("adept2", false), ("kontakt1", false)];
    for (name, may_know) in may_know {
        assert_eq!(pair.world.caller(name).await.may_know(&change), may_know, "{name}");
    }
}
contract_test!(plans_are_announced_to_the_two);

/// A whole rhythm after the last meeting, at the hour of the last agreed one,
/// and on none of the round's days; nothing while something is planned.
async fn the_rhythm_suggests_the_next_meeting(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let store = &pair.world.store;
    let suggested = async || store.room(&pair.adept, now()).await.unwrap().unwrap().suggested;
    assert_eq!(suggested().await, Some(date(2026, 11, 30).at(9, 0, 0, 0)), "they have not met yet");
    let held =
        |on: Date| domain::meeting::Log { facts: domain::meeting::Facts { date: on, ..log("").facts }, ..log("") };
    // Four weeks later is the fourth of December, on which there is a common day.
    store.settle(&pair.adept, None, date(2026, 11, 6).at(14, 15, 0, 0), &plan(), now()).await.unwrap();
    assert_eq!(suggested().await, None, "agreed");
    store.log_meeting(&pair.adept, None, &held(date(2026, 11, 6)), now()).await.unwrap();
    assert_eq!(suggested().await, Some(date(2026, 12, 11).at(14, 15, 0, 0)));
    pair.propose(&pair.adept, &proposal(&[at(8, 9)])).await;
    assert_eq!(suggested().await, None, "proposed");
}
contract_test!(the_rhythm_suggests_the_next_meeting);

/// When the rhythm slips both get an email, once, and again after another
/// rhythm; two servers at once write it once. Never by night, never to others.
async fn a_slipped_rhythm_is_told_once(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let store = &pair.world.store;
    // Held on Friday 20 November; four weeks later is 18 December.
    for caller in [&pair.adept, &pair.world.caller("adept2").await] {
        store.log_meeting(caller, None, &log(""), now()).await.unwrap();
    }
    let nudged = async |at: DateTime| {
        let nudge = || {
            let store = Arc::clone(store);
            tokio::spawn(async move { store.send_reminders(instant(at)).await })
        };
        for server in [nudge(), nudge(), nudge()] {
            // PostgreSQL may ask one of them to do it once more.
            assert!(matches!(server.await.unwrap(), Ok(_) | Err(Error::Retryable(_))));
        }
        let messages = pair.messages().await.into_iter();
        let slipped = messages.filter(|(_, message)| message.kinds().contains(&Kind::Rhythm));
        slipped.map(|(to, _)| to).collect::<Vec<_>>()
    };
    let everyone = ["adept1", "adept2", "mentor1", "mentor2"];
    assert!(nudged(at(18, 9)).await.is_empty(), "not yet");
    assert!(nudged(at(19, 9)).await.is_empty(), "on a Saturday");
    assert!(nudged(at(21, 6)).await.is_empty(), "by night");
    assert_eq!(nudged(at(21, 9)).await, everyone);
    assert!(nudged(at(22, 9)).await.is_empty(), "told already");

    // One pair has something ahead; the other hears again after another rhythm.
    let january = |day| date(2027, 1, day).at(9, 0, 0, 0);
    store.settle(&pair.adept, None, january(28), &plan(), now()).await.unwrap();
    pair.messages().await;
    assert!(nudged(january(15)).await.is_empty());
    assert_eq!(nudged(january(18)).await, ["adept2", "mentor2"]);
    assert!(nudged(date(2027, 5, 3).at(9, 0, 0, 0)).await.is_empty(), "the round is over");
}
contract_test!(a_slipped_rhythm_is_told_once);

/// On the day before, both are reminded, once; not if they settled it that day.
async fn a_meeting_is_remembered_the_day_before(bench: &dyn Bench) {
    let pair = Pair::new(bench).await;
    let store = &pair.world.store;
    let settle = async |at: DateTime, when: Timestamp| {
        store.settle(&pair.adept, None, at, &plan(), when).await.unwrap();
        pair.messages().await;
    };
    let reminded = async |at: DateTime| {
        let nudge = || {
            let store = Arc::clone(store);
            tokio::spawn(async move { store.send_reminders(instant(at)).await })
        };
        for server in [nudge(), nudge()] {
            // PostgreSQL may ask one of them to do it once more.
            assert!(matches!(server.await.unwrap(), Ok(_) | Err(Error::Retryable(_))));
        }
        let messages = pair.messages().await.into_iter();
        // The other pair has not met since spring, and is told so.
        let reminders =
            messages.filter(|(_, message)| matches!(message, Email::Meeting(m) if m.about == About::Tomorrow));
        reminders.map(|(to, _)| to).collect::<Vec<_>>()
    };
    settle(at(8, 9), now()).await;
    assert!(reminded(at(6, 12)).await.is_empty());
    assert!(reminded(at(7, 7)).await.is_empty());
    let both = ["adept1", "mentor1"];
    assert_eq!(reminded(at(7, 8)).await, both);
    assert!(reminded(at(7, 15)).await.is_empty(), "once");
    // Moved to the week after: reminded of that too. Moved on the day before: they know.
    settle(at(15, 9), instant(at(7, 16))).await;
    assert_eq!(reminded(at(14, 9)).await, both);
    settle(at(16, 9), instant(at(15, 8))).await;
    assert!(reminded(at(15, 9)).await.is_empty());
}
contract_test!(a_meeting_is_remembered_the_day_before);
