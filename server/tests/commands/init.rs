//! `ior init`, and what `ior serve` prints while there is no organiser.

use std::process::{Command, Output};

use server::commands::doctor::Finding;
use store::{
    people::{LinkState, NewSession},
    secret::Secret,
};

use crate::{
    doctor::{clock, finding},
    support::{BOTH, Home, Kind},
};

fn init(home: &Home, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ior"))
        .args(["init", "--database-url", &home.url, "--public-url", "https://ior.example", "--key-file"])
        .arg(&home.key_file)
        .args(more)
        .output()
        .unwrap()
}

/// On an empty database, as whoever sets it up types it: the printed link signs in.
#[tokio::test(flavor = "multi_thread")]
async fn it_makes_the_first_organiser_and_prints_a_link() {
    for kind in BOTH {
        let home = Home::empty(kind).await;
        let store = home.store().await;
        assert!(matches!(finding(&home, &[], "programme", clock()).await, Finding::Problem(_)));
        let who = ["--email", "eva@alfa.example", "--name", "Eva Ek"];
        let done = init(&home, &[&who[..], &["--round", "3", "--year", "2027"]].concat());
        let said = String::from_utf8(done.stdout).unwrap();
        assert!(done.status.success() && said.starts_with("Eva Ek is the organiser now."), "{said}");
        let token = said.split("https://ior.example/logga-in/lank/").nth(1).unwrap().split('?').next().unwrap();
        let session = NewSession { secret: Secret::generate(), client: String::new(), device: None };
        let redeemed = store.redeem_link(&Secret::parse(token).unwrap(), &session, clock()).await.unwrap();
        assert_eq!(redeemed, LinkState::Good);
        let caller = store.caller(&session.secret, clock()).await.unwrap().unwrap();
        let page = store.start_page(&caller).await.unwrap().expect("an organiser's page");
        assert_eq!((page.round.number, page.round.years().as_str()), (3, "2027–2028"));
        let organisations = store.organisations().await.unwrap();
        assert_eq!(organisations.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["alfa.example"]);
        assert_eq!(finding(&home, &[], "programme", clock()).await, Finding::Fine("round 3, organisers: 1".into()));

        let again = init(&home, &["--email", "bo@alfa.example", "--name", "Bo Ek"]);
        let said = String::from_utf8(again.stderr).unwrap();
        assert!(!again.status.success() && said.contains("there is an organiser already"), "{said}");
        store.close().await;
        home.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_by_its_option() {
    let home = Home::empty(Kind::Sqlite).await;
    let wrong = init(&home, &["--email", "eva", "--name", " ", "--organisation", "A", "--lang", "de"]);
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(!wrong.status.success());
    assert_eq!(said, "ior: --name is empty; --email is not an e-mail address; --lang is not one that is known\n");
}

/// A server without an organiser prints a set-up link; one with an organiser does not.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_prints_a_set_up_link_while_nobody_runs_it() {
    let home = Home::empty(Kind::Sqlite).await;
    let said = home.serve().unwrap().next_lines(2);
    let token = said.split("/start/").nth(1).expect("a link").trim().to_owned();
    let (store, link) = (home.store().await, Secret::parse(&token).unwrap());
    assert_eq!(store.setup_state(&link, clock()).await.unwrap(), LinkState::Good);
    assert!(init(&home, &["--email", "eva@alfa.example", "--name", "Eva Ek"]).status.success());
    assert!(store.setup_state(&link, clock()).await.is_err());
    assert!(!store.offer_setup(&link, clock()).await.unwrap());
}
