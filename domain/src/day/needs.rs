//! What people need at a day: diet and access. It is health data: the organiser
//! responsible for the day learns who needs what, the others how many of what and
//! no word of it.
//!
//! What someone says is given to whoever is responsible when they say it. Whoever
//! becomes responsible after that sees it once the person, or the one to whom it
//! was given, agrees. Every such change is on record.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Day,
    check_in::{Attendee, Part},
};
use crate::{
    input::{Checks, FieldError, Text, ticked},
    named,
    people::PersonId,
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

/// One's own needs at a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNeeds {
    /// The day.
    pub day: Day,
    /// What one has said; empty if nothing, and if it cannot be read any more.
    pub needs: Needs,
    /// Whether what one has said cannot be read any more.
    pub unreadable: bool,
    /// The one person who is to read it, with their name, if the day has one.
    pub reader: Option<(PersonId, String)>,
    /// Whether they do; not if it was given to someone else, or to nobody.
    pub given: bool,
    /// When it is deleted.
    #[serde(with = "crate::time::wire")]
    pub deleted_on: Date,
}

/// What those who come to a day need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayNeeds {
    /// The day.
    pub day: Day,
    /// The organiser who is responsible for it, with their name, if one is.
    pub responsible: Option<(PersonId, String)>,
    /// When all of it is deleted.
    #[serde(with = "crate::time::wire")]
    pub deleted_on: Date,
    /// How many eat: those who come and have a seat, and guests and speakers. Everyone
    /// counts once.
    pub eaters: u32,
    /// What the caterer has to know.
    pub order: Order,
    /// Who needs what, by name; `None` for whoever is not responsible for the day.
    pub people: Option<Vec<NeedsOf>>,
    /// How many have given theirs to someone else than who is responsible now.
    pub withheld: u32,
    /// How many have given theirs to the reader, who is not responsible any more and
    /// can hand them over.
    pub to_hand_over: u32,
    /// Who could read them, the latest change first.
    pub readers: Vec<ReaderChange>,
}

named! {
    /// How it changes who may read what people need.
    pub enum ReaderChangeKind {
        /// Someone else became responsible for the day, or nobody.
        Responsible = "responsible",
        /// What was given to one was handed over to another.
        HandedOver = "handed_over",
    }
}

/// A change of who may read what people need at a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderChange {
    /// What happened.
    pub kind: ReaderChangeKind,
    /// The name of who it was before, if anyone.
    pub from: Option<String>,
    /// The name of who it is from then on, if anyone.
    pub to: Option<String>,
    /// The name of the organiser who did it.
    pub by: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// What a guest or a speaker needs at a day. They tell the organiser who is
/// responsible for it, who alone notes it and reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestNeeds {
    /// Who is responsible, with their name, if anyone is.
    pub responsible: Option<(PersonId, String)>,
    /// What is noted; empty if nothing is. `None` for whoever is not responsible.
    pub needs: Option<Needs>,
    /// Whether something is noted that the one responsible does not read: it was given
    /// to someone else, or it cannot be read any more.
    pub withheld: bool,
    /// When it is deleted.
    #[serde(with = "crate::time::wire")]
    pub deleted_on: Date,
}

/// Someone, and what they need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsOf {
    /// Who.
    pub person: Attendee,
    /// Their name.
    pub name: String,
    /// In what part they come.
    pub part: Part,
    /// The name of their organisation; of a visitor it may be empty.
    pub organisation: String,
    /// What they need; `None` if it cannot be read any more, and they have to be asked.
    pub needs: Option<Needs>,
}

/// What a caterer has to know: how many eat what, and no names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// How many tick each diet, for those that anyone ticks.
    pub diets: Vec<(Diet, u32)>,
    /// Each plate that is unlike the others, and how many of it.
    pub plates: Vec<(Food, u32)>,
    /// How many have said more in words that are not the reader's to see.
    pub words: u32,
    /// How many ask for anything.
    pub special: u32,
}

impl Order {
    /// How many ask for nothing, of so many who eat.
    pub fn ordinary(&self, eaters: u32) -> u32 {
        eaters.saturating_sub(self.special)
    }

    /// How many ask for something only in words that are not the reader's to see.
    pub fn in_words_only(&self) -> u32 {
        self.special.saturating_sub(self.plates.iter().map(|(_, people)| people).sum())
    }
}

impl<'a> FromIterator<(&'a Food, bool)> for Order {
    /// Counts what each eats; their words count as said, and are shown where they
    /// are the reader's to see.
    ///
    /// ```
    /// use domain::day::needs::{Diet, Food, Order};
    /// let food = |diets: &[Diet], words: &str| Food { diets: diets.to_vec(), words: words.into() };
    /// let all = [food(&[Diet::Vegan], ""), food(&[], ""), food(&[Diet::Vegan, Diet::Nuts], "soja"), food(&[Diet::Vegan], "")];
    /// let order = |seen| all.iter().map(|food| (food, seen)).collect::<Order>();
    /// assert_eq!(order(true).diets, [(Diet::Vegan, 3), (Diet::Nuts, 1)]);
    /// assert_eq!(order(true).plates, [(food(&[Diet::Vegan], ""), 2), (food(&[Diet::Vegan, Diet::Nuts], "soja"), 1)]);
    /// assert_eq!(order(false).plates, [(food(&[Diet::Vegan], ""), 2), (food(&[Diet::Vegan, Diet::Nuts], ""), 1)]);
    /// assert_eq!((order(true).words, order(false).words), (0, 1));
    /// // Every plate is one of these, so that they add up to all who eat.
    /// assert_eq!((order(false).special, order(false).in_words_only(), order(false).ordinary(10)), (3, 0, 7));
    /// let words: Order = [(&food(&[], "soja"), false)].into_iter().collect();
    /// assert_eq!((words.special, words.in_words_only(), words.plates.len()), (1, 1, 0));
    /// ```
    fn from_iter<T: IntoIterator<Item = (&'a Food, bool)>>(all: T) -> Self {
        let (mut diets, mut plates, mut words, mut special) = (BTreeMap::new(), BTreeMap::new(), 0, 0);
        for (food, seen) in all.into_iter().filter(|(food, _)| !food.is_any()) {
            special += 1;
            words += u32::from(!seen && !food.words.is_empty());
            let plate = if seen { food.clone() } else { Food { words: String::new(), ..food.clone() } };
            if !plate.is_any() {
                *plates.entry(plate).or_default() += 1;
            }
            for diet in &food.diets {
                *diets.entry(*diet).or_default() += 1;
            }
        }
        Self { diets: diets.into_iter().collect(), plates: plates.into_iter().collect(), words, special }
    }
}
