//! What was just done about the pair's meetings, told on the page that it led to,
//! together with what happens next.

use domain::pair::Room;
use leptos::prelude::*;

use crate::{
    context,
    meeting::proposal::moment,
    text::t,
    ui::{Receipt, html},
};

const DASHBOARD: &str = "/min-sida";
/// In an address: what was done.
const DONE: &str = "klart";

/// Something that one of the two did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// Proposed times.
    Proposed,
    /// Settled a time, by taking a proposed one or directly.
    Settled,
    /// Said no to the partner's times.
    Declined,
    /// Took their own times back.
    Withdrawn,
    /// Cancelled the agreed meeting.
    Cancelled,
    /// Deleted a log.
    Deleted,
}

const NAMES: [(Done, &str); 6] = [
    (Done::Proposed, "foreslaget"),
    (Done::Settled, "bestamt"),
    (Done::Declined, "avbojt"),
    (Done::Withdrawn, "tillbakadraget"),
    (Done::Cancelled, "installt"),
    (Done::Deleted, "borttaget"),
];

impl Done {
    /// What the page's address tells of.
    fn told() -> Option<Self> {
        let told = context::query(DONE)?;
        NAMES.into_iter().find_map(|(done, name)| (name == told).then_some(done))
    }

    /// Takes whoever did it on to the pair's page, which tells of it; or back to the
    /// dashboard, if it was done there.
    pub(crate) fn go_on(self) {
        let page = if context::form_path().as_deref() == Some(DASHBOARD) { DASHBOARD } else { "/par" };
        let name = NAMES.into_iter().find_map(|(done, name)| (done == self).then_some(name)).unwrap_or_default();
        leptos_axum::redirect(&format!("{page}?{DONE}={name}"));
    }

    /// In words, for as long as it holds.
    fn words(self, room: &Room) -> Option<String> {
        let text = &t().proposal;
        let (meetings, partner) = (&room.meetings, room.pair.partner.first_name());
        let own = meetings.open.as_ref().is_some_and(|open| open.by == room.pair.role);
        let none = meetings.open.is_none();
        match self {
            Self::Proposed => own.then(|| (text.done_proposed)(partner)),
            Self::Settled => meetings.next.as_ref().map(|next| (text.done_settled)(&moment(next.at))),
            Self::Declined => none.then(|| (text.done_declined)(partner)),
            Self::Withdrawn => none.then(|| (text.done_withdrawn)(partner)),
            Self::Cancelled => meetings.next.is_none().then(|| (text.done_cancelled)(partner)),
            Self::Deleted => Some(t().pair.deleted.to_owned()),
        }
    }
}

/// What was just done, if anything was and it still holds.
pub(crate) fn receipt(room: &Room) -> Option<AnyView> {
    let words = Done::told()?.words(room)?;
    Some(html! { <Receipt>{words}</Receipt> })
}
