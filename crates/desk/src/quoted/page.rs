//! What an HTML message quotes: the elements that mail programs mark or nest, and everything below the head that they copy.

use std::ops::Range;

use super::{HEAD, HeadPart, LONG_BEGINNING, Split, head_part, is_attribution, is_forwarded, is_head, is_original, is_signature};
use crate::html::{BELOW, QUOTE, name_of, pieces};

/// How many pieces before its end the words may begin that say who wrote what.
const NEAR: usize = 40;

/// Sanitised HTML in two, both whole.
pub(crate) fn split_html(html: &str) -> Split {
    let page = Page::of(html);
    let quoted = page.quoted();
    let of = |wanted: bool| -> String {
        let chosen = page.pieces.iter().enumerate().filter(|(at, _)| quoted.as_ref().is_some_and(|range| page.lies_in(*at, range)) == wanted);
        chosen.map(|(_, piece)| unmarked(piece)).collect()
    };
    let says = |html: &str| pieces(html).iter().any(|piece| is_seen(piece));
    let (said, apart) = (of(false), of(true));
    if quoted.is_none() || !says(&said) {
        return Split::whole(page.pieces.iter().map(|piece| unmarked(piece)).collect());
    }
    Split { said, quoted: says(&apart).then_some(apart) }
}

fn unmarked(piece: &str) -> String {
    if !piece.starts_with('<') {
        return piece.to_owned();
    }
    let marks = ["class", "id"].into_iter().flat_map(|name| [QUOTE, BELOW].map(|mark| format!(" {name}=\"{mark}\"")));
    marks.fold(piece.to_owned(), |piece, mark| piece.replace(&mark, ""))
}

/// Whether a piece is more than structure.
fn is_seen(piece: &str) -> bool {
    if piece.starts_with('<') { name_of(piece) == "img" || piece.contains("class=\"picture\"") } else { !text_of(piece).is_empty() }
}

fn text_of(piece: &str) -> String {
    piece.replace("&nbsp;", " ").replace('\u{a0}', " ").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&").trim().to_owned()
}

/// The pieces of sanitised HTML, and where each element ends.
struct Page<'a> {
    pieces: Vec<&'a str>,
    /// Of a tag that opens, where it closes; of anything else, where it is.
    ends: Vec<usize>,
    /// Of a tag that closes, where it opened.
    opened: Vec<usize>,
}

