//! Closing a round, and what a closed one refuses.

use async_trait::async_trait;
use domain::{
    day::evaluation,
    live::Change,
    pair::PairId,
    people::{Caller, Duty, Localised, PersonId, Role},
    round::{
        Round, RoundId,
        call::phase,
        closing::{
            Closing, GoesOn, Life, Open, OpenDay, Participant, Refusal, THANKS_AFTER, Wish, closed_takes, goes_on,
        },
    },
    time::today,
};
use jiff::{Timestamp, civil::Date};
use store::{
    Closings, Error, Result, idempotency::IdempotencyKey, mail::outbox::Email, order, round::closing::LifePage, row,
};

use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        mail::budget::Trigger,
        pair::status::status_columns,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Closings for Engine {
    async fn lives(&self, caller: &Caller, now: Timestamp) -> Result<Option<Vec<Life>>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut db = self.reader().acquire().await?;
        lives(&mut db, caller.person, now).await.map(Some)
    }

    async fn life_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<LifePage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let life = life(&mut tx, caller, now).await?;
        let open = open(&mut tx, caller.round, now).await?;
        let participants = participants(&mut tx, caller.round).await?;
        Ok(Some(LifePage { life, open, participants }))
    }

    async fn close_round(&self, caller: &Caller, form: Option<&IdempotencyKey>, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        // Of two who close it at once, one is told that it is closed.
        crate::take_advisory_lock(&mut tx).await?;
        life(&mut tx, caller, now).await?.may_close(today(now))?;
        sqlx::query!(
            "INSERT INTO round_closings (round_id, closed_at, closed_by) VALUES ($1, $2, $3)",
            caller.round.0,
            now.as_millisecond(),
            caller.person.0
        )
        .execute(&mut *tx)
        .await?;
        tx.announce(Change::Resync);
        tx.commit().await
    }

    async fn reopen_round(&self, caller: &Caller) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        // This one statement decides between it and the thanks.
        let opened =
            sqlx::query!("DELETE FROM round_closings WHERE round_id = $1 AND thanked_at IS NULL", caller.round.0)
                .execute(&mut *tx)
                .await?;
        if opened.rows_affected() == 0 {
            return if is_closed(&mut tx, caller.round).await? { Err(Refusal::Thanked.into()) } else { Ok(()) };
        }
        tx.announce(Change::Resync);
        tx.commit().await
    }

    async fn archive_round(&self, caller: &Caller, archived: bool, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let closing = life(&mut tx, caller, now).await?.closing.ok_or(Error::NotFound)?;
        closing.may_archive()?;
        sqlx::query!(
            "UPDATE round_closings SET archived_at = $2, archived_by = $3 WHERE round_id = $1",
            caller.round.0,
            archived.then(|| now.as_millisecond()),
            archived.then_some(caller.person.0)
        )
        .execute(&mut *tx)
        .await?;
        tx.announce(Change::Resync);
        tx.commit().await
    }

    async fn thank_rounds(&self, now: Timestamp) -> Result<u32> {
        let due = (now - THANKS_AFTER).as_millisecond();
        let rounds = sqlx::query!(
            r#"
            SELECT r.id, r.number FROM round_closings k JOIN rounds r ON r.id = k.round_id
            WHERE k.thanked_at IS NULL AND k.closed_at <= $1 ORDER BY r.id
            "#,
            due
        )
        .fetch_all(self.reader())
        .await?;
        let mut thanked = 0;
        for round in rounds {
            thanked += self.thank(RoundId(round.id), row::count("rounds", round.number)?, now).await?;
        }
        Ok(thanked)
    }

    async fn answer_mentor_wish(&self, caller: &Caller, willing: bool, now: Timestamp) -> Result<()> {
        if caller.role() != Some(Role::Adept) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        if !life(&mut tx, caller, now).await?.has_certificates(today(now)) {
            return Err(Error::NotFound);
        }
        sqlx::query!(
            r#"
            INSERT INTO mentor_wishes (round_id, person_id, willing, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (round_id, person_id) DO UPDATE SET willing = excluded.willing, at = excluded.at
            "#,
            caller.round.0,
            caller.person.0,
            willing,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        tx.announce(Change::Duty { round: caller.round, person: caller.person });
        tx.commit().await
    }

    async fn mentor_wishes(&self, caller: &Caller) -> Result<Option<Vec<Wish>>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let rows = sqlx::query!(
            r#"
            SELECT w.person_id AS "person_id!", p.name AS "name!", o.name AS "organisation!", MAX(r.number) AS "round!: i64",
                EXISTS (SELECT 1 FROM duties u WHERE u.round_id = $1 AND u.person_id = w.person_id) AS "is_here!: bool"
            FROM mentor_wishes w JOIN rounds r ON r.id = w.round_id
            JOIN persons p ON p.id = w.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE w.willing AND w.round_id <> $1 AND p.deactivated_at IS NULL
            GROUP BY w.person_id, p.name, o.name
            "#,
            caller.round.0
        )
        .fetch_all(self.reader())
        .await?;
        let wish = |(person, name, organisation, round, is_here)| {
            let adept = Participant { person: PersonId(person), name, role: Role::Adept, organisation };
            Ok(Wish { adept, round: row::count("rounds", round)?, is_here })
        };
        let rows = rows.into_iter().map(|row| (row.person_id, row.name, row.organisation, row.round, row.is_here));
        let mut wishes = rows.map(wish).collect::<Result<Vec<_>>>()?;
        wishes.sort_by_cached_key(|wish| order::swedish(&wish.adept.name));
        Ok(Some(wishes))
    }
}

