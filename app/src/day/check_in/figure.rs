//! How many came, for the organiser's board.

use domain::day::{SegmentId, headcount::Headcount};
use leptos::prelude::*;

use crate::{
    text::t,
    ui::{Icon, html},
};

/// How many are here, and the way to the segment's door.
pub(crate) fn at_the_door(count: Headcount, segment: SegmentId, slug: &str) -> AnyView {
    let text = &t().attendance;
    let Headcount { guests, visitors, .. } = count;
    let visitors = (visitors > 0).then(|| (text.and_visitors)(visitors as usize));
    let href = format!("/organisera/dagar/{slug}/incheckning?pass={segment}");
    html! {
        <p class="board__here">
            <Icon name="door"/><span><strong>{guests}</strong>" "{text.present}{visitors}</span>
            <a href=href>{text.to_door}</a>
        </p>
    }
}
