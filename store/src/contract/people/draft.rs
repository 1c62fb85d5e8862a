//! Drafts of forms.

use domain::{
    dashboard::ToDo,
    meeting::log::form_of,
    pair::status::StatusChange,
    people::{
        Caller,
        draft::{Draft, DraftId, Fields, FormAddress, MOST_DRAFTS, UNDO},
    },
    round::retention::DRAFT_DAYS,
};
use jiff::SignedDuration;

use crate::contract::{
    Bench, World, holds,
    world::{email, later, now, pair_up},
};
use crate::{Error, round::retention::Deleted};

const SECTION: &str = "/ansok/ansokan/syfte";
const WORDS: &str = "kanariefågel i utkastet";

/// A draft of a form, with some words in it, under a key that no other has.
pub(crate) fn draft(form: &str, words: &str) -> Draft {
    let key = crate::secret::Secret::generate().reveal().chars().take(16).collect::<String>();
    Draft {
        id: DraftId::from_key(&key).unwrap(),
        form: FormAddress::of(form).unwrap(),
        saved_at: now(),
        fields: typed(words),
    }
}

fn typed(words: &str) -> Fields {
    vec![("log[date]".to_owned(), "2026-11-2".to_owned()), ("log[notes]".to_owned(), words.to_owned())]
}

async fn drafts(world: &World, caller: &Caller, form: &str) -> Vec<Draft> {
    world.store.drafts(caller, FormAddress::of(form).as_ref()).await.unwrap()
}

/// Kept as typed, in a pair's form and in any other; read by its writer only, and
/// never in the open.
async fn a_draft_is_its_writers_alone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    for form in [form_of(None).as_str(), SECTION] {
        let mine = draft(form, WORDS);
        world.store.save_draft(&adept, &mine).await.unwrap();
        assert_eq!(drafts(&world, &adept, form).await, std::slice::from_ref(&mine));
        for name in ["mentor1", "adept2", "organisator1"] {
            let caller = world.caller(name).await;
            assert_eq!(world.store.drafts(&caller, None).await.unwrap(), [], "{name}");
            // Not even whoever knows its key changes it, or takes it away.
            world.store.discard_draft(&caller, mine.id, now()).await.unwrap();
            world.store.forget_draft(&caller, mine.id).await.unwrap();
            let kept = world.store.save_draft(&caller, &Draft { fields: typed("annat"), ..mine.clone() }).await;
            let has_room = caller.pair.is_some() || form == SECTION;
            assert_eq!(kept.is_ok(), has_room, "{name}: {kept:?}");
            world.store.forget_draft(&caller, mine.id).await.unwrap();
        }
        assert_eq!(drafts(&world, &adept, form).await, [mine]);
    }
    assert_eq!(world.store.drafts(&adept, None).await.unwrap().len(), 2);
    assert!(!holds(&bench.dump().await, WORDS));
}
contract_test!(a_draft_is_its_writers_alone);

/// What is begun anew stands beside what was begun before; what is typed on takes
/// the place of what it goes on with. Saving one leaves the other.
async fn one_draft_never_takes_anothers_place(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let form = form_of(None);
    let ignored = draft(&form, "ett");
    let begun = Draft { saved_at: later(1), ..draft(&form, "två") };
    let typed_on = Draft { saved_at: later(2), fields: typed("två ord"), ..begun.clone() };
    for draft in [&ignored, &begun, &typed_on] {
        world.store.save_draft(&adept, draft).await.unwrap();
    }
    assert_eq!(drafts(&world, &adept, &form).await, [typed_on.clone(), ignored.clone()], "the latest first");
    world.store.forget_draft(&adept, typed_on.id).await.unwrap();
    assert_eq!(drafts(&world, &adept, &form).await, [ignored]);
}
contract_test!(one_draft_never_takes_anothers_place);

