//! From nothing to a living round.

use std::sync::Arc;

use domain::{
    day::{Plan, State},
    people::{Caller, Duty, Lang, Localised},
    round::{
        public_page::PageName,
        start::{Network, Refusal, RoundForm, RoundPlan, Step, two_years},
    },
    time::today,
};
use jiff::{SignedDuration, civil::date};

use crate::{
    Error, Store,
    contract::{
        Bench, World, holds,
        world::{email, later, new_session, now, one_of_two, person, request},
    },
    people::LinkState,
    round::start::{Founder, SETUP_LIFE},
    secret::Secret,
};

fn founder(who: &str) -> Founder {
    let (starts_on, ends_on) = two_years(2026);
    Founder {
        name: "Olga Ek".to_owned(),
        organisation: "Åsby kommun".to_owned(),
        lang: Lang::En,
        round: (7, starts_on, ends_on),
        sign_in: request(who),
    }
}

async fn caller(store: &Arc<dyn Store>, who: &str) -> Caller {
    let session = new_session();
    store.sign_in_as(&email(who), &session, now()).await.unwrap();
    store.caller(&session.secret, now()).await.unwrap().unwrap()
}

fn is_refused<T: std::fmt::Debug>(outcome: Result<T, Error>, why: Refusal) {
    assert!(matches!(&outcome, Err(Error::Refused(refusal)) if *refusal == why.into()), "{outcome:?}");
}

/// A round of four days in 2027 and 2028.
fn plan(round: &domain::round::Round) -> RoundPlan {
    let mut form = RoundForm { number: "8".to_owned(), ..RoundForm::of(round) };
    let dates = ["2027-03-05", "2027-05-21", "2027-10-15", "2028-04-07"];
    (form.starts_on, form.ends_on) = ("2027-01-01".to_owned(), "2028-06-30".to_owned());
    for (day, date) in form.days.iter_mut().zip(dates) {
        date.clone_into(&mut day.date);
    }
    form.parse(today(now())).unwrap()
}

/// An organiser of a round that is still to be planned.
async fn founded(bench: &dyn Bench) -> (Arc<dyn Store>, Caller) {
    let store = bench.store();
    store.found(&founder("olga"), now()).await.unwrap();
    let caller = caller(&store, "olga").await;
    (store, caller)
}

/// One command makes one organiser, whom its link lets in once.
async fn the_first_organiser_is_made_once(bench: &dyn Bench) {
    let store = bench.store();
    assert!(!store.has_organiser().await.unwrap());
    let first = founder("olga");
    store.found(&first, now()).await.unwrap();
    assert!(store.has_organiser().await.unwrap());
    let session = new_session();
    assert_eq!(store.redeem_link(&first.sign_in.link, &session, later(0)).await.unwrap(), LinkState::Good);
    assert_eq!(store.redeem_link(&first.sign_in.link, &new_session(), now()).await.unwrap(), LinkState::Used);
    let olga = store.caller(&session.secret, now()).await.unwrap().unwrap();
    assert_eq!((olga.name.as_str(), olga.duties.as_slice()), ("Olga Ek", [Duty::Organiser].as_slice()));
    let round = store.main_round(now()).await.unwrap().unwrap();
    assert_eq!((round.number, round.starts_on, round.ends_on), (7, date(2026, 1, 1), date(2027, 12, 31)));

    let before = bench.rows().await;
    is_refused(store.found(&founder("otto"), now()).await, Refusal::HasOrganiser);
    assert_eq!(bench.rows().await, before);
}
contract_test!(the_first_organiser_is_made_once);

/// Two at once, and one of them is the first.
async fn of_two_at_once_one_is_the_first(bench: &dyn Bench) {
    let store = bench.store();
    let (olga, otto) = (founder("olga"), founder("otto"));
    let both = tokio::join!(store.found(&olga, now()), store.found(&otto, now()));
    assert_ne!(both.0.is_ok(), both.1.is_ok(), "{both:?}");
    assert_eq!(bench.rows().await["duties"], 1);
}
contract_test!(of_two_at_once_one_is_the_first);

/// Whoever has a round without an organiser gets one in it; organisations are known by
/// their names, however they are written.
async fn an_organiser_is_made_for_a_round_that_is_there(bench: &dyn Bench) {
    let store = World::new(bench).await.store;
    assert!(bench.write("DELETE FROM duties WHERE duty = 'organiser'".to_owned()).await);
    let before = bench.rows().await;
    store.found(&Founder { organisation: "ÅSBY  kommun".to_owned(), ..founder("otto") }, now()).await.unwrap();
    let after = bench.rows().await;
    assert_eq!((after["rounds"], after["organisations"]), (before["rounds"], before["organisations"]));
    let otto = caller(&store, "otto").await;
    assert_eq!(otto.round, store.main_round(now()).await.unwrap().unwrap().id);
}
contract_test!(an_organiser_is_made_for_a_round_that_is_there);

