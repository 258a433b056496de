//! How a drill was done: read off its desk, as a report of an outage is.

use holdfast_domain::customer::phone_digits;
use holdfast_domain::{CustomerId, MessageKind, TaskKind, Ticket, Timestamp, Urgency};
use std::collections::BTreeMap;

use super::script::Caller;
use crate::error::DeskError;
use crate::present::clock_time;
use crate::view::{DrillCall, DrillGap, DrillScore, Millis};
use crate::words::Words;
use crate::work::Work;

/// So many messages of a ticket are looked at.
const MOST_MESSAGES: u32 = 100;

/// What is known of how it went.
pub(super) struct Course {
    pub(super) began: Timestamp,
    pub(super) back: Option<Timestamp>,
    /// Who rang, and when.
    pub(super) calls: Vec<(&'static Caller, Timestamp)>,
    /// What the lead said of the end, and when.
    pub(super) expected: Vec<(Timestamp, Timestamp)>,
}

/// A ticket that was worked on meanwhile, with the number of its customer.
struct Noted {
    ticket: Ticket,
    customer: CustomerId,
    name: String,
    digits: Vec<String>,
    /// When anything was written on it.
    written: Vec<Timestamp>,
    replies: Vec<(Timestamp, String)>,
}

impl Course {
    /// Whether what a caller said was written down since they rang.
    pub(super) fn is_noted(&self, work: &Work, caller: &Caller, at: Timestamp) -> Result<bool, DeskError> {
        Ok(noted_after(&self.noted(work)?, caller, at).is_some())
    }

    pub(super) fn score(&self, work: &Work, words: &Words) -> Result<DrillScore, DeskError> {
        let noted = self.noted(work)?;
        let called = self.called(work)?;
        let mut rows = Vec::new();
        for (caller, at) in &self.calls {
            let after = noted_after(&noted, caller, *at);
            let gaps = gaps(&noted, caller, after, &called, words);
            rows.push(DrillCall { name: caller.name(words), noted_after: after.map(|after| Millis::between(*at, after)), gaps });
        }
        let mut times: Vec<f64> = rows.iter().filter_map(|row| row.noted_after).map(|after| after.0).collect();
        times.sort_by(f64::total_cmp);
        let (promises, wrong) = self.promises(&noted);
        let (calls, taken) = (count(rows.len()), count(times.len()));
        let complete = count(rows.iter().filter(|row| row.gaps.iter().all(|gap| *gap == DrillGap::CallBack)).count());
        let done = count(called.values().filter(|done| done.is_some()).count());
        let last = called.values().flatten().max().copied();
        let to_call = count(called.len());
        let points = share(40, taken, calls)
            .saturating_add(share(20, complete, calls))
            .saturating_add(share(20, promises.saturating_sub(wrong), promises))
            .saturating_add(share(20, done, to_call));
        Ok(DrillScore {
            // Whoever did nothing made no wrong promise either.
            points: if taken == 0 { 0 } else { points },
            calls,
            noted: taken,
            median: times.get(times.len().saturating_sub(1) / 2).copied().map(Millis),
            complete,
            promises,
            wrong_promises: wrong,
            to_call,
            called: done,
            called_after: last.zip(self.back).map(|(last, back)| Millis::between(back, last)),
            rows,
        })
    }

    fn noted(&self, work: &Work) -> Result<Vec<Noted>, DeskError> {
        let mut all = Vec::new();
        for (ticket, _) in work.store.moved_since(self.began, work.now())? {
            let Some(customer) = work.store.customer(ticket.customer)? else { continue };
            let (messages, _) = work.store.messages(ticket.id, None, MOST_MESSAGES)?;
            let mine = messages.into_iter().filter(|message| message.at >= self.began);
            let (mut written, mut replies) = (Vec::new(), Vec::new());
            for message in mine {
                written.push(message.at);
                if message.kind == MessageKind::Reply {
                    replies.push((message.at, message.words().into_owned()));
                }
            }
            let digits = customer.reached_by().iter().map(|contact| phone_digits(&contact.value)).filter(|digits| !digits.is_empty()).collect();
            all.push(Noted { customer: customer.id, name: customer.name, ticket, digits, written, replies });
        }
        Ok(all)
    }

