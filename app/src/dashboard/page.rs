//! The dashboard's page. It reads itself again when something changes.

use domain::{
    course::State,
    day::{Answer, Day, DayView},
    live::Topic,
    pair::{Happening, News},
    people::Duty,
    time::{local, today},
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::api::{Dashboard, ReadDashboard};
use crate::{
    day::{Answering, Replies, StateTags, invited},
    live::Live,
    pair::{PairCard, Rhythm, api::Room},
    proposal::{api::Accept, next_meeting},
    text::{date, lang, t},
    ui::{Action, DayWhen, Icon, Load, Page, Reading, html},
};

/// The signed-in person's own page.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let (answer, accept) = (Answering::new(), Action::new::<Accept>());
    let version = move || answer.version() + accept.version() + Live::version(Topic::All);
    let dashboard = Reading::new(|| ReadDashboard {}, version);
    html! { <Load read=dashboard view=move |dashboard| html! { <Content dashboard answer accept/> }/> }
}

#[component]
fn Content(dashboard: Dashboard, answer: Answering, accept: Action) -> impl IntoView {
    let text = &t().dashboard;
    let Dashboard { now, name, duties, round, next, unanswered, to_do: more, room, timeline, news } = dashboard;
    let first_name = name.split_whitespace().next().unwrap_or_default().to_owned();
    let mate = room.as_ref().map(|room| room.pair.mate.first_name().to_owned());
    let mut todo = to_do(&unanswered, room.as_ref(), now);
    todo.extend(more.into_iter().map(|pointer| (pointer.path, pointer.label)));
    html! {
        <Page title=(text.title)(&first_name) eyebrow=(text.round)(round)>
            <div class="dashboard">
                <div class="dashboard__main">
                    {duty_note(&duties).map(|note| html! { <p class="notice notice--info">{note}</p> })}
                    <NextDay next mate=mate.clone() answer/>
                    {room.map(|room| html! { <Meetings room accept/> })}
                </div>
                <div class="dashboard__aside">
                    <ToDo todo/>
                    {mate.map(|mate| html! { <Latest news mate/> })}
                    <Timeline days=timeline now/>
                </div>
            </div>
            <p class="updated" role="status">{(t().common.updated)(&date::time(local(now).time()))}</p>
        </Page>
    }
}

/// What someone is told who takes no part in a pair.
fn duty_note(duties: &[Duty]) -> Option<&'static str> {
    let text = &t().dashboard;
    if duties.contains(&Duty::Reserve) {
        Some(text.reserve)
    } else if duties.contains(&Duty::WorkingGroup) {
        Some(text.working_group)
    } else {
        None
    }
}

/// The first thing: the next day, and the answer to it in place.
#[component]
fn NextDay(
    #[prop(optional_no_strip)] next: Option<DayView>,
    #[prop(optional_no_strip)] mate: Option<String>,
    answer: Answering,
) -> impl IntoView {
    let text = &t().dashboard;
    let Some(view) = next else {
        return html! { <p class="empty">{text.no_next_day}</p> };
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
            <h2><a href=format!("/dagar/{}", day.slug)>{title}</a></h2>
            <p class="next-day__when"><DayWhen day=day.clone()/></p>
            <p class="next-day__where"><Icon name="pin"/>{day.venue}", "{day.address}</p>
            {invited(&view).then(|| html! { <Replies view mate answering=answer/> })}
        </section>
    }
}

