//! Someone who asks to be contacted, for organisers.

use domain::{input::tel_link, pair::help_request::OpenHelpRequest, people::Role, time::today};
use leptos::prelude::*;

use super::api::MarkHelpRequest;
use crate::{
    text::{date, lang, t},
    ui::{Action, Form, Prose, Written, html},
};

/// What they said, and how to reach them.
#[component]
pub(crate) fn HelpRequestMore(
    /// Who asks.
    request: OpenHelpRequest,
) -> impl IntoView {
    let text = &t().help_request;
    let call = tel_link(&request.phone);
    let partner = match request.role.counterpart() {
        Role::Adept => t().prepare.the_adept,
        Role::Mentor => t().prepare.the_mentor,
    };
    let knows = if request.shared { text.partner_knows } else { text.partner_does_not }(partner);
    let seen = request.seen_by.clone().map(|name| (text.seen_by)(&name));
    html! {
        <Prose text=request.word empty=text.no_word/>
        <p>
            {call.map(|href| html! { <a href=href>{request.phone.clone()}</a> ", " })}
            <a href=format!("mailto:{}", request.email)>{request.email.clone()}</a>
        </p>
        <p class="muted">
            <Written text=request.organisation/>", "{date::short(lang(), today(request.at))}". "{knows}" "{text.only_them}" "{seen}
        </p>
    }
}

/// Notes that someone will be in touch with them, or that it is taken care of.
#[component]
pub(crate) fn MarkForm(
    /// Who asks.
    request: OpenHelpRequest,
    /// The number of their round, where that is another one than the page's.
    #[prop(optional_no_strip)]
    round: Option<u32>,
) -> impl IntoView {
    let text = &t().help_request;
    html! {
        <Form action={Action::new::<MarkHelpRequest>()} id=format!("klar-{}", request.id) quiet=true class="button-row" round>
            <input type="hidden" name="id" value=request.id.to_string()/>
            {request.seen_by.is_none().then(|| html! { <button type="submit" class="button">{text.mark_seen}</button> })}
            <button type="submit" name="done" value="1" class="button">{text.mark_done}</button>
        </Form>
    }
}
