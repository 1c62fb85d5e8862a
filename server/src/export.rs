//! A day's answers for spreadsheets: the lists of the organiser's board, in the
//! reader's language.

use app::{
    day::{check_in::text::kind, text as day_text},
    pair::text as pair_text,
    text::{date, lang, speaking, t},
};
use domain::{
    day::{Board, Guest, Segment, board::Filter, check_in::Visitor, follow_up::CheckIns},
    people::Lang,
    time::local,
};
use jiff::Timestamp;

use crate::sheet::{Cell, Sheet};

/// The lists of a board, and after each those who come from outside and whom
/// its filter lists, marked as what they are; with when whom of them came in.
pub fn answers(board: &Board, check_ins: &CheckIns, filter: &Filter, visitors: &[Visitor], lang: Lang) -> Sheet {
    speaking(lang, || {
        let text = &t().organise;
        let rows = board.segments.iter().flat_map(|list| {
            let at_it = visitors.iter().filter(|visitor| filter.lists_visitor(visitor, list.segment.id));
            let others = at_it.map(|visitor| visitor_row(&list.segment, visitor));
            list.guests.iter().map(|guest| guest_row(&list.segment, guest, check_ins)).chain(others)
        });
        Sheet {
            title: format!("{}: {}", board.day.title.get(lang), text.answers),
            name: text.answers,
            head: vec![
                text.part,
                text.name,
                text.role,
                text.organisation,
                text.answer,
                text.answered_at,
                t().follow_up_page.checked_in,
            ],
            rows: rows.collect(),
        }
    })
}

fn part(segment: &Segment) -> String {
    let time = |at| date::time(lang(), local(at).time());
    let (starts, ends) = (time(segment.starts), time(segment.ends));
    format!("{starts}–{ends} {}", day_text::audience(segment.audience))
}

fn visitor_row(segment: &Segment, visitor: &Visitor) -> Vec<Cell> {
    let text = &t().attendance;
    let words = [
        part(segment),
        visitor.name.clone(),
        kind(visitor.kind).to_owned(),
        visitor.organisation.clone(),
        if visitor.check_in.is_some() { t().follow_up_page.checked_in } else { text.expected }.to_owned(),
    ];
    row(words, [None, visitor.check_in.as_ref().map(|check_in| check_in.at)])
}

fn guest_row(segment: &Segment, guest: &Guest, check_ins: &CheckIns) -> Vec<Cell> {
    let words = [
        part(segment),
        guest.name.clone(),
        pair_text::role(guest.role).to_owned(),
        guest.organisation_name.clone(),
        day_text::standing_or_former(guest.standing, guest.former).to_owned(),
    ];
    row(words, [guest.answered_at, check_ins.get(&(segment.id, guest.person)).copied()])
}

/// Someone in the list of a segment: words, then when they answered and came in.
fn row(words: [String; 5], times: [Option<Timestamp>; 2]) -> Vec<Cell> {
    let times = times.map(|at| at.map_or(Cell::Empty, |at| Cell::Time(local(at))));
    words.map(Cell::Text).into_iter().chain(times).collect()
}
