//! A form that keeps drafts of itself.

use domain::people::draft::{Draft, PRIVATE};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    DRAFT_FIELD, Drafts,
    api::{DiscardDraft, RestoreDraft, SaveDraft},
    discarded,
};
use crate::{
    error::AppError,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, KEY_FIELD, Receipt, Written, html},
};

/// A [`Form`] that keeps what is typed into it, with the reader's drafts of it above.
#[component]
pub fn DraftForm(
    /// What it does, as [`Drafts::go_on`] has it.
    action: Action,
    /// The reader's drafts of it.
    drafts: Drafts,
    /// The summary's links: each field's name and its label.
    #[prop(optional)]
    labels: Vec<(String, String)>,
    /// Its class.
    #[prop(default = "form")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let Drafts { offered, resumed } = drafts;
    // One that comes back with what is wrong is its own draft.
    let own = action.typed(KEY_FIELD);
    let offers: Vec<_> = offered
        .into_iter()
        .filter(|draft| Some(draft.id.key()) != own)
        .map(|draft| html! { <Offer draft resumed=false/> })
        .collect();
    let resumed = resumed.filter(|_| action.error().is_none()).map(|draft| html! { <Offer draft resumed=true/> });
    html! {
        <Discarded/>
        {resumed}
        {offers}
        <Form action labels class>
            <input type="hidden" name=DRAFT_FIELD value="1"/>
            <Keeper/>
            {children()}
            <p class="draft-button">
                <button type="submit" class="button button--quiet" formaction=SaveDraft::PATH>{t().drafts.save}</button>
            </p>
            <p class="draft-state" role="status"></p>
        </Form>
    }
}

/// Keeps what is typed into the form around it, and offers what the device has kept.
#[component]
fn Keeper() -> impl IntoView {
    let text = &t().drafts;
    // What is written there is not shown with the offer.
    let private = PRIVATE.map(|name| format!("[name={name}],[name$='[{name}]']")).join(",");
    html! {
        <form-drafts data-private=private data-save=SaveDraft::PATH data-offline=errors::of_action(&AppError::Offline)
            data-saved=text.saved data-here=text.saved_here data-other=text.saved_other data-out=text.saved_out
            data-refused=text.refused data-lost=text.not_saved data-offer=text.on_device data-go-on=text.go_on data-discard=text.discard></form-drafts>
    }
}

/// A draft, with its time and a few words of it, and what one can do about it. The one
/// that stands in the form is discarded by loading the page anew.
#[component]
pub(super) fn Offer(draft: Draft, resumed: bool) -> impl IntoView {
    let text = &t().drafts;
    let (key, when, words) = (draft.id.key(), date::moment(lang(), draft.saved_at), draft.words());
    let says = if resumed { (text.resumed)(&when) } else { (text.offered)(&when) };
    let go_on = format!("{}?{DRAFT_FIELD}={key}", draft.form.as_str());
    let words =
        (!resumed && !words.is_empty()).then(|| html! { " " <q class="draft-offer__words"><Written text=words/></q> });
    html! {
        <Form action={Action::new::<DiscardDraft>()} id=format!("utkast-{key}") class="notice notice--info draft-offer"
            native=resumed quiet=true>
            <p tabindex=resumed.then_some("-1") autofocus=resumed><Icon name="list"/>{says}{words}</p>
            <input type="hidden" name="draft" value=key/>
            <p class="button-row">
                {(!resumed).then(|| html! { <a href=go_on class="button button--quiet">{text.go_on}</a> })}
                <button type="submit" class="button button--quiet">{text.discard}</button>
            </p>
        </Form>
    }
}

/// Says that a draft was discarded, and brings it back by one press.
#[component]
pub(super) fn Discarded() -> impl IntoView {
    discarded().map(|id| {
        html! {
            <Receipt>{t().drafts.discarded}</Receipt>
            <Form action={Action::new::<RestoreDraft>()} id="ta-tillbaka-utkast" class="button-row" quiet=true>
                <input type="hidden" name="draft" value=id.key()/>
                <button type="submit" class="button button--quiet">{t().drafts.restore}</button>
            </Form>
        }
    })
}
