//! Who sits at which table. With the world's two pairs across two organisations
//! there is one way to keep every wish at two tables: the adepts at one, the
//! mentors at the other.

use std::sync::Arc;

use domain::{
    day::{
        Answer, SegmentId,
        check_in::{Attendee, NewVisitor},
        tables::{Seat, Step, TablesView, To, Wish},
    },
    input::{FieldError, Problem},
    live::Change,
    people::{Caller, PersonId},
};

use crate::contract::{
    Bench, World,
    world::{later, now, round},
};
use crate::{Error, Result, day::tables::TableChange, idempotency::IdempotencyKey};

const DRAW: Step = Step::Draw { tables: 2, rounds: 1 };

/// The four of them, an organiser, and a part of a day.
struct Hall {
    world: World,
    organiser: Caller,
    segment: SegmentId,
    adepts: [Caller; 2],
    mentors: [Caller; 2],
}

impl Hall {
    async fn new(bench: &dyn Bench) -> Self {
        let world = World::new(bench).await;
        Self {
            organiser: world.caller("organisator1").await,
            segment: world.segment("april", 0).await,
            adepts: [world.caller("adept1").await, world.caller("adept2").await],
            mentors: [world.caller("mentor1").await, world.caller("mentor2").await],
            world,
        }
    }

    /// The same, and all four have said yes.
    async fn full(bench: &dyn Bench) -> Self {
        let hall = Self::new(bench).await;
        for caller in hall.adepts.iter().chain(&hall.mentors) {
            hall.answer(caller, Answer::Yes).await;
        }
        hall
    }

    async fn answer(&self, caller: &Caller, answer: Answer) {
        self.world.store.answer(caller, self.segment, answer, now()).await.unwrap();
    }

    async fn view(&self) -> TablesView {
        self.view_of("april", self.segment).await
    }

    async fn view_of(&self, slug: &str, segment: SegmentId) -> TablesView {
        self.world.store.tables(&self.organiser, slug, Some(segment), now()).await.unwrap().unwrap()
    }

    async fn take(&self, step: Step) -> Result<()> {
        let version = self.view().await.version;
        self.change(None, version, step).await
    }

    async fn change(&self, form: Option<&IdempotencyKey>, version: u32, step: Step) -> Result<()> {
        let change = TableChange { segment: self.segment, version, step };
        self.world.store.change_tables(&self.organiser, form, change, now()).await
    }
}

/// Who sits at the tables of a round.
fn seated(view: &TablesView, round: u32) -> Vec<Vec<Attendee>> {
    let at = |table| view.plan.at(round, table).map(|seat| seat.person).collect();
    (1..=view.plan.tables).map(at).collect()
}

/// Whoever said yes is seated, and as the wishes want it; whoever did not, is not.
async fn a_plan_is_drawn_for_those_who_come(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    let empty = hall.view().await;
    assert_eq!((empty.coming, empty.version, empty.undoable), (4, 0, false));
    assert!(empty.plan.seats.is_empty() && empty.unseated.len() == 4);

    hall.take(DRAW).await.unwrap();
    let view = hall.view().await;
    let of = |caller: &Caller| Attendee::from(caller.person);
    let [adepts, mentors] = [&hall.adepts, &hall.mentors].map(|two| two.each_ref().map(of));
    let mut tables = seated(&view, 1);
    tables.sort();
    let mut wanted = [adepts.to_vec(), mentors.to_vec()];
    for table in &mut wanted {
        table.sort();
    }
    wanted.sort();
    assert_eq!(tables, wanted);
    assert_eq!((view.score.new, view.score.bound, view.score.broken.len()), (2, 2, 0));
    assert_eq!((view.unseated.len(), view.people.len()), (0, 4));

    hall.answer(&hall.adepts[0], Answer::Maybe).await;
    hall.take(Step::Draw { tables: 1, rounds: 2 }).await.unwrap();
    assert_eq!(seated(&hall.view().await, 2)[0].len(), 3);
    assert_eq!(bench.rows().await["table_plans"], 1);
}
contract_test!(a_plan_is_drawn_for_those_who_come);

