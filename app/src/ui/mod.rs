//! What all features share.

mod date_item;
mod field;
mod form;
mod icon;
mod icons;
mod layout;
mod load;
pub mod text;
mod when;

pub use date_item::DateItem;
pub use field::{Choice, Field, Kind, TextArea};
pub use form::{Echo, Form, FormState, Submit};
pub use icon::Icon;
pub use layout::Layout;
pub use load::{ErrorPage, Load, NotFound, Page};
pub use when::{DayWhen, When};
