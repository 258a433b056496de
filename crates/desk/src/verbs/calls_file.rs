//! The call-back list as a file: for whoever rings from another place, or goes on after a shift.

use holdfast_domain::time::wall_date;
use holdfast_domain::{CallBackStep, CallBackWhy};
use holdfast_paper::{Cell, Document};
use std::path::Path;

use super::impact_file::{Sayer, save};
use crate::error::DeskError;
use crate::view::{CallBackRow, FileKind, Millis};
use crate::work::Work;

impl Work {
    /// Writes the call-back list of an outage into a file, in the order in which they are to be rung. Numbers are masked in it as they
    /// are on the screen. Answers what the file is called.
    ///
    /// # Errors
    /// `outage-missing`; `font-missing`, `file-not-reached`, `disk-full`: then there is no file.
    pub fn save_calls(&self, outage: &str, kind: FileKind, path: &Path) -> Result<String, DeskError> {
        let (list, now, words) = (self.call_backs(outage)?, self.now(), self.words());
        let said = Sayer { words, now: now.into() };
        let columns = [
            ("impact-customer", 1.2),
            ("calls-phone", 1.4),
            ("impact-ticket", 0.9),
            ("calls-about", 2.2),
            ("calls-why", 1.1),
            ("impact-since-when", 1.3),
            ("calls-waits", 1.0),
            ("calls-outcome", 1.4),
        ];
        let rows = list.rows.iter().map(|row| cells(row, &said)).collect();
        let counts = [("done", list.done.to_string()), ("all", list.rows.len().to_string())];
        let document = Document {
            language: words.language.tag().to_owned(),
            title: said.say("calls-title"),
            lines: vec![
                words.say("calls-so-far", &counts.each_ref().map(|(name, value)| (*name, value.as_str()))),
                words.say("impact-since", &[("from", &said.when(self.began(outage)?)), ("now", &said.when(said.now))]),
                said.say("calls-order"),
            ],
            parts: vec![said.table("calls-title", "calls-none", &columns, rows)],
            foot: words.say("impact-foot", &[("now", &said.when(said.now)), ("name", &self.me.name)]),
        };
        save(&document, kind, path)
    }

    /// What such a file is called unless the person calls it otherwise.
    #[must_use]
    pub fn calls_name(&self, kind: FileKind) -> String {
        format!("{} {}.{}", self.words().say("calls-title", &[]), wall_date(self.now()), kind.ending())
    }

    fn began(&self, outage: &str) -> Result<Millis, DeskError> {
        Ok(self.outage(outage, self.now())?.start.into())
    }
}

fn cells(row: &CallBackRow, said: &Sayer<'_>) -> Vec<Cell> {
    let why = match row.why {
        CallBackWhy::Recorded => "call-why-recorded",
        CallBackWhy::Promised => "call-why-promised",
        CallBackWhy::Held => "call-why-held",
        CallBackWhy::Unanswered => "call-why-unanswered",
    };
    let by = row.by.as_ref().map(|by| format!(" · {by}")).unwrap_or_default();
    let outcome = row.step.map(|step| match step {
        CallBackStep::Calling => said.words.say("call-calling", &[("name", row.by.as_deref().unwrap_or_default())]),
        CallBackStep::Told => format!("{}{by}", said.say("call-told")),
        CallBackStep::Promised => format!("{}{by}", said.say("call-promised")),
        CallBackStep::NotReached => said.words.say("calls-not-reached-so-often", &[("n", &row.tries.to_string())]),
    });
    vec![
        Cell::Text(row.customer.clone()),
        row.phone.clone().map_or(Cell::None, Cell::Text),
        Cell::Text(row.number.clone()),
        Cell::Text(row.subject.clone()),
        Cell::Text(said.say(why)),
        said.time(row.since),
        said.length(Millis(said.now.0 - row.since.0)),
        outcome.map_or(Cell::None, Cell::Text),
    ]
}