/// Who has said nothing is counted on until someone has said yes; a no is a no.
async fn before_anyone_has_answered_everyone_is_seated(bench: &dyn Bench) {
    let hall = Hall::new(bench).await;
    assert_eq!(hall.view().await.coming, 4);
    hall.answer(&hall.adepts[0], Answer::No).await;
    assert_eq!(hall.view().await.coming, 3);
    hall.answer(&hall.mentors[0], Answer::Yes).await;
    assert_eq!(hall.view().await.coming, 1);
    // And whoever is here is here, whatever they answered.
    let adept = hall.adepts[0].person;
    hall.world.store.check_in(&hall.organiser, hall.segment, adept, now()).await.unwrap();
    assert_eq!(hall.view().await.coming, 2);
}
contract_test!(before_anyone_has_answered_everyone_is_seated);

/// People change seats or tables; it is said what that costs. A locked seat
/// stays when the others are drawn anew.
async fn a_plan_is_changed_by_hand_and_locks_hold(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    hall.take(DRAW).await.unwrap();
    let [adept, partner] = [&hall.adepts[0], &hall.mentors[0]].map(|caller| Attendee::from(caller.person));
    let table = hall.view().await.plan.table_of(1, partner).unwrap();

    hall.take(Step::Move { round: 1, person: adept, to: To::Table(table) }).await.unwrap();
    let view = hall.view().await;
    assert_eq!(seated(&view, 1)[table as usize - 1].len(), 3);
    let wishes: Vec<_> = view.score.broken.iter().map(|broken| (broken.other(adept), broken.wish)).collect();
    assert!(wishes.contains(&(Some(partner), Wish::NotThePartner)), "{wishes:?}");

    hall.take(Step::Lock { round: 1, person: adept }).await.unwrap();
    hall.take(DRAW).await.unwrap();
    let view = hall.view().await;
    let locked: Vec<_> = view.plan.seats.iter().filter(|seat| seat.locked).copied().collect();
    assert_eq!(locked, [Seat { round: 1, table, person: adept, locked: true }]);
    assert!(view.score.broken.is_empty(), "the others sit elsewhere");

    let other = Attendee::from(hall.mentors[1].person);
    let theirs = view.plan.table_of(1, other).unwrap();
    hall.take(Step::Move { round: 1, person: adept, to: To::SeatOf(other) }).await.unwrap();
    let view = hall.view().await;
    assert_eq!((view.plan.table_of(1, adept), view.plan.table_of(1, other)), (Some(theirs), Some(table)));
    hall.take(Step::Lock { round: 1, person: adept }).await.unwrap();
    assert!(hall.view().await.plan.seats.iter().all(|seat| !seat.locked), "unlocked again");

    let nobody = Attendee::from(PersonId(9999));
    for step in [
        Step::Move { round: 2, person: adept, to: To::Table(1) },
        Step::Move { round: 1, person: nobody, to: To::Table(1) },
        Step::Move { round: 1, person: adept, to: To::Table(3) },
        Step::Move { round: 1, person: adept, to: To::SeatOf(nobody) },
        Step::Lock { round: 1, person: nobody },
        Step::Place(Some(adept)),
    ] {
        assert!(matches!(hall.take(step).await, Err(Error::NotFound)), "{step:?}");
    }
}
contract_test!(a_plan_is_changed_by_hand_and_locks_hold);

/// Whatever it was, and once more, and it is there again.
async fn every_last_change_can_be_undone(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    let [adept, mentor] = [&hall.adepts[0], &hall.mentors[0]].map(|caller| Attendee::from(caller.person));
    for step in [
        DRAW,
        Step::Lock { round: 1, person: adept },
        Step::Move { round: 1, person: adept, to: To::SeatOf(mentor) },
        Step::TakeOut(adept),
        Step::Place(None),
        Step::Draw { tables: 1, rounds: 3 },
        Step::Clear,
    ] {
        let before = hall.view().await.plan;
        hall.take(step).await.unwrap();
        let after = hall.view().await.plan;
        assert_ne!(after, before, "{step:?}");
        hall.take(Step::Undo).await.unwrap();
        assert_eq!(hall.view().await.plan.seats, before.seats, "{step:?} undone");
        hall.take(Step::Undo).await.unwrap();
        let view = hall.view().await;
        assert_eq!(view.plan, after, "{step:?} again");
        assert!(view.undoable);
    }
    hall.take(DRAW).await.unwrap();
    assert_eq!(bench.rows().await["table_seats"], 4, "what no one can go back to is gone");
}
contract_test!(every_last_change_can_be_undone);

