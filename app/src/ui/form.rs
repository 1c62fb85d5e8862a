//! Forms that work the same with and without JavaScript.
//!
//! With it, a [`Form`] posts in the background and shows what is wrong in
//! place; what was typed stays in the fields. Without it, the browser posts the
//! form, and if something is wrong the server renders the page again with an
//! [`Echo`]: the error and what was typed. Fields ask the [`Action`] and need
//! not know which of the two happened.

use domain::input::Problem;
use leptos::{ev::SubmitEvent, form::form_data_from_event, prelude::*, reactive::spawn_local, server_fn::ServerFn};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use serde::{Deserialize, Serialize};
use web_sys::UrlSearchParams;

use super::wire;
use crate::{
    error::AppError,
    text::{errors, t},
    ui::html,
};

/// A form that was posted without JavaScript and was not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// The server function that it was posted to.
    pub action: String,
    /// The page that it was on.
    pub page: String,
    /// Every field, as typed.
    pub fields: Vec<(String, String)>,
    /// What is wrong.
    pub error: AppError,
}

/// The field in which a form names its page, for when it has to be sent back.
pub const PAGE_FIELD: &str = "sida";

/// The field in which a form has what no other form has, so that it makes one
/// row however often it arrives.
pub const KEY_FIELD: &str = "nyckel";

/// Something that a form does: which server function it posts to, and how
/// that is going.
#[derive(Clone, Copy)]
pub struct Action {
    path: &'static str,
    error: RwSignal<Option<AppError>>,
    posted: RwSignal<Option<Fields>>,
    pending: RwSignal<bool>,
    version: RwSignal<u32>,
    key: RwSignal<String>,
    echoed: bool,
}

/// A form's fields, as typed.
type Fields = Vec<(String, String)>;

impl Action {
    /// Posts to a server function, if a form asks for it. A form that was
    /// posted to it without JavaScript and sent back begins where it was.
    pub fn new<S: ServerFn>() -> Self {
        Self::to(S::PATH)
    }

    /// Posts to an address that is no server function.
    pub(crate) fn to(path: &'static str) -> Self {
        let echo = use_context::<Option<Echo>>().flatten().filter(|echo| echo.action == path);
        let echoed = echo.is_some();
        let (fields, error) = echo.map(|echo| (echo.fields, echo.error)).unzip();
        // Sent back, it is still the same form: it may have been carried out after all.
        let key = fields.as_ref().and_then(|fields| value_of(fields, KEY_FIELD)).unwrap_or_else(new_key);
        Self {
            path,
            error: RwSignal::new(error),
            posted: RwSignal::new(fields),
            pending: RwSignal::new(false),
            version: RwSignal::new(0),
            key: RwSignal::new(key),
            echoed,
        }
    }

    /// What went wrong, if something did.
    pub fn error(&self) -> Option<AppError> {
        self.error.get()
    }

    /// Whether it is under way.
    pub fn pending(&self) -> bool {
        self.pending.get()
    }

    /// Whether it has been done since the page was loaded.
    pub fn done(&self) -> bool {
        self.version.get() > 0 && self.error.with(Option::is_none) && !self.pending()
    }

    /// Rises whenever it has ended, well or not: a reason to read again.
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.error.with(|error| {
            let fields = error.as_ref()?.fields();
            fields.iter().find(|e| e.field == field).map(|e| e.problem.clone())
        })
    }

    /// What a field said when the form was last posted.
    pub fn posted(&self, field: &str) -> Option<String> {
        self.posted.with(|fields| value_of(fields.as_ref()?, field))
    }

    /// What was typed into a field before the form was not right.
    pub fn typed(&self, field: &str) -> Option<String> {
        if self.echoed() { self.posted.with_untracked(|fields| value_of(fields.as_ref()?, field)) } else { None }
    }

    /// The same, begun with what was typed at another time.
    #[must_use]
    pub fn resumed(mut self, fields: Fields) -> Self {
        self.posted.set(Some(fields));
        self.echoed = true;
        self
    }

    /// Whether the form begins with what was typed before: it was not right, or
    /// it was resumed.
    pub fn echoed(&self) -> bool {
        self.echoed || self.error.with_untracked(Option::is_some)
    }

    /// Posts a form in the background. While it is under way, further clicks do
    /// nothing. A button that leads elsewhere is left to the browser.
    fn submit(self, event: &SubmitEvent, go_on: impl Fn(&str) + 'static) {
        if event.submitter().is_some_and(|button| button.has_attribute("formaction")) {
            return;
        }
        event.prevent_default();
        if self.pending.get_untracked() {
            return;
        }
        let Some(fields) = form_data_from_event(event)
            .ok()
            .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok())
        else {
            self.error.set(Some(AppError::Malformed));
            return;
        };
        let body = fields.to_string().as_string().unwrap_or_default();
        self.posted.set(Some(form_urlencoded::parse(body.as_bytes()).into_owned().collect()));
        self.pending.set(true);
        spawn_local(async move {
            let outcome = wire::post(self.path, body).await;
            self.pending.set(false);
            match outcome {
                Ok(Some(location)) => go_on(&location),
                Ok(None) => self.ended(None),
                Err(error) => self.ended(Some(error)),
            }
        });
    }

    fn ended(self, error: Option<AppError>) {
        if error.is_none() {
            self.key.set(new_key());
        }
        self.error.set(error);
        self.version.update(|n| *n += 1);
    }
}

