//! `ior doctor`.

use std::{fs, net::TcpListener, os::unix::fs::PermissionsExt, process::Command, time::Duration};

use clap::Parser;
use domain::{
    mail::delivery::{Next, Reason},
    people::Duty,
};
use jiff::Timestamp;
use server::{
    commands::{
        doctor::{Finding, examine},
        rotate_key::prepare,
    },
    config::{Cli, Command as Ior, Database, Serve},
    demo,
};
use sqlx::{Connection, PgConnection};
use tokio::time::timeout;

use crate::support::{BOTH, Home, Kind, now, person};

/// The options of an installation where all is well, and some more.
fn options(home: &Home, more: &[&str]) -> (Database, Serve) {
    fs::create_dir_all(home.folder.file("site/pkg")).unwrap();
    let own = [
        ("--database-url", home.url.clone()),
        ("--key-file", home.key_file.display().to_string()),
        ("--site-root", home.folder.file("site").display().to_string()),
        ("--mail-url", format!("file:{}", home.folder.file("post").display())),
    ];
    let given = own.iter().filter(|(name, _)| !more.contains(name));
    let given = given.flat_map(|(name, value)| [*name, value.as_str()]);
    let cli = Cli::parse_from(["ior", "doctor"].into_iter().chain(given).chain(more.iter().copied()));
    let Ior::Doctor(serve) = cli.command else { panic!("{:?}", cli.command) };
    (cli.database, serve)
}

pub fn clock() -> Timestamp {
    app::context::Clock::default().now()
}

/// What the doctor says of one thing.
pub async fn finding(home: &Home, more: &[&str], what: &str, now: Timestamp) -> Finding {
    let (database, serve) = options(home, more);
    let findings = examine(&database, &serve, Ok(()), now).await;
    findings.into_iter().find(|(name, _)| *name == what).unwrap().1
}

