//! What the page of one's calendar reads, and the server functions that its forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    input::Checks,
    people::calendar::{Feed, FeedId, FeedName},
};
use leptos::server;
use store::secret::Secret;

use super::PAGE;
use crate::{context, error::AppError, people::cookies};

/// The reader's addresses, and the one that was made just now in this browser, with its
/// secret.
pub struct Feeds {
    /// All of them, the latest first.
    pub feeds: Vec<Feed>,
    /// The new one.
    pub new: Option<(FeedId, Secret)>,
}

/// The reader's addresses. The secret of a new one is in a cookie of this browser for a
/// few minutes: no address of a page ever holds it.
pub async fn read_feeds() -> Result<Feeds, AppError> {
    let caller = context::caller()?;
    let store = context::state().store;
    let feeds = store.feeds(&caller).await?;
    let Some(token) = cookies::new_feed() else { return Ok(Feeds { feeds, new: None }) };
    let id = store.own_feed(&caller, &token).await?;
    Ok(Feeds { feeds, new: id.map(|id| (id, token)) })
}

/// Makes an address.
#[server(endpoint = "calendar/make")]
pub async fn make_feed(#[server(default)] name: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let name = checks.field("name", FeedName::parse_line(&name));
    let name = checks.finish(name)?;
    let ((store, now), token) = (context::store_now(), Secret::generate());
    if store.make_feed(&caller, context::form_key().as_ref(), &name, &token, now).await? {
        cookies::show_feed(&token);
    }
    context::go_on_to(&format!("{PAGE}?ny=1"))
}

/// Takes an address back.
#[server(endpoint = "calendar/revoke")]
pub async fn revoke_feed(id: i64) -> Result<(), AppError> {
    let caller = context::caller()?;
    context::state().store.revoke_feed(&caller, FeedId(id)).await?;
    context::go_on_to(&format!("{PAGE}?borta=1"))
}
