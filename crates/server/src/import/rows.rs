//! A CSV file row by row, each row checked for UTF-8 and bounded in length.

use csv::StringRecord;
use std::cell::Cell;
use std::fs::File;
use std::io::{Error, Read};
use std::path::Path;
use std::rc::Rc;

use super::{LARGEST_SOURCE, SkipReason};

/// The rows below the header. The number of the line and the row, or why there is none.
pub(super) struct Rows {
    reader: csv::Reader<Bounded>,
    header: StringRecord,
    room: Rc<Cell<u64>>,
    is_over: bool,
}

impl Rows {
    pub(super) fn open(path: &Path) -> Result<Self, SkipReason> {
        let file = File::open(path).map_err(|error| SkipReason::Unreadable(error.to_string()))?;
        let room = Rc::new(Cell::new(LARGEST_SOURCE));
        let mut reader = csv::Reader::from_reader(Bounded { file, room: Rc::clone(&room) });
        let header = reader.headers().cloned().map_err(|error| reason(&error, &room))?;
        Ok(Self { reader, header, room, is_over: false })
    }

    pub(super) const fn header(&self) -> &StringRecord {
        &self.header
    }
}

impl Iterator for Rows {
    type Item = (Option<u64>, Result<StringRecord, SkipReason>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        self.room.set(LARGEST_SOURCE);
        let mut row = StringRecord::new();
        match self.reader.read_record(&mut row) {
            Ok(false) => None,
            Ok(true) => Some((row.position().map(csv::Position::line), Ok(row))),
            Err(error) => {
                // What cannot be read any further has no next row.
                self.is_over = matches!(error.kind(), csv::ErrorKind::Io(_));
                Some((error.position().map(csv::Position::line), Err(reason(&error, &self.room))))
            }
        }
    }
}

fn reason(error: &csv::Error, room: &Cell<u64>) -> SkipReason {
    match error.kind() {
        csv::ErrorKind::Utf8 { pos, err } => {
            let begin = pos.as_ref().map_or(0, csv::Position::byte);
            SkipReason::NotUtf8 { offset: begin.saturating_add(u64::try_from(err.valid_up_to()).unwrap_or(0)) }
        }
        csv::ErrorKind::Io(_) if room.get() == 0 => SkipReason::TooLarge,
        csv::ErrorKind::Io(error) => SkipReason::Unreadable(error.to_string()),
        _ => SkipReason::Csv(error.to_string()),
    }
}

/// Ends with an error when a row takes more than it may: one quotation mark that is never closed would take the whole file
/// into memory.
struct Bounded {
    file: File,
    room: Rc<Cell<u64>>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.file.read(buffer)?;
        let room = self.room.get().saturating_sub(u64::try_from(length).unwrap_or(u64::MAX));
        self.room.set(room);
        if room == 0 { Err(Error::other("the row is too long")) } else { Ok(length) }
    }
}
