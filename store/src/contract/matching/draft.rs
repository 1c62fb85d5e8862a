//! Drafts of who becomes whose mentor: made, changed, undone.

use domain::{live::Change, matching::Step};

use super::{Group, forbidden, new_draft, pairs};
use crate::contract::{Bench, world::now};
use crate::{Error, idempotency::IdempotencyKey, matching::DraftChange};

/// A draft begins with the best there is, and can be changed by hand; the last
/// change can be undone.
async fn a_draft_begins_with_the_best_and_is_changed_by_hand(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let draft = group.draft().await;
    let open_draft = group.open_draft(draft).await;
    assert_eq!(pairs(&open_draft), [(alva, cilla), (bo, dan)]);
    assert_eq!(
        (open_draft.short_of, open_draft.undoable, open_draft.whole, open_draft.version),
        (Ok((0, 0)), false, true, 1)
    );
    assert_eq!(open_draft.total, u64::from(open_draft.pairs[0].1.total() + open_draft.pairs[1].1.total()));

    group.take(draft, Step::Pair(alva, dan)).await.unwrap();
    let open_draft = group.open_draft(draft).await;
    assert_eq!(pairs(&open_draft), [(alva, dan), (bo, cilla)], "they change places");
    assert_eq!((open_draft.short_of, open_draft.undoable), (Ok((0, 100)), true));

    group.take(draft, Step::Lock(alva, dan)).await.unwrap();
    group.take(draft, Step::Propose).await.unwrap();
    assert_eq!(pairs(&group.open_draft(draft).await), [(alva, dan), (bo, cilla)], "what is locked stays");
    group.take(draft, Step::Forbid(bo, cilla)).await.unwrap();
    let open_draft = group.open_draft(draft).await;
    assert_eq!((pairs(&open_draft), open_draft.forbidden), (vec![(alva, dan)], vec![(bo, cilla)]));
    assert!(forbidden(group.take(draft, Step::Pair(bo, cilla)).await, "forbidden"));
    group.take(draft, Step::Undo).await.unwrap();
    assert_eq!(pairs(&group.open_draft(draft).await), [(alva, dan), (bo, cilla)]);
    group.take(draft, Step::Undo).await.unwrap();
    assert_eq!(pairs(&group.open_draft(draft).await), [(alva, dan)], "and back");
}
contract_test!(a_draft_begins_with_the_best_and_is_changed_by_hand);

/// Two who change the same version: the second is told, and nothing is lost. A
/// form that arrives twice makes one change.
async fn of_two_changes_at_once_the_second_is_told(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let key = IdempotencyKey::of("matching/draft", b"nyckel=1");
    let draft = group.store().new_match_draft(&group.organiser, Some(&key), &new_draft(false), now()).await.unwrap();
    let again = group.store().new_match_draft(&group.organiser, Some(&key), &new_draft(false), now()).await.unwrap();
    assert_eq!((again, bench.rows().await["match_drafts"]), (draft, 1));

    let form = IdempotencyKey::of("matching/step", b"nyckel=2");
    let part = DraftChange { draft, version: 1, step: Step::Part(alva, cilla) };
    group.change(&group.organiser, Some(&form), part).await.unwrap();
    group.change(&group.organiser, Some(&form), part).await.unwrap();
    let late = DraftChange { draft, version: 1, step: Step::Part(bo, dan) };
    assert!(matches!(group.change(&group.organiser, None, late).await, Err(Error::Conflict)));
    assert_eq!(pairs(&group.open_draft(draft).await), [(bo, dan)]);
    group.store().delete_match_draft(&group.organiser, draft).await.unwrap();
    assert!(group.store().matching(&group.organiser, Some(draft)).await.unwrap().is_none());
    assert_eq!(bench.rows().await["match_links"], 0);
}
contract_test!(of_two_changes_at_once_the_second_is_told);

/// Those who match are told of a change, and nobody else.
async fn a_draft_is_announced_to_those_who_match(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let mut changes = group.store().changes();
    group.draft().await;
    let change = changes.recv().await.unwrap();
    assert_eq!(change, Change::Matching { round: group.organiser.round });
    assert!(group.organiser.may_know(&change) && group.member.may_know(&change));
    for name in ["sokande1", "kontakt1", "adept1", "reserv1"] {
        assert!(!group.world.caller(name).await.may_know(&change), "{name}");
    }
}
contract_test!(a_draft_is_announced_to_those_who_match);