/// A set-up link is good for a day, kept as a hash, and dies with the first organiser.
async fn a_set_up_link_makes_the_first_organiser(bench: &dyn Bench) {
    let store = bench.store();
    let (link, other, unknown) = (Secret::generate(), Secret::generate(), Secret::generate());
    for offered in [&link, &other] {
        assert!(store.offer_setup(offered, now()).await.unwrap());
    }
    assert!(!holds(&bench.dump().await, link.reveal()), "only its hash");
    let end = now() + SETUP_LIFE;
    let second = SignedDuration::from_secs(1);
    for (of, at, state) in [
        (&link, now(), LinkState::Good),
        (&link, end - second, LinkState::Good),
        (&link, end, LinkState::Expired),
        (&unknown, now(), LinkState::Unknown),
    ] {
        assert_eq!(store.setup_state(of, at).await.unwrap(), state);
    }
    for (of, at, state) in [(&link, end, LinkState::Expired), (&unknown, now(), LinkState::Unknown)] {
        assert_eq!(store.found_by_link(of, &founder("olga"), at).await.unwrap(), state);
        assert!(!store.has_organiser().await.unwrap());
    }
    assert_eq!(store.found_by_link(&link, &founder("olga"), now()).await.unwrap(), LinkState::Good);
    let emails = store.due_emails(10, now()).await.unwrap();
    assert_eq!(emails.iter().map(|email| email.to.as_str()).collect::<Vec<_>>(), ["olga@example.org"]);

    for spent in [&link, &other] {
        is_refused(store.setup_state(spent, now()).await, Refusal::HasOrganiser);
        is_refused(store.found_by_link(spent, &founder("otto"), now()).await, Refusal::HasOrganiser);
    }
    assert!(!store.offer_setup(&unknown, now()).await.unwrap());
    assert_eq!(bench.rows().await["setup_links"], 0);
}
contract_test!(a_set_up_link_makes_the_first_organiser);

/// Its number, its years, and four days as drafts that only organisers see. Once.
async fn a_round_is_planned_with_its_days(bench: &dyn Bench) {
    let (store, olga) = founded(bench).await;
    let page = store.start_page(&olga).await.unwrap().unwrap();
    assert!(!page.progress.is_done(Step::Round));
    let plan = plan(&page.round);
    store.plan_round(&olga, None, &plan, now()).await.unwrap();

    let page = store.start_page(&olga).await.unwrap().unwrap();
    assert_eq!((page.progress.drafts, page.progress.published), (4, 0));
    assert_eq!((page.round.number, page.round.max_pairs), (8, 25));
    assert_eq!((page.round.starts_on, page.round.ends_on), (date(2027, 1, 1), date(2028, 6, 30)));
    let day = store.planned_day(&olga, "uppstart-2027").await.unwrap().unwrap();
    assert_eq!((day.state, day.plan.parts.len(), &day.plan.title), (State::Draft, 2, &plan.days[0].title));
    assert!(store.public_days(now()).await.unwrap().is_empty());

    let before = bench.rows().await;
    is_refused(store.plan_round(&olga, None, &plan, now()).await, Refusal::AlreadyPlanned);
    assert_eq!(bench.rows().await, before);

    // Nobody can be invited to a day without a place.
    let nowhere = store.publish_day(&olga, "uppstart-2027", now()).await;
    assert!(matches!(nowhere, Err(Error::Refused(_))), "{nowhere:?}");
    let settled = Plan { venue: "Salen".to_owned(), address: "Gatan 1".to_owned(), ..day.plan };
    let consent = domain::day::DayForm::default().consent();
    store.edit_day(&olga, "uppstart-2027", day.version, &settled, consent, now()).await.unwrap();
    store.publish_day(&olga, "uppstart-2027", now()).await.unwrap();
    assert_eq!(store.public_days(now()).await.unwrap().len(), 1);
    assert!(store.start_page(&olga).await.unwrap().unwrap().progress.is_done(Step::Days));
}
contract_test!(a_round_is_planned_with_its_days);

/// Two that are planned at once make four days, and a number is one round's.
async fn a_round_is_planned_whole_or_not_at_all(bench: &dyn Bench) {
    let (store, olga) = founded(bench).await;
    let plan = plan(&store.start_page(&olga).await.unwrap().unwrap().round);
    let other = "INSERT INTO rounds (number, starts_on, ends_on, max_pairs) VALUES (3, '2020-01-01', '2021-01-01', 1)";
    assert!(bench.write(other.to_owned()).await);
    let before = bench.rows().await;
    let taken = store.plan_round(&olga, None, &RoundPlan { number: 3, ..plan.clone() }, now()).await;
    assert!(matches!(&taken, Err(Error::Invalid(fields)) if fields[0].field == "number"), "{taken:?}");
    assert_eq!(bench.rows().await, before);
    let both = tokio::join!(store.plan_round(&olga, None, &plan, now()), store.plan_round(&olga, None, &plan, now()));
    assert_ne!(both.0.is_ok(), both.1.is_ok(), "{both:?}");
    assert_eq!(bench.rows().await["days"], 4);
}
contract_test!(a_round_is_planned_whole_or_not_at_all);

