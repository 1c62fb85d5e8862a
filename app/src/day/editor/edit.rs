//! A day's sheet: all that an organiser can say of it, in one form.

use domain::{
    day::{DayForm, Kind, SILENT, SMALL_MOVE, State},
    input::Problem,
    merge::BASE_FIELD,
};
use leptos::prelude::*;

use super::{
    api::{EditDay, NewDay, Sheet, read_new_sheet, read_sheet},
    fields,
    rows::{AgendaRows, PartRows},
    text::kind,
};
use crate::{
    context,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::t,
    ui::{Action, Choice, Field, Kind as FieldKind, Meanwhile, Page, Submit, TextArea, Tick, base, html},
};

/// A new day, which begins as a draft.
pub async fn new_day_page() -> PageResult {
    let sheet = read_new_sheet().await?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(Action::new::<NewDay>());
    let text = &t().planning;
    Ok(html! {
        <Page title=text.new_day eyebrow=t().organise.title lede=text.new_lede>
            <SheetForm sheet action drafts/>
        </Page>
    })
}

/// A day, to be edited.
pub async fn edit_day_page() -> PageResult {
    let sheet = read_sheet(context::param("slug")).await?;
    let drafts = Drafts::read().await?;
    let text = &t().planning;
    let action = drafts.go_on(Action::new::<EditDay>());
    let lede = if sheet.state == State::Draft { text.edit_draft_lede } else { text.edit_lede };
    Ok(html! {
        <Page title=text.edit eyebrow=fields::title(&sheet.form) lede>
            {meanwhile(&sheet, action)}
            <SheetForm sheet action drafts/>
        </Page>
    })
}

/// What another organiser has saved meanwhile, where it is not what one has written.
fn meanwhile(sheet: &Sheet, action: Action) -> AnyView {
    let organisers = sheet.organisers.clone();
    let readable = Box::new(move |name: &str, value: &str| fields::readable(name, value, &organisers));
    html! { <Meanwhile action labels=fields::labels() readable/> }
}

#[component]
fn SheetForm(sheet: Sheet, action: Action, drafts: Drafts) -> impl IntoView {
    let text = &t().planning;
    // Sent back, the form still speaks of the version that was read.
    let version = action.typed("version").unwrap_or_else(|| sheet.version.to_string());
    let read = action.typed(BASE_FIELD).unwrap_or_else(|| base(&sheet.form));
    let labels = fields::labels();
    let back =
        if sheet.slug.is_empty() { "/organisera".to_owned() } else { format!("/organisera/dagar/{}", sheet.slug) };
    let known = sheet.state == State::Published;
    let form = sheet.form.clone();
    html! {
        <DraftForm action drafts labels class="form sheet">
            // What the Enter key presses: buttons for more rows stand before the one that saves.
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true">{text.save}</button>
            {(!sheet.slug.is_empty()).then(|| html! {
                <input type="hidden" name="slug" value=sheet.slug.clone()/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name=BASE_FIELD value=read/>
            })}
            <About form=form.clone()/>
            <Hours form=form.clone() known past=sheet.past/>
            <AgendaRows agenda=form.agenda.clone() parts=form.parts.len()/>
            <Place form=form.clone()/>
            <Answers form organisers=sheet.organisers/>
            {known.then(|| html! { <Telling action/> })}
            <div class="button-row">
                <Submit label=text.save/>
                <a href=back class="button button--quiet">{t().common.cancel}</a>
            </div>
        </DraftForm>
    }
}

/// Who is told what changes: asked once it is known how many there are.
#[component]
fn Telling(action: Action) -> impl IntoView {
    let text = &t().planning;
    let choices: Vec<_> = match action.problem("day[tell]") {
        Some(Problem::TellsPeople { people, silently }) => {
            let tell = (people.to_string(), (text.tell_people)(people));
            let silent = silently.then(|| (SILENT.to_owned(), text.tell_nobody.to_owned()));
            [tell].into_iter().chain(silent).collect()
        }
        _ => Vec::new(),
    };
    let asked = !choices.is_empty();
    let choices: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(n, (value, label))| {
            // The error summary leads to the first.
            let id = if n == 0 { "day-tell".to_owned() } else { format!("day-tell-{n}") };
            html! {
                <div class="choice">
                    <input type="radio" id=id.clone() name="day[tell]" value=value/>
                    <label for=id>{label}</label>
                </div>
            }
        })
        .collect();
    html! {
        <fieldset class="sheet__part choices" class:field--error=asked>
            <legend>{text.tell_title}</legend>
            <p class="field__hint">{text.tell_hint}</p>
            <div class="choices__options">{choices}</div>
        </fieldset>
    }
}

