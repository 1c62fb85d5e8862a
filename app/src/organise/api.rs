//! Server functions of the organiser's and the contact person's pages. The
//! store decides whose answers the caller sees.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    attendance::Visitor,
    board::{BoardView, DayFigures},
    day::{AnswerCard, Board},
    headcount::Presence,
    pair::PairHealth,
    pulse::Figure,
    signal::Call,
    trend::Trend,
};
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{day::api::AsOf, error::AppError};

/// The programme at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Every day, with its figures.
    pub days: Vec<DayFigures>,
    /// Every pair's course and rhythm.
    pub pairs: Vec<PairHealth>,
    /// Those who ask to be contacted.
    pub calls: Vec<Call>,
    /// How it goes for all together.
    pub pulse: Vec<Figure>,
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
    let days = store.overview(&caller, now).await?;
    let pairs = store.pair_health(&caller, now).await?;
    let (calls, pulse) = (store.calls(&caller).await?, store.pulse_figures(&caller, now).await?);
    Ok(AsOf { now, value: Overview { days, pairs, calls, pulse } })
}

/// The answers of the own organisation's participants to the nearest days, for
/// a contact person.
#[server(endpoint = "organise/own-organisation")]
pub async fn read_own_organisation() -> Result<AsOf<Vec<Board>>, AppError> {
    use domain::{board::Filter, people::Duty};

    use crate::context;

    let caller = context::caller()?;
    if !caller.has(Duty::ContactPerson) {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    let filter = Filter { organisation: Some(caller.organisation), ..Filter::default() };
    let mut boards = Vec::new();
    for DayFigures { day, tallies } in store.overview(&caller, now).await? {
        if !tallies.is_empty() {
            boards.extend(store.board(&caller, &day.slug, &filter, now).await?);
        }
    }
    Ok(AsOf { now, value: boards })
}

/// One day: what was answered, and who came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayBoard {
    /// The answers.
    pub board: BoardView,
    /// How many are here, and how many more are expected.
    pub presence: Presence,
    /// How the answers came in.
    pub trends: Vec<Trend>,
}

/// One day's answers, and how many came. `query` is the page's own: what it
/// filters by.
#[server(endpoint = "organise/board")]
pub async fn read_board(slug: String, #[server(default)] query: String) -> Result<AsOf<DayBoard>, AppError> {
    use domain::board::Filter;

    use crate::context;

    let caller = context::caller()?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    let filter = Filter::from_query(&query);
    let (board, presence, trends) = tokio::try_join!(
        store.board_view(&caller, &slug, &filter, now),
        store.presence(&caller, &slug),
        store.trends(&caller, &slug),
    )?;
    let board = board.ok_or(AppError::NotFound)?;
    Ok(AsOf { now, value: DayBoard { board, presence, trends } })
}

/// Everyone invited to a day or expected there, as far as a filter lists them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintList {
    /// Those in the round.
    pub board: Board,
    /// Those who are not.
    pub visitors: Vec<Visitor>,
}

/// Everyone invited to a day or expected there, to be printed. `query` is the
/// page's own: what it filters by.
#[server(endpoint = "organise/list")]
pub async fn read_list(slug: String, #[server(default)] query: String) -> Result<PrintList, AppError> {
    use domain::{attendance::VisitorKind, board::Filter};

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let filter = Filter::from_query(&query);
    let (_, mut visitors) = store.visitors(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    visitors.retain(|visitor| visitor.kind != VisitorKind::WalkIn && filter.lists_visitor(visitor, visitor.segment));
    let board = store.board(&caller, &slug, &filter, now).await?.ok_or(AppError::NotFound)?;
    Ok(PrintList { board, visitors })
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
