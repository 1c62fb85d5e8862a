//! Persons, sign-in and sessions.

pub mod import;

use std::sync::Arc;

use domain::people::{Duty, Lang};
use jiff::SignedDuration;

use super::{
    Bench, World, holds,
    world::{TITLE, email, later, new_session, now, person, request, round},
};
use crate::{
    Error, Store,
    mail::outbox::Email,
    people::{
        CodeOutcome, LINK_LIFE, LinkState, MAX_PER_ADDRESS, MAX_PER_CLIENT, MAX_WRONG_CODES, SESSION_LIFE,
        SignInRequest,
    },
    secret::{Code, Secret},
};

/// The same answer and the same rows for a known address and an unknown one;
/// an email to the known one only.
async fn an_unknown_address_costs_the_same(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let before = bench.rows().await;
    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    let known = bench.rows().await;
    let nobody = request("ingen");
    store.request_sign_in(&nobody, now()).await.unwrap();
    let unknown = bench.rows().await;

    for (table, rows) in &unknown {
        assert_eq!(rows - known[table], known[table] - before[table], "rows written to {table}");
    }
    let messages = store.due_emails(10, now()).await.unwrap();
    assert_eq!(messages.iter().map(|message| message.to.as_str()).collect::<Vec<_>>(), ["adept1@example.org"]);
    assert_eq!(store.link_state(&nobody.link, now()).await.unwrap(), LinkState::Unknown);
    assert_eq!(store.redeem_link(&nobody.link, &new_session(), now()).await.unwrap(), LinkState::Unknown);
}
contract_test!(an_unknown_address_costs_the_same);

/// Looking spends nothing, the first use lets in, the second does not.
async fn a_link_lets_in_once(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let request = asked(&store, "adept1").await;
    for _ in 0..3 {
        assert_eq!(store.link_state(&request.link, now()).await.unwrap(), LinkState::Good);
    }
    let (first, second) = (new_session(), new_session());
    assert_eq!(store.redeem_link(&request.link, &first, now()).await.unwrap(), LinkState::Good);
    assert_eq!(store.redeem_link(&request.link, &second, now()).await.unwrap(), LinkState::Used);
    assert_eq!(store.link_state(&request.link, now()).await.unwrap(), LinkState::Used);
    assert_eq!(store.caller(&first.secret, now()).await.unwrap().unwrap().name, "Örjan Ek");
    assert!(store.caller(&second.secret, now()).await.unwrap().is_none());
    // The mail's other way in is spent with it.
    let code = store.redeem_code(&request.ticket, &request.code, &second, now()).await.unwrap();
    assert_eq!(code, CodeOutcome::Over);
    assert_eq!(store.link_state(&Secret::generate(), now()).await.unwrap(), LinkState::Unknown);
}
contract_test!(a_link_lets_in_once);

/// Twenty browsers with one link: one session. As a control, links of their
/// own let every one of them in.
async fn of_many_at_once_one_gets_in(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let one = asked(&store, "adept1").await;
    assert_eq!(let_in_at_once(&store, vec![one.link; 20]).await, 1);

    let mut own = Vec::new();
    for _ in 0..MAX_PER_ADDRESS {
        own.push(asked(&store, "mentor1").await.link);
    }
    let all = own.len();
    assert_eq!(let_in_at_once(&store, own).await, all);
}
contract_test!(of_many_at_once_one_gets_in);

/// How many sessions begin when all these links are followed at once.
async fn let_in_at_once(store: &Arc<dyn Store>, links: Vec<Secret>) -> usize {
    let follow = |link: Secret| {
        let store = Arc::clone(store);
        tokio::spawn(async move {
            let session = new_session();
            let state = store.redeem_link(&link, &session, now()).await.unwrap();
            let signed_in = store.caller(&session.secret, now()).await.unwrap().is_some();
            assert_eq!(signed_in, state == LinkState::Good, "what is said is what happened");
            signed_in
        })
    };
    let tries: Vec<_> = links.into_iter().map(follow).collect();
    let mut signed_in = 0;
    for browser in tries {
        signed_in += usize::from(browser.await.unwrap());
    }
    signed_in
}

