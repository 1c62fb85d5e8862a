//! Email, from the outbox to a mail server's hands, over real SMTP.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a test's own tools fails the test")]

mod addresses;
mod calendars;
mod delivery;
mod desk;
mod feeds;
mod smtp;

use std::{
    io::Write,
    net::TcpListener,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::{
    mail::delivery::Reason,
    people::{Duty, EmailAddress, Lang},
};
use jiff::{SignedDuration, Timestamp};
use server::{
    demo,
    mail::{Transport, folder},
};
use sqlx::migrate::MigrateDatabase;
use store::{
    Outbox, People, Rounds, Store,
    mail::outbox::Email,
    people::{LinkState, NewPerson, SignInRequest},
    secret::{Code, Secret},
};

use self::{
    desk::{Desk, SOON, START, State, until, until_in, work},
    smtp::{server, server_that_takes},
};

const LINK: &str = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";
const CODE: &str = "482913";

fn sign_in() -> Email {
    Email::SignIn { link: LINK.into(), code: CODE.into(), till: String::new(), lang: None }
}

#[tokio::test]
async fn an_email_put_off_is_sent_once_and_whole() {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    desk.put("later@example.org", "Åsa Öberg", sign_in());

    let first = work(&desk, server.transport(), SOON);
    until("put off", || desk.whys() == ["recipient: 451 4.7.1"]).await;
    first.stop().await;
    assert!(server.kept().is_empty());
    let State::Waiting(again) = desk.states()[0] else { panic!("not waiting") };
    let wait = again.duration_since(START.parse().unwrap());
    assert!((SignedDuration::from_mins(1)..SignedDuration::from_mins(2)).contains(&wait), "{wait}");

    let second = work(&desk, server.transport(), SignedDuration::from_mins(3));
    until("sent", || desk.states() == [State::Sent]).await;
    second.notify.notify_one();
    tokio::time::sleep(Duration::from_millis(50)).await;
    second.stop().await;

    let [mail] = server.kept().try_into().expect("one mail");
    assert!(
        mail.contains("Content-Type: text/plain; charset=utf-8")
            && mail.contains("Content-Type: text/html; charset=utf-8")
    );
    assert_eq!(mail.matches("l=C3=A4nken").count(), 2, "in both parts");
    let folder = std::env::temp_dir().join(format!("ior-mail-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("1.eml"), mail).unwrap();
    let read = folder::latest(&folder, 1).await.unwrap().remove(0);
    std::fs::remove_dir_all(folder).unwrap();
    assert_eq!(
        (read.to.as_str(), read.subject.as_str()),
        ("Åsa Öberg <later@example.org>", "482 913 är din kod till Mentorprogrammet IOR")
    );
    assert!(read.text.starts_with("Hej Åsa Öberg!\n\nNågon, troligen du själv,"), "{}", read.text);
    assert!(
        read.text.contains(&format!("https://ior.example/logga-in/lank/{LINK}\n")) && read.text.contains("482 913")
    );
}

#[tokio::test]
async fn one_bad_email_stops_no_other() {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    desk.put("no address", "Åsa", sign_in());
    desk.put("never@example.org", "Åsa", sign_in());
    desk.put("gone@example.org", "Åsa", Email::Invitation);
    desk.put("mentor1@example.org", "Eva\r\nBcc: spy@example.org\r\n\r\nHi", Email::Invitation);
    let work = work(&desk, server.transport(), SOON);
    // What lets someone sign in is asked for anew, not sent again.
    let states = [State::Dropped, State::Dropped, State::GivenUp(Reason::Refused), State::Sent];
    until("sent", || desk.states()[..] == states).await;
    work.stop().await;
    assert_eq!(desk.whys(), ["not an address", "recipient: 550 5.1.1", "recipient: 550", ""]);
    let [mail] = server.kept().try_into().expect("one mail");
    let head = mail.split("\r\n\r\n").next().unwrap();
    assert!(
        !head.lines().any(|line| line.starts_with("Bcc")) && head.contains("Auto-Submitted: auto-generated"),
        "{head}"
    );
    assert!(mail.contains("programomg=C3=A5ng 15"));
}

#[tokio::test]
async fn an_email_that_cannot_be_marked_is_not_sent_twice() {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    *desk.notes_that_fail.lock().unwrap() = 3;
    desk.put("mentor1@example.org", "Åsa", sign_in());
    let work = work(&desk, server.transport(), SOON);
    until("sent", || {
        work.notify.notify_one();
        desk.states() == [State::Sent]
    })
    .await;
    work.stop().await;
    assert_eq!(server.kept().len(), 1);
}

#[tokio::test]
async fn a_notification_is_heard_at_once() {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    let work = work(&desk, server.transport(), SOON);
    tokio::time::sleep(Duration::from_millis(50)).await;
    desk.put("mentor1@example.org", "Åsa", sign_in());
    let rung = std::time::Instant::now();
    work.notify.notify_one();
    until("sent", || desk.states() == [State::Sent]).await;
    assert!(rung.elapsed() < Duration::from_secs(1));
    work.stop().await;
}

#[tokio::test]
async fn the_email_at_hand_is_finished_before_stopping() {
    let (server, desk) = (server_that_takes(Duration::from_millis(400)), Arc::new(Desk::default()));
    desk.put("mentor1@example.org", "Åsa", sign_in());
    desk.put("mentor2@example.org", "Åsa", sign_in());
    let work = work(&desk, server.transport(), SOON);
    tokio::time::sleep(Duration::from_millis(200)).await;
    work.stop().await;
    assert_eq!(desk.states(), [State::Sent, State::Waiting(START.parse().unwrap())]);
}

#[tokio::test]
async fn without_a_mail_server_emails_wait() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let desk = Arc::new(Desk::default());
    desk.put("mentor1@example.org", "Åsa", sign_in());
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}"), "ior@example.org").unwrap();
    let work = work(&desk, transport, SOON);
    until("put off", || desk.rows.lock().unwrap()[0].attempts == 1).await;
    work.stop().await;
    assert!(matches!(desk.states()[0], State::Waiting(_)));
    assert!(desk.whys()[0].starts_with("connect: "), "{:?}", desk.whys());
}

#[tokio::test]
async fn a_request_becomes_a_mail_whose_link_is_good() {
    let folder = std::env::temp_dir().join(format!("ior-mail-store-{}", std::process::id()));
    let url = format!("sqlite:{}", folder.join("ior.sqlite").display());
    let engine = store_sqlite::Engine::connect(&url, &folder.join("ior.key")).await.unwrap();
    let store: Arc<dyn Store> = Arc::new(engine);
    let now: Timestamp = START.parse().unwrap();
    assert!(store.load_round(&demo::round(now), now).await.unwrap());
    assert!(!store.load_round(&demo::round(now), now).await.unwrap(), "twice changes nothing");
    let link = Secret::generate();
    let request = SignInRequest {
        email: EmailAddress::parse("adept1@example.org").unwrap(),
        client: "127.0.0.1".into(),
        kept: Vec::new(),
        ticket: Secret::generate(),
        link: link.clone(),
        code: Code::generate(),
        till: String::new(),
        lang: None,
    };
    store.request_sign_in(&request, now).await.unwrap();

    let server = server();
    let work = work(&store, server.transport(), SOON);
    until("sent", || server.kept().len() == 1).await;
    work.stop().await;
    let mail = server.kept()[0].replace("=\r\n", "");
    assert!(mail.contains(&format!("https://ior.example/logga-in/lank/{}", link.reveal())));
    assert_eq!(store.link_state(&link, now).await.unwrap(), LinkState::Good);
    assert!(store.due_emails(9, now + SOON).await.unwrap().is_empty(), "marked as sent");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_log_names_nobody_and_opens_nothing() {
    let log = Log::default();
    let writer = log.clone();
    let logging = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // The other tests' threads must listen too: the first to come by a line
    // decides for all whether anyone is interested in it.
    tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap();
    let _guard = tracing::subscriber::set_default(logging);
    let (server, desk) = (server(), Arc::new(Desk::default()));
    desk.put("later@example.org", "Åsa Öberg", sign_in());
    desk.put("never@example.org", "Åsa Öberg", Email::Invitation);
    desk.put("mentor1@example.org", "Åsa Öberg", sign_in());
    let work = work(&desk, server.transport(), SOON);
    until("sent", || desk.states()[2] == State::Sent).await;
    work.stop().await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for said in ["email sent email=2", "email given up email=1", "email not taken yet email=0"] {
        assert!(log.contains(said), "{said:?} is missing in {log}");
    }
    for secret in ["example.org", "Öberg", &LINK[..8], CODE] {
        assert!(!log.contains(secret), "{secret:?} is in {log}");
    }
}

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

// ---- two workers ----

/// A thousand emails, two servers that send: each leaves once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_emails_leave_once_each() {
    const EMAILS: usize = 1000;
    let folder = std::env::temp_dir().join(format!("ior-mail-two-{}", std::process::id()));
    let address = std::env::var("IOR_TEST_POSTGRES_URL").expect("run through `make test` or scripts/with-postgres.sh");
    let url = format!("{}/ior_mail_{}", address.rsplit_once('/').unwrap().0, std::process::id());
    sqlx::Postgres::create_database(&url).await.unwrap();
    let key = folder.join("ior.key");
    let engine = async || store_postgres::Engine::connect(&url, &key).await.unwrap();
    let stores = [Arc::new(engine().await), Arc::new(engine().await)];
    let now: Timestamp = START.parse().unwrap();
    let round = demo::round(now);
    let organisation = round.organisations[0].clone();
    stores[0].load_round(&round, now).await.unwrap();
    for n in 0..EMAILS {
        let person = NewPerson {
            email: EmailAddress::parse(&format!("ny{n:04}@example.org")).unwrap(),
            name: "Ny Ek".into(),
            title: String::new(),
            phone: String::new(),
            organisation: organisation.clone(),
            lang: Lang::Sv,
            duty: Duty::Reserve,
        };
        stores[0].invite(&person, now).await.unwrap();
    }

    let server = server();
    let workers = stores.each_ref().map(|store| work(store, server.transport(), SOON));
    until_in("all sent", Duration::from_mins(2), || server.kept().len() >= EMAILS).await;
    for worker in workers {
        worker.stop().await;
    }
    let mut to: Vec<_> = server.kept().iter().filter_map(|mail| recipient(mail)).collect();
    to.sort();
    let all: Vec<_> = (0..EMAILS).map(|n| format!("ny{n:04}@example.org")).collect();
    assert!(to == all, "{} mails", to.len());
    for store in stores {
        assert_eq!(store.backlog(now + SOON).await.unwrap().waiting, 0);
        store.close().await;
    }
    sqlx::Postgres::force_drop_database(&url).await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

fn recipient(mail: &str) -> Option<String> {
    let line = mail.lines().find(|line| line.starts_with("To: "))?;
    Some(line.split_once('<')?.1.trim_end_matches('>').to_owned())
}
