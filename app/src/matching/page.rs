//! The board: the drafts, the one that is open, and what the group has decided
//! for all of them.

use std::sync::Arc;

use domain::{
    matching::{DraftId, Infeasible, MatchingView, OpenDraft, Step},
    people::PersonId,
};
use leptos::prelude::*;

use super::{
    api::{self, ChangeMatchDraft, PublishMatches, read_matching},
    compare::Compare,
    drafts::{Drafts, Remove, Start},
    pairs::Pairs,
    settings::{Lifts, SeveralAdepts, Ties, Weighing},
    text,
    unpaired::WithoutPair,
};
use crate::{
    context,
    page::PageResult,
    text::{errors, t},
    ui::{Action, Form, Icon, Page, Receipt, StepForms, Submit, Tick, Written, html, step_button, told},
};

/// Who becomes whose mentor.
pub async fn matching_page() -> PageResult {
    let asked = |name: &str| context::query(name).and_then(|id| id.parse().ok());
    let board = Arc::new(read_matching(asked("utkast"), asked("adept")).await?);
    Ok(html! { <Board board/> })
}

#[component]
fn Board(board: Arc<api::Board>) -> impl IntoView {
    let view = Arc::new(board.view.clone());
    let words = &t().matching;
    let published = context::query("publicerade").and_then(|pairs| pairs.parse::<usize>().ok());
    let nobody = view.people.is_empty();
    let open = view
        .open
        .as_ref()
        .map(|open_draft| html! { <OpenDraft board=Arc::clone(&board) view=Arc::clone(&view) open_draft=open_draft.clone()/> });
    html! {
        <Page title=words.title lede=lede(&view)>
            {published.map(|pairs| html! {
                <Receipt>{(words.published)(pairs)}</Receipt>
            })}
            {told("borta", words.deleted)}
            {view.recused.then(|| html! { <p class="notice"><Icon name="eye"/><span>{words.recused}</span></p> })}
            {(!view.left_out.is_empty()).then(|| html! {
                <p class="notice notice--error"><Icon name="warning"/><span>{(words.left_out)(&view.left_out)}</span></p>
            })}
            {nobody.then(|| html! { <p class="empty">{words.nobody}</p> })}
            <Failure/>
            <Drafts view=Arc::clone(&view)/>
            {open}
            <section class="section match-settings">
                <h2>{words.for_all}</h2>
                <p>{words.for_all_lede}</p>
                <Weighing view=Arc::clone(&view)/>
                <SeveralAdepts view=Arc::clone(&view)/>
                <Ties view=Arc::clone(&view)/>
                <Lifts view=Arc::clone(&view)/>
            </section>
        </Page>
    }
}

/// What every form says: the draft, and which version one sees.
#[component]
fn Version(draft: DraftId, version: u32) -> impl IntoView {
    html! {
        <input type="hidden" name="draft" value=draft.to_string()/>
        <input type="hidden" name="version" value=version.to_string()/>
    }
}

/// How many there are to be matched, and how many pairs there is room for.
fn lede(view: &MatchingView) -> String {
    let words = &t().matching;
    let mentors = view.people.iter().filter(|one| one.mentor && !one.reserve).count();
    let adepts = view.people.iter().filter(|one| !one.mentor && !one.reserve).count();
    let reserves = view.people.iter().filter(|one| one.reserve).count();
    let mut lede = (words.lede)(adepts, mentors, view.places);
    if reserves > 0 {
        lede.push_str(&(words.lede_reserves)(reserves));
    }
    if view.pairs > 0 {
        lede.push_str(&(words.lede_pairs)(view.pairs));
    }
    lede
}

/// Why the last step was not taken: someone was faster, or a rule forbids it.
#[component]
fn Failure() -> impl IntoView {
    let failed = Action::new::<ChangeMatchDraft>().error().map(|error| errors::of_action(&error));
    html! {
        <div role="alert">
            {failed.map(|failed| html! { <p class="notice notice--error"><Icon name="warning"/><span>{failed}</span></p> })}
        </div>
    }
}

