//! What pages read of proposals and the agreed meeting, and their server functions.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    input::{FieldError, within},
    meeting::{
        MeetingId,
        proposal::{Open, ProposalForm, ProposalId},
    },
    pair::{Pair, Room},
};
use leptos::server;

use crate::{
    context,
    error::AppError,
    pair::{api::read_room, done::Done},
};

/// Proposes times to the partner; or settles the one time, if the two have
/// agreed on it `direct`ly.
#[server(endpoint = "proposal/propose")]
pub async fn propose(
    #[server(default)] proposal: ProposalForm,
    #[server(default)] direct: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let form = context::form_key();
    if direct.is_empty() {
        let proposal = proposal.parse(now).map_err(|fields| within("proposal", fields))?;
        store.propose_times(&caller, form.as_ref(), &proposal, now).await?;
        Done::Proposed.go_on();
    } else {
        let (at, plan) = proposal.parse_one(now).map_err(|fields| within("proposal", fields))?;
        store.settle(&caller, form.as_ref(), at, &plan, now).await?;
        Done::Settled.go_on();
    }
    Ok(())
}

/// Takes one of the partner's times, by its place among them.
#[server(endpoint = "proposal/accept")]
pub async fn accept(id: i64, time: u32) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let nth = usize::try_from(time).map_err(|_| AppError::Malformed)?;
    store.accept(&caller, context::form_key().as_ref(), ProposalId(id), nth, now).await?;
    Done::Settled.go_on();
    Ok(())
}

/// The partner's proposal, which the reader may decline.
pub async fn read_waiting() -> Result<(Pair, Open), AppError> {
    let Room { pair, meetings, .. } = read_room().await?;
    let open = meetings.open.filter(|open| open.by != pair.role);
    Ok((pair, open.ok_or(AppError::NotFound)?))
}

/// Says no to all that the partner has proposed.
#[server(endpoint = "proposal/decline")]
pub async fn decline(id: i64, #[server(default)] word: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let word = parse_comment(&word)?;
    store.decline(&caller, context::form_key().as_ref(), ProposalId(id), &word, now).await?;
    Done::Declined.go_on();
    Ok(())
}

/// Takes back one's own proposal.
#[server(endpoint = "proposal/withdraw")]
pub async fn withdraw(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.withdraw(&caller, context::form_key().as_ref(), ProposalId(id), now).await?;
    Done::Withdrawn.go_on();
    Ok(())
}

/// Cancels the agreed meeting, as it was read.
#[server(endpoint = "proposal/cancel")]
pub async fn cancel(meeting: i64, sequence: u32, #[server(default)] word: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let word = parse_comment(&word)?;
    let read = (MeetingId(meeting), sequence);
    store.cancel_meeting(&caller, context::form_key().as_ref(), read, &word, now).await?;
    Done::Cancelled.go_on();
    Ok(())
}

fn parse_comment(typed: &str) -> Result<domain::meeting::proposal::Comment, AppError> {
    domain::meeting::proposal::Comment::parse(typed)
        .map_err(|problem| AppError::Invalid(vec![FieldError { field: "word".into(), problem }]))
}
