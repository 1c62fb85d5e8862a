//! The page of rounds: those that the reader organises, and the form of the next one.

use domain::{
    round::{
        Round,
        closing::Life,
        next::{Suggestion, suggest},
    },
    time::today,
};
use leptos::prelude::*;

use super::{
    ROUNDS,
    api::{self, PlanNextRound},
    text::holiday,
};
use crate::{
    context,
    page::PageResult,
    round::{
        closing::{self, api::read_lives},
        focus::in_round,
        lineage::TREE,
        start::{RoundFields, START, labels},
    },
    text::t,
    ui::{Action, Form, Icon, Page, Receipt, Submit, Tick, html},
};

/// The rounds, and what the next one could be.
pub async fn rounds_page() -> PageResult {
    let page = api::read_next().await?;
    let rounds = api::organised_rounds();
    let suggestion = suggest(&page.round, &page.days);
    let text = &t().next;
    let made = made(&rounds);
    let items: Vec<_> = read_lives().await?.iter().map(item).collect();
    let (action, number) = (Action::new::<PlanNextRound>(), page.round.number);
    let next = if action.error().is_none() && rounds.iter().any(|round| round.number == number + 1) {
        let href = in_round(number + 1, ROUNDS);
        html! { <p>{(text.is_there)(number + 1)}" "<a href=href>{(text.go_there)(number + 1)}</a></p> }
    } else {
        html! { <p>{(text.next_lede)(number)}</p><Next action suggestion/> }
    };
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            {made}
            <ul class="plain-list">{items}</ul>
            <section class="section">
                <h2>{text.next}</h2>
                {next}
            </section>
            <p class="section__more"><a href=TREE>{t().lineage.title}<Icon name="arrow-right"/></a></p>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().organisations.to_overview}</a></p>
        </Page>
    })
}

fn item(life: &Life) -> AnyView {
    let (text, round) = (&t().next, &life.round);
    let (_, now) = context::store_now();
    let state = closing::text::state(life.state(today(now)));
    let (href, life) = (in_round(round.number, "/organisera"), in_round(round.number, closing::LIFE));
    html! {
        <li>
            <a href=href>{(t().focus.round)(round.number)}</a>", "<span class="muted">{round.years()}</span>" "
            <span class="tag">{state}</span>" "<a href=life>{(text.life)(round.number)}</a>
        </li>
    }
}

/// That a round was made, and what comes next; if the reader organises it.
fn made(rounds: &[Round]) -> Option<AnyView> {
    let number: u32 = context::query("skapad")?.parse().ok()?;
    rounds.iter().find(|round| round.number == number)?;
    let text = &t().next;
    let href = in_round(number, START);
    Some(html! { <Receipt>{(text.made)(number)}" "<a href=href>{(text.go_on)(number)}</a></Receipt> })
}

#[component]
fn Next(action: Action, suggestion: Suggestion) -> impl IntoView {
    let text = &t().next;
    let Suggestion { form, patterns, avoided } = suggestion;
    let notes: Vec<_> = avoided.into_iter().map(|avoided| avoided.map(|day| (text.avoided)(holiday(day)))).collect();
    html! {
        <Form action labels=labels(&patterns)>
            <RoundFields form patterns notes/>
            <fieldset class="sheet__part sheet__part--day">
                <legend>{text.goes_on}</legend>
                <p class="field__hint">{text.goes_on_hint}</p>
                <Tick name="organisers" label=text.organisers checked=true/>
                <Tick name="working_group" label=text.working_group checked=true/>
                <Tick name="contact_persons" label=text.contact_persons checked=true/>
            </fieldset>
            <div class="button-row"><Submit label=text.plan/></div>
        </Form>
    }
}
