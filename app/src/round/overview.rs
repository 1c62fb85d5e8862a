//! The organiser's first page, and the contact person's.

use domain::{
    day::{
        Board, Guest,
        board::{DayFigures, Overview},
    },
    mail::delivery::DeliveryOverview,
    pair::PairHealth,
};
use leptos::prelude::*;

use crate::day::board::{api, page::TallyBar};
use crate::{
    day::{StateTags, status_class, text as day_text},
    mail::{GivenUpNotice, announcement::ANNOUNCEMENTS, api::read_deliveries, reminder},
    page::PageResult,
    pair::{
        Standing,
        help_request::{OpenHelpRequests, api::MarkHelpRequest},
        pulse::Figures,
        text as pair_text,
    },
    people::directory::PersonLink,
    round::{next::ROUNDS, start::ToStart},
    text::{date, lang, t},
    ui::{Action, DayWhen, Icon, Page, Written, html, told},
};

/// Every day's figures and every pair's rhythm.
pub async fn organise_page() -> PageResult {
    let Overview { days, pairs, help_requests, pulse, missing } = api::read_overview().await?;
    let (DeliveryOverview { given_up, .. }, _) = read_deliveries().await?;
    let (emails, any_pairs) = (given_up.len(), !pairs.is_empty());
    let text = &t().organise;
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("borta", t().planning.deleted)}
            {told("hjalpt", t().help_request.helped)}
            <GivenUpNotice emails/>
            <ToStart missing/>
            <OpenHelpRequests help_requests action={Action::new::<MarkHelpRequest>()}/>
            <Days days/>
            <section class="section">
                <h2>{(text.pairs)(pairs.len())}</h2>
                <p>{text.pairs_lede}</p>
                <PairTable pairs/>
                <p class="section__more"><a href="/urval">{t().common.nav_selection}<Icon name="arrow-right"/></a></p>
                <p class="section__more"><a href="/matchning">{text.to_matching}<Icon name="arrow-right"/></a></p>
            </section>
            {any_pairs.then(|| html! { <Figures figures=pulse/> })}
            <p class="section__more"><a href="/organisera/ansokan">{text.call}</a></p>
            <p class="section__more"><a href=ROUNDS>{t().next.title}</a></p>
            <p class="section__more"><a href="/organisera/personer">{t().directory.title}</a></p>
            <p class="section__more"><a href="/organisera/organisationer">{t().organisations.title}</a></p>
            <p class="section__more"><a href="/organisera/arbetsgivare">{text.employers}</a></p>
            <p class="section__more"><a href="/organisera/sidor">{t().public_page.pages_title}</a></p>
            <p class="section__more"><a href="/organisera/import">{text.import}</a></p>
            <p class="section__more"><a href=ANNOUNCEMENTS>{t().announcement.title}</a></p>
            <p class="section__more"><a href=reminder::PAGE>{t().reminders.title}</a></p>
            <p class="section__more"><a href="/organisera/mejl">{t().mail.link}</a></p>
        </Page>
    })
}

/// The days: the nearest with their figures.
#[component]
fn Days(days: Vec<DayFigures>) -> impl IntoView {
    let text = &t().organise;
    let none = days.is_empty();
    let (near, far): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| !day.tallies.is_empty());
    let near: Vec<_> = near.into_iter().map(|figures| html! { <OneDay figures/> }).collect();
    html! {
        <section class="section">
            <h2>{text.days}</h2>
            {none.then(|| html! { <p class="empty">{text.no_days}</p> })}
            <div class="day-figures">{near}</div>
            <OtherDays days=far/>
            <p class="button-row"><a class="button" href="/organisera/dagar/ny">{t().planning.new_day}</a></p>
        </section>
    }
}

/// The days that are further off, by name.
#[component]
fn OtherDays(days: Vec<DayFigures>) -> impl IntoView {
    if days.is_empty() {
        return ().into_any();
    }
    let item = |DayFigures { day, .. }: DayFigures| {
        let href = format!("/organisera/dagar/{}", day.slug);
        html! { <li><a href=href>{day.title.get(lang()).to_owned()}</a>" "<span class="muted"><DayWhen day/></span></li> }
    };
    html! {
        <details class="breakdown">
            <summary>{t().organise.other_days}</summary>
            <ul>{days.into_iter().map(item).collect_view()}</ul>
        </details>
    }
}

