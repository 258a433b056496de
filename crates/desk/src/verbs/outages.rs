//! Outages: what is known of them, what a lead says of them, and when this desk was cut off, told once it can be.

use holdfast_domain::{Action, Outage, OutageEvent, OutageId, OutageLine, OutageScope, SHORTEST_TOLD_MS, Said, Sighting, Timestamp, join_outages};
use holdfast_store::CutOff;
use std::collections::BTreeSet;

use super::input::{count, id};
use crate::error::DeskError;
use crate::present::{Names, clock_time, due_time};
use crate::still_down::asked_from;
use crate::view::{FormerTime, Millis, OutageEventView, OutageLineView, OutageReport, OutageView, SaidView};
use crate::words::Words;
use crate::work::Work;

/// What is older than this is told no more: whoever was away so long was not cut off.
const TOLD_DAYS: i64 = 30;

impl Work {
    /// All that are known, the newest first; one that lasts before all others (O2).
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outages(&self) -> Result<Vec<OutageView>, DeskError> {
        let (names, now) = (Names::of(self), self.now());
        let here = self.cut_offs.times().iter().rev().find(|cut_off| !cut_off.ended).map(|cut_off| self.name_of(cut_off));
        let all = self.known_outages(now)?;
        let here = here.map(|here| all.iter().find(|outage| outage.id == here).and_then(|outage| outage.joined).unwrap_or(here));
        let mut views: Vec<_> =
            all.iter().filter(|outage| outage.joined.is_none()).map(|outage| view(outage, here == Some(outage.id), &names)).collect();
        for view in views.iter_mut().filter(|view| view.end.is_none()) {
            view.drafts = self.former_times(view)?;
        }
        views.sort_by(|one, other| {
            (one.end.is_some(), other.start).partial_cmp(&(other.end.is_some(), one.start)).unwrap_or(std::cmp::Ordering::Equal)
        });
        Ok(views)
    }

    /// The texts being written at this desk that name a time which was expected once and is not any more.
    fn former_times(&self, outage: &OutageView) -> Result<Vec<FormerTime>, DeskError> {
        let former = former(outage.expected, &outage.log);
        if former.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for draft in self.store.drafts()?.into_iter().filter(|draft| draft.kind.is_public()) {
            let Some(said) = former.iter().find(|time| names_time(&draft.body, time)) else { continue };
            if let Some(ticket) = self.store.ticket(draft.ticket)? {
                found.push(FormerTime { ticket: ticket.id.to_string(), number: ticket.number.to_string(), said: said.clone() });
            }
        }
        Ok(found)
    }

    /// What a lead says of an outage: that there is one, or what is otherwise by now (O2).
    ///
    /// # Errors
    /// `outage-unnamed`, `outage-ahead` when it begins later than now, `outage-expected-past` when its expected end has passed;
    /// `outage-missing` when it is not known; `forbidden`; `disk-full`.
    pub fn report_outage(&self, report: OutageReport) -> Result<(), DeskError> {
        let now = self.now();
        let (start, expected) = (report.start.instant(), report.expected.map(|at| at.instant()));
        if let OutageScope::System { name } = &report.scope
            && name.trim().is_empty()
        {
            return Err(DeskError::new("outage-unnamed"));
        }
        if start > now {
            return Err(DeskError::new("outage-ahead"));
        }
        let known = report.id.as_deref().map(|id| self.outage(id, now)).transpose()?;
        let moved = known.as_ref().is_none_or(|known| said(known.expected.as_ref()).flatten() != expected);
        if moved && expected.is_some_and(|expected| expected <= now) {
            return Err(DeskError::new("outage-expected-past"));
        }
        let cause = report.cause.trim().to_owned();
        let note = report.note.trim().to_owned();
        match known {
            Some(known) if known.is_declared() => {
                let cause = Some(cause).filter(|cause| said(known.cause.as_ref()).unwrap_or_default() != *cause);
                let expected = moved.then_some(expected);
                if cause.is_some() || expected.is_some() || !note.is_empty() {
                    self.act(known.id, Action::TellOutage { cause, expected, note }, None)?;
                }
            }
            known => {
                let about = match known {
                    Some(known) => known.id,
                    None => OutageId(self.new_id(now)?.0),
                };
                self.act(about, Action::DeclareOutage { scope: report.scope, start, cause, expected, note }, None)?;
            }
        }
        Ok(())
    }

    /// Why something is down and until when, in words for a customer: of what this desk is cut off by, else of what began last. A
    /// time that has passed is told to nobody (O3).
    pub(crate) fn outage_told(&self, words: &Words, now: Timestamp) -> Result<(Option<String>, Option<String>), DeskError> {
        let told = self.outages()?.into_iter().filter(|outage| outage.end.is_none());
        let Some(told) = told.min_by_key(|outage| !outage.here) else { return Ok((None, None)) };
        let expected = told.expected.map(Millis::instant).filter(|at| *at > now).map(|at| due_time(words, at, now));
        Ok((Some(told.cause).filter(|cause| !cause.is_empty()), expected))
    }

