//! What other pages say of the agreement.

use domain::{agreement::Agreements, people::Role};

use crate::{pair::Pointer, text::t};

const PAGE: &str = "/par/overenskommelse";

/// Where the agreement stands.
pub(crate) fn pointer(agreements: &Agreements, role: Role, mate: &str) -> Pointer {
    let text = &t().agreement;
    if let Some(proposed) = agreements.proposed() {
        return if proposed.written_by == role {
            Pointer::to(PAGE, format!("{}.", (text.waits_for_mate)(mate)), text.point_read)
        } else {
            Pointer::to(PAGE, format!("{}.", (text.waits_for_you)(mate)), text.point_sign)
        };
    }
    let Some(version) = agreements.in_force() else { return Pointer::to(PAGE, text.point_none, text.begin) };
    let goals = &version.terms.goals;
    let far: u32 = goals.iter().map(|goal| agreements.progress_of(goal).far(goal.steps.len())).sum();
    let count = u32::try_from(goals.len()).unwrap_or(u32::MAX);
    Pointer::to(PAGE, (text.point_goals)(far.checked_div(count).unwrap_or_default(), count), text.point_read)
}

/// That it waits for the reader's signature.
pub(crate) fn to_do(agreements: &Agreements, role: Role) -> Option<Pointer> {
    let waits = agreements.proposed().is_some_and(|version| version.signed_by(role).is_none());
    waits.then(|| Pointer::to(PAGE, "", t().agreement.todo_sign))
}