/// Good until fifteen minutes have passed, and not at the fifteenth.
async fn a_link_expires(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let request = asked(&store, "adept1").await;
    let end = now() + LINK_LIFE;
    let last = end - SignedDuration::from_secs(1);
    assert_eq!(store.link_state(&request.link, last).await.unwrap(), LinkState::Good);
    assert_eq!(store.link_state(&request.link, end).await.unwrap(), LinkState::Expired);
    assert_eq!(store.redeem_link(&request.link, &new_session(), end).await.unwrap(), LinkState::Expired);
    let code = store.redeem_code(&request.ticket, &request.code, &new_session(), end).await.unwrap();
    assert_eq!(code, CodeOutcome::Over);
    assert_eq!(store.redeem_link(&request.link, &new_session(), last).await.unwrap(), LinkState::Good);
}
contract_test!(a_link_expires);

/// The six digits are worth something in the browser that asked, once.
async fn a_code_lets_in_with_its_ticket_only(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let request = asked(&store, "adept1").await;
    let session = new_session();
    let elsewhere = store.redeem_code(&Secret::generate(), &request.code, &session, now()).await.unwrap();
    assert_eq!(elsewhere, CodeOutcome::Over);
    let here = store.redeem_code(&request.ticket, &request.code, &session, now()).await.unwrap();
    assert_eq!(here, CodeOutcome::SignedIn);
    assert!(store.caller(&session.secret, now()).await.unwrap().is_some());
    let again = store.redeem_code(&request.ticket, &request.code, &new_session(), now()).await.unwrap();
    assert_eq!(again, CodeOutcome::Over);
    assert_eq!(store.link_state(&request.link, now()).await.unwrap(), LinkState::Used);
}
contract_test!(a_code_lets_in_with_its_ticket_only);

/// After the fifth wrong code the right one is too late. The same goes, try
/// for try, for an address that is no one's.
async fn five_wrong_codes_end_it(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    for name in ["adept1", "ingen"] {
        let request = asked(&store, name).await;
        for n in 1..=MAX_WRONG_CODES {
            let outcome =
                store.redeem_code(&request.ticket, &wrong(&request.code), &new_session(), now()).await.unwrap();
            let expected = if n < MAX_WRONG_CODES { CodeOutcome::Wrong } else { CodeOutcome::Over };
            assert_eq!(outcome, expected, "try {n} for {name}");
        }
        let late = store.redeem_code(&request.ticket, &request.code, &new_session(), now()).await.unwrap();
        assert_eq!(late, CodeOutcome::Over);
    }
}
contract_test!(five_wrong_codes_end_it);

/// Per address, known or not; a new quarter of an hour is a new start, and
/// no one else is stopped.
async fn an_address_that_asks_too_often_is_refused(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    for name in ["adept1", "ingen"] {
        for _ in 0..MAX_PER_ADDRESS {
            asked(&store, name).await;
        }
        let before = bench.rows().await;
        assert!(matches!(store.request_sign_in(&request(name), now()).await, Err(Error::TooMany)));
        assert_eq!(bench.rows().await, before);
    }
    asked(&store, "mentor1").await;
    store.request_sign_in(&request("adept1"), now() + LINK_LIFE).await.unwrap();
}
contract_test!(an_address_that_asks_too_often_is_refused);

/// Asking at once gets no one around the count.
async fn of_many_requests_at_once_five_are_taken(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let ask = |_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { store.request_sign_in(&request("adept1"), now()).await })
    };
    let requests: Vec<_> = (0..20).map(ask).collect();
    let mut taken = 0;
    for request in requests {
        match request.await.unwrap() {
            Ok(()) => taken += 1,
            outcome => assert!(matches!(outcome, Err(Error::TooMany)), "{outcome:?}"),
        }
    }
    assert_eq!(taken, MAX_PER_ADDRESS);
}
contract_test!(of_many_requests_at_once_five_are_taken);

