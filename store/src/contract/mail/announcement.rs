//! Announcements: who is in an audience, that each goes out once and to each once, and
//! who got it.

use std::sync::Arc;

use domain::{
    day::Answer,
    input::Problem,
    live::Change,
    mail::{
        announcement::{
            AnnouncementId, Audience, Candidate, DayAnswer, Figures, Letter, MOST_A_DAY, NewAnnouncement, Occasion,
            Outcome, PairIs, State, Step, TimeProblem,
        },
        budget::OverBudget,
        delivery::{Next, Reason},
    },
    people::{Caller, Duty, EmailAddress, Localised},
    round::public_page::Contacts,
};
use jiff::{SignedDuration, Timestamp};

use crate::contract::{
    Bench, World, holds,
    world::{email, later, now, person, round},
};
use crate::{Error, Store, idempotency::IdempotencyKey, mail::outbox::Email, people::duty::Departure};

/// Everyone but organisers.
const OTHERS: [&str; 5] = ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "kontakt1"];

fn to(duties: &[Duty]) -> Audience {
    Audience { duties: duties.to_vec(), ..Audience::default() }
}

fn written(audience: Audience) -> NewAnnouncement {
    let both = |sv: &str, en: &str| Localised { sv: sv.to_owned(), en: en.to_owned() };
    let letter = Letter { subject: both("Om {omgång}", ""), body: both("Vi ses {nästa dag}, {förnamn}.", "") };
    NewAnnouncement { audience, letter }
}

async fn save(world: &World, organiser: &Caller, audience: Audience) -> AnnouncementId {
    world.store.save_announcement(organiser, None, None, &written(audience), now()).await.unwrap()
}

/// Saves one and sends it at once.
async fn send(world: &World, organiser: &Caller, audience: Audience, at: Timestamp) -> AnnouncementId {
    let id = save(world, organiser, audience).await;
    world.store.schedule_announcement(organiser, id, 1, at, at).await.unwrap();
    assert_eq!(world.store.send_announcements(at).await.unwrap(), 1);
    id
}

fn names(people: &[Candidate]) -> Vec<&str> {
    people.iter().map(|one| one.name.as_str()).collect()
}

async fn selected(world: &World, audience: Audience) -> Vec<String> {
    let organiser = world.caller("organisator1").await;
    let selection = world.store.count_audience(&organiser, &audience, later(1)).await.unwrap().unwrap();
    names(&selection.receivers).into_iter().map(ToOwned::to_owned).collect()
}

/// To whom announcements are on their way.
async fn on_their_way(store: &dyn Store) -> Vec<String> {
    let parcels = store.due_emails(1000, later(1000)).await.unwrap();
    let announcements = parcels.into_iter().filter(|parcel| matches!(parcel.message, Email::Announcement(_)));
    let mut names: Vec<_> = announcements.map(|parcel| parcel.name).collect();
    names.sort();
    names
}

/// Lets the address of `mentor1` refuse what is on its way, and hands over everything else.
async fn hand_over(store: &dyn Store) {
    while let Some(parcel) = store.take_email(now()).await.unwrap() {
        if parcel.to == email("mentor1").as_str() {
            let gone = Next::GiveUp(Reason::Refused);
            store.email_failed(parcel.id, "550 5.1.1", gone, now()).await.unwrap();
        } else {
            store.email_sent(parcel.id, now()).await.unwrap();
        }
    }
}

async fn outcomes(store: &dyn Store, organiser: &Caller, id: AnnouncementId) -> Vec<(String, Outcome)> {
    let page = store.announcement(organiser, id, later(1)).await.unwrap().unwrap();
    page.receivers.into_iter().map(|one| (one.name, one.outcome)).collect()
}