/// What was discarded comes back for a day, or when its writer types on.
async fn a_discarded_draft_comes_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let mine = draft(SECTION, "ett");
    let offered = async || world.store.drafts(&adept, None).await.unwrap().len();
    world.store.save_draft(&adept, &mine).await.unwrap();
    let nothing = world.store.restore_draft(&adept, mine.id, now()).await;
    assert!(matches!(nothing, Err(Error::NotFound)), "it was not discarded");
    for again in [false, true] {
        world.store.discard_draft(&adept, mine.id, now()).await.unwrap();
        assert_eq!(offered().await, 0);
        if again {
            world.store.save_draft(&adept, &mine).await.unwrap();
        } else {
            world.store.restore_draft(&adept, mine.id, later(23)).await.unwrap();
        }
        assert_eq!(offered().await, 1);
    }
    world.store.discard_draft(&adept, mine.id, now()).await.unwrap();
    let late = world.store.restore_draft(&adept, mine.id, now() + UNDO).await;
    assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
    let deleted = world.store.delete_what_is_due(now() + UNDO).await.unwrap();
    assert_eq!((deleted, bench.rows().await["drafts"]), (Deleted { drafts: 1, ..Deleted::default() }, 0));
}
contract_test!(a_discarded_draft_comes_back);

/// For so many days after it was typed, and no longer.
async fn an_old_draft_is_deleted(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    world.store.save_draft(&adept, &draft(SECTION, "ett")).await.unwrap();
    let after = |days: i32| now() + SignedDuration::from_hours(24 * i64::from(days));
    for (days, left) in [(DRAFT_DAYS - 1, 1), (DRAFT_DAYS, 0)] {
        world.store.delete_what_is_due(after(days)).await.unwrap();
        assert_eq!(bench.rows().await["drafts"], left, "after {days} days");
    }
}
contract_test!(an_old_draft_is_deleted);

/// What someone meant to need at a day goes when needs do, however new it is.
async fn a_draft_of_needs_goes_with_the_needs(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    for form in ["/dagar/december/behov", "/dagar/april/behov"] {
        world.store.save_draft(&adept, &draft(form, "ett")).await.unwrap();
    }
    let (kept, gone) = ("2026-12-17T22:59:59Z".parse().unwrap(), "2026-12-17T23:00Z".parse().unwrap());
    for (at, left) in [(kept, 2), (gone, 1)] {
        world.store.delete_what_is_due(at).await.unwrap();
        assert_eq!(bench.rows().await["drafts"], left);
    }
    let begun = world.store.begun_forms(&adept).await.unwrap();
    assert_eq!(begun.iter().map(FormAddress::as_str).collect::<Vec<_>>(), ["/dagar/april/behov"]);
    assert!(world.store.begun_forms(&world.caller("mentor1").await).await.unwrap().is_empty());
}
contract_test!(a_draft_of_needs_goes_with_the_needs);

/// Nobody fills the database: at so many it stops, and what is there can be typed on.
async fn nobody_keeps_too_many_drafts(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let mut last = draft(SECTION, "ett");
    for _ in 0..MOST_DRAFTS {
        last = draft(SECTION, "ett");
        world.store.save_draft(&adept, &last).await.unwrap();
    }
    let more = world.store.save_draft(&adept, &draft(SECTION, "ett")).await;
    assert!(matches!(more, Err(Error::TooMany)), "{more:?}");
    world.store.save_draft(&adept, &Draft { fields: typed("två"), ..last }).await.unwrap();
    world.store.save_draft(&mentor, &draft(SECTION, "ett")).await.unwrap();
}
contract_test!(nobody_keeps_too_many_drafts);

/// What one was writing when the pair ended is kept, and read by whoever wrote it;
/// in a new pair it is not offered, and with the old pair's texts it is erased.
async fn a_draft_outlives_the_pairs_end_and_not_its_texts(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let form = form_of(None);
    let mine = draft(&form, WORDS);
    world.store.change_status(&world.caller("mentor1").await, StatusChange::End, None, now()).await.unwrap();
    world.store.save_draft(&adept, &mine).await.unwrap();
    assert_eq!(drafts(&world, &adept, &form).await, [mine]);

    world.store.change_status(&world.caller("adept2").await, StatusChange::End, None, now()).await.unwrap();
    assert!(pair_up(bench, "adept1", "mentor2").await);
    let in_new_pair = world.caller("adept1").await;
    assert_ne!(in_new_pair.pair, adept.pair);
    assert_eq!(drafts(&world, &in_new_pair, &form).await, [], "it is about another");
    let to_do = world.store.dashboard(&in_new_pair, now()).await.unwrap().to_do;
    assert!(!to_do.iter().any(|what| matches!(what, ToDo::GoOn(_))), "{to_do:?}");
    world.store.erase_pair(&email("adept1"), &email("mentor1"), 15, now()).await.unwrap();
    assert_eq!(bench.rows().await["drafts"], 0);
}
contract_test!(a_draft_outlives_the_pairs_end_and_not_its_texts);
