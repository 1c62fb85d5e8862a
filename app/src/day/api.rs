//! Server functions of days: reading them, answering.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::day::{Day, DayView, Segment};
use jiff::Timestamp;
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{after::api::Remains, error::AppError};

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
    let days = store.days(&caller, now).await?.into_iter().map(|view| DayView { day: view.day.brief(), ..view });
    Ok(AsOf { now, value: days.collect() })
}

/// A day, as its own page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayPage {
    /// The day with its answers.
    pub view: DayView,
    /// The mate's first name, if the reader has a mate.
    pub mate: Option<String>,
    /// What there is of it once it is over.
    pub remains: Remains,
}

/// One of them.
#[server(endpoint = "day/one")]
pub async fn read_day(slug: String) -> Result<DayPage, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let view = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let mate = store.pair(&caller).await?.map(|pair| pair.mate.first_name().to_owned());
    let remains = Remains::of(&caller, &view.day).await?;
    Ok(DayPage { view, mate, remains })
}

/// What the page shows on which one says something to the organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordPage {
    /// The day.
    pub day: Day,
    /// The part that was answered to.
    pub segment: Segment,
    /// What has been said; empty if nothing.
    pub word: String,
}

/// What the reader has said about their answer.
#[server(endpoint = "day/word")]
pub async fn read_word(slug: String, segment: String) -> Result<WordPage, AppError> {
    use domain::day::Standing;

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let view = store.day(&caller, &slug, now).await?.ok_or(AppError::NotFound)?;
    let answers = view.answers.into_iter().find(|answers| answers.segment.id.to_string() == segment);
    let answers = answers.filter(|answers| answers.mine != Standing::Unanswered).ok_or(AppError::NotFound)?;
    let word = store.own_word(&caller, answers.segment.id).await?;
    Ok(WordPage { day: view.day, segment: answers.segment, word })
}

/// Says something to the organisers about one's answer, and goes back to the day.
#[server(endpoint = "day/say")]
pub async fn say(slug: String, segment: i64, #[server(default)] word: String) -> Result<(), AppError> {
    use domain::{
        day::{SegmentId, Word},
        input::Checks,
    };

    use crate::context;

    let caller = context::caller()?;
    let mut checks = Checks::default();
    let word = checks.field("word", Word::parse(&word));
    let word = checks.finish(word)?;
    context::state().store.say(&caller, SegmentId(segment), &word).await?;
    context::go_on_to(&format!("/dagar/{slug}"))
}

/// Answers to a segment. Answering again changes the answer.
#[server(endpoint = "day/answer")]
pub async fn give_answer(segment: i64, #[server(default)] answer: String) -> Result<(), AppError> {
    use domain::day::SegmentId;

    use crate::context;

    let caller = context::caller()?;
    let answer = parse_answer(&answer)?;
    let (store, now) = context::store_now();
    Ok(store.answer(&caller, SegmentId(segment), answer, now).await?)
}

/// The reader could meet their mate before or after a day, or could not after all.
#[server(endpoint = "day/meet-up")]
pub async fn say_meet_up(
    day: i64,
    #[server(default)] say: String,
    #[server(default)] unsay: String,
) -> Result<(), AppError> {
    use domain::{day::DayId, meet_up::Slot};

    use crate::context;

    let caller = context::caller()?;
    let (could, name) = if unsay.is_empty() { (true, say) } else { (false, unsay) };
    let slot = Slot::from_name(&name).ok_or(AppError::Malformed)?;
    let (store, now) = context::store_now();
    Ok(store.say_meet_up(&caller, DayId(day), slot, could, now).await?)
}

/// Takes an answer back that was given just now: what was before holds again.
#[server(endpoint = "day/undo")]
pub async fn undo_answer(segment: i64, answer: i64) -> Result<(), AppError> {
    use domain::day::{AnswerId, SegmentId};

    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    Ok(store.undo_answer(&caller, SegmentId(segment), AnswerId(answer), now).await?)
}

/// An answer by its name.
#[cfg(feature = "ssr")]
pub(crate) fn parse_answer(name: &str) -> Result<domain::day::Answer, AppError> {
    use domain::{
        day::Answer,
        input::{FieldError, Problem},
    };

    let wrong = || vec![FieldError { field: "answer".into(), problem: Problem::NotAChoice }];
    Ok(Answer::from_name(name).ok_or_else(wrong)?)
}
