//! Everyone in the network: the list, and one person with all that organisers may see.

pub mod api;
mod history;
mod list;
mod page;
pub mod text;

use domain::people::PersonId;
use leptos::prelude::*;

use crate::ui::{Written, html};

pub use list::directory_page;
pub use page::person_page;

/// Where everyone is listed.
pub(crate) const PEOPLE: &str = "/organisera/personer";

/// Someone's page.
pub(crate) fn address_of(person: PersonId) -> String {
    format!("{PEOPLE}/{person}")
}

/// Someone's name, which leads an organiser to their page.
#[component]
pub(crate) fn PersonLink(person: PersonId, name: String) -> impl IntoView {
    html! { <a href=address_of(person)><Written text=name/></a> }
}
