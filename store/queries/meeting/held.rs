//! The meetings that a pair has held, with what is left of them to do, and those
//! whose log was deleted a short time ago: one query for the list of them.

use domain::{
    meeting::{
        AgreedAction, Held, MeetingId,
        log::{Deleted, OpenAction, UNDO, can_be_restored_until},
    },
    pair::{Happening, News, PairId},
    people::{PersonId, Role},
};
use jiff::Timestamp;
use store::{
    Result, row,
    vault::{PairKey, SealContext},
};

use super::text;
use crate::queries::engine::Connection;

/// The meetings that a pair has held.
#[derive(Default)]
pub(crate) struct HeldMeetings {
    /// All of them, latest first: facts only.
    pub list: Vec<Held>,
    /// Who saved each of them last, and when.
    saved: Vec<(PersonId, Timestamp)>,
    /// What the two agreed on and have not done yet.
    pub to_do: Vec<Sealed>,
    /// The logs that can be brought back, each with when it was deleted.
    deleted: Vec<(Timestamp, Deleted)>,
}

/// An action that is not done, its text sealed.
pub(crate) struct Sealed {
    action: OpenAction,
    text: Vec<u8>,
}

/// A meeting, with one of its actions that are not done.
struct Row {
    id: i64,
    version: i64,
    date: String,
    minutes: i64,
    form: String,
    saved_by: i64,
    saved_at: i64,
    has_notes: bool,
    deleted_at: Option<i64>,
    deleted_by: Option<String>,
    position: Option<i64>,
    who: Option<String>,
    due: Option<String>,
    sealed: Option<Vec<u8>>,
}

/// Reads the meetings that a pair has held.
pub(crate) async fn read(db: &mut Connection, pair: PairId, now: Timestamp) -> Result<HeldMeetings> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        SELECT m.id, m.version, m.date, m.minutes AS "minutes!", m.form AS "form!", m.saved_by, m.saved_at, m.deleted_at,
            EXISTS (SELECT 1 FROM notes n WHERE n.meeting_id = m.id) AS "has_notes!: bool",
            p.name AS "deleted_by?", a.position AS "position?", a.who AS "who?", a.due AS "due?", a.sealed AS "sealed?"
        FROM meetings m
        LEFT JOIN persons p ON p.id = m.deleted_by
        LEFT JOIN actions a ON a.meeting_id = m.id AND NOT a.done
        WHERE m.pair_id = $1 AND m.state = 'held' AND (m.deleted_at IS NULL OR m.deleted_at > $2)
        ORDER BY m.date DESC, m.id DESC, a.position
        "#,
        pair.0,
        (now - UNDO).as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let mut held = HeldMeetings::default();
    for row in rows {
        held.add(row)?;
    }
    held.to_do.sort_by_key(|Sealed { action, .. }| {
        let due = action.action.due;
        (due.is_none(), due, action.date, action.meeting, action.position)
    });
    Ok(held)
}

impl HeldMeetings {
    fn add(&mut self, row: Row) -> Result<()> {
        let id = MeetingId(row.id);
        if let Some(at) = row.deleted_at {
            return self.add_deleted(row::timestamp("meetings", at)?, row);
        }
        if self.list.last().is_none_or(|last| last.id != id) {
            let facts = text::facts(&row.date, row.minutes, &row.form)?;
            self.list.push(Held { id, facts, has_notes: row.has_notes, open_actions: 0 });
            self.saved.push((PersonId(row.saved_by), row::timestamp("meetings", row.saved_at)?));
        }
        let Some(action) = row.action()? else { return Ok(()) };
        self.to_do.push(action);
        if let Some(last) = self.list.last_mut() {
            last.open_actions += 1;
        }
        Ok(())
    }

    fn add_deleted(&mut self, at: Timestamp, row: Row) -> Result<()> {
        let id = MeetingId(row.id);
        if self.deleted.iter().all(|(_, deleted)| deleted.id != id) {
            let date = row::date("meetings", &row.date)?;
            let by = row.deleted_by.unwrap_or_default();
            self.deleted.push((at, Deleted { id, date, by, until: can_be_restored_until(at) }));
        }
        Ok(())
    }

    /// The logs that can be brought back, the latest first.
    pub(crate) fn deleted(&self) -> Vec<Deleted> {
        let mut deleted: Vec<_> = self.deleted.iter().collect();
        deleted.sort_by_key(|(at, deleted)| std::cmp::Reverse((*at, deleted.id)));
        deleted.into_iter().map(|(_, deleted)| deleted.clone()).collect()
    }

    /// The meetings that someone has saved since then and nobody after them.
    pub(crate) fn saved_since(&self, by: PersonId, since: Timestamp) -> Vec<News> {
        let saved = self.list.iter().zip(&self.saved).filter(|(_, (person, at))| *person == by && *at >= since);
        let news = |(held, (_, at)): (&Held, &(PersonId, Timestamp))| News {
            at: *at,
            what: Happening::Logged { meeting: held.id, date: held.facts.date },
        };
        saved.map(news).collect()
    }
}

impl Row {
    fn action(self) -> Result<Option<Sealed>> {
        let (Some(position), Some(who), Some(text)) = (self.position, self.who, self.sealed) else { return Ok(None) };
        let action = AgreedAction {
            what: String::new(),
            who: row::named("actions", &who, Role::from_name)?,
            due: self.due.map(|due| row::date("actions", &due)).transpose()?,
            done: false,
        };
        let (meeting, date) = (MeetingId(self.id), row::date("meetings", &self.date)?);
        Ok(Some(Sealed { action: OpenAction { meeting, version: self.version, position, date, action }, text }))
    }
}

/// Opens the texts of actions.
pub(crate) fn open(sealed: Vec<Sealed>, key: Option<&PairKey>) -> Vec<OpenAction> {
    let open = sealed.into_iter().map(|Sealed { mut action, text }| {
        let place = SealContext::Action(action.meeting, action.position);
        action.action.what = text::shown(key, place, Some(&text));
        action
    });
    open.collect()
}
