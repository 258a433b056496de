//! A long plan as one article for each of its top-level sections: 一、二、三、 or 第一章, 第二章.

use super::text::Line;

/// A section, its heading taken off.
#[derive(Debug)]
pub(super) struct Section {
    pub heading: Option<String>,
    pub lines: Vec<Line>,
}

const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/// With fewer it is a text with a list in it.
const FEWEST: usize = 3;
/// A text before the first section that is worth an article of its own.
const PREFACE: usize = 40;
/// A heading longer than this has run into the text behind it.
const LONGEST_HEADING: usize = 28;
const SHOWN: usize = 8;

/// The sections of a plan; none when the text is not one.
pub(super) fn sections(lines: &[Line]) -> Option<Vec<Section>> {
    let lines = without_contents(lines);
    [chapter as fn(usize) -> String, numeral]
        .into_iter()
        .map(|marker| split(&lines, marker))
        .find(|sections| sections.iter().filter(|section| section.heading.is_some()).count() >= FEWEST)
}

fn chapter(count: usize) -> String {
    format!("第{}章", han_number(count))
}

fn numeral(count: usize) -> String {
    format!("{}、", han_number(count))
}

/// 1 to 99 in Han numerals.
fn han_number(count: usize) -> String {
    let digit = |digit: usize| digit.checked_sub(1).and_then(|index| DIGITS.get(index)).map(char::to_string).unwrap_or_default();
    let (tens, ones) = (count.checked_div(10).unwrap_or(0), count.checked_rem(10).unwrap_or(0));
    match tens {
        0 => digit(ones),
        1 => format!("十{}", digit(ones)),
        _ => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// A table of contents that a word processor left in the text: from its mark to where the first chapter begins anew.
fn without_contents(lines: &[Line]) -> Vec<Line> {
    lines
        .iter()
        .map(|line| {
            let text = match (line.text.find("TOC\\o"), line.text.rfind("第一章")) {
                (Some(from), Some(to)) if from < to => {
                    format!("{}{}", line.text.get(..from).unwrap_or_default(), line.text.get(to..).unwrap_or_default())
                }
                _ => line.text.clone(),
            };
            Line { number: line.number, text }
        })
        .collect()
}

fn split(lines: &[Line], marker: fn(usize) -> String) -> Vec<Section> {
    let mut sections = vec![Section { heading: None, lines: Vec::new() }];
    let mut next = 1_usize;
    for line in lines {
        let mut rest = line.text.as_str();
        while let Some(at) = find(rest, &marker(next)) {
            push(&mut sections, line.number, rest.get(..at).unwrap_or_default());
            let behind = rest.get(at.saturating_add(marker(next).len())..).unwrap_or_default();
            let (heading, body) = heading(behind.trim_start_matches([':', '：', ' ']));
            sections.push(Section { heading: Some(heading), lines: Vec::new() });
            rest = body;
            next = next.saturating_add(1);
        }
        push(&mut sections, line.number, rest);
    }
    sections.retain(|section| section.heading.is_some() || section.lines.iter().map(|line| line.text.chars().count()).sum::<usize>() > PREFACE);
    sections
}

/// Where the marker stands by itself: not inside brackets, not the end of a larger number.
fn find(text: &str, marker: &str) -> Option<usize> {
    text.match_indices(marker).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|letter| DIGITS.contains(&letter) || matches!(letter, '(' | '（' | '、'))
    })
}

fn push(sections: &mut [Section], number: usize, text: &str) {
    if let Some(section) = sections.last_mut()
        && !text.trim().is_empty()
    {
        section.lines.push(Line { number, text: text.to_owned() });
    }
}

/// The heading and what follows. Where nothing tells the two apart, the beginning stands for a heading and stays in the text.
fn heading(text: &str) -> (String, &str) {
    let end =
        text.find(|letter: char| letter.is_ascii_digit() || matches!(letter, '(' | '（' | ',' | '，' | '。' | ';' | '；')).unwrap_or(text.len());
    let heading = text.get(..end).unwrap_or_default();
    let runs_on =
        text.get(end..).and_then(|rest| rest.chars().next()).is_some_and(|letter| !letter.is_ascii_digit() && !matches!(letter, '(' | '（'));
    if runs_on || heading.chars().count() > LONGEST_HEADING {
        let shown: String = heading.chars().take(SHOWN).collect();
        (format!("{shown}…"), text)
    } else {
        (heading.trim().to_owned(), text.get(end..).unwrap_or_default())
    }
}

/// Breaks a text that lost its line breaks before what is plainly a new point: （一）, (1), 1., 1.2.
pub(super) fn with_breaks(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut broken = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before)).copied();
        if before.is_some_and(|before| before != '\n') && begins_point(letters.get(at..).unwrap_or_default(), before) {
            broken.push('\n');
        }
        broken.push(*letter);
    }
    broken
}

fn begins_point(letters: &[char], before: Option<char>) -> bool {
    let Some((first, rest)) = letters.split_first() else { return false };
    if matches!(first, '(' | '（') {
        let inside = rest.iter().take_while(|letter| DIGITS.contains(letter) || letter.is_ascii_digit()).count();
        return (1..=3).contains(&inside) && rest.get(inside).is_some_and(|letter| matches!(letter, ')' | '）'));
    }
    if !first.is_ascii_digit() || before.is_some_and(|before| before.is_ascii_alphanumeric() || matches!(before, '.' | '-' | ':' | '：' | '≤' | '≥'))
    {
        return false;
    }
    let number = letters.iter().take_while(|letter| letter.is_ascii_digit() || **letter == '.').count();
    let has_dot = letters.iter().take(number).any(|letter| *letter == '.');
    has_dot && number <= 8 && letters.get(number).is_some_and(|letter| super::text::is_han(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        (1..).zip(text.lines()).map(|(number, text)| Line { number, text: text.into() }).collect()
    }

    #[test]
    fn a_plan_falls_into_its_sections() {
        let plan = lines("方案一、目標1.快2.好二、組織(一)客服組三、培訓客服要學,而且要考。");
        let sections = sections(&plan).unwrap();
        let headings: Vec<_> = sections.iter().map(|section| section.heading.as_deref().unwrap()).collect();
        assert_eq!(headings, ["目標", "組織", "培訓客服要學…"]);
        assert_eq!(sections[2].lines[0].text, "培訓客服要學,而且要考。");
    }

    #[test]
    fn chapters_are_found_behind_their_table_of_contents() {
        let plan = lines("書名TOC\\o\"1-2\"\\h第一章:概述 1第二章:分析 2第三章:結語 3第一章:概述1.1背景很長第二章:分析2.1現狀第三章:結語3.1完");
        let sections = sections(&plan).unwrap();
        assert_eq!(sections.len(), 3);
        assert_eq!(sections[0].lines[0].text, "1.1背景很長");
    }

    #[test]
    fn a_text_with_a_list_is_one_text() {
        assert!(sections(&lines("一、先看\n二、再說")).is_none());
    }

    #[test]
    fn points_begin_on_lines_of_their_own() {
        assert_eq!(with_breaks("目標如下:1.快2.好(一)甲(二)乙1.2節"), "目標如下:1.快\n2.好\n(一)甲\n(二)乙\n1.2節");
        assert_eq!(with_breaks("時間8:00-18:00共3.5小時"), "時間8:00-18:00共\n3.5小時");
    }
}
