//! What a guest or a speaker needs, on the organisers' page of them.

use domain::day::{check_in::VisitorId, needs::GuestNeeds};
use leptos::prelude::*;

use super::{
    api::{SaveGuestNeeds, read_guest_needs},
    order::not_yours,
    page::{Fields, labels},
};
use crate::{
    error::AppError,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Submit, html, told},
};

/// The section that says what a guest needs, and lets the one responsible for the day
/// note it; nothing once that is deleted.
pub(crate) async fn guest_needs(slug: String, guest: VisitorId) -> Result<Option<AnyView>, AppError> {
    let Some(known) = read_guest_needs(&slug, guest).await? else { return Ok(None) };
    let text = &t().needs;
    let GuestNeeds { responsible, needs, withheld, deleted_on } = known;
    let Some(needs) = needs else {
        let why = not_yours(responsible.map(|(_, name)| name));
        return Ok(Some(html! {
            <section class="section">
                <h2>{text.title}</h2>
                <p class="muted">{why}</p>
            </section>
        }));
    };
    let deleted = (text.deleted_of_guest)(&date::without_weekday(lang(), deleted_on));
    Ok(Some(html! {
        <section class="section">
            <h2>{text.title}</h2>
            {told("noterat", text.saved)}
            {withheld.then(|| html! { <p class="notice notice--warn"><Icon name="lock"/>{text.withheld_of_guest}</p> })}
            <p>{text.guest_lede}" "{text.kitchen}" "{deleted}</p>
            <Form action={Action::new::<SaveGuestNeeds>()} id="behov" labels=labels()>
                <input type="hidden" name="slug" value=slug/>
                <input type="hidden" name="guest" value=guest.to_string()/>
                <Fields needs/>
                <div class="button-row"><Submit label=text.save/></div>
            </Form>
        </section>
    }))
}
