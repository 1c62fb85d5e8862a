//! The page of the import: what the spreadsheet has to hold, and where to choose it.

use domain::people::import::{Column, MAX_MEGABYTES};
use leptos::prelude::*;

use super::{
    Checked, UPLOAD,
    api::{RunImport, Terms, read_terms},
    done::Imports,
    faults::FaultReport,
    preview::Preview,
    text::{about, heading},
};
use crate::{
    context,
    document::Head,
    page::PageResult,
    text::{errors, t},
    ui::{Action, FileField, Form, Icon, Page, Receipt, Submit, html},
};

/// Chooses a file, shows how it was read, imports it.
pub async fn import_page() -> PageResult {
    let mut terms = read_terms().await?;
    let imports = std::mem::take(&mut terms.imports);
    let text = &t().import;
    let sent = context::from_request::<Checked>();
    if sent.is_some() {
        // It is the answer to a file, which nobody can ask for again.
        Head::still();
    }
    let (checked, again) = match sent {
        None => (().into_any(), text.choose_title),
        Some(checked) => match checked.outcome.clone() {
            Ok(plan) => (html! { <Preview checked plan/> }, text.other_title),
            Err(faults) => (html! { <FaultReport checked faults/> }, text.again_title),
        },
    };
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            {imported()}
            {overtaken()}
            {checked}
            <section class="section">
                <h2>{again}</h2>
                <Choose/>
            </section>
            <Imports imports/>
            <Help terms/>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// What came of an import, if the address says that one has just been made.
fn imported() -> Option<AnyView> {
    let parts: u32 = context::query("importerade")?.parse().ok()?;
    Some(html! { <Receipt>{(t().import.imported)(parts)}</Receipt> })
}

/// Why an import did not come about. The rows are not shown again: what would
/// become of them may be another thing now.
fn overtaken() -> Option<AnyView> {
    let error = Action::new::<RunImport>().error()?;
    Some(html! {
        <div class="error-summary" role="alert" tabindex="-1"><h2>{errors::of_action(&error)}</h2><p>{t().import.overtaken}</p></div>
    })
}

/// The form that has a file checked. The browser sends it by itself.
#[component]
fn Choose() -> impl IntoView {
    let text = &t().import;
    let action = Action::to(UPLOAD);
    html! {
        <Form action files=true quiet=true>
            <FileField name="file" label=text.file hint=(text.file_hint)(MAX_MEGABYTES) accept=".xlsx,.csv,.txt,.tsv".to_owned()/>
            <div class="button-row"><Submit label=text.check/></div>
        </Form>
    }
}

/// What the spreadsheet has to hold.
#[component]
fn Help(terms: Terms) -> impl IntoView {
    let text = &t().import;
    let rows = Column::of_template().map(|column| {
        html! {
            <tr>
                <th scope="row">{heading(column)}</th>
                <td data-label=text.column_holds>{about(column, terms.current)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let organisations: Vec<_> = terms.organisations.into_iter().map(|name| html! { <li>{name}</li> }).collect();
    html! {
        <section class="section">
            <h2>{text.help_title}</h2>
            <p>{text.help_lede}</p>
            <p class="button-row">
                <a class="button" href="/organisera/import/mall.xlsx">{text.template_xlsx}</a>
                <a class="button button--quiet" href="/organisera/import/mall.csv">{text.template_csv}</a>
            </p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.help_title>
                <table class="table table--stack">
                    <thead><tr><th scope="col">{text.column}</th><th scope="col">{text.column_holds}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <details class="breakdown">
                <summary>{text.organisations}</summary>
                <ul>{organisations}</ul>
            </details>
        </section>
    }
}