impl Engine {
    /// Thanks the people of a closed round; nobody, if it was done meanwhile or the round
    /// was opened again.
    async fn thank(&self, round: RoundId, number: u32, now: Timestamp) -> Result<u32> {
        let mut tx = self.begin_write().await?;
        let first = sqlx::query!(
            "UPDATE round_closings SET thanked_at = $2 WHERE round_id = $1 AND thanked_at IS NULL",
            round.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        if first.rows_affected() == 0 {
            return Ok(0);
        }
        let mut thanked = 0;
        for Participant { person, role, .. } in participants(&mut tx, round).await? {
            let message = Email::RoundThanks { round: number, role };
            self.enqueue(&mut tx, person, &message, Trigger::own(round.0), now).await?;
            thanked += 1;
        }
        tx.announce(Change::Resync);
        tx.commit().await?;
        Ok(thanked)
    }
}

/// Refuses what concerns a closed round.
///
/// # Errors
/// [`Refusal::Closed`].
pub(crate) async fn refuse_closed(tx: &mut Tx, concern: Concern, caller: &Caller, now: Timestamp) -> Result<()> {
    if concern == Concern::Network || !is_closed(tx, caller.round).await? {
        return Ok(());
    }
    let row = sqlx::query!(
        r#"
        SELECT t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on
        FROM pairs t JOIN rounds r ON r.id = t.round_id WHERE t.id = $1
        "#,
        caller.pair.map_or(0, |PairId(pair)| pair)
    )
    .fetch_optional(&mut **tx)
    .await?;
    let pair = row.map(|row| status_columns!(row).status()).transpose()?;
    Ok(closed_takes(concern, pair.as_ref(), today(now))?)
}

/// The same where it concerns the round itself.
///
/// # Errors
/// [`Refusal::Closed`].
pub(crate) async fn refuse_closed_round(tx: &mut Tx, round: RoundId) -> Result<()> {
    if is_closed(tx, round).await? { Err(Refusal::Closed.into()) } else { Ok(()) }
}

async fn is_closed(tx: &mut Tx, round: RoundId) -> Result<bool> {
    let closings =
        sqlx::query_scalar!(r#"SELECT COUNT(*) AS "n!: i64" FROM round_closings WHERE round_id = $1"#, round.0);
    Ok(closings.fetch_one(&mut **tx).await? > 0)
}

/// Where the caller's round stands.
async fn life(db: &mut Connection, caller: &Caller, now: Timestamp) -> Result<Life> {
    one_life(db, caller.round, now).await?.ok_or(Error::NotFound)
}

/// Where a round stands.
pub(super) async fn one_life(db: &mut Connection, round: RoundId, now: Timestamp) -> Result<Option<Life>> {
    Ok(lives_of(db, round.0, 0, now).await?.pop())
}

/// Where the rounds stand that someone organises.
async fn lives(db: &mut Connection, organiser: PersonId, now: Timestamp) -> Result<Vec<Life>> {
    lives_of(db, 0, organiser.0, now).await
}

/// Where a round stands, or all that someone organises.
async fn lives_of(db: &mut Connection, round: i64, organiser: i64, now: Timestamp) -> Result<Vec<Life>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.id, r.number, r.starts_on, r.ends_on, r.max_pairs, c.opens AS "opens?", c.closes AS "closes?",
            k.closed_at AS "closed_at?", p.name AS "closed_by?", k.thanked_at, k.archived_at,
            (SELECT COUNT(*) FROM pairs t WHERE t.round_id = r.id) AS "pairs!: i64",
            (SELECT COUNT(*) FROM days d WHERE d.round_id = r.id AND d.state = 'published') AS "days!: i64",
            (SELECT COUNT(*) FROM days d WHERE d.round_id = r.id AND d.state = 'published' AND EXISTS (
                SELECT 1 FROM segments s WHERE s.day_id = d.id AND s.ends > $3 AND NOT s.cancelled
            )) AS "ahead!: i64"
        FROM rounds r
        LEFT JOIN calls c ON c.round_id = r.id
        LEFT JOIN round_closings k ON k.round_id = r.id
        LEFT JOIN persons p ON p.id = k.closed_by
        WHERE r.id = $1 OR EXISTS (
            SELECT 1 FROM duties u WHERE u.round_id = r.id AND u.person_id = $2 AND u.duty = 'organiser'
        )
        ORDER BY r.number DESC
        "#,
        round,
        organiser,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let mut lives = Vec::new();
    for row in rows {
        let call = row.opens.zip(row.closes).map(|(opens, closes)| {
            Ok::<_, Error>(phase(row::timestamp("calls", opens)?, row::timestamp("calls", closes)?, now))
        });
        let time = |at: i64| row::timestamp("round_closings", at);
        let closing = match row.closed_at {
            Some(at) => Some(Closing {
                at: time(at)?,
                by: row.closed_by.unwrap_or_default(),
                thanked_at: row.thanked_at.map(time).transpose()?,
                archived_at: row.archived_at.map(time).transpose()?,
            }),
            None => None,
        };
        lives.push(Life {
            round: Round {
                id: RoundId(row.id),
                number: row::count("rounds", row.number)?,
                starts_on: row::date("rounds", &row.starts_on)?,
                ends_on: row::date("rounds", &row.ends_on)?,
                max_pairs: row::count("rounds", row.max_pairs)?,
            },
            call: call.transpose()?,
            pairs: row::count("pairs", row.pairs)?,
            days: row::count("days", row.days)?,
            days_ahead: row::count("days", row.ahead)?,
            closing,
        });
    }
    Ok(lives)
}

/// What is open in a round.
async fn open(tx: &mut Tx, round: RoundId, now: Timestamp) -> Result<Open> {
    let help_requests = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "n!: i64" FROM signals g JOIN pairs t ON t.id = g.pair_id
        WHERE t.round_id = $1 AND g.done_at IS NULL
        "#,
        round.0
    );
    let help_requests = row::count("signals", help_requests.fetch_one(&mut **tx).await?)?;
    let mut open = Open { help_requests, pairs: pairs(tx, round, today(now)).await?, ..Open::default() };
    let days = sqlx::query!(
        r#"
        SELECT d.slug AS "slug!", d.title_sv AS "title_sv!", d.title_en AS "title_en!", d.state AS "state!",
            MAX(s.ends) AS "ends!: i64"
        FROM days d JOIN segments s ON s.day_id = d.id
        WHERE d.round_id = $1 AND d.state <> 'cancelled' AND NOT s.cancelled
        GROUP BY d.id, d.slug, d.title_sv, d.title_en, d.state ORDER BY MAX(s.ends)
        "#,
        round.0
    );
    for row in days.fetch_all(&mut **tx).await? {
        let ends = row::timestamp("segments", row.ends)?;
        let day = |at| OpenDay { slug: row.slug, title: Localised { sv: row.title_sv, en: row.title_en }, at };
        let closes = evaluation::closes(ends);
        match row.state.as_str() {
            "draft" => open.drafts += 1,
            _ if now < ends => open.days.push(day(ends)),
            _ if now < closes => open.evaluations.push(day(closes)),
            _ => {}
        }
    }
    Ok(open)
}

