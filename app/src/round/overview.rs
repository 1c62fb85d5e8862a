//! The organiser's first page, and the contact person's.

use domain::{
    day::{
        Board, Day, Guest,
        board::{DayFigures, Overview},
    },
    pair::{
        PairHealth,
        health::{Group, Shown},
    },
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::day::board::{api, page::TallyBar};
use crate::{
    application::waiting,
    context,
    day::{StateTags, Timeline, status_class, text as day_text},
    mail::{announcement::ANNOUNCEMENTS, reminder},
    page::PageResult,
    pair::{Standing, pulse::Figures, text as pair_text},
    people::{directory::PersonLink, draft::draft_tasks},
    round::{
        next::ROUNDS,
        report,
        today::{ContactTasks, TodayList, api::read_today, read_contact_facts},
    },
    text::{date, lang, t},
    ui::{DayWhen, Icon, Page, Written, html, told},
};

/// What needs someone, the next day's figures, every pair's rhythm, and the round.
pub async fn organise_page() -> PageResult {
    let (view, drafts) = (read_today().await?, draft_tasks().await?);
    let Overview { days, pairs, pulse } = api::read_overview().await?;
    let (_, now) = context::store_now();
    let (text, any_pairs) = (&t().organise, !pairs.is_empty());
    let line: Vec<_> = days.iter().map(|figures| figures.day.clone()).collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("borta", t().planning.deleted)}
            <TodayList view drafts/>
            <Days days now/>
            <Pairs pairs/>
            {any_pairs.then(|| html! { <Figures figures=pulse/> })}
            <RoundLine days=line now/>
            <Tools/>
        </Page>
    })
}

/// The ways to everything else that organisers do.
#[component]
fn Tools() -> impl IntoView {
    let text = &t().organise;
    let ways = [
        (waiting::PAGE, t().waiting.title),
        ("/organisera/ansokan", text.call),
        ("/urval", t().common.nav_selection),
        ("/matchning", text.to_matching),
        ("/organisera/personer", t().directory.title),
        ("/organisera/organisationer", t().organisations.title),
        ("/organisera/arbetsgivare", text.employers),
        ("/organisera/sidor", t().public_page.pages_title),
        ("/organisera/import", text.import),
        (ANNOUNCEMENTS, t().announcement.title),
        (reminder::PAGE, t().reminders.title),
        (report::PAGE, t().report.title),
        ("/organisera/mejl", t().mail.link),
        (ROUNDS, t().next.title),
    ];
    let ways = ways.map(|(href, label)| html! { <li><a href=href>{label}</a></li> });
    html! {
        <section class="section">
            <h2>{text.tools}</h2>
            <ul class="plain-list tools">{ways.collect_view()}</ul>
        </section>
    }
}

/// The next day with its figures, and the other ones folded.
#[component]
fn Days(days: Vec<DayFigures>, now: Timestamp) -> impl IntoView {
    let text = &t().organise;
    let none = days.is_empty();
    let next = days.iter().position(|figures| figures.day.ends() > now && !figures.tallies.is_empty());
    let (mut near, mut far) = (Vec::new(), Vec::new());
    let mut first = None;
    for (n, figures) in days.into_iter().enumerate() {
        match figures.tallies.is_empty() {
            _ if Some(n) == next => first = Some(figures),
            false => near.push(figures),
            true => far.push(figures),
        }
    }
    let folded = !near.is_empty() || !far.is_empty();
    let near: Vec<_> = near.into_iter().map(|figures| html! { <OneDay figures/> }).collect();
    html! {
        <section class="section" id="dagar">
            <h2>{text.days}</h2>
            {none.then(|| html! { <p class="empty">{text.no_days}</p> })}
            <div class="day-figures">{first.map(|figures| html! { <OneDay figures/> })}</div>
            {folded.then(|| html! {
                <details class="breakdown">
                    <summary>{text.other_days}</summary>
                    <div class="day-figures">{near}</div>
                    <OtherDays days=far/>
                </details>
            })}
            <p class="button-row"><a class="button" href="/organisera/dagar/ny">{t().planning.new_day}</a></p>
        </section>
    }
}

