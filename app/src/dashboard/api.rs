//! The server function of the dashboard.

use domain::{
    day::{Day, DayView},
    pair::News,
    people::Duty,
};
use jiff::Timestamp;
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{
    error::AppError,
    pair::{Pointer, api::Room},
};

/// All that the dashboard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// When it was read.
    #[serde(with = "domain::time::wire")]
    pub now: Timestamp,
    /// Whose it is.
    pub name: String,
    /// What they do in the round.
    pub duties: Vec<Duty>,
    /// The round's number, if there is a round.
    pub round: u32,
    /// The next day that they may know of.
    pub next: Option<DayView>,
    /// Days to come that they have not answered to yet.
    pub unanswered: Vec<Day>,
    /// What else waits for them.
    pub to_do: Vec<Pointer>,
    /// Their pair's room.
    pub room: Option<Room>,
    /// All the round's days that they may know of.
    pub timeline: Vec<Day>,
    /// What the mate did lately.
    pub news: Vec<News>,
}

/// The reader's dashboard.
#[server(endpoint = "dashboard")]
pub async fn read_dashboard() -> Result<Dashboard, AppError> {
    use crate::context;

    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let days = store.days(&caller, now).await?;
    let mut to_do = crate::after::to_do(&caller, &days).await?;
    to_do.extend(crate::pair::to_do(&caller).await?);
    to_do.extend(crate::application::to_do(&caller).await?);
    let days_to_come = || days.iter().filter(|view| view.day.is_to_come(now));
    Ok(Dashboard {
        now,
        round: store.current_round().await?.map_or(0, |round| round.number),
        next: days_to_come().next().cloned(),
        unanswered: days_to_come().filter(|view| view.awaits_reply()).map(|view| view.day.clone().brief()).collect(),
        to_do,
        room: Room::of(&caller).await?,
        timeline: days.into_iter().map(|view| view.day.brief()).collect(),
        news: store.news(&caller, now).await?,
        name: caller.name,
        duties: caller.duties,
    })
}
