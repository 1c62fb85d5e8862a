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
use futures_util::{StreamExt, stream::unfold};
use metrics::{counter, gauge};
use serde_json::json;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

use crate::{forms::error_response, listen::stopped, session::SessionSecret};

/// How soon a browser should come back after a lost connection.
const RETRY: Duration = Duration::from_secs(2);
/// How often a stream asks whether its session still lives. That it was ended is
/// announced; that it has lapsed, or was ended by a command, is not.
const CHECK: Duration = Duration::from_mins(1);
/// After how long a quiet stream says that it is still there. The page script
/// gives a stream up that has been silent for three times as long.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long after it has told something a stream gathers what follows.
const PACE: Duration = Duration::from_millis(400);
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
    let listener = Listener {
        changes: state.store.changes(),
        stop: streams.stop,
        pace: every(PACE, Duration::ZERO),
        check: every(CHECK, CHECK),
        state,
        reader,
        secret,
        untold: Vec::new(),
        phase: Phase::Begins,
        _open: open,
    };
    let events = unfold(listener, Listener::next).map(Ok::<_, Infallible>);
    // An event and no comment, so that the page hears it.
    let heartbeat = KeepAlive::new().interval(HEARTBEAT).event(Event::default().event("heartbeat").data("ok"));
    ([(BUFFERING, "no")], Sse::new(events).keep_alive(heartbeat)).into_response()
}

/// Ticks that are late delay those that follow.
fn every(period: Duration, first: Duration) -> Interval {
    let mut ticks = interval_at(Instant::now() + first, period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// What a browser listens to. It does nothing while the browser takes nothing: then
/// changes pile up to a number, and count as one afterwards.
struct Listener {
    state: AppState,
    /// Who listens, by what they are in any round: one stream serves all their tabs.
    reader: Arc<SignedIn>,
    secret: SessionSecret,
    changes: Receiver<Change>,
    stop: watch::Receiver<bool>,
    /// When something may be told again. The first change is told at once.
    pace: Interval,
    check: Interval,
    /// What they may know of and have not been told.
    untold: Vec<Change>,
    phase: Phase,
    _open: Open,
}

enum Phase {
    Begins,
    Listens,
    Ended,
}

impl Listener {
    /// The next event, if there is to be another.
    async fn next(mut self) -> Option<(Event, Self)> {
        let event = match self.phase {
            // The first event sets the pause before a reconnect, and tells a page
            // whether it has missed something since it was rendered.
            Phase::Begins => {
                self.phase = Phase::Listens;
                Event::default().retry(RETRY).event("hello").data(self.hello())
            }
            Phase::Listens => self.hear().await?,
            Phase::Ended => return None,
        };
        counter!("ior_live_events_total").increment(1);
        Some((event, self))
    }

    /// Listens until there is something to tell; nothing, once nobody is signed in.
    async fn hear(&mut self) -> Option<Event> {
        loop {
            let go_on = tokio::select! {
                () = stopped(&mut self.stop) => {
                    self.phase = Phase::Ended;
                    return Some(self.goodbye());
                }
                _ = self.check.tick() => self.still_signed_in().await,
                _ = self.pace.tick(), if !self.untold.is_empty() => match self.tell() {
                    Some(event) => return Some(event),
                    None => true,
                },
                change = self.changes.recv() => match change {
                    Ok(change) => self.note(change).await,
                    Err(RecvError::Lagged(_)) => self.note(Change::Resync).await,
                    Err(RecvError::Closed) => false,
                },
            };
            if !go_on {
                return None;
            }
        }
    }

    /// How many changes have been announced, and which build of its files a page
    /// should have.
    fn hello(&self) -> String {
        json!({ "seq": self.state.store.sequence(), "build": self.state.settings.assets.build }).to_string()
    }

    /// Keeps a change that the reader may know of, to be told. One that alters what they
    /// may know of is followed before the next.
    async fn note(&mut self, change: Change) -> bool {
        if change.alters_rights_of(self.reader.person) && !self.still_signed_in().await {
            return false;
        }
        if self.reader.may_know(&change) {
            self.untold.push(change);
        }
        true
    }

    /// What is untold as one event, as far as the reader may still know of it.
    fn tell(&mut self) -> Option<Event> {
        let known = self.untold.drain(..).filter(|change| self.reader.may_know(change));
        let topic = known.map(|change| change.topic()).reduce(Topic::and)?;
        Some(Event::default().event("changed").data(topic.name()))
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
    fn goodbye(&self) -> Event {
        let share = self.reader.session.0.rem_euclid(16);
        let retry = Duration::from_millis(u64::try_from(share * 250).unwrap_or_default() + 250);
        Event::default().retry(retry).event("goodbye").data("")
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
