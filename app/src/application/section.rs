//! One section of the applicant's part, as a form.

use domain::{
    application::{
        Area, Conflict, Dossier, Form as Filled, Level, Manager, MeetingForm, Part, Section, Strategic, Theme, Travel,
        typed::{CAPACITY, MOST_CONFLICTS, MOST_THEMES, YEARS},
    },
    people::{Lang, Role},
};
use leptos::prelude::*;

use super::{
    api::{self, OWN, SaveConflicts, SaveManager, SavePart, SavePurpose, SaveWishes, SaveWork},
    text as words,
};
use crate::round::call::parts;
use crate::{
    context,
    error::AppError,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::t,
    ui::{Action, Choice, Field, Kind, Page, Submit, TextArea, Tick, Ticks, html},
};

/// A form for the section that the address names.
pub async fn section_page() -> PageResult {
    let own = api::read_own().await?;
    let section = Section::from_name(&context::param("section")).ok_or(AppError::NotFound)?;
    let dossier = own.dossier.filter(|dossier| dossier.application.state.is_open()).ok_or(AppError::NotFound)?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(action(section));
    let text = &t().applying;
    let at = Section::ALL.iter().position(|other| *other == section).unwrap_or_default() + 1;
    Ok(html! {
        <Page title=words::section(section) eyebrow=format!("{at} / {}", Section::ALL.len())>
            <DraftForm action drafts labels=labels(section)>
                {fields(section, dossier)}
                <div class="button-row">
                    <Submit label=text.save_on/>
                    <a class="button button--quiet" href=OWN>{t().common.cancel}</a>
                </div>
            </DraftForm>
        </Page>
    })
}

/// What saves a section.
fn action(section: Section) -> Action {
    match section {
        Section::Part => Action::new::<SavePart>(),
        Section::Work => Action::new::<SaveWork>(),
        Section::Purpose => Action::new::<SavePurpose>(),
        Section::Wishes => Action::new::<SaveWishes>(),
        Section::Conflicts => Action::new::<SaveConflicts>(),
        Section::Manager => Action::new::<SaveManager>(),
    }
}

fn fields(section: Section, dossier: Dossier) -> AnyView {
    let form = dossier.application.form.clone();
    match section {
        Section::Part => {
            let part = form.part.map(Part::name).unwrap_or_default();
            html! { <Choice name="part" label=t().applying.as_what options=parts() value=part/> }
        }
        Section::Work => html! { <WorkFields dossier/> },
        Section::Purpose => html! { <PurposeFields form adept_in=dossier.application.adept_in/> },
        Section::Wishes => html! { <WishFields form/> },
        Section::Conflicts => html! { <ConflictFields conflicts=dossier.conflicts/> },
        Section::Manager => html! { <ManagerFields form/> },
    }
}

