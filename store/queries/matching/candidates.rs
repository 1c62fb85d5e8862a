//! Those who can be matched, as their applications tell of them.

use std::collections::BTreeMap;

use domain::{
    application::{ApplicationId, Conflict, Form, State},
    matching::{Candidate, Criterion, Pool, Profile, Ties, Weights},
    people::{OrganisationId, PersonId, Role},
    round::RoundId,
};
use store::{Result, order, row, vault::CommonContext};

use crate::{Engine, queries::engine::Connection};

/// Everyone who has been selected, or is in reserve, and is in no pair.
pub(crate) struct Field {
    /// They, by name.
    pub profiles: Vec<Profile>,
    /// How many pairs there is still room for.
    pub places: u32,
    /// How many pairs there are already.
    pub pairs: u32,
    /// What each criterion weighs.
    pub weights: Weights,
    /// The ties between organisations.
    pub ties: Ties,
}

impl Field {
    /// Those who are matched in a draft, with or without those in reserve.
    pub(crate) fn pool(&self, reserves: bool) -> Pool {
        let of = |mentor: bool| {
            let taken = self.profiles.iter().filter(|one| one.mentor == mentor && (reserves || !one.reserve));
            taken.map(|profile| profile.candidate.clone()).collect()
        };
        Pool::new(of(false), of(true), self.ties.clone(), self.weights, self.places as usize)
    }
}

impl Engine {
    /// Reads them, and what the working group has decided for all drafts.
    pub(crate) async fn field(&self, db: &mut Connection, round: RoundId) -> Result<Field> {
        let row = sqlx::query!(
            r#"
            SELECT r.max_pairs, (SELECT COUNT(*) FROM pairs t WHERE t.round_id = r.id AND t.state <> 'ended') AS "pairs!"
            FROM rounds r WHERE r.id = $1
            "#,
            round.0
        )
        .fetch_one(&mut *db)
        .await?;
        let (most, pairs) = (row::count("rounds", row.max_pairs)?, row::count("pairs", row.pairs)?);
        Ok(Field {
            profiles: self.profiles(db, round).await?,
            places: most.saturating_sub(pairs),
            pairs,
            weights: weights(db, round).await?,
            ties: ties(db).await?,
        })
    }

    async fn profiles(&self, db: &mut Connection, round: RoundId) -> Result<Vec<Profile>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.state, a.role AS "role!", a.sealed, p.id AS person_id, p.name, p.title, p.organisation_id,
                o.name AS organisation,
                EXISTS (SELECT 1 FROM duties d WHERE d.person_id = p.id AND d.round_id <> a.round_id
                    AND d.duty = 'adept') AS "was_adept!: bool"
            FROM applications a JOIN persons p ON p.id = a.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE a.round_id = $1 AND a.state IN ('selected', 'reserve')
                AND NOT EXISTS (SELECT 1 FROM pairs t WHERE t.round_id = a.round_id AND t.state <> 'ended'
                    AND (t.adept_id = p.id OR t.mentor_id = p.id))
            "#,
            round.0
        )
        .fetch_all(&mut *db)
        .await?;
        let mut profiles = Vec::with_capacity(rows.len());
        let mut of_application = BTreeMap::new();
        for row in rows {
            let id = ApplicationId(row.id);
            let form: Form = self.vault.open_parts(CommonContext::Application(id), &row.sealed)?;
            let mentor = row::named("applications", &row.role, Role::from_name)? == Role::Mentor;
            let (person, organisation) = (PersonId(row.person_id), OrganisationId(row.organisation_id));
            let Some(mut candidate) = candidate(person, organisation, mentor, form) else {
                tracing::warn!(application = row.id, "chosen without being complete, and not matched");
                continue;
            };
            candidate.was_adept = row.was_adept;
            let reserve = row::named("applications", &row.state, State::from_name)? == State::Reserve;
            of_application.insert(id, profiles.len());
            let (name, title, organisation) = (row.name, row.title, row.organisation);
            profiles.push(Profile { candidate, name, title, organisation, mentor, reserve });
        }
        for (application, conflict) in self.declared(db, round).await? {
            let Some(place) = of_application.get(&application) else { continue };
            let others = profiles.iter().filter(|other| conflict.concerns(&other.name, &other.organisation));
            let avoided: Vec<_> = others.map(|other| other.candidate.person).collect();
            profiles[*place].candidate.avoids.extend(avoided);
        }
        profiles.sort_by_cached_key(|profile| order::swedish(&profile.name));
        Ok(profiles)
    }

    /// Every conflict of interest that someone in the round has declared.
    async fn declared(&self, db: &mut Connection, round: RoundId) -> Result<Vec<(ApplicationId, Conflict)>> {
        let rows = sqlx::query!(
            r#"
            SELECT c.application_id, c.position, c.sealed
            FROM conflicts c JOIN applications a ON a.id = c.application_id WHERE a.round_id = $1
            "#,
            round.0
        )
        .fetch_all(&mut *db)
        .await?;
        let conflicts = rows.into_iter().map(|row| {
            let id = ApplicationId(row.application_id);
            Ok((id, self.vault.open_parts(CommonContext::Conflict(id, row.position), &row.sealed)?))
        });
        conflicts.collect()
    }
}

/// What the matching goes by; nothing, as long as the application is not complete.
fn candidate(person: PersonId, organisation: OrganisationId, mentor: bool, form: Form) -> Option<Candidate> {
    let (work, purpose, wishes) = (form.work?, form.purpose?, form.wishes?);
    Some(Candidate {
        person,
        organisation,
        area: work.area,
        level: work.leadership.level,
        years: work.leadership.years,
        themes: if mentor { purpose.give } else { purpose.develop },
        areas: wishes.areas,
        languages: wishes.languages,
        form: wishes.form,
        travel: wishes.travel,
        // In one pair at a time: whoever would take more waits for it to end.
        capacity: 1,
        was_adept: false,
        avoids: Vec::new(),
    })
}

async fn weights(db: &mut Connection, round: RoundId) -> Result<Weights> {
    let rows = sqlx::query!("SELECT criterion, weight FROM matching_weights WHERE round_id = $1", round.0)
        .fetch_all(db)
        .await?;
    rows.into_iter().try_fold(Weights::default(), |weights, row| {
        let criterion = row::named("matching_weights", &row.criterion, Criterion::from_name)?;
        Ok(weights.with(criterion, row::count("matching_weights", row.weight)?))
    })
}

async fn ties(db: &mut Connection) -> Result<Ties> {
    let rows = sqlx::query!("SELECT one_id, other_id FROM organisation_ties").fetch_all(db).await?;
    Ok(Ties::new(rows.into_iter().map(|row| (OrganisationId(row.one_id), OrganisationId(row.other_id)))))
}
