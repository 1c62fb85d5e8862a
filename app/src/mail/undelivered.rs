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