/// By duty, organisation, answer and pair, and only of the round.
async fn an_audience_is_who_fits_now(bench: &dyn Bench) {
    const NOTE: &str = "kanarieanteckning";
    let world = World::new(bench).await;
    let mut earlier = round(14);
    earlier.people = vec![person("gammal1", "Ösp Lind", "Ärla region", Duty::Mentor)];
    earlier.pairs.clear();
    earlier.days.clear();
    assert!(world.store.load_round(&earlier, now()).await.unwrap());

    let participants = [Duty::Adept, Duty::Mentor];
    assert_eq!(selected(&world, to(&[Duty::Mentor])).await, ["Åsa Ek", "Ärla Ek"]);
    assert_eq!(selected(&world, to(&[Duty::WorkingGroup, Duty::Organiser])).await, ["Greta Ek", "Olga Ek"]);
    assert_eq!(selected(&world, to(&[Duty::ContactPerson, Duty::Reserve])).await, ["Karl Ek", "Rut Ek"]);
    let adept = world.caller("adept1").await;
    let of_alfa = Audience { organisations: vec![adept.organisation], ..to(&participants) };
    assert_eq!(selected(&world, of_alfa).await, ["Ärla Ek", "Örjan Ek"]);

    let (december, mentors_part) = (world.segment("december", 0).await, world.segment("april", 1).await);
    world.store.answer(&adept, december, Answer::Maybe, now()).await.unwrap();
    let said = |occasion, answers: &[DayAnswer]| Audience {
        occasion: Some(occasion),
        answers: answers.to_vec(),
        ..to(&participants)
    };
    assert_eq!(selected(&world, said(Occasion::Part(december), &[DayAnswer::Maybe])).await, ["Örjan Ek"]);
    let rest = selected(&world, said(Occasion::Part(december), &[DayAnswer::Unanswered, DayAnswer::Yes])).await;
    assert_eq!(rest, ["Zara Ek", "Åsa Ek", "Ärla Ek"]);
    let invited = selected(&world, said(Occasion::Part(mentors_part), &[DayAnswer::Unanswered])).await;
    assert_eq!(invited, ["Åsa Ek", "Ärla Ek"], "adepts are not invited");
    assert!(selected(&world, said(Occasion::Part(december), &[DayAnswer::Came])).await.is_empty(), "it is to come");

    world.log(&adept, NOTE).await;
    let fares = |pair| Audience { pairs: vec![pair], ..to(&participants) };
    assert_eq!(selected(&world, fares(PairIs::NotStarted)).await, ["Zara Ek", "Ärla Ek"]);
    assert_eq!(selected(&world, fares(PairIs::Active)).await.len(), 4);
    assert!(selected(&world, fares(PairIs::Silent)).await.is_empty());
    let organiser = world.caller("organisator1").await;
    let all = world.store.count_audience(&organiser, &fares(PairIs::Active), later(1)).await.unwrap();
    assert!(!format!("{all:?}").contains(NOTE));
    let id = send(&world, &organiser, fares(PairIs::Active), later(1)).await;
    let page = world.store.announcement(&organiser, id, later(1)).await.unwrap();
    assert!(!format!("{page:?}").contains(NOTE) && !holds(&bench.dump().await, NOTE));
}
contract_test!(an_audience_is_who_fits_now);

/// Whoever has come is checked in, or said yes where nobody was.
async fn whoever_was_at_a_day_is_found_afterwards(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let december = world.segment("december", 0).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    for who in [&adept, &mentor] {
        store.answer(who, december, Answer::Yes, now()).await.unwrap();
    }
    let came = Audience {
        occasion: Some(Occasion::Part(december)),
        answers: vec![DayAnswer::Came],
        ..to(&[Duty::Adept, Duty::Mentor])
    };
    let at = later(13 * 24);
    let found = store.count_audience(&organiser, &came, at).await.unwrap().unwrap();
    assert_eq!(names(&found.receivers), ["Åsa Ek", "Örjan Ek"], "nobody stood at the door");
    store.check_in(&organiser, december, mentor.person, later(12 * 24)).await.unwrap();
    let found = store.count_audience(&organiser, &came, at).await.unwrap().unwrap();
    assert_eq!(names(&found.receivers), ["Åsa Ek"]);
}
contract_test!(whoever_was_at_a_day_is_found_afterwards);

/// Whoever has left, is deactivated or cannot be reached gets nothing, and is told apart.
async fn those_who_get_nothing_are_told_apart(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let (adept, mentor) = (world.caller("adept1").await.person, world.caller("mentor2").await.person);
    store.leave(&organiser, None, adept, &Departure::default(), now()).await.unwrap();
    // Past the engine: whoever still has a duty cannot be deactivated by anyone.
    assert!(bench.write(format!("UPDATE persons SET deactivated_at = 1 WHERE id = {mentor}")).await);
    hand_over(store).await;
    let selection = store.count_audience(&organiser, &to(&[Duty::Adept, Duty::Mentor]), later(1)).await;
    let selection = selection.unwrap().unwrap();
    assert_eq!(names(&selection.receivers), ["Zara Ek"]);
    assert_eq!(names(&selection.refusing), ["Åsa Ek"]);
    assert_eq!(names(&selection.deactivated), ["Ärla Ek"]);
    assert_eq!(names(&selection.left), ["Örjan Ek"]);

    let id = send(&world, &organiser, to(&[Duty::Adept, Duty::Mentor]), later(1)).await;
    let told = [
        ("Zara Ek".to_owned(), Outcome::Waiting),
        ("Åsa Ek".to_owned(), Outcome::DeadAddress),
        ("Ärla Ek".to_owned(), Outcome::Deactivated),
    ];
    assert_eq!(outcomes(store, &organiser, id).await, told);
    assert_eq!(on_their_way(store).await, ["Zara Ek"]);
}
contract_test!(those_who_get_nothing_are_told_apart);

