//! What other pages say of the agreement.

use domain::agreement::Stage;

use crate::{pair::Pointer, text::t};

const PAGE: &str = "/par/overenskommelse";

/// Where the two stand with it.
pub(crate) fn pointer(stage: Stage, mate: &str) -> Pointer {
    let text = &t().agreement;
    match stage {
        Stage::NotBegun => Pointer::to(PAGE, text.point_none, text.begin),
        Stage::WaitsForMate => Pointer::to(PAGE, format!("{}.", (text.waits_for_mate)(mate)), text.point_read),
        Stage::WaitsForYou => Pointer::to(PAGE, format!("{}.", (text.waits_for_you)(mate)), text.point_sign),
        Stage::Holds { goals, far } => Pointer::to(PAGE, (text.point_goals)(far, goals), text.point_read),
    }
}
