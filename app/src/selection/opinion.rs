//! What the group thinks of an application, and who takes no part.

use domain::selection::{Opinion, Reading, Recusal, Vote};
use leptos::prelude::*;

use super::{
    api::{self, LiftRecusal, Recuse},
    text::vote,
};
use crate::{
    people::draft::{DraftForm, Drafts},
    text::t,
    ui::{Action, Choice, Form, Prose, Submit, TextArea, Written, html},
};

/// Everyone's votes, for a reader who has voted.
#[component]
pub(super) fn Opinions(reading: Reading) -> impl IntoView {
    let opinions = reading.opinions.unwrap_or_default();
    if opinions.is_empty() {
        return ().into_any();
    }
    let rows = opinions.into_iter().map(|Opinion { by, vote: voted, note }| {
        html! {
            <li>
                <strong><Written text=by/></strong>": "{vote(voted)}
                {said(&note)}
            </li>
        }
    });
    html! {
        <section class="section">
            <h2>{t().selecting.opinions}</h2>
            <ul class="opinions">{rows.collect_view()}</ul>
        </section>
    }
}

/// Votes, or changes one's vote.
#[component]
pub(super) fn VoteForm(reading: Reading, drafts: Drafts) -> impl IntoView {
    if !reading.stage.is_open() {
        return ().into_any();
    }
    let text = &t().selecting;
    let own = reading.own;
    let icon = |vote| match vote {
        Vote::Yes => "check",
        Vote::Maybe => "question",
        Vote::No => "cross",
    };
    let options = Vote::ALL.iter().map(|one| (one.name(), icon(*one), vote(*one))).collect();
    let value = own.as_ref().map(|own| own.vote.name()).unwrap_or_default();
    let note = own.as_ref().map(|own| own.note.clone()).unwrap_or_default();
    let action = drafts.go_on(Action::new::<api::Vote>());
    let labels = vec![("vote".into(), text.own_vote.into()), ("note".into(), text.note.into())];
    let id = reading.dossier.application.id.to_string();
    html! {
        <section class="section">
            <h2>{text.vote_title}</h2>
            {own.is_none().then(|| html! { <p>{text.vote_lede}</p> })}
            <DraftForm action drafts labels>
                <input type="hidden" name="id" value=id/>
                <Choice name="vote" label=text.own_vote options value/>
                <TextArea name="note" label=text.note hint=text.note_hint value=note rows=4/>
                <div class="button-row"><Submit label=text.vote/></div>
            </DraftForm>
        </section>
    }
}

/// Those who have declared a conflict of interest, for organisers.
#[component]
pub(super) fn Recusals(reading: Reading) -> impl IntoView {
    let text = &t().selecting;
    if reading.recusals.is_empty() {
        return ().into_any();
    }
    let open = reading.stage.is_open();
    let id = reading.dossier.application.id;
    let rows = reading.recusals.into_iter().map(|Recusal { person, name, reason }| {
        html! {
            <li>
                <strong><Written text=name/></strong>": "<Written text=reason links=true/>
                {open.then(|| html! {
                    <Form action={Action::new::<LiftRecusal>()} quiet=true id=format!("jav-{person}")>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <input type="hidden" name="person" value=person.to_string()/>
                        <div class="button-row"><Submit label=text.lift/></div>
                    </Form>
                })}
            </li>
        }
    });
    html! {
        <section class="section">
            <h2>{text.recusals}</h2>
            <ul class="opinions">{rows.collect_view()}</ul>
        </section>
    }
}

/// Declares a conflict of interest. Asks first: the application is gone then.
#[component]
pub(super) fn RecuseForm(reading: Reading) -> impl IntoView {
    if !reading.stage.is_open() {
        return ().into_any();
    }
    let text = &t().selecting;
    let action = Action::new::<Recuse>();
    let id = reading.dossier.application.id.to_string();
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{text.recuse_title}</summary>
            <Form action labels=vec![("reason".into(), text.reason.into())]>
                <input type="hidden" name="id" value=id/>
                <p>{text.recuse_lede}</p>
                <TextArea name="reason" label=text.reason rows=3/>
                <div class="button-row"><Submit label=text.recuse danger=true/></div>
            </Form>
        </details>
    }
}

/// What someone wrote, if they did.
pub(super) fn said(words: &str) -> Option<AnyView> {
    (!words.is_empty()).then(|| html! { <Prose text=words/> })
}
