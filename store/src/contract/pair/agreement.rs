//! What a pair agrees on.

use std::sync::Arc;

use domain::{
    live::Change,
    lost::Lost,
    meeting::Form,
    pair::agreement::{Agreement, Agreements, Goal, GoalId, Progress, Terms},
    people::{Caller, Role},
};

use crate::contract::{
    Bench, World, holds,
    world::{TITLE, later, now},
};
use crate::{Error, idempotency::IdempotencyKey, mail::outbox::Email};

/// Terms with two goals, the first of which has steps.
pub(crate) fn terms(every_weeks: u32, steps: &[&str]) -> Terms {
    let steps = steps.iter().map(|step| (*step).to_owned()).collect();
    let text = |words: &str| words.to_owned();
    Terms {
        every_weeks,
        minutes: 90,
        form: Form::InPerson,
        adept: text("Ärliga frågor"),
        mentor: text("Förberedda träffar"),
        rules: text("Vi ställer in i god tid"),
        confidence: text("Det stannar här"),
        goals: vec![
            Goal { id: None, what: text("Delegera"), steps },
            Goal { id: None, what: text("Leda chefer"), steps: Vec::new() },
        ],
    }
}

async fn read(world: &World, caller: &Caller) -> Agreements {
    world.store.agreements(caller).await.unwrap()
}

/// Proposes as one and signs as the other; the goals' numbers.
pub(crate) async fn agree(world: &World, terms: &Terms) -> [GoalId; 2] {
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let latest = read(world, &adept).await.latest();
    world.store.propose(&adept, None, latest, terms, now()).await.unwrap();
    world.store.sign(&mentor, latest + 1, later(1)).await.unwrap();
    let goals = read(world, &adept).await.in_force().unwrap().terms.goals.clone();
    [0, 1].map(|n: usize| goals[n].id.unwrap())
}

/// What one writes holds once the other has signed; until then the version
/// before it does. The pair is then measured against its rhythm.
async fn an_agreement_holds_when_both_have_signed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let weeks = async || world.store.pair(&mentor).await.unwrap().unwrap().every_weeks;
    assert_eq!(read(&world, &adept).await, Agreements::default());

    world.store.propose(&adept, None, 0, &terms(6, &[]), now()).await.unwrap();
    let proposed = read(&world, &mentor).await;
    assert!(proposed.in_force().is_none());
    let version = proposed.proposed().unwrap();
    assert_eq!((version.version, version.written_by, version.written_at), (1, Role::Adept, now()));
    assert_eq!((version.adept_signed, version.mentor_signed), (Some(now()), None));
    assert_eq!(
        (version.terms.rules.as_str(), version.terms.goals[0].what.as_str()),
        ("Vi ställer in i god tid", "Delegera")
    );
    assert_eq!(weeks().await, 4, "not yet");
    world.store.sign(&adept, 1, later(1)).await.unwrap();
    assert!(read(&world, &adept).await.in_force().is_none(), "one's own signature is there already");

    world.store.sign(&mentor, 1, later(2)).await.unwrap();
    let signed = read(&world, &adept).await;
    assert_eq!(signed.in_force().unwrap().agreed(), Some(later(2)));
    assert_eq!((signed.proposed(), weeks().await), (None, 6));

    world.store.propose(&mentor, None, 1, &terms(3, &[]), later(3)).await.unwrap();
    let changed = read(&world, &adept).await;
    assert_eq!((changed.in_force().unwrap().version, changed.proposed().unwrap().version), (1, 2));
    assert_eq!(weeks().await, 6, "the old one holds meanwhile");
    world.store.sign(&adept, 2, later(4)).await.unwrap();
    let both = read(&world, &adept).await;
    let history: Vec<_> = both.versions.iter().map(|version| (version.version, version.terms.every_weeks)).collect();
    assert_eq!((history, weeks().await), (vec![(2, 3), (1, 6)], 3));
}
contract_test!(an_agreement_holds_when_both_have_signed);

/// The partner hears of it, and only the pair; a form that comes twice is one version.
async fn an_agreement_is_told_to_the_partner(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let mut changes = world.store.changes();
    let form = IdempotencyKey::of("propose", b"key=1");
    for _ in 0..2 {
        world.store.propose(&adept, Some(&form), 0, &terms(4, &[]), now()).await.unwrap();
    }
    assert_eq!(read(&world, &adept).await.versions.len(), 1);
    let messages = world.store.due_emails(10, now()).await.unwrap();
    assert!(messages.len() == 1 && messages[0].to == "mentor1@example.org");
    assert!(messages[0].message == Email::ToSign { partner: adept.name.clone() });

    let written = changes.try_recv().unwrap();
    assert!(changes.try_recv().is_err(), "told once");
    world.store.sign(&mentor, 1, now()).await.unwrap();
    assert_eq!(changes.try_recv().unwrap(), written);
    let rhythm = changes.try_recv().unwrap();
    assert!(matches!(rhythm, Change::PairStatus { .. }));
    for (name, told, of_rhythm) in
        [("mentor1", true, true), ("adept2", false, false), ("organisator1", false, true), ("kontakt1", false, false)]
    {
        let caller = world.caller(name).await;
        assert_eq!((caller.may_know(&written), caller.may_know(&rhythm)), (told, of_rhythm), "{name}");
    }
}
contract_test!(an_agreement_is_told_to_the_partner);

