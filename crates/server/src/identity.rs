//! Identities that follow from where a thing came from, so that bringing it in twice updates it instead of doubling it.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The identity of the `kind` that is called `source` where it came from: a version 8 UUID over a hash.
#[must_use]
pub fn derived(kind: &str, source: &str) -> Uuid {
    let mut hasher = Sha256::new();
    hasher.update(b"holdfast identity\0");
    hasher.update(kind.as_bytes());
    hasher.update(b"\0");
    hasher.update(source.as_bytes());
    let digest = hasher.finalize();
    let mut bytes = [0_u8; 16];
    for (byte, from) in bytes.iter_mut().zip(digest.iter()) {
        *byte = *from;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_source_is_the_same_thing_and_another_kind_is_another() {
        assert_eq!(derived("article", "a"), derived("article", "a"));
        assert_ne!(derived("article", "a"), derived("ticket", "a"));
        assert_eq!(derived("article", "a").get_version_num(), 8);
    }
}
