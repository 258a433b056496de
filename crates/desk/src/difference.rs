//! What two texts differ in, by line and within lines: what a person is shown before an answer leaves that says something
//! else by now (K9).

use holdfast_domain::Content;
use similar::{ChangeTag, TextDiff};

use crate::view::{DiffLine, LineChange, Piece};

/// Lines that stay the same are shown beside a change, and no more of them.
const AROUND: usize = 2;

/// The lines of `after` with what became of those of `before`. Long stretches that stay are left out; nothing when both are the same.
pub(crate) fn difference(before: &str, after: &str) -> Vec<DiffLine> {
    let compared = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for group in compared.grouped_ops(AROUND) {
        for operation in &group {
            for change in compared.iter_inline_changes(operation) {
                let pieces = change.values().iter().map(|(hit, text)| Piece { text: (*text).trim_end_matches(['\n', '\r']).to_owned(), hit: *hit });
                let change = match change.tag() {
                    ChangeTag::Equal => LineChange::Same,
                    ChangeTag::Delete => LineChange::Gone,
                    ChangeTag::Insert => LineChange::New,
                };
                lines.push(DiffLine { change, pieces: pieces.filter(|piece| !piece.text.is_empty()).collect() });
            }
        }
    }
    lines
}

/// Everything an article says, as lines.
pub(crate) fn lines_of(content: &Content) -> String {
    let mut text = format!("{}\n", content.title);
    for question in &content.questions {
        text.push_str(question);
        text.push('\n');
    }
    text.push_str(content.body.trim());
    text.push('\n');
    if !content.answer.is_empty() {
        text.push_str(content.answer.trim());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<String> {
        let mark = |line: &DiffLine| match line.change {
            LineChange::Same => ' ',
            LineChange::Gone => '-',
            LineChange::New => '+',
        };
        let text = |line: &DiffLine| {
            line.pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect::<String>()
        };
        difference(before, after).iter().map(|line| format!("{}{}", mark(line), text(line))).collect()
    }

    #[test]
    fn what_changed_within_a_line_is_marked() {
        assert_eq!(
            told("A deposit is refunded within 48 hours.\n", "A deposit is refunded within 24 hours.\n"),
            ["-A deposit is refunded within [48] hours.", "+A deposit is refunded within [24] hours."]
        );
    }

    #[test]
    fn chinese_is_compared_by_what_differs_not_by_the_whole_line() {
        let lines = told("付款后48小时内未进入尾款期，定金可全额退款。\n", "付款后24小时内未进入尾款期，定金可全额退款。\n");
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains("定金可全额退款") && !lines[0].contains("[定金可全额退款"), "{lines:?}");
        assert!(lines[1].contains("24"), "{lines:?}");
    }

    #[test]
    fn equal_texts_differ_in_nothing() {
        assert!(told("a\nb\n", "a\nb\n").is_empty());
    }
}
