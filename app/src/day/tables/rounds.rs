//! The plan itself: rounds, their tables, and everyone at them. One moves people
//! by a choice and a button, or drags them.

use std::{collections::BTreeMap, sync::Arc};

use domain::day::tables::{Seat, Sitter, Step, TablesView, To};
use leptos::prelude::*;

use super::{
    api::ChangeTables,
    late::no_longer_comes,
    parts::{Version, from, person},
    place::{OPEN, Place, dropped},
    text,
};
use crate::{
    context,
    day::{standing_icon, status_class, text as day_text},
    text::t,
    ui::{Action, BUTTONS, Form, Icon, Submit, Written, html},
};

/// Every round.
#[component]
pub(super) fn Rounds(view: Arc<TablesView>) -> impl IntoView {
    let open = Place::open();
    let rounds: Vec<_> = (1..=view.plan.rounds)
        .map(|round| {
            let tables: Vec<_> = (1..=view.plan.tables).map(|number| table(&view, round, number, open)).collect();
            html! {
                <section class="seating__round">
                    <h2>{(t().tables.round)(round)}</h2>
                    <div class="seating__tables">{tables}</div>
                </section>
            }
        })
        .collect();
    html! {
        <p class="muted" data-scripted hidden>{t().tables.drag}</p>
        {rounds}
    }
}

/// Who sits at a table, by name.
pub(super) fn sitters(view: &TablesView, round: u32, table: u32) -> Vec<(Seat, &Sitter)> {
    let seats: BTreeMap<_, _> = view.plan.at(round, table).map(|seat| (seat.person, *seat)).collect();
    view.people.iter().filter_map(|sitter| Some((*seats.get(&sitter.person)?, sitter))).collect()
}

/// A table. Whoever sits in the same round can be dropped there.
fn table(view: &Arc<TablesView>, round: u32, number: u32, open: Option<Place>) -> AnyView {
    let text = &t().tables;
    let sitters = sitters(view, round, number);
    let size = sitters.len();
    let seats: Vec<_> = sitters.into_iter().map(|(seat, sitter)| seat_row(view, seat, sitter, open)).collect();
    let id = format!("bord-{round}-{number}");
    let labelled_by = id.clone();
    html! {
        <section class="table-of" aria-labelledby=labelled_by data-drop=dropped(To::Table(number)) data-kind=round.to_string()>
            <h3 id=id>{(text.table)(number)}" "<span class="muted">{(text.people)(size)}</span></h3>
            {(size == 0).then(|| html! { <p class="muted">{text.empty_table}</p> })}
            <ul>{seats}</ul>
        </section>
    }
}

/// A seat, to be dragged, and for others to be dropped on: then the two change.
fn seat_row(view: &Arc<TablesView>, seat: Seat, sitter: &Sitter, open: Option<Place>) -> AnyView {
    let at = Place::of(seat);
    let panel = (open == Some(at)).then(|| html! { <MovePanel view=Arc::clone(view) seat/> });
    html! {
        <li class="seat" id=at.id() data-step=at.lifted() data-drop=dropped(To::SeatOf(seat.person)) data-kind=seat.round.to_string()>
            <div class="seat__row">
                <div class="seat__who">
                    <p class="seat__name"><Written text=sitter.name.clone()/></p>
                    <p class="seat__from"><Written text=from(sitter)/></p>
                    {remarks(view, seat, sitter)}
                </div>
                {tools(view, seat, sitter)}
            </div>
            {panel}
        </li>
    }
}

/// What is the matter with someone's seat.
fn remarks(view: &TablesView, seat: Seat, sitter: &Sitter) -> Vec<AnyView> {
    let gone = no_longer_comes(view, sitter).then(|| {
        html! {
            <p class=status_class(sitter.standing)><Icon name=standing_icon(sitter.standing)/>{day_text::standing(sitter.standing)}</p>
        }
    });
    let broken = view.score.broken.iter().filter(|broken| broken.round == seat.round).filter_map(|broken| {
        let other = person(view, broken.other(seat.person)?)?;
        let words = text::of_one(broken.wish, &other.name);
        Some(html! { <p class="status status--maybe"><Icon name="warning"/>{words}</p> })
    });
    gone.into_iter().chain(broken).collect()
}

/// Locks the seat, and opens the panel that moves whoever sits there.
fn tools(view: &TablesView, seat: Seat, sitter: &Sitter) -> AnyView {
    let text = &t().tables;
    let at = Place::of(seat);
    let name = sitter.name.clone();
    let lock = Step::Lock { round: seat.round, person: seat.person }.to_string();
    let href = format!("{}&{OPEN}={}", closed(view), at.name());
    let move_ = (view.plan.tables > 1).then(|| {
        html! {
            <a id=at.move_id() class="seat__move" href=href data-in-place data-focus=at.choice_id()>
                {text.move_}<span class="visually-hidden">{format!(": {name}")}</span>
            </a>
        }
    });
    html! {
        <div class="seat__tools">
            {move_}
            <button type="submit" form=BUTTONS name="step" value=lock class="seat__lock" aria-pressed=if seat.locked { "true" } else { "false" }>
                <Icon name="lock"/><span class="visually-hidden">{format!("{}: {}", text.lock, sitter.name)}</span>
            </button>
        </div>
    }
}

/// The address of the plan with no panel open.
fn closed(view: &TablesView) -> String {
    format!("{}?pass={}", context::path(), view.segment.id)
}

/// Moves someone to another table, or lets them change seats with someone. Once
/// that is done the panel is closed, and the focus follows them.
#[component]
fn MovePanel(view: Arc<TablesView>, seat: Seat) -> impl IntoView {
    let text = &t().tables;
    let (action, at) = (Action::new::<ChangeTables>(), Place::of(seat));
    let name = person(&view, seat.person).map(|sitter| sitter.name.clone());
    let chosen = action.typed("step");
    let option = |to, label: String| {
        let step = Step::Move { round: seat.round, person: seat.person, to }.to_string();
        html! { <option value=step.clone() selected=chosen.as_ref() == Some(&step)>{label}</option> }
    };
    let others = || (1..=view.plan.tables).filter(|table| *table != seat.table);
    let tables = others().map(|table| {
        let people = (text.people)(view.plan.at(seat.round, table).count());
        option(To::Table(table), format!("{}, {people}", (text.table)(table)))
    });
    let tables: Vec<_> = tables.collect();
    let people = others()
        .flat_map(|table| sitters(&view, seat.round, table))
        .map(|(other, sitter)| option(To::SeatOf(other.person), (text.at_table)(&sitter.name, other.table)));
    let people: Vec<_> = people.collect();
    let cancel = closed(&view);
    html! {
        <Form action id=format!("panel-{}", at.name()) class="seat__panel" quiet=true focus=at.move_id() back=cancel.clone()>
            <Version segment=view.segment.id version=view.version/>
            <input type="hidden" name=OPEN value=at.name()/>
            <label for=at.choice_id()>{(text.move_to)(&name.unwrap_or_default())}</label>
            <select id=at.choice_id() name="step" autofocus>
                <optgroup label=text.to_table>{tables}</optgroup>
                <optgroup label=text.swap_with>{people}</optgroup>
            </select>
            <div class="button-row">
                <Submit label=text.move_/>
                <a class="button" href=cancel data-in-place data-focus=at.move_id()>{text.cancel}</a>
            </div>
        </Form>
    }
}
