//! What is left of a call-back list is handed over: each ticket with what whoever goes on must know, filled from facts.

use holdfast_domain::{Action, AgentId, CallBackStep, CallBackWhy, Handover, Operation, TaskKind, Ticket, Timestamp, ToCall};

use super::call_backs::{is_left, latest};
use super::input::{count, id};
use crate::error::DeskError;
use crate::present::due_time;
use crate::work::Work;

impl Work {
    /// Hands over the calls that are left: this person's own, or for who leads all of them. All of them or none. Answers how many
    /// customers it was.
    ///
    /// # Errors
    /// `call-open` while a call that this person began is not ended; `calls-none-left`; `bad-value` for who cannot ring a customer;
    /// `forbidden` where all are meant and this person does not lead; `outage-missing`; `body-too-long`; `disk-full`.
    pub fn hand_over_calls(&self, outage: &str, to: &str, all: bool, words: &str) -> Result<u32, DeskError> {
        let now = self.now();
        let (to, outage) = (id::<AgentId>(to)?, self.outage(outage, now)?);
        if all && !self.me.role.leads() {
            return Err(DeskError::new("forbidden"));
        }
        if !self.store.directory().agents.iter().any(|agent| agent.id == to && agent.id != self.me.id && agent.role.may_reply()) {
            return Err(DeskError::new("bad-value"));
        }
        let (mut acts, mut customers) = (Vec::new(), 0_usize);
        for (customer, tickets) in self.to_call(&outage, now)?.iter().filter(|(_, tickets)| is_left(tickets, now)) {
            let goes = |ticket: &Ticket| if all { ticket.owner != Some(to) } else { ticket.owner == Some(self.me.id) };
            let given: Vec<_> = tickets.iter().filter(|(ticket, _)| goes(ticket)).collect();
            if given.is_empty() {
                continue;
            }
            if latest(tickets, now).is_some_and(|last| last.step == CallBackStep::Calling && last.by == self.me.id) {
                let name = self.store.customer(*customer)?.map(|customer| customer.name).unwrap_or_default();
                return Err(DeskError::new("call-open").with("customer", name));
            }
            customers = customers.saturating_add(1);
            for (ticket, call) in given {
                let handover = Some(Box::new(self.call_handover(ticket, call, words, now)));
                let action = Action::Assign { to, reason: self.words().say("calls-handed-reason", &[]), handover };
                // One instant for all of them: by that they are known to be one handing over.
                acts.push(Operation { composed_at: now, ..self.operation(ticket.id, action, None)? });
            }
        }
        if acts.is_empty() {
            return Err(DeskError::new("calls-none-left"));
        }
        self.all_or_none(acts, now)?;
        Ok(count(customers))
    }

    fn call_handover(&self, ticket: &Ticket, call: &ToCall, words: &str, now: Timestamp) -> Handover {
        let said = self.words();
        let why = match call.why {
            CallBackWhy::Recorded => "call-why-recorded",
            CallBackWhy::Promised => "call-why-promised",
            CallBackWhy::Held => "call-why-held",
            CallBackWhy::Unanswered => "call-why-unanswered",
        };
        let why = said.say("calls-handed-known", &[("why", &said.say(why, &[])), ("since", &due_time(said, call.since, now))]);
        let known = [why.as_str(), words.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let tried = (call.tries > 0).then(|| said.say("calls-not-reached-so-often", &[("n", &call.tries.to_string())]));
        let open = ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise && task.ended.is_none());
        let promised = open.map(|task| said.say("handover-promise", &[("text", &task.text), ("time", &due_time(said, task.due, now))]));
        Handover { asked: ticket.subject.clone(), known, tried: tried.unwrap_or_default(), promised: promised.collect::<Vec<_>>().join("\n") }
    }
}
