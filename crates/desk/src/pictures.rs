//! Pictures in customers' mails that lie elsewhere: fetched for one message when its reader asks, kept in memory as long as the desk is
//! open, and forgotten with it. Nothing of it goes to the disk.

use base64::Engine as _;
use holdfast_domain::MessageId;
use holdfast_sync::pictures::{NoPicture, Picture};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Pictures of so many messages are kept; the reader of more asks again.
const MOST_MESSAGES: usize = 40;

/// Of each message, how it is with its pictures.
#[derive(Default)]
pub(crate) struct Pictures(Mutex<HashMap<MessageId, Asked>>);

/// How it is with the pictures that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// On their way.
    Coming,
    /// Here, by address: as an address that holds all of it; none for what did not come.
    Here {
        /// By address.
        found: Arc<HashMap<String, String>>,
        /// Whether nothing could be reached at all.
        unreachable: bool,
    },
}

impl Pictures {
    fn all(&self) -> MutexGuard<'_, HashMap<MessageId, Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn of(&self, message: MessageId) -> Option<Asked> {
        self.all().get(&message).cloned()
    }

    /// Whether nobody has asked yet.
    pub(crate) fn ask(&self, message: MessageId) -> bool {
        let mut all = self.all();
        if all.get(&message) == Some(&Asked::Coming) {
            return false;
        }
        if all.len() >= MOST_MESSAGES {
            all.retain(|_, asked| *asked == Asked::Coming);
        }
        all.insert(message, Asked::Coming);
        true
    }

    pub(crate) fn came(&self, message: MessageId, fetched: Vec<(String, Result<Picture, NoPicture>)>) {
        let unreachable = fetched.iter().all(|(_, picture)| *picture == Err(NoPicture::Unreachable));
        let whole = |picture: Picture| format!("data:{};base64,{}", picture.kind, base64::engine::general_purpose::STANDARD.encode(picture.content));
        let found: HashMap<_, _> = fetched.into_iter().filter_map(|(address, picture)| Some((address, whole(picture.ok()?)))).collect();
        self.all().insert(message, Asked::Here { found: Arc::new(found), unreachable });
    }
}
