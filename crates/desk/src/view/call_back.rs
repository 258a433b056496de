//! Whom to ring when the helpdesk is back.

use holdfast_domain::{CallBackStep, CallBackWhy, Language, Urgency};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::millis::Millis;

/// Everybody to be rung after an outage, with how far that is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallBackList {
    /// Who is to be rung next comes first, whoever was told already last.
    pub rows: Vec<CallBackRow>,
    /// How many were told or promised something.
    pub done: u32,
    /// When all will have been rung, as fast as it went so far; none before two were, and when all were.
    pub all_by: Option<Millis>,
    /// How many who are left are this person's: one of their tickets is.
    pub own: u32,
}

/// Whose turn it is to ring a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CallTurn {
    /// Whoever begins first: the team server decides.
    Anyone,
    /// This desk is cut off, and this person alone rings them.
    Mine,
    /// This desk is cut off, and a colleague may ring them now.
    Theirs,
}

/// A customer to be rung.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallBackRow {
    /// The ticket that it is about; the most pressing, where there are several.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// In which language that is.
    pub subject_lang: Option<Language>,
    /// So many more tickets of the same customer are in the list.
    pub more: u32,
    /// Their name.
    pub customer: String,
    /// 0 to 5.
    pub tier: u8,
    /// Their telephone number, masked where this person may not see it.
    pub phone: Option<String>,
    /// The way to try when that one is down, masked alike.
    pub fallback: Option<String>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Why they are in the list.
    pub why: CallBackWhy,
    /// Since when they wait.
    pub since: Millis,
    /// By when something is owed to them; the soonest.
    pub owed: Option<Millis>,
    /// How the call stands; none where nobody rang yet.
    pub step: Option<CallBackStep>,
    /// Since when it stands so.
    pub step_at: Option<Millis>,
    /// Who rings, or rang.
    pub by: Option<String>,
    /// Whether that is the person at this desk.
    pub mine: bool,
    /// How often they did not answer.
    pub tries: u32,
    /// Whose ticket it is.
    pub owner: Option<String>,
    /// Whose turn it is to ring them.
    pub turn: CallTurn,
}

/// What was promised in a call.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallPromise {
    /// What.
    pub text: String,
    /// By when.
    pub due: Millis,
}
