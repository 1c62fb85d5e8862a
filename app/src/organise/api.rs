//! Server functions of the organiser's and the contact person's pages. The
//! store decides whose answers the caller sees.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    attendance::Visitor,
    day::{AnswerCard, Board},
    headcount::Presence,
    pair::PairHealth,
    trend::Trend,
};
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{day::api::AsOf, error::AppError};

/// The programme at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Every day's answers.
    pub boards: Vec<Board>,
    /// Every pair's rhythm.
    pub pairs: Vec<PairHealth>,
}

/// The programme at a glance, for an organiser.
#[server(endpoint = "organise/overview")]
pub async fn read_overview() -> Result<AsOf<Overview>, AppError> {
    use crate::context;

    let caller = context::caller()?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    let boards = store.boards(&caller, now).await?;
    let pairs = store.pair_health(&caller, now).await?;
    Ok(AsOf { now, value: Overview { boards, pairs } })
}

/// The answers of the own organisation's participants, for a contact person.
#[server(endpoint = "organise/own-organisation")]
pub async fn read_own_organisation() -> Result<AsOf<Vec<Board>>, AppError> {
    use domain::people::Duty;

    use crate::context;

    let caller = context::caller()?;
    if !caller.has(Duty::ContactPerson) {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    Ok(AsOf { now, value: store.boards(&caller, now).await? })
}

/// One day: what was answered, and who came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayBoard {
    /// The answers.
    pub board: Board,
    /// How many are here, and how many more are expected.
    pub presence: Presence,
    /// How the answers came in.
    pub trends: Vec<Trend>,
}

/// One day's answers, and how many came.
#[server(endpoint = "organise/board")]
pub async fn read_board(slug: String) -> Result<AsOf<DayBoard>, AppError> {
    use crate::context;

    let caller = context::caller()?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    let board = store.board(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let (presence, trends) = (store.presence(&caller, &slug).await?, store.trends(&caller, &slug).await?);
    Ok(AsOf { now, value: DayBoard { board, presence, trends } })
}

/// Everyone invited to a day or expected there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintList {
    /// Those in the round.
    pub board: Board,
    /// Those who are not.
    pub visitors: Vec<Visitor>,
}

/// Everyone invited to a day or expected there, to be printed.
#[server(endpoint = "organise/list")]
pub async fn read_list(slug: String) -> Result<PrintList, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let (_, visitors) = store.visitors(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let board = store.board(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    Ok(PrintList { board, visitors })
}

/// Sets how many seats a day's segments have, each by its number; empty for as
/// many as are wanted. Goes on to the day's board.
#[server(endpoint = "organise/set-seats")]
pub async fn set_seats(slug: String, #[server(default)] seats: BTreeMap<String, String>) -> Result<(), AppError> {
    use domain::{
        day::SegmentId,
        input::{Checks, number, optional},
        seats::SEATS,
    };

    use crate::context;

    let caller = context::caller()?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let mut checks = Checks::default();
    let mut wanted = Vec::new();
    for (segment, typed) in &seats {
        let id = segment.parse().map_err(|_| AppError::Malformed)?;
        let capacity = checks.field(format!("seats[{segment}]"), optional(typed, |typed| number(typed, SEATS)));
        wanted.extend(capacity.map(|capacity| (SegmentId(id), capacity)));
    }
    checks.finish(Some(()))?;
    let (store, now) = context::store_now();
    for (segment, capacity) in wanted {
        store.set_capacity(&caller, segment, capacity, now).await?;
    }
    context::go_on_to(&format!("/organisera/dagar/{slug}"))
}

/// One person's answer to a segment, for an organiser.
#[server(endpoint = "organise/answer")]
pub async fn read_answer(segment: String, person: String) -> Result<AnswerCard, AppError> {
    use domain::{day::SegmentId, people::PersonId};

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let number = |text: String| text.parse().map_err(|_| AppError::NotFound);
    let (segment, person) = (SegmentId(number(segment)?), PersonId(number(person)?));
    store.answer_card(&caller, segment, person, now).await?.ok_or(AppError::NotFound)
}

/// Answers for someone, as an organiser.
#[server(endpoint = "organise/answer-for")]
pub async fn answer_for(segment: i64, person: i64, #[server(default)] answer: String) -> Result<(), AppError> {
    use domain::{day::SegmentId, people::PersonId};

    use crate::{context, day::api::parse_answer};

    let caller = context::caller()?;
    let answer = parse_answer(&answer)?;
    let (store, now) = context::store_now();
    Ok(store.answer_for(&caller, SegmentId(segment), PersonId(person), answer, now).await?)
}

/// Reminds everyone who has not answered to a day, and goes back to its board.
#[server(endpoint = "organise/remind")]
pub async fn remind(slug: String) -> Result<(), AppError> {
    use crate::context;

    let caller = context::caller()?;
    let state = context::state();
    let reminded = state.store.remind(&caller, &slug, context::form_key().as_ref(), state.clock.now()).await?;
    state.outbox_bell.notify_one();
    context::go_on_to(&format!("/organisera/dagar/{slug}?paminda={reminded}"))
}
