//! Certificates of having taken part in a round.

use async_trait::async_trait;
use domain::{
    people::{Caller, Duty, PersonId},
    round::certificate::Certificate,
    time::today,
};
use jiff::Timestamp;
use store::{Certificates, Error, Result, row};

use super::closing::one_life;
use crate::Engine;

#[async_trait]
impl Certificates for Engine {
    async fn certificate(&self, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Option<Certificate>> {
        if !caller.sees_certificate_of(person) {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let life = one_life(&mut tx, caller.round, now).await?;
        let Some(life) = life.filter(|life| life.has_certificates(today(now))) else { return Ok(None) };
        let row = sqlx::query!(
            r#"
            SELECT p.name, o.name AS organisation, u.duty, u.since, n.name AS "network?", n.host AS "host?",
                (SELECT COUNT(DISTINCT s.day_id) FROM attendance a
                    JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
                    WHERE d.round_id = u.round_id AND a.person_id = p.id) AS "days!: i64"
            FROM duties u JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
            LEFT JOIN network n ON n.id = 1
            WHERE u.round_id = $1 AND u.person_id = $2 AND u.duty IN ('adept', 'mentor') ORDER BY u.duty LIMIT 1
            "#,
            caller.round.0,
            person.0
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let role = row::named("duties", &row.duty, Duty::from_name)?.role();
        let issued_on = life.closing.as_ref().map_or(now, |closing| closing.at);
        Ok(Some(Certificate {
            name: row.name,
            role: role.ok_or_else(|| Error::bad_row("duties", "no role"))?,
            organisation: row.organisation,
            since: row::date("duties", &row.since)?,
            days: row::count("attendance", row.days)?,
            issuer: row.network.zip(row.host),
            issued_on: today(issued_on),
            round: life.round,
        }))
    }
}
