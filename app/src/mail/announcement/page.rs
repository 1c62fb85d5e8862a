//! One announcement: who gets it or got it, how it looks, and what is left to do.

use domain::{
    mail::announcement::{
        Announcement, AnnouncementId, AnnouncementPage, Choices, Selection, State, Step, StepTaken, Values,
    },
    people::{Caller, Lang, PersonId},
    time::local,
};
use leptos::prelude::*;

use super::{
    ANNOUNCEMENTS, address_of,
    api::{self, CancelAnnouncement, DeleteAnnouncement, RetryAnnouncement, ScheduleAnnouncement, TestAnnouncement},
    audience::{Selected, in_words},
    list::title,
    preview::{RepliesGo, in_both_languages},
    receivers::Receivers,
    text::step,
};
use crate::{
    context,
    page::PageResult,
    text::{date, errors, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Kind, Page, Receipt, Submit, Written, html, saved_receipt, told},
};

/// An announcement.
pub async fn announcement_page() -> PageResult {
    let caller = context::caller()?;
    let page = api::read_announcement(AnnouncementId(context::parsed_param("id")?)).await?;
    let AnnouncementPage { announcement, selection, receivers, steps, choices } = page;
    let text = &t().announcement;
    let (id, state) = (announcement.id, announcement.state);
    let name = title(&announcement.written.letter);
    let said: Vec<_> = in_words(&announcement.written.audience, &choices)
        .into_iter()
        .map(|words| html! { <li>{words}</li> })
        .collect();
    let can_be_deleted = state == State::Draft && steps.iter().all(|taken| taken.step == Step::Written);
    let body = match state {
        State::Sent => html! { <Receivers id receivers/> },
        _ => html! {
            <section class="section">
                <h2>{text.gets_it}</h2>
                <Selected selection=selection.clone() missing=missing(&announcement)/>
                <p class="muted">{text.counted_then}</p>
            </section>
        },
    };
    Ok(html! {
        <Page title=name eyebrow=text.title>
            {done(&announcement)}
            {refused()}
            <Life announcement=announcement.clone()/>
            <section class="section"><h2>{text.to_whom}</h2><ul class="prose">{said}</ul></section>
            {body}
            <Looks announcement=announcement.clone() selection choices caller/>
            {(state != State::Sent).then(|| html! { <Test id/> })}
            {(state == State::Draft).then(|| html! { <Schedule announcement=announcement.clone()/> })}
            <Steps steps/>
            {can_be_deleted.then(|| html! { <Delete id/> })}
            <p class="section__more"><a href=ANNOUNCEMENTS><Icon name="arrow-left"/>{text.to_list}</a></p>
        </Page>
    })
}

/// What was done just before, by what the address says.
fn done(announcement: &Announcement) -> Option<AnyView> {
    let text = &t().announcement;
    if context::query("planerat").is_some() {
        let words = match (announcement.state, announcement.due) {
            (State::Scheduled, Some(due)) => (text.scheduled)(&when(due)),
            _ => text.is_sent.to_owned(),
        };
        return Some(html! { <Receipt>{words}</Receipt> });
    }
    let said = [("avbrutet", text.cancelled), ("test", text.tested), ("igen", text.retried)];
    let saved = saved_receipt("sparat", text.saved);
    saved.or_else(|| said.into_iter().find_map(|(name, words)| told(name, words)))
}

/// Why a form without fields was not carried out.
fn refused() -> Option<AnyView> {
    let actions = [
        Action::new::<CancelAnnouncement>(),
        Action::new::<DeleteAnnouncement>(),
        Action::new::<TestAnnouncement>(),
        Action::new::<RetryAnnouncement>(),
    ];
    let error = actions.into_iter().find_map(Action::error)?;
    Some(html! { <p class="notice notice--error" role="alert" tabindex="-1" autofocus>{errors::of_action(&error)}</p> })
}

/// The language in which some miss a text.
fn missing(announcement: &Announcement) -> Option<Lang> {
    announcement.written.letter.only_lang().map(Lang::other)
}

/// A moment with its weekday.
fn when(at: jiff::Timestamp) -> String {
    format!("{}, {}", date::full(lang(), local(at).date()), date::time(lang(), local(at).time()))
}

