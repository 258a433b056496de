//! What a text speaks of: the names of the team's categories that stand in it, as a hint and no more.

use holdfast_domain::Category;
use std::collections::BTreeMap;

/// What stands between two names in one: 质保与换新.
const BETWEEN: [char; 7] = ['与', '與', '和', '及', '、', '/', '&'];

/// Each category that `text` names, by its key, with the word that names it as it stands there.
pub(crate) fn matters(categories: &[Category], text: &str) -> BTreeMap<String, String> {
    let lower = text.to_lowercase();
    let mut found = BTreeMap::new();
    for category in categories {
        let names = category.name.0.values().flat_map(|name| name.split(BETWEEN).flat_map(|part| part.split(" and ")));
        let named = names.filter_map(|name| stands_in(&name.to_lowercase(), &lower, text)).next();
        if let Some(word) = named {
            // A part of a matter is that matter: who speaks of a damaged parcel speaks of delivery.
            let of = category.key.split('/').next().unwrap_or_default().to_owned();
            found.entry(of).or_insert(word);
        }
    }
    found
}

/// The name as it is written in the text. An English one is a word or more of it, in the singular or the plural.
fn stands_in(name: &str, lower: &str, text: &str) -> Option<String> {
    let name = name.trim();
    let is_latin = name.is_ascii();
    let stem = if is_latin && name.len() > 4 { name.trim_end_matches('s') } else { name };
    let shortest = if is_latin { 4 } else { 2 };
    // A sentence such as "How to ask" names nothing.
    let is_sentence = is_latin && stem.split(' ').count() > 2;
    if is_sentence || stem.chars().count() < shortest || lower.len() != text.len() {
        return None;
    }
    lower.match_indices(stem).find_map(|(at, _)| {
        let end = at.saturating_add(stem.len());
        let letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let begins = !is_latin || !letter(lower.get(..at)?.chars().next_back());
        let rest = lower.get(end..)?;
        let plural = if is_latin && rest.starts_with('s') { 1 } else { 0 };
        let ends = !is_latin || !letter(rest.get(plural..)?.chars().next());
        (begins && ends).then(|| text.get(at..end.saturating_add(plural)).map(ToOwned::to_owned)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_domain::{Language, Words};

    fn category(key: &str, english: &str, chinese: &str) -> Category {
        let name = Words([(Language::English, english.to_owned()), (Language::Simplified, chinese.to_owned())].into());
        Category { key: key.to_owned(), parent: None, name }
    }

    #[test]
    fn a_text_speaks_of_what_it_names_in_either_language() {
        let all = [category("refund", "Refunds", "退款"), category("exchange", "Exchange", "换货"), category("exchange/new", "New unit", "换新")];
        let of = |text: &str| matters(&all, text).into_iter().collect::<Vec<_>>();
        assert_eq!(of("要求改成退款，不换新了"), [("exchange".to_owned(), "换新".to_owned()), ("refund".to_owned(), "退款".to_owned())]);
        assert_eq!(of("I want a Refund, please"), [("refund".to_owned(), "Refund".to_owned())]);
        assert_eq!(of("refunded? no such word here"), []);
        assert_eq!(of(""), []);
    }
}