/// Once to each, however many servers send at once, and not again.
async fn an_announcement_goes_out_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let id = save(&world, &organiser, to(&[Duty::Adept, Duty::Mentor])).await;
    let store = &world.store;
    store.schedule_announcement(&organiser, id, 1, later(2), now()).await.unwrap();
    assert_eq!(store.send_announcements(later(1)).await.unwrap(), 0, "not yet");
    assert!(on_their_way(&**store).await.is_empty());

    let mut changes = store.changes();
    let servers: Vec<_> = (0..6)
        .map(|_| {
            let store = Arc::clone(store);
            tokio::spawn(async move { store.send_announcements(later(2)).await })
        })
        .collect();
    let mut sent = 0;
    for server in servers {
        match server.await.unwrap() {
            Ok(announcements) => sent += announcements,
            Err(error) => assert!(matches!(error, Error::Retryable(_)), "{error:?}"),
        }
    }
    assert_eq!(sent, 1);
    assert_eq!(on_their_way(&**store).await, ["Zara Ek", "Ärla Ek", "Åsa Ek", "Örjan Ek"]);
    assert_eq!(store.send_announcements(later(3)).await.unwrap(), 0);
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::Announcement { round: organiser.round });
    assert!(organiser.may_know(&change));
    for name in OTHERS {
        assert!(!world.caller(name).await.may_know(&change), "{name}");
    }

    let page = store.announcement(&organiser, id, later(3)).await.unwrap().unwrap();
    assert_eq!(page.announcement.state, State::Sent);
    let steps: Vec<_> = page.steps.iter().map(|taken| (taken.step, taken.by.as_str())).collect();
    assert_eq!(steps, [(Step::Written, "Olga Ek"), (Step::Scheduled, "Olga Ek"), (Step::Sent, "Olga Ek")]);
    let parcel = store.due_emails(1, later(3)).await.unwrap().remove(0);
    let Email::Announcement(posted) = parcel.message else { panic!("another email") };
    assert_eq!((posted.values.setting.round, posted.test), (15, false));
    assert_eq!(posted.values.setting.next_day.unwrap().title.sv, "december");
}
contract_test!(an_announcement_goes_out_once);

/// A crash in the midst leaves nothing sent, and all of it due.
async fn a_crash_leaves_it_due(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let id = save(&world, &organiser, to(&[Duty::Mentor])).await;
    store.schedule_announcement(&organiser, id, 1, now(), now()).await.unwrap();
    assert!(bench.write("ALTER TABLE announcement_steps RENAME TO elsewhere".to_owned()).await);
    assert!(store.send_announcements(now()).await.is_err());
    assert!(on_their_way(store).await.is_empty());
    assert!(bench.write("ALTER TABLE elsewhere RENAME TO announcement_steps".to_owned()).await);
    assert_eq!(store.send_announcements(now()).await.unwrap(), 1);
    assert_eq!(on_their_way(store).await, ["Ärla Ek", "Åsa Ek"]);
    // The control: the ledger takes nobody twice.
    let twice = format!(
        "INSERT INTO announcement_receivers (announcement_id, person_id) \
        SELECT announcement_id, person_id FROM announcement_receivers WHERE announcement_id = {id}"
    );
    assert!(!bench.write(twice).await);
}
contract_test!(a_crash_leaves_it_due);

/// What people answer until then counts.
async fn the_audience_is_who_fits_when_it_goes_out(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let december = world.segment("december", 0).await;
    let (adept, mentor) = (world.caller("adept1").await, world.caller("mentor1").await);
    store.answer(&adept, december, Answer::Maybe, now()).await.unwrap();
    let maybe = Audience {
        occasion: Some(Occasion::Part(december)),
        answers: vec![DayAnswer::Maybe],
        ..to(&[Duty::Adept, Duty::Mentor])
    };
    let id = save(&world, &organiser, maybe).await;
    store.schedule_announcement(&organiser, id, 1, later(2), now()).await.unwrap();
    store.answer(&adept, december, Answer::Yes, later(1)).await.unwrap();
    store.answer(&mentor, december, Answer::Maybe, later(1)).await.unwrap();
    store.send_announcements(later(2)).await.unwrap();
    assert_eq!(on_their_way(store).await, ["Åsa Ek"]);
}
contract_test!(the_audience_is_who_fits_when_it_goes_out);

