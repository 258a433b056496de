//! Where this desk's person is, and what is known of the others: in memory alone, and of the others only while the team server
//! tells it.

use holdfast_domain::TicketId;
use holdfast_protocol::{Colleague, Place, There};
use holdfast_sync::Others;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who is where.
#[derive(Debug, Default)]
pub(crate) struct Presence {
    own: Mutex<Option<Place>>,
    others: Mutex<BTreeMap<TicketId, Vec<Colleague>>>,
}

impl Presence {
    pub(crate) fn own(&self) -> Option<Place> {
        *lock(&self.own)
    }

    pub(crate) fn is_at(&self, place: Option<Place>) {
        *lock(&self.own) = place;
    }

    pub(crate) fn others(&self) -> BTreeMap<TicketId, Vec<Colleague>> {
        lock(&self.others).clone()
    }

    pub(crate) fn heard(&self, others: Others) {
        let mut known = lock(&self.others);
        match others {
            Others::Unknown => known.clear(),
            Others::Present(there) => {
                for There { ticket, people } in there {
                    if people.is_empty() {
                        known.remove(&ticket);
                    } else {
                        known.insert(ticket, people);
                    }
                }
            }
        }
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