/// A day with the figures of each segment.
#[component]
fn OneDay(figures: DayFigures) -> impl IntoView {
    let text = &t().organise;
    let DayFigures { day, tallies } = figures;
    let segments: Vec<_> = day
        .segments
        .iter()
        .zip(tallies)
        .map(|(segment, tally)| {
            let hours = date::hours(lang(), segment.starts, segment.ends);
            html! {
                <li>
                    <p>
                        {hours}" "<span class="muted">{day_text::audience(segment.audience)}</span>": "
                        <strong>{tally.yes}</strong>" "{text.yes}", "{tally.maybe}" "{text.maybe}", "{tally.no}" "{text.no}", "{tally.unanswered}" "{text.unanswered}
                    </p>
                    <TallyBar tally/>
                </li>
            }
        })
        .collect();
    let href = format!("/organisera/dagar/{}", day.slug);
    let title = day.title.get(lang()).to_owned();
    html! {
        <article class="day-figures__day">
            <h3><a href=href><Written text=title/></a>" "<StateTags day=day.clone()/></h3>
            <p class="muted"><DayWhen day/></p>
            <ul>{segments}</ul>
        </article>
    }
}

/// The pairs: where they stand and a count, nothing else.
#[component]
fn PairTable(pairs: Vec<PairHealth>) -> impl IntoView {
    let text = &t().organise;
    if pairs.is_empty() {
        return html! { <p class="empty">{text.no_pairs}</p> };
    }
    let label = (text.pairs)(pairs.len());
    let rows: Vec<_> = pairs
        .into_iter()
        .map(|pair| html! {
            <tr>
                <th scope="row"><PersonLink person=pair.adept_id name=pair.adept.clone()/><span class="muted">", "<Written text=pair.adept_organisation.clone()/></span></th>
                <td data-label=text.mentor><PersonLink person=pair.mentor_id name=pair.mentor.clone()/><span class="muted">", "<Written text=pair.mentor_organisation.clone()/></span></td>
                <td data-label=text.rhythm>
                    <Standing health=pair.clone()/>
                    {pair.is_within_one_organisation().then(|| html! { " " <span class="tag">{text.same_organisation}</span> })}
                    {(!pair.asks.is_empty()).then(|| html! { " " <span class="tag">{(t().help_request.asks)(&pair_text::roles(&pair.asks))}</span> })}
                </td>
                <td class="number" data-label=text.meetings>{pair.meetings}</td>
            </tr>
        })
        .collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=label>
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col">{text.adept}</th>
                        <th scope="col">{text.mentor}</th>
                        <th scope="col">{text.rhythm}</th>
                        <th scope="col" class="number">{text.meetings}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// What the own organisation's participants have answered.
pub async fn contact_page() -> PageResult {
    let boards = api::read_own_organisation().await?;
    let text = &t().organise;
    let none = boards.iter().all(|board| board.segments.iter().all(|segment| segment.guests.is_empty()));
    let days: Vec<_> = boards.into_iter().map(|board| html! { <OwnDay board/> }).collect();
    Ok(html! {
        <Page title=text.contact_title lede=text.contact_lede>
            <p class="section__more"><a href="/kontakt/ansokningar">{text.applications}<Icon name="arrow-right"/></a></p>
            {if none {
                html! { <p class="empty">{text.contact_none}</p> }
            } else {
                days.into_any()
            }}
        </Page>
    })
}

#[component]
fn OwnDay(board: Board) -> impl IntoView {
    let segments: Vec<_> = board
        .segments
        .into_iter()
        .filter(|segment| !segment.guests.is_empty())
        .map(|segment| {
            let guests: Vec<_> = segment.guests.into_iter().map(|item| own_guest(item).into_any()).collect();
            html! {
                <h3>{date::hours(lang(), segment.segment.starts, segment.segment.ends)}" "<span class="segment__for">{day_text::audience(segment.segment.audience)}</span></h3>
                <ul>{guests}</ul>
            }
        })
        .collect();
    html! {
        <section class="section">
            <h2><Written text=board.day.title.get(lang())/>" "<StateTags day=board.day.clone()/></h2>
            <p class="muted"><DayWhen day=board.day/></p>
            {segments}
        </section>
    }
}

fn own_guest(guest: Guest) -> impl IntoView {
    html! {
        <li>
            <Written text=guest.name/>" "<span class="muted">"("{pair_text::role(guest.role)}")"</span>" "
            <span class=status_class(guest.standing)>{day_text::standing_or_former(guest.standing, guest.former)}</span>
        </li>
    }
}
