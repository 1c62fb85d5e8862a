//! Asking to be contacted by an organiser.

use domain::{
    board::Overview,
    live::Change,
    signal::{Call, Signals},
};

use super::{
    Bench, World, holds,
    world::{TITLE, later, now, text},
};
use crate::{Error, message::Letter};

async fn overview(world: &World) -> Overview {
    world.store.overview_page(&world.caller("organisator1").await, now()).await.unwrap().unwrap()
}

/// What waits for the organisers.
async fn calls(world: &World) -> Vec<Call> {
    overview(world).await.calls
}

/// The organisers read it, and hear of it without who or why; the sender sees
/// that it was seen; when it is taken care of it is gone.
pub async fn a_signal_is_for_the_organisers(bench: &impl Bench) {
    let world = World::new(bench).await;
    let (store, adept, organiser) = (&world.store, world.caller("adept1").await, world.caller("organisator1").await);
    store.send_signal(&adept, &text("Vi kör fast"), false, now()).await.unwrap();
    let letters = store.due_letters(10, now()).await.unwrap();
    assert!(letters.len() == 1 && letters[0].to == "organisator1@example.org" && letters[0].letter == Letter::Call);
    let waiting = calls(&world).await;
    assert_eq!((waiting.len(), waiting[0].name.as_str(), waiting[0].word.as_str()), (1, "Örjan Ek", "Vi kör fast"));
    assert_eq!((waiting[0].email.as_str(), waiting[0].seen_by.as_deref()), ("adept1@example.org", None));

    store.mark_call(&organiser, waiting[0].id, false, later(1)).await.unwrap();
    let own = store.signals(&adept).await.unwrap().own.unwrap();
    assert_eq!((own.at, own.word.as_str(), own.seen_by.as_deref()), (now(), "Vi kör fast", Some("Olga Ek")));
    store.mark_call(&organiser, waiting[0].id, true, later(2)).await.unwrap();
    assert_eq!(store.signals(&adept).await.unwrap(), Signals::default());
    assert!(calls(&world).await.is_empty());
    let again = store.mark_call(&organiser, waiting[0].id, true, later(3)).await;
    assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
    store.send_signal(&adept, &text(""), false, later(4)).await.unwrap();
    assert_eq!(calls(&world).await.len(), 1, "one can ask again");
}

/// It can be changed, which is no news to the organisers, and taken back.
pub async fn a_signal_can_be_taken_back(bench: &impl Bench) {
    let world = World::new(bench).await;
    let (store, adept) = (&world.store, world.caller("adept1").await);
    store.send_signal(&adept, &text("Ett"), false, now()).await.unwrap();
    store.send_signal(&adept, &text("Två"), false, later(1)).await.unwrap();
    let waiting = calls(&world).await;
    assert_eq!((waiting.len(), waiting[0].word.as_str()), (1, "Två"));
    assert_eq!(store.due_letters(10, later(1)).await.unwrap().len(), 1);
    store.take_back_signal(&world.caller("mentor1").await).await.unwrap();
    assert_eq!(calls(&world).await.len(), 1, "not by the mate");
    store.take_back_signal(&adept).await.unwrap();
    assert!(calls(&world).await.is_empty());
    assert_eq!(bench.rows().await["signals"], 0);
}

/// The mate learns of it only if the sender wants, and never what it says.
pub async fn a_signal_is_shared_only_if_wanted(bench: &impl Bench) {
    let world = World::new(bench).await;
    let (store, adept, mentor) = (&world.store, world.caller("adept1").await, world.caller("mentor1").await);
    let mut changes = store.changes();
    for (shared, at) in [(false, now()), (true, later(1))] {
        store.send_signal(&adept, &text("Vi kör fast"), shared, at).await.unwrap();
        let change = changes.try_recv().unwrap();
        assert!(matches!(change, Change::Signal { .. }));
        assert_eq!(mentor.may_know(&change), shared);
        for (name, told) in [("adept1", true), ("organisator1", true), ("adept2", false), ("kontakt1", false)] {
            assert_eq!(world.caller(name).await.may_know(&change), told, "{name}");
        }
        assert_eq!(store.signals(&mentor).await.unwrap(), Signals { own: None, mates: shared.then_some(at) });
        let asks = async |caller| store.pair_page(caller, now()).await.unwrap().unwrap().seen.unwrap().asks.len();
        assert_eq!(asks(&mentor).await, usize::from(shared), "what the organiser sees, but for what is not shared");
        let overview = overview(&world).await;
        assert_eq!((asks(&adept).await, overview.pairs.last().unwrap().asks.len()), (1, 1));
    }
}

/// No one else reads it, sends it or takes care of it; and it is sealed.
pub async fn a_signal_is_no_one_elses(bench: &impl Bench) {
    let world = World::new(bench).await;
    let (store, canary) = (&world.store, "kanariefågel i nödropet");
    store.send_signal(&world.caller("adept1").await, &text(canary), true, now()).await.unwrap();
    let call = calls(&world).await[0].id;
    for name in ["adept1", "mentor1", "adept2", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let caller = world.caller(name).await;
        assert!(store.overview_page(&caller, now()).await.unwrap().is_none(), "{name}");
        assert!(matches!(store.mark_call(&caller, call, true, now()).await, Err(Error::NotFound)), "{name}");
        if caller.pair.is_none() {
            assert!(
                matches!(store.send_signal(&caller, &text(""), false, now()).await, Err(Error::NotFound)),
                "{name}"
            );
        }
    }
    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not sealed is found");
    assert!(!holds(&dump, canary));
}
