//! Files that people take with them: a day's answers for a spreadsheet, days for
//! a calendar.

use std::{convert::Infallible, fmt::Display};

use app::{
    context::{AppState, caller_in, lang_in},
    error::AppError,
};
use axum::{
    Router,
    extract::{FromRequestParts, Path, Request, State},
    http::{
        Uri,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    board::Filter,
    day::Day,
    meeting::Agreed,
    people::{Caller, Lang},
};

use crate::{calendar::{calendar, meeting::meeting}, export::Answers, forms::error_response, site};

/// The addresses of all files.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/organisera/dagar/{slug}/svar.csv", get(answers_csv))
        .route("/organisera/dagar/{slug}/svar.xlsx", get(answers_xlsx))
        .route("/dagar/{slug}/kalender.ics", get(day_calendar))
        .route("/par/traffar/nasta/kalender.ics", get(meeting_calendar))
        .route("/datum.ics", get(public_calendar))
}

/// Who asks, and in which language they read.
struct Reader {
    caller: Result<Caller, AppError>,
    lang: Lang,
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { caller: caller_in(&parts.extensions), lang: lang_in(&parts.headers) })
    }
}

/// A file, with its name on the reader's device.
struct File {
    name: String,
    kind: &'static str,
    /// What the browser does with it: `attachment` to keep it, `inline` to hand
    /// it to a program that knows its kind, as phones do with calendars.
    disposition: &'static str,
    content: Vec<u8>,
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let disposition = format!("{}; filename=\"{}\"", self.disposition, self.name);
        ([(CONTENT_TYPE, self.kind.to_owned()), (CONTENT_DISPOSITION, disposition)], self.content).into_response()
    }
}

async fn answers_csv(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    uri: Uri,
    reader: Reader,
    request: Request,
) -> Response {
    let file = answers(&state, &slug, &uri, reader).await.and_then(|answers| {
        let content = answers.csv().map_err(broken)?;
        Ok(File {
            name: format!("{slug}-svar.csv"),
            kind: "text/csv; charset=utf-8",
            disposition: "attachment",
            content,
        })
    });
    file_or_page(&state, request, file).await
}

async fn answers_xlsx(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    uri: Uri,
    reader: Reader,
    request: Request,
) -> Response {
    let file = answers(&state, &slug, &uri, reader).await.and_then(|answers| {
        let content = answers.xlsx(state.clock.now()).map_err(broken)?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Ok(File { name: format!("{slug}-svar.xlsx"), kind, disposition: "attachment", content })
    });
    file_or_page(&state, request, file).await
}

/// What the organiser's board lists at the same question.
async fn answers(state: &AppState, slug: &str, uri: &Uri, reader: Reader) -> Result<Answers, AppError> {
    let caller = reader.caller?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let filter = Filter::from_query(uri.query().unwrap_or_default());
    let board = state.store.board(&caller, slug, &filter, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    Ok(Answers::of(&board, reader.lang))
}

/// A day's segments that are the reader's.
async fn day_calendar(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    reader: Reader,
    request: Request,
) -> Response {
    let day = own_day(&state, &slug, reader.caller).await;
    let file = day.map(|day| calendar_file(&state, reader.lang, &slug, &[day]));
    file_or_page(&state, request, file).await
}

async fn own_day(state: &AppState, slug: &str, caller: Result<Caller, AppError>) -> Result<Day, AppError> {
    let caller = caller?;
    let view = state.store.day(&caller, slug, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    let mut day = view.day;
    day.segments.retain(|segment| caller.plans_for(segment.audience));
    Ok(day)
}

/// What is for everyone, for anyone.
async fn public_calendar(State(state): State<AppState>, reader: Reader, request: Request) -> Response {
    let days = state.store.public_days().await.map_err(AppError::from);
    let file = days.map(|days| calendar_file(&state, reader.lang, "datum", &days));
    file_or_page(&state, request, file).await
}

/// The next meeting of the reader's pair.
async fn meeting_calendar(State(state): State<AppState>, reader: Reader, request: Request) -> Response {
    let lang = reader.lang;
    let file = next_meeting(&state, reader.caller).await.map(|(agreed, mate)| {
        let content = meeting(&agreed, &mate, lang, &state.settings.public_url, state.clock.now());
        ics("traff", content)
    });
    file_or_page(&state, request, file).await
}

async fn next_meeting(state: &AppState, caller: Result<Caller, AppError>) -> Result<(Agreed, String), AppError> {
    let caller = caller?;
    let pair = state.store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let agreed = state.store.meetings(&caller).await?.next.ok_or(AppError::NotFound)?;
    Ok((agreed, pair.mate.name))
}

fn calendar_file(state: &AppState, lang: Lang, name: &str, days: &[Day]) -> File {
    ics(name, calendar(days, lang, &state.settings.public_url, state.clock.now()))
}

fn ics(name: &str, content: String) -> File {
    let (name, content) = (format!("{name}.ics"), content.into_bytes());
    File { name, kind: "text/calendar; charset=utf-8", disposition: "inline", content }
}

/// The file; for whoever must not or cannot have it, the same as at any other
/// address.
async fn file_or_page(state: &AppState, request: Request, file: Result<File, AppError>) -> Response {
    match file {
        Ok(file) => file.into_response(),
        Err(AppError::SignIn) => {
            // Back to the page that the file belongs to, where its link is.
            let page = request.uri().path().rsplit_once('/').map_or("", |(page, _)| page);
            Redirect::to(&format!("/logga-in?till={page}")).into_response()
        }
        Err(AppError::NotFound) => site::page(state)(request).await,
        Err(error) => error_response(&error),
    }
}

fn broken(error: impl Display) -> AppError {
    tracing::error!(%error, "a file cannot be written");
    AppError::Internal
}
