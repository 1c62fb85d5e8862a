//! Planning a day, and taking back an answer to one.

use domain::{
    Refusal as Refused,
    day::{
        AfterMove, Answer, Choices, Comment, Consent, DayView, Mailing, Plan, Refusal, SegmentId, Standing, State,
        board::{Filter, tally},
    },
    input::{FieldError, Problem},
    live::Change,
    pair::Happening,
};
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::contract::{
    Bench, World,
    world::{later, now},
};
use crate::{Error, day::editor::PlannedDay, mail::outbox::Email};

/// Four are in pairs: whoever is invited to what is for everyone.
const INVITED: u32 = 4;
/// An organiser who has said nothing of the consequences.
const UNSAID: Consent = Consent { mailing: Mailing::NotSaid, keep_answers: false };

impl World {
    async fn planned(&self, slug: &str) -> PlannedDay {
        let organiser = self.caller("organisator1").await;
        self.store.planned_day(&organiser, slug).await.unwrap().unwrap()
    }

    async fn view(&self, name: &str, slug: &str) -> Option<DayView> {
        let caller = self.caller(name).await;
        self.store.day(&caller, slug, now()).await.unwrap()
    }

    async fn messages(&self) -> Vec<Email> {
        let due = self.store.due_emails(99, later(24 * 365)).await.unwrap();
        due.into_iter().map(|parcel| parcel.message).collect()
    }

    /// How many people a change of the day in April is asked about, and whether it can
    /// be made without telling them.
    async fn asked(&self, plan: &Plan, at: Timestamp) -> (u32, bool) {
        let organiser = self.caller("organisator1").await;
        let version = self.planned("april").await.version;
        let asked = self.store.edit_day(&organiser, "april", version, plan, UNSAID, at).await;
        let Err(Error::Invalid(wrong)) = asked else { panic!("{asked:?}") };
        match wrong.as_slice() {
            [FieldError { field, problem: Problem::TellsPeople { people, silently } }] if field == "tell" => {
                (*people, *silently)
            }
            other => panic!("{other:?}"),
        }
    }

    /// Changes the day in April, and tells as many as there are to be told.
    async fn change(&self, plan: &Plan, keep_answers: bool, at: Timestamp) {
        let organiser = self.caller("organisator1").await;
        let version = self.planned("april").await.version;
        let first =
            self.store.edit_day(&organiser, "april", version, plan, Consent { keep_answers, ..UNSAID }, at).await;
        let Err(Error::Invalid(wrong)) = first else { panic!("{first:?}") };
        let Problem::TellsPeople { people, .. } = wrong[0].problem else { panic!("{wrong:?}") };
        let consent = Consent { mailing: Mailing::To(people), keep_answers };
        self.store.edit_day(&organiser, "april", version, plan, consent, at).await.unwrap();
    }

    /// Where someone stands with the first part of the day in April, and how they stood
    /// with other hours.
    async fn stands(&self, name: &str) -> (Standing, Option<Answer>) {
        let answers = self.view(name, "april").await.unwrap().answers[0];
        (answers.mine, answers.before_move)
    }

    /// A draft like the day in December, and its name in addresses.
    async fn draft(&self) -> String {
        let organiser = self.caller("organisator1").await;
        let mut plan = self.planned("december").await.plan;
        "Ett utkast".clone_into(&mut plan.title.sv);
        plan.parts[0].id = None;
        self.store.new_day(&organiser, None, &plan, now()).await.unwrap()
    }
}

/// Nobody else sees it, and nobody is told.
async fn a_draft_is_the_organisers_own(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mut changes = world.store.changes();
    let slug = world.draft().await;
    assert_eq!(slug, "ett-utkast-2026");
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        assert!(world.view(name, &slug).await.is_none(), "{name}");
    }
    let view = world.view("organisator1", &slug).await.unwrap();
    assert_eq!(view.day.state, State::Draft);
    assert!(world.messages().await.is_empty());
    let round = world.caller("organisator1").await.round;
    assert_eq!(changes.recv().await.unwrap(), Change::Draft { round });

    let organiser = world.caller("organisator1").await;
    world.store.delete_draft(&organiser, &slug).await.unwrap();
    assert!(world.view("organisator1", &slug).await.is_none());
}
contract_test!(a_draft_is_the_organisers_own);

