//! Drafts of the forms that take more than a minute. What is typed is kept by the
//! page script, on the device and on the server; without JavaScript there is a button.
//! It is offered above its form, and gone on with only where its writer says so.

pub mod api;
mod form;
mod list;
mod names;
pub mod text;

use domain::people::draft::{Draft, DraftId, FormAddress};

use crate::{
    context,
    error::AppError,
    ui::{Action, KEY_FIELD},
};

pub use self::{form::DraftForm, list::drafts_page};
pub(crate) use self::{
    list::{PAGE, draft_tasks},
    names::{is_drafted, name},
};

/// The field in which a form says that drafts of it are kept; in an address, the
/// draft to go on with.
pub const DRAFT_FIELD: &str = "utkast";
/// In an address: the draft that was just discarded.
const DISCARDED: &str = "slangt";

/// The reader's drafts of the form on a page.
#[derive(Clone, Debug)]
pub struct Drafts {
    /// Those that can be gone on with, the latest first.
    offered: Vec<Draft>,
    /// The one that the reader goes on with.
    resumed: Option<Draft>,
}

impl Drafts {
    /// Of the form on the page that is asked for.
    pub async fn read() -> Result<Self, AppError> {
        let caller = context::caller()?;
        let form = FormAddress::of(&context::path()).ok_or(AppError::NotFound)?;
        let mut offered = context::state().store.drafts(&caller, Some(&form)).await?;
        let wanted = context::query(DRAFT_FIELD).and_then(|key| DraftId::from_key(&key));
        let place = offered.iter().position(|draft| Some(draft.id) == wanted);
        let resumed = place.map(|place| offered.remove(place));
        Ok(Self { offered, resumed })
    }

    /// What the form does, begun with the draft that the reader goes on with: unless
    /// it comes back with what was typed since.
    pub fn go_on(&self, action: Action) -> Action {
        match &self.resumed {
            Some(draft) if action.error().is_none() => {
                let mut fields = draft.fields.clone();
                fields.push((KEY_FIELD.to_owned(), draft.id.key()));
                action.resumed(fields)
            }
            _ => action,
        }
    }
}

/// The draft that was just discarded, if the address says so.
fn discarded() -> Option<DraftId> {
    context::query(DISCARDED).and_then(|key| DraftId::from_key(&key))
}
