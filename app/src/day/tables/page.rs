//! The planner: what the plan is worth, what has changed since, and the plan.

use std::sync::Arc;

use domain::day::{
    Standing,
    check_in::Part,
    tables::{ROUNDS, Step, TABLES, TablesView, suggestion},
};
use leptos::prelude::*;

use super::{
    api::{ChangeTables, DrawTables, read_tables},
    late::Late,
    parts::Version,
    rounds::Rounds,
    worth::Worth,
};
use crate::{
    day::check_in::Segments,
    page::PageResult,
    text::{errors, lang, t},
    ui::{Action, Field, Form, Icon, Kind, Page, StepForms, Submit, html, step_button},
};

/// The tables of a part of a day.
pub async fn tables_page() -> PageResult {
    let view = Arc::new(read_tables().await?);
    Ok(html! { <Planner view/> })
}

#[component]
fn Planner(view: Arc<TablesView>) -> impl IntoView {
    let text = &t().tables;
    let board = format!("/organisera/dagar/{}", view.day.slug);
    let parts = view.day.segments.clone();
    let (segment, version, planned) = (view.segment.id, view.version, !view.plan.seats.is_empty());
    let people = if view.coming == 0 && !planned {
        html! { <p class="empty">{text.nobody}</p> }
    } else {
        html! { <p class="lede">{coming(&view)}</p> }
    };
    let plan = planned.then(|| {
        html! {
            <Worth view=Arc::clone(&view)/>
            <Late view=Arc::clone(&view)/>
        }
    });
    let rounds = planned.then(|| html! { <Rounds view=Arc::clone(&view)/> });
    html! {
        <Page title=text.title eyebrow=view.day.title.get(lang())>
            {(parts.len() > 1).then(|| html! { <Segments segments=parts chosen=segment/> })}
            {people}
            <Failure/>
            <StepForms action={Action::new::<ChangeTables>()}><Version segment version/></StepForms>
            {plan}
            <Draw view=Arc::clone(&view)/>
            {rounds}
            <Below view=view board/>
        </Page>
    }
}

/// How many would be seated now.
fn coming(view: &TablesView) -> String {
    let text = &t().tables;
    let early = view.people.iter().all(|one| one.standing != Standing::Yes || matches!(one.part, Part::Visitor(_)));
    if early { (text.early)(view.coming) } else { (text.coming)(view.coming) }
}

/// Why the last step was not taken. What is wrong with a drawing stands in its form.
#[component]
fn Failure() -> impl IntoView {
    let failed = Action::new::<ChangeTables>().error().map(|error| errors::of_action(&error));
    html! {
        <div role="alert">
            {failed.map(|failed| html! { <p class="notice notice--error"><Icon name="warning"/>{failed}</p> })}
        </div>
    }
}

/// Seats everyone: first thing on an empty page, folded away once there is a plan.
#[component]
fn Draw(view: Arc<TablesView>) -> impl IntoView {
    let text = &t().tables;
    let action = Action::new::<DrawTables>();
    if view.coming == 0 {
        return ().into_any();
    }
    let planned = !view.plan.seats.is_empty();
    let (tables, rounds) =
        if view.version > 0 { (view.plan.tables, view.plan.rounds) } else { suggestion(view.coming) };
    let (label, lede) = if planned { (text.redraw, text.redraw_lede) } else { (text.draw, text.draw_lede) };
    let number = |name, label, value: u32, bounds: std::ops::RangeInclusive<u32>| {
        let (value, min, max) = (value.to_string(), bounds.start().to_string(), bounds.end().to_string());
        html! { <Field name label kind=Kind::Number value min max/> }
    };
    let labels =
        [("tables", text.tables), ("rounds", text.rounds)].map(|(name, label)| (name.to_owned(), label.to_owned()));
    let form = html! {
        <Form action labels=labels.to_vec()>
            <Version segment=view.segment.id version=view.version/>
            <p>{lede}</p>
            <div class="seating__numbers">
                {number("tables", text.tables, tables, TABLES)}
                {number("rounds", text.rounds, rounds, ROUNDS)}
            </div>
            <div class="button-row"><Submit label/></div>
        </Form>
    };
    if planned {
        html! { <details class="breakdown" open=action.is_refilled()><summary>{text.redraw}</summary>{form}</details> }
    } else {
        form
    }
}

/// What can be done with the whole plan.
#[component]
fn Below(view: Arc<TablesView>, board: String) -> impl IntoView {
    let text = &t().tables;
    let sheets = format!("{board}/bord/utskrift?pass={}", view.segment.id);
    let planned = !view.plan.seats.is_empty();
    let undo = view.undoable.then(|| {
        html! { <div class="seating__bar">{step_button(Step::Undo, text.undo, None)}</div> }
    });
    html! {
        {undo}
        {planned.then(|| html! {
            <p class="button-row">
                <a class="button" href=sheets>{text.sheets}</a>
                {step_button(Step::Clear, text.clear, None)}
            </p>
        })}
        <p class="section__more"><a href=board><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
    }
}
