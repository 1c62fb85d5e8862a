//! Whoever holds a session, and what they are in each round: one query, at every request.

use domain::{
    day::{DayId, Hours, helper::is_open},
    pair::{
        PairId,
        status::{PairStatus, State},
    },
    people::{Duty, Localised, OrganisationId, PersonId, SessionId},
    round::{
        Round, RoundId,
        call::{Phase, phase},
        closing::{Closing, goes_on},
        focus::{HelpedDoor, OwnPair, SignedIn, Standing},
    },
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Result, row, secret::Secret};

use crate::{
    Engine,
    queries::{engine::Connection, pair::status::StatusColumns},
};

/// Whoever holds a session, with one of their duties in one of the rounds.
struct StandingRow {
    session: Option<i64>,
    seen_at: Option<i64>,
    person: i64,
    name: String,
    organisation: i64,
    round: i64,
    number: i64,
    starts_on: String,
    ends_on: String,
    max_pairs: i64,
    opens: Option<i64>,
    closes: Option<i64>,
    duty: Option<String>,
    pair_id: Option<i64>,
    state: Option<String>,
    state_since: Option<String>,
    paused_until: Option<String>,
    extended_to: Option<String>,
    partner: Option<String>,
    stands_in: bool,
    closed_at: Option<i64>,
    archived_at: Option<i64>,
    door: Option<i64>,
    door_slug: Option<String>,
    door_title_sv: Option<String>,
    door_title_en: Option<String>,
    door_starts: Option<i64>,
    door_ends: Option<i64>,
}

impl Engine {
    /// Whoever holds a session, and when it was last used.
    pub(crate) async fn standings(&self, session: &Secret, now: Timestamp) -> Result<Option<(SignedIn, Timestamp)>> {
        let rows = self.standing_rows(&session.hash(), None, now).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let (Some(session), Some(seen_at)) = (first.session, first.seen_at) else { return Ok(None) };
        let signed_in = SignedIn {
            person: PersonId(first.person),
            name: first.name.clone(),
            organisation: OrganisationId(first.organisation),
            session: SessionId(session),
            rounds: rounds(&rows, now)?,
            doors: doors(&rows, now)?,
        };
        Ok(Some((signed_in, row::timestamp("sessions", seen_at)?)))
    }

    /// What someone is in each round, the greatest number first.
    pub(crate) async fn standings_of(&self, person: PersonId, now: Timestamp) -> Result<Vec<Standing>> {
        rounds(&self.standing_rows(&[], Some(person), now).await?, now)
    }

