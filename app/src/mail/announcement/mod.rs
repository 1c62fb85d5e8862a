//! Announcements: what organisers write to many at once. Each is written, looked at as
//! its receivers will see it, and goes out at its time.

pub mod api;
mod audience;
mod edit;
mod list;
mod page;
mod preview;
mod receivers;
pub mod text;

use domain::mail::announcement::{AnnouncementId, DayAnswer};
use leptos::prelude::*;

use crate::ui::html;

pub use self::{
    edit::{edit_announcement_page, new_announcement_page},
    list::announcements_page,
    page::announcement_page,
};

/// Where all announcements are listed.
pub(crate) const ANNOUNCEMENTS: &str = "/organisera/utskick";

/// An announcement's page.
fn address_of(id: AnnouncementId) -> String {
    format!("{ANNOUNCEMENTS}/{id}")
}

/// The way to a new announcement to those who have answered something to a day, or came.
#[component]
pub(crate) fn WriteTo(
    /// The day's name in addresses.
    slug: String,
    /// What they have said or done.
    answer: DayAnswer,
    /// What it says.
    label: &'static str,
) -> impl IntoView {
    let href = format!("{ANNOUNCEMENTS}/nytt?dag={slug}&svar={}", answer.name());
    html! { <a href=href>{label}</a> }
}
