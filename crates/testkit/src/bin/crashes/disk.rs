//! A disk as a crash may leave it. A write is in the cache until its file is synced; then it lasts, with the file's
//! name. Names made, changed and removed last with the folder's sync. Until then either may be there.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::trace::Effect;

/// What survives of what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// Everything: the process was killed.
    Kill,
    /// Nothing: the power went.
    Power,
    /// Everything but the end of the last write, cut after so many bytes.
    Torn(usize),
    /// Of all that was not synced only the file last written, and of its last write so many bytes.
    TornAlone(usize),
    /// Everything but what was not synced of the n-th file.
    Without(usize),
    /// Everything but the first write not yet synced of the n-th file: the disk took a later one first.
    Reordered(usize),
}

#[derive(Clone, Debug)]
enum Pending {
    Write { at: u64, bytes: Vec<u8> },
    Truncate(u64),
}

#[derive(Clone, Debug, Default)]
struct Node {
    synced: Vec<u8>,
    pending: Vec<Pending>,
}

/// The disk as it stands at one moment.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    nodes: Vec<Node>,
    names: BTreeMap<String, usize>,
    synced_names: BTreeMap<String, usize>,
    last: Option<usize>,
}

impl Disk {
    pub fn take(&mut self, effect: &Effect) {
        self.last = None;
        match effect {
            Effect::Create(name) => match self.names.get(name) {
                Some(node) => self.nodes[*node].pending.push(Pending::Truncate(0)),
                None => {
                    self.nodes.push(Node::default());
                    self.names.insert(name.clone(), self.nodes.len() - 1);
                }
            },
            Effect::Write { name, at, bytes } => {
                let node = self.names[name];
                self.nodes[node].pending.push(Pending::Write { at: *at, bytes: bytes.clone() });
                self.last = Some(node);
            }
            Effect::Truncate { name, len } => self.nodes[self.names[name]].pending.push(Pending::Truncate(*len)),
            Effect::Sync(name) => {
                let index = self.names[name];
                let node = &mut self.nodes[index];
                for pending in std::mem::take(&mut node.pending) {
                    pending.apply(&mut node.synced);
                }
                self.synced_names.insert(name.clone(), index);
            }
            Effect::SyncFolder => self.synced_names.clone_from(&self.names),
            Effect::Rename { from, to } => {
                let node = self.names.remove(from).expect("what is renamed is there");
                self.names.insert(to.clone(), node);
            }
            Effect::Remove(name) => drop(self.names.remove(name)),
            Effect::Begin(_) | Effect::Answered(_) => {}
        }
    }

    /// The crashes that leave something different at this moment.
    pub fn crashes(&self) -> Vec<Crash> {
        let mut crashes = vec![Crash::Kill, Crash::Power];
        if let Some(Pending::Write { bytes, .. }) = self.last.and_then(|node| self.nodes[node].pending.last()) {
            // A sector of 512 bytes, half of it, all but the last sector; of a long one also all but the last 4096.
            let cuts = [512, bytes.len() / 2, bytes.len().saturating_sub(512), bytes.len().saturating_sub(4_096), bytes.len().saturating_sub(1)];
            let cuts = cuts.into_iter().filter(|cut| *cut > 0 && *cut < bytes.len());
            crashes.extend(cuts.flat_map(|cut| [Crash::Torn(cut), Crash::TornAlone(cut)]));
        }
        let unsynced = (0..self.nodes.len()).filter(|node| !self.nodes[*node].pending.is_empty());
        crashes.extend(unsynced.flat_map(|node| [Crash::Without(node), Crash::Reordered(node)]));
        crashes
    }

    /// The files that a crash leaves.
    pub fn after(&self, crash: Crash) -> Vec<(String, Vec<u8>)> {
        let names = if crash == Crash::Power { &self.synced_names } else { &self.names };
        let content = |index: usize| {
            let node = &self.nodes[index];
            let mut content = node.synced.clone();
            let kept = match crash {
                Crash::Power => &[],
                Crash::Without(of) if of == index => &[],
                Crash::TornAlone(_) if self.last != Some(index) => &[],
                Crash::Reordered(of) if of == index => node.pending.get(1..).unwrap_or_default(),
                _ => node.pending.as_slice(),
            };
            for (number, pending) in kept.iter().enumerate() {
                match (crash, pending) {
                    (Crash::Torn(len) | Crash::TornAlone(len), Pending::Write { at, bytes })
                        if self.last == Some(index) && number + 1 == kept.len() =>
                    {
                        Pending::Write { at: *at, bytes: bytes[..len].to_vec() }.apply(&mut content);
                    }
                    _ => pending.apply(&mut content),
                }
            }
            content
        };
        names.iter().map(|(name, index)| (name.clone(), content(*index))).collect()
    }
}

impl Pending {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => {
                let at = usize::try_from(*at).unwrap();
                let end = at + bytes.len();
                if content.len() < end {
                    content.resize(end, 0);
                }
                content[at..end].copy_from_slice(bytes);
            }
            Self::Truncate(len) => content.resize(usize::try_from(*len).unwrap(), 0),
        }
    }
}

/// To tell disks apart.
pub fn fingerprint(files: &[(String, Vec<u8>)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    hasher.finish()
}

/// Makes the disk.
pub fn lay_out(files: &[(String, Vec<u8>)], folder: &Path) {
    std::fs::create_dir_all(folder.join("blobs")).unwrap();
    for (name, content) in files {
        std::fs::write(folder.join(name), content).unwrap();
    }
}
