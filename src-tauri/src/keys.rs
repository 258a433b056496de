//! The computer's store of secrets: Keychain, Credential Manager, or the Secret Service of a Linux desktop.

use holdfast_desk::{DeskError, KeyStore};
use keyring::Error;
use keyring::v1::Entry;
use std::sync::OnceLock;

const SERVICE: &str = "app.holdfast.desk";
const NAME: &str = if cfg!(target_os = "macos") {
    "Keychain"
} else if cfg!(windows) {
    "Windows Credential Manager"
} else {
    "Secret Service"
};

/// The computer's store of secrets. Asked once whether it is there: it does not come and go while an app runs.
#[derive(Debug, Default)]
pub struct SystemKeys {
    there: OnceLock<bool>,
}

impl KeyStore for SystemKeys {
    fn available(&self) -> Option<String> {
        let there = self.there.get_or_init(|| match Entry::new(SERVICE, "probe").and_then(|entry| entry.get_secret()) {
            Ok(_) | Err(Error::NoEntry) => true,
            Err(error) => {
                tracing::info!(%error, "this computer has no key store that can be used");
                false
            }
        });
        there.then(|| NAME.to_owned())
    }

    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, DeskError> {
        match Entry::new(SERVICE, name).and_then(|entry| entry.get_secret()) {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(refused(&error)),
        }
    }

    fn keep(&self, name: &str, secret: &[u8]) -> Result<(), DeskError> {
        Entry::new(SERVICE, name).and_then(|entry| entry.set_secret(secret)).map_err(|error| refused(&error))
    }
}

fn refused(error: &Error) -> DeskError {
    tracing::warn!(%error, "the key store refused");
    match error {
        Error::NoStorageAccess(_) => DeskError::new("key-store-locked"),
        _ => DeskError::new("key-store-missing"),
    }
}