    /// Whoever holds a session, or someone, with one row for each of their duties and
    /// each of their pairs in a round, or one without any.
    async fn standing_rows(
        &self,
        session: &[u8],
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Vec<StandingRow>> {
        let rows = sqlx::query_as!(
            StandingRow,
            r#"
            SELECT s.id AS "session?", s.seen_at AS "seen_at?", p.id AS person, p.name, p.organisation_id AS organisation,
                r.id AS round, r.number, r.starts_on, r.ends_on, r.max_pairs, c.opens AS "opens?", c.closes AS "closes?",
                u.duty AS "duty?", t.id AS "pair_id?", t.state AS "state?", t.state_since AS "state_since?",
                t.paused_until, t.extended_to, m.name AS "partner?", k.closed_at AS "closed_at?", k.archived_at,
                EXISTS (
                    SELECT 1 FROM stand_ins i
                    JOIN duties k ON k.round_id = i.round_id AND k.person_id = i.contact_id AND k.duty = 'contact_person'
                    JOIN persons a ON a.id = i.contact_id
                    WHERE i.round_id = r.id AND i.stand_in_id = p.id AND i.starts_on <= $3 AND i.ends_on >= $3
                        AND a.organisation_id = p.organisation_id
                ) AS "stands_in!: bool",
                h.day_id AS "door?", h.slug AS "door_slug?", h.title_sv AS "door_title_sv?", h.title_en AS "door_title_en?",
                h.starts AS "door_starts?: i64", h.ends AS "door_ends?: i64"
            FROM persons p
            LEFT JOIN sessions s ON s.person_id = p.id AND s.secret_hash = $1 AND s.expires_at > $2
            JOIN rounds r ON r.id IS NOT NULL
            LEFT JOIN calls c ON c.round_id = r.id
            LEFT JOIN round_closings k ON k.round_id = r.id
            LEFT JOIN duties u ON u.round_id = r.id AND u.person_id = p.id
            LEFT JOIN pairs t ON t.round_id = r.id AND (t.adept_id = p.id OR t.mentor_id = p.id)
            LEFT JOIN persons m ON m.id = CASE WHEN t.adept_id = p.id THEN t.mentor_id ELSE t.adept_id END
            LEFT JOIN (
                SELECT w.person_id, d.round_id, d.id AS day_id, d.slug, d.title_sv, d.title_en,
                    MIN(x.starts) AS starts, MAX(x.ends) AS ends
                FROM day_helpers w JOIN days d ON d.id = w.day_id
                JOIN segments x ON x.day_id = d.id AND NOT x.cancelled
                WHERE d.state = 'published'
                GROUP BY w.person_id, d.round_id, d.id, d.slug, d.title_sv, d.title_en
            ) h ON h.person_id = p.id AND h.round_id = r.id
            WHERE p.id = COALESCE(
                    (SELECT i.person_id FROM sessions i WHERE i.secret_hash = $1 AND i.expires_at > $2), $4
                ) AND p.deactivated_at IS NULL
            ORDER BY r.number DESC, t.id, h.starts, h.day_id
            "#,
            session,
            now.as_millisecond(),
            time::today(now).to_string(),
            person.map(|person| person.0)
        );
        Ok(rows.fetch_all(self.reader()).await?)
    }
}

fn rounds(rows: &[StandingRow], now: Timestamp) -> Result<Vec<Standing>> {
    rows.chunk_by(|one, next| one.round == next.round).map(|rows| standing(rows, now)).collect()
}

/// What someone is in a round, by its rows.
fn standing(rows: &[StandingRow], now: Timestamp) -> Result<Standing> {
    let (first, today) = (&rows[0], time::today(now));
    let closing = first.closing()?;
    Ok(Standing {
        closed: closing.is_some(),
        archived: closing.is_some_and(|closing| closing.is_archived(today)),
        round: first.round()?,
        call: first.call(now)?,
        duties: duties(rows)?,
        pairs: pairs(rows, today)?,
    })
}

/// The doors at which someone helps now, by their rows.
fn doors(rows: &[StandingRow], now: Timestamp) -> Result<Vec<HelpedDoor>> {
    let mut open = Vec::new();
    for row in rows {
        if let Some((hours, door)) = row.door()?.filter(|(hours, _)| is_open(*hours, now)) {
            open.push((hours.starts, door));
        }
    }
    open.sort_by_key(|(starts, door)| (*starts, door.day));
    open.dedup();
    Ok(open.into_iter().map(|(_, door)| door).collect())
}

/// Their pairs that they may read, those that go on first. One that has ended is among
/// them as long as there is no other: the last one.
fn pairs(rows: &[StandingRow], today: Date) -> Result<Vec<OwnPair>> {
    let mut known = Vec::new();
    for row in rows {
        if let (Some(id), Some(partner), Some(status)) = (row.pair_id, &row.partner, row.status()?) {
            let pair = OwnPair { id: PairId(id), partner: partner.clone(), goes_on: goes_on(&status, today) };
            known.push((pair, status));
        }
    }
    known.dedup_by_key(|(pair, _)| pair.id);
    let ended = |(_, status): &(OwnPair, PairStatus)| status.decided == State::Ended;
    if known.iter().all(ended) {
        known = known.split_off(known.len().saturating_sub(1));
    } else {
        known.retain(|pair| !ended(pair));
    }
    let read = known.into_iter().filter(|(_, status)| today <= status.kept_until());
    let mut pairs: Vec<_> = read.map(|(pair, _)| pair).collect();
    pairs.sort_by_key(|pair| !pair.goes_on);
    Ok(pairs)
}

impl StandingRow {
    fn round(&self) -> Result<Round> {
        Ok(Round {
            id: RoundId(self.round),
            number: row::count("rounds", self.number)?,
            starts_on: row::date("rounds", &self.starts_on)?,
            ends_on: row::date("rounds", &self.ends_on)?,
            max_pairs: row::count("rounds", self.max_pairs)?,
        })
    }

