//! What a message quotes, apart from what it says. Nothing is lost: both together hold every line. What is said between quotes
//! needs them beside it, so only what is quoted at the end, or at length at the beginning, is set apart.

use std::ops::Range;

mod page;

pub(crate) use page::split_html;

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

#[cfg(test)]
mod tests;
