//! A day's board: its figures, and the people behind them.

use async_trait::async_trait;
use domain::{
    access::Whose,
    day::{
        Board, Day, Guest, Segment, SegmentBoard, SegmentId, Tally,
        board::{self, BoardView, DayBoard, Filter, PrintList, SegmentView},
        headcount::Totals,
    },
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{Boards, Result};

use super::{
    headcount::{Asked, Figures, figures},
    invited::{self, Attended, Lists, Wanted},
    totals, trend,
};
use crate::{Engine, Tx, lists, queries::people::organisation};

#[async_trait]
impl Boards for Engine {
    async fn board(&self, caller: &Caller, slug: &str, filter: &Filter, now: Timestamp) -> Result<Option<Board>> {
        read_board(&mut self.begin_read().await?, caller, slug, filter, now).await
    }

    async fn day_board(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<DayBoard>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(attended) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else { return Ok(None) };
        let wanted = Wanted { caller, organisation: filter.organisation, person: None, filter, now };
        let day = &attended.day;
        let asked = Asked {
            whole: (day.segments.len() > 1).then(|| (day.id, totals::several(day))),
            pattern: wanted.pattern(),
            ..Asked::of(caller, std::slice::from_ref(day), now)
        };
        let figures = figures(&mut tx, &asked).await?;
        let mut lists = invited::lists(lists::page_of_each(&mut tx, &wanted, day.id).await?, caller)?;
        let organisations = organisation::all(&mut tx).await?;
        let trends = trend::trends(&mut tx, caller, slug).await?;
        let segments = day.segments.iter().map(|segment| SegmentView {
            segment: *segment,
            taken: attended.taken(segment.id),
            counts: counts(&figures, segment, filter, asked.pattern.is_some()),
            guests: lists.remove(&segment.id).unwrap_or_default(),
        });
        let segments = segments.collect();
        // Whoever is invited to some part is invited to the one that is for most.
        let held = day.segments.iter().filter(|segment| !segment.cancelled);
        let invited = held.map(|segment| tally(&figures, segment).invited()).max().unwrap_or_default();
        let totals = asked.whole.is_some().then(|| whole_day(day, &figures));
        let Attended { day, presence, .. } = attended;
        Ok(Some(DayBoard { board: BoardView { day, organisations, segments, totals }, invited, presence, trends }))
    }

    async fn print_list(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<PrintList>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(board) = read_board(&mut tx, caller, slug, filter, now).await? else { return Ok(None) };
        let mut visitors = self.read_visitors(&mut tx, board.day.id, now).await?;
        visitors.retain(|visitor| filter.lists_expected(visitor));
        Ok(Some(PrintList { board, visitors }))
    }
}

impl Engine {
    /// The name of a segment's day, if it is one of the caller's round.
    pub(crate) async fn slug_of(&self, caller: &Caller, segment: SegmentId) -> Result<Option<String>> {
        sqlx::query_scalar!(
            "SELECT d.slug FROM segments s JOIN days d ON d.id = s.day_id WHERE s.id = $1 AND d.round_id = $2",
            segment.0,
            caller.round.0
        )
        .fetch_optional(self.reader())
        .await
        .map_err(store::Error::from)
    }

    /// One of those invited to a segment, and its day with this segment only. For
    /// organisers.
    pub(crate) async fn guest(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<(Day, Guest)>> {
        let Some(slug) = self.slug_of(caller, segment).await? else { return Ok(None) };
        let mut tx = self.begin_read().await?;
        let Some(Attended { mut day, .. }) = invited::days(&mut tx, caller, Some(&slug)).await?.pop() else {
            return Ok(None);
        };
        day.keep(|part| part.id == segment);
        let filter = Filter { segment: Some(segment), ..Filter::default() };
        let wanted = Wanted { caller, organisation: None, person: Some(person), filter: &filter, now };
        let mut lists = invited::all(&mut tx, &wanted, std::slice::from_ref(&day)).await?;
        let guest = lists.remove(&segment).and_then(|mut guests| guests.pop());
        Ok(guest.map(|guest| (day, guest)))
    }
}

/// A day with everyone whom the caller may see and a filter lists.
pub(crate) async fn read_board(
    tx: &mut Tx,
    caller: &Caller,
    slug: &str,
    filter: &Filter,
    now: Timestamp,
) -> Result<Option<Board>> {
    if caller.sees_answers().is_none() {
        return Ok(None);
    }
    let Some(Attended { day, .. }) = invited::days(tx, caller, Some(slug)).await?.pop() else { return Ok(None) };
    Ok(Some(board_of(tx, caller, day, filter, now).await?))
}

/// The same of a day that has been read.
pub(crate) async fn board_of(tx: &mut Tx, caller: &Caller, day: Day, filter: &Filter, now: Timestamp) -> Result<Board> {
    // An organisation that the caller may not see gives way to the one that they may.
    let organisation = caller.sees_answers().and_then(Whose::organisation).or(filter.organisation);
    let wanted = Wanted { caller, organisation, person: None, filter, now };
    let mut lists = invited::all(tx, &wanted, std::slice::from_ref(&day)).await?;
    Ok(with_guests(day, &mut lists))
}

/// A day with those who were read of it.
pub(crate) fn with_guests(day: Day, lists: &mut Lists) -> Board {
    let board =
        |segment: &Segment| SegmentBoard { segment: *segment, guests: lists.remove(&segment.id).unwrap_or_default() };
    Board { segments: day.segments.iter().map(board).collect(), day }
}

/// How many stand where with a segment.
pub(crate) fn tally(figures: &Figures, segment: &Segment) -> Tally {
    board::tally(&figures.of(segment), |_| true)
}

/// The figures of those whom a filter counts.
fn counts(figures: &Figures, segment: &Segment, filter: &Filter, searched: bool) -> Vec<board::Count> {
    let mut counts = if searched { figures.of_found(segment) } else { figures.of(segment) };
    counts.retain(|count| filter.counts(count));
    counts
}

/// The figures of the whole day, whatever the question.
fn whole_day(day: &Day, figures: &Figures) -> Totals {
    let counts: Vec<_> = day.segments.iter().map(|segment| figures.of(segment)).collect();
    let segments = counts.iter().map(|counts| board::tally(counts, |_| true)).collect();
    Totals { segments, whole: totals::of_everyone(figures.whole, day, &counts) }
}
