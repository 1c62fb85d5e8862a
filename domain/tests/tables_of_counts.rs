//! An attacker who has a table with its totals adds and subtracts rows and columns, in
//! every way, so as to learn of fewer than five people. The control is a table in which
//! only the small cells are hidden.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use domain::figures::{
    STEP,
    table::{Fact, Group, Table},
};
use proptest::{collection::vec, prelude::*};

/// A few places, two regions that they are in, and all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    One(u8),
    Region(u8),
    All,
}

impl Group for Place {
    fn coarser(self) -> Option<Self> {
        match self {
            Self::One(place) => Some(Self::Region(place / 2)),
            Self::Region(_) => Some(Self::All),
            Self::All => None,
        }
    }
}

/// Years, of which the last ones may be told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Year {
    One(u8),
    Any,
}

impl Group for Year {
    fn coarser(self) -> Option<Self> {
        matches!(self, Self::One(_)).then_some(Self::Any)
    }
}

const PARTS: usize = 2;
type Facts = Vec<Fact<Place, Year>>;
type Counts = Table<Place, Year, PARTS>;

/// Facts about up to so many people in each cell: some are in many.
fn facts() -> impl Strategy<Value = Facts> {
    let cell = (0u8..4, 0u8..3, 0usize..PARTS, prop_oneof![3 => 0u32..5, 3 => 5u32..9, 1 => 20u32..40]);
    (vec(cell, 1..20), any::<bool>()).prop_map(|(cells, same)| {
        let mut facts = BTreeSet::new();
        for (n, (place, year, part, people)) in (0i64..).zip(cells) {
            let from = if same { 0 } else { n * 100 };
            facts.extend((0..i64::from(people)).map(|who| (place, year, part, from + who)));
        }
        let fact = |(place, year, part, who)| Fact { row: Place::One(place), column: Year::One(year), part, who };
        facts.into_iter().map(fact).collect()
    })
}

/// The facts in each cell of a table, whether it is shown or not.
fn behind(table: &Counts, facts: &[Fact<Place, Year>]) -> BTreeMap<(usize, usize, usize), Vec<i64>> {
    let mut cells = BTreeMap::<_, Vec<i64>>::new();
    let column = |year: Year| {
        let own = table.columns.iter().position(|column| *column == year);
        own.or_else(|| table.columns.iter().position(|column| *column == Year::Any)).unwrap()
    };
    for fact in facts {
        let row = table.rows.iter().position(|row| *row == table.counted_in[&fact.row]).unwrap();
        cells.entry((row, column(fact.column), fact.part)).or_default().push(fact.who);
    }
    cells
}

/// Every sum of hidden cells that follows from what is shown: the cells, and how many.
fn recovered(table: &Counts, part: usize) -> Vec<(Vec<(usize, usize)>, i64)> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    let hidden = |row: usize, column: usize| table.cells[row][column].is_none();
    let shown = |row: usize, column: usize| table.cells[row][column].map_or(0, |cell| i64::from(cell[part]));
    // What is left of each total when the shown cells are taken from it.
    let of_row = |row: usize| {
        i64::from(table.row_totals[row][part]) - (0..columns).map(|column| shown(row, column)).sum::<i64>()
    };
    let of_column = |column: usize| {
        i64::from(table.column_totals[column][part]) - (0..rows).map(|row| shown(row, column)).sum::<i64>()
    };
    let mut found = Vec::new();
    for n in 0..3_usize.pow(u32::try_from(rows + columns).unwrap()) {
        let sign = |line: usize| i64::try_from(n / 3_usize.pow(u32::try_from(line).unwrap()) % 3).unwrap() - 1;
        let mut cells = Vec::new();
        let once = (0..rows).all(|row| {
            (0..columns).filter(|column| hidden(row, *column)).all(|column| {
                let times = sign(row) + sign(rows + column);
                if times == 1 {
                    cells.push((row, column));
                }
                times == 0 || times == 1
            })
        });
        if once && !cells.is_empty() {
            let sum = (0..rows).map(|row| sign(row) * of_row(row)).sum::<i64>()
                + (0..columns).map(|column| sign(rows + column) * of_column(column)).sum::<i64>();
            found.push((cells, sum));
        }
    }
    found
}

fn is_small(people: &BTreeSet<i64>) -> bool {
    !people.is_empty() && people.len() < STEP as usize
}

