//! Days: reading them, and the server functions that take answers.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    day::{Answer, AnswerId, Comment, Day, DayId, DayPage, DayView, Segment, SegmentId, Standing, meet_up::Slot},
    input::{Checks, FieldError, Problem},
};
use jiff::Timestamp;
use leptos::server;

use crate::{context, error::AppError};

/// Something as it was at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf<T> {
    /// When it was read.
    pub now: Timestamp,
    /// What was read.
    pub value: T,
}

/// The round's days as anyone may read them.
pub async fn read_public_days() -> Result<AsOf<Vec<Day>>, AppError> {
    let (store, now) = context::store_now();
    Ok(AsOf { now, value: store.public_days(now).await? })
}

/// The reader's days, with answers.
pub async fn read_days() -> Result<AsOf<Vec<DayView>>, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(AsOf { now, value: store.days(&caller, now).await? })
}

/// One of them, as its own page shows it.
pub async fn read_day(slug: String) -> Result<DayPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.day_page(&caller, &slug, now).await?.ok_or(AppError::NotFound)
}

/// What the page shows on which one says something to the organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentPage {
    /// The day.
    pub day: Day,
    /// The part that was answered to.
    pub segment: Segment,
    /// What has been said; empty if nothing.
    pub word: String,
}

/// What the reader has said about their answer.
pub async fn read_comment(slug: String, segment: String) -> Result<CommentPage, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let view = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let answers = view.answers.into_iter().find(|answers| answers.segment.id.to_string() == segment);
    let answers = answers.filter(|answers| answers.mine != Standing::Unanswered).ok_or(AppError::NotFound)?;
    let word = store.own_comment(&caller, answers.segment.id).await?;
    Ok(CommentPage { day: view.day, segment: answers.segment, word })
}

/// Says something to the organisers about one's answer, and goes back to the day.
#[server(endpoint = "day/say")]
pub async fn save_comment(slug: String, segment: i64, #[server(default)] word: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let word = checks.field("word", Comment::parse(&word));
    let word = checks.finish(word)?;
    context::state().store.save_comment(&caller, SegmentId(segment), &word).await?;
    context::go_on_to(&format!("/dagar/{slug}?sagt=1"))
}

/// Answers to a segment. Answering again changes the answer.
#[server(endpoint = "day/answer")]
pub async fn give_answer(segment: i64, #[server(default)] answer: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let answer = parse_answer(&answer)?;
    let (store, now) = context::store_now();
    Ok(store.answer(&caller, SegmentId(segment), answer, now).await?)
}

/// The reader could meet their partner before or after a day, or could not after all.
#[server(endpoint = "day/meet-up")]
pub async fn set_meet_up(
    day: i64,
    #[server(default)] say: String,
    #[server(default)] unsay: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (could, name) = if unsay.is_empty() { (true, say) } else { (false, unsay) };
    let slot = Slot::from_name(&name).ok_or(AppError::Malformed)?;
    let (store, now) = context::store_now();
    Ok(store.set_meet_up(&caller, DayId(day), slot, could, now).await?)
}

/// Takes an answer back that was given just now: what was before holds again.
#[server(endpoint = "day/undo")]
pub async fn undo_answer(segment: i64, answer: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.undo_answer(&caller, SegmentId(segment), AnswerId(answer), now).await?)
}

/// An answer by its name.
pub(crate) fn parse_answer(name: &str) -> Result<domain::day::Answer, AppError> {
    let wrong = || vec![FieldError { field: "answer".into(), problem: Problem::NotAChoice }];
    Ok(Answer::from_name(name).ok_or_else(wrong)?)
}
