//! The stream of pokes. Says something each 15 s, so that silence means a dead connection.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use holdfast_protocol::Poke;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

use super::Door;
use super::guard::{blocking, desk};
use super::refusal::Refusal;
use crate::events::Presence;

const HEARTBEAT: Duration = Duration::from_secs(15);

struct Listening {
    first: Option<Poke>,
    heard: broadcast::Receiver<Poke>,
    stopping: watch::Receiver<bool>,
    _presence: Presence,
}

pub(super) async fn events(State(door): State<Door>, headers: HeaderMap) -> Result<Response, Refusal> {
    desk(&door, &headers).await?;
    // Listens before it reads where the ledger stands: what comes between is heard twice rather than never.
    let heard = door.server.pokes.listen();
    let standing = blocking(&door, |server| Ok(server.ledger.standing()?)).await?;
    let listening = Listening {
        first: Some(Poke { epoch: standing.epoch, seq: standing.seq }),
        heard,
        stopping: door.stopping.clone(),
        _presence: door.server.pokes.arrive(),
    };
    let pokes = stream::unfold(listening, |mut listening| async move {
        let poke = listening.next().await?;
        let event = Event::default().id(poke.seq.to_string()).json_data(&poke).ok()?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    Ok(Sse::new(pokes).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("still here")).into_response())
}

impl Listening {
    async fn next(&mut self) -> Option<Poke> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let heard = tokio::select! {
                heard = self.heard.recv() => heard,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            };
            match heard {
                Ok(poke) => return Some(poke),
                // Missed some; the next one says all of it.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
