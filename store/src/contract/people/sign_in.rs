//! Signing in: requests, links and codes.

use std::{slice::from_ref, sync::Arc};

use domain::people::{
    Lang,
    sign_in::{MAX_WITH_NEWCOMERS, MAX_WRONG_PER_DAY},
};
use jiff::SignedDuration;

use crate::contract::{
    Bench, World, holds,
    world::{TITLE, email, later, new_session, now, request},
};
use crate::{
    Error, Store,
    mail::outbox::Email,
    people::{
        AgainRequest, CODE_DAY, CodeOutcome, LINK_LIFE, LinkState, MAX_PER_ADDRESS, MAX_PER_CLIENT, MAX_WRONG_CODES,
        NewSession, REMEMBERED, SignInRequest,
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
    let code = store.redeem_code(from_ref(&request.ticket), &request.code, &second, now()).await.unwrap();
    assert_eq!(code, CodeOutcome::Used);
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
    for typed in [&request.code, &wrong(&request.code)] {
        let code = store.redeem_code(from_ref(&request.ticket), typed, &new_session(), end).await.unwrap();
        assert_eq!(code, CodeOutcome::Expired);
    }
    assert_eq!(store.redeem_link(&request.link, &new_session(), last).await.unwrap(), LinkState::Good);
}
contract_test!(a_link_expires);

/// The six digits are worth something in the browser that asked, once.
async fn a_code_lets_in_with_its_ticket_only(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let request = asked(&store, "adept1").await;
    let session = new_session();
    let elsewhere = store.redeem_code(&[Secret::generate()], &request.code, &session, now()).await.unwrap();
    assert_eq!(elsewhere, CodeOutcome::Expired, "as one that never was");
    let here = store.redeem_code(from_ref(&request.ticket), &request.code, &session, now()).await.unwrap();
    assert_eq!(here, CodeOutcome::SignedIn);
    assert!(store.caller(&session.secret, now()).await.unwrap().is_some());
    let again = store.redeem_code(from_ref(&request.ticket), &request.code, &new_session(), now()).await.unwrap();
    assert_eq!(again, CodeOutcome::Used);
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
            let outcome = store
                .redeem_code(from_ref(&request.ticket), &wrong(&request.code), &new_session(), now())
                .await
                .unwrap();
            let expected = if n < MAX_WRONG_CODES { CodeOutcome::Wrong } else { CodeOutcome::TooManyWrong };
            assert_eq!(outcome, expected, "try {n} for {name}");
        }
        let late = store.redeem_code(from_ref(&request.ticket), &request.code, &new_session(), now()).await.unwrap();
        assert_eq!(late, CodeOutcome::TooManyWrong);
    }
}
contract_test!(five_wrong_codes_end_it);

/// Whoever types wrong codes is told the same whether the address is no one's, known,
/// or its link has let someone in meanwhile: only the right code is told from others.
async fn a_wrong_code_tells_nothing_of_the_address(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let mut told = Vec::new();
    for (name, follows) in [("ingen", false), ("adept1", false), ("mentor1", true)] {
        let request = asked(&store, name).await;
        if follows {
            store.redeem_link(&request.link, &new_session(), now()).await.unwrap();
        }
        let mut said = Vec::new();
        for minutes in [0, 1, 1, 1, 1, 1, 20] {
            let at = now() + SignedDuration::from_mins(minutes);
            let typed = wrong(&request.code);
            said.push(store.redeem_code(from_ref(&request.ticket), &typed, &new_session(), at).await.unwrap());
        }
        told.push(said);
    }
    assert!(told[0] == told[1] && told[1] == told[2], "{told:?}");
}
contract_test!(a_wrong_code_tells_nothing_of_the_address);

/// A second mail does not end the first one's code; a wrong one counts against both.
async fn the_codes_of_two_mails_are_both_good(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let (first, second) = (asked(&store, "adept1").await, asked(&store, "adept1").await);
    let tickets = [second.ticket.clone(), first.ticket.clone()];
    let typed = async |code: &Code, at| store.redeem_code(&tickets, code, &new_session(), at).await.unwrap();
    assert_eq!(typed(&wrong(&first.code), now()).await, CodeOutcome::Wrong);
    assert_eq!(typed(&first.code, now()).await, CodeOutcome::SignedIn);
    assert_eq!(typed(&first.code, now()).await, CodeOutcome::Used, "though the other's is still good");
    assert_eq!(typed(&second.code, now()).await, CodeOutcome::SignedIn);

    let (old, new) = (asked(&store, "mentor1").await, request("mentor1"));
    let ten_minutes = now() + SignedDuration::from_mins(10);
    store.request_sign_in(&new, ten_minutes).await.unwrap();
    let tickets = [new.ticket.clone(), old.ticket.clone()];
    let late = store.redeem_code(&tickets, &old.code, &new_session(), now() + LINK_LIFE).await.unwrap();
    assert_eq!(late, CodeOutcome::Expired, "the right one, and too late");
}
contract_test!(the_codes_of_two_mails_are_both_good);

