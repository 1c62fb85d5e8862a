//! What people need at a day: diet and access. It is health data: the organiser
//! responsible for the day learns who needs what, the caterer how many of what.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::{
    input::{Checks, FieldError, Problem, Text},
    named,
    people::{PersonId, Role},
};

named! {
    /// What a kitchen can prepare for.
    pub enum Diet {
        /// No meat and no fish.
        Vegetarian = "vegetarian",
        /// Nothing of animals.
        Vegan = "vegan",
        /// No pork.
        NoPork = "no_pork",
        /// No gluten.
        GlutenFree = "gluten_free",
        /// No lactose.
        LactoseFree = "lactose_free",
        /// No nuts.
        Nuts = "nut_allergy",
        /// No fish and no shellfish.
        Seafood = "seafood_allergy",
    }
}

named! {
    /// What a house can be prepared with.
    pub enum Aid {
        /// A hearing loop.
        HearingLoop = "hearing_loop",
        /// A way without steps.
        StepFree = "step_free",
        /// An interpreter.
        Interpreter = "interpreter",
    }
}

/// The most that can be written about diet, and about access.
pub type More = Text<300>;

/// What someone needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// What they eat.
    pub food: Food,
    /// What helps them to take part.
    pub aids: Vec<Aid>,
    /// The same in their own words; may be empty.
    pub access: String,
}

/// What someone eats.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Food {
    /// What applies, in the order of [`Diet::ALL`].
    pub diets: Vec<Diet>,
    /// The same in their own words; may be empty.
    pub words: String,
}

impl Food {
    /// Whether anything goes.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }
}

impl Needs {
    /// Whether nothing is needed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks what was ticked and typed; ticks are the names in `diets` and `aids`.
    ///
    /// ```
    /// use domain::day::needs::{Diet, Needs};
    /// let needs = Needs::parse(&["vegan", "gluten_free"], " ingen soja ", &[], "").unwrap();
    /// assert_eq!(needs.food.diets, [Diet::Vegan, Diet::GlutenFree]);
    /// assert_eq!(needs.food.words, "ingen soja");
    /// assert!(Needs::parse::<&str>(&[], " ", &[], "").unwrap().is_empty());
    /// assert_eq!(Needs::parse(&["cake"], "", &[], &"å".repeat(301)).unwrap_err().len(), 2);
    /// ```
    ///
    /// # Errors
    /// What is wrong with which of the fields `diets`, `food`, `aids` and `access`.
    pub fn parse<T: AsRef<str>>(diets: &[T], food: &str, aids: &[T], access: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let diets = checks.field("diets", ticked(diets, Diet::ALL, Diet::from_name));
        let words = checks.field("food", More::parse(food));
        let aids = checks.field("aids", ticked(aids, Aid::ALL, Aid::from_name));
        let access = checks.field("access", More::parse(access));
        let whole = diets.zip(words).zip(aids.zip(access)).map(|((diets, words), (aids, access))| Self {
            food: Food { diets, words: words.as_str().to_owned() },
            aids,
            access: access.as_str().to_owned(),
        });
        checks.finish(whole)
    }
}

/// What was ticked, each once and in the order of `all`.
fn ticked<T, N>(names: &[N], all: &[T], find: fn(&str) -> Option<T>) -> Result<Vec<T>, Problem>
where
    T: Copy + PartialEq,
    N: AsRef<str>,
{
    let found = names.iter().map(|name| find(name.as_ref())).collect::<Option<Vec<_>>>().ok_or(Problem::NotAChoice)?;
    Ok(all.iter().copied().filter(|choice| found.contains(choice)).collect())
}

/// One's own needs at a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNeeds {
    /// The day.
    pub day: Day,
    /// What one has said; empty if nothing.
    pub needs: Needs,
    /// The name of the one person who reads it, if the day has one.
    pub reader: Option<String>,
    /// When it is deleted.
    #[serde(with = "crate::time::wire")]
    pub deleted_on: Date,
}

/// What those who come to a day need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayNeeds {
    /// The day.
    pub day: Day,
    /// The name of the organiser who is responsible for it, if one is.
    pub responsible: Option<String>,
    /// When all of it is deleted.
    #[serde(with = "crate::time::wire")]
    pub deleted_on: Date,
    /// What the caterer has to know.
    pub order: Order,
    /// Who needs what, by name; `None` for whoever is not responsible for the day.
    pub people: Option<Vec<NeedsOf>>,
}

/// Someone, and what they need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsOf {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their part in the round.
    pub role: Role,
    /// Their organisation's name.
    pub organisation: String,
    /// What they need.
    pub needs: Needs,
}

/// What a caterer has to know: how many eat what, and no names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// How many tick each diet, for those that anyone ticks.
    pub diets: Vec<(Diet, u32)>,
    /// Each plate that is unlike the others, and how many of it.
    pub plates: Vec<(Food, u32)>,
}

impl<'a> FromIterator<&'a Food> for Order {
    /// Counts.
    ///
    /// ```
    /// use domain::day::needs::{Diet, Food, Order};
    /// let food = |diets: &[Diet], words: &str| Food { diets: diets.to_vec(), words: words.into() };
    /// let all = [food(&[Diet::Vegan], ""), food(&[], ""), food(&[Diet::Vegan, Diet::Nuts], "soja"), food(&[Diet::Vegan], "")];
    /// let order: Order = all.iter().collect();
    /// assert_eq!(order.diets, [(Diet::Vegan, 3), (Diet::Nuts, 1)]);
    /// assert_eq!(order.plates, [(food(&[Diet::Vegan], ""), 2), (food(&[Diet::Vegan, Diet::Nuts], "soja"), 1)]);
    /// ```
    fn from_iter<T: IntoIterator<Item = &'a Food>>(all: T) -> Self {
        let (mut diets, mut plates) = (BTreeMap::new(), BTreeMap::new());
        for food in all.into_iter().filter(|food| !food.is_any()) {
            *plates.entry(food.clone()).or_default() += 1;
            for diet in &food.diets {
                *diets.entry(*diet).or_default() += 1;
            }
        }
        Self { diets: diets.into_iter().collect(), plates: plates.into_iter().collect() }
    }
}
