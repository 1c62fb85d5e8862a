//! Who becomes whose mentor. The rules are in [`domain::matching`].

pub(crate) mod candidates;
pub(crate) mod draft;

use async_trait::async_trait;
use domain::{
    application::State,
    input::{FieldError, Problem},
    live::Change,
    matching::{
        Alternative, Criterion, Draft, DraftId, DraftLine, Infeasible, MatchingView, NewDraft, Pool, Refused, Sheet,
        Step, Ties, WEIGHT, Weights,
    },
    people::{Caller, Duty, Organisation, OrganisationId, PersonId, Role},
    time,
};
use jiff::Timestamp;
use store::{
    Error, Matching, Result, Rounds,
    idempotency::IdempotencyKey,
    mail::outbox::{Email, Partner},
    matching::DraftChange,
};

use self::{candidates::Field, draft::Row};
use super::{
    idempotency::{self, Reservation},
    people, round,
};
use crate::{Engine, Tx};

/// How many weeks a new pair means to have between meetings, until it says otherwise.
pub(crate) const EVERY_WEEKS: i64 = 4;

#[async_trait]
impl Matching for Engine {
    async fn matching(&self, caller: &Caller, wanted: Option<DraftId>) -> Result<Option<MatchingView>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let organisations = round::organisations(&mut tx).await?;
        let field = self.field(&mut tx, caller.round).await?;
        let drafts = draft::drafts(&mut tx, caller.round).await?;
        // Finding what is best takes its time, and needs no snapshot.
        drop(tx);
        let open = wanted.map_or(drafts.last(), |wanted| drafts.iter().find(|draft| draft.id == wanted));
        let Some(open) = open else {
            let missing = wanted.is_some();
            return Ok((!missing).then(|| view(caller, field, &drafts, organisations, None)));
        };
        let sheet = self.sheet(caller, &field, open).await?;
        Ok(Some(view(caller, field, &drafts, organisations, Some(sheet))))
    }

    async fn alternatives(&self, caller: &Caller, draft: DraftId, adept: PersonId) -> Result<Option<Vec<Alternative>>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut db = self.reader().acquire().await?;
        let field = self.field(&mut db, caller.round).await?;
        let Some(row) = draft::draft(&mut db, caller.round, draft).await? else { return Ok(None) };
        let pool = field.pool(row.reserves);
        let draft = pool.of_these(row.kept.draft);
        let hidden = pool.hidden(&draft, caller.recused_from());
        let known = pool.adepts().iter().any(|one| one.person == adept);
        if !known || hidden.contains(&adept) {
            return Ok(None);
        }
        let mut alternatives = run_blocking(move || pool.alternatives(&draft, adept)).await?;
        alternatives.retain(|alternative| !hidden.contains(&alternative.mentor));
        Ok(Some(alternatives))
    }

    async fn new_match_draft(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        new: &NewDraft,
        now: Timestamp,
    ) -> Result<DraftId> {
        let (field, like) = self.read_draft(caller, new.like).await?;
        let pool = field.pool(new.reserves);
        let draft = match like {
            Some(like) => pool.of_these(like.kept.draft),
            None => run_blocking(move || pool.propose(&Draft::default())).await?.map_err(infeasible)?,
        };
        let mut tx = self.begin_write().await?;
        if let Reservation::Done(made) = idempotency::reserve(&mut tx, caller.person, form, now).await? {
            return Ok(DraftId(made));
        }
        let id = draft::insert(&mut tx, caller, new, &draft, now).await?;
        idempotency::complete(&mut tx, caller.person, form, id.0).await?;
        self.commit(tx, Change::Matching { round: caller.round }).await?;
        Ok(id)
    }

    async fn change_match_draft(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        change: DraftChange,
        now: Timestamp,
    ) -> Result<()> {
        let (field, row) = self.read_draft(caller, Some(change.draft)).await?;
        let row = row.ok_or(Error::NotFound)?;
        let pool = field.pool(row.reserves);
        let hidden = pool.hidden(&row.kept.draft, caller.recused_from());
        if change.step.about().is_some_and(|(adept, mentor)| hidden.contains(&adept) || hidden.contains(&mentor)) {
            return Err(Error::NotFound);
        }
        // Finding the best takes its time, so it is done before others have to wait
        // for the database. The same version always gives the same.
        let current = row.kept.version == change.version;
        let after = if current { Some(after(&pool, &row, change.step).await?) } else { None };
        let mut tx = self.begin_write().await?;
        if let Reservation::Done(_) = idempotency::reserve(&mut tx, caller.person, form, now).await? {
            return Ok(());
        }
        draft::save(&mut tx, caller, &row, &after.ok_or(Error::Conflict)?, now).await?;
        idempotency::complete(&mut tx, caller.person, form, row.id.0).await?;
        self.commit(tx, Change::Matching { round: caller.round }).await
    }

    async fn delete_match_draft(&self, caller: &Caller, draft: DraftId) -> Result<()> {
        let (_, row) = self.read_draft(caller, Some(draft)).await?;
        let mut tx = self.begin_write().await?;
        if row.is_none() || !draft::delete(&mut tx, caller.round, draft).await? {
            return Err(Error::NotFound);
        }
        self.commit(tx, Change::Matching { round: caller.round }).await
    }

    async fn set_weights(&self, caller: &Caller, weights: Weights) -> Result<()> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        for criterion in Criterion::ALL {
            sqlx::query!(
                r#"
                INSERT INTO matching_weights (round_id, criterion, weight) VALUES ($1, $2, $3)
                ON CONFLICT (round_id, criterion) DO UPDATE SET weight = excluded.weight
                "#,
                caller.round.0,
                criterion.name(),
                i64::from(weights.of(*criterion).min(*WEIGHT.end()))
            )
            .execute(&mut *tx)
            .await?;
        }
        self.commit(tx, Change::Matching { round: caller.round }).await
    }

    async fn set_tie(&self, caller: &Caller, one: OrganisationId, other: OrganisationId, tied: bool) -> Result<()> {
        let organisations = self.organisations().await?;
        let known = |id| organisations.iter().any(|organisation: &Organisation| organisation.id == id);
        if !caller.matches() || one == other || !known(one) || !known(other) {
            return Err(Error::NotFound);
        }
        let (one, other) = (one.min(other), one.max(other));
        let mut tx = self.begin_write().await?;
        if tied {
            sqlx::query!(
                "INSERT INTO organisation_ties (one_id, other_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                one.0,
                other.0
            )
            .execute(&mut *tx)
            .await
        } else {
            sqlx::query!("DELETE FROM organisation_ties WHERE one_id = $1 AND other_id = $2", one.0, other.0)
                .execute(&mut *tx)
                .await
        }?;
        self.commit(tx, Change::Matching { round: caller.round }).await
    }

    async fn publish_matches(&self, caller: &Caller, draft: DraftId, version: u32, now: Timestamp) -> Result<u32> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        // Two drafts published at once would each find the same places free.
        crate::take_advisory_lock(&mut tx).await?;
        let field = self.field(&mut tx, caller.round).await?;
        let row = draft::draft(&mut tx, caller.round, draft).await?.ok_or(Error::NotFound)?;
        let pool = field.pool(row.reserves);
        // What the board shows: whoever has left since is in no pair of it.
        let draft = pool.of_these(row.kept.draft.clone());
        let pairs = &draft.pairs;
        let hidden = pool.hidden(&draft, caller.recused_from());
        if pairs.is_empty() || pairs.iter().any(|pair| hidden.contains(&pair.adept)) {
            return Err(Error::NotFound);
        }
        pool.check(&draft).map_err(infeasible)?;
        draft::close(&mut tx, &row, version, now).await?;
        for pair in pairs {
            self.make_pair(&mut tx, caller, (pair.adept, pair.mentor), &field, now).await?;
        }
        let made = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        // They have duties that they had not, so their open pages are told to read everything anew.
        self.commit(tx, Change::Resync).await?;
        Ok(made)
    }
}

