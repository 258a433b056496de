//! Files: into what is being written, and out of what was said. The window hands contents over, never a path (DESIGN §9).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use holdfast_domain::{Attachment, LARGEST_FILE, MOST_FILES, MessageKind, TicketId, is_hash};
use holdfast_store::{FilePlace, StoreError};
use std::path::Path;

use super::input::id;
use crate::error::DeskError;
use crate::view::{FileState, FileView, Tag};
use crate::work::Work;

/// A picture larger than this is not shown within the window.
const LARGEST_PREVIEW: u64 = 10 * 1024 * 1024;

impl Work {
    /// Adds a file to what is being written: its content, in base64, is sealed on this disk before this answers.
    ///
    /// # Errors
    /// `file-too-large`, `file-empty`, `too-many-files`; `disk-full` when it could not be kept.
    pub fn attach(&self, ticket: &str, kind: MessageKind, name: &str, content: &str) -> Result<FileView, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        let draft = self.store.drafts_of(ticket)?.into_iter().find(|draft| draft.kind == kind);
        if draft.is_some_and(|draft| draft.files.len() >= MOST_FILES) {
            return Err(DeskError::new("too-many-files").with("limit", MOST_FILES));
        }
        let file = self.put_file(name, content)?;
        self.store.attach(ticket, kind, file.clone(), self.now())?;
        self.tell(vec![Tag::Lists]);
        Ok(self.file_view(&file))
    }

    /// Keeps a file for an article that is being written, whose draft is to name it next.
    ///
    /// # Errors
    /// As [`Self::attach`].
    pub fn attach_to_article(&self, name: &str, content: &str) -> Result<FileView, DeskError> {
        let file = self.put_file(name, content)?;
        Ok(self.file_view(&file))
    }

    /// A file's content, in base64, sealed on this disk.
    fn put_file(&self, name: &str, content: &str) -> Result<Attachment, DeskError> {
        let content = STANDARD.decode(content).map_err(|_| DeskError::new("file-empty"))?;
        let size = content.len() as u64;
        if size == 0 {
            return Err(DeskError::new("file-empty"));
        }
        if size > LARGEST_FILE {
            return Err(DeskError::new("file-too-large").with("limit", LARGEST_FILE / 1024 / 1024));
        }
        let name = file_name(name);
        let blob = self.store.put_blob(content.as_slice(), &name)?;
        Ok(Attachment { hash: blob.hash, name, size: blob.size })
    }

    /// Takes a file out of what is being written.
    ///
    /// # Errors
    /// `disk-full` when it could not be kept.
    pub fn detach(&self, ticket: &str, kind: MessageKind, hash: &str) -> Result<(), DeskError> {
        self.store.detach(id(ticket)?, kind, hash, self.now())?;
        self.tell(vec![Tag::Lists]);
        Ok(())
    }

    /// Fetches a file when the team server can be reached.
    ///
    /// # Errors
    /// When it cannot be noted.
    pub fn want_file(&self, hash: &str) -> Result<(), DeskError> {
        self.store.want_file(hash, self.now())?;
        self.written();
        self.tell(vec![Tag::Files]);
        Ok(())
    }

    /// Wants every file of a ticket that is this person's to work on.
    pub(crate) fn want_files_of(&self, ticket: TicketId) -> Result<(), DeskError> {
        let is_mine = self.store.ticket(ticket)?.is_some_and(|ticket| ticket.owner == Some(self.me.id) && ticket.status.is_active());
        if !is_mine {
            return Ok(());
        }
        let (messages, _) = self.store.messages(ticket, None, 100)?;
        let mut wanted = false;
        for file in messages.iter().flat_map(|message| &message.files) {
            if self.store.file_place(&file.hash)? == FilePlace::Away {
                self.store.want_file(&file.hash, self.now())?;
                wanted = true;
            }
        }
        if wanted {
            self.written();
        }
        Ok(())
    }

    /// Writes a file to where the person chose.
    ///
    /// # Errors
    /// `file-away`, `file-damaged`; `file-not-reached` when it cannot be written there.
    pub fn save_file(&self, hash: &str, to: &Path) -> Result<(), DeskError> {
        let content = self.content(hash)?.ok_or_else(|| DeskError::new("file-away"))?;
        std::fs::write(to, content).map_err(|error| {
            tracing::warn!(%error, "a file could not be saved where the person chose");
            if error.kind() == std::io::ErrorKind::StorageFull { DeskError::new("disk-full") } else { DeskError::new("file-not-reached") }
        })
    }

    /// A picture that is on this computer, as a `data:` address; none for anything else. What it is its first bytes say,
    /// not its name.
    ///
    /// # Errors
    /// `file-damaged` when it does not open.
    pub fn file_preview(&self, hash: &str) -> Result<Option<String>, DeskError> {
        let Some(content) = self.content(hash)?.filter(|content| content.len() as u64 <= LARGEST_PREVIEW) else { return Ok(None) };
        Ok(picture_kind(&content).map(|kind| format!("data:{kind};base64,{}", STANDARD.encode(&content))))
    }

    fn content(&self, hash: &str) -> Result<Option<Vec<u8>>, DeskError> {
        if !is_hash(hash) {
            return Ok(None);
        }
        self.store.look_at_blob(hash, self.now()).map_err(|error| match error {
            StoreError::Damaged { .. } => DeskError::new("file-damaged"),
            other => other.into(),
        })
    }

    pub(crate) fn files_view(&self, files: &[Attachment]) -> Vec<FileView> {
        files.iter().map(|file| self.file_view(file)).collect()
    }

    pub(crate) fn file_view(&self, file: &Attachment) -> FileView {
        // A place that cannot be read now is told as away: asking for it again does no harm.
        let place = self.store.file_place(&file.hash).unwrap_or(FilePlace::Away);
        let (state, moved) = match place {
            FilePlace::Here => (FileState::Here, 0),
            FilePlace::Leaving(moved) => (FileState::Leaving, moved),
            FilePlace::Coming(moved) => (FileState::Coming, moved),
            FilePlace::Away => (FileState::Away, 0),
        };
        let bytes = |bytes: u64| u32::try_from(bytes).unwrap_or(u32::MAX);
        FileView {
            name: file.name.clone(),
            size: bytes(file.size),
            hash: file.hash.clone(),
            image: looks_like_picture(&file.name),
            state,
            moved: bytes(moved),
        }
    }
}

