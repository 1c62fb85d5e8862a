//! The results of a day's evaluation: as pictures, with the table behind each.

use domain::{
    day::evaluation::{DayResults, Findings, Question, SCALE, Spread, Spreads},
    figures::STEP,
};
use leptos::prelude::*;

use super::{api, text::question};
use crate::{
    context,
    document::Head,
    page::PageResult,
    text::{date, lang, t, tenths},
    ui::{DayWhen, Icon, Page, Prose, html},
};

/// What may be shown of a day's evaluation. The page does not follow the answers: there
/// is nothing to see of them before they are all there.
pub async fn results_page() -> PageResult {
    let DayResults { day, closes, findings, comments } = api::read_results(context::param("slug")).await?;
    Head::still();
    let text = &t().evaluation;
    let back = format!("/organisera/dagar/{}/efter", day.slug);
    Ok(html! {
        <Page title=text.results eyebrow=day.title.get(lang())>
            <p class="lede"><DayWhen day=day.clone()/></p>
            {match findings {
                None => html! { <p class="empty">{(text.still_open)(&date::moment(lang(), closes))}</p> },
                Some(findings) => match findings.everyone {
                    Some(everyone) => html! { <Shown everyone findings comments/> },
                    None => html! { <p class="empty">{(text.too_few)(STEP)}</p> },
                },
            }}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{t().follow_up_page.title}</a></p>
        </Page>
    })
}

#[component]
fn Shown(everyone: Spreads, findings: Findings, comments: Vec<String>) -> impl IntoView {
    let text = &t().evaluation;
    let questions: Vec<_> = Question::ALL
        .iter()
        .enumerate()
        .map(|(n, item)| {
            let roles = findings.by_role.map(|roles| roles.map(|spreads| spreads[n]));
            html! { <Results title=question(*item) everyone=everyone[n] roles/> }
        })
        .collect();
    let apart =
        findings.by_role.is_none().then(|| html! { <p class="findings__note">{(text.too_few_by_role)(STEP)}</p> });
    let (answers, no_comments) = (findings.answers(), comments.is_empty());
    let comments: Vec<_> = comments
        .into_iter()
        .map(|words| html! { <li><blockquote class="comments__one"><Prose text=words/></blockquote></li> })
        .collect();
    html! {
        <p>{(text.answers)(answers, STEP)}</p>
        <div class="findings">{questions}</div>
        {apart}
        <section class="section">
            <h2>{text.comments}</h2>
            <p class="muted">{if no_comments { text.no_comments } else { text.comments_lede }}</p>
            <ul class="comments">{comments}</ul>
        </section>
    }
}

/// One question: the mean, the picture, and the table behind it.
#[component]
fn Results(
    title: &'static str,
    everyone: Spread,
    #[prop(optional_no_strip)] roles: Option<[Spread; 2]>,
) -> impl IntoView {
    let text = &t().evaluation;
    let mean = (text.mean)(&tenths(everyone.mean_in_tenths()));
    let spread: Vec<_> = SCALE.zip(everyone.0).map(|(rating, people)| (text.spread)(rating, people)).collect();
    let summary = format!("{title}: {mean}. {}.", spread.join(", "));
    let roles = roles.map_or(Vec::new(), |[adepts, mentors]| vec![(text.adepts, adepts), (text.mentors, mentors)]);
    let columns: Vec<_> = [(text.everyone, everyone)].into_iter().chain(roles).collect();
    html! {
        <section class="finding">
            <h2>{title}</h2>
            <p class="finding__mean">{mean}</p>
            <Picture spread=everyone summary/>
            <details class="breakdown">
                <summary>{text.table}</summary>
                <Table columns/>
            </details>
        </section>
    }
}

const COLUMN: u32 = 48;
const HEIGHT: u32 = 120;
const BASE: u32 = 96;
const TALLEST: u32 = 76;

/// A bar for each rating, with how many gave it above and the rating below.
#[component]
fn Picture(spread: Spread, summary: String) -> impl IntoView {
    let most = spread.0.into_iter().max().unwrap_or_default().max(1);
    let bar = |(rating, people): (u32, u32)| {
        let x = (rating - 1) * COLUMN;
        let height = TALLEST * people / most;
        html! {
            <g>
                <rect class="finding__bar" x=x + 6 y=BASE - height width=COLUMN - 12 height=height></rect>
                <text x=x + COLUMN / 2 y=BASE - height - 5>{people}</text>
                <text class="finding__rating" x=x + COLUMN / 2 y=HEIGHT - 6>{rating}</text>
            </g>
        }
    };
    let bars: Vec<_> = SCALE.zip(spread.0).map(bar).collect();
    let width = SCALE.end() * COLUMN;
    html! {
        <svg class="finding__picture" viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=summary>
            {bars}
            <line class="finding__ground" x1="0" x2=width y1=BASE y2=BASE></line>
        </svg>
    }
}

#[component]
fn Table(columns: Vec<(&'static str, Spread)>) -> impl IntoView {
    let text = &t().evaluation;
    let heads: Vec<_> = columns.iter().map(|(name, _)| html! { <th scope="col" class="number">{*name}</th> }).collect();
    let row = |(n, rating): (usize, u32)| {
        let cells: Vec<_> = columns.iter().map(|(_, spread)| html! { <td class="number">{spread.0[n]}</td> }).collect();
        html! { <tr><th scope="row">{rating}</th>{cells}</tr> }
    };
    let rows: Vec<_> = SCALE.enumerate().map(row).collect();
    let mean = |spread: &Spread| tenths(spread.mean_in_tenths());
    let means: Vec<_> = columns.iter().map(|(_, spread)| html! { <td class="number">{mean(spread)}</td> }).collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=text.table>
            <table class="table">
                <thead><tr><th scope="col">{text.rating}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">{text.mean_row}</th>{means}</tr></tfoot>
            </table>
        </div>
    }
}
