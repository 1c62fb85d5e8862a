//! Reading one application, or two side by side.

use domain::{
    application::{Application, Conflict, Dossier, Form, Part, Purpose, Theme, Wishes, Work, eligibility::unmet},
    people::Role,
    selection::Reading,
};
use leptos::prelude::*;

use super::{
    PAGE,
    api::read_candidates,
    decide::DecideForm,
    opinion::{Opinions, Recusals, RecuseForm, VoteForm, said},
    text::as_role,
};
use crate::{
    application::{text as words, unreadable},
    context,
    error::AppError,
    page::PageResult,
    people::draft::Drafts,
    text::{date, lang, t, unsealed},
    ui::{Icon, Page, Written, html},
};

/// One application.
pub async fn read_page() -> PageResult {
    let reading = read_candidates(context::param("id")).await?.pop().ok_or(AppError::NotFound)?;
    let application = reading.dossier.application.clone();
    let drafts = Drafts::read().await?;
    Ok(html! {
        <Page title=application.name.clone() eyebrow=t().selecting.title lede=about(&application)>
            <Whole reading drafts/>
            <Back/>
        </Page>
    })
}

/// Two applications side by side.
pub async fn compare_page() -> PageResult {
    let readings = read_candidates(context::queries("nr").join(",")).await?;
    let text = &t().selecting;
    let each: Vec<_> = readings.into_iter().map(compared).collect();
    Ok(html! {
        <Page title=text.compare_title eyebrow=text.title>
            {each.is_empty().then(|| html! { <p class="empty">{text.compare_hint}</p> })}
            <div class="compare">{each}</div>
            <Back/>
        </Page>
    })
}

/// One of two.
fn compared(reading: Reading) -> AnyView {
    let application = reading.dossier.application.clone();
    html! {
        <article class="compare__one">
            <h2><a href=format!("{PAGE}/{}", application.id)><Written text=application.name.clone()/></a></h2>
            <p class="muted">{about(&application)}</p>
            <Facts dossier=reading.dossier.clone()/>
            <Opinions reading/>
        </article>
    }
}

#[component]
fn Back() -> impl IntoView {
    html! { <p class="section__more"><a href=PAGE><Icon name="arrow-left"/>{t().selecting.to_list}</a></p> }
}

/// Who someone is, and as what they apply.
fn about(application: &Application) -> String {
    let part = application.form.part.map(words::part).unwrap_or_default();
    format!(
        "{}, {}. {}: {}.",
        application.title,
        application.organisation.name,
        t().selecting.part,
        part.to_lowercase()
    )
}

#[component]
fn Whole(reading: Reading, drafts: Drafts) -> impl IntoView {
    html! {
        <Facts dossier=reading.dossier.clone()/>
        <Opinions reading=reading.clone()/>
        <VoteForm reading=reading.clone() drafts/>
        <DecideForm reading=reading.clone()/>
        <Recusals reading=reading.clone()/>
        <RecuseForm reading/>
    }
}

/// Everything that was said, by the applicant and by those who were asked.
#[component]
fn Facts(dossier: Dossier) -> impl IntoView {
    let Form { work, purpose, wishes, part, .. } = dossier.application.form.clone();
    let unreadable = unreadable(&dossier.application);
    let steps: Vec<_> = dossier
        .steps
        .iter()
        .filter(|step| !step.words.is_empty() || !step.commits.is_empty())
        .map(|step| {
            let by = step.by.clone().map(|by| format!(", {by}"));
            html! {
                <section class="dossier__step">
                    <h3>{words::step(step.kind)}<span class="muted">{by}", "{date::moment(lang(), step.at)}</span></h3>
                    {(!step.words.is_empty()).then(|| said(&step.words))}
                    {(!step.commits.is_empty()).then(|| html! { <p>{t().application.commits}</p>{said(&step.commits)} })}
                </section>
            }
        })
        .collect();
    html! {
        <section class="section dossier">
            {unreadable}
            <Standing dossier=dossier.clone()/>
            <dl class="facts">
                {work.map(work_rows)}
                {purpose.map(|purpose| purpose_rows(&purpose))}
                {wishes.map(|wishes| wishes_rows(&wishes, part.is_some_and(|part| part.takes(Role::Mentor))))}
            </dl>
            <Obstacles dossier=dossier.clone()/>
            <Conflicts conflicts=dossier.conflicts/>
            {steps}
        </section>
    }
}

