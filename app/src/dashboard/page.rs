//! The dashboard's page.

use domain::{
    dashboard::{Coming, Dashboard, Item, SeatOffer, ToDo},
    day::{Answer, Day, DayView},
    pair::{Happening, News, Room, first_name, status::State},
    people::{Caller, Duty},
    round::lineage::OwnLine,
    time::{local, today},
};
use leptos::prelude::*;

use super::{
    api::read_dashboards,
    coming::{ComingList, Several, leads_to},
    to_do::ToDoList,
};
use crate::{
    context,
    day::{Replies, StateTags, Timeline, invited},
    error::AppError,
    meeting::proposal::{api::Accept, next_meeting},
    page::PageResult,
    pair::{PairCard, Rhythm, done},
    round::lineage::{OwnSection, api::read_own_line},
    text::{date, lang, t},
    ui::{Action, DayWhen, Icon, Page, Receipt, Written, html, told},
};

/// The signed-in person's own page.
pub async fn dashboard_page() -> PageResult {
    let all = read_dashboards().await?;
    let own = read_own_line().await?;
    let (several, waiting, news) = (Several::of(&all), Dashboard::waiting_in(&all), Dashboard::news_in(&all));
    let coming = several.any().then(|| Dashboard::coming_in(&all));
    let mut all = all.into_iter();
    let here = all.next().ok_or(AppError::NotFound)?;
    let others = all.filter_map(|one| Some((one.round, one.room?))).collect();
    Ok(content(context::caller()?, here, Everywhere { several, waiting, coming, news, others }, own))
}

/// What there is in all the reader's rounds and pairs.
struct Everywhere {
    several: Several,
    waiting: Vec<Item<ToDo>>,
    /// What is to come, if there is more than one of them.
    coming: Option<Vec<Item<Coming>>>,
    news: Vec<Item<News>>,
    /// The rooms of the pairs that the page is not about, with their rounds.
    others: Vec<(u32, Room)>,
}

/// The dashboard of the page's round and pair, with what there is in all.
fn content(caller: Caller, dashboard: Dashboard, all: Everywhere, own: OwnLine) -> AnyView {
    let text = &t().dashboard;
    let Dashboard { now, round, next, cancelled, room, timeline, .. } = dashboard;
    let Everywhere { several, waiting, coming, news, others } = all;
    let partner = room.as_ref().map(|room| room.pair.partner.first_name().to_owned());
    let offers: Vec<_> = waiting.iter().filter_map(|item| offer(item, several)).collect();
    let cancelled: Vec<_> = cancelled.into_iter().map(cancellation).collect();
    let has_latest = partner.is_some() || !news.is_empty();
    let over = !timeline.is_empty();
    let done = room.as_ref().and_then(done::receipt);
    html! {
        <Page title=(text.title)(first_name(&caller.name)) eyebrow=(text.round)(round)>
            {done}
            {told("avslutat", t().duty.own_ended)}
            {wish_told()}
            <div class="dashboard">
                <div class="dashboard__main">
                    {caller.outside_pairs().and_then(duty_note).map(|note| html! { <p class="notice notice--info">{note}</p> })}
                    {offers}
                    {cancelled}
                    <NextDay next over partner=partner.clone()/>
                    {room.map(|room| html! { <Meetings room named=several.pairs()/> })}
                    {others.into_iter().map(|(round, room)| other_meetings(round, room, several)).collect_view()}
                    <OwnSection own/>
                </div>
                <div class="dashboard__aside">
                    <ToDoList to_do=waiting several/>
                    {has_latest.then(|| html! { <Latest news several partner=partner.unwrap_or_default()/> })}
                    {match coming {
                        Some(coming) => html! { <ComingList coming several/> },
                        None => html! {
                            <section class="section">
                                <h2>{text.timeline}</h2>
                                <Timeline days=timeline now page="/dagar"/>
                            </section>
                        },
                    }}
                </div>
            </div>
            <p class="updated" role="status">{(t().common.updated)(&date::time(lang(), local(now).time()))}</p>
        </Page>
    }
}

/// What comes of an answer to being a mentor later.
fn wish_told() -> Option<AnyView> {
    let text = &t().closing;
    let words = if context::query("mentor")? == "ja" { text.wish_said_yes } else { text.wish_said_no };
    Some(html! { <Receipt>{words}</Receipt> })
}

/// What someone is told who takes no part in a pair.
fn duty_note(duty: Duty) -> Option<&'static str> {
    let text = &t().dashboard;
    match duty {
        Duty::Reserve => Some(text.reserve),
        Duty::WorkingGroup => Some(text.working_group),
        _ => None,
    }
}

/// That a seat is held for them: before all else, since it is not held for long.
fn offer(item: &Item<ToDo>, several: Several) -> Option<AnyView> {
    let ToDo::TakeSeat(SeatOffer { day, hours, until }) = &item.what else { return None };
    let text = &t().dashboard;
    let when = format!(
        "{}, {}",
        date::full(lang(), local(hours.starts).date()),
        date::hours(lang(), hours.starts, hours.ends)
    );
    let (title, until) = (day.title.get(lang()).to_owned(), date::moment(lang(), *until));
    Some(html! {
        <section class="notice notice--info">
            <Icon name="clock"/>
            <div>
                <h2>{text.offered}</h2>
                <p><a href=leads_to(item, several, &format!("/dagar/{}", day.slug))>{title}</a>", "{when}"."</p>
                <p>{(text.offered_until)(&until)}</p>
            </div>
        </section>
    })
}