/// The pair, its next meeting and its rhythm.
#[component]
fn Meetings(room: Room, accept: Action) -> impl IntoView {
    let text = &t().dashboard;
    let next = next_meeting(&room, accept);
    let Room { pair, months, .. } = room;
    let goes_on = pair.course.decided != State::Ended;
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

/// What waits for the reader, each with where to do it: first what the mate waits for.
fn to_do(unanswered: &[Day], room: Option<&Room>, now: Timestamp) -> Vec<(String, String)> {
    let text = &t().dashboard;
    let replies =
        unanswered.iter().map(|day| (format!("/dagar/{}", day.slug), (text.todo_reply)(day.title.get(lang()))));
    let room = room.filter(|room| room.pair.course.decided != State::Ended);
    let (answer, meeting) = room.map(|room| (proposal_to_answer(room), meeting_to_do(room, now))).unwrap_or_default();
    answer.into_iter().chain(replies).chain(meeting).collect()
}

fn proposal_to_answer(room: &Room) -> Option<(String, String)> {
    room.meetings.open.as_ref().filter(|open| open.by != room.pair.role)?;
    Some(("/par".to_owned(), (t().proposal.todo_answer)(room.pair.mate.first_name())))
}

/// What there is to do about the pair's own meetings.
fn meeting_to_do(room: &Room, now: Timestamp) -> Option<(String, String)> {
    let waits = room.meetings.next.as_ref().is_some_and(|next| next.at < local(now));
    let planned = room.meetings.next.is_some() || room.meetings.open.is_some();
    let (path, what) = match (waits, planned, room.meetings.held.is_empty()) {
        (true, ..) => ("/par/traffar/ny", t().dashboard.todo_log),
        (_, false, true) => ("/par", t().dashboard.todo_first),
        (_, false, false) if room.slipped => ("/par", t().proposal.todo_slipped),
        _ => return None,
    };
    Some((path.to_owned(), what.to_owned()))
}

#[component]
fn ToDo(todo: Vec<(String, String)>) -> impl IntoView {
    let text = &t().dashboard;
    let none = todo.is_empty();
    let items: Vec<_> = todo.into_iter().map(|(path, label)| html! { <li><a href=path>{label}</a></li> }).collect();
    html! {
        <section class="section">
            <h2>{text.todo}</h2>
            {none.then(|| html! { <p class="muted">{text.todo_none}</p> })}
            <ul class="todo">{items}</ul>
        </section>
    }
}

/// What the mate did lately.
#[component]
fn Latest(news: Vec<News>, mate: String) -> impl IntoView {
    let text = &t().dashboard;
    let none = news.is_empty();
    let items: Vec<_> = news.into_iter().map(|news| news_item(news, &mate)).collect();
    html! {
        <section class="section">
            <h2>{text.news}</h2>
            {none.then(|| html! { <p class="muted">{text.no_news}</p> })}
            <ul class="news">{items}</ul>
        </section>
    }
}

fn news_item(news: News, mate: &str) -> impl IntoView + use<> {
    let text = &t().dashboard;
    let (path, sentence) = match news.what {
        Happening::Answered { slug, title, answer } => {
            let say = match answer {
                Answer::Yes => text.news_yes,
                Answer::No => text.news_no,
                Answer::Maybe => text.news_maybe,
            };
            (format!("/dagar/{slug}"), say(mate, title.get(lang())))
        }
        Happening::Logged { meeting, date } => {
            (format!("/par/traffar/{meeting}"), (text.news_logged)(mate, &date::short(lang(), date)))
        }
    };
    html! {
        <li>
            <time datetime=date::iso(today(news.at))>{date::short(lang(), today(news.at))}</time> " "
            <a href=path>{sentence}</a>
        </li>
    }
}

/// The round's days, those that have been and those to come.
#[component]
fn Timeline(days: Vec<Day>, now: Timestamp) -> impl IntoView {
    let text = &t().dashboard;
    let next = days.iter().find(|day| day.is_to_come(now)).map(|day| day.id);
    let items: Vec<_> = days
        .into_iter()
        .map(|day| {
            let starts = local(day.starts()).date();
            let (past, is_next) = (day.ends() <= now, Some(day.id) == next);
            html! {
                <li class="timeline__item" class:timeline__item--past=past class:timeline__item--now=is_next>
                    <time datetime=date::iso(starts)>{date::without_weekday(lang(), starts)}</time>
                    <a href=format!("/dagar/{}", day.slug)>{day.title.get(lang()).to_owned()}</a>
                    <StateTags day/>
                    {past.then(|| html! { <span class="visually-hidden">{t().day.past}</span> })}
                    {is_next.then(|| html! { <span class="tag">{t().day.next}</span> })}
                </li>
            }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.timeline}</h2>
            <ol class="timeline">{items}</ol>
        </section>
    }
}
