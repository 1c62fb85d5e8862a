//! Server functions of days: reading them, answering.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::day::{Day, DayView};
use jiff::Timestamp;
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Something as it was at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsOf<T> {
    /// When it was read.
    #[serde(with = "domain::time::wire")]
    pub now: Timestamp,
    /// What was read.
    pub value: T,
}

/// The round's days as anyone may read them.
#[server(endpoint = "day/public")]
pub async fn read_public_days() -> Result<AsOf<Vec<Day>>, AppError> {
    let (store, now) = crate::context::store_now();
    Ok(AsOf { now, value: store.public_days().await? })
}

/// The reader's days, with answers.
#[server(endpoint = "day/list")]
pub async fn read_days() -> Result<AsOf<Vec<DayView>>, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(AsOf { now, value: store.days(&caller, now).await? })
}

/// A day, as its own page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPage {
    /// The day with its answers.
    pub view: DayView,
    /// The mate's first name, if the reader has a mate.
    pub mate: Option<String>,
}

/// One of them.
#[server(endpoint = "day/one")]
pub async fn read_day(slug: String) -> Result<DayPage, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let view = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let mate = store.pair(&caller).await?.map(|pair| pair.mate.first_name().to_owned());
    Ok(DayPage { view, mate })
}

/// Answers to a segment. Answering again changes the answer.
#[server(endpoint = "day/answer")]
pub async fn give_answer(segment: i64, #[server(default)] answer: String) -> Result<(), AppError> {
    use domain::{
        day::{Answer, SegmentId},
        input::{FieldError, Problem},
    };

    use crate::context;

    let caller = context::caller()?;
    let answer = Answer::from_name(&answer)
        .ok_or_else(|| vec![FieldError { field: "answer".into(), problem: Problem::NotAChoice }])?;
    let (store, now) = context::store_now();
    Ok(store.answer(&caller, SegmentId(segment), answer, now).await?)
}
