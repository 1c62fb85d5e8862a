//! What someone has taken part in over all rounds: pairs by name and status, answers to
//! days, applications by their outcome.

use domain::{
    people::directory::{AnswerLine, ApplicationLine, PairLine},
    time::local,
};
use leptos::prelude::*;

use super::PersonLink;
use crate::{
    application::text as application_text,
    context,
    day::text as day_text,
    pair::{status, text as pair_text},
    text::{date, lang, t},
    ui::{Written, html},
};

/// A section with a table, or a word where there is nothing.
fn section([title, lede, none]: [&'static str; 3], heads: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<_> = heads.iter().map(|head| html! { <th scope="col">{*head}</th> }).collect();
    let body = if rows.is_empty() {
        html! { <p class="empty">{none}</p> }
    } else {
        html! {
            <div class="table-wrap" tabindex="0" role="group" aria-label=title>
                <table class="table table--stack"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        }
    };
    let lede = (!lede.is_empty()).then(|| html! { <p>{lede}</p> });
    html! { <section class="section"><h2>{title}</h2>{lede}{body}</section> }
}

/// Who, when and where it stands. What a pair writes is never read here.
#[component]
pub(super) fn Pairs(pairs: Vec<PairLine>) -> impl IntoView {
    let text = &t().directory;
    let row = |pair: PairLine| {
        let state = status::text::state(pair.state).map_or(text.active_pair, |(_, words)| words);
        html! {
            <tr>
                <th scope="row"><PersonLink person=pair.partner name=pair.partner_name/></th>
                <td data-label=text.role>{pair_text::role(pair.role)}</td>
                <td data-label=text.round>{pair.round}</td>
                <td data-label=text.since>{date::without_weekday(lang(), pair.since)}</td>
                <td data-label=text.state>{state}</td>
            </tr>
        }
    };
    let heads = [text.partner, text.role, text.round, text.since, text.state];
    section([text.pairs, text.pairs_lede, text.pairs_none], &heads, pairs.into_iter().map(row).collect())
}

#[component]
pub(super) fn Answers(answers: Vec<AnswerLine>) -> impl IntoView {
    let text = &t().directory;
    let row = |line: AnswerLine| {
        let when = date::without_weekday(lang(), local(line.hours.starts).date());
        let hours = date::hours(lang(), line.hours.starts, line.hours.ends);
        let came = line.came.then(|| html! { ", "{text.came} });
        html! {
            <tr>
                <th scope="row"><Written text=line.title.get(lang())/><span class="muted">", "{when}", "{hours}</span></th>
                <td data-label=text.round>{line.round}</td>
                <td data-label=text.answer>{day_text::answer(line.answer)}{came}</td>
            </tr>
        }
    };
    let heads = [text.day, text.round, text.answer];
    section([text.answers, "", text.answers_none], &heads, answers.into_iter().map(row).collect())
}

#[component]
pub(super) fn Applications(applications: Vec<ApplicationLine>) -> impl IntoView {
    let text = &t().directory;
    let row = |line: ApplicationLine| {
        html! {
            <tr>
                <th scope="row"><a href=context::in_other_round(line.round, &format!("/urval/{}", line.application))>{(text.round_of)(line.round)}</a></th>
                <td data-label=text.state>{application_text::state(line.state)}</td>
            </tr>
        }
    };
    let heads = [text.round, text.state];
    section([text.applications, "", text.applications_none], &heads, applications.into_iter().map(row).collect())
}
