//! An application to be read: by its applicant, by those who decide on it, on paper.

use domain::{
    application::{Application, Conflict, Dossier, Form, Part, Purpose, Step, StepKind, Wishes, Work},
    people::Role,
    time::local,
};
use leptos::prelude::*;

use super::text as words;
use crate::{
    text::{date, lang, t},
    ui::{Icon, Prose, Written, html},
};

/// A line of the sheet: what it is, and what it says.
type Line = (&'static str, AnyView);

/// The applicant's part as it stands. Conflicts of interest are shown to those
/// who are given them.
#[component]
pub fn ApplicationSheet(dossier: Dossier, #[prop(optional)] with_conflicts: bool) -> impl IntoView {
    let text = &t().application;
    let Dossier { application, email, phone, conflicts, privacy_version, .. } = dossier;
    let unreadable = unreadable(&application);
    let Form { part, work, purpose, wishes, manager, conflicts_declared, .. } = application.form;
    let contact = [email, phone].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut lines: Vec<Line> =
        vec![(text.title, said([application.title, application.organisation.name])), (text.email, said([contact]))];
    let adept_in = application.adept_in.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    if !adept_in.is_empty() {
        lines.push((text.adept_before, said([(text.adept_in)(&adept_in)])));
    }
    lines.extend(application.nominated_by.map(|by| (text.nominated_by, said([by]))));
    lines.extend(work.iter().flat_map(work_lines));
    lines.extend(part.zip(purpose).into_iter().flat_map(|(part, purpose)| purpose_lines(part, purpose)));
    lines.extend(part.zip(wishes).into_iter().flat_map(|(part, wishes)| wish_lines(part, wishes)));
    if with_conflicts && conflicts_declared {
        lines.push((text.conflicts, conflicts_view(conflicts)));
    }
    lines.extend(manager.map(|manager| (text.manager, said([manager.name, manager.email.as_str().to_owned()]))));
    lines.extend(privacy_version.map(|version| (text.notice, notice(version))));
    let rows: Vec<_> =
        lines.into_iter().map(|(name, value)| html! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect();
    html! { {unreadable}<dl class="facts terms">{rows}</dl> }
}

/// The privacy notice under which an application was sent, to be read.
fn notice(version: u32) -> AnyView {
    let href = format!("/integritet?version={version}");
    html! { <a href=href>{(t().application.notice_version)(version)}</a> }
}

/// Said of an application that does not open.
pub(crate) fn unreadable(application: &Application) -> Option<AnyView> {
    let words = application.unreadable.then_some(t().application.unreadable)?;
    Some(html! { <p class="notice notice--error"><Icon name="warning"/>{words}</p> })
}

fn said<const N: usize>(parts: [String; N]) -> AnyView {
    let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if parts.is_empty() {
        html! { <span class="muted">{t().application.nothing}</span> }
    } else {
        html! { <Written text=parts/> }
    }
}

fn work_lines(work: &Work) -> Vec<Line> {
    let text = &t().application;
    let leads = work.leadership;
    let managers = if leads.manages_managers { (text.years)(leads.years) } else { text.no.to_owned() };
    vec![
        (text.area, words::area(work.area).into_any()),
        (text.level, words::level(leads.level).into_any()),
        (text.manages_managers, managers.into_any()),
        (text.strategic, words::strategic(leads.strategic).into_any()),
    ]
}

fn purpose_lines(part: Part, purpose: Purpose) -> Vec<Line> {
    let text = &t().application;
    let themes = |themes: &[_]| themes.iter().map(|theme| words::theme(*theme)).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    if part.takes(Role::Adept) {
        let (chosen, own) = (themes(&purpose.develop), purpose.develop_words);
        lines.push((text.develop, html! { <p>{chosen}</p><Prose text=own/> }));
    }
    if part.takes(Role::Mentor) {
        lines.push((text.give, themes(&purpose.give).into_any()));
        lines.push((text.motivation, html! { <Prose text=purpose.motivation/> }));
    }
    lines
}

fn wish_lines(part: Part, wishes: Wishes) -> Vec<Line> {
    let text = &t().application;
    let areas = wishes.areas.iter().map(|area| words::area(*area)).collect::<Vec<_>>().join(", ");
    let areas = if areas.is_empty() { text.any_area.to_owned() } else { areas };
    let languages = wishes.languages.iter().map(|language| words::language(*language)).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        (text.wants_area, areas.into_any()),
        (text.languages, languages.into_any()),
        (text.meets, words::meeting_form(wishes.form).into_any()),
        (text.travels, words::travel(wishes.travel).into_any()),
    ];
    if part.takes(Role::Mentor) {
        lines.push((text.capacity, wishes.capacity.to_string().into_any()));
    }
    if !wishes.words.is_empty() {
        lines.push((text.words, html! { <Prose text=wishes.words/> }));
    }
    lines
}

fn conflicts_view(conflicts: Vec<Conflict>) -> AnyView {
    if conflicts.is_empty() {
        return t().application.no_conflicts.into_any();
    }
    let rows: Vec<_> = conflicts
        .into_iter()
        .map(|conflict| html! { <li><strong><Written text=conflict.who/></strong>": "<Written text=conflict.why links=true/></li> })
        .collect();
    html! { <ul class="prose">{rows}</ul> }
}

/// What has happened to an application, the latest last.
#[component]
pub fn History(steps: Vec<Step>) -> impl IntoView {
    let text = &t().application;
    let items: Vec<_> = steps
        .into_iter()
        .map(|step| {
            let at = date::without_weekday(lang(), local(step.at).date());
            let managers = matches!(step.kind, StepKind::Supported | StepKind::Unsupported | StepKind::Forwarded);
            let by = step.by.or_else(|| managers.then(|| text.the_manager.to_owned()));
            html! {
                <li class="timeline__item timeline__item--past">
                    <time>{at}{by.map(|by| format!(", {by}"))}</time>
                    <strong>{words::step(step.kind)}</strong>
                    {(!step.words.is_empty()).then(|| html! { <Prose text=step.words/> })}
                    {(!step.commits.is_empty()).then(|| html! { <p>{text.commits}</p><Prose text=step.commits/> })}
                </li>
            }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.history}</h2>
            <ol class="timeline">{items}</ol>
        </section>
    }
}
