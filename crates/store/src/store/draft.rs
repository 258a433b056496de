//! Drafts and forms, straight into the outbox: saved at each pause in typing, gone only by their author's hand.

use holdfast_domain::{Attachment, Citation, MessageKind, TicketId, Timestamp};

use super::Store;
use crate::error::{Result, sql};
use crate::outbox::{Record, StoredDraft, drafts, read_drafts};

impl Store {
    /// Saves a draft, fsynced; its files stay as they are. One without text and files is discarded.
    ///
    /// # Errors
    /// When the outbox does not write; what was saved before stays.
    pub fn save_draft(&self, ticket: TicketId, kind: MessageKind, body: &str, articles: &[Citation], now: Timestamp) -> Result<()> {
        self.change_draft(ticket, kind, now, |draft| {
            body.clone_into(&mut draft.body);
            draft.articles = articles.to_vec();
        })
    }

    /// A file will go with what is being written. Its content is here already.
    ///
    /// # Errors
    /// When the outbox does not write; what was saved before stays.
    pub fn attach(&self, ticket: TicketId, kind: MessageKind, file: Attachment, now: Timestamp) -> Result<()> {
        self.change_draft(ticket, kind, now, |draft| {
            draft.files.retain(|other| other.hash != file.hash);
            draft.files.push(file);
        })
    }

    /// A file will not go with it after all.
    ///
    /// # Errors
    /// When the outbox does not write; what was saved before stays.
    pub fn detach(&self, ticket: TicketId, kind: MessageKind, hash: &str, now: Timestamp) -> Result<()> {
        self.change_draft(ticket, kind, now, |draft| draft.files.retain(|file| file.hash != hash))
    }

    fn change_draft(&self, ticket: TicketId, kind: MessageKind, now: Timestamp, change: impl FnOnce(&mut StoredDraft)) -> Result<()> {
        let mut outbox = self.outbox();
        let mut draft = outbox.draft(ticket, kind)?.unwrap_or_else(|| StoredDraft::empty(ticket, kind));
        change(&mut draft);
        draft.at = now;
        let is_empty = draft.body.is_empty() && draft.files.is_empty();
        outbox.commit(vec![if is_empty { Record::DraftGone { ticket, kind } } else { Record::Draft(draft) }])
    }

    /// What is being written on a ticket that became part of another one goes there, and joins what is being written there.
    /// Answers the tickets.
    ///
    /// # Errors
    /// When a file does not read or write; nothing is lost then.
    pub fn move_drafts(&self, now: Timestamp) -> Result<Vec<TicketId>> {
        let stranded = self.reads(|connection| {
            read_drafts(
                connection,
                drafts!("outbox.", "WHERE ticket IN (SELECT ticket FROM merged WHERE NOT EXISTS (SELECT 1 FROM ticket WHERE id = merged.ticket))"),
                [],
            )
        })?;
        let mut moved = Vec::new();
        for draft in stranded {
            let into = self.leads_to(draft.ticket)?;
            let mut outbox = self.outbox();
            // As it stands now: somebody may have written on, or sent it.
            let Some(draft) = outbox.draft(draft.ticket, draft.kind)? else { continue };
            let mut joined = outbox.draft(into, draft.kind)?.unwrap_or_else(|| StoredDraft::empty(into, draft.kind));
            let gone = Record::DraftGone { ticket: draft.ticket, kind: draft.kind };
            joined.take(draft);
            joined.at = now;
            outbox.commit(vec![gone, Record::Draft(joined)])?;
            moved.push(into);
        }
        Ok(moved)
    }

    /// The drafts on a ticket, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn drafts_of(&self, ticket: TicketId) -> Result<Vec<StoredDraft>> {
        let text = drafts!("outbox.", "WHERE ticket = ?1 ORDER BY at DESC");
        self.0.readers.with(|connection| read_drafts(connection, text, [ticket.0.into_bytes()]))
    }

    /// All drafts, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>> {
        self.0.readers.with(|connection| read_drafts(connection, drafts!("outbox.", "ORDER BY at DESC"), []))
    }

    /// Saves a half-filled form, fsynced. An empty text discards it.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn save_form(&self, name: &str, json: &str) -> Result<()> {
        let json = (!json.is_empty()).then(|| json.to_owned());
        self.outbox().commit(vec![Record::Form { name: name.to_owned(), json }])
    }

    /// What was written in a form goes on in a draft, joined with what stands there, and so do the files that lie in a draft of
    /// the ticket that the form would have made: one commit, so that it is in one of both places at every moment.
    ///
    /// # Errors
    /// When the outbox does not write; then nothing has moved.
    pub fn form_to_draft(&self, form: &str, beside: Option<(TicketId, MessageKind)>, said: StoredDraft) -> Result<()> {
        let mut outbox = self.outbox();
        let mut draft = outbox.draft(said.ticket, said.kind)?.unwrap_or_else(|| StoredDraft::empty(said.ticket, said.kind));
        let mut records = vec![Record::form_gone(form)];
        if let Some((ticket, kind)) = beside {
            draft.files.extend(outbox.draft(ticket, kind)?.map(|beside| beside.files).unwrap_or_default());
            records.push(Record::DraftGone { ticket, kind });
        }
        draft.at = said.at;
        draft.take(said);
        records.push(Record::Draft(draft));
        outbox.commit(records)
    }

    /// A half-filled form.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn form(&self, name: &str) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        self.0.readers.with(|connection| {
            connection
                .prepare_cached("SELECT json FROM outbox.form WHERE name = ?1")
                .and_then(|mut statement| statement.query_row([name], |row| row.get(0)).optional())
                .map_err(sql("read a form"))
        })
    }
}
