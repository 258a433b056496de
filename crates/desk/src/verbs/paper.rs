//! The last ditch: what is printed beforehand for when even the computer is gone: whom to ring, who hears of an emergency when, what
//! to tell customers, and forms of calls to be written on by hand (O1, O7, O8).

use holdfast_domain::time::wall_date;
use holdfast_paper::{Cell, Column, Document, Field, Part, Table};
use std::path::Path;

use super::impact_file::save;
use crate::error::DeskError;
use crate::present::name_of;
use crate::view::{FileKind, LadderStep, LadderWho};
use crate::words::Words;
use crate::work::Work;

/// So many forms, two to a page.
const FORMS: usize = 6;
/// Where a script has a place for what is not known yet.
const GAP: &str = "__________";
const URGENCIES: [&str; 4] = ["urgency-low", "urgency-normal", "urgency-high", "urgency-emergency"];
const CHANNELS: [&str; 3] = ["channel-phone", "channel-chat", "channel-social"];

impl Work {
    /// Writes the sheet and its forms as PDF, to be printed. Answers what the file is called.
    ///
    /// # Errors
    /// `font-missing`, `file-not-reached`, `disk-full`: then there is no file.
    pub fn save_paper(&self, path: &Path) -> Result<String, DeskError> {
        save(&self.paper()?, FileKind::Pdf, path)
    }

    /// What the file is called unless the person calls it otherwise.
    #[must_use]
    pub fn paper_name(&self) -> String {
        format!("{}.pdf", self.words().say("paper-title", &[]))
    }

    fn paper(&self) -> Result<Document, DeskError> {
        let (words, view, now) = (self.words(), self.contingency()?, self.now());
        let say = |id: &str| words.say(id, &[]);
        let columns = |ids: &[(&str, f32)]| ids.iter().map(|(id, share)| Column { title: say(id), share: *share }).collect();
        let mut parts = vec![Part::Heading(say("paper-do")), Part::Text(say("paper-steps"))];
        let told = self.outage_scripts(None)?.into_iter().filter(|script| script.lang == words.language).map(|script| script.text);
        if let Some(told) = told.into_iter().next() {
            parts.extend([Part::Heading(say("paper-say")), Part::Text(with_gaps(&told))]);
        }
        let ladder = |step: &LadderStep| {
            vec![
                Cell::Whole(step.after),
                Cell::Text(say(&format!("clock-{}", name_of(step.kind)))),
                Cell::Text(who(step, words)),
                step.phone.clone().map_or(Cell::None, Cell::Text),
            ]
        };
        parts.push(Part::Table(Table {
            name: say("contingency-ladder"),
            columns: columns(&[("contingency-after", 0.8), ("impact-clock", 1.2), ("contingency-who", 3.0), ("contingency-phone", 1.6)]),
            rows: view.ladder.iter().map(ladder).collect(),
            empty: say("contingency-no-ladder"),
        }));
        let place = |row: &crate::view::DirectoryRow| {
            vec![
                Cell::Text(row.name.clone()),
                row.head.clone().map_or(Cell::None, Cell::Text),
                row.phone.clone().map_or(Cell::None, Cell::Text),
                Cell::Text(row.queues.join(words.comma())),
            ]
        };
        parts.push(Part::Table(Table {
            name: say("contingency-directory"),
            columns: columns(&[("contingency-department", 1.6), ("contingency-head", 1.2), ("contingency-phone", 1.6), ("contingency-queues", 2.2)]),
            rows: view.directory.iter().map(place).collect(),
            empty: say("contingency-no-directory"),
        }));
        for number in 0..FORMS {
            if number % 2 == 0 {
                parts.push(Part::Page);
            }
            parts.extend(form(words));
        }
        let printed = words.say("paper-foot", &[("date", &wall_date(now))]);
        let lines = vec![self.store.identity().map(|identity| identity.team.clone()).unwrap_or_default(), say("paper-more")];
        Ok(Document { language: words.language.tag().to_owned(), title: say("paper-title"), lines, parts, foot: printed })
    }
}

/// A place that nobody can fill in yet is left to be written on.
fn with_gaps(script: &str) -> String {
    let (mut text, mut rest) = (String::new(), script);
    while let Some(at) = rest.find(['{', '[']) {
        let (before, from) = rest.split_at(at);
        let Some(end) = from.find(['}', ']']) else { break };
        text.push_str(before);
        text.push_str(GAP);
        rest = from.get(end.saturating_add(1)..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The form of a call: what the quick capture asks, in its order.
fn form(words: &Words) -> Vec<Part> {
    let say = |id: &str| words.say(id, &[]);
    let all = |ids: &[&str]| ids.iter().map(|id| say(id)).collect::<Vec<_>>();
    vec![
        Part::Heading(say("paper-form")),
        Part::Fields(vec![
            Field::write(say("paper-when"), 1.2, 1),
            Field::write(say("paper-agent"), 1.0, 1),
            Field::tick(say("field-channel"), 2.0, all(&CHANNELS)),
        ]),
        Part::Fields(vec![Field::write(say("capture-contact"), 1.6, 1), Field::write(say("capture-caller"), 1.2, 1)]),
        Part::Fields(vec![Field::write(say("capture-callback"), 1.6, 1), Field::write(say("capture-product"), 1.2, 1)]),
        Part::Fields(vec![Field::tick(say("field-urgency"), 1.0, all(&URGENCIES))]),
        Part::Fields(vec![Field::write(say("capture-question"), 1.0, 4)]),
        Part::Fields(vec![Field::write(say("paper-told"), 2.0, 1), Field::write(say("paper-promised"), 1.0, 1)]),
        Part::Fields(vec![
            Field::tick(say("paper-result"), 1.6, all(&["paper-solved", "paper-call-back"])),
            Field::write(say("paper-number"), 1.0, 1),
        ]),
    ]
}

/// Whom a step names, with their names.
pub(super) fn who(step: &LadderStep, words: &Words) -> String {
    let names = step.names.join(words.comma());
    let what = match step.who {
        LadderWho::Owner => "contingency-owner",
        LadderWho::Lead => "contingency-lead",
        LadderWho::Head => "contingency-its-head",
        LadderWho::Department | LadderWho::Person => return names,
    };
    let what = words.say(what, &[]);
    if names.is_empty() { what } else { format!("{what} ({names})") }
}

#[cfg(test)]
mod tests {
    use super::with_gaps;

    #[test]
    fn places_of_a_script_are_left_to_be_written_on() {
        assert_eq!(with_gaps("[Name], because of {cause} until {expected end}."), "__________, because of __________ until __________.");
        assert_eq!(with_gaps("您好，因为{原因}，稍后回电"), "您好，因为__________，稍后回电");
        assert_eq!(with_gaps("nothing { open"), "nothing { open");
    }
}
