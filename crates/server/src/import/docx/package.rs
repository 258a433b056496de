//! The zip file that a Word document is.

use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

use super::DocumentFault;
use super::walk::{Step, Walk, attribute};
use crate::import::LARGEST_SOURCE;

/// Parts of a package; a document with a thousand pictures has a thousand.
const MOST_PARTS: usize = 10_000;
/// Ends of a package. There is one, and one more for each package packed inside without compression.
const MOST_ENDS: usize = 256;
/// What files of before 2007 begin with, and packages sealed with a password.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Where export puts what an article is besides its text, in the folder for data of others.
pub(super) const OWN_PART: &str = "customXml/item1.xml";
/// Parts of others that are looked through for it.
const MOST_DATA: usize = 32;
const USUAL_MAIN: &str = "word/document.xml";

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked, of all parts together.
    room: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentFault> {
        if bytes.starts_with(&COMPOUND) {
            let sealed: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return Err(if occurrences(bytes, &sealed) > 0 { DocumentFault::Locked } else { DocumentFault::Old });
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err(DocumentFault::NotWord);
        }
        // Counted before the library reads them, as it keeps each in memory: no more can be found than are marked.
        if occurrences(bytes, b"PK\x01\x02") > MOST_PARTS || occurrences(bytes, b"PK\x05\x06") > MOST_ENDS {
            return Err(DocumentFault::Strange);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocumentFault::Damaged)?;
        Ok(Self { archive, room: LARGEST_SOURCE })
    }

    /// The text of a part; none when there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, DocumentFault> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(DocumentFault::Locked),
            Err(_) => return Err(DocumentFault::Damaged),
        };
        let mut bytes = Vec::new();
        // One more than there is room for: the size that the package states is not asked.
        let read = file.take(self.room.saturating_add(1)).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.room = self.room.checked_sub(length).ok_or(DocumentFault::Bomb)?;
        read.map_err(|_| DocumentFault::Damaged)?;
        let text = String::from_utf8(bytes).map_err(|_| DocumentFault::Damaged)?;
        Ok(Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
    }

    /// The part that export wrote.
    pub(super) fn own_part(&mut self) -> Result<Option<String>, DocumentFault> {
        let data = |name: &&str| name.starts_with("customXml/item") && !name.contains("Props");
        let names: Vec<String> = self.archive.file_names().filter(data).take(MOST_DATA).map(str::to_owned).collect();
        for name in names {
            let part = self.part(&name)?;
            if let Some(part) = part.filter(|part| part.contains("urn:holdfast:article")) {
                return Ok(Some(part));
            }
        }
        Ok(None)
    }

    /// Which part is the document. Word on the web calls it other than Word does.
    pub(super) fn main_part(&mut self) -> Result<String, DocumentFault> {
        let Some(links) = self.part("_rels/.rels")? else { return self.usual_main() };
        let mut walk = Walk::new(&links);
        loop {
            match walk.step()? {
                Step::Open(element) if element.local_name().as_ref() == "Relationship" => {
                    let is_document = attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
                    if is_document && let Some(target) = attribute(&element, "Target") {
                        return Ok(target.trim_start_matches('/').to_owned());
                    }
                }
                Step::End => return self.usual_main(),
                _ => {}
            }
        }
    }

    /// Where most documents lie. A package that is no document at all has something else in it.
    fn usual_main(&self) -> Result<String, DocumentFault> {
        let is_there = self.archive.index_for_name(USUAL_MAIN).is_some();
        is_there.then(|| USUAL_MAIN.to_owned()).ok_or(DocumentFault::NoDocument)
    }

    /// The text of the part that lies beside another one.
    pub(super) fn beside(&mut self, main: &str, name: &str) -> Result<Option<String>, DocumentFault> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.part(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") })
    }
}

fn occurrences(bytes: &[u8], mark: &[u8]) -> usize {
    bytes.windows(mark.len()).filter(|window| *window == mark).count()
}
