//! Server functions of evaluations. The store decides who was there, and what
//! may be shown.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::day::{
    Day,
    evaluation::{DayResults, Evaluation, Ratings},
};
use jiff::Timestamp;
use leptos::server;

use crate::{context, error::AppError};

/// What the form shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The day.
    pub day: Day,
    /// Until when it can be filled in.
    pub closes: Timestamp,
    /// Whether it still can.
    pub open: bool,
    /// What has been answered: the ratings and the comment.
    pub given: Option<(Ratings, String)>,
}

/// The reader's evaluation of a day that they were at.
pub async fn read_evaluation(slug: String) -> Result<Sheet, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let day = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?.day;
    let mut days = store.to_evaluate(&caller, now).await?.into_iter();
    let window = days.find(|attended| attended.day == day.id).ok_or(AppError::NotFound)?.window;
    let given = store.own_evaluation(&caller, day.id).await?;
    let given = given.map(|given| (given.ratings, given.comment.as_str().to_owned()));
    Ok(Sheet { day, closes: window.closes, open: window.is_open(now), given })
}

/// Says what the reader thinks of a day, and shows it again as it is kept.
#[server(endpoint = "evaluation/give")]
pub async fn evaluate(
    slug: String,
    #[server(default)] whole: String,
    #[server(default)] content: String,
    #[server(default)] contacts: String,
    #[server(default)] comment: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let day = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?.day;
    let evaluation = Evaluation::parse([&whole, &content, &contacts], &comment)?;
    store.evaluate(&caller, day.id, &evaluation, now).await?;
    context::go_on_to(&format!("/dagar/{slug}/utvardering?sparad=1"))
}

/// The results of a day's evaluation, for an organiser.
pub async fn read_results(slug: String) -> Result<DayResults, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.day_results(&caller, &slug, now).await?.ok_or(AppError::NotFound)
}
