//! The door for desks: paths, version, token, limits. What is asked for is done elsewhere.

mod events;
mod files;
mod guard;
mod health;
mod presence;
mod refusal;
mod routes;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use holdfast_protocol::path;
use std::sync::Arc;
use tokio::sync::watch;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::server::Server;

/// What every request is answered from.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) server: Arc<Server>,
    /// Turns true when the server stops: streams end then, or stopping would wait for them.
    pub(crate) stopping: watch::Receiver<bool>,
    /// The newest version it speaks.
    pub(crate) speaks: u32,
}

/// Every path of the team server.
pub(crate) fn router(door: Door) -> Router {
    let since_two = if door.speaks < 2 {
        Router::new()
    } else {
        Router::new().route(path::DEVICE, post(routes::device)).route(path::DIGEST, get(routes::digest)).route(path::BUCKET, get(routes::bucket))
    };
    let since_three = if door.speaks < 3 {
        since_two
    } else {
        since_two
            .route(path::UPLOAD, get(files::arrived).put(files::take))
            .route(path::FILE, get(files::piece))
            .route(path::PRESENCE, post(presence::presence))
    };
    since_three
        .route(path::PROBE, get(routes::probe))
        .route(path::LOGIN, post(routes::login))
        .route(path::PUSH, post(routes::push))
        .route(path::BOOTSTRAP, get(routes::bootstrap))
        .route(path::CHANGES, get(routes::changes))
        .route(path::EVENTS, get(events::events))
        .route(path::HEALTH, get(health::health))
        .fallback(routes::nowhere)
        .method_not_allowed_fallback(routes::nowhere)
        // Where a desk takes it, zstd: a first pull comes in half the bytes of gzip and less time.
        .layer(CompressionLayer::new().zstd(true).gzip(true).quality(CompressionLevel::Precise(3)))
        .layer(from_fn_with_state(door.clone(), guard::guard))
        .with_state(door)
}
