//! Colleagues whom a note names by `@login`. A login is one person's and stays when the name changes, so that the text alone says who
//! is meant: also offline, and where two have the same name. What was found is kept by identity, on the ticket.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

use crate::marks::is_spaced_letter;
use crate::{AgentId, OperationId, Timestamp};

/// Whoever means more people means the team.
pub const MOST_MENTIONS: usize = 20;

/// Who was named on a ticket, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    /// The note.
    pub operation: OperationId,
    /// Its author.
    pub by: AgentId,
    /// Whom it names.
    pub whom: BTreeSet<AgentId>,
    /// When.
    pub at: Timestamp,
}

/// Where a text names somebody of these, each by the login: the longest that fits. What stands within an address names nobody.
#[must_use]
pub fn named<T: Copy>(text: &str, logins: &[(&str, T)]) -> Vec<(Range<usize>, T)> {
    let mut found: Vec<(Range<usize>, T)> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, letter)| matches!(letter, '@' | '＠')) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if before.is_some_and(|before| is_spaced_letter(before) || matches!(before, '.' | '_' | '-' | '/' | '@' | '＠')) {
            continue;
        }
        let start = at + sign.len_utf8();
        let fits = |login: &str| {
            let written = text.get(start..start + login.len()).is_some_and(|written| written.eq_ignore_ascii_case(login));
            !login.is_empty() && written && ends(text.get(start + login.len()..).unwrap_or_default())
        };
        if let Some((login, whom)) = logins.iter().filter(|(login, _)| fits(login)).max_by_key(|(login, _)| login.len()) {
            found.push((at..start + login.len(), *whom));
        }
    }
    found
}

/// Whether a login may end before this.
fn ends(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        None => true,
        Some('_') => false,
        Some('.' | '-' | '@') => !letters.next().is_some_and(is_spaced_letter),
        Some(next) => !is_spaced_letter(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whom(text: &str) -> Vec<u8> {
        named(text, &[("qin", 1), ("qin.li", 2), ("bai", 3), ("小陶", 4)]).into_iter().map(|(_, whom)| whom).collect()
    }

    #[test]
    fn a_login_is_named_at_the_beginning_of_a_word_and_beside_chinese() {
        assert_eq!(whom("@qin look, and @bai."), [1, 3]);
        assert_eq!(whom("请@qin看一下，＠Bai也看"), [1, 3]);
        assert_eq!(whom("(@qin.li) @qin. @小陶帮忙"), [2, 1, 4]);
    }

    #[test]
    fn an_address_or_a_longer_word_names_nobody() {
        assert!(whom("help@qin.com me@bai x.@bai https://a.example/@qin @qinling @qin_2 @qin-li @@qin @ qin").is_empty());
    }
}