/// The pairs that go on.
async fn pairs(tx: &mut Tx, round: RoundId, on: Date) -> Result<Vec<GoesOn>> {
    let rows = sqlx::query!(
        r#"
        SELECT t.adept_id, a.name AS adept, t.mentor_id, m.name AS mentor,
            t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
        WHERE t.round_id = $1
        "#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut pairs = Vec::new();
    for row in rows {
        let (adept, mentor) = ((PersonId(row.adept_id), row.adept), (PersonId(row.mentor_id), row.mentor));
        let status = status_columns!(row).status()?;
        if goes_on(&status, on) {
            pairs.push(GoesOn { adept, mentor, until: status.ends() });
        }
    }
    pairs.sort_by_cached_key(|pair| order::swedish(&pair.adept.1));
    Ok(pairs)
}

/// Who takes part in a round, by name.
async fn participants(tx: &mut Tx, round: RoundId) -> Result<Vec<Participant>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id, p.name, o.name AS organisation, u.duty
        FROM duties u JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
        WHERE u.round_id = $1 AND u.duty IN ('adept', 'mentor')
        "#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut participants = Vec::new();
    for row in rows {
        let role = row::named("duties", &row.duty, Duty::from_name)?.role();
        let role = role.ok_or_else(|| Error::bad_row("duties", "no role"))?;
        let (person, name, organisation) = (PersonId(row.id), row.name, row.organisation);
        participants.push(Participant { person, name, role, organisation });
    }
    participants.sort_by_cached_key(|one| order::swedish(&one.name));
    Ok(participants)
}