/// By email, and pressing twice invites nobody twice.
async fn publishing_invites_everyone_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let slug = world.draft().await;
    let organiser = world.caller("organisator1").await;
    for invited in [INVITED, 0] {
        assert_eq!(world.store.publish_day(&organiser, &slug, now()).await.unwrap(), invited);
        let messages = world.messages().await;
        assert_eq!(messages.len(), INVITED as usize);
        assert!(messages.iter().all(|message| matches!(message, Email::DayInvitation { .. })));
    }
    assert_eq!(world.view("adept1", &slug).await.unwrap().answers[0].choices, Choices::All);
    let deleted = world.store.delete_draft(&organiser, &slug).await;
    assert!(matches!(deleted, Err(Error::NotFound)), "what is published is cancelled, not deleted");
}
contract_test!(publishing_invites_everyone_once);

/// The old answer is history, and the question stands open again.
async fn a_moved_part_asks_again(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, adept) = (world.caller("organisator1").await, world.caller("adept1").await);
    let (morning, afternoon) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let mentor = world.caller("mentor1").await;
    world.store.answer(&adept, morning, Answer::Yes, now()).await.unwrap();
    world.store.answer(&mentor, afternoon, Answer::Yes, now()).await.unwrap();

    let PlannedDay { version, mut plan, .. } = world.planned("april").await;
    plan.parts[0].starts += 1.hour();
    assert_eq!(world.asked(&plan, now()).await, (INVITED, false), "a move is told, or not made");
    for mailing in [Mailing::To(INVITED - 1), Mailing::Silent] {
        let consent = Consent { mailing, ..UNSAID };
        let untold = world.store.edit_day(&organiser, "april", version, &plan, consent, now()).await;
        assert!(matches!(untold, Err(Error::Invalid(_))), "{untold:?}");
    }
    let consent = Consent { mailing: Mailing::To(INVITED), ..UNSAID };
    world.store.edit_day(&organiser, "april", version, &plan, consent, now()).await.unwrap();

    let answers = world.view("adept1", "april").await.unwrap().answers[0];
    assert_eq!((answers.mine, answers.before_move), (Standing::Unanswered, Some(Answer::Yes)));
    let was = "2027-04-09T07:00Z".parse::<Timestamp>().unwrap();
    assert_eq!(answers.segment.was.map(|was| was.starts), Some(was));
    let board = world.store.board(&organiser, "april", &Filter::default(), now()).await.unwrap().unwrap();
    let guest = board.segments[0].guests.iter().find(|guest| guest.person == adept.person).unwrap();
    assert_eq!((guest.standing, guest.former), (Standing::Unanswered, Some(Answer::Yes)), "the board knows as well");
    let figures = world.store.day_board(&organiser, "april", &Filter::default(), now()).await.unwrap().unwrap();
    let listed = figures.board.segments.iter().flat_map(|segment| &segment.guests);
    assert!(listed.into_iter().all(|guest| guest.person != adept.person || guest.former == Some(Answer::Yes)));
    let card = world.store.answer_card(&organiser, morning, adept.person, now()).await.unwrap().unwrap();
    assert!(card.history.iter().any(|given| given.answer == Some(Answer::Yes) && given.former), "{:?}", card.history);
    let kept = world.view("mentor1", "april").await.unwrap().answers[1];
    assert_eq!((kept.segment.id, kept.mine), (afternoon, Standing::Yes), "the other part stays where it was");
    let moved = |message: &Email| matches!(message, Email::DayMoved { .. });
    assert_eq!(world.messages().await.iter().filter(|message| moved(message)).count(), INVITED as usize);
}
contract_test!(a_moved_part_asks_again);

/// A quarter of an hour is no other day: whoever has answered has answered, also
/// after the last day to answer; unless the organiser asks again.
async fn a_small_move_keeps_the_answers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (adept, morning) = (world.caller("adept1").await, world.segment("april", 0).await);
    world.store.answer(&adept, morning, Answer::Yes, now()).await.unwrap();
    let PlannedDay { mut plan, .. } = world.planned("april").await;
    plan.parts[0].ends += 15.minutes();
    let late = plan.reply_by + SignedDuration::from_hours(1);
    world.change(&plan, true, late).await;
    assert_eq!(world.stands("adept1").await, (Standing::Yes, None));
    let outcomes = async || {
        let moved = world.messages().await.into_iter().filter_map(|message| match message {
            Email::DayMoved { after, .. } => Some(after),
            _ => None,
        });
        let mut told: Vec<_> = moved.collect();
        told.sort();
        told
    };
    let asked = AfterMove::AskedAgain;
    assert_eq!(outcomes().await, [AfterMove::Kept, asked, asked, asked], "those who have not answered are asked");

    plan.parts[0].ends += 15.minutes();
    world.change(&plan, false, now()).await;
    assert_eq!(world.stands("adept1").await, (Standing::Unanswered, Some(Answer::Yes)));
}
contract_test!(a_small_move_keeps_the_answers);

