//! One function for each path.

use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::Seq;
use holdfast_protocol::{DeviceRequest, LoginAnswer, LoginRequest, PUSH_BODY, ProbeAnswer, ProblemCode, PushAnswer};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::time::Duration;

use super::Door;
use super::guard::{blocking, desk, spoken};
use super::refusal::Refusal;
use crate::pull::Puller;
use crate::push::PushEnvelope;
use crate::{pull, push as pushing, session};

const LOGIN_BYTES: usize = 16 * 1024;
const NONCE_BYTES: usize = 256;
/// Desks of this version on know that a person may not see everything.
const SINCE_SCOPES: u32 = 3;
/// The longest that a pull waits for something new, where a proxy swallows pokes.
const LONGEST_WAIT: u64 = 30;

#[derive(Deserialize)]
pub(super) struct ProbeQuery {
    nonce: String,
}

#[derive(Deserialize)]
pub(super) struct BootstrapQuery {
    after: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ChangesQuery {
    epoch: String,
    after: u64,
    limit: Option<usize>,
    wait: Option<u64>,
    scope: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct DigestQuery {
    epoch: String,
    at: u64,
    scope: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct BucketQuery {
    epoch: String,
    bucket: u8,
    scope: Option<String>,
}

pub(super) async fn nowhere() -> Refusal {
    Refusal::nowhere()
}

pub(super) async fn probe(State(door): State<Door>, headers: HeaderMap, query: Asked<ProbeQuery>) -> Result<Response, Refusal> {
    let nonce = asked(query)?.nonce;
    if nonce.is_empty() || nonce.len() > NONCE_BYTES {
        return Err(Refusal::new(ProblemCode::BadRequest, "the nonce is empty or too long"));
    }
    let device = desk(&door, &headers).await?;
    let standing = blocking(&door, |server| Ok(server.ledger.standing()?)).await?;
    let proof = holdfast_protocol::probe::proof(&device.token_hash, &nonce);
    let here = door.server.presence.is_alive(device.id, door.server.clock.now());
    json(&ProbeAnswer { proof, epoch: standing.epoch, high: standing.seq, here })
}

pub(super) async fn login(State(door): State<Door>, request: Request) -> Result<Response, Refusal> {
    let login: LoginRequest = body(request, LOGIN_BYTES).await?;
    let _waiting = door.server.waiting.try_acquire().map_err(|_| Refusal::too_many("too many sign in at once"))?;
    let _turn = door.server.passwords.acquire().await.map_err(|_| Refusal::too_many("too many sign in at once"))?;
    let device = login.device;
    let answer: LoginAnswer = blocking(&door, move |server| Ok(session::login(server.ledger.as_ref(), &login, server.clock.now())?)).await?;
    tracing::info!(%device, agent = %answer.agent.id, "signed in");
    json(&answer)
}

pub(super) async fn device(State(door): State<Door>, headers: HeaderMap, request: Request) -> Result<Response, Refusal> {
    let asking = desk(&door, &headers).await?;
    let DeviceRequest { device } = body(request, LOGIN_BYTES).await?;
    tracing::warn!(copy_of = %asking.id, %device, "a copied desk takes an identity of its own");
    let answer: LoginAnswer =
        blocking(&door, move |server| Ok(session::of_its_own(server.ledger.as_ref(), &asking, device, server.clock.now())?)).await?;
    json(&answer)
}

pub(super) async fn push(State(door): State<Door>, headers: HeaderMap, request: Request) -> Result<Response, Refusal> {
    let device = desk(&door, &headers).await?;
    let envelope: PushEnvelope = body(request, PUSH_BODY).await?;
    let id = device.id;
    let answer: PushAnswer = blocking(&door, move |server| {
        let answer = pushing::push(server.ledger.as_ref(), device.id, &envelope, server.clock.now())?;
        server.pokes.tell(&answer.epoch, answer.seq);
        Ok(answer)
    })
    .await?;
    tracing::info!(device = %id, operations = answer.results.len(), acknowledged = answer.acknowledged, seq = answer.seq.0, "pushed");
    json(&answer)
}

pub(super) async fn bootstrap(State(door): State<Door>, headers: HeaderMap, query: Asked<BootstrapQuery>) -> Result<Response, Refusal> {
    let after = asked(query)?.after;
    let desk = desk(&door, &headers).await?.id;
    let knows_scopes = spoken(&headers) >= SINCE_SCOPES;
    let page =
        blocking(&door, move |server| serialised(&pull::bootstrap(server.ledger.as_ref(), after.as_deref(), Some(desk), knows_scopes)?)).await?;
    Ok(sent(page))
}

pub(super) async fn changes(State(door): State<Door>, headers: HeaderMap, query: Asked<ChangesQuery>) -> Result<Response, Refusal> {
    let ChangesQuery { epoch, after, limit, wait, scope } = asked(query)?;
    let puller = Puller { desk: desk(&door, &headers).await?.id, scope };
    let mut heard = door.server.pokes.listen();
    let read = |epoch: String| {
        let puller = puller.clone();
        blocking(&door, move |server| {
            let page = pull::changes(server.ledger.as_ref(), &puller, &epoch, Seq(after), limit)?;
            Ok((page.high, serialised(&page)?))
        })
    };
    let (high, page) = read(epoch.clone()).await?;
    let wait = wait.unwrap_or(0).min(LONGEST_WAIT);
    if wait == 0 || high > Seq(after) {
        return Ok(sent(page));
    }
    let mut stopping = door.stopping.clone();
    tokio::select! {
        _ = heard.recv() => {}
        _ = stopping.wait_for(|stopping| *stopping) => {}
        () = tokio::time::sleep(Duration::from_secs(wait)) => return Ok(sent(page)),
    }
    Ok(sent(read(epoch).await?.1))
}

pub(super) async fn digest(State(door): State<Door>, headers: HeaderMap, query: Asked<DigestQuery>) -> Result<Response, Refusal> {
    let DigestQuery { epoch, at, scope } = asked(query)?;
    let puller = Puller { desk: desk(&door, &headers).await?.id, scope };
    let _turn = door.server.scans.try_acquire().map_err(|_| Refusal::too_many("too many desks check at once"))?;
    let answer = blocking(&door, move |server| serialised(&pull::digest(server.ledger.as_ref(), &puller, &epoch, Seq(at))?)).await?;
    Ok(sent(answer))
}

pub(super) async fn bucket(State(door): State<Door>, headers: HeaderMap, query: Asked<BucketQuery>) -> Result<Response, Refusal> {
    let BucketQuery { epoch, bucket, scope } = asked(query)?;
    let device = desk(&door, &headers).await?.id;
    let puller = Puller { desk: device, scope };
    let _turn = door.server.scans.try_acquire().map_err(|_| Refusal::too_many("too many desks check at once"))?;
    tracing::warn!(%device, bucket, "a desk had other rows than this server");
    let page = blocking(&door, move |server| serialised(&pull::bucket(server.ledger.as_ref(), &puller, &epoch, bucket)?)).await?;
    Ok(sent(page))
}

pub(super) type Asked<T> = Result<Query<T>, axum::extract::rejection::QueryRejection>;

pub(super) fn asked<T>(query: Asked<T>) -> Result<T, Refusal> {
    query.map(|Query(query)| query).map_err(|rejection| Refusal::new(ProblemCode::BadRequest, rejection.body_text()))
}

/// The whole body, up to `limit` bytes.
pub(super) async fn bytes(request: Request, limit: usize) -> Result<axum::body::Bytes, Refusal> {
    axum::body::to_bytes(request.into_body(), limit).await.map_err(|error| {
        // The body ended early, or is longer than the limit; only the second is the desk's mistake.
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        if source.contains("limit") { Refusal::too_large(limit) } else { Refusal::new(ProblemCode::BadRequest, "the request ended early") }
    })
}

pub(super) async fn body<T: DeserializeOwned>(request: Request, limit: usize) -> Result<T, Refusal> {
    let bytes = bytes(request, limit).await?;
    // The error names line and column, and may quote a value's type, never the value of a text.
    serde_json::from_slice(&bytes)
        .map_err(|error| Refusal::new(ProblemCode::BadRequest, format!("not the JSON expected, line {} column {}", error.line(), error.column())))
}

pub(super) fn json(value: &impl Serialize) -> Result<Response, Refusal> {
    Ok(sent(serialised(value)?))
}

fn serialised(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(|error| Refusal::new(ProblemCode::Internal, error.to_string()))
}

fn sent(bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
