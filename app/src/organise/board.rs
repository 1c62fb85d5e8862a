//! A day's board: how many come, and the list behind every figure. It follows
//! the answers live.

use domain::{
    day::{Answer, Board, Guest, SegmentBoard, Tally},
    live::Topic,
    people::{OrganisationId, Role},
    time::local,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    api::{self, DayBoard},
    filter::{Filter, UNANSWERED},
};
use crate::{
    attendance::at_the_door,
    day::{answer_icon, api::AsOf, status_class, text as day_text},
    live::Live,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{DayWhen, Icon, Load, Page, Reading, When, html},
};

/// The four things an answer can be, in the order of the figures.
const ANSWERS: [Option<Answer>; 4] = [Some(Answer::Yes), Some(Answer::Maybe), Some(Answer::No), None];

/// One day's board.
#[component]
pub fn BoardPage() -> impl IntoView {
    let slug = move || use_params_map().read().get("slug").unwrap_or_default();
    let board = Reading::new(move || api::ReadBoard { slug: slug() }, || Live::version(Topic::Days));
    let query = use_query_map();
    html! {
        <Load read=board view=move |AsOf { now, value: DayBoard { board, present } }| {
            let filter = Filter::from_query(&query.read());
            let segments = board.segments.clone().into_iter().map(|segment| {
                let door = at_the_door(&present, segment.segment.id, &board.day.slug);
                html! { <Segment segment door filter=filter.clone()/> }
            });
            let segments: Vec<_> = segments.collect();
            html! {
                <Page title=board.day.title.get(lang()) eyebrow=t().organise.title>
                    <p class="lede"><DayWhen day=board.day.clone()/>", "{board.day.venue.clone()}</p>
                    <Filters filter=filter.clone() board=board.clone()/>
                    <div class="board">{segments}</div>
                    <p class="updated" role="status">{(t().common.updated)(&date::time(local(now).time()))}</p>
                    <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().organise.board_back}</a></p>
                </Page>
            }
        }/>
    }
}

/// Search, role and organisation: a plain GET form, so that the view has an address.
#[component]
fn Filters(filter: Filter, board: Board) -> impl IntoView {
    let text = &t().organise;
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| {
            html! { <option value=role.name() selected=filter.role == Some(*role)>{pair_text::role(*role)}</option> }
        })
        .collect();
    let organisations: Vec<_> = organisations(&board)
        .into_iter()
        .map(|(id, name)| {
            html! { <option value=id.to_string() selected=filter.organisation == Some(id)>{name}</option> }
        })
        .collect();
    html! {
        <form method="get" class="filters" role="search">
            {filter.segment.map(|segment| html! { <input type="hidden" name="pass" value=segment.to_string()/> })}
            {filter.answer.map(|answer| html! { <input type="hidden" name="svar" value=answer.map_or(UNANSWERED, Answer::name)/> })}
            <div class="field">
                <label for="sok">{text.search}</label>
                <input type="search" id="sok" name="sok" value=filter.search.clone()/>
            </div>
            <div class="field">
                <label for="roll">{text.role}</label>
                <select id="roll" name="roll"><option value="">{text.all}</option>{roles}</select>
            </div>
            <div class="field">
                <label for="org">{text.organisation}</label>
                <select id="org" name="org"><option value="">{text.all}</option>{organisations}</select>
            </div>
            <div class="button-row">
                <button class="button" type="submit">{text.filter}</button>
                <a href="?" class="button button--quiet">{text.clear}</a>
            </div>
        </form>
    }
}

/// The organisations of everyone invited, by name.
fn organisations(board: &Board) -> Vec<(OrganisationId, String)> {
    let guests = board.segments.iter().flat_map(|segment| &segment.guests);
    let mut organisations: Vec<_> = guests.map(|guest| (guest.organisation, guest.organisation_name.clone())).collect();
    organisations.sort_by(|a, b| a.1.cmp(&b.1));
    organisations.dedup();
    organisations
}

/// One segment: its figures, and the list behind the chosen one.
#[component]
fn Segment(segment: SegmentBoard, door: AnyView, filter: Filter) -> impl IntoView {
    let text = &t().organise;
    let id = segment.segment.id;
    let hours = date::hours(segment.segment.starts, segment.segment.ends);
    let guests: Vec<_> = segment.guests.into_iter().filter(|guest| filter.shows(guest)).collect();
    let tally: Tally = guests.iter().map(|guest| guest.answer).collect();
    let open = filter.segment.is_none_or(|wanted| wanted == id);
    html! {
        <section class="board__segment">
            <h2>{hours}" "<span class="segment__for">{day_text::audience(segment.segment.audience)}</span></h2>
            <p class="muted">{(text.invited)(tally.invited())}</p>
            <ul class="tally" aria-live="polite">
                {ANSWERS.map(|answer| html! { <Figure tally answer segment=id filter=filter.clone()/> })}
            </ul>
            <TallyBar tally/>
            {door}
            <Breakdown guests=guests.clone()/>
            {open.then(|| html! { <GuestList guests filter/> })}
        </section>
    }
}

