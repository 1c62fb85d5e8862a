//! Forms that work the same with and without JavaScript.
//!
//! The browser posts a [`Form`]; if something is wrong, the server renders the
//! page again with an [`RejectedForm`]: the error and what was typed. Where scripts run,
//! the page script does the same in place. Fields ask the [`Action`] and need
//! not know of either.

use std::sync::Arc;

pub use islands::{KEY_FIELD, PAGE_FIELD, READER_FIELD};

use domain::input::Problem;
use leptos::{prelude::*, server_fn::ServerFn};
use store::secret::Secret;

use crate::{
    context,
    error::AppError,
    text::{errors, t},
    ui::html,
};

/// A form that was posted and was not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedForm {
    /// The server function that it was posted to.
    pub action: String,
    /// The page that it was on.
    pub page: String,
    /// Every field, as typed.
    pub fields: Fields,
    /// What is wrong.
    pub error: AppError,
}

impl RejectedForm {
    /// The fields with which it comes back: as typed, or with what someone else has
    /// saved meanwhile.
    fn shown(&self) -> &Fields {
        match &self.error {
            AppError::SavedMeanwhile(meanwhile) => &meanwhile.fields,
            _ => &self.fields,
        }
    }
}

/// A form's fields, as typed.
pub type Fields = Vec<(String, String)>;

/// Something that a form does: which server function it posts to. What was
/// wrong with it and what was typed is known if the form was sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    path: &'static str,
}

/// What a form begins with that was typed at another time.
#[derive(Clone)]
struct Resumed {
    action: &'static str,
    fields: Arc<Fields>,
}

impl Action {
    /// Posts to a server function.
    pub fn new<S: ServerFn>() -> Self {
        Self::to(S::PATH)
    }

    /// Posts to an address that is no server function.
    pub(crate) const fn to(path: &'static str) -> Self {
        Self { path }
    }

    /// What went wrong, if something did.
    pub fn error(self) -> Option<AppError> {
        self.rejected().map(|rejected| rejected.error.clone())
    }

    /// What is wrong with a field.
    pub fn problem(self, field: &str) -> Option<Problem> {
        let rejected = self.rejected()?;
        rejected.error.fields().iter().find(|error| error.field == field).map(|error| error.problem.clone())
    }

    /// What was typed into a field before the form was sent back, or at another time.
    pub fn typed(self, field: &str) -> Option<String> {
        match (self.rejected(), self.resumed_fields()) {
            (Some(rejected), _) => value_of(rejected.shown(), field),
            (None, Some(fields)) => value_of(&fields, field),
            (None, None) => None,
        }
    }

    /// The same, begun with what was typed at another time.
    #[must_use]
    pub fn resumed(self, fields: Fields) -> Self {
        provide_context(Resumed { action: self.path, fields: Arc::new(fields) });
        self
    }

    /// Whether the form begins with what was typed before: it was not right, or
    /// it was resumed.
    pub fn is_refilled(self) -> bool {
        self.rejected().is_some() || self.resumed_fields().is_some()
    }

    fn rejected(self) -> Option<Arc<RejectedForm>> {
        use_context::<Option<Arc<RejectedForm>>>().flatten().filter(|rejected| rejected.action == self.path)
    }

    fn resumed_fields(self) -> Option<Arc<Fields>> {
        use_context::<Resumed>().filter(|resumed| resumed.action == self.path).map(|resumed| resumed.fields)
    }

    /// Something that no other form of this person has. Sent back, or gone on with,
    /// it is still the same form: it may have been carried out after all.
    pub(crate) fn key(self) -> String {
        self.typed(KEY_FIELD).unwrap_or_else(|| Secret::generate().reveal().chars().take(16).collect())
    }
}

fn value_of(fields: &Fields, field: &str) -> Option<String> {
    fields.iter().find_map(|(name, value)| (name == field).then(|| value.clone()))
}

/// A form for an [`Action`]. On errors a summary comes first, with a link to
/// each field.
#[component]
pub fn Form(
    /// What it does.
    action: Action,
    /// The summary's links: each field's name and its label.
    #[prop(optional)]
    labels: Vec<(String, String)>,
    /// Its id, for buttons that stand elsewhere on the page.
    #[prop(optional, into)]
    id: Option<String>,
    /// Its class.
    #[prop(default = "form")]
    class: &'static str,
    /// Whether it shows errors elsewhere than in a summary.
    #[prop(optional)]
    quiet: bool,
    /// Whether the browser sends it by itself, because everything around the
    /// page changes too: signing in and out.
    #[prop(optional)]
    native: bool,
    /// Whether it carries files; the browser sends those by itself.
    #[prop(optional)]
    files: bool,
    /// The id of what gets the focus once it has been sent, where that moves.
    #[prop(optional, into)]
    focus: Option<String>,
    /// The address of its page once it has been sent, where that is not the one
    /// it stands at now.
    #[prop(optional, into)]
    back: Option<String>,
    /// The id of what shows what came of it. Without scripts, its page opens there again.
    #[prop(optional, into)]
    lands: Option<String>,
    /// The number of the round that it acts in, where that is another one than the page's.
    #[prop(optional_no_strip)]
    round: Option<u32>,
    children: Children,
) -> impl IntoView {
    provide_context(action);
    let page = back.unwrap_or_else(context::address);
    let page = lands.map_or(page.clone(), |id| format!("{page}#{id}"));
    let enctype = files.then_some("multipart/form-data");
    html! {
        <form id=id class=class method="post" action=action.path enctype=enctype novalidate
            data-native=(native || files).then_some("") data-typed=(!quiet && action.is_refilled()).then_some("") data-focus=focus>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=KEY_FIELD value=action.key()/>
            <Reader round/>
            {(!quiet).then(|| html! { <ErrorSummary action labels/> })}
            {children()}
        </form>
    }
}

/// Says for whom a form was rendered: in another's hands it does nothing.
#[component]
pub fn Reader(
    /// The number of the round that it acts in, where that is another one than the page's.
    #[prop(optional_no_strip)]
    round: Option<u32>,
) -> impl IntoView {
    html! { <input type="hidden" name=READER_FIELD value=context::reader_in(round)/> }
}

/// What is wrong with the whole form. It has the focus when it appears, so that
/// nobody has to look for it.
#[component]
fn ErrorSummary(action: Action, labels: Vec<(String, String)>) -> impl IntoView {
    let label = |field: &str| labels.iter().find(|(name, _)| name == field).map(|(_, label)| label);
    action.error().map(|error| {
        let links: Vec<_> = error
            .fields()
            .iter()
            .map(|error| {
                let text = errors::of_field(&error.problem);
                let text = match label(&error.field) {
                    Some(label) if label.ends_with('?') => format!("{label} {text}"),
                    Some(label) => format!("{label}: {text}"),
                    None => text,
                };
                html! { <li><a href=format!("#{}", id_of(&error.field))>{text}</a></li> }
            })
            .collect();
        html! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <h2>{errors::of_action(&error)}</h2>
                {(!links.is_empty()).then(|| html! { <ul>{links}</ul> })}
            </div>
        }
    })
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
    html! { <button type="submit" class=class data-busy=t().common.saving>{label}</button> }
}