/// What it is.
#[component]
fn About(form: DayForm) -> impl IntoView {
    let text = &t().planning;
    let kinds = Kind::ALL.iter().map(|one| (one.name(), "", kind(*one))).collect();
    html! {
        <fieldset class="sheet__part">
            <legend>{text.about}</legend>
            <Choice name="day[kind]" label=text.kind options=kinds value=form.kind/>
            <div class="sheet__pair">
                <Field name="day[title_sv]" label=text.title_sv value=form.title_sv/>
                <Field name="day[title_en]" label=text.title_en value=form.title_en/>
            </div>
            <div class="sheet__pair">
                <TextArea name="day[summary_sv]" label=text.summary_sv value=form.summary_sv/>
                <TextArea name="day[summary_en]" label=text.summary_en value=form.summary_en/>
            </div>
        </fieldset>
    }
}

/// When it is.
#[component]
fn Hours(form: DayForm, known: bool, past: Vec<String>) -> impl IntoView {
    let text = &t().planning;
    let keep = known.then(|| {
        html! {
            <p class="field__hint">{(text.keep_answers_hint)(SMALL_MOVE.as_mins())}</p>
            <Tick name="day[keep_answers]" label=text.keep_answers checked=!form.keep_answers.is_empty()/>
        }
    });
    html! {
        <fieldset class="sheet__part">
            <legend>{text.when}</legend>
            <Field name="day[date]" label=text.date kind=FieldKind::Date value=form.date/>
            <PartRows parts=form.parts known past/>
            {keep}
        </fieldset>
    }
}

/// Where it is.
#[component]
fn Place(form: DayForm) -> impl IntoView {
    let text = &t().planning;
    html! {
        <fieldset class="sheet__part">
            <legend>{text.place}</legend>
            <div class="sheet__pair">
                <Field name="day[venue]" label=text.venue value=form.venue/>
                <Field name="day[address]" label=text.address value=form.address/>
            </div>
            <Field name="day[map_url]" label=text.map_url hint=text.map_url_hint value=form.map_url inputmode="url"/>
            <div class="sheet__pair">
                <TextArea name="day[directions_sv]" label=text.directions_sv value=form.directions_sv rows=3/>
                <TextArea name="day[directions_en]" label=text.directions_en value=form.directions_en rows=3/>
            </div>
        </fieldset>
    }
}

/// How one answers, and whom one asks.
#[component]
fn Answers(form: DayForm, organisers: Vec<(String, String)>) -> impl IntoView {
    let text = &t().planning;
    let action = expect_context::<Action>();
    let chosen = action.typed("day[responsible]").unwrap_or(form.responsible);
    let organisers: Vec<_> = organisers
        .into_iter()
        .map(|(person, name)| {
            let selected = person == chosen;
            html! { <option value=person selected=selected>{name}</option> }
        })
        .collect();
    html! {
        <fieldset class="sheet__part">
            <legend>{text.answers}</legend>
            <Field name="day[reply_by]" label=text.reply_by hint=text.reply_by_hint kind=FieldKind::Date value=form.reply_by/>
            <Tick name="day[late_yes]" label=text.late_yes checked=!form.late_yes.is_empty()/>
        </fieldset>
        <fieldset class="sheet__part">
            <legend>{text.people}</legend>
            <div class="field">
                <label for="day-responsible">{text.responsible}</label>
                <p class="field__hint" id="day-responsible-hint">{text.responsible_hint}</p>
                <select id="day-responsible" name="day[responsible]" aria-describedby="day-responsible-hint">
                    <option value="">{text.nobody}</option>
                    {organisers}
                </select>
            </div>
            <Field name="day[contact_name]" label=text.contact_name hint=text.contact_hint value=form.contact_name/>
            <div class="field-row">
                <Field name="day[contact_email]" label=text.contact_email kind=FieldKind::Email value=form.contact_email/>
                <Field name="day[contact_phone]" label=text.contact_phone value=form.contact_phone inputmode="tel"/>
            </div>
        </fieldset>
    }
}
