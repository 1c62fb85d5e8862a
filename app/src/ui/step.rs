//! Boards that are changed step by step. Every button that takes a step by itself
//! belongs to one form without a face; what is dropped fills in another one.

use std::fmt::Display;

use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement};

use super::{Action, Form, html};

/// The form that every button belongs to which takes a step by itself.
pub(crate) const BUTTONS: &str = "steg";
/// The form that a drop fills in.
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

/// Takes the step that a drop says, the way that every form's goes.
pub(crate) fn drop_step(step: impl Display) {
    let form = document().get_element_by_id(DROP).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form else { return };
    let field = form.query_selector("[name=step]").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(&step.to_string());
        let _ = form.request_submit();
    }
}

/// Gives something the focus, once it stands in the document.
pub(crate) fn focus(id: String) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = found {
            let _ = element.focus();
        }
    });
}
