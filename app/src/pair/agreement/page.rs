//! The agreement as the two read it: what holds, what waits for a signature,
//! and what held before.

use domain::{
    pair::{
        Pair,
        agreement::{Agreement, Agreements, Terms},
    },
    time::local,
};
use leptos::prelude::*;

use super::{
    api::{self, Agreed, Sign},
    goals::{GoalList, Goals},
    text,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Prose, Receipt, Submit, html},
};

/// The pair's agreement.
pub async fn agreement_page() -> PageResult {
    let Agreed { pair, open, agreements } = api::read_agreement().await?;
    let text = &t().agreement;
    let saved = context::query("sparad").is_some();
    let proposed = agreements.proposed().cloned();
    let in_force = agreements.in_force().cloned();
    let none = proposed.is_none() && in_force.is_none();
    let change = open && proposed.is_none();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {saved.then(|| html! { <Receipt>{text.saved}</Receipt> })}
            {none.then(|| html! { <Empty open partner=pair.partner.first_name().to_owned()/> })}
            {proposed.map(|version| html! { <Proposed version pair=pair.clone() open first=in_force.is_none()/> })}
            {in_force.map(|version| html! { <InForce version agreements=agreements.clone() open change/> })}
            <History agreements pair/>
            <p class="section__more"><a href="/par"><Icon name="arrow-left"/>{text.to_pair}</a></p>
        </Page>
    })
}

/// What an agreement is for.
#[component]
fn Empty(open: bool, partner: String) -> impl IntoView {
    let text = &t().agreement;
    html! {
        <section class="section">
            <h2>{text.empty_title}</h2>
            <p>{text.empty}</p>
            <p>{(text.empty_how)(&partner)}</p>
            {open.then(|| html! {
                <p class="button-row"><a href="/par/overenskommelse/andra" class="button button--primary">{text.begin}</a></p>
            })}
        </section>
    }
}

/// A version that one of the two has not signed yet. The first one's goals are the only
/// ones on the page.
#[component]
fn Proposed(version: Agreement, pair: Pair, open: bool, first: bool) -> impl IntoView {
    let text = &t().agreement;
    let action = Action::new::<Sign>();
    let mine = version.written_by == pair.role;
    let can_sign = !mine && version.terms.what_was_lost().is_none();
    let partner = pair.partner.first_name();
    let (title, help) = if mine {
        ((text.waits_for_partner)(partner), text.draft_help_partner)
    } else {
        ((text.waits_for_you)(partner), text.draft_help_you)
    };
    html! {
        <section class="section proposed">
            <h2>{title}</h2>
            <p class="muted">{help}</p>
            <TermsView terms=version.terms.clone()/>
            <div id=first.then_some("mal")><GoalList goals=version.terms.goals/></div>
            {open.then(|| html! {
                <Form action class="button-row">
                    <input type="hidden" name="version" value=version.version.to_string()/>
                    {can_sign.then(|| html! { <Submit label=text.sign/> })}
                    <a href="/par/overenskommelse/andra" class="button">{text.change_draft}</a>
                </Form>
            })}
        </section>
    }
}

/// The version that holds, and how far its goals have come.
#[component]
fn InForce(version: Agreement, agreements: Agreements, open: bool, change: bool) -> impl IntoView {
    let text = &t().agreement;
    let since = version.agreed().map(|at| (text.since)(&date::without_weekday(lang(), local(at).date())));
    html! {
        <section class="section">
            <h2>{text.in_force}</h2>
            <p class="muted">{since}</p>
            <TermsView terms=version.terms.clone()/>
            {change.then(|| html! {
                <p class="button-row"><a href="/par/overenskommelse/andra" class="button">{text.change}</a></p>
            })}
        </section>
        <section class="section" id="mal">
            <h2>{text.goals}</h2>
            <Goals goals=version.terms.goals agreements open/>
        </section>
    }
}

/// All but the goals.
#[component]
pub(super) fn TermsView(terms: Terms) -> impl IntoView {
    let text = &t().agreement;
    let passages: Vec<_> = [
        (text.adept, terms.adept.clone()),
        (text.mentor, terms.mentor.clone()),
        (text.rules, terms.rules.clone()),
        (text.confidence, terms.confidence.clone()),
    ]
    .into_iter()
    .map(|(title, words)| {
        html! {
            <div><dt>{title}</dt><dd><Prose text=words empty=text.not_said/></dd></div>
        }
    })
    .collect();
    let rhythm = terms.what_was_lost().is_none().then(|| text::rhythm(&terms));
    html! {
        <dl class="facts terms">
            {rhythm.map(|rhythm| html! { <div><dt>{text.rhythm}</dt><dd>{rhythm}</dd></div> })}
            {passages}
        </dl>
    }
}

/// What held before, and what never came to hold.
#[component]
fn History(agreements: Agreements, pair: Pair) -> impl IntoView {
    let text = &t().agreement;
    let shown = [agreements.proposed(), agreements.in_force()].map(|version| version.map(|version| version.version));
    let earlier: Vec<_> = agreements
        .versions
        .into_iter()
        .filter(|version| !shown.contains(&Some(version.version)))
        .map(|version| {
            let who = if version.written_by == pair.role { text.you } else { pair.partner.first_name() };
            let written = date::without_weekday(lang(), local(version.written_at).date());
            let title = (text.version)(version.version, &written, who);
            let title = if version.agreed().is_some() { title } else { format!("{title}, {}", text.never_held) };
            html! {
                <details class="version">
                    <summary>{title}</summary>
                    <TermsView terms=version.terms.clone()/>
                    <GoalList goals=version.terms.goals/>
                </details>
            }
        })
        .collect();
    (!earlier.is_empty()).then(|| html! { <section class="section"><h2>{text.history}</h2>{earlier}</section> })
}
