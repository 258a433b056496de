//! The stream of pokes, and of who is where. Says something each 15 s, so that silence means a dead connection.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use holdfast_protocol::{Moved, Poke};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

use super::Door;
use super::guard::{blocking, desk};
use super::presence::Others;
use super::refusal::Refusal;
use crate::events::Connected;
use crate::presence::Listener;

const HEARTBEAT: Duration = Duration::from_secs(15);
/// Servers from here on know who is where.
const SINCE_PRESENCE: u32 = 3;

struct Listening {
    first: Option<Poke>,
    heard: broadcast::Receiver<Poke>,
    others: Option<Others>,
    said: VecDeque<Moved>,
    stopping: watch::Receiver<bool>,
    _connected: Connected,
    _listener: Listener,
}

enum Said {
    Poke(Poke),
    Moved(Moved),
}

pub(super) async fn events(State(door): State<Door>, headers: HeaderMap) -> Result<Response, Refusal> {
    let device = desk(&door, &headers).await?;
    // Listens before it reads where the ledger stands: what comes between is heard twice rather than never.
    let heard = door.server.pokes.listen();
    let standing = blocking(&door, |server| Ok(server.ledger.standing()?)).await?;
    let listening = Listening {
        first: Some(Poke { epoch: standing.epoch, seq: standing.seq }),
        heard,
        _listener: door.server.presence.listens(device.id),
        others: (door.speaks >= SINCE_PRESENCE).then(|| Others::of(&door.server, device)),
        said: VecDeque::new(),
        stopping: door.stopping.clone(),
        _connected: door.server.pokes.arrive(),
    };
    let said = stream::unfold(listening, |mut listening| async move {
        let event = match listening.next().await? {
            Said::Poke(poke) => Event::default().id(poke.seq.to_string()).json_data(&poke),
            Said::Moved(moved) => Event::default().event("presence").json_data(&moved),
        };
        Some((Ok::<_, Infallible>(event.ok()?), listening))
    });
    Ok(Sse::new(said).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("still here")).into_response())
}

impl Listening {
    async fn next(&mut self) -> Option<Said> {
        if let Some(first) = self.first.take() {
            return Some(Said::Poke(first));
        }
        loop {
            if let Some(moved) = self.said.pop_front() {
                return Some(Said::Moved(moved));
            }
            let others = self.others.as_mut();
            let moves = async {
                match others {
                    Some(others) => others.move_about().await,
                    None => std::future::pending().await,
                }
            };
            let heard = tokio::select! {
                heard = self.heard.recv() => Some(heard),
                () = moves => None,
                () = stops(&mut self.stopping) => return None,
            };
            match heard {
                None => self.said.extend(self.others.as_mut()?.news().await?),
                Some(Ok(poke)) => return Some(Said::Poke(poke)),
                // Missed some; the next one says all of it.
                Some(Err(RecvError::Lagged(_))) => {}
                Some(Err(RecvError::Closed)) => return None,
            }
        }
    }
}

async fn stops(stopping: &mut watch::Receiver<bool>) {
    // A server that is gone has stopped.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}