/// With what was said, and in the order in which they waited; what was answered
/// meanwhile is kept for its own hours.
async fn hours_that_are_set_back_bring_their_answers_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, morning) = (world.caller("organisator1").await, world.segment("april", 0).await);
    let adept = world.caller("adept1").await;
    world.store.set_capacity(&organiser, morning, Some(1), now()).await.unwrap();
    let earlier = now() - SignedDuration::from_hours(1);
    for (name, answer) in [("adept1", Answer::Yes), ("mentor1", Answer::Yes), ("mentor2", Answer::No)] {
        world.store.answer(&world.caller(name).await, morning, answer, earlier).await.unwrap();
    }
    world.store.save_comment(&adept, morning, &Comment::parse("Jag kommer sent.").unwrap()).await.unwrap();
    let figures = async || {
        let board = world.store.day_board(&organiser, "april", &Filter::default(), now()).await.unwrap().unwrap();
        let trend = board.trends.into_iter().find(|trend| trend.segment == morning);
        let last = trend.and_then(|trend| trend.points.last().map(|point| (point.yes, point.maybe, point.no)));
        (tally(&board.board.segments[0].counts, |_| true), last)
    };
    let before = figures().await;

    let first = world.planned("april").await.plan;
    let mut moved = first.clone();
    moved.parts[0].starts += 1.hour();
    world.change(&moved, true, now()).await;
    assert_eq!(world.stands("mentor1").await, (Standing::Unanswered, Some(Answer::Yes)));
    assert_eq!(figures().await.0.invited(), before.0.invited());
    world.store.answer(&world.caller("mentor1").await, morning, Answer::Maybe, now()).await.unwrap();
    world.store.answer(&world.caller("adept2").await, morning, Answer::Yes, now()).await.unwrap();

    world.change(&first, true, now()).await;
    assert_eq!(world.stands("adept1").await, (Standing::Yes, None));
    let waits = world.view("mentor1", "april").await.unwrap().answers[0];
    assert_eq!((waits.mine, waits.place), (Standing::Waiting, Some(1)));
    assert_eq!(world.stands("mentor2").await, (Standing::No, None));
    assert_eq!(world.stands("adept2").await, (Standing::Unanswered, Some(Answer::Yes)), "to the hours meanwhile");
    assert_eq!(world.store.own_comment(&adept, morning).await.unwrap(), "Jag kommer sent.");
    assert_eq!(figures().await, before, "and they count again");
    let back = |message: &Email| matches!(message, Email::DayMoved { after: AfterMove::Back, .. });
    assert_eq!(world.messages().await.iter().filter(|message| back(message)).count(), 3);

    world.change(&moved, true, now()).await;
    assert_eq!(world.stands("adept2").await, (Standing::Yes, None), "and forth");
    assert_eq!(world.stands("mentor1").await, (Standing::Maybe, None));

    world.change(&first, true, now()).await;
    let mut third = first.clone();
    third.parts[0].starts += 2.hours();
    world.change(&third, true, now()).await;
    let stands = world.stands("mentor1").await;
    assert_eq!(stands, (Standing::Unanswered, Some(Answer::Yes)), "to the hours moved from, not the latest");
}
contract_test!(hours_that_are_set_back_bring_their_answers_back);

/// Whoever may come is told of another place, unless it was only mistyped. With
/// another time there is no being silent.
async fn a_mistyped_place_is_mended_without_a_mailing(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, morning) = (world.caller("organisator1").await, world.segment("april", 0).await);
    for (name, answer) in [("adept1", Answer::Yes), ("mentor1", Answer::Maybe), ("adept2", Answer::No)] {
        world.store.answer(&world.caller(name).await, morning, answer, now()).await.unwrap();
    }
    let PlannedDay { version, mut plan, .. } = world.planned("april").await;
    plan.venue.push_str(", plan 2");
    assert_eq!(world.asked(&plan, now()).await, (2, true));
    let silent = Consent { mailing: Mailing::Silent, ..UNSAID };
    world.store.edit_day(&organiser, "april", version, &plan, silent, now()).await.unwrap();
    assert!(world.messages().await.is_empty());
    assert_eq!(world.planned("april").await.plan.venue, plan.venue);

    plan.venue.push('0');
    plan.parts[0].starts += 1.hour();
    assert_eq!(world.asked(&plan, now()).await, (INVITED, false));
}
contract_test!(a_mistyped_place_is_mended_without_a_mailing);

