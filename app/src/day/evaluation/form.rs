//! The form: three ratings and a few words.

use domain::day::evaluation::{Comment, Question, SCALE};
use leptos::prelude::*;

use super::{
    api::{self, Evaluate, Sheet},
    text::question,
};
use crate::{
    context,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::{date, lang, t},
    ui::{Action, Choice, DayWhen, Icon, Page, Receipt, Submit, TextArea, html},
};

/// The reader's evaluation of a day.
pub async fn evaluation_page() -> PageResult {
    let Sheet { day, closes, open, given } = api::read_evaluation(context::param("slug")).await?;
    let drafts = Drafts::read().await?;
    let text = &t().evaluation;
    let action = drafts.go_on(Action::new::<Evaluate>());
    let last = date::moment(lang(), closes);
    let saved = given.is_some() && context::query("sparad").is_some() && action.error().is_none();
    let back = format!("/dagar/{}", day.slug);
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            <p class="lede"><DayWhen day=day.clone()/></p>
            {saved.then(|| { let words = (text.saved)(&last); html! { <Receipt>{words}</Receipt> } })}
            // What was typed until it closed comes back, to be read and copied.
            {if open || action.error().is_some() {
                html! { <Questions slug=day.slug given last=last.clone() action drafts/> }
            } else {
                html! { <p class="empty">{(text.closed)(&last)}</p> }
            }}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{t().day.comment_back}</a></p>
        </Page>
    })
}

#[component]
fn Questions(
    slug: String,
    given: Option<([u32; 3], String)>,
    last: String,
    action: Action,
    drafts: Drafts,
) -> impl IntoView {
    let text = &t().evaluation;
    let submit = if given.is_some() { text.change } else { text.send };
    let (ratings, comment) = given.unwrap_or_default();
    let options: Vec<_> =
        ["1", "2", "3", "4", "5"].into_iter().zip(text.scale).map(|(n, words)| (n, "", words)).collect();
    let ask = move |(item, rating): (&Question, u32)| {
        let value = if SCALE.contains(&rating) { rating.to_string() } else { String::new() };
        html! { <Choice name=item.name() label=question(*item) options=options.clone() value/> }
    };
    let names = Question::ALL.iter().map(|item| (item.name(), question(*item)));
    let labels = names.chain([("comment", text.comment)]).map(|(name, label)| (name.into(), label.into())).collect();
    html! {
        <p class="prose">{(text.privacy)(&last)}</p>
        <DraftForm action drafts labels>
            <input type="hidden" name="slug" value=slug/>
            {Question::ALL.iter().zip(ratings).map(ask).collect_view()}
            <TextArea name="comment" label=text.comment hint=(text.comment_hint)(Comment::MAX) value=comment rows=4/>
            <div class="button-row"><Submit label=submit/></div>
        </DraftForm>
    }
}
