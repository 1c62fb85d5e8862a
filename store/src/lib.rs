//! The storage interface between the product and its database.
//!
//! One trait for each leaf of a feature, such as [`Replies`]; those of a feature
//! are an area, such as [`DayStore`]; the areas are a [`Store`]. Each method is
//! one business operation and one transaction: it locks, reads what the decision
//! needs, asks `domain`, writes, enqueues what is to be mailed, and commits.
//! No transaction or connection ever leaves it.
//!
//! To add a method: declare it in the leaf's trait, implement it in the file of
//! the same name in `store/queries`, and test it in the one in `store::contract`.
//! To add a trait: name it among those of its area, in the area's `mod.rs`.
//!
//! The contract that both engines keep, and that the contract tests in
//! `store::contract` check:
//!
//! - **Who asks** is a [`Caller`], read from the store's own rows. What a
//!   caller may not see is `Ok(None)`, the same as what does not exist.
//! - **Time** is a parameter, `now`; the store never reads a clock.
//! - **Changes** are announced on [`Store::changes`] after the commit, never before.
//! - **What a pair writes** is sealed with the pair's own key ([`vault`]) before
//!   it reaches a row.
//! - **Text** sorts the same on both engines ([`order`]): å, ä, ö come last.
//!
//! The implementation is written once, in `store/queries`, and compiled into
//! `store-sqlite` and `store-postgres`.

pub mod application;
pub mod dashboard;
pub mod day;
pub mod error;
pub mod feed;
pub mod idempotency;
pub mod keyfile;
pub mod mail;
pub mod matching;
pub mod meeting;
pub mod order;
pub mod pair;
pub mod path;
pub mod people;
pub mod round;
pub mod row;
pub mod secret;
pub mod selection;
pub mod start;
pub mod transfer;
pub mod unfinished;
pub mod vault;

#[cfg(feature = "contract")]
pub mod contract;

use std::sync::Arc;

use async_trait::async_trait;
use domain::live::Change;
use tokio::sync::{Notify, broadcast};

pub use crate::{
    application::{
        ApplicationStore, Applications, endorsement::Endorsements, manager::ManagerLinks, waiting::WaitingApplications,
    },
    dashboard::Dashboards,
    day::{
        DayStore, Days, board::Boards, check_in::Attendance, editor::Planning, evaluation::Evaluations,
        follow_up::FollowUps, helper::Helpers, material::Materials, meet_up::MeetUps, needs::Needs, reply::Replies,
        seats::Seats, tables::Tables, visitor::Visitors,
    },
    error::{Error, Result},
    mail::{
        MailStore, announcement::Announcements, answer::MailAnswers, delivery::Deliveries, inbox::Inbox,
        outbox::Outbox, preference::Preferences, reminder::Reminders,
    },
    matching::{Matching, MatchingStore, by_hand::PairsByHand, draft::MatchDrafts},
    meeting::{MeetingStore, Meetings, log::Logs, proposal::Proposals},
    pair::{
        PairStore, Pairs, agreement::Agreements, help_request::HelpRequests, list::PairLists, pulse::Pulses,
        status::Statuses,
    },
    people::{
        People, PeopleStore, address::Addresses, calendar::Calendars, directory::Directories, draft::Drafts,
        duplicate::Duplicates, duty::Duties, employer::Employers, import::Imports, newcomer::Newcomers,
        organisation::Organisations, sign_in::SignIn,
    },
    round::{
        RoundStore, Rounds, call::Calls, certificate::Certificates, closing::Closings, lineage::Lineages,
        next::NextRounds, overview::Overviews, public_page::PublicPages, report::Reports, retention::Retention,
        start::Starts, today::WorkLists,
    },
    selection::{SelectionStore, Selections},
    start::StartError,
};
pub use domain::people::Caller;

/// Everything that is kept. Chosen once, at start, by the database address.
#[async_trait]
pub trait Store:
    PeopleStore
    + RoundStore
    + DayStore
    + PairStore
    + MeetingStore
    + ApplicationStore
    + SelectionStore
    + MatchingStore
    + MailStore
    + Dashboards
{
    /// What is committed from now on, by any instance. A receiver that lags
    /// gets an error from the channel and must treat it as [`Change::Resync`].
    fn changes(&self) -> broadcast::Receiver<Change>;

    /// How far the changes have come: equal at two moments only if none was
    /// announced in between, by any instance that this one hears. A page that was
    /// read after one is current for as long as it is equal.
    fn sequence(&self) -> String;

    /// Notified when something was put into the outbox and committed, by this
    /// instance. For the one who empties it: a notification is kept while nobody waits.
    fn outbox(&self) -> Arc<Notify>;

    /// Whether the database's schema is at least the one that this program
    /// was built for.
    ///
    /// # Errors
    /// [`Error::Unavailable`], if the database does not answer.
    async fn up_to_date(&self) -> Result<bool>;

    /// Waits for what is under way, and closes all connections: the last thing
    /// that a server does.
    async fn close(&self);
}
