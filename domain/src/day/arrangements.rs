//! What surrounds an answer to a day: what one needs there, and whether one
//! meets one's partner before or after it.

use serde::{Deserialize, Serialize};

use super::{
    DayView, SegmentAnswers, Standing,
    meet_up::{MeetUp, Slot},
};

/// What surrounds one's own answers to a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangements {
    /// Whether one has said what one needs; `None` for whoever has not said yes.
    pub needs: Option<bool>,
    /// When the pair could meet; empty when that is out of the question.
    pub meet_ups: Vec<MeetUp>,
    /// When the two had agreed to meet, and no longer can with what they have answered.
    pub dropped: Vec<Slot>,
}

impl DayView {
    /// Whether one has said yes to a part of it, with or without a seat.
    pub fn says_yes(&self) -> bool {
        let yes =
            |answers: &SegmentAnswers| matches!(answers.mine, Standing::Yes | Standing::Offered | Standing::Waiting);
        self.answers.iter().any(yes)
    }
}
