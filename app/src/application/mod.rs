//! The way in: the call, the applicant's part, the manager's link, the contact
//! person's part. The pages are plain: no code goes with them to the browser.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod call;
#[cfg(feature = "ssr")]
mod contact;
#[cfg(feature = "ssr")]
mod employer;
#[cfg(feature = "ssr")]
pub mod endorsing;
#[cfg(feature = "ssr")]
mod manager;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
mod section;
mod sheet;
pub mod text;
#[cfg(feature = "ssr")]
pub mod words;

#[cfg(feature = "ssr")]
pub use self::{
    call::{CallPage, CallSettingsPage},
    contact::{ContactApplicationPage, ContactApplicationsPage, NominatePage, StandInPage},
    employer::{EmployerPage, EmployersPage},
    manager::{ManagerDonePage, ManagerPage},
    own::{OwnPage, OwnPrintPage},
    section::SectionPage,
};
#[cfg(feature = "ssr")]
pub(crate) use own::to_do;
pub use sheet::{ApplicationSheet, History};
