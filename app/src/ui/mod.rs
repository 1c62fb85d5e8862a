//! What all features share.

mod date_item;
mod field;
mod form;
mod frame;
mod html;
mod icon;
mod icons;
mod layout;
mod meanwhile;
mod print;
mod receipt;
mod step;
mod tasks;
pub mod text;
mod when;
mod written;

pub use date_item::DateItem;
pub use field::{Choice, Field, FileField, Kind, Select, TextArea, Tick, Ticks};
pub use form::{Action, Fields, Form, KEY_FIELD, PAGE_FIELD, READER_FIELD, Reader, RejectedForm, Submit};
pub use frame::Page;
pub(crate) use frame::{error_page, sign_in_first};
pub(crate) use html::html;
pub use icon::Icon;
pub use layout::Layout;
pub use meanwhile::SavedMeanwhile;
pub(crate) use meanwhile::{
    Meanwhile, ReadAs, Saved, Settled, base, chosen, put_together, saved_receipt, sent_base, settled,
};
pub use print::PrintButton;
pub use receipt::Receipt;
pub(crate) use receipt::told;
pub(crate) use step::{BUTTONS, StepForms, step_button};
pub use tasks::{Task, Tasks};
pub use when::{DayWhen, When};
pub use written::{Prose, Written};
