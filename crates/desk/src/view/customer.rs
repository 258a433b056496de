//! The customer beside the ticket, and customers found while a call is captured.

use holdfast_domain::{AccessNeed, Channel, Contact, ContactKind, Fact, FactKind, Language, Status};
use serde::{Deserialize, Serialize};
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
    /// What they need of whoever speaks with them.
    pub needs: Vec<AccessNeed>,
    /// How they are reached, what to try first before the rest; masked where `masked` says so.
    pub contacts: Vec<Contact>,
    /// Which of these to try when the usual one is down.
    pub fallback: Option<Contact>,
    /// What they said of solved tickets.
    pub said: Said,
    /// Others who were found to be this one.
    pub joined: Vec<JoinedView>,
    /// Whether addresses and numbers are masked until one says why they must be seen.
    pub masked: bool,
    /// Until when they are not, where one said so.
    pub revealed_until: Option<Millis>,
    /// Who looked at what is masked, the newest first; for those who lead.
    pub looks: Vec<LookView>,
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

/// What a customer said of what was solved for them (Q4), over their tickets on this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// That all is well, so many times.
    pub satisfied: u32,
    /// That it is not.
    pub unsatisfied: u32,
}

/// Another customer who was found to be the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JoinedView {
    /// Identity.
    pub id: String,
    /// Name there.
    pub name: String,
}

/// Somebody looked at what is masked.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LookView {
    /// Who.
    pub by: String,
    /// When.
    pub at: Millis,
    /// Why.
    pub why: String,
}

/// What an agent notes of a customer: what is so, and what is not so any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CustomerEdit {
    /// The name, when it is another.
    pub name: Option<String>,
    /// Ways to reach them.
    pub add_contacts: Vec<Contact>,
    /// Those that do not any more.
    pub remove_contacts: Vec<Contact>,
    /// The way to try when the usual one is down; the last counts.
    pub add_fallback: Vec<Contact>,
    /// Those that are not it any more.
    pub remove_fallback: Vec<Contact>,
    /// Facts.
    pub add_facts: Vec<Fact>,
    /// Those that are not so any more.
    pub remove_facts: Vec<Fact>,
    /// What they need.
    pub add_needs: Vec<AccessNeed>,
    /// What they do not.
    pub remove_needs: Vec<AccessNeed>,
}

/// Another customer who may be the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AlikeView {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// What both are reached by, masked as the rest.
    pub by: Contact,
    /// How many tickets there are of them.
    pub tickets: u32,
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
    /// What kind.
    pub kind: FactKind,
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
    /// What they said of it when it was solved.
    pub satisfied: Option<bool>,
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
    pub contact: Option<ContactKind>,
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
