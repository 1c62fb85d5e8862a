//! Tables of counts, with totals, that give away no small group.
//!
//! A figure tells of the people whom its facts are about. One that tells of one to four
//! is not shown, and nothing from which it follows by taking figures from totals:
//!
//! 1. A row or a column whose total is such a figure is counted into a coarser one
//!    ([`Group::coarser`]), together with another if need be. So every total can be shown.
//! 2. Of the cells that are left, those that are such figures are hidden, and others beside
//!    them: all that stand in certain rows and certain columns at once, so many that what is
//!    hidden of every row, and of every column, tells of five people at least.
//!
//! Why that is enough: of the hidden cells, which fill a rectangle, totals less shown cells
//! tell the sum of each row and of each column. A sum of some of those, plus or minus, in
//! which every cell is once or not at all, is of whole rows or of whole columns. Of each of
//! them it is known to tell of five people at least. `domain/tests/tables_of_counts.rs`
//! tries it.

use std::{
    array,
    collections::{BTreeMap, BTreeSet},
    iter::successors,
};

use super::is_small;

/// What stands at the side or at the head of a table.
pub trait Group: Copy + Ord {
    /// What it is counted into, if it cannot be told apart. In the end that is the same for
    /// all of a table.
    fn coarser(self) -> Option<Self>;
}

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<R, C> {
    /// In which row.
    pub row: R,
    /// In which column.
    pub column: C,
    /// Among which of the cell's figures.
    pub part: usize,
    /// About whom it is.
    pub who: i64,
}

/// What may be shown of a table whose cells have `N` figures each: how many facts there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<R, C, const N: usize> {
    /// What stands at its side.
    pub rows: Vec<R>,
    /// What stands at its head.
    pub columns: Vec<C>,
    /// The cells by rows; `None` for those that are hidden.
    pub cells: Vec<Vec<Option<[u32; N]>>>,
    /// The total of each row, over all columns.
    pub row_totals: Vec<[u32; N]>,
    /// The total of each column, over all rows.
    pub column_totals: Vec<[u32; N]>,
    /// The total of all.
    pub total: [u32; N],
    /// In which of the rows each row that was asked for is counted.
    pub counted_in: BTreeMap<R, R>,
}

impl<R: Group, C: Group, const N: usize> Table<R, C, N> {
    /// Counts facts. `None`, if there are none, or if even the totals of all would give
    /// away a small group.
    ///
    /// ```
    /// use domain::figures::table::{Fact, Group, Table};
    /// #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    /// enum From { Vara, Skara, Hjo, Elsewhere }
    /// impl Group for From {
    ///     fn coarser(self) -> Option<Self> { (self != Self::Elsewhere).then_some(Self::Elsewhere) }
    /// }
    /// let mut who = 0;
    /// let mut from = |row, people| (0..people).map(|_| { who += 1; Fact { row, column: (), part: 0, who } }).collect::<Vec<_>>();
    /// let facts = [from(From::Vara, 9), from(From::Skara, 6), from(From::Hjo, 2)].concat();
    /// // The two from Hjo are not told apart, nor could they be if all the others were.
    /// let table = Table::<_, (), 1>::of(&facts).unwrap();
    /// assert_eq!((table.rows, table.row_totals), (vec![From::Vara, From::Elsewhere], vec![[9], [8]]));
    /// assert_eq!(Table::<From, (), 1>::of(&facts[..4]), None);
    /// ```
    pub fn of(facts: &[Fact<R, C>]) -> Option<Self> {
        let counted_in = gather::<R, N>(facts.iter().map(|fact| (fact.row, fact.part, fact.who)))?;
        let columns_in = gather::<C, N>(facts.iter().map(|fact| (fact.column, fact.part, fact.who)))?;
        let mut grid = Grid::<R, C, N>::new();
        for fact in facts {
            grid.entry((counted_in[&fact.row], columns_in[&fact.column])).or_default().count(fact.part, fact.who);
        }
        let rows = totals(grid.iter().map(|((row, _), cell)| (*row, cell)));
        let columns = totals(grid.iter().map(|((_, column), cell)| (*column, cell)));
        let hidden = hide(&grid, &rows, &columns);
        let cell = |row: R, column: C| {
            let shown = !hidden.contains(&(row, column));
            shown.then(|| grid.get(&(row, column)).map_or([0; N], Cell::figures))
        };
        let line = |row: R| columns.keys().map(|column| cell(row, *column)).collect();
        let all = totals(grid.values().map(|cell| ((), cell)));
        Some(Self {
            cells: rows.keys().map(|row| line(*row)).collect(),
            row_totals: rows.values().map(Cell::figures).collect(),
            column_totals: columns.values().map(Cell::figures).collect(),
            total: all.get(&())?.figures(),
            rows: rows.into_keys().collect(),
            columns: columns.into_keys().collect(),
            counted_in,
        })
    }
}

impl Group for () {
    fn coarser(self) -> Option<Self> {
        None
    }
}

