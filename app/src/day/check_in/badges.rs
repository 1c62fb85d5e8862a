//! Name badges, to be printed.

use leptos::prelude::*;

use super::{
    api::{BadgeSheet, Qr, read_badges},
    text::part,
};
use crate::{
    context,
    page::PageResult,
    text::{lang, t},
    ui::{Icon, Page, PrintButton, html},
};

/// How many light modules stand around a QR code, so that readers find it.
const QUIET: u32 = 4;

/// A day's name badges.
pub async fn badges_page() -> PageResult {
    let BadgeSheet { day, badges } = read_badges(context::param("slug")).await?;
    let text = &t().attendance;
    let none = badges.is_empty();
    let back = format!("/organisera/dagar/{}/incheckning", day.slug);
    let badges: Vec<_> = badges.into_iter().map(badge).collect();
    Ok(html! {
        <Page title=text.badges eyebrow=day.title.get(lang()) lede=text.badges_lede>
            <p class="button-row"><PrintButton/></p>
            {none.then(|| html! { <p class="empty">{text.no_badges}</p> })}
            <ul class="badges">{badges}</ul>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.title}</a></p>
        </Page>
    })
}

fn badge((badge, Qr { size, path }): (domain::day::check_in::Badge, Qr)) -> impl IntoView {
    let whole = size + 2 * QUIET;
    html! {
        <li class="badge">
            <div>
                <p class="badge__name">{badge.name}</p>
                <p class="badge__organisation">{badge.organisation}</p>
                <p class="badge__role">{part(badge.part)}</p>
            </div>
            <svg class="badge__code" viewBox=format!("-{QUIET} -{QUIET} {whole} {whole}") aria-hidden="true" focusable="false">
                <path d=path></path>
            </svg>
        </li>
    }
}