    fn call(&self, now: Timestamp) -> Result<Option<Phase>> {
        let (Some(opens), Some(closes)) = (self.opens, self.closes) else { return Ok(None) };
        Ok(Some(phase(row::timestamp("calls", opens)?, row::timestamp("calls", closes)?, now)))
    }

    /// That the round is closed; by whom is not read here.
    fn closing(&self) -> Result<Option<Closing>> {
        let Some(at) = self.closed_at else { return Ok(None) };
        let time = |at| row::timestamp("round_closings", at);
        let archived_at = self.archived_at.map(time).transpose()?;
        Ok(Some(Closing { at: time(at)?, by: String::new(), thanked_at: None, archived_at }))
    }

    /// A door at which they help at some time, and the hours of its day.
    fn door(&self) -> Result<Option<(Hours, HelpedDoor)>> {
        let (Some(day), Some(slug), Some(sv), Some(en)) =
            (self.door, &self.door_slug, &self.door_title_sv, &self.door_title_en)
        else {
            return Ok(None);
        };
        let (Some(starts), Some(ends)) = (self.door_starts, self.door_ends) else { return Ok(None) };
        let time = |at| row::timestamp("segments", at);
        let door = HelpedDoor {
            round: RoundId(self.round),
            day: DayId(day),
            slug: slug.clone(),
            title: Localised { sv: sv.clone(), en: en.clone() },
        };
        Ok(Some((Hours { starts: time(starts)?, ends: time(ends)? }, door)))
    }

    /// The status of the pair that they are in.
    fn status(&self) -> Result<Option<PairStatus>> {
        let (Some(state), Some(state_since)) = (&self.state, &self.state_since) else { return Ok(None) };
        let columns = StatusColumns {
            state: state.clone(),
            state_since: state_since.clone(),
            paused_until: self.paused_until.clone(),
            ends_on: self.ends_on.clone(),
            extended_to: self.extended_to.clone(),
        };
        columns.status().map(Some)
    }
}

/// What someone does in the round: also what they do for a contact person of
/// their organisation who is away.
fn duties(rows: &[StandingRow]) -> Result<Vec<Duty>> {
    let own = rows.iter().filter_map(|row| row.duty.as_deref());
    let mut duties = own.map(|duty| row::named("duties", duty, Duty::from_name)).collect::<Result<Vec<_>>>()?;
    if rows.iter().any(|row| row.stands_in) {
        duties.push(Duty::ContactPerson);
    }
    duties.sort_unstable();
    duties.dedup();
    Ok(duties)
}

/// The round that strangers are told of, and that someone new is let into.
pub(crate) async fn main_round(db: &mut Connection, now: Timestamp) -> Result<Option<Round>> {
    Ok(domain::round::focus::main_round(&all(db).await?, time::today(now)).cloned())
}

/// Every round, the greatest number first.
pub(super) async fn all(db: &mut Connection) -> Result<Vec<Round>> {
    let rows = sqlx::query!("SELECT id, number, starts_on, ends_on, max_pairs FROM rounds ORDER BY number DESC")
        .fetch_all(db)
        .await?;
    let rounds = rows.into_iter().map(|row| {
        Ok(Round {
            id: RoundId(row.id),
            number: row::count("rounds", row.number)?,
            starts_on: row::date("rounds", &row.starts_on)?,
            ends_on: row::date("rounds", &row.ends_on)?,
            max_pairs: row::count("rounds", row.max_pairs)?,
        })
    });
    rounds.collect()
}
