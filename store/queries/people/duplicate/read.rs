//! Two people beside each other, and what a merge of them would do.

use domain::{
    application,
    day::Answer,
    people::{
        Caller, Duty, EmailAddress, Localised, Organisation, OrganisationId, PersonId,
        directory::Merged,
        duplicate::{Coupled, DoubleAnswer, Given, Moves, Preview, Side, Standing, double_applications, obstacles},
    },
};
use store::{Error, Result, row, vault::CommonContext};

use super::Two;
use crate::{Engine, queries::engine::Connection};

/// The one that goes, the one that stays; if there are both.
pub(super) async fn sides(db: &mut Connection, two: Two) -> Result<Option<(Side, Side)>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "id!", p.name, p.title, p.phone, p.email, p.second_email, p.deactivated_at,
            o.id AS "organisation_id!", o.name AS organisation
        FROM persons p JOIN organisations o ON o.id = p.organisation_id WHERE p.id IN ($1, $2)
        "#,
        two.from.0,
        two.into.0
    )
    .fetch_all(&mut *db)
    .await?;
    let mut sides = Vec::new();
    for row in rows {
        let (person, organisation) = (PersonId(row.id), OrganisationId(row.organisation_id));
        sides.push(Side {
            person,
            name: row.name,
            title: row.title,
            phone: row.phone,
            organisation: Organisation { id: organisation, name: row.organisation },
            email: address_of(&row.email)?,
            second: row.second_email.as_deref().map(address_of).transpose()?,
            standing: Standing {
                person,
                organisation,
                active: row.deactivated_at.is_none(),
                acts: false,
                roles: Vec::new(),
                pairs: Vec::new(),
                applications: Vec::new(),
            },
        });
    }
    for side in &mut sides {
        read_standing(db, &mut side.standing).await?;
    }
    let mut take = |person| sides.iter().position(|side| side.person == person).map(|place| sides.swap_remove(place));
    Ok(take(two.from).zip(take(two.into)))
}

async fn read_standing(db: &mut Connection, standing: &mut Standing) -> Result<()> {
    let person = standing.person.0;
    let duties = sqlx::query!(
        "SELECT r.number, u.duty FROM duties u JOIN rounds r ON r.id = u.round_id WHERE u.person_id = $1",
        person
    );
    for row in duties.fetch_all(&mut *db).await? {
        let duty = row::named("duties", &row.duty, Duty::from_name)?;
        standing.acts |= duty.is_appointed();
        let round = row::count("rounds", row.number)?;
        standing.roles.extend(duty.role().map(|role| (round, role)));
    }
    let pairs = sqlx::query!(
        r#"
        SELECT r.number, t.adept_id, t.mentor_id, t.state FROM pairs t JOIN rounds r ON r.id = t.round_id
        WHERE t.adept_id = $1 OR t.mentor_id = $1
        "#,
        person
    );
    for row in pairs.fetch_all(&mut *db).await? {
        let partner = PersonId(if row.adept_id == person { row.mentor_id } else { row.adept_id });
        let goes_on = row.state != "ended";
        standing.pairs.push(Coupled { round: row::count("rounds", row.number)?, partner, goes_on });
    }
    let applications = sqlx::query!(
        "SELECT r.number, a.state FROM applications a JOIN rounds r ON r.id = a.round_id WHERE a.person_id = $1",
        person
    );
    for row in applications.fetch_all(db).await? {
        let state = row::named("applications", &row.state, application::State::from_name)?;
        standing.applications.push((row::count("rounds", row.number)?, state));
    }
    Ok(())
}

fn address_of(kept: &str) -> Result<EmailAddress> {
    EmailAddress::parse(kept).map_err(|_| Error::bad_row("persons", "an address that is none"))
}

pub(super) async fn preview(
    db: &mut Connection,
    caller: &Caller,
    two: Two,
    (from, into): (Side, Side),
) -> Result<Preview> {
    let applications = double_applications(&from.standing, &into.standing);
    let applications = applications.filter_map(|(round, goes)| goes.map(|goes| (round, goes))).collect();
    let (partners, colleagues) = partners(db, two, (&from, &into)).await?;
    Ok(Preview {
        obstacles: obstacles(&from.standing, &into.standing, caller.person),
        moves: moves(db, two.from).await?,
        answers: double_answers(db, two).await?.into_iter().map(|(_, answer)| answer).collect(),
        applications,
        partners,
        colleagues,
        from,
        into,
    })
}

/// The names of the mentors and adepts of both; and of those who have one now, who works
/// for one of the two organisations.
async fn partners(
    db: &mut Connection,
    two: Two,
    (from, into): (&Side, &Side),
) -> Result<(Vec<String>, Vec<(String, OrganisationId)>)> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "id!: i64", p.name AS "name!: String", p.organisation_id AS "organisation_id!: i64",
            MAX(CASE WHEN t.state <> 'ended' THEN 1 ELSE 0 END) AS "goes_on!: i64"
        FROM pairs t JOIN persons p
            ON p.id = CASE WHEN t.adept_id IN ($1, $2) THEN t.mentor_id ELSE t.adept_id END
        WHERE (t.adept_id IN ($1, $2) OR t.mentor_id IN ($1, $2)) AND t.erased_at IS NULL
        GROUP BY p.id, p.name, p.organisation_id, p.sort_name ORDER BY p.sort_name, p.id
        "#,
        two.from.0,
        two.into.0
    )
    .fetch_all(db)
    .await?;
    let mut colleagues = Vec::new();
    for row in rows.iter().filter(|row| row.goes_on > 0) {
        let organisation = OrganisationId(row.organisation_id);
        let of_one = [from.organisation.id, into.organisation.id].contains(&organisation);
        if of_one && from.organisation.id != into.organisation.id {
            colleagues.push((row.name.clone(), organisation));
        }
    }
    Ok((rows.into_iter().map(|row| row.name).collect(), colleagues))
}

