//! Those whom nobody knew of: the form that lets them in, and whoever has been let
//! in by it and is not among the page's visitors yet. Without a connection they
//! wait like any press.

use domain::day::check_in::WalkIn;
use leptos::{
    ev::SubmitEvent,
    html::{Div, Input},
    prelude::*,
};
use serde::{Deserialize, Serialize};
use web_sys::js_sys::{Date, Math};

use super::{Desk, once, queue::ADD_VISITOR};
use crate::{KEY_FIELD, PAGE_FIELD, READER_FIELD, icon, markup::html, words::Shared};

/// More characters than this are not for the queue: the server says so at the field.
const LONGEST: usize = 100;

/// The form as it came back: what is wrong with it, in words, and what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedWalkIn {
    /// What is wrong with the whole form.
    pub heading: String,
    /// The name that was typed.
    pub name: String,
    /// What is wrong with it.
    pub name_problem: Option<String>,
    /// The organisation that was typed.
    pub organisation: String,
    /// What is wrong with it.
    pub organisation_problem: Option<String>,
}

/// The form's two fields.
#[derive(Clone, Copy)]
struct Fields {
    name: NodeRef<Input>,
    organisation: NodeRef<Input>,
}

impl Fields {
    fn typed(self) -> (String, String) {
        let value = |field: NodeRef<Input>| field.get_untracked().map(|input| input.value()).unwrap_or_default();
        (value(self.name), value(self.organisation))
    }

    fn fill(self, name: &str, organisation: &str) {
        for (field, value) in [(self.name, name), (self.organisation, organisation)] {
            if let Some(input) = field.get_untracked() {
                input.set_value(value);
            }
        }
    }

    fn focus(self) {
        if let Some(name) = self.name.get_untracked() {
            let _ = name.focus();
        }
    }
}

/// The form, and those who are not among the page's visitors yet.
pub(super) fn walk_ins(desk: Desk) -> AnyView {
    let fields = Fields { name: NodeRef::new(), organisation: NodeRef::new() };
    html! {
        <section class="section">
            <h2>{desk.words.visitors}</h2>
            {move || hint(desk)}
            {form(desk, fields)}
            <ul class="arrivals">{move || rows(desk, fields)}</ul>
        </section>
    }
}

/// What the form is for; nothing once it has been used.
fn hint(desk: Desk) -> Option<AnyView> {
    let none = desk.door.with(|door| door.let_in.is_empty()) && desk.check_ins.walk_ins(desk.segment).is_empty();
    none.then(|| html! { <p class="muted">{desk.words.no_visitors}</p> })
}

fn form(desk: Desk, fields: Fields) -> AnyView {
    Effect::new(move || {
        if let Some(walk_in) = desk.check_ins.returned() {
            fields.fill(&walk_in.name, &walk_in.organisation);
        }
    });
    let submit = move |event: SubmitEvent| {
        let (name, organisation) = fields.typed();
        if !is_right(&name, &organisation) {
            return;
        }
        event.prevent_default();
        desk.door.update(|door| door.rejected = None);
        desk.check_ins.let_in(WalkIn { segment: desk.segment, key: new_key(), name, organisation });
        fields.fill("", "");
        fields.focus();
    };
    let page = move || desk.door.with(|door| door.page.clone());
    let (reader, key) = desk.door.with_untracked(|door| (door.reader.clone(), door.key.clone()));
    html! {
        <form method="post" action=ADD_VISITOR class="form" id="slapp-in" novalidate on:submit=submit>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=KEY_FIELD value=key/>
            <input type="hidden" name=READER_FIELD value=reader/>
            <input type="hidden" name="segment" value=desk.segment.to_string()/>
            {summary(desk)}
            {field(desk, Line::Name, fields.name)}
            {field(desk, Line::Organisation, fields.organisation)}
            <button type="submit" class="button button--primary" on:click=once>{desk.words.add_visitor}</button>
        </form>
    }
}

/// Whether nothing is to be said of what was typed; else the page script sends the
/// form, and the server says it.
fn is_right(name: &str, organisation: &str) -> bool {
    let short = |text: &str| text.chars().count() <= LONGEST;
    !name.trim().is_empty() && short(name) && short(organisation)
}

/// Something that no other walk-in of this person has.
fn new_key() -> String {
    [Date::now(), Math::random()].map(|number| number.to_string()).join("-")
}