/// Two who write do not overwrite each other, what is to go out is left alone, and what
/// was taken back does not go out.
async fn it_is_written_scheduled_and_taken_back(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let new = written(to(&[Duty::Mentor]));
    let form = IdempotencyKey::of("save", b"one");
    let id = store.save_announcement(&organiser, Some(&form), None, &new, now()).await.unwrap();
    assert_eq!(store.save_announcement(&organiser, Some(&form), None, &new, now()).await.unwrap(), id);
    assert_eq!(bench.rows().await["announcements"], 1);

    let other = written(to(&[Duty::Adept]));
    store.save_announcement(&organiser, None, Some((id, 1)), &other, now()).await.unwrap();
    let late = store.save_announcement(&organiser, None, Some((id, 1)), &new, now()).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let old = store.schedule_announcement(&organiser, id, 1, now(), now()).await;
    assert!(matches!(old, Err(Error::Conflict)), "{old:?}");

    store.schedule_announcement(&organiser, id, 2, later(1), now()).await.unwrap();
    let twice = store.schedule_announcement(&organiser, id, 2, later(1), now()).await;
    assert!(matches!(twice, Err(Error::Conflict)), "{twice:?}");
    let changed = store.save_announcement(&organiser, None, Some((id, 2)), &new, now()).await;
    assert!(matches!(changed, Err(Error::Conflict)), "{changed:?}");
    assert!(store.announcement_edit(&organiser, Some(id), now()).await.unwrap().is_none());
    store.cancel_announcement(&organiser, id, now()).await.unwrap();
    assert_eq!(store.send_announcements(later(2)).await.unwrap(), 0);
    let edit = store.announcement_edit(&organiser, Some(id), now()).await.unwrap().unwrap();
    assert_eq!(edit.saved.unwrap().written, other);
    assert!(matches!(store.delete_announcement(&organiser, id).await, Err(Error::Conflict)), "it has a history");
    store.schedule_announcement(&organiser, id, 2, later(3), now()).await.unwrap();
    store.send_announcements(later(3)).await.unwrap();
    let after = store.cancel_announcement(&organiser, id, later(3)).await;
    assert!(matches!(after, Err(Error::Conflict)), "{after:?}");

    let draft = save(&world, &organiser, to(&[Duty::Mentor])).await;
    store.delete_announcement(&organiser, draft).await.unwrap();
    let lines = store.announcements(&organiser).await.unwrap().unwrap();
    let lines: Vec<_> = lines.iter().map(|line| (line.announcement.id, line.figures)).collect();
    assert_eq!(lines, [(id, Figures { waiting: 2, ..Figures::default() })]);
}
contract_test!(it_is_written_scheduled_and_taken_back);

/// Nobody gets more than so many on one day.
async fn only_so_many_go_out_on_a_day(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    for n in 0..MOST_A_DAY {
        send(&world, &organiser, to(&[Duty::Mentor]), now() + SignedDuration::from_mins(n.into())).await;
    }
    let id = save(&world, &organiser, to(&[Duty::Mentor])).await;
    let schedule = async |at| world.store.schedule_announcement(&organiser, id, 1, at, now()).await;
    let Err(Error::Invalid(fields)) = schedule(later(1)).await else { panic!("one too many") };
    assert_eq!((fields[0].field.as_str(), &fields[0].problem), ("date", &Problem::from(TimeProblem::TooMany)));
    schedule(later(24)).await.unwrap();
}
contract_test!(only_so_many_go_out_on_a_day);

/// Who got it and who did not, and once more to whom it did not reach.
async fn it_is_seen_who_got_it(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let id = send(&world, &organiser, to(&[Duty::Mentor]), now()).await;
    hand_over(store).await;
    let told = |outcome| [("Åsa Ek".to_owned(), outcome), ("Ärla Ek".to_owned(), Outcome::Delivered)];
    assert_eq!(outcomes(store, &organiser, id).await, told(Outcome::GivenUp));
    let figures = store.announcements(&organiser).await.unwrap().unwrap()[0].figures;
    assert_eq!(figures, Figures { delivered: 1, missed: 1, waiting: 0 });

    let mentor = world.caller("mentor1").await.person;
    store.retry_announcement(&organiser, id, mentor, later(1)).await.unwrap();
    assert_eq!(outcomes(store, &organiser, id).await, told(Outcome::Waiting));
    let nobody = store.retry_announcement(&organiser, id, world.caller("adept1").await.person, later(1)).await;
    assert!(matches!(nobody, Err(Error::NotFound)), "{nobody:?}");
    let parcel = store.take_email(later(1)).await.unwrap().unwrap();
    store.email_sent(parcel.id, later(1)).await.unwrap();
    assert_eq!(outcomes(store, &organiser, id).await, told(Outcome::Delivered));
}
contract_test!(it_is_seen_who_got_it);

