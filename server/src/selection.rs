//! The group's list for spreadsheets: what the reader's page lists at the same
//! question, and nothing that it does not show.

use app::{
    application::text as application_text,
    context::{AppState, caller_in, lang_in},
    error::AppError,
    selection::text::{decision, vote},
    text::{speaking, t},
};
use axum::{
    Router,
    extract::{Request, State},
    response::Response,
    routing::get,
};
use domain::{
    people::{Caller, Lang},
    selection::{Candidate, Filter},
};

use crate::{
    files::{File, Kind, file_or_page},
    sheet::{Cell, Sheet},
};

/// The addresses of the list.
pub fn routes() -> Router<AppState> {
    Router::new().route("/urval/lista.csv", get(list_csv)).route("/urval/lista.xlsx", get(list_xlsx))
}

async fn list_csv(State(state): State<AppState>, request: Request) -> Response {
    let file = file(&state, asked(&request), Kind::Csv).await;
    file_or_page(&state, request, file).await
}

async fn list_xlsx(State(state): State<AppState>, request: Request) -> Response {
    let file = file(&state, asked(&request), Kind::Xlsx).await;
    file_or_page(&state, request, file).await
}

/// Who asks, for what, and in which language.
fn asked(request: &Request) -> (Result<Caller, AppError>, Filter, Lang) {
    let filter = Filter::from_query(request.uri().query().unwrap_or_default());
    (caller_in(request.extensions()), filter, lang_in(request.headers()))
}

async fn file(
    state: &AppState,
    (caller, filter, lang): (Result<Caller, AppError>, Filter, Lang),
    kind: Kind,
) -> Result<File, AppError> {
    let caller = caller?;
    let selection = state.store.selection(&caller).await?.ok_or(AppError::NotFound)?;
    let listed = selection.candidates.into_iter().filter(|candidate| filter.lists(candidate)).collect();
    let (name, sheet) = sheet(listed, lang);
    File::sheet(name, &sheet, kind, state.clock.now())
}

fn sheet(listed: Vec<Candidate>, lang: Lang) -> (&'static str, Sheet) {
    speaking(lang, || {
        let text = &t().selecting;
        let head = vec![
            text.name,
            t().organise.organisation,
            text.part,
            text.rank,
            text.own_vote,
            text.yes,
            text.maybe,
            text.no,
            text.decision,
        ];
        let rows = listed.into_iter().map(row).collect();
        (text.file_name, Sheet { title: text.title.to_owned(), name: text.sheet, head, rows })
    })
}

fn row(candidate: Candidate) -> Vec<Cell> {
    let application = candidate.application;
    let words = |words: Option<&str>| words.map_or(Cell::Empty, |words| Cell::Text(words.to_owned()));
    let number = |number: Option<u32>| number.map_or(Cell::Empty, Cell::Number);
    vec![
        Cell::Text(application.name),
        Cell::Text(application.organisation.name),
        words(application.form.part.map(application_text::part)),
        number(application.rank),
        words(candidate.own.map(vote)),
        number(candidate.votes.map(|count| count.yes)),
        number(candidate.votes.map(|count| count.maybe)),
        number(candidate.votes.map(|count| count.no)),
        candidate.decision.as_ref().map_or(Cell::Empty, |made| Cell::Text(decision(made))),
    ]
}
