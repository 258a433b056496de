//! Files at a desk of the simulation: the same steps as the store's own (`holdfast_store::store::file`), in memory.

use holdfast_domain::Attachment;
use holdfast_protocol::Piece;
use holdfast_sync::{FileMoved, FileStep};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::filing::{PIECE, hash_of};

/// What is kept for good.
#[derive(Clone, Default)]
pub struct Shelf {
    here: BTreeMap<String, Vec<u8>>,
    /// Of which nothing more is to be uploaded in this life of the server.
    done: BTreeMap<String, String>,
    /// How much of each the server is known to have; forgotten when the program ends.
    arrived: BTreeMap<String, u64>,
}

/// What is asked for and how much of it is here: a part of the cache.
#[derive(Clone, Default)]
pub struct Coming(BTreeMap<String, Vec<u8>>);

impl Coming {
    pub fn want(&mut self, hash: &str) {
        self.0.entry(hash.to_owned()).or_default();
    }

    pub fn next(&self) -> Option<(&String, &Vec<u8>)> {
        self.0.iter().next()
    }
}

impl Shelf {
    pub fn keep(&mut self, content: &[u8]) -> Attachment {
        let hash = hash_of(content);
        self.here.insert(hash.clone(), content.to_vec());
        Attachment { hash, name: "file".to_owned(), size: content.len() as u64 }
    }

    pub fn content(&self, hash: &str) -> Option<Vec<u8>> {
        self.here.get(hash).cloned()
    }

    pub fn is_done(&self, hash: &str, epoch: &str) -> bool {
        self.done.get(hash).is_some_and(|of| of == epoch)
    }

    pub fn again(&mut self, hash: &str) {
        self.done.remove(hash);
    }

    pub fn is_killed(&mut self) {
        self.arrived.clear();
    }

    pub fn next(&self, to_upload: Option<&str>, coming: &mut Coming) -> Option<FileStep> {
        if let Some(hash) = to_upload.map(ToOwned::to_owned) {
            let (Some(at), Some(content)) = (self.arrived.get(&hash).copied(), self.here.get(&hash)) else { return Some(FileStep::Ask { hash }) };
            let from = usize::try_from(at).unwrap_or(usize::MAX);
            let piece = Piece { size: content.len() as u64, at, content: content.iter().skip(from).take(PIECE).copied().collect() };
            return Some(FileStep::Send { hash, piece: Arc::new(piece) });
        }
        coming.0.retain(|hash, _| !self.here.contains_key(hash));
        coming.next().map(|(hash, content)| FileStep::Fetch { hash: hash.clone(), at: content.len() as u64 })
    }

    pub fn moved(&mut self, moved: FileMoved, epoch: &str, coming: &mut Coming) {
        match moved {
            FileMoved::Up { hash, answer } if answer.complete => {
                self.arrived.remove(&hash);
                self.done.insert(hash, epoch.to_owned());
            }
            FileMoved::Up { hash, answer } => {
                self.arrived.insert(hash, answer.arrived);
            }
            FileMoved::Down { hash, piece } => {
                let Some(content) = coming.0.get_mut(&hash).filter(|content| content.len() as u64 == piece.at) else { return };
                content.extend_from_slice(&piece.content);
                if content.len() as u64 >= piece.size
                    && let Some(content) = coming.0.remove(&hash)
                    && hash_of(&content) == hash
                {
                    self.here.insert(hash, content);
                }
            }
            FileMoved::Gone { hash } => {
                coming.0.remove(&hash);
            }
        }
    }
}
