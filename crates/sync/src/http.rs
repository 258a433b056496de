//! The network over HTTP: JSON requests, a probe on a fresh connection, the stream of pokes.

use futures_util::StreamExt;
use holdfast_domain::Timestamp;
use holdfast_protocol::file::SIZE_HEADER;
use holdfast_protocol::probe::{proof, token_hash};
use holdfast_protocol::{
    DeviceRequest, LARGEST_ANSWER, LoginAnswer, LoginRequest, Moved, OLDEST_VERSION, PIECE_BYTES, Piece, Poke, PresenceAnswer, PresenceRequest,
    ProbeAnswer, Problem, ProblemCode, TIME_HEADER, VERSION, VERSION_HEADER, path,
};
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::sync::mpsc;

use crate::transport::{Answer, Failure, Heard, Payload, Request, Transport};

/// Nothing moved for so long: the connection is dead, however alive it looks.
const STALL: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(5);
/// The longest that one piece of a file takes: 512 KiB at the speed of a telephone line.
const PIECE: Duration = Duration::from_secs(300);
/// Later than this it is no news any more where somebody is.
const PRESENCE: Duration = Duration::from_secs(5);
const AGENT: &str = concat!("holdfast/", env!("CARGO_PKG_VERSION"));
/// The server says something each 15 s; two silences and the stream is dead.
const SILENCE: Duration = Duration::from_secs(35);

/// The way to a team server over HTTP.
pub struct Http<C> {
    address: String,
    token: Arc<RwLock<String>>,
    client: Client,
    /// Keeps no connection open, so that a probe cannot be answered by a socket that died long ago.
    fresh: Client,
    /// For pieces of files: on a slow line one takes longer than any silence that means death.
    patient: Client,
    clock: C,
    /// What the server speaks, as far as is known.
    version: AtomicU32,
}

impl<C> std::fmt::Debug for Http<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Http({})", self.address)
    }
}

