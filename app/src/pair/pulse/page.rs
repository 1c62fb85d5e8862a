//! One question, and what one has answered before.

use domain::pair::pulse::{Aim, Aims, Given};
use leptos::prelude::*;

use super::{
    api::{self, AnswerPulse, Pulse},
    text::aim,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Page, Receipt, Submit, Written, html},
};

/// The open question, and one's own answers.
pub async fn pulse_page() -> PageResult {
    let Pulse { asked, aims, given } = api::read_pulse().await?;
    let text = &t().pulse;
    let lede = if aims { text.lede_aims } else { text.lede };
    let saved = context::query("sparad").is_some();
    let question = match asked {
        None => html! { <p class="empty">{text.none}</p> },
        Some(asked) => {
            let answered = given.iter().find(|given| given.asked == asked).cloned();
            html! { <Question answered aims/> }
        }
    };
    Ok(html! {
        <Page title=text.title lede>
            {saved.then(|| html! { <Receipt>{text.saved}</Receipt> })}
            {question}
            <History given/>
            <p class="section__more"><a href="/min-sida"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

#[component]
fn Question(#[prop(optional_no_strip)] answered: Option<Given>, aims: bool) -> impl IntoView {
    let text = &t().pulse;
    let button = if answered.is_some() { text.change } else { text.save };
    let said = answered.as_ref().map(|given| given.aims).unwrap_or_default();
    let (score, line) = answered.map(|given| (given.score.to_string(), given.line)).unwrap_or_default();
    let mut labels = vec![("score".to_owned(), text.question.to_owned()), ("line".to_owned(), text.line.to_owned())];
    labels.extend(Aim::ALL.iter().map(|item| (item.name().to_owned(), aim(*item).to_owned())));
    let options =
        ["1", "2", "3", "4", "5"].into_iter().zip(text.scores).map(|(score, words)| (score, "", words)).collect();
    let action = Action::new::<AnswerPulse>();
    html! {
        <Form action labels>
            <Choice name="score" label=text.question options value=score/>
            {aims.then(|| html! { <AimQuestions said/> })}
            <Field name="line" label=text.line hint=text.line_hint value=line/>
            <p class="muted">{text.who_sees}</p>
            <div class="button-row"><Submit label=button/></div>
        </Form>
    }
}

/// How far each of the programme's aims is reached. All of them may be left out.
#[component]
fn AimQuestions(said: Aims) -> impl IntoView {
    let text = &t().pulse;
    let question = |(item, said): (&Aim, Option<u32>)| {
        let options =
            ["1", "2", "3", "4", "5"].into_iter().zip(text.aim_scale).map(|(n, words)| (n, "", words)).collect();
        let value = said.map(|said| said.to_string()).unwrap_or_default();
        html! { <Choice name=item.name() label=aim(*item) options value/> }
    };
    let questions: Vec<_> = Aim::ALL.iter().zip(said).map(question).collect();
    html! {
        <h2>{text.aims}</h2>
        <p class="muted">{text.aims_lede}</p>
        {questions}
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
