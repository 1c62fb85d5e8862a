//! The post, from the outbox to a mail server's hands, over real SMTP.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a test's own tools fails the test")]

mod addresses;
mod smtp;

use std::{
    io::Write,
    net::TcpListener,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::context::Clock;
use async_trait::async_trait;
use domain::{
    people::{Duty, EmailAddress, Lang, Organisation},
    round::{Round, RoundId},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use server::{
    demo,
    mail::{Transport, folder, run},
};
use sqlx::migrate::MigrateDatabase;
use store::{
    Outbox, People, Rounds, Store,
    mail::outbox::{Backlog, Email, LEASE, Parcel},
    people::{LinkState, NewPerson, SignInRequest},
    round::NewRound,
    secret::{Code, Secret},
};
use tokio::sync::{Notify, watch};

use self::smtp::{server, server_that_takes};

const LINK: &str = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";
const CODE: &str = "482913";
const START: &str = "2026-11-22T09:00:00Z";

// ---- an outbox ----

#[derive(Clone, Debug, PartialEq)]
enum State {
    Waiting(Timestamp),
    Sent,
    GivenUp,
}

struct Row {
    to: String,
    name: String,
    message: Email,
    attempts: u32,
    why: String,
    state: State,
}

/// An outbox in memory, whose notes can be made to fail.
#[derive(Default)]
struct Desk {
    rows: Mutex<Vec<Row>>,
    notes_that_fail: Mutex<u32>,
}

impl Desk {
    fn put(&self, to: &str, name: &str, message: Email) {
        let state = State::Waiting(START.parse().unwrap());
        let row = Row { to: to.into(), name: name.into(), message, attempts: 0, why: String::new(), state };
        self.rows.lock().unwrap().push(row);
    }

    fn states(&self) -> Vec<State> {
        self.rows.lock().unwrap().iter().map(|row| row.state.clone()).collect()
    }

    fn whys(&self) -> Vec<String> {
        self.rows.lock().unwrap().iter().map(|row| row.why.clone()).collect()
    }

    fn note(&self, id: i64, change: impl FnOnce(&mut Row)) -> store::Result<()> {
        let mut failing = self.notes_that_fail.lock().unwrap();
        if *failing > 0 {
            *failing -= 1;
            return Err(store::Error::Unavailable("locked".into()));
        }
        change(&mut self.rows.lock().unwrap()[usize::try_from(id).unwrap()]);
        Ok(())
    }
}

#[async_trait]
impl Outbox for Desk {
    async fn due_emails(&self, limit: u32, now: Timestamp) -> store::Result<Vec<Parcel>> {
        let rows = self.rows.lock().unwrap();
        let due = (0..).zip(rows.iter()).filter(|(_, row)| matches!(row.state, State::Waiting(due) if due <= now));
        let parcel = |(id, row): (i64, &Row)| Parcel {
            id,
            to: row.to.clone(),
            name: row.name.clone(),
            lang: Lang::Sv,
            message: row.message.clone(),
            attempts: row.attempts,
            written: START.parse().unwrap(),
        };
        Ok(due.map(parcel).take(limit as usize).collect())
    }

    async fn backlog(&self, _: Timestamp) -> store::Result<Backlog> {
        Ok(Backlog { waiting: 0, due_since: None })
    }

    async fn take_email(&self, now: Timestamp) -> store::Result<Option<Parcel>> {
        let taken = self.due_emails(1, now).await?.pop();
        if let Some(parcel) = &taken {
            let mut rows = self.rows.lock().unwrap();
            rows[usize::try_from(parcel.id).unwrap()].state = State::Waiting(now + LEASE);
        }
        Ok(taken)
    }

    async fn email_sent(&self, id: i64, _: Timestamp) -> store::Result<()> {
        self.note(id, |row| row.state = State::Sent)
    }

    async fn email_failed(&self, id: i64, why: &str, again: Option<Timestamp>) -> store::Result<()> {
        self.note(id, |row| {
            row.attempts += 1;
            why.clone_into(&mut row.why);
            row.state = again.map_or(State::GivenUp, State::Waiting);
        })
    }
}

#[async_trait]
impl Rounds for Desk {
    async fn current_round(&self) -> store::Result<Option<Round>> {
        let (starts_on, ends_on) = (date(2026, 2, 1), date(2027, 4, 9));
        Ok(Some(Round { id: RoundId(1), number: 15, starts_on, ends_on, max_pairs: 25 }))
    }

    async fn organisations(&self) -> store::Result<Vec<Organisation>> {
        Ok(Vec::new())
    }

    async fn load_round(&self, _: &NewRound, _: Timestamp) -> store::Result<bool> {
        Ok(false)
    }
}

fn sign_in() -> Email {
    Email::SignIn { link: LINK.into(), code: CODE.into() }
}

// ---- the worker, at work ----

struct Work {
    stop: watch::Sender<bool>,
    notify: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

/// Starts the worker at a time after the emails were written.
fn work<S: Outbox + Rounds + ?Sized + 'static>(store: &Arc<S>, transport: Transport, after: SignedDuration) -> Work {
    let (stop, stopped) = watch::channel(false);
    let notify = Arc::new(Notify::new());
    let clock = Clock::starting_at(START.parse::<Timestamp>().unwrap() + after);
    let url = "https://ior.example".to_owned();
    let task = tokio::spawn(run(Arc::clone(store), transport, url, clock, Arc::clone(&notify), stopped));
    Work { stop, notify, task }
}

impl Work {
    async fn stop(self) {
        self.stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(5), self.task).await.expect("stops").unwrap();
    }
}

async fn until(what: &str, done: impl FnMut() -> bool) {
    until_in(what, Duration::from_secs(5), done).await;
}

/// Waits for what must come. The time is a guard against waiting for ever.
async fn until_in(what: &str, guard: Duration, mut done: impl FnMut() -> bool) {
    let waiting = async {
        while !done() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(guard, waiting).await.is_ok(), "still waiting: {what}");
}

const SOON: SignedDuration = SignedDuration::from_secs(1);

#[tokio::test]
async fn a_letter_put_off_is_sent_once_and_whole() {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    desk.put("later@example.org", "Åsa Öberg", sign_in());

    let first = work(&desk, server.transport(), SOON);
    until("put off", || desk.whys() == ["451 4.7.1"]).await;
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
        ("Åsa Öberg <later@example.org>", "Logga in i Mentorprogrammet IOR")
    );
    assert!(read.text.starts_with("Hej Åsa Öberg!\n\nNågon, troligen du själv,"), "{}", read.text);
    assert!(
        read.text.contains(&format!("https://ior.example/logga-in/lank/{LINK}\n")) && read.text.contains("482 913")
    );
}

