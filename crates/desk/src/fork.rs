//! A copy of this desk is at work under the same identity: a restored virtual machine, a copied profile. The one that the
//! team server turns away takes an identity of its own and goes on by itself; nothing that was written at either is lost,
//! and nothing is sent twice, since the server knows operations by their own identities (SYNC 1.2).

use holdfast_domain::DeviceId;
use holdfast_protocol::DeviceRequest;
use holdfast_store::{Identity, Secret};
use holdfast_sync::Stop;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::error::DeskError;
use crate::opening;
use crate::view::Tag;
use crate::work::Work;

/// Between tries while the server cannot be reached.
const AGAIN: Duration = Duration::from_secs(20);

impl Work {
    /// Sync stands still because of a copy: sees to an identity of its own, once at a time.
    pub(crate) fn part_from_copy(self: &Arc<Self>) {
        let is_forked = self.with_report(|report| report.stop == Some(Stop::Forked)).unwrap_or(false);
        if !is_forked || self.parting.swap(true, Ordering::AcqRel) {
            return;
        }
        let work = Arc::downgrade(self);
        self.ports.runtime.spawn(async move {
            while let Some(work) = work.upgrade().filter(|work| !work.is_stopping()) {
                match take_own(&work).await {
                    Ok(()) => {
                        work.parting.store(false, Ordering::Release);
                        return;
                    }
                    Err(error) => tracing::warn!(code = error.code, "no identity of its own yet"),
                }
                drop(work);
                tokio::time::sleep(AGAIN).await;
            }
        });
    }
}

async fn take_own(work: &Arc<Work>) -> Result<(), DeskError> {
    let old = work.store.identity().ok_or_else(|| DeskError::new("expired-token"))?;
    let mut bytes = [0_u8; 10];
    getrandom::fill(&mut bytes).map_err(|error| DeskError::internal(&error))?;
    let device = DeviceId::new(work.ports.clock.now(), bytes);
    let answer = holdfast_sync::http::identity_of_its_own(&old.address, old.token.reveal(), &DeviceRequest { device })
        .await
        .map_err(|failure| DeskError::of_failure(&failure, &old.address, work.ports.clock.now()))?;
    let own = Identity { device, token: Secret::new(answer.token), mark: answer.mark, ..old };
    let taking = Arc::clone(work);
    let (touched, own) = tokio::task::spawn_blocking(move || taking.store.adopt(&own).map(|touched| (touched, own)))
        .await
        .map_err(|error| DeskError::internal(&error))??;
    work.is_now(device);
    tracing::warn!(%device, "a copy of this desk is at work; this one goes on under an identity of its own");
    work.touched(&touched);
    work.tell(vec![Tag::Connection, Tag::Outbox]);
    opening::start_sync(work, &own)
}
