//! What people think of a day. Ratings lie open, since they are counted; a
//! comment reaches its row sealed.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    day::{
        Audience, Day, DayId, Refusal,
        evaluation::{self, Comment, DayResults, Evaluation, Part, Ratings},
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
        let comment = self.comment(day, caller.person, row.comment.as_deref())?;
        let comment =
            Comment::parse(&comment).map_err(|_| Error::bad_row("evaluations", "a comment that is too long"))?;
        Ok(Some(Evaluation { ratings, comment }))
    }

    async fn evaluate(&self, caller: &Caller, day: DayId, evaluation: &Evaluation, now: Timestamp) -> Result<()> {
        let mut days = self.attended(caller).await?.into_iter();
        let attended = days.find(|attended| attended.day == day && attended.window.opens <= now);
        if !attended.ok_or(Error::NotFound)?.window.is_open(now) {
            return Err(Refusal::EvaluationClosed.into());
        }
        let mut tx = self.begin_write().await?;
        self.save_evaluation(&mut tx, day, caller.person, evaluation).await?;
        self.commit(tx, Change::Evaluation { round: caller.round, person: caller.person }).await
    }

    async fn day_results(&self, caller: &Caller, slug: &str) -> Result<Option<DayResults>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(attended) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else { return Ok(None) };
        self.results(&mut tx, caller, attended.day).await.map(Some)
    }
}

impl Engine {
    /// What may be shown of a day's evaluation.
    async fn results(&self, db: &mut Connection, caller: &Caller, day: Day) -> Result<DayResults> {
        let rows = sqlx::query!(
            r#"
            SELECT e.person_id, e.whole, e.content, e.contacts, e.comment,
                (SELECT MIN(u.duty) FROM duties u WHERE u.round_id = $2 AND u.person_id = e.person_id
                    AND u.duty IN ('adept', 'mentor')) AS "role?: String"
            FROM evaluations e WHERE e.day_id = $1
            "#,
            day.id.0,
            caller.round.0
        )
        .fetch_all(db)
        .await?;
        let (mut answers, mut comments) = (Vec::new(), BTreeMap::new());
        for row in rows {
            let role = row.role.map(|role| row::named("duties", &role, Role::from_name)).transpose()?;
            answers.push((role, ratings(row.whole, row.content, row.contacts)?));
            let person = PersonId(row.person_id);
            let comment = self.comment(day.id, person, row.comment.as_deref())?;
            comments.insert(self.vault.comment_order(day.id, person), comment);
        }
        let findings = evaluation::findings(&answers);
        comments.retain(|_, comment| !comment.is_empty() && findings.everyone.is_some());
        Ok(DayResults { day, findings, comments: comments.into_values().collect() })
    }

    /// Every day that the caller was at, whether it has ended or not.
    async fn attended(&self, caller: &Caller) -> Result<Vec<ToEvaluate>> {
        let rows = sqlx::query!(
            r#"
            SELECT d.id, s.audience, s.ends,
                EXISTS (SELECT 1 FROM replies r WHERE r.segment_id = s.id AND r.person_id = $2 AND r.answer = 'yes')
                    AND NOT EXISTS (SELECT 1 FROM queue q WHERE q.segment_id = s.id AND q.person_id = $2)
                    AS "said_yes!: bool",
                EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id AND a.person_id = $2) AS "came!: bool",
                EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = s.id) AS "anyone_came!: bool",
                EXISTS (SELECT 1 FROM evaluations e WHERE e.day_id = d.id AND e.person_id = $2) AS "given!: bool"
            FROM segments s JOIN days d ON d.id = s.day_id
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
            day.anyone_came |= row.anyone_came;
            if caller.invited_to(row::named("segments", &row.audience, Audience::from_name)?) {
                let ends = row::timestamp("segments", row.ends)?;
                day.parts.push(Part { ends, said_yes: row.said_yes, came: row.came });
            }
        }
        Ok(days.into_iter().filter_map(|(id, day)| day.of(id)).collect())
    }

    fn comment(&self, day: DayId, person: PersonId, sealed: Option<&[u8]>) -> Result<String> {
        sealed.map_or(Ok(String::new()), |sealed| self.vault.open_comment(day, person, sealed))
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
}

impl Attended {
    /// When they can evaluate the day, if they were there.
    pub(crate) fn of(&self, day: DayId) -> Option<ToEvaluate> {
        let window = evaluation::window(&self.parts, self.anyone_came)?;
        Some(ToEvaluate { day, window, given: self.given })
    }
}

fn ratings(whole: i64, content: i64, contacts: i64) -> Result<Ratings> {
    let rating = |number| row::count("evaluations", number);
    Ok([rating(whole)?, rating(content)?, rating(contacts)?])
}
