//! The organisers' page of emails that were given up.

use domain::mail::delivery::{DeliveryOverview, GivenUp};
use leptos::prelude::*;

use super::{
    api::{self, DropGivenUp, SendAgain},
    text as words,
};
use crate::{
    error::AppError,
    page::PageResult,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Page, Submit, Written, html, told},
};

/// Which emails did not arrive, and why; and whether mail leaves at all.
pub async fn deliveries_page() -> PageResult {
    let (overview, now) = api::read_deliveries().await?;
    let late = overview.late_since(now);
    let DeliveryOverview { given_up, waiting, .. } = overview;
    let text = &t().mail;
    let (none, several) = (given_up.is_empty(), given_up.len() > 1);
    let items: Vec<_> = given_up.into_iter().map(|email| html! { <Item email/> }).collect();
    // Someone else was faster, and the form is gone with what it was for.
    let refused = Action::new::<SendAgain>().error().or_else(|| Action::new::<DropGivenUp>().error());
    let refused = refused.map(|error| match error {
        AppError::NotFound => text.gone,
        error => errors::of_action(&error),
    });
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("skickat", text.sent)}
            {told("borta", text.forgotten)}
            {late.map(|since| html! {
                <p class="notice notice--error"><Icon name="warning"/>{(text.late)(waiting, &date::moment(lang(), since))}</p>
            })}
            {refused.map(|words| html! { <p class="notice notice--error" role="alert">{words}</p> })}
            {none.then(|| html! { <p class="empty">{text.none}</p> })}
            {(!none).then(|| html! { <section class="section calls"><ul>{items}</ul></section> })}
            {several.then(|| html! {
                <Form action={Action::new::<SendAgain>()} id="alla" quiet=true class="section__more"><div class="button-row"><Submit label=text.send_all/></div></Form>
            })}
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// One of them, and what can be done about it.
#[component]
fn Item(email: GivenUp) -> impl IntoView {
    let text = &t().mail;
    let id = email.id;
    let what = (text.told)(words::cause(email.cause), &date::moment(lang(), email.at));
    html! {
        <li class="call" id=format!("mejl-{id}")>
            <p><strong><Written text=email.name/></strong>" "<span class="muted"><Written text=email.address/></span></p>
            <p>{what}" "{words::reason(email.reason)}</p>
            <Form action={Action::new::<SendAgain>()} id=format!("igen-{id}") quiet=true class="button-row">
                <input type="hidden" name="id" value=id.to_string()/>
                <button type="submit" class="button">{text.send_again}</button>
            </Form>
            <Form action={Action::new::<DropGivenUp>()} id=format!("bort-{id}") quiet=true class="button-row">
                <input type="hidden" name="id" value=id.to_string()/>
                <button type="submit" class="button button--quiet">{text.forget}</button>
            </Form>
        </li>
    }
}
