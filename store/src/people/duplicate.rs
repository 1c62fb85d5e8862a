//! People who are there twice.
//!
//! [`REFERENCES`] says of every column that names a person what a merge does with it. A
//! contract test reads the schema of each engine and fails on one that is not there, and on
//! one whose rule does not fit its table's keys.

use async_trait::async_trait;
use domain::people::{
    Caller, PersonId,
    duplicate::{Candidates, Choice, Preview},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// What a merge does with a row that names the one who goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It names the one who stays.
    Follows,
    /// The same; but there is at most one for each of these columns, and what the one who
    /// stays has is kept.
    Yields(&'static [&'static str]),
    /// It is deleted.
    Goes(&'static str),
    /// A function of its own sees to it.
    Own(&'static str),
}

use Fate::{Follows, Goes, Own, Yields};

/// Every column that names a person, with its table, and what becomes of it.
#[rustfmt::skip]
pub const REFERENCES: &[(&str, &str, Fate)] = &[
    ("duties", "person_id", Yields(&["round_id", "duty"])),
    ("duty_history", "person_id", Follows),
    ("duty_history", "by_id", Follows),
    ("person_merges", "into_id", Follows),
    ("person_merges", "by_id", Follows),
    ("organisation_merges", "by_id", Follows),
    ("moves", "person_id", Follows),
    ("moves", "by_id", Follows),
    ("address_changes", "person_id", Follows),
    ("address_changes", "by_id", Follows),
    ("address_requests", "person_id", Goes("the address that it would prove is decided now")),
    ("sessions", "person_id", Goes("both sign in anew")),
    ("devices", "person_id", Goes("both sign in anew")),
    ("sign_ins", "person_id", Goes("both sign in anew")),
    ("form_keys", "person_id", Goes("pages that were rendered for the one who goes send no more forms")),
    ("calendar_feeds", "person_id", Follows),
    ("drafts", "person_id", Yields(&["id"])),
    ("put_offs", "person_id", Yields(&["round_id", "kind", "about"])),
    ("unwanted_emails", "person_id", Yields(&["kind"])),
    ("reminded", "person_id", Yields(&["topic", "about"])),
    ("reminders", "person_id", Yields(&["day_id"])),
    ("skipped_reminders", "skipped_by", Follows),
    ("outbox", "person_id", Follows),
    ("outbox", "sender_id", Follows),
    ("announcement_receivers", "person_id", Yields(&["announcement_id"])),
    ("announcement_steps", "by_id", Follows),
    ("imports", "by_id", Follows),
    ("imports", "undone_by_id", Follows),
    ("public_page_versions", "saved_by", Follows),
    ("round_closings", "closed_by", Follows),
    ("round_closings", "archived_by", Follows),
    ("mentor_wishes", "person_id", Yields(&["round_id"])),
    ("applications", "person_id", Own("of two in a round the one that counts for nothing is deleted first")),
    ("applications", "nominated_by", Follows),
    ("application_steps", "by_id", Follows),
    ("nominations", "by_id", Yields(&["round_id", "person_id"])),
    ("nominations", "person_id", Yields(&["round_id", "by_id"])),
    ("overrides", "by_id", Follows),
    ("decisions", "by_id", Follows),
    ("decision_records", "by_id", Follows),
    ("votes", "person_id", Yields(&["application_id"])),
    ("recusals", "person_id", Yields(&["application_id"])),
    ("stand_ins", "contact_id", Yields(&["round_id"])),
    ("stand_ins", "stand_in_id", Follows),
    ("match_drafts", "changed_by", Follows),
    ("match_links", "adept_id", Yields(&["draft_id", "mentor_id"])),
    ("match_links", "mentor_id", Yields(&["draft_id", "adept_id"])),
    ("former_pair_lifts", "one_id", Own("the two are kept in order")),
    ("former_pair_lifts", "other_id", Own("the two are kept in order")),
    ("former_pair_lifts", "by_id", Follows),
    ("several_adepts", "person_id", Yields(&["round_id"])),
    ("pairs", "adept_id", Own("two that go on in a round stand in the way")),
    ("pairs", "mentor_id", Own("with the adepts'")),
    ("meetings", "logged_by", Follows),
    ("meetings", "saved_by", Follows),
    ("meetings", "deleted_by", Follows),
    ("versions", "saved_by", Follows),
    ("reflections", "person_id", Yields(&["meeting_id"])),
    ("signals", "person_id", Yields(&["pair_id"])),
    ("signals", "seen_by", Follows),
    ("pulses", "person_id", Yields(&["round_id", "period"])),
    ("days", "responsible_id", Follows),
    ("day_helpers", "person_id", Yields(&["day_id"])),
    ("day_helpers", "by_id", Follows),
    ("replies", "person_id", Own("a place in the queue names its answer")),
    ("answers", "person_id", Follows),
    ("answers", "given_by", Follows),
    ("former_replies", "person_id", Yields(&["segment_id", "occasion"])),
    ("attendance", "person_id", Yields(&["segment_id"])),
    ("attendance", "by", Follows),
    ("visitors", "by", Follows),
    ("visitor_needs", "reader_id", Follows),
    ("needs", "person_id", Yields(&["day_id"])),
    ("needs", "reader_id", Follows),
    ("needs_readers", "from_id", Follows),
    ("needs_readers", "to_id", Follows),
    ("needs_readers", "by_id", Follows),
    ("meet_ups", "person_id", Yields(&["day_id", "slot"])),
    ("table_seats", "person_id", Yields(&["segment_id", "round"])),
    ("materials", "added_by", Follows),
    ("evaluations", "person_id", Yields(&["day_id"])),
    ("evaluation_roll", "person_id", Yields(&["day_id"])),
];

/// People who are there twice.
#[async_trait]
pub trait Duplicates: Send + Sync {
    /// Who may be the same as someone, for an organiser: whom a search finds, or who has
    /// the same name; `None` for anyone else, and for nobody.
    async fn duplicate_candidates(
        &self,
        caller: &Caller,
        person: PersonId,
        search: Option<&str>,
    ) -> Result<Option<Candidates>>;

    /// What a merge would do, and what stands in its way; `None` for anyone but organisers,
    /// and for two that are not two.
    async fn duplicate_preview(&self, caller: &Caller, from: PersonId, into: PersonId) -> Result<Option<Preview>>;

    /// Merges one into another: all that there is of the one becomes the other's. It cannot
    /// be undone. Both are signed out everywhere; all addresses of both are told, and so are
    /// their mentors and adepts and the other organisers: whoever reads the address that
    /// stays reads what those pairs write.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for two that are not two;
    /// [`crate::Error::Refused`] while anything stands in the way.
    async fn merge_people(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        (from, into): (PersonId, PersonId),
        choice: &Choice,
        now: Timestamp,
    ) -> Result<()>;

    /// Into whom someone was merged, for an organiser.
    async fn merged_into(&self, caller: &Caller, person: PersonId) -> Result<Option<PersonId>>;
}
