//! What an action has done.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Icon, RejectedForm, html};
use crate::context;

/// Says what an action has done, and what happens next. It has the focus when it
/// appears, so that nobody has to look for it, and stands first on its page. Where a
/// form comes back, that has the focus: what was done before is told no more.
#[component]
pub fn Receipt(children: Children) -> impl IntoView {
    let comes_back = use_context::<Option<Arc<RejectedForm>>>().flatten().is_some();
    (!comes_back).then(|| {
        html! {
            <p class="notice notice--ok" role="status" tabindex="-1" autofocus>
                <Icon name="check"/>
                <span>{children()}</span>
            </p>
        }
    })
}

/// A receipt that is due if the page's address says so, by a name in its query.
pub(crate) fn told(name: &str, words: &'static str) -> Option<AnyView> {
    context::query(name).map(|_| html! { <Receipt>{words}</Receipt> })
}
