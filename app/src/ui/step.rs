//! Boards that are changed step by step. Every button that takes a step by itself
//! belongs to one form without a face; what is dropped fills in another one.

use std::fmt::Display;

use leptos::prelude::*;

use super::{Action, Form, html};

/// The form that every button belongs to which takes a step by itself.
pub(crate) const BUTTONS: &str = "steg";
/// The form that a drop fills in: the page script knows it by this name.
const DROP: &str = "slapp";

/// The two forms. What stands in them tells the server which board one sees.
#[component]
pub(crate) fn StepForms(action: Action, children: ChildrenFn) -> impl IntoView {
    let (of_buttons, of_drop) = (children(), children());
    html! {
        <Form action id=BUTTONS class="faceless" quiet=true>{of_buttons}</Form>
        <Form action id=DROP class="faceless" quiet=true>
            {of_drop}
            <input type="hidden" name="step" value=""/>
        </Form>
    }
}

/// A button that takes a step by itself.
pub(crate) fn step_button(step: impl Display, label: &str, about: Option<&str>) -> AnyView {
    let about = about.map(|name| html! { <span class="visually-hidden">{format!(": {name}")}</span> });
    html! { <button type="submit" form=BUTTONS name="step" value=step.to_string() class="button">{label.to_owned()}{about}</button> }
}
