//! A pair that an organiser makes by hand, also while the round is running.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    input::FieldError,
    live::Change,
    matching::{ByHand, ByHandProblem, Infeasible, LiftReason, Rule, Side},
    people::{Caller, OrganisationId, PersonId, Role},
};
use jiff::Timestamp;
use store::{Error, PairsByHand, Result, idempotency::IdempotencyKey, order, row};

use super::{candidates::Field, former};
use crate::{
    Engine,
    queries::{
        engine::Connection,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl PairsByHand for Engine {
    async fn by_hand(&self, caller: &Caller) -> Result<Option<ByHand>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let (field, sides) = self.sides(&mut tx, caller).await?;
        let people = sides.into_iter().map(|(_, side)| side).collect();
        Ok(Some(ByHand { people, places: field.places }))
    }

    async fn pair_by_hand(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        (adept, mentor): (PersonId, PersonId),
        reason: Option<&LiftReason>,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        // Two who make pairs at once would each find the same people free.
        crate::take_advisory_lock(&mut tx).await?;
        let (field, sides) = self.sides(&mut tx, caller).await?;
        let works_for = |person: PersonId, role: Role| {
            let found = sides.iter().find(|(_, side)| side.person == person && side.role == role);
            found.map(|(organisation, _)| *organisation).ok_or(Error::NotFound)
        };
        let organisations = (works_for(adept, Role::Adept)?, works_for(mentor, Role::Mentor)?);
        if field.places == 0 {
            return Err(Infeasible::Places { most: field.places }.into());
        }
        let former = former::stand_apart(&mut tx, caller.round, (adept, mentor)).await?;
        match apart(&field, (adept, mentor), organisations, former) {
            None => {}
            Some(rule) if rule.can_be_lifted() => {
                let reason = reason.ok_or_else(|| {
                    let problem = ByHandProblem::FormerPair.into();
                    Error::Invalid(vec![FieldError { field: "reason".to_owned(), problem }])
                })?;
                self.insert_lift(&mut tx, caller, (adept, mentor), reason, now).await?;
            }
            Some(rule) => return Err(Infeasible::Pair { adept, mentor, rule }.into()),
        }
        let made = self.make_pair(&mut tx, caller, (adept, mentor), now).await?;
        for (person, role) in [(adept, Role::Adept), (mentor, Role::Mentor)] {
            if !made.joined.contains(&person) {
                self.invite_unanswered(&mut tx, caller, (person, role), now).await?;
            }
            tx.announce(Change::Duty { round: caller.round, person });
        }
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }
}

/// What keeps two apart, by the rules that hold whoever makes the pair.
fn apart(
    field: &Field,
    (adept, mentor): (PersonId, PersonId),
    (one, other): (OrganisationId, OrganisationId),
    former: bool,
) -> Option<Rule> {
    let avoids = |who: PersonId, whom: PersonId| {
        field.profiles.iter().any(|profile| profile.candidate.person == who && profile.candidate.avoids.contains(&whom))
    };
    Rule::apart(|rule| match rule {
        Rule::SameOrganisation => one == other,
        Rule::Tie => field.ties.between(one, other),
        Rule::Conflict => avoids(adept, mentor) || avoids(mentor, adept),
        Rule::FormerPair => former,
        Rule::Language | Rule::Forbidden | Rule::Locked => false,
    })
}

impl Engine {
    /// Whom the caller can make a pair of, by name, and for whom they work: those who take
    /// part and are in no pair, and those who were chosen and wait for one.
    async fn sides(&self, db: &mut Connection, caller: &Caller) -> Result<(Field, Vec<(OrganisationId, Side)>)> {
        let field = self.field(db, caller).await?;
        let mut sides = BTreeMap::new();
        for profile in field.profiles.iter().filter(|profile| !field.unseen.contains(&profile.candidate.person)) {
            let role = if profile.mentor { Role::Mentor } else { Role::Adept };
            let (person, organisation) = (profile.candidate.person, profile.candidate.organisation);
            let (name, workplace) = (profile.name.clone(), profile.organisation.clone());
            sides.insert(person, (organisation, Side { person, role, name, organisation: workplace }));
        }
        let rows = sqlx::query!(
            r#"
            SELECT p.id AS "id!", p.name, p.organisation_id, o.name AS organisation, u.duty,
                EXISTS (SELECT 1 FROM applications a WHERE a.round_id = u.round_id AND a.person_id = p.id
                    AND a.state IN ('selected', 'reserve')) AS "chosen!: bool"
            FROM duties u JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE u.round_id = $1 AND u.duty IN ('adept', 'mentor') AND p.deactivated_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM pairs t WHERE t.round_id = u.round_id AND t.state <> 'ended'
                    AND (t.adept_id = p.id OR t.mentor_id = p.id))
            "#,
            caller.round.0
        )
        .fetch_all(db)
        .await?;
        // Whoever applied and is not among those above is not the caller's to see, or has
        // something in their application that does not open.
        for row in rows.into_iter().filter(|row| !row.chosen) {
            let (person, role) = (PersonId(row.id), row::named("duties", &row.duty, Role::from_name)?);
            let side = Side { person, role, name: row.name, organisation: row.organisation };
            sides.insert(person, (OrganisationId(row.organisation_id), side));
        }
        let mut sides: Vec<_> = sides.into_values().collect();
        sides.sort_by_cached_key(|(_, side)| order::swedish(&side.name));
        Ok((field, sides))
    }
}
