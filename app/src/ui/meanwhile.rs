//! A form that someone else has saved while it was written. It comes back with
//! what both have changed, and asks only about what they do not agree on. How two
//! changes are put together is in [`domain::merge`].

use domain::{
    input::{FieldError, within},
    merge::{BASE_FIELD, Clash, Merge, Merged, merge},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Receipt, Written,
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

/// What is saved, as the form that shows it.
#[derive(Clone, Debug)]
pub(crate) struct Saved<'a, T> {
    /// The form's fields are called `name[…]`, or by their own names if that is empty.
    pub name: &'a str,
    /// What is saved.
    pub form: &'a T,
    /// The field in which a form says which version it has read, and which that is now;
    /// none where only what is saved tells.
    pub version: Option<(&'a str, String)>,
}

/// What is to be saved of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Settled<P> {
    /// The form, checked.
    pub form: P,
    /// Whether it has someone else's changes too.
    pub together: bool,
}

impl<P> Settled<P> {
    /// What the address of the next page says of it, for [`saved_receipt`].
    pub(crate) const fn how(&self) -> &'static str {
        if self.together { TOGETHER } else { "1" }
    }
}

/// In an address: saved with someone else's changes.
const TOGETHER: &str = "ihop";

/// What is to be saved of a form that writes over what is saved: what was typed, with
/// what someone else has saved since it was read. One that does not say what it was read
/// as is asked about all that it would change.
///
/// # Errors
/// [`AppError::Invalid`] for what was typed; [`AppError::SavedMeanwhile`], if it has to
/// be looked at again.
pub(crate) fn settled<T, P>(
    name: &str,
    typed: &T,
    saved: &T,
    parse: impl Fn(&T) -> Result<P, Vec<FieldError>>,
) -> Result<Settled<P>, AppError>
where
    T: Merge + Default + PartialEq + Serialize + DeserializeOwned,
{
    let own = parse(typed).map_err(|fields| AppError::Invalid(within(name, fields)))?;
    let read = sent_base::<T>().unwrap_or_default();
    if read == *saved {
        return Ok(Settled { form: own, together: false });
    }
    let form = put_together(merge(&read, typed, saved), Saved { name, form: saved, version: None }, parse)?;
    Ok(Settled { form, together: true })
}

/// A form with both changes, checked.
///
/// # Errors
/// [`AppError::SavedMeanwhile`], if they do not go together, or the whole of it is wrong.
pub(crate) fn put_together<T: Serialize, P>(
    merged: Merged<T>,
    saved: Saved<'_, T>,
    parse: impl Fn(&T) -> Result<P, Vec<FieldError>>,
) -> Result<P, AppError> {
    match parse(&merged.form) {
        Ok(form) if merged.clashes.is_empty() => Ok(form),
        _ => Err(AppError::SavedMeanwhile(Box::new(SavedMeanwhile::of(merged, saved)?))),
    }
}

impl SavedMeanwhile {
    /// Of a form that was sent.
    fn of<T: Serialize>(merged: Merged<T>, saved: Saved<'_, T>) -> Result<Self, AppError> {
        let Saved { name, form, version } = saved;
        let mut ours = named(name, &merged.form)?;
        ours.push((BASE_FIELD.to_owned(), base(form)));
        ours.extend(version.map(|(field, now)| (field.to_owned(), now)));
        let outer = outer_names(name, &merged.form)?;
        let is_ours = |field: &str| {
            let is_within =
                |outer: &String| field.strip_prefix(outer.as_str()).is_some_and(|rest| rest.starts_with('['));
            ours.iter().any(|(own, _)| own == field) || outer.iter().any(is_within)
        };
        let sent = context::from_request::<SentFields>();
        let sent = sent.iter().flat_map(|sent| sent.0.iter()).filter(|(field, _)| !is_ours(field)).cloned();
        let fields = sent.chain(ours.iter().cloned()).collect();
        let clashes = merged.clashes.into_iter().map(|clash| clash.within(name)).collect();
        Ok(Self { clashes, fields })
    }
}

/// What the names of a form's fields begin with. Boxes that are not ticked have no fields,
/// and so no names.
fn outer_names<T: Serialize>(name: &str, form: &T) -> Result<Vec<String>, AppError> {
    if !name.is_empty() {
        return Ok(vec![name.to_owned()]);
    }
    let fields = serde_json::to_value(form).map_err(|_| AppError::Internal)?;
    Ok(fields.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default())
}

/// The fields of a form that are all called `name[…]`, or by their own names.
fn named<T: Serialize>(name: &str, form: &T) -> Result<Fields, AppError> {
    let query = if name.is_empty() {
        serde_qs::to_string(form)
    } else {
        serde_qs::to_string(&std::collections::BTreeMap::from([(name, form)]))
    };
    let query = query.map_err(|_| AppError::Internal)?;
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

/// Within a form that writes over what is saved: what that was when the form was read,
/// and what someone else has saved meanwhile.
#[component]
pub(crate) fn ReadAs(
    /// What it was, as [`base`] has it.
    read: String,
    /// What each field is called.
    labels: Vec<(String, String)>,
    /// What its fields say, where that is not what stands in them.
    #[prop(optional)]
    readable: Option<Readable>,
) -> impl IntoView {
    let action = expect_context::<Action>();
    let readable = readable.unwrap_or_else(|| Box::new(|_, value| value.to_owned()));
    // Sent back, the form still speaks of what was read.
    let read = action.typed(BASE_FIELD).unwrap_or(read);
    html! {
        <input type="hidden" name=BASE_FIELD value=read/>
        <Meanwhile action labels readable/>
    }
}

/// The receipt of a form that was saved, if the page's address says so by a name in its
/// query, as [`Settled::how`] has it.
pub(crate) fn saved_receipt(name: &str, words: &'static str) -> Option<AnyView> {
    let together = context::query(name)? == TOGETHER;
    let more = together.then(|| format!(" {}", t().common.saved_together));
    Some(html! { <Receipt>{words}{more}</Receipt> })
}

/// What the field of a choice says, by the values and texts of its options.
pub(crate) fn chosen(field: &'static str, options: Vec<(String, String)>) -> Readable {
    Box::new(move |name, value| {
        let option = options.iter().find(|(option, _)| name == field && option == value);
        option.map_or(value, |(_, text)| text).to_owned()
    })
}

/// What a field says, for people, by its name and what stands in it.
pub(crate) type Readable = Box<dyn Fn(&str, &str) -> String + Send + Sync>;

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
