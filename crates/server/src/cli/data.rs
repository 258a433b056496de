//! `backup`, `restore`, `sample`, `merge`, `outage`, `customer-writes`: what works on the data folder itself.

use holdfast_domain::{NotMerged, Timestamp, Verdict};
use std::sync::Arc;

use super::Terminal;
use super::arguments::{Backup, CustomerWrites, Data, Merge, Outage, Restore, Sample};
use super::complaint::Complaint;
use crate::clock::new_epoch;
use crate::folder::FolderLock;
use crate::ledger::sqlite::{FILE, LedgerKey, restore as put_back};
use crate::ledger::{Ledger, SqliteLedger};
use crate::merge::MergeError;
use crate::push::Feed;
use crate::sample::{SAMPLE_PASSWORD, fill};
use crate::server::Server;
use crate::words::Place;

/// The ledger of a data folder, also while a server runs on it.
pub(super) fn open(data: &Data) -> Result<SqliteLedger, Complaint> {
    Ok(SqliteLedger::open(&data.data, key_of(data)?, &new_epoch()?)?)
}

/// The ledger of a data folder that is there: who only wants to look makes no new team by a slip in its name.
pub(super) fn open_existing(data: &Data) -> Result<SqliteLedger, Complaint> {
    if !data.data.join(FILE).is_file() {
        return Err(Complaint::said("no-team", "folder", data.data.display().to_string()));
    }
    open(data)
}

pub(super) fn key_of(data: &Data) -> Result<Option<LedgerKey>, Complaint> {
    let Some(file) = &data.key_file else { return Ok(None) };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    LedgerKey::from_hex(&text).map(Some).ok_or_else(|| Complaint::Key(file.display().to_string()))
}

pub(super) fn backup(terminal: &Terminal, arguments: &Backup) -> Result<(), Complaint> {
    open(&arguments.data)?.backup(&arguments.file)?;
    terminal.say("backup-done", &[("file", Place::Text(&arguments.file.display().to_string()))]);
    Ok(())
}

pub(super) fn restore(terminal: &Terminal, arguments: &Restore) -> Result<(), Complaint> {
    let _lock = FolderLock::take(&arguments.data.data)?;
    let stamp = terminal.clock.now().millis().to_string();
    let kept = put_back(&arguments.data.data, key_of(&arguments.data)?.as_ref(), &arguments.file, &new_epoch()?, &stamp)?;
    terminal.say("restore-done", &[]);
    if let Some(kept) = kept {
        terminal.say("restore-kept", &[("file", Place::Text(&kept.display().to_string()))]);
    }
    Ok(())
}

pub(super) fn sample(terminal: &Terminal, arguments: &Sample) -> Result<(), Complaint> {
    let ledger = open(&arguments.data)?;
    if fill(&ledger, arguments.seed, terminal.clock.now())? {
        return sample_sentence(terminal, &ledger);
    }
    terminal.say("sample-kept", &[]);
    Ok(())
}

/// Who may sign in to the sample team.
pub(super) fn sample_sentence(terminal: &Terminal, ledger: &dyn Ledger) -> Result<(), Complaint> {
    let logins: Vec<String> = ledger.accounts()?.into_iter().map(|account| account.login).collect();
    terminal.say("sample-filled", &[("password", Place::Text(SAMPLE_PASSWORD)), ("logins", Place::Text(&logins.join(", ")))]);
    Ok(())
}

pub(super) fn merge(terminal: &Terminal, arguments: &Merge) -> Result<(), Complaint> {
    let server = Server::new(Arc::new(open(&arguments.data)?), terminal.clock.clone());
    let numbered = |number: u32| {
        let unknown = || Complaint::said("customer-no-ticket", "number", number.to_string());
        server.ledger().ticket_numbered(number)?.ok_or_else(unknown)
    };
    let (from, into) = (numbered(arguments.from)?, numbered(arguments.into)?);
    let into_number = arguments.into.to_string();
    match server.merge(from, into) {
        Ok(()) => {
            let from_number = arguments.from.to_string();
            terminal.say("ticket-merged", &[("from", Place::Text(&from_number)), ("into", Place::Text(&into_number))]);
            Ok(())
        }
        Err(MergeError::NotMerged(why)) => {
            let sentence = match why {
                NotMerged::Same => "ticket-not-merged-same",
                NotMerged::Customers => "ticket-not-merged-customers",
                NotMerged::Queues => "ticket-not-merged-queues",
                NotMerged::Closed => "ticket-not-merged-closed",
                NotMerged::Elsewhere => "customer-no-ticket",
            };
            Err(Complaint::said(sentence, "into", into_number))
        }
        Err(MergeError::Missing) => Err(Complaint::said("customer-no-ticket", "number", into_number)),
        Err(MergeError::Ledger(error)) => Err(error.into()),
    }
}

pub(super) fn customer_writes(terminal: &Terminal, arguments: &CustomerWrites) -> Result<(), Complaint> {
    let server = Server::new(Arc::new(open(&arguments.data)?), terminal.clock.clone());
    server.receive_numbered(arguments.ticket, &arguments.text)?;
    terminal.say("customer-wrote", &[("number", Place::Text(&arguments.ticket.to_string()))]);
    Ok(())
}

pub(super) fn outage(terminal: &Terminal, arguments: Outage) -> Result<(), Complaint> {
    let server = Server::new(Arc::new(open_existing(&arguments.data)?), terminal.clock.clone());
    let Outage { system, over, cause, expected, .. } = arguments;
    let expected = expected.map(|at| Timestamp::from_millis(at.as_millisecond()));
    let news = server.feed(&Feed { system: system.clone(), up: over, cause, expected })? != Verdict::NoOp;
    let said = if news { "outage-told" } else { "outage-known" };
    terminal.say(said, &[("system", Place::Text(&system))]);
    Ok(())
}
