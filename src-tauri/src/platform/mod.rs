//! What differs between systems, one small file each. `docs/platforms.md` says what has been tried.

mod continuous;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod others;

#[cfg(target_os = "linux")]
pub use linux::{
    HAS_DEFAULT_ACTION, REPLACES, SHOWS_BEFORE_WAITING, dress, is_screen_locked, is_told_not_to_disturb, notification_text, number_of, prepare,
    prepare_window, set_badge, shows_notifications, take_back,
};
#[cfg(not(target_os = "linux"))]
pub use others::{
    HAS_DEFAULT_ACTION, REPLACES, SHOWS_BEFORE_WAITING, dress, is_screen_locked, is_told_not_to_disturb, notification_text, number_of, prepare,
    prepare_window, set_badge, shows_notifications, take_back,
};

pub use continuous::continuous;
