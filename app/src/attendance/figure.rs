//! How many came, for the organiser's board.

use domain::{attendance::Present, day::SegmentId};
use leptos::prelude::*;

use crate::{
    text::t,
    ui::{Icon, html},
};

/// How many are here, and the way to the segment's door.
pub(crate) fn at_the_door(present: &[Present], segment: SegmentId, slug: &str) -> AnyView {
    let text = &t().attendance;
    let here = present.iter().find(|present| present.segment == segment);
    let (guests, visitors) = here.map_or((0, 0), |here| (here.guests, here.visitors as usize));
    let visitors = (visitors > 0).then(|| (text.and_visitors)(visitors));
    let href = format!("/organisera/dagar/{slug}/incheckning?pass={segment}");
    html! {
        <p class="board__here">
            <Icon name="door"/><span><strong>{guests}</strong>" "{text.present}{visitors}</span>
            <a href=href>{text.to_door}</a>
        </p>
    }
}