    /// Whom the list names by the number, and when they were told.
    fn called(&self, work: &Work) -> Result<BTreeMap<String, Option<Timestamp>>, DeskError> {
        let Some(outage) = work.outages()?.into_iter().find(|outage| outage.start.instant() >= self.began.plus_minutes(-1)) else {
            return Ok(BTreeMap::new());
        };
        let rows = work.call_backs(&outage.id)?.rows;
        let ours: Vec<String> = self.calls.iter().map(|(caller, _)| caller.digits()).collect();
        let told = rows.into_iter().filter_map(|row| {
            let digits = phone_digits(&row.phone?);
            let done = row.step.is_some_and(holdfast_domain::CallBackStep::is_end);
            ours.contains(&digits).then(|| (digits, row.step_at.filter(|_| done).map(Millis::instant)))
        });
        Ok(told.collect())
    }

    /// How many times were named to customers, and how many of them could not be kept as far as anybody knew.
    fn promises(&self, noted: &[Noted]) -> (u32, u32) {
        let until = self.back.unwrap_or(Timestamp::from_millis(i64::MAX));
        let known = |at: Timestamp| self.expected.iter().rev().find(|(said, _)| *said <= at).map(|(_, expected)| *expected);
        let (mut all, mut wrong) = (0_u32, 0_u32);
        for one in noted {
            let made = one.ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise && task.made_at >= self.began && task.made_at < until);
            for task in made {
                all = all.saturating_add(1);
                wrong = wrong.saturating_add(u32::from(known(task.made_at).is_none_or(|expected| task.due < expected)));
            }
            for (at, text) in one.replies.iter().filter(|(at, _)| *at < until) {
                let named = self.expected.iter().map(|(_, expected)| *expected).find(|expected| text.contains(&clock_time(*expected)));
                let Some(named) = named else { continue };
                all = all.saturating_add(1);
                wrong = wrong.saturating_add(u32::from(known(*at) != Some(named)));
            }
        }
        (all, wrong)
    }
}

fn noted_after(noted: &[Noted], caller: &Caller, at: Timestamp) -> Option<Timestamp> {
    let theirs = noted.iter().filter(|one| one.digits.contains(&caller.digits()));
    theirs.flat_map(|one| &one.written).filter(|written| **written >= at).min().copied()
}

fn gaps(noted: &[Noted], caller: &Caller, after: Option<Timestamp>, called: &BTreeMap<String, Option<Timestamp>>, words: &Words) -> Vec<DrillGap> {
    if after.is_none() {
        return vec![DrillGap::Record];
    }
    let theirs: Vec<&Noted> = noted.iter().filter(|one| one.digits.contains(&caller.digits())).collect();
    let mut gaps = Vec::new();
    let name = caller.name(words);
    if !theirs.iter().any(|one| one.name.contains(&name) || name.contains(one.name.as_str())) {
        gaps.push(DrillGap::Name);
    }
    if theirs.iter().all(|one| one.ticket.category.is_none()) {
        gaps.push(DrillGap::Category);
    }
    if caller.is_emergency && theirs.iter().all(|one| one.ticket.urgency != Urgency::Emergency) {
        gaps.push(DrillGap::Emergency);
    }
    let customers = theirs.iter().map(|one| one.customer).collect::<std::collections::BTreeSet<_>>().len();
    if caller.is_again() && (theirs.len() > 1 || customers > 1) {
        gaps.push(DrillGap::Twice);
    }
    if called.get(&caller.digits()).is_some_and(Option::is_none) {
        gaps.push(DrillGap::CallBack);
    }
    gaps
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// So much of the points for so many of all; all of them where there was nothing to do.
fn share(points: u32, done: u32, all: u32) -> u32 {
    points.saturating_mul(done.min(all)).checked_div(all).unwrap_or(points)
}
