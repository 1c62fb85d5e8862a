//! Name badges, to be printed.

use leptos::prelude::*;

use super::{
    api::{BadgeSheet, read_badges},
    qr::Qr,
    text::part,
};
use crate::{
    context,
    page::PageResult,
    text::{lang, t},
    ui::{Icon, Page, PrintButton, Written, html},
};

/// How many badges a sheet of labels has: Avery L4785, whose measures are in
/// `style/_print.scss`.
const SHEET: usize = 10;
/// How many light modules stand around a QR code, so that readers find it.
const QUIET: u32 = 4;

/// A day's name badges.
pub async fn badges_page() -> PageResult {
    let BadgeSheet { day, badges } = read_badges(context::param("slug")).await?;
    let text = &t().attendance;
    let none = badges.is_empty();
    let back = format!("/organisera/dagar/{}/incheckning", day.slug);
    let mut badges = badges.into_iter().map(badge);
    let sheets: Vec<_> = std::iter::from_fn(|| {
        let sheet: Vec<_> = badges.by_ref().take(SHEET).collect();
        (!sheet.is_empty()).then(|| html! { <ul class="badges">{sheet}</ul> })
    })
    .collect();
    Ok(html! {
        <Page title=text.badges eyebrow=day.title.get(lang()) lede=text.badges_lede>
            <p class="button-row"><PrintButton/></p>
            {none.then(|| html! { <p class="empty">{text.no_badges}</p> })}
            {sheets}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.title}</a></p>
        </Page>
    })
}

fn badge((badge, Qr { size, path }): (domain::day::check_in::Badge, Qr)) -> AnyView {
    let whole = size + 2 * QUIET;
    html! {
        <li class="badge">
            <div>
                <p class="badge__name"><Written text=badge.name/></p>
                <p class="badge__organisation"><Written text=badge.organisation/></p>
                <p class="badge__role">{part(badge.part)}</p>
            </div>
            <svg class="badge__code" viewBox=format!("-{QUIET} -{QUIET} {whole} {whole}") aria-hidden="true" focusable="false">
                <path d=path></path>
            </svg>
        </li>
    }
}
