//! The organiser's board: counted and cut into pages by the database.

use async_trait::async_trait;
use domain::{
    access::Whose,
    board::{self, BoardView, Count, DayBoard, DayFigures, Filter, Overview, PAGE, PrintList, SegmentView},
    day::{Answer, Audience, Board, Day, Guest, Segment, SegmentId, Standing, Tally},
    headcount::Totals,
    people::{Caller, OrganisationId, PersonId, Role},
    seats::Seating,
};
use futures_util::{future::try_join_all, try_join};
use jiff::Timestamp;
use store::{Boards, Result, Rounds, order, row};

use crate::{Engine, board_page, fault, tally, totals};

#[async_trait]
impl Boards for Engine {
    async fn overview(&self, caller: &Caller, now: Timestamp) -> Result<Vec<DayFigures>> {
        let Some(whose) = caller.sees_answers() else { return Ok(Vec::new()) };
        let question = Question::of_everyone(caller, whose, now);
        let days = self.days_for(caller, None).await?;
        let nearest = board::nearest(&days, now);
        let invited = self.invited(caller.round).await?;
        let mut overview = Vec::with_capacity(days.len());
        for (n, day) in days.into_iter().enumerate() {
            let figured = nearest.contains(&n);
            let counts = if figured { self.counts_of(&day, &question, &invited).await? } else { Vec::new() };
            overview.push(DayFigures { tallies: tallies(&counts), day: day.brief() });
        }
        Ok(overview)
    }

    async fn board_view(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<BoardView>> {
        let Some((day, whose)) = self.day_of_board(caller, slug).await? else { return Ok(None) };
        let question = Question { filter: filter.clone(), ..Question::of_everyone(caller, whose, now) };
        let (seatings, invited) = try_join!(self.seatings(caller.round, Some(slug)), self.invited(caller.round))?;
        let taken = |segment: &Segment| seatings.get(&segment.id).map_or(0, Seating::taken);
        let view = |segment| self.segment_view(segment, &question, &invited, taken(segment));
        let views = try_join_all(day.segments.iter().map(view));
        let organisations = self.organisations();
        if day.segments.len() < 2 || !caller.runs_the_programme() {
            let (segments, organisations) = try_join!(views, organisations)?;
            return Ok(Some(BoardView { day, organisations, segments, totals: None }));
        }
        let (segments, organisations, several) = try_join!(views, organisations, self.whole_tally(caller, &day, now))?;
        let counts = if filter.counts_everyone() {
            segments.iter().map(|segment| segment.counts.clone()).collect()
        } else {
            self.counts_of(&day, &Question::of_everyone(caller, whose, now), &invited).await?
        };
        let totals = Totals { segments: tallies(&counts), whole: totals::of_everyone(several, &day, &counts) };
        Ok(Some(BoardView { day, organisations, segments, totals: Some(totals) }))
    }

    async fn board(&self, caller: &Caller, slug: &str, filter: &Filter, now: Timestamp) -> Result<Option<Board>> {
        board_page::read_board(&mut self.begin_read().await?, caller, slug, filter, now).await
    }

    async fn day_board(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<DayBoard>> {
        self.read_day_board(caller, slug, filter, now).await
    }

    async fn overview_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<Overview>> {
        self.read_overview(caller, now).await
    }

    async fn own_organisation(&self, caller: &Caller, now: Timestamp) -> Result<Option<Vec<Board>>> {
        self.read_own_organisation(caller, now).await
    }

    async fn print_list(
        &self,
        caller: &Caller,
        slug: &str,
        filter: &Filter,
        now: Timestamp,
    ) -> Result<Option<PrintList>> {
        self.read_print_list(caller, slug, filter, now).await
    }
}

fn tallies(counts: &[Vec<Count>]) -> Vec<Tally> {
    counts.iter().map(|counts| board::tally(counts, |_| true)).collect()
}

/// Whom a board is about.
struct Question<'a> {
    caller: &'a Caller,
    whose: Whose,
    filter: Filter,
    person: Option<PersonId>,
    now: Timestamp,
}

impl<'a> Question<'a> {
    fn of_everyone(caller: &'a Caller, whose: Whose, now: Timestamp) -> Self {
        Self { caller, whose, filter: Filter::default(), person: None, now }
    }

