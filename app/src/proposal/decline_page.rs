//! Saying no to what the mate proposes, with a word or without.

use leptos::prelude::*;

use super::{
    api::{Decline, ReadWaiting},
    card::{place, time},
};
use crate::{
    text::t,
    ui::{Action, Form, Load, Page, Reading, Submit, TextArea, html},
};

/// Declines the mate's proposal.
#[component]
pub fn DeclinePage() -> impl IntoView {
    let action = Action::new::<Decline>();
    let waiting = Reading::once(|| ReadWaiting {});
    html! {
        <Load read=waiting view=move |(pair, open)| {
            let text = &t().proposing;
            let mate = pair.mate.first_name().to_owned();
            let times: Vec<_> = open.times.iter().map(|at| html! { <li>{time(*at)}</li> }).collect();
            html! {
                <Page title=text.decline_title lede=(text.decline_lede)(&mate)>
                    <div class="proposal">
                        <ul class="proposal__times">{times}</ul>
                        {place(&open.plan, &pair)}
                    </div>
                    <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
                        <input type="hidden" name="id" value=open.id.to_string()/>
                        <TextArea name="word" label=text.word hint=(text.word_hint)(&mate) rows=3/>
                        <div class="button-row">
                            <Submit label=text.decline/>
                            <a href="/par/traffar/foresla" class="button button--quiet">{t().proposal.propose_others}</a>
                        </div>
                    </Form>
                </Page>
            }
        }/>
    }
}
