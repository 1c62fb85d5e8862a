//! What surrounds an answer, in place below it: what one needs at the day, and
//! whether one meets one's partner before or after it.

use domain::{
    day::{
        arrangements::Arrangements as What,
        meet_up::{MeetUp, Slot},
    },
    time::local,
};
use leptos::prelude::*;

use super::api::SetMeetUp;
use crate::{
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, html},
};

/// What surrounds the answers to a day.
#[component]
pub(super) fn Arrangements(
    arrangements: What,
    slug: String,
    day: i64,
    #[prop(optional_no_strip)] partner: Option<String>,
) -> impl IntoView {
    let text = &t().day;
    let needs = arrangements.needs.map(|noted| {
        let state = if noted { text.needs_noted } else { text.needs_none };
        html! { <p class="muted"><a href=format!("/dagar/{slug}/behov")>{text.needs}</a>{state}</p> }
    });
    let meet_ups = partner
        .filter(|_| !arrangements.meet_ups.is_empty())
        .map(|partner| html! { <MeetUps meet_ups=arrangements.meet_ups day partner/> });
    let dropped: Vec<_> = arrangements.dropped.into_iter().map(no_longer).collect();
    html! { {meet_ups} {dropped} {needs} }
}

/// When the two could meet: a button for each time, pressed while one says so.
#[component]
fn MeetUps(meet_ups: Vec<MeetUp>, day: i64, partner: String) -> impl IntoView {
    let text = &t().day;
    let action = Action::new::<SetMeetUp>();
    let failed = action.error().map(|error| errors::of_action(&error));
    let words: Vec<_> = meet_ups.iter().filter_map(|meet_up| in_words(meet_up, &partner)).collect();
    let buttons: Vec<_> = meet_ups.iter().map(button).collect();
    html! {
        <Form action id=format!("ses-{day}") lands=format!("ses-{day}") class="meet-up" quiet=true>
            <input type="hidden" name="day" value=day.to_string()/>
            <fieldset class="meet-up__choices">
                <legend>{(text.meet_up)(&partner)}</legend>
                {buttons}
            </fieldset>
            <div role="status">{words} {failed}</div>
        </Form>
    }
}

/// That two who had agreed to meet cannot any more.
fn no_longer(slot: Slot) -> AnyView {
    let words = match slot {
        Slot::Before => t().day.no_longer_before,
        Slot::After => t().day.no_longer_after,
    };
    html! { <p class="partner-answer"><Icon name="warning"/><span>{words}</span></p> }
}

/// Says so, or takes it back: the field's name tells which.
fn button(meet_up: &MeetUp) -> AnyView {
    let time = date::time(lang(), local(meet_up.from).time());
    let text = &t().day;
    let label = match meet_up.slot {
        Slot::Before => text.meet_before,
        Slot::After => text.meet_after,
    }(&time);
    let (name, pressed) = if meet_up.mine { ("unsay", "true") } else { ("say", "false") };
    html! { <button class="button" type="submit" name=name value=meet_up.slot.name() aria-pressed=pressed>{label}</button> }
}

/// What the two have said of a time; nothing if neither has.
fn in_words(meet_up: &MeetUp, partner: &str) -> Option<AnyView> {
    let text = &t().day;
    let time = date::time(lang(), local(meet_up.from).time());
    let (icon, words) = match (meet_up.mine, meet_up.partners, meet_up.slot) {
        (true, true, Slot::Before) => ("check", (text.you_meet_before)(&time)),
        (true, true, Slot::After) => ("check", (text.you_meet_after)(&time)),
        (false, true, Slot::Before) => ("question", (text.partner_could_before)(partner)),
        (false, true, Slot::After) => ("question", (text.partner_could_after)(partner)),
        (true, false, _) => ("clock", (text.partner_has_not_said)(partner)),
        (false, false, _) => return None,
    };
    Some(html! { <p class="partner-answer"><Icon name=icon/><span>{words}</span></p> })
}
