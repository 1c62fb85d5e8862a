//! Server functions of the pulse.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    pair::pulse::{Answer, Given, moment},
};
use jiff::civil::Date;
use leptos::server;

use crate::{
    context::{self, AllRounds},
    error::AppError,
};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// When the question was asked that can be answered now.
    pub asked: Option<Date>,
    /// Whether the aims are asked about with it.
    pub aims: bool,
    /// One's own answers, latest first.
    pub given: Vec<Given>,
}

/// The open question and the reader's own answers, for whoever is in a pair.
pub async fn read_pulse() -> Result<Pulse, AppError> {
    let caller = context::caller_of(Area::Pair)?;
    let (store, now) = context::store_now();
    let asked = store.open_pulse(&caller, now).await?.map(|(asked, _)| asked);
    let AllRounds(reader) = context::from_request().ok_or(AppError::NotFound)?;
    let standing = reader.rounds.iter().find(|standing| standing.round.id == caller.round);
    let aims = standing.zip(asked).and_then(|(standing, asked)| {
        let round = &standing.round;
        moment(round.starts_on, round.ends_on, asked)
    });
    Ok(Pulse { asked, aims: aims.is_some(), given: store.own_pulses(&caller).await? })
}

/// Answers the open question.
#[server(endpoint = "pulse/answer")]
pub async fn answer_pulse(
    #[server(default)] score: String,
    #[server(default)] line: String,
    #[server(default)] leadership: String,
    #[server(default)] arenas: String,
    #[server(default)] collaboration: String,
    #[server(default)] networks: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let answer = Answer::parse(&score, &line)?.with_aims([&leadership, &arenas, &collaboration, &networks])?;
    let state = context::state();
    state.store.answer_pulse(&caller, &answer, state.clock.now()).await?;
    context::go_on_to("/min-sida/puls?sparad=1")
}
