//! The plan itself: rounds, their tables, and everyone at them. One moves people
//! by a choice and a button, or drags them.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    day::Guest,
    tables::{Seat, Step, TablesView, To},
};
use leptos::{ev::DragEvent, prelude::*};

use super::{
    desk::{Desk, Place, Version, move_id, panel_id, place_name},
    late::no_longer_comes,
    text,
};
use crate::{
    day::{standing_icon, status_class, text as day_text},
    text::t,
    ui::{BUTTONS, Form, Icon, Submit, html},
};

/// Every round.
#[component]
pub(super) fn Rounds(view: Arc<TablesView>, desk: Desk) -> impl IntoView {
    let rounds: Vec<_> = (1..=view.plan.rounds)
        .map(|round| {
            let tables: Vec<_> = (1..=view.plan.tables).map(|number| table(&view, round, number, desk)).collect();
            html! {
                <section class="seating__round">
                    <h2>{(t().tables.round)(round)}</h2>
                    <div class="seating__tables">{tables}</div>
                </section>
            }
        })
        .collect();
    html! {
        <p class="muted" hidden=move || !desk.awake()>{t().tables.drag}</p>
        {rounds}
    }
}

/// Who sits at a table, by name.
pub(super) fn sitters(view: &TablesView, round: u32, table: u32) -> Vec<(Seat, &Guest)> {
    let seats: BTreeMap<_, _> = view.plan.at(round, table).map(|seat| (seat.person, *seat)).collect();
    view.people.iter().filter_map(|guest| Some((*seats.get(&guest.person)?, guest))).collect()
}

fn table(view: &Arc<TablesView>, round: u32, number: u32, desk: Desk) -> AnyView {
    let text = &t().tables;
    let sitters = sitters(view, round, number);
    let size = sitters.len();
    let seats: Vec<_> = sitters.into_iter().map(|(seat, guest)| seat_row(view, seat, guest, desk)).collect();
    let over = move |event: DragEvent| {
        if desk.takes(round) {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        desk.drop(To::Table(number));
    };
    let id = format!("bord-{round}-{number}");
    let labelled_by = id.clone();
    html! {
        <section class="table-of" class:table-of--takes=move || desk.takes(round) aria-labelledby=labelled_by on:dragover=over on:drop=drop>
            <h3 id=id>{(text.table)(number)}" "<span class="muted">{(text.people)(size)}</span></h3>
            {(size == 0).then(|| html! { <p class="muted">{text.empty_table}</p> })}
            <ul>{seats}</ul>
        </section>
    }
}

fn seat_row(view: &Arc<TablesView>, seat: Seat, guest: &Guest, desk: Desk) -> AnyView {
    let at = (seat.round, seat.person);
    let lift = move |event: DragEvent| {
        if let Some(data) = event.data_transfer() {
            // Some browsers drag nothing that has no text.
            let _ = data.set_data("text/plain", &place_name(at));
        }
        desk.lift(at);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        if desk.lifts(at) { desk.put_down() } else { desk.drop(To::SeatOf(seat.person)) }
    };
    let panel = {
        let view = Arc::clone(view);
        move || desk.is_open(at).then(|| html! { <MovePanel view=Arc::clone(&view) seat desk/> })
    };
    html! {
        <li class="seat" class:seat--lifted=move || desk.lifts(at) draggable=move || desk.awake().then_some("true")
            on:dragstart=lift on:dragend=move |_| desk.put_down() on:drop=drop>
            <div class="seat__row">
                <div class="seat__who">
                    <p class="seat__name">{guest.name.clone()}</p>
                    <p class="seat__from">{guest.organisation_name.clone()}</p>
                    {remarks(view, seat, guest)}
                </div>
                {tools(view, seat, guest, desk)}
            </div>
            {panel}
        </li>
    }
}

/// What is the matter with someone's seat.
fn remarks(view: &TablesView, seat: Seat, guest: &Guest) -> Vec<AnyView> {
    let gone = no_longer_comes(view, guest).then(|| {
        html! {
            <p class=status_class(guest.standing)><Icon name=standing_icon(guest.standing)/>{day_text::standing(guest.standing)}</p>
        }
    });
    let broken = view.score.broken.iter().filter(|broken| broken.round == seat.round).filter_map(|broken| {
        let other = broken.other(seat.person)?;
        let other = view.people.iter().find(|guest| guest.person == other)?;
        let words = text::of_one(broken.wish, &other.name);
        Some(html! { <p class="status status--maybe"><Icon name="warning"/>{words}</p> })
    });
    gone.into_iter().chain(broken).collect()
}

/// Locks the seat, and opens the panel that moves whoever sits there.
fn tools(view: &TablesView, seat: Seat, guest: &Guest, desk: Desk) -> AnyView {
    let text = &t().tables;
    let at: Place = (seat.round, seat.person);
    let name = guest.name.clone();
    let lock = Step::Lock { round: seat.round, person: seat.person }.to_string();
    let href = format!("?pass={}&flytta={}", view.segment.id, place_name(at));
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        desk.open(at);
    };
    let move_ = (view.plan.tables > 1).then(|| {
        html! {
            <a id=move_id(at) class="seat__move" href=href on:click=open>{text.move_}<span class="visually-hidden">{format!(": {name}")}</span></a>
        }
    });
    html! {
        <div class="seat__tools">
            {move_}
            <button type="submit" form=BUTTONS name="step" value=lock class="seat__lock" aria-pressed=if seat.locked { "true" } else { "false" }>
                <Icon name="lock"/><span class="visually-hidden">{format!("{}: {}", text.lock, guest.name)}</span>
            </button>
        </div>
    }
}

/// Moves someone to another table, or lets them change seats with someone.
#[component]
fn MovePanel(view: Arc<TablesView>, seat: Seat, desk: Desk) -> impl IntoView {
    let text = &t().tables;
    let at = (seat.round, seat.person);
    let name = view.people.iter().find(|guest| guest.person == seat.person).map(|guest| guest.name.clone());
    let chosen = desk.change.typed("step");
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
        .map(|(other, guest)| option(To::SeatOf(other.person), (text.at_table)(&guest.name, other.table)));
    let people: Vec<_> = people.collect();
    let close = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        desk.close();
    };
    html! {
        <Form action=desk.change class="seat__panel" quiet=true>
            <Version segment=view.segment.id version=view.version/>
            <label for=panel_id(at)>{(text.move_to)(&name.unwrap_or_default())}</label>
            <select id=panel_id(at) name="step" autofocus>
                <optgroup label=text.to_table>{tables}</optgroup>
                <optgroup label=text.swap_with>{people}</optgroup>
            </select>
            <div class="button-row">
                <Submit label=text.move_/>
                <a class="button" href=format!("?pass={}", view.segment.id) on:click=close>{text.cancel}</a>
            </div>
        </Form>
    }
}