/// The days that are further off, by name.
#[component]
fn OtherDays(days: Vec<DayFigures>) -> impl IntoView {
    let item = |DayFigures { day, .. }: DayFigures| {
        let href = format!("/organisera/dagar/{}", day.slug);
        html! { <li><a href=href>{day.title.get(lang()).to_owned()}</a>" "<span class="muted"><DayWhen day/></span></li> }
    };
    (!days.is_empty()).then(|| html! { <ul>{days.into_iter().map(item).collect_view()}</ul> })
}

/// The round on its line: what is past is folded.
#[component]
fn RoundLine(days: Vec<Day>, now: Timestamp) -> impl IntoView {
    let text = &t().organise;
    let (past, ahead): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| day.ends() <= now);
    let (was, any) = (past.len(), !past.is_empty() || !ahead.is_empty());
    any.then(|| {
        html! {
            <section class="section">
                <h2>{text.round_line}</h2>
                {(was > 0).then(|| html! {
                    <details class="breakdown">
                        <summary>{(text.past_days)(was)}</summary>
                        <Timeline days=past now page="/organisera/dagar"/>
                    </details>
                })}
                <Timeline days=ahead now page="/organisera/dagar"/>
            </section>
        }
    })
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

/// The pairs: how many stand where, each figure a link to them, and the list, the worst first.
#[component]
fn Pairs(mut pairs: Vec<PairHealth>) -> impl IntoView {
    let text = &t().organise;
    let (shown, all) = (Shown::from_query(&context::raw_query()), pairs.len());
    let figures = (all > 0).then(|| {
        let each = Group::ALL.iter().filter_map(|group| {
            let count = pairs.iter().filter(|pair| pair.group() == *group).count();
            (count > 0 || shown.group == Some(*group)).then(|| figure(shown, Some(*group), count))
        });
        let each = each.collect_view();
        html! { <ul class="tally">{figure(shown, None, all)}{each}</ul> }
    });
    shown.keep(&mut pairs);
    let other = Shown { by_name: !shown.by_name, ..shown };
    let order = if shown.by_name { text.worst_first } else { text.by_name };
    let order = (pairs.len() > 1).then(|| {
        html! {
            <p><a href=format!("/organisera{}#par", other.query())>{order}</a></p>
        }
    });
    html! {
        <section class="section" id="par">
            <h2>{(text.pairs)(all)}</h2>
            <p>{text.pairs_lede}</p>
            {figures}
            {order}
            <PairTable pairs/>
        </section>
    }
}

fn figure(shown: Shown, group: Option<Group>, pairs: usize) -> AnyView {
    let label = group.map_or(t().organise.all_pairs, pair_text::group);
    let href = format!("/organisera{}#par", Shown { group, ..shown }.query());
    let current = (shown.group == group).then_some("true");
    html! {
        <li>
            <a href=href class="tally__figure" aria-current=current>
                <span class="tally__number">{pairs}</span>
                <span class="tally__label">{label}</span>
            </a>
        </li>
    }
}

/// Where pairs stand and a count, nothing else.
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

/// What waits for a contact person, and what the own organisation's participants have answered.
pub async fn contact_page() -> PageResult {
    let (facts, drafts) = (read_contact_facts().await?, draft_tasks().await?);
    let boards = api::read_own_organisation().await?;
    let (text, (_, now)) = (&t().organise, context::store_now());
    let none = boards.iter().all(|board| board.segments.iter().all(|segment| segment.guests.is_empty()));
    let days: Vec<_> = boards.into_iter().map(|board| html! { <OwnDay board/> }).collect();
    Ok(html! {
        <Page title=text.contact_title lede=text.contact_lede>
            <ContactTasks facts now drafts/>
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
    let id = board.day.slug.clone();
    html! {
        <section class="section" id=id>
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
