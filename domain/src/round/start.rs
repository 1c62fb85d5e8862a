//! From nothing to a living round: the network's settings, its organisations as a list,
//! the first round, and what is still missing.

mod founder;
mod network;
mod plan;
mod template;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

pub use self::{
    founder::FounderFacts,
    network::{MAX_ORGANISATIONS, Network, NetworkForm, PastedNames, pasted_names},
    plan::{HoursForm, RoundForm, RoundPlan, RoundProblem, TemplateDayForm},
    template::{DayPattern, TEMPLATE, TemplateDay},
};
use crate::named;

/// For how many hours a set-up link is good.
pub const SETUP_HOURS: i64 = 24;

/// Why a programme does not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Someone runs it already.
    #[error("there is an organiser already")]
    HasOrganiser,
    /// The round has days already: they are edited one by one.
    #[error("the round has days already")]
    AlreadyPlanned,
}

/// The years of a round of which nobody has said when it begins: this one and the next.
///
/// ```
/// use domain::round::start::two_years;
/// use jiff::civil::date;
/// assert_eq!(two_years(2026), (date(2026, 1, 1), date(2027, 12, 31)));
/// ```
pub const fn two_years(year: i16) -> (Date, Date) {
    (date(year, 1, 1), date(year.saturating_add(1), 12, 31))
}

named! {
    /// What there is to do until a programme lives, in order.
    pub enum Step {
        /// Saying what the network is called, who holds it together, who answers for data.
        Network = "network",
        /// Adding its organisations.
        Organisations = "organisations",
        /// Planning the first round, with its days as drafts.
        Round = "round",
        /// Publishing a day.
        Days = "days",
        /// Naming contact persons and the working group.
        Colleagues = "colleagues",
        /// Publishing the privacy notice.
        Pages = "pages",
    }
}

/// How far a programme has come towards living.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether the network's settings are saved.
    pub network: bool,
    /// How many organisations the network has.
    pub organisations: u32,
    /// How many of them have no contact person.
    pub without_contact: u32,
    /// How many days of the round are drafts.
    pub drafts: u32,
    /// How many are published, or have been.
    pub published: u32,
    /// How many organisers the round has.
    pub organisers: u32,
    /// How many are in its working group.
    pub working_group: u32,
    /// How many public pages an organiser has published.
    pub pages: u32,
    /// Whether the privacy notice is one of them.
    pub privacy: bool,
}

impl Progress {
    /// Whether a step is done. A mentor comes from another organisation than the adept,
    /// so the network has two at least.
    ///
    /// ```
    /// use domain::round::start::{Progress, Step};
    /// let progress = Progress { organisations: 2, without_contact: 1, working_group: 1, drafts: 4, ..Progress::default() };
    /// assert!(progress.is_done(Step::Organisations) && progress.is_done(Step::Round));
    /// assert!(!progress.is_done(Step::Colleagues) && !progress.is_done(Step::Days));
    /// assert_eq!(progress.missing(), 4);
    /// ```
    pub const fn is_done(&self, step: Step) -> bool {
        match step {
            Step::Network => self.network,
            Step::Organisations => self.organisations >= 2,
            Step::Round => self.drafts + self.published > 0,
            Step::Days => self.published > 0,
            Step::Colleagues => self.organisations > 0 && self.without_contact == 0 && self.working_group > 0,
            Step::Pages => self.privacy,
        }
    }

    /// How many steps are not done.
    pub fn missing(&self) -> u32 {
        Step::ALL.iter().map(|step| u32::from(!self.is_done(*step))).sum()
    }
}
