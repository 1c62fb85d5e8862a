//! What people need at a day. The rules are in [`domain::day::needs`].

use domain::{
    day::{
        Answer, Consent, Mailing,
        check_in::Attendee,
        needs::{Aid, DayNeeds, Diet, Food, Needs, Order, ReaderChangeKind},
    },
    live::Change,
    people::{Caller, Duty},
};
use jiff::{Timestamp, civil::date};

use crate::contract::{
    Bench, World, holds,
    world::{email, later, now, person, round},
};
use crate::{Error, day::editor::PlannedDay, mail::outbox::Email, round::retention::Deleted};

/// What someone eats and needs; a search of the raw database must find neither.
const FOOD: &str = "Inga kanariefrön.";
const ACCESS: &str = "En kanariegul ledstång.";

fn needs() -> Needs {
    Needs {
        food: Food { diets: vec![Diet::Vegan, Diet::Nuts], words: FOOD.to_owned() },
        aids: vec![Aid::HearingLoop],
        access: ACCESS.to_owned(),
    }
}

/// The world, with an organiser who is responsible for both days and another
/// who is for none.
async fn world(bench: &dyn Bench) -> World {
    let mut round = round(15);
    for day in &mut round.days {
        day.details.responsible = Some(email("organisator1"));
    }
    round.people.push(person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser));
    World::of(bench, &round).await
}

/// To whoever the page names as responsible.
async fn say(world: &World, who: &str, day: &str, needs: &Needs) -> crate::Result<()> {
    let caller = world.caller(who).await;
    let page = world.store.own_needs(&caller, day, now()).await.unwrap();
    let reader = page.and_then(|own| own.reader).map(|(person, _)| person);
    world.store.save_needs(&caller, day, needs, reader, now()).await
}

/// Makes someone responsible for a day, or nobody, as an organiser.
async fn appoint(world: &World, by: &str, day: &str, responsible: Option<&str>) {
    let caller = world.caller(by).await;
    let PlannedDay { version, mut plan, .. } = world.store.planned_day(&caller, day).await.unwrap().unwrap();
    plan.responsible = match responsible {
        Some(name) => Some(world.caller(name).await.person),
        None => None,
    };
    let consent = Consent { mailing: Mailing::NotSaid, keep_answers: false };
    world.store.edit_day(&caller, day, version, &plan, consent, now()).await.unwrap();
}

async fn seen(world: &World, who: &str) -> DayNeeds {
    world.store.day_needs(&world.caller(who).await, "april", now()).await.unwrap().unwrap()
}

/// Whom of the day's people someone sees by name.
async fn names(world: &World, who: &str) -> Option<Vec<String>> {
    seen(world, who).await.people.map(|people| people.into_iter().map(|one| one.name).collect())
}

/// The emails that wait for someone.
async fn emails_to(world: &World, who: &str) -> Vec<Email> {
    let parcels = world.store.due_emails(99, later(24)).await.unwrap();
    let own = parcels.into_iter().filter(|parcel| parcel.to == email(who).as_str());
    own.map(|parcel| parcel.message).collect()
}

async fn answer(world: &World, who: &str, day: &str, answer: Answer) {
    let (caller, segment) = (world.caller(who).await, world.segment(day, 0).await);
    world.store.answer(&caller, segment, answer, now()).await.unwrap();
}

async fn own(world: &World, who: &str, at: Timestamp) -> Option<Needs> {
    let caller = world.caller(who).await;
    world.store.own_needs(&caller, "april", at).await.unwrap().map(|own| own.needs)
}

