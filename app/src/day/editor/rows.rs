//! Rows that there can be more of: a day's parts, and the lines of its agenda.
//! A form that asks for more is sent, and comes back with a row more and with
//! all that was typed.

use domain::day::{AgendaForm, Audience, MAX_AGENDA, MAX_PARTS, PartForm, seats::SEATS};
use leptos::prelude::*;

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

    /// How many rows there are: as many as were sent, and one more if that was
    /// asked for; or else as many as there is something to show in.
    fn count(self, action: Action, shown: usize, field: &str) -> usize {
        let sent = |n: &usize| action.typed(&format!("day[{}][{n}][{field}]", self.name())).is_some();
        let rows = (0..self.most()).take_while(sent).count();
        let more = action.typed("more").as_deref() == Some(self.name());
        shown.max(rows + usize::from(more)).min(self.most())
    }
}

/// The button for one more row, as long as there can be one.
fn add_row(rows: Rows, count: usize, label: &'static str) -> AnyView {
    html! {
        <p class="button-row" hidden=count == rows.most()>
            <button type="submit" class="button" name="more" value=rows.name()>{label}</button>
        </p>
    }
}

/// The day's parts. Of a day that is `known`, nothing is taken away unsaid, and
/// nothing of what is `past`.
#[component]
pub(super) fn PartRows(parts: Vec<PartForm>, known: bool, past: Vec<String>) -> impl IntoView {
    let action = expect_context::<Action>();
    let count = Rows::Parts.count(action, parts.len().max(1), "from");
    let row = |n: usize| {
        let planned = parts.get(n).cloned().unwrap_or_default();
        // What was typed may speak of other parts, or of the same in another order.
        let typed = |field: &str| action.typed(&format!("day[parts][{n}][{field}]"));
        let id = typed("id").unwrap_or(planned.id);
        let audience = typed("audience").unwrap_or(planned.audience);
        let settled = known && !id.is_empty();
        let over = settled && past.contains(&id);
        part_row(n, PartForm { id, audience, ..planned }, settled, over)
    };
    let rows: Vec<_> = (0..count).map(row).collect();
    html! {
        {rows}
        {add_row(Rows::Parts, count, t().planning.more_parts)}
    }
}

/// A part; people know of one that is `settled`.
fn part_row(n: usize, part: PartForm, settled: bool, over: bool) -> AnyView {
    let text = &t().planning;
    let name = |field: &str| format!("day[parts][{n}][{field}]");
    let whom = if settled { fixed_audience(n, part.audience) } else { audience_choice(n, &part.audience) };
    let (min, max) = (SEATS.start().to_string(), SEATS.end().to_string());
    let remove = if settled { text.cancel_part } else { text.remove_part };
    let remove = if over {
        html! { <p class="muted">{text.part_is_over}</p> }
    } else {
        html! { <Tick name=name("remove") label=remove/> }
    };
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
            {remove}
        </fieldset>
    }
}

/// For whom a part is that people know of.
fn fixed_audience(n: usize, chosen: String) -> AnyView {
    let fixed = Audience::from_name(&chosen).unwrap_or(Audience::Everyone);
    html! {
        <div class="field">
            <span class="field__label">{t().planning.audience}</span>
            <p>{audience(fixed)}</p>
            <input type="hidden" name=format!("day[parts][{n}][audience]") value=chosen/>
        </div>
    }
}

fn audience_choice(n: usize, chosen: &str) -> AnyView {
    let name = format!("day[parts][{n}][audience]");
    let options: Vec<_> = Audience::ALL
        .iter()
        .map(|one| html! { <option value=one.name() selected=chosen == one.name()>{audience(*one)}</option> })
        .collect();
    html! {
        <div class="field">
            <label for=format!("day-parts-{n}-audience")>{t().planning.audience}</label>
            <select id=format!("day-parts-{n}-audience") name=name>{options}</select>
        </div>
    }
}

/// The agenda's lines, and a few empty ones for more.
#[component]
pub(super) fn AgendaRows(agenda: Vec<AgendaForm>, parts: usize) -> impl IntoView {
    let text = &t().planning;
    let action = expect_context::<Action>();
    let count = Rows::Agenda.count(action, agenda.len() + SPARE_LINES, "at");
    let choices = Rows::Parts.count(action, parts, "from");
    let row = |n| agenda_row(n, agenda.get(n).cloned().unwrap_or_default(), choices, action);
    let rows: Vec<_> = (0..count).map(row).collect();
    html! {
        <fieldset class="sheet__part">
            <legend>{text.agenda}</legend>
            <p class="field__hint">{text.agenda_hint}</p>
            {rows}
            {add_row(Rows::Agenda, count, text.more_lines)}
        </fieldset>
    }
}

/// A line of the agenda, of one of so many parts.
fn agenda_row(n: usize, line: AgendaForm, parts: usize, action: Action) -> AnyView {
    let text = &t().planning;
    let name = |field: &str| format!("day[agenda][{n}][{field}]");
    let chosen = action.typed(&name("part")).unwrap_or(line.part);
    let part = (parts > 1).then(|| {
        let options: Vec<_> = (0..parts)
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
