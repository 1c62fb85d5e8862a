//! The organiser's board: a day's figures and the people behind them. For
//! whoever may see no one's answers there is none; a contact person's is about
//! the own organisation only.

use async_trait::async_trait;
use domain::{
    board::{BoardView, DayFigures, Filter},
    day::Board,
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// The organiser's board.
#[async_trait]
pub trait Boards: Send + Sync {
    /// The current round's days, in order, with the figures of those that are
    /// nearest; empty for whoever may see none.
    async fn overview(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayFigures>>;

    /// A day's figures as a filter counts them, and a page of its lists.
    async fn board_view(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<BoardView>>;

    /// A day with everyone whose answers the caller may see and whom a filter
    /// lists, on whatever page: for files, and for what is done to all of them.
    async fn board(&self, caller: &Caller, slug: &str, filter: &Filter, now: Timestamp) -> Result<Option<Board>>;
}
