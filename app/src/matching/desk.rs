//! What the board keeps while it is open, however often it is read.

use domain::{
    matching::{DraftId, Step},
    people::PersonId,
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::api::{ChangeMatchDraft, PublishMatches, SaveWeights, SetTie};
use crate::ui::{Action, drop_step, html};

/// The board's desk.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Takes steps.
    pub change: Action,
    /// Says what weighs what.
    pub weigh: Action,
    /// Ties organisations, and unties them.
    pub tie: Action,
    /// Publishes.
    pub publish: Action,
    /// What the address asks for.
    query: Memo<ParamsMap>,
    /// The adept who is being dragged.
    dragged: RwSignal<Option<PersonId>>,
    /// Whether the browser's copy of the page is at work.
    awake: RwSignal<bool>,
}

impl Desk {
    pub(super) fn new() -> Self {
        let desk = Self {
            change: Action::new::<ChangeMatchDraft>(),
            weigh: Action::new::<SaveWeights>(),
            tie: Action::new::<SetTie>(),
            publish: Action::new::<PublishMatches>(),
            query: use_query_map(),
            dragged: RwSignal::new(None),
            awake: RwSignal::new(false),
        };
        Effect::new(move || desk.awake.set(true));
        desk
    }

    /// Rises with whatever was done here.
    pub(super) fn version(self) -> u32 {
        self.change.version() + self.weigh.version() + self.tie.version() + self.publish.version()
    }

    /// The draft that the address asks for.
    pub(super) fn wanted(self) -> Option<i64> {
        self.query.read().get("utkast")?.parse().ok()
    }

    /// The adept that the address asks about.
    pub(super) fn asked(self) -> Option<i64> {
        self.query.read().get("adept")?.parse().ok()
    }

    /// Whether dragging works.
    pub(super) fn awake(self) -> bool {
        self.awake.get()
    }

    /// An adept is being dragged; or nobody, any more.
    pub(super) fn lift(self, adept: Option<PersonId>) {
        self.dragged.set(adept);
    }

    /// Whether this adept is being dragged.
    pub(super) fn lifts(self, adept: PersonId) -> bool {
        self.dragged.get() == Some(adept)
    }

    /// Whether someone is being dragged.
    pub(super) fn holds_someone(self) -> bool {
        self.dragged.get().is_some()
    }

    /// Whoever is being dragged gets this mentor.
    pub(super) fn drop_on(self, mentor: PersonId) {
        if let Some(adept) = self.dragged.get_untracked() {
            self.lift(None);
            drop_step(Step::Pair(adept, mentor));
        }
    }
}

/// What every form says: the draft, and which version one sees.
#[component]
pub(super) fn Version(draft: DraftId, version: u32) -> impl IntoView {
    html! {
        <input type="hidden" name="draft" value=draft.to_string()/>
        <input type="hidden" name="version" value=version.to_string()/>
    }
}
