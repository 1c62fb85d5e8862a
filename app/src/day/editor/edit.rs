//! A day's sheet: all that an organiser can say of it, in one form.

use domain::day::{DayForm, Kind, State};
use leptos::prelude::*;

use super::{
    api::{EditDay, NewDay, Sheet, read_new_sheet, read_sheet},
    fields::{self, Shown},
    rows::{AgendaRows, PartRows},
    text::kind,
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    text::t,
    ui::{Action, Choice, Field, Form, Kind as FieldKind, Page, Submit, TextArea, Tick, html},
};

/// A new day, which begins as a draft.
pub async fn new_day_page() -> PageResult {
    let sheet = read_new_sheet().await?;
    let text = &t().planning;
    Ok(html! {
        <Page title=text.new_day eyebrow=t().organise.title lede=text.new_lede>
            <SheetForm sheet action={Action::new::<NewDay>()}/>
        </Page>
    })
}

/// A day, to be edited.
pub async fn edit_day_page() -> PageResult {
    let sheet = read_sheet(context::param("slug")).await?;
    let text = &t().planning;
    let action = Action::new::<EditDay>();
    let lede = if sheet.state == State::Draft { text.edit_draft_lede } else { text.edit_lede };
    Ok(html! {
        <Page title=text.edit eyebrow=fields::title(&sheet.form) lede>
            {saved_meanwhile(&sheet.form, action)}
            <SheetForm sheet action/>
        </Page>
    })
}

/// After a conflict: what is saved now, where it is not what one has written.
fn saved_meanwhile(form: &DayForm, action: Action) -> Option<AnyView> {
    if action.error() != Some(AppError::Conflict) {
        return None;
    }
    let differs = |shown: &Shown| action.typed(&shown.name).unwrap_or_default() != shown.value;
    let rows: Vec<_> = fields::all(form)
        .into_iter()
        .filter(differs)
        .map(|shown| {
            let value = fields::readable(&shown);
            html! { <div><dt>{shown.label}</dt><dd>{value}</dd></div> }
        })
        .collect();
    Some(html! {
        <section class="conflict">
            <h2>{t().planning.saved_meanwhile}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    })
}

#[component]
fn SheetForm(sheet: Sheet, action: Action) -> impl IntoView {
    let text = &t().planning;
    let labels = fields::all(&sheet.form).into_iter().map(|shown| (shown.name, shown.label)).collect();
    let back =
        if sheet.slug.is_empty() { "/organisera".to_owned() } else { format!("/organisera/dagar/{}", sheet.slug) };
    let known = sheet.state == State::Published;
    let form = sheet.form.clone();
    html! {
        <Form action labels class="form sheet">
            // What the Enter key presses: buttons for more rows stand before the one that saves.
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true">{text.save}</button>
            {(!sheet.slug.is_empty()).then(|| html! {
                <input type="hidden" name="slug" value=sheet.slug.clone()/>
                <input type="hidden" name="version" value=sheet.version.to_string()/>
            })}
            <About form=form.clone()/>
            <Hours form=form.clone() known/>
            <AgendaRows agenda=form.agenda.clone() parts=form.parts.len()/>
            <Place form=form.clone()/>
            <Answers form organisers=sheet.organisers/>
            {known.then(|| html! {
                <fieldset class="sheet__part">
                    <legend>{text.tell_title}</legend>
                    <p class="field__hint">{text.tell_hint}</p>
                    <Tick name="day[tell]" label=text.tell/>
                </fieldset>
            })}
            <div class="button-row">
                <Submit label=text.save/>
                <a href=back class="button button--quiet">{t().common.cancel}</a>
            </div>
        </Form>
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
fn Hours(form: DayForm, known: bool) -> impl IntoView {
    let text = &t().planning;
    html! {
        <fieldset class="sheet__part">
            <legend>{text.when}</legend>
            <Field name="day[date]" label=text.date kind=FieldKind::Date value=form.date/>
            <PartRows parts=form.parts known/>
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
