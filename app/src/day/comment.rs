//! A word to the organisers about one's own answer, on a page of its own.

use domain::day::Comment;
use leptos::prelude::*;

use super::api::{CommentPage, SaveComment, read_comment};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, TextArea, html},
};

/// Says something to the organisers.
pub async fn comment_page() -> PageResult {
    let CommentPage { day, segment, word } = read_comment(context::param("slug"), context::param("segment")).await?;
    let text = &t().day;
    let action = Action::new::<SaveComment>();
    let back = format!("/dagar/{}", day.slug);
    let hours = date::hours(lang(), segment.starts, segment.ends);
    Ok(html! {
        <Page title=text.comment_title eyebrow=day.title.get(lang()) lede=hours>
            <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
                <input type="hidden" name="slug" value=day.slug/>
                <input type="hidden" name="segment" value=segment.id.to_string()/>
                <TextArea name="word" label=text.word hint=(text.comment_hint)(Comment::MAX) value=word rows=3/>
                <div class="button-row"><Submit label=text.comment_save/></div>
            </Form>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.comment_back}</a></p>
        </Page>
    })
}
