//! What an operation carries of its own: an article as it shall be, a ticket as it is captured, and who called.

use serde::{Deserialize, Serialize};

use crate::{ChangeNotice, Channel, Content, CustomerId, Language, OperationId, QueueId, Timestamp, Urgency};

/// What an article shall say, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewContent {
    /// What it shall say.
    pub content: Content,
    /// The version it was written over; 0 for a new article.
    pub base: u32,
    /// Why.
    pub why: String,
    /// What everybody must read once it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<ChangeNotice>,
    /// Publish it at once, where its author may and nobody was faster; it waits as a suggestion otherwise.
    #[serde(default)]
    pub publish: bool,
    /// Change requests that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<OperationId>,
}

/// A ticket as it is captured (T9): name, contact, question, product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTicket {
    /// The desk's own number.
    pub temporary: String,
    /// One line.
    pub subject: String,
    /// What the customer said.
    pub question: String,
    /// How the customer reached us.
    pub channel: Channel,
    /// How much it presses.
    pub urgency: Urgency,
    /// Key of a category.
    pub category: Option<String>,
    /// Queue.
    pub queue: Option<QueueId>,
    /// Who called.
    pub caller: Caller,
    /// Product it is about.
    pub product: Option<String>,
    /// Another number to call back on.
    pub call_back: Option<String>,
    /// Call back first when the helpdesk returns (O5).
    pub recover: bool,
    /// When the customer came, where that was noted on paper and is written down only now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_at: Option<Timestamp>,
    /// Language of the question.
    pub language: Option<Language>,
}

/// Who called: a customer already known, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    /// Identity; a new one for a new customer.
    pub id: CustomerId,
    /// Whether the customer was known when the call was captured.
    pub known: bool,
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// Name of an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Tier as known.
    pub tier: u8,
}
