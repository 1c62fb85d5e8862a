//! Empties the outbox, for as long as the server runs.
//!
//! Each email stands by itself: what goes wrong with one is noted with it,
//! and the next is tried. When the mail server is why, all of them wait a little:
//! it need not be asked once for each. An email that was handed over but could not be
//! marked as sent is not sent again by this worker; it is marked as soon as the
//! database answers.

use std::{collections::HashMap, sync::Arc, time::Duration};

use app::context::Clock;
use domain::{
    mail::delivery::{Next, Step, next},
    time::instant,
};
use jiff::Timestamp;
use metrics::counter;
use store::{
    Outbox, Rounds,
    mail::{
        outbox::{Email, Parcel},
        reminder::Note,
    },
    people::LINK_LIFE,
};
use tokio::sync::{Notify, watch};

use crate::{calendar::host, listen::stopped};

use super::{
    Transport,
    message::message,
    render::{self, Origin},
    transport::Failure,
};

/// How often the outbox is looked into without a notification.
const POLL: Duration = Duration::from_secs(2);
/// How long the mail server is left alone after it did not serve us.
const PAUSE: Duration = Duration::from_secs(10);

/// Sends what is due until `stop` turns true or its sender is gone, and then
/// ends after the email at hand. Looks again every two seconds, and at once
/// when `notify` is notified. `public_url` is where people reach the product.
pub async fn run<S: Outbox + Rounds + ?Sized>(
    store: Arc<S>,
    transport: Transport,
    public_url: String,
    clock: Clock,
    notify: Arc<Notify>,
    mut stop: watch::Receiver<bool>,
) {
    let mut worker = Worker { store, transport, public_url, clock, unnoted: HashMap::new() };
    loop {
        let serves = worker.empty_outbox(&stop).await;
        let pause = if serves { POLL } else { PAUSE };
        tokio::select! {
            biased;
            () = stopped(&mut stop) => return,
            () = notify.notified(), if serves => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// What came of a try.
#[derive(Clone)]
enum Outcome {
    Sent,
    NotTaken { why: String, next: Next, serves: bool },
}

impl Outcome {
    /// Its name among the metrics.
    const fn name(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::NotTaken { next: Next::Again(_), .. } => "put_off",
            Self::NotTaken { next: Next::GiveUp(_), .. } => "given_up",
            Self::NotTaken { next: Next::Drop, .. } => "dropped",
        }
    }
}

struct Worker<S: ?Sized> {
    store: Arc<S>,
    transport: Transport,
    public_url: String,
    clock: Clock,
    /// Outcomes that the database did not take, by email.
    unnoted: HashMap<i64, Outcome>,
}

impl<S: Outbox + Rounds + ?Sized> Worker<S> {
    /// Sends what is due; whether the mail server serves us.
    async fn empty_outbox(&mut self, stop: &watch::Receiver<bool>) -> bool {
        self.note_what_is_left().await;
        let mut serves = true;
        while serves && !*stop.borrow() {
            match self.store.take_email(self.clock.now()).await {
                Ok(Some(parcel)) => serves = self.deliver(&parcel).await,
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be read");
                    break;
                }
            }
        }
        self.transport.rest().await;
        serves
    }

    /// Notes what the database did not take before.
    async fn note_what_is_left(&mut self) {
        for (message, outcome) in std::mem::take(&mut self.unnoted) {
            if self.note(message, &outcome).await.is_err() {
                self.unnoted.insert(message, outcome);
            }
        }
    }

    async fn deliver(&mut self, parcel: &Parcel) -> bool {
        let outcome = match self.unnoted.remove(&parcel.id) {
            Some(outcome) => outcome,
            None => self.attempt(parcel).await,
        };
        if let Err(error) = self.note(parcel.id, &outcome).await {
            tracing::error!(email = parcel.id, %error, "what came of an email cannot be noted yet");
            self.unnoted.insert(parcel.id, outcome.clone());
        }
        !matches!(outcome, Outcome::NotTaken { serves: false, .. })
    }

    async fn attempt(&self, parcel: &Parcel) -> Outcome {
        let now = self.clock.now();
        let outcome = if is_stale(parcel, now) {
            Outcome::NotTaken { why: "what it says no longer holds".to_owned(), next: Next::Drop, serves: true }
        } else {
            match self.send(parcel, now).await {
                Ok(()) => Outcome::Sent,
                Err(Failure { refused, serves, why, .. }) => {
                    let good_until = parcel.message.cause().signs_in().then(|| parcel.written + LINK_LIFE);
                    // The time that it took counts.
                    let now = self.clock.now();
                    let next = next(parcel.attempts + 1, refused, parcel.since, good_until, now);
                    Outcome::NotTaken { why, next, serves }
                }
            }
        };
        counter!("ior_emails_total", "outcome" => outcome.name()).increment(1);
        match &outcome {
            Outcome::Sent => tracing::info!(email = parcel.id, "email sent"),
            Outcome::NotTaken { why, next: Next::Again(again), .. } => {
                tracing::warn!(email = parcel.id, why, %again, "email not taken yet");
            }
            Outcome::NotTaken { why, next: Next::GiveUp(_), .. } => {
                tracing::error!(email = parcel.id, why, "email given up");
            }
            Outcome::NotTaken { why, next: Next::Drop, .. } => {
                tracing::warn!(email = parcel.id, why, "email dropped");
            }
        }
        outcome
    }

    async fn send(&self, parcel: &Parcel, now: Timestamp) -> Result<(), Failure> {
        let (from, domain) = (self.transport.from(), self.calendar_domain(&parcel.message).await?);
        let origin = Origin { public_url: &self.public_url, calendar_domain: &domain, from };
        let words = render::words(parcel, &origin, self.round(&parcel.message).await);
        let message = message(parcel, words, &origin, now).map_err(|why| Failure {
            step: Step::Recipient,
            refused: true,
            serves: true,
            why: why.to_string(),
        })?;
        self.transport.send(parcel.id, &message, now).await
    }

    /// What calendar entries are named after, for emails that have some.
    async fn calendar_domain(&self, message: &Email) -> Result<String, Failure> {
        if !render::is_for_calendars(message) {
            return Ok(String::new());
        }
        let domain = self.store.calendar_domain(&host(&self.public_url)).await;
        domain.map_err(|error| Failure {
            step: Step::Connect,
            refused: false,
            serves: false,
            why: format!("the database: {error}"),
        })
    }

    /// The round's number, for emails that speak of it; they read well without.
    async fn round(&self, message: &Email) -> Option<u32> {
        match message {
            Email::Invitation => self.store.main_round(self.clock.now()).await.ok()?.map(|round| round.number),
            _ => None,
        }
    }

    async fn note(&self, message: i64, outcome: &Outcome) -> store::Result<()> {
        match outcome {
            Outcome::Sent => self.store.email_sent(message, self.clock.now()).await,
            Outcome::NotTaken { why, next, .. } => self.store.email_failed(message, why, *next, self.clock.now()).await,
        }
    }
}

/// Whether an email's time is over: a link that is no longer good, an offer
/// that has gone to someone else, a time that has passed.
fn is_stale(parcel: &Parcel, now: Timestamp) -> bool {
    is_over(&parcel.message, parcel.written, now)
}

fn is_over(message: &Email, written: Timestamp, now: Timestamp) -> bool {
    match message {
        Email::SignIn { .. } | Email::Apply { .. } => now > written + LINK_LIFE,
        Email::ManagerAsked { until, .. } | Email::AddressAsked { until, .. } | Email::WrongCodes { until, .. } => {
            now > *until
        }
        Email::Nominated { closes, .. } | Email::ApplicationWaits { closes, question: false } => now > *closes,
        Email::SeatOffered { until, .. } => now >= *until,
        Email::SeatGiven { ends, .. } => now > *ends,
        Email::Reminder { reply_by, .. } => now > *reply_by,
        Email::LateReminder { starts, .. } => now >= *starts,
        Email::DayInvitation { hours, .. } | Email::DayCancelled { hours, .. } => {
            hours.iter().all(|hours| now > hours.ends)
        }
        Email::DayMoved { hours, .. } => hours.iter().all(|(_, to)| now > to.ends),
        Email::DayVenueChanged { starts, .. } => now > *starts,
        Email::HelpsAtDoor { hours, .. } => now > hours.ends,
        Email::Proposed { times, .. } => times.iter().all(|at| instant(*at) < now),
        Email::Meeting(invitation) => instant(invitation.agreed.at) < now,
        Email::Note(Note::DayBefore { hours, .. }) => hours.iter().all(|hours| now >= hours.starts),
        Email::Note(Note::Evaluation { until, .. }) => now > *until,
        Email::Digest(emails) => emails.iter().all(|email| is_over(email, written, now)),
        Email::Invitation
        | Email::Note(Note::ToLog { .. } | Note::Pulse)
        | Email::WorksElsewhere { .. }
        | Email::ResponsibleChanged { .. }
        | Email::NeedsWithheld { .. }
        | Email::DutyBegun { .. }
        | Email::DutyEnded { .. }
        | Email::HelpsNoLonger { .. }
        | Email::Left { .. }
        | Email::PartnerLeft { .. }
        | Email::AddressWanted { .. }
        | Email::AddressTaken
        | Email::AddressChanged { .. }
        | Email::Merged { .. }
        | Email::ApplicationStep { .. }
        | Email::ToEndorse { .. }
        | Email::ApplicationWaits { .. }
        | Email::StandsIn { .. }
        | Email::Moved { .. }
        | Email::Withdrew { .. }
        | Email::RoundThanks { .. }
        | Email::Thanks { .. }
        | Email::Missed { .. }
        | Email::ToSign { .. }
        | Email::PairStatusChanged { .. }
        | Email::HelpRequested
        | Email::Matched { .. }
        | Email::Decided { .. }
        | Email::Declined { .. }
        | Email::Announcement(_)
        | Email::Slipped { .. } => false,
    }
}
