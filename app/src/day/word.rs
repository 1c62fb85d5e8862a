//! A word to the organisers about one's own answer, on a page of its own.

use domain::day::Word;
use leptos::prelude::*;

use super::api::{Say, WordPage, read_word};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, TextArea, html},
};

/// Says something to the organisers.
pub async fn word_page() -> PageResult {
    let WordPage { day, segment, word } = read_word(context::param("slug"), context::param("segment")).await?;
    let text = &t().day;
    let action = Action::new::<Say>();
    let back = format!("/dagar/{}", day.slug);
    let hours = date::hours(segment.starts, segment.ends);
    Ok(html! {
        <Page title=text.word_title eyebrow=day.title.get(lang()) lede=hours>
            <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
                <input type="hidden" name="slug" value=day.slug/>
                <input type="hidden" name="segment" value=segment.id.to_string()/>
                <TextArea name="word" label=text.word hint=(text.word_hint)(Word::MAX) value=word rows=3/>
                <div class="button-row"><Submit label=text.word_save/></div>
            </Form>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.word_back}</a></p>
        </Page>
    })
}
