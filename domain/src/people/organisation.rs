//! The network's organisations: what organisers know of them, and what each has given
//! to the rounds and received.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Organisation, OrganisationId, PersonId, Role, employer::Colleagues};
use crate::{
    input::{Checks, FieldError, Text, choice, fold, some_line},
    merge::merge_fields,
    named, problems,
};

/// The longest name of an organisation, in characters.
pub const NAME: u32 = 120;
/// The longest short name.
pub const SHORT_NAME: u32 = 24;

named! {
    /// What kind of organisation it is.
    pub enum OrganisationKind {
        /// A municipality.
        Municipality = "municipality",
        /// A region.
        Region = "region",
        /// An authority of the state.
        State = "state",
        /// A university or a university college.
        University = "university",
        /// Anything else.
        Other = "other",
    }
}

/// How the words end that say what an organisation is, folded; with a blank before it, a
/// word of its own. Universities come first, since most of them are authorities too.
#[rustfmt::skip]
const SAID_BY: [(OrganisationKind, &[&str]); 4] = [
    (OrganisationKind::University, &[
        "universitet", "universitetet", "hogskola", "hogskolan", "university",
    ]),
    (OrganisationKind::Municipality, &["kommun", "kommunen", "kommunstyrelsen", " stad", "municipality"]),
    (OrganisationKind::State, &[
        " agency", " authority", "ambetet", "domstolen", "fogden", "forsakringskassan", "formedlingen", "forsvarsmakten",
        "inspektionen", "kriminalvarden", "kustbevakningen", "lantmateriet", "museerna", "museer", "myndigheten",
        "ombudsmannen", "polisen", "radet", "ratten", "statskontoret", "styrelsen", " swedac", "verket",
    ]),
    (OrganisationKind::Region, &[" region", "regionen", "landsting", "landstinget"]),
];

impl OrganisationKind {
    /// The kind that an organisation's name says; [`Other`](Self::Other), if it says none.
    /// It is where organisers begin, who can write another one.
    ///
    /// ```
    /// use domain::people::organisation::OrganisationKind::{self, *};
    /// for (name, kind) in [
    ///     ("Göteborgs Stad", Municipality), ("Vänersborgs kommun", Municipality), ("Västra Götalandsregionen", Region),
    ///     ("Region Halland", Region), ("Göteborgs universitet", University), ("Högskolan i Borås", University),
    ///     ("Länsstyrelsen i Västra Götalands län", State), ("Skatteverket", State), ("Polisen region Väst", State),
    ///     ("Världskulturmuseerna", State), ("Swedac", State), ("Universitets- och högskolerådet", State),
    ///     ("Göteborgsregionens kommunalförbund", Other), ("Stadsmissionen", Other), ("", Other),
    /// ] {
    ///     assert_eq!(OrganisationKind::guessed(name), kind, "{name}");
    /// }
    /// ```
    pub fn guessed(name: &str) -> Self {
        // What stands behind a comma or in brackets says where, not what.
        let what = name.split([',', '(']).next().unwrap_or_default();
        let words: Vec<_> = fold(what).split(' ').map(|word| format!(" {word}")).collect();
        let says = |endings: &[&str]| words.iter().any(|word| endings.iter().any(|ending| word.ends_with(ending)));
        SAID_BY.iter().find(|(_, endings)| says(endings)).map_or(Self::Other, |(kind, _)| *kind)
    }
}

problems! {
    /// What can be wrong with an organisation's name.
    pub enum NameProblem {
        /// Another organisation has it, or had it.
        Taken = "organisation_name_taken",
    }
}

/// What organisers write of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Its name, as it writes it.
    pub name: String,
    /// What it is called where there is little room; may be empty.
    pub short_name: String,
    /// What kind it is.
    pub kind: OrganisationKind,
}

