//! A day's own page, for someone who may know of the day.

use super::DayView;
use super::{evaluation::OpenEvaluation, material::Material};

/// All that a day's own page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPage {
    /// The day with its answers.
    pub view: DayView,
    /// The partner's first name, if the reader has a partner.
    pub partner: Option<String>,
    /// What there is of it once it is over.
    pub follow_up: FollowUp,
}

/// What there is of a day for someone who was invited to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The files that are for them.
    pub files: Vec<Material>,
    /// The evaluation, while they can fill it in.
    pub evaluation: Option<OpenEvaluation>,
}
