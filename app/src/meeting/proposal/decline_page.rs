//! Saying no to what the partner proposes, with a word or without.

use leptos::prelude::*;

use super::{
    api::{Decline, read_waiting},
    card::{place, time},
};
use crate::{
    page::PageResult,
    text::t,
    ui::{Action, Form, Page, Submit, TextArea, html},
};

/// Declines the partner's proposal.
pub async fn decline_page() -> PageResult {
    let (pair, open) = read_waiting().await?;
    let text = &t().proposing;
    let action = Action::new::<Decline>();
    let partner = pair.partner.first_name().to_owned();
    let times: Vec<_> = open.times.iter().map(|at| html! { <li>{time(*at)}</li> }).collect();
    Ok(html! {
        <Page title=text.decline_title lede=(text.decline_lede)(&partner)>
            <div class="proposal">
                <ul class="proposal__times">{times}</ul>
                {place(&open.plan, &pair)}
            </div>
            <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
                <input type="hidden" name="id" value=open.id.to_string()/>
                <TextArea name="word" label=text.word hint=(text.comment_hint)(&partner) rows=3/>
                <div class="button-row">
                    <Submit label=text.decline/>
                    <a href="/par/traffar/foresla" class="button button--quiet">{t().proposal.propose_others}</a>
                </div>
            </Form>
        </Page>
    })
}
