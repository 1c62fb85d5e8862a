//! What there is of a day on its page: files, and the way to the evaluation.

use domain::day::FollowUp;
use leptos::prelude::*;

use crate::{
    day::material::FileList,
    text::{date, lang, t},
    ui::{Icon, html},
};

/// Files and evaluation, where there are any.
#[component]
pub fn FollowUp(
    /// The day's name in addresses.
    slug: String,
    /// What there is.
    follow_up: FollowUp,
) -> impl IntoView {
    let text = &t().follow_up;
    let evaluation = follow_up.evaluation.map(|open| {
        let label = if open.given { text.change } else { text.evaluate };
        let href = format!("/dagar/{slug}/utvardering");
        html! {
            <section class="section">
                <h2>{text.evaluation}</h2>
                <p>{(text.until)(&date::moment(lang(), open.closes))}</p>
                <p class="button-row"><a class="button" href=href>{label}<Icon name="arrow-right"/></a></p>
            </section>
        }
    });
    let files = (!follow_up.files.is_empty()).then(|| {
        html! {
            <section class="section">
                <h2>{text.files}</h2>
                <FileList slug files=follow_up.files/>
            </section>
        }
    });
    html! { {evaluation}{files} }
}