/// That a day does not take place on which they may have counted.
fn cancellation(day: Day) -> AnyView {
    let when = date::full(lang(), local(day.starts()).date());
    let title = day.title.get(lang()).to_owned();
    html! {
        <p class="notice notice--warn">
            <Icon name="warning"/>
            <span>{t().day.cancelled}": "<a href=format!("/dagar/{}", day.slug)>{title}</a>", "{when}"."</span>
        </p>
    }
}

/// The first thing: the next day, and the answer to it in place.
#[component]
fn NextDay(
    #[prop(optional_no_strip)] next: Option<DayView>,
    /// Whether there have been days.
    over: bool,
    #[prop(optional_no_strip)] partner: Option<String>,
) -> impl IntoView {
    let text = &t().dashboard;
    let Some(view) = next else {
        let words = if over { text.no_next_day } else { t().day.empty };
        return html! { <p class="empty">{words}</p> };
    };
    let day = view.day.clone();
    let title = day.title.get(lang()).to_owned();
    let starts = local(day.starts()).date();
    html! {
        <section class="next-day">
            <p class="next-day__date" aria-hidden="true">
                <span class="next-day__day">{starts.day()}</span>
                <span class="next-day__month">{date::month_short(lang(), starts)}</span>
            </p>
            <p class="eyebrow">{text.next_day}" "<StateTags day=day.clone()/></p>
            <h2><a href=format!("/dagar/{}", day.slug)><Written text=title/></a></h2>
            <p class="next-day__when"><DayWhen day=day.clone()/></p>
            <p class="next-day__where"><Icon name="pin"/><span><Written text=day.venue/>", "<Written text=day.address/></span></p>
            {invited(&view).then(|| html! { <Replies view partner/> })}
        </section>
    }
}

/// The pair, its next meeting and its rhythm.
#[component]
fn Meetings(
    room: Room,
    /// Whether there are other pairs, so that this one is named.
    named: bool,
) -> impl IntoView {
    let text = &t().dashboard;
    let title = if named { (text.meetings_with)(room.pair.partner.first_name()) } else { text.meetings.to_owned() };
    let next = next_meeting(&room, Action::new::<Accept>());
    let Room { pair, months, .. } = room;
    let goes_on = pair.status.decided != State::Ended;
    html! {
        <section class="section">
            <h2><Written text=title/></h2>
            <div class="split">
                <PairCard pair/>
                {goes_on.then_some(next)}
            </div>
            <Rhythm months/>
            <p class="section__more"><a href="/par">{text.to_pair}<Icon name="arrow-right"/></a></p>
        </section>
    }
}

/// Another pair of the reader's, and its rhythm. What is to be done in it, is done in its
/// own room.
fn other_meetings(round: u32, room: Room, several: Several) -> AnyView {
    let text = &t().dashboard;
    let Room { pair, months, .. } = room;
    let name = pair.partner.first_name().to_owned();
    let title = (text.meetings_with)(&name);
    let href = leads_to(&Item { round, pair: Some((pair.id, name)), what: () }, several, "/par");
    html! {
        <section class="section">
            <h2><Written text=title/></h2>
            <div class="split"><PairCard pair/></div>
            <Rhythm months/>
            <p class="section__more"><a href=href>{text.to_pair}<Icon name="arrow-right"/></a></p>
        </section>
    }
}

/// What happened lately. `partner` is empty without one.
#[component]
fn Latest(news: Vec<Item<News>>, several: Several, partner: String) -> impl IntoView {
    let text = &t().dashboard;
    let none = news.is_empty();
    let items: Vec<_> = news.into_iter().map(|item| news_item(item, several)).collect();
    html! {
        <section class="section">
            <h2>{text.news}</h2>
            {none.then(|| html! { <p class="muted">{(text.no_news)(&partner)}</p> })}
            <ul class="news">{items}</ul>
        </section>
    }
}

fn news_item(item: Item<News>, several: Several) -> impl IntoView + use<> {
    let text = &t().dashboard;
    let partner = item.pair.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let (path, sentence) = match &item.what.what {
        Happening::Answered { slug, title, answer } => {
            let say = match answer {
                Answer::Yes => text.news_yes,
                Answer::No => text.news_no,
                Answer::Maybe => text.news_maybe,
            };
            (format!("/dagar/{slug}"), say(partner, title.get(lang())))
        }
        Happening::Cancelled { slug, title } => (format!("/dagar/{slug}"), (text.news_cancelled)(title.get(lang()))),
        Happening::Logged { meeting, date } => {
            (format!("/par/traffar/{meeting}"), (text.news_logged)(partner, &date::short(lang(), *date)))
        }
    };
    let (href, at) = (leads_to(&item, several, &path), item.what.at);
    html! {
        <li>
            <time datetime=date::iso(today(at))>{date::short(lang(), today(at))}</time> " "
            <a href=href>{sentence}</a>
        </li>
    }
}