impl<'a> Page<'a> {
    fn of(html: &'a str) -> Self {
        let pieces = pieces(html);
        let (mut ends, mut opened): (Vec<usize>, Vec<usize>) = ((0..pieces.len()).collect(), (0..pieces.len()).collect());
        let mut open: Vec<usize> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            if piece.starts_with("</") {
                let Some(start) = open.pop() else { continue };
                if let (Some(end), Some(from)) = (ends.get_mut(start), opened.get_mut(at)) {
                    (*end, *from) = (at, start);
                }
            } else if piece.starts_with('<') && !matches!(name_of(piece), "br" | "hr" | "img" | "wbr" | "area" | "col") {
                open.push(at);
            }
        }
        Self { pieces, ends, opened }
    }

    /// A tag that closes belongs to where it opened.
    fn lies_in(&self, at: usize, range: &Range<usize>) -> bool {
        range.contains(&at) && self.opened.get(at).is_some_and(|opened| range.contains(opened))
    }

    fn end(&self, at: usize) -> usize {
        self.ends.get(at).copied().unwrap_or(at) + 1
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.pieces.get(range).is_some_and(|pieces| !pieces.iter().any(|piece| is_seen(piece)))
    }

    fn texts(&self, range: Range<usize>) -> impl Iterator<Item = String> {
        let texts = self.pieces.get(range).unwrap_or_default().iter().filter(|piece| !piece.starts_with('<'));
        texts.map(|piece| text_of(piece)).filter(|text| !text.is_empty())
    }

    fn quoted(&self) -> Option<Range<usize>> {
        let whole = self.pieces.len();
        let end = self.below().unwrap_or(whole);
        let runs = self.runs(end);
        let last = runs.last().cloned();
        if end < whole {
            let from = last.filter(|run| self.is_blank(run.end..end)).map_or(end, |run| run.start);
            return Some(self.with_breaks(from)..whole);
        }
        let last = last?;
        if self.is_blank(last.end..whole) || self.texts(last.end..whole).next().is_some_and(|text| is_signature(&text)) {
            return Some(self.with_breaks(last.start)..last.end);
        }
        let lines = self
            .pieces
            .get(last.clone())?
            .iter()
            .filter(|piece| matches!(name_of(piece), "br" | "p" | "div" | "li" | "tr") && !piece.starts_with("</"));
        (runs.len() == 1 && self.is_blank(0..last.start) && lines.count() >= LONG_BEGINNING).then_some(last)
    }

    /// The breaks before a quote go with it, so that nothing empty stays.
    fn with_breaks(&self, mut start: usize) -> usize {
        while let Some(before) =
            start.checked_sub(1).filter(|before| self.pieces.get(*before).is_some_and(|piece| matches!(name_of(piece), "br" | "hr")))
        {
            start = before;
        }
        start
    }

    /// Where everything begins that a mail program put below an answer.
    fn below(&self) -> Option<usize> {
        let mut after_text = 0;
        let mut before = String::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            if piece.starts_with('<') {
                if !piece.starts_with("</") && piece.contains(&format!("=\"{BELOW}\"")) {
                    return Some(at);
                }
                continue;
            }
            let text = text_of(piece);
            if text.is_empty() {
                continue;
            }
            let starts = is_original(&text) || (self.heads(at, &text) && !is_forwarded(&before));
            if starts {
                // The outermost element that says nothing before it.
                return (after_text..at).find(|open| self.end(*open) > at + 1).or(Some(at));
            }
            (after_text, before) = (at + 1, text);
        }
        None
    }

    /// Whether a mail's head begins with the text at `at`: `<b>From:</b> …<br><b>Sent:</b> …`
    fn heads(&self, at: usize, text: &str) -> bool {
        let named = |text: &str| text.contains([':', '：']).then(|| text.to_owned());
        head_part(text) == Some(HeadPart::From)
            && is_head(
                self.texts(at + 1..self.pieces.len()).take(4 * HEAD).filter_map(|text| named(&text)).collect::<Vec<_>>().iter().map(String::as_str),
            )
    }

    /// The runs of what is quoted before `end`, each with the element that says who wrote it.
    fn runs(&self, end: usize) -> Vec<Range<usize>> {
        let (mut found, mut at): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
        while at < end {
            let quotes = self.pieces.get(at).is_some_and(|piece| {
                piece.starts_with('<') && !piece.starts_with("</") && (name_of(piece) == "blockquote" || piece.contains(&format!("=\"{QUOTE}\"")))
            });
            if !quotes {
                at += 1;
                continue;
            }
            let until = self.end(at);
            if let Some(run) = found.last_mut().filter(|run| self.is_blank(run.end..at)) {
                run.end = until;
            } else {
                found.push(self.attributed(at)..until);
            }
            at = until;
        }
        found
    }

    /// Where the element or the text before a quote begins that says who wrote it.
    fn attributed(&self, quote: usize) -> usize {
        let Some(said) = (0..quote).rev().find(|at| self.pieces.get(*at).is_some_and(|piece| is_seen(piece))) else { return quote };
        let around = (said.saturating_sub(NEAR)..said).filter(|open| {
            let opens = self.pieces.get(*open).is_some_and(|piece| piece.starts_with('<') && !piece.starts_with("</"));
            opens && self.end(*open) > said && self.end(*open) <= quote
        });
        // The outermost that says nothing else.
        around.chain([said]).find(|start| is_attribution(&self.texts(*start..quote).collect::<Vec<_>>().join(" "))).unwrap_or(quote)
    }
}
