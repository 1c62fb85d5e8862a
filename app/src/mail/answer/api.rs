//! What the page behind an email's buttons reads, and the server functions that its forms
//! post to. Nobody needs to be signed in: what the email carries says who may answer.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    day::{Answer, SegmentId},
    mail::answer::{Asked, MailAnswer},
};
use leptos::server;

use super::address_of;
use crate::{context, error::AppError};

/// What the email asks. Changes nothing.
pub async fn read_asked(ticket: &str) -> Result<Asked, AppError> {
    let (store, now) = context::store_now();
    Ok(store.asked_by_mail(ticket, now).await?)
}

/// Answers to a day that an email asks about: to the part that is named, or to all of it.
#[server(endpoint = "mail/answer-day")]
pub async fn answer_day(
    ticket: String,
    #[server(default)] answer: String,
    #[server(default)] segment: Option<i64>,
) -> Result<(), AppError> {
    let answer = Answer::from_name(&answer).ok_or(AppError::Malformed)?;
    give(&ticket, MailAnswer::Day(segment.map(SegmentId), answer)).await
}

/// Takes one of the times that an email proposes, by its place among them, or none.
#[server(endpoint = "mail/answer-times")]
pub async fn answer_times(ticket: String, #[server(default)] time: Option<usize>) -> Result<(), AppError> {
    give(&ticket, time.map_or(MailAnswer::Decline, MailAnswer::Accept)).await
}

async fn give(ticket: &str, answer: MailAnswer) -> Result<(), AppError> {
    let (store, now) = context::store_now();
    store.answer_by_mail(ticket, answer, now).await?;
    let done = match answer {
        MailAnswer::Day(..) => "klart",
        MailAnswer::Accept(_) => "bestamt",
        MailAnswer::Decline => "nej",
    };
    context::go_on_to(&format!("{}?{done}=1", address_of(ticket)))
}