/// Who sat together on an earlier day has met, if they were there; a later day
/// counts for nothing.
async fn who_has_met_is_remembered(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    let december = hall.world.segment("december", 0).await;
    let draw = async |segment| {
        let change = TableChange { segment, version: 0, step: DRAW };
        hall.world.store.change_tables(&hall.organiser, None, change, now()).await.unwrap();
    };
    draw(hall.segment).await;
    draw(december).await;
    let score = async || {
        let score = hall.view().await.score;
        (score.new, score.repeats)
    };
    assert_eq!(score().await, (0, 2));
    assert_eq!(hall.view_of("december", december).await.score.new, 2);
    // As soon as anyone was checked in, only those were there who were.
    let [one, other] = &hall.adepts;
    let check_in = async |caller: &Caller| {
        hall.world.store.check_in(&hall.organiser, december, caller.person, later(1)).await.unwrap();
    };
    check_in(one).await;
    assert_eq!(score().await, (2, 0));
    check_in(other).await;
    assert_eq!(score().await, (1, 1));
}
contract_test!(who_has_met_is_remembered);

/// A late no keeps its seat, marked, until someone takes it away; a late yes is
/// listed and placed.
async fn answers_that_come_late_are_told(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    let (late, gone) = (&hall.adepts[0], &hall.adepts[1]);
    hall.answer(late, Answer::Maybe).await;
    hall.take(Step::Draw { tables: 1, rounds: 2 }).await.unwrap();
    assert!(!hall.view().await.plan.seats_someone(late.person));

    hall.answer(late, Answer::Yes).await;
    hall.answer(gone, Answer::No).await;
    let view = hall.view().await;
    assert_eq!(view.unseated, [Attendee::from(late.person)]);
    let gone = Attendee::from(gone.person);
    let standing = view.people.iter().find(|one| one.person == gone).map(|one| one.standing.answer());
    assert_eq!(standing, Some(Some(Answer::No)));

    hall.take(Step::TakeOut(gone)).await.unwrap();
    hall.take(Step::Place(Some(late.person.into()))).await.unwrap();
    let view = hall.view().await;
    assert_eq!(seated(&view, 1).iter().map(Vec::len).sum::<usize>(), 3);
    assert!(view.unseated.is_empty() && view.people.iter().all(|one| one.person != gone));
}
contract_test!(answers_that_come_late_are_told);

/// Whoever comes from outside is nobody's colleague and sits like everyone else; and
/// whoever is taken off the list leaves their seat.
async fn a_guest_has_a_seat(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    let (store, organiser) = (&hall.world.store, &hall.organiser);
    let speaker = NewVisitor::expected("speaker", "Tala Talsson", "Alfa kommun").unwrap();
    let id = store.add_visitor(organiser, None, hall.segment, &speaker, now()).await.unwrap();
    let elsewhere = hall.world.segment("april", 1).await;
    store.add_visitor(organiser, None, elsewhere, &speaker, now()).await.unwrap();
    let visitor = Attendee::from(id);

    assert_eq!((hall.view().await.coming, hall.view().await.unseated.contains(&visitor)), (5, true));
    hall.take(DRAW).await.unwrap();
    let view = hall.view().await;
    assert!(view.plan.seats_someone(visitor) && view.score.broken.is_empty() && view.unseated.is_empty());
    let name = view.people.iter().find(|one| one.person == visitor).map(|one| one.name.as_str());
    assert_eq!((name, bench.rows().await["visitor_seats"]), (Some("Tala Talsson"), 1));

    hall.take(Step::Lock { round: 1, person: visitor }).await.unwrap();
    let table = view.plan.table_of(1, visitor);
    hall.take(DRAW).await.unwrap();
    assert_eq!(hall.view().await.plan.table_of(1, visitor), table, "locked like any other");
    hall.take(Step::TakeOut(visitor)).await.unwrap();
    assert_eq!(hall.view().await.unseated, [visitor]);
    hall.take(Step::Undo).await.unwrap();
    assert!(hall.view().await.plan.seats_someone(visitor));

    let version = hall.view().await.version;
    store.remove_visitor(organiser, id, now()).await.unwrap();
    let view = hall.view().await;
    assert!(!view.plan.seats_someone(visitor) && view.coming == 4);
    let stale = hall.change(None, version, Step::Place(None)).await;
    assert!(matches!(stale, Err(Error::Conflict)), "the plan is another by now: {stale:?}");
}
contract_test!(a_guest_has_a_seat);

