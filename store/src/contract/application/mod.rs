//! Applications: the call, the applicant's part, and who reads it.

mod dossier;
pub mod endorsement;
pub mod manager;
mod waiting;

use domain::{
    Refusal,
    application::{
        self, Application, Area, Call, Conflict, Filled, Leadership, Level, Manager, MeetingForm, Part, Purpose, State,
        StepKind, Strategic, Theme, Travel, Wishes, Work,
        typed::{Profile, Support},
    },
    day::Contact,
    live::Change,
    people::{Caller, Duty, Lang, Localised},
    round::call,
};
use jiff::SignedDuration;

use super::{
    Bench, World, holds,
    world::{TITLE, email, later, new_session, now, person, request},
};
use crate::{
    Error, Store,
    application::NewApplicant,
    mail::outbox::{Email, Parcel},
    people::{LinkState, MAX_APPLICANTS_PER_CLIENT, SignInRequest},
    secret::Secret,
};

/// A call that is open when the contract tests take place.
pub fn call() -> Call {
    Call {
        opens: later(-24),
        closes: later(24 * 30),
        who: Localised { sv: "Chefer".into(), en: "Managers".into() },
        contact: Contact::default(),
        most_adepts: None,
        most_mentors: None,
    }
}

/// The world with an open call.
pub async fn open_world(bench: &dyn Bench) -> World {
    let world = World::new(bench).await;
    world.store.save_call(&world.caller("organisator1").await, None, &call()).await.unwrap();
    world
}

/// Someone new at Alfa kommun, signed in by the link in their mail.
pub async fn applicant(world: &World, name: &str, part: Part) -> Caller {
    let (request, session) = (request(name), new_session());
    let new = NewApplicant { name: format!("{name} Ek"), organisation: "Alfa kommun".into(), lang: Lang::Sv, part };
    world.store.start_application(&request, &new, now()).await.unwrap();
    assert_eq!(world.store.redeem_link(&request.link, &session, now()).await.unwrap(), LinkState::Good);
    world.store.caller(&session.secret, now()).await.unwrap().unwrap()
}

/// Fills in every section but the part.
pub async fn fill(store: &dyn Store, caller: &Caller, purpose: Purpose) {
    let profile = Profile { name: caller.name.clone(), title: TITLE.into(), phone: "070".into() };
    let leadership =
        Leadership { level: Level::Department, manages_managers: true, years: 3, strategic: Strategic::No };
    let wishes = Wishes {
        areas: vec![Area::Health],
        languages: vec![Lang::Sv],
        form: MeetingForm::Either,
        travel: Travel::Hour,
        capacity: 1,
        words: String::new(),
    };
    let conflict = Conflict { who: "Åsa Ek".into(), why: "kanariefågel i släkten".into() };
    let sections = [
        Filled::Work(profile, Work { area: Area::School, leadership }),
        Filled::Purpose(purpose),
        Filled::Wishes(wishes),
        Filled::Conflicts(vec![conflict]),
        Filled::Manager(manager("chef")),
    ];
    for section in sections {
        store.save_section(caller, &section, now()).await.unwrap();
    }
}

/// A manager of that name.
pub fn manager(name: &str) -> Manager {
    Manager { name: name.into(), email: email(name) }
}

/// What an adept wants.
pub fn purpose() -> Purpose {
    Purpose {
        develop: vec![Theme::Change],
        develop_words: "kanariefågel i målen".into(),
        give: vec![Theme::Balance],
        motivation: "Lugn".into(),
    }
}

/// Someone who has sent an application, and their manager's link.
pub async fn sent(world: &World, name: &str) -> (Caller, Secret) {
    let caller = applicant(world, name, Part::Adept).await;
    fill(&*world.store, &caller, purpose()).await;
    world.store.send_application(&caller, "", now()).await.unwrap();
    (caller, link(&*world.store, "chef").await.unwrap())
}

/// The link in the latest email to a manager.
pub async fn link(store: &dyn Store, manager: &str) -> Option<Secret> {
    let messages = emails_to(store, manager).await;
    messages.iter().rev().find_map(|parcel| match &parcel.message {
        Email::ManagerAsked { link, .. } => Secret::parse(link),
        _ => None,
    })
}

/// All emails that wait for an address.
pub async fn emails_to(store: &dyn Store, name: &str) -> Vec<Parcel> {
    let mut messages = store.due_emails(200, later(24 * 60)).await.unwrap();
    messages.retain(|parcel| parcel.to == email(name).as_str());
    messages
}

/// Where someone's application stands.
pub async fn state(store: &dyn Store, caller: &Caller) -> State {
    store.own_application(caller).await.unwrap().unwrap().application.state
}

