//! Files that organisers add to a day.
//!
//! A form with a file is read part by part, and only as far as it may be large:
//! what comes after that is read to its end and thrown away, so that the
//! browser hears what was wrong instead of a broken connection. What is wrong
//! is told on the form's page, like that of any other form.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use app::{
    context::{AppState, caller_in},
    error::AppError,
    material::UPLOAD,
    ui::{Echo, KEY_FIELD, PAGE_FIELD},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{
    input::{FieldError, Problem},
    material::{MAX_MEGABYTES, MAX_SIZE, MaterialId, NewMaterial},
    people::Caller,
};
use multer::{Field, Multipart, parse_boundary};
use store::once::FormKey;
use tokio_stream::{Stream, StreamExt};

use crate::{forms, site};

/// The most that the form sends besides the file.
const MAX_REST: usize = 64 * 1024;

/// The most that is kept of a body.
const MAX_FORM: usize = MAX_SIZE + MAX_REST;

/// The most that is read of a body, however little of it is kept.
const MAX_READ: usize = 128 * 1024 * 1024;

/// The address that the form is posted to.
pub fn routes() -> Router<AppState> {
    Router::new().route(UPLOAD, post(add))
}

async fn add(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let caller = match caller_in(&parts.extensions) {
        Ok(caller) if caller.runs_the_programme() => caller,
        Err(AppError::SignIn) => return Redirect::to("/logga-in").into_response(),
        Err(error @ AppError::Unavailable) => return forms::error_response(&error),
        _ => return site::page(&state)(Request::from_parts(parts, Body::empty())).await,
    };
    let boundary = parts.headers.get(CONTENT_TYPE).and_then(|value| parse_boundary(value.to_str().ok()?).ok());
    let boundary = boundary.filter(|boundary| !boundary.is_empty());
    let Some(boundary) = boundary else { return forms::error_response(&AppError::Malformed) };
    let mut form = match read(body, boundary).await {
        Ok(form) => form,
        Err(error) => return forms::error_response(&error),
    };
    match keep(&state, &caller, &mut form).await {
        Ok(id) => Redirect::to(&format!("/organisera/dagar/{}/material?tillagd={id}", form.slug())).into_response(),
        Err(AppError::NotFound) => site::page(&state)(Request::from_parts(parts, Body::empty())).await,
        Err(error) => {
            let status = if form.too_large { StatusCode::PAYLOAD_TOO_LARGE } else { forms::status_of(&error) };
            let page = format!("/organisera/dagar/{}/material", form.slug());
            let echo = Echo { action: UPLOAD.to_owned(), page, fields: form.fields, error };
            let request = Request::from_parts(parts, Body::empty());
            match forms::page_again(request, &echo, site::page(&state)).await {
                Some(page) => (status, page).into_response(),
                None => forms::error_response(&echo.error),
            }
        }
    }
}

/// What the form said.
#[derive(Default)]
struct Upload {
    fields: Vec<(String, String)>,
    name: String,
    content: Vec<u8>,
    too_large: bool,
}

impl Upload {
    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The day's name in addresses; nothing that has another meaning there.
    fn slug(&self) -> &str {
        let slug = self.field("slug");
        if slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') { slug } else { "" }
    }

    /// What tells this form from every other, if it says so.
    fn key(&self) -> Option<FormKey> {
        let key = Some(self.field(KEY_FIELD)).filter(|key| !key.is_empty())?;
        let form = [UPLOAD, key, self.slug(), self.field("audience"), &self.name].join("\n");
        Some(FormKey::of(&form, &self.content))
    }
}

/// Checks the file and keeps it.
async fn keep(state: &AppState, caller: &Caller, form: &mut Upload) -> Result<MaterialId, AppError> {
    if form.too_large {
        let problem = Problem::FileTooLarge { megabytes: MAX_MEGABYTES };
        return Err(AppError::Invalid(vec![FieldError { field: "file".to_owned(), problem }]));
    }
    let key = form.key();
    let content = std::mem::take(&mut form.content);
    let file = NewMaterial::parse(form.field("audience"), &form.name, content)?;
    Ok(state.store.add_material(caller, form.slug(), key.as_ref(), &file, state.clock.now()).await?)
}

/// Reads the form, to its end.
async fn read(body: Body, boundary: String) -> Result<Upload, AppError> {
    let arrived = Arc::new(AtomicUsize::new(0));
    let mut parts = Multipart::new(bounded(body, Arc::clone(&arrived)), boundary);
    let mut form = Upload::default();
    let whole = async {
        while let Some(field) = parts.next_field().await? {
            form.take(field).await?;
        }
        Ok::<_, multer::Error>(())
    };
    let outcome = whole.await;
    form.too_large |= arrived.load(Ordering::Relaxed) > MAX_FORM;
    // What was cut off is not whole, and that is not the browser's fault.
    if outcome.is_err() && !form.too_large {
        return Err(AppError::Malformed);
    }
    Ok(form)
}

impl Upload {
    /// Takes a part of the form in: the file, or a short field.
    async fn take(&mut self, mut field: Field<'_>) -> Result<(), multer::Error> {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = name == "file";
        if is_file {
            field.file_name().unwrap_or_default().clone_into(&mut self.name);
        }
        let most = if is_file { MAX_SIZE } else { MAX_REST };
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await? {
            if bytes.len() + chunk.len() > most {
                self.too_large = true;
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        if is_file {
            self.content = bytes;
        } else if [PAGE_FIELD, KEY_FIELD, "slug", "audience"].contains(&name.as_str()) {
            self.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        Ok(())
    }
}

/// A body of which as much is handed on as a form may be large. The rest is
/// counted and thrown away; what has no end is cut off.
fn bounded(body: Body, arrived: Arc<AtomicUsize>) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    let chunks = body.into_data_stream().take_while({
        let arrived = Arc::clone(&arrived);
        move |_| arrived.load(Ordering::Relaxed) < MAX_READ
    });
    chunks.filter_map(move |chunk| match chunk {
        Ok(mut bytes) => {
            let before = arrived.fetch_add(bytes.len(), Ordering::Relaxed);
            bytes.truncate(MAX_FORM.saturating_sub(before));
            (!bytes.is_empty()).then_some(Ok(bytes))
        }
        Err(error) => Some(Err(error)),
    })
}
