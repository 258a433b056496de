//! What every request passes: the version check, the time on the answer, the line in the log, the token.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use holdfast_protocol::{OLDEST_VERSION, ProblemCode, TIME_HEADER, VERSION_HEADER};

use super::Door;
use super::refusal::Refusal;
use crate::ledger::Device;

pub(super) async fn guard(State(door): State<Door>, request: Request, next: Next) -> Response {
    let began = door.server.clock.now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let refused = if path.starts_with("/v1/") { check_version(request.headers(), door.speaks).err() } else { None };
    let mut response = match refused {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let now = door.server.clock.now();
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static(TIME_HEADER), HeaderValue::from(now.millis()));
    headers.insert(HeaderName::from_static(VERSION_HEADER), HeaderValue::from(door.speaks));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The path alone: a query holds cursors, a body holds what customers wrote.
    tracing::info!(%method, path, status = response.status().as_u16(), ms = now.since(began), "answered");
    response
}

/// The version that a desk spoke, once it was let in.
pub(super) fn spoken(headers: &HeaderMap) -> u32 {
    headers.get(VERSION_HEADER).and_then(|value| value.to_str().ok()).and_then(|text| text.trim().parse().ok()).unwrap_or(OLDEST_VERSION)
}

fn check_version(headers: &HeaderMap, speaks: u32) -> Result<(), Refusal> {
    let theirs = headers.get(VERSION_HEADER).and_then(|value| value.to_str().ok()).unwrap_or("none");
    match theirs.trim().parse::<u32>() {
        Ok(version) if (OLDEST_VERSION..=speaks).contains(&version) => Ok(()),
        _ => Err(Refusal::version(speaks, &theirs.chars().take(20).collect::<String>())),
    }
}

/// The desk whose token the request carries.
pub(super) async fn desk(door: &Door, headers: &HeaderMap) -> Result<Device, Refusal> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    let token = token.ok_or_else(|| Refusal::new(ProblemCode::Token, "sign in first"))?.trim().to_owned();
    blocking(door, move |server| Ok(crate::session::desk_of(server.ledger.as_ref(), &token, server.clock.now())?)).await
}

/// Does what blocks (the disk, a password) where blocking is allowed.
pub(super) async fn blocking<T: Send + 'static>(
    door: &Door,
    work: impl FnOnce(&crate::server::Server) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let server = door.server.clone();
    match tokio::task::spawn_blocking(move || work(&server)).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "a request ended early");
            Err(Refusal::new(ProblemCode::Internal, "the request ended early"))
        }
    }
}