/// What is known of an application beside what it says.
#[component]
fn Standing(dossier: Dossier) -> impl IntoView {
    let text = &t().selecting;
    let application = dossier.application;
    let rounds: Vec<_> = application.adept_in.iter().map(ToString::to_string).collect();
    let manager = match dossier.supports {
        Some(true) => text.supports,
        Some(false) => text.supports_not,
        None => text.unanswered,
    };
    let lines = [
        (!rounds.is_empty()).then(|| (text.was_adept)(&rounds.join(", "))),
        application.nominated_by.map(|by| (text.nominated)(&by)),
        application.rank.map(text.ranked),
        dossier.privacy_version.map(text.under_notice),
        Some(format!("{} {manager}", text.manager)),
    ];
    let lines = lines.into_iter().flatten().map(|line| html! { <li>{line}</li> });
    html! { <ul class="dossier__standing">{lines.collect_view()}</ul> }
}

fn fact(label: &'static str, value: String) -> AnyView {
    html! { <div><dt>{label}</dt><dd>{value}</dd></div> }
}

fn work_rows(work: Work) -> Vec<AnyView> {
    let text = &t().selecting;
    let leadership = work.leadership;
    let years = if leadership.manages_managers { leadership.years.to_string() } else { text.no_years.to_owned() };
    vec![
        fact(text.area, words::area(work.area).to_owned()),
        fact(text.leads, words::level(leadership.level).to_owned()),
        fact(text.years, years),
        fact(text.strategic, words::strategic(leadership.strategic).to_owned()),
    ]
}

fn purpose_rows(purpose: &Purpose) -> Vec<AnyView> {
    let text = &t().selecting;
    let row = |label, themes: &[Theme], own: &str| {
        let themes: Vec<_> = themes.iter().map(|item| words::theme(*item)).collect();
        (!themes.is_empty()).then(|| {
            html! {
                <div><dt>{label}</dt><dd>{themes.join(", ")}{said(own)}</dd></div>
            }
        })
    };
    let rows = [
        row(text.develop, &purpose.develop, &purpose.develop_words),
        row(text.give, &purpose.give, &purpose.motivation),
    ];
    rows.into_iter().flatten().collect()
}

fn wishes_rows(wishes: &Wishes, mentor: bool) -> Vec<AnyView> {
    let text = &t().selecting;
    let languages: Vec<_> = wishes.languages.iter().map(|language| words::language(*language)).collect();
    let areas: Vec<_> = wishes.areas.iter().map(|area| words::area(*area)).collect();
    let areas = if areas.is_empty() { text.any_area.to_owned() } else { areas.join(", ") };
    let mut rows = vec![
        fact(text.languages, languages.join(", ")),
        fact(text.meets, words::meeting_form(wishes.form).to_owned()),
        fact(text.travel, words::travel(wishes.travel).to_owned()),
        html! { <div><dt>{text.wishes}</dt><dd>{areas}{said(&wishes.words)}</dd></div> },
    ];
    if mentor {
        rows.push(fact(text.capacity, (text.capacity_of)(wishes.capacity)));
    }
    rows
}

/// Conditions that are not met, and those that have been set aside.
#[component]
fn Obstacles(dossier: Dossier) -> impl IntoView {
    let text = &t().selecting;
    let part = dossier.application.form.part;
    let roles = part.map(Part::roles).unwrap_or_default();
    let lists = roles.iter().map(|role| {
        let rules = unmet(*role, &dossier.application.form, dossier.supports, dossier.application.state);
        let rows: Vec<_> = rules
            .into_iter()
            .map(|rule| {
                let set = dossier.overrides.iter().find(|set| set.role == *role && set.rule == rule);
                let aside = set.map(
                    |set| html! { <span class="muted">{(text.set_aside)(&set.by, &unsealed(&*set.reason))}</span> },
                );
                html! { <li>{words::rule(rule)}" "{aside}</li> }
            })
            .collect();
        (!rows.is_empty()).then(|| {
            html! {
                <div class="notice notice--warn">
                    <Icon name="warning"/>
                    <div><strong>{(text.obstacles)(&as_role(*role))}</strong><ul>{rows}</ul></div>
                </div>
            }
        })
    });
    lists.collect_view()
}

/// Whom the applicant must not be paired with.
#[component]
fn Conflicts(conflicts: Vec<Conflict>) -> impl IntoView {
    let text = &t().selecting;
    let rows: Vec<_> = conflicts
        .into_iter()
        .map(|conflict| html! { <li><Written text=conflict.who/>": "<Written text=conflict.why links=true/></li> })
        .collect();
    (!rows.is_empty()).then(|| html! { <h3>{text.conflicts}</h3><ul>{rows}</ul> })
}
