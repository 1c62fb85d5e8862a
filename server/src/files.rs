//! Files that people take with them: a day's answers for a spreadsheet.

use std::{convert::Infallible, fmt::Display};

use app::{
    context::{AppState, caller_in, lang_in},
    error::AppError,
    organise::Filter,
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
use domain::people::{Caller, Lang};
use leptos_router::location::RequestUrl;

use crate::{export::Answers, forms::error_response, site};

/// The addresses of all files.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/organisera/dagar/{slug}/svar.csv", get(answers_csv))
        .route("/organisera/dagar/{slug}/svar.xlsx", get(answers_xlsx))
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
    content: Vec<u8>,
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let disposition = format!("attachment; filename=\"{}\"", self.name);
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
        Ok(File { name: format!("{slug}-svar.csv"), kind: "text/csv; charset=utf-8", content })
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
        Ok(File { name: format!("{slug}-svar.xlsx"), kind, content })
    });
    file_or_page(&state, request, file).await
}

/// What the organiser's board lists at the same question.
async fn answers(state: &AppState, slug: &str, uri: &Uri, reader: Reader) -> Result<Answers, AppError> {
    let caller = reader.caller?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let board = state.store.board(&caller, slug, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    // Read as the board's page reads it.
    let url = RequestUrl::new(&uri.to_string()).parse().map_err(|_| AppError::NotFound)?;
    Ok(Answers::of(&board, &Filter::from_query(url.search_params()), reader.lang))
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
