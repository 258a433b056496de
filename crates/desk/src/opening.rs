//! From a data key to a desk at work: the store, the index, and what runs in the background.

use holdfast_search::Search;
use holdfast_store::{CacheState, DataKey, Identity, Opened, OutboxState, Spelling, Store};
use holdfast_sync::Driver;
use holdfast_sync::http::Http;
use std::path::Path;
use std::sync::Arc;

use crate::error::DeskError;
use crate::ports::Ports;
use crate::profile::Profile;
use crate::replica::DeskReplica;
use crate::settings::Settings;
use crate::work::Work;
use crate::{indexer, scheduler, watch};

/// A desk at work, and what the person should hear about its opening.
pub(crate) struct OpenDesk {
    pub(crate) work: Arc<Work>,
    pub(crate) notice: Option<DeskError>,
}

/// Opens what lies in `folder` under `key`. `fresh` is who has just signed in, on a new desk or after a sign-in anew.
pub(crate) fn open(folder: &Path, key: &DataKey, fresh: Option<Identity>, ports: Ports, settings: &Settings) -> Result<OpenDesk, DeskError> {
    let spelling = Spelling { version: Search::NAMES.version, folded: Search::NAMES.folded, sounds: Search::NAMES.sounds };
    let Opened { store, cache, outbox } = Store::open_with(&Profile::desk_folder(folder), key, spelling, ports.clock.now())?;
    if let Some(identity) = &fresh {
        store.set_identity(identity)?;
    }
    let identity = store.identity().ok_or_else(|| DeskError::new("expired-token"))?;
    let notice = match (cache, outbox) {
        (_, OutboxState::Recovered { operations, .. }) => Some(DeskError::new("outbox-damaged").with("recovered", operations)),
        (CacheState::Rebuilt, _) => Some(DeskError::new("cache-damaged")),
        _ => None,
    };
    let work = Arc::new(Work::new(store, &identity, key, &Profile::index_folder(folder), ports, settings)?);
    work.store.purge(work.now())?;
    indexer::start(&work);
    scheduler::start(&work);
    watch::start(&work);
    start_sync(&work, &identity)?;
    Ok(OpenDesk { work, notice })
}

pub(crate) fn start_sync(work: &Arc<Work>, identity: &Identity) -> Result<(), DeskError> {
    let time = Arc::clone(&work.time);
    let transport = Http::new(&identity.address, identity.token.reveal(), move || time.steady())
        .map_err(|failure| DeskError::of_failure(&failure, &identity.address, work.ports.clock.now()))?;
    let mut seed = [0_u8; 8];
    getrandom::fill(&mut seed).map_err(|error| DeskError::internal(&error))?;
    let (time, desk) = (Arc::clone(&work.time), Arc::downgrade(work));
    let report = move |report| {
        if let Some(desk) = desk.upgrade() {
            desk.reported(report);
            desk.part_from_copy();
        }
    };
    let desk = Arc::downgrade(work);
    let others = move |others| {
        if let Some(desk) = desk.upgrade() {
            desk.others(others);
        }
    };
    let replica = Arc::new(DeskReplica::new(Arc::downgrade(work)));
    let _runtime = work.ports.runtime.enter();
    let driver = Driver::start(replica, Arc::new(transport), move || time.steady(), u64::from_le_bytes(seed), report, others);
    work.drive(driver.map_err(|error| DeskError::internal(&error))?);
    Ok(())
}

/// Takes a new token into a desk at work and goes on syncing with it.
pub(crate) fn renew(work: &Arc<Work>, identity: &Identity) -> Result<(), DeskError> {
    work.store.set_identity(identity)?;
    start_sync(work, identity)
}
