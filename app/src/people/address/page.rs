//! One's own addresses: a new one, and the link that shows it to be one's own.

use domain::people::address::{AddressKind, OwnAddresses};
use leptos::prelude::*;

use super::{
    PAGE,
    api::{self, AskForAddress, ConfirmAddress, DropSecondAddress, SwapAddresses},
};
use crate::{
    context,
    document::Head,
    error::AppError,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Kind, Page, Submit, Written, html, told},
};

/// The reader's addresses.
pub async fn address_page() -> PageResult {
    let OwnAddresses { main, second, asked } = api::read_addresses().await?;
    let text = &t().address;
    let waiting = asked.map(|asked| {
        let until = date::moment(lang(), asked.until);
        html! { <p class="notice notice--info">{(text.waiting)(asked.address.as_str(), &until)}</p> }
    });
    let second = second.map(|second| second.as_str().to_owned());
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("skickat", text.sent)}
            {told("klar", text.done)}
            {waiting}
            <section class="section">
                <h2>{text.now}</h2>
                <dl class="facts">
                    <div><dt>{text.main}</dt><dd><Written text=main.as_str()/></dd></div>
                    {second.clone().map(|second| html! { <div><dt>{text.second}</dt><dd><Written text=second/></dd></div> })}
                </dl>
                {second.map(|_| html! { <Second/> })}
            </section>
            <Ask/>
            <p class="section__more"><a href="/installningar"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// What can be done with a second address.
#[component]
fn Second() -> impl IntoView {
    let text = &t().address;
    html! {
        <Form action={Action::new::<SwapAddresses>()} class="button-row"><Submit label=text.swap/></Form>
        <Form action={Action::new::<DropSecondAddress>()} class="button-row"><Submit label=text.drop danger=true/></Form>
    }
}

/// Asks for a link to a new address.
#[component]
fn Ask() -> impl IntoView {
    let text = &t().address;
    let labels = [("email", text.email), ("kind", text.kind)].map(|(name, label)| (name.to_owned(), label.to_owned()));
    let options =
        vec![(AddressKind::Main.name(), "", text.kind_main), (AddressKind::Second.name(), "", text.kind_second)];
    html! {
        <section class="section">
            <h2>{text.ask}</h2>
            <Form action={Action::new::<AskForAddress>()} labels=labels.to_vec()>
                <Field name="email" label=text.email kind=Kind::Email autocomplete="email"/>
                <Choice name="kind" label=text.kind options value=AddressKind::Main.name()/>
                <div class="button-row"><Submit label=text.send/></div>
            </Form>
        </section>
    }
}

/// The page behind a link: only its button changes anything.
pub async fn confirm_address_page() -> PageResult {
    let token = context::param("token");
    let text = &t().address;
    Head::still();
    match api::check_address_link(&token).await {
        Ok(()) => {}
        Err(AppError::Used | AppError::Expired | AppError::LinkUnknown) => {
            context::set_status(AppError::LinkUnknown.status());
            return Ok(html! {
                <Page title=text.link_old lede=text.link_old_lede>
                    <p class="section__more"><a href=PAGE><Icon name="arrow-left"/>{text.title}</a></p>
                </Page>
            });
        }
        Err(error) => return Err(error),
    }
    Ok(html! {
        <Page title=text.confirm_title lede=text.confirm_lede>
            <Form action={Action::new::<ConfirmAddress>()}>
                <input type="hidden" name="token" value=token/>
                <div class="button-row"><Submit label=text.confirm/></div>
            </Form>
        </Page>
    })
}
