//! Writing a public page: its text in both languages, and how it will look.

use domain::{
    access::Area,
    people::Lang,
    round::public_page::{PageForm, Placeholder, PublicPage},
};
use leptos::prelude::*;

use super::{
    api::{self, PAGES, PublishPage},
    prose::prose,
    text::{language, name, stands_for},
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::{lang, t},
    ui::{Action, Field, Meanwhile, Page, Submit, TextArea, html},
};

/// A public page, to be written.
pub async fn edit_public_page() -> PageResult {
    context::caller_of(Area::Organise)?;
    let page = api::read_page(api::named(&context::param("page"))?, None).await?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(Action::new::<PublishPage>());
    let text = &t().public_page;
    let readable = Box::new(|_: &str, value: &str| value.to_owned());
    Ok(html! {
        <Page title=name(page.page) eyebrow=text.pages_title lede=text.edit_lede>
            <Meanwhile action labels=labels() readable/>
            <EditForm page=page.clone() action drafts/>
            <Help page/>
        </Page>
    })
}

/// What each field is called.
fn labels() -> Vec<(String, String)> {
    let text = &t().public_page;
    [
        ("title_sv", text.title_sv),
        ("title_en", text.title_en),
        ("lede_sv", text.lede_sv),
        ("lede_en", text.lede_en),
        ("body_sv", text.body_sv),
        ("body_en", text.body_en),
    ]
    .map(|(name, label)| (format!("text[{name}]"), label.to_owned()))
    .to_vec()
}

#[component]
fn EditForm(page: PublicPage, action: Action, drafts: Drafts) -> impl IntoView {
    let text = &t().public_page;
    let saved = PageForm::from(&page.text);
    // Sent back, the form still speaks of the version that was read.
    let version = action.typed("version").unwrap_or_else(|| page.latest.to_string());
    html! {
        <DraftForm action drafts labels=labels() class="form sheet">
            {preview(&page, action)}
            <input type="hidden" name="page" value=page.page.name()/>
            <input type="hidden" name="version" value=version/>
            <fieldset class="sheet__part">
                <legend>{language(Lang::Sv)}</legend>
                <Field name="text[title_sv]" label=text.title_sv value=saved.title_sv/>
                <TextArea name="text[lede_sv]" label=text.lede_sv hint=text.lede_hint value=saved.lede_sv rows=4/>
                <TextArea name="text[body_sv]" label=text.body_sv value=saved.body_sv rows=24/>
            </fieldset>
            <fieldset class="sheet__part">
                <legend>{language(Lang::En)}</legend>
                <Field name="text[title_en]" label=text.title_en value=saved.title_en/>
                <TextArea name="text[lede_en]" label=text.lede_en hint=text.lede_hint value=saved.lede_en rows=4/>
                <TextArea name="text[body_en]" label=text.body_en value=saved.body_en rows=24/>
            </fieldset>
            <div class="button-row">
                // The first one is what the Enter key presses: it publishes nothing.
                <button type="submit" class="button" name="preview" value="1">{text.preview}</button>
                <Submit label=text.publish/>
                <a href=PAGES class="button button--quiet">{t().common.cancel}</a>
            </div>
        </DraftForm>
    }
}

/// How the page will look, once that has been asked for.
fn preview(page: &PublicPage, action: Action) -> Option<AnyView> {
    if action.error() != Some(AppError::Preview) {
        return None;
    }
    let page = PublicPage { text: typed(action).parse().ok()?, ..page.clone() };
    Some(html! {
        <section class="section" id="forhandsgranskning">
            <h2>{t().public_page.preview_title}</h2>
            {in_both_languages(&page)}
        </section>
    })
}

/// What was typed.
fn typed(action: Action) -> PageForm {
    let field = |name: &str| action.typed(&format!("text[{name}]")).unwrap_or_default();
    PageForm {
        title_sv: field("title_sv"),
        title_en: field("title_en"),
        lede_sv: field("lede_sv"),
        lede_en: field("lede_en"),
        body_sv: field("body_sv"),
        body_en: field("body_en"),
    }
}

/// A page as it looks in each language, below a heading of the second level.
pub(super) fn in_both_languages(page: &PublicPage) -> Vec<AnyView> {
    let one = |lang: &Lang| {
        html! {
            <article class="preview" lang=lang.name()>
                <p class="eyebrow">{language(*lang)}</p>
                <h3 dir="auto">{page.title(*lang)}</h3>
                <p class="lede" dir="auto">{page.lede(*lang)}</p>
                {prose(page.body(*lang), 4)}
            </article>
        }
    };
    Lang::ALL.iter().map(one).collect()
}

/// How a text is written, and what counts by itself.
#[component]
fn Help(page: PublicPage) -> impl IntoView {
    let text = &t().public_page;
    let marks: Vec<_> = [
        ("## Rubrik", text.mark_heading),
        ("### Rubrik", text.mark_part),
        ("- punkt", text.mark_list),
        ("1. steg", text.mark_steps),
        ("**viktigt**", text.mark_strong),
        ("*betonat*", text.mark_emphasis),
        ("[ord](https://…)", text.mark_link),
        ("[ord](/datum)", text.mark_local),
    ]
    .into_iter()
    .map(|(mark, means)| html! { <div><dt><code>{mark}</code></dt><dd>{means}</dd></div> })
    .collect();
    let lang = lang();
    let values: Vec<_> = Placeholder::ALL
        .iter()
        .map(|placeholder| {
            let name = format!("{{{}}}", placeholder.name());
            let now = page.facts.fill(&name, lang);
            html! { <div><dt><code>{name}</code></dt><dd>{stands_for(*placeholder)}" "<q>{now}</q></dd></div> }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.help_title}</h2>
            <p>{text.help_marks}</p>
            <dl class="facts">{marks}</dl>
            <h3>{text.help_values_title}</h3>
            <p>{text.help_values}</p>
            <dl class="facts">{values}</dl>
            <p class="section__more"><a href=format!("{PAGES}/{}/historik", page.page.name())>{text.versions}</a></p>
        </section>
    }
}
