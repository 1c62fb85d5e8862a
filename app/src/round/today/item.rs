//! What needs someone, in words, and what does it.

use domain::{
    application::{Party, waiting::Stage},
    input::tel_link,
    people::Duty,
    round::{
        start::Step,
        today::{Delay, Entry, Item, Key, Nearness, Reachable, Trouble, Urgency},
    },
    time::{local, today},
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    api::{PutOff, TodayView},
    text as words,
};
use crate::{
    application::waiting,
    context,
    day::board::api::Remind,
    error::AppError,
    mail::api::SendAgain,
    pair::{
        help_request::{HelpRequestMore, MarkForm, api::MarkHelpRequest},
        text as pair_text,
    },
    people::{directory::PersonLink, duty::APPOINT},
    round::{
        focus::in_round,
        start::{self, START},
    },
    text::{date, lang, t},
    ui::{Action, Form, Task, Written, html},
};

/// How many people a line names.
const NAMED: usize = 12;

/// What became of a form that was not carried out: which of the list's it was does not matter.
pub(super) fn errors() -> Option<AppError> {
    [Action::new::<PutOff>(), Action::new::<MarkHelpRequest>(), Action::new::<Remind>(), Action::new::<SendAgain>()]
        .into_iter()
        .find_map(Action::error)
}

/// What tells an item from others on the page.
pub(super) fn id(key: &Key) -> String {
    format!("{}-{}-{}", key.kind.name(), key.round, key.about)
}

/// A line of the list.
pub(super) fn task(entry: Entry, view: &TodayView) -> Task {
    let round = view.named(entry.key.round);
    let here = Here { round, key: entry.key };
    let now = entry.urgency == Urgency::Now;
    let tags = html! {
        {now.then(|| html! { " " <span class="tag tag--warn">{t().today.now}</span> })}
        {round.map(|number| html! { " " <span class="tag tag--muted">{(t().focus.round)(number)}</span> })}
    };
    let sentence = what(&entry);
    let what = html! { {sentence}{tags} };
    let (takes_contact, item) = (entry.takes_contact(), entry.what);
    Task {
        id: id(&here.key),
        now,
        what: Some(what),
        more: more(&item),
        actions: Some(html! { {actions(item, here)}{here.later(takes_contact)} }),
    }
}

/// An item's round, where it has to be told, and its key.
#[derive(Clone, Copy)]
struct Here {
    round: Option<u32>,
    key: Key,
}

impl Here {
    /// The address of a page in the item's round.
    fn at(self, address: &str) -> String {
        self.round.map_or_else(|| address.to_owned(), |number| in_round(number, address))
    }

    fn link(self, address: &str, label: impl Into<String>) -> AnyView {
        let label = label.into();
        html! { <a class="button" href=self.at(address)>{label}</a> }
    }

    fn quiet(self, address: &str, label: impl Into<String>) -> AnyView {
        let label = label.into();
        html! { <a class="button button--quiet" href=self.at(address)>{label}</a> }
    }

    /// Puts it off; where nothing else does, says that someone has been in touch.
    fn later(self, takes_contact: bool) -> AnyView {
        let (text, key, round) = (&t().today, self.key, self.round);
        let button = |delay: Delay, label: &'static str, class: &'static str| {
            html! { <button type="submit" name="delay" value=delay.name() class=class>{label}</button> }
        };
        let hidden = move || {
            html! {
                <input type="hidden" name="kind" value=key.kind.name()/>
                <input type="hidden" name="about" value=key.about.to_string()/>
            }
        };
        let in_touch = takes_contact.then(|| html! {
            <Form action={Action::new::<PutOff>()} id=format!("kontaktad-{}", id(&key)) quiet=true class="button-row" round>
                {hidden()}{button(Delay::InTouch, text.in_touch, "button")}
            </Form>
        });
        html! {
            {in_touch}
            <details class="task__later">
                <summary>{text.later}</summary>
                <Form action={Action::new::<PutOff>()} id=format!("senare-{}", id(&key)) quiet=true class="button-row" round>
                    {hidden()}
                    {button(Delay::Tomorrow, text.tomorrow, "button button--quiet")}
                    {button(Delay::Week, text.week, "button button--quiet")}
                </Form>
            </details>
        }
    }
}