impl<C: Fn() -> Timestamp + Send + Sync + 'static> Http<C> {
    /// To the team server at `address`, with the desk's token.
    ///
    /// # Errors
    /// When this computer's certificates cannot be read.
    pub fn new(address: &str, token: &str, clock: C) -> Result<Self, Failure> {
        install_cryptography();
        let build = |builder: reqwest::ClientBuilder| builder.build().map_err(|error| failure(&error));
        Ok(Self {
            address: address.trim_end_matches('/').to_owned(),
            token: Arc::new(RwLock::new(token.to_owned())),
            client: build(client())?,
            fresh: build(client().pool_max_idle_per_host(0))?,
            patient: build(Client::builder().connect_timeout(CONNECT).timeout(PIECE).user_agent(AGENT))?,
            clock,
            version: AtomicU32::new(VERSION),
        })
    }

    fn token(&self) -> String {
        self.token.read().map(|token| token.clone()).unwrap_or_default()
    }

    fn with_token(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.token()).header(VERSION_HEADER, self.version.load(Ordering::Relaxed))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    async fn ask(&self, request: &Request) -> Result<(Payload, Option<Timestamp>), Failure> {
        match request {
            Request::Probe { nonce, limit_ms } => {
                let limit = Duration::from_millis(u64::from(*limit_ms));
                let asked = self.fresh.get(self.url(path::PROBE)).query(&[("nonce", nonce)]).timeout(limit);
                let (answer, time) = read::<ProbeAnswer>(self.with_token(asked)).await?;
                if answer.proof != proof(&token_hash(&self.token()), nonce) {
                    return Err(Failure::Malformed("the proof is not our team server's".to_owned()));
                }
                Ok((Payload::Probe { epoch: answer.epoch, high: answer.high, here: answer.here }, time))
            }
            Request::Presence(place) => {
                let asked = self.client.post(self.url(path::PRESENCE)).json(&PresenceRequest { place: *place }).timeout(PRESENCE);
                let (PresenceAnswer {}, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Presence, time))
            }
            Request::Bootstrap { after } => {
                let mut asked = self.client.get(self.url(path::BOOTSTRAP));
                if let Some(after) = after {
                    asked = asked.query(&[("after", &after.0)]);
                }
                let (page, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Bootstrap(Box::new(page)), time))
            }
            Request::Changes { epoch, after, scope, wait_s } => {
                let asked = self.client.get(self.url(path::CHANGES)).query(&[
                    ("epoch", epoch.as_str()),
                    ("after", &after.to_string()),
                    ("wait", &wait_s.to_string()),
                    ("scope", scope),
                ]);
                let (page, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Changes(Box::new(page)), time))
            }
            Request::Digest { epoch, at, scope } => {
                let query = [("epoch", epoch.as_str()), ("at", &at.to_string()), ("scope", scope)];
                let asked = self.client.get(self.url(path::DIGEST)).query(&query);
                let (answer, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Digest(Box::new(answer)), time))
            }
            Request::Bucket { epoch, bucket, scope } => {
                let query = [("epoch", epoch.as_str()), ("bucket", &bucket.to_string()), ("scope", scope)];
                let asked = self.client.get(self.url(path::BUCKET)).query(&query);
                let (page, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Bucket(Box::new(page)), time))
            }
            Request::Arrived { hash } => {
                let (answer, time) = read(self.with_token(self.client.get(self.url(path::UPLOAD)).query(&[("hash", hash)]))).await?;
                Ok((Payload::Arrived(answer), time))
            }
            Request::SendPiece { hash, piece } => {
                let query = [("hash", hash.as_str()), ("size", &piece.size.to_string()), ("at", &piece.at.to_string())];
                let asked = self.patient.put(self.url(path::UPLOAD)).query(&query).body(piece.content.clone());
                let (answer, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Arrived(answer), time))
            }
            Request::FetchPiece { hash, at } => {
                let asked = self.patient.get(self.url(path::FILE)).query(&[("hash", hash.as_str()), ("at", &at.to_string())]);
                let (headers, content) = read_bytes(self.with_token(asked)).await?;
                let size = number(&headers, SIZE_HEADER).and_then(|size| u64::try_from(size).ok());
                let size = size.filter(|_| content.len() <= PIECE_BYTES).ok_or_else(|| Failure::Malformed("not a piece of a file".to_owned()))?;
                Ok((Payload::Piece(Piece { size, at: *at, content }), number(&headers, TIME_HEADER).map(Timestamp::from_millis)))
            }
            Request::Push(push) => {
                let asked = self.client.post(self.url(path::PUSH)).json(push);
                let (answer, time) = read(self.with_token(asked)).await?;
                Ok((Payload::Push(answer), time))
            }
        }
    }
}

impl<C: Fn() -> Timestamp + Send + Sync + 'static> Transport for Http<C> {
    async fn send(&self, request: Request) -> Answer {
        let asked_at = (self.clock)();
        let mut asked = self.ask(&request).await;
        if let Some(spoken) = asked.as_ref().err().and_then(spoken_by)
            && self.version.swap(spoken, Ordering::Relaxed) != spoken
        {
            asked = self.ask(&request).await;
        }
        let (result, server_time) = match asked {
            Ok((payload, time)) => (Ok(payload), time),
            Err(failure) => (Err(failure), None),
        };
        Answer { asked_at, answered_at: (self.clock)(), server_time, result }
    }

    async fn listen(&self, heard: mpsc::Sender<Heard>) {
        let Ok(response) = self.with_token(self.client.get(self.url(path::EVENTS))).send().await else { return };
        if !response.status().is_success() {
            return;
        }
        let mut stream = response.bytes_stream();
        let mut lines = Vec::new();
        while let Ok(Some(Ok(bytes))) = tokio::time::timeout(SILENCE, stream.next()).await {
            lines.extend_from_slice(&bytes);
            while let Some(end) = lines.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = lines.drain(..=end).collect();
                let Some(said) = heard_in(&line) else { continue };
                if heard.send(said).await.is_err() {
                    return;
                }
            }
            if lines.len() > 64 * 1024 {
                // No event of ours is so long.
                return;
            }
        }
    }
}