/// How many gave one answer: a link to who they are.
#[component]
fn Figure(tally: Tally, answer: Option<Answer>, segment: domain::day::SegmentId, filter: Filter) -> impl IntoView {
    let chosen = filter.segment == Some(segment) && filter.answer == Some(answer);
    // The chosen figure's link leads back to everyone.
    let href = filter.with_answer(segment, (!chosen).then_some(answer));
    html! {
        <li>
            <a href=href class=format!("tally__figure tally__figure--{}", answer.map_or(UNANSWERED, Answer::name)) aria-current=chosen.then_some("true")>
                <span class="tally__number">{tally.of(answer)}</span>
                <span class="tally__label"><Icon name=icon(answer)/>{label(answer)}</span>
            </a>
        </li>
    }
}

fn icon(answer: Option<Answer>) -> &'static str {
    answer.map_or("clock", answer_icon)
}

fn label(answer: Option<Answer>) -> &'static str {
    let text = &t().organise;
    match answer {
        Some(Answer::Yes) => text.yes,
        Some(Answer::No) => text.no,
        Some(Answer::Maybe) => text.maybe,
        None => text.unanswered,
    }
}

/// The figures as one bar. The numbers above say the same in words.
#[component]
pub(super) fn TallyBar(tally: Tally) -> impl IntoView {
    let total = tally.invited().max(1);
    let mut x = 0;
    let parts = ANSWERS.map(|answer| {
        let width = tally.of(answer) * 1000 / total;
        let start = x;
        x += width;
        let class = format!("tally-bar__{}", answer.map_or(UNANSWERED, Answer::name));
        html! { <line class=class x1=start x2=start + width y1="6" y2="6"></line> }
    });
    html! {
        <svg class="tally-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">{parts}</svg>
    }
}

/// The same figures by role and by organisation.
#[component]
fn Breakdown(guests: Vec<Guest>) -> impl IntoView {
    let text = &t().organise;
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| (pair_text::role(*role).to_owned(), tally_of(&guests, |guest| guest.role == *role)))
        .filter(|(_, tally)| tally.invited() > 0)
        .collect();
    let mut names: Vec<_> = guests.iter().map(|guest| guest.organisation_name.clone()).collect();
    names.sort();
    names.dedup();
    let organisations: Vec<_> = names
        .into_iter()
        .map(|name| {
            let tally = tally_of(&guests, |guest| guest.organisation_name == name);
            (name, tally)
        })
        .collect();
    html! {
        <details class="breakdown">
            <summary>{text.by_role}", "{text.by_organisation}</summary>
            <TallyTable heading=text.role rows=roles/>
            <TallyTable heading=text.organisation rows=organisations/>
        </details>
    }
}

fn tally_of(guests: &[Guest], counts: impl Fn(&Guest) -> bool) -> Tally {
    guests.iter().filter(|guest| counts(guest)).map(|guest| guest.answer).collect()
}

#[component]
fn TallyTable(heading: &'static str, rows: Vec<(String, Tally)>) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, tally)| {
            html! {
                <tr>
                    <th scope="row">{name}</th>
                    {ANSWERS.map(|answer| html! { <td class="number">{tally.of(answer)}</td> })}
                </tr>
            }
        })
        .collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=heading>
            <table class="table">
                <thead><tr><th scope="col">{heading}</th>{ANSWERS.map(|answer| html! { <th scope="col" class="number">{label(answer)}</th> })}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The people behind a figure.
#[component]
fn GuestList(guests: Vec<Guest>, filter: Filter) -> impl IntoView {
    let text = &t().organise;
    let guests: Vec<_> = guests.into_iter().filter(|guest| filter.lists(guest)).collect();
    let caption = (text.listed)(guests.len(), filter.answer.map_or(text.everyone, label));
    if guests.is_empty() {
        return html! { <p class="empty">{text.nobody}</p> };
    }
    let label = caption.clone();
    let rows: Vec<_> = guests.into_iter().map(|item| guest_row(item).into_any()).collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=label>
            <table class="table table--stack">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.name}</th>
                        <th scope="col">{text.role}</th>
                        <th scope="col">{text.organisation}</th>
                        <th scope="col">{text.answer}</th>
                        <th scope="col">{text.answered_at}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn guest_row(guest: Guest) -> impl IntoView {
    let text = &t().organise;
    html! {
        <tr>
            <th scope="row">{guest.name}</th>
            <td data-label=text.role>{pair_text::role(guest.role)}</td>
            <td data-label=text.organisation>{guest.organisation_name}</td>
            <td data-label=text.answer><span class=status_class(guest.answer)><Icon name=icon(guest.answer)/>{day_text::answer(guest.answer)}</span></td>
            <td data-label=text.answered_at>{guest.answered_at.map(|at| html! { <When at/> })}</td>
        </tr>
    }
}
