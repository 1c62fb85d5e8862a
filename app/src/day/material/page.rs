//! A day's files as an organiser has them: adding, and taking away.

use domain::day::{
    Audience,
    material::{DayMaterials, FileKind, MAX_MEGABYTES, Material},
};
use leptos::prelude::*;

use super::{
    UPLOAD,
    api::RemoveMaterial,
    list::{FileList, kind},
};
use crate::{
    context,
    day::text as day_text,
    error::AppError,
    page::PageResult,
    text::{lang, t},
    ui::{Action, Choice, FileField, Form, Icon, Page, Receipt, Submit, html, told},
};

/// A day's files.
pub async fn materials_page() -> PageResult {
    let (caller, store) = (context::caller()?, context::state().store);
    let materials = store.day_materials(&caller, &context::param("slug")).await?.ok_or(AppError::NotFound)?;
    let DayMaterials { day, files } = materials;
    let text = &t().materials;
    let added = context::query("tillagd");
    let added = files.iter().find(|file| added.as_ref() == Some(&file.id.to_string())).map(|file| {
        let sentence = (text.added)(&file.name);
        html! { <Receipt>{sentence}</Receipt> }
    });
    let none = files.is_empty();
    let back = format!("/organisera/dagar/{}", day.slug);
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang()) lede=text.lede>
            {added}
            {told("borta", text.removed)}
            <section class="section">
                <h2>{text.files}</h2>
                {none.then(|| html! { <p class="empty">{text.none}</p> })}
                <FileList slug=day.slug.clone() files more=removal/>
            </section>
            <section class="section">
                <h2>{text.add_title}</h2>
                <Add slug=day.slug/>
            </section>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
        </Page>
    })
}

/// The form that adds a file. The browser sends it by itself.
#[component]
fn Add(slug: String) -> impl IntoView {
    let text = &t().materials;
    let action = Action::to(UPLOAD);
    let names: Vec<_> = FileKind::ALL.iter().map(|item| kind(*item)).collect();
    let hint = (text.file_hint)(&list_of(&names), MAX_MEGABYTES);
    let accept: Vec<_> = FileKind::ALL.iter().map(|item| format!(".{}", item.name())).collect();
    let accept = format!("{},.jpg", accept.join(","));
    let options = [Audience::Everyone, Audience::Mentors].map(|item| (item.name(), "", day_text::audience(item)));
    let labels = [("audience", text.audience), ("file", text.file)].map(|(name, label)| (name.into(), label.into()));
    html! {
        <Form action files=true labels=labels.to_vec()>
            <input type="hidden" name="slug" value=slug/>
            <Choice name="audience" label=text.audience options=options.to_vec() value=Audience::Everyone.name()/>
            <FileField name="file" label=text.file hint accept/>
            <div class="button-row"><Submit label=text.add/></div>
        </Form>
    }
}

/// Words one after the other, each once.
fn list_of(words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.dedup();
    words.join(", ")
}

/// Takes a file away. Asks first: there is no way back.
fn removal(file: &Material) -> AnyView {
    let text = &t().materials;
    let action = Action::new::<RemoveMaterial>();
    let (id, name) = (file.id.to_string(), file.name.clone());
    html! {
        <details class="breakdown">
            <summary>{text.remove}<span class="visually-hidden">": "{name}</span></summary>
            <Form action id=format!("bort-{id}") quiet=true>
                <input type="hidden" name="id" value=id/>
                <p>{text.remove_lede}</p>
                <div class="button-row"><Submit label=text.remove_now danger=true/></div>
            </Form>
        </details>
    }
}
