//! Notifications by D-Bus (Desktop Notifications Specification 1.2). One connection shows them all and hears what becomes of them: some
//! desktops tell that only to who has shown it.

use super::session;
use crate::platform::{Answered, Draft};
use std::collections::HashMap;
use std::future::poll_fn;
use std::num::NonZeroUsize;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zbus::Variant;
use zbus::export::futures_core::Stream;
use zbus::message::{Message, Type};
use zbus::{Connection, MatchRule, MessageStream, block_on};

/// A notification takes the place of an earlier one about the same.
pub const REPLACES: bool = true;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// The daemon decides how long it stands.
const AS_LONG_AS_USUAL: i32 = -1;
/// So much may be told while one is being shown.
const MOST_TOLD: usize = 256;
/// What a click on the whole is called.
const WHOLE: &str = "default";

/// Who waits for what becomes of a notification, by what the daemon calls it.
type Waiting = Arc<Mutex<HashMap<u32, Answered>>>;

/// The session's notification daemon.
#[derive(Default)]
pub struct Notifications {
    bus: Mutex<Option<Connection>>,
    waiting: Waiting,
}

impl Notifications {
    /// Whether somebody on the session bus shows notifications.
    pub fn are_shown(&self) -> bool {
        self.call("GetCapabilities", &()).is_ok()
    }

    /// Shows one, in the place of another; who waited for that one waits no longer. Answers what the daemon calls it.
    pub fn show(&self, draft: &Draft<'_>, replaces: Option<u32>, answered: Answered) -> zbus::Result<Option<u32>> {
        let mut actions = Vec::new();
        for (at, label) in draft.actions.iter().enumerate() {
            if at == 0 {
                actions.extend([WHOLE.to_owned(), (*label).to_owned()]);
            }
            actions.extend([at.to_string(), (*label).to_owned()]);
        }
        // A breach stays until somebody has seen it. The sound is ours: twice would be once too often.
        let hints = HashMap::from([
            ("urgency", Variant::U8(if draft.urgent { 2 } else { 1 })),
            ("desktop-entry", Variant::from("holdfast")),
            ("category", Variant::from("im.received")),
            ("suppress-sound", Variant::Bool(true)),
        ]);
        let body = text(draft.body);
        let said = ("Holdfast", replaces.unwrap_or_default(), "holdfast", draft.title, body.as_str(), actions, hints, AS_LONG_AS_USUAL);
        // Who listens waits as well: what becomes of it may be told before its number is known here.
        let mut waiting = held(&self.waiting);
        let number: u32 = self.call("Notify", &said)?.body().deserialize()?;
        waiting.insert(number, answered);
        Ok(Some(number))
    }

    /// Takes one off the screen.
    pub fn take_back(&self, number: u32) {
        if let Err(error) = self.call("CloseNotification", &number) {
            tracing::debug!(%error, "a notification that no longer matters stays until it is looked at");
        }
    }

    /// A bus that went away is looked for anew the next time.
    fn call<B: serde::Serialize + zbus::zvariant::DynamicType>(&self, method: &str, body: &B) -> zbus::Result<Message> {
        let bus = self.connected()?;
        let answer = block_on(bus.call_method(Some(NAME), PATH, Some(NAME), method, body));
        if matches!(answer, Err(zbus::Error::InputOutput(_))) {
            *held(&self.bus) = None;
        }
        answer
    }

    fn connected(&self) -> zbus::Result<Connection> {
        let mut bus = held(&self.bus);
        if let Some(bus) = bus.as_ref() {
            return Ok(bus.clone());
        }
        let (made, told) = block_on(async {
            let made = session().await?;
            let rule = MatchRule::builder().msg_type(Type::Signal).interface(NAME).path(PATH).build()?;
            let told = MessageStream::for_match_rule(rule, &made, NonZeroUsize::new(MOST_TOLD)).await?;
            zbus::Result::Ok((made, told))
        })?;
        let waiting = Arc::clone(&self.waiting);
        std::thread::Builder::new().name("notifications".to_owned()).spawn(move || listen(told, &waiting))?;
        *bus = Some(made.clone());
        Ok(made)
    }
}

/// Tells who waits, until the bus goes away.
fn listen(mut told: MessageStream, waiting: &Waiting) {
    block_on(async {
        while let Some(Ok(message)) = poll_fn(|context| Pin::new(&mut told).poll_next(context)).await {
            let Some((number, action)) = read(&message) else { continue };
            let answered = held(waiting).remove(&number);
            if let Some(answered) = answered {
                answered(action);
            }
        }
    });
}

/// Which notification it is about, and which of its actions was chosen: none when it is gone.
fn read(message: &Message) -> Option<(u32, Option<usize>)> {
    let header = message.header();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (number, key): (u32, String) = message.body().deserialize().ok()?;
            Some((number, if key == WHOLE { Some(0) } else { key.parse().ok() }))
        }
        "NotificationClosed" => {
            let (number, _why): (u32, u32) = message.body().deserialize().ok()?;
            Some((number, None))
        }
        _ => None,
    }
}

/// The body is markup on this system; a customer's text is not.
fn text(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn held<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
