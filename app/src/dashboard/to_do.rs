//! What waits for someone, in words, and where to do it.

use domain::dashboard::{Item, ToDo};
use leptos::prelude::*;

use super::coming::{Several, about, leads_to};
use crate::{
    people::draft,
    text::{date, lang, t},
    ui::{Task, Tasks, Written, html},
};

/// All that waits, in the order in which it is told.
#[component]
pub(super) fn ToDoList(
    /// What waits.
    to_do: Vec<Item<ToDo>>,
    /// Of what the reader has several.
    several: Several,
) -> impl IntoView {
    let text = &t().dashboard;
    let none = to_do.is_empty();
    let tasks: Vec<_> = to_do
        .into_iter()
        .map(|item| {
            let partner = item.pair.as_ref().map(|(_, name)| name.as_str());
            let label = words(&item.what, partner.unwrap_or_default());
            let href = leads_to(&item, several, &path(&item.what));
            let what = html! { <a href=href><Written text=label/></a>{about(&item, several)} };
            Task { what: Some(what), ..Task::default() }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.todo}</h2>
            {none.then(|| html! { <p class="muted">{text.todo_none}</p> })}
            <Tasks tasks/>
        </section>
    }
}

/// In words. `partner` is a first name, of whoever it is about; may be empty.
pub(crate) fn words(what: &ToDo, partner: &str) -> String {
    let text = &t().dashboard;
    let words = match what {
        ToDo::TakeSeat(offer) => {
            let hours = date::hours(lang(), offer.hours.starts, offer.hours.ends);
            return (text.todo_seat)(offer.day.title.get(lang()), &hours, &date::moment(lang(), offer.until));
        }
        ToDo::AnswerProposal => return (t().proposal.todo_answer)(partner),
        ToDo::Reply(day) => return (text.todo_reply)(day.title.get(lang())),
        ToDo::Evaluate(day) => return (t().follow_up.todo)(day.title.get(lang())),
        ToDo::GoOn(form) => return (t().drafts.todo)(&draft::name(form)),
        ToDo::LogMeeting => text.todo_log,
        ToDo::MeetFirst => text.todo_first,
        ToDo::MeetAgain => t().proposal.todo_slipped,
        ToDo::SignAgreement => t().agreement.todo_sign,
        ToDo::AnswerPulse => t().pulse.todo,
        ToDo::OwnApplication => t().applying.go_to_own,
        ToDo::Endorse => t().applying.go_to_list,
    };
    words.to_owned()
}

/// Where it is done.
fn path(what: &ToDo) -> String {
    let path = match what {
        ToDo::TakeSeat(offer) => return format!("/dagar/{}", offer.day.slug),
        ToDo::Reply(day) => return format!("/dagar/{}", day.slug),
        ToDo::Evaluate(day) => return format!("/dagar/{}/utvardering", day.slug),
        ToDo::AnswerProposal | ToDo::MeetFirst | ToDo::MeetAgain => "/par",
        ToDo::LogMeeting => "/par/traffar/ny",
        ToDo::SignAgreement => "/par/overenskommelse",
        ToDo::AnswerPulse => "/min-sida/puls",
        ToDo::GoOn(_) => draft::PAGE,
        ToDo::OwnApplication => "/ansok/ansokan",
        ToDo::Endorse => "/kontakt/ansokningar",
    };
    path.to_owned()
}
