//! "Det här ser arrangören": what the organiser sees, by the organiser's own query.

use domain::pair::PairHealth;
use leptos::prelude::*;

use super::text;
use crate::{
    text::t,
    ui::{Icon, html},
};

/// What the organiser sees of this pair. One press away wherever the two write.
#[component]
pub(super) fn OrganisersView(seen: Vec<PairHealth>) -> impl IntoView {
    let text = &t().pair;
    let rows: Vec<_> = seen
        .into_iter()
        .map(|health| html! {
            <dl class="facts">
                <div><dt>{text.band}</dt><dd class=band_class(health.band)><Icon name=text::band_icon(health.band)/>{text::band(health.band)}</dd></div>
                <div><dt>{text.count}</dt><dd>{health.meetings}</dd></div>
            </dl>
        })
        .collect();
    html! {
        <details class="organiser-sees">
            <summary><Icon name="eye"/>{text.organiser_sees}</summary>
            <p>{text.organiser_sees_lede}</p>
            {rows}
        </details>
    }
}

/// The class that gives a rhythm band its colour.
pub(crate) fn band_class(band: domain::health::Band) -> String {
    format!("band band--{}", band.name())
}
