//! The data key and what is derived from it. One random key; each use has a sub-key of its own by HKDF-SHA-256, so
//! that no two kinds of file are ever sealed under the same key.

use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

use crate::cipher;
use crate::error::Result;

/// What a sub-key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// `cache.db`.
    Cache,
    /// `outbox.db`.
    Outbox,
    /// `outbox.journal`.
    Journal,
    /// Attachments.
    Blobs,
    /// The search index.
    Index,
    /// Logs.
    Logs,
}

impl KeyUse {
    const fn info(self) -> &'static [u8] {
        match self {
            Self::Cache => b"holdfast v1 cache",
            Self::Outbox => b"holdfast v1 outbox",
            Self::Journal => b"holdfast v1 journal",
            Self::Blobs => b"holdfast v1 blobs",
            Self::Index => b"holdfast v1 index",
            Self::Logs => b"holdfast v1 logs",
        }
    }
}

/// The key that everything of a desk hangs on. Wiped when dropped, never printed, never serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// A new random key.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self> {
        Ok(Self(Zeroizing::new(cipher::random()?)))
    }

    /// The key for one use.
    #[must_use]
    pub fn sub_key(&self, use_: KeyUse) -> [u8; 32] {
        derive(self.0.as_slice(), None, use_.info())
    }

    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(not shown)")
    }
}

/// HKDF-SHA-256 to 32 bytes.
pub(crate) fn derive(secret: &[u8], salt: Option<&[u8]>, info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    // Only a length over 8,160 bytes is refused.
    let _ = Hkdf::<Sha256>::new(salt, secret).expand(info, &mut key);
    key
}