type Grid<R, C, const N: usize> = BTreeMap<(R, C), Cell<N>>;

/// How often something is the case, and of whom.
#[derive(Clone, Default)]
struct Count {
    times: u32,
    who: BTreeSet<i64>,
}

#[derive(Clone)]
struct Cell<const N: usize>([Count; N]);

impl<const N: usize> Default for Cell<N> {
    fn default() -> Self {
        Self(array::from_fn(|_| Count::default()))
    }
}

impl<const N: usize> Cell<N> {
    fn count(&mut self, part: usize, who: i64) {
        self.0[part].times += 1;
        self.0[part].who.insert(who);
    }

    fn join(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(&other.0) {
            own.times += more.times;
            own.who.extend(&more.who);
        }
    }

    fn figures(&self) -> [u32; N] {
        array::from_fn(|part| self.0[part].times)
    }

    fn weight(&self) -> u32 {
        self.0.iter().map(|count| count.times).sum()
    }

    /// The first of its figures that tells of too few people, if there is one.
    fn small(&self) -> Option<usize> {
        self.0.iter().position(|count| is_small(u32::try_from(count.who.len()).unwrap_or(u32::MAX)))
    }
}

fn totals<'a, G: Ord, const N: usize>(cells: impl Iterator<Item = (G, &'a Cell<N>)>) -> BTreeMap<G, Cell<N>> {
    let mut totals = BTreeMap::<G, Cell<N>>::new();
    for (group, cell) in cells {
        totals.entry(group).or_default().join(cell);
    }
    totals
}

/// Into which group each one is counted, so that none of their totals is too small.
fn gather<G: Group, const N: usize>(facts: impl Iterator<Item = (G, usize, i64)>) -> Option<BTreeMap<G, G>> {
    let (mut lines, mut counted_in) = (BTreeMap::<G, Cell<N>>::new(), BTreeMap::new());
    for (group, part, who) in facts {
        lines.entry(group).or_default().count(part, who);
        counted_in.insert(group, group);
    }
    loop {
        let small: Vec<_> = lines.iter().filter(|(_, cell)| cell.small().is_some()).map(|(group, _)| *group).collect();
        if small.is_empty() {
            return (!lines.is_empty()).then_some(counted_in);
        }
        let mut up: Vec<_> = small.into_iter().filter_map(|group| Some((group, group.coarser()?))).collect();
        if up.is_empty() {
            // Only what all end in is too small: the smallest of the others joins it.
            let others = lines.iter().filter(|(group, _)| group.coarser().is_some());
            let smallest = others.min_by_key(|(_, cell)| cell.weight()).map(|(group, _)| *group)?;
            up.push((smallest, successors(Some(smallest), |group| group.coarser()).last()?));
        }
        for (group, coarser) in up {
            let Some(cell) = lines.remove(&group) else { continue };
            lines.entry(coarser).or_default().join(&cell);
            for into in counted_in.values_mut().filter(|into| **into == group) {
                *into = coarser;
            }
        }
    }
}

/// The cells that are not shown: all in certain rows and columns at once.
fn hide<R: Group, C: Group, const N: usize>(
    grid: &Grid<R, C, N>,
    all_rows: &BTreeMap<R, Cell<N>>,
    all_columns: &BTreeMap<C, Cell<N>>,
) -> BTreeSet<(R, C)> {
    let small = || grid.iter().filter(|(_, cell)| cell.small().is_some());
    let mut rows: BTreeSet<R> = small().map(|((row, _), _)| *row).collect();
    let mut columns: BTreeSet<C> = small().map(|((_, column), _)| *column).collect();
    loop {
        if let Some(column) = lacking(&rows, &columns, all_columns, |row, column| grid.get(&(row, column))) {
            columns.insert(column);
        } else if let Some(row) = lacking(&columns, &rows, all_rows, |column, row| grid.get(&(row, column))) {
            rows.insert(row);
        } else {
            break;
        }
    }
    rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column))).collect()
}

/// One more of the lines across, with which what is hidden of one of these lines tells of
/// more people, if that tells of too few. There is one, since its total tells of enough.
fn lacking<'a, L: Group, A: Group, const N: usize>(
    lines: &BTreeSet<L>,
    across: &BTreeSet<A>,
    all_across: &BTreeMap<A, Cell<N>>,
    cell: impl Fn(L, A) -> Option<&'a Cell<N>>,
) -> Option<A> {
    lines.iter().find_map(|line| {
        let mut hidden = Cell::default();
        for cell in across.iter().filter_map(|other| cell(*line, *other)) {
            hidden.join(cell);
        }
        let part = hidden.small()?;
        let tells = |other: A| cell(*line, other).is_some_and(|cell| cell.0[part].times > 0);
        let more = all_across.iter().filter(|(other, _)| !across.contains(other) && tells(**other));
        more.min_by_key(|(_, total)| total.weight()).map(|(other, _)| *other)
    })
}
