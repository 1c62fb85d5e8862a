//! What people think of a day. Ratings lie open, since they are counted; a
//! comment reaches its row sealed.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    day::{
        Audience, Day, DayId,
        evaluation::{self, Comment, DayResults, Evaluation, Part, Ratings, Roll, Window},
    },
    live::Change,
    people::{Caller, PersonId, Role},
};
use jiff::Timestamp;
use store::{Error, Evaluations, Result, day::evaluation::ToEvaluate, row};

use super::invited;
use crate::{Engine, Tx, queries::engine::Connection};

#[async_trait]
impl Evaluations for Engine {
    async fn to_evaluate(&self, caller: &Caller, now: Timestamp) -> Result<Vec<ToEvaluate>> {
        let mut days = self.attended(caller).await?;
        days.retain(|day| day.window.opens <= now);
        Ok(days)
    }

    async fn own_evaluation(&self, caller: &Caller, day: DayId) -> Result<Option<Evaluation>> {
        let row = sqlx::query!(
            "SELECT whole, content, contacts, comment FROM evaluations WHERE day_id = $1 AND person_id = $2",
            day.0,
            caller.person.0
        )
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let ratings = ratings(row.whole, row.content, row.contacts)?;
        let comment = row.comment.and_then(|sealed| self.vault.open_comment(day, caller.person, &sealed).text());
        let comment = Comment::parse(&comment.unwrap_or_default())
            .map_err(|_| Error::bad_row("evaluations", "a comment that is too long"))?;
        Ok(Some(Evaluation { ratings, comment }))
    }

    async fn evaluate(&self, caller: &Caller, day: DayId, evaluation: &Evaluation, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        settle(&mut tx, day, now).await?;
        let window = listed(&mut tx, caller, day).await?.filter(|window| window.opens <= now);
        if !window.ok_or(Error::NotFound)?.is_open(now) {
            return Err(evaluation::Refusal::Closed.into());
        }
        self.save_evaluation(&mut tx, day, caller.person, evaluation).await?;
        tx.announce(Change::Evaluation { round: caller.round, person: caller.person });
        tx.commit().await
    }

    async fn day_results(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayResults>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(attended) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else { return Ok(None) };
        self.results(&mut tx, caller, attended.day, now).await.map(Some)
    }

    async fn open_evaluations(&self, now: Timestamp) -> Result<()> {
        let due = sqlx::query_scalar!(
            r#"
            SELECT d.id AS "id!" FROM days d WHERE d.state = 'published'
                AND EXISTS (SELECT 1 FROM segments s WHERE s.day_id = d.id AND s.ends <= $1 AND s.ends > d.roll_settled_at)
                AND NOT EXISTS (SELECT 1 FROM evaluation_roll r WHERE r.day_id = d.id AND r.closes <= $1)
            "#,
            now.as_millisecond()
        );
        for day in due.fetch_all(self.reader()).await? {
            let mut tx = self.begin_write().await?;
            settle(&mut tx, DayId(day), now).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

impl Engine {
    /// What may be shown of a day's evaluation.
    async fn results(&self, db: &mut Connection, caller: &Caller, day: Day, now: Timestamp) -> Result<DayResults> {
        let closes = closes(db, &day).await?;
        if now < closes {
            return Ok(DayResults { day, closes, findings: None, comments: Vec::new() });
        }
        let rows = sqlx::query!(
            r#"
            SELECT e.person_id, e.whole, e.content, e.contacts, e.comment,
                COALESCE(r.role, (SELECT MIN(u.duty) FROM duties u WHERE u.round_id = $2 AND u.person_id = e.person_id
                    AND u.duty IN ('adept', 'mentor'))) AS "role?: String"
            FROM evaluations e LEFT JOIN evaluation_roll r ON r.day_id = e.day_id AND r.person_id = e.person_id
            WHERE e.day_id = $1
            "#,
            day.id.0,
            caller.round.0
        )
        .fetch_all(db)
        .await?;
        let mut given = BTreeMap::new();
        for row in rows {
            let role = row.role.map(|role| row::named("duties", &role, Role::from_name)).transpose()?;
            let person = PersonId(row.person_id);
            let comment = row.comment.map(|sealed| self.vault.open_comment(day.id, person, &sealed).shown());
            let answer = (role, ratings(row.whole, row.content, row.contacts)?);
            given.insert(self.vault.comment_order(day.id, person), (answer, comment));
        }
        let (answers, comments): (Vec<_>, Vec<_>) = given.into_values().unzip();
        let findings = evaluation::findings(&answers);
        let shown = findings.everyone.is_some();
        let comments = comments.into_iter().flatten().filter(|_| shown).collect();
        Ok(DayResults { day, closes, findings: Some(findings), comments })
    }

    /// Every day that the caller was at, whether it has ended or not.
    async fn attended(&self, caller: &Caller) -> Result<Vec<ToEvaluate>> {
        let rows = sqlx::query!(
            r#"
            SELECT d.id, d.roll_settled_at, l.opens AS "opens?", l.closes AS "closes?", s.audience, s.ends,
                EXISTS (SELECT 1 FROM replies r WHERE r.segment_id = s.id AND r.person_id = $2 AND r.answer = 'yes')
                    AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.segment_id = s.id AND q.person_id = $2)
                    AS "said_yes!: bool",
                EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id AND a.person_id = $2) AS "came!: bool",
                EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id) AS "anyone_came!: bool",
                EXISTS (SELECT 1 FROM evaluations e WHERE e.day_id = d.id AND e.person_id = $2) AS "given!: bool"
            FROM segments s JOIN days d ON d.id = s.day_id
            LEFT JOIN evaluation_roll l ON l.day_id = d.id AND l.person_id = $2
            WHERE d.round_id = $1 AND d.state = 'published'
            "#,
            caller.round.0,
            caller.person.0
        )
        .fetch_all(self.reader())
        .await?;
        let mut days = BTreeMap::<DayId, Attended>::new();
        for row in rows {
            let day = days.entry(DayId(row.id)).or_default();
            day.given = row.given;
            day.roll = roll(row.roll_settled_at, row.opens.zip(row.closes))?;
            day.anyone_came |= row.anyone_came;
            if caller.invited_to(row::named("segments", &row.audience, Audience::from_name)?) {
                let ends = row::timestamp("segments", row.ends)?;
                day.parts.push(Part { ends, said_yes: row.said_yes, came: row.came });
            }
        }
        Ok(days.into_iter().filter_map(|(id, day)| day.of(id)).collect())
    }

