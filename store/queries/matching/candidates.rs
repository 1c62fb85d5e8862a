//! Those who can be matched, as their applications tell of them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    application::{ApplicationId, Conflict, Form, State},
    matching::{Candidate, Criterion, Pool, Profile, Ties, Weights, room},
    pair::PairId,
    people::{Caller, OrganisationId, PersonId, Role},
    round::RoundId,
};
use store::{Result, order, row, vault::CommonContext};

use crate::{Engine, queries::engine::Connection};

/// Everyone who has been selected, or is in reserve, and has room for a pair.
pub(crate) struct Field {
    /// They, by name.
    pub profiles: Vec<Profile>,
    /// The names of those who cannot be matched, because something in their
    /// application does not open.
    pub left_out: Vec<String>,
    /// Those of whom the caller does not judge, and so sees nothing.
    pub unseen: BTreeSet<PersonId>,
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
    pub(crate) async fn field(&self, db: &mut Connection, caller: &Caller) -> Result<Field> {
        self.field_without(db, caller, None).await
    }

    /// The same as if one of the pairs had ended.
    pub(crate) async fn field_without(
        &self,
        db: &mut Connection,
        caller: &Caller,
        pair: Option<PairId>,
    ) -> Result<Field> {
        let (round, without) = (caller.round, pair.map_or(0, |pair| pair.0));
        let row = sqlx::query!(
            r#"
            SELECT r.max_pairs, (
                SELECT COUNT(*) FROM pairs t WHERE t.round_id = r.id AND t.state <> 'ended' AND t.id <> $2
            ) AS "pairs!"
            FROM rounds r WHERE r.id = $1
            "#,
            round.0,
            without
        )
        .fetch_one(&mut *db)
        .await?;
        let (most, pairs) = (row::count("rounds", row.max_pairs)?, row::count("pairs", row.pairs)?);
        let mut field = Field {
            profiles: Vec::new(),
            left_out: Vec::new(),
            unseen: BTreeSet::new(),
            places: most.saturating_sub(pairs),
            pairs,
            weights: weights(db, round).await?,
            ties: ties(db).await?,
        };
        self.read_profiles(db, caller, without, &mut field).await?;
        Ok(field)
    }

