//! Form fields: a label, a hint, the control, and what is wrong with it. What
//! was typed before an error comes back; otherwise `value` is shown.

use super::html;
use leptos::prelude::*;

use super::{
    Icon,
    form::{Action, id_of},
};
use crate::text::{editable, errors};

/// What a [`Field`] takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
}

impl Kind {
    const fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", None),
            Self::Email => ("email", Some("email")),
            Self::Date => ("date", None),
            Self::Time => ("time", None),
            Self::Number => ("number", Some("numeric")),
        }
    }
}

/// What is wrong with a field, and what was typed into it.
struct Fault {
    text: Option<String>,
    typed: Option<String>,
    refilled: bool,
}

impl Fault {
    fn of(name: &str) -> Self {
        let action = expect_context::<Action>();
        Self {
            text: action.problem(name).as_ref().map(errors::of_field),
            typed: action.typed(name),
            refilled: action.is_refilled(),
        }
    }

    fn is_some(&self) -> bool {
        self.text.is_some()
    }

    /// For `aria-invalid`.
    fn invalid(&self) -> Option<&'static str> {
        self.is_some().then_some("true")
    }
}

/// What is wrong with a field, beside it; hidden while nothing is.
#[component]
fn FaultLine(text: Option<String>, id: String) -> impl IntoView {
    let hidden = text.is_none();
    html! {
        <p class="field__error" id=id hidden=hidden>
            <Icon name="warning"/>
            <span>{text}</span>
        </p>
    }
}

