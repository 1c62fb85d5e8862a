//! Those who stand at the door, and nobody knew of them.

use domain::day::{SegmentId, check_in::Visitor};
use leptos::prelude::*;

use super::{
    api::{AddVisitor, RemoveVisitor},
    door::checked_in,
};
use crate::{
    text::t,
    ui::{Action, Field, Form, Submit, html},
};

/// The visitors of a segment, and the form that lets one in.
#[component]
pub(super) fn Visitors(visitors: Vec<Visitor>, segment: SegmentId) -> impl IntoView {
    let text = &t().attendance;
    let none = visitors.is_empty();
    let visitors: Vec<_> = visitors.into_iter().map(row).collect();
    let labels = vec![
        ("name".to_owned(), text.visitor_name.to_owned()),
        ("organisation".to_owned(), text.visitor_organisation.to_owned()),
    ];
    html! {
        <section class="section">
            <h2>{text.visitors}</h2>
            {none.then(|| html! { <p class="muted">{text.no_visitors}</p> })}
            <ul class="arrivals">{visitors}</ul>
            <Form action={Action::new::<AddVisitor>()} id="slapp-in" labels>
                <input type="hidden" name="segment" value=segment.to_string()/>
                <Field name="name" label=text.visitor_name/>
                <Field name="organisation" label=text.visitor_organisation/>
                <Submit label=text.add_visitor/>
            </Form>
        </section>
    }
}

fn row(visitor: Visitor) -> AnyView {
    let text = &t().attendance;
    let here = visitor.check_in.as_ref().map(checked_in);
    html! {
        <li class="arrival" id=format!("besok-{}", visitor.id)>
            <div class="arrival__who">
                <p class="arrival__name">{visitor.name.clone()}</p>
                <p class="muted">{visitor.organisation}</p>
                <p class="status status--yes">{here}</p>
            </div>
            <Form action={Action::new::<RemoveVisitor>()} id=format!("bort-{}", visitor.id) class="arrival__form" quiet=true>
                <input type="hidden" name="visitor" value=visitor.id.to_string()/>
                <button type="submit" class="button">{text.undo}<span class="visually-hidden">": "{visitor.name}</span></button>
            </Form>
        </li>
    }
}
