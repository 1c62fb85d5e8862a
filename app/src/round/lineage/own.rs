//! What the reader was, round by round: on their own page.

use domain::round::lineage::{OwnLine, Stop};
use leptos::prelude::*;

use super::text::was;
use crate::{
    round::{certificate, closing::WishForm, focus::in_round},
    text::t,
    ui::{Icon, Written, html},
};

/// The reader's way through the programme, if there is something to tell: several rounds,
/// or one that is over.
#[component]
pub(crate) fn OwnSection(own: OwnLine) -> impl IntoView {
    let OwnLine { stops, wish } = own;
    let is_told = stops.len() > 1 || stops.iter().any(|(_, has_certificate)| *has_certificate);
    is_told.then(|| {
        let items: Vec<_> = stops.into_iter().map(|(stop, has_certificate)| item(stop, has_certificate)).collect();
        html! {
            <section class="section">
                <h2>{t().lineage.own}</h2>
                <ol class="plain-list">{items}</ol>
                {wish.map(|answered| html! { <WishForm answered/> })}
            </section>
        }
    })
}

fn item(Stop { round, role, partners }: Stop, has_certificate: bool) -> AnyView {
    let text = &t().lineage;
    let names: Vec<_> = partners.into_iter().map(|(_, name)| name).collect();
    let certificate = has_certificate.then(|| {
        let href = in_round(round, certificate::OWN);
        html! { <br/><a href=href><Icon name="file"/>{(text.to_certificate)(round)}</a> }
    });
    html! { <li>{(text.round)(round)}": "<Written text=was(role, &names)/>{certificate}</li> }
}