/// Whoever read an older version neither writes over a later one nor signs it.
async fn a_later_version_is_not_written_over(bench: &dyn Bench) {
    let world = Arc::new(World::new(bench).await);
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let writers = [&adept, &mentor, &adept, &mentor, &adept, &mentor].map(|caller| {
        let (world, caller) = (Arc::clone(&world), caller.clone());
        tokio::spawn(async move { world.store.propose(&caller, None, 0, &terms(4, &[]), now()).await })
    });
    let mut written = 0;
    for writer in writers {
        match writer.await.unwrap() {
            Ok(()) => written += 1,
            outcome => assert!(matches!(outcome, Err(Error::Conflict)), "{outcome:?}"),
        }
    }
    assert_eq!((written, read(&world, &adept).await.versions.len()), (1, 1));

    world.store.propose(&adept, None, 1, &terms(5, &[]), later(1)).await.unwrap();
    assert!(matches!(world.store.sign(&mentor, 1, later(2)).await, Err(Error::Conflict)), "there is a later one");
    assert!(matches!(world.store.sign(&mentor, 3, later(2)).await, Err(Error::Conflict)), "there is none yet");
}
contract_test!(a_later_version_is_not_written_over);

/// Either notes how far they have come, without signing. A step that is still
/// named in a later version stays done; another pair's goal does not exist.
async fn goals_come_as_far_as_their_steps(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let [first, second] = agree(&world, &terms(4, &["läs", "öva", "våga"])).await;
    let ticks = |steps: &[usize]| Progress::default().with_ticks(steps.iter().copied());
    let (store, none) = (&world.store, Progress::default());
    store.note_progress(&adept, first, none, ticks(&[0, 1]), now()).await.unwrap();
    let late = store.note_progress(&mentor, first, none, ticks(&[2]), now()).await;
    assert!(matches!(late, Err(Error::Conflict)), "the partner has ticked others: {late:?}");
    store.note_progress(&mentor, second, none, Progress { percent: 75, ticks: 0 }, now()).await.unwrap();
    let held = [(first, ticks(&[0, 1])), (second, Progress { percent: 75, ticks: 0 })];
    assert_eq!(read(&world, &adept).await.progress, held);

    let other = world.caller("adept2").await;
    for goal in [first, GoalId(999)] {
        assert!(matches!(store.note_progress(&other, goal, none, none, now()).await, Err(Error::NotFound)));
    }
    let mut changed = read(&world, &adept).await.in_force().unwrap().terms.clone();
    changed.goals[0].steps = ["öva", "vila", "läs"].map(str::to_owned).to_vec();
    assert_eq!(agree(&world, &changed).await, [first, second], "a goal keeps its number");
    assert_eq!(read(&world, &adept).await.progress, [(first, ticks(&[0, 2])), held[1]]);

    // Numbers that are not the pair's, or twice the same, are new goals.
    changed.goals[0].id = Some(GoalId(999));
    changed.goals.push(changed.goals[1].clone());
    world.store.propose(&adept, None, 2, &changed, later(2)).await.unwrap();
    let goals = read(&world, &adept).await.proposed().unwrap().terms.goals.clone();
    assert!(goals[0].id != Some(GoalId(999)) && goals[1].id == Some(second) && goals[2].id != Some(second));
}
contract_test!(goals_come_as_far_as_their_steps);

/// It is the pair's alone, and sealed.
async fn an_agreement_is_the_pairs_alone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let canary = "kanariefågel i överenskommelsen";
    let text = || canary.to_owned();
    let goals =
        vec![Goal { id: None, what: text(), steps: vec![text()] }, Goal { id: None, what: text(), steps: vec![] }];
    let secret = Terms { adept: text(), mentor: text(), rules: text(), confidence: text(), goals, ..terms(4, &[]) };
    agree(&world, &secret).await;
    for name in ["adept2", "mentor2", "kontakt1", "arbetsgrupp1", "organisator1", "reserv1"] {
        let caller = world.caller(name).await;
        assert_eq!(read(&world, &caller).await, Agreements::default(), "{name}");
        if caller.pair.is_none() {
            let outcome = world.store.propose(&caller, None, 0, &secret, now()).await;
            assert!(matches!(outcome, Err(Error::NotFound)), "{name}");
        }
        assert!(world.store.sign(&caller, 1, now()).await.is_err(), "{name}");
    }
    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not sealed is found");
    assert!(!holds(&dump, canary));

    let adept = world.caller("adept1").await;
    bench.delete_pair_key(adept.pair.unwrap()).await;
    let versions = read(&world, &adept).await.versions;
    assert!(!versions.is_empty());
    let lost = |version: &Agreement| version.terms.what_was_lost();
    assert!(versions.iter().all(|version| lost(version) == Some(Lost::Erased)), "gone with its key");
}
contract_test!(an_agreement_is_the_pairs_alone);
