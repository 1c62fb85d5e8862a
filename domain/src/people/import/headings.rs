//! Which line has the headings, and which column is which: people write their
//! headings in their own words.

use super::{ABOVE, Cell, Column, Line};
use crate::input::{clean_line, fold};

/// So many known headings make a line the one with the headings.
const ENOUGH: usize = 3;

impl Column {
    /// Other headings that it goes by, where neither of its own is there.
    const fn other_headings(self) -> &'static [&'static str] {
        match self {
            Self::Round => &["Omg", "Omgång nr", "Omgångsnummer", "Programomgång", "Round no", "Round number"],
            Self::Role => &["Roll i programmet", "Adept/mentor", "Adept eller mentor", "Mentor/adept", "Deltog som"],
            Self::Name => &["För- och efternamn", "Förnamn och efternamn", "Deltagare", "Full name", "Participant"],
            Self::FirstName => &["Tilltalsnamn", "Given name", "Forename"],
            Self::LastName => &["Last name", "Family name"],
            Self::Phone => {
                &["Telefonnummer", "Tel", "Tfn", "Mobil", "Mobilnummer", "Mobiltelefon", "Phone", "Phone number"]
            }
            Self::Email => &["E-postadress", "Mejl", "Mejladress", "Mail", "Mailadress", "E-mail address"],
            Self::Organisation => &["Arbetsplats", "Arbetsgivare", "Myndighet", "Organization", "Employer"],
            Self::Title => &["Befattning", "Tjänst", "Yrkestitel", "Job title", "Position"],
            Self::Partner => &[
                "Motpart",
                "Motpartens e-postadress",
                "Motpartens mejl",
                "Motpartens mejladress",
                "Adeptens eller mentorns e-post",
                "Mate's e-mail",
                "Partner",
                "Partner's e-mail address",
            ],
            Self::From => &["Från", "Från och med", "Fr.o.m.", "Start", "Startdatum", "Start date", "Started"],
            Self::To => &["Till", "Till och med", "T.o.m.", "Slut", "Slutdatum", "End", "End date", "Ended"],
        }
    }
}

/// What headings are compared by: neither blanks nor signs nor what stands in
/// brackets behind them make a difference.
fn key(heading: &str) -> String {
    let heading = heading.split('(').next().unwrap_or_default();
    fold(heading).replace(' ', "")
}

/// What the cells of a line say.
pub(super) fn texts(line: &Line) -> impl Iterator<Item = (usize, String)> + '_ {
    line.cells.iter().enumerate().filter_map(|(n, cell)| match cell {
        Cell::Text(text) => Some((n, clean_line(text))),
        Cell::Formula | Cell::Error => None,
    })
}

/// Where each column stands, if a line has the headings; some may stand there twice.
pub(super) fn columns(line: &Line) -> Vec<(usize, Column)> {
    let headings: Vec<_> = texts(line).map(|(n, text)| (n, key(&text))).filter(|(_, key)| !key.is_empty()).collect();
    let mut columns = Vec::new();
    for column in Column::ALL {
        let named = |names: &[&str]| -> Vec<_> {
            let keys: Vec<_> = names.iter().map(|name| key(name)).collect();
            headings.iter().filter(|(_, heading)| keys.contains(heading)).map(|(n, _)| (*n, *column)).collect()
        };
        let own = named(&column.headings());
        columns.extend(if own.is_empty() { named(column.other_headings()) } else { own });
    }
    columns
}

/// The line with the headings: the first that has enough known ones, or else the first of
/// those that say most. A title above them says less.
pub(super) fn heading_line(lines: &[&Line]) -> Option<usize> {
    let above = &lines[..lines.len().min(ABOVE + 1)];
    let known = above.iter().position(|line| has_enough(line));
    let said = |line: &Line| texts(line).filter(|(_, text)| !text.is_empty()).count();
    let most = above.iter().map(|line| said(line)).max();
    known.or_else(|| above.iter().position(|line| Some(said(line)) == most))
}

pub(super) fn has_enough(line: &Line) -> bool {
    let mut columns: Vec<_> = columns(line).into_iter().map(|(_, column)| column).collect();
    columns.dedup();
    columns.len() >= ENOUGH
}

/// Whether lines have headings that are known: of a workbook's sheets, the one to read.
///
/// ```
/// use domain::people::import::{Cell, Line, has_headings};
/// let line = |text: &str| Line { number: 1, cells: text.split(';').map(|text| Cell::Text(text.into())).collect() };
/// assert!(has_headings(&[line("Deltagare 2012–2024"), line("Omgång nr;Mejl;NAMN\u{a0}*;Övrigt")]));
/// assert!(!has_headings(&[line("Läs mig"), line("Fyll i bladet Deltagare, med namn och e-post.")]));
/// ```
pub fn has_headings(lines: &[Line]) -> bool {
    lines.iter().take(ABOVE + 1).any(has_enough)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{super::Column, key};

    #[test]
    fn no_heading_is_two_columns() {
        let mut columns = BTreeMap::new();
        for column in Column::ALL {
            for name in column.headings().iter().chain(column.other_headings()) {
                let first = *columns.entry(key(name)).or_insert(column);
                assert_eq!(first, column, "{name}");
            }
        }
    }

    #[test]
    fn a_heading_is_known_however_it_is_written() {
        for heading in
            ["Motpartens\u{a0}e-post", "motpartens\ne\u{2011}post:", "MOTPARTENS E–POST (om par)", "Motpartens epost"]
        {
            assert_eq!(key(heading), key("Motpartens e-post"), "{heading:?}");
        }
    }
}
