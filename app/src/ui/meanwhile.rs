//! A form that someone else has saved while it was written. It comes back with
//! what both have changed, and asks only about what they do not agree on. How two
//! changes are put together is in [`domain::merge`].

use domain::merge::{BASE_FIELD, Clash, Merged};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Written,
    form::{Action, Fields, id_of},
    html,
};
use crate::{
    context::{self, SentFields},
    error::AppError,
    text::t,
};

/// What comes of putting two changes of a form together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedMeanwhile {
    /// What the two do not agree on; nothing, if it only has to be looked at once more.
    pub clashes: Vec<Clash>,
    /// Every field, with both changes.
    pub fields: Fields,
}

impl SavedMeanwhile {
    /// Of a form that was sent, whose fields are called `name[…]`. `version` is the
    /// field in which it says what it was read as, and what that is now.
    ///
    /// # Errors
    /// [`AppError::Internal`]; never for a form of ours.
    pub(crate) fn of<T: Serialize>(
        name: &str,
        merged: Merged<T>,
        saved: &T,
        version: (&str, String),
    ) -> Result<Self, AppError> {
        let stays = |field: &str| field != version.0 && field != BASE_FIELD && !field.starts_with(&format!("{name}["));
        let sent = context::from_request::<SentFields>();
        let sent = sent.iter().flat_map(|sent| sent.0.iter()).filter(|(field, _)| stays(field)).cloned();
        let mut fields: Fields = sent.collect();
        fields.extend(named(name, &merged.form)?);
        fields.push((version.0.to_owned(), version.1));
        fields.push((BASE_FIELD.to_owned(), base(saved)));
        let clashes = merged.clashes.into_iter().map(|clash| clash.within(name)).collect();
        Ok(Self { clashes, fields })
    }
}

/// The fields of a form that are all called `name[…]`.
fn named<T: Serialize>(name: &str, form: &T) -> Result<Fields, AppError> {
    let whole = std::collections::BTreeMap::from([(name, form)]);
    let query = serde_qs::to_string(&whole).map_err(|_| AppError::Internal)?;
    Ok(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
}

/// What a form said when it was read, for its field [`BASE_FIELD`].
pub(crate) fn base<T: Serialize>(form: &T) -> String {
    serde_json::to_string(form).unwrap_or_default()
}

/// The same as it was sent; `None` if it was not.
pub(crate) fn sent_base<T: for<'de> Deserialize<'de>>() -> Option<T> {
    serde_json::from_str(context::from_request::<SentFields>()?.value(BASE_FIELD)?).ok()
}

/// What a field says, for people, by its name and what stands in it.
type Readable = Box<dyn Fn(&str, &str) -> String>;

/// Above a form that comes back because someone else has saved meanwhile: what the
/// two do not agree on, side by side.
#[component]
pub(crate) fn Meanwhile(
    /// The form's action.
    action: Action,
    /// What each field is called.
    labels: Vec<(String, String)>,
    /// What its fields say.
    readable: Readable,
) -> impl IntoView {
    let Some(AppError::SavedMeanwhile(meanwhile)) = action.error() else { return ().into_any() };
    let text = &t().common;
    if meanwhile.clashes.is_empty() {
        return html! { <p class="notice notice--info">{text.both_changes}</p> };
    }
    let rows: Vec<_> = meanwhile.clashes.iter().map(|clash| row(clash, &labels, &readable)).collect();
    html! {
        <section class="meanwhile">
            <h2>{text.both_changed}</h2>
            <p>{text.both_changed_lede}</p>
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col">{text.field}</th>
                        <th scope="col">{text.you_wrote}</th>
                        <th scope="col">{text.saved_meanwhile}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(clash: &Clash, labels: &[(String, String)], readable: &dyn Fn(&str, &str) -> String) -> AnyView {
    let text = &t().common;
    let label = labels.iter().find(|(name, _)| *name == clash.field).map(|(_, label)| label.clone());
    let said = |value: &str| match readable(&clash.field, value) {
        text if text.is_empty() => html! { <span class="muted">{t().common.nothing_there}</span> },
        text => html! { <Written text/> },
    };
    html! {
        <tr>
            <th scope="row"><a href=format!("#{}", id_of(&clash.field))>{label}</a></th>
            <td data-label=text.you_wrote>{said(&clash.mine)}</td>
            <td data-label=text.saved_meanwhile>{said(&clash.theirs)}</td>
        </tr>
    }
}
