//! Whether the two of a pair meet before or after a day.

use async_trait::async_trait;
use domain::{
    day::{
        DayId, DayView, State,
        arrangements::Arrangements,
        meet_up::{MeetUp, Part, Slot, slots},
    },
    live::Change,
    people::{Caller, PersonId},
    round::retention::{NEEDS_DAYS, cutoff},
};
use jiff::Timestamp;
use store::{Days, Error, MeetUps, Result};

use crate::{Engine, Tx};

#[async_trait]
impl MeetUps for Engine {
    async fn set_meet_up(&self, caller: &Caller, day: DayId, slot: Slot, could: bool, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let views = self.days(caller, now).await?;
        let mut open = views.iter().filter(|view| view.day.id == day).flat_map(|view| &view.arrangements.meet_ups);
        if !open.any(|meet_up| meet_up.slot == slot) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let changed = if could {
            insert_meet_up(&mut tx, day, caller.person, slot, now).await?
        } else {
            delete_meet_up(&mut tx, day, caller.person, slot).await?
        };
        if !changed {
            return Ok(());
        }
        tx.announce(Change::MeetUp { round: caller.round, pair });
        tx.commit().await
    }
}

/// What has been said about a day: what someone needs there, and when the two of
/// a pair could meet.
#[derive(Clone, Copy, Default)]
pub(crate) struct Noted {
    /// Whether they have said what they need.
    pub needs: bool,
    /// When they could meet their partner.
    pub mine: Could,
    /// When the partner could.
    pub partners: Could,
}

/// When someone could meet their partner.
#[derive(Clone, Copy, Default)]
pub(crate) struct Could {
    pub before: bool,
    pub after: bool,
}

impl Could {
    fn at(self, slot: Slot) -> bool {
        match slot {
            Slot::Before => self.before,
            Slot::After => self.after,
        }
    }
}

/// What surrounds someone's answers to a day; `both` is where they and their partner
/// stand with each of its parts.
pub(crate) fn arrangements(view: &DayView, both: &[Part], noted: Noted, now: Timestamp) -> Arrangements {
    let takes_place = view.day.state == State::Published;
    let kept = takes_place && view.day.ends() >= cutoff(now, NEEDS_DAYS);
    let meet_up = |(slot, from)| MeetUp { slot, from, mine: noted.mine.at(slot), partners: noted.partners.at(slot) };
    let is_agreed = |slot: &Slot| noted.mine.at(*slot) && noted.partners.at(*slot);
    let goes = |slot: Slot| slots(both, Timestamp::MIN).any(|(open, _)| open == slot);
    let is_ahead = takes_place && now < view.day.ends();
    Arrangements {
        needs: (kept && view.says_yes()).then_some(noted.needs),
        meet_ups: slots(both, now).filter(|_| takes_place).map(meet_up).collect(),
        dropped: Slot::ALL.iter().copied().filter(|slot| is_ahead && is_agreed(slot) && !goes(*slot)).collect(),
    }
}

/// Whether it was not said before.
pub(crate) async fn insert_meet_up(
    tx: &mut Tx,
    day: DayId,
    person: PersonId,
    slot: Slot,
    now: Timestamp,
) -> Result<bool> {
    let said = sqlx::query!(
        "INSERT INTO meet_ups (day_id, person_id, slot, said_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        day.0,
        person.0,
        slot.name(),
        now.as_millisecond()
    );
    Ok(said.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Whether it was said before.
async fn delete_meet_up(tx: &mut Tx, day: DayId, person: PersonId, slot: Slot) -> Result<bool> {
    let taken_back = sqlx::query!(
        "DELETE FROM meet_ups WHERE day_id = $1 AND person_id = $2 AND slot = $3",
        day.0,
        person.0,
        slot.name()
    );
    Ok(taken_back.execute(&mut **tx).await?.rows_affected() > 0)
}