impl Engine {
    /// A draft, if one is wanted, and those who can be matched: for those who match.
    async fn read_draft(&self, caller: &Caller, wanted: Option<DraftId>) -> Result<(Field, Option<Row>)> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut db = self.reader().acquire().await?;
        let field = self.field(&mut db, caller.round).await?;
        let row = match wanted {
            Some(wanted) => Some(draft::draft(&mut db, caller.round, wanted).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        Ok((field, row))
    }

    async fn sheet(&self, caller: &Caller, field: &Field, row: &Row) -> Result<Sheet> {
        let (pool, id, reserves) = (field.pool(row.reserves), row.id, row.reserves);
        let mut kept = row.kept.clone();
        kept.draft = pool.of_these(kept.draft);
        kept.before = pool.of_these(kept.before);
        let hidden = pool.hidden(&kept.draft, caller.recused_from());
        run_blocking(move || pool.sheet(id, &kept, reserves, &hidden)).await
    }

    /// Makes two a pair: both are in the programme, and told of each other.
    async fn make_pair(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (adept, mentor): (PersonId, PersonId),
        field: &Field,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query!(
            r#"
            INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since)
            VALUES ($1, $2, $3, $4, $5, 'active', $5)
            "#,
            caller.round.0,
            adept.0,
            mentor.0,
            EVERY_WEEKS,
            time::today(now).to_string()
        )
        .execute(&mut **tx)
        .await?;
        for (person, partner, duty, role) in
            [(adept, mentor, Duty::Adept, Role::Adept), (mentor, adept, Duty::Mentor, Role::Mentor)]
        {
            people::insert_duty(tx, caller.round, person, duty).await?;
            take_from_reserve(tx, caller, person, now).await?;
            let partner =
                field.profiles.iter().find(|profile| profile.candidate.person == partner).ok_or(Error::NotFound)?;
            let partner = Partner {
                name: partner.name.clone(),
                title: partner.title.clone(),
                organisation: partner.organisation.clone(),
            };
            self.enqueue(tx, Some(person), &Email::Matched { role, partner }, now).await?;
        }
        Ok(())
    }
}