/// A name that every file system takes, the end of it kept: it says what the file is.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().map(|letter| if letter.is_control() || "<>:\"|?*".contains(letter) { '_' } else { letter }).collect();
    let clean = clean.trim().trim_end_matches('.');
    let letters: Vec<char> = clean.chars().collect();
    let mut short: String = letters.iter().skip(letters.len().saturating_sub(80)).collect();
    while short.len() > 240 {
        short.remove(0);
    }
    if short.trim_matches('.').is_empty() { "file".to_owned() } else { short }
}

fn looks_like_picture(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp")
}

/// The kinds a web view shows without running anything; no SVG.
fn picture_kind(content: &[u8]) -> Option<&'static str> {
    let starts = |bytes: &[u8]| content.starts_with(bytes);
    if starts(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if starts(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        Some("image/gif")
    } else if starts(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        Some("image/webp")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_one_that_every_file_system_takes() {
        assert_eq!(file_name("C:\\Users\\x\\发票 1.pdf"), "发票 1.pdf");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("a:b?.txt"), "a_b_.txt");
        assert_eq!(file_name(" .. "), "file");
        assert_eq!(file_name(""), "file");
        let long = file_name(&format!("{}.png", "长".repeat(200)));
        assert!(long.len() <= 240 && long.ends_with(".png"), "{long}");
    }

    #[test]
    fn a_picture_is_what_its_bytes_say() {
        assert_eq!(picture_kind(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(picture_kind(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), None);
        assert_eq!(picture_kind(b"RIFF....WAVE"), None);
        assert_eq!(picture_kind(b""), None);
    }
}
