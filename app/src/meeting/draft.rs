//! Drafts of logs: offered when the form is opened, kept while one writes. The
//! keeping is the page script's; without JavaScript there is a button.

use domain::meeting::{
    MeetingId,
    log::{Begun, Draft},
};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::pair::api::{DiscardDraft, SaveDraft};
use crate::{
    context,
    error::AppError,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, html},
};

/// The draft that the reader goes on with: they have said so, and nothing newer
/// has been typed since.
pub(super) fn going_on(action: Action, begun: &Begun) -> Option<Draft> {
    begun.draft.clone().filter(|_| wants_draft() && !action.is_refilled())
}

fn wants_draft() -> bool {
    context::query("utkast").is_some()
}

/// Says that there is a draft, and what one can do about it.
#[component]
pub(super) fn DraftOffer(
    /// The meeting that it is about, if that has been logged.
    #[prop(optional)]
    meeting: Option<MeetingId>,
    /// What has been begun.
    begun: Begun,
) -> impl IntoView {
    let discard = Action::new::<DiscardDraft>();
    let Some(draft) = begun.draft else { return ().into_any() };
    let text = &t().pair;
    let when = date::moment(lang(), draft.saved_at);
    let resumed = wants_draft();
    let says = if resumed { (text.draft_resumed)(&when) } else { (text.draft_from)(&when) };
    html! {
        <Form action=discard class="notice notice--info draft-offer" native=true>
            <p><Icon name="list"/>{says}</p>
            <input type="hidden" name="id" value=meeting.map_or(0, |id| id.0).to_string()/>
            <p class="button-row">
                {(!resumed).then(|| html! { <a href="?utkast=1" class="button button--quiet">{text.draft_go_on}</a> })}
                <button type="submit" class="button button--quiet">{text.draft_discard}</button>
            </p>
        </Form>
    }
}

/// Keeps what is typed in the form around it.
#[component]
pub(super) fn AutoSave(
    /// The meeting that it is about, if that has been logged.
    #[prop(optional)]
    meeting: Option<MeetingId>,
    /// What has been begun.
    begun: Begun,
) -> impl IntoView {
    let text = &t().pair;
    let about = meeting.map_or_else(|| "ny".to_owned(), |id| id.to_string());
    let at = begun.draft.map_or(0, |draft| draft.saved_at.as_millisecond());
    html! {
        <p class="draft-button"><button type="submit" class="button button--quiet" formaction=SaveDraft::PATH>{text.draft_save}</button></p>
        <log-draft role="status" data-writer=begun.writer.to_string() data-about=about data-at=at.to_string()
            data-save=SaveDraft::PATH data-offline=errors::of_action(&AppError::Offline) data-saved=(text.draft_saved)("…") data-here=(text.draft_saved_here)("…") data-other=(text.draft_saved_other)("…") data-out=(text.draft_saved_out)("…")
            data-offer=(text.draft_on_device)("…") data-go-on=text.draft_go_on data-discard=text.draft_discard></log-draft>
    }
}
