//! The next meeting, and what waits for an answer: on the pair's page and on
//! the dashboard.

use domain::{
    meeting::{
        Agreed,
        proposal::{No, Open, Plan, Refused, moved_by_a_proposal},
    },
    pair::{Pair, Room},
    time::{instant, local},
};
use jiff::civil::DateTime;
use leptos::prelude::*;

use crate::{
    pair::text::form_icon,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Written, html},
};

/// When the two meet next, what one proposes to the other, or what to do about it.
pub fn next_meeting(room: &Room, accept: Action) -> AnyView {
    let text = &t().proposal;
    let Room { now, pair, meetings, suggested, .. } = room;
    let passed = meetings.next.as_ref().is_some_and(|next| next.at < local(*now));
    // An answer that came too late has no form left to stand at.
    let asked = meetings.open.as_ref().is_some_and(|open| open.by != pair.role);
    let too_late = accept.error().filter(|_| !asked);
    let idle = meetings.next.is_none() && meetings.open.is_none();
    let log_class = if idle { "button button--quiet" } else { "button button--primary" };
    let propose = html! { <a href="/par/traffar/foresla" class="button button--primary">{text.propose}</a> };
    html! {
        <div class="next-meeting">
            {meetings.next.as_ref().map(|next| agreed(next, pair, passed))}
            {meetings.open.as_ref().map(|open| proposal(open, room, accept))}
            {meetings.no.as_ref().and_then(|no| partners_no(no, pair))}
            {too_late.map(|error| html! {
                <p class="notice notice--error" role="alert">{errors::of_action(&error)}</p>
            })}
            {idle.then(|| html! { <p class="muted">{text.nothing_agreed}</p> })}
            {suggested.map(|at| html! { <p>{(text.suggested)(&moment(at))}</p> })}
            <p class="button-row">
                {idle.then_some(propose)}
                <a href="/par/traffar/ny" class=log_class>{t().pair.log_it}</a>
            </p>
        </div>
    }
}

/// The agreed meeting, with where it is.
fn agreed(next: &Agreed, pair: &Pair, passed: bool) -> AnyView {
    let text = &t().proposal;
    html! {
        <p class="next-meeting__when"><Icon name="calendar"/>{time(next.at)}</p>
        {place(&next.plan, pair)}
        {passed.then(|| html! { <p class="next-meeting__waits">{t().pair.waits}</p> })}
        <p><a href="/par/traffar/nasta">{text.see_next}</a></p>
    }
}

/// How, for how long and where: a place to go to or a link to open.
pub(super) fn place(plan: &Plan, pair: &Pair) -> AnyView {
    let text = &t().proposal;
    let how = (text.how)(&how(plan, pair), &(t().date.minutes)(plan.minutes));
    let r#where = match plan.link() {
        Some(link) => html! { <a href=link.to_owned() rel="external noreferrer" target="_blank">{text.open_link}</a> },
        None => html! { <Written text=plan.place.clone()/> },
    };
    let gap = if plan.place.is_empty() { "" } else { ". " };
    html! { <p class="next-meeting__where"><Icon name=form_icon(plan.form)/><span>{how}{gap}{r#where}</span></p> }
}

/// How the two meet, and at a visit, whom they visit.
pub(super) fn how(plan: &Plan, pair: &Pair) -> String {
    let text = &t().proposal;
    let form = crate::pair::text::form(plan.form);
    match plan.host {
        None => form.to_owned(),
        Some(host) if host == pair.role => (text.visit_to_you)(form),
        Some(_) => (text.visit_to)(form, pair.partner.first_name(), &pair.partner.organisation),
    }
}

/// What one of the two proposes: for the other, each time is a button. If they have
/// agreed on a time already, it would be moved.
fn proposal(open: &Open, room: &Room, accept: Action) -> AnyView {
    let text = &t().proposal;
    let Room { now, pair, meetings, .. } = room;
    let partner = pair.partner.first_name().to_owned();
    let moves = moved_by_a_proposal(meetings.next.as_ref(), *now).map(day_and_month);
    if open.by == pair.role {
        let times: Vec<_> = open.times.iter().map(|at| html! { <li>{time(*at)}</li> }).collect();
        let head = moves.as_ref().map_or_else(|| text.you_proposed.to_owned(), |day| (text.you_move)(day));
        return html! {
            <div class="proposal">
                <p class="proposal__head">{head}</p>
                <ul class="proposal__times">{times}</ul>
                {place(&open.plan, pair)}
                <p class="muted">{(text.waits_for)(&partner)}</p>
                <p><a href="/par/traffar/foresla">{text.change_proposal}</a></p>
            </div>
        };
    }
    let times: Vec<_> = open
        .times
        .iter()
        .enumerate()
        .filter(|(_, at)| instant(**at) > *now)
        .map(|(n, at)| {
            let take = if moves.is_some() { text.move_there } else { text.take };
            html! {
                <button type="submit" class="button button--primary" name="time" value=n.to_string()>
                    {take(&moment(*at))}
                </button>
            }
        })
        .collect();
    let (id, none_left) = (open.id.to_string(), times.is_empty());
    let (head, stands) = match &moves {
        None => ((text.partner_proposes)(&partner), None),
        Some(day) => ((text.partner_moves)(&partner, day), Some((text.stands)(day))),
    };
    html! {
        <div class="proposal">
            <p class="proposal__head">{head}</p>
            {place(&open.plan, pair)}
            {none_left.then(|| html! { <p>{text.all_passed}</p> })}
            <Form action=accept class="proposal__choices">
                <input type="hidden" name="id" value=id/>
                {times}
            </Form>
            <p class="proposal__else">
                <a href="/par/traffar/foresla">{text.propose_others}</a>
                <a href="/par/traffar/tacka-nej">{text.decline}</a>
            </p>
            {stands.map(|stands| html! { <p class="muted">{stands}</p> })}
        </div>
    }
}

/// What the partner said no to, and the word with it. One's own no one knows.
fn partners_no(no: &No, pair: &Pair) -> Option<AnyView> {
    let text = &t().proposal;
    let partner = pair.partner.first_name();
    let said = match no.to {
        Refused::Proposal => (text.partner_declined)(partner),
        Refused::Meeting => (text.partner_cancelled)(partner),
    };
    let word = (!no.word.is_empty())
        .then(|| html! { <q class="proposal__word"><Written text=no.word.clone() links=true/></q> });
    (no.by != pair.role).then(|| html! { <p class="proposal__no">{said}" "{word}</p> })
}

/// "9 oktober".
fn day_and_month(at: DateTime) -> String {
    format!("{} {}", at.day(), date::month(lang(), at.date()))
}

/// A date and a time of day, for machines too.
pub(super) fn time(at: DateTime) -> AnyView {
    html! { <time datetime=date::iso_time(at)>{moment(at)}</time> }
}

/// "fredag 4 december 2026 kl. 09.00".
pub(crate) fn moment(at: DateTime) -> String {
    (t().date.at)(&date::full(lang(), at.date()), &date::time(lang(), at.time()))
}
