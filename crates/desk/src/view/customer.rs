//! The customer beside the ticket, and customers found while a call is captured.

use holdfast_domain::{Channel, Contact, Language, Status};
use serde::Serialize;
use specta::Type;

use super::millis::Millis;

/// A customer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CustomerCard {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Tier.
    pub tier: u8,
    /// Language.
    pub lang: Option<Language>,
    /// Tags in the desk's language.
    pub tags: Vec<String>,
    /// How to speak with such a customer, by tag.
    pub hints: Vec<TagHint>,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// What is already known.
    pub facts: Vec<FactView>,
    /// Other tickets, the first of them.
    pub history: Vec<HistoryRow>,
    /// How many other tickets there are.
    pub others: u32,
    /// Promises open on other tickets, the next due first.
    pub promises: Vec<PromiseElsewhere>,
    /// Customer since.
    pub since: Option<Millis>,
}

/// What a tag asks of who speaks with the customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TagHint {
    /// The tag in the desk's language.
    pub tag: String,
    /// How to speak.
    pub strategy: String,
}

/// A promise that is open on another ticket of the customer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromiseElsewhere {
    /// Ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// In words.
    pub text: String,
    /// By when.
    pub due: Millis,
}

/// Something already known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    /// What it is: a message of the catalogues, `fact-order`.
    pub label: String,
    /// What was said.
    pub value: String,
}

/// Another ticket of the same customer.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRow {
    /// Ticket.
    pub ticket: String,
    /// Number.
    pub number: String,
    /// Subject.
    pub subject: String,
    /// Channel.
    pub channel: Channel,
    /// When.
    pub at: Millis,
    /// Where it stands.
    pub status: Status,
}

/// A customer found by what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CustomerMatch {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Tier.
    pub tier: u8,
    /// Of the ways to reach the customer, and what was ordered, the one that was typed; else the first there is.
    pub reached: Option<String>,
    /// Whether what was typed is exactly that, and not its beginning.
    pub exact: bool,
    /// Tickets still open: look before making a second one.
    pub open: Vec<ActiveTicket>,
}

/// Who may be calling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallersFound {
    /// What was typed, understood as a way to reach somebody.
    pub contact: Option<Contact>,
    /// Customers, the likeliest first.
    pub customers: Vec<CustomerMatch>,
}

/// A ticket still open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActiveTicket {
    /// Ticket.
    pub ticket: String,
    /// Number.
    pub number: String,
    /// Subject.
    pub subject: String,
}