/// An address that nobody has gets an email and leaves no person behind; by its
/// link, once, they become an applicant. A known one keeps what is known.
async fn an_application_begins_when_the_address_is_confirmed(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &world.store;
    let new =
        NewApplicant { name: "Ny Ek".into(), organisation: "Alfa kommun".into(), lang: Lang::En, part: Part::Mentor };
    let (unknown, before) = (request("ny"), bench.rows().await);
    store.start_application(&unknown, &new, now()).await.unwrap();
    let after = bench.rows().await;
    assert_eq!((after["persons"], after["applications"]), (before["persons"], 0));
    let message = emails_to(&**store, "ny").await.pop().unwrap();
    assert!(matches!(message.message, Email::Apply { .. }) && message.lang == Lang::En);
    assert_eq!(message.name, unknown.email.as_str(), "nothing that a stranger typed");
    for _ in 0..20 {
        assert_eq!(store.link_state(&unknown.link, now()).await.unwrap(), LinkState::Good);
    }
    assert_eq!(bench.rows().await["applications"], 0, "looking begins nothing");

    let session = new_session();
    assert_eq!(store.redeem_link(&unknown.link, &session, now()).await.unwrap(), LinkState::Good);
    assert_eq!(store.redeem_link(&unknown.link, &new_session(), now()).await.unwrap(), LinkState::Used);
    let caller = store.caller(&session.secret, now()).await.unwrap().unwrap();
    assert_eq!((caller.name.as_str(), caller.duties.as_slice()), ("Ny Ek", [Duty::Applicant].as_slice()));
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!((own.application.state, own.application.form.part), (State::Draft, Some(Part::Mentor)));

    let (known, session) = (request("reserv1"), new_session());
    store.start_application(&known, &new, now()).await.unwrap();
    store.redeem_code(std::slice::from_ref(&known.ticket), &known.code, &session, now()).await.unwrap();
    let caller = store.caller(&session.secret, now()).await.unwrap().unwrap();
    assert_eq!(caller.name, "Rut Ek");
    assert!(store.own_application(&caller).await.unwrap().is_some());
    let again = request("reserv1");
    store.start_application(&again, &new, now()).await.unwrap();
    store.redeem_link(&again.link, &new_session(), now()).await.unwrap();
    assert_eq!(bench.rows().await["applications"], 2, "one of each");
}
contract_test!(an_application_begins_when_the_address_is_confirmed);

/// Each is an email to whatever address was typed: a client may send so many a day.
async fn one_client_begins_so_many_applications_a_day(bench: &dyn Bench) {
    let store = open_world(bench).await.store;
    let new =
        NewApplicant { name: "Ny Ek".into(), organisation: "Alfa kommun".into(), lang: Lang::Sv, part: Part::Mentor };
    let mut taken = 0;
    for n in 0..MAX_APPLICANTS_PER_CLIENT + 5 {
        let at = now() + SignedDuration::from_mins(10 * n);
        taken += i64::from(store.start_application(&request(&format!("ny{n}")), &new, at).await.is_ok());
    }
    assert_eq!(taken, MAX_APPLICANTS_PER_CLIENT);
    let last = now() + SignedDuration::from_mins(10 * (MAX_APPLICANTS_PER_CLIENT + 5));
    store.request_sign_in(&request("adept1"), last).await.unwrap();
    let elsewhere = SignInRequest { client: "198.51.100.4".to_owned(), ..request("ny") };
    store.start_application(&elsewhere, &new, last).await.unwrap();
    store.start_application(&request("ny"), &new, now() + SignedDuration::from_hours(34)).await.unwrap();
}
contract_test!(one_client_begins_so_many_applications_a_day);

/// Every section is kept as it was saved; only a whole application is sent, once.
async fn an_application_is_sent_when_it_is_complete(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let caller = applicant(&world, "ny", Part::Adept).await;
    let early = store.send_application(&caller, "", now()).await;
    assert!(matches!(early, Err(Error::Refused(Refusal::Application(application::Refusal::Incomplete)))), "{early:?}");
    fill(store, &caller, purpose()).await;
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!((own.application.form.done(), own.application.title.as_str(), own.conflicts.len()), (6, TITLE, 1));
    assert_eq!(own.application.form.purpose, Some(purpose()));

    let mut changes = store.changes();
    store.send_application(&caller, "", now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert!(matches!(change, Change::Application { .. }));
    for (name, told) in [("kontakt1", true), ("arbetsgrupp1", true), ("organisator1", true), ("adept2", false)] {
        assert_eq!(world.caller(name).await.may_know(&change), told, "{name}");
    }
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert_eq!(own.application.state, State::Sent);
    assert_eq!(own.steps.iter().map(|step| step.kind).collect::<Vec<_>>(), [StepKind::Begun, StepKind::Sent]);
    assert!(own.link_until.is_some() && link(store, "chef").await.is_some());
    let receipt = Email::ApplicationStep { step: StepKind::Sent };
    assert!(
        emails_to(store, "ny").await.iter().any(|parcel| parcel.message == receipt),
        "the applicant gets a receipt"
    );
    assert!(matches!(store.send_application(&caller, "", now()).await, Err(Error::Conflict)));
    let late = store.save_section(&caller, &Filled::Part(Part::Mentor), now()).await;
    assert!(matches!(late, Err(Error::NotFound)), "what is sent is not rewritten");

    store.withdraw_application(&caller, true, later(1)).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Withdrawn);
    let closed = store.withdraw_application(&caller, false, later(24 * 31)).await;
    assert!(matches!(closed, Err(Error::Refused(Refusal::Call(call::Refusal::Closed)))), "{closed:?}");
    store.withdraw_application(&caller, false, later(2)).await.unwrap();
    assert_eq!(state(store, &caller).await, State::Draft);
}
contract_test!(an_application_is_sent_when_it_is_complete);

