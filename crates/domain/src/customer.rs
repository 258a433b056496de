//! The customer and the facts already known, so that nobody asks twice (T3, U1).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{CustomerId, Language, Timestamp};

/// What kind of fact it is; the window names it in the agent's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FactKind {
    /// An order number.
    Order,
    /// A product and its version.
    Product,
    /// When it was bought.
    Bought,
    /// Where it goes.
    Address,
    /// An account name.
    Account,
    /// A device.
    Device,
}

/// Something the customer has already told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// What was said.
    pub value: String,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Identity.
    pub id: CustomerId,
    /// As the customer is addressed.
    pub name: String,
    /// 0 to 5.
    pub tier: u8,
    /// The language the customer writes.
    pub language: Option<Language>,
    /// Telephone as given.
    pub phone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// Keys of [`crate::TagRule`].
    pub tags: Vec<String>,
    /// What is already known.
    pub facts: Vec<Fact>,
    /// Customer since.
    pub since: Option<Timestamp>,
}

/// Which way to a customer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Contact {
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
    /// The name of an account.
    Account,
}

/// Fewer digits are no telephone number that anybody could be called back on.
const FEWEST_DIGITS: usize = 3;

impl Contact {
    /// What was typed, understood: an address has something on both sides of its sign, a number has digits and nothing that is
    /// not written between digits, and everything else is the name of an account. None for nothing typed.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let is_mail = typed
            .split_once('@')
            .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty() && !after.contains('@') && !typed.contains(char::is_whitespace));
        // The full-width plus is what a Chinese input method writes.
        let is_number = typed.chars().all(|sign| sign.is_ascii_digit() || sign.is_whitespace() || "+＋-–()（）./#*".contains(sign));
        if is_mail {
            Some(Self::Mail)
        } else if is_number && phone_digits(typed).len() >= FEWEST_DIGITS {
            Some(Self::Phone)
        } else {
            Some(Self::Account)
        }
    }
}

impl Customer {
    /// Whether this is how the customer is reached, or what the customer has ordered, however it is written.
    #[must_use]
    pub fn is_reached_by(&self, typed: &str) -> bool {
        let typed = typed.trim();
        let same = |known: &str| known.trim().eq_ignore_ascii_case(typed);
        match Contact::of(typed) {
            None => false,
            Some(Contact::Mail) => self.mail.as_deref().is_some_and(same),
            Some(Contact::Phone) if self.phone.as_deref().is_some_and(|phone| phone_digits(phone) == phone_digits(typed)) => true,
            Some(Contact::Phone | Contact::Account) => {
                self.facts.iter().any(|fact| matches!(fact.kind, FactKind::Account | FactKind::Order) && same(&fact.value))
            }
        }
    }
}

/// The digits of a telephone number, which is how two ways of writing it are the same.
#[must_use]
pub fn phone_digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
