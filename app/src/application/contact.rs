//! The contact person's pages: the own organisation's applications, nominating,
//! and who does the work while one is away.

use domain::{
    access::Area,
    application::{Application, Dossier, Party, Rule, StepKind, eligibility},
    mail::{budget::Cause, delivery::Undelivered},
    time::local,
};
use leptos::prelude::*;
use store::application::endorsement::{Nominated, StandIn};

use super::{
    endorsement::{self, AppointStandIn, EndStandIn, Endorse, LIST, Nominate, Rank},
    sheet::{ApplicationSheet, History},
    text as words,
};
use crate::round::call::parts;
use crate::{
    context,
    mail::{NotDelivered, api::read_undelivered},
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::{date, lang, t},
    ui::{
        self, Action, Choice, Field, Form, Icon, Kind, Page, ReadAs, Receipt, Submit, TextArea, Written, base, html,
        saved_receipt,
    },
};

/// What was done just before, by what the address says.
fn told() -> Option<AnyView> {
    let text = &t().applying;
    let said = [("tillstyrkt", text.decided_endorse), ("sparad", text.decided_other), ("nominerad", nomination())];
    let ranked = saved_receipt("rang", text.saved);
    ranked.or_else(|| said.into_iter().find_map(|(name, words)| ui::told(name, words)))
}

/// What came of a nomination, by what the address says.
fn nomination() -> &'static str {
    let text = &t().applying;
    match context::query("nominerad").as_deref() {
        Some("noterad") => text.nominated_begun,
        Some("igen") => text.nominated_again,
        Some("annan") => text.nominated_by_another,
        _ => text.nominated,
    }
}

/// The own organisation's applications.
pub async fn contact_applications_page() -> PageResult {
    let nominated = endorsement::read_nominations().await?;
    let applications = endorsement::read_organisations_applications().await?;
    let text = &t().applying;
    // By the name that was typed: who is a member elsewhere is not told.
    let typed = |one: Undelivered| {
        let unsent = nominated.iter().find(|nominee| Some(nominee.person) == one.person && nominee.state.is_none())?;
        Some(Undelivered { name: unsent.name.clone(), ..one })
    };
    let undelivered: Vec<_> = read_undelivered(Cause::Nominated).await?.into_iter().filter_map(typed).collect();
    let none = applications.is_empty();
    let read = base(&endorsement::ranks_of(&applications));
    let label = |application: &Application| (format!("ranks[{}]", application.id), application.name.clone());
    let labels: Vec<_> = applications.iter().map(label).collect();
    let waits = |application: &Application| application.state.waits_for() == Some(Party::ContactPerson);
    let (yours, others): (Vec<_>, Vec<_>) = applications.into_iter().partition(waits);
    Ok(html! {
        <Page title=text.contact_title lede=text.contact_lede>
            {told()}
            <NotDelivered undelivered/>
            <p class="button-row">
                <a class="button" href="/kontakt/nominera">{text.nominate}</a>
                <a class="button button--quiet" href="/kontakt/ersattare">{text.stand_in}</a>
            </p>
            {if none {
                html! { <p class="empty">{text.contact_none}</p> }
            } else {
                html! {
                    <Form action={Action::new::<Rank>()} class="ranks">
                        <ReadAs read labels/>
                        <List title=text.yours applications=yours empty=text.none_yours/>
                        <List title=text.others applications=others empty=""/>
                        <p class="field__hint">{text.rank_help}</p>
                        <div class="button-row"><button type="submit" class="button">{text.save_ranks}</button></div>
                    </Form>
                }
            }}
            <YourNominees nominated/>
        </Page>
    })
}

