//! The working group's selection: who gets what, and what comes back.

use app::selection::api::read_selection;
use domain::{
    application::ApplicationId,
    selection::{Ballot, Note, Vote},
    time::instant,
};
use jiff::civil::date;
use server::demo;

use super::{
    access::Statuses,
    support::{World, form},
};

/// Pages of the selection. `{application}` is that of someone of the organiser's
/// organisation, and of no member's.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 6] = [
    //                        nobody adept mentor other contact group organiser reserve
    ("/urval",                 [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/urval/jamfor",          [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/urval/beslut",          [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/urval/protokoll",       [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/urval/{application}",   [303, 404, 404, 404, 404, 200, 200, 404]),
    ("/urval/999999",          [303, 404, 404, 404, 404, 404, 404, 404]),
];

/// Server functions of the selection. The decisions have
/// been told, and nothing changes any more.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 7] = [
    //                                                          nobody adept mentor other contact group organiser reserve
    ("selection/vote",     "id={application}&vote=yes",          [401, 404, 404, 404, 404, 409, 409, 404]),
    ("selection/recuse",   "id={application}&reason=a",          [401, 404, 404, 404, 404, 409, 409, 404]),
    ("selection/lift",     "id={application}&person=1",          [401, 404, 404, 404, 404, 404, 409, 404]),
    ("selection/decide",   "id={application}&outcome=declined",  [401, 404, 404, 404, 404, 409, 409, 404]),
    ("selection/up",       "id={application}",                   [401, 404, 404, 404, 404, 409, 409, 404]),
    ("selection/settle",   "",                                   [401, 404, 404, 404, 404, 404, 409, 404]),
    ("selection/tell",     "",                                   [401, 404, 404, 404, 404, 404, 409, 404]),
];

/// The number of someone's application.
pub async fn application_of(world: &World, who: &str) -> i64 {
    let caller = world.caller(who).await;
    world.state.store.own_application(&caller).await.unwrap().unwrap().application.id.0
}

/// The demo while the group is at work.
async fn december() -> World {
    let (world, now) = (World::empty().await, instant(date(2025, 12, 10).at(9, 0, 0, 0)));
    assert!(world.state.store.load_round(&demo::round(now), now).await.unwrap());
    world
}

#[tokio::test]
async fn a_form_that_is_wrong_keeps_what_was_typed() {
    let world = december().await;
    let id = application_of(&world, "adept2").await.to_string();
    let member = world.browser("arbetsgrupp1").await;
    let page = format!("/urval/{id}");
    let answer = member.submit(&page, "selection/vote", &form(&[("id", &id), ("note", "Halvskriven")])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("Din röst: Välj ett av alternativen.") && answer.says("Halvskriven"));
    assert!(member.get(&page).await.says("<form-drafts "), "a vote and its words are kept while one thinks");
    let answer =
        member.submit(&page, "selection/vote", &form(&[("id", &id), ("vote", "yes"), ("note", "Stark")])).await;
    assert_eq!((answer.status, answer.location()), (303, page.as_str()));
    assert!(member.get(&page).await.says("Stark"));

    let answer = member.submit(&page, "selection/recuse", &form(&[("id", &id), ("reason", " ")])).await;
    assert!(answer.status == 422 && answer.says("Varför? Fyll i det här."));
    let answer = member.submit(&page, "selection/decide", &form(&[("id", &id), ("grounds", "Behålls")])).await;
    assert!(answer.status == 422 && answer.says("Behålls"));
}

#[tokio::test]
async fn the_own_organisations_is_the_same_as_none() {
    let world = december().await;
    let id = application_of(&world, "adept1").await;
    let member = world.browser("arbetsgrupp1").await;
    let page = async |id: i64| {
        let path = format!("/urval/{id}");
        let answer = member.get(&path).await;
        (answer.status, answer.without_nonce().replace(&path, "{path}"))
    };
    let missing = page(888_888).await;
    assert_eq!(missing.0, 404);
    assert_eq!(page(id).await, missing);
    for path in ["/urval", "/urval/beslut", "/urval/lista.csv"] {
        assert!(!member.get(path).await.says("Amina Exempelsson"), "{path}");
    }
    // As a control, it is there for another member.
    let other = world.browser("arbetsgrupp2").await;
    assert!(other.get(&format!("/urval/{id}")).await.says("Amina Exempelsson"));
    assert!(other.get("/urval/lista.csv").await.says("Amina Exempelsson"));
}

#[tokio::test]
async fn a_file_tells_of_votes_what_the_page_does() {
    let world = december().await;
    let id = application_of(&world, "adept2").await;
    let (store, now) = (&world.state.store, world.state.clock.now());
    let other = world.caller("arbetsgrupp2").await;
    let ballot = Ballot { vote: Vote::No, note: Note::parse("kanarienotis").unwrap() };
    store.vote(&other, ApplicationId(id), &ballot, now).await.unwrap();
    let member = world.browser("arbetsgrupp1").await;
    let row = async || {
        let file = member.get("/urval/lista.csv").await.body;
        file.lines().find(|line| line.starts_with("Johan Demoström")).unwrap().to_owned()
    };
    assert!(row().await.ends_with(";;;;;"), "{}", row().await);
    assert!(!member.get(&format!("/urval/{id}")).await.says("kanarienotis"));
    assert_eq!(member.call("selection/vote", &form(&[("id", &id.to_string()), ("vote", "yes")])).await.status, 200);
    assert!(row().await.ends_with(";Ja;1;0;1;"), "{}", row().await);
    assert!(member.get(&format!("/urval/{id}")).await.says("kanarienotis"));
}

#[tokio::test]
async fn what_an_address_asks_for_is_what_is_listed() {
    let world = december().await;
    let member = world.browser("arbetsgrupp1").await;
    let all = member.read(read_selection()).await.unwrap();
    let listed = async |query: &str| member.get(&format!("/urval/lista.csv{query}")).await.body.lines().count() - 1;
    assert_eq!(listed("").await, all.candidates.len());
    assert_eq!(listed("?visa=ej-rostat").await, all.candidates.len());
    assert_eq!(listed("?visa=selected").await, 0);
    assert_eq!(listed("?roll=adept").await + listed("?roll=mentor").await, all.candidates.len());
    for typed in ["demostr%C3%B6m", "DEMOSTROM", "demostro%CC%88m", "demo%E2%80%8Bstrom"] {
        assert_eq!(listed(&format!("?sok={typed}")).await, 2, "{typed}");
    }
    assert_eq!(listed("?sok=strom").await, 3, "Testström too");
    assert_eq!(listed("?sok=johan%C2%A0demostrom").await, 1);
    for nonsense in ["?roll=x", "?org=x", "?visa=x", "?sida=99"] {
        assert_eq!(listed(nonsense).await, all.candidates.len(), "{nonsense}");
    }
}
