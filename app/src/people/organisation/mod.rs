//! The network's organisations, as organisers look after them.

pub mod api;
mod list;
mod merge;
mod page;
pub mod text;

use domain::people::OrganisationId;

pub use list::organisations_page;
pub use merge::merge_page;
pub use page::organisation_page;

/// Where they are all listed.
pub(crate) const ORGANISATIONS: &str = "/organisera/organisationer";

/// One's page.
pub(crate) fn address_of(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}")
}
