//! Empties the outbox, for as long as the server runs.
//!
//! Each email stands by itself: what goes wrong with one is noted with it,
//! and the next is tried. An email that was handed over but could not be marked
//! as sent is not sent again by this worker; it is marked as soon as the
//! database answers.

use std::{collections::HashMap, sync::Arc, time::Duration};

use app::context::Clock;
use domain::time::instant;
use jiff::{SignedDuration, Timestamp};
use metrics::counter;
use store::{
    Outbox, Rounds,
    mail::outbox::{Email, Parcel},
    people::LINK_LIFE,
};
use tokio::sync::{Notify, watch};

use crate::listen::stopped;

use super::{Transport, render, transport::NotTaken};

/// How often the outbox is looked into when nobody rings.
const POLL: Duration = Duration::from_secs(2);
/// How often an email is tried.
const TRIES: u32 = 10;
/// How often a sign-in email is tried: the fifth try would come when its link
/// is no longer good.
const SIGN_IN_TRIES: u32 = 4;

/// Sends what is due until `stop` turns true or its sender is gone, and then
/// ends after the email at hand. Looks again every two seconds, and at once
/// when `bell` is rung. `public_url` is where people reach the product.
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
        worker.empty_outbox(&stop).await;
        tokio::select! {
            biased;
            () = stopped(&mut stop) => return,
            () = notify.notified() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// What came of a try.
#[derive(Clone)]
enum Outcome {
    Sent,
    NotTaken { why: String, again: Option<Timestamp> },
}

impl Outcome {
    /// Its name among the figures.
    const fn name(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::NotTaken { again: Some(_), .. } => "put_off",
            Self::NotTaken { again: None, .. } => "given_up",
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
    async fn empty_outbox(&mut self, stop: &watch::Receiver<bool>) {
        self.note_what_is_left().await;
        while !*stop.borrow() {
            match self.store.take_email(self.clock.now()).await {
                Ok(Some(parcel)) => self.deliver(&parcel).await,
                Ok(None) => return,
                Err(error) => return tracing::error!(%error, "the outbox cannot be read"),
            }
        }
    }

    /// Notes what the database did not take before.
    async fn note_what_is_left(&mut self) {
        for (message, outcome) in std::mem::take(&mut self.unnoted) {
            if self.note(message, &outcome).await.is_err() {
                self.unnoted.insert(message, outcome);
            }
        }
    }

    async fn deliver(&mut self, parcel: &Parcel) {
        let outcome = match self.unnoted.remove(&parcel.id) {
            Some(outcome) => outcome,
            None => self.attempt(parcel).await,
        };
        if let Err(error) = self.note(parcel.id, &outcome).await {
            tracing::error!(email = parcel.id, %error, "what came of a letter cannot be noted yet");
            self.unnoted.insert(parcel.id, outcome);
        }
    }

    async fn attempt(&self, parcel: &Parcel) -> Outcome {
        let now = self.clock.now();
        let outcome = match self.send(parcel, now).await {
            Ok(()) => Outcome::Sent,
            Err(NotTaken { temporary, why }) => {
                let again = next_try(&parcel.message, parcel.attempts, now).filter(|_| temporary);
                Outcome::NotTaken { why, again }
            }
        };
        counter!("ior_letters_total", "outcome" => outcome.name()).increment(1);
        match &outcome {
            Outcome::Sent => tracing::info!(email = parcel.id, "email sent"),
            Outcome::NotTaken { why, again: Some(again) } => {
                tracing::warn!(email = parcel.id, why, %again, "email not taken yet");
            }
            Outcome::NotTaken { why, again: None } => tracing::warn!(email = parcel.id, why, "email given up"),
        }
        outcome
    }

    async fn send(&self, parcel: &Parcel, now: Timestamp) -> Result<(), NotTaken> {
        if is_stale(parcel, now) {
            return Err(NotTaken { temporary: false, why: "what it says no longer holds".to_owned() });
        }
        let words = render::words(parcel, &self.public_url, self.round(&parcel.message).await);
        let message = render::message(parcel, words, self.transport.from(), now)
            .map_err(|why| NotTaken { temporary: false, why: why.to_string() })?;
        self.transport.send(parcel.id, message, now).await
    }

    /// The round's number, for emails that speak of it; they read well without.
    async fn round(&self, message: &Email) -> Option<u32> {
        match message {
            Email::Invitation => self.store.current_round().await.ok()?.map(|round| round.number),
            _ => None,
        }
    }

    async fn note(&self, message: i64, outcome: &Outcome) -> store::Result<()> {
        match outcome {
            Outcome::Sent => self.store.email_sent(message, self.clock.now()).await,
            Outcome::NotTaken { why, again } => self.store.email_failed(message, why, *again).await,
        }
    }
}

/// Whether an email's time is over: a link that is no longer good, an offer
/// that has gone to someone else, a time that has passed.
fn is_stale(parcel: &Parcel, now: Timestamp) -> bool {
    match &parcel.message {
        Email::SignIn { .. } | Email::Apply { .. } => now > parcel.written + LINK_LIFE,
        Email::ManagerAsked { until, .. } => now > *until,
        Email::Nominated { closes, .. } | Email::ApplicationWaits { closes, question: false } => now > *closes,
        Email::SeatOffered { until, .. } => now >= *until,
        Email::Reminder { reply_by, .. } => now > *reply_by,
        Email::DayInvitation { hours, .. } | Email::DayCancelled { hours, .. } => {
            hours.iter().all(|hours| now > hours.ends)
        }
        Email::DayMoved { hours, .. } => hours.iter().all(|(_, to)| now > to.ends),
        Email::DayVenueChanged { starts, .. } => now > *starts,
        Email::Proposed { times, .. } => times.iter().all(|at| instant(*at) < now),
        Email::Meeting(invitation) => instant(invitation.agreed.at) < now,
        Email::Invitation
        | Email::ApplicationStep { .. }
        | Email::ToEndorse { .. }
        | Email::ApplicationWaits { .. }
        | Email::StandsIn { .. }
        | Email::Moved { .. }
        | Email::Withdrew { .. }
        | Email::Thanks { .. }
        | Email::Missed { .. }
        | Email::ToSign { .. }
        | Email::PairStatusChanged { .. }
        | Email::HelpRequested
        | Email::Matched { .. }
        | Email::Decided { .. }
        | Email::Declined { .. }
        | Email::Slipped { .. } => false,
    }
}

/// When an email that has been tried `before` times, and once more just now,
/// is tried again: after 1, 3, 9, 27 minutes and so on, at most 6 hours, a day
/// in all. `None` when there is no use.
fn next_try(message: &Email, before: u32, now: Timestamp) -> Option<Timestamp> {
    const LONGEST: SignedDuration = SignedDuration::from_hours(6);
    let tries = match message {
        Email::SignIn { .. } | Email::Apply { .. } => SIGN_IN_TRIES,
        _ => TRIES,
    };
    let wait = SignedDuration::from_mins(3_i64.saturating_pow(before)).min(LONGEST);
    (before + 1 < tries).then_some(now + wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(message: &Email) -> Vec<i64> {
        let now = Timestamp::UNIX_EPOCH;
        (0..)
            .map_while(|before| next_try(message, before, now))
            .map(|again| again.duration_since(now).as_mins())
            .collect()
    }

    #[test]
    fn waits_longer_each_time_and_then_gives_up() {
        assert_eq!(waits(&Email::Invitation), [1, 3, 9, 27, 81, 243, 360, 360, 360]);
    }

    #[test]
    fn a_sign_in_letter_is_not_sent_after_its_time() {
        let waits = waits(&Email::SignIn { link: String::new(), code: String::new() });
        assert_eq!(waits, [1, 3, 9]);
        assert!(waits.iter().sum::<i64>() < LINK_LIFE.as_mins());
    }
}
