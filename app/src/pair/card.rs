//! The partner, on the pair's page and on the dashboard.

use domain::{pair::Pair, people::Role};
use leptos::prelude::*;

use crate::{
    text::t,
    ui::{Icon, html},
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
    let phone = partner.phone.clone();
    html! {
        <div class="pair-card">
            <p class="eyebrow">{heading}</p>
            <p class="pair-card__name">{partner.name}</p>
            <p class="pair-card__work">{partner.title}", "{partner.organisation}</p>
            <ul class="pair-card__contact">
                <li><a href=format!("mailto:{}", partner.email)><Icon name="mail"/>{partner.email.clone()}</a></li>
                {(!phone.is_empty()).then(|| html! {
                    <li><a href=format!("tel:{}", phone.replace([' ', '-'], ""))><Icon name="phone"/>{phone.clone()}</a></li>
                })}
            </ul>
        </div>
    }
}
