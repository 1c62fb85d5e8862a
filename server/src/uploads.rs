//! Files that organisers add to a day. What is wrong with one is told on the
//! form's page, like that of any other form.

use app::{
    context::AppState,
    day::material::UPLOAD,
    error::AppError,
    ui::{KEY_FIELD, PAGE_FIELD, READER_FIELD, RejectedForm},
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{
    day::material::{FileProblem, MAX_SIZE, MaterialId, NewMaterial},
    input::FieldError,
    people::Caller,
};
use store::idempotency::IdempotencyKey;

use crate::{
    bare_page::status_of,
    forms,
    multipart::{self, Takes, Upload},
    site,
};

const TAKES: Takes =
    Takes { file: MAX_SIZE, fields: &[PAGE_FIELD, KEY_FIELD, READER_FIELD, "slug", "audience"], long: None };

/// The address that the form is posted to.
pub fn routes() -> Router<AppState> {
    Router::new().route(UPLOAD, post(add))
}

async fn add(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let caller = match multipart::organiser(&state, &parts).await {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let mut form = match multipart::read(&parts.headers, body, TAKES).await {
        Ok(form) => form,
        Err(error) => return forms::error_response(&error),
    };
    if let Err(error) = form.for_reader(&parts, UPLOAD) {
        return forms::error_response(&error);
    }
    match keep(&state, &caller, &mut form).await {
        Ok(id) => Redirect::to(&format!("/organisera/dagar/{}/material?tillagd={id}", slug(&form))).into_response(),
        Err(AppError::NotFound) => site::page(&state, Request::from_parts(parts, Body::empty())).await,
        Err(error) => {
            let status = if form.too_large { StatusCode::PAYLOAD_TOO_LARGE } else { status_of(&error) };
            let page = format!("/organisera/dagar/{}/material", slug(&form));
            let rejected = RejectedForm { action: UPLOAD.to_owned(), page, fields: form.fields, error };
            let request = Request::from_parts(parts, Body::empty());
            match forms::rejected_page(request, &rejected, |request| site::page(&state, request)).await {
                Some(page) => (status, page).into_response(),
                None => (status, forms::error_response(&rejected.error)).into_response(),
            }
        }
    }
}

/// The day's name in addresses; nothing that has another meaning there.
fn slug(form: &Upload) -> &str {
    let slug = form.field("slug");
    if slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') { slug } else { "" }
}

/// What tells this form from every other, if it says so.
fn key(form: &Upload) -> Option<IdempotencyKey> {
    let key = Some(form.field(KEY_FIELD)).filter(|key| !key.is_empty())?;
    Some(IdempotencyKey::of(&[UPLOAD, key, slug(form), form.field("audience"), &form.name].join("\n"), &form.content))
}

/// Checks the file and keeps it.
async fn keep(state: &AppState, caller: &Caller, form: &mut Upload) -> Result<MaterialId, AppError> {
    if form.too_large {
        let problem = FileProblem::TooLarge.into();
        return Err(AppError::Invalid(vec![FieldError { field: "file".to_owned(), problem }]));
    }
    let key = key(form);
    let content = std::mem::take(&mut form.content);
    let file = NewMaterial::parse(form.field("audience"), &form.name, content)?;
    Ok(state.store.add_material(caller, slug(form), key.as_ref(), &file, state.clock.now()).await?)
}
