//! What there is to do: the same list for participants, contact persons, the working
//! group and organisers.

use leptos::prelude::*;

use super::html;

/// Something to do.
#[derive(Default)]
pub struct Task {
    /// Its id on the page; empty where nothing leads to it.
    pub id: String,
    /// Whether it is for today.
    pub now: bool,
    /// What it is.
    pub what: Option<AnyView>,
    /// What else there is to know.
    pub more: Option<AnyView>,
    /// What does it, or puts it off.
    pub actions: Option<AnyView>,
}

/// All there is to do, in the order in which it is told.
#[component]
pub fn Tasks(tasks: Vec<Task>) -> impl IntoView {
    let items: Vec<_> = tasks
        .into_iter()
        .map(|Task { id, now, what, more, actions }| {
            let id = (!id.is_empty()).then_some(id);
            html! {
                <li class="task" class:task--now=now id=id>
                    <div class="task__what">{what}</div>
                    {more.map(|more| html! { <div class="task__more">{more}</div> })}
                    {actions.map(|actions| html! { <div class="task__actions">{actions}</div> })}
                </li>
            }
        })
        .collect();
    html! { <ul class="todo">{items}</ul> }
}
