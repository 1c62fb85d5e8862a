//! What an organiser can do with a day as a whole, above its board: edit it,
//! publish a draft, cancel what is published. What sends mail asks first.

use domain::day::{Comment, Day, State};
use jiff::Timestamp;
use leptos::prelude::*;

use super::api::{CancelDay, DeleteDraft, PublishDay};
use crate::{
    context,
    day::StateTags,
    text::t,
    ui::{Action, Form, Receipt, Submit, TextArea, html},
};

/// How far a day has come, and what can be done with it.
#[component]
pub(crate) fn Life(
    /// The day.
    day: Day,
    /// How many are invited to it.
    invited: u32,
    /// The time.
    now: Timestamp,
) -> impl IntoView {
    let text = &t().planning;
    let slug = day.slug.clone();
    let edit = (day.state != State::Cancelled).then(|| {
        let href = format!("/organisera/dagar/{slug}/andra");
        html! { <p class="button-row"><a class="button" href=href>{text.edit}</a></p> }
    });
    let rest = match day.state {
        State::Draft => html! { <Publish slug=slug.clone() invited/> <Delete slug/> },
        State::Published if day.is_to_come(now) => html! { <Cancel slug invited/> },
        State::Published | State::Cancelled => ().into_any(),
    };
    let tagged = day.state != State::Published || day.moved();
    html! {
        {tagged.then(|| html! { <p><StateTags day=day.clone()/></p> })}
        {done()}
        {edit}
        {rest}
    }
}

/// What came of it, if the address says that something has just been done.
fn done() -> Option<AnyView> {
    let text = &t().planning;
    let people = |name: &str| context::query(name).and_then(|people| people.parse().ok());
    let sentence = match (context::query("sparad"), people("inbjudna"), people("installd")) {
        (Some(how), ..) if how == "ihop" => text.saved_together.to_owned(),
        (Some(_), ..) => text.saved.to_owned(),
        (_, Some(people), _) => (text.published)(people),
        (_, _, Some(people)) => (text.cancelled)(people),
        _ => return None,
    };
    Some(html! { <Receipt>{sentence}</Receipt> })
}

#[component]
fn Publish(slug: String, invited: u32) -> impl IntoView {
    let text = &t().planning;
    let action = Action::new::<PublishDay>();
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{text.publish}</summary>
            <Form action>
                <input type="hidden" name="slug" value=slug/>
                <p>{(text.publish_lede)(invited)}</p>
                <div class="button-row"><Submit label=text.publish_send/></div>
            </Form>
        </details>
    }
}

#[component]
fn Cancel(slug: String, invited: u32) -> impl IntoView {
    let text = &t().planning;
    let action = Action::new::<CancelDay>();
    html! {
        <details class="breakdown">
            <summary>{text.cancel}</summary>
            <Form action labels=vec![("word".to_owned(), text.cancel_comment.to_owned())]>
                <input type="hidden" name="slug" value=slug/>
                <p>{(text.cancel_lede)(invited)}</p>
                <TextArea name="word" label=text.cancel_comment hint=(text.cancel_comment_hint)(Comment::MAX) rows=3/>
                <div class="button-row"><Submit label=text.cancel_send danger=true/></div>
            </Form>
        </details>
    }
}

#[component]
fn Delete(slug: String) -> impl IntoView {
    let text = &t().planning;
    let action = Action::new::<DeleteDraft>();
    html! {
        <details class="breakdown">
            <summary>{text.delete}</summary>
            <Form action>
                <input type="hidden" name="slug" value=slug/>
                <p>{text.delete_lede}</p>
                <div class="button-row"><Submit label=text.delete_do danger=true/></div>
            </Form>
        </details>
    }
}
