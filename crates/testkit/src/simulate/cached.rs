//! What a desk of the simulation has of the server's rows, and where it stands: the part that a killed process may lose the
//! end of.

use holdfast_domain::{Seq, TicketId};
use holdfast_protocol::{Change, Row, RowKind};
use holdfast_sync::Pull;
use std::collections::BTreeMap;

use super::shelf::Coming;
use super::state::{Key, key_of, key_of_id};
use super::store::Stood;

/// The part that a killed process may lose the end of.
#[derive(Clone, Default)]
pub struct Cache {
    pub epoch: Option<String>,
    pub seq: Seq,
    pub complete: bool,
    pub pull: Pull,
    pub first_high: Seq,
    pub scope: String,
    pub generation: u64,
    pub resync: bool,
    pub taken_dseq: u64,
    pub rows: BTreeMap<Key, Stood>,
    pub shelf: Coming,
}

impl Cache {
    pub fn put(&mut self, changes: Vec<Change>) {
        let generation = self.generation;
        for change in changes {
            let seq = change.seq.0;
            match (change.row, change.removed) {
                (Some(row), _) => {
                    let key = key_of(&row);
                    let older = |known: &(u64, u64, Row)| generation > known.1 || seq >= known.0;
                    if self.rows.get(&key).is_none_or(older) {
                        self.rows.insert(key, (seq, generation, row));
                    }
                }
                (None, Some(removed)) => {
                    let key = key_of_id(&removed);
                    if self.rows.get(&key).is_some_and(|known| known.0 <= seq) {
                        self.rows.remove(&key);
                        if key.0 == RowKind::Ticket {
                            // What was written on it goes with it.
                            let ticket = TicketId(key.1);
                            self.rows.retain(|_, (_, _, row)| !matches!(row, Row::Message(message) if message.ticket == ticket));
                        }
                    }
                }
                (None, None) => {}
            }
        }
    }
}
