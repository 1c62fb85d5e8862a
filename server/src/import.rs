//! People from a spreadsheet: the form with the file, the form that has its lines checked
//! again, and the template. A file is kept nowhere. What was read of it goes into the page,
//! and comes back from there when it is checked again or imported.

use std::{sync::Arc, time::Duration};

use app::{
    context::{AppState, caller_in, lang_in},
    error::AppError,
    people::import::{AGAIN, Checked, FILE_NAME, LINES, PAGE, Source, UPLOAD, text::heading},
    text::{speaking, t},
    ui::READER_FIELD,
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    access::Area,
    input::some_line,
    people::{
        Caller, Lang,
        import::{Column, Fault, Line, MAX_MEGABYTES, Mapping, Table, Wrong, table},
        organisation::NAME,
    },
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use crate::{
    files::{File, Kind, file_or_page},
    forms,
    multipart::{self, Takes, Upload},
    sheet::Sheet,
    site,
    spreadsheet::{self, Contents, Waiting},
};

/// How long anyone waits for a file to be read.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many files are read at the same time.
const AT_ONCE: usize = 2;

const FIELDS: [&str; AGAIN.len() + 1] = {
    let [file_name, source, lines, columns, create] = AGAIN;
    [READER_FIELD, file_name, source, lines, columns, create]
};
const TAKES: Takes = Takes { file: MAX_MEGABYTES as usize * 1024 * 1024, fields: &FIELDS, long: Some(LINES) };

/// The addresses of the form and the template.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(UPLOAD, post(check).get(|| async { Redirect::to(PAGE) }))
        .route("/organisera/import/mall.csv", get(|state, request| template(Kind::Csv, state, request)))
        .route("/organisera/import/mall.xlsx", get(|state, request| template(Kind::Xlsx, state, request)))
}

/// Checks a file, and shows how it was read or what is wrong with it.
async fn check(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let caller = match multipart::organiser(&state, &parts).await {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let upload = match multipart::read(&parts.headers, body, TAKES).await {
        Ok(upload) => upload,
        Err(error) => return forms::error_response(&error),
    };
    if let Err(error) = upload.for_reader(&parts, UPLOAD) {
        return forms::error_response(&error);
    }
    let too_large = upload.too_large;
    let checked = match checked(&state, &caller, upload).await {
        Ok(checked) => checked,
        Err(error) => return forms::error_response(&error),
    };
    let status = match &checked.outcome {
        Ok(_) => StatusCode::OK,
        Err(_) if too_large => StatusCode::PAYLOAD_TOO_LARGE,
        Err(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut request = Request::from_parts(parts, Body::empty());
    forms::become_get(&mut request, Uri::from_static(PAGE));
    request.extensions_mut().insert(checked);
    (status, site::page(&state, request).await).into_response()
}

async fn checked(state: &AppState, caller: &Caller, upload: Upload) -> Result<Checked, AppError> {
    let again = upload.name.is_empty() && !upload.field(LINES).is_empty() && !upload.too_large;
    let file = if again { upload.field(FILE_NAME).to_owned() } else { upload.name.clone() };
    // Whoever chooses another file says nothing of its organisations yet.
    let accepted: Vec<_> =
        upload.all("create").filter(|_| again).filter_map(|name| some_line::<NAME>(name).ok()).collect();
    let (read, table) = match read(upload, again).await? {
        Ok(read) => read,
        Err(wrong) => {
            let rows = Err(vec![Fault::of_file(wrong)]);
            (Read::default(), Table { headings: Vec::new(), passed: Vec::new(), rows })
        }
    };
    let Table { headings, passed, rows } = table;
    let (rows, outcome) = match rows {
        Ok(rows) => {
            let outcome = state.store.plan_import(caller, &rows, &accepted, state.clock.now()).await?;
            (rows, outcome)
        }
        Err(faults) => (Vec::new(), Err(faults)),
    };
    let Read { source, lines } = read;
    Ok(Checked { file, source, lines: Arc::new(lines), headings, passed, accepted, rows, outcome })
}

/// What was read of a file.
#[derive(Default)]
struct Read {
    source: Source,
    lines: Vec<Line>,
}

/// Reads a file, a few at a time: unpacking takes a while, and others want to be
/// served meanwhile. The reading ends when nobody waits for it any more, whether
/// their patience has an end or their browser is gone.
async fn read(upload: Upload, again: bool) -> Result<Result<(Read, Table), Wrong>, AppError> {
    static READING: Semaphore = Semaphore::const_new(AT_ONCE);
    let turn = READING.acquire().await.map_err(|_| AppError::Internal)?;
    let who_waits = Arc::new(());
    let waiting = Waiting::of(Arc::downgrade(&who_waits));
    let reading = spawn_blocking(move || {
        let _turn = turn;
        if again { reread(&upload).map(Ok) } else { Ok(rows(&upload, &waiting)) }
    });
    match timeout(PATIENCE, reading).await {
        Ok(read) => read.map_err(|_| AppError::Internal)?,
        Err(_) => Ok(Err(Wrong::TakesTooLong)),
    }
}

/// The lines that a page has of a file, with what its reader says of the columns.
fn reread(upload: &Upload) -> Result<(Read, Table), AppError> {
    let lines: Vec<Line> = serde_json::from_str(upload.field(LINES)).map_err(|_| AppError::Malformed)?;
    let source = serde_json::from_str(upload.field("source")).map_err(|_| AppError::Malformed)?;
    let column = |said: &str| {
        let (at, name) = said.split_once('=')?;
        Some((at.parse().ok()?, Column::from_name(name)))
    };
    let mapping: Mapping = upload.all("as").filter_map(column).collect();
    let table = table(&lines, &mapping);
    Ok((Read { source, lines }, table))
}

fn rows(upload: &Upload, waiting: &Waiting) -> Result<(Read, Table), Wrong> {
    if upload.too_large {
        return Err(Wrong::FileTooLarge);
    }
    let Contents { lines, source } = spreadsheet::read(&upload.name, &upload.content, waiting)?;
    let table = table(&lines, &Mapping::new());
    Ok((Read { source, lines }, table))
}

/// An empty spreadsheet with the right headings, for organisers.
async fn template(kind: Kind, State(state): State<AppState>, request: Request) -> Response {
    let lang = lang_in(request.headers());
    let file = match caller_in(request.extensions()) {
        Ok(caller) if caller.may_use(Area::Organise) => {
            let (name, sheet) = headings(lang);
            File::sheet(&name, &sheet, kind, state.clock.now())
        }
        Ok(_) => Err(AppError::NotFound),
        Err(error) => Err(error),
    };
    file_or_page(&state, request, file).await
}

fn headings(lang: Lang) -> (String, Sheet) {
    speaking(lang, || {
        let text = &t().import;
        let head = Column::of_template().map(heading).collect();
        (
            text.template_name.to_owned(),
            Sheet { title: text.title.to_owned(), name: text.template_sheet, head, rows: Vec::new() },
        )
    })
}
