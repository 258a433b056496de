//! Reading a file line by line, each line checked for UTF-8 and length.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::{LARGEST_SOURCE, SkipReason};

/// A line, or why there is none.
pub(super) struct Lines {
    reader: BufReader<File>,
    number: u64,
    offset: u64,
}

impl Lines {
    pub(super) fn open(path: &Path) -> Result<Self, SkipReason> {
        let file = File::open(path).map_err(|error| SkipReason::Unreadable(error.to_string()))?;
        Ok(Self { reader: BufReader::with_capacity(256 * 1024, file), number: 0, offset: 0 })
    }

    /// Drops the rest of a line that is too long to be kept.
    fn pass_over(&mut self) -> std::io::Result<u64> {
        let mut passed = 0_u64;
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(buffer.len(), |end| end.saturating_add(1));
            if length == 0 {
                return Ok(passed);
            }
            self.reader.consume(length);
            passed = passed.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            if end.is_some() {
                return Ok(passed);
            }
        }
    }
}

impl Iterator for Lines {
    type Item = (u64, Result<String, SkipReason>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        let read = (&mut self.reader).take(LARGEST_SOURCE).read_until(b'\n', &mut bytes);
        self.number = self.number.saturating_add(1);
        let begin = self.offset;
        match read {
            Ok(0) => return None,
            Ok(count) => self.offset = self.offset.saturating_add(u64::try_from(count).unwrap_or(u64::MAX)),
            Err(error) => return Some((self.number, Err(SkipReason::Unreadable(error.to_string())))).filter(|_| begin == 0),
        }
        if bytes.len() as u64 >= LARGEST_SOURCE && bytes.last() != Some(&b'\n') {
            let passed = self.pass_over().unwrap_or(0);
            self.offset = self.offset.saturating_add(passed);
            return Some((self.number, Err(SkipReason::TooLarge)));
        }
        Some((self.number, text(bytes, begin)))
    }
}

/// A file's whole text.
pub(super) fn whole(path: &Path) -> Result<String, SkipReason> {
    text(bytes_of(path)?, 0)
}

/// A whole file, unless it is too large.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, SkipReason> {
    let unreadable = |error: std::io::Error| SkipReason::Unreadable(error.to_string());
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_SOURCE.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_SOURCE {
        return Err(SkipReason::TooLarge);
    }
    Ok(bytes)
}

fn text(bytes: Vec<u8>, begin: u64) -> Result<String, SkipReason> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = u64::try_from(error.utf8_error().valid_up_to()).unwrap_or(u64::MAX);
        SkipReason::NotUtf8 { offset: begin.saturating_add(at) }
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}
