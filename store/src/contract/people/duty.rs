//! Duties begin and end, and what waits for whoever had one.

use domain::{
    Refusal,
    day::{Answer, Standing, board::Filter},
    people::{self, Duty, PersonId, Role},
};
use jiff::civil::date;

use crate::contract::{
    Bench, World,
    application::{emails_to, manager::yes, open_world, sent},
    holds,
    matching::{Group, applied},
    world::{email, later, log, new_session, now, person, round},
};
use crate::{
    Error, Result,
    application::endorsement::{NewStandIn, StandIn, Verdict},
    idempotency::IdempotencyKey,
    mail::outbox::Email,
    people::duty::{Departure, Ending, Holder},
};

fn typed(name: &str, organisation: domain::people::OrganisationId) -> Holder {
    Holder::Typed { email: email(name), name: format!("{name} Ek"), organisation }
}

fn because(reason: &str) -> Ending {
    Ending { successor: None, reason: people::duty::Reason::parse(reason).unwrap() }
}

async fn end(world: &World, by: &str, who: &str, duty: Duty, ending: &Ending) -> Result<()> {
    let (by, who) = (world.caller(by).await, world.caller(who).await.person);
    world.store.end_duty(&by, None, who, duty, ending, now()).await
}

/// From the next request on, both ways; told by email and on the live channel; kept as
/// history with a reason that a thief of the database does not read.
async fn a_duty_is_given_and_taken_at_once(bench: &dyn Bench) {
    const WHY: &str = "Byter kanariejobb.";
    let world = World::new(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let session = new_session();
    store.sign_in_as(&email("kontakt1"), &session, now()).await.unwrap();
    let duties = async || store.caller(&session.secret, now()).await.unwrap().unwrap().duties;
    let person = world.caller("kontakt1").await.person;

    let mut changes = store.changes();
    store.begin_duty(&organiser, &Holder::Known(person), Duty::WorkingGroup, now()).await.unwrap();
    assert_eq!(duties().await, [Duty::ContactPerson, Duty::WorkingGroup]);
    let change = changes.try_recv().unwrap();
    for (name, told) in [("kontakt1", true), ("organisator1", true), ("adept1", false), ("arbetsgrupp1", false)] {
        assert_eq!(world.caller(name).await.may_know(&change), told, "{name}");
    }
    let rows = bench.rows().await;
    store.begin_duty(&organiser, &Holder::Known(person), Duty::WorkingGroup, now()).await.unwrap();
    assert_eq!(bench.rows().await, rows, "once is enough");

    let key = IdempotencyKey::of("duty/end", b"1");
    for _ in 0..2 {
        let ended = store.end_duty(&organiser, Some(&key), person, Duty::WorkingGroup, &because(WHY), later(48)).await;
        ended.unwrap();
    }
    assert_eq!(duties().await, [Duty::ContactPerson]);
    let again = store.end_duty(&organiser, None, person, Duty::WorkingGroup, &because(WHY), later(48)).await;
    assert!(matches!(again, Err(Error::NotFound)));

    let page = store.person_page(&organiser, person, later(48)).await.unwrap().unwrap();
    let former = &page.former[0];
    assert_eq!((former.duty, former.since, former.until), (Duty::WorkingGroup, date(2026, 11, 22), date(2026, 11, 24)));
    assert_eq!((former.by.as_str(), former.reason.as_str(), page.former.len()), ("Olga Ek", WHY, 1));
    assert!(!holds(&bench.dump().await, WHY));
    let told: Vec<_> = emails_to(store, "kontakt1").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(matches!(&told[0], Email::DutyBegun { duty: Duty::WorkingGroup, by, .. } if by == "Olga Ek"));
    assert!(matches!(&told[1], Email::DutyEnded { duty: Duty::WorkingGroup, successor: None, .. }));

    store.begin_duty(&organiser, &Holder::Known(person), Duty::WorkingGroup, later(49)).await.unwrap();
    assert_eq!(duties().await, [Duty::ContactPerson, Duty::WorkingGroup], "given back");
}
contract_test!(a_duty_is_given_and_taken_at_once);

/// For anyone but organisers none of it is there; participants come by an application.
async fn only_organisers_give_and_take_duties(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let adept = world.caller("adept1").await.person;
    let before = bench.rows().await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let begun = store.begin_duty(&caller, &Holder::Known(adept), Duty::Organiser, now()).await;
        assert!(matches!(begun, Err(Error::NotFound)), "{name}");
        let ended = store.end_duty(&caller, None, caller.person, Duty::ContactPerson, &Ending::default(), now()).await;
        assert!(matches!(ended, Err(Error::NotFound)), "{name}");
        assert!(store.leaving(&caller, adept, now()).await.unwrap().is_none(), "{name}");
        let left = store.leave(&caller, None, adept, &Departure::default(), now()).await;
        assert!(matches!(left, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    for duty in [Duty::Adept, Duty::Mentor, Duty::Reserve, Duty::Applicant] {
        let begun = store.begin_duty(&organiser, &Holder::Known(adept), duty, now()).await;
        assert!(matches!(begun, Err(Error::NotFound)), "{duty:?}");
        let ended = store.end_duty(&organiser, None, adept, duty, &Ending::default(), now()).await;
        assert!(matches!(ended, Err(Error::NotFound)), "{duty:?}");
    }
    let nobody = store.begin_duty(&organiser, &Holder::Known(PersonId(999_999)), Duty::Organiser, now()).await;
    assert!(matches!(nobody, Err(Error::NotFound)));
    for (table, rows) in bench.rows().await {
        assert!(table == "sessions" || before[&table] == rows, "{table}");
    }
}
contract_test!(only_organisers_give_and_take_duties);

/// Nobody who left reads on: by their next request all that came with the duty is gone.
async fn whoever_had_a_duty_reads_on_nothing(bench: &dyn Bench) {
    let mut loaded = round(15);
    loaded.people.push(person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser));
    let world = World::of(bench, &loaded).await;
    let store = &*world.store;
    for (name, duty) in
        [("kontakt1", Duty::ContactPerson), ("arbetsgrupp1", Duty::WorkingGroup), ("organisator2", Duty::Organiser)]
    {
        let session = new_session();
        store.sign_in_as(&email(name), &session, now()).await.unwrap();
        let reads = async || {
            let caller = store.caller(&session.secret, now()).await.unwrap().unwrap();
            [
                store.own_organisation(&caller, now()).await.unwrap().is_some(),
                store.matching(&caller, None).await.unwrap().is_some(),
                store.selection(&caller).await.unwrap().is_some(),
                store.overview_page(&caller, now()).await.unwrap().is_some(),
                store.board(&caller, "april", &Filter::default(), now()).await.unwrap().is_some(),
                store.directory(&caller, &people::directory::Filter::default()).await.unwrap().is_some(),
                store.organisation_list(&caller).await.unwrap().is_some(),
                store.employers(&caller).await.unwrap().is_some(),
            ]
        };
        assert!(reads().await.contains(&true), "{name}: control");
        end(&world, "organisator1", name, duty, &Ending::default()).await.unwrap();
        assert_eq!(reads().await, [false; 8], "{name}");
        let caller = store.caller(&session.secret, now()).await.unwrap().unwrap();
        assert!(caller.duties.is_empty(), "{name}");
        assert!(store.applications(&caller).await.unwrap().is_empty(), "{name}");
    }
}
contract_test!(whoever_had_a_duty_reads_on_nothing);

/// Two organisers who end each other's leave one.
async fn the_last_organiser_stays(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let last = end(&world, "organisator1", "organisator1", Duty::Organiser, &Ending::default()).await;
    assert!(matches!(last, Err(Error::Refused(Refusal::People(people::Refusal::LastOrganiser)))), "{last:?}");
    assert_eq!(bench.rows().await["duty_history"], 0);

    let home = world.caller("organisator1").await.organisation;
    let ending = Ending { successor: Some(typed("ny", home)), ..Ending::default() };
    end(&world, "organisator1", "organisator1", Duty::Organiser, &ending).await.unwrap();
    assert!(world.caller("organisator1").await.duties.is_empty());
    assert_eq!(world.caller("ny").await.duties, [Duty::Organiser]);
}
contract_test!(the_last_organiser_stays);

/// In the middle of the applications: those that wait are the next one's, and so is
/// whoever stands in. The one before can do nothing more.
async fn what_waits_for_a_contact_person_goes_to_the_next(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (applicant, link) = sent(&world, "ny").await;
    store.support(&link, &yes(), now()).await.unwrap();
    let id = store.own_application(&applicant).await.unwrap().unwrap().application.id;
    let contact = world.caller("kontakt1").await;
    let away = StandIn { name: "Siv Ek".into(), from: date(2026, 11, 20), until: date(2026, 11, 30) };
    let stand_in = NewStandIn { email: email("siv"), stand_in: away, lang: domain::people::Lang::Sv };
    store.set_stand_in(&contact, Some(&stand_in), now()).await.unwrap();
    assert!(world.caller("siv").await.has(Duty::ContactPerson), "control");

    let elsewhere = world.caller("arbetsgrupp1").await;
    let wrong = Ending { successor: Some(Holder::Known(elsewhere.person)), ..Ending::default() };
    let refused = end(&world, "organisator1", "kontakt1", Duty::ContactPerson, &wrong).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "a contact person works for the organisation");
    assert!(world.caller("kontakt1").await.has(Duty::ContactPerson));

    let ending = Ending { successor: Some(typed("kontakt9", contact.organisation)), ..Ending::default() };
    end(&world, "organisator1", "kontakt1", Duty::ContactPerson, &ending).await.unwrap();
    let told: Vec<_> = emails_to(store, "kontakt9").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(matches!(&told[0], Email::DutyBegun { after: Some(after), .. } if after == "Karl Ek"));
    assert!(matches!(&told[1], Email::ToEndorse { applicant, .. } if applicant == "ny Ek"));
    let told = emails_to(store, "kontakt1").await.pop().unwrap().message;
    assert!(matches!(&told, Email::DutyEnded { successor: Some(successor), .. } if successor == "kontakt9 Ek"));
    assert!(world.caller("siv").await.has(Duty::ContactPerson), "for the next one");

    let endorse = Verdict::Endorse("Gärna".into());
    let former = store.endorse(&world.caller("kontakt1").await, id, &endorse, now()).await;
    assert!(matches!(former, Err(Error::NotFound)));
    let next = world.caller("kontakt9").await;
    store.set_stand_in(&next, None, now()).await.unwrap();
    assert!(!world.caller("siv").await.has(Duty::ContactPerson), "theirs to end");
    store.endorse(&next, id, &endorse, now()).await.unwrap();
}
contract_test!(what_waits_for_a_contact_person_goes_to_the_next);

/// Whoever takes over from an organiser is responsible for their days; without anyone
/// nobody is. What has been voted stays.
async fn the_next_organiser_is_responsible(bench: &dyn Bench) {
    let mut loaded = round(15);
    for day in &mut loaded.days {
        day.details.responsible = Some(email("organisator2"));
    }
    loaded.people.push(person("organisator2", "Östen Ek", "Åsby kommun", Duty::Organiser));
    loaded.people.push(person("organisator3", "Ture Ek", "Åsby kommun", Duty::Organiser));
    let world = World::of(bench, &loaded).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let responsible = async || store.planned_day(&organiser, "april").await.unwrap().unwrap().plan.responsible;
    let home = organiser.organisation;

    let ending = Ending { successor: Some(typed("ny", home)), ..Ending::default() };
    end(&world, "organisator1", "organisator2", Duty::Organiser, &ending).await.unwrap();
    assert_eq!(responsible().await, Some(world.caller("ny").await.person));
    let told = emails_to(store, "ny").await.remove(0).message;
    assert!(matches!(&told, Email::DutyBegun { days, .. } if days.len() == 2));
    assert!(
        emails_to(store, "organisator2")
            .await
            .iter()
            .all(|parcel| { !matches!(parcel.message, Email::ResponsibleChanged { .. }) })
    );

    end(&world, "organisator1", "ny", Duty::Organiser, &Ending::default()).await.unwrap();
    assert_eq!(responsible().await, None);
}
contract_test!(the_next_organiser_is_responsible);

/// The pair ends, answers to days to come are withdrawn and seats pass on; the figures
/// and the list of every board follow; both are told. What the two wrote they can read.
async fn whoever_leaves_takes_part_in_nothing_to_come(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let (organiser, adept) = (world.caller("organisator1").await, world.caller("adept1").await);
    let meeting = world.log(&adept, "Vi talade om mod.").await;
    let segment = world.segment("april", 0).await;
    store.set_capacity(&organiser, segment, Some(1), now()).await.unwrap();
    for name in ["adept1", "mentor1"] {
        store.answer(&world.caller(name).await, segment, Answer::Yes, now()).await.unwrap();
    }
    let leaving = store.leaving(&organiser, adept.person, now()).await.unwrap().unwrap();
    assert_eq!((leaving.role, leaving.answers.len(), leaving.reserves.len()), (Role::Adept, 1, 0));
    assert_eq!(leaving.partners[0].1, "Åsa Ek");

    let departure = Departure { reserve: None, reason: people::duty::Reason::parse("Nytt jobb.").unwrap() };
    store.leave(&organiser, None, adept.person, &departure, now()).await.unwrap();
    let gone = world.caller("adept1").await;
    assert!(gone.role().is_none() && gone.pair == adept.pair);
    assert_eq!(store.meeting(&gone, meeting).await.unwrap().unwrap().notes, "Vi talade om mod.");
    assert!(matches!(store.log_meeting(&gone, None, &log(""), now()).await, Err(Error::PairEnded)));
    assert!(matches!(store.answer(&gone, segment, Answer::Yes, now()).await, Err(Error::NotFound)));

    let board = store.day_board(&organiser, "april", &Filter::default(), now()).await.unwrap().unwrap().board;
    let all = &board.segments[0];
    assert!(all.guests.iter().all(|guest| guest.person != adept.person) && all.guests.len() == 3);
    assert_eq!(domain::day::board::tally(&all.counts, |_| true).invited(), 3);
    let mine = store.day(&world.caller("mentor1").await, "april", now()).await.unwrap().unwrap().answers[0].mine;
    assert_eq!(mine, Standing::Offered, "the seat passes on");

    let told: Vec<_> = emails_to(store, "mentor1").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(told.iter().any(|message| {
        matches!(message, Email::PartnerLeft { partner, steps_in: false } if partner == "Örjan Ek")
    }));
    assert!(told.iter().any(|message| matches!(message, Email::SeatOffered { .. })));
    let told = emails_to(store, "adept1").await.pop().unwrap().message;
    assert!(matches!(told, Email::Left { .. }));
    let page = store.person_page(&organiser, adept.person, now()).await.unwrap().unwrap();
    assert_eq!((page.former[0].duty, page.former[0].reason.as_str()), (Duty::Adept, "Nytt jobb."));
    assert!(page.duties.is_empty() && page.answers.is_empty());
    let again = store.leave(&organiser, None, adept.person, &departure, now()).await;
    assert!(matches!(again, Err(Error::NotFound)));
}
contract_test!(whoever_leaves_takes_part_in_nothing_to_come);

/// What has been stays: whoever leaves is counted nowhere twice, and nowhere in vain.
async fn a_board_of_a_day_that_was_agrees_with_its_list(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &*world.store;
    let (organiser, adept) = (world.caller("organisator1").await, world.caller("adept1").await);
    let segment = world.segment("december", 0).await;
    store.answer(&adept, segment, Answer::Yes, now()).await.unwrap();
    let after = later(20 * 24);
    store.leave(&organiser, None, adept.person, &Departure::default(), after).await.unwrap();
    let board = store.day_board(&organiser, "december", &Filter::default(), after).await.unwrap().unwrap().board;
    let tally = domain::day::board::tally(&board.segments[0].counts, |_| true);
    assert_eq!((tally.yes, tally.invited()), (0, 3));
    assert_eq!(board.segments[0].guests.len(), 3);
    let page = store.person_page(&organiser, adept.person, after).await.unwrap().unwrap();
    assert_eq!(page.answers.len(), 1, "it is history");
}
contract_test!(a_board_of_a_day_that_was_agrees_with_its_list);

/// Whoever waited first in line and can be the pair of the one who is left steps in at
/// once, and is asked to the days that others were asked to before.
async fn someone_in_reserve_steps_in(bench: &dyn Bench) {
    let group = Group::of(bench, &applied()).await;
    let (world, store) = (&group.world, &*group.world.store);
    let draft = group.draft().await;
    store.publish_matches(&group.organiser, draft, 1, now()).await.unwrap();
    let [_, bo] = group.adepts;
    let [_, dan] = group.mentors;
    let ester = world.caller("sokande5").await.person;
    let leaving = store.leaving(&group.organiser, bo, now()).await.unwrap().unwrap();
    assert_eq!(leaving.partners.iter().map(|(partner, _)| *partner).collect::<Vec<_>>(), [dan]);
    assert_eq!(leaving.reserves.iter().map(|one| one.person).collect::<Vec<_>>(), [ester]);

    let someone = world.caller("sokande6").await.person;
    let wrong = Departure { reserve: Some(someone), ..Departure::default() };
    let before = bench.rows().await;
    let refused = store.leave(&group.organiser, None, bo, &wrong, now()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::People(people::Refusal::CannotStepIn)))), "{refused:?}");
    assert_eq!(bench.rows().await["pairs"], before["pairs"]);
    assert_eq!(bench.rows().await["duty_history"], before["duty_history"]);

    let departure = Departure { reserve: Some(ester), ..Departure::default() };
    store.leave(&group.organiser, None, bo, &departure, now()).await.unwrap();
    let (new, left) = (world.caller("sokande5").await, world.caller("sokande2").await);
    assert_eq!((new.role(), new.has(Duty::Reserve)), (Some(Role::Adept), false));
    assert_eq!((new.pair, left.role()), (world.caller("sokande4").await.pair, None));
    assert_ne!(new.pair, left.pair, "what the two wrote is not the next one's");
    let told: Vec<_> = emails_to(store, "sokande5").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(told.iter().any(|message| matches!(message, Email::Matched { role: Role::Adept, .. })));
    let days = told.iter().filter(|message| matches!(message, Email::DayInvitation { .. })).count();
    assert_eq!(days, 2, "the days that are published");
    let told: Vec<_> = emails_to(store, "sokande4").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(told.iter().any(|message| matches!(message, Email::PartnerLeft { steps_in: true, .. })));
    let invited = told.iter().filter(|message| matches!(message, Email::DayInvitation { .. })).count();
    assert_eq!(invited, 2, "the mentor was asked before, and is not asked again");

    let view = store.matching(&group.organiser, None).await.unwrap().unwrap();
    assert!(view.person(bo).is_none(), "whoever has left is matched with nobody");
}
contract_test!(someone_in_reserve_steps_in);

/// After the last day to answer, whoever joins is told what they can still do.
async fn whoever_joins_late_is_told_what_they_can_do(bench: &dyn Bench) {
    let group = Group::of(bench, &applied()).await;
    let store = group.store();
    let draft = group.draft().await;
    let late = later(6 * 24);
    store.publish_matches(&group.organiser, draft, 1, late).await.unwrap();
    let messages = store.due_emails(99, late).await.unwrap();
    let of = |slug: &str, is_late: bool| {
        let found = messages.iter().filter(|parcel| match &parcel.message {
            Email::LateReminder { slug: day, may_come: false, .. } => is_late && day == slug,
            Email::DayInvitation { day, .. } => !is_late && day.slug == slug,
            _ => false,
        });
        found.count()
    };
    assert_eq!((of("december", true), of("april", false)), (4, 4));
    assert_eq!((of("december", false), of("april", true)), (0, 0));
}
contract_test!(whoever_joins_late_is_told_what_they_can_do);
