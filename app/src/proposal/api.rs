//! Server functions of proposals and the agreed meeting.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    meeting::Agreed,
    pair::Pair,
    proposal::{Open, Plan, ProposalForm},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What a proposal begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The pair.
    pub pair: Pair,
    /// The first day that can be proposed.
    #[serde(with = "domain::time::wire")]
    pub today: Date,
    /// The times that are filled in already.
    #[serde(with = "domain::time::wire::list")]
    pub times: Vec<DateTime>,
    /// What is filled in besides.
    pub plan: Plan,
    /// The meeting that would be moved.
    pub next: Option<Agreed>,
    /// What waits for an answer, and would be replaced.
    pub open: Option<Open>,
}

/// The reader's draft: what waits for an answer if it is their own, else how
/// the two met last, at the time that their rhythm suggests.
#[server(endpoint = "proposal/draft")]
pub async fn read_draft() -> Result<Draft, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let pair = store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let meetings = store.meetings(&caller).await?;
    let own = meetings.open.as_ref().filter(|open| open.by == pair.role);
    let times = match own {
        Some(own) => own.times.clone(),
        None => store.suggestion(&caller, now).await?.into_iter().collect(),
    };
    let waiting = meetings.open.as_ref().map(|open| open.plan.clone());
    let settled = meetings.next.as_ref().map(|next| next.plan.clone());
    let last = meetings.held.first().map(|held| Plan::like(held.facts));
    let plan = waiting.or(settled).or(last).unwrap_or_default();
    let today = domain::time::today(now);
    Ok(Draft { pair, today, times, plan, next: meetings.next, open: meetings.open })
}

/// Proposes times to the mate; or settles the one time, if the two have
/// agreed on it `direct`ly.
#[server(endpoint = "proposal/propose")]
pub async fn propose(
    #[server(default)] proposal: ProposalForm,
    #[server(default)] direct: String,
) -> Result<(), AppError> {
    use domain::input::within;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let form = context::form_key();
    if direct.is_empty() {
        let proposal = proposal.parse(now).map_err(|fields| within("proposal", fields))?;
        store.propose_times(&caller, form.as_ref(), &proposal, now).await?;
    } else {
        let (at, plan) = proposal.parse_one(now).map_err(|fields| within("proposal", fields))?;
        store.settle(&caller, form.as_ref(), at, &plan, now).await?;
    }
    letters_wait();
    leptos_axum::redirect("/par");
    Ok(())
}

/// Takes one of the mate's times, by its place among them.
#[server(endpoint = "proposal/accept")]
pub async fn accept(id: i64, time: u32) -> Result<(), AppError> {
    use domain::proposal::ProposalId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let nth = usize::try_from(time).map_err(|_| AppError::Malformed)?;
    store.accept(&caller, context::form_key().as_ref(), ProposalId(id), nth, now).await?;
    letters_wait();
    Ok(())
}

/// The mate's proposal, which the reader may decline.
#[server(endpoint = "proposal/waiting")]
pub async fn read_waiting() -> Result<(Pair, Open), AppError> {
    use crate::context;

    let caller = context::caller()?;
    let store = context::state().store;
    let pair = store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let open = store.meetings(&caller).await?.open.filter(|open| open.by != pair.role);
    Ok((pair, open.ok_or(AppError::NotFound)?))
}

/// Says no to all that the mate has proposed.
#[server(endpoint = "proposal/decline")]
pub async fn decline(id: i64, #[server(default)] word: String) -> Result<(), AppError> {
    use domain::proposal::ProposalId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let word = parse_word(&word)?;
    store.decline(&caller, context::form_key().as_ref(), ProposalId(id), &word, now).await?;
    letters_wait();
    leptos_axum::redirect("/par");
    Ok(())
}

/// Takes back one's own proposal.
#[server(endpoint = "proposal/withdraw")]
pub async fn withdraw(id: i64) -> Result<(), AppError> {
    use domain::proposal::ProposalId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.withdraw(&caller, context::form_key().as_ref(), ProposalId(id), now).await?;
    leptos_axum::redirect("/par");
    Ok(())
}

/// The pair's next meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// When it was read.
    #[serde(with = "domain::time::wire")]
    pub now: Timestamp,
    /// The pair.
    pub pair: Pair,
    /// The meeting, if one is agreed.
    pub agreed: Option<Agreed>,
}

/// The reader's next meeting.
#[server(endpoint = "proposal/next")]
pub async fn read_next() -> Result<Next, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let pair = store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let agreed = store.meetings(&caller).await?.next;
    Ok(Next { now, pair, agreed })
}

/// Cancels the agreed meeting, as it was read.
#[server(endpoint = "proposal/cancel")]
pub async fn cancel(meeting: i64, sequence: u32, #[server(default)] word: String) -> Result<(), AppError> {
    use domain::meeting::MeetingId;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let word = parse_word(&word)?;
    let read = (MeetingId(meeting), sequence);
    store.cancel_meeting(&caller, context::form_key().as_ref(), read, &word, now).await?;
    letters_wait();
    leptos_axum::redirect("/par");
    Ok(())
}

#[cfg(feature = "ssr")]
fn parse_word(typed: &str) -> Result<domain::proposal::Word, AppError> {
    use domain::input::FieldError;

    domain::proposal::Word::parse(typed)
        .map_err(|problem| AppError::Invalid(vec![FieldError { field: "word".into(), problem }]))
}

/// Rings for the letters that were written.
#[cfg(feature = "ssr")]
fn letters_wait() {
    crate::context::state().outbox_bell.notify_one();
}
