//! What the lists of what needs someone read, and the server function of putting off.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    round::{
        RoundId,
        today::{Delay, Kind, Today},
    },
};
use leptos::server;

use crate::{
    context::{self, AllRounds},
    error::AppError,
};

/// What needs an organiser today, and the numbers of the rounds that they run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodayView {
    /// What needs them.
    pub today: Today,
    /// Their rounds' numbers.
    pub rounds: Vec<(RoundId, u32)>,
}

impl TodayView {
    /// The number of a round, where the reader runs several and it has to be told.
    pub fn named(&self, round: RoundId) -> Option<u32> {
        let named = self.rounds.iter().find(|(id, _)| *id == round).map(|(_, number)| *number);
        named.filter(|_| self.rounds.len() > 1)
    }
}

/// What needs an organiser today, in all rounds that they run.
pub async fn read_today() -> Result<TodayView, AppError> {
    let caller = context::caller()?;
    let AllRounds(reader) = context::from_request().ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    let today = store.today(&reader, caller.round, now).await?.ok_or(AppError::NotFound)?;
    let runs = reader.rounds.iter().filter(|standing| reader.caller(standing).may_use(Area::Organise));
    Ok(TodayView { today, rounds: runs.map(|standing| (standing.round.id, standing.round.number)).collect() })
}

/// Puts something off, or brings it back.
#[server(endpoint = "today/put-off")]
pub async fn put_off(kind: String, about: i64, #[server(default)] delay: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let kind = Kind::from_name(&kind).ok_or(AppError::NotFound)?;
    let delay = match delay.as_str() {
        "" => None,
        name => Some(Delay::from_name(name).ok_or(AppError::NotFound)?),
    };
    let (store, now) = context::store_now();
    store.put_off(&caller, (kind, about), delay, now).await?;
    let told = match delay {
        None => "framme",
        Some(Delay::InTouch) => "kontaktad",
        Some(Delay::Tomorrow | Delay::Week) => "senare",
    };
    context::go_on_to(&format!("/organisera?{told}=1"))
}
