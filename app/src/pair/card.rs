//! The partner, on the pair's page and on the dashboard.

use domain::{input::tel_link, pair::Pair, people::Role};
use leptos::prelude::*;

use crate::{
    text::t,
    ui::{Icon, Written, html},
};

/// Who the partner is, and how to reach them.
#[component]
pub fn PairCard(pair: Pair) -> impl IntoView {
    let text = &t().pair;
    let partner = pair.partner;
    let heading = match pair.role.counterpart() {
        Role::Mentor => text.your_mentor,
        Role::Adept => text.your_adept,
    };
    let call = tel_link(&partner.phone);
    html! {
        <div class="pair-card">
            <p class="eyebrow">{heading}</p>
            <p class="pair-card__name"><Written text=partner.name/></p>
            <p class="pair-card__work"><Written text=partner.title/>", "<Written text=partner.organisation/></p>
            <ul class="pair-card__contact">
                <li><a href=format!("mailto:{}", partner.email)><Icon name="mail"/><Written text=partner.email.clone()/></a></li>
                {call.map(|href| html! { <li><a href=href><Icon name="phone"/>{partner.phone.clone()}</a></li> })}
            </ul>
        </div>
    }
}