/// Something that no other form of this person has.
fn new_key() -> String {
    #[cfg(feature = "ssr")]
    return store::secret::Secret::generate().reveal().chars().take(16).collect();
    #[cfg(not(feature = "ssr"))]
    return js_sys::Math::random().to_string();
}

fn value_of(fields: &Fields, field: &str) -> Option<String> {
    fields.iter().find_map(|(name, value)| (name == field).then(|| value.clone()))
}

/// A form for an [`Action`]. On errors a summary comes first, focused, with a
/// link to each field.
#[component]
pub fn Form(
    /// What it does.
    action: Action,
    /// The summary's links: each field's name and its label.
    #[prop(optional)]
    labels: Vec<(String, String)>,
    /// Its id, for buttons that stand elsewhere on the page.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its class.
    #[prop(default = "form")]
    class: &'static str,
    /// Whether it shows errors elsewhere than in a summary.
    #[prop(optional)]
    quiet: bool,
    /// Whether the page that it leads to is loaded whole, because everything
    /// around it changes too: signing in and out.
    #[prop(optional)]
    reload: bool,
    /// Whether it carries files: then the browser sends it by itself.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    provide_context(action);
    let navigate = use_navigate();
    let go_on = move |location: &str| {
        if reload {
            let _ = window().location().set_href(location);
        } else {
            navigate(location, NavigateOptions::default());
        }
    };
    let submit = move |event: SubmitEvent| {
        if !files {
            action.submit(&event, go_on.clone());
        }
    };
    let enctype = files.then_some("multipart/form-data");
    let page = this_page();
    html! {
        <form id=id class=class method="post" action=action.path enctype=enctype novalidate on:submit=submit>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=KEY_FIELD value=move || action.key.get()/>
            {(!quiet).then(|| html! { <ErrorSummary action labels/> })}
            {children()}
        </form>
    }
}

/// The page's path and query, for [`PAGE_FIELD`].
pub(crate) fn this_page() -> String {
    let here = use_location();
    format!("{}{}", here.pathname.get_untracked(), here.search.with_untracked(query))
}

/// A query as it stands in an address, with its question mark.
pub(super) fn query(search: &String) -> String {
    if search.is_empty() || search.starts_with('?') { search.clone() } else { format!("?{search}") }
}

/// What is wrong with the whole form. Takes the focus when it appears, so that
/// nobody has to look for it.
#[component]
fn ErrorSummary(action: Action, labels: Vec<(String, String)>) -> impl IntoView {
    let summary = NodeRef::<leptos::html::Div>::new();
    Effect::new(move || {
        if action.error().is_some()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let label = move |field: &str| labels.iter().find(|(name, _)| name == field).map(|(_, label)| label.clone());
    move || {
        let label = label.clone();
        action.error().map(move |error| {
            let links: Vec<_> = error
                .fields()
                .iter()
                .map(|e| {
                    let text = errors::of_field(&e.problem);
                    let text = label(&e.field).map_or(text.clone(), |label| {
                        if label.ends_with('?') { format!("{label} {text}") } else { format!("{label}: {text}") }
                    });
                    html! { <li><a rel="external" href=format!("#{}", id_of(&e.field))>{text}</a></li> }
                })
                .collect();
            html! {
                <div class="error-summary" role="alert" tabindex="-1" autofocus node_ref=summary>
                    <h2>{errors::of_action(&error)}</h2>
                    {if links.is_empty() { ().into_any() } else { html! { <ul>{links}</ul> } }}
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
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let class = if danger { "button button--danger" } else { "button button--primary" };
    let action = expect_context::<Action>();
    html! {
        <button type="submit" class=class>
            {move || if action.pending() { t().common.saving.to_owned() } else { label.clone() }}
        </button>
    }
}
