//! The public page about applying, and the organisers' settings of it.

use domain::{
    application::{Call, Part, Rule},
    day::Contact,
    people::{Organisation, Role},
    round::call::{CallSettings, Phase, Taken},
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::application::{
    api::{self, BeginApplication, CallView, OWN, SaveCall, StartApplication},
    text as words,
};
use crate::{
    context,
    document::Head,
    error::AppError,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    round::closing::{Wishes, api::read_wishes},
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Kind, Page, ReadAs, Select, Submit, TextArea, base, html, saved_receipt},
};

/// What the programme asks for, whether one can apply, and where to begin.
pub async fn call_page() -> PageResult {
    let CallView { now, round, call, organisations, signed_in, has_own } = api::read_call().await?;
    let text = &t().applying;
    Head::description(text.call_lede);
    // Before there is a call, the round may be still to be planned.
    let eyebrow = call.as_ref().and(round).map(text.round).unwrap_or_default();
    let open =
        call.as_ref().is_some_and(|(call, taken)| call.phase(now) == Phase::Open && call.takes(Part::Either, *taken));
    let first = if has_own { Some((OWN, text.go_on)) } else { open.then_some(("#borja", text.start_title)) };
    let first = first.map(|(href, label)| {
        html! { <p class="button-row"><a class="button button--primary" href=href>{label}</a></p> }
    });
    let (contact, who) = call.as_ref().map(|(call, _)| (call.contact.clone(), call.who.clone())).unzip();
    let begin = (open && !has_own).then(|| {
        html! {
            <section class="section" id="borja">
                <h2>{text.start_title}</h2>
                {if signed_in { html! { <Begin/> } } else { html! { <Start organisations/> } }}
            </section>
        }
    });
    Ok(html! {
        <Page title=text.call_title eyebrow lede=text.call_lede>
            <Standing call now/>
            {first}
            {who.map(|who| html! {
                <section class="section"><h2>{text.who}</h2><p>{who.get(lang()).to_owned()}</p></section>
            })}
            <div class="split">
                <Conditions role=Role::Adept/>
                <Conditions role=Role::Mentor/>
            </div>
            <section class="section">
                <h2>{text.way}</h2>
                <ol class="prose"><li>{text.way_1}</li><li>{text.way_2}</li><li>{text.way_3}</li><li>{text.way_4}</li></ol>
            </section>
            {contact.map(whom_to_ask)}
            {begin}
        </Page>
    })
}

/// Whom one can ask about applying, if anyone.
fn whom_to_ask(contact: Contact) -> Option<AnyView> {
    let phone = (!contact.phone.is_empty()).then(|| format!(", {}", contact.phone));
    (!contact.is_empty()).then(|| {
        html! {
            <section class="section">
                <h2>{t().applying.ask}</h2>
                <p>
                    {contact.name}" "<a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>
                    {phone}
                </p>
            </section>
        }
    })
}

/// Whether one can apply now.
#[component]
fn Standing(#[prop(optional_no_strip)] call: Option<(Call, Taken)>, now: Timestamp) -> impl IntoView {
    let text = &t().applying;
    let Some((call, taken)) = call else {
        return html! { <p class="notice notice--info"><Icon name="info"/>{text.no_call}</p> };
    };
    let last = date::full(lang(), call.days().1);
    let (class, said) = match call.phase(now) {
        Phase::Before => ("notice", (text.opens)(&date::full(lang(), local(call.opens).date()))),
        Phase::Open => ("notice notice--ok", (text.open_until)(&last)),
        Phase::Closed => ("notice", (text.closed)(&last)),
    };
    let full: Vec<_> = [(Role::Adept, text.full_adepts), (Role::Mentor, text.full_mentors)]
        .into_iter()
        .filter(|(role, _)| call.phase(now) == Phase::Open && call.is_full(*role, taken))
        .map(|(_, full)| html! { <p class="notice notice--warn"><Icon name="warning"/>{full}</p> })
        .collect();
    html! { <p class=class><Icon name="calendar"/>{said}</p>{full} }
}

/// The conditions of a role, each with where it stands.
#[component]
fn Conditions(role: Role) -> impl IntoView {
    let text = &t().applying;
    let title = if role == Role::Adept { text.for_adepts } else { text.for_mentors };
    let rules: Vec<_> =
        Rule::ALL.iter().filter(|rule| rule.is_for(role)).map(|rule| html! { <li>{words::rule(*rule)}</li> }).collect();
    let source = (t().application.source)(Rule::ManagesManagers.source(role));
    html! {
        <section class="section">
            <h2>{title}</h2>
            <ul class="prose">{rules}</ul>
            {(role == Role::Mentor).then(|| html! { <p>{text.advantage}</p> })}
            <p class="muted">{source}</p>
        </section>
    }
}

/// As what one can apply, for a [`Choice`].
pub(crate) fn parts() -> Vec<(&'static str, &'static str, &'static str)> {
    Part::ALL.iter().map(|part| (part.name(), "", words::part(*part))).collect()
}

