//! Rows that there can be more of: a day's parts, and the lines of its agenda.
//! With code a row is added in place; without, the form is sent and comes back
//! with more, and with all that was typed.

use domain::{
    day::{AgendaForm, Audience, MAX_AGENDA, MAX_PARTS, PartForm},
    seats::SEATS,
};
use leptos::{ev::MouseEvent, prelude::*};

use crate::{
    day::text::audience,
    text::t,
    ui::{Action, Field, Kind, Tick, html},
};

/// How many empty lines the agenda offers.
const SPARE_LINES: usize = 2;

/// Which rows a form asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Parts,
    Agenda,
}

impl Rows {
    const fn name(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Agenda => "agenda",
        }
    }

    const fn most(self) -> usize {
        match self {
            Self::Parts => MAX_PARTS,
            Self::Agenda => MAX_AGENDA,
        }
    }

    /// How many rows there are at first: as many as were sent, and one more if
    /// that was asked for; or else as many as there is something to show in.
    fn at_first(self, action: Action, shown: usize, field: &str) -> usize {
        let sent = |n: &usize| action.posted(&format!("day[{}][{n}][{field}]", self.name())).is_some();
        untrack(|| {
            let rows = (0..self.most()).take_while(sent).count();
            let more = action.echoed() && action.posted("more").as_deref() == Some(self.name());
            shown.max(rows + usize::from(more)).min(self.most())
        })
    }
}

/// As many rows as are wanted, and a button for one more.
#[component]
fn GrowingRows(
    rows: Rows,
    count: RwSignal<usize>,
    label: &'static str,
    row: fn(usize, StoredValue<Shown>) -> AnyView,
    shown: StoredValue<Shown>,
) -> impl IntoView {
    let add = move |event: MouseEvent| {
        event.prevent_default();
        count.update(|n| *n = (*n + 1).min(rows.most()));
    };
    html! {
        <For each=move || 0..count.get() key=|n| *n children=move |n| row(n, shown)/>
        <p class="button-row" hidden=move || count.get() == rows.most()>
            <button type="submit" class="button" name="more" value=rows.name() on:click=add>{label}</button>
        </p>
    }
}

/// What the rows show at first.
struct Shown {
    parts: Vec<PartForm>,
    agenda: Vec<AgendaForm>,
    /// Whether people know of the day, so that nothing is taken away unsaid.
    known: bool,
    /// How many parts the agenda's lines can be of.
    choices: usize,
}

/// The day's parts.
#[component]
pub(super) fn PartRows(parts: Vec<PartForm>, known: bool) -> impl IntoView {
    let action = expect_context::<Action>();
    let count = RwSignal::new(Rows::Parts.at_first(action, parts.len().max(1), "from"));
    let shown = StoredValue::new(Shown { parts, agenda: Vec::new(), known, choices: 0 });
    html! { <GrowingRows rows=Rows::Parts count label=t().planning.more_parts row=part_row shown/> }
}

fn part_row(n: usize, shown: StoredValue<Shown>) -> AnyView {
    let text = &t().planning;
    let action = expect_context::<Action>();
    let (part, known) = shown.with_value(|shown| (shown.parts.get(n).cloned().unwrap_or_default(), shown.known));
    let name = |field: &str| format!("day[parts][{n}][{field}]");
    let settled = known && !part.id.is_empty();
    let chosen = action.typed(&name("audience")).unwrap_or_else(|| part.audience.clone());
    let whom = if settled {
        let fixed = Audience::from_name(&part.audience).unwrap_or(Audience::Everyone);
        html! {
            <div class="field">
                <span class="field__label">{text.audience}</span>
                <p>{audience(fixed)}</p>
                <input type="hidden" name=name("audience") value=part.audience/>
            </div>
        }
    } else {
        let options: Vec<_> = Audience::ALL
            .iter()
            .map(|one| html! { <option value=one.name() selected=chosen == one.name()>{audience(*one)}</option> })
            .collect();
        html! {
            <div class="field">
                <label for=format!("day-parts-{n}-audience")>{text.audience}</label>
                <select id=format!("day-parts-{n}-audience") name=name("audience")>{options}</select>
            </div>
        }
    };
    let (min, max) = (SEATS.start().to_string(), SEATS.end().to_string());
    let remove = if settled { text.cancel_part } else { text.remove_part };
    html! {
        <fieldset class="sheet__row">
            <legend>{(text.part)(n + 1)}</legend>
            <input type="hidden" name=name("id") value=part.id/>
            <div class="field-row">
                <Field name=name("from") label=text.from kind=Kind::Time value=part.from/>
                <Field name=name("to") label=text.to kind=Kind::Time value=part.to/>
                {whom}
                <Field name=name("seats") label=text.seats kind=Kind::Number value=part.seats min max/>
            </div>
            {(n == 0).then(|| html! { <p class="field__hint">{text.seats_help}</p> })}
            <Tick name=name("remove") label=remove/>
        </fieldset>
    }
}

/// The agenda's lines, and a few empty ones for more.
#[component]
pub(super) fn AgendaRows(agenda: Vec<AgendaForm>, parts: usize) -> impl IntoView {
    let text = &t().planning;
    let action = expect_context::<Action>();
    let count = RwSignal::new(Rows::Agenda.at_first(action, agenda.len() + SPARE_LINES, "at"));
    let choices = Rows::Parts.at_first(action, parts, "from");
    let shown = StoredValue::new(Shown { parts: Vec::new(), agenda, known: false, choices });
    html! {
        <fieldset class="sheet__part">
            <legend>{text.agenda}</legend>
            <p class="field__hint">{text.agenda_hint}</p>
            <GrowingRows rows=Rows::Agenda count label=text.more_lines row=agenda_row shown/>
        </fieldset>
    }
}

fn agenda_row(n: usize, shown: StoredValue<Shown>) -> AnyView {
    let text = &t().planning;
    let action = expect_context::<Action>();
    let (line, choices) = shown.with_value(|shown| (shown.agenda.get(n).cloned().unwrap_or_default(), shown.choices));
    let name = |field: &str| format!("day[agenda][{n}][{field}]");
    let chosen = action.typed(&name("part")).unwrap_or(line.part);
    let part = (choices > 1).then(|| {
        let options: Vec<_> = (0..choices)
            .map(|part| {
                let value = part.to_string();
                html! { <option selected=chosen == value value=value.clone()>{(text.part)(part + 1)}</option> }
            })
            .collect();
        html! {
            <div class="field">
                <label for=format!("day-agenda-{n}-part")>{text.of_part}</label>
                <select id=format!("day-agenda-{n}-part") name=name("part")>
                    <option value="">{text.by_time}</option>
                    {options}
                </select>
            </div>
        }
    });
    html! {
        <fieldset class="sheet__row">
            <legend>{(text.line)(n + 1)}</legend>
            <div class="sheet__line">
                <Field name=name("at") label=text.at kind=Kind::Time value=line.at/>
                <Field name=name("title_sv") label=text.line_sv value=line.title_sv/>
                <Field name=name("title_en") label=text.line_en value=line.title_en/>
                <Field name=name("speaker") label=text.speaker value=line.speaker/>
                {part}
            </div>
        </fieldset>
    }
}
