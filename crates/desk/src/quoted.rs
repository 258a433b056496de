//! What a message quotes, apart from what it says. Nothing is lost: both together hold every line. What is said between quotes
//! needs them beside it, so only what is quoted at the end, or at length at the beginning, is set apart.

use std::ops::Range;

use crate::html::{BELOW, QUOTE, name_of, pieces};

/// A message in two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// What it says; all of it when it says nothing of its own.
    pub(crate) said: String,
    /// What it quotes.
    pub(crate) quoted: Option<String>,
}

impl Split {
    const fn whole(said: String) -> Self {
        Self { said, quoted: None }
    }
}

/// So many lines quoted at the beginning are set apart; fewer are read faster than they are asked for.
const LONG_BEGINNING: usize = 4;
/// How far below "From:" the other lines of a head may stand.
const HEAD: usize = 8;
const LONGEST_ATTRIBUTION: usize = 300;
/// How many pieces before its end the words may begin that say who wrote what.
const NEAR: usize = 40;

/// A plain text in two.
pub(crate) fn split_plain(text: &str) -> Split {
    let lines: Vec<&str> = text.lines().collect();
    let Some(quoted) = quoted_lines(&lines) else { return Split::whole(text.to_owned()) };
    let of = |wanted: bool| {
        let chosen = lines.iter().enumerate().filter(|(at, _)| quoted.contains(at) == wanted).map(|(_, line)| *line);
        chosen.collect::<Vec<_>>().join("\n")
    };
    let said = of(false);
    // A signature alone says nothing.
    let says = said.lines().take_while(|line| !is_signature(line)).any(|line| !line.trim().is_empty());
    if says { Split { said, quoted: Some(of(true)) } } else { Split::whole(text.to_owned()) }
}

fn quoted_lines(lines: &[&str]) -> Option<Range<usize>> {
    let end = (0..lines.len()).find_map(|at| below(lines, at)).unwrap_or(lines.len());
    let above = lines.get(..end)?;
    let runs = runs(above);
    let is_blank = |range: Range<usize>| above.get(range).is_some_and(|lines| lines.iter().all(|line| line.trim().is_empty()));
    let last = runs.last().cloned();
    if end < lines.len() {
        // Quotes that lead into the rest go with it.
        let from = last.filter(|run| is_blank(run.end..end)).map_or(end, |run| run.start);
        return Some(from..lines.len());
    }
    let last = last?;
    let after = above.get(last.end..)?;
    if after.iter().take_while(|line| !is_signature(line)).all(|line| line.trim().is_empty()) {
        return Some(last);
    }
    (runs.len() == 1 && is_blank(0..last.start) && last.len() >= LONG_BEGINNING).then_some(last)
}

/// Where everything begins that a mail program put below an answer, when it does at this line.
fn below(lines: &[&str], at: usize) -> Option<usize> {
    let line = lines.get(at)?;
    let begins = is_original(line)
        || (head_part(line) == Some(HeadPart::From) && is_head(lines.get(at + 1..)?.iter().take(HEAD).copied()))
        || (attribution_start(lines, at).is_some_and(|start| names_somebody(&joined(lines, start..at + 1))) && !is_quote_next(lines, at));
    if !begins || lines.get(..at)?.iter().rev().map(|line| line.trim()).find(|line| !line.is_empty()).is_some_and(is_forwarded) {
        return None;
    }
    let mut start = attribution_start(lines, at).unwrap_or(at);
    // A rule above belongs to it.
    while let Some(before) = start.checked_sub(1).filter(|before| lines.get(*before).is_some_and(|line| is_rule(line))) {
        start = before;
    }
    Some(start)
}

fn is_quote_next(lines: &[&str], at: usize) -> bool {
    lines.iter().skip(at + 1).find(|line| !line.trim().is_empty()).is_none_or(|line| is_quote(line))
}

/// The runs of quoted lines, each with the line that says who wrote it.
fn runs(lines: &[&str]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_quote(line)) {
        let joins = |run: &&mut Range<usize>| lines.get(run.end..at).is_some_and(|between| between.iter().all(|line| line.trim().is_empty()));
        if let Some(run) = found.last_mut().filter(joins) {
            run.end = at + 1;
            continue;
        }
        let told = (0..at).rev().find(|before| lines.get(*before).is_some_and(|line| !line.trim().is_empty()));
        let start = told.and_then(|told| attribution_start(lines, told));
        // One line that begins with the sign may be a face.
        if start.is_some() || line.trim_start().starts_with("> ") || lines.get(at + 1).is_some_and(|next| is_quote(next)) {
            found.push(start.unwrap_or(at)..at + 1);
        }
    }
    found
}

