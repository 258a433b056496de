//! What nobody but this desk has, taken out of the outbox as one document, and put into the outbox of another desk.
//!
//! An operation keeps its identity and the desk it was written at; a number it gets where it is pushed. The server has
//! the results by identity, so whoever comes first with it is the one who does it (SYNC 1.2).

use holdfast_domain::{About, AgentId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use super::Outbox;
use super::draft::{StoredDraft, drafts_all, kind_name};
use super::file::files_of_forms;
use super::mark::{EntryRecord, Mark, Stage, records};
use super::record::{Record, blobs_all, forms_all};
use crate::cipher::hex;
use crate::error::{Result, sql};

/// Everything of one person that was not sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unsent {
    pub(crate) agent: AgentId,
    /// The person's name, to be said when it is another's file.
    pub(crate) name: String,
    pub(crate) team: String,
    pub(crate) epoch: Option<String>,
    pub(crate) made_at: Timestamp,
    pub(crate) entries: Vec<EntryRecord>,
    pub(crate) drafts: Vec<StoredDraft>,
    pub(crate) forms: Vec<(String, String)>,
    pub(crate) blobs: Vec<UnsentBlob>,
}

/// An attachment whose content follows the document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UnsentBlob {
    pub(crate) hash: String,
    pub(crate) size: u64,
    pub(crate) name: String,
}

/// What taking it in amounted to.
#[derive(Debug, Default)]
pub(crate) struct TakenIn {
    pub(crate) about: BTreeSet<About>,
    pub(crate) operations: u32,
    pub(crate) drafts: u32,
    pub(crate) forms: u32,
    /// Forms that stay in the file, because this desk has one of its own half filled in.
    pub(crate) left: u32,
}

impl Outbox {
    /// What nobody else has. None before anybody signed in.
    pub(crate) fn unsent(&self, now: Timestamp) -> Result<Option<Unsent>> {
        let Some(identity) = self.identity() else { return Ok(None) };
        let undone = entries!("WHERE state IN ('queued', 'sealed', 'held', 'rejected') ORDER BY ordinal");
        let entries = records(&self.connection, undone, [])?;
        let drafts = drafts_all(&self.connection)?;
        // What was sent long ago and is kept only to be looked at stays here.
        let files = entries.iter().flat_map(|entry| &entry.operation.files).chain(drafts.iter().flat_map(|draft| &draft.files));
        let of_forms = files_of_forms(&self.connection)?;
        let named: BTreeSet<&String> = files.map(|file| &file.hash).chain(&of_forms).collect();
        let blobs = blobs_all(&self.connection)?.into_iter().filter(|(hash, ..)| named.contains(hash));
        let blobs = blobs.map(|(hash, size, name)| UnsentBlob { hash, size, name }).collect();
        Ok(Some(Unsent {
            agent: identity.agent.id,
            name: identity.agent.name.clone(),
            team: identity.team.clone(),
            epoch: self.epoch()?,
            made_at: now,
            entries,
            drafts,
            forms: forms_all(&self.connection)?,
            blobs,
        }))
    }

    /// Takes in what another desk of the same person had: one commit, all or none. What is here already, or was brought
    /// in before, stays as it is here.
    pub(crate) fn take_in(&mut self, unsent: Unsent, now: Timestamp) -> Result<TakenIn> {
        let (mut taken, mut written) = (TakenIn::default(), Vec::new());
        let mut ordinal = self
            .connection
            .query_row("SELECT coalesce(max(ordinal), 0) FROM entry", [], |row| row.get::<_, i64>(0))
            .map_err(sql("read the outbox"))?;
        for EntryRecord { mut operation, written_at, mark, .. } in unsent.entries {
            if self.find(operation.id)?.is_some() {
                continue;
            }
            ordinal = ordinal.saturating_add(1);
            operation.dseq = None;
            taken.about.insert(operation.about);
            taken.operations = taken.operations.saturating_add(1);
            written.extend(self.counted(std::slice::from_ref(&operation))?);
            written.push(Record::Entry(Box::new(EntryRecord { ordinal, operation, written_at, mark: brought(mark) })));
        }
        for draft in unsent.drafts {
            written.extend(self.bring_draft(draft, now, &mut taken)?);
        }
        for (name, json) in unsent.forms {
            written.extend(self.bring_form(name, json, &mut taken)?);
        }
        self.commit(written)?;
        Ok(taken)
    }

    /// A draft joins what is being written here on the same ticket; neither text is lost.
    fn bring_draft(&self, draft: StoredDraft, now: Timestamp, taken: &mut TakenIn) -> Result<Vec<Record>> {
        let key = format!("brought:draft:{}:{}", draft.ticket, kind_name(draft.kind));
        let before = self.meta(&key)?.and_then(|at| at.parse::<i64>().ok());
        if before.is_some_and(|at| draft.at.millis() <= at) {
            return Ok(Vec::new());
        }
        let note = Record::Meta { key, value: Some(draft.at.millis().to_string()) };
        let own = self.draft(draft.ticket, draft.kind)?;
        let is_here = |own: &StoredDraft| own.body.contains(&draft.body) && draft.files.iter().all(|file| own.files.contains(file));
        if own.as_ref().is_some_and(is_here) {
            return Ok(vec![note]);
        }
        let mut joined = own.unwrap_or_else(|| StoredDraft::empty(draft.ticket, draft.kind));
        joined.at = now;
        taken.about.insert(draft.ticket.into());
        taken.drafts = taken.drafts.saturating_add(1);
        joined.take(draft);
        Ok(vec![note, Record::Draft(joined)])
    }

    /// A half-filled form is taken where there is none; two of them cannot be joined.
    fn bring_form(&self, name: String, json: String, taken: &mut TakenIn) -> Result<Vec<Record>> {
        let key = format!("brought:form:{name}");
        let mark = hex(blake3::hash(json.as_bytes()).as_bytes());
        if json.is_empty() || self.meta(&key)?.is_some_and(|before| before == mark) {
            return Ok(Vec::new());
        }
        let own = forms_all(&self.connection)?.into_iter().find(|(own, text)| *own == name && !text.is_empty());
        match own {
            Some((_, own)) if own != json => {
                taken.left = taken.left.saturating_add(1);
                Ok(Vec::new())
            }
            Some(_) => Ok(vec![Record::Meta { key, value: Some(mark) }]),
            None => {
                taken.forms = taken.forms.saturating_add(1);
                Ok(vec![Record::Meta { key, value: Some(mark) }, Record::Form { name, json: Some(json) }])
            }
        }
    }

    /// Whether `unsent` comes from the team this desk is of: it has the same name, or the same life of the server.
    pub(crate) fn is_of_team(&self, team: &str, unsent: &Unsent) -> Result<bool> {
        let epoch = self.epoch()?;
        Ok(team == unsent.team || (epoch.is_some() && epoch == unsent.epoch))
    }
}

/// Where an operation stands at the desk it was brought to. What had no answer is simply to be sent: the server knows
/// whether it has it. What waits for its author waits here too; it has no number of this desk's.
fn brought(mark: Mark) -> Mark {
    match mark.stage {
        Stage::Held | Stage::Rejected => Mark { dseq: None, batch: None, tries: 0, ..mark },
        _ => Mark::QUEUED,
    }
}
