//! The form that makes two a pair.

use domain::{
    matching::{ByHand, Side},
    people::{Duty, Role},
};
use leptos::prelude::*;

use super::api::{self, PairByHand};
use crate::{
    context,
    page::PageResult,
    people::{directory::PEOPLE, duty::text::duty_name, newcomer::NEWCOMER},
    text::t,
    ui::{Action, Field, Form, Icon, Page, Select, Submit, html},
};

/// Makes two a pair. The address can say which.
pub async fn pair_by_hand_page() -> PageResult {
    let (round, by_hand) = api::read_by_hand().await?;
    let text = &t().by_hand;
    let body = if by_hand.is_possible() {
        html! { <Two by_hand/> }
    } else {
        html! { <Nobody by_hand/> }
    };
    Ok(html! {
        <Page title=text.title eyebrow=(t().directory.round_of)(round) lede=text.lede>
            {body}
            <p class="section__more"><a href=PEOPLE><Icon name="arrow-left"/>{t().directory.back}</a></p>
        </Page>
    })
}

#[component]
fn Two(by_hand: ByHand) -> impl IntoView {
    let text = &t().by_hand;
    let labels = [("adept", duty_name(Duty::Adept)), ("mentor", duty_name(Duty::Mentor)), ("reason", text.reason)];
    let labels = labels.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec();
    let options = |role| by_hand.of(role).map(option).collect::<Vec<_>>();
    let (adepts, mentors) = (options(Role::Adept), options(Role::Mentor));
    let chosen = |name: &str| context::query(name).unwrap_or_default();
    html! {
        <Form action={Action::new::<PairByHand>()} labels>
            <Select name="adept" label=duty_name(Duty::Adept) none=text.choose options=adepts value=chosen("adept")/>
            <Select name="mentor" label=duty_name(Duty::Mentor) none=text.choose options=mentors value=chosen("mentor")/>
            <Field name="reason" label=text.reason hint=text.reason_hint.to_owned()/>
            <p>{text.told}</p>
            <div class="button-row">
                <Submit label=text.make/>
                <a href=PEOPLE class="button button--quiet">{t().common.cancel}</a>
            </div>
        </Form>
    }
}

fn option(side: &Side) -> (String, String) {
    (side.person.to_string(), format!("{}, {}", side.name, side.organisation))
}

/// Why no pair can be made, and what to do about it.
#[component]
fn Nobody(by_hand: ByHand) -> impl IntoView {
    let text = &t().by_hand;
    let why = if by_hand.places == 0 { t().matching.forbidden_places } else { text.nobody };
    html! {
        <p class="empty">{why}</p>
        <p class="button-row"><a class="button" href=NEWCOMER>{t().newcomer.link}</a></p>
    }
}
