//! A day's board: how many come, and the list behind every figure.

use domain::{
    day::{
        Guest, SegmentId, Standing, State, Tally,
        board::{BoardView, Count, DayBoard, Filter, PAGE, SegmentView, tally},
        can_be_reminded_of,
        headcount::Presence,
        trend::Trend,
    },
    input::tel_link,
    mail::announcement::DayAnswer,
    people::{Organisation, Role},
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    api,
    narrow::Narrow,
    text::label,
    totals::{WholeDay, figures},
    trend::TrendChart,
};
use crate::{
    context,
    day::{check_in::at_the_door, editor::Life, standing_icon, status_class, text as day_text},
    mail::announcement::WriteTo,
    page::PageResult,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{Action, DayWhen, Form, Icon, Page, Receipt, Submit, When, Written, html},
};

/// One day's board.
pub async fn board_page() -> PageResult {
    let query = context::raw_query();
    let now = context::state().clock.now();
    let DayBoard { board, invited, presence, trends } = api::read_board(&context::param("slug"), &query).await?;
    let filter = Filter::from_query(&query);
    let segments = segments(&board, &presence, &trends, &filter, now);
    let whole =
        board.totals.clone().map(|totals| html! { <WholeDay segments=board.day.segments.clone() totals presence/> });
    let (slug, over) = (board.day.slug.clone(), board.day.ends() <= now);
    let any_maybe = board.segments.iter().any(|part| tally(&part.counts, |_| true).maybe > 0);
    Ok(html! {
        <Page title=board.day.title.get(lang()) eyebrow=t().organise.title>
            <p class="lede"><DayWhen day=board.day.clone()/>", "<Written text=board.day.venue.clone()/></p>
            {reminded()}
            <Life day=board.day.clone() invited now/>
            <Ways slug=slug.clone() query=filter.query() over/>
            <Remind board=board.clone() now/>
            {any_maybe.then(|| html! { <p><WriteTo slug=slug.clone() answer=DayAnswer::Maybe label=t().announcement.write_to_maybe/></p> })}
            <Filters filter=filter.clone() board/>
            <Files slug query=filter.query()/>
            <div class="board">{whole} {segments}</div>
            <p class="updated" role="status">{(t().common.updated)(&date::time(lang(), local(now).time()))}</p>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().organise.board_back}</a></p>
        </Page>
    })
}

/// The parts of the day.
fn segments(board: &BoardView, presence: &Presence, trends: &[Trend], filter: &Filter, now: Timestamp) -> Vec<AnyView> {
    let (day, reply_by) = (&board.day, board.day.reply_by);
    let view = |segment: &SegmentView| {
        let part = segment.segment;
        let count = presence.of(part.id);
        let published = day.state_of(&part) == State::Published;
        let trend = trends.iter().find(|trend| trend.segment == part.id).cloned();
        let context_of = SegmentContext {
            expected: count.expected,
            door: published.then(|| at_the_door(count, part.id, &day.slug)),
            trend: trend.map(|trend| html! { <TrendChart trend segment=part reply_by now/> }),
        };
        let (slug, organisations) = (day.slug.clone(), board.organisations.clone());
        html! { <Segment segment=segment.clone() slug context_of organisations filter=filter.clone()/> }
    };
    board.segments.iter().map(view).collect()
}

/// What there is to do with the day.
#[component]
fn Ways(slug: String, query: String, over: bool) -> impl IntoView {
    let text = &t().organise;
    let after = over.then(|| (t().follow_up_page.title, "efter".to_owned()));
    let ways = [
        (t().attendance.guests_title, "gaster".to_owned()),
        (t().needs.title, "behov".to_owned()),
        (t().tables.title, "bord".to_owned()),
        (t().helpers.title, "medhjalpare".to_owned()),
        (text.list_print, format!("lista{query}")),
        (t().materials.title, "material".to_owned()),
    ];
    let links = after.into_iter().chain(ways).map(|(label, page)| {
        html! { <a class="button" href=format!("/organisera/dagar/{slug}/{page}")>{label}</a> }
    });
    html! { <p class="button-row">{links.collect_view()}</p> }
}

/// What came of a reminder, if the address says that one has just been sent.
pub(crate) fn reminded() -> Option<AnyView> {
    let people = context::query("paminda")?.parse().ok()?;
    Some(html! { <Receipt>{(t().organise.reminded)(people)}</Receipt> })
}

