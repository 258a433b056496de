//! The page for people and monitors: whether it runs, and nothing about anybody.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use super::Door;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Health {
    status: &'static str,
    version: &'static str,
    protocol: u32,
    epoch: String,
    seq: u64,
    devices_connected: usize,
}

pub(crate) async fn health(State(door): State<Door>, headers: HeaderMap) -> Response {
    let server = door.server.clone();
    let standing = tokio::task::spawn_blocking(move || server.ledger.standing()).await.ok().and_then(Result::ok);
    let status = if standing.is_some() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let health = Health {
        status: if standing.is_some() { "ok" } else { "the ledger cannot be read" },
        version: env!("CARGO_PKG_VERSION"),
        protocol: holdfast_protocol::VERSION,
        seq: standing.as_ref().map_or(0, |standing| standing.seq.0),
        epoch: standing.map(|standing| standing.epoch).unwrap_or_default(),
        devices_connected: door.server.pokes.listening(),
    };
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("text/html") { (status, Html(page(&health))).into_response() } else { (status, Json(health)).into_response() }
}

fn page(health: &Health) -> String {
    format!(
        "<!doctype html><meta charset=utf-8><title>Holdfast</title><style>body{{font:16px system-ui;margin:3em auto;max-width:30em}}\
         dt{{color:#666}}dd{{margin:0 0 .6em}}</style><h1>Holdfast team server</h1><dl><dt>Status<dd>{}<dt>Version<dd>{} (protocol {})\
         <dt>Epoch<dd>{}<dt>Sequence<dd>{}<dt>Desks connected<dd>{}</dl>",
        health.status, health.version, health.protocol, health.epoch, health.seq, health.devices_connected
    )
}
