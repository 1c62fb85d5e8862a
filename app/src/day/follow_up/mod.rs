//! Once a day is over: what there is of it on its page, and what organisers do.

pub mod api;
mod on_day;
mod page;
pub mod text;

pub use self::on_day::FollowUp;
pub use self::page::follow_up_page;