/// Reminds those who have not answered. Asks first: it sends mail.
#[component]
fn Remind(board: BoardView, now: Timestamp) -> impl IntoView {
    let text = &t().organise;
    let is_open = |part: &&SegmentView| can_be_reminded_of(&board.day, &part.segment, now);
    let is_missing = |part: &SegmentView| tally(&part.counts, |_| true).unanswered > 0;
    if !board.segments.iter().filter(is_open).any(is_missing) {
        return ().into_any();
    }
    let last = date::full(lang(), local(board.day.reply_by).date());
    let late = (now > board.day.reply_by).then(|| (text.remind_late)(&last));
    html! {
        <details class="breakdown">
            <summary>{text.remind}</summary>
            <Form action={Action::new::<api::Remind>()}>
                <input type="hidden" name="slug" value=board.day.slug/>
                {late.map(|late| html! { <p>{late}</p> })}
                <p>{text.remind_lede}</p>
                <div class="button-row"><Submit label=text.remind_send/></div>
            </Form>
        </details>
    }
}

/// Narrows the figures and lists, and keeps the one that is open.
#[component]
fn Filters(filter: Filter, board: BoardView) -> impl IntoView {
    let text = &t().organise;
    let Filter { segment, standing, role, organisation, search, .. } = filter;
    let organisations = board.organisations;
    html! {
        <Narrow search role role_label=text.role organisation organisations show=text.filter everyone="?">
            {segment.map(|segment| html! { <input type="hidden" name="pass" value=segment.to_string()/> })}
            {standing.map(|standing| html! { <input type="hidden" name="svar" value=standing.name()/> })}
        </Narrow>
    }
}

/// The lists below as files.
#[component]
fn Files(slug: String, query: String) -> impl IntoView {
    let address = |kind| format!("/organisera/dagar/{slug}/svar.{kind}{query}");
    html! {
        <p>{t().organise.files}" "<a href=address("csv")>"CSV"</a>" "<a href=address("xlsx")>"Excel"</a></p>
    }
}

/// What a segment shows besides its answers.
struct SegmentContext {
    /// How many guests and speakers are expected.
    expected: u32,
    /// How many are here.
    door: Option<AnyView>,
    /// How the answers came in.
    trend: Option<AnyView>,
}

/// One segment: its figures, and the list behind the chosen one.
#[component]
fn Segment(
    segment: SegmentView,
    slug: String,
    context_of: SegmentContext,
    organisations: Vec<Organisation>,
    filter: Filter,
) -> impl IntoView {
    let text = &t().organise;
    let id = segment.segment.id;
    let hours = date::hours(lang(), segment.segment.starts, segment.segment.ends);
    let tally = tally(&segment.counts, |_| true);
    let open = filter.opens(id);
    let SegmentContext { expected, door, trend } = context_of;
    let with_guests = (expected > 0).then(|| (text.with_guests)(tally.yes, expected));
    let cancelled =
        segment.segment.cancelled.then(|| html! { " " <span class="tag tag--warn">{t().day.cancelled}</span> });
    // Of everyone, whatever the filter shows.
    let seats = segment.segment.capacity.map(|seats| (text.seats_of)(segment.taken, seats));
    html! {
        <section class="board__segment">
            <h2>{hours}" "<span class="segment__for">{day_text::audience(segment.segment.audience)}</span>{cancelled}</h2>
            <p class="muted">{(text.invited)(tally.invited())}{seats.map(|seats| format!(". {seats}"))}{with_guests.map(|sum| format!(". {sum}"))}</p>
            <ul class="tally" aria-live="polite">
                {figures(tally, segment.segment.capacity).into_iter().map(|standing| html! { <Figure tally standing segment=id filter=filter.clone()/> }).collect_view()}
            </ul>
            <TallyBar tally/>
            {door}
            {trend}
            <Breakdown counts=segment.counts.clone() organisations/>
            {open.then(|| html! { <GuestList segment slug filter/> })}
        </section>
    }
}

/// How many stand in one place: a link to who they are.
#[component]
fn Figure(tally: Tally, standing: Standing, segment: SegmentId, filter: Filter) -> impl IntoView {
    let chosen = filter.segment == Some(segment) && filter.standing == Some(standing);
    // The chosen figure's link leads back to everyone.
    let href = filter.listing(segment, (!chosen).then_some(standing)).query();
    let id = format!("antal-{segment}-{}", standing.name());
    let class = format!("tally__figure tally__figure--{}", standing.name());
    html! {
        <li>
            <a id=id href=href class=class aria-current=chosen.then_some("true") data-in-place>
                <span class="tally__number">{tally.of(standing)}</span>
                <span class="tally__label"><Icon name=standing_icon(standing)/>{label(standing)}</span>
            </a>
        </li>
    }
}

/// The figures as one bar. The numbers above say the same in words.
#[component]
pub(crate) fn TallyBar(tally: Tally) -> impl IntoView {
    let total = tally.invited().max(1);
    let mut x = 0;
    let part = |standing: &Standing| {
        let width = tally.of(*standing) * 1000 / total;
        let start = x;
        x += width;
        let class = format!("tally-bar__{}", standing.name());
        html! { <line class=class x1=start x2=start + width y1="6" y2="6"></line> }
    };
    let parts: Vec<_> = Standing::ALL.iter().map(part).collect();
    html! {
        <svg class="tally-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">{parts}</svg>
    }
}

