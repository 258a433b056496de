//! The folder of a measured desk and how it is opened: with the real desk, by its key store, with nobody at the team
//! server's address.

use holdfast_desk::KeyStore;
use holdfast_domain::{Agent, DeviceId, Timestamp};
use holdfast_store::{DataKey, Identity, KeyUse, Slots, Store};
use holdfast_testkit::{Computer, TestClock, TestDesk};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::chance::Chance;

const SECRET: [u8; 32] = [7; 32];
const SECRET_NAME: &str = "bench";
/// Refuses at once.
const NOBODY: &str = "http://127.0.0.1:9";

pub fn now() -> Timestamp {
    Timestamp::from_millis(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap())
}

/// Where a desk's files lie, with the bare file beside them.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// Sets a desk up for this person, as signing in does.
    pub fn create(path: PathBuf, me: &Agent) -> (Self, Store) {
        let folder = Self(path);
        let key = DataKey::generate().unwrap();
        Slots::create_with_secret(&folder.files(), &key, &SECRET, "bench").unwrap();
        let profile = serde_json::json!({ "address": NOBODY, "sample": false, "secretName": SECRET_NAME });
        std::fs::write(folder.0.join("profile.json"), profile.to_string()).unwrap();
        let store = folder.store();
        let device = DeviceId::new(now(), Chance::of(5, 0).ten_bytes());
        let identity = Identity {
            device,
            agent: me.clone(),
            address: NOBODY.to_owned(),
            token: "none".into(),
            mark: "BEN".to_owned(),
            team: "Bench".to_owned(),
        };
        store.set_identity(&identity).unwrap();
        (folder, store)
    }

    fn files(&self) -> PathBuf {
        self.0.join("desk")
    }

    pub fn bare(&self) -> PathBuf {
        self.0.join("bare.db")
    }

    fn key(&self) -> DataKey {
        Slots::load(&self.files()).unwrap().open_with_secret(&SECRET).unwrap()
    }

    /// The store alone.
    pub fn store(&self) -> Store {
        Store::open(&self.files(), &self.key(), now()).unwrap().store
    }

    /// The search index alone.
    pub fn search(&self) -> holdfast_search::Search {
        let place = holdfast_search::Place::Sealed { folder: self.files().join("index"), key: self.key().sub_key(KeyUse::Index) };
        holdfast_search::Search::open(place).unwrap()
    }

    /// The whole desk, as the app opens it at its start.
    pub fn desk(&self) -> TestDesk {
        let computer = Computer::new();
        computer.keep(SECRET_NAME, &SECRET).unwrap();
        TestDesk::at(&self.0, &computer, &TestClock::default())
    }

    /// Size of the databases and of the index in bytes.
    pub fn sizes(&self) -> (u64, u64) {
        let cache = std::fs::metadata(self.files().join("cache.db")).map_or(0, |data| data.len());
        (cache, weight(&self.files().join("index")))
    }
}

fn weight(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.flatten().map(|entry| if entry.path().is_dir() { weight(&entry.path()) } else { entry.metadata().map_or(0, |data| data.len()) }).sum()
}
