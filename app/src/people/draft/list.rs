//! All that someone has begun to write. Here it can be read and copied even where its
//! form can no longer be sent.

use domain::people::draft::{Draft, FormAddress};
use leptos::prelude::*;

use super::{
    api::read_drafts,
    form::{Discarded, Offer},
    names::name,
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    text::t,
    ui::{Icon, Page, Prose, Task, html},
};

/// Where the page is.
pub(crate) const PAGE: &str = "/min-sida/utkast";

/// The reader's drafts of all forms, the latest first.
pub async fn drafts_page() -> PageResult {
    let drafts = read_drafts().await?;
    let text = &t().drafts;
    let none = drafts.is_empty();
    let items: Vec<_> = drafts.into_iter().map(|draft| html! { <Item draft/> }).collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            <Discarded/>
            {none.then(|| html! { <p class="empty">{text.none}</p> })}
            {items}
            <p class="section__more"><a href="/min-sida"><Icon name="arrow-left"/>{t().common.nav_home}</a></p>
        </Page>
    })
}

/// What there is to go on with, for a page of what there is to do.
pub(crate) async fn draft_tasks() -> Result<Vec<Task>, AppError> {
    let begun = context::state().store.begun_forms(&context::caller()?).await?;
    let task = |form: &FormAddress| {
        let words = (t().drafts.todo)(&name(form));
        Task { what: Some(html! { <a href=PAGE dir="auto">{words}</a> }), ..Task::default() }
    };
    Ok(begun.iter().map(task).collect())
}

#[component]
fn Item(draft: Draft) -> impl IntoView {
    let texts: Vec<_> = draft.written().map(|text| html! { <blockquote><Prose text/></blockquote> }).collect();
    let title = name(&draft.form);
    html! {
        <section class="section">
            <h2>{title}</h2>
            <Offer draft resumed=false/>
            {(!texts.is_empty()).then(|| html! { <details class="breakdown"><summary>{t().drafts.read}</summary>{texts}</details> })}
        </section>
    }
}
