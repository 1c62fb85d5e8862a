//! What there is to do until the programme lives: a list that can be left and taken up
//! again.

use domain::round::{
    Round,
    start::{Progress, Step},
};
use leptos::prelude::*;
use store::round::start::StartPage;

use super::{NETWORK, ORGANISATIONS, ROUND, api, text::Starting};
use crate::{
    page::PageResult,
    people::duty::APPOINT,
    round::public_page::api::PAGES,
    text::t,
    ui::{Icon, Page, html, saved_receipt, told},
};

/// The list, each step with where it stands.
pub async fn start_page() -> PageResult {
    let StartPage { progress, round, .. } = api::read_start().await?;
    let text = &t().start;
    let missing = progress.missing();
    let steps: Vec<_> = Step::ALL.iter().map(|step| item(*step, &progress, &round)).collect();
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            {saved_receipt("natverk", text.network_saved)}
            {told("omgang", text.round_planned)}
            <p>{(text.left)(missing)}</p>
            <ol class="sessions">{steps}</ol>
            <p class="section__more"><a href="/">{text.see_public}<Icon name="arrow-right"/></a></p>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().organisations.to_overview}</a></p>
        </Page>
    })
}

/// A step: what it is, how far it has come, and where it is done.
fn item(step: Step, progress: &Progress, round: &Round) -> AnyView {
    let text = &t().start;
    let done = progress.is_done(step);
    let (class, word) = if done { ("tag", text.done) } else { ("tag tag--warn", text.to_do) };
    let links: Vec<_> = links(step, progress)
        .into_iter()
        .map(|(href, label)| html! { <a class="button button--quiet" href=href>{label}</a> })
        .collect();
    html! {
        <li>
            <p><strong>{title(step)}</strong>" "<span class=class>{word}</span></p>
            <p class="muted">{standing(step, progress, round)}</p>
            <p class="button-row">{links}</p>
        </li>
    }
}

const fn title_in(step: Step, text: &Starting) -> &'static str {
    match step {
        Step::Network => text.network,
        Step::Organisations => text.organisations,
        Step::Round => text.round,
        Step::Days => text.days,
        Step::Colleagues => text.colleagues,
        Step::Pages => text.pages,
    }
}

/// A step's name.
pub(crate) fn title(step: Step) -> &'static str {
    title_in(step, &t().start)
}

/// Where the first thing of a step is done, and what that is called.
pub(crate) fn way(step: Step) -> (&'static str, &'static str) {
    let text = &t().start;
    match step {
        Step::Network => (NETWORK, text.to_network),
        Step::Organisations => (ORGANISATIONS, text.to_organisations),
        Step::Round => (ROUND, text.to_round),
        Step::Days => ("/organisera#dagar", text.to_days),
        Step::Colleagues => (APPOINT, text.to_colleagues),
        Step::Pages => (PAGES, t().public_page.pages_title),
    }
}

/// How far a step has come.
fn standing(step: Step, progress: &Progress, round: &Round) -> String {
    let text = &t().start;
    let planned = progress.is_done(Step::Round);
    match step {
        Step::Network => text.network_lede.to_owned(),
        Step::Organisations => (text.organisations_lede)(progress.organisations),
        Step::Round if planned => (text.round_is)(round.number, &round.years(), round.max_pairs),
        Step::Round => text.round_lede.to_owned(),
        Step::Days if planned => (text.days_lede)(progress.published, progress.drafts),
        Step::Days => text.days_later.to_owned(),
        Step::Colleagues => {
            (text.colleagues_lede)(progress.organisers, progress.working_group, progress.without_contact)
        }
        Step::Pages => (text.pages_lede)(progress.pages),
    }
}

/// Where a step is done.
fn links(step: Step, progress: &Progress) -> Vec<(&'static str, &'static str)> {
    let text = &t().start;
    let planned = progress.is_done(Step::Round);
    match step {
        Step::Network => vec![(NETWORK, text.to_network)],
        Step::Organisations => {
            vec![(ORGANISATIONS, text.to_organisations), ("/organisera/organisationer", t().organisations.title)]
        }
        Step::Round if planned => Vec::new(),
        Step::Round => vec![(ROUND, text.to_round)],
        Step::Days if planned => vec![("/organisera", text.to_days)],
        Step::Days => Vec::new(),
        Step::Colleagues => vec![(APPOINT, text.to_colleagues)],
        Step::Pages => vec![(PAGES, t().public_page.pages_title)],
    }
}
