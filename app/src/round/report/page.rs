//! The report: a section for each round, then the organisations over all of them.

use domain::{
    day::evaluation::{Question, Spreads},
    figures::Split,
    pair::pulse::{Aim, AimFigures, Figure},
    round::report::{CAME, DayReport, MISSED, Organisations, Report, RoundReport, TAKE_PART},
};
use leptos::prelude::*;

use super::{
    PAGE, WORKBOOK,
    api::read_report,
    picture::{Means, Share},
    text::{answers, in_order, lede, moment, origin, split},
};
use crate::{
    day::evaluation::text::question,
    document::Head,
    page::PageResult,
    pair::pulse::text::aim,
    text::{date, lang, t, tenths},
    ui::{Icon, Page, PrintButton, Written, html},
};

/// Figures for the steering group, to print. It does not follow what changes: what is read
/// is what is printed.
pub async fn report_page() -> PageResult {
    let (report, rounds) = read_report().await?;
    Head::still();
    let text = &t().report;
    let content = if report.rounds.is_empty() {
        html! { <Page title=text.title eyebrow=t().organise.title><p class="empty">{text.empty}</p><Back/></Page> }
    } else {
        let lede = lede(&report);
        html! {
            <Page title=text.title eyebrow=t().organise.title lede>
                <Ways rounds shown=report.rounds.iter().map(|round| round.number).collect()/>
                <Whole report/>
                <Back/>
            </Page>
        }
    };
    Ok(content)
}

#[component]
fn Back() -> impl IntoView {
    html! { <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().report.to_overview}</a></p> }
}

/// Printing, the workbook, and one round or all.
#[component]
fn Ways(rounds: Vec<u32>, shown: Vec<u32>) -> impl IntoView {
    let text = &t().report;
    let only = (shown.len() == 1 && rounds.len() > 1).then(|| shown[0]);
    let query = |number: Option<u32>| number.map(|number| format!("?bara={number}")).unwrap_or_default();
    let way = |number: Option<u32>| {
        let label = number.map_or_else(|| text.all.to_owned(), |number| (text.round)(number));
        let current = (number == only).then_some("true");
        html! { <li><a href=format!("{PAGE}{}", query(number)) aria-current=current>{label}</a></li> }
    };
    let ways: Vec<_> = std::iter::once(None).chain(rounds.iter().copied().map(Some)).map(way).collect();
    let workbook = format!("{WORKBOOK}{}", query(only));
    html! {
        {(rounds.len() > 1).then(|| html! {
            <nav class="report__ways not-printed" aria-label=text.which><ul class="plain-list">{ways}</ul></nav>
        })}
        <p class="button-row"><PrintButton/><a class="button" href=workbook download="">{text.workbook}</a></p>
    }
}

#[component]
fn Whole(report: Report) -> impl IntoView {
    let text = &t().report;
    let too_small: Vec<_> =
        report.too_small.iter().map(|number| html! { <p class="muted">{(text.too_small)(*number)}</p> }).collect();
    let rounds: Vec<_> = report.rounds.into_iter().map(|round| html! { <OneRound round/> }).collect();
    html! {
        <div class="report">
            {rounds}
            {too_small}
            {report.organisations.map(|organisations| html! { <ByOrganisation organisations/> })}
            <section class="section">
                <h2>{text.how}</h2>
                <div class="prose"><p>{text.how_five}</p><p>{text.how_count}</p><p>{text.how_steps}</p></div>
            </section>
        </div>
    }
}

#[component]
fn OneRound(round: RoundReport) -> impl IntoView {
    let text = &t().report;
    let RoundReport { number, years, participants, days, rhythm, pulse, aims } = round;
    let evaluated: Vec<_> = days.iter().filter_map(|day| Some((day.clone(), day.evaluation?))).collect();
    html! {
        <section class="section report__round">
            <h2>{format!("{}, {years}", (text.round)(number))}</h2>
            <p>{(text.participants)(participants)}</p>
            <h3>{text.days}</h3>
            <Days days number/>
            <h3>{text.evaluations}</h3>
            <Evaluations evaluated number/>
            <h3>{text.rhythm}</h3>
            <Rhythm rhythm/>
            <h3>{text.pulse}</h3>
            <Pulse figures=pulse number/>
            <h3>{text.aims}</h3>
            <Aims figures=aims number/>
        </section>
    }
}

