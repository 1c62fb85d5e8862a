//! Who has a database to themselves: by a lock that goes with the process.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::Stdio,
    time::Duration,
};

use server::{
    commands::{backup, copy_store::copy, restore::restore},
    config::Restore,
};
use store::transfer::{Error, Hold, Part};
use tokio::{io::copy_bidirectional, net, time::timeout};
use url::Url;

use crate::support::{BOTH, Home, Kind, Serving};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_on_one_file_is_refused() {
    let home = Home::with_people(Kind::Sqlite, 2).await;
    let first = home.serve().unwrap();
    let refused = home.serve().unwrap_err();
    assert!(refused.contains("ior.sqlite is in use"), "{refused}");
    // Killed, without a word.
    drop(first);
    home.serve().unwrap();

    let home = Home::with_people(Kind::Postgres, 2).await;
    let several = [home.serve(), home.serve()].map(Result::unwrap);
    drop(several);
    home.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_replaced_or_moved_under_a_running_server() {
    for kind in BOTH {
        let (home, target) = (Home::with_people(kind, 4).await, Home::empty(Kind::Sqlite).await);
        target.take_key(&home);
        let file = home.folder.file("data.backup");
        backup::write(home.archive().as_ref(), Part::Data, &file).await.unwrap();
        let people = home.column(Part::Data, "persons", "email").await;
        let what = Restore { file: Some(file), keyring: None, replace: true };
        let restored = async || restore(home.archive().as_ref(), &home.key_file, &what).await;
        let copied = async || copy(home.archive().as_ref(), target.archive().as_ref(), &home.key_file).await;

        let server = home.serve().unwrap();
        assert!(matches!(restored().await, Err(Error::InUse(_))), "{kind:?}");
        assert!(matches!(copied().await, Err(Error::InUse(_))), "{kind:?}");
        assert!(!target.folder.file("ior.sqlite").exists());
        assert_eq!(home.column(Part::Data, "persons", "email").await, people);
        drop(server);
        restored().await.unwrap();
        copied().await.unwrap();
        home.end().await;
    }
}

/// Nor does a server begin meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn no_server_starts_on_what_is_being_replaced() {
    for kind in BOTH {
        let home = Home::with_people(kind, 2).await;
        let held = home.archive().hold(Hold::Alone).await.unwrap();
        let refused = home.serve().unwrap_err();
        assert!(refused.contains("is in use"), "{kind:?}: {refused}");
        assert!(matches!(home.archive().hold(Hold::Alone).await, Err(Error::InUse(_))), "{kind:?}");
        drop(held);
        home.serve().unwrap();
        home.end().await;
    }
}

/// A server that starts before its database says what it waits for, and goes on by itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_waits_for_its_database() {
    let home = Home::with_people(Kind::Postgres, 2).await;
    let mut url = Url::parse(&home.url).unwrap();
    let database = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(5432));
    let nothing_yet = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = nothing_yet.local_addr().unwrap().port();
    drop(nothing_yet);
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(port)).unwrap();

    let mut server = home.server(url.as_str()).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(server.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("cannot be reached") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "it ended");
    }
    assert!(line.contains(&format!("127.0.0.1:{port}")), "{line}");

    let listener = net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut server = net::TcpStream::connect(&database).await.unwrap();
            tokio::spawn(async move { copy_bidirectional(&mut client, &mut server).await });
        }
    });
    let serving = tokio::task::spawn_blocking(move || Serving::of(server));
    let serving = timeout(Duration::from_mins(1), serving).await.expect("it goes on").unwrap();
    drop(serving.unwrap());
    home.end().await;
}
