//! What other pages say of emails that did not arrive.

use domain::mail::delivery::Undelivered;
use leptos::prelude::*;

use crate::{
    text::t,
    ui::{Icon, html},
};

/// That mails did not reach someone, where it is told what was sent.
#[component]
pub fn NotDelivered(
    /// To whom.
    undelivered: Vec<Undelivered>,
) -> impl IntoView {
    let one = |one: Undelivered| {
        let words = (t().mail.not_delivered)(&one.name, &one.address);
        html! { <p class="notice notice--warn"><Icon name="warning"/><span>{words}</span></p> }
    };
    undelivered.into_iter().map(one).collect_view()
}

/// How many mails were given up, and where they are.
#[component]
pub fn GivenUpNotice(
    /// How many.
    emails: usize,
) -> impl IntoView {
    let text = &t().mail;
    (emails > 0).then(|| {
        html! {
            <p class="notice notice--warn">
                <Icon name="warning"/>
                <span>{(text.given_up)(emails)}" "<a href="/organisera/mejl">{text.see}</a></span>
            </p>
        }
    })
}