/// Whoever says yes can say what they need; it is sealed, and theirs to change
/// and to clear.
async fn whoever_comes_says_what_they_need(bench: &dyn Bench) {
    let world = world(bench).await;
    assert!(matches!(say(&world, "adept1", "april", &needs()).await, Err(Error::NotFound)), "no answer yet");
    assert_eq!(own(&world, "adept1", now()).await, None);
    answer(&world, "adept1", "april", Answer::Yes).await;
    let arrangements = async || {
        let view = world.store.day(&world.caller("adept1").await, "april", now()).await.unwrap().unwrap();
        view.arrangements.needs
    };
    assert_eq!((own(&world, "adept1", now()).await, arrangements().await), (Some(Needs::default()), Some(false)));

    say(&world, "adept1", "april", &needs()).await.unwrap();
    assert_eq!((own(&world, "adept1", now()).await, arrangements().await), (Some(needs()), Some(true)));
    let dump = bench.dump().await;
    assert!(!holds(&dump, FOOD) && !holds(&dump, ACCESS) && !holds(&dump, "vegan"), "it lies open in the database");

    let less = Needs { access: String::new(), ..needs() };
    say(&world, "adept1", "april", &less).await.unwrap();
    assert_eq!((own(&world, "adept1", now()).await, bench.rows().await["needs"]), (Some(less), 1));
    say(&world, "adept1", "april", &Needs::default()).await.unwrap();
    assert_eq!((own(&world, "adept1", now()).await, bench.rows().await["needs"]), (Some(Needs::default()), 0));
}
contract_test!(whoever_comes_says_what_they_need);

/// Whoever does not come needs nothing, and it is gone at once; not while they
/// still come to another part.
async fn whoever_does_not_come_needs_nothing(bench: &dyn Bench) {
    let world = world(bench).await;
    let (mentor, afternoon) = (world.caller("mentor1").await, world.segment("april", 1).await);
    for changed in [Answer::Maybe, Answer::No] {
        answer(&world, "mentor1", "april", Answer::Yes).await;
        say(&world, "mentor1", "april", &needs()).await.unwrap();
        answer(&world, "mentor1", "april", changed).await;
        assert_eq!((own(&world, "mentor1", now()).await, bench.rows().await["needs"]), (None, 0), "{changed:?}");
    }
    answer(&world, "mentor1", "april", Answer::Yes).await;
    world.store.answer(&mentor, afternoon, Answer::Yes, now()).await.unwrap();
    say(&world, "mentor1", "april", &needs()).await.unwrap();
    answer(&world, "mentor1", "april", Answer::No).await;
    assert_eq!(own(&world, "mentor1", now()).await, Some(needs()), "the afternoon is left");
    let organiser = world.caller("organisator2").await;
    world.store.answer_for(&organiser, afternoon, mentor.person, Answer::No, now()).await.unwrap();
    assert_eq!(bench.rows().await["needs"], 0, "an organiser's answer counts the same");
}
contract_test!(whoever_does_not_come_needs_nothing);

/// The responsible organiser learns who; every organiser learns how many; nobody
/// else learns anything.
async fn needs_are_for_the_one_responsible(bench: &dyn Bench) {
    let world = world(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    say(&world, "adept1", "april", &needs()).await.unwrap();
    let seen = async |who: &str| world.store.day_needs(&world.caller(who).await, "april", now()).await.unwrap();

    let order = |seen| -> Order { [(&needs().food, seen)].into_iter().collect() };
    let responsible = seen("organisator1").await.unwrap();
    let name = responsible.responsible.as_ref().map(|(_, name)| name.as_str());
    assert_eq!((name, &responsible.order), (Some("Olga Ek"), &order(true)));
    assert_eq!(responsible.deleted_on, date(2027, 4, 23));
    let people = responsible.people.unwrap();
    assert_eq!((people[0].name.as_str(), &people[0].needs, people.len()), ("Örjan Ek", &Some(needs()), 1));

    let other = seen("organisator2").await.unwrap();
    assert_eq!((&other.order, &other.people, other.order.words), (&order(false), &None, 1));
    let told = format!("{other:?}");
    for text in ["Örjan", ACCESS, FOOD, "HearingLoop"] {
        assert!(!told.contains(text), "{text} in {told}");
    }
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        assert!(seen(who).await.is_none(), "{who}");
    }
    // The partner comes too, and sees only what is theirs.
    answer(&world, "mentor1", "april", Answer::Yes).await;
    assert_eq!(own(&world, "mentor1", now()).await, Some(Needs::default()));
    assert!(world.store.own_needs(&world.caller("kontakt1").await, "april", now()).await.unwrap().is_none());
}
contract_test!(needs_are_for_the_one_responsible);

