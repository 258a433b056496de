//! The customer and the facts already known, so that nobody asks twice (T3, U1).

use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeSet;

use crate::{AgentId, CustomerId, Language, OperationId, TicketId, Timestamp};

/// So many contacts, facts and tags of one customer are told of. More is another list that somebody pasted.
pub const MOST_NOTED: usize = 60;
/// The longest of them, and the longest name, in characters.
pub const LONGEST_NOTED: usize = 240;
/// So many looks at what is masked are kept, the newest.
pub const MOST_REVEALED: usize = 200;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// What was said.
    pub value: String,
}

/// Where a customer is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ContactKind {
    /// By telephone.
    Phone,
    /// By mail.
    Mail,
    /// In a messenger or a shop, by the name there.
    Account,
}

/// One way to reach a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// How.
    pub kind: ContactKind,
    /// As given.
    pub value: String,
}

impl Contact {
    /// Whether the two reach the same: numbers by their digits, the rest whatever the case.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let folded = |contact: &Self| match contact.kind {
            ContactKind::Phone => phone_digits(&contact.value),
            ContactKind::Mail | ContactKind::Account => contact.value.trim().to_lowercase(),
        };
        self.kind == other.kind && folded(self) == folded(other)
    }
}

/// What a customer needs of whoever speaks with them. The window says in words what that asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AccessNeed {
    /// Hears badly or not: to be written to, not called.
    Hearing,
    /// Sees badly or not: no pictures of text, no papers that a reader cannot read aloud.
    Sight,
    /// Speaks with effort: to be given time.
    Speech,
    /// Reads with effort: short sentences, plain words.
    Reading,
    /// Does not speak the team's languages: with an interpreter.
    Interpreter,
    /// Is spoken for by somebody who is known and allowed to.
    Helper,
}

/// Somebody looked at what is masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revealed {
    /// The operation that said so.
    pub operation: OperationId,
    /// Who.
    pub by: AgentId,
    /// When, as composed.
    pub at: Timestamp,
    /// Why.
    pub why: String,
    /// Where.
    pub ticket: Option<TicketId>,
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
    /// Telephone as given: the one to call first.
    pub phone: Option<String>,
    /// Mail address: the one to write to first.
    pub mail: Option<String>,
    /// Keys of [`crate::TagRule`].
    pub tags: Vec<String>,
    /// What is already known.
    pub facts: Vec<Fact>,
    /// Customer since.
    pub since: Option<Timestamp>,
    /// Other ways to reach them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// The way to reach them when the usual one is down (O4): one of those above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Contact>,
    /// What they need of whoever speaks with them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<AccessNeed>,
    /// The customer that this one is, where the two were found to be one. Their tickets stay each its own; whoever looks at
    /// one of them sees both, and parting them again loses nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<CustomerId>,
    /// Who looked at what is masked, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revealed: Vec<Revealed>,
}

impl Customer {
    /// Of whom nothing is known but the name.
    #[must_use]
    pub fn named(id: CustomerId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            tier: 0,
            language: None,
            phone: None,
            mail: None,
            tags: Vec::new(),
            facts: Vec::new(),
            since: None,
            contacts: Vec::new(),
            fallback: None,
            needs: BTreeSet::new(),
            joined: None,
            revealed: Vec::new(),
        }
    }

    /// All ways to reach the customer, those to try first before the others.
    #[must_use]
    pub fn reached_by(&self) -> Vec<Contact> {
        let first = |kind, value: &Option<String>| value.clone().map(|value| Contact { kind, value });
        let firsts = [first(ContactKind::Phone, &self.phone), first(ContactKind::Mail, &self.mail)];
        firsts.into_iter().flatten().chain(self.contacts.iter().cloned()).collect()
    }
}

/// What is noted of a customer, and what is not so any more. Notes of two people stand together; of two names or languages
/// the later in the team server's order stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CustomerChange {
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The language the customer writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Ways to reach them. The first of a kind is the one to try first.
    #[serde(skip_serializing_if = "Noted::is_empty")]
    pub contacts: Noted<Contact>,
    /// The way to reach them when the usual one is down: the last that is added.
    #[serde(skip_serializing_if = "Noted::is_empty")]
    pub fallback: Noted<Contact>,
    /// Facts.
    #[serde(skip_serializing_if = "Noted::is_empty")]
    pub facts: Noted<Fact>,
    /// What they need.
    #[serde(skip_serializing_if = "Noted::is_empty")]
    pub needs: Noted<AccessNeed>,
    /// Keys of tags.
    #[serde(skip_serializing_if = "Noted::is_empty")]
    pub tags: Noted<String>,
}

/// What is so, and what is not so any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Noted<T> {
    /// What is so.
    pub add: Vec<T>,
    /// What is not.
    pub remove: Vec<T>,
}

impl<T> Default for Noted<T> {
    fn default() -> Self {
        Self { add: Vec::new(), remove: Vec::new() }
    }
}

impl<T> Noted<T> {
    /// Whether nothing was noted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty()
    }
}

/// Fewer digits are no telephone number that anybody could be called back on.
const FEWEST_DIGITS: usize = 3;

impl ContactKind {
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
        let Some(kind) = ContactKind::of(typed) else { return false };
        let asked = Contact { kind, value: typed.trim().to_owned() };
        let same = |known: &str| known.trim().eq_ignore_ascii_case(&asked.value);
        let told = || self.facts.iter().any(|fact| matches!(fact.kind, FactKind::Account | FactKind::Order) && same(&fact.value));
        self.reached_by().iter().any(|contact| contact.is_same(&asked)) || (kind != ContactKind::Mail && told())
    }
}

/// The digits of a telephone number, which is how two ways of writing it are the same.
#[must_use]
pub fn phone_digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
