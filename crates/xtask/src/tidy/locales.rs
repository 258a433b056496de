//! The catalogues: three languages with the same files, and in each file the same messages.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::tree::{File, Tree};

/// Language, catalogue, and what each says on which line.
type Languages<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<(String, usize)>>>;

const LANGUAGES: usize = 3;

/// Compares every catalogue with what the other languages have.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut languages: Languages<'_> = BTreeMap::new();
    for file in tree.files().iter().filter(|file| file.within(&["locales"]) && file.ends(&["ftl"])) {
        if let Some((language, name)) = place(file.path()) {
            languages.entry(language).or_default().insert(name, messages(file));
        }
    }
    let mut findings = Vec::new();
    if languages.len() != LANGUAGES {
        let known: Vec<_> = languages.keys().copied().collect();
        let message = format!("{LANGUAGES} languages are kept here, found: {}", known.join(", "));
        findings.push(Finding::broken("locales", 1, message));
    }
    let names: BTreeSet<&str> = languages.values().flat_map(BTreeMap::keys).copied().collect();
    for name in names {
        compare(name, &languages, &mut findings);
    }
    findings
}

fn compare(name: &str, languages: &Languages<'_>, findings: &mut Vec<Finding>) {
    let all: BTreeSet<&String> = languages.values().filter_map(|files| files.get(name)).flatten().map(|(id, _)| id).collect();
    for (language, files) in languages {
        let path = if name.is_empty() { format!("locales/{language}.ftl") } else { format!("locales/{language}/{name}") };
        let Some(own) = files.get(name) else {
            findings.push(Finding::broken(&path, 1, "is missing: the other languages have it"));
            continue;
        };
        let mut seen = BTreeSet::new();
        for (id, line) in own {
            if !seen.insert(id) {
                findings.push(Finding::broken(&path, *line, format!("`{id}` is said twice")));
            }
        }
        for id in all.iter().filter(|id| !seen.contains(**id)) {
            findings.push(Finding::broken(&path, 1, format!("`{id}` is missing: another language has it")));
        }
    }
}

/// `locales/en/queue.ftl` or `locales/en.ftl`: language and name of the catalogue.
fn place(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("locales/")?;
    Some(rest.split_once('/').unwrap_or((rest.strip_suffix(".ftl")?, "")))
}

/// The ids of messages and terms, and of their attributes as `message.attribute`.
fn messages(file: &File) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut message = String::new();
    for (number, line) in file.lines() {
        let Some((key, _)) = line.split_once('=') else {
            continue;
        };
        let key = key.trim_end();
        let is_id = |text: &str| {
            text.starts_with(|sign: char| sign.is_ascii_alphabetic()) && text.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_".contains(sign))
        };
        let attribute = key.trim_start().strip_prefix('.');
        if is_id(key.strip_prefix('-').unwrap_or(key)) {
            message = key.to_owned();
            found.push((message.clone(), number));
        } else if let Some(name) = attribute.filter(|name| is_id(name) && line.starts_with(' ')) {
            found.push((format!("{message}.{name}"), number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_one_language_lacks_is_named() {
        let tree = Tree::of(&[
            ("locales/en/a.ftl", "# c = d\nqueue = Queue\n    .title = T\nsent = { $n ->\n   *[other] x = y\n}\n"),
            ("locales/zh-Hans/a.ftl", "queue = 队列\n    .title = 题\nsent = 已发送\n"),
            ("locales/zh-Hant/a.ftl", "queue = 佇列\nsent = 已傳送\nsent = 已傳送\n"),
            ("locales/en/b.ftl", ""),
            ("locales/zh-Hans/b.ftl", ""),
        ]);
        let found: Vec<_> = check(&tree).iter().map(|finding| finding.shown("locales")).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().any(|text| text.contains("`sent` is said twice")));
        assert!(found.iter().any(|text| text.contains("`queue.title` is missing")));
        assert!(found.iter().any(|text| text.starts_with("locales/zh-Hant/b.ftl") && text.contains("is missing")));
    }

    #[test]
    fn two_languages_are_one_too_few() {
        let tree = Tree::of(&[("locales/en.ftl", "a = A"), ("locales/zh-Hans.ftl", "a = 甲")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
