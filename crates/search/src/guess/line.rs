//! One line of the article that rules are written in, and what may be wrong with it. Forgives what a Chinese keyboard types for
//! a sign; guesses no meaning: a line that is not understood is no rule, and says why.

use super::What;
use super::phrase::Phrase;
use crate::analysis::fold;

/// A line that is no rule although it is meant as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The first line is 1.
    pub line: u32,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Neither `->` nor `→` nor `=>`.
    NoArrow,
    /// More than one of them.
    TwoArrows,
    /// Nothing to look for before the arrow.
    NoWords,
    /// A `&` without a word on either side, or a `!` without one after it.
    WordMissing,
    /// Nothing after the arrow.
    NothingFollows,
    /// Not `category`, `queue` or `urgency`.
    UnknownKey(String),
    NoValue(What),
    UnknownUrgency(String),
    /// The same key twice after one arrow.
    Twice(What),
    /// There are too many rules before it.
    TooMany,
}

/// A line understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// One of these must be met, by all of its phrases.
    pub(super) wanted: Vec<Vec<Phrase>>,
    /// None of these may be met by all of its phrases.
    pub(super) unwanted: Vec<Vec<Phrase>>,
    /// At most one for each `What`.
    pub(super) sets: Vec<(What, String)>,
}

const COMMA: [char; 5] = [',', '，', '、', ';', '；'];
const AND: [char; 2] = ['&', '＆'];
const NOT: [char; 2] = ['!', '！'];
const COMMENT: [char; 2] = ['#', '＃'];
/// 》 is what a Chinese keyboard types for `>`.
const ARROWS: [&str; 8] = ["->", "→", "=>", "⇒", "－＞", "＝＞", "-》", "=》"];

/// Folded.
const KEYS: [(&str, What); 6] = [
    ("category", What::Category),
    ("分类", What::Category),
    ("queue", What::Queue),
    ("队列", What::Queue),
    ("urgency", What::Urgency),
    ("紧急程度", What::Urgency),
];
/// Folded, each with the domain's name for it. 紧急 is the highest, because the window's traditional Chinese calls it so; urgent
/// is what English says below an emergency.
const URGENCIES: [(&str, &str); 17] = [
    ("low", "low"),
    ("低", "low"),
    ("不急", "low"),
    ("normal", "normal"),
    ("普通", "normal"),
    ("一般", "normal"),
    ("正常", "normal"),
    ("high", "high"),
    ("urgent", "high"),
    ("高", "high"),
    ("急", "high"),
    ("较急", "high"),
    ("加急", "high"),
    ("emergency", "emergency"),
    ("应急", "emergency"),
    ("紧急", "emergency"),
    ("特急", "emergency"),
];

/// None of an empty line and of one that is all comment.
pub(super) fn read(line: &str) -> Result<Option<Rule>, Reason> {
    let line = line.split(COMMENT).next().unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if line.is_empty() {
        return Ok(None);
    }
    let (words, values) = at_arrow(line).ok_or(Reason::NoArrow)?;
    if at_arrow(values).is_some() {
        return Err(Reason::TwoArrows);
    }
    let (wanted, unwanted) = words.split_once(NOT).map_or((words, None), |(wanted, unwanted)| (wanted, Some(unwanted)));
    let wanted = alternatives(wanted)?;
    if wanted.is_empty() {
        return Err(Reason::NoWords);
    }
    let unwanted = match unwanted {
        None => Vec::new(),
        Some(unwanted) => Some(alternatives(unwanted)?).filter(|unwanted| !unwanted.is_empty()).ok_or(Reason::WordMissing)?,
    };
    Ok(Some(Rule { wanted, unwanted, sets: settings(values)? }))
}

/// What stands before and after the first arrow.
fn at_arrow(line: &str) -> Option<(&str, &str)> {
    ARROWS.iter().filter_map(|arrow| line.split_once(arrow)).min_by_key(|(before, _)| before.len())
}

fn alternatives(words: &str) -> Result<Vec<Vec<Phrase>>, Reason> {
    // A second `!` goes on excluding.
    let each = words.split(|c| COMMA.contains(&c) || NOT.contains(&c)).filter(|one| !one.trim().is_empty());
    each.map(|one| one.split(AND).map(|word| Phrase::of(word).ok_or(Reason::WordMissing)).collect()).collect()
}

fn settings(values: &str) -> Result<Vec<(What, String)>, Reason> {
    let mut sets: Vec<(What, String)> = Vec::new();
    for one in values.split(COMMA).map(str::trim).filter(|one| !one.is_empty()) {
        let (what, value) = setting(one)?;
        if sets.iter().any(|(before, _)| *before == what) {
            return Err(Reason::Twice(what));
        }
        sets.push((what, value));
    }
    if sets.is_empty() { Err(Reason::NothingFollows) } else { Ok(sets) }
}

fn setting(one: &str) -> Result<(What, String), Reason> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '=' | '＝');
    let unknown = || Reason::UnknownKey(one.split(is_between).next().unwrap_or(one).to_owned());
    let (what, rest) = KEYS.iter().find_map(|(key, what)| Some((*what, after_key(one, key)?))).ok_or_else(unknown)?;
    let value = rest.trim_matches(is_between);
    if value.is_empty() {
        return Err(Reason::NoValue(what));
    }
    if what != What::Urgency {
        return Ok((what, value.to_owned()));
    }
    let folded = fold::fold(value).text();
    let urgency = URGENCIES.iter().find(|(name, _)| *name == folded).ok_or_else(|| Reason::UnknownUrgency(value.to_owned()))?;
    Ok((what, urgency.1.to_owned()))
}

/// What follows `key`, in any case and either script; a Latin key is a whole word.
fn after_key<'a>(one: &'a str, key: &str) -> Option<&'a str> {
    let end = one.char_indices().nth(key.chars().count()).map_or(one.len(), |(at, _)| at);
    let (begun, rest) = one.split_at_checked(end)?;
    let whole = !key.is_ascii() || !rest.starts_with(|c: char| c.is_alphanumeric() && !fold::is_cjk(c));
    (whole && fold::fold(begun).text() == key).then_some(rest)
}