/// Of many at once, no more than five wrong codes are tried.
async fn of_many_codes_at_once_five_are_tried(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let request = asked(&store, "adept1").await;
    let tries: Vec<_> = (0..20)
        .map(|_| {
            let (store, ticket, code) = (Arc::clone(&store), request.ticket.clone(), wrong(&request.code));
            tokio::spawn(async move { store.redeem_code(&[ticket], &code, &new_session(), now()).await.unwrap() })
        })
        .collect();
    let mut wrong = 0;
    for one in tries {
        wrong += i64::from(one.await.unwrap() == CodeOutcome::Wrong);
    }
    assert_eq!(wrong, MAX_WRONG_CODES - 1, "the fifth says that it was the last");
}
contract_test!(of_many_codes_at_once_five_are_tried);

/// With a ticket or a link of an earlier request one gets another mail to the same
/// address. For an address that is no one's the same rows are written, and no mail.
async fn another_mail_goes_to_the_same_address(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let again = |earlier: &Secret| {
        let SignInRequest { client, kept, ticket, link, code, till, lang, .. } = request("alla");
        AgainRequest { earlier: earlier.clone(), client, kept, ticket, link, code, till, lang }
    };
    let known = asked(&store, "adept1").await;
    store.redeem_link(&known.link, &new_session(), now()).await.unwrap();
    let (by_link, by_ticket) = (again(&known.link), again(&known.ticket));
    for (request, at) in [(&by_link, now()), (&by_ticket, later(23))] {
        store.request_again(request, at).await.unwrap();
        assert_eq!(store.redeem_link(&request.link, &new_session(), at).await.unwrap(), LinkState::Good);
    }
    let due = store.due_emails(10, later(23)).await.unwrap();
    assert!(due.len() == 3 && due.iter().all(|email| email.to == "adept1@example.org"));

    let nobody = asked(&store, "ingen").await;
    let before = bench.rows().await;
    store.request_again(&again(&nobody.ticket), now()).await.unwrap();
    let unknown = bench.rows().await;
    store.request_again(&again(&by_ticket.ticket), now()).await.unwrap();
    for (table, rows) in bench.rows().await {
        assert_eq!(rows - unknown[&table], unknown[&table] - before[&table], "rows written to {table}");
    }
    assert_eq!(store.due_emails(10, later(23)).await.unwrap().len(), 4, "one of the two");

    for gone in [again(&Secret::generate()), again(&known.link)] {
        let outcome = store.request_again(&gone, now() + REMEMBERED + LINK_LIFE + LINK_LIFE).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
}
contract_test!(another_mail_goes_to_the_same_address);

/// Asking again gets no one around the count.
async fn asking_again_counts_as_asking(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let first = asked(&store, "adept1").await;
    for n in 1..=MAX_PER_ADDRESS {
        let SignInRequest { client, kept, ticket, link, code, till, lang, .. } = request("alla");
        let again = AgainRequest { earlier: first.ticket.clone(), client, kept, ticket, link, code, till, lang };
        let outcome = store.request_again(&again, now()).await;
        assert_eq!(matches!(outcome, Err(Error::TooMany)), n == MAX_PER_ADDRESS, "request {n}: {outcome:?}");
    }
}
contract_test!(asking_again_counts_as_asking);

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

/// Clients are counted apart, so that one of them does not use up what another may ask.
async fn clients_are_counted_apart(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let taken = async |client: i64, times: i64| {
        let mut taken = 0;
        for _ in 0..times {
            let asks = SignInRequest { client: format!("192.0.2.{client}"), ..request("adept1") };
            taken += i64::from(store.request_sign_in(&asks, now()).await.is_ok());
        }
        taken
    };
    assert_eq!(taken(1, 20).await, MAX_PER_ADDRESS);
    assert_eq!(taken(2, 1).await, 1);
    let mut others = 0;
    for client in 3..40 {
        others += taken(client, 1).await;
    }
    assert_eq!(MAX_PER_ADDRESS + 1 + others, MAX_WITH_NEWCOMERS, "a mailbox takes so many from everyone together");
}
contract_test!(clients_are_counted_apart);

/// Strangers shut nobody out of a browser in which they have signed in before; it has a
/// count of its own, until its owner signs out everywhere.
async fn strangers_shut_nobody_out_of_a_known_browser(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let mut known = Vec::new();
    for name in ["adept1", "mentor1"] {
        let session = NewSession { device: Some(Secret::generate()), ..new_session() };
        store.sign_in_as(&email(name), &session, now()).await.unwrap();
        known.push(session);
    }
    let ask = async |kept: &[&Secret], at| {
        let kept = kept.iter().copied().cloned().collect();
        store.request_sign_in(&SignInRequest { kept, ..request("adept1") }, at).await.is_ok()
    };
    let [own, others] = [&known[0], &known[1]];
    let [device, foreign] = [own, others].map(|session| session.device.as_ref().unwrap());
    for n in 1..=MAX_PER_ADDRESS + 1 {
        assert_eq!(ask(&[], now()).await, n <= MAX_PER_ADDRESS, "a stranger's request {n}");
    }
    assert!(!ask(&[foreign, &others.secret, &Secret::generate()], now()).await, "someone else's is a stranger's");
    let shapes: [&[&Secret]; 5] = [&[device], &[&own.secret], &[foreign, device], &[&own.secret, device], &[device]];
    for kept in shapes {
        assert!(ask(kept, now()).await);
    }
    assert!(!ask(&[device], now()).await, "there is a limit to that, too");

    let next = now() + LINK_LIFE;
    for _ in 0..MAX_PER_ADDRESS {
        assert!(ask(&[], next).await);
    }
    assert!(ask(&[device], next).await);
    let caller = store.caller(&own.secret, next).await.unwrap().unwrap();
    store.end_all_sessions(&caller).await.unwrap();
    assert!(!ask(&[device, &own.secret], next).await, "nothing is known of it any more");
}
contract_test!(strangers_shut_nobody_out_of_a_known_browser);

/// Within a day an address takes so many wrong codes, whoever's it is; its owner is told
/// once. Links still let in, and so do codes in a browser that is known.
async fn wrong_codes_have_a_budget_of_a_day(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    let own = NewSession { device: Some(Secret::generate()), ..new_session() };
    store.sign_in_as(&email("adept1"), &own, now()).await.unwrap();
    let typed = async |asked: &SignInRequest, code: &Code, at| {
        store.redeem_code(from_ref(&asked.ticket), code, &new_session(), at).await.unwrap()
    };
    for (name, state) in [("adept1", LinkState::Good), ("ingen", LinkState::Unknown)] {
        let mut said = Vec::new();
        for _ in 0..MAX_WRONG_PER_DAY / MAX_WRONG_CODES {
            let request = asked(&store, name).await;
            for _ in 0..MAX_WRONG_CODES {
                said.push(typed(&request, &wrong(&request.code), now()).await);
            }
        }
        assert_eq!(said.pop(), Some(CodeOutcome::OverBudget), "{name}: the last one says so");
        assert!(!said.contains(&CodeOutcome::OverBudget), "{name}: {said:?}");
        let last = asked(&store, name).await;
        assert_eq!(typed(&last, &last.code, now()).await, CodeOutcome::OverBudget, "{name}: nor the right one");
        assert_eq!(store.redeem_link(&last.link, &new_session(), now()).await.unwrap(), state, "{name}");
    }
    let due = store.due_emails(100, now()).await.unwrap();
    let warned: Vec<_> = due.iter().filter(|due| matches!(due.message, Email::WrongCodes { .. })).collect();
    assert_eq!(warned.iter().map(|due| due.to.as_str()).collect::<Vec<_>>(), [email("adept1").as_str()]);
    assert!(warned[0].message == Email::WrongCodes { until: now() + CODE_DAY, known: false });

    let known = SignInRequest { kept: own.device.into_iter().collect(), ..request("adept1") };
    store.request_sign_in(&known, now()).await.unwrap();
    assert_eq!(typed(&known, &known.code, now()).await, CodeOutcome::SignedIn);
    let (tomorrow, next) = (now() + CODE_DAY, request("adept1"));
    store.request_sign_in(&next, tomorrow).await.unwrap();
    assert_eq!(typed(&next, &next.code, tomorrow).await, CodeOutcome::SignedIn);
}
contract_test!(wrong_codes_have_a_budget_of_a_day);

/// What was written by a clock that ran ahead shuts nobody out once it is set back.
async fn a_clock_that_is_set_back_shuts_nobody_out(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    for _ in 0..MAX_PER_ADDRESS {
        store.request_sign_in(&request("adept1"), later(1)).await.unwrap();
    }
    assert!(matches!(store.request_sign_in(&request("adept1"), later(1)).await, Err(Error::TooMany)), "the control");
    store.request_sign_in(&request("adept1"), now()).await.unwrap();
}
contract_test!(a_clock_that_is_set_back_shuts_nobody_out);

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