/// How far it has come, and the way back.
#[component]
fn Life(announcement: Announcement) -> impl IntoView {
    let text = &t().announcement;
    let id = announcement.id;
    match (announcement.state, announcement.due) {
        (State::Scheduled, Some(due)) => html! {
            <Form action={Action::new::<CancelAnnouncement>()} id="avbryt" quiet=true class="notice notice--info">
                <input type="hidden" name="id" value=id.to_string()/>
                <p><Icon name="clock"/>{(text.goes_out)(&when(due))}</p>
                <p class="button-row"><button type="submit" class="button">{text.cancel}</button></p>
            </Form>
        },
        (State::Sent, _) => html! { <p class="notice notice--ok"><Icon name="check"/>{text.is_sent}</p> },
        _ => html! {
            <p class="notice notice--info"><Icon name="info"/>{text.is_draft}</p>
            <p class="button-row"><a class="button" href=format!("{}/andra", address_of(id))>{text.edit}</a></p>
        },
    }
}

/// The letter as one of those who get it sees it; the reader chooses who.
#[component]
fn Looks(announcement: Announcement, selection: Selection, choices: Choices, caller: Caller) -> impl IntoView {
    let text = &t().announcement;
    let wanted = context::query("som").and_then(|number| number.parse().ok()).map(PersonId);
    let receivers = selection.receivers;
    let chosen = receivers.iter().find(|one| Some(one.person) == wanted).or_else(|| receivers.first());
    let works_for = choices.organisations.iter().find(|one| one.id == caller.organisation);
    let own = || Values {
        name: caller.name.clone(),
        organisation: works_for.map(|one| one.name.clone()).unwrap_or_default(),
        setting: choices.setting.clone(),
    };
    let values = chosen.map_or_else(own, |one| Values::of(one, &choices.setting));
    let person = chosen.map(|one| one.person);
    let options: Vec<_> = receivers
        .iter()
        .map(|one| html! { <option value=one.person.to_string() selected=Some(one.person) == person>{one.name.clone()}</option> })
        .collect();
    let switch = (receivers.len() > 1).then(|| {
        html! {
            <form method="get" class="filters" data-in-place>
                <div class="field">
                    <label for="som">{text.seen_by}</label>
                    <select id="som" name="som">{options}</select>
                </div>
                <div class="button-row"><button class="button button--quiet" type="submit">{text.show}</button></div>
            </form>
        }
    });
    html! {
        <section class="section">
            <h2>{(text.preview_of)(&values.name)}</h2>
            {switch}
            {in_both_languages(&announcement.written.letter, &values, choices.reply_to.as_deref())}
            <RepliesGo to=choices.reply_to/>
        </section>
    }
}

#[component]
fn Test(id: AnnouncementId) -> impl IntoView {
    let text = &t().announcement;
    html! {
        <section class="section">
            <h2>{text.test_title}</h2>
            <Form action={Action::new::<TestAnnouncement>()} id="testa" quiet=true>
                <input type="hidden" name="id" value=id.to_string()/>
                <p>{text.test_lede}</p>
                <div class="button-row"><button type="submit" class="button">{text.test}</button></div>
            </Form>
        </section>
    }
}

#[component]
fn Schedule(announcement: Announcement) -> impl IntoView {
    let text = &t().announcement;
    let labels = [("when", text.when), ("date", text.date), ("time", text.time)]
        .map(|(name, label)| (format!("at[{name}]"), label.to_owned()));
    html! {
        <section class="section">
            <h2>{text.send_title}</h2>
            <Form action={Action::new::<ScheduleAnnouncement>()} labels=labels.to_vec()>
                <input type="hidden" name="id" value=announcement.id.to_string()/>
                <input type="hidden" name="version" value=announcement.version.to_string()/>
                <p>{text.send_lede}</p>
                <Choice name="at[when]" label=text.when options=vec![("now", "mail", text.now), ("later", "clock", text.later)]/>
                <Field name="at[date]" label=text.date kind=Kind::Date/>
                <Field name="at[time]" label=text.time hint=text.time_hint kind=Kind::Time/>
                <div class="button-row"><Submit label=text.send/></div>
            </Form>
        </section>
    }
}

#[component]
fn Steps(steps: Vec<StepTaken>) -> impl IntoView {
    let text = &t().announcement;
    let items: Vec<_> = steps
        .into_iter()
        .map(|taken| html! { <li>{step(taken.step)}" "{date::moment(lang(), taken.at)}", "<Written text=taken.by/></li> })
        .collect();
    html! { <details class="breakdown"><summary>{text.history}</summary><ul class="prose">{items}</ul></details> }
}

#[component]
fn Delete(id: AnnouncementId) -> impl IntoView {
    let text = &t().announcement;
    html! {
        <details class="breakdown">
            <summary>{text.delete}</summary>
            <Form action={Action::new::<DeleteAnnouncement>()} id="radera" quiet=true>
                <input type="hidden" name="id" value=id.to_string()/>
                <p>{text.delete_lede}</p>
                <div class="button-row"><Submit label=text.delete danger=true/></div>
            </Form>
        </details>
    }
}