/// What it is, in a sentence.
pub(super) fn what(entry: &Entry) -> AnyView {
    let text = &t().today;
    match &entry.what {
        Item::HelpRequest(request) => {
            let name = request.name.clone();
            html! { <strong><Written text=name/></strong>" "{(text.help)(pair_text::role(request.role))} }
        }
        Item::Pair { people: [adept, mentor], trouble } => {
            let says = match trouble {
                Trouble::Ended => text.ended,
                Trouble::NotStarted => text.not_started,
                Trouble::Silent => text.silent,
            };
            let (adept_name, mentor_name) = (adept.name.clone(), mentor.name.clone());
            html! {
                <PersonLink person=adept.person name=adept_name/>" "{text.and}" "<PersonLink person=mentor.person name=mentor_name/>" "{says}
            }
        }
        Item::Unanswered { day, people, .. } => named_day((text.unanswered)(people.len()), day.title.get(lang())),
        Item::Queue { day, queue } => named_day((text.queue)(queue.waiting), day.title.get(lang())),
        Item::Applications { party, count, .. } => words::waits_for(*party, *count).into_any(),
        Item::Undelivered(count) => (t().mail.given_up)(usize::try_from(*count).unwrap_or_default()).into_any(),
        Item::Vacant(count) => (text.vacant)(*count).into_any(),
        Item::Day { day, starts, nearness } => {
            let title = day.title.get(lang()).to_owned();
            let when = date::full(lang(), local(*starts).date());
            match nearness {
                Nearness::Today => named_day(text.day_today.to_owned(), &title),
                Nearness::In(days) => named_day((text.day_in)(*days), &format!("{title}, {when}")),
                Nearness::Over => html! { <Written text=title/>" "{text.day_over} },
            }
        }
        Item::SetUp(step) => (text.set_up)(start::title(*step)).into_any(),
    }
}

fn named_day(says: String, title: &str) -> AnyView {
    let title = title.to_owned();
    html! { {says}" "<Written text=title/> }
}

/// What else there is to know: whom to call, since when, until when.
fn more(item: &Item) -> Option<AnyView> {
    let text = &t().today;
    match item {
        Item::HelpRequest(request) => Some(html! { <HelpRequestMore request=request.clone()/> }),
        Item::Pair { people, .. } => {
            let people: Vec<_> = people.iter().map(reachable).collect();
            Some(html! { <ul class="plain-list">{people}</ul> })
        }
        Item::Unanswered { reply_by, people, .. } => {
            Some(html! { <Missing reply_by=*reply_by people=people.clone()/> })
        }
        Item::Queue { queue, .. } => Some(html! { <p class="muted">{(text.seats)(queue.seats)}</p> }),
        Item::Applications { since, .. } => {
            let since = date::short(lang(), today(*since));
            Some(html! { <p class="muted">{(text.first_since)(&since)}</p> })
        }
        Item::Vacant(_) => Some(html! { <p class="muted">{text.vacant_more}</p> }),
        Item::Undelivered(_) | Item::Day { .. } | Item::SetUp(_) => None,
    }
}

/// Until when a day is to be answered, and whom to call.
#[component]
fn Missing(reply_by: Timestamp, people: Vec<Reachable>) -> impl IntoView {
    let text = &t().today;
    let (_, now) = context::store_now();
    let say = if reply_by > now { text.reply_by } else { text.reply_by_over };
    let when = date::moment(lang(), reply_by);
    let left = people.len().saturating_sub(NAMED);
    let people: Vec<_> = people.iter().take(NAMED).map(reachable).collect();
    html! {
        <p class="muted">{say(&when)}</p>
        <details class="breakdown">
            <summary>{text.who}</summary>
            <ul class="plain-list">
                {people}
                {(left > 0).then(|| html! { <li class="muted">{(text.and_more)(left)}</li> })}
            </ul>
        </details>
    }
}

