//! What differs between systems, one small file each. `docs/platforms.md` says what has been tried.

mod continuous;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod others;

#[cfg(target_os = "linux")]
pub use linux::{Notifications, REPLACES, is_screen_locked, is_told_not_to_disturb, prepare, prepare_window, set_badge};
#[cfg(not(target_os = "linux"))]
pub use others::{Notifications, REPLACES, is_screen_locked, is_told_not_to_disturb, prepare, prepare_window, set_badge};

pub use continuous::continuous;

/// What a notification says. The system does not sound for it, where it can be told.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "not every system can be told all of it"))]
pub struct Draft<'a> {
    pub title: &'a str,
    /// As people read it; no markup.
    pub body: &'a str,
    /// What its buttons are called. A click on the whole is the first.
    pub actions: Vec<&'a str>,
    /// It stays until somebody has seen it, where the system can.
    pub urgent: bool,
}

/// Told once what became of a notification: which of its actions was chosen, or none when it is gone.
pub type Answered = Box<dyn FnOnce(Option<usize>) + Send>;