    pub(crate) async fn save_evaluation(
        &self,
        tx: &mut Tx,
        day: DayId,
        person: PersonId,
        evaluation: &Evaluation,
    ) -> Result<()> {
        let comment = match evaluation.comment.as_str() {
            "" => None,
            comment => Some(self.vault.seal_comment(day, person, comment)?),
        };
        let [whole, content, contacts] = evaluation.ratings.map(i64::from);
        sqlx::query!(
            r#"
            INSERT INTO evaluations (day_id, person_id, whole, content, contacts, comment)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (day_id, person_id) DO UPDATE SET whole = excluded.whole, content = excluded.content,
                contacts = excluded.contacts, comment = excluded.comment
            "#,
            day.0,
            person.0,
            whole,
            content,
            contacts,
            comment
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// What is known of someone and a day.
#[derive(Default)]
pub(crate) struct Attended {
    /// The parts that they were invited to.
    pub parts: Vec<Part>,
    /// Whether anyone at all was checked in.
    pub anyone_came: bool,
    /// Whether they have evaluated it.
    pub given: bool,
    /// What has been settled of who may.
    pub roll: Roll,
}

impl Attended {
    /// When they can evaluate the day, if they were there.
    pub(crate) fn of(&self, day: DayId) -> Option<ToEvaluate> {
        let window = self.roll.window(&self.parts, self.anyone_came)?;
        Some(ToEvaluate { day, window, given: self.given })
    }
}

/// Someone's roll, from the columns of its row.
pub(crate) fn roll(settled: i64, listed: Option<(i64, i64)>) -> Result<Roll> {
    let moment = |at| row::timestamp("evaluation_roll", at);
    let window = |(opens, closes)| -> Result<Window> { Ok(Window { opens: moment(opens)?, closes: moment(closes)? }) };
    Ok(Roll { settled: moment(settled)?, listed: listed.map(window).transpose()? })
}

/// When someone may evaluate a day, if they are on its roll.
async fn listed(tx: &mut Tx, caller: &Caller, day: DayId) -> Result<Option<Window>> {
    let row = sqlx::query!(
        r#"
        SELECT d.roll_settled_at, l.opens, l.closes FROM evaluation_roll l JOIN days d ON d.id = l.day_id
        WHERE l.day_id = $1 AND l.person_id = $2 AND d.round_id = $3 AND d.state = 'published'
        "#,
        day.0,
        caller.person.0,
        caller.round.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(roll(row.roll_settled_at, Some((row.opens, row.closes)))?.listed)
}

/// When a day's evaluation closes for the last of those who may answer.
pub(crate) async fn closes(db: &mut Connection, day: &Day) -> Result<Timestamp> {
    let last =
        sqlx::query_scalar!(r#"SELECT MAX(closes) AS "closes?: i64" FROM evaluation_roll WHERE day_id = $1"#, day.id.0);
    let last = last.fetch_one(db).await?.map(|at| row::timestamp("evaluation_roll", at)).transpose()?;
    Ok(evaluation::closes(day.ends()).max(last.unwrap_or(Timestamp::MIN)))
}

/// Settles who may evaluate a day, for everyone for whom that has opened since it
/// was settled last. To be called before anything at the door is changed. Once it
/// has closed, it is settled for good.
pub(crate) async fn settle(tx: &mut Tx, day: DayId, now: Timestamp) -> Result<()> {
    let due = sqlx::query_scalar!(
        r#"
        SELECT d.roll_settled_at FROM days d WHERE d.id = $1 AND d.state = 'published'
            AND EXISTS (SELECT 1 FROM segments s WHERE s.day_id = d.id AND s.ends <= $2 AND s.ends > d.roll_settled_at)
            AND NOT EXISTS (SELECT 1 FROM evaluation_roll r WHERE r.day_id = d.id AND r.closes <= $2)
        "#,
        day.0,
        now.as_millisecond()
    );
    let Some(before) = due.fetch_optional(&mut **tx).await? else { return Ok(()) };
    // This one statement decides between two who settle at once.
    let first = sqlx::query!(
        "UPDATE days SET roll_settled_at = $3 WHERE id = $1 AND roll_settled_at = $2",
        day.0,
        before,
        now.as_millisecond()
    );
    if first.execute(&mut **tx).await?.rows_affected() == 0 {
        return Ok(());
    }
    let settled = row::timestamp("days", before)?;
    for (person, (role, attended)) in everyone(tx, day).await? {
        let window = evaluation::window(&attended.parts, attended.anyone_came);
        if let Some(window) = window.filter(|window| settled < window.opens && window.opens <= now) {
            list(tx, day, (person, role), window).await?;
        }
    }
    Ok(())
}

/// All who take part in a day's round, and what is known of them at the door.
async fn everyone(tx: &mut Tx, day: DayId) -> Result<BTreeMap<PersonId, (Role, Attended)>> {
    let rows = sqlx::query!(
        r#"
        SELECT u.person_id, u.duty, s.audience, s.ends,
            EXISTS (SELECT 1 FROM replies r WHERE r.segment_id = s.id AND r.person_id = u.person_id AND r.answer = 'yes')
                AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.segment_id = s.id AND q.person_id = u.person_id)
                AS "said_yes!: bool",
            EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id AND a.person_id = u.person_id) AS "came!: bool",
            EXISTS (SELECT 1 FROM attendance a JOIN segments x ON x.id = a.segment_id WHERE x.day_id = s.day_id)
                AS "anyone_came!: bool"
        FROM segments s JOIN days d ON d.id = s.day_id
        JOIN duties u ON u.round_id = d.round_id AND u.duty IN ('adept', 'mentor')
        WHERE s.day_id = $1 ORDER BY u.person_id, u.duty, s.id
        "#,
        day.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut people = BTreeMap::new();
    for row in rows {
        let own = row::named("duties", &row.duty, Role::from_name)?;
        let (role, attended) = people.entry(PersonId(row.person_id)).or_insert_with(|| (own, Attended::default()));
        // Whoever is both is there as the first.
        if *role == own && own_part(&row.audience, own)? {
            let ends = row::timestamp("segments", row.ends)?;
            attended.anyone_came = row.anyone_came;
            attended.parts.push(Part { ends, said_yes: row.said_yes, came: row.came });
        }
    }
    Ok(people)
}

fn own_part(audience: &str, role: Role) -> Result<bool> {
    Ok(row::named("segments", audience, Audience::from_name)?.invites(role))
}

async fn list(tx: &mut Tx, day: DayId, (person, role): (PersonId, Role), window: Window) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO evaluation_roll (day_id, person_id, role, opens, closes) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        "#,
        day.0,
        person.0,
        role.name(),
        window.opens.as_millisecond(),
        window.closes.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(crate) fn ratings(whole: i64, content: i64, contacts: i64) -> Result<Ratings> {
    let rating = |number| row::count("evaluations", number);
    Ok([rating(whole)?, rating(content)?, rating(contacts)?])
}