/// Per client, whichever addresses it tries.
async fn a_client_that_asks_too_often_is_refused(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    for n in 0..MAX_PER_CLIENT {
        asked(&store, &format!("ingen{n}")).await;
    }
    assert!(matches!(store.request_sign_in(&request("adept1"), now()).await, Err(Error::TooMany)));
    let elsewhere = SignInRequest { client: "198.51.100.4".to_owned(), ..request("adept1") };
    store.request_sign_in(&elsewhere, now()).await.unwrap();
}
contract_test!(a_client_that_asks_too_often_is_refused);

/// Thirty days without use end a session; use prolongs it.
async fn a_session_slides_and_ends(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let session = new_session();
    store.sign_in_as(&email("adept1"), &session, now()).await.unwrap();
    let almost = now() + SESSION_LIFE - SignedDuration::from_secs(1);
    let caller = store.caller(&session.secret, almost).await.unwrap().unwrap();
    let sessions = async |at| store.settings(&caller, at).await.unwrap().sessions;
    assert_eq!(sessions(almost).await[0].seen, almost);

    let soon = almost + SignedDuration::from_mins(59);
    store.caller(&session.secret, soon).await.unwrap().unwrap();
    assert_eq!(sessions(soon).await[0].seen, almost, "noted once an hour at most");

    assert!(store.caller(&session.secret, almost + SESSION_LIFE).await.unwrap().is_none());
    assert!(sessions(almost + SESSION_LIFE).await.is_empty());
}
contract_test!(a_session_slides_and_ends);

/// One's own sessions can be listed and ended, one or all; no one else's.
async fn signing_out_ends_ones_own_sessions_only(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (other, first, second) =
        (world.caller("mentor1").await, world.caller("adept1").await, world.caller("adept1").await);
    let store = world.store;
    let sessions = async |caller| store.settings(caller, now()).await.unwrap().sessions;
    let count = async |caller| sessions(caller).await.len();
    let listed = sessions(&first).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(
        listed.iter().filter(|session| session.current).map(|session| session.id).collect::<Vec<_>>(),
        [first.session]
    );

    store.end_session(&other, first.session).await.unwrap();
    assert_eq!(count(&first).await, 2, "another's session is left alone");
    store.end_session(&first, second.session).await.unwrap();
    assert_eq!(count(&first).await, 1);
    store.end_all_sessions(&first).await.unwrap();
    assert_eq!((count(&first).await, count(&other).await), (0, 1));
}
contract_test!(signing_out_ends_ones_own_sessions_only);

/// Name, organisation, duties, round and pair are read from the store.
async fn a_caller_is_what_their_rows_say(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mentor = world.caller("mentor1").await;
    let adept = world.caller("adept1").await;
    assert_eq!((adept.name.as_str(), adept.duties.as_slice()), ("Örjan Ek", [Duty::Adept].as_slice()));
    assert!(adept.pair.is_some());
    assert_eq!(adept.pair, mentor.pair);
    assert_ne!(adept.organisation, mentor.organisation);
    assert_ne!(adept.pair, world.caller("adept2").await.pair);
    assert_eq!(world.caller("organisator1").await.pair, None);

    let two_duties = person("mentor1", "Åsa Ek", "Östra verket", Duty::ContactPerson);
    world.store.invite(&two_duties, now()).await.unwrap();
    assert_eq!(world.caller("mentor1").await.duties, [Duty::Mentor, Duty::ContactPerson]);
    assert!(world.store.caller(&Secret::generate(), now()).await.unwrap().is_none());
}
contract_test!(a_caller_is_what_their_rows_say);

