//! What differs between systems, one small file each. `docs/platforms.md` says what has been tried.

mod continuous;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod others;

#[cfg(target_os = "linux")]
pub use linux::{dress, notification_text, number_of, prepare, prepare_window, shows_notifications, take_back};
#[cfg(not(target_os = "linux"))]
pub use others::{dress, notification_text, number_of, prepare, prepare_window, shows_notifications, take_back};

pub use continuous::continuous;
