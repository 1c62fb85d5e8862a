//! The organiser's board: a day's figures and the people behind them. For
//! whoever may see no one's answers there is none; a contact person's is about
//! the own organisation only.

use async_trait::async_trait;
use domain::{
    day::{
        Board,
        board::{DayBoard, Filter, PrintList},
    },
    people::Caller,
};
use jiff::Timestamp;

use crate::Result;

/// The organiser's board.
#[async_trait]
pub trait Boards: Send + Sync {
    /// A day with everyone whose answers the caller may see and whom a filter
    /// lists, on whatever page: for files, and for what is done to all of them.
    async fn board(&self, caller: &Caller, slug: &str, filter: &Filter, now: Timestamp) -> Result<Option<Board>>;

    /// The page of a day's board: its figures as a filter counts them, a page of
    /// its lists, who is there, and how the answers came in. For organisers.
    async fn day_board(&self, caller: &Caller, slug: &str, filter: &Filter, now: Timestamp)
    -> Result<Option<DayBoard>>;

    /// Everyone invited to a day or expected there, as far as a filter lists them,
    /// to be printed. For organisers.
    async fn print_list(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<PrintList>>;
}
