//! Import of people: what is wrong is told where it stands, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use domain::people::{
    Organisation, OrganisationId,
    import::{Column, Known, Row, Wrong, check},
};
use jiff::civil::date;
use proptest::{collection::vec, prelude::*, sample::select};

const PAIRS: u32 = 4;

/// Adepts and mentors in turn, each naming the other.
fn right() -> Vec<Row> {
    (0..2 * PAIRS).map(right_row).collect()
}

fn right_row(n: u32) -> Row {
    let (role, organisation) = if n.is_multiple_of(2) { ("adept", "Alfa kommun") } else { ("mentor", "Östra verket") };
    let address = |n: u32| format!("p{n}@example.org");
    let cells = [
        (Column::Round, "14".to_owned()),
        (Column::Role, role.to_owned()),
        (Column::Name, format!("Person{n} Ek")),
        (Column::Email, address(n)),
        (Column::Organisation, organisation.to_owned()),
        (Column::Partner, address(n ^ 1)),
        (Column::From, "2024-03-06".to_owned()),
        (Column::To, "2025-05-28".to_owned()),
    ];
    Row { line: n + 2, cells: cells.into(), unreadable: BTreeMap::new() }
}

fn known() -> Known {
    let organisations = [(1, "Alfa kommun"), (2, "Östra verket")]
        .map(|(id, name)| Organisation { id: OrganisationId(id), name: name.to_owned() });
    Known {
        current: 15,
        days: (date(2026, 1, 1), date(2027, 4, 30)),
        today: date(2026, 11, 22),
        room: PAIRS,
        organisations: organisations.to_vec(),
        ..Known::default()
    }
}

/// The same people in the round that is open, of which a file says neither number nor days.
fn in_the_open_round() -> Vec<Row> {
    let mut rows = right();
    for row in &mut rows {
        row.cells.retain(|column, _| !matches!(column, Column::Round | Column::From | Column::To));
    }
    rows
}

#[test]
fn a_round_has_room_for_so_many_pairs() {
    assert_eq!(check(&in_the_open_round(), &known()).unwrap().new_pairs(), PAIRS as usize);
    let full = Known { room: PAIRS - 1, ..known() };
    let faults = check(&in_the_open_round(), &full).unwrap_err();
    assert_eq!((faults.len(), faults[0].line, &faults[0].wrong), (1, None, &Wrong::NoRoom(PAIRS - 1)));
    assert!(check(&right(), &full).is_ok(), "pairs of earlier rounds take no place");
}

#[test]
fn pairs_are_those_who_name_each_other() {
    let plan = check(&right(), &known()).unwrap();
    assert_eq!((plan.parts.len(), plan.pairs.len()), (2 * PAIRS as usize, PAIRS as usize));
}

/// A mentor whose adepts followed each other; the same at one time is wrong.
#[test]
fn one_pair_may_follow_another() {
    let with = |until: &str| {
        let mut rows = right();
        rows.truncate(3);
        rows[1].cells.remove(&Column::Partner);
        rows[0].cells.insert(Column::To, until.to_owned());
        rows[2].cells.extend([(Column::Partner, "p1@example.org".into()), (Column::From, "2024-09-01".into())]);
        check(&rows, &known())
    };
    let [first, second] = with("2024-08-31").unwrap().pairs.try_into().unwrap();
    assert_eq!((first.until.to_string(), second.since.to_string()), ("2024-08-31".into(), "2024-09-01".into()));
    let faults = with("2024-09-30").unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].line, &faults[0].wrong), (Some(4), &Wrong::PartnerIsTaken(2)));
}

proptest! {
    #[test]
    fn nothing_is_blamed_on_a_row_that_is_right(
        broken in vec((0..2 * PAIRS as usize, select(Column::of_template().collect::<Vec<_>>()), any::<bool>()), 1..6),
        is_open in any::<bool>(),
    ) {
        let mut rows = if is_open { in_the_open_round() } else { right() };
        let mut lines = BTreeSet::new();
        for (n, column, is_formula) in broken {
            lines.insert(Some(rows[n].line));
            if is_formula {
                rows[n].unreadable.insert(column, Wrong::Formula);
            } else {
                rows[n].cells.insert(column, "@".repeat(200));
            }
        }
        let faults = check(&rows, &known()).unwrap_err();
        prop_assert_eq!(faults.iter().map(|fault| fault.line).collect::<BTreeSet<_>>(), lines, "{:?}", faults);
    }
}
