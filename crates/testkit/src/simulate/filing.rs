//! Contents of files at the server of the simulation: a few bytes each, in pieces of fewer.

use holdfast_domain::{AgentId, Attachment, DeviceId};
use holdfast_protocol::{Piece, UploadAnswer};
use holdfast_server::ledger::{Arriving, Device};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a piece here, so that a file has several.
pub const PIECE: usize = 8;

/// What the server keeps of files.
#[derive(Clone, Default)]
pub struct Files {
    whole: BTreeMap<String, Vec<u8>>,
    arriving: BTreeMap<(DeviceId, String), Vec<u8>>,
    holders: BTreeSet<(String, AgentId)>,
    named: BTreeSet<String>,
}

impl Files {
    pub fn may_use(&self, agent: AgentId, hash: &str) -> bool {
        self.whole.contains_key(hash) && (self.named.contains(hash) || self.holders.contains(&(hash.to_owned(), agent)))
    }

    pub fn arrived(&self, from: &Device, hash: &str) -> UploadAnswer {
        match self.whole.get(hash).filter(|_| self.may_use(from.agent, hash)) {
            Some(content) => UploadAnswer { arrived: content.len() as u64, complete: true },
            None => UploadAnswer { arrived: self.arriving.get(&(from.id, hash.to_owned())).map_or(0, Vec::len) as u64, complete: false },
        }
    }

    pub fn take(&mut self, from: &Device, file: &Attachment, piece: Arriving<'_>) -> UploadAnswer {
        let here = self.arrived(from, &file.hash);
        let after = here.arrived + piece.content.len() as u64;
        if here.complete || piece.at != here.arrived || piece.content.is_empty() || after > file.size {
            return here;
        }
        let key = (from.id, file.hash.clone());
        let content = self.arriving.entry(key.clone()).or_default();
        content.extend_from_slice(piece.content);
        if after < file.size {
            return UploadAnswer { arrived: after, complete: false };
        }
        let content = self.arriving.remove(&key).unwrap_or_default();
        let complete = hash_of(&content) == file.hash;
        if complete {
            self.whole.insert(file.hash.clone(), content);
            self.holders.insert((file.hash.clone(), from.agent));
        }
        UploadAnswer { arrived: if complete { file.size } else { 0 }, complete }
    }

    pub fn piece(&self, agent: AgentId, hash: &str, at: u64) -> Option<Piece> {
        let content = self.whole.get(hash).filter(|_| self.may_use(agent, hash))?;
        let from = usize::try_from(at).unwrap_or(usize::MAX);
        Some(Piece { size: content.len() as u64, at, content: content.iter().skip(from).take(PIECE).copied().collect() })
    }

    pub fn refer(&mut self, files: &[Attachment]) {
        self.named.extend(files.iter().map(|file| file.hash.clone()));
    }

    /// What is half here is dropped, as after a week.
    pub fn forget_uploads(&mut self) {
        self.arriving.clear();
    }

    /// The content of a whole file.
    pub fn content(&self, hash: &str) -> Option<&[u8]> {
        self.whole.get(hash).map(Vec::as_slice)
    }
}

/// SHA-256, hexadecimal.
pub fn hash_of(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
