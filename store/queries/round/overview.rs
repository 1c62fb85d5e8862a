//! The first pages of organisers and contact persons: each read in one snapshot.

use async_trait::async_trait;
use domain::{
    day::{
        Board, Day,
        board::{self, DayFigures, Filter, Overview},
    },
    people::{Caller, Duty},
};
use jiff::Timestamp;
use store::{Overviews, Result};

use crate::{
    Engine,
    queries::{
        day::{
            board::{tally, with_guests},
            headcount::{Asked, figures},
            invited::{self, Attended, Wanted},
        },
        pair,
    },
};

#[async_trait]
impl Overviews for Engine {
    async fn overview_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<Overview>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let days = brief(invited::days(&mut tx, caller, None).await?);
        let nearest = board::nearest(&days, now);
        let figures = figures(&mut tx, &Asked::of(caller, &days[nearest.clone()], now)).await?;
        let days = days.into_iter().enumerate().map(|(n, day)| {
            let near = if nearest.contains(&n) { day.segments.as_slice() } else { &[] };
            DayFigures { tallies: near.iter().map(|segment| tally(&figures, segment)).collect(), day }
        });
        Ok(Some(Overview {
            days: days.collect(),
            pairs: pair::health(&mut tx, caller, None, now).await?,
            pulse: self.read_pulse_figures(&mut tx, caller, now).await?,
        }))
    }

    async fn own_organisation(&self, caller: &Caller, now: Timestamp) -> Result<Option<Vec<Board>>> {
        if !caller.has(Duty::ContactPerson) {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let mut days = brief(invited::days(&mut tx, caller, None).await?);
        let nearest = days.drain(board::nearest(&days, now)).collect::<Vec<_>>();
        let filter = Filter::default();
        let wanted = Wanted { caller, organisation: Some(caller.organisation), person: None, filter: &filter, now };
        let mut lists = invited::all(&mut tx, &wanted, &nearest).await?;
        Ok(Some(nearest.into_iter().map(|day| with_guests(day, &mut lists)).collect()))
    }
}

fn brief(days: Vec<Attended>) -> Vec<Day> {
    days.into_iter().map(|attended| attended.day).collect()
}