fn is_quote(line: &str) -> bool {
    line.trim_start()
        .strip_prefix('>')
        .is_some_and(|rest| rest.chars().next().is_none_or(|next| next == ' ' || next == '>' || next.is_alphanumeric()))
}

fn is_signature(line: &str) -> bool {
    line.trim_end() == "--"
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|letter| matches!(letter, '_' | '-' | '=' | '—'))
}

/// Where the words begin that end at this line and say who wrote what follows.
fn attribution_start(lines: &[&str], end: usize) -> Option<usize> {
    let line = lines.get(end)?;
    if !ends_as_attribution(line) {
        return None;
    }
    (end.saturating_sub(2)..=end).rev().find(|start| {
        let begins = lines.get(*start).is_some_and(|line| begins_as_attribution(line));
        begins && is_attribution(&joined(lines, *start..end + 1))
    })
}

fn joined(lines: &[&str], range: Range<usize>) -> String {
    lines.get(range).unwrap_or_default().join(" ")
}

fn begins_as_attribution(line: &str) -> bool {
    let line = line.trim_start();
    ["On ", "在", "于", "於"].iter().any(|start| line.starts_with(start)) || line.contains('@') || line.chars().any(|letter| letter.is_ascii_digit())
}

fn ends_as_attribution(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches([':', '：']).trim_end();
    text.len() < LONGEST_ATTRIBUTION && ["wrote", "写道", "寫道", "写", "寫"].iter().any(|end| text.ends_with(end))
}

fn is_attribution(text: &str) -> bool {
    let text = text.trim();
    text.ends_with([':', '：']) && ends_as_attribution(text) && text.chars().any(|letter| letter.is_ascii_digit())
}

/// Whether an attribution names a day or an address: without signs of quotation below, a customer's own words may read like one.
fn names_somebody(text: &str) -> bool {
    text.contains('@') || (text.contains('年') && text.contains('月')) || (text.trim_start().starts_with("On ") && text.contains(','))
}

/// `-----Original Message-----`
fn is_original(line: &str) -> bool {
    let line = line.trim();
    let inner = line.trim_matches(|letter: char| letter == '-' || letter.is_whitespace()).to_lowercase();
    let known = ["original message", "original appointment", "原始邮件", "邮件原件", "原邮件", "回复的原邮件", "原始郵件", "原始訊息", "原郵件"];
    line.starts_with("--") && known.contains(&inner.as_str())
}

/// What is passed on is what the message is about.
fn is_forwarded(line: &str) -> bool {
    let line = line.to_lowercase();
    ["forwarded message", "begin forwarded", "转发的邮件", "转发邮件", "轉寄的郵件", "轉寄郵件", "已轉寄"].iter().any(|known| line.contains(known))
}

/// A line of a mail's head, as programs copy it above what they quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadPart {
    From,
    Sent,
    To,
    Copy,
    Subject,
}

fn head_part(line: &str) -> Option<HeadPart> {
    let line = line.trim().trim_matches('*').to_lowercase();
    let (name, _) = line.split_once([':', '：'])?;
    Some(match name.trim().trim_matches('*') {
        "from" | "发件人" | "寄件者" | "寄件人" | "發件人" => HeadPart::From,
        "sent" | "date" | "发送时间" | "发送日期" | "發送時間" | "日期" | "寄件日期" | "傳送時間" | "时间" | "時間" => {
            HeadPart::Sent
        }
        "to" | "收件人" | "收件者" => HeadPart::To,
        "cc" | "抄送" | "副本" => HeadPart::Copy,
        "subject" | "主题" | "主旨" | "主題" => HeadPart::Subject,
        _ => return None,
    })
}

/// Whether two other lines of a head stand among these.
fn is_head<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let parts: Vec<HeadPart> = lines.filter_map(head_part).collect();
    [HeadPart::Sent, HeadPart::To, HeadPart::Subject].iter().filter(|part| parts.contains(part)).count() >= 2
}

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

#[cfg(test)]
mod tests;
