//! What other pages say of the agreement.

use domain::pair::agreement::Stage;

use crate::{pair::Pointer, text::t};

const PAGE: &str = "/par/overenskommelse";

/// Where the two stand with it.
pub(crate) fn pointer(stage: Stage, partner: &str) -> Pointer {
    let text = &t().agreement;
    match stage {
        Stage::NotBegun => Pointer::to(PAGE, text.point_none, text.begin),
        Stage::WaitsForPartner => Pointer::to(PAGE, format!("{}.", (text.waits_for_partner)(partner)), text.point_read),
        Stage::WaitsForYou => Pointer::to(PAGE, format!("{}.", (text.waits_for_you)(partner)), text.point_sign),
        Stage::Holds { goals, far } => Pointer::to(PAGE, (text.point_goals)(far, goals), text.point_read),
    }
}