/// Whoever waits has the seats that are added with the rest of the day, and is told
/// of that like of the rest.
async fn seats_that_are_added_to_a_plan_are_given(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (organiser, morning) = (world.caller("organisator1").await, world.segment("april", 0).await);
    world.store.set_capacity(&organiser, morning, Some(1), now()).await.unwrap();
    for name in ["adept1", "mentor1", "adept2"] {
        world.store.answer(&world.caller(name).await, morning, Answer::Yes, now()).await.unwrap();
    }
    let PlannedDay { mut plan, .. } = world.planned("april").await;
    plan.parts[0].capacity = None;
    assert_eq!(world.asked(&plan, now()).await, (2, false));
    assert_eq!(world.stands("mentor1").await.0, Standing::Waiting, "nothing is done before it is agreed to");
    world.change(&plan, true, now()).await;
    for name in ["adept1", "mentor1", "adept2"] {
        assert_eq!(world.stands(name).await, (Standing::Yes, None), "{name}");
    }
    let given = |message: &Email| matches!(message, Email::SeatGiven { .. });
    assert_eq!(world.messages().await.iter().filter(|message| given(message)).count(), 2);
}
contract_test!(seats_that_are_added_to_a_plan_are_given);

/// What has been cannot be cancelled, neither alone nor as a day.
async fn a_part_that_has_been_is_not_cancelled(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let PlannedDay { version, mut plan, .. } = world.planned("april").await;
    let part = plan.parts.remove(0);
    plan.removed = part.id.into_iter().collect();
    let refused = world.store.edit_day(&organiser, "april", version, &plan, UNSAID, part.ends).await;
    assert!(matches!(refused, Err(Error::Refused(Refused::Reply(Refusal::Over)))), "{refused:?}");
    world.change(&plan, true, now()).await;
    assert!(world.view("adept1", "april").await.unwrap().day.segments[0].cancelled);
}
contract_test!(a_part_that_has_been_is_not_cancelled);

/// Nothing that someone saved is written over unseen.
async fn of_two_saves_the_second_is_a_conflict(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let PlannedDay { version, mut plan, .. } = world.planned("april").await;
    for text in ["Först", "Sist"] {
        plan.summary.sv = text.to_owned();
        let saved = world.store.edit_day(&organiser, "april", version, &plan, UNSAID, now()).await;
        assert_eq!(matches!(saved, Err(Error::Conflict)), text == "Sist", "{saved:?}");
    }
    assert_eq!(world.planned("april").await.plan.summary.sv, "Först");
}
contract_test!(of_two_saves_the_second_is_a_conflict);

/// What the organiser says goes into the emails and stands on the day's page.
async fn a_cancelled_day_tells_everyone_why(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let adept = world.caller("adept1").await;
    let segment = world.segment("april", 0).await;
    world.store.answer(&adept, segment, Answer::Yes, now()).await.unwrap();
    let why = Comment::parse("Salen är översvämmad.").unwrap();
    for told in [INVITED, 0] {
        assert_eq!(world.store.cancel_day(&organiser, "april", &why, now()).await.unwrap(), told);
    }
    let messages = world.messages().await;
    assert_eq!(messages.len(), INVITED as usize);
    let says_why = |message: &Email| matches!(message, Email::DayCancelled { word: said, .. } if said == why.as_str());
    assert!(messages.iter().all(says_why));

    let view = world.view("adept1", "april").await.unwrap();
    assert_eq!((view.day.state, view.day.cancellation.as_str()), (State::Cancelled, why.as_str()));
    assert_eq!(view.answers[0].choices, Choices::None);
    assert!(view.arrangements.meet_ups.is_empty() && view.arrangements.needs.is_none());
    let late = world.store.answer(&adept, segment, Answer::No, now()).await;
    assert!(matches!(late, Err(Error::Refused(Refused::Reply(Refusal::Cancelled)))), "{late:?}");
    let PlannedDay { version, plan, .. } = world.planned("april").await;
    assert!(world.store.edit_day(&organiser, "april", version, &plan, UNSAID, now()).await.is_err());
    let news = world.store.dashboard(&adept, now()).await.unwrap().news;
    assert!(matches!(&news[0].what, Happening::Cancelled { slug, .. } if slug == "april"), "{news:?}");
    assert_eq!(news[0].at, now());
    let over = view.day.ends();
    assert!(world.store.dashboard(&adept, over).await.unwrap().news.iter().all(|news| news.at != now()));
}
contract_test!(a_cancelled_day_tells_everyone_why);

