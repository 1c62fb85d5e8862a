//! The versions of a public page, and one of them to read and to publish again.

use domain::{
    access::Area,
    round::public_page::{Edition, PageHistory, PageName, PublicPage},
    time::local,
};
use leptos::prelude::*;

use super::{
    api::{self, PAGES, RestorePage},
    edit::in_both_languages,
    text::name,
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, Written, html},
};

/// All versions of a page, the latest first.
pub async fn public_page_history() -> PageResult {
    context::caller_of(Area::Organise)?;
    let (page, version) = (api::named(&context::param("page"))?, api::asked_version()?);
    let PageHistory { latest, editions, shown } = api::read_history(page, version).await?;
    if version.is_some() && shown.is_none() {
        return Err(AppError::NotFound);
    }
    let text = &t().public_page;
    let rows: Vec<_> = editions.into_iter().map(|edition| row(page, edition)).collect();
    Ok(html! {
        <Page title=(text.versions_of)(name(page)) eyebrow=text.pages_title lede=text.versions_lede>
            {shown.map(|shown| html! { <Shown shown latest/> })}
            <section class="section">
                <h2>{text.versions}</h2>
                <ul class="prose">
                    {rows}
                    <li><a href=address(page, 0)>{text.delivered_version}</a></li>
                </ul>
            </section>
            <p class="section__more"><a href=format!("{PAGES}/{}", page.name())><Icon name="arrow-left"/>{text.to_edit}</a></p>
        </Page>
    })
}

/// Where a version is read.
fn address(page: PageName, version: u32) -> String {
    format!("{PAGES}/{}/historik?version={version}", page.name())
}

fn row(page: PageName, edition: Edition) -> AnyView {
    let text = &t().public_page;
    let Edition { version, at, by } = edition;
    let on = date::without_weekday(lang(), local(at).date());
    let by = match by {
        Some(by) => html! { ", "<Written text=by/> },
        None => html! { " "<span class="tag">{text.delivered}</span> },
    };
    html! { <li><a href=address(page, version)>{(text.version_on)(version, &on)}</a>{by}</li> }
}

/// One version, and the button that publishes it again.
#[component]
fn Shown(shown: PublicPage, latest: u32) -> impl IntoView {
    let text = &t().public_page;
    let title = if shown.version == 0 { text.delivered_version.to_owned() } else { (text.version)(shown.version) };
    let label = if shown.version == 0 { text.reset } else { text.restore };
    html! {
        <section class="section">
            <h2>{title}</h2>
            {in_both_languages(&shown)}
            {(shown.version != latest).then(|| html! {
                <Form action={Action::new::<RestorePage>()}>
                    <input type="hidden" name="page" value=shown.page.name()/>
                    <input type="hidden" name="version" value=latest.to_string()/>
                    <input type="hidden" name="earlier" value=shown.version.to_string()/>
                    <p>{text.restore_lede}</p>
                    <div class="button-row"><Submit label/></div>
                </Form>
            })}
        </section>
    }
}
