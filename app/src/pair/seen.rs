//! "Det här ser organisatören": what the organiser sees, by the organiser's own query.

use domain::pair::PairHealth;
use leptos::prelude::*;

use super::status::text as status;
use super::text;
use crate::{
    text::t,
    ui::{Icon, html},
};

/// What the organiser sees of this pair. One press away wherever the two write.
#[component]
pub(crate) fn OrganisersView(#[prop(optional_no_strip)] seen: Option<PairHealth>) -> impl IntoView {
    let text = &t().pair;
    let facts = seen.map(|health| {
        html! {
            <dl class="facts">
                <div><dt>{text.band}</dt><dd><Standing health=health.clone()/></dd></div>
                <div><dt>{text.count}</dt><dd>{health.meetings}</dd></div>
                {(!health.asks.is_empty()).then(|| html! { <div><dt>{text.asks}</dt><dd>{text::roles(&health.asks)}</dd></div> })}
            </dl>
        }
    });
    html! {
        <details class="organiser-sees">
            <summary><Icon name="eye"/>{text.organiser_sees}</summary>
            <p>{text.organiser_sees_lede}</p>
            {facts}
        </details>
    }
}

/// A pair's rhythm; or, for one that does not go on, where it stands.
#[component]
pub(crate) fn Standing(health: PairHealth) -> impl IntoView {
    match status::state(health.state) {
        Some((icon, words)) => html! { <span class="band"><Icon name=icon/>{words}</span> },
        None => html! {
            <span class=format!("band band--{}", health.band.name())>
                <Icon name=text::band_icon(health.band)/>
                {text::band(health.band)}
            </span>
        },
    }
}