/// Someone, with where to call and write.
fn reachable(someone: &Reachable) -> AnyView {
    let Reachable { person, name, organisation, email, phone } = someone.clone();
    let call = match tel_link(&phone) {
        Some(href) => html! { <a href=href>{phone}</a> },
        None => html! { <span class="muted">{t().today.no_phone}</span> },
    };
    html! {
        <li>
            <PersonLink person name/><span class="muted">", "<Written text=organisation/></span>": "{call}", "<a href=format!("mailto:{email}")>{email.clone()}</a>
        </li>
    }
}

/// What does it.
fn actions(item: Item, here: Here) -> AnyView {
    let text = &t().today;
    match item {
        Item::HelpRequest(request) => html! { <MarkForm request round=here.round/> },
        Item::Pair { trouble: Trouble::Ended, .. } => here.quiet("/matchning", text.to_matching),
        Item::Pair { .. } => ().into_any(),
        Item::Unanswered { day, people, .. } => {
            let board = format!("/organisera/dagar/{}", day.slug);
            html! {
                <Form action={Action::new::<Remind>()} id=format!("paminn-{}", id(&here.key)) quiet=true class="button-row" round=here.round>
                    <input type="hidden" name="slug" value=day.slug/>
                    <button type="submit" class="button">{(text.remind)(people.len())}</button>
                </Form>
                {here.quiet(&format!("{board}?svar=none"), text.to_answers)}
            }
        }
        Item::Queue { day, queue } => {
            let board = format!("/organisera/dagar/{}", day.slug);
            html! {
                {here.link(&format!("{board}/andra"), text.more_seats)}
                {here.quiet(&format!("{board}?pass={}&svar=waiting", queue.segment), text.see_queue)}
            }
        }
        Item::Applications { party, .. } => match stage(party) {
            Some(stage) => here.link(&format!("{}?vantar={}", waiting::PAGE, stage.name()), text.see_and_remind),
            None => here.link("/urval", text.to_selection),
        },
        Item::Undelivered(_) => html! {
            <Form action={Action::new::<SendAgain>()} id="skicka-alla-igen" quiet=true class="button-row">
                <button type="submit" class="button">{t().mail.send_all}</button>
            </Form>
            {here.quiet("/organisera/mejl", t().mail.see)}
        },
        Item::Vacant(_) => html! {
            {here.link(&format!("{APPOINT}?roll={}", Duty::ContactPerson.name()), text.name_contact)}
            {here.quiet("/organisera/organisationer", text.see_organisations)}
        },
        Item::Day { day, nearness, .. } => about_day(&day.slug, nearness, here),
        Item::SetUp(step) => set_up(step, here),
    }
}

const fn stage(party: Party) -> Option<Stage> {
    match party {
        Party::Applicant => Some(Stage::Applicant),
        Party::Manager => Some(Stage::Manager),
        Party::ContactPerson => Some(Stage::ContactPerson),
        Party::WorkingGroup => None,
    }
}

fn about_day(slug: &str, nearness: Nearness, here: Here) -> AnyView {
    let (text, board) = (&t().today, format!("/organisera/dagar/{slug}"));
    match nearness {
        Nearness::Today => html! {
            {here.link(&format!("{board}/incheckning"), text.check_in)}
            {here.quiet(&board, text.to_day)}
        },
        Nearness::In(_) => html! {
            {here.link(&board, text.to_day)}
            {here.quiet(&format!("{board}/namnskyltar"), text.badges)}
        },
        Nearness::Over => here.link(&format!("{board}/efter"), text.thank),
    }
}

fn set_up(step: Step, here: Here) -> AnyView {
    let (address, label) = start::way(step);
    html! { {here.link(address, label)}{here.quiet(START, t().today.all_steps)} }
}
