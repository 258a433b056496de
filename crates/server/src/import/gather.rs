//! Which files a person means by a path.

use std::path::{Path, PathBuf};
use walkdir::WalkDir;

use super::{Format, ImportError, Report, SkipReason};

/// A file to read, and what its identity is made of: its path below the one that was named.
pub(super) struct Source {
    pub path: PathBuf,
    pub name: String,
    pub format: Format,
}

/// The files named, or below the folders named, in order of name. Hidden ones are not meant.
pub(super) fn sources(paths: &[PathBuf], format: Option<Format>, report: &mut Report) -> Result<Vec<Source>, ImportError> {
    let mut sources = Vec::new();
    for root in paths {
        let metadata = std::fs::metadata(root).map_err(|source| ImportError::Path { path: root.display().to_string(), source })?;
        if metadata.is_file() {
            // Named by a person: of an unknown kind, it is reported.
            match format.or_else(|| by_ending(root)) {
                Some(format) => sources.push(Source { path: root.clone(), name: name(root, root), format }),
                None => report.skip(root, None, SkipReason::Format),
            }
            continue;
        }
        let walk = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()));
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if let Some(by_ending) = by_ending(entry.path()) {
                        let format = format.unwrap_or(by_ending);
                        sources.push(Source { path: entry.path().to_owned(), name: name(root, entry.path()), format });
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    report.skip(&path, None, SkipReason::Unreadable(error.to_string()));
                }
            }
        }
    }
    Ok(sources)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        // `~$` begins the name of the mark that Word leaves beside an open document.
        name.starts_with('.') || name.starts_with("~$")
    })
}

fn by_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" => Some(Format::Html),
        "docx" => Some(Format::Docx),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "csv" => Some(Format::Csv),
        _ => None,
    }
}

fn name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
    let shown = below.map(Path::to_path_buf).or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
    shown.with_extension("").to_string_lossy().replace('\\', "/")
}