/// What organisers say of the network stands on the public pages.
async fn the_network_is_described(bench: &dyn Bench) {
    let (store, olga) = founded(bench).await;
    let controller = Localised { sv: "Alfa kommun".to_owned(), en: "Alfa kommun, alone".to_owned() };
    let network = Network { name: "Nätverket Väst".to_owned(), host: "Alfa kommun".to_owned(), controller };
    let (other, a, fraga) = (Network { name: "Ett annat".to_owned(), ..network.clone() }, email("a"), email("fraga"));
    store.save_network(&olga, (None, None), (&other, &a)).await.unwrap();
    store.save_network(&olga, (Some(&other), Some(&a)), (&network, &fraga)).await.unwrap();
    for read in [(None, None), (Some(&other), Some(&a)), (Some(&network), Some(&a))] {
        let late = store.save_network(&olga, read, (&other, &a)).await;
        assert!(matches!(late, Err(Error::Conflict)), "another has written it: {late:?}");
    }
    let page = store.start_page(&olga).await.unwrap().unwrap();
    assert_eq!((page.network.as_ref(), page.contact), (Some(&network), Some(email("fraga"))));
    assert!(page.progress.is_done(Step::Network));
    let facts = store.public_page(PageName::Privacy, None, now()).await.unwrap().unwrap().facts;
    assert_eq!((facts.network, facts.contact.as_deref()), (Some(network), Some("fraga@example.org")));
    assert_eq!(facts.round, None, "it is still to be planned");
}
contract_test!(the_network_is_described);

async fn of_two_who_describe_the_network_one_does(bench: &dyn Bench) {
    let (store, olga) = founded(bench).await;
    let controller = Localised { sv: "Alfa".to_owned(), en: "Alfa".to_owned() };
    let one = Network { name: "Ett".to_owned(), host: "Alfa".to_owned(), controller };
    let (other, a) = (Network { name: "Två".to_owned(), ..one.clone() }, email("a"));
    one_of_two(
        store.save_network(&olga, (None, None), (&one, &a)),
        store.save_network(&olga, (None, None), (&other, &a)),
    )
    .await;
}
contract_test!(of_two_who_describe_the_network_one_does);

/// Names that the network has are passed over.
async fn organisations_are_added_from_a_list(bench: &dyn Bench) {
    let (store, olga) = founded(bench).await;
    let names = [(1, "Östra verket"), (3, "ÅSBY kommun"), (4, "Alfa kommun")].map(|(n, name)| (n, name.to_owned()));
    assert_eq!(store.add_organisations(&olga, None, &names, now()).await.unwrap(), [3]);
    assert_eq!(store.add_organisations(&olga, None, &names, now()).await.unwrap(), [1, 3, 4]);
    let all = store.organisations().await.unwrap();
    let all: Vec<_> = all.iter().map(|organisation| organisation.name.as_str()).collect();
    assert_eq!(all, ["Alfa kommun", "Åsby kommun", "Östra verket"]);
    let progress = store.start_page(&olga).await.unwrap().unwrap().progress;
    assert_eq!((progress.organisations, progress.without_contact, progress.organisers), (3, 3, 1));
    store.invite(&person("karl", "Karl Ek", "Alfa kommun", Duty::ContactPerson), now()).await.unwrap();
    assert_eq!(store.start_page(&olga).await.unwrap().unwrap().progress.without_contact, 2);
}
contract_test!(organisations_are_added_from_a_list);

/// To anyone but organisers none of it is there.
async fn beginning_is_for_organisers(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    let organiser = world.caller("organisator1").await;
    let page = store.start_page(&organiser).await.unwrap().unwrap();
    assert!(page.progress.is_done(Step::Round) && page.progress.is_done(Step::Days));
    let plan = plan(&page.round);
    let network = Network {
        name: "A".to_owned(),
        host: "B".to_owned(),
        controller: Localised { sv: "C".to_owned(), en: "C".to_owned() },
    };
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        let before = bench.rows().await;
        assert!(store.start_page(&caller).await.unwrap().is_none());
        for outcome in [
            store.save_network(&caller, (None, None), (&network, &email("a"))).await,
            store.add_organisations(&caller, None, &[(1, "Ny".to_owned())], now()).await.map(drop),
            store.plan_round(&caller, None, &plan, now()).await,
        ] {
            assert!(matches!(outcome, Err(Error::NotFound)), "{name}: {outcome:?}");
        }
        assert_eq!(bench.rows().await, before, "{name}");
    }
}
contract_test!(beginning_is_for_organisers);
