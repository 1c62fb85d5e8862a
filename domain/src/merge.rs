//! Two people change the same form at once: what they changed is put together
//! field by field. What only one of them changed is taken over; what both
//! changed, each to something else, is for people to settle.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::input::name_within;

/// The hidden field in which a form keeps what it said when it was read.
pub const BASE_FIELD: &str = "grund";

/// A field that both changed, each to something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// Its name in the form, such as `parts[0][from]`.
    pub field: String,
    /// What one has written; empty for a row that one has removed.
    pub mine: String,
    /// What the other has saved; empty for a row that they have removed.
    pub theirs: String,
}

/// A form with both people's changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged<T> {
    /// The form. Where they clash, it has one's own.
    pub form: T,
    /// What they do not agree on.
    pub clashes: Vec<Clash>,
}

/// Puts two people's changes of `base` together.
///
/// ```
/// use domain::{day::DayForm, merge::merge};
/// let base = DayForm { venue: "Salen".into(), address: "Torget 1".into(), ..DayForm::default() };
/// let mine = DayForm { venue: "Stora salen".into(), ..base.clone() };
/// let theirs = DayForm { address: "Torget 2".into(), ..base.clone() };
/// let merged = merge(&base, &mine, &theirs);
/// assert_eq!((merged.form.venue.as_str(), merged.form.address.as_str()), ("Stora salen", "Torget 2"));
/// assert!(merged.clashes.is_empty());
///
/// let theirs = DayForm { venue: "Lilla salen".into(), ..theirs };
/// let clashes = merge(&base, &mine, &theirs).clashes;
/// assert_eq!((clashes.len(), clashes[0].field.as_str(), clashes[0].theirs.as_str()), (1, "venue", "Lilla salen"));
/// ```
pub fn merge<T: Merge>(base: &T, mine: &T, theirs: &T) -> Merged<T> {
    let mut clashes = Vec::new();
    let form = T::merge(base, mine, theirs, "", &mut clashes);
    Merged { form, clashes }
}

/// Something of which two people's changes can be put together.
pub trait Merge {
    /// Puts them together. `name` is what it is called in the form; what cannot
    /// be put together is added to `clashes`.
    #[must_use]
    fn merge(base: &Self, mine: &Self, theirs: &Self, name: &str, clashes: &mut Vec<Clash>) -> Self;
}

/// One of several of a kind in a form: an action, a line of an agenda.
pub trait Row: Merge + Clone {
    /// Whether nothing is written in it. Such a row is none.
    fn is_blank(&self) -> bool;

    /// Whether another says the same.
    fn says_the_same(&self, other: &Self) -> bool;

    /// What it can be told by from others, the surest first. What is empty tells nothing.
    fn marks(&self) -> Vec<&str>;

    /// The field that stands for the whole row where it is spoken of, and what is
    /// in it.
    fn title(&self) -> (&'static str, &str);

    /// The same as a new row, where the other has removed the one that it was.
    #[must_use]
    fn anew(self) -> Self {
        self
    }
}

/// Implements [`Merge`] for a form, field by field. All of them have to be named. The
/// identifier of a row, in brackets, is nobody's change: the saved one holds.
macro_rules! merge_fields {
    ($form:ident $([$id:ident])?: $($field:ident),+ $(,)?) => {
        impl $crate::merge::Merge for $form {
            fn merge(
                base: &Self,
                mine: &Self,
                theirs: &Self,
                name: &str,
                clashes: &mut Vec<$crate::merge::Clash>,
            ) -> Self {
                Self {
                    $($id: theirs.$id.clone(),)?
                    $($field: {
                        let name = $crate::merge::field_in(name, stringify!($field));
                        $crate::merge::Merge::merge(&base.$field, &mine.$field, &theirs.$field, &name, clashes)
                    }),+
                }
            }
        }
    };
}

pub(crate) use merge_fields;

/// The name of a field of what is called `form`.
pub(crate) fn field_in(form: &str, field: &str) -> String {
    if form.is_empty() { field.to_owned() } else { format!("{form}[{field}]") }
}

/// Whether two texts are the same but for line ends and space around them, which
/// browsers change by themselves.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.trim().lines().map(str::trim_end).eq(other.trim().lines().map(str::trim_end))
}

