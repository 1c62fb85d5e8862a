//! Files that people take with them: a day's answers for a spreadsheet, days for
//! a calendar, what an organiser has added to a day, a pair's log.

use std::{convert::Infallible, fmt::Display};

use app::{
    context::{AppState, Kept, caller_in, lang_in},
    error::AppError,
};
use axum::{
    Router,
    extract::{FromRequestParts, Path, Query, Request, State},
    http::{
        Uri,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    day::{
        self, Day,
        board::Filter,
        material::{Material, MaterialId},
    },
    meeting::Meeting,
    people::{Caller, Lang},
};
use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    calendar::{self, Names, calendar, meeting::meeting},
    export,
    forms::error_response,
    pair_log,
    sheet::{self, Sheet},
    site,
};

/// The addresses of all files.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/organisera/dagar/{slug}/svar.csv", get(answers_csv))
        .route("/organisera/dagar/{slug}/svar.xlsx", get(answers_xlsx))
        .route("/dagar/{slug}/kalender.ics", get(day_calendar))
        .route("/par/traffar/nasta/kalender.ics", get(meeting_calendar))
        .route("/dagar/{slug}/material/{id}", get(material))
        .route("/datum.ics", get(public_calendar))
        .route("/par/logg.html", get(log_html))
        .route("/par/logg.json", get(log_json))
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

/// The kind of Excel workbooks.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a table can be had as.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Text that every spreadsheet reads.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

/// A file, with its name on the reader's device.
pub(crate) struct File {
    name: String,
    kind: &'static str,
    /// What the browser does with it: `attachment` to keep it, `inline` to hand
    /// it to a program that knows its kind, as phones do with calendars.
    disposition: &'static str,
    content: Vec<u8>,
}

impl File {
    /// A table, under a name whose end says what it is.
    pub(crate) fn sheet(name: &str, sheet: &Sheet, kind: Kind, made: Timestamp) -> Result<Self, AppError> {
        let (end, kind, content) = match kind {
            Kind::Csv => ("csv", "text/csv; charset=utf-8", sheet.csv().map_err(broken)?),
            Kind::Xlsx => ("xlsx", XLSX, sheet.xlsx(made).map_err(broken)?),
        };
        Ok(Self { name: format!("{name}.{end}"), kind, disposition: "attachment", content })
    }

    /// Tables as one workbook.
    pub(crate) fn workbook(name: &str, title: &str, sheets: &[Sheet], made: Timestamp) -> Result<Self, AppError> {
        let content = sheet::workbook(title, sheets, made).map_err(broken)?;
        Ok(Self { name: format!("{name}.xlsx"), kind: XLSX, disposition: "attachment", content })
    }
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let disposition = format!("{}; {}", self.disposition, file_name(&self.name));
        ([(CONTENT_TYPE, self.kind.to_owned()), (CONTENT_DISPOSITION, disposition)], self.content).into_response()
    }
}

/// A file's name as a header has it: plain, and if that is not the same, once
/// more with every email (RFC 6266, RFC 8187).
fn file_name(name: &str) -> String {
    let plain = |c: char| match c {
        'å' | 'ä' => 'a',
        'Å' | 'Ä' => 'A',
        'ö' => 'o',
        'Ö' => 'O',
        'é' => 'e',
        ' '..='~' if !['"', '\\', '%'].contains(&c) => c,
        _ => '_',
    };
    let simple: String = name.chars().map(plain).collect();
    if simple == name {
        return format!("filename=\"{name}\"");
    }
    let whole = name.bytes().map(|b| {
        let stands_for_itself = b.is_ascii_alphanumeric() || b"-._".contains(&b);
        if stands_for_itself { char::from(b).to_string() } else { format!("%{b:02X}") }
    });
    format!("filename=\"{simple}\"; filename*=UTF-8''{}", whole.collect::<String>())
}

async fn answers_csv(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    uri: Uri,
    reader: Reader,
    request: Request,
) -> Response {
    let file = answers(&state, &slug, &uri, reader, Kind::Csv).await;
    file_or_page(&state, request, file).await
}

