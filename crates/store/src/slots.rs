//! `keys.json`: the data key, wrapped once for each way of opening the desk (a passphrase, a secret in the OS key store).
//!
//! Written twice, `keys.json` and `keys.bak`, each with a checksum, so that one damaged copy costs nothing. There is no
//! slot without protection: a desk that no slot opens stays closed, and its files stay.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

use crate::cipher::{self, Cipher};
use crate::disk;
use crate::error::{Result, StoreError, document};
use crate::keys::{DataKey, derive};

const FILES: [&str; 2] = ["keys.json", "keys.bak"];
const VERSION: u32 = 1;
/// More than any Holdfast asks for. A key file that asks for more was not written by one, and would have this computer
/// run out of memory or stand still before its seal could be checked.
const MOST: Cost = Cost { memory_kib: 2 * 1024 * 1024, passes: 64, lanes: 16 };

/// What a guess of the passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

/// A way of opening the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// By a passphrase.
    Passphrase,
    /// By a secret kept in the OS key store.
    Secret {
        /// Which key store.
        backend: String,
    },
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type")]
enum Opener {
    Passphrase { cost: Cost },
    Secret { backend: String },
}

#[derive(Clone, Serialize, Deserialize)]
struct Slot {
    by: Opener,
    salt: String,
    nonce: String,
    sealed: String,
}

#[derive(Clone, Serialize, Deserialize)]
struct Body {
    version: u32,
    slots: Vec<Slot>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    check: String,
    keys: Body,
}

/// All that is read of a key file before anything of it is believed: a newer one may have another shape, and its checksum with it.
#[derive(Deserialize)]
struct Outline {
    keys: Versioned,
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// The slots of a desk.
pub struct Slots {
    folder: PathBuf,
    body: Body,
}

impl std::fmt::Debug for Slots {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slots").field("kinds", &self.kinds()).finish_non_exhaustive()
    }
}

impl Slots {
    /// Whether the folder has a key file.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        FILES.iter().any(|name| folder.join(name).exists())
    }

    /// Reads the key file, or its second copy when the first is damaged.
    ///
    /// # Errors
    /// [`StoreError::NoKeys`], [`StoreError::Damaged`] when neither copy reads, [`StoreError::Newer`].
    pub fn load(folder: &Path) -> Result<Self> {
        if !Self::exists(folder) {
            return Err(StoreError::NoKeys);
        }
        let mut failure = StoreError::NoKeys;
        for name in FILES {
            match read(&folder.join(name)) {
                Ok(body) => return Ok(Self { folder: folder.to_owned(), body }),
                Err(error @ StoreError::Newer { .. }) => return Err(error),
                Err(error) => failure = error,
            }
        }
        Err(StoreError::damaged("keys.json", failure))
    }

    /// Sets a desk up with a passphrase.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create_with_passphrase(folder: &Path, key: &DataKey, passphrase: &str, cost: Cost) -> Result<Self> {
        let mut slots = Self::empty(folder)?;
        slots.add_passphrase(key, passphrase, cost)?;
        Ok(slots)
    }

    /// Sets a desk up with a secret of the OS key store.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create_with_secret(folder: &Path, key: &DataKey, secret: &[u8; 32], backend: &str) -> Result<Self> {
        let mut slots = Self::empty(folder)?;
        slots.add_secret(key, secret, backend)?;
        Ok(slots)
    }

    /// The ways of opening this desk.
    #[must_use]
    pub fn kinds(&self) -> Vec<SlotKind> {
        let kind = |slot: &Slot| match &slot.by {
            Opener::Passphrase { .. } => SlotKind::Passphrase,
            Opener::Secret { backend } => SlotKind::Secret { backend: backend.clone() },
        };
        self.body.slots.iter().map(kind).collect()
    }

    /// Opens with the passphrase.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`].
    pub fn open_with_passphrase(&self, passphrase: &str) -> Result<DataKey> {
        self.open(|slot, salt| match &slot.by {
            Opener::Passphrase { cost } => stretch(passphrase, salt, *cost).map(Some),
            Opener::Secret { .. } => Ok(None),
        })
    }

    /// Opens with the secret of the OS key store.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`].
    pub fn open_with_secret(&self, secret: &[u8; 32]) -> Result<DataKey> {
        self.open(|slot, salt| match &slot.by {
            Opener::Secret { .. } => Ok(Some(Zeroizing::new(derive(secret, Some(salt), b"holdfast v1 secret slot")))),
            Opener::Passphrase { .. } => Ok(None),
        })
    }

    /// Adds a passphrase, or changes it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_passphrase(&mut self, key: &DataKey, passphrase: &str, cost: Cost) -> Result<()> {
        let salt = cipher::random::<16>()?;
        let wrapping = stretch(passphrase, &salt, cost)?;
        let slot = wrap(Opener::Passphrase { cost }, &salt, &wrapping, key)?;
        self.replace(slot, |kind| matches!(kind, Opener::Passphrase { .. }))
    }

    /// Adds a secret of the OS key store, or changes it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_secret(&mut self, key: &DataKey, secret: &[u8; 32], backend: &str) -> Result<()> {
        let salt = cipher::random::<16>()?;
        let wrapping = derive(secret, Some(&salt), b"holdfast v1 secret slot");
        let slot = wrap(Opener::Secret { backend: backend.to_owned() }, &salt, &wrapping, key)?;
        self.replace(slot, |kind| matches!(kind, Opener::Secret { .. }))
    }

    /// From bytes that lie in no folder, to be read only.
    pub(crate) fn parsed(bytes: &[u8]) -> Result<Self> {
        Ok(Self { folder: PathBuf::new(), body: parse(bytes)? })
    }

    fn empty(folder: &Path) -> Result<Self> {
        disk::make_folder(folder)?;
        Ok(Self { folder: folder.to_owned(), body: Body { version: VERSION, slots: Vec::new() } })
    }

    fn replace(&mut self, slot: Slot, same: impl Fn(&Opener) -> bool) -> Result<()> {
        let mut body = self.body.clone();
        body.slots.retain(|slot| !same(&slot.by));
        body.slots.push(slot);
        let keys = serde_json::to_string(&body).map_err(document("write the key file"))?;
        let check = blake3::hash(keys.as_bytes()).to_hex().to_string();
        let text = serde_json::to_vec_pretty(&Document { check, keys: body.clone() }).map_err(document("write the key file"))?;
        for name in FILES {
            disk::write_whole(&self.folder.join(name), &text)?;
        }
        self.body = body;
        Ok(())
    }

    fn open(&self, wrapping: impl Fn(&Slot, &[u8]) -> Result<Option<Zeroizing<[u8; 32]>>>) -> Result<DataKey> {
        for slot in &self.body.slots {
            let (Ok(salt), Ok(nonce), Ok(sealed)) = (STANDARD.decode(&slot.salt), STANDARD.decode(&slot.nonce), STANDARD.decode(&slot.sealed)) else {
                continue;
            };
            let (Some(key), Ok(nonce)) = (wrapping(slot, &salt)?, nonce.try_into()) else { continue };
            let open = Cipher::new(&key).open(nonce, &sealed, &bound_to(&slot.by)?).map(Zeroizing::new);
            if let Some(Ok(bytes)) = open.map(|bytes| <[u8; 32]>::try_from(bytes.as_slice())) {
                return Ok(DataKey::from_bytes(bytes));
            }
        }
        Err(StoreError::WrongKey)
    }
}

