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

/// The digits of a telephone number, which is how two ways of writing it are the same.
#[must_use]
pub fn phone_digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