/// When a later round begins without someone, they keep their session and
/// nothing else.
async fn without_a_duty_one_is_still_oneself(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before = world.caller("adept1").await;
    let mut next = round(16);
    next.people.retain(|person| person.duty == Duty::Organiser);
    next.pairs.clear();
    assert!(world.store.load_round(&next, now()).await.unwrap());

    let after = world.caller("adept1").await;
    assert_ne!(after.round, before.round);
    assert_eq!((after.person, after.duties.len(), after.pair), (before.person, 0, None));
    assert!(world.store.meetings(&after).await.unwrap().held.is_empty());
    assert!(world.store.overview_page(&after, now()).await.unwrap().is_none());
}
contract_test!(without_a_duty_one_is_still_oneself);

/// Twice invited is one person, with one duty and two emails. Without a
/// round, or to an organisation that is not there, no one is.
async fn an_invitation_can_be_repeated(bench: &dyn Bench) {
    let new = person("adept3", "Ny Ek", "Alfa kommun", Duty::Adept);
    assert!(matches!(bench.store().invite(&new, now()).await, Err(Error::NotFound)));
    let world = World::new(bench).await;
    let nowhere = person("adept3", "Ny Ek", "Ingenstans", Duty::Adept);
    assert!(matches!(world.store.invite(&nowhere, now()).await, Err(Error::NotFound)));

    world.store.invite(&new, now()).await.unwrap();
    let once = bench.rows().await;
    world.store.invite(&new, now()).await.unwrap();
    let twice = bench.rows().await;
    assert_eq!((twice["persons"], twice["duties"]), (once["persons"], once["duties"]));
    let messages = world.store.due_emails(10, now()).await.unwrap();
    assert_eq!(messages.len(), 2);
    assert!(messages.iter().all(|message| message.to == "adept3@example.org" && message.message == Email::Invitation));
    assert_eq!(world.caller("adept3").await.duties, [Duty::Adept]);
}
contract_test!(an_invitation_can_be_repeated);

/// Everyone in the round once, by address, shorter ones first.
async fn the_demo_lists_everyone_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let two_duties = person("adept1", "Örjan Ek", "Alfa kommun", Duty::WorkingGroup);
    world.store.invite(&two_duties, now()).await.unwrap();
    let people = world.store.demo_people().await.unwrap();
    assert_eq!(people.len(), 8);
    assert!(people.is_sorted_by_key(|person| (person.email.len(), person.email.clone())));
    let adept = people.iter().find(|person| person.email == "adept1@example.org").unwrap();
    assert_eq!((adept.duty, adept.organisation.as_str()), (Duty::Adept, "Alfa kommun"));
}
contract_test!(the_demo_lists_everyone_once);

/// Whoever copies the database finds no link, code, ticket, session or client
/// in it.
async fn nothing_kept_lets_anyone_in(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let (used, waiting) = (asked(&store, "adept1").await, asked(&store, "mentor1").await);
    let session = new_session();
    store.redeem_link(&used.link, &session, now()).await.unwrap();
    store.set_language(&store.caller(&session.secret, later(2)).await.unwrap().unwrap(), Lang::En).await.unwrap();

    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not secret is found");
    for secret in [&used.link, &used.ticket, &waiting.link, &waiting.ticket, &session.secret] {
        assert!(!holds(&dump, secret.reveal()));
    }
    assert!(!holds(&dump, &waiting.client));
    // Six digits may turn up by chance in so many bytes; the email's words do not.
    assert!(!holds(&dump, "SignIn"));
}
contract_test!(nothing_kept_lets_anyone_in);

/// Someone has asked to be let in.
async fn asked(store: &Arc<dyn Store>, name: &str) -> SignInRequest {
    let request = request(name);
    store.request_sign_in(&request, now()).await.unwrap();
    request
}

/// Six digits that differ from these.
fn wrong(code: &Code) -> Code {
    let number: u32 = code.reveal().parse().unwrap();
    Code::parse(&format!("{:06}", (number + 1) % 1_000_000)).unwrap()
}
