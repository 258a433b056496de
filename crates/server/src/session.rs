//! Signing in: passwords, and a token for each desk of which only a hash is kept.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::{Agent, AgentId, DeviceId, Timestamp};
use holdfast_protocol::probe::token_hash;
use holdfast_protocol::{LoginAnswer, LoginRequest, RowId, RowKind};

use crate::ledger::{Account, Device, Ledger, LedgerError};

/// A token lives so long after it was last used.
const LIFE_MS: i64 = 30 * 24 * 3_600_000;
/// Use prolongs it at most once a day, so that not every request writes.
const PROLONG_MS: i64 = LIFE_MS - 24 * 3_600_000;
/// Letters and digits that cannot be taken for one another when read aloud.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LONGEST_NAME: usize = 200;
/// A password longer than this is no password but an attempt to keep the server busy.
const LONGEST_PASSWORD: usize = 1_024;

/// Why somebody may not come in.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// Login or password is wrong; which, is not said.
    #[error("login or password is wrong")]
    WrongPassword,
    /// The token is unknown or has expired.
    #[error("the token is unknown or has expired")]
    Token,
    /// The desk was revoked.
    #[error("this desk was revoked")]
    Revoked,
    /// A password could not be hashed.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] crate::clock::NoRandomness),
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// The hash of a password, to be stored. Takes tens of milliseconds and 19 MiB, by intention.
///
/// # Errors
/// When the system has no randomness for the salt.
pub fn hash_password(password: &str) -> Result<String, SessionError> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| SessionError::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password is the account's. Asks as long for a login that does not exist.
fn is_right(account: Option<&Account>, password: &str) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Jc0aVqzbUGIjPEJV0zrlNVzBzYZuv1tnGiBRjTqmLfc";
    let stored = account.map_or(NOBODY, |account| account.password.as_str());
    let Ok(stored) = PasswordHash::new(stored) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &stored).is_ok() && account.is_some()
}

/// Signs a person in at a desk. Slow by intention: call it where blocking is allowed.
///
/// # Errors
/// [`SessionError`] when the person may not come in.
pub fn login(ledger: &dyn Ledger, request: &LoginRequest, now: Timestamp) -> Result<LoginAnswer, SessionError> {
    let login = request.login.trim().to_lowercase();
    let account = ledger.account(&login)?;
    if request.password.len() > LONGEST_PASSWORD || !is_right(account.as_ref(), &request.password) {
        return Err(SessionError::WrongPassword);
    }
    let account = account.ok_or(SessionError::WrongPassword)?;
    let agent = agent_of(ledger, account.agent)?.ok_or(SessionError::WrongPassword)?;
    let name: String = request.device_name.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect();
    admit(ledger, request.device, None, agent, name, now)
}

/// A desk that was copied, and has proved to be one of the two, goes on under an identity of its own (SYNC 1.2).
///
/// # Errors
/// [`SessionError::Token`] when its person is no longer of the team, or the identity is somebody's already.
pub fn of_its_own(ledger: &dyn Ledger, copy: &Device, device: DeviceId, now: Timestamp) -> Result<LoginAnswer, SessionError> {
    let agent = agent_of(ledger, copy.agent)?.ok_or(SessionError::Token)?;
    admit(ledger, device, Some(copy.origin), agent, copy.name.clone(), now)
}

/// Ends the token of a desk, and those of its copies: a stolen token may have been used to get another. Answers whether
/// there is such a desk.
///
/// # Errors
/// When storage fails.
pub fn revoke(ledger: &dyn Ledger, id: DeviceId) -> Result<bool, LedgerError> {
    // Nobody writes from here on, so no copy is made while they are counted.
    let mut transaction = ledger.begin()?;
    let devices = ledger.devices()?;
    let Some(origin) = devices.iter().find(|device| device.id == id).map(|device| device.origin) else { return Ok(false) };
    for device in devices.into_iter().filter(|device| device.origin == origin) {
        if let Some(current) = transaction.device(device.id)? {
            transaction.put_device(&Device { revoked: true, ..current })?;
        }
    }
    transaction.commit()?;
    Ok(true)
}