/// Signs in at `address`.
///
/// # Errors
/// [`Failure`] that says whether the server was not there, was not ours, or said no.
pub async fn sign_in(address: &str, login: &LoginRequest) -> Result<LoginAnswer, Failure> {
    install_cryptography();
    let client = client().timeout(Duration::from_secs(20)).build().map_err(|error| failure(&error))?;
    let url = format!("{}{}", address.trim_end_matches('/'), path::LOGIN);
    let ask = |version: u32| read(client.post(&url).header(VERSION_HEADER, version).json(login));
    let mut asked = ask(VERSION).await;
    if let Some(spoken) = asked.as_ref().err().and_then(spoken_by) {
        asked = ask(spoken).await;
    }
    asked.map(|(answer, _)| answer)
}

/// Asks for an identity of its own for a desk that was copied.
///
/// # Errors
/// As [`sign_in`].
pub async fn identity_of_its_own(address: &str, token: &str, request: &DeviceRequest) -> Result<LoginAnswer, Failure> {
    install_cryptography();
    let client = client().timeout(Duration::from_secs(20)).build().map_err(|error| failure(&error))?;
    let url = format!("{}{}", address.trim_end_matches('/'), path::DEVICE);
    let (answer, _) = read(client.post(url).bearer_auth(token).header(VERSION_HEADER, VERSION).json(request)).await?;
    Ok(answer)
}

/// The version in which a server that refused ours is spoken to; what is too old or too new for us says so again.
fn spoken_by(failure: &Failure) -> Option<u32> {
    let Failure::Refused { problem: Problem { code: ProblemCode::Version, version: Some(theirs), .. }, .. } = failure else { return None };
    Some((*theirs).clamp(OLDEST_VERSION, VERSION))
}

fn client() -> reqwest::ClientBuilder {
    Client::builder().connect_timeout(CONNECT).read_timeout(STALL).user_agent(AGENT)
}

/// One provider of cryptography for the whole process; whoever comes first installs it.
pub(crate) fn install_cryptography() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

async fn read<V: DeserializeOwned>(request: RequestBuilder) -> Result<(V, Option<Timestamp>), Failure> {
    let (headers, body) = read_bytes(request).await?;
    let value = serde_json::from_slice(&body).map_err(|error| Failure::Malformed(error.to_string()))?;
    Ok((value, number(&headers, TIME_HEADER).map(Timestamp::from_millis)))
}

async fn read_bytes(request: RequestBuilder) -> Result<(HeaderMap, Vec<u8>), Failure> {
    let response = request.send().await.map_err(|error| failure(&error))?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = body(response).await?;
    if status.is_success() {
        return Ok((headers, body));
    }
    let problem = serde_json::from_slice::<Problem>(&body).map_err(|_| Failure::Malformed(format!("status {status} without our reason")))?;
    let retry_after_ms =
        number(&headers, RETRY_AFTER.as_str()).and_then(|seconds| u64::try_from(seconds).ok()).map(|seconds| seconds.saturating_mul(1_000));
    Err(Failure::Refused { problem, retry_after_ms })
}

/// The body, up to the most that a team server of ours sends.
async fn body(response: Response) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(piece) = stream.next().await {
        body.extend_from_slice(&piece.map_err(|error| failure(&error))?);
        if body.len() > LARGEST_ANSWER {
            return Err(Failure::Malformed("the answer is larger than any of ours".to_owned()));
        }
    }
    Ok(body)
}

fn number(headers: &HeaderMap, name: &str) -> Option<i64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

fn failure(error: &reqwest::Error) -> Failure {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    if text.contains("certificate") || text.contains("UnknownIssuer") {
        Failure::Certificate(text)
    } else if error.is_timeout() {
        Failure::Timeout
    } else if error.is_body() || error.is_decode() {
        Failure::Malformed(text)
    } else {
        Failure::Unreachable(text)
    }
}

/// What a line of the stream says; none when it is of a kind that this build knows nothing of. Public for fuzzing alone.
#[doc(hidden)]
#[must_use]
pub fn heard_in(line: &[u8]) -> Option<Heard> {
    // A comment, which is how the server says that it is there.
    if line.starts_with(b":") {
        return Some(Heard::Alive);
    }
    let data = std::str::from_utf8(line).ok()?.trim().strip_prefix("data:")?.trim_start();
    let poke = serde_json::from_str::<Poke>(data).map(Heard::Poke);
    poke.or_else(|_| serde_json::from_str::<Moved>(data).map(Heard::Moved)).ok()
}
