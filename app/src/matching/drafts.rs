//! The drafts: which there are, a new one, and one that is given up.

use std::sync::Arc;

use domain::matching::{DraftId, DraftLine, MatchingView};
use leptos::prelude::*;

use super::{
    api::{DeleteMatchDraft, NewMatchDraft},
    why::ask_href,
};
use crate::{
    text::t,
    ui::{Action, Field, Form, Submit, Tick, Written, html},
};

/// Every draft, the open one marked; before there is one, the way to it.
#[component]
pub(super) fn Drafts(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    let open = view.open.as_ref().map(|open_draft| open_draft.id);
    let line = |draft: &DraftLine| {
        let current = (Some(draft.id) == open).then_some("page");
        html! {
            <li>
                <a href=ask_href(draft.id, None) aria-current=current data-in-place>
                    <span class="draft-tab__name"><Written text=draft.name.clone()/></span>
                    <span class="draft-tab__worth">{(words.tab)(draft.pairs.len(), draft.total)}</span>
                </a>
            </li>
        }
    };
    if view.drafts.is_empty() {
        return html! { <Start view/> };
    }
    html! {
        <nav class="draft-tabs" aria-label=words.drafts>
            <ul>{view.drafts.iter().map(line).collect_view()}</ul>
        </nav>
    }
}

/// Makes a draft.
#[component]
pub(super) fn Start(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    let action = Action::new::<NewMatchDraft>();
    let first = view.drafts.is_empty();
    let chosen = action.typed("like").unwrap_or_default();
    let like = (!first).then(|| {
        let option = |draft: &DraftLine| {
            let value = draft.id.to_string();
            html! { <option value=value.clone() selected=chosen == value>{(words.like)(&draft.name)}</option> }
        };
        html! {
            <div class="field">
                <label for="like">{words.begin_with}</label>
                <select id="like" name="like">
                    <option value="">{words.begin_with_best}</option>
                    {view.drafts.iter().map(option).collect_view()}
                </select>
            </div>
        }
    });
    let (reserves, later) = (view.people.iter().any(|one| one.reserve), view.pairs > 0);
    let form = html! {
        <Form action labels=vec![("name".to_owned(), words.name.to_owned())]>
            <p>{words.start_lede}</p>
            <Field name="name" label=words.name value=(words.name_of)(view.drafts.len() + 1)/>
            {like}
            {reserves.then(|| html! { <Tick name="reserves" label=words.with_reserves checked=later/> })}
            <div class="button-row"><Submit label=words.start/></div>
        </Form>
    };
    if first {
        html! { <section class="section"><h2>{words.first}</h2>{form}</section> }
    } else {
        html! { <details class="breakdown" open=action.is_refilled()><summary>{words.another}</summary>{form}</details> }
    }
}

/// Gives the open draft up.
#[component]
pub(super) fn Remove(draft: DraftId) -> impl IntoView {
    let words = &t().matching;
    let action = Action::new::<DeleteMatchDraft>();
    html! {
        <details class="breakdown">
            <summary>{words.delete}</summary>
            <Form action>
                <input type="hidden" name="draft" value=draft.to_string()/>
                <p>{words.delete_lede}</p>
                <div class="button-row"><Submit label=words.delete_do danger=true/></div>
            </Form>
        </details>
    }
}
