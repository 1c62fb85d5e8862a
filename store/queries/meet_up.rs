//! Whether the two of a pair meet before or after a day.

use std::collections::HashSet;

use async_trait::async_trait;
use domain::{
    day::{DayId, DayView, State},
    live::Change,
    meet_up::{MeetUp, Slot, may_meet, slots},
    people::{Caller, PersonId},
    retention::{NEEDS_DAYS, cutoff},
};
use jiff::Timestamp;
use store::{Days, Error, MeetUps, Result, row};

use crate::{Engine, Tx, fault};

/// Who has said when they could meet.
type Said = HashSet<(DayId, PersonId, Slot)>;

#[async_trait]
impl MeetUps for Engine {
    async fn say_meet_up(&self, caller: &Caller, day: DayId, slot: Slot, could: bool, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let views = self.days(caller, now).await?;
        let mut open = views.iter().filter(|view| view.day.id == day).flat_map(|view| &view.around.meet_ups);
        if !open.any(|meet_up| meet_up.slot == slot) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let changed = if could {
            insert_meet_up(&mut tx, day, caller.person, slot, now).await?
        } else {
            delete_meet_up(&mut tx, day, caller.person, slot).await?
        };
        if !changed {
            return Ok(());
        }
        self.commit(tx, Change::MeetUp { round: caller.round, pair }).await
    }
}

impl Engine {
    /// Adds to someone's days what surrounds their answers.
    pub(crate) async fn add_surroundings(
        &self,
        caller: &Caller,
        mate: Option<PersonId>,
        views: &mut [DayView],
        now: Timestamp,
    ) -> Result<()> {
        let noted = self.days_with_needs(caller).await?;
        let said = match mate {
            Some(mate) => self.meet_ups_said(caller, mate).await?,
            None => Said::new(),
        };
        let kept_since = cutoff(now, NEEDS_DAYS);
        for view in views {
            let takes_place = view.day.state == State::Published;
            let kept = takes_place && view.day.ends() >= kept_since;
            view.around.needs = (kept && view.says_yes()).then(|| noted.contains(&view.day.id));
            let mate = mate.filter(|_| takes_place && may_meet(&view.common()));
            view.around.meet_ups = mate.map(|mate| meet_ups(view, caller, mate, &said, now)).unwrap_or_default();
        }
        Ok(())
    }

    async fn days_with_needs(&self, caller: &Caller) -> Result<HashSet<DayId>> {
        let days = sqlx::query_scalar!(
            "SELECT n.day_id FROM needs n JOIN days d ON d.id = n.day_id WHERE d.round_id = $1 AND n.person_id = $2",
            caller.round.0,
            caller.person.0
        );
        let days = days.fetch_all(self.reader()).await.map_err(fault)?;
        Ok(days.into_iter().map(DayId).collect())
    }

    async fn meet_ups_said(&self, caller: &Caller, mate: PersonId) -> Result<Said> {
        let rows = sqlx::query!(
            r#"
            SELECT m.day_id, m.person_id, m.slot FROM meet_ups m JOIN days d ON d.id = m.day_id
            WHERE d.round_id = $1 AND m.person_id IN ($2, $3)
            "#,
            caller.round.0,
            caller.person.0,
            mate.0
        );
        let rows = rows.fetch_all(self.reader()).await.map_err(fault)?;
        let said = rows.into_iter().map(|row| {
            let slot = row::named("meet_ups", &row.slot, Slot::from_name)?;
            Ok((DayId(row.day_id), PersonId(row.person_id), slot))
        });
        said.collect()
    }
}

fn meet_ups(view: &DayView, caller: &Caller, mate: PersonId, said: &Said, now: Timestamp) -> Vec<MeetUp> {
    let says = |person, slot| said.contains(&(view.day.id, person, slot));
    let meet_up = |(slot, from)| MeetUp { slot, from, mine: says(caller.person, slot), mates: says(mate, slot) };
    slots(&view.day.segments, now).map(meet_up).collect()
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
    Ok(said.execute(&mut **tx).await.map_err(fault)?.rows_affected() > 0)
}

/// Whether it was said before.
async fn delete_meet_up(tx: &mut Tx, day: DayId, person: PersonId, slot: Slot) -> Result<bool> {
    let taken_back = sqlx::query!(
        "DELETE FROM meet_ups WHERE day_id = $1 AND person_id = $2 AND slot = $3",
        day.0,
        person.0,
        slot.name()
    );
    Ok(taken_back.execute(&mut **tx).await.map_err(fault)?.rows_affected() > 0)
}