proptest! {
    #[test]
    fn no_figure_and_no_difference_tells_of_fewer_than_five(facts in facts()) {
        let Some(table) = Counts::of(&facts) else { return Ok(()) };
        let behind = behind(&table, &facts);
        let people = |cells: &[(usize, usize)], part| -> (i64, BTreeSet<i64>) {
            let facts: Vec<_> = cells.iter().filter_map(|(row, column)| behind.get(&(*row, *column, part))).flatten().collect();
            (i64::try_from(facts.len()).unwrap(), facts.into_iter().copied().collect())
        };
        let (rows, columns) = (0..table.rows.len(), 0..table.columns.len());
        let line = |row: usize| columns.clone().map(move |column| (row, column)).collect::<Vec<_>>();
        let pile = |column: usize| rows.clone().map(move |row| (row, column)).collect::<Vec<_>>();
        for part in 0..PARTS {
            // What is shown is true, and tells of enough people.
            let mut shown: Vec<_> = rows.clone().map(|row| (line(row), table.row_totals[row][part])).collect();
            shown.extend(columns.clone().map(|column| (pile(column), table.column_totals[column][part])));
            shown.push((rows.clone().flat_map(line).collect(), table.total[part]));
            shown.extend(rows.clone().flat_map(line).filter_map(|(row, column)| {
                Some((vec![(row, column)], table.cells[row][column]?[part]))
            }));
            for (cells, figure) in shown {
                let (facts, people) = people(&cells, part);
                prop_assert_eq!(facts, i64::from(figure));
                prop_assert!(!is_small(&people), "{:?} {cells:?}", people.len());
            }
            // And so does what follows from it.
            for (cells, sum) in recovered(&table, part) {
                let (facts, people) = people(&cells, part);
                prop_assert_eq!(facts, sum, "the attacker calculates rightly");
                prop_assert!(!is_small(&people), "{} people follow, of {cells:?}", people.len());
            }
        }
    }

    /// Nor does it follow from that no cell is less than nothing.
    #[test]
    fn no_small_cell_is_the_only_possible_one(facts in facts()) {
        let Some(table) = Counts::of(&facts) else { return Ok(()) };
        let behind = behind(&table, &facts);
        let hidden = |row: &usize, column: &usize| table.cells[*row][*column].is_none();
        let rows: Vec<_> = (0..table.rows.len()).filter(|row| table.cells[*row].contains(&None)).collect();
        let columns: Vec<_> = (0..table.columns.len()).filter(|column| rows.iter().any(|row| hidden(row, column))).collect();
        for part in 0..PARTS {
            let of = |row: usize, column: usize| behind.get(&(row, column, part)).map_or(0, Vec::len);
            let of_row = |row: usize| columns.iter().map(|column| of(row, *column)).sum::<usize>();
            let of_column = |column: usize| rows.iter().map(|row| of(*row, column)).sum::<usize>();
            let all: usize = rows.iter().map(|row| of_row(*row)).sum();
            for (row, column) in rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column))) {
                prop_assert!(hidden(&row, &column), "hidden cells fill a rectangle");
                let (most, least) = (of_row(row).min(of_column(column)), (of_row(row) + of_column(column)).saturating_sub(all));
                let who: BTreeSet<i64> = behind.get(&(row, column, part)).into_iter().flatten().copied().collect();
                prop_assert!(least < most || !is_small(&who), "{least} to {most}");
            }
        }
    }

    /// Whoever reads it learns as much as can be told: where every cell is large, all is shown.
    #[test]
    fn nothing_is_hidden_without_need(people in vec(vec(5u32..20, 3), 2..4)) {
        let mut who = 0;
        let mut facts = Vec::new();
        for (place, years) in (0u8..).zip(&people) {
            for (year, people) in (0u8..).zip(years) {
                facts.extend((0..*people).map(|_| {
                    who += 1;
                    Fact { row: Place::One(place), column: Year::One(year), part: 0, who }
                }));
            }
        }
        let table = Counts::of(&facts).unwrap();
        let shown: Vec<Vec<_>> = table.cells.iter().map(|row| row.iter().map(|cell| cell.unwrap()[0]).collect()).collect();
        prop_assert_eq!(shown, people);
    }
}

/// Control: where only the small cell is hidden, it is the difference.
#[test]
fn without_the_rule_a_small_cell_is_the_difference() {
    let cells = [[3u32, 9], [8, 7]];
    let hidden_alone = |n: u32| (n >= STEP).then_some([n, 0]);
    let naive = Counts {
        rows: vec![Place::One(0), Place::One(1)],
        columns: vec![Year::One(0), Year::One(1)],
        cells: cells.iter().map(|row| row.iter().map(|n| hidden_alone(*n)).collect()).collect(),
        row_totals: vec![[12, 0], [15, 0]],
        column_totals: vec![[11, 0], [16, 0]],
        total: [27, 0],
        counted_in: BTreeMap::new(),
    };
    assert!(recovered(&naive, 0).contains(&(vec![(0, 0)], 3)));
    let mut who = 0;
    let mut facts = Facts::new();
    for (row, column) in [(0u8, 0u8), (0, 1), (1, 0), (1, 1)] {
        facts.extend((0..cells[usize::from(row)][usize::from(column)]).map(|_| {
            who += 1;
            Fact { row: Place::One(row), column: Year::One(column), part: 0, who }
        }));
    }
    let table = Counts::of(&facts).unwrap();
    assert!(table.cells.iter().flatten().all(Option::is_none), "in a square all four hide each other");
    assert_eq!((table.total, table.row_totals), ([27, 0], vec![[12, 0], [15, 0]]));
}
