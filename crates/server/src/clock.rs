//! Where `now` and chance come from. Everything else is given both.

use holdfast_domain::Timestamp;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time; a test brings its own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// This computer's clock.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place of the server that asks the time")]
    pub fn system() -> Self {
        Self::from(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        })
    }

    /// A clock of one's own.
    #[must_use]
    pub fn from(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// The system has no randomness to give. Nothing secret can be made then.
#[derive(Debug, thiserror::Error)]
#[error("this system gives no random bytes")]
pub struct NoRandomness(#[source] getrandom::Error);

/// Random bytes from the system.
///
/// # Errors
/// [`NoRandomness`] when the system has none.
pub fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

/// A new life of the server.
///
/// # Errors
/// [`NoRandomness`] when the system has none.
pub fn new_epoch() -> Result<String, NoRandomness> {
    use base64::Engine as _;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random::<12>()?))
}
