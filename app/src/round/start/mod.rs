//! From nothing to a living round: the first organiser, and what there is to do then.

pub mod api;
mod network;
mod organisations;
mod page;
mod plan;
mod setup;
pub mod text;

pub use network::network_settings_page;
pub use organisations::paste_organisations_page;
pub use page::start_page;
pub(crate) use page::{title, way};
pub use plan::plan_round_page;
pub(crate) use plan::{RoundFields, labels};
pub use setup::{setup_page, waiting_page};

/// The list of what there is to do.
pub(crate) const START: &str = "/organisera/start";
/// The network's settings.
pub(crate) const NETWORK: &str = "/organisera/start/natverk";
/// Organisations as a list.
pub(crate) const ORGANISATIONS: &str = "/organisera/start/organisationer";
/// The first round.
pub(crate) const ROUND: &str = "/organisera/start/omgang";