/// Organisations to choose from, by name.
pub(crate) fn choices(organisations: Vec<Organisation>) -> Vec<(String, String)> {
    organisations.into_iter().map(|known| (known.id.to_string(), known.name)).collect()
}

/// Begins by e-mail.
#[component]
fn Start(organisations: Vec<Organisation>) -> impl IntoView {
    let text = &t().applying;
    let options = choices(organisations);
    let labels =
        [("name", text.name), ("email", text.email), ("organisation", text.organisation), ("part", text.as_what)]
            .map(|(name, label)| (name.to_owned(), label.to_owned()));
    html! {
        <Form action={Action::new::<StartApplication>()} labels=labels.to_vec()>
            <Field name="name" label=text.name autocomplete="name"/>
            <Field name="email" label=text.email kind=Kind::Email autocomplete="email"/>
            <Select name="organisation" label=text.organisation none=text.choose options/>
            <Choice name="part" label=text.as_what options=parts()/>
            <p class="field__hint">{text.start_help}</p>
            <p class="field__hint">{text.notice}" "<a href="/integritet">{t().common.nav_privacy}</a></p>
            <div class="button-row"><Submit label=text.send_mail/></div>
        </Form>
    }
}

/// Begins at once, for someone who is signed in.
#[component]
fn Begin() -> impl IntoView {
    let text = &t().applying;
    html! {
        <Form action={Action::new::<BeginApplication>()} labels=vec![("part".to_owned(), text.as_what.to_owned())]>
            <Choice name="part" label=text.as_what options=parts()/>
            <div class="button-row"><Submit label=text.begin/></div>
        </Form>
    }
}

/// The call as organisers settle it.
pub async fn call_settings_page() -> PageResult {
    let (caller, store) = (context::caller()?, context::state().store);
    let CallSettings { call, states } = store.call_settings(&caller).await?.ok_or(AppError::NotFound)?;
    let wishes = read_wishes().await?;
    let drafts = Drafts::read().await?;
    let text = &t().applying;
    let (call, taken) = call.unzip();
    let none = states.is_empty();
    let states: Vec<_> =
        states.into_iter().map(|(state, n)| html! { <div><dt>{words::state(state)}</dt><dd>{n}</dd></div> }).collect();
    Ok(html! {
        <Page title=text.settings_title lede=text.settings_lede>
            {saved_receipt("sparad", text.saved)}
            <CallFields call drafts/>
            <section class="section">
                <h2>{text.all_states}</h2>
                {taken.map(|taken| html! { <p>{(text.taken)(taken.adepts, taken.mentors)}</p> })}
                {if none {
                    html! { <p class="empty">{text.no_applications}</p> }
                } else {
                    html! { <dl class="facts">{states}</dl> }
                }}
            </section>
            <Wishes wishes/>
        </Page>
    })
}

#[component]
fn CallFields(#[prop(optional_no_strip)] call: Option<Call>, drafts: Drafts) -> impl IntoView {
    let text = &t().applying;
    let action = drafts.go_on(Action::new::<SaveCall>());
    let saved = call.map(|call| call.form()).unwrap_or_default();
    let labels = [
        ("opens_on", text.opens_on),
        ("closes_on", text.closes_on),
        ("who_sv", text.who_sv),
        ("who_en", text.who_en),
        ("contact_name", text.contact_name),
        ("contact_email", text.contact_email),
        ("contact_phone", text.contact_phone),
        ("most_adepts", text.most_adepts),
        ("most_mentors", text.most_mentors),
    ]
    .map(|(name, label)| (format!("call[{name}]"), label.to_owned()))
    .to_vec();
    html! {
        <DraftForm action drafts labels=labels.clone()>
            <ReadAs read=base(&saved) labels/>
            <div class="field-row">
                <Field name="call[opens_on]" label=text.opens_on kind=Kind::Date value=saved.opens_on/>
                <Field name="call[closes_on]" label=text.closes_on hint=text.closes_help kind=Kind::Date value=saved.closes_on/>
            </div>
            <TextArea name="call[who_sv]" label=text.who_sv value=saved.who_sv rows=3/>
            <TextArea name="call[who_en]" label=text.who_en value=saved.who_en rows=3/>
            <Field name="call[contact_name]" label=text.contact_name value=saved.contact_name/>
            <Field name="call[contact_email]" label=text.contact_email kind=Kind::Email value=saved.contact_email/>
            <Field name="call[contact_phone]" label=text.contact_phone value=saved.contact_phone/>
            <Field name="call[most_adepts]" label=text.most_adepts hint=text.most_help kind=Kind::Number value=saved.most_adepts/>
            <Field name="call[most_mentors]" label=text.most_mentors kind=Kind::Number value=saved.most_mentors/>
            <div class="button-row"><Submit label=text.save/></div>
        </DraftForm>
    }
}