/// The second reads anew; a form that arrives twice is carried out once.
async fn of_two_at_once_the_second_is_told(bench: &dyn Bench) {
    let hall = Arc::new(Hall::full(bench).await);
    let lock = |n: usize| {
        let hall = Arc::clone(&hall);
        tokio::spawn(async move { hall.change(None, 1, Step::TakeOut(hall.adepts[n % 2].person.into())).await })
    };
    assert!(matches!(hall.change(None, 1, DRAW).await, Err(Error::Conflict)), "there is no version 1 yet");
    hall.change(None, 0, DRAW).await.unwrap();
    assert!(matches!(hall.change(None, 0, DRAW).await, Err(Error::Conflict)));
    let all: Vec<_> = (0..8).map(lock).collect();
    let mut done = 0;
    for one in all {
        match one.await.unwrap() {
            Ok(()) => done += 1,
            Err(error) => assert!(matches!(error, Error::Conflict | Error::Retryable(_)), "{error:?}"),
        }
    }
    assert_eq!((done, hall.view().await.version), (1, 2));

    let key = IdempotencyKey::of("tables/undo", b"nyckel=1");
    for _ in 0..2 {
        hall.change(Some(&key), 2, Step::Undo).await.unwrap();
    }
    let view = hall.view().await;
    assert_eq!((view.version, view.plan.seats.len()), (3, 4));
}
contract_test!(of_two_at_once_the_second_is_told);

/// No table for one, and what was there stays.
async fn tables_at_which_people_sit_alone_are_refused(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    hall.take(DRAW).await.unwrap();
    let before = hall.view().await;
    match hall.take(Step::Draw { tables: 3, rounds: 1 }).await {
        Err(Error::Invalid(fields)) => {
            let problem = Problem::NotBetween { min: 1, max: 2 };
            assert_eq!(fields, [FieldError { field: "tables".to_owned(), problem }]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(hall.view().await, before);
}
contract_test!(tables_at_which_people_sit_alone_are_refused);

/// For everyone else there is none; nor is there one of a round that is over.
async fn only_organisers_plan_tables(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    hall.take(DRAW).await.unwrap();
    let change = TableChange { segment: hall.segment, version: 1, step: Step::Clear };
    let store = &hall.world.store;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = hall.world.caller(name).await;
        assert!(store.tables(&caller, "april", None, now()).await.unwrap().is_none(), "{name}");
        let changed = store.change_tables(&caller, None, change, now()).await;
        assert!(matches!(changed, Err(Error::NotFound)), "{name}: {changed:?}");
    }
    assert!(store.tables(&hall.organiser, "ingen-dag", None, now()).await.unwrap().is_none());
    assert!(store.load_round(&round(16), now()).await.unwrap());
    let organiser = hall.world.caller("organisator1").await;
    let changed = store.change_tables(&organiser, None, change, now()).await;
    assert!(matches!(changed, Err(Error::NotFound)), "{changed:?}");
    assert_eq!(bench.rows().await["table_seats"], 4);
}
contract_test!(only_organisers_plan_tables);

/// Organisers hear of it, and no one else does.
async fn a_plan_is_announced_to_organisers(bench: &dyn Bench) {
    let hall = Hall::full(bench).await;
    let mut changes = hall.world.store.changes();
    hall.take(DRAW).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Tables { round: hall.organiser.round });
    assert!(hall.take(Step::Place(None)).await.is_err() && changes.try_recv().is_err(), "nothing to be placed");
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert!(!hall.world.caller(name).await.may_know(&change), "{name}");
    }
    assert!(hall.world.caller("organisator1").await.may_know(&change));
}
contract_test!(a_plan_is_announced_to_organisers);
