//! The product's own icons that islands need: 24 × 24, drawn with one line.

use domain::day::Standing;
use leptos::prelude::*;

use crate::markup::html;

/// The path of an icon; nothing for a name that is not in the set. Drawn on
/// 24 × 24 for a line of 1.75 with round caps and joins.
pub fn path(name: &str) -> &'static str {
    match name {
        "check" => "M4.5 12.75l5 5 10-11.5",
        "clock" => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M12 7v5.25l3.5 2",
        "cross" => "M6 6l12 12M18 6L6 18",
        "door" => "M6 20.5V5a1.5 1.5 0 0 1 1.5-1.5h9A1.5 1.5 0 0 1 18 5v15.5M3.5 20.5h17M14.5 11.75v1",
        "phone" => {
            "M7.25 3.75L10 8 8 10.25A13 13 0 0 0 13.75 16L16 14l4.25 2.75c.25 2-1.25 3.75-3.25 3.75C9.5 20.5 3.5 14.5 3.5 7c0-2 1.75-3.5 3.75-3.25z"
        }
        "question" => "M8.25 8.25a3.75 3.75 0 1 1 6 3c-1.5 1.1-2.25 1.9-2.25 3.5M12 18.75v.01",
        "warning" => {
            "M10.7 4.25a1.5 1.5 0 0 1 2.6 0l7.7 13.5a1.5 1.5 0 0 1-1.3 2.25H4.3A1.5 1.5 0 0 1 3 17.75zM12 9.75v4.25M12 16.9v.01"
        }
        _ => "",
    }
}

/// The icon that goes with where someone stands, so that colour never stands alone.
pub const fn of_standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Yes => "check",
        Standing::No => "cross",
        Standing::Maybe => "question",
        Standing::Waiting | Standing::Offered | Standing::Unanswered => "clock",
    }
}

/// An icon. It says nothing that the words beside it do not: screen readers skip it.
pub fn drawn(path: &'static str) -> AnyView {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path></path>
        </svg>
    }
}
