//! A word to the organisers about one's own answer, on a page of its own:
//! nothing that others do reads it anew while one is writing.

use domain::day::Word;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{ReadWord, Say, WordPage as Said};
use crate::{
    text::{date, lang, t},
    ui::{Action, Form, Icon, Load, Page, Reading, Submit, TextArea, html},
};

/// Says something to the organisers.
#[component]
pub fn WordPage() -> impl IntoView {
    let action = Action::new::<Say>();
    let (slug, segment) = use_params_map().with_untracked(|params| {
        let get = |name: &str| params.get(name).unwrap_or_default();
        (get("slug"), get("segment"))
    });
    let said = Reading::once(move || ReadWord { slug: slug.clone(), segment: segment.clone() });
    html! {
        <Load read=said view=move |Said { day, segment, word }| {
            let text = &t().day;
            let back = format!("/dagar/{}", day.slug);
            let hours = date::hours(segment.starts, segment.ends);
            html! {
                <Page title=text.word_title eyebrow=day.title.get(lang()) lede=hours>
                    <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
                        <input type="hidden" name="slug" value=day.slug/>
                        <input type="hidden" name="segment" value=segment.id.to_string()/>
                        <TextArea name="word" label=text.word hint=(text.word_hint)(Word::MAX) value=word rows=3/>
                        <div class="button-row"><Submit label=text.word_save/></div>
                    </Form>
                    <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.word_back}</a></p>
                </Page>
            }
        }/>
    }
}
