//! What all features share.

mod date_item;
mod field;
mod form;
mod html;
mod icon;
mod icons;
pub(crate) mod json;
mod layout;
mod load;
#[cfg(feature = "organise")]
mod print;
mod reading;
#[cfg(feature = "organise")]
mod step;
pub mod text;
mod when;
mod wire;

pub use date_item::DateItem;
pub use field::{Choice, Field, Kind, TextArea};
#[cfg(feature = "organise")]
pub use field::{FileField, Select, Tick, Ticks};
#[cfg(feature = "organise")]
pub(crate) use form::this_page;
pub use form::{Action, Echo, Form, KEY_FIELD, PAGE_FIELD, Submit};
pub(crate) use html::html;
pub use icon::Icon;
pub use layout::Layout;
pub use load::{Elsewhere, ErrorPage, Load, Page};
#[cfg(feature = "organise")]
pub use print::PrintButton;
pub use reading::Reading;
#[cfg(feature = "organise")]
pub(crate) use step::{BUTTONS, StepForms, drop_step, focus, step_button};
pub use when::{DayWhen, When};
#[cfg(feature = "organise")]
pub(crate) use wire::post;