/// Whoever was in reserve is in reserve no longer.
async fn take_from_reserve(tx: &mut Tx, caller: &Caller, person: PersonId, now: Timestamp) -> Result<()> {
    people::leave_reserve(tx, caller.round, person).await?;
    sqlx::query!(
        "UPDATE applications SET state = $3, since = $4 WHERE round_id = $1 AND person_id = $2 AND state = $5",
        caller.round.0,
        person.0,
        State::Selected.name(),
        now.as_millisecond(),
        State::Reserve.name()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The step's outcome.
async fn after(pool: &Pool, row: &Row, step: Step) -> Result<Draft> {
    let (pool, mut kept) = (pool.clone(), row.kept.clone());
    kept.draft = pool.of_these(kept.draft);
    kept.before = pool.of_these(kept.before);
    run_blocking(move || kept.after(step, &pool)).await?.map_err(|refused| match refused {
        Refused::Missing => Error::NotFound,
        Refused::Infeasible(why) => infeasible(why),
    })
}

/// Works something out on a thread that may take its time.
async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Unavailable(error.into()))
}

/// What cannot be, as a form is told of it: the field is the rule's name.
fn infeasible(why: Infeasible) -> Error {
    let field = match why {
        Infeasible::Pair { rule, .. } => rule.name(),
        Infeasible::Places { .. } => "places",
    };
    Error::Invalid(vec![FieldError { field: field.to_owned(), problem: Problem::NotAChoice }])
}

fn view(
    caller: &Caller,
    field: Field,
    drafts: &[Row],
    organisations: Vec<Organisation>,
    open: Option<Sheet>,
) -> MatchingView {
    let own = caller.recused_from();
    let pool = field.pool(true);
    let lines: Vec<_> = drafts.iter().map(|row| line(&pool, row, own)).collect();
    let row = open.as_ref().and_then(|open| drafts.iter().find(|draft| draft.id == open.id));
    let shown = row.map_or_else(Draft::default, |row| row.kept.draft.clone());
    let hidden = pool.hidden(&shown, own);
    let recused = field.profiles.iter().any(|profile| Some(profile.candidate.organisation) == own);
    let mut people = field.profiles;
    people.retain(|profile| !hidden.contains(&profile.candidate.person));
    for profile in &mut people {
        profile.candidate.avoids.retain(|person| !hidden.contains(person));
    }
    MatchingView {
        people,
        recused,
        places: field.places,
        pairs: field.pairs,
        weights: field.weights,
        ties: named(&field.ties, &organisations),
        organisations,
        drafts: lines,
        open,
    }
}

/// A draft among others, as far as the caller sees it.
fn line(pool: &Pool, row: &Row, own: Option<OrganisationId>) -> DraftLine {
    let mut draft = pool.of_these(row.kept.draft.clone());
    let hidden = pool.hidden(&draft, own);
    draft.pairs.retain(|pair| !hidden.contains(&pair.adept));
    let worth = |(adept, mentor)| pool.score(adept, mentor).total();
    let least = draft.pairs.iter().filter_map(|pair| pool.both(pair.adept, pair.mentor)).map(worth).min();
    DraftLine {
        id: row.id,
        name: row.name.clone(),
        reserves: row.reserves,
        changed_by: row.changed_by.clone(),
        changed_at: row.changed_at,
        total: pool.total(&draft),
        least: least.unwrap_or_default(),
        pairs: draft.pairs,
    }
}

/// The ties by name, in the organisations' order.
fn named(ties: &Ties, organisations: &[Organisation]) -> Vec<(Organisation, Organisation)> {
    let place = |id| organisations.iter().position(|organisation| organisation.id == id);
    let in_order = |(one, other)| {
        let (one, other) = (place(one)?, place(other)?);
        Some((one.min(other), one.max(other)))
    };
    let mut all: Vec<_> = ties.iter().filter_map(in_order).collect();
    all.sort_unstable();
    all.into_iter().map(|(one, other)| (organisations[one].clone(), organisations[other].clone())).collect()
}
