//! The dashboard's page.

use domain::{
    dashboard::{Dashboard, SeatOffer, ToDo},
    day::{Answer, Day, DayView},
    pair::{Happening, News, Room, first_name, status::State},
    people::{Caller, Duty},
    round::lineage::OwnLine,
    time::{local, today},
};
use leptos::prelude::*;

use super::{
    api::read_dashboards,
    coming::{ComingList, Several},
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
    let (several, waiting) = (Several::of(&all), Dashboard::waiting_in(&all));
    let coming = several.any().then(|| Dashboard::coming_in(&all));
    let coming = coming.map(|coming| html! { <ComingList coming several/> });
    let here = all.into_iter().next().ok_or(AppError::NotFound)?;
    let waiting = html! { <ToDoList to_do=waiting several/> };
    Ok(content(context::caller()?, here, waiting, coming, own))
}

/// The dashboard of the page's round and pair, with what waits and is to come in all.
fn content(caller: Caller, dashboard: Dashboard, waiting: AnyView, coming: Option<AnyView>, own: OwnLine) -> AnyView {
    let text = &t().dashboard;
    let Dashboard { now, round, next, cancelled, to_do, room, timeline, news } = dashboard;
    let partner = room.as_ref().map(|room| room.pair.partner.first_name().to_owned());
    let offers: Vec<_> = to_do.iter().filter_map(offer).collect();
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
                    {room.map(|room| html! { <Meetings room/> })}
                    {coming}
                    <OwnSection own/>
                </div>
                <div class="dashboard__aside">
                    {waiting}
                    {has_latest.then(|| html! { <Latest news partner=partner.unwrap_or_default()/> })}
                    <section class="section">
                        <h2>{text.timeline}</h2>
                        <Timeline days=timeline now page="/dagar"/>
                    </section>
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
fn offer(what: &ToDo) -> Option<AnyView> {
    let ToDo::TakeSeat(SeatOffer { day, hours, until }) = what else { return None };
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
                <p><a href=format!("/dagar/{}", day.slug)>{title}</a>", "{when}"."</p>
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
fn Meetings(room: Room) -> impl IntoView {
    let text = &t().dashboard;
    let next = next_meeting(&room, Action::new::<Accept>());
    let Room { pair, months, .. } = room;
    let goes_on = pair.status.decided != State::Ended;
    html! {
        <section class="section">
            <h2>{text.meetings}</h2>
            <div class="split">
                <PairCard pair/>
                {goes_on.then_some(next)}
            </div>
            <Rhythm months/>
            <p class="section__more"><a href="/par">{text.to_pair}<Icon name="arrow-right"/></a></p>
        </section>
    }
}

/// What happened lately. `partner` is empty without one.
#[component]
fn Latest(news: Vec<News>, partner: String) -> impl IntoView {
    let text = &t().dashboard;
    let none = news.is_empty();
    let items: Vec<_> = news.into_iter().map(|news| news_item(news, &partner)).collect();
    html! {
        <section class="section">
            <h2>{text.news}</h2>
            {none.then(|| html! { <p class="muted">{(text.no_news)(&partner)}</p> })}
            <ul class="news">{items}</ul>
        </section>
    }
}

fn news_item(news: News, partner: &str) -> impl IntoView + use<> {
    let text = &t().dashboard;
    let (path, sentence) = match news.what {
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
            (format!("/par/traffar/{meeting}"), (text.news_logged)(partner, &date::short(lang(), date)))
        }
    };
    html! {
        <li>
            <time datetime=date::iso(today(news.at))>{date::short(lang(), today(news.at))}</time> " "
            <a href=path>{sentence}</a>
        </li>
    }
}