    /// That it is over, since now.
    ///
    /// # Errors
    /// `outage-missing`; `forbidden`; `disk-full`.
    pub fn end_outage(&self, id: &str) -> Result<(), DeskError> {
        let now = self.now();
        let known = self.outage(id, now)?;
        self.act(known.id, Action::EndOutage { at: now }, None)?;
        Ok(())
    }

    /// When this desk could not reach the team server, for the log of the whole team, and what became of what was done then. What
    /// was told already is not told again.
    pub(crate) fn tell_cut_offs(&self) {
        let tells = || -> Result<bool, DeskError> {
            let (now, device) = (self.now(), self.device());
            let known = self.store.outages(now)?;
            let mut owed = false;
            for cut_off in self.told(&known, now).filter(|cut_off| cut_off.ended) {
                let (name, from, to) = (self.name_of(&cut_off), cut_off.start, cut_off.seen);
                let mine = |sighting: &&Sighting| sighting.device == device && sighting.from <= to && from <= sighting.to;
                let told = known.iter().find(|outage| outage.id == name).and_then(|outage| outage.sightings.iter().find(mine));
                if told.is_some_and(|told| told.carried.is_some()) {
                    continue;
                }
                let carried = self.store.carried(from, to)?;
                owed |= carried.is_none();
                if told.is_none() || carried.is_some() {
                    self.act(name, Action::TellCutOff { from, to, carried }, None)?;
                }
            }
            Ok(owed)
        };
        match tells() {
            Ok(owed) => self.cut_offs.owes(owed),
            Err(error) => tracing::warn!(?error, "the team is not told when this desk was cut off; it will be when it is cut off again"),
        }
    }

    /// What is worth telling: it lasts, or lasted long enough, and not long ago. However short it was, one that a lead has spoken of
    /// is told: nobody would know otherwise that it is over.
    fn told(&self, known: &[Outage], now: Timestamp) -> impl Iterator<Item = CutOff> + use<> {
        let spoken_of: BTreeSet<OutageId> = known.iter().filter(|outage| outage.is_declared()).map(|outage| outage.id).collect();
        let device = self.device();
        let is_told = move |cut_off: &CutOff| {
            let recent = now.since(cut_off.seen) < TOLD_DAYS * 24 * 3_600_000;
            let long = cut_off.seen.since(cut_off.start) >= SHORTEST_TOLD_MS;
            !cut_off.ended || (recent && (long || spoken_of.contains(&OutageId::noticed(device, cut_off.start))))
        };
        self.cut_offs.times().into_iter().filter(is_told)
    }

    fn name_of(&self, cut_off: &CutOff) -> OutageId {
        OutageId::noticed(self.device(), cut_off.start)
    }

    /// What the team knows, and what this desk alone knows yet.
    pub(crate) fn known_outages(&self, now: Timestamp) -> Result<Vec<Outage>, DeskError> {
        let mut all = self.store.outages(now)?;
        for cut_off in self.told(&all, now) {
            let id = self.name_of(&cut_off);
            let to = if cut_off.ended { cut_off.seen } else { now };
            let sighting = Sighting { device: self.device(), by: self.me.id, from: cut_off.start.min(to), to, carried: None };
            match all.iter_mut().find(|outage| outage.id == id) {
                // A lead at this desk has spoken of it already.
                Some(outage) if outage.joined.is_none() && outage.sightings.is_empty() => outage.sightings.push(sighting),
                Some(_) => {}
                None => all.push(Outage::noticed(id, sighting)),
            }
        }
        join_outages(&mut all);
        Ok(all)
    }

    /// Whether this desk is cut off by it now.
    pub(crate) fn is_cut_off_by(&self, outage: &Outage) -> bool {
        self.cut_off_by(outage).is_some()
    }

    /// What this desk itself sees of it, while it is cut off by it.
    pub(crate) fn cut_off_by(&self, outage: &Outage) -> Option<CutOff> {
        let here = self.cut_offs.times().into_iter().rev().find(|cut_off| !cut_off.ended);
        here.filter(|here| outage.sightings.iter().any(|sighting| sighting.device == self.device() && sighting.from == here.start))
    }

    /// The one that this identity speaks of, as it stands.
    pub(super) fn outage(&self, outage: &str, now: Timestamp) -> Result<Outage, DeskError> {
        let asked = id::<OutageId>(outage)?;
        let all = self.known_outages(now)?;
        let stands = all.iter().find(|outage| outage.id == asked).and_then(|outage| outage.joined).unwrap_or(asked);
        all.into_iter().find(|outage| outage.id == stands).ok_or_else(|| DeskError::new("outage-missing"))
    }
}