impl Description {
    /// Checks what was typed.
    ///
    /// ```
    /// use domain::people::organisation::{Description, OrganisationKind};
    /// let stad = Description::parse(" Borås  Stad ", "Borås", "municipality").unwrap();
    /// assert_eq!((stad.name.as_str(), stad.kind), ("Borås Stad", OrganisationKind::Municipality));
    /// assert_eq!(Description::parse("", "", "").unwrap_err().len(), 2);
    /// ```
    ///
    /// # Errors
    /// Every field error.
    pub fn parse(name: &str, short_name: &str, kind: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let name = checks.field("name", some_line::<NAME>(name));
        let short_name = checks.field("short_name", Text::<SHORT_NAME>::parse_line(short_name));
        let kind = checks.field("kind", choice(kind, OrganisationKind::from_name));
        let all = name.zip(short_name).zip(kind);
        checks.finish(all.map(|((name, short_name), kind)| Self {
            name,
            short_name: short_name.as_str().to_owned(),
            kind,
        }))
    }
}

/// The same as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DescriptionForm {
    /// Its name.
    pub name: String,
    /// What it is called where there is little room.
    pub short_name: String,
    /// An [`OrganisationKind`]'s name.
    pub kind: String,
}

merge_fields!(DescriptionForm: name, short_name, kind);

impl DescriptionForm {
    /// Checks the whole form.
    ///
    /// # Errors
    /// Every field error.
    pub fn parse(&self) -> Result<Description, Vec<FieldError>> {
        Description::parse(&self.name, &self.short_name, &self.kind)
    }
}

impl From<&Description> for DescriptionForm {
    fn from(description: &Description) -> Self {
        let Description { name, short_name, kind } = description.clone();
        Self { name, short_name, kind: kind.name().to_owned() }
    }
}

/// An organisation in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationLine {
    /// Its number.
    pub id: OrganisationId,
    /// What organisers have written of it.
    pub description: Description,
    /// Its last day in the network, if it has left.
    pub ended_on: Option<Date>,
    /// How many people work for it.
    pub people: u32,
    /// The names of its contact persons.
    pub contacts: Vec<String>,
}

/// An organisation's contact person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Since when.
    pub since: Date,
}

/// An organisation's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationPage {
    /// Its number.
    pub id: OrganisationId,
    /// What organisers have written of it.
    pub description: Description,
    /// Its last day in the network, if it has left.
    pub ended_on: Option<Date>,
    /// The one that it was merged into.
    pub merged_into: Option<Organisation>,
    /// Its contact persons, by name.
    pub contacts: Vec<Contact>,
    /// What it has given and received, the latest round first.
    pub ledger: Vec<LedgerRow>,
    /// How many of its people have a duty in the round that the reader acts in: while
    /// there are some, it cannot end.
    pub active: u32,
    /// Those that it could be merged into, by name.
    pub others: Vec<Organisation>,
}

/// What an organisation has given to one round, and received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LedgerRow {
    /// The round's number.
    pub round: u32,
    /// How many of its people were adepts.
    pub adepts: u32,
    /// How many were mentors.
    pub mentors: u32,
    /// How many of its adepts have had a mentor: the places that it has received.
    pub places: u32,
    /// How often its people were asked whether they come to a part of a day.
    pub asked: u32,
    /// How often they have answered.
    pub answered: u32,
    /// How often they were there.
    pub came: u32,
}

/// What someone did in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participation {
    /// The round's number.
    pub round: u32,
    /// When the round began.
    pub began: Timestamp,
    /// As what they took part.
    pub role: Role,
    /// Whether they were in a pair.
    pub paired: bool,
    /// To how many parts of days they were invited.
    pub asked: u32,
    /// To how many of them they have answered.
    pub answered: u32,
    /// At how many they were.
    pub came: u32,
    /// Where they work now.
    pub works_for: OrganisationId,
    /// Every change of employer: when, and where they worked before. Oldest first.
    pub moves: Vec<(Timestamp, OrganisationId)>,
}

impl Participation {
    /// Where they worked when the round began: what they did later for another
    /// organisation does not change what this one has given.
    ///
    /// ```
    /// use domain::people::{OrganisationId, Role, organisation::Participation};
    /// let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    /// let part = Participation { round: 15, began: at("2026-02-01T00:00Z"), role: Role::Adept, paired: true,
    ///     asked: 4, answered: 3, came: 2, works_for: OrganisationId(3),
    ///     moves: vec![(at("2025-01-01T00:00Z"), OrganisationId(1)), (at("2026-09-01T00:00Z"), OrganisationId(2))] };
    /// assert_eq!(part.employer(), OrganisationId(2));
    /// ```
    pub fn employer(&self) -> OrganisationId {
        employer_at(self.began, self.works_for, &self.moves)
    }
}

