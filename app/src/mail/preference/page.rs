//! Which emails one gets, and the page to which an email's own link leads.

use std::collections::BTreeSet;

use domain::mail::preference::{Kind, Necessary};
use leptos::prelude::*;

use super::{
    PAGE,
    api::{self, ChooseEmails, Unsubscribe},
    text as words,
};
use crate::{
    context,
    mail::inbox,
    page::PageResult,
    text::t,
    ui::{Action, Form, Icon, Page, Submit, Ticks, html, told},
};

/// The kinds, each with a box to tick; what cannot be chosen away, and why.
pub async fn preferences_page() -> PageResult {
    let away = api::read_unwanted().await?;
    let text = &t().emails;
    let options = Kind::ALL.iter().map(|kind| (kind.name(), words::kind(*kind), !away.contains(kind))).collect();
    let any = away.len() < Kind::ALL.len();
    let necessary: Vec<_> = Necessary::ALL
        .iter()
        .map(|necessary| {
            let (what, why) = words::necessary(*necessary);
            html! { <li><strong>{what}</strong>" "{why}</li> }
        })
        .collect();
    let (choose, none) = (Action::new::<ChooseEmails>(), Action::new::<ChooseEmails>());
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("sparat", text.saved)}
            <Form action=choose id="mejl">
                <Ticks name="kinds" label=text.question hint=text.digest options/>
                <div class="button-row"><Submit label=text.save/></div>
            </Form>
            {any.then(|| html! {
                <Form action=none id="bara-nodvandiga" quiet=true class="section__more">
                    <button type="submit" class="button button--quiet">{text.only_necessary}</button>
                </Form>
            })}
            <section class="section">
                <h2>{text.necessary_title}</h2>
                <p>{text.necessary_lede}</p>
                <ul class="prose">{necessary}</ul>
            </section>
            <p class="section__more"><a href=inbox::PAGE>{t().inbox.title}<Icon name="arrow-right"/></a></p>
            <p class="section__more"><a href="/installningar"><Icon name="arrow-left"/>{t().people.settings_title}</a></p>
        </Page>
    })
}

/// The page of an email's own link. Opening it changes nothing; mail scanners do.
pub async fn unsubscribe_page() -> PageResult {
    let token = context::param("token");
    let kinds = api::read_unsubscription(&token).await?;
    let text = &t().emails;
    if context::query("klart").is_some() {
        return Ok(html! {
            <Page title=text.unsubscribed_title>
                {told("klart", text.unsubscribed)}
                <Which kinds/>
                <p class="section__more"><a href=PAGE>{text.choose}<Icon name="arrow-right"/></a></p>
            </Page>
        });
    }
    let action = Action::new::<Unsubscribe>();
    Ok(html! {
        <Page title=text.unsubscribe_title lede=text.unsubscribe_lede>
            <Which kinds/>
            <Form action>
                <input type="hidden" name="token" value=token/>
                <div class="button-row"><Submit label=text.unsubscribe/></div>
            </Form>
            <p class="section__more"><a href=PAGE>{text.choose}<Icon name="arrow-right"/></a></p>
        </Page>
    })
}

/// The kinds in words.
#[component]
fn Which(kinds: BTreeSet<Kind>) -> impl IntoView {
    let kinds: Vec<_> = kinds.into_iter().map(|kind| html! { <li>{words::kind(kind)}</li> }).collect();
    html! { <ul class="prose">{kinds}</ul> }
}
