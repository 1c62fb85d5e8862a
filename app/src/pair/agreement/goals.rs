//! Goals, and how far the two have come with them.

use domain::{
    merge::BASE_FIELD,
    pair::agreement::{Agreements, FAR, Goal, Progress, ProgressForm},
};
use leptos::prelude::*;

use super::api::NoteProgress;
use crate::{
    text::t,
    ui::{Action, Form, ReadAs, Written, base, html},
};

/// Goals as they are written.
#[component]
pub(super) fn GoalList(goals: Vec<Goal>) -> impl IntoView {
    let goals: Vec<_> = goals
        .into_iter()
        .map(|goal| {
            let steps: Vec<_> = goal.steps.into_iter().map(|step| html! { <li><Written text=step links=true/></li> }).collect();
            html! { <li class="goal"><p class="goal__what"><Written text=goal.what links=true/></p><ul class="goal__steps">{steps}</ul></li> }
        })
        .collect();
    html! { <h3>{t().agreement.goals}</h3><ol class="goals">{goals}</ol> }
}

/// The goals that hold, each with a form of its own.
#[component]
pub(super) fn Goals(goals: Vec<Goal>, agreements: Agreements, open: bool) -> impl IntoView {
    let goals: Vec<_> = goals
        .into_iter()
        .map(|goal| {
            let progress = agreements.progress_of(&goal);
            html! { <GoalItem goal progress open/> }
        })
        .collect();
    html! {
        {open.then(|| html! { <p class="muted">{t().agreement.goals_lede}</p> })}
        <ol class="goals">{goals}</ol>
    }
}

#[component]
fn GoalItem(goal: Goal, progress: Progress, open: bool) -> impl IntoView {
    let text = &t().agreement;
    let action = Action::new::<NoteProgress>();
    let far = progress.far(goal.steps.len());
    let id = goal.id.map(|id| id.to_string()).unwrap_or_default();
    let item = format!("mal-{id}");
    let typed = Some(action).filter(|action| action.typed("goal").as_ref() == Some(&id));
    let fields = if goal.steps.is_empty() {
        let percent = typed.and_then(|action| action.typed("percent")?.parse().ok()).unwrap_or(far);
        open.then(|| html! { <Percentage id=id.clone() percent/> }).into_any()
    } else {
        steps(&id, goal.steps, progress, open)
    };
    let read = base(&ProgressForm::from(progress));
    // Every goal's form does the same: only one of them comes back.
    let read = if typed.is_some() {
        let labels = vec![("percent".to_owned(), text.far_label.to_owned())];
        html! { <ReadAs read labels/> }
    } else {
        html! { <input type="hidden" name=BASE_FIELD value=read/> }
    };
    let shown = if open {
        html! {
            <Form action id=format!("framsteg-{id}") quiet=true class="goal__form">
                <input type="hidden" name="goal" value=id/>
                {read}
                {fields}
                <button type="submit" class="button">{text.save_progress}</button>
            </Form>
        }
    } else {
        fields
    };
    html! {
        <li class="goal" id=item>
            <p class="goal__what"><Written text=goal.what links=true/></p>
            <p class="goal__far">
                <progress max="100" value=far.to_string() aria-hidden="true"></progress>
                <span>{(text.far)(far)}</span>
            </p>
            {shown}
        </li>
    }
}

/// Each step, done or not: to be ticked while that can be changed.
fn steps(id: &str, steps: Vec<String>, progress: Progress, open: bool) -> AnyView {
    let tick = |(n, step): (usize, String)| {
        let field = format!("goal-{id}-{n}");
        html! {
            <div class="field field--tick">
                <input type="checkbox" id=field.clone() name=format!("ticks[{n}]") value="1" checked=progress.ticked(n)/>
                <label for=field><Written text=step/></label>
            </div>
        }
    };
    let line = |(n, step): (usize, String)| {
        let state = if progress.ticked(n) { t().pair.done } else { t().pair.not_done };
        html! { <li><Written text=step links=true/><span class="muted">" ("{state}")"</span></li> }
    };
    let steps = steps.into_iter().enumerate();
    if open {
        html! { <div class="goal__ticks">{steps.map(tick).collect_view()}</div> }
    } else {
        html! { <ul class="goal__steps">{steps.map(line).collect_view()}</ul> }
    }
}

/// How far a goal without steps has come.
#[component]
fn Percentage(id: String, percent: u32) -> impl IntoView {
    let options: Vec<_> = FAR
        .iter()
        .map(|far| html! { <option value=far.to_string() selected=*far == percent>{format!("{far} %")}</option> })
        .collect();
    let field = format!("goal-{id}-percent");
    html! {
        <div class="field">
            <label for=field.clone()>{t().agreement.far_label}</label>
            <select id=field name="percent">{options}</select>
        </div>
    }
}
