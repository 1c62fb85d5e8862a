//! Those who stand at the door, and nobody knew of them.

use domain::{
    attendance::{CheckedIn, Visitor},
    day::SegmentId,
    time::local,
};
use leptos::{html::Div, prelude::*, wasm_bindgen::JsCast};
use web_sys::HtmlFormElement;

use crate::{
    text::{date, t},
    ui::{Action, Field, Form, Submit, html},
};

/// The visitors of a segment, and the form that lets one in.
#[component]
pub(super) fn Visitors(visitors: Vec<Visitor>, segment: SegmentId, add: Action, remove: Action) -> impl IntoView {
    let text = &t().attendance;
    let none = visitors.is_empty();
    let visitors: Vec<_> = visitors.into_iter().map(|visitor| row(visitor, remove)).collect();
    let labels = vec![
        ("name".to_owned(), text.visitor_name.to_owned()),
        ("organisation".to_owned(), text.visitor_organisation.to_owned()),
    ];
    let form = emptied_after(add);
    html! {
        <section class="section">
            <h2>{text.visitors}</h2>
            {none.then(|| html! { <p class="muted">{text.no_visitors}</p> })}
            <ul class="arrivals">{visitors}</ul>
            <div node_ref=form>
                <Form action=add labels>
                    <input type="hidden" name="segment" value=segment.to_string()/>
                    <Field name="name" label=text.visitor_name/>
                    <Field name="organisation" label=text.visitor_organisation/>
                    <Submit label=text.add_visitor/>
                </Form>
            </div>
        </section>
    }
}

/// What stands around a form whose fields are emptied once it is done: they are
/// for the next one.
pub(super) fn emptied_after(action: Action) -> NodeRef<Div> {
    let form = NodeRef::<Div>::new();
    Effect::new(move || {
        if action.done()
            && let Some(form) = form.get_untracked()
        {
            empty(&form);
        }
    });
    form
}

fn empty(around: &web_sys::Element) {
    let form = around.query_selector("form").ok().flatten();
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        form.reset();
    }
}

fn row(visitor: Visitor, remove: Action) -> impl IntoView {
    let text = &t().attendance;
    let here = visitor.check_in.map(|CheckedIn { at, by }| (text.here)(&date::time(local(at).time()), &by));
    html! {
        <li class="arrival">
            <div class="arrival__who">
                <p class="arrival__name">{visitor.name.clone()}</p>
                <p class="muted">{visitor.organisation}</p>
                <p class="status status--yes">{here}</p>
            </div>
            <Form action=remove class="arrival__form" quiet=true>
                <input type="hidden" name="visitor" value=visitor.id.to_string()/>
                <button type="submit" class="button">{text.undo}<span class="visually-hidden">": "{visitor.name}</span></button>
            </Form>
        </li>
    }
}