/// The same figures by role and by organisation.
#[component]
fn Breakdown(counts: Vec<Count>, organisations: Vec<Organisation>) -> impl IntoView {
    let text = &t().organise;
    let anyone = |(_, tally): &(String, Tally)| tally.invited() > 0;
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| (pair_text::role(*role).to_owned(), tally(&counts, |count| count.role == *role)))
        .filter(anyone)
        .collect();
    let organisations: Vec<_> = organisations
        .into_iter()
        .map(|Organisation { id, name }| (name, tally(&counts, |count| count.organisation == id)))
        .filter(anyone)
        .collect();
    html! {
        <details class="breakdown">
            <summary>{text.by_role}", "{text.by_organisation}</summary>
            <TallyTable heading=text.role rows=roles/>
            <TallyTable heading=text.organisation rows=organisations/>
        </details>
    }
}

#[component]
fn TallyTable(heading: &'static str, rows: Vec<(String, Tally)>) -> impl IntoView {
    // A column that is empty all through says nothing that its absence does not.
    let empty = |standing: &Standing| rows.iter().all(|(_, tally)| tally.of(*standing) == 0);
    let shown: Vec<_> = figures(Tally::default(), None)
        .into_iter()
        .chain([Standing::Offered, Standing::Waiting].into_iter().filter(|s| !empty(s)))
        .collect();
    let heads: Vec<_> =
        shown.iter().map(|standing| html! { <th scope="col" class="number">{label(*standing)}</th> }).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, tally)| {
            html! {
                <tr>
                    <th scope="row"><Written text=name/></th>
                    {shown.iter().map(|standing| html! { <td class="number">{tally.of(*standing)}</td> }).collect_view()}
                </tr>
            }
        })
        .collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=heading>
            <table class="table">
                <thead><tr><th scope="col">{heading}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The people behind a figure, page by page.
#[component]
fn GuestList(segment: SegmentView, slug: String, filter: Filter) -> impl IntoView {
    let text = &t().organise;
    let (id, listed) = (segment.segment.id, segment.listed(&filter));
    let caption = (text.listed)(listed, filter.standing.map_or(text.everyone, label));
    let pages = html! { <Pages listed segment=id filter/> };
    if segment.guests.is_empty() {
        return html! { <p class="empty">{text.nobody}</p> {pages} };
    }
    let label = caption.clone();
    let rows: Vec<_> = segment.guests.into_iter().map(|guest| guest_row(guest, &slug, id).into_any()).collect();
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
        {pages}
    }
}

/// Which part of a long list one sees, and the way to the others.
#[component]
fn Pages(listed: u32, segment: SegmentId, filter: Filter) -> impl IntoView {
    if listed <= PAGE {
        return ().into_any();
    }
    let text = &t().organise;
    let (page, last) = (filter.page, (listed - 1) / PAGE);
    let link = |page: u32, label: &'static str| {
        html! { <a class="button button--quiet" href=filter.turned_to(segment, page).query() data-in-place>{label}</a> }
    };
    let shown = (text.page_of)(page * PAGE + 1, listed.min((page + 1) * PAGE), listed);
    html! {
        <nav class="button-row" aria-label=text.pages>
            {(page > 0).then(|| link((page - 1).min(last), text.previous_page))}
            <span class="muted">{shown}</span>
            {(page < last).then(|| link(page + 1, text.next_page))}
        </nav>
    }
}

fn guest_row(guest: Guest, slug: &str, segment: SegmentId) -> impl IntoView + use<> {
    let text = &t().organise;
    let answer = format!("/organisera/dagar/{slug}/svar/{segment}/{}", guest.person);
    let word = guest.has_comment.then(|| html! { " " <span class="tag">{text.has_comment}</span> });
    let call = (guest.standing == Standing::Unanswered).then(|| call(&guest.phone));
    html! {
        <tr>
            <th scope="row"><a href=answer><Written text=guest.name/></a>{call}</th>
            <td data-label=text.role>{pair_text::role(guest.role)}</td>
            <td data-label=text.organisation><Written text=guest.organisation_name/></td>
            <td data-label=text.answer><span class=status_class(guest.standing)><Icon name=standing_icon(guest.standing)/>{day_text::standing_or_former(guest.standing, guest.former)}</span>{word}</td>
            <td data-label=text.answered_at>{guest.answered_at.map(|at| html! { <When at/> })}</td>
        </tr>
    }
}

/// The way to call someone; nothing without a number.
pub(super) fn call(phone: &str) -> Option<AnyView> {
    let href = tel_link(phone)?;
    Some(html! { " " <a class="call-link" href=href><Icon name="phone"/>{phone.to_owned()}</a> })
}