/// A test goes to its organiser only, and answers go where the network says.
async fn a_test_goes_to_its_organiser_only(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let questions = EmailAddress::parse("fraga@example.org").ok();
    store.save_contacts(&organiser, &Contacts::default(), &Contacts { questions, security: None }).await.unwrap();
    let id = save(&world, &organiser, to(&[Duty::Mentor])).await;
    // The same is sent once.
    for _ in 0..2 {
        store.test_announcement(&organiser, id, now()).await.unwrap();
    }
    let [parcel] = store.due_emails(9, now()).await.unwrap().try_into().ok().unwrap();
    let Email::Announcement(posted) = parcel.message else { panic!("another email") };
    assert_eq!((parcel.to.as_str(), posted.test), (email("organisator1").as_str(), true));
    assert_eq!(posted.reply_to.as_deref(), Some("fraga@example.org"));
    assert_eq!(posted.values.organisation, "Åsby kommun");
    let mut version = 1;
    let over = loop {
        let audience = to(&[Duty::Mentor]);
        let mut other = written(audience);
        other.letter.body.sv = format!("Nummer {version}");
        store.save_announcement(&organiser, None, Some((id, version)), &other, now()).await.unwrap();
        version += 1;
        if let Err(error) = store.test_announcement(&organiser, id, now()).await {
            break error;
        }
        assert!(version < 20);
    };
    assert!(matches!(over, Error::OverBudget(OverBudget::Recipient)), "{over:?}");
}
contract_test!(a_test_goes_to_its_organiser_only);

/// To anyone but organisers there is none, and to those of another round.
async fn announcements_are_for_organisers_of_the_round(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let mut earlier = round(14);
    earlier.people = vec![person("organisator9", "Otto Ek", "Ärla region", Duty::Organiser)];
    earlier.pairs.clear();
    earlier.days.clear();
    assert!(world.store.load_round(&earlier, now()).await.unwrap());
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let id = save(&world, &organiser, to(&[Duty::Mentor])).await;
    let sent = send(&world, &organiser, to(&[Duty::Mentor]), now()).await;
    let mentor = world.caller("mentor1").await.person;
    let new = written(to(&[Duty::Mentor]));

    for name in OTHERS.into_iter().chain(["organisator9"]) {
        let other = world.caller(name).await;
        assert!(store.announcement(&other, id, now()).await.unwrap().is_none(), "{name}");
        assert!(store.announcement_edit(&other, Some(id), now()).await.unwrap().is_none(), "{name}");
        for outcome in [
            store.save_announcement(&other, None, Some((id, 1)), &new, now()).await.map(|_| ()),
            store.schedule_announcement(&other, id, 1, now(), now()).await,
            store.cancel_announcement(&other, id, now()).await,
            store.delete_announcement(&other, id).await,
            store.test_announcement(&other, id, now()).await,
            store.retry_announcement(&other, sent, mentor, now()).await,
        ] {
            assert!(matches!(outcome, Err(Error::NotFound)), "{name}: {outcome:?}");
        }
    }
    for name in OTHERS {
        let other = world.caller(name).await;
        assert!(store.announcements(&other).await.unwrap().is_none(), "{name}");
        assert!(store.announcement_edit(&other, None, now()).await.unwrap().is_none(), "{name}");
        assert!(store.count_audience(&other, &to(&[Duty::Mentor]), now()).await.unwrap().is_none(), "{name}");
        let saved = store.save_announcement(&other, None, None, &new, now()).await;
        assert!(matches!(saved, Err(Error::NotFound)), "{name}");
    }
    let there = world.caller("organisator9").await;
    assert_eq!(store.announcements(&there).await.unwrap(), Some(Vec::new()));
    let selection = store.count_audience(&there, &to(&[Duty::Mentor, Duty::Organiser]), now()).await.unwrap().unwrap();
    assert_eq!(names(&selection.receivers), ["Otto Ek"]);
}
contract_test!(announcements_are_for_organisers_of_the_round);
