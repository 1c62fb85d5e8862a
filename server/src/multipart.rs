//! Forms with a file in them.
//!
//! Such a form is read part by part, and only as far as it may be large: what
//! comes after that is read to its end and thrown away, so that the browser
//! hears what was wrong instead of a broken connection.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use app::{
    context::{AppState, caller_in},
    error::AppError,
};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Area, people::Caller};
use multer::{Field, Multipart, parse_boundary};
use tokio_stream::{Stream, StreamExt};

use crate::{forms, site};

/// The most that a form sends besides the file.
const MAX_REST: usize = 64 * 1024;

/// The most that is read of a body, however little of it is kept.
const MAX_READ: usize = 128 * 1024 * 1024;

/// What a form may hold.
#[derive(Clone, Copy)]
pub struct Takes {
    /// The most bytes of the part called `file`.
    pub file: usize,
    /// The other parts by name.
    pub fields: &'static [&'static str],
    /// One of them that may be as large as the file, where the form has no file.
    pub long: Option<&'static str>,
}

/// What a form said.
#[derive(Default)]
pub struct Upload {
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
    /// Whether there was more than the form takes.
    pub too_large: bool,
}

impl Upload {
    /// What a field said.
    pub fn field(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// What a field said that is there several times.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// The organiser who sends a form; for anyone else, what they get instead.
///
/// # Errors
/// That answer.
pub async fn organiser(state: &AppState, parts: &Parts) -> Result<Caller, Response> {
    match caller_in(&parts.extensions) {
        Ok(caller) if caller.may_use(Area::Organise) => Ok(caller),
        Err(AppError::SignIn) => Err(Redirect::to("/logga-in").into_response()),
        Err(error @ AppError::Unavailable) => Err(forms::error_response(&error)),
        _ => Err(site::page(state, Request::from_parts(parts.clone(), Body::empty())).await),
    }
}

/// Reads a form, to its end.
///
/// # Errors
/// [`AppError::Malformed`] for what is no such form.
pub async fn read(headers: &HeaderMap, body: Body, takes: Takes) -> Result<Upload, AppError> {
    let boundary = headers.get(CONTENT_TYPE).and_then(|value| parse_boundary(value.to_str().ok()?).ok());
    let boundary = boundary.filter(|boundary| !boundary.is_empty()).ok_or(AppError::Malformed)?;
    let arrived = Arc::new(AtomicUsize::new(0));
    let most = takes.file + MAX_REST;
    let mut parts = Multipart::new(bounded(body, most, Arc::clone(&arrived)), boundary);
    let mut form = Upload::default();
    let whole = async {
        while let Some(field) = parts.next_field().await? {
            form.take(field, takes).await?;
        }
        Ok::<_, multer::Error>(())
    };
    let outcome = whole.await;
    form.too_large |= arrived.load(Ordering::Relaxed) > most;
    // What was cut off is not whole, and that is not the browser's fault.
    if outcome.is_err() && !form.too_large {
        return Err(AppError::Malformed);
    }
    Ok(form)
}

impl Upload {
    /// Whether whoever sends it is who it was rendered for.
    ///
    /// # Errors
    /// Those of [`forms::for_reader`]; [`AppError::NotFound`] for a form of another round
    /// than its path names.
    pub(crate) fn for_reader(&self, parts: &Parts, path: &str) -> Result<(), AppError> {
        let mut asked = parts.extensions.clone();
        match forms::for_reader(&mut asked, path, &self.fields) {
            // What was cut off may have said for whom it was; it is not taken anyway.
            Err(AppError::Malformed) if self.too_large => Ok(()),
            Ok(()) if asked.get::<Caller>() != parts.extensions.get::<Caller>() => Err(AppError::NotFound),
            outcome => outcome,
        }
    }

    /// Takes a part of the form in: the file, or a short field.
    async fn take(&mut self, mut field: Field<'_>, takes: Takes) -> Result<(), multer::Error> {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = name == "file";
        if is_file {
            field.file_name().unwrap_or_default().clone_into(&mut self.name);
        }
        let most = if is_file || takes.long == Some(name.as_str()) { takes.file } else { MAX_REST };
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
        } else if takes.fields.contains(&name.as_str()) {
            self.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        Ok(())
    }
}

/// A body of which as much is handed on as a form may be large. The rest is
/// counted and thrown away; what has no end is cut off.
fn bounded(
    body: Body,
    most: usize,
    arrived: Arc<AtomicUsize>,
) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    let chunks = body.into_data_stream().take_while({
        let arrived = Arc::clone(&arrived);
        move |_| arrived.load(Ordering::Relaxed) < MAX_READ
    });
    chunks.filter_map(move |chunk| match chunk {
        Ok(mut bytes) => {
            let before = arrived.fetch_add(bytes.len(), Ordering::Relaxed);
            bytes.truncate(most.saturating_sub(before));
            (!bytes.is_empty()).then_some(Ok(bytes))
        }
        Err(error) => Some(Err(error)),
    })
}
