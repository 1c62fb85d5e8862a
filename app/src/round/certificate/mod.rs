//! The certificate of having taken part: read on the screen, made to be printed.

pub mod api;
mod page;
pub mod text;

use domain::people::PersonId;

pub use page::{certificate_page, own_certificate_page};

/// A participant's own certificate.
pub(crate) const OWN: &str = "/min-sida/intyg";

/// Someone's certificate, for an organiser.
pub(crate) fn address_of(person: PersonId) -> String {
    format!("/organisera/intyg/{person}")
}
