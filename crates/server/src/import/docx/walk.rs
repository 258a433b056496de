//! XML, one element after the other, with what no document needs refused.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{DocumentFault, MOST_DEPTH};

/// What comes next.
pub(super) enum Step<'a> {
    Open(BytesStart<'a>),
    /// The element opened last and not closed yet ends.
    Close,
    Text(String),
    End,
}

pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        // `<a/>` opens and closes, so that nobody has to ask which of the two forms it had.
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    pub(super) fn step(&mut self) -> Result<Step<'a>, DocumentFault> {
        loop {
            match self.reader.read_event().map_err(|_| DocumentFault::Damaged)? {
                Event::Start(element) => {
                    self.depth = self.depth.saturating_add(1);
                    if self.depth > MOST_DEPTH {
                        return Err(DocumentFault::Strange);
                    }
                    return Ok(Step::Open(element));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close);
                }
                Event::Text(text) => return Ok(Step::Text(text.xml10_content().into_owned())),
                Event::CData(text) => return Ok(Step::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(name) => {
                    // The five that XML itself has, and characters by number. Others would have to be defined first.
                    let letter = name.resolve_char_ref().map_err(|_| DocumentFault::Damaged)?.map(String::from);
                    let known = letter.or_else(|| resolve_xml_entity(&name).map(str::to_owned));
                    return known.map(Step::Text).ok_or(DocumentFault::Strange);
                }
                Event::DocType(_) => return Err(DocumentFault::Strange),
                Event::Eof if self.depth > 0 => return Err(DocumentFault::Damaged),
                Event::Eof => return Ok(Step::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }
}

/// An attribute by its name without prefix. Looked for without the check for doubles, which takes time by the square.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
