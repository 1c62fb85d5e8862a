//! The live channel: server-sent events for one signed-in browser. It says
//! only that something of a [`Topic`] changed, and only to those who may know;
//! what it is the page reads through the same checks as ever. Many changes in a
//! short time are told as one.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use app::{
    context::{AllRounds, AppState, CallerUnknown},
    error::AppError,
};
use axum::{
    Extension,
    extract::State,
    http::HeaderName,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::{
    live::{Change, Topic},
    people::SessionId,
    round::focus::SignedIn,
};
use metrics::{counter, gauge};
use serde_json::json;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        mpsc, watch,
    },
    time::{MissedTickBehavior, interval, sleep},
};
use tokio_stream::wrappers::ReceiverStream;

use crate::{forms::error_response, listen::stopped, session::SessionSecret};

/// How soon a browser should come back after a lost connection.
const RETRY: Duration = Duration::from_secs(2);
/// How often a quiet stream checks that its session still lives.
const CHECK: Duration = Duration::from_secs(5);
/// After how long a quiet stream says that it is still there. The page script
/// gives a stream up that has been silent for three times as long.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long after it has told something a stream gathers what follows.
const PACE: Duration = Duration::from_millis(400);
/// A stream that does not take its events is let go.
const BACKLOG: usize = 16;

/// How many streams one session may have open: the tabs of its browser share
/// one, but some of them may not have ended here yet.
const MAX_PER_SESSION: usize = 16;

/// Tells a proxy whether it may gather what comes before it hands it on.
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// All open streams.
#[derive(Clone)]
pub struct Streams {
    /// Turns true when the server stops: then they end.
    pub stop: watch::Receiver<bool>,
    /// How many each session has.
    open: Arc<Mutex<HashMap<SessionId, usize>>>,
}

impl Streams {
    /// No stream yet, until `stop` turns true.
    pub fn new(stop: watch::Receiver<bool>) -> Self {
        Self { stop, open: Arc::default() }
    }

    /// Counts one more of this session, unless it has too many.
    fn open(&self, session: SessionId) -> Option<Open> {
        let mut counts = self.counts();
        let count = counts.entry(session).or_default();
        if *count == MAX_PER_SESSION {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Open::begin(self.clone(), session))
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<SessionId, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a stream for whoever is signed in.
pub async fn stream(
    State((state, streams)): State<(AppState, Streams)>,
    reader: Option<Extension<AllRounds>>,
    unknown: Option<Extension<CallerUnknown>>,
    secret: Option<Extension<SessionSecret>>,
) -> Response {
    let (Some(Extension(AllRounds(reader))), Some(Extension(secret))) = (reader, secret) else {
        return error_response(&if unknown.is_some() { AppError::Unavailable } else { AppError::SignIn });
    };
    let Some(open) = streams.open(reader.session) else { return error_response(&AppError::TooMany) };
    let (sender, events) = mpsc::channel(BACKLOG);
    let changes = state.store.changes();
    tokio::spawn(
        Listener { state, reader, secret, sender, untold: Vec::new(), _open: open }.run(changes, streams.stop),
    );
    // An event and no comment, so that the page hears it.
    let heartbeat = KeepAlive::new().interval(HEARTBEAT).event(Event::default().event("heartbeat").data("ok"));
    ([(BUFFERING, "no")], Sse::new(ReceiverStream::new(events)).keep_alive(heartbeat)).into_response()
}

struct Listener {
    state: AppState,
    /// Who listens, by what they are in any round: one stream serves all their tabs.
    reader: Arc<SignedIn>,
    secret: SessionSecret,
    sender: mpsc::Sender<Result<Event, Infallible>>,
    /// What they may know of and have not been told.
    untold: Vec<Change>,
    _open: Open,
}

impl Listener {
    async fn run(mut self, mut changes: Receiver<Change>, mut stop: watch::Receiver<bool>) {
        // The first event sets the pause before a reconnect, and tells a page
        // whether it has missed something since it was rendered.
        if !self.send(Event::default().retry(RETRY).event("hello").data(self.hello())) {
            return;
        }
        // The first change is told at once; what comes sooner than the next tick waits for it.
        let mut pace = interval(PACE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let go_on = tokio::select! {
                () = stopped(&mut stop) => self.say_goodbye(),
                () = self.sender.closed() => false,
                () = sleep(CHECK) => self.still_signed_in().await,
                _ = pace.tick(), if !self.untold.is_empty() => self.tell().await,
                change = changes.recv() => match change {
                    Ok(change) => self.note(change),
                    Err(RecvError::Lagged(_)) => self.note(Change::Resync),
                    Err(RecvError::Closed) => false,
                },
            };
            if !go_on {
                return;
            }
        }
    }

    /// How many changes have been announced, and which build of its files a page
    /// should have.
    fn hello(&self) -> String {
        json!({ "seq": self.state.store.sequence(), "build": self.state.settings.assets.build }).to_string()
    }

    /// Keeps a change that the caller may know of, to be told.
    fn note(&mut self, change: Change) -> bool {
        if self.reader.may_know(&change) {
            self.untold.push(change);
        }
        true
    }

    /// Tells what is untold in one event, as far as the caller may know of it by
    /// the rights that they have now.
    async fn tell(&mut self) -> bool {
        if !self.still_signed_in().await {
            return false;
        }
        let known = self.untold.drain(..).filter(|change| self.reader.may_know(change));
        match known.map(|change| change.topic()).reduce(Topic::and) {
            Some(topic) => self.send(Event::default().event("changed").data(topic.name())),
            None => true,
        }
    }

    async fn still_signed_in(&mut self) -> bool {
        let now = self.state.clock.now();
        match self.state.store.signed_in(&self.secret.0, now).await {
            Ok(Some(reader)) => {
                self.reader = Arc::new(reader);
                true
            }
            Ok(None) | Err(_) => false,
        }
    }

    /// Tells the browser to come back, to another server or to this one's
    /// successor: within four seconds, and not all at once.
    fn say_goodbye(&self) -> bool {
        let share = self.reader.session.0.rem_euclid(16);
        let retry = Duration::from_millis(u64::try_from(share * 250).unwrap_or_default() + 250);
        self.send(Event::default().retry(retry).event("goodbye").data(""));
        false
    }

    fn send(&self, event: Event) -> bool {
        counter!("ior_live_events_total").increment(1);
        self.sender.try_send(Ok(event)).is_ok()
    }
}

/// One open stream, counted among its session's and in the metrics.
struct Open {
    streams: Streams,
    session: SessionId,
}

impl Open {
    fn begin(streams: Streams, session: SessionId) -> Self {
        gauge!("ior_live_streams").increment(1);
        Self { streams, session }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        gauge!("ior_live_streams").decrement(1);
        let mut counts = self.streams.counts();
        if let Some(count) = counts.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.session);
            }
        }
    }
}
