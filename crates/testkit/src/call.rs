//! A call as somebody notes it: what a test says nothing of is as it usually is.

use holdfast_desk::view::{Millis, NewCall};
use holdfast_domain::{Channel, Urgency};

/// By telephone, to be called back.
#[must_use]
pub fn call(caller: &str, contact: &str, question: &str) -> NewCall {
    NewCall {
        caller: caller.to_owned(),
        contact: contact.to_owned(),
        ticket: None,
        channel: Channel::Phone,
        customer: None,
        subject: String::new(),
        question: question.to_owned(),
        product: None,
        call_back: None,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        recover: true,
        came_at: None,
        solved: None,
        started_at: Millis(0.0),
    }
}
