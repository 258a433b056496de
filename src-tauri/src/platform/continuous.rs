//! A clock that nobody sets and that goes on while the computer sleeps, in milliseconds from some beginning.

/// Linux: since the computer was started, sleep included.
#[cfg(target_os = "linux")]
pub fn continuous() -> i64 {
    millis(rustix::time::ClockId::Boottime)
}

/// macOS: its monotonic clock goes on through sleep.
#[cfg(target_os = "macos")]
pub fn continuous() -> i64 {
    millis(rustix::time::ClockId::Monotonic)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn millis(clock: rustix::time::ClockId) -> i64 {
    let time = rustix::time::clock_gettime(clock);
    time.tv_sec.saturating_mul(1_000).saturating_add(time.tv_nsec / 1_000_000)
}

/// Windows: the performance counter, which `Instant` reads, goes on through sleep. Counted from the first call.
#[cfg(windows)]
#[allow(clippy::disallowed_methods, reason = "everybody else is given the time by this")]
pub fn continuous() -> i64 {
    static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let since = FIRST.get_or_init(std::time::Instant::now).elapsed();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
