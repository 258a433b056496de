//! Text in lines: between words, and beside any Chinese character but where the rules of its punctuation forbid it.

/// What must not begin a line.
const NOT_FIRST: &str = "，。、；：？！）」』》〉】”’,.;:?!)]}%…·";
/// What must not end one.
const NOT_LAST: &str = "（「『《〈【“‘([{";

const fn is_wide(sign: char) -> bool {
    matches!(sign, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The text in lines no wider than `width`. A word that is wider than a line is broken where the line ends.
pub fn broken(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && measure(&line) + measure(piece.trim_end()) > width {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            if line.is_empty() && measure(piece.trim_end()) > width {
                for sign in piece.trim_end().chars() {
                    if !line.is_empty() && measure(&line) + measure(sign.encode_utf8(&mut [0; 4])) > width {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(sign);
                }
            } else if !line.is_empty() || !piece.trim().is_empty() {
                line.push_str(piece);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What stays together: a word with the space after it, a Chinese character with its punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, sign) in text.char_indices() {
        let may_break = before.is_some_and(|before| {
            let between = is_wide(before) || is_wide(sign) || (before.is_whitespace() && !sign.is_whitespace());
            between && !NOT_FIRST.contains(sign) && !NOT_LAST.contains(before) && !(sign.is_whitespace())
        });
        if may_break {
            found.extend(text.get(from..at));
            from = at;
        }
        before = Some(sign);
    }
    found.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, width: usize) -> Vec<String> {
        #[allow(clippy::cast_precision_loss, reason = "small counts")]
        broken(text, width as f32, |text| text.chars().map(|sign| if is_wide(sign) { 2.0 } else { 1.0 }).sum())
    }

    #[test]
    fn words_stay_whole_and_chinese_breaks_anywhere_but_before_a_stop() {
        assert_eq!(set("the desk is back", 9), ["the desk", "is back"]);
        assert_eq!(set("系统已恢复，请放心。", 10), ["系统已恢", "复，请放", "心。"]);
        assert_eq!(set("（故障）结束", 8), ["（故障）", "结束"]);
        assert_eq!(set("order 4402-1187-99887766", 10), ["order", "4402-1187-", "99887766"]);
        assert_eq!(set("", 10), [""; 0]);
        assert_eq!(set("a\n\nb", 10), ["a", "", "b"]);
    }
}