/// What a table in a round's section is called.
fn label(what: &str, number: u32) -> String {
    format!("{what}, {}", (t().report.round)(number).to_lowercase())
}

#[component]
fn Days(days: Vec<DayReport>, number: u32) -> impl IntoView {
    let text = &t().report;
    if days.is_empty() {
        return html! { <p class="muted">{text.no_days}</p> };
    }
    let row = |day: DayReport| {
        let came = day.came.map_or_else(|| text.nobody_checked_in.to_owned(), split);
        let replies: Vec<_> = answers(&day).into_iter().map(|(what, people)| format!("{what} {people}")).collect();
        html! {
            <tr>
                <th scope="row"><Written text=day.title.get(lang()).to_owned()/><span class="muted table__sub">{date::without_weekday(lang(), day.on)}</span></th>
                <td data-label=text.came>{came}{day.came.and_then(share)}</td>
                <td data-label=text.replies>{replies.join(", ")}</td>
            </tr>
        }
    };
    let rows: Vec<_> = days.into_iter().map(row).collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=label(text.days, number)>
            <table class="table table--stack">
                <thead><tr><th scope="col">{text.day}</th><th scope="col">{text.came}</th><th scope="col">{text.replies}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A bar, where both sides are told.
fn share(of: Split) -> Option<AnyView> {
    let Split::Both { yes, no } = of else { return None };
    Some(html! { <Share part=yes whole=yes + no/> })
}

#[component]
fn Evaluations(evaluated: Vec<(DayReport, Spreads)>, number: u32) -> impl IntoView {
    let text = &t().report;
    if evaluated.is_empty() {
        return html! { <p class="muted">{text.no_evaluations}</p> };
    }
    let heads: Vec<_> =
        Question::ALL.iter().map(|item| html! { <th scope="col" class="number">{question(*item)}</th> }).collect();
    let row = |(day, spreads): (DayReport, Spreads)| {
        let means: Vec<_> = Question::ALL
            .iter()
            .zip(spreads)
            .map(|(item, spread)| {
                let mean = spread.mean_in_tenths();
                html! { <td class="number" data-label=question(*item)>{tenths(mean)}<Share part=mean whole=50/></td> }
            })
            .collect();
        html! {
            <tr>
                <th scope="row"><Written text=day.title.get(lang()).to_owned()/></th>
                <td class="number" data-label=text.answers>{spreads[0].answers()}</td>
                {means}
            </tr>
        }
    };
    let rows: Vec<_> = evaluated.into_iter().map(row).collect();
    html! {
        <p class="muted">{text.evaluations_lede}</p>
        <div class="table-wrap" tabindex="0" role="group" aria-label=label(text.evaluations, number)>
            <table class="table table--stack">
                <thead><tr><th scope="col">{text.day}</th><th scope="col" class="number">{text.answers}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Rhythm(#[prop(optional_no_strip)] rhythm: Option<Split>) -> impl IntoView {
    let text = &t().report;
    let Some(rhythm) = rhythm else { return html! { <p class="muted">{text.no_rhythm}</p> }.into_any() };
    html! {
        <p class="muted">{text.rhythm_lede}</p>
        <p>{text.keeps}": "<strong>{split(rhythm)}</strong></p>
        <div class="report__share">{share(rhythm)}</div>
    }
}

#[component]
fn Pulse(figures: Vec<Figure>, number: u32) -> impl IntoView {
    let text = &t().report;
    let shown: Vec<_> = figures.into_iter().filter_map(|figure| Some((figure.asked, figure.spread?))).collect();
    if shown.is_empty() {
        return html! { <p class="muted">{text.no_pulse}</p> };
    }
    let bars: Vec<_> = shown
        .iter()
        .map(|(asked, spread)| (date::month_short(lang(), *asked).to_owned(), spread.mean_in_tenths()))
        .collect();
    let told: Vec<_> = shown
        .iter()
        .map(|(asked, spread)| format!("{} {}", date::without_weekday(lang(), *asked), tenths(spread.mean_in_tenths())))
        .collect();
    let summary = (text.pulse_summary)(&told.join(", "));
    let row = |(asked, spread): (jiff::civil::Date, domain::day::evaluation::Spread)| {
        html! {
            <tr>
                <th scope="row">{date::without_weekday(lang(), asked)}</th>
                <td class="number">{spread.answers()}</td>
                <td class="number">{tenths(spread.mean_in_tenths())}</td>
            </tr>
        }
    };
    let rows: Vec<_> = shown.into_iter().map(row).collect();
    html! {
        <p class="muted">{text.pulse_lede}</p>
        <Means bars summary/>
        <div class="table-wrap report__narrow" tabindex="0" role="group" aria-label=label(text.pulse, number)>
            <table class="table">
                <thead><tr><th scope="col">{text.asked_on}</th><th scope="col" class="number">{text.answers}</th><th scope="col" class="number">{text.mean}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A row for each aim, a column for each of the moments at which they were asked about.
#[component]
fn Aims(figures: Vec<AimFigures>, number: u32) -> impl IntoView {
    let text = &t().report;
    if figures.is_empty() {
        return html! { <p class="muted">{text.no_aims}</p> };
    }
    let heads: Vec<_> = figures.iter().map(|at| html! { <th scope="col">{moment(at.moment)}</th> }).collect();
    let row = |(n, item): (usize, &Aim)| {
        let cells: Vec<_> = figures
            .iter()
            .map(|at| {
                let told = at.spreads[n].map_or_else(hidden, |spread| {
                    let mean = spread.mean_in_tenths();
                    html! {
                        {tenths(mean)}<span class="muted table__sub">{(text.answered)(spread.answers())}</span><Share part=mean whole=50/>
                    }
                });
                html! { <td data-label=moment(at.moment)>{told}</td> }
            })
            .collect();
        html! { <tr><th scope="row">{aim(*item)}</th>{cells}</tr> }
    };
    let rows: Vec<_> = Aim::ALL.iter().enumerate().map(row).collect();
    html! {
        <p class="muted">{text.aims_lede}</p>
        <div class="table-wrap" tabindex="0" role="group" aria-label=label(text.aims, number)>
            <table class="table table--stack">
                <thead><tr><th scope="col">{text.aim}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn ByOrganisation(organisations: Organisations) -> impl IntoView {
    let text = &t().report;
    let table = &organisations.table;
    let several = table.columns.len() > 1;
    let heads: Vec<_> =
        table.columns.iter().map(|round| html! { <th scope="col">{(text.round)(round.0)}</th> }).collect();
    let cell = |label: String, figures: Option<[u32; 3]>| html! { <td data-label=label>{figures.map_or_else(hidden, told)}</td> };
    let line = |cells: &[Option<[u32; 3]>], total: [u32; 3]| {
        let cells: Vec<_> =
            table.columns.iter().zip(cells).map(|(round, figures)| cell((text.round)(round.0), *figures)).collect();
        let total = several.then(|| cell(text.total.to_owned(), Some(total)));
        html! { {cells}{total} }
    };
    let row = |n: usize| {
        let name = origin(&organisations, table.rows[n]);
        html! { <tr><th scope="row"><Written text=name/></th>{line(&table.cells[n], table.row_totals[n])}</tr> }
    };
    let rows: Vec<_> = in_order(&organisations).into_iter().map(row).collect();
    let totals: Vec<_> = table.column_totals.iter().copied().map(Some).collect();
    let totals = line(&totals, table.total);
    html! {
        <section class="section report__organisations">
            <h2>{text.organisations}</h2>
            <p class="muted">{text.organisations_lede}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.organisations>
                <table class="table table--stack">
                    <thead><tr><th scope="col">{text.organisation}</th>{heads}{several.then(|| html! { <th scope="col">{text.total}</th> })}</tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr><th scope="row">{text.total}</th>{totals}</tr></tfoot>
                </table>
            </div>
        </section>
    }
}

fn hidden() -> AnyView {
    html! { <span class="muted">{t().report.hidden}</span> }
}

/// How many take part, and how often they came.
fn told(figures: [u32; 3]) -> AnyView {
    let (came, times) = (figures[CAME], figures[CAME] + figures[MISSED]);
    let attendance = (times > 0).then(|| {
        let percent = (came * 200 + times) / (2 * times);
        html! { <span class="muted table__sub">{(t().report.attendance)(percent)}</span><Share part=came whole=times/> }
    });
    html! { {figures[TAKE_PART]}{attendance} }
}