/// Everything about the draft that is open.
#[component]
fn OpenDraft(board: Arc<api::Board>, view: Arc<MatchingView>, open_draft: OpenDraft) -> impl IntoView {
    let words = &t().matching;
    let name = view.line().map(|line| line.name.clone()).unwrap_or_default();
    let (draft, version) = (open_draft.id, open_draft.version);
    let undo = open_draft.undoable.then(|| step_button(Step::Undo, words.undo, None));
    let open_draft = Arc::new(open_draft);
    html! {
        <StepForms action={Action::new::<ChangeMatchDraft>()}><Version draft version/></StepForms>
        <section class="section match-draft" aria-labelledby="utkast">
            <h2 id="utkast"><Written text=name/></h2>
            <Worth view=Arc::clone(&view) open_draft=Arc::clone(&open_draft)/>
            <Pairs board=Arc::clone(&board) open_draft=Arc::clone(&open_draft)/>
            <WithoutPair board open_draft=Arc::clone(&open_draft)/>
            <div class="seating__bar button-row">
                {undo}
                {step_button(Step::Propose, words.propose, None)}
            </div>
            <p class="muted">{words.propose_hint}</p>
        </section>
        <Compare view=Arc::clone(&view)/>
        <Publish view=Arc::clone(&view) open_draft=Arc::clone(&open_draft)/>
        <Start view=Arc::clone(&view)/>
        <Remove draft/>
    }
}

/// What the draft is worth, beside the best there is.
#[component]
fn Worth(view: Arc<MatchingView>, open_draft: Arc<OpenDraft>) -> impl IntoView {
    let words = &t().matching;
    let best = match &open_draft.short_of {
        Ok((0, 0)) => html! { <p class="status status--yes"><Icon name="check"/>{words.best}</p> },
        Ok((pairs, points)) => {
            html! { <p class="status status--maybe"><Icon name="info"/>{text::short_of(*pairs, *points)}</p> }
        }
        Err(why) => {
            html! { <p class="notice notice--error"><Icon name="warning"/><span>{infeasible(&view, *why)}</span></p> }
        }
    };
    html! {
        <p class="door-count" role="status">
            <strong>{open_draft.pairs.len()}</strong>{(words.pairs_worth)(open_draft.pairs.len(), open_draft.total)}
        </p>
        {best}
    }
}

/// Why there is no draft that keeps what is locked.
fn infeasible(view: &MatchingView, why: Infeasible) -> String {
    let words = &t().matching;
    let name = |person: PersonId| view.person(person).map(|one| one.name.clone());
    match why {
        Infeasible::Pair { adept, mentor, rule } => match (name(adept), name(mentor)) {
            (Some(adept), Some(mentor)) => (words.locked_against)(&adept, &mentor, text::rule(rule)),
            // One whom the reader does not see.
            _ => words.locked_against_unseen.to_owned(),
        },
        Infeasible::Places { most } => (words.too_many_locked)(most),
    }
}

/// Makes the draft's pairs the round's.
#[component]
fn Publish(view: Arc<MatchingView>, open_draft: Arc<OpenDraft>) -> impl IntoView {
    let words = &t().matching;
    if open_draft.pairs.is_empty() {
        return ().into_any();
    }
    let pairs = open_draft.pairs.len();
    let action = Action::new::<PublishMatches>();
    let (draft, version) = (open_draft.id, open_draft.version);
    let form = if open_draft.whole {
        html! {
            <Form action labels=vec![("sure".to_owned(), words.publish_sure_label.to_owned())]>
                <Version draft version/>
                <p>{(words.publish_lede)(pairs)}</p>
                <Tick name="sure" label=(words.publish_sure)(pairs * 2)/>
                <div class="button-row"><Submit label=words.publish/></div>
            </Form>
        }
    } else {
        html! { <p>{words.publish_unseen}</p> }
    };
    let open = action.is_refilled() || !view.drafts.iter().any(|draft| draft.id != open_draft.id);
    html! {
        <details class="breakdown" open=open>
            <summary>{(words.publish_summary)(pairs)}</summary>
            {form}
        </details>
    }
}