/// An organiser makes herself responsible for a day and goes back: she has read
/// nothing, the one responsible is told, and it is on record.
async fn whoever_takes_over_a_day_reads_nothing_by_it(bench: &dyn Bench) {
    let world = world(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    say(&world, "adept1", "april", &needs()).await.unwrap();
    assert_eq!(names(&world, "organisator1").await, Some(vec!["Örjan Ek".to_owned()]), "control");
    assert!(
        emails_to(&world, "organisator1").await.is_empty() && seen(&world, "organisator1").await.readers.is_empty()
    );

    appoint(&world, "organisator2", "april", Some("organisator2")).await;
    let taken = seen(&world, "organisator2").await;
    assert_eq!((taken.people.as_deref(), taken.withheld, taken.order.words), (Some([].as_slice()), 1, 1));
    assert!(!format!("{taken:?}").contains(FOOD));
    let told = emails_to(&world, "organisator1").await;
    assert!(
        matches!(&told[..], [Email::ResponsibleChanged { day, by, to: Some(to) }]
            if day.slug == "april" && by == "Östen Ek" && to == "Östen Ek"),
        "{} emails",
        told.len()
    );
    appoint(&world, "organisator2", "april", None).await;
    appoint(&world, "organisator2", "april", Some("organisator2")).await;
    assert_eq!(names(&world, "organisator2").await, Some(Vec::new()), "nor by way of nobody");
    appoint(&world, "organisator2", "april", Some("organisator1")).await;

    let back = seen(&world, "organisator1").await;
    assert_eq!((back.people.unwrap().len(), back.withheld), (1, 0));
    let record: Vec<_> = back.readers.iter().map(|change| (change.kind, change.by.as_str())).collect();
    assert_eq!(record, [(ReaderChangeKind::Responsible, "Östen Ek"); 4]);
    assert_eq!((back.readers[3].from.as_deref(), back.readers[3].to.as_deref()), (Some("Olga Ek"), Some("Östen Ek")));
}
contract_test!(whoever_takes_over_a_day_reads_nothing_by_it);

/// The person agrees, or says it again; or the one to whom it was given hands it
/// over. Neither, to someone else than the page named.
async fn who_is_responsible_now_reads_what_they_are_given(bench: &dyn Bench) {
    let world = world(bench).await;
    for who in ["adept1", "adept2", "mentor1"] {
        answer(&world, who, "april", Answer::Yes).await;
        say(&world, who, "april", &needs()).await.unwrap();
    }
    let (adept, former) = (world.caller("adept1").await, world.caller("organisator1").await);
    appoint(&world, "organisator1", "april", Some("organisator2")).await;
    let new = world.caller("organisator2").await;
    let own = world.store.own_needs(&adept, "april", now()).await.unwrap().unwrap();
    assert_eq!((own.reader, own.given), (Some((new.person, "Östen Ek".to_owned())), false));

    // A page that still names the former one gives it to nobody.
    world.store.save_needs(&adept, "april", &needs(), Some(former.person), now()).await.unwrap();
    assert_eq!(names(&world, "organisator2").await, Some(Vec::new()));
    let stale = world.store.give_needs(&adept, "april", former.person, now()).await;
    assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
    world.store.give_needs(&adept, "april", new.person, now()).await.unwrap();
    assert_eq!(names(&world, "organisator2").await, Some(vec!["Örjan Ek".to_owned()]));
    say(&world, "adept2", "april", &needs()).await.unwrap();
    assert_eq!(names(&world, "organisator2").await.unwrap().len(), 2);

    assert_eq!(seen(&world, "organisator1").await.to_hand_over, 1);
    for (who, to) in [("organisator2", new.person), ("adept1", new.person), ("kontakt1", new.person)] {
        let caller = world.caller(who).await;
        let refused = world.store.hand_over_needs(&caller, "april", to, now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{who}: {refused:?}");
    }
    let stale = world.store.hand_over_needs(&former, "april", former.person, now()).await;
    assert!(matches!(stale, Err(Error::Conflict)), "{stale:?}");
    world.store.hand_over_needs(&former, "april", new.person, now()).await.unwrap();
    let all = seen(&world, "organisator2").await;
    assert_eq!((all.people.unwrap().len(), all.withheld), (3, 0));
    assert_eq!(all.readers[0].kind, ReaderChangeKind::HandedOver);
    assert_eq!(seen(&world, "organisator1").await.to_hand_over, 0);
    let nobody = world.store.give_needs(&world.caller("mentor2").await, "april", new.person, now()).await;
    assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
}
contract_test!(who_is_responsible_now_reads_what_they_are_given);

/// Where nobody was responsible, nobody can hand anything over: people are asked.
async fn the_first_one_responsible_is_given_needs_by_the_people(bench: &dyn Bench) {
    let world = World::new(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    say(&world, "adept1", "april", &needs()).await.unwrap();
    appoint(&world, "organisator1", "april", Some("organisator1")).await;
    assert_eq!(names(&world, "organisator1").await, Some(Vec::new()));
    let asked = emails_to(&world, "adept1").await;
    assert!(matches!(&asked[..], [Email::NeedsWithheld { reader, .. }] if reader == "Olga Ek"), "{}", asked.len());
    say(&world, "adept1", "april", &needs()).await.unwrap();
    assert_eq!(names(&world, "organisator1").await, Some(vec!["Örjan Ek".to_owned()]));
}
contract_test!(the_first_one_responsible_is_given_needs_by_the_people);

/// What is damaged is shown as that, and the others as ever.
async fn damaged_needs_are_shown_as_unreadable(bench: &dyn Bench) {
    let world = world(bench).await;
    for who in ["adept1", "mentor1"] {
        answer(&world, who, "april", Answer::Yes).await;
        say(&world, who, "april", &needs()).await.unwrap();
    }
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    let sql = format!(
        "UPDATE needs SET sealed = (SELECT n.sealed FROM needs n WHERE n.person_id = {}) WHERE person_id = {}",
        mentor.person, adept.person
    );
    assert!(bench.write(sql).await);
    let people = seen(&world, "organisator1").await.people.unwrap();
    let shown: Vec<_> =
        people.iter().map(|one| (one.person == Attendee::from(adept.person), one.needs.clone())).collect();
    assert!(shown.contains(&(true, None)) && shown.contains(&(false, Some(needs()))), "{shown:?}");
    let own = world.store.own_needs(&adept, "april", now()).await.unwrap().unwrap();
    assert!(own.unreadable && own.needs.is_empty());
}
contract_test!(damaged_needs_are_shown_as_unreadable);

/// Where nobody is responsible, nobody sees names; and whoever runs the
/// programme no more sees nothing.
async fn where_nobody_is_responsible_nobody_sees_names(bench: &dyn Bench) {
    let world = World::new(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    say(&world, "adept1", "april", &needs()).await.unwrap();
    let organiser = world.caller("organisator1").await;
    let seen = world.store.day_needs(&organiser, "april", now()).await.unwrap().unwrap();
    assert_eq!((seen.responsible, seen.people), (None, None));
    let own = world.store.own_needs(&world.caller("adept1").await, "april", now()).await.unwrap().unwrap();
    assert_eq!(own.reader, None);
}
contract_test!(where_nobody_is_responsible_nobody_sees_names);

/// The kitchen cooks for those who have a seat.
async fn whoever_waits_for_a_seat_is_not_cooked_for(bench: &dyn Bench) {
    let world = world(bench).await;
    let (organiser, segment) = (world.caller("organisator1").await, world.segment("april", 0).await);
    world.store.set_capacity(&organiser, segment, Some(1), now()).await.unwrap();
    for who in ["mentor1", "adept1"] {
        answer(&world, who, "april", Answer::Yes).await;
    }
    say(&world, "adept1", "april", &needs()).await.unwrap();
    let seen = world.store.day_needs(&organiser, "april", now()).await.unwrap().unwrap();
    assert_eq!((seen.order, seen.people, seen.eaters), (Order::default(), Some(Vec::new()), 1));
    world.store.set_capacity(&organiser, segment, None, now()).await.unwrap();
    answer(&world, "adept1", "april", Answer::Yes).await;
    let seen = world.store.day_needs(&organiser, "april", now()).await.unwrap().unwrap();
    assert_eq!((seen.people.unwrap().len(), seen.order.special, seen.eaters), (1, 1, 2));
    // Whoever comes to two parts eats once.
    let mentor = world.caller("mentor1").await;
    let afternoon = world.segment("april", 1).await;
    world.store.answer(&mentor, afternoon, Answer::Yes, now()).await.unwrap();
    assert_eq!(self::seen(&world, "organisator1").await.eaters, 2);
}
contract_test!(whoever_waits_for_a_seat_is_not_cooked_for);

/// Two weeks after the day it is gone: from every answer at once, and from the
/// database with the next scheduled job.
async fn needs_are_deleted_two_weeks_after_the_day(bench: &dyn Bench) {
    let world = world(bench).await;
    let organiser = world.caller("organisator1").await;
    for day in ["april", "december"] {
        answer(&world, "adept1", day, Answer::Yes).await;
        say(&world, "adept1", day, &needs()).await.unwrap();
    }
    let (kept, gone): (Timestamp, Timestamp) =
        ("2026-12-17T22:59:59Z".parse().unwrap(), "2026-12-17T23:00Z".parse().unwrap());
    let named = async |at| {
        let seen = world.store.day_needs(&organiser, "december", at).await.unwrap().unwrap();
        seen.people.unwrap().len() + seen.order.plates.len()
    };
    assert_eq!(named(kept).await, 2);
    assert_eq!(world.store.delete_what_is_due(kept).await.unwrap(), Deleted::default());
    assert_eq!(named(gone).await, 0, "before the scheduled job");
    let adept = world.caller("adept1").await;
    assert!(world.store.own_needs(&adept, "december", gone).await.unwrap().is_none());
    assert!(matches!(world.store.save_needs(&adept, "december", &needs(), None, gone).await, Err(Error::NotFound)));
    assert_eq!(bench.rows().await["needs"], 2);
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted { needs: 1, ..Deleted::default() });
    assert_eq!(bench.rows().await["needs"], 1);
    assert_eq!(world.store.delete_what_is_due(gone).await.unwrap(), Deleted::default());
    assert_eq!(own(&world, "adept1", gone).await, Some(needs()), "april's is kept");
}
contract_test!(needs_are_deleted_two_weeks_after_the_day);

/// That someone has said something is theirs and the organisers' to know.
async fn needs_are_announced_to_organisers(bench: &dyn Bench) {
    let world = world(bench).await;
    answer(&world, "adept1", "april", Answer::Yes).await;
    let adept = world.caller("adept1").await;
    let mut changes = world.store.changes();
    world.store.save_needs(&adept, "april", &needs(), None, later(1)).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Needs { round: adept.round, person: adept.person });
    let knows = async |who: &str| -> bool { Caller::may_know(&world.caller(who).await, &change) };
    assert!(knows("adept1").await && knows("organisator1").await);
    for who in ["mentor1", "adept2", "kontakt1", "arbetsgrupp1"] {
        assert!(!knows(who).await, "{who}");
    }
}
contract_test!(needs_are_announced_to_organisers);