async fn moves(db: &mut Connection, from: PersonId) -> Result<Moves> {
    let row = sqlx::query!(
        r#"
        SELECT (SELECT COUNT(*) FROM duties WHERE person_id = $1) AS "duties!: i64",
            (SELECT COUNT(*) FROM duty_history WHERE person_id = $1) AS "former_duties!: i64",
            (SELECT COUNT(*) FROM pairs WHERE adept_id = $1 OR mentor_id = $1) AS "pairs!: i64",
            (SELECT COUNT(*) FROM meetings WHERE state = 'held' AND logged_by = $1) AS "meetings!: i64",
            (SELECT COUNT(*) FROM replies WHERE person_id = $1) AS "answers!: i64",
            (SELECT COUNT(*) FROM attendance WHERE person_id = $1) AS "attendance!: i64",
            (SELECT COUNT(*) FROM table_seats WHERE person_id = $1) AS "seats!: i64",
            (SELECT COUNT(*) FROM applications WHERE person_id = $1) AS "applications!: i64",
            (SELECT COUNT(*) FROM drafts WHERE person_id = $1 AND discarded_at IS NULL) AS "drafts!: i64",
            (SELECT COUNT(*) FROM calendar_feeds WHERE person_id = $1) AS "feeds!: i64",
            (SELECT COUNT(*) FROM announcement_receivers WHERE person_id = $1) AS "announcements!: i64"
        "#,
        from.0
    )
    .fetch_one(db)
    .await?;
    Ok(Moves {
        duties: row::count("duties", row.duties)?,
        former_duties: row::count("duty_history", row.former_duties)?,
        pairs: row::count("pairs", row.pairs)?,
        meetings: row::count("meetings", row.meetings)?,
        answers: row::count("replies", row.answers)?,
        attendance: row::count("attendance", row.attendance)?,
        seats: row::count("table_seats", row.seats)?,
        applications: row::count("applications", row.applications)?,
        drafts: row::count("drafts", row.drafts)?,
        feeds: row::count("calendar_feeds", row.feeds)?,
        announcements: row::count("announcement_receivers", row.announcements)?,
    })
}

/// The parts of days that both have answered to, with their numbers, the latest last.
pub(super) async fn double_answers(db: &mut Connection, two: Two) -> Result<Vec<(i64, DoubleAnswer)>> {
    let rows = sqlx::query!(
        r#"
        SELECT s.id AS "segment!: i64", s.starts AS "starts!: i64", d.title_sv, d.title_en,
            f.answer AS from_answer, f.answered_at AS from_at, i.answer AS into_answer, i.answered_at AS into_at,
            EXISTS (SELECT 1 FROM queue q WHERE q.segment_id = s.id AND q.person_id = $1) AS "from_waits!: bool",
            EXISTS (SELECT 1 FROM queue q WHERE q.segment_id = s.id AND q.person_id = $2) AS "into_waits!: bool"
        FROM replies f JOIN replies i ON i.segment_id = f.segment_id AND i.person_id = $2
        JOIN segments s ON s.id = f.segment_id JOIN days d ON d.id = s.day_id
        WHERE f.person_id = $1 ORDER BY s.starts, s.id
        "#,
        two.from.0,
        two.into.0
    )
    .fetch_all(db)
    .await?;
    let given = |answer: &str, at, waits| -> Result<Given> {
        let answer = row::named("replies", answer, Answer::from_name)?;
        Ok(Given { answer, at: row::timestamp("replies", at)?, waits })
    };
    let answers = rows.into_iter().map(|row| {
        let answer = DoubleAnswer {
            starts: row::timestamp("segments", row.starts)?,
            from: given(&row.from_answer, row.from_at, row.from_waits)?,
            into: given(&row.into_answer, row.into_at, row.into_waits)?,
            title: Localised { sv: row.title_sv, en: row.title_en },
        };
        Ok((row.segment, answer))
    });
    answers.collect()
}

impl Engine {
    /// Who was merged into someone, the latest first.
    pub(crate) async fn merged_people(&self, db: &mut Connection, into: PersonId) -> Result<Vec<Merged>> {
        let rows = sqlx::query!(
            r#"
            SELECT m.from_id, m.at, m.sealed, b.name FROM person_merges m JOIN persons b ON b.id = m.by_id
            WHERE m.into_id = $1 ORDER BY m.at DESC, m.from_id DESC
            "#,
            into.0
        )
        .fetch_all(db)
        .await?;
        let merged = rows.into_iter().map(|row| {
            let was = self.vault.open_parts(CommonContext::Merged(PersonId(row.from_id)), &row.sealed);
            let (name, email) = was.text().unwrap_or_default();
            Ok(Merged { name, email, by: row.name, at: row::timestamp("person_merges", row.at)? })
        });
        merged.collect()
    }
}