/// For whom someone worked at a moment, who works for `works_for` now. `moves` are their
/// changes of employer: when, and where they worked before. Oldest first.
pub fn employer_at(
    moment: Timestamp,
    works_for: OrganisationId,
    moves: &[(Timestamp, OrganisationId)],
) -> OrganisationId {
    let later = moves.iter().find(|(at, _)| *at > moment);
    later.map_or(works_for, |(_, from)| *from)
}

/// What an organisation has given to each round and received, the latest round first.
///
/// ```
/// use domain::people::{OrganisationId, Role, organisation::{Participation, ledger}};
/// let part = |role, paired| Participation { round: 15, began: jiff::Timestamp::UNIX_EPOCH, role, paired,
///     asked: 4, answered: 3, came: 2, works_for: OrganisationId(1), moves: Vec::new() };
/// let parts = [part(Role::Adept, true), part(Role::Adept, false), part(Role::Mentor, true)];
/// let rows = ledger(OrganisationId(1), &parts);
/// assert_eq!((rows[0].adepts, rows[0].places, rows[0].mentors, rows[0].answered), (2, 1, 1, 9));
/// assert!(ledger(OrganisationId(2), &parts).is_empty());
/// ```
pub fn ledger(of: OrganisationId, parts: &[Participation]) -> Vec<LedgerRow> {
    let mut rows = BTreeMap::<u32, LedgerRow>::new();
    for part in parts.iter().filter(|part| part.employer() == of) {
        let row = rows.entry(part.round).or_insert(LedgerRow { round: part.round, ..LedgerRow::default() });
        match part.role {
            Role::Adept => {
                row.adepts += 1;
                row.places += u32::from(part.paired);
            }
            Role::Mentor => row.mentors += 1,
        }
        row.asked += part.asked;
        row.answered += part.answered;
        row.came += part.came;
    }
    rows.into_values().rev().collect()
}

/// What a merge of two organisations would do, to be read before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePreview {
    /// The one that ends.
    pub from: Organisation,
    /// The one that goes on.
    pub into: Organisation,
    /// How many people would work for it instead.
    pub people: u32,
    /// The names of the contact persons who come along.
    pub contacts: Vec<String>,
    /// The pairs that would be within one organisation.
    pub within: Vec<Colleagues>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn participation() -> impl Strategy<Value = Participation> {
        let moves = prop::collection::btree_map(0_i64..1000, 1_i64..4, 0..4);
        (13_u32..16, prop::sample::select(Role::ALL), any::<bool>(), 1_i64..4, moves, 0_i64..1000).prop_map(
            |(round, role, paired, works_for, moves, began)| {
                let at = |second| Timestamp::from_second(second).unwrap();
                let moves = moves.into_iter().map(|(second, from)| (at(second), OrganisationId(from))).collect();
                let works_for = OrganisationId(works_for);
                Participation {
                    round,
                    began: at(began),
                    role,
                    paired,
                    asked: 3,
                    answered: 2,
                    came: 1,
                    works_for,
                    moves,
                }
            },
        )
    }

    proptest! {
        /// Everyone counts for one organisation in each round, and for no other.
        #[test]
        fn everyone_is_counted_once(parts in prop::collection::vec(participation(), 0..30)) {
            let rows = (1..4).flat_map(|id| ledger(OrganisationId(id), &parts));
            let (mut people, mut asked) = (0, 0);
            for row in rows {
                people += row.adepts + row.mentors;
                asked += row.asked;
                prop_assert!(row.places <= row.adepts && row.came <= row.answered && row.answered <= row.asked);
            }
            let count = u32::try_from(parts.len()).unwrap();
            prop_assert_eq!((people, asked), (count, count * 3));
        }
    }
}
