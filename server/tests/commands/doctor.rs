//! `ior doctor`.

use std::{fs, os::unix::fs::PermissionsExt, process::Command};

use clap::Parser;
use jiff::Timestamp;
use server::{
    commands::doctor::{Finding, examine},
    config::{Cli, Command as Ior, Database, Serve},
};

use crate::support::{BOTH, Home, Kind};

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

fn clock() -> Timestamp {
    app::context::Clock::default().now()
}

/// What the doctor says of one thing.
async fn finding(home: &Home, more: &[&str], what: &str, now: Timestamp) -> Finding {
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
        assert_eq!(names, ["configuration", "database", "key file", "clock", "mail", "disk"]);
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
