//! What nobody else has, out into one sealed file and in again at another desk of the same person (D3).

use std::path::Path;

use crate::error::DeskError;
use crate::stage::SHORTEST_PASSPHRASE;
use crate::view::{ExportView, ImportView};
use crate::work::Work;

impl Work {
    /// Writes everything of this desk that nobody else has into a file at `path`, sealed under `passphrase`. It stays
    /// here as well.
    ///
    /// # Errors
    /// `passphrase-short`, `file-not-reached`, `disk-full`; then there is no file.
    pub fn export(&self, path: &Path, passphrase: &str) -> Result<ExportView, DeskError> {
        if passphrase.chars().count() < SHORTEST_PASSPHRASE {
            return Err(DeskError::new("passphrase-short"));
        }
        let exported = self.store.export(path, passphrase, holdfast_store::Cost::default(), self.now())?;
        Ok(ExportView {
            file: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            operations: exported.operations,
            drafts: exported.drafts.saturating_add(exported.forms),
            files: exported.blobs,
        })
    }

    /// Brings in what another desk of this person exported. Everything in it is done once, whichever desk sends it.
    ///
    /// # Errors
    /// `file-passphrase`, `file-damaged`, `file-foreign`, `file-newer`, `file-other-person`, `file-other-team`,
    /// `file-not-reached`; then nothing has changed.
    pub fn import(&self, path: &Path, passphrase: &str) -> Result<ImportView, DeskError> {
        let imported = self.store.import(path, passphrase, self.now())?;
        self.touched(&imported.touched);
        self.written();
        Ok(ImportView {
            operations: imported.operations,
            drafts: imported.drafts.saturating_add(imported.forms),
            files: imported.blobs,
            left: imported.left,
        })
    }

    /// What such a file is called unless the person calls it otherwise. Nothing of a customer.
    #[must_use]
    pub fn export_name(&self) -> String {
        let login: String = self.me.login.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        format!("holdfast-unsent-{login}-{}.holdfast", holdfast_domain::time::wall_date(self.now()))
    }
}
