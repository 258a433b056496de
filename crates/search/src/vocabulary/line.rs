//! One line of a vocabulary.

use std::collections::BTreeSet;

use super::Fault;
use crate::analysis::fold;

const LONGEST_WORD: usize = 40;
const LARGEST_GROUP: usize = 20;
/// Either width: whoever writes Chinese gets the wide ones.
const COMMENT: [char; 2] = ['#', '＃'];
const BETWEEN: [char; 7] = ['=', '＝', ',', '，', '、', ';', '；'];

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Word(String),
    /// In order, each once.
    Group(Vec<String>),
}

impl Line {
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Word(_) => 1,
            Self::Group(words) => words.len(),
        }
    }
}

/// None when the line says nothing.
pub(super) fn read(line: &str) -> Result<Option<Line>, Fault> {
    let said = line.split(COMMENT).next().unwrap_or_default();
    if said.trim().is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = said.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).take(LARGEST_GROUP + 1).collect();
    if parts.len() > LARGEST_GROUP {
        return Err(Fault::LargeGroup);
    }
    let mut words = parts.into_iter().map(word).collect::<Result<BTreeSet<String>, Fault>>()?;
    if said.contains(BETWEEN) {
        return match words.len() {
            0 => Err(Fault::NoWord),
            1 => Err(Fault::OneSided),
            _ => Ok(Some(Line::Group(words.into_iter().collect()))),
        };
    }
    let alone = words.pop_first().ok_or(Fault::NoWord)?;
    let can_be_cut = alone.chars().nth(1).is_some() && alone.chars().all(fold::is_han);
    if can_be_cut { Ok(Some(Line::Word(alone))) } else { Err(Fault::NeverCut) }
}

fn word(part: &str) -> Result<String, Fault> {
    // Before it is folded: it may be a whole book without a line break.
    if part.chars().nth(LONGEST_WORD).is_some() {
        return Err(Fault::LongWord);
    }
    let folded = fold::fold(part).text();
    if folded.chars().any(char::is_alphanumeric) { Ok(folded.trim().to_owned()) } else { Err(Fault::NoWord) }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Line, read};

    fn group(words: &[&str]) -> Result<Option<Line>, Fault> {
        Ok(Some(Line::Group(words.iter().map(|word| (*word).to_owned()).collect())))
    }

    #[test]
    fn every_separator_separates_and_scripts_are_one() {
        assert_eq!(read("b＝a,c，d、e;f；g = h"), group(&["a", "b", "c", "d", "e", "f", "g", "h"]));
        assert_eq!(read("退款 ＝ 退錢,ＲＥＦＵＮＤ  # 全部"), group(&["refund", "退款", "退钱"]));
        assert_eq!(read(" \u{feff}雲閃付 "), Ok(Some(Line::Word("云闪付".into()))));
    }

    #[test]
    fn a_line_that_says_nothing_is_no_fault() {
        for line in ["", "  \t", "# 退款 = 退钱", "＃", "   #"] {
            assert_eq!(read(line), Ok(None), "{line:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        for (line, fault) in [
            ("=", Fault::NoWord),
            ("？！", Fault::NoWord),
            ("退款 = ！", Fault::NoWord),
            ("退款 =", Fault::OneSided),
            ("臺 = 台", Fault::OneSided),
            ("refund", Fault::NeverCut),
            ("iPhone手机", Fault::NeverCut),
            ("退", Fault::NeverCut),
        ] {
            assert_eq!(read(line), Err(fault), "{line}");
        }
        assert_eq!(read(&"退".repeat(41)), Err(Fault::LongWord));
        assert!(read(&"退".repeat(40)).is_ok());
        let numbered = |most: usize| (1..=most).map(|n| format!("w{n}")).collect::<Vec<_>>().join("=");
        assert_eq!(read(&numbered(21)), Err(Fault::LargeGroup));
        assert!(read(&numbered(20)).is_ok());
    }
}