/// One of the form's two fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Name,
    Organisation,
}

impl Line {
    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Organisation => "organisation",
        }
    }

    fn label(self, desk: Desk) -> &'static str {
        match self {
            Self::Name => desk.words.visitor_name,
            Self::Organisation => desk.words.visitor_organisation,
        }
    }

    fn problem(self, rejected: &RejectedWalkIn) -> Option<String> {
        match self {
            Self::Name => rejected.name_problem.clone(),
            Self::Organisation => rejected.organisation_problem.clone(),
        }
    }

    fn typed(self, rejected: &RejectedWalkIn) -> String {
        match self {
            Self::Name => rejected.name.clone(),
            Self::Organisation => rejected.organisation.clone(),
        }
    }
}

/// What is wrong with the form that came back. It has the focus when it appears.
fn summary(desk: Desk) -> AnyView {
    let shown = NodeRef::<Div>::new();
    Effect::new(move || {
        if let Some(summary) = shown.get() {
            let _ = summary.focus();
        }
    });
    let links = move |rejected: &RejectedWalkIn| {
        let link = |line: Line| {
            let problem = line.problem(rejected)?;
            let (href, words) = (["#", line.name()].concat(), [line.label(desk), ": ", &problem].concat());
            Some(html! { <li><a href=href>{words}</a></li> })
        };
        [Line::Name, Line::Organisation].into_iter().filter_map(link).collect::<Vec<_>>()
    };
    let view = move || {
        let rejected = desk.door.with(|door| door.rejected.clone())?;
        let links = links(&rejected);
        Some(html! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus node_ref=shown>
                <h2>{rejected.heading}</h2>
                {(!links.is_empty()).then(|| html! { <ul>{links}</ul> })}
            </div>
        })
    };
    view.into_any()
}

fn field(desk: Desk, line: Line, input: NodeRef<Input>) -> AnyView {
    let problem = move || desk.door.with(|door| door.rejected.as_ref().and_then(|rejected| line.problem(rejected)));
    let typed = desk.door.with_untracked(|door| door.rejected.as_ref().map(|rejected| line.typed(rejected)));
    let error = [line.name(), "-error"].concat();
    let described = error.clone();
    html! {
        <div class="field" class:field--error=move || problem().is_some()>
            <label for=line.name()>{line.label(desk)}</label>
            <p class="field__error" id=error hidden=move || problem().is_none()>
                {icon::drawn(icon::path("warning"))}<span>{problem}</span>
            </p>
            <input id=line.name() name=line.name() type="text" autocomplete="off" value=typed.unwrap_or_default()
                aria-invalid=move || problem().map(|_| "true")
                aria-describedby=move || problem().map(|_| described.clone()) node_ref=input/>
        </div>
    }
}

/// Those who are not among the page's visitors yet.
fn rows(desk: Desk, fields: Fields) -> Vec<AnyView> {
    desk.check_ins
        .walk_ins(desk.segment)
        .into_iter()
        .map(|(walk_in, waits)| row(walk_in, waits, desk, fields))
        .collect()
}

fn row(walk_in: WalkIn, waits: bool, desk: Desk, fields: Fields) -> AnyView {
    let WalkIn { key, name, organisation, .. } = walk_in;
    let (class, icon, words) = match (waits, desk.check_ins.waiting()) {
        (false, _) => ("status status--yes", "door", desk.words.checked_in),
        (true, 0) => ("status", "clock", Shared::of(desk.lang).saving),
        (true, _) => ("status status--maybe", "clock", desk.words.waits),
    };
    let whose = [": ", &name].concat();
    let undo = waits.then(|| {
        let take_back = move |_| {
            desk.check_ins.take_back(&key);
            fields.focus();
        };
        html! {
            <div class="arrival__form">
                <button type="button" class="button" on:click=take_back>{desk.words.undo}<span class="visually-hidden">{whose}</span></button>
            </div>
        }
    });
    html! {
        <li class="arrival">
            <div class="arrival__who">
                <p class="arrival__name" dir="auto">{name}</p>
                <p class="muted" dir="auto">{organisation}</p>
                <p class="arrival__state"><span class=class>{icon::drawn(icon::path(icon))}{words}</span></p>
            </div>
            {undo}
        </li>
    }
}