    /// The one organisation that is asked for. One that the caller may not see
    /// gives way to the one that they may.
    fn organisation(&self) -> Option<i64> {
        self.whose.organisation().or(self.filter.organisation).map(|organisation| organisation.0)
    }

    /// What names are compared with, if some are searched for.
    fn pattern(&self) -> Option<String> {
        let wanted = order::key(&self.filter.search);
        let literal = |c| if matches!(c, '%' | '_' | '\\') { format!("\\{c}") } else { String::from(c) };
        (!wanted.is_empty()).then(|| format!("%{}%", wanted.chars().map(literal).collect::<String>()))
    }

    /// The roles that are invited and asked for, as the two that the queries
    /// take: the same one twice, if it is one. `None` if there is none.
    fn roles(&self, audience: Audience) -> Option<Roles> {
        let asked = |role: &Role| audience.invites(*role) && self.filter.role.is_none_or(|wanted| wanted == *role);
        let mut roles = Role::ALL.iter().copied().filter(asked).map(Role::name);
        let first = roles.next()?;
        Some([first, roles.next().unwrap_or(first)])
    }
}

/// The names of the roles that a query takes.
type Roles = [&'static str; 2];

/// What the database knows of where someone stands.
#[derive(Clone, Copy)]
struct Facts {
    answer: Option<Answer>,
    queued: bool,
    offered: bool,
}

impl Facts {
    fn read(answer: Option<&str>, queued: bool, offered: bool) -> Result<Self> {
        let answer = answer.map(|answer| row::named("replies", answer, Answer::from_name)).transpose()?;
        Ok(Self { answer, queued, offered })
    }

    /// The other way round.
    const fn of(standing: Standing) -> Self {
        let offered = matches!(standing, Standing::Offered);
        let queued = offered || matches!(standing, Standing::Waiting);
        let answer = if queued { Some(Answer::Yes) } else { standing.answer() };
        Self { answer, queued, offered }
    }

    const fn standing(self) -> Standing {
        Standing::of(self.answer, self.queued, self.offered)
    }
}

impl Engine {
    /// A day with the segments that the caller may know of, if they may see
    /// anyone's answers.
    async fn day_of_board(&self, caller: &Caller, slug: &str) -> Result<Option<(Day, Whose)>> {
        let Some(whose) = caller.sees_answers() else { return Ok(None) };
        Ok(self.days_for(caller, Some(slug)).await?.pop().map(|day| (day, whose)))
    }

    /// The name of a segment's day, if it is one of the caller's round.
    pub(crate) async fn slug_of(&self, caller: &Caller, segment: SegmentId) -> Result<Option<String>> {
        sqlx::query_scalar!(
            "SELECT d.slug FROM segments s JOIN days d ON d.id = s.day_id WHERE s.id = $1 AND d.round_id = $2",
            segment.0,
            caller.round.0
        )
        .fetch_optional(self.reader())
        .await
        .map_err(fault)
    }

    /// One of those invited to a segment, and its day with this segment only.
    pub(crate) async fn guest(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<(Day, Guest)>> {
        let Some(slug) = self.slug_of(caller, segment).await? else { return Ok(None) };
        let Some((mut day, whose)) = self.day_of_board(caller, &slug).await? else { return Ok(None) };
        day.keep(|part| part.id == segment);
        let Some(part) = day.segments.first() else { return Ok(None) };
        let question = Question { person: Some(person), ..Question::of_everyone(caller, whose, now) };
        let guest = self.guests(part, &question, None).await?.pop();
        Ok(guest.map(|guest| (day, guest)))
    }

    async fn segment_view(
        &self,
        segment: &Segment,
        question: &Question<'_>,
        invited: &[Count],
        taken: u32,
    ) -> Result<SegmentView> {
        let page = Some(question.filter.page);
        let (counts, guests) =
            try_join!(self.counts(segment, question, invited), self.listed(segment, question, page))?;
        Ok(SegmentView { segment: *segment, taken, counts, guests })
    }

    /// Of each of a day's segments, how many stand where.
    async fn counts_of(&self, day: &Day, question: &Question<'_>, invited: &[Count]) -> Result<Vec<Vec<Count>>> {
        try_join_all(day.segments.iter().map(|segment| self.counts(segment, question, invited))).await
    }

    /// How many stand where, of each role and organisation. `invited` are all of
    /// the round.
    async fn counts(&self, segment: &Segment, question: &Question<'_>, invited: &[Count]) -> Result<Vec<Count>> {
        let Some(roles) = question.roles(segment.audience) else { return Ok(Vec::new()) };
        let (mut counts, queued) =
            try_join!(self.answered(segment, roles, question, invited), self.queued(segment, roles, question))?;
        for waits in queued {
            // Those who wait have said yes, and were counted as coming.
            let is_theirs = |count: &&mut Count| {
                count.standing == Standing::Yes && (count.role, count.organisation) == (waits.role, waits.organisation)
            };
            if let Some(coming) = counts.iter_mut().find(is_theirs) {
                coming.people = coming.people.saturating_sub(waits.people);
            }
            counts.push(waits);
        }
        counts.retain(|count| count.people > 0);
        Ok(counts)
    }

    /// How many have given which answer. Only a search for names has to read
    /// everyone's.
    async fn answered(
        &self,
        segment: &Segment,
        roles: Roles,
        question: &Question<'_>,
        invited: &[Count],
    ) -> Result<Vec<Count>> {
        if question.pattern().is_some() {
            return self.searched(segment, roles, question).await;
        }
        let given = self.given(segment.id).await?;
        let mut counts = tally::with_unanswered(invited, |role| segment.audience.invites(role), given);
        counts.retain(|count| {
            let asked = question.organisation().is_none_or(|organisation| organisation == count.organisation.0);
            asked && roles.contains(&count.role.name())
        });
        Ok(counts)
    }

    /// The same of those whose names are searched for.
    async fn searched(&self, segment: &Segment, roles: Roles, question: &Question<'_>) -> Result<Vec<Count>> {
        let rows = sqlx::query!(
            r#"
            SELECT u.duty, p.organisation_id, r.answer AS "answer?", COUNT(*) AS "people!: i64"
            FROM duties u JOIN persons p ON p.id = u.person_id
            LEFT JOIN replies r ON r.segment_id = $1 AND r.person_id = u.person_id
            WHERE u.round_id = $2 AND u.duty IN ($3, $4)
                AND (CAST($5 AS BIGINT) IS NULL OR p.organisation_id = $5)
                AND (CAST($6 AS TEXT) IS NULL OR p.sort_name LIKE $6 ESCAPE '\'
                    OR p.organisation_id IN (SELECT id FROM organisations WHERE sort_name LIKE $6 ESCAPE '\'))
            GROUP BY 1, 2, 3
            "#,
            segment.id.0,
            question.caller.round.0,
            roles[0],
            roles[1],
            question.organisation(),
            question.pattern()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let counts = rows.into_iter().map(|row| {
            let answer = row.answer.map(|answer| row::named("replies", &answer, Answer::from_name)).transpose()?;
            count(&row.duty, row.organisation_id, answer.into(), row.people)
        });
        counts.collect()
    }

    /// How many wait for a seat, and how many are offered one.
    async fn queued(&self, segment: &Segment, roles: Roles, question: &Question<'_>) -> Result<Vec<Count>> {
        let rows = sqlx::query!(
            r#"
            SELECT u.duty, p.organisation_id, COALESCE(q.offered_until > $7, FALSE) AS "offered!: bool",
                COUNT(*) AS "people!: i64"
            FROM queue q JOIN duties u ON u.person_id = q.person_id JOIN persons p ON p.id = q.person_id
            WHERE q.segment_id = $1 AND u.round_id = $2 AND u.duty IN ($3, $4)
                AND (CAST($5 AS BIGINT) IS NULL OR p.organisation_id = $5)
                AND (CAST($6 AS TEXT) IS NULL OR p.sort_name LIKE $6 ESCAPE '\'
                    OR p.organisation_id IN (SELECT id FROM organisations WHERE sort_name LIKE $6 ESCAPE '\'))
            GROUP BY 1, 2, 3
            "#,
            segment.id.0,
            question.caller.round.0,
            roles[0],
            roles[1],
            question.organisation(),
            question.pattern(),
            question.now.as_millisecond()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let counts = rows.into_iter().map(|row| {
            let standing = if row.offered { Standing::Offered } else { Standing::Waiting };
            count(&row.duty, row.organisation_id, standing, row.people)
        });
        counts.collect()
    }

    /// Those who are listed; no one, while the list is shut.
    async fn listed(&self, segment: &Segment, question: &Question<'_>, page: Option<u32>) -> Result<Vec<Guest>> {
        if question.filter.opens(segment.id) { self.guests(segment, question, page).await } else { Ok(Vec::new()) }
    }

    /// Those whom a question is about, by name: a page of them, or all. The cross
    /// join makes SQLite walk along the names and stop when the page is full,
    /// instead of collecting the whole round and sorting it.
    async fn guests(&self, segment: &Segment, question: &Question<'_>, page: Option<u32>) -> Result<Vec<Guest>> {
        let Some(roles) = question.roles(segment.audience) else { return Ok(Vec::new()) };
        let wanted = question.filter.standing;
        let facts = Facts::of(wanted.unwrap_or(Standing::Unanswered));
        let (limit, offset) = page.map_or((i64::MAX, 0), |page| (i64::from(PAGE), i64::from(page) * i64::from(PAGE)));
        let rows = sqlx::query!(
            r#"
            SELECT p.id, p.name, u.duty, o.id AS organisation, o.name AS organisation_name,
                r.answer AS "answer?", r.answered_at AS "answered_at?", r.word IS NOT NULL AS "has_word!: bool",
                q.person_id IS NOT NULL AS "queued!: bool",
                COALESCE(q.offered_until > $7, FALSE) AS "offered!: bool"
            FROM persons p CROSS JOIN duties u JOIN organisations o ON o.id = p.organisation_id
            LEFT JOIN replies r ON r.segment_id = $1 AND r.person_id = u.person_id
            LEFT JOIN queue q ON q.segment_id = $1 AND q.person_id = u.person_id
            WHERE u.person_id = p.id AND u.round_id = $2 AND u.duty IN ($3, $4)
                AND (CAST($5 AS BIGINT) IS NULL OR p.organisation_id = $5)
                AND (CAST($6 AS TEXT) IS NULL OR p.sort_name LIKE $6 ESCAPE '\' OR o.sort_name LIKE $6 ESCAPE '\')
                AND ($8 OR (COALESCE(r.answer, 'none') = $9 AND (q.person_id IS NOT NULL) = $10
                    AND COALESCE(q.offered_until > $7, FALSE) = $11))
                AND (CAST($14 AS BIGINT) IS NULL OR p.id = $14)
            ORDER BY p.sort_name, p.id LIMIT $12 OFFSET $13
            "#,
            segment.id.0,
            question.caller.round.0,
            roles[0],
            roles[1],
            question.organisation(),
            question.pattern(),
            question.now.as_millisecond(),
            wanted.is_none(),
            facts.answer.map_or("none", Answer::name),
            facts.queued,
            facts.offered,
            limit,
            offset,
            question.person.map(|person| person.0)
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
                standing: Facts::read(row.answer.as_deref(), row.queued, row.offered)?.standing(),
                answered_at: row.answered_at.map(|at| row::timestamp("replies", at)).transpose()?,
                // That something was said is for those it was said to.
                has_word: question.caller.runs_the_programme() && row.has_word,
            })
        });
        guests.collect()
    }
}

/// So many who stand somewhere.
pub(crate) fn count(duty: &str, organisation: i64, standing: Standing, people: i64) -> Result<Count> {
    Ok(Count {
        role: row::named("duties", duty, Role::from_name)?,
        organisation: OrganisationId(organisation),
        standing,
        people: row::count("duties", people)?,
    })
}
