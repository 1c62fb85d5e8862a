//! The public pages, as everyone reads them. Their texts are what organisers have
//! published; dates, organisations and numbers come from the same rows as everywhere.

use domain::{
    access::Area,
    day::Day,
    round::public_page::{PageName, PublicPage},
    time::local,
};
use leptos::prelude::*;

use super::{
    api::{self, Front, PAGES},
    prose::prose,
};
use crate::{
    context,
    document::Head,
    page::PageResult,
    text::{date, lang, t},
    ui::{DayWhen, Icon, Page, Written, html},
};

/// The front page.
pub async fn front_page() -> PageResult {
    let Front { now, page, days } = api::read_front().await?;
    let text = &t().programme;
    let round = page.facts.round.as_ref();
    let eyebrow = round.map(|round| (text.front_eyebrow)(round.number, &round.years()));
    let next = days.into_iter().find(|day| day.is_to_come(now));
    let lede = page.lede(lang());
    Head::description(&lede);
    Ok(html! {
        <div class="hero">
            <Page title=page.title(lang()) eyebrow=eyebrow.unwrap_or_default() lede>
                <p class="button-row">
                    <a href="/programmet" class="button button--primary">{text.front_action}</a>
                    <a href="/datum" class="button button--quiet">{text.all_dates}</a>
                </p>
            </Page>
            <Motif/>
        </div>
        <NextDate next/>
        {prose(page.body(lang()), 2)}
        {write_link(page.page)}
    })
}

/// Two lines, the mentor's and the adept's, that meet at four points: the
/// common days, as far apart as the first round's dates are. It stretches
/// with the page; its strokes do not.
#[component]
fn Motif() -> impl IntoView {
    const MENTOR: &str = "M0 6C104.5 6 136.8 30 190 50C237.4 75.41 300.6 75.41 348 50C438.6 14.19 559.4 14.19 650 50C758 90 902 90 1010 50C1060 39.65 1090 41 1130 41H1200";
    const ADEPT: &str = "M0 94C104.5 94 136.8 70 190 50C237.4 24.59 300.6 24.59 348 50C438.6 85.81 559.4 85.81 650 50C758 10 902 10 1010 50C1060 60.35 1090 59 1130 59H1200";
    const POINTS: &str = "M190 50h.01M348 50h.01M650 50h.01M1010 50h.01";
    html! {
        <svg class="hero__motif" viewBox="0 0 1200 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <path class="hero__line hero__line--mentor" d=MENTOR></path>
            <path class="hero__line hero__line--adept" d=ADEPT></path>
            <path class="hero__point" d=POINTS></path>
            <path class="hero__point-inside" d=POINTS></path>
        </svg>
    }
}

#[component]
fn NextDate(#[prop(optional_no_strip)] next: Option<Day>) -> impl IntoView {
    let text = &t().programme;
    html! {
        <section class="section">
            <h2>{text.next_day}</h2>
            {match next {
                Some(day) => html! {
                    <p class="lede"><DayWhen day=day.clone()/></p>
                    <p>{day.title.get(lang()).to_owned()}", "{day.venue}</p>
                },
                None => html! { <p class="empty">{text.no_days}</p> },
            }}
            <p class="section__more"><a href="/datum">{text.all_dates}<Icon name="arrow-right"/></a></p>
        </section>
    }
}

/// What the programme is, for whom, and on what conditions.
pub async fn programme_page() -> PageResult {
    Ok(whole(&api::read_page(PageName::Programme, None).await?, None, None))
}

/// The network and its organisations.
pub async fn network_page() -> PageResult {
    let page = api::read_page(PageName::Network, None).await?;
    let organisations = api::read_organisations().await?;
    let text = &t().programme;
    let count = organisations.len();
    let items: Vec<_> = organisations.into_iter().map(|o| html! { <li><Written text=o.name/></li> }).collect();
    let list = html! {
        <section class="section">
            <h2>{(text.organisations)(count)}</h2>
            {(count == 0).then(|| html! { <p class="empty">{text.no_organisations}</p> })}
            <ul class="organisations">{items}</ul>
        </section>
    };
    Ok(whole(&page, None, Some(list)))
}

/// The privacy notice: the one that holds, or the one under which an application was sent.
pub async fn privacy_page() -> PageResult {
    let page = api::read_page(PageName::Privacy, api::asked_version()?).await?;
    Ok(whole(&page, outdated(&page), published(&page)))
}

/// The accessibility statement.
pub async fn accessibility_page() -> PageResult {
    let page = api::read_page(PageName::Accessibility, None).await?;
    Ok(whole(&page, None, published(&page)))
}

/// A page with its text, and what else stands above and below it.
fn whole(page: &PublicPage, above: Option<AnyView>, below: Option<AnyView>) -> AnyView {
    let lede = page.lede(lang());
    Head::description(&lede);
    let (text, write) = (prose(page.body(lang()), 2), write_link(page.page));
    html! { <Page title=page.title(lang()) lede>{above}{text}{below}{write}</Page> }
}

/// Says that another version holds by now.
fn outdated(page: &PublicPage) -> Option<AnyView> {
    let text = &t().public_page;
    (page.version != page.latest).then(|| {
        html! {
            <p class="notice notice--info">
                <Icon name="info"/>
                <span>{text.outdated}" "<a href=page.page.path()>{text.to_latest}</a></span>
            </p>
        }
    })
}

/// Which version it is, and since when.
fn published(page: &PublicPage) -> Option<AnyView> {
    let on = date::without_weekday(lang(), local(page.published?).date());
    Some(html! { <p class="section__more muted">{(t().public_page.published_on)(page.version, &on)}</p> })
}

/// For organisers: where the page is written.
fn write_link(page: PageName) -> Option<AnyView> {
    context::reader_may_use(Area::Organise).then(|| {
        let href = format!("{PAGES}/{}", page.name());
        html! { <p class="section__more not-printed"><a href=href>{t().public_page.write}</a></p> }
    })
}