fn agent_of(ledger: &dyn Ledger, id: AgentId) -> Result<Option<Agent>, SessionError> {
    let document = ledger.document(&RowId { kind: RowKind::Agent, id: id.to_string() })?;
    let agent = document.map(|text| serde_json::from_str(&text).map_err(|source| LedgerError::Damaged { what: "agent", source }));
    Ok(agent.transpose()?)
}

/// Gives a desk its token, and its mark when it is new; a copy, which has an origin, must be new.
fn admit(
    ledger: &dyn Ledger,
    id: DeviceId,
    origin: Option<DeviceId>,
    agent: Agent,
    name: String,
    now: Timestamp,
) -> Result<LoginAnswer, SessionError> {
    let token = URL_SAFE_NO_PAD.encode(crate::clock::random::<32>()?);
    let mut transaction = ledger.begin()?;
    let device = match transaction.device(id)? {
        Some(device) if device.revoked => return Err(SessionError::Revoked),
        Some(_) if origin.is_some() => return Err(SessionError::Token),
        Some(device) => Device { agent: agent.id, name, token_hash: token_hash(&token), expires_at: now.plus_millis(LIFE_MS), ..device },
        None => Device {
            id,
            agent: agent.id,
            name,
            token_hash: token_hash(&token),
            mark: mark(transaction.next_mark()?),
            revoked: false,
            last_dseq: 0,
            last_seq: holdfast_domain::Seq(0),
            expires_at: now.plus_millis(LIFE_MS),
            created_at: now,
            origin: origin.unwrap_or(id),
        },
    };
    transaction.put_device(&device)?;
    transaction.commit()?;
    let standing = ledger.standing()?;
    Ok(LoginAnswer { token, agent, team: standing.team, epoch: standing.epoch, mark: device.mark })
}

/// The desk of a token. Its use prolongs its life.
///
/// # Errors
/// [`SessionError::Token`] or [`SessionError::Revoked`].
pub fn desk_of(ledger: &dyn Ledger, token: &str, now: Timestamp) -> Result<Device, SessionError> {
    let device = ledger.device_of(&token_hash(token))?.ok_or(SessionError::Token)?;
    if device.revoked {
        return Err(SessionError::Revoked);
    }
    if device.expires_at <= now {
        return Err(SessionError::Token);
    }
    if device.expires_at.since(now) < PROLONG_MS {
        let mut transaction = ledger.begin()?;
        if let Some(current) = transaction.device(device.id)? {
            transaction.put_device(&Device { expires_at: now.plus_millis(LIFE_MS), ..current })?;
            transaction.commit()?;
        }
    }
    Ok(device)
}

/// The mark of the `ordinal`-th desk: `T7K` and so on, scattered so that neighbours do not look alike.
fn mark(ordinal: u32) -> String {
    let (mut digits, mut first, mut size) = (2_u32, 0_u32, 900_u32);
    while ordinal.saturating_sub(first) >= size && digits < 6 {
        first = first.saturating_add(size);
        size = size.saturating_mul(30);
        digits = digits.saturating_add(1);
    }
    // 271 shares no factor with 30, so every ordinal of a size has a mark of its own.
    let scattered = u64::from(ordinal.saturating_sub(first)).saturating_mul(271).saturating_add(187).checked_rem(u64::from(size)).unwrap_or(0);
    let mut rest = scattered;
    let mut mark = String::from("T");
    for _ in 0..digits {
        let index = usize::try_from(rest.checked_rem(30).unwrap_or(0)).unwrap_or(0);
        mark.push(ALPHABET.get(index).copied().map_or('2', char::from));
        rest = rest.checked_div(30).unwrap_or(0);
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_desks_have_one_mark() {
        let marks: HashSet<String> = (0..40_000).map(mark).collect();
        assert_eq!(marks.len(), 40_000);
        assert!(marks.contains("T7K") || marks.iter().any(|mark| mark.len() == 3));
    }

    #[test]
    fn a_login_that_does_not_exist_costs_as_much_as_one_that_does() {
        assert!(!is_right(None, "whatever"));
        let account = Account { agent: holdfast_domain::AgentId(uuid::Uuid::nil()), login: "mia".into(), password: hash_password("open").unwrap() };
        assert!(is_right(Some(&account), "open"));
        assert!(!is_right(Some(&account), "closed"));
    }
}
