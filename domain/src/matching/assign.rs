//! The assignment problem in numbers: which row gets which column.
//!
//! What may not be is no edge at all. As many rows as possible get a column, and
//! of all such assignments it is one with the most points: the algorithm of Kuhn
//! and Munkres, of the crate `pathfinding`, in whole numbers. The same points
//! give the same assignment.

use std::collections::VecDeque;

use pathfinding::kuhn_munkres::{Weights, kuhn_munkres};

/// What each row and column would be worth together; nothing where they may not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    rows: usize,
    columns: usize,
    cells: Vec<Option<u32>>,
}

/// Each row's column.
pub type Assignment = Vec<Option<usize>>;

impl Points {
    /// Of so many rows and columns, each cell asked for once.
    pub fn new(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> Option<u32>) -> Self {
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        Self { rows, columns, cells: cells.map(|(row, column)| cell(row, column)).collect() }
    }

    /// What a row and a column are worth together.
    pub fn at(&self, row: usize, column: usize) -> Option<u32> {
        self.cells[row * self.columns + column]
    }

    /// What an assignment is worth.
    pub fn total(&self, assignment: &Assignment) -> u64 {
        let taken = assignment.iter().enumerate().filter_map(|(row, column)| self.at(row, (*column)?));
        taken.map(u64::from).sum()
    }

    /// The best assignment of at most so many rows.
    ///
    /// ```
    /// use domain::matching::Points;
    /// let cells = [[Some(9), Some(8)], [Some(7), None], [None, Some(5)]];
    /// let points = Points::new(3, 2, |row, column| cells[row][column]);
    /// // 8 and 7 make more than 9 and 5, and two more than one.
    /// assert_eq!(points.assign(9), [Some(1), Some(0), None]);
    /// assert_eq!(points.assign(1), [Some(0), None, None]);
    /// ```
    pub fn assign(&self, most: usize) -> Assignment {
        let free = self.solve(Square::without_limit(self));
        let pairs = free.iter().flatten().count();
        if pairs <= most { free } else { self.solve(Square::with_limit(self, most)) }
    }

    fn solve(&self, square: Square) -> Assignment {
        if square.side == 0 {
            return vec![None; self.rows];
        }
        let (_, columns) = kuhn_munkres(&square);
        let real = |(row, column): (usize, usize)| {
            Some(column).filter(|column| *column < self.columns && self.at(row, *column).is_some())
        };
        columns.into_iter().enumerate().take(self.rows).map(real).collect()
    }

    /// Those rows that share too few columns, `row` among them, and those columns:
    /// the marriage theorem's reason why a row has got none. `None`, if it could get
    /// one without another losing theirs.
    pub fn shortage(&self, assignment: &Assignment, row: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let mut holders = vec![None; self.columns];
        for (holder, column) in assignment.iter().enumerate() {
            if let Some(column) = column {
                holders[*column] = Some(holder);
            }
        }
        let (mut rows, mut columns) = (vec![row], vec![false; self.columns]);
        let mut next = VecDeque::from([row]);
        while let Some(row) = next.pop_front() {
            for column in (0..self.columns).filter(|column| self.at(row, *column).is_some()) {
                if !std::mem::replace(&mut columns[column], true) {
                    let holder = holders[column]?;
                    rows.push(holder);
                    next.push_back(holder);
                }
            }
        }
        rows.sort_unstable();
        Some((rows, (0..self.columns).filter(|column| columns[*column]).collect()))
    }

    /// The same with rows and columns changed over.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self::new(self.columns, self.rows, |row, column| self.at(column, row))
    }
}

/// The matrix that the algorithm sees. It gives every row a column, so there are
/// columns and rows that stand for none.
struct Square {
    side: usize,
    cells: Vec<i64>,
}

impl Square {
    /// An edge is worth more than all points together: then more of them come first.
    fn without_limit(points: &Points) -> Self {
        let side = points.rows.max(points.columns);
        let edge = heavy(points);
        Self::new(side, |row, column| points.edge(row, column).map_or(0, |points| edge + points))
    }

    /// All but `most` rows and columns are to be with one that stands for none,
    /// which is worth as much as an edge; those that do are not with each other.
    fn with_limit(points: &Points, most: usize) -> Self {
        let side = points.rows + points.columns - most;
        let edge = heavy(points);
        Self::new(side, |row, column| match (row < points.rows, column < points.columns) {
            (true, true) => points.edge(row, column).map_or(0, |points| edge + points),
            (false, false) => 0,
            _ => edge,
        })
    }

    fn new(side: usize, cell: impl Fn(usize, usize) -> i64) -> Self {
        let cells = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
        Self { side, cells: cells.map(|(row, column)| cell(row, column)).collect() }
    }
}

impl Points {
    /// An edge's points; nothing where there is none.
    fn edge(&self, row: usize, column: usize) -> Option<i64> {
        let inside = row < self.rows && column < self.columns;
        inside.then(|| self.at(row, column)).flatten().map(i64::from)
    }
}

/// More than any assignment's points.
fn heavy(points: &Points) -> i64 {
    let pairs = i64::try_from(points.rows.min(points.columns)).unwrap_or(i64::MAX);
    let best = points.cells.iter().flatten().max().copied().unwrap_or_default();
    pairs.saturating_mul(i64::from(best)).saturating_add(1)
}

impl Weights<i64> for Square {
    fn rows(&self) -> usize {
        self.side
    }

    fn columns(&self) -> usize {
        self.side
    }

    fn at(&self, row: usize, column: usize) -> i64 {
        self.cells[row * self.side + column]
    }

    fn neg(&self) -> Self {
        Self { side: self.side, cells: self.cells.iter().map(|cell| -cell).collect() }
    }
}
