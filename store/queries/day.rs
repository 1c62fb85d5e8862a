//! Common days and replies.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    day::{
        self, Answer, Audience, Board, Choices, Day, DayId, DayView, Guest, Kind, MateAnswer, Segment, SegmentAnswers,
        SegmentBoard, SegmentId,
    },
    live::Change,
    people::{Caller, Localised, OrganisationId, PersonId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Days, Error, Result, order, row};

use crate::{Engine, Tx, engine, fault};

/// What was answered, and when.
type Replies = HashMap<(SegmentId, PersonId), (Answer, Timestamp)>;

#[async_trait]
impl Days for Engine {
    async fn public_days(&self) -> Result<Vec<Day>> {
        let Some(round) = engine::current_round(self.reader()).await? else { return Ok(Vec::new()) };
        Ok(visible(self.all_days(round).await?, |audience| audience == Audience::Everyone))
    }

    async fn days(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayView>> {
        let days = visible(self.all_days(caller.round).await?, |audience| caller.sees_segment(audience));
        let mate = self.mate(caller).await?;
        let replies = self.own_and_mates_replies(caller, mate).await?;
        Ok(days.into_iter().map(|day| view(day, caller, mate, &replies, now)).collect())
    }

    async fn day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayView>> {
        Ok(self.days(caller, now).await?.into_iter().find(|view| view.day.slug == slug))
    }

    async fn answer(&self, caller: &Caller, segment: SegmentId, answer: Answer, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let invitation = invitation(&mut tx, caller, segment).await?.ok_or(Error::NotFound)?;
        day::decide(answer, now, invitation.reply_by, invitation.ends)?;
        sqlx::query!(
            r#"
            INSERT INTO replies (segment_id, person_id, answer, answered_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (segment_id, person_id)
            DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at
            "#,
            segment.0,
            caller.person.0,
            answer.name(),
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await
        .map_err(fault)?;
        let change = Change::Reply {
            round: caller.round,
            day: invitation.day,
            audience: invitation.audience,
            person: caller.person,
            organisation: caller.organisation,
            pair: caller.pair,
        };
        self.commit(tx, change).await
    }

    async fn board(&self, caller: &Caller, slug: &str) -> Result<Option<Board>> {
        Ok(self.boards(caller).await?.into_iter().find(|board| board.day.slug == slug))
    }

    async fn boards(&self, caller: &Caller) -> Result<Vec<Board>> {
        // Whoever may not see their own organisation's answers may see no one's.
        if !caller.sees_answers_of(caller.organisation) {
            return Ok(Vec::new());
        }
        let days = visible(self.all_days(caller.round).await?, |audience| caller.sees_segment(audience));
        let mut guests = self.participants(caller.round).await?;
        guests.retain(|guest| caller.sees_answers_of(guest.organisation));
        let replies = self.all_replies(caller.round).await?;
        Ok(days.into_iter().map(|day| board(day, &guests, &replies)).collect())
    }
}

impl Engine {
    /// A round's days with all their segments, in the order they take place.
    async fn all_days(&self, round: RoundId) -> Result<Vec<Day>> {
        let mut segments = self.segments_by_day(round).await?;
        let rows = sqlx::query!(
            r#"
            SELECT id, slug, kind, title_sv, title_en, summary_sv, summary_en, venue, address, reply_by
            FROM days WHERE round_id = $1
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let days = rows.into_iter().map(|row| {
            let id = DayId(row.id);
            Ok(Day {
                id,
                slug: row.slug,
                kind: row::named("days", &row.kind, Kind::from_name)?,
                title: Localised { sv: row.title_sv, en: row.title_en },
                summary: Localised { sv: row.summary_sv, en: row.summary_en },
                venue: row.venue,
                address: row.address,
                reply_by: row::timestamp("days", row.reply_by)?,
                segments: segments.remove(&id).unwrap_or_default(),
            })
        });
        let mut days = days.collect::<Result<Vec<_>>>()?;
        days.sort_by_key(Day::starts);
        Ok(days)
    }

    async fn segments_by_day(&self, round: RoundId) -> Result<HashMap<DayId, Vec<Segment>>> {
        let rows = sqlx::query!(
            r#"
            SELECT s.id, s.day_id, s.audience, s.starts, s.ends
            FROM segments s JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 ORDER BY s.starts, s.id
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut segments = HashMap::<_, Vec<_>>::new();
        for row in rows {
            segments.entry(DayId(row.day_id)).or_default().push(Segment {
                id: SegmentId(row.id),
                audience: row::named("segments", &row.audience, Audience::from_name)?,
                starts: row::timestamp("segments", row.starts)?,
                ends: row::timestamp("segments", row.ends)?,
            });
        }
        Ok(segments)
    }

    async fn own_and_mates_replies(&self, caller: &Caller, mate: Option<PersonId>) -> Result<Replies> {
        let rows = sqlx::query!(
            r#"
            SELECT r.segment_id, r.person_id, r.answer, r.answered_at
            FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND r.person_id IN ($2, $3)
            "#,
            caller.round.0,
            caller.person.0,
            mate.unwrap_or(caller.person).0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        rows.into_iter().map(|row| reply(row.segment_id, row.person_id, &row.answer, row.answered_at)).collect()
    }

    async fn all_replies(&self, round: RoundId) -> Result<Replies> {
        let rows = sqlx::query!(
            r#"
            SELECT r.segment_id, r.person_id, r.answer, r.answered_at
            FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        rows.into_iter().map(|row| reply(row.segment_id, row.person_id, &row.answer, row.answered_at)).collect()
    }

    /// A round's adepts and mentors, by name, without answers.
    async fn participants(&self, round: RoundId) -> Result<Vec<Guest>> {
        let rows = sqlx::query!(
            r#"
            SELECT p.id, p.name, u.duty, o.id AS organisation, o.name AS organisation_name
            FROM duties u JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE u.round_id = $1 AND u.duty IN ('adept', 'mentor')
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let guests = rows.into_iter().map(|row| {
            Ok(Guest {
                person: PersonId(row.id),
                role: row::named("duties", &row.duty, Role::from_name)?,
                name: row.name,
                organisation: OrganisationId(row.organisation),
                organisation_name: row.organisation_name,
                answer: None,
                answered_at: None,
            })
        });
        let mut guests = guests.collect::<Result<Vec<_>>>()?;
        guests.sort_by_cached_key(|guest| order::swedish(&guest.name));
        Ok(guests)
    }
}

/// A segment that the caller is invited to, and until when they may answer.
struct Invitation {
    day: DayId,
    audience: Audience,
    reply_by: Timestamp,
    ends: Timestamp,
}

async fn invitation(tx: &mut Tx, caller: &Caller, segment: SegmentId) -> Result<Option<Invitation>> {
    let row = sqlx::query!(
        r#"
        SELECT s.day_id, s.audience, s.ends, d.reply_by
        FROM segments s JOIN days d ON d.id = s.day_id
        WHERE s.id = $1 AND d.round_id = $2
        "#,
        segment.0,
        caller.round.0
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(fault)?;
    let Some(row) = row else { return Ok(None) };
    let invitation = Invitation {
        day: DayId(row.day_id),
        audience: row::named("segments", &row.audience, Audience::from_name)?,
        reply_by: row::timestamp("days", row.reply_by)?,
        ends: row::timestamp("segments", row.ends)?,
    };
    Ok(caller.invited_to(invitation.audience).then_some(invitation))
}

fn reply(segment: i64, person: i64, answer: &str, at: i64) -> Result<((SegmentId, PersonId), (Answer, Timestamp))> {
    let answer = row::named("replies", answer, Answer::from_name)?;
    Ok(((SegmentId(segment), PersonId(person)), (answer, row::timestamp("replies", at)?)))
}

/// The days with only those segments that someone may see; a day without any
/// is left out.
fn visible(days: Vec<Day>, sees: impl Fn(Audience) -> bool) -> Vec<Day> {
    let trim = |mut day: Day| {
        day.segments.retain(|segment| sees(segment.audience));
        (!day.segments.is_empty()).then_some(day)
    };
    days.into_iter().filter_map(trim).collect()
}

fn view(day: Day, caller: &Caller, mate: Option<PersonId>, replies: &Replies, now: Timestamp) -> DayView {
    let answer_of = |segment: SegmentId, person| replies.get(&(segment, person)).map(|(answer, _)| *answer);
    let answers = |segment: &Segment| {
        let invited = caller.invited_to(segment.audience);
        let mates_role = caller.role().map(Role::counterpart);
        let mate = mate.filter(|_| invited && mates_role.is_some_and(|role| segment.audience.invites(role)));
        SegmentAnswers {
            segment: *segment,
            choices: if invited { day::choices(now, day.reply_by, segment.ends) } else { Choices::None },
            mine: answer_of(segment.id, caller.person).filter(|_| invited),
            mate: mate.map_or(MateAnswer::NotInvited, |mate| {
                answer_of(segment.id, mate).map_or(MateAnswer::Unanswered, MateAnswer::Answered)
            }),
        }
    };
    DayView { answers: day.segments.iter().map(answers).collect(), day }
}

fn board(day: Day, guests: &[Guest], replies: &Replies) -> Board {
    let with_answer = |guest: &Guest, segment: &Segment| {
        let reply = replies.get(&(segment.id, guest.person));
        Guest { answer: reply.map(|(answer, _)| *answer), answered_at: reply.map(|(_, at)| *at), ..guest.clone() }
    };
    let segment_board = |segment: &Segment| SegmentBoard {
        segment: *segment,
        guests: guests
            .iter()
            .filter(|guest| segment.audience.invites(guest.role))
            .map(|guest| with_answer(guest, segment))
            .collect(),
    };
    Board { segments: day.segments.iter().map(segment_board).collect(), day }
}
