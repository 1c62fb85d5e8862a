//! An announcement as one of its receivers sees it.

use domain::{
    mail::announcement::{Letter, Values},
    people::Lang,
};
use leptos::prelude::*;

use super::text::language;
use crate::{
    round::public_page::prose,
    text::{Catalogue, date, t},
    ui::html,
};

/// The letter in each language that it is written in.
pub(super) fn in_both_languages(letter: &Letter, values: &Values, reply_to: Option<&str>) -> Vec<AnyView> {
    let one = |lang: &Lang| {
        let words = &Catalogue::of(*lang).announcement;
        let reply = reply_to.map(|address| html! { <p>{(words.mail_reply)(address)}</p> });
        html! {
            <article class="preview" lang=lang.name()>
                <p class="eyebrow">{language(*lang)}</p>
                <h3 dir="auto">{letter.subject(*lang, values, date::full)}</h3>
                <p dir="auto">{(words.mail_greeting)(&values.name)}</p>
                {prose(letter.body(*lang, values, date::full), 4)}
                {reply}
                <p>"Mentorprogrammet IOR"</p>
            </article>
        }
    };
    Lang::ALL.iter().filter(|lang| letter.is_in(**lang)).map(one).collect()
}

/// Where answers go, and how to have them go there.
#[component]
pub(super) fn RepliesGo(to: Option<String>) -> impl IntoView {
    let text = &t().announcement;
    match to {
        Some(address) => html! { <p class="section__more">{(text.replies_go)(&address)}</p> },
        None => {
            html! { <p class="section__more">{text.replies_nowhere}" "<a href="/organisera/sidor">{text.set_replies}</a></p> }
        }
    }
}
