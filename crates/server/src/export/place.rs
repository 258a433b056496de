//! Where an export goes. A file is written beside its place and moved there when it is whole; nothing that was not exported
//! from here is touched.

use holdfast_domain::ArticleId;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

use super::ExportError;
use super::write::{Mark, mark_of};

/// What the mark of an export is looked for in.
const BEGINNING: u64 = 4_096;

fn failed(path: &Path, source: std::io::Error) -> ExportError {
    ExportError::File { path: path.display().to_string(), source }
}

/// A folder that pages are written to.
pub(super) struct Folder {
    path: PathBuf,
    /// What lies there: files of this form that an export wrote, with the article of each.
    own: BTreeMap<PathBuf, ArticleId>,
}

impl Folder {
    pub(super) fn open(path: &Path, ending: &str, overwrite: bool) -> Result<Self, ExportError> {
        fs::create_dir_all(path).map_err(|source| failed(path, source))?;
        let is_empty = fs::read_dir(path).map_err(|source| failed(path, source))?.next().is_none();
        if !is_empty && !overwrite {
            return Err(ExportError::Occupied(path.display().to_string()));
        }
        let files = WalkDir::new(path).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let of_this_form = files.filter(|entry| entry.path().extension().is_some_and(|found| found == ending));
        let own = of_this_form.filter_map(|entry| match mark(entry.path()) {
            Some(Mark::Page(article)) => Some((entry.into_path(), article)),
            _ => None,
        });
        Ok(Self { path: path.to_owned(), own: own.collect() })
    }

    /// Whether something lies there that no export wrote.
    pub(super) fn is_foreign(&self, file: &Path) -> bool {
        let path = self.path.join(file);
        path.symlink_metadata().is_ok() && !self.own.contains_key(&path)
    }

    /// Writes every page, then takes away what an earlier export called otherwise: two pages of one article would
    /// contradict each other when they are imported.
    pub(super) fn write<'p>(&self, pages: impl Iterator<Item = (&'p Path, std::io::Result<Vec<u8>>, ArticleId)>) -> Result<(), ExportError> {
        let (mut written, mut articles) = (BTreeSet::new(), BTreeSet::new());
        for (file, page, article) in pages {
            let path = self.path.join(file);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
            }
            put(&path, |out| out.write_all(&page?))?;
            written.insert(path);
            articles.insert(article);
        }
        for (path, _) in self.own.iter().filter(|(path, article)| articles.contains(article) && !written.contains(*path)) {
            fs::remove_file(path).map_err(|source| failed(path, source))?;
        }
        Ok(())
    }
}

/// A file that all articles are written to.
pub(super) struct File {
    path: PathBuf,
}

impl File {
    pub(super) fn open(path: &Path, overwrite: bool) -> Result<Self, ExportError> {
        if let Ok(found) = path.symlink_metadata() {
            if !overwrite {
                return Err(ExportError::Occupied(path.display().to_string()));
            }
            if !found.is_file() || (found.len() > 0 && mark(path).is_none()) {
                return Err(ExportError::Foreign(path.display().to_string()));
            }
        }
        Ok(Self { path: path.to_owned() })
    }

    pub(super) fn write(&self, fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), ExportError> {
        put(&self.path, fill)
    }
}

fn mark(path: &Path) -> Option<Mark> {
    let mut beginning = Vec::new();
    fs::File::open(path).ok()?.take(BEGINNING).read_to_end(&mut beginning).ok()?;
    mark_of(&String::from_utf8_lossy(&beginning))
}

/// Writes a file whole or not at all.
fn put(path: &Path, fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), ExportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Hidden, so that an import of a folder in which an export was cut off passes it over.
    let beside = folder.join(format!(".holdfast-{}.part", std::process::id()));
    let write = || {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).create_new(true).open(&beside)?);
        fill(&mut out)?;
        out.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|source| {
        // What is left of the attempt is no use to anybody; the failure is what is told.
        let _ = fs::remove_file(&beside);
        failed(path, source)
    })
}
