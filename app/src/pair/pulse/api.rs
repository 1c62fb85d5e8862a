//! Server functions of the pulse.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    pair::pulse::{Answer, Given},
};
use jiff::civil::Date;
use leptos::server;

use crate::{context, error::AppError};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// When the question was asked that can be answered now.
    pub asked: Option<Date>,
    /// One's own answers, latest first.
    pub given: Vec<Given>,
}

/// The open question and the reader's own answers, for whoever is in a pair.
pub async fn read_pulse() -> Result<Pulse, AppError> {
    let caller = context::caller_of(Area::Pair)?;
    let (store, now) = context::store_now();
    let asked = store.open_pulse(&caller, now).await?.map(|(asked, _)| asked);
    Ok(Pulse { asked, given: store.own_pulses(&caller).await? })
}

/// Answers the open question.
#[server(endpoint = "pulse/answer")]
pub async fn answer_pulse(#[server(default)] score: String, #[server(default)] line: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let answer = Answer::parse(&score, &line)?;
    let state = context::state();
    state.store.answer_pulse(&caller, &answer, state.clock.now()).await?;
    context::go_on_to("/min-sida/puls?sparad=1")
}
