//! `user` and `device`: who may come in, and from where.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::{Agent, AgentId, DeviceId, Role, Timestamp};
use holdfast_protocol::{Row, RowId, RowKind};
use std::io::{BufRead, IsTerminal, Write};
use std::sync::Arc;

use super::arguments::{Data, Device, RoleName, User, UserAdd, UserPassword};
use super::complaint::Complaint;
use super::data::open;
use super::{Terminal, language_of};
use crate::clock::random;
use crate::ledger::{Account, Ledger, LedgerError};
use crate::session::hash_password;
use crate::words::Place;

const SHORTEST_PASSWORD: usize = 8;

pub(super) fn user(terminal: &Terminal, command: User) -> Result<(), Complaint> {
    match command {
        User::Add(arguments) => add(terminal, &arguments),
        User::List(data) => list(terminal, &data),
        User::Password(arguments) => set_password(terminal, &arguments),
    }
}

pub(super) fn device(terminal: &Terminal, command: Device) -> Result<(), Complaint> {
    match command {
        Device::List(data) => list_devices(terminal, &data),
        Device::Revoke(arguments) => {
            let ledger = open(&arguments.data)?;
            let unknown = || Complaint::said("device-unknown", "device", &arguments.device);
            let id: DeviceId = arguments.device.parse().map_err(|_| unknown())?;
            if !crate::session::revoke(&ledger, id)? {
                return Err(unknown());
            }
            terminal.say("device-revoked", &[("device", Place::Text(&arguments.device))]);
            Ok(())
        }
    }
}

fn add(terminal: &Terminal, arguments: &UserAdd) -> Result<(), Complaint> {
    let ledger = open(&arguments.data)?;
    let login = arguments.login.trim().to_lowercase();
    if ledger.account(&login)?.is_some() {
        return Err(Complaint::said("user-taken", "login", login));
    }
    let language = language_of(&arguments.lang).map_err(|expected| Complaint::said("failed", "reason", expected))?;
    let (password, is_made) = password(terminal, &login, arguments.password_stdin)?;
    let role = role(arguments.role);
    let agent = Agent {
        id: AgentId::new(terminal.clock.now(), random()?),
        login: login.clone(),
        name: arguments.name.clone(),
        role,
        department: None,
        seniority: arguments.seniority,
        masked: arguments.masked,
        language,
    };
    let account = Account { agent: agent.id, login: login.clone(), password: hash_password(&password)? };
    let mut transaction = ledger.begin()?;
    transaction.put_account(&account)?;
    transaction.put(&Row::Agent(Arc::new(agent)))?;
    transaction.commit()?;
    let role = role_name(role);
    terminal.say("user-added", &[("name", Place::Text(&arguments.name)), ("login", Place::Text(&login)), ("role", Place::Text(&role))]);
    if is_made {
        terminal.say("user-password", &[("password", Place::Text(&password))]);
    }
    Ok(())
}

fn set_password(terminal: &Terminal, arguments: &UserPassword) -> Result<(), Complaint> {
    let ledger = open(&arguments.data)?;
    let login = arguments.login.trim().to_lowercase();
    let account = ledger.account(&login)?.ok_or_else(|| Complaint::said("user-unknown", "login", login.clone()))?;
    let (password, is_made) = password(terminal, &login, arguments.password_stdin)?;
    let mut transaction = ledger.begin()?;
    transaction.put_account(&Account { password: hash_password(&password)?, ..account })?;
    transaction.commit()?;
    terminal.say("user-password-set", &[("login", Place::Text(&login))]);
    if is_made {
        terminal.say("user-password", &[("password", Place::Text(&password))]);
    }
    Ok(())
}

/// The password, and whether it was made here.
fn password(terminal: &Terminal, login: &str, from_stdin: bool) -> Result<(String, bool), Complaint> {
    let mut given = String::new();
    if from_stdin || std::io::stdin().is_terminal() {
        if !from_stdin {
            let _ = write!(std::io::stdout(), "{} ", terminal.words.say("password-prompt", &[("login", Place::Text(login))]));
            let _ = std::io::stdout().flush();
        }
        std::io::stdin().lock().read_line(&mut given)?;
    }
    let given = given.trim_end_matches(['\r', '\n']);
    if given.is_empty() && !from_stdin {
        return Ok((URL_SAFE_NO_PAD.encode(random::<12>()?), true));
    }
    if given.chars().count() < SHORTEST_PASSWORD {
        return Err(Complaint::said("password-short", "login", login));
    }
    Ok((given.to_owned(), false))
}

fn list(terminal: &Terminal, data: &Data) -> Result<(), Complaint> {
    let ledger = open(data)?;
    for account in ledger.accounts()? {
        let document = ledger.document(&RowId { kind: RowKind::Agent, id: account.agent.to_string() })?;
        let agent: Option<Agent> =
            document.map(|text| serde_json::from_str(&text)).transpose().map_err(|source| LedgerError::Damaged { what: "agent", source })?;
        if let Some(agent) = agent {
            terminal.line(&format!("{}\t{}\t{}", account.login, role_name(agent.role), agent.name));
        }
    }
    Ok(())
}

fn list_devices(terminal: &Terminal, data: &Data) -> Result<(), Complaint> {
    let ledger = open(data)?;
    let accounts = ledger.accounts()?;
    for device in ledger.devices()? {
        let login = accounts.iter().find(|account| account.agent == device.agent).map_or("–", |account| account.login.as_str());
        let state = if device.revoked { "revoked" } else { "open" };
        let until = day(device.expires_at);
        terminal.line(&format!("{}\t{}\t{login}\t{state}\t{until}\t{}", device.id, device.mark, device.name));
    }
    Ok(())
}

fn day(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}

const fn role(name: RoleName) -> Role {
    match name {
        RoleName::Agent => Role::Agent,
        RoleName::Lead => Role::Lead,
        RoleName::Contact => Role::Contact,
        RoleName::Administrator => Role::Administrator,
    }
}

fn role_name(role: Role) -> String {
    let name = match role {
        Role::Agent => "agent",
        Role::Lead => "lead",
        Role::Contact => "contact",
        Role::Administrator => "administrator",
    };
    name.to_owned()
}
