//! What is sent on to somebody outside, by mail: part of a conversation, as its author saw it, under words of their own. It is no
//! answer to the customer, and stands on the ticket as a note that says to whom it went.

use serde::{Deserialize, Serialize};

use crate::MessageId;

/// The longest address (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;
const LONGEST_LOCAL: usize = 64;
const LONGEST_LABEL: usize = 63;

/// What was sent on, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Forwarded {
    /// One address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// What stands below the words of whoever sends it: the messages, with who wrote each and when.
    pub text: String,
    /// Which messages these are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<MessageId>,
}

/// Whether a text can be the address of one person (RFC 5321, without what is quoted): `name@host.example`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let is_atom = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter));
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    text.len() <= LONGEST_ADDRESS
        && local.len() <= LONGEST_LOCAL
        && local.split('.').all(is_atom)
        && host.contains('.')
        && host.split('.').all(is_label)
        && host.rsplit('.').next().is_some_and(|last| last.len() > 1 && !last.chars().all(|letter| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_persons_address_and_nothing_else() {
        for good in ["repair@partner.example", "a.b+c@x-y.co.uk", "李雷@例子.中国", "o'neil@shop.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "repair",
            "@x.example",
            "a@",
            "a@b",
            "a b@x.example",
            "a@x..example",
            ".a@x.example",
            "a@x.example,b@y.example",
            "a@x.example\nBcc: b@y.example",
            "<a@x.example>",
            "a@-x.example",
            "a@127.0.0.1",
            "a@b@c.example\r",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(!is_address(&format!("{}@x.example", "a".repeat(65))));
    }
}