    async fn read_profiles(&self, db: &mut Connection, caller: &Caller, without: i64, field: &mut Field) -> Result<()> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.state, a.role AS "role!", a.sealed, p.id AS person_id, p.name, p.title, p.organisation_id,
                o.name AS organisation,
                EXISTS (SELECT 1 FROM duties d WHERE d.person_id = p.id AND d.round_id <> a.round_id
                    AND d.duty = 'adept') AS "was_adept!: bool",
                EXISTS (SELECT 1 FROM recusals r WHERE r.application_id = a.id AND r.person_id = $2)
                    AS "recused!: bool",
                EXISTS (SELECT 1 FROM several_adepts s WHERE s.round_id = a.round_id AND s.person_id = p.id)
                    AS "several!: bool",
                (SELECT COUNT(*) FROM pairs t WHERE t.round_id = a.round_id AND t.state <> 'ended' AND t.id <> $3
                    AND (t.adept_id = p.id OR t.mentor_id = p.id)) AS "pairs!: i64"
            FROM applications a JOIN persons p ON p.id = a.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE a.round_id = $1 AND a.state IN ('selected', 'reserve')
            "#,
            caller.round.0,
            caller.person.0,
            without
        )
        .fetch_all(&mut *db)
        .await?;
        let mut declared = self.declared(db, caller.round).await?;
        let mut of_profile = Vec::with_capacity(rows.len());
        for row in rows {
            let id = ApplicationId(row.id);
            let (person, organisation) = (PersonId(row.person_id), OrganisationId(row.organisation_id));
            let mentor = row::named("applications", &row.role, Role::from_name)? == Role::Mentor;
            let (pairs, several) = (row::count("pairs", row.pairs)?, row.several && mentor);
            if pairs > 0 && !several {
                continue;
            }
            let seen = caller.judges(person, organisation, row.recused);
            if !seen {
                field.unseen.insert(person);
            }
            let form = self.vault.open_parts::<Form>(CommonContext::Application(id), &row.sealed).text();
            // Nobody is matched past a conflict of interest that cannot be read.
            let Some((form, conflicts)) = form.zip(declared.remove(&id).unwrap_or_else(|| Some(Vec::new()))) else {
                field.left_out.extend(seen.then_some(row.name));
                continue;
            };
            let Some(mut candidate) = candidate(person, organisation, mentor, form) else {
                tracing::warn!(application = row.id, "chosen without being complete, and not matched");
                continue;
            };
            let offered = candidate.capacity;
            candidate.capacity = room(offered, several, pairs);
            if candidate.capacity == 0 {
                field.unseen.remove(&person);
                continue;
            }
            candidate.was_adept = row.was_adept;
            let reserve = row::named("applications", &row.state, State::from_name)? == State::Reserve;
            of_profile.push(conflicts);
            let (name, title, organisation) = (row.name, row.title, row.organisation);
            field.profiles.push(Profile { candidate, name, title, organisation, mentor, reserve, offered, several });
        }
        for (place, conflicts) in of_profile.iter().enumerate() {
            let concerns =
                |other: &&Profile| conflicts.iter().any(|one| one.concerns(&other.name, &other.organisation));
            let avoided = field.profiles.iter().filter(concerns).map(|other| other.candidate.person).collect();
            field.profiles[place].candidate.avoids = avoided;
        }
        for (one, other) in former_pairs(db, caller.round).await? {
            for profile in &mut field.profiles {
                let candidate = &mut profile.candidate;
                candidate.former.extend((candidate.person == one).then_some(other));
                candidate.former.extend((candidate.person == other).then_some(one));
            }
        }
        field.profiles.sort_by_cached_key(|profile| order::swedish(&profile.name));
        field.left_out.sort_by_cached_key(|name| order::swedish(name));
        Ok(())
    }

    /// The conflicts of interest that each in the round has declared; `None`, if
    /// one of theirs does not open.
    async fn declared(
        &self,
        db: &mut Connection,
        round: RoundId,
    ) -> Result<BTreeMap<ApplicationId, Option<Vec<Conflict>>>> {
        let rows = sqlx::query!(
            r#"
            SELECT c.application_id, c.position, c.sealed
            FROM conflicts c JOIN applications a ON a.id = c.application_id WHERE a.round_id = $1
            "#,
            round.0
        )
        .fetch_all(&mut *db)
        .await?;
        let mut declared = BTreeMap::new();
        for row in rows {
            let id = ApplicationId(row.application_id);
            let conflict = self.vault.open_parts(CommonContext::Conflict(id, row.position), &row.sealed).text();
            let of_one: &mut Option<Vec<_>> = declared.entry(id).or_insert_with(|| Some(Vec::new()));
            *of_one = of_one.take().zip(conflict).map(|(mut all, conflict)| {
                all.push(conflict);
                all
            });
        }
        Ok(declared)
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
        capacity: if mentor { wishes.capacity } else { 1 },
        was_adept: false,
        avoids: Vec::new(),
        former: Vec::new(),
    })
}

/// Those who have been a pair, and of whom nobody has said that they may be one again.
async fn former_pairs(db: &mut Connection, round: RoundId) -> Result<Vec<(PersonId, PersonId)>> {
    let rows = sqlx::query!(
        r#"
        SELECT DISTINCT t.adept_id, t.mentor_id
        FROM pairs t JOIN applications a ON a.person_id = t.adept_id JOIN applications m ON m.person_id = t.mentor_id
        WHERE a.round_id = $1 AND m.round_id = $1 AND NOT EXISTS (
            SELECT 1 FROM former_pair_lifts l WHERE l.round_id = $1
                AND ((l.one_id = t.adept_id AND l.other_id = t.mentor_id)
                    OR (l.one_id = t.mentor_id AND l.other_id = t.adept_id))
        )
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.adept_id), PersonId(row.mentor_id))).collect())
}

/// What each criterion weighs in a round.
pub(crate) async fn weights(db: &mut Connection, round: RoundId) -> Result<Weights> {
    let rows = sqlx::query!("SELECT criterion, weight FROM matching_weights WHERE round_id = $1", round.0)
        .fetch_all(db)
        .await?;
    rows.into_iter().try_fold(Weights::default(), |weights, row| {
        let criterion = row::named("matching_weights", &row.criterion, Criterion::from_name)?;
        Ok(weights.with(criterion, row::count("matching_weights", row.weight)?))
    })
}

pub(crate) async fn ties(db: &mut Connection) -> Result<Ties> {
    let rows = sqlx::query!("SELECT one_id, other_id FROM organisation_ties").fetch_all(db).await?;
    Ok(Ties::new(rows.into_iter().map(|row| (OrganisationId(row.one_id), OrganisationId(row.other_id)))))
}
