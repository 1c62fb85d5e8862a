//! An outbox in memory, and a worker that empties it.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use app::context::Clock;
use async_trait::async_trait;
use domain::{
    mail::delivery::{Next, Reason},
    people::{Lang, Organisation},
    round::{Round, RoundId},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use server::mail::{Transport, run};
use store::{
    Caller, Outbox, Rounds,
    mail::outbox::{Backlog, Concerns, Email, LEASE, Parcel},
    round::NewRound,
};
use tokio::sync::{Notify, watch};

/// When everything was written.
pub const START: &str = "2026-11-22T09:00:00Z";
/// Soon after that.
pub const SOON: SignedDuration = SignedDuration::from_secs(1);

#[derive(Clone, Debug, PartialEq)]
pub enum State {
    Waiting(Timestamp),
    Sent,
    GivenUp(Reason),
    Dropped,
}

pub struct Row {
    to: String,
    name: String,
    message: Email,
    pub attempts: u32,
    pub why: String,
    pub state: State,
}

/// An outbox whose notes can be made to fail.
#[derive(Default)]
pub struct Desk {
    pub rows: Mutex<Vec<Row>>,
    pub notes_that_fail: Mutex<u32>,
}

impl Desk {
    pub fn put(&self, to: &str, name: &str, message: Email) {
        let state = State::Waiting(START.parse().unwrap());
        let row = Row { to: to.into(), name: name.into(), message, attempts: 0, why: String::new(), state };
        self.rows.lock().unwrap().push(row);
    }

    pub fn states(&self) -> Vec<State> {
        self.rows.lock().unwrap().iter().map(|row| row.state.clone()).collect()
    }

    pub fn whys(&self) -> Vec<String> {
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
            concerns: Concerns::default(),
            unsubscribe: None,
            ticket: None,
            attempts: row.attempts,
            written: START.parse().unwrap(),
            since: START.parse().unwrap(),
        };
        Ok(due.map(parcel).take(limit as usize).collect())
    }

    async fn backlog(&self, _: Timestamp) -> store::Result<Backlog> {
        Ok(Backlog { waiting: 0, due_since: None, given_up: 0 })
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

    async fn email_failed(&self, id: i64, why: &str, next: Next, _: Timestamp) -> store::Result<()> {
        self.note(id, |row| {
            row.attempts += 1;
            why.clone_into(&mut row.why);
            row.state = match next {
                Next::Again(at) => State::Waiting(at),
                Next::GiveUp(reason) => State::GivenUp(reason),
                Next::Drop => State::Dropped,
            };
        })
    }

    async fn calendar_domain(&self, host: &str) -> store::Result<String> {
        Ok(host.to_owned())
    }
}

#[async_trait]
impl Rounds for Desk {
    async fn rounds(&self) -> store::Result<Vec<Round>> {
        let (starts_on, ends_on) = (date(2026, 2, 1), date(2027, 4, 9));
        Ok(vec![Round { id: RoundId(1), number: 15, starts_on, ends_on, max_pairs: 25 }])
    }

    async fn round(&self, _: &Caller) -> store::Result<Round> {
        Err(store::Error::NotFound)
    }

    async fn organisations(&self) -> store::Result<Vec<Organisation>> {
        Ok(Vec::new())
    }

    async fn load_round(&self, _: &NewRound, _: Timestamp) -> store::Result<bool> {
        Ok(false)
    }
}

/// A worker.
pub struct Work {
    stop: watch::Sender<bool>,
    pub notify: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

/// Starts the worker at a time after the emails were written.
pub fn work<S: Outbox + Rounds + ?Sized + 'static>(
    store: &Arc<S>,
    transport: Transport,
    after: SignedDuration,
) -> Work {
    let (stop, stopped) = watch::channel(false);
    let notify = Arc::new(Notify::new());
    let clock = Clock::starting_at(START.parse::<Timestamp>().unwrap() + after);
    let url = "https://ior.example".to_owned();
    let task = tokio::spawn(run(Arc::clone(store), transport, url, clock, Arc::clone(&notify), stopped));
    Work { stop, notify, task }
}

impl Work {
    pub async fn stop(self) {
        self.stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(5), self.task).await.expect("stops").unwrap();
    }
}

pub async fn until(what: &str, done: impl FnMut() -> bool) {
    until_in(what, Duration::from_secs(5), done).await;
}

/// Waits for what must come. The time is a guard against waiting for ever.
pub async fn until_in(what: &str, guard: Duration, mut done: impl FnMut() -> bool) {
    let waiting = async {
        while !done() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(guard, waiting).await.is_ok(), "still waiting: {what}");
}
