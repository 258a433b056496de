//! The proof in a probe's answer: only who knows the desk's token can give it, so no captive portal passes (SYNC 1.13).

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What the team server keeps of a token.
#[must_use]
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The answer to `nonce` by whoever knows the hash of the token.
#[must_use]
pub fn proof(token_hash: &str, nonce: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"holdfast probe\0");
    hasher.update(token_hash.as_bytes());
    hasher.update(b"\0");
    hasher.update(nonce.as_bytes());
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