/// Whom the reader has nominated, and how far they have come.
#[component]
fn YourNominees(nominated: Vec<Nominated>) -> impl IntoView {
    let text = &t().applying;
    let rows: Vec<_> = nominated
        .into_iter()
        .map(|Nominated { name, part, at, state, .. }| {
            let at = date::short(lang(), local(at).date());
            let state = state.map_or(text.not_sent_yet, words::state);
            html! {
                <li>
                    <Written text=name/><span class="muted">", "{words::part(part)}". "{(text.nominated_on)(&at)}". "{state}</span>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        html! {
            <section class="section">
                <h2>{text.your_nominees}</h2>
                <ul class="prose">{rows}</ul>
            </section>
        }
    })
}

#[component]
fn List(title: &'static str, applications: Vec<Application>, empty: &'static str) -> impl IntoView {
    let text = &t().applying;
    if applications.is_empty() {
        let empty = (!empty.is_empty())
            .then(|| html! { <section class="section"><h2>{title}</h2><p class="muted">{empty}</p></section> });
        return empty.into_any();
    }
    let rows: Vec<_> = applications.into_iter().map(|application| html! { <Row application/> }).collect();
    html! {
        <section class="section">
            <h2>{title}</h2>
            <div class="table-wrap" tabindex="0" role="group" aria-label=title>
                <table class="table table--stack">
                    <thead>
                        <tr>
                            <th scope="col">{text.applicant}</th>
                            <th scope="col">{text.applies_as}</th>
                            <th scope="col">{text.stands_at}</th>
                            <th scope="col">{text.since}</th>
                            <th scope="col">{t().application.rank}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(application: Application) -> impl IntoView {
    let text = &t().applying;
    let action = expect_context::<Action>();
    let field = format!("ranks[{}]", application.id);
    let saved = application.rank.map(|rank| rank.to_string()).unwrap_or_default();
    let rank = action.typed(&field).unwrap_or(saved);
    let since = date::short(lang(), local(application.since).date());
    html! {
        <tr id=format!("ansokan-{}", application.id)>
            <th scope="row">
                <a href=format!("{LIST}/{}", application.id)><Written text=application.name.clone()/></a>
                <span class="muted">{(!application.title.is_empty()).then(|| format!(", {}", application.title))}</span>
            </th>
            <td data-label=text.applies_as>{application.form.part.map(words::part)}</td>
            <td data-label=text.stands_at>{words::state(application.state)}</td>
            <td data-label=text.since>{since}</td>
            <td data-label=t().application.rank>
                <input class="rank" id=format!("ranks-{}", application.id) type="number" inputmode="numeric" min="1" max="999" name=field value=rank
                    aria-label=(text.rank_of)(&application.name)/>
            </td>
        </tr>
    }
}

/// One application, and what the contact person decides.
pub async fn contact_application_page() -> PageResult {
    let dossier = endorsement::read_organisations_application(context::param("id")).await?;
    let text = &t().applying;
    let application = dossier.application.clone();
    let part = application.form.part.map(words::part).unwrap_or_default();
    let yours = application.state.waits_for() == Some(Party::ContactPerson);
    let action = Action::new::<Endorse>();
    Ok(html! {
        <Page title=application.name.clone() eyebrow=part>
            <p class="application-state"><span class="tag">{words::state(application.state)}</span></p>
            {yours.then(|| html! { <p class="button-row"><a class="button" href="#beslut">{text.decide}</a></p> })}
            <Unmet dossier=dossier.clone()/>
            <section class="section"><ApplicationSheet dossier=dossier.clone()/></section>
            <History steps=dossier.steps/>
            // A verdict that came too late is sent back with what was typed.
            {(yours || action.is_refilled()).then(|| html! {
                <section class="section" id="beslut">
                    <h2>{text.decide}</h2>
                    <VerdictForm id=application.id.0 action/>
                </section>
            })}
            <p class="section__more"><a href=LIST><Icon name="arrow-left"/>{text.back_to_list}</a></p>
        </Page>
    })
}

/// Rules that are not met, as far as others than the contact person have said.
#[component]
fn Unmet(dossier: Dossier) -> impl IntoView {
    let application = &dossier.application;
    let part = application.form.part?;
    let unmet = eligibility::unmet_in_all(part, &application.form, dossier.supports, application.state);
    let rules: Vec<_> = unmet
        .into_iter()
        .filter(|rule| *rule != Rule::Endorsed)
        .map(|rule| html! { <li>{words::rule(rule)}</li> })
        .collect();
    (!rules.is_empty()).then(|| {
        html! {
            <section class="notice notice--warn">
                <Icon name="warning"/>
                <div><h2>{t().application.unmet}</h2><ul class="prose">{rules}</ul></div>
            </section>
        }
    })
}

#[component]
fn VerdictForm(id: i64, action: Action) -> impl IntoView {
    let text = &t().applying;
    let options = vec![
        (StepKind::Endorsed.name(), "check", text.endorse),
        (StepKind::Returned.name(), "question", text.give_back),
        (StepKind::NotEndorsed.name(), "cross", text.decline),
    ];
    let labels = [("verdict", text.verdict), ("words", text.verdict_words)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    html! {
        <Form action labels=labels.to_vec()>
            <input type="hidden" name="id" value=id.to_string()/>
            <Choice name="verdict" label=text.verdict options/>
            <TextArea name="words" label=text.verdict_words hint=text.verdict_help rows=4/>
            <div class="button-row"><Submit label=text.save_verdict/></div>
        </Form>
    }
}

/// Nominates a colleague.
pub async fn nominate_page() -> PageResult {
    context::caller_of(Area::Contact)?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(Action::new::<Nominate>());
    let text = &t().applying;
    let labels = [("name", text.nominee_name), ("email", text.nominee_email), ("part", text.applies_as)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    Ok(html! {
        <Page title=text.nominate lede=text.nominate_lede>
            <DraftForm action drafts labels=labels.to_vec()>
                <Field name="name" label=text.nominee_name/>
                <Field name="email" label=text.nominee_email kind=Kind::Email/>
                <Choice name="part" label=text.applies_as options=parts()/>
                <div class="button-row">
                    <Submit label=text.nominate/>
                    <a class="button button--quiet" href=LIST>{t().common.cancel}</a>
                </div>
            </DraftForm>
        </Page>
    })
}

/// Appoints who stands in for the contact person.
pub async fn stand_in_page() -> PageResult {
    let stand_in = endorsement::read_stand_in().await?;
    let text = &t().applying;
    let saved = context::query("sparad").is_some();
    let on = |day| date::without_weekday(lang(), day);
    let undelivered: Vec<_> = match &stand_in {
        // By the name that was typed: who is a member elsewhere is not told.
        Some(StandIn { name, .. }) => {
            let told = read_undelivered(Cause::StandsIn).await?;
            told.into_iter().map(|one| Undelivered { name: name.clone(), ..one }).collect()
        }
        None => Vec::new(),
    };
    let now = stand_in.map(|StandIn { name, from, until }| html! {
        <section class="section">
            <p>{(text.stand_in_now)(&name, &on(from), &on(until))}</p>
            <Form action={Action::new::<EndStandIn>()}><button type="submit" class="button">{text.stand_in_end}</button></Form>
        </section>
    });
    Ok(html! {
        <Page title=text.stand_in lede=text.stand_in_lede>
            {saved.then(|| html! { <Receipt>{text.saved}</Receipt> })}
            {now}
            <NotDelivered undelivered/>
            <Appoint/>
            <p class="section__more"><a href=LIST><Icon name="arrow-left"/>{text.back_to_list}</a></p>
        </Page>
    })
}

#[component]
fn Appoint() -> impl IntoView {
    let text = &t().applying;
    let labels = [
        ("name", text.stand_in_name),
        ("email", text.stand_in_email),
        ("from", text.first_day),
        ("until", text.last_day),
    ]
    .map(|(name, label)| (name.to_owned(), label.to_owned()));
    html! {
        <Form action={Action::new::<AppointStandIn>()} labels=labels.to_vec()>
            <Field name="name" label=text.stand_in_name/>
            <Field name="email" label=text.stand_in_email kind=Kind::Email/>
            <div class="field-row">
                <Field name="from" label=text.first_day kind=Kind::Date/>
                <Field name="until" label=text.last_day kind=Kind::Date/>
            </div>
            <div class="button-row"><Submit label=text.stand_in_save/></div>
        </Form>
    }
}
