//! The pair's page: the partner, the next meeting, the rhythm, all meetings.

use domain::{
    mail::budget::Cause,
    meeting::{Held, log::Deleted},
    pair::{PairPage, Room, status::State},
    time::today,
};
use leptos::prelude::*;

use super::{
    agreement,
    api::{RestoreMeeting, read_pair, read_ticked},
    card::PairCard,
    done, help_request,
    pointer::{Pointer, Pointers},
    rhythm::Rhythm,
    seen::OrganisersView,
    status, text,
};
use crate::{
    mail::{NotDelivered, api::read_undelivered},
    meeting::{
        TickFault, ToDo, preparation,
        proposal::{api::Accept, next_meeting},
        ticked,
    },
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, html},
};

/// The pair's own page.
pub async fn pair_page() -> PageResult {
    let page = read_pair().await?;
    let ticked = read_ticked().await?.and_then(ticked);
    let pointers = standing(&page);
    let PairPage { room, seen, open, deleted, .. } = page;
    let text = &t().pair;
    let undelivered = match &room.meetings.open {
        Some(open) if open.by == room.pair.role => read_undelivered(Cause::Proposed).await?,
        _ => Vec::new(),
    };
    let next = next_meeting(&room, Action::new::<Accept>());
    let done = done::receipt(&room);
    let partner = room.pair.partner.first_name().to_owned();
    let Room { pair, meetings, months, .. } = room;
    let (every_weeks, goes_on) = (pair.every_weeks, pair.status.decided != State::Ended);
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {done}
            {ticked}
            <DeletedLogs deleted/>
            <div class="split">
                {goes_on.then(|| html! {
                    <section class="section">
                        <h2>{text.next_meeting}</h2>
                        <NotDelivered undelivered/>
                        {next}
                    </section>
                })}
                <div>
                    <PairCard pair/>
                    <Pointers pointers/>
                </div>
            </div>
            <section class="section">
                <h2>{text.to_do}</h2>
                <TickFault/>
                <ToDo open/>
            </section>
            <section class="section">
                <h2>{text.held_title}</h2>
                <MeetingList held=meetings.held/>
            </section>
            <section class="section">
                <h2>{text.rhythm_title}</h2>
                <p>{(text.rhythm_agreed)(&(t().agreement.weeks)(every_weeks).to_lowercase())}</p>
                <Rhythm months/>
            </section>
            <OrganisersView seen/>
            <TakeAway partner/>
        </Page>
    })
}

/// The meetings held, latest first.
#[component]
fn MeetingList(held: Vec<Held>) -> impl IntoView {
    if held.is_empty() {
        return html! { <p class="empty">{t().pair.none_held}</p> };
    }
    let items: Vec<_> = held.into_iter().map(|item| meeting_item(item).into_any()).collect();
    html! { <ol class="meeting-list" reversed>{items}</ol> }
}

fn meeting_item(held: Held) -> impl IntoView {
    let text = &t().pair;
    let facts = held.facts;
    html! {
        <li id=format!("traff-{}", held.id) class="meeting-list__item">
            <a href=format!("/par/traffar/{}", held.id)>
                <time datetime=date::iso(facts.date)>{date::full(lang(), facts.date)}</time>
            </a>
            <p class="meeting-list__facts">
                <Icon name=text::form_icon(facts.form)/>
                {text::form(facts.form)}", "{(t().date.minutes)(facts.minutes)}
                {held.has_notes.then(|| format!(", {}", text.with_notes))}
                {(held.open_actions > 0).then(|| html! { " " <span class="tag">{(text.open_actions)(held.open_actions)}</span> })}
            </p>
        </li>
    }
}

/// Logs that one of the two deleted, and the way back.
#[component]
fn DeletedLogs(deleted: Vec<Deleted>) -> impl IntoView {
    let text = &t().pair;
    let restore = Action::new::<RestoreMeeting>();
    let items: Vec<_> = deleted
        .into_iter()
        .map(|log| html! {
            <Form action=restore id=format!("ta-tillbaka-{}", log.id) class="notice notice--info" quiet=true>
                <p><Icon name="info"/>{(text.deleted_by)(&log.by, &date::full(lang(), log.date))}" "{(text.deleted_until)(&date::full(lang(), log.until))}</p>
                <input type="hidden" name="id" value=log.id.to_string()/>
                <p class="button-row"><button type="submit" class="button button--quiet">{text.undo}</button></p>
            </Form>
        })
        .collect();
    items.into_any()
}

/// The log as files, for the two only.
#[component]
fn TakeAway(partner: String) -> impl IntoView {
    let text = &t().pair;
    html! {
        <details class="organiser-sees">
            <summary><Icon name="list"/>{text.export_title}</summary>
            <p>{(text.export_lede)(&partner)}</p>
            <p class="button-row">
                <a href="/par/logg.html" class="button button--quiet">{text.export_print}</a>
                <a href="/par/logg.json" class="button button--quiet">{text.export_data}</a>
            </p>
        </details>
    }
}

/// Where a pair stands: what is agreed, its status, and who has asked for an
/// organiser.
fn standing(page: &PairPage) -> Vec<Pointer> {
    let Room { now, pair, .. } = &page.room;
    let partner = pair.partner.first_name();
    let meets = pair.status.decided != State::Ended;
    let of_the_pair = [
        agreement::pointer(page.agreement, partner),
        status::pointer(&pair.status, today(*now)),
        help_request::pointer(&page.help_requests, partner),
    ];
    meets.then(preparation::pointer).into_iter().chain(of_the_pair).collect()
}