fn read(path: &Path) -> Result<Body> {
    parse(&std::fs::read(path).map_err(crate::error::io("read the key file"))?)
}

fn parse(bytes: &[u8]) -> Result<Body> {
    let Outline { keys: Versioned { version } } = serde_json::from_slice(bytes).map_err(document("read the key file"))?;
    if version > VERSION {
        return Err(StoreError::Newer { file: "keys.json", found: version, known: VERSION });
    }
    let found: Document = serde_json::from_slice(bytes).map_err(document("read the key file"))?;
    let keys = serde_json::to_string(&found.keys).map_err(document("read the key file"))?;
    if blake3::hash(keys.as_bytes()).to_hex().as_str() != found.check {
        return Err(StoreError::damaged("keys.json", "its checksum does not fit"));
    }
    Ok(found.keys)
}

fn wrap(by: Opener, salt: &[u8], wrapping: &[u8; 32], key: &DataKey) -> Result<Slot> {
    let nonce = cipher::random()?;
    let sealed = Cipher::new(wrapping).seal(nonce, key.bytes(), &bound_to(&by)?)?;
    Ok(Slot { by, salt: STANDARD.encode(salt), nonce: STANDARD.encode(nonce), sealed: STANDARD.encode(sealed) })
}

/// The parameters are sealed with the key, so that nobody can weaken them unseen.
fn bound_to(by: &Opener) -> Result<Vec<u8>> {
    serde_json::to_vec(by).map_err(document("write the key file"))
}

/// A key from a passphrase, at so much cost for each guess.
pub(crate) fn stretch(passphrase: &str, salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>> {
    if cost.memory_kib > MOST.memory_kib || cost.passes > MOST.passes || cost.lanes > MOST.lanes {
        return Err(StoreError::damaged("keys.json", "it asks for more memory or time than any Holdfast does"));
    }
    let refused = StoreError::Cipher { what: "stretch the passphrase" };
    let Ok(params) = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)) else { return Err(refused) };
    let mut key = Zeroizing::new([0; 32]);
    match Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice()) {
        Ok(()) => Ok(key),
        Err(_) => Err(refused),
    }
}
