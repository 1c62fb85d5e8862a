//! The way in: the applicant's part, the manager's link, the contact
//! person's part.

pub mod api;
mod contact;
pub mod endorsement;
mod manager;
mod own;
mod section;
mod sheet;
pub mod text;
pub mod waiting;
pub mod words;

pub use self::{
    contact::{contact_application_page, contact_applications_page, nominate_page, stand_in_page},
    manager::{manager_done_page, manager_page},
    own::{own_page, own_print_page},
    section::section_page,
};
pub(crate) use sheet::unreadable;
pub use sheet::{ApplicationSheet, History};
