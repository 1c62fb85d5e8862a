//! The next round from one that is there.

use async_trait::async_trait;
use domain::{
    day::State,
    live::Change,
    people::{Caller, Duty, PersonId},
    round::{RoundId, next::NextPlan, start::DayPattern},
    time,
};
use jiff::Timestamp;
use store::{Error, NextRounds, Result, Rounds, idempotency::IdempotencyKey, round::next::NextPage};

use super::start::{free_number, insert_round};
use crate::{
    Engine, Tx,
    queries::{
        day::editor::make_draft,
        people::duty,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl NextRounds for Engine {
    async fn next_page(&self, caller: &Caller) -> Result<Option<NextPage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let round = self.round(caller).await?;
        let days = self.days_of(caller.round, None).await?;
        let kept = days.iter().filter(|day| day.state != State::Cancelled);
        let dated = kept.map(|day| (DayPattern::of(day), time::today(day.starts())));
        let days = dated.filter(|(pattern, _)| !pattern.hours.is_empty()).collect();
        Ok(Some(NextPage { round, days }))
    }

    async fn plan_next_round(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        next: &NextPlan,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        // Of two who take a number at once, one is told so.
        crate::take_advisory_lock(&mut tx).await?;
        let NextPlan { plan, goes_on } = next;
        free_number(&mut tx, None, plan.number).await?;
        let round = insert_round(&mut tx, (plan.number, plan.starts_on, plan.ends_on), plan.max_pairs).await?;
        let since = time::today(now);
        duty::begin(&mut tx, round, caller.person, Duty::Organiser, since).await?;
        for duty in goes_on.duties() {
            for person in holders(&mut tx, caller.round, duty).await? {
                duty::begin(&mut tx, round, person, duty, since).await?;
                tx.announce(Change::Duty { round, person });
            }
        }
        for day in &plan.days {
            make_draft(&mut tx, round, day).await?;
        }
        tx.announce(Change::Draft { round });
        tx.announce(Change::PublicPage);
        tx.commit().await
    }
}

/// Who has a duty in a round, without those who cannot sign in any more.
async fn holders(tx: &mut Tx, round: RoundId, duty: Duty) -> Result<Vec<PersonId>> {
    let holders = sqlx::query_scalar!(
        r#"
        SELECT u.person_id FROM duties u JOIN persons p ON p.id = u.person_id
        WHERE u.round_id = $1 AND u.duty = $2 AND p.deactivated_at IS NULL ORDER BY u.person_id
        "#,
        round.0,
        duty.name()
    );
    Ok(holders.fetch_all(&mut **tx).await?.into_iter().map(PersonId).collect())
}