/// The times of day that were expected once and are not any more, what was said last first. The window finds them in the text that is
/// open as it is typed; that both find the same is one table of cases.
fn former(expected: Option<Millis>, log: &[OutageLineView]) -> Vec<String> {
    let expected = expected.map(|at| clock_time(at.instant()));
    let times = log.iter().flat_map(|line| if let OutageEventView::Expected { at, before } = line.event { [before, at] } else { [None, None] });
    times.flatten().map(|at| clock_time(at.instant())).filter(|time| Some(time) != expected.as_ref()).collect()
}

/// Whether a text names a time of day: `4:10` is not in `14:10`.
fn names_time(text: &str, time: &str) -> bool {
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    text.match_indices(time).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at.saturating_add(time.len())..).unwrap_or_default());
        !digit(before.chars().next_back()) && !digit(after.chars().next())
    })
}

fn said<T: Clone>(said: Option<&Said<T>>) -> Option<T> {
    said.map(|said| said.value.clone())
}

fn view(outage: &Outage, here: bool, names: &Names) -> OutageView {
    let end = outage.end().filter(|_| !here);
    let desks = count(outage.sightings.iter().map(|sighting| sighting.device).collect::<BTreeSet<_>>().len());
    let mut log: Vec<_> = outage.log.iter().map(|line| line_of(line, names)).collect();
    let by_desks = |at: Timestamp, event| OutageLineView { at: at.into(), by: None, event, offline: false };
    log.extend(outage.sightings.iter().map(|sighting| sighting.from).min().map(|from| by_desks(from, OutageEventView::CutOff)));
    let back = outage.sightings.iter().map(|sighting| sighting.to).max().filter(|_| !here);
    log.extend(back.map(|to| by_desks(to, OutageEventView::Back { desks })));
    log.sort_by(|one, other| other.at.partial_cmp(&one.at).unwrap_or(std::cmp::Ordering::Equal));
    let cause = outage.cause.as_ref().map(|said| (said.at, said.by));
    let expected = outage.expected.as_ref().map(|said| (said.at, said.by));
    OutageView {
        id: outage.id.to_string(),
        scope: outage.scope.clone(),
        start: outage.start.into(),
        end: end.map(Into::into),
        cause: said(outage.cause.as_ref()).unwrap_or_default(),
        expected: said(outage.expected.as_ref()).flatten().map(Into::into),
        said: cause.max(expected).map(|(at, by)| SaidView { by: by.and_then(|by| names.agent(by)), at: at.into() }),
        declared: outage.is_declared(),
        desks,
        here,
        asked_from: asked_from(outage).map(Into::into),
        drafts: Vec::new(),
        log,
    }
}

fn line_of(line: &OutageLine, names: &Names) -> OutageLineView {
    let event = match &line.event {
        OutageEvent::Declared => OutageEventView::Declared,
        OutageEvent::Cause { text } => OutageEventView::Cause { text: text.clone() },
        OutageEvent::Expected { at, before } => OutageEventView::Expected { at: at.map(Into::into), before: before.map(Into::into) },
        OutageEvent::Note { text } => OutageEventView::Note { text: text.clone() },
        OutageEvent::Over => OutageEventView::Over,
    };
    OutageLineView { at: line.at.into(), by: line.by.and_then(|by| names.agent(by)), event, offline: line.offline }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Example {
        text: String,
        /// From when to when, the latest first.
        moved: Vec<(Option<String>, Option<String>)>,
        expected: Option<String>,
        said: Option<String>,
    }

    /// On the wall of wherever the test runs.
    fn at(time: Option<&String>) -> Option<Millis> {
        let noon = Timestamp::from_millis(1_796_299_200_000);
        let at = (0..24 * 60).map(|minutes| noon.plus_minutes(minutes)).find(|at| Some(&clock_time(*at)) == time);
        at.map(Into::into)
    }

    #[test]
    fn a_text_that_is_not_open_names_a_former_time_exactly_where_the_window_says_so_of_the_open_one() {
        let examples: Vec<Example> = serde_json::from_str(include_str!("../../tests/fixtures/former_times.json")).unwrap();
        for example in examples {
            let line = |(before, now): &(Option<String>, Option<String>)| {
                let event = OutageEventView::Expected { at: at(now.as_ref()), before: at(before.as_ref()) };
                OutageLineView { at: Millis(0.0), by: None, event, offline: false }
            };
            let log: Vec<_> = example.moved.iter().map(line).collect();
            let said = former(at(example.expected.as_ref()), &log).into_iter().find(|time| names_time(&example.text, time));
            assert_eq!(said, example.said, "{}", example.text);
        }
    }
}