async fn answers_xlsx(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    uri: Uri,
    reader: Reader,
    request: Request,
) -> Response {
    let file = answers(&state, &slug, &uri, reader, Kind::Xlsx).await;
    file_or_page(&state, request, file).await
}

/// What the organiser's board lists at the same question.
async fn answers(state: &AppState, slug: &str, uri: &Uri, reader: Reader, kind: Kind) -> Result<File, AppError> {
    let caller = reader.caller?;
    let (filter, now) = (Filter::from_query(uri.query().unwrap_or_default()), state.clock.now());
    let board = state.store.board(&caller, slug, &filter, now).await?.ok_or(AppError::NotFound)?;
    let (_, visitors) = state.store.visitors(&caller, slug, now).await?.ok_or(AppError::NotFound)?;
    let check_ins = state.store.came(&caller, slug).await?;
    let sheet = export::answers(&board, &check_ins, &filter, &visitors, reader.lang);
    File::sheet(&format!("{slug}-svar"), &sheet, kind, now)
}

/// A day's segments that are the reader's.
async fn day_calendar(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    reader: Reader,
    request: Request,
) -> Response {
    let file = match own_day(&state, &slug, reader.caller).await {
        Ok(day) => calendar_file(&state, reader.lang, &slug, &[day]).await,
        Err(error) => Err(error),
    };
    file_or_page(&state, request, file).await
}