/// For everyone else there is nothing to plan.
async fn only_organisers_plan(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let PlannedDay { version, plan, .. } = world.planned("april").await;
    let why = Comment::parse("").unwrap();
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let store = &world.store;
        assert!(store.planned_day(&caller, "april").await.unwrap().is_none(), "{name}");
        let refused = [
            store.new_day(&caller, None, &plan, now()).await.err(),
            store.edit_day(&caller, "april", version, &plan, UNSAID, now()).await.err(),
            store.publish_day(&caller, "april", now()).await.err(),
            store.cancel_day(&caller, "april", &why, now()).await.err(),
            store.delete_draft(&caller, "april").await.err(),
        ];
        assert!(refused.iter().all(|error| matches!(error, Some(Error::NotFound))), "{name}: {refused:?}");
    }
    assert_eq!(world.planned("april").await.plan, plan);
}
contract_test!(only_organisers_plan);

/// A day is not planned into the past.
async fn a_day_that_has_been_is_not_planned(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let mut plan = world.planned("december").await.plan;
    let over = plan.parts[0].ends + SignedDuration::from_hours(1);
    plan.parts[0].id = None;
    let late = world.store.new_day(&organiser, None, &plan, over).await;
    let Err(Error::Invalid(invalid)) = late else { panic!("{late:?}") };
    assert!(invalid.iter().any(|wrong| wrong.problem == Problem::InThePast), "{invalid:?}");
    let cancelled = world.store.cancel_day(&organiser, "december", &Comment::parse("").unwrap(), over).await;
    assert!(matches!(cancelled, Err(Error::Refused(_))), "{cancelled:?}");
}
contract_test!(a_day_that_has_been_is_not_planned);

/// The one before holds again, and an old page takes nothing back. Each step is
/// newer than the one before.
async fn an_answer_is_taken_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let adept = world.caller("adept1").await;
    let segment = world.segment("april", 0).await;
    let undo = || async { world.view("adept1", "april").await.unwrap().answers[0].undo.unwrap() };
    let standing = || async { world.view("adept1", "april").await.unwrap().answers[0].mine };
    let latest = || async { world.view("adept1", "april").await.unwrap().answers[0].latest };

    let mut steps = vec![latest().await];
    world.store.answer(&adept, segment, Answer::Yes, now()).await.unwrap();
    let first = undo().await;
    steps.push(latest().await);
    world.store.answer(&adept, segment, Answer::No, now()).await.unwrap();
    steps.push(latest().await);
    let old = world.store.undo_answer(&adept, segment, first, now()).await;
    assert!(matches!(old, Err(Error::Refused(Refused::Reply(Refusal::NoUndo)))), "{old:?}");
    assert_eq!(standing().await, Standing::No);
    world.store.undo_answer(&adept, segment, undo().await, now()).await.unwrap();
    assert_eq!(standing().await, Standing::Yes);
    steps.push(latest().await);
    assert!(steps.is_sorted_by(|one, other| one < other), "{steps:?}");

    let foreign = world.store.undo_answer(&adept, SegmentId(0), first, now()).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
}
contract_test!(an_answer_is_taken_back);

/// A seat that was given up and has gone on to another does not come back.
async fn a_seat_that_has_gone_on_is_not_taken_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let (one, other) = (world.caller("adept1").await, world.caller("adept2").await);
    let segment = world.segment("april", 0).await;
    world.store.set_capacity(&organiser, segment, Some(1), now()).await.unwrap();
    world.store.answer(&one, segment, Answer::Yes, now()).await.unwrap();
    world.store.answer(&other, segment, Answer::Yes, now()).await.unwrap();
    world.store.answer(&one, segment, Answer::No, now()).await.unwrap();
    let undo = world.view("adept1", "april").await.unwrap().answers[0].undo.unwrap();
    let undone = world.store.undo_answer(&one, segment, undo, now()).await;
    assert!(matches!(undone, Err(Error::Refused(Refused::Reply(Refusal::SeatTaken)))), "{undone:?}");
    assert_eq!(world.view("adept2", "april").await.unwrap().answers[0].mine, Standing::Offered);
}
contract_test!(a_seat_that_has_gone_on_is_not_taken_back);