/// Options for a [`Choice`]: all there are, by name and in words.
fn options<T: Copy>(
    all: &[T],
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> Vec<(&'static str, &'static str, &'static str)> {
    all.iter().map(|one| (name(*one), "", words(*one))).collect()
}

/// Boxes for [`Ticks`]: all there are, with those ticked that were chosen.
fn boxes<T: Copy + PartialEq>(
    all: &[T],
    chosen: &[T],
    name: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> Vec<(&'static str, &'static str, bool)> {
    all.iter().map(|one| (name(*one), words(*one), chosen.contains(one))).collect()
}

#[component]
fn WorkFields(dossier: Dossier) -> impl IntoView {
    let text = &t().applying;
    let application = dossier.application;
    let work = application.form.work;
    let leads = work.as_ref().map(|work| work.leadership);
    let manages = leads.map(|leads| if leads.manages_managers { "yes" } else { "no" }).unwrap_or_default();
    let years = leads.filter(|leads| leads.manages_managers).map(|leads| leads.years.to_string()).unwrap_or_default();
    let yes_or_no = vec![("yes", "", t().application.yes), ("no", "", t().application.no)];
    html! {
        <Field name="work[name]" label=text.name value=application.name autocomplete="name"/>
        <Field name="work[title]" label=text.title value=application.title autocomplete="organization-title"/>
        <Field name="work[phone]" label=text.phone value=dossier.phone autocomplete="tel"/>
        <p class="field__hint">
            {(text.organisation_is)(&application.organisation.name)}" "<a href="/ansok/arbetsgivare">{text.employer_link}</a>
        </p>
        <Choice name="work[area]" label=text.area options=options(Area::ALL, Area::name, words::area)
            value=work.as_ref().map(|work| work.area.name()).unwrap_or_default()/>
        <Choice name="work[level]" label=text.level options=options(Level::ALL, Level::name, words::level)
            value=leads.map(|leads| leads.level.name()).unwrap_or_default()/>
        <Choice name="work[manages_managers]" label=text.manages_managers options=yes_or_no value=manages/>
        <Field name="work[years]" label=text.years hint=text.years_help kind=Kind::Number value=years
            min=YEARS.start().to_string() max=YEARS.end().to_string()/>
        <Choice name="work[strategic]" label=text.strategic options=options(Strategic::ALL, Strategic::name, words::strategic)
            value=leads.map(|leads| leads.strategic.name()).unwrap_or_default()/>
    }
}

#[component]
fn PurposeFields(form: Filled, adept_in: Vec<u32>) -> impl IntoView {
    let text = &t().applying;
    let part = form.part.unwrap_or(Part::Either);
    let said = form.purpose.unwrap_or_default();
    let rounds = adept_in.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let most = (text.most_themes)(MOST_THEMES);
    let (develop, give) = (
        boxes(Theme::ALL, &said.develop, Theme::name, words::theme),
        boxes(Theme::ALL, &said.give, Theme::name, words::theme),
    );
    let adept = part.takes(Role::Adept).then(|| {
        html! {
            <Ticks name="purpose[develop]" label=text.develop hint=most.clone() options=develop/>
            <TextArea name="purpose[develop_words]" label=text.develop_words value=said.develop_words/>
        }
    });
    let mentor = part.takes(Role::Mentor).then(|| {
        html! {
            {(!rounds.is_empty()).then(|| html! { <p class="notice notice--ok">{(text.adept_before)(&rounds)}</p> })}
            <Ticks name="purpose[give]" label=text.give hint=most.clone() options=give/>
            <TextArea name="purpose[motivation]" label=text.motivation hint=text.motivation_help value=said.motivation/>
        }
    });
    html! { {adept}{mentor} }
}

#[component]
fn WishFields(form: Filled) -> impl IntoView {
    let text = &t().applying;
    let mentor = form.part.is_some_and(|part| part.takes(Role::Mentor));
    let said = form.wishes;
    let (areas, languages) =
        said.as_ref().map_or((Vec::new(), vec![Lang::Sv]), |said| (said.areas.clone(), said.languages.clone()));
    let capacity = said.as_ref().map_or(*CAPACITY.start(), |said| said.capacity);
    html! {
        <Ticks name="wishes[areas]" label=text.areas hint=text.areas_help options=boxes(Area::ALL, &areas, Area::name, words::area)/>
        <Ticks name="wishes[languages]" label=text.languages options=boxes(Lang::ALL, &languages, Lang::name, words::language)/>
        <Choice name="wishes[form]" label=text.meets options=options(MeetingForm::ALL, MeetingForm::name, words::meeting_form)
            value=said.as_ref().map(|said| said.form.name()).unwrap_or_default()/>
        <Choice name="wishes[travel]" label=text.travel options=options(Travel::ALL, Travel::name, words::travel)
            value=said.as_ref().map(|said| said.travel.name()).unwrap_or_default()/>
        {mentor.then(|| html! {
            <Field name="wishes[capacity]" label=text.capacity hint=text.capacity_help kind=Kind::Number
                value=capacity.to_string() min=CAPACITY.start().to_string() max=CAPACITY.end().to_string()/>
        })}
        <TextArea name="wishes[words]" label=text.wish_words rows=3 value=said.map(|said| said.words).unwrap_or_default()/>
    }
}

/// How many rows of conflicts are shown at once; the others are one press away.
const SHOWN: usize = 2;

#[component]
fn ConflictFields(conflicts: Vec<Conflict>) -> impl IntoView {
    let text = &t().applying;
    let action = expect_context::<Action>();
    let rows = |range: std::ops::Range<usize>| -> Vec<_> {
        range.map(|n| html! { <ConflictRow n conflict=conflicts.get(n).cloned()/> }).collect()
    };
    let typed = |n: usize| {
        ["who", "why"].iter().any(|field| {
            action.typed(&format!("conflicts[rows][{n}][{field}]")).is_some_and(|typed| !typed.trim().is_empty())
        })
    };
    let open = conflicts.len() > SHOWN || (SHOWN..MOST_CONFLICTS).any(typed);
    html! {
        <p>{text.conflicts_help}</p>
        {rows(0..SHOWN)}
        <details open=open><summary>{text.more_rows}</summary>{rows(SHOWN..MOST_CONFLICTS)}</details>
    }
}

#[component]
fn ConflictRow(n: usize, #[prop(optional_no_strip)] conflict: Option<Conflict>) -> impl IntoView {
    let text = &t().applying;
    let name = |field: &str| format!("conflicts[rows][{n}][{field}]");
    let Conflict { who, why } = conflict.unwrap_or(Conflict { who: String::new(), why: String::new() });
    html! {
        <div class="goal-row">
            <Field name=name("who") label=(text.conflict_who)(n + 1) value=who/>
            <Field name=name("why") label=(text.conflict_why)(n + 1) value=why/>
        </div>
    }
}

#[component]
fn ManagerFields(form: Filled) -> impl IntoView {
    let text = &t().applying;
    let (name, email) = match form.manager {
        Some(Manager { name, email }) => (name, email.as_str().to_owned()),
        None => Default::default(),
    };
    html! {
        <p>{text.manager_help}</p>
        <Field name="manager[name]" label=text.manager_name value=name/>
        <Field name="manager[email]" label=text.manager_email kind=Kind::Email value=email/>
        <Tick name="manager[consent]" label=text.consent checked=form.consent/>
        <p class="field__hint">{text.consent_help}</p>
    }
}

/// What the error summary calls the fields.
fn labels(section: Section) -> Vec<(String, String)> {
    let text = &t().applying;
    let of = |form: &str, fields: &[(&str, &str)]| {
        fields.iter().map(|(name, label)| (format!("{form}[{name}]"), (*label).to_owned())).collect::<Vec<_>>()
    };
    match section {
        Section::Part => vec![("part".to_owned(), text.as_what.to_owned())],
        Section::Work => of(
            "work",
            &[
                ("name", text.name),
                ("title", text.title),
                ("phone", text.phone),
                ("area", text.area),
                ("level", text.level),
                ("manages_managers", text.manages_managers),
                ("years", text.years),
                ("strategic", text.strategic),
            ],
        ),
        Section::Purpose => of(
            "purpose",
            &[
                ("develop", text.develop),
                ("develop_words", text.develop_words),
                ("give", text.give),
                ("motivation", text.motivation),
            ],
        ),
        Section::Wishes => of(
            "wishes",
            &[
                ("areas", text.areas),
                ("languages", text.languages),
                ("form", text.meets),
                ("travel", text.travel),
                ("capacity", text.capacity),
                ("words", text.wish_words),
            ],
        ),
        Section::Conflicts => (0..MOST_CONFLICTS)
            .flat_map(|n| {
                [("who", (text.conflict_who)(n + 1)), ("why", (text.conflict_why)(n + 1))]
                    .map(|(field, label)| (format!("conflicts[rows][{n}][{field}]"), label))
            })
            .collect(),
        Section::Manager => {
            of("manager", &[("name", text.manager_name), ("email", text.manager_email), ("consent", text.consent)])
        }
    }
}