#[tokio::test]
async fn one_bad_letter_stops_no_other() {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    desk.put("no address", "Åsa", sign_in());
    desk.put("never@example.org", "Åsa", sign_in());
    desk.put("gone@example.org", "Åsa", sign_in());
    desk.put("mentor1@example.org", "Eva\r\nBcc: spy@example.org\r\n\r\nHi", Email::Invitation);
    let work = work(&desk, server.transport(), SOON);
    until("sent", || desk.states()[..] == [State::GivenUp, State::GivenUp, State::GivenUp, State::Sent]).await;
    work.stop().await;
    assert_eq!(desk.whys(), ["not an address", "550 5.1.1", "550", ""]);
    let [mail] = server.kept().try_into().expect("one mail");
    let head = mail.split("\r\n\r\n").next().unwrap();
    assert!(
        !head.lines().any(|line| line.starts_with("Bcc")) && head.contains("Auto-Submitted: auto-generated"),
        "{head}"
    );
    assert!(mail.contains("programomg=C3=A5ng 15"));
}

#[tokio::test]
async fn a_letter_that_cannot_be_marked_is_not_sent_twice() {
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
async fn the_bell_is_heard_at_once() {
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
async fn the_letter_at_hand_is_finished_before_stopping() {
    let (server, desk) = (server_that_takes(Duration::from_millis(400)), Arc::new(Desk::default()));
    desk.put("mentor1@example.org", "Åsa", sign_in());
    desk.put("mentor2@example.org", "Åsa", sign_in());
    let work = work(&desk, server.transport(), SOON);
    tokio::time::sleep(Duration::from_millis(200)).await;
    work.stop().await;
    assert_eq!(desk.states(), [State::Sent, State::Waiting(START.parse().unwrap())]);
}

#[tokio::test]
async fn without_a_mail_server_letters_wait() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let desk = Arc::new(Desk::default());
    desk.put("mentor1@example.org", "Åsa", sign_in());
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}"), "ior@example.org").unwrap();
    let work = work(&desk, transport, SOON);
    until("put off", || desk.rows.lock().unwrap()[0].attempts == 1).await;
    work.stop().await;
    assert!(matches!(desk.states()[0], State::Waiting(_)));
    assert!(desk.whys()[0].starts_with("Connection error"), "{:?}", desk.whys());
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
        ticket: Secret::generate(),
        link: link.clone(),
        code: Code::generate(),
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
    for to in ["later@example.org", "never@example.org", "mentor1@example.org"] {
        desk.put(to, "Åsa Öberg", sign_in());
    }
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
async fn a_thousand_letters_leave_once_each() {
    const LETTERS: usize = 1000;
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
    for n in 0..LETTERS {
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
    until_in("all sent", Duration::from_mins(2), || server.kept().len() >= LETTERS).await;
    for worker in workers {
        worker.stop().await;
    }
    let mut to: Vec<_> = server.kept().iter().filter_map(|mail| recipient(mail)).collect();
    to.sort();
    let all: Vec<_> = (0..LETTERS).map(|n| format!("ny{n:04}@example.org")).collect();
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
