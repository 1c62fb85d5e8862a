//! One question, and what one has answered before.

use domain::pair::pulse::Given;
use leptos::prelude::*;

use super::api::{self, AnswerPulse, Pulse};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Page, Receipt, Submit, Written, html},
};

/// The open question, and one's own answers.
pub async fn pulse_page() -> PageResult {
    let Pulse { asked, given } = api::read_pulse().await?;
    let text = &t().pulse;
    let saved = context::query("sparad").is_some();
    let question = match asked {
        None => html! { <p class="empty">{text.none}</p> },
        Some(asked) => {
            let answered = given.iter().find(|given| given.asked == asked).cloned();
            html! { <Question answered/> }
        }
    };
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {saved.then(|| html! { <Receipt>{text.saved}</Receipt> })}
            {question}
            <History given/>
            <p class="section__more"><a href="/min-sida"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

#[component]
fn Question(#[prop(optional_no_strip)] answered: Option<Given>) -> impl IntoView {
    let text = &t().pulse;
    let button = if answered.is_some() { text.change } else { text.save };
    let (score, line) = answered.map(|given| (given.score.to_string(), given.line)).unwrap_or_default();
    let options =
        ["1", "2", "3", "4", "5"].into_iter().zip(text.scores).map(|(score, words)| (score, "", words)).collect();
    let action = Action::new::<AnswerPulse>();
    html! {
        <Form action labels=vec![("score".to_owned(), text.question.to_owned()), ("line".to_owned(), text.line.to_owned())]>
            <Choice name="score" label=text.question options value=score/>
            <Field name="line" label=text.line hint=text.line_hint value=line/>
            <p class="muted">{text.who_sees}</p>
            <div class="button-row"><Submit label=button/></div>
        </Form>
    }
}

/// What one has answered, the latest first.
#[component]
fn History(given: Vec<Given>) -> impl IntoView {
    let text = &t().pulse;
    let none = given.is_empty();
    let rows: Vec<_> = given
        .into_iter()
        .map(|given| {
            let score = usize::try_from(given.score).ok().and_then(|score| text.scores.get(score.checked_sub(1)?));
            html! {
                <tr>
                    <th scope="row">{date::without_weekday(lang(), given.asked)}</th>
                    <td data-label=text.score>{given.score}" "<span class="muted">{score.copied()}</span></td>
                    <td data-label=text.own_line><Written text=given.line/></td>
                </tr>
            }
        })
        .collect();
    (!none).then(|| html! {
        <section class="section">
            <h2>{text.history}</h2>
            <table class="table table--stack">
                <thead><tr><th scope="col">{text.asked}</th><th scope="col">{text.score}</th><th scope="col">{text.own_line}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}