impl Clash {
    /// The same for a form whose fields are all called `outer[…]`.
    ///
    /// ```
    /// use domain::merge::Clash;
    /// let clash = |field: &str| Clash { field: field.into(), mine: String::new(), theirs: String::new() };
    /// assert_eq!(clash("parts[0][from]").within("day"), clash("day[parts][0][from]"));
    /// assert_eq!(clash("name").within(""), clash("name"));
    /// ```
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        Self { field: name_within(outer, &self.field), ..self }
    }
}

impl Merge for String {
    fn merge(base: &Self, mine: &Self, theirs: &Self, name: &str, clashes: &mut Vec<Clash>) -> Self {
        if same(mine, base) || same(mine, theirs) {
            return theirs.clone();
        }
        if !same(theirs, base) {
            clashes.push(Clash { field: name.to_owned(), mine: mine.clone(), theirs: theirs.clone() });
        }
        mine.clone()
    }
}

/// Boxes that are ticked and numbers, each under its name. One that is not there is empty.
impl Merge for BTreeMap<String, String> {
    fn merge(base: &Self, mine: &Self, theirs: &Self, name: &str, clashes: &mut Vec<Clash>) -> Self {
        let said = |fields: &Self, field: &str| fields.get(field).cloned().unwrap_or_default();
        let fields: BTreeSet<_> = [base, mine, theirs].into_iter().flat_map(Self::keys).collect();
        let merged = fields.into_iter().map(|field| {
            let [base, mine, theirs] = [base, mine, theirs].map(|form| said(form, field));
            (field.clone(), String::merge(&base, &mine, &theirs, &field_in(name, field), clashes))
        });
        merged.filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// Rows are put together where both have them. Whoever removes one that the
/// other has changed is asked, and it stays until then.
impl<R: Row> Merge for Vec<R> {
    fn merge(base: &Self, mine: &Self, theirs: &Self, name: &str, clashes: &mut Vec<Clash>) -> Self {
        let (in_mine, in_theirs) = (places(base, mine), places(base, theirs));
        let is_new = |n: usize, row: &R| !row.is_blank() && !in_theirs.contains(&Some(n));
        let mut new_in_theirs: Vec<_> =
            theirs.iter().enumerate().filter(|(n, row)| is_new(*n, row)).map(|(_, row)| row).collect();
        let mut rows = Self::new();
        for (n, row) in mine.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            let Some(was) = in_mine.iter().position(|place| *place == Some(n)) else {
                // Both may have added the same.
                let same = new_in_theirs.iter().position(|other| other.says_the_same(row));
                rows.push(same.map_or(row, |place| new_in_theirs.remove(place)).clone());
                continue;
            };
            match in_theirs[was] {
                Some(place) => {
                    let name = format!("{name}[{}]", rows.len());
                    rows.push(R::merge(&base[was], row, &theirs[place], &name, clashes));
                }
                None if row.says_the_same(&base[was]) => {}
                None => {
                    let (field, mine) = row.title();
                    let field = format!("{name}[{}][{field}]", rows.len());
                    clashes.push(Clash { field, mine: mine.to_owned(), theirs: String::new() });
                    rows.push(row.clone().anew());
                }
            }
        }
        for (was, place) in in_theirs.iter().enumerate() {
            if let (None, Some(place)) = (in_mine[was], *place)
                && !theirs[place].says_the_same(&base[was])
            {
                let (field, changed) = theirs[place].title();
                let field = format!("{name}[{}][{field}]", rows.len());
                clashes.push(Clash { field, mine: String::new(), theirs: changed.to_owned() });
                rows.push(theirs[place].clone());
            }
        }
        rows.extend(new_in_theirs.into_iter().cloned());
        rows
    }
}

/// Where each row of `base` is among others; `None` for one that is not.
fn places<R: Row>(base: &[R], others: &[R]) -> Vec<Option<usize>> {
    let mut places = vec![None; base.len()];
    for (was, row) in base.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let fits = |(n, other): &(usize, &R)| other.says_the_same(row) && !places.contains(&Some(*n));
        places[was] = others.iter().enumerate().find(fits).map(|(n, _)| n);
    }
    let marks = base.first().map_or(0, |row| row.marks().len());
    for mark in 0..marks {
        for (was, row) in base.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            if places[was].is_none() && !row.marks()[mark].trim().is_empty() {
                let fits = |(n, other): &(usize, &R)| {
                    let free = !other.is_blank() && !places.contains(&Some(*n));
                    free && other.marks()[mark].trim() == row.marks()[mark].trim()
                };
                places[was] = others.iter().enumerate().find(fits).map(|(n, _)| n);
            }
        }
    }
    places
}