async fn own_day(state: &AppState, slug: &str, caller: Result<Caller, AppError>) -> Result<Day, AppError> {
    let caller = caller?;
    let view = state.store.day(&caller, slug, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    let mut day = view.day;
    day.keep(|segment| caller.plans_for(segment.audience));
    // A draft is in nobody's calendar.
    if day.state == day::State::Draft { Err(AppError::NotFound) } else { Ok(day) }
}

/// A file of a day, for those whom it is for.
async fn material(
    State(state): State<AppState>,
    Path((slug, id)): Path<(String, String)>,
    reader: Reader,
    request: Request,
) -> Response {
    let file = own_material(&state, &slug, &id, reader.caller).await;
    let file = file.map(|(file, content)| {
        // Never shown within our pages, whatever is in it.
        File { name: file.name, kind: file.kind.media_type(), disposition: "attachment", content }
    });
    file_or_page(&state, request, file).await
}

async fn own_material(
    state: &AppState,
    slug: &str,
    id: &str,
    caller: Result<Caller, AppError>,
) -> Result<(Material, Vec<u8>), AppError> {
    let caller = caller?;
    let id = MaterialId(id.parse().map_err(|_| AppError::NotFound)?);
    state.store.material(&caller, slug, id, state.clock.now()).await?.ok_or(AppError::NotFound)
}

/// What is for everyone, for anyone.
async fn public_calendar(State(state): State<AppState>, reader: Reader, request: Request) -> Response {
    let file = match state.store.public_days(state.clock.now()).await {
        Ok(days) => calendar_file(&state, reader.lang, "datum", &days).await,
        Err(error) => Err(error.into()),
    };
    file_or_page(&state, request, file).await
}

/// The next meeting of the reader's pair.
async fn meeting_calendar(State(state): State<AppState>, reader: Reader, request: Request) -> Response {
    let file = next_meeting(&state, reader).await;
    file_or_page(&state, request, file).await
}

async fn next_meeting(state: &AppState, reader: Reader) -> Result<File, AppError> {
    let caller = reader.caller?;
    let pair = state.store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let agreed = state.store.meetings(&caller).await?.next.ok_or(AppError::NotFound)?;
    let domain = calendar_domain(state).await?;
    let names = names(state, &domain);
    Ok(ics("traff", meeting(&agreed, &pair.partner.name, reader.lang, names, state.clock.now())))
}

async fn calendar_file(state: &AppState, lang: Lang, name: &str, days: &[Day]) -> Result<File, AppError> {
    let domain = calendar_domain(state).await?;
    Ok(ics(name, calendar(days, lang, names(state, &domain), state.clock.now())))
}

pub(crate) async fn calendar_domain(state: &AppState) -> Result<String, AppError> {
    Ok(state.store.calendar_domain(&calendar::host(&state.settings.public_url)).await?)
}

pub(crate) fn names<'a>(state: &'a AppState, domain: &'a str) -> Names<'a> {
    Names { public_url: state.settings.public_url.trim_end_matches('/'), domain }
}

fn ics(name: &str, content: String) -> File {
    let (name, content) = (format!("{name}.ics"), content.into_bytes());
    File { name, kind: "text/calendar; charset=utf-8", disposition: "inline", content }
}

/// The reader's own pair's log, to read and print.
async fn log_html(
    State(state): State<AppState>,
    Query(which): Query<WhichPair>,
    reader: Reader,
    request: Request,
) -> Response {
    let (lang, css) = (reader.lang, &state.settings.assets.css);
    let file = own_log(&state, reader.caller, which).await.map(|log| File {
        name: "logg.html".to_owned(),
        kind: "text/html; charset=utf-8",
        disposition: "inline",
        content: pair_log::html(&log, lang, css, state.clock.now()).into_bytes(),
    });
    file_or_page(&state, request, file).await
}

/// The same as data.
async fn log_json(
    State(state): State<AppState>,
    Query(which): Query<WhichPair>,
    reader: Reader,
    request: Request,
) -> Response {
    let file = own_log(&state, reader.caller, which).await.and_then(|log| {
        let content = pair_log::json(&log, state.clock.now()).map_err(broken)?;
        Ok(File { name: "logg.json".to_owned(), kind: "application/json", disposition: "attachment", content })
    });
    file_or_page(&state, request, file).await
}

/// Which of the reader's pairs; without a number the one that they are in.
#[derive(Deserialize)]
struct WhichPair {
    par: Option<i64>,
}

async fn own_log(
    state: &AppState,
    caller: Result<Caller, AppError>,
    WhichPair { par }: WhichPair,
) -> Result<Vec<Meeting>, AppError> {
    let mut caller = caller?;
    if let Some(par) = par {
        let earlier = state.store.earlier_pairs(&caller, state.clock.now()).await?;
        let pair = earlier.iter().map(|pair| pair.id).find(|pair| pair.0 == par);
        caller.pair = Some(pair.ok_or(AppError::NotFound)?);
    }
    pair_log::of(state.store.as_ref(), &caller).await?.ok_or(AppError::NotFound)
}

/// The file; for whoever must not or cannot have it, the same as at any other
/// address.
pub(crate) async fn file_or_page(state: &AppState, request: Request, file: Result<File, AppError>) -> Response {
    match file {
        Ok(file) => file.into_response(),
        Err(AppError::SignIn) => {
            // Back to the page that the file belongs to, where its link is.
            let page = request.uri().path().rsplit_once('/').map_or("", |(page, _)| page);
            let page = page.strip_suffix("/material").unwrap_or(page);
            let Kept(named) = request.extensions().get().copied().unwrap_or_default();
            let page = named.address(page);
            Redirect::to(&format!("/logga-in?till={page}")).into_response()
        }
        Err(AppError::NotFound) => site::page(state, request).await,
        Err(error) => error_response(&error),
    }
}

fn broken(error: impl Display) -> AppError {
    tracing::error!(%error, "a file cannot be written");
    AppError::Internal
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_name_ends_nothing_before_its_end() {
        assert_eq!(file_name("svar.csv"), "filename=\"svar.csv\"");
        assert_eq!(
            file_name("Råd för möten.pdf"),
            "filename=\"Rad for moten.pdf\"; filename*=UTF-8''R%C3%A5d%20f%C3%B6r%20m%C3%B6ten.pdf"
        );
        assert_eq!(
            file_name("a\"; x=\r\n.pdf"),
            "filename=\"a_; x=__.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A.pdf"
        );
    }
}
