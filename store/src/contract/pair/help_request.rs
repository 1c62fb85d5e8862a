//! Asking to be contacted by an organiser.

use domain::{
    live::Change,
    pair::help_request::{HelpRequests, OpenHelpRequest},
};

use crate::contract::{
    Bench, World, holds,
    world::{TITLE, later, now, text},
};
use crate::{Error, mail::outbox::Email};

/// What waits for the organisers.
async fn open(world: &World) -> Vec<OpenHelpRequest> {
    world.help_requests("organisator1", now()).await
}

/// The organisers read it, and hear of it without who or why; the sender sees
/// that it was seen; when it is taken care of it is gone.
async fn a_signal_is_for_the_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept, organiser) = (&world.store, world.caller("adept1").await, world.caller("organisator1").await);
    store.send_help_request(&adept, &text("Vi kör fast"), false, now()).await.unwrap();
    let messages = store.due_emails(10, now()).await.unwrap();
    assert!(
        messages.len() == 1
            && messages[0].to == "organisator1@example.org"
            && messages[0].message == Email::HelpRequested
    );
    let waiting = open(&world).await;
    assert_eq!((waiting.len(), waiting[0].name.as_str(), waiting[0].word.as_str()), (1, "Örjan Ek", "Vi kör fast"));
    assert_eq!((waiting[0].email.as_str(), waiting[0].seen_by.as_deref()), ("adept1@example.org", None));

    store.mark_help_request(&organiser, waiting[0].id, false, later(1)).await.unwrap();
    let own = store.help_requests(&adept).await.unwrap().own.unwrap();
    assert_eq!((own.at, own.word.as_str(), own.seen_by.as_deref()), (now(), "Vi kör fast", Some("Olga Ek")));
    store.mark_help_request(&organiser, waiting[0].id, true, later(2)).await.unwrap();
    assert_eq!(store.help_requests(&adept).await.unwrap(), HelpRequests::default());
    assert!(open(&world).await.is_empty());
    let again = store.mark_help_request(&organiser, waiting[0].id, true, later(3)).await;
    assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
    store.send_help_request(&adept, &text(""), false, later(4)).await.unwrap();
    assert_eq!(open(&world).await.len(), 1, "one can ask again");
}
contract_test!(a_signal_is_for_the_organisers);

/// It can be changed, which is no news to the organisers, and taken back.
async fn a_signal_can_be_taken_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept) = (&world.store, world.caller("adept1").await);
    store.send_help_request(&adept, &text("Ett"), false, now()).await.unwrap();
    store.send_help_request(&adept, &text("Två"), false, later(1)).await.unwrap();
    let waiting = open(&world).await;
    assert_eq!((waiting.len(), waiting[0].word.as_str()), (1, "Två"));
    assert_eq!(store.due_emails(10, later(1)).await.unwrap().len(), 1);
    store.withdraw_help_request(&world.caller("mentor1").await).await.unwrap();
    assert_eq!(open(&world).await.len(), 1, "not by the partner");
    store.withdraw_help_request(&adept).await.unwrap();
    assert!(open(&world).await.is_empty());
    assert_eq!(bench.rows().await["signals"], 0);
}
contract_test!(a_signal_can_be_taken_back);

/// The partner learns of it only if the sender wants, and never what it says.
async fn a_signal_is_shared_only_if_wanted(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, adept, mentor) = (&world.store, world.caller("adept1").await, world.caller("mentor1").await);
    let mut changes = store.changes();
    for (shared, at) in [(false, now()), (true, later(1))] {
        store.send_help_request(&adept, &text("Vi kör fast"), shared, at).await.unwrap();
        let change = changes.try_recv().unwrap();
        assert!(matches!(change, Change::HelpRequest { .. }));
        assert_eq!(mentor.may_know(&change), shared);
        for (name, told) in [("adept1", true), ("organisator1", true), ("adept2", false), ("kontakt1", false)] {
            assert_eq!(world.caller(name).await.may_know(&change), told, "{name}");
        }
        assert_eq!(
            store.help_requests(&mentor).await.unwrap(),
            HelpRequests { own: None, partners: shared.then_some(at) }
        );
        let asks = async |caller| store.pair_page(caller, now()).await.unwrap().unwrap().seen.unwrap().asks.len();
        assert_eq!(asks(&mentor).await, usize::from(shared), "what the organiser sees, but for what is not shared");
        let organiser = world.caller("organisator1").await;
        let overview = store.overview_page(&organiser, now()).await.unwrap().unwrap();
        assert_eq!((asks(&adept).await, overview.pairs.last().unwrap().asks.len()), (1, 1));
    }
}
contract_test!(a_signal_is_shared_only_if_wanted);

/// No one else reads it, sends it or takes care of it; and it is sealed.
async fn a_signal_is_no_one_elses(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, canary) = (&world.store, "kanariefågel i nödropet");
    store.send_help_request(&world.caller("adept1").await, &text(canary), true, now()).await.unwrap();
    let request = open(&world).await[0].id;
    for name in ["adept1", "mentor1", "adept2", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        assert_eq!(world.today(name, now()).await, None, "{name}");
        assert!(matches!(store.mark_help_request(&caller, request, true, now()).await, Err(Error::NotFound)), "{name}");
        if caller.pair.is_none() {
            assert!(
                matches!(store.send_help_request(&caller, &text(""), false, now()).await, Err(Error::NotFound)),
                "{name}"
            );
        }
    }
    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not sealed is found");
    assert!(!holds(&dump, canary));
}
contract_test!(a_signal_is_no_one_elses);
