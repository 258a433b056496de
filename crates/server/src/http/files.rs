//! The paths of files: pieces cross as they are, not as JSON.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use holdfast_protocol::PIECE_BYTES;
use holdfast_protocol::file::SIZE_HEADER;
use serde::Deserialize;

use super::Door;
use super::guard::{blocking, desk};
use super::refusal::Refusal;
use super::routes::{Asked, asked, bytes, json};
use crate::files;

#[derive(Deserialize)]
pub(super) struct UploadQuery {
    hash: String,
}

#[derive(Deserialize)]
pub(super) struct PieceQuery {
    hash: String,
    size: u64,
    at: u64,
}

#[derive(Deserialize)]
pub(super) struct FileQuery {
    hash: String,
    at: u64,
}

pub(super) async fn arrived(State(door): State<Door>, headers: HeaderMap, query: Asked<UploadQuery>) -> Result<Response, Refusal> {
    let UploadQuery { hash } = asked(query)?;
    let from = desk(&door, &headers).await?;
    json(&blocking(&door, move |server| Ok(files::arrived(server.ledger.as_ref(), &from, &hash)?)).await?)
}

pub(super) async fn take(State(door): State<Door>, headers: HeaderMap, query: Asked<PieceQuery>, request: Request) -> Result<Response, Refusal> {
    let PieceQuery { hash, size, at } = asked(query)?;
    let from = desk(&door, &headers).await?;
    let content = bytes(request, PIECE_BYTES).await?;
    let now = door.server.clock.now();
    json(&blocking(&door, move |server| Ok(files::take(server.ledger.as_ref(), &from, &hash, size, at, &content, now)?)).await?)
}

pub(super) async fn piece(State(door): State<Door>, headers: HeaderMap, query: Asked<FileQuery>) -> Result<Response, Refusal> {
    let FileQuery { hash, at } = asked(query)?;
    let asking = desk(&door, &headers).await?;
    let piece = blocking(&door, move |server| Ok(files::piece(server.ledger.as_ref(), &asking, &hash, at)?)).await?;
    let mut response = Body::from(piece.content).into_response();
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static(SIZE_HEADER), HeaderValue::from(piece.size));
    // Whatever it is, no browser that strays here shows it.
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
