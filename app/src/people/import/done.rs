//! The imports that have been made, and one of them: what it has brought, and the way
//! back.

use domain::{
    people::{
        Duty, PersonId,
        import::{ImportId, ImportLine, ImportPage},
    },
    time::local,
};
use leptos::prelude::*;

use super::{
    PAGE, address_of,
    api::{self, UndoImport},
    text::brought,
};
use crate::{
    context,
    page::PageResult,
    people::{directory::PersonLink, duty::text::duty_name},
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, Written, html, told},
};

/// What has been imported here, the latest first; nothing before the first time.
#[component]
pub(super) fn Imports(imports: Vec<ImportLine>) -> impl IntoView {
    if imports.is_empty() {
        return ().into_any();
    }
    let text = &t().import;
    let items: Vec<_> = imports.into_iter().map(item).collect();
    html! { <section class="section"><h2>{text.imports}</h2><ul class="sessions">{items}</ul></section> }
}

fn item(line: ImportLine) -> AnyView {
    let text = &t().import;
    let (when, what) = (moment(&line), brought(line.brought));
    let tag = line.undone.is_some().then(|| html! { " " <span class="tag">{text.is_undone}</span> });
    html! {
        <li>
            <p><a href=address_of(line.id)><Written text=named(&line.file)/></a>{tag}</p>
            <p class="muted">{(text.made)(&line.by, &when)}". "{what}</p>
        </li>
    }
}

fn named(file: &str) -> String {
    if file.is_empty() { t().import.unnamed.to_owned() } else { file.to_owned() }
}

fn moment(line: &ImportLine) -> String {
    date::without_weekday(lang(), local(line.at).date())
}

/// One import.
pub async fn imported_page() -> PageResult {
    let import = ImportId(context::parsed_param("id")?);
    let ImportPage { import, parts, pairs } = api::read_import(import).await?;
    let text = &t().import;
    let lede = format!("{}. {}", (text.made)(&import.by, &moment(&import)), brought(import.brought));
    let undone = import.undone.as_ref().map(|(by, at)| {
        let words = (text.undone_by)(by, &date::without_weekday(lang(), local(*at).date()));
        html! { <p class="notice"><Icon name="info"/><span>{words}</span></p> }
    });
    let is_undone = undone.is_some();
    Ok(html! {
        <Page title=named(&import.file) eyebrow=text.title lede>
            {told("angrad", text.undone)}
            {undone}
            <Parts parts/>
            <Pairs pairs/>
            {(!is_undone).then(|| html! { <Undo import=import.id/> })}
            <p class="section__more"><a href=PAGE><Icon name="arrow-left"/>{text.all_imports}</a></p>
        </Page>
    })
}

#[component]
fn Parts(parts: Vec<(u32, Duty, PersonId, String)>) -> impl IntoView {
    if parts.is_empty() {
        return ().into_any();
    }
    let (text, person) = (&t().import, &t().directory);
    let rows = parts.into_iter().map(|(round, duty, who, name)| {
        html! {
            <tr>
                <th scope="row"><PersonLink person=who name/></th>
                <td data-label=person.duty>{duty_name(duty)}</td>
                <td data-label=person.round>{round}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    html! {
        <section class="section">
            <h2>{text.brought_parts}</h2>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.brought_parts>
                <table class="table table--stack">
                    <thead><tr><th scope="col">{person.name}</th><th scope="col">{person.duty}</th><th scope="col">{person.round}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Pairs(pairs: Vec<(String, String)>) -> impl IntoView {
    if pairs.is_empty() {
        return ().into_any();
    }
    let text = &t().import;
    let items =
        pairs.into_iter().map(|(adept, mentor)| html! { <li><Written text=(text.pair)(&adept, &mentor)/></li> });
    html! { <section class="section"><h2>{text.brought_pairs}</h2><ul>{items.collect_view()}</ul></section> }
}

/// What follows when it is undone, and the button.
#[component]
fn Undo(import: ImportId) -> impl IntoView {
    let text = &t().import;
    html! {
        <section class="section">
            <h2>{text.undo_title}</h2>
            <ul>
                <li>{text.undo_all}</li>
                <li>{text.undo_mail}</li>
                <li>{text.undo_in_use}</li>
            </ul>
            <Form action={Action::new::<UndoImport>()}>
                <input type="hidden" name="import" value=import.to_string()/>
                <div class="button-row">
                    <Submit label=text.undo danger=true/>
                    <a href=PAGE class="button button--quiet">{t().common.cancel}</a>
                </div>
            </Form>
        </section>
    }
}
