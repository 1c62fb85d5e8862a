//! One question, and what one has answered before.

use domain::pulse::Given;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{AnswerPulse, Pulse, ReadPulse};
use crate::{
    pair::Pointer,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Load, Page, Reading, Submit, html},
};

const PAGE: &str = "/min-sida/puls";

/// That the question waits.
pub(crate) fn to_do() -> Pointer {
    Pointer::to(PAGE, "", t().pulse.todo)
}

/// The open question, and one's own answers.
#[component]
pub fn PulsePage() -> impl IntoView {
    let action = Action::new::<AnswerPulse>();
    let pulse = Reading::once(|| ReadPulse {});
    html! {
        <Load read=pulse view=move |Pulse { asked, given }| {
            let text = &t().pulse;
            let saved = use_query_map().read_untracked().get("sparad").is_some();
            let question = match asked {
                None => html! { <p class="empty">{text.none}</p> },
                Some(asked) => {
                    let answered = given.iter().find(|given| given.asked == asked).cloned();
                    html! { <Question answered action/> }
                }
            };
            html! {
                <Page title=text.title lede=text.lede>
                    {saved.then(|| html! { <p class="notice notice--ok" role="status"><Icon name="check"/>{text.saved}</p> })}
                    {question}
                    <History given/>
                    <p class="section__more"><a rel="external" href="/min-sida"><Icon name="arrow-left"/>{text.back}</a></p>
                </Page>
            }
        }/>
    }
}

#[component]
fn Question(#[prop(optional_no_strip)] answered: Option<Given>, action: Action) -> impl IntoView {
    let text = &t().pulse;
    let button = if answered.is_some() { text.change } else { text.save };
    let (score, line) = answered.map(|given| (given.score.to_string(), given.line)).unwrap_or_default();
    let options =
        ["1", "2", "3", "4", "5"].into_iter().zip(text.scores).map(|(score, words)| (score, "", words)).collect();
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
                    <td data-label=text.own_line>{given.line}</td>
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
