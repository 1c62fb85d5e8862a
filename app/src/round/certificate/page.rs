//! A certificate's page: one sheet of A4, in the language that is chosen for it.

use domain::{
    people::{Lang, PersonId},
    round::certificate::Certificate,
};
use leptos::prelude::*;

use super::api::{read_of, read_own};
use crate::{
    context,
    page::PageResult,
    round::closing::LIFE,
    text::{Catalogue, date, lang, t},
    ui::{Icon, Page, PrintButton, Written, html},
};

/// A participant's own certificate.
pub async fn own_certificate_page() -> PageResult {
    let certificate = read_own().await?;
    Ok(page(certificate, "/min-sida", t().certificate.back))
}

/// Someone's, for an organiser.
pub async fn certificate_page() -> PageResult {
    let person = PersonId(context::parsed_param("person")?);
    let certificate = read_of(person).await?;
    Ok(page(certificate, LIFE, t().certificate.back_to_round))
}

fn page(certificate: Certificate, back: &'static str, back_words: &'static str) -> AnyView {
    let text = &t().certificate;
    let chosen = context::query("sprak").and_then(|name| Lang::from_name(&name)).unwrap_or_else(lang);
    let path = context::path();
    let language = |language: Lang| {
        let (href, name) = (format!("{path}?sprak={}", language.name()), name_of(language));
        let current = (language == chosen).then_some("true");
        html! { <li><a href=href lang=language.name() aria-current=current>{name}</a></li> }
    };
    let languages: Vec<_> = [Lang::Sv, Lang::En].into_iter().map(language).collect();
    html! {
        <Page title=text.title lede=text.page_lede>
            <nav class="round-switch certificate-languages" aria-label=text.in_language>
                <ul>{languages}</ul>
            </nav>
            <p class="button-row"><PrintButton/></p>
            <Sheet certificate language=chosen/>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{back_words}</a></p>
        </Page>
    }
}

/// What a language is called in itself.
const fn name_of(language: Lang) -> &'static str {
    match language {
        Lang::Sv => "Svenska",
        Lang::En => "English",
    }
}

/// The sheet itself.
#[component]
fn Sheet(certificate: Certificate, language: Lang) -> impl IntoView {
    let catalogue = Catalogue::of(language);
    let text = &catalogue.certificate;
    let (first, last) = certificate.period();
    let period = format!("{} – {}", date::without_weekday(language, first), date::without_weekday(language, last));
    let Certificate { name, role, organisation, round, days, issuer, issued_on, .. } = certificate;
    let (network, host) = issuer.unwrap_or_else(|| (catalogue.common.network.to_owned(), String::new()));
    let days = (days > 0).then(|| html! { <div><dt>{text.days}</dt><dd>{(text.days_attended)(days)}</dd></div> });
    let host = (!host.is_empty()).then(|| html! { ", "<Written text=host/> });
    html! {
        <article class="certificate" lang=language.name() aria-label=text.title>
            <p class="certificate__network"><Written text=network.clone()/></p>
            <p class="certificate__kind" aria-hidden="true">{text.title}</p>
            <div class="certificate__body">
                <p>{text.certifies}</p>
                <p class="certificate__name"><Written text=name/></p>
                <p class="certificate__organisation"><Written text=organisation/></p>
                <p class="certificate__what">{(text.took_part)(role, round.number)}</p>
                <p class="certificate__about">{(text.about)(role)}</p>
            </div>
            <dl class="certificate__facts">
                <div><dt>{text.period}</dt><dd>{period}</dd></div>
                {days}
                <div><dt>{text.issued}</dt><dd>{date::without_weekday(language, issued_on)}</dd></div>
            </dl>
            <p class="certificate__signature">{text.signature}": "<Written text=network/>{host}</p>
        </article>
    }
}
