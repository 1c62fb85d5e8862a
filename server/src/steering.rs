//! The report for the steering group as a workbook: the figures of its page, and no others.

use app::{
    context::{AllRounds, AppState, caller_in, lang_in},
    day::evaluation::text::question,
    error::AppError,
    pair::pulse::text::aim,
    round::report::{
        WORKBOOK,
        text::{answers, in_order, lede, moment, origin, split},
    },
    text::{speaking, t},
};
use axum::{
    Router,
    extract::{Request, State},
    http::Extensions,
    response::Response,
    routing::get,
};
use domain::{
    day::evaluation::Question,
    pair::pulse::Aim,
    people::Lang,
    round::report::{CAME, MISSED, Organisations, Report, TAKE_PART, asked_for},
};
use jiff::civil::Date;

use crate::{
    files::{File, file_or_page},
    sheet::{Cell, Sheet},
};

/// The workbook's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(WORKBOOK, get(workbook))
}

async fn workbook(State(state): State<AppState>, request: Request) -> Response {
    let only = asked_for(request.uri().query().unwrap_or_default());
    let lang = lang_in(request.headers());
    let file = match reader(request.extensions()) {
        Ok(reader) => file(&state, &reader, only, lang).await,
        Err(error) => Err(error),
    };
    file_or_page(&state, request, file).await
}

/// Who asks, in all their rounds.
fn reader(extensions: &Extensions) -> Result<AllRounds, AppError> {
    caller_in(extensions)?;
    extensions.get().cloned().ok_or(AppError::NotFound)
}

async fn file(
    state: &AppState,
    AllRounds(reader): &AllRounds,
    only: Option<u32>,
    lang: Lang,
) -> Result<File, AppError> {
    let now = state.clock.now();
    let report = state.store.report(reader, now).await?.ok_or(AppError::NotFound)?.only(only);
    speaking(lang, || {
        let text = &t().report;
        let title = format!("{}. {}", text.title, lede(&report));
        File::workbook(text.file_name, &title, &sheets(&report), now)
    })
}

fn sheets(report: &Report) -> Vec<Sheet> {
    let mut sheets: Vec<_> = report.organisations.iter().map(organisations).collect();
    sheets.extend([days(report), evaluations(report), rhythm(report), pulse(report), aims(report)]);
    sheets
}

fn sheet(name: &'static str, head: Vec<&'static str>, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet { title: t().report.title.to_owned(), name, head, rows }
}

fn words(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

fn date(date: Date) -> Cell {
    Cell::Text(date.to_string())
}

/// A row for each organisation in each round, and for the totals both ways.
fn organisations(of: &Organisations) -> Sheet {
    let text = &t().report;
    let table = &of.table;
    let row = |name: &str, round: Option<u32>, figures: Option<[u32; 3]>| {
        let round = round.map_or_else(|| words(text.total), Cell::Number);
        let parts = [TAKE_PART, CAME, MISSED];
        let told = parts.map(|part| figures.map_or_else(|| words(text.hidden), |figures| Cell::Number(figures[part])));
        [words(name), round].into_iter().chain(told).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    let several = table.columns.len() > 1;
    let lines =
        in_order(of).into_iter().map(|n| (origin(of, table.rows[n]), table.cells[n].clone(), table.row_totals[n]));
    let totals = table.column_totals.iter().copied().map(Some).collect();
    for (name, cells, total) in lines.chain([(text.total.to_owned(), totals, table.total)]) {
        rows.extend(table.columns.iter().zip(cells).map(|(round, figures)| row(&name, Some(round.0), figures)));
        rows.extend(several.then(|| row(&name, None, Some(total))));
    }
    let head = vec![text.organisation, text.sheet_round, text.sheet_participants, text.sheet_came, text.sheet_missed];
    sheet(text.organisations, head, rows)
}

/// A row for each answer to each day, and for how many came.
fn days(report: &Report) -> Sheet {
    let text = &t().report;
    let mut rows = Vec::new();
    for round in &report.rounds {
        for day in &round.days {
            let row = |what: &str, figure: Cell| {
                let title = words(day.title.get(app::text::lang()));
                vec![Cell::Number(round.number), title, date(day.on), words(what), figure]
            };
            let came = day.came.map_or_else(|| text.nobody_checked_in.to_owned(), split);
            rows.push(row(text.came, Cell::Text(came)));
            rows.extend(answers(day).into_iter().map(|(what, people)| row(what, Cell::Number(people))));
        }
    }
    sheet(text.days, vec![text.sheet_round, text.day, text.date, text.replies, text.sheet_people], rows)
}

/// A row for each day whose evaluation can be shown.
fn evaluations(report: &Report) -> Sheet {
    let text = &t().report;
    let mut rows = Vec::new();
    for round in &report.rounds {
        for (day, spreads) in round.days.iter().filter_map(|day| Some((day, day.evaluation?))) {
            let title = words(day.title.get(app::text::lang()));
            let mut row = vec![Cell::Number(round.number), title, date(day.on), Cell::Number(spreads[0].answers())];
            row.extend(spreads.map(|spread| Cell::Tenths(spread.mean_in_tenths())));
            rows.push(row);
        }
    }
    let mut head = vec![text.sheet_round, text.day, text.date, text.answers];
    head.extend(Question::ALL.iter().map(|item| question(*item)));
    sheet(text.sheet_evaluations, head, rows)
}

/// A row for each round.
fn rhythm(report: &Report) -> Sheet {
    let text = &t().report;
    let row = |round: &domain::round::report::RoundReport| {
        let told = round.rhythm.map_or_else(|| text.no_rhythm.to_owned(), split);
        vec![Cell::Number(round.number), Cell::Text(told)]
    };
    sheet(text.rhythm, vec![text.sheet_round, text.keeps], report.rounds.iter().map(row).collect())
}

/// A row for each question that can be shown.
fn pulse(report: &Report) -> Sheet {
    let text = &t().report;
    let mut rows = Vec::new();
    for round in &report.rounds {
        for (asked, spread) in round.pulse.iter().filter_map(|figure| Some((figure.asked, figure.spread?))) {
            let (answers, mean) = (Cell::Number(spread.answers()), Cell::Tenths(spread.mean_in_tenths()));
            rows.push(vec![Cell::Number(round.number), date(asked), answers, mean]);
        }
    }
    sheet(text.sheet_pulse, vec![text.sheet_round, text.asked_on, text.answers, text.mean], rows)
}

/// A row for each aim at each of the moments, where it can be shown.
fn aims(report: &Report) -> Sheet {
    let text = &t().report;
    let mut rows = Vec::new();
    for round in &report.rounds {
        for at in &round.aims {
            rows.extend(Aim::ALL.iter().zip(at.spreads).filter_map(|(item, spread)| {
                let spread = spread?;
                let (answers, mean) = (Cell::Number(spread.answers()), Cell::Tenths(spread.mean_in_tenths()));
                Some(vec![Cell::Number(round.number), words(moment(at.moment)), words(aim(*item)), answers, mean])
            }));
        }
    }
    sheet(text.sheet_aims, vec![text.sheet_round, text.sheet_when, text.aim, text.answers, text.mean], rows)
}