/// The frame of a field: label, hint, error, and whatever control is inside.
#[component]
fn Frame(fault: Option<String>, id: String, label: String, hint: Option<String>, children: Children) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let faulty = fault.is_some();
    html! {
        <div class="field" class:field--error=faulty>
            <label for=id>{label}</label>
            {hint.map(|hint| html! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <FaultLine text=fault id=error_id/>
            {children()}
        </div>
    }
}

/// A single-line field.
#[component]
pub fn Field(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What to write there, if the label does not say it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it takes.
    #[prop(optional)]
    kind: Kind,
    /// What it shows at first.
    #[prop(optional, into)]
    value: String,
    /// The autofill purpose (WCAG 1.3.5), such as `email`.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The latest date or greatest number.
    #[prop(optional, into)]
    max: Option<String>,
    /// The earliest date or least number.
    #[prop(optional, into)]
    min: Option<String>,
    /// Which keyboard a phone shows, if not the kind's own.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// A class of its own for the control.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let described = described_by(&id, hint.is_some(), &fault);
    let invalid = fault.invalid();
    let value = fault.typed.unwrap_or_else(|| editable(value));
    let (r#type, own_inputmode) = kind.attributes();
    let inputmode = inputmode.or(own_inputmode);
    html! {
        <Frame fault=fault.text id=id.clone() label hint>
            <input id=id name=name type=r#type inputmode=inputmode value=value class=class
                autocomplete=autocomplete max=max min=min
                aria-invalid=invalid aria-describedby=described/>
        </Frame>
    }
}

/// A file to be chosen. A browser never keeps the choice when a form comes back.
#[component]
pub fn FileField(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    hint: String,
    /// The same for the browser: the ends of names.
    accept: String,
) -> impl IntoView {
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let described = described_by(&id, true, &fault);
    let invalid = fault.invalid();
    html! {
        <Frame fault=fault.text id=id.clone() label hint=Some(hint)>
            <input id=id name=name type="file" accept=accept aria-invalid=invalid aria-describedby=described/>
        </Frame>
    }
}

/// Which elements describe a control: its hint, and its error while there is one.
fn described_by(id: &str, hinted: bool, fault: &Fault) -> Option<String> {
    let hint = hinted.then(|| format!("{id}-hint"));
    let error = fault.is_some().then(|| format!("{id}-error"));
    match (hint, error) {
        (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
        (hint, error) => hint.or(error),
    }
}

/// A field of several lines.
#[component]
pub fn TextArea(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What to write there, if the label does not say it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it shows at first.
    #[prop(optional, into)]
    value: String,
    /// How many lines it shows.
    #[prop(default = 5)]
    rows: u32,
) -> impl IntoView {
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let described = described_by(&id, hint.is_some(), &fault);
    let invalid = fault.invalid();
    let value = fault.typed.unwrap_or_else(|| editable(value));
    html! {
        <Frame fault=fault.text id=id.clone() label hint>
            <textarea id=id name=name rows=rows aria-invalid=invalid aria-describedby=described
                inner_html=textarea_html(&value)></textarea>
        </Frame>
    }
}

/// A text area's content as HTML. Leptos writes a text area's children
/// unescaped, so they are escaped here; and HTML drops a first line break, so
/// one is put before it.
fn textarea_html(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// A choice of few, as radio buttons that are easy to hit.
#[component]
pub fn Choice(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Each option's value, icon and text.
    options: Vec<(&'static str, &'static str, &'static str)>,
    /// Which is chosen at first.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let faulty = fault.is_some();
    let chosen = fault.typed.unwrap_or(value);
    let error_id = format!("{id}-error");
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(n, (value, icon, text))| {
            // The first option carries the field's id: the error summary leads there.
            let id = if n == 0 { id.clone() } else { format!("{id}-{value}") };
            html! {
                <div class="choice">
                    <input type="radio" id=id.clone() name=name.clone() value=value checked=chosen == value/>
                    <label for=id>
                        {if icon.is_empty() { ().into_any() } else { html! { <Icon name=icon/> } }}
                        {text}
                    </label>
                </div>
            }
        })
        .collect();
    let described = error_id.clone();
    html! {
        <fieldset class="choices field" class:field--error=faulty aria-describedby=described>
            <legend>{label}</legend>
            <FaultLine text=fault.text id=error_id/>
            <div class="choices__options">{options}</div>
        </fieldset>
    }
}

/// A choice of many, from a list.
#[component]
pub fn Select(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands there before anything is chosen.
    #[prop(optional)]
    none: Option<&'static str>,
    /// Each option's value and text.
    options: Vec<(String, String)>,
    /// Which is chosen at first.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let described = described_by(&id, false, &fault);
    let invalid = fault.invalid();
    let chosen = fault.typed.unwrap_or(value);
    let none = none.map(|none| html! { <option value="">{none}</option> });
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, text)| html! { <option value=value.clone() selected=value == chosen>{text}</option> })
        .collect();
    html! {
        <Frame fault=fault.text id=id.clone() label hint=None>
            <select id=id name=name aria-invalid=invalid aria-describedby=described>{none}{options}</select>
        </Frame>
    }
}

/// Boxes to tick under one question: each is called `name[value]`, and sends `1`.
#[component]
pub fn Ticks(
    /// What the boxes' names begin with.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What to bear in mind.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Each box's value, text, and whether it is ticked at first.
    options: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let action = expect_context::<Action>();
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let faulty = fault.is_some();
    let described = described_by(&id, hint.is_some(), &fault);
    let boxes: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(n, (value, text, ticked))| {
            let own = format!("{name}[{value}]");
            let ticked = if fault.refilled { action.typed(&own).is_some() } else { ticked };
            // The first box carries the question's id: the error summary leads there.
            let id = if n == 0 { id.clone() } else { id_of(&own) };
            html! {
                <div class="choice">
                    <input type="checkbox" id=id.clone() name=own value="1" checked=ticked/>
                    <label for=id>{text}</label>
                </div>
            }
        })
        .collect();
    html! {
        <fieldset class="choices field" class:field--error=faulty aria-describedby=described>
            <legend>{label}</legend>
            {hint.map(|hint| html! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <FaultLine text=fault.text id=error_id/>
            <div class="choices__options">{boxes}</div>
        </fieldset>
    }
}

/// A box to tick, which sends `1`.
#[component]
pub fn Tick(
    /// The field's name in the form.
    #[prop(into)]
    name: String,
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
) -> impl IntoView {
    let fault = Fault::of(&name);
    let id = id_of(&name);
    let described = described_by(&id, false, &fault);
    let invalid = fault.invalid();
    let checked = if fault.refilled { fault.typed.is_some_and(|typed| !typed.is_empty()) } else { checked };
    let error_id = format!("{id}-error");
    html! {
        <div class="field field--tick">
            <FaultLine text=fault.text id=error_id/>
            <input type="checkbox" id=id.clone() name=name value="1" checked=checked
                aria-invalid=invalid aria-describedby=described/>
            <label for=id>{label}</label>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_area_cannot_be_closed_by_its_text() {
        assert_eq!(textarea_html("</textarea><script>"), "\n&lt;/textarea&gt;&lt;script&gt;");
        assert_eq!(textarea_html("&lt;"), "\n&amp;lt;");
    }

    #[test]
    fn ids_of_fields_are_plain() {
        assert_eq!(id_of("actions[0][what]"), "actions-0-what");
        assert_eq!(id_of("date"), "date");
    }
}