fn is_problem(finding: &Finding) -> bool {
    matches!(finding, Finding::Problem(_))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_healthy_installation_has_no_problem() {
    for kind in BOTH {
        let home = Home::with_people(kind, 4).await;
        let (database, serve) = options(&home, &[]);
        let findings = examine(&database, &serve, Ok(()), clock()).await;
        assert!(findings.iter().all(|(_, finding)| !is_problem(finding)), "{findings:?}");
        let names: Vec<_> = findings.iter().map(|(name, _)| *name).collect();
        let expected =
            ["configuration", "database", "key file", "clock", "programme", "outbox", "mail", "disk", "leftovers"];
        assert_eq!(names, expected);
        home.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named() {
    let home = Home::with_people(Kind::Sqlite, 4).await;
    let now = clock();
    let missing = "sqlite:/nonexistent/ior.sqlite";
    for (what, options) in [
        ("configuration", ["--site-root", "/nonexistent"]),
        ("database", ["--database-url", missing]),
        ("database", ["--database-url", "mysql://localhost/ior"]),
        ("key file", ["--key-file", "/nonexistent"]),
        ("mail", ["--mail-url", "smtp://127.0.0.1:9"]),
        ("mail", ["--mail-url", "file:/proc/post"]),
    ] {
        let found = finding(&home, &options, what, now).await;
        assert!(is_problem(&found), "{what} {options:?}: {found:?}");
    }
    assert!(is_problem(&finding(&home, &[], "clock", Timestamp::UNIX_EPOCH).await));
    assert!(is_problem(&finding(&home, &[], "clock", now - jiff::SignedDuration::from_hours(2)).await));

    fs::set_permissions(&home.key_file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(is_problem(&finding(&home, &[], "key file", now).await));
    fs::remove_file(&home.key_file).unwrap();
    home.take_key(&Home::with_people(Kind::Sqlite, 2).await);
    assert!(is_problem(&finding(&home, &[], "key file", now).await));

    // A page in the middle of the data.
    let file = home.folder.file("ior.sqlite");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xA5);
    fs::write(&file, bytes).unwrap();
    assert!(is_problem(&finding(&home, &[], "database", now).await));
}

/// What the doctor says of it, and that it is a problem, in one line.
async fn problem(home: &Home, what: &str) -> String {
    match finding(home, &[], what, clock()).await {
        Finding::Problem(said) if !said.contains('\n') && said.len() < 300 => said,
        found => panic!("{what}: {found:?}"),
    }
}

async fn warning(home: &Home, what: &str) -> String {
    match finding(home, &[], what, clock()).await {
        Finding::Warning(said) if !said.contains('\n') => said,
        found => panic!("{what}: {found:?}"),
    }
}

/// Once there is data, nothing makes a keyring anew, and nobody is told to have one made.
#[tokio::test(flavor = "multi_thread")]
async fn a_keyring_that_is_gone_is_put_back() {
    let home = Home::with_people(Kind::Sqlite, 4).await;
    fs::remove_file(home.folder.file("ior.keyring.sqlite")).unwrap();
    let removed = problem(&home, "database").await;
    let other = Home::with_people(Kind::Postgres, 4).await;
    let mut raw = PgConnection::connect(&other.url).await.unwrap();
    sqlx::raw_sql("DELETE FROM keyring.pair_keys; DELETE FROM keyring.common_key; DELETE FROM keyring.key_check")
        .execute(&mut raw)
        .await
        .unwrap();
    let emptied = problem(&other, "key file").await;
    sqlx::raw_sql("DROP SCHEMA keyring CASCADE; CREATE SCHEMA keyring").execute(&mut raw).await.unwrap();
    let dropped = problem(&other, "database").await;
    for said in [removed, emptied, dropped] {
        assert!(said.contains("ior restore --keyring FILE") && !said.contains("migrate"), "{said}");
    }
    raw.close().await.unwrap();
    other.end().await;
}

/// Each in one line that names what it is about.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_damaged_is_said_in_one_line() {
    let home = Home::with_people(Kind::Sqlite, 60).await;
    fs::remove_file(&home.key_file).unwrap();
    home.take_key(&Home::with_people(Kind::Sqlite, 2).await);
    let said = problem(&home, "key file").await;
    assert!(said.contains("another installation's key") && said.contains("ior.key"), "{said}");

    let file = home.folder.file("ior.sqlite");
    let whole = fs::read(&file).unwrap();
    let mut holes = whole.clone();
    for page in (20..whole.len() / 4096).step_by(3) {
        holes[page * 4096..(page + 1) * 4096].fill(0xA5);
    }
    for bytes in [holes, b"no database at all".repeat(99)] {
        fs::write(&file, bytes).unwrap();
        let said = problem(&home, "database").await;
        assert!(said.contains("ior.sqlite"), "{said}");
        let unknown = finding(&home, &[], "key file", clock()).await;
        assert!(matches!(&unknown, Finding::Warning(said) if said.starts_with("not known")), "{unknown:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_to_run_it_and_what_is_half_done_are_named() {
    for kind in BOTH {
        let home = Home::empty(kind).await;
        let store = home.store().await;
        let said = problem(&home, "programme").await;
        assert!(said.starts_with("there is no organiser: ") && said.contains("ior init"), "{said}");
        store.load_round(&demo::round(now()), now()).await.unwrap();
        let found = finding(&home, &[], "programme", clock()).await;
        assert_eq!(found, Finding::Fine("round 15, organisers: 2".into()));
        store.close().await;
        home.end().await;
    }
    // The crowd's round is a later one.
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let said = warning(&home, "programme").await;
    assert!(said.starts_with("round 16 has no organiser"), "{said}");

    prepare(&home.key_file).unwrap();
    assert!(warning(&home, "key file").await.contains("holds two keys"));
    let left = home.folder.file(".data.backup.1.unfinished");
    fs::write(&left, "").unwrap();
    assert!(warning(&home, "leftovers").await.contains(&left.display().to_string()));
}

/// As an operator types it into the environment.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_none_is_named() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    for (url, setting) in [
        ("mentor.example.org", "IOR_PUBLIC_URL"),
        ("https://mentor.example.org/programmet", "IOR_PUBLIC_URL"),
        ("https://mentor.example.org # what people type", "IOR_PUBLIC_URL"),
        ("https://mentor.example.org", "IOR_MAIL_URL"),
    ] {
        let serve = home.server(&home.url);
        let mut doctor = Command::new(serve.get_program());
        doctor.arg("doctor").args(serve.get_args().skip(1)).args(["--public-url", url]);
        let output = doctor.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let line = said.lines().find(|line| line.starts_with("configuration")).unwrap();
        assert!(!output.status.success() && line.contains("problem") && line.contains(setting), "{url}: {line}");
    }
}

/// What was given up is said, and `ior mail retry` sends it again.
#[tokio::test(flavor = "multi_thread")]
async fn emails_that_were_given_up_are_named_and_sent_again() {
    for kind in BOTH {
        let home = Home::with_people(kind, 4).await;
        let now = clock();
        assert_eq!(finding(&home, &[], "outbox", now).await, Finding::Fine("waiting: 0, given up: none".into()));
        let store = home.store().await;
        store.invite(&person("ny@example.org", Duty::Reserve), now).await.unwrap();
        let parcel = store.take_email(now).await.unwrap().expect("an invitation");
        store.email_failed(parcel.id, "recipient: 550", Next::GiveUp(Reason::Refused), now).await.unwrap();
        store.close().await;
        let said = finding(&home, &[], "outbox", now).await;
        assert!(matches!(&said, Finding::Warning(said) if said.starts_with("given up: 1;")), "{said:?}");

        let retry = Command::new(env!("CARGO_BIN_EXE_ior"))
            .args(["mail", "retry", "--database-url", &home.url, "--key-file"])
            .arg(&home.key_file)
            .output()
            .unwrap();
        assert!(retry.status.success(), "{retry:?}");
        assert_eq!(String::from_utf8(retry.stdout).unwrap(), "Sent again as soon as the server runs: 1.\n");
        assert_eq!(finding(&home, &[], "outbox", now).await, Finding::Fine("waiting: 1, given up: none".into()));
        home.end().await;
    }
}

/// A mail server that takes the connection and says nothing is a problem, not a wait.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_mail_server_does_not_hold_it_up() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", silent.local_addr().unwrap());
    let found = timeout(Duration::from_mins(1), finding(&home, &["--mail-url", &url], "mail", clock())).await;
    let found = found.expect("it ends");
    assert!(matches!(&found, Finding::Problem(said) if said.contains("no answer")), "{found:?}");
}

/// As an operator types it: the exit status, and no secret.
#[tokio::test(flavor = "multi_thread")]
async fn the_exit_status_tells_and_no_secret_is_shown() {
    let home = Home::with_people(Kind::Postgres, 2).await;
    fs::create_dir_all(home.folder.file("site/pkg")).unwrap();
    let run = |url: &str, mail: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_ior"))
            .args(["doctor", "--database-url", url, "--mail-url", mail, "--key-file"])
            .arg(&home.key_file)
            .arg("--site-root")
            .arg(home.folder.file("site"))
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let folder = format!("file:{}", home.folder.file("post").display());
    let (well, said) = run(&home.url, &folder);
    assert!(well, "{said}");
    let password = home.url.split([':', '@']).nth(2).unwrap().to_owned();
    assert!(password.len() == 32 && !said.contains(&password));

    let (well, said) = run(&home.url.replace(&password, "hemligheten"), "smtp://jag:hemligheten@127.0.0.1:9");
    assert!(!well && said.contains("problem") && !said.contains("hemligheten"), "{said}");
    home.end().await;
}
