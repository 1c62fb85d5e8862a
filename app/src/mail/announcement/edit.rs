//! Writing an announcement: whom to, in which words, and how it will look.

use domain::{
    access::Area,
    day::Day,
    mail::announcement::{
        AnnouncementEdit, AnnouncementForm, AnnouncementId, AudienceForm, Choices, DayAnswer, GROUPS, Occasion, PairIs,
        Placeholder, Selection, Values,
    },
    merge::BASE_FIELD,
    people::{Duty, Lang},
};
use leptos::prelude::*;

use super::{
    ANNOUNCEMENTS, address_of,
    api::{self, SaveAnnouncement},
    audience::{AudienceFields, Selected, occasions},
    preview::{RepliesGo, in_both_languages},
    text::{language, stands_for, starter},
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::{date, lang, t},
    ui::{Action, Field, Meanwhile, Page, Submit, TextArea, Written, base, chosen, html},
};

/// A new announcement.
pub async fn new_announcement_page() -> PageResult {
    edit_page(None).await
}

/// A draft.
pub async fn edit_announcement_page() -> PageResult {
    edit_page(Some(AnnouncementId(context::parsed_param("id")?))).await
}

/// What the page shows.
struct Shown {
    edit: AnnouncementEdit,
    form: AnnouncementForm,
    /// Who is in the audience that is chosen, if that is one.
    selection: Option<Selection>,
    /// The reader, who stands for a receiver where there is none.
    reader: Values,
}

async fn edit_page(id: Option<AnnouncementId>) -> PageResult {
    let caller = context::caller_of(Area::Organise)?;
    let edit = api::read_edit(id).await?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(Action::new::<SaveAnnouncement>());
    let begun = edit.saved.as_ref().map_or_else(|| begun(&edit.choices), |saved| (&saved.written).into());
    let form = if action.is_refilled() { typed(action, &edit.choices) } else { begun };
    let selection = match form.to.parse() {
        Ok(audience) => Some(api::count_audience(&audience).await?),
        Err(_) => None,
    };
    let works_for = edit.choices.organisations.iter().find(|one| one.id == caller.organisation);
    let reader = Values {
        name: caller.name.clone(),
        organisation: works_for.map(|one| one.name.clone()).unwrap_or_default(),
        setting: edit.choices.setting.clone(),
    };
    let text = &t().announcement;
    let title = if id.is_some() { text.edit_title } else { text.new_title };
    let choices = edit.choices.clone();
    let readable = chosen("announcement[to][occasion]", occasions(&choices.days));
    let shown = Shown { edit, form, selection, reader };
    Ok(html! {
        <Page title eyebrow=text.title lede=text.edit_lede>
            <Meanwhile action labels=labels() readable/>
            {edit_form(shown, action, drafts)}
            <Help choices/>
        </Page>
    })
}

/// What a new one begins with: nothing, or what the link that led here says.
fn begun(choices: &Choices) -> AnnouncementForm {
    let slug = context::query("dag");
    let Some(day) = choices.days.iter().find(|day| Some(&day.slug) == slug.as_ref()) else {
        return AnnouncementForm::default();
    };
    let answer = context::query("svar").and_then(|name| DayAnswer::from_name(&name)).unwrap_or(DayAnswer::Yes);
    let tick = |name: &str| (name.to_owned(), "1".to_owned());
    let to = AudienceForm {
        duties: [Duty::Adept, Duty::Mentor].map(|duty| tick(duty.name())).into(),
        occasion: Occasion::Day(day.id).name(),
        answers: [tick(answer.name())].into(),
        ..AudienceForm::default()
    };
    let [(subject_sv, body_sv), (subject_en, body_en)] = in_words(day, answer);
    AnnouncementForm { to, subject_sv, body_sv, subject_en, body_en }
}

fn in_words(day: &Day, answer: DayAnswer) -> [(String, String); 2] {
    [Lang::Sv, Lang::En].map(|lang| starter(lang, answer, day.title.get(lang), &day.slug))
}

/// What was typed.
fn typed(action: Action, choices: &Choices) -> AnnouncementForm {
    let field = |name: &str| action.typed(&format!("announcement[{name}]")).unwrap_or_default();
    let ticked = |group: &str, names: Vec<String>| {
        let is_ticked = |name: &String| action.typed(&format!("announcement[to][{group}][{name}]")).is_some();
        names.into_iter().filter(is_ticked).map(|name| (name, "1".to_owned())).collect()
    };
    let names = |all: &mut dyn Iterator<Item = &'static str>| all.map(ToOwned::to_owned).collect();
    AnnouncementForm {
        to: AudienceForm {
            duties: ticked("duties", names(&mut GROUPS.iter().map(|one| one.name()))),
            organisations: ticked(
                "organisations",
                choices.organisations.iter().map(|one| one.id.to_string()).collect(),
            ),
            occasion: action.typed("announcement[to][occasion]").unwrap_or_default(),
            answers: ticked("answers", names(&mut DayAnswer::ALL.iter().map(|one| one.name()))),
            pairs: ticked("pairs", names(&mut PairIs::ALL.iter().map(|one| one.name()))),
        },
        subject_sv: field("subject_sv"),
        body_sv: field("body_sv"),
        subject_en: field("subject_en"),
        body_en: field("body_en"),
    }
}

