//! Forms that work the same with and without JavaScript.
//!
//! With it, [`Form`] posts in the background and shows what is wrong in place;
//! what was typed stays in the fields. Without it, the browser posts the form,
//! and if something is wrong the server renders the page again with an
//! [`Echo`]: the error and what was typed. Fields ask their [`FormState`] and
//! need not know which of the two happened.

use domain::input::Problem;
use leptos::{
    either::Either,
    form::ActionForm,
    prelude::*,
    server_fn::{
        Http, ServerFn,
        client::Client,
        codec::{JsonEncoding, Post, PostUrl},
        request::ClientReq,
    },
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use web_sys::FormData;

use crate::{
    error::AppError,
    text::{errors, t},
};

/// A form that was posted without JavaScript and was not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// The server function that it was posted to.
    pub action: String,
    /// Every field, as typed.
    pub fields: Vec<(String, String)>,
    /// What is wrong.
    pub error: AppError,
}

impl Echo {
    /// What was typed into a field.
    pub fn typed(&self, field: &str) -> Option<&str> {
        self.fields.iter().find_map(|(name, value)| (name == field).then_some(value.as_str()))
    }
}

/// What a form's fields need to know.
#[derive(Clone, Copy)]
pub struct FormState {
    echo: StoredValue<Option<Echo>>,
    error: Signal<Option<AppError>>,
}

impl FormState {
    /// The state of the form that dispatches `action`.
    pub fn of<S>(action: ServerAction<S>) -> Self
    where
        S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
        S::Output: Clone + Send + Sync + 'static,
    {
        let echo = use_context::<Option<Echo>>().flatten().filter(|echo| echo.action == S::PATH);
        let value = action.value();
        let echoed = echo.as_ref().map(|echo| echo.error.clone());
        let error = Signal::derive(move || match value.get() {
            Some(outcome) => outcome.err(),
            None => echoed.clone(),
        });
        Self { echo: StoredValue::new(echo), error }
    }

    /// What went wrong, if something did.
    pub fn error(&self) -> Option<AppError> {
        self.error.get()
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.error.with(|error| {
            let fields = error.as_ref()?.fields();
            fields.iter().find(|e| e.field == field).map(|e| e.problem.clone())
        })
    }

    /// What was typed into a field before the page was rendered again.
    pub fn typed(&self, field: &str) -> Option<String> {
        self.echo.with_value(|echo| echo.as_ref()?.typed(field).map(str::to_owned))
    }

    /// Whether the page was rendered again because this form was not right.
    pub fn echoed(&self) -> bool {
        self.echo.with_value(Option::is_some)
    }
}

/// A form for a server function. On errors a summary comes first, focused,
/// with a link to each field.
#[component]
pub fn Form<S>(
    /// What it does.
    action: ServerAction<S>,
    /// The summary's links: each field's name and its label.
    #[prop(optional)]
    labels: Vec<(String, String)>,
    /// Whether the browser should post it and load the next page whole, because
    /// the whole page changes: signing in and out.
    #[prop(optional)]
    reload: bool,
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned
        + ServerFn<Error = AppError, Protocol = Http<PostUrl, Post<JsonEncoding>>>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Client: Client<AppError>,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<FormData>,
    S::Output: Clone + Send + Sync + 'static,
{
    let state = FormState::of(action);
    provide_context(state);
    let inside = view! {
        <ErrorSummary state labels/>
        {children()}
    };
    if reload {
        Either::Left(view! { <form class="form" method="post" action=S::url() novalidate>{inside}</form> })
    } else {
        Either::Right(view! { <ActionForm action attr:class="form" attr:novalidate=true>{inside}</ActionForm> })
    }
}

/// What is wrong with the whole form. Takes the focus when it appears, so that
/// nobody has to look for it.
#[component]
fn ErrorSummary(state: FormState, labels: Vec<(String, String)>) -> impl IntoView {
    let summary = NodeRef::<leptos::html::Div>::new();
    Effect::new(move || {
        if state.error().is_some()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let label = move |field: &str| labels.iter().find(|(name, _)| name == field).map(|(_, label)| label.clone());
    move || {
        let label = label.clone();
        state.error().map(move |error| {
            let links: Vec<_> = error
                .fields()
                .iter()
                .map(|e| {
                    let text = errors::of_field(&e.problem);
                    let text = label(&e.field).map_or(text.clone(), |label| format!("{label}: {text}"));
                    view! { <li><a rel="external" href=format!("#{}", id_of(&e.field))>{text}</a></li> }
                })
                .collect();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
                    <h2>{errors::of_action(&error)}</h2>
                    {(!links.is_empty()).then(|| view! { <ul>{links}</ul> })}
                </div>
            }
        })
    }
}

/// The id of a field's control, from its name: `actions[0][what]` → `actions-0-what`.
pub(super) fn id_of(field: &str) -> String {
    field.replace("][", "-").replace(['[', ']'], "-").trim_end_matches('-').to_owned()
}

/// The form's main button. While the form is being saved it says so; it is
/// never dead.
#[component]
pub fn Submit(
    /// What it does: a verb.
    #[prop(into)]
    label: String,
    /// Whether it is under way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let class = if danger { "button button--danger" } else { "button button--primary" };
    view! {
        <button type="submit" class=class>
            {move || if pending.get() { t().common.saving.to_owned() } else { label.clone() }}
        </button>
    }
}
