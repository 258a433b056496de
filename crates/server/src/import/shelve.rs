//! What becomes of an article that was read: new, changed, the same, or left to the people who have changed it. A preview
//! goes the same way and stores nothing.

use holdfast_domain::{Article, ArticleId, Timestamp};
use holdfast_protocol::{Row, RowId, RowKind};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::options::ArticleOptions;
use super::report::Fate;
use super::told::Told;
use super::{ImportError, Report, SkipReason};
use crate::bulk::Bulk;
use crate::ledger::Ledger;

/// Where an article was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub file: &'a Path,
    pub line: Option<u64>,
}

pub(super) struct Shelf<'a> {
    bulk: Bulk<'a>,
    options: ArticleOptions,
    now: Timestamp,
    /// What came in this import already: the second of the same would make a version each time.
    came: HashSet<ArticleId>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(ledger: &'a dyn Ledger, options: ArticleOptions, now: Timestamp) -> Self {
        Self { bulk: Bulk::new(ledger), options, now, came: HashSet::new() }
    }

    pub(super) fn take(&mut self, told: Told, origin: Origin<'_>, report: &mut Report) -> Result<(), ImportError> {
        if !self.came.insert(told.id) {
            report.skip(origin.file, origin.line, SkipReason::Twice);
            return Ok(());
        }
        let parts = told.parts();
        if parts.len() > 1 {
            report.split = report.split.saturating_add(1);
        }
        for part in parts {
            self.take_part(part, origin, report)?;
        }
        Ok(())
    }

    fn take_part(&mut self, told: Told, origin: Origin<'_>, report: &mut Report) -> Result<(), ImportError> {
        let title = told.title.clone();
        let flagged = told.flagged.clone();
        let (article, fate) = match self.stored(told.id)? {
            None => (told.article(self.now), Fate::New),
            Some(old) => match self.renewed(old, told) {
                Ok(Some(article)) => (article, Fate::Changed),
                Ok(None) => {
                    report.flag(&title, &flagged);
                    report.count(Fate::Unchanged, &title);
                    return Ok(());
                }
                Err(reason) => {
                    report.skip(origin.file, origin.line, reason);
                    return Ok(());
                }
            },
        };
        report.flag(&title, &flagged);
        report.count(fate, &title);
        if !self.options.preview {
            let bytes = article.content.bytes().saturating_add(1_024);
            self.bulk.put(&Row::Article(Arc::new(article)), bytes)?;
        }
        Ok(())
    }

    /// The next version of an article; none when it says the same already.
    fn renewed(&self, old: Article, told: Told) -> Result<Option<Article>, SkipReason> {
        let content = told.over(Some(&old.content));
        // Where people have been, damaged places are theirs to strike off.
        let flags_count = !told.is_exported && old.published_by.is_none();
        if old.content == content && (old.flagged == told.flagged || !flags_count) {
            return Ok(None);
        }
        if !self.options.overwrite {
            if old.withdrawn_at.is_some() {
                return Err(SkipReason::Withdrawn);
            }
            // Version 0 is somebody's suggestion, which nobody has decided on.
            if old.published_by.is_some() || !old.is_published() {
                return Err(SkipReason::Edited);
            }
        }
        // What is stored may be younger than what the source says of itself.
        let at = told.at.filter(|at| *at > old.updated_at).unwrap_or(self.now);
        Ok(Some(old.rewritten(content, told.flagged, None, at)))
    }

    fn stored(&mut self, id: ArticleId) -> Result<Option<Article>, ImportError> {
        let stored = self.bulk.stored(&RowId { kind: RowKind::Article, id: id.to_string() })?;
        stored.map(|text| serde_json::from_str(&text)).transpose().map_err(|source| ImportError::Damaged { what: "article", source })
    }

    pub(super) fn commit(mut self) -> Result<(), ImportError> {
        Ok(self.bulk.commit()?)
    }
}