/// Who reads what: the contact person once it is sent, the working group once it
/// is endorsed and never the own organisation's, and conflicts few.
async fn each_reads_what_is_for_them(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    // The working group's second member works where the applicant does.
    store.invite(&person("arbetsgrupp2", "Alva Ek", "Alfa kommun", Duty::WorkingGroup), now()).await.unwrap();
    let (caller, link) = sent(&world, "ny").await;
    let id = store.own_application(&caller).await.unwrap().unwrap().application.id;
    let readers = async || {
        let mut readers = Vec::new();
        for name in
            ["kontakt1", "arbetsgrupp1", "arbetsgrupp2", "organisator1", "adept1", "mentor1", "reserv1", "adept2"]
        {
            let reader = world.caller(name).await;
            let one = store.application(&reader, id).await.unwrap().is_some();
            let listed = store.applications(&reader).await.unwrap().iter().any(|listed: &Application| listed.id == id);
            assert_eq!(one, listed, "{name}");
            readers.extend(one.then_some(name));
        }
        readers
    };
    assert_eq!(readers().await, ["kontakt1", "organisator1"]);
    let support = Support { supports: true, why: "Bra".into(), commits: "Tid".into() };
    store.support(&link, &support, now()).await.unwrap();
    assert_eq!(readers().await, ["kontakt1", "organisator1"]);
    let contact = world.caller("kontakt1").await;
    let verdict = crate::application::endorsement::Verdict::Endorse(String::new());
    store.endorse(&contact, id, &verdict, now()).await.unwrap();
    assert_eq!(readers().await, ["kontakt1", "arbetsgrupp1", "organisator1"]);

    for (name, conflicts) in [("kontakt1", 0), ("arbetsgrupp1", 1), ("organisator1", 1)] {
        let dossier = store.application(&world.caller(name).await, id).await.unwrap().unwrap();
        assert_eq!(dossier.conflicts.len(), conflicts, "{name}");
        assert!(dossier.steps.iter().any(|step| step.words == "Bra" && step.commits == "Tid"), "{name}");
    }
    let own = store.own_application(&caller).await.unwrap().unwrap();
    assert!(own.conflicts.len() == 1 && own.steps.iter().all(|step| step.words.is_empty()));
}
contract_test!(each_reads_what_is_for_them);

/// What anyone writes about an application is found nowhere in the database.
async fn what_an_applicant_writes_is_sealed(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let (caller, link) = sent(&world, "ny").await;
    let support = Support { supports: false, why: "kanariefågel hos chefen".into(), commits: String::new() };
    world.store.support(&link, &support, now()).await.unwrap();
    let id = world.store.own_application(&caller).await.unwrap().unwrap().application.id;
    let verdict = crate::application::endorsement::Verdict::Decline("kanariefågel i avslaget".into());
    world.store.endorse(&world.caller("kontakt1").await, id, &verdict, now()).await.unwrap();
    let dump = bench.dump().await;
    assert!(holds(&dump, TITLE), "control: what is not sealed is found");
    for canary in ["släkten", "i målen", "hos chefen", "i avslaget", "chef@example.org"] {
        assert!(!holds(&dump, canary), "{canary}");
    }
    assert!(!holds(&dump, link.reveal()), "no link is kept");
}
contract_test!(what_an_applicant_writes_is_sealed);

/// A week without a step is told to whoever it waits for, three times at most;
/// the manager gets a new link, and the old one opens nothing.
async fn whoever_an_application_waits_for_is_reminded(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let store = &*world.store;
    let (_, link) = sent(&world, "ny").await;
    let draft = applicant(&world, "utkast", Part::Adept).await;
    let asked = async |name| emails_to(store, name).await.len();
    let (manager, writer) = (asked("chef").await, asked("utkast").await);
    // Mondays at noon.
    let week =
        |n: i64| "2026-11-23T11:00Z".parse::<jiff::Timestamp>().unwrap() + SignedDuration::from_hours(24 * 7 * n);
    store.nudge_applications(week(0)).await.unwrap();
    assert_eq!((asked("chef").await, asked("utkast").await), (manager, writer));
    for _ in 0..3 {
        store.nudge_applications(week(1)).await.unwrap();
    }
    assert_eq!((asked("chef").await, asked("utkast").await), (manager + 1, writer + 1));
    assert_eq!(
        store.manager_link(&link, week(1)).await.unwrap(),
        Some(crate::application::manager::ManagerLink::Withdrawn)
    );
    for n in 2..9 {
        store.nudge_applications(week(n)).await.unwrap();
    }
    assert_eq!((asked("chef").await, asked("utkast").await), (manager + 3, writer + 3), "while the call is open");
    assert_eq!(state(store, &draft).await, State::Draft);
}
contract_test!(whoever_an_application_waits_for_is_reminded);
