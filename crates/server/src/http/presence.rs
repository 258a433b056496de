//! The path by which a desk says where its person is, and what its stream says of the others.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use holdfast_protocol::{Moved, PRESENCE_TICKETS, Place, PresenceAnswer, PresenceRequest};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::Door;
use super::guard::{blocking, desk};
use super::refusal::Refusal;
use super::routes::{body, json};
use crate::ledger::{Device, LedgerError};
use crate::presence::{Picture, difference};
use crate::server::Server;

/// A place takes a hundred bytes.
const PLACE_BYTES: usize = 4 * 1024;
/// A listener hears of moves at most so often, of all that came together.
const BEAT: Duration = Duration::from_millis(400);

pub(super) async fn presence(State(door): State<Door>, headers: HeaderMap, request: Request) -> Result<Response, Refusal> {
    let device = desk(&door, &headers).await?;
    let PresenceRequest { place } = body(request, PLACE_BYTES).await?;
    blocking(&door, move |server| {
        // Whoever names a ticket that they may not see is nowhere, and is not told why.
        let place = place.map(|place| seen(server, &device, place)).transpose()?.flatten();
        server.presence.stands(device.id, device.agent, place, server.clock.now());
        Ok(())
    })
    .await?;
    json(&PresenceAnswer {})
}

fn seen(server: &Server, device: &Device, place: Place) -> Result<Option<Place>, LedgerError> {
    Ok(server.ledger.seen(device.agent, vec![place.ticket])?.pop().map(|_| place))
}

/// The others, as one listener was told of them.
pub(super) struct Others {
    server: Arc<Server>,
    device: Device,
    told: Picture,
    moves: watch::Receiver<()>,
    beat: Interval,
}

impl Others {
    /// A stream begins with nobody anywhere.
    pub(super) fn of(server: &Arc<Server>, device: Device) -> Self {
        let mut moves = server.presence.moves();
        moves.mark_changed();
        let mut beat = interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { server: Arc::clone(server), device, told: Picture::default(), moves, beat }
    }

    /// Comes back when somebody has moved. May be given up at any time and asked again.
    pub(super) async fn move_about(&mut self) {
        self.beat.tick().await;
        // The server outlives its streams, so somebody is there to move.
        let _ = self.moves.changed().await;
    }

    /// What there is to say now; none when this desk is none of the team's any more. Asked anew each time, so that whoever may
    /// not see a ticket from now on hears nothing of it from now on.
    pub(super) async fn news(&mut self) -> Option<Vec<Moved>> {
        let (server, device) = (Arc::clone(&self.server), self.device.clone());
        let looked = tokio::task::spawn_blocking(move || look(&server, &device)).await;
        let picture = match looked {
            Ok(Ok(picture)) => picture?,
            Ok(Err(error)) => {
                // They were told what was so; the next move is looked at again.
                tracing::warn!(%error, "it could not be looked up who may hear who is where");
                return Some(Vec::new());
            }
            Err(error) => {
                tracing::error!(%error, "a look at who is where ended early");
                return Some(Vec::new());
            }
        };
        let said = difference(&self.told, &picture);
        self.told = picture;
        Some(said.chunks(PRESENCE_TICKETS).map(|present| Moved { present: present.to_vec() }).collect())
    }
}

/// Where others are, as far as a desk's person may see it.
fn look(server: &Server, device: &Device) -> Result<Option<Picture>, LedgerError> {
    if server.ledger.device_of(&device.token_hash)?.is_none_or(|device| device.revoked) {
        return Ok(None);
    }
    let mut picture = server.presence.besides(device.agent);
    if !picture.is_empty() {
        let seen: BTreeSet<_> = server.ledger.seen(device.agent, picture.keys().copied().collect())?.into_iter().collect();
        picture.retain(|ticket, _| seen.contains(ticket));
    }
    Ok(Some(picture))
}