/// What each field is called.
fn labels() -> Vec<(String, String)> {
    let text = &t().announcement;
    [
        ("[to][duties]", text.duties),
        ("[to][occasion]", text.occasion),
        ("[to][answers]", text.answers),
        ("[to][pairs]", text.pairs),
        ("[subject_sv]", text.subject_sv),
        ("[body_sv]", text.body_sv),
        ("[subject_en]", text.subject_en),
        ("[body_en]", text.body_en),
    ]
    .map(|(name, label)| (format!("announcement{name}"), label.to_owned()))
    .to_vec()
}

fn edit_form(shown: Shown, action: Action, drafts: Drafts) -> AnyView {
    let text = &t().announcement;
    let preview = preview(&shown, action);
    let Shown { edit: AnnouncementEdit { saved, choices }, form, selection, .. } = shown;
    let back = saved.as_ref().map_or_else(|| ANNOUNCEMENTS.to_owned(), |saved| address_of(saved.id));
    // Sent back, the form still speaks of the version that was read.
    let version = |read: u32| action.typed("version").unwrap_or_else(|| read.to_string());
    let which = saved.map(|saved| {
        let read = action.typed(BASE_FIELD).unwrap_or_else(|| base(&AnnouncementForm::from(&saved.written)));
        html! {
            <input type="hidden" name=BASE_FIELD value=read/>
            <input type="hidden" name="id" value=saved.id.to_string()/>
            <input type="hidden" name="version" value=version(saved.version)/>
        }
    });
    let AnnouncementForm { to, subject_sv, body_sv, subject_en, body_en } = form;
    html! {
        <DraftForm action drafts labels=labels() class="form sheet">
            // The first one is what the Enter key presses: it sends and saves nothing.
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true" name="preview" value="1">{text.preview}</button>
            {preview}
            {which}
            <fieldset class="sheet__part">
                <legend>{text.to_whom}</legend>
                <AudienceFields form=to choices/>
                {selection.map(|selection| html! { <Selected selection missing=None/> })}
                <p class="button-row"><button type="submit" class="button button--quiet" name="preview" value="1">{text.count_again}</button></p>
            </fieldset>
            <fieldset class="sheet__part">
                <legend>{language(Lang::Sv)}</legend>
                <Field name="announcement[subject_sv]" label=text.subject_sv value=subject_sv/>
                <TextArea name="announcement[body_sv]" label=text.body_sv hint=text.body_hint value=body_sv rows=14/>
            </fieldset>
            <fieldset class="sheet__part">
                <legend>{language(Lang::En)}</legend>
                <Field name="announcement[subject_en]" label=text.subject_en value=subject_en/>
                <TextArea name="announcement[body_en]" label=text.body_en hint=text.body_en_hint value=body_en rows=14/>
            </fieldset>
            <div class="button-row">
                <Submit label=text.save/>
                <button type="submit" class="button" name="preview" value="1">{text.preview}</button>
                <a href=back class="button button--quiet">{t().common.cancel}</a>
            </div>
        </DraftForm>
    }
}

/// How it will look to the first who gets it, once that has been asked for.
fn preview(shown: &Shown, action: Action) -> Option<AnyView> {
    if action.error() != Some(AppError::Preview) {
        return None;
    }
    let text = &t().announcement;
    let letter = shown.form.parse().ok()?.letter;
    let first = shown.selection.as_ref().and_then(|selection| selection.receivers.first());
    let Choices { setting, reply_to, .. } = &shown.edit.choices;
    let values = first.map_or_else(|| shown.reader.clone(), |first| Values::of(first, setting));
    Some(html! {
        <section class="section" id="forhandsgranskning">
            <h2>{(text.preview_of)(&values.name)}</h2>
            {in_both_languages(&letter, &values, reply_to.as_deref())}
        </section>
    })
}

/// How a text is written, what stands for what, and which files it can link to.
#[component]
fn Help(choices: Choices) -> impl IntoView {
    let text = &t().announcement;
    let Choices { setting, files, reply_to, .. } = choices;
    let values = Values { name: "Eva Ek".to_owned(), organisation: "Alfa kommun".to_owned(), setting };
    let placeholders: Vec<_> = Placeholder::ALL
        .iter()
        .map(|one| {
            let now = values.value(*one, lang(), date::full);
            let name = format!("{{{}}}", one.name());
            html! { <div><dt><code>{name}</code></dt><dd>{stands_for(*one)}" "<q>{now}</q></dd></div> }
        })
        .collect();
    let none = files.is_empty();
    let files: Vec<_> = files
        .into_iter()
        .map(|file| {
            let link = format!("[{}](/dagar/{}/material/{})", file.name.replace(['[', ']'], ""), file.slug, file.file);
            html! { <div><dt><Written text=file.name/></dt><dd><code>{link}</code></dd></div> }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{t().public_page.help_title}</h2>
            <p>{text.help}</p>
            <RepliesGo to=reply_to/>
            <h3>{text.placeholders}</h3>
            <p>{text.placeholders_lede}</p>
            <dl class="facts">{placeholders}</dl>
            <h3>{text.files}</h3>
            {if none {
                html! { <p class="empty">{text.no_files}</p> }
            } else {
                html! { <p>{text.files_lede}</p><dl class="facts">{files}</dl> }
            }}
        </section>
    }
}
