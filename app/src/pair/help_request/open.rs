//! Those who ask to be contacted, for organisers.

use domain::{input::tel_link, pair::help_request::OpenHelpRequest, people::Role, time::today};
use leptos::prelude::*;

use crate::{
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{Action, Form, Prose, Written, html},
};

/// Everyone who asks, the earliest first; nothing if nobody does.
#[component]
pub fn OpenHelpRequests(
    /// Who asks.
    help_requests: Vec<OpenHelpRequest>,
    /// Marks one of them.
    action: Action,
) -> impl IntoView {
    let text = &t().help_request;
    if help_requests.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = help_requests.into_iter().map(|request| html! { <HelpRequestItem request action/> }).collect();
    html! {
        <section class="section calls">
            <h2>{text.open}</h2>
            <p>{text.help_requests_lede}</p>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn HelpRequestItem(request: OpenHelpRequest, action: Action) -> impl IntoView {
    let text = &t().help_request;
    let call = tel_link(&request.phone);
    let partner = match request.role.counterpart() {
        Role::Adept => t().prepare.the_adept,
        Role::Mentor => t().prepare.the_mentor,
    };
    let knows = if request.shared { text.partner_knows } else { text.partner_does_not }(partner);
    let seen = request.seen_by.clone().map(|name| (text.seen_by)(&name));
    html! {
        <li class="call" id=format!("samtal-{}", request.id)>
            <p>
                <strong><Written text=request.name/></strong>
                <span class="muted">" ("{pair_text::role(request.role)}", "<Written text=request.organisation/>"), "{date::short(lang(), today(request.at))}</span>
            </p>
            <Prose text=request.word empty=text.no_word/>
            <p>
                <a href=format!("mailto:{}", request.email)>{request.email.clone()}</a>
                {call.map(|href| html! { ", " <a href=href>{request.phone.clone()}</a> })}
            </p>
            <p class="muted">{knows}" "{seen}</p>
            <Form action id=format!("klar-{}", request.id) quiet=true class="button-row">
                <input type="hidden" name="id" value=request.id.to_string()/>
                {request.seen_by.is_none().then(|| html! { <button type="submit" class="button">{text.mark_seen}</button> })}
                <button type="submit" name="done" value="1" class="button">{text.mark_done}</button>
            </Form>
        </li>
    }
}
