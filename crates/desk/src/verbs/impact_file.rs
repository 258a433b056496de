//! The report of an outage as a file that somebody reads who was not there: a workbook, or pages.

use holdfast_domain::time::{wall_date, wall_days};
use holdfast_paper::{Cell, Column, Document, Part, Table};
use std::path::Path;

use crate::error::DeskError;
use crate::present::{clock_time, name_of, scope_name};
use crate::view::{FileKind, ImpactOf, ImpactOutage, ImpactView, Millis, PromiseEnd, TicketRef};
use crate::words::Words;
use crate::work::Work;

impl Work {
    /// Writes what an outage did, or all of a time, into a file. Answers what the file is called.
    ///
    /// # Errors
    /// `outage-missing`; `font-missing` when no font of this computer can write it; `file-not-reached`, `disk-full`: then there is
    /// no file.
    pub fn save_impact(&self, of: &ImpactOf, kind: FileKind, path: &Path) -> Result<String, DeskError> {
        save(&self.impact_document(of)?, kind, path)
    }

    /// What such a file is called unless the person calls it otherwise.
    #[must_use]
    pub fn impact_name(&self, kind: FileKind) -> String {
        format!("{} {}.{}", self.words().say("impact-file", &[]), wall_date(self.now()), kind.ending())
    }

    fn impact_document(&self, of: &ImpactOf) -> Result<Document, DeskError> {
        let (view, now, words) = (self.impact(of)?, self.now(), self.words());
        let said = Sayer { words, now: now.into() };
        let team = self.store.identity().map(|identity| identity.team.clone()).unwrap_or_default();
        let as_of = [("now", said.when(said.now)), ("team", team)];
        let title = match (of, view.outages.as_slice()) {
            (ImpactOf::Outage { .. }, [one]) => format!("{}: {}", said.say("impact-title"), scope_name(said.words, &one.scope)),
            _ => said.say("impact-title"),
        };
        let spans = match of {
            ImpactOf::Outage { .. } => view.outages.iter().map(|outage| said.span_of(outage)).collect(),
            ImpactOf::Since { at } => vec![words.say("impact-since", &[("from", &said.when(*at)), ("now", &said.when(said.now))])],
        };
        let mut lines: Vec<String> = spans;
        lines.push(words.say("impact-as-of", &as_of.each_ref().map(|(name, value)| (*name, value.as_str()))));
        let mut parts = vec![Part::Heading(said.say("impact-summary")), Part::Facts(said.facts(&view)), Part::Text(said.say("impact-explain"))];
        parts.push(said.outages(&view));
        parts.push(said.waited(&view));
        parts.push(said.breaches(&view));
        parts.push(said.promises(&view));
        Ok(Document {
            language: words.language.tag().to_owned(),
            title,
            lines,
            parts,
            foot: words.say("impact-foot", &[("now", &said.when(said.now)), ("name", &self.me.name)]),
        })
    }
}

/// Writes a document, whole or not at all.
pub(super) fn save(document: &Document, kind: FileKind, path: &Path) -> Result<String, DeskError> {
    let written = match kind {
        FileKind::Xlsx => holdfast_paper::workbook(document),
        FileKind::Pdf => holdfast_paper::pdf(document),
    };
    let bytes = written.map_err(|error| match error {
        holdfast_paper::PaperError::NoFont => DeskError::new("font-missing"),
        holdfast_paper::PaperError::Refused(_) => DeskError::internal(&error),
    })?;
    std::fs::write(path, bytes).map_err(|error| {
        tracing::warn!(%error, "a document was not written");
        if error.kind() == std::io::ErrorKind::StorageFull { DeskError::new("disk-full") } else { DeskError::new("file-not-reached") }
    })?;
    Ok(path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
}

/// Says a report in words.
pub(super) struct Sayer<'a> {
    pub(super) words: &'a Words,
    pub(super) now: Millis,
}

impl Sayer<'_> {
    pub(super) fn say(&self, id: &str) -> String {
        self.words.say(id, &[])
    }

    /// With its day, whichever that is: the file is read on another.
    pub(super) fn when(&self, at: Millis) -> String {
        let at = at.instant();
        format!("{} {}", wall_date(at), clock_time(at))
    }

    pub(super) fn time(&self, at: Millis) -> Cell {
        Cell::Time(self.when(at), wall_days(at.instant()))
    }

    pub(super) fn length(&self, span: Millis) -> Cell {
        let minutes = span.0 / 60_000.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a span is not negative and short")]
        let whole = minutes.max(0.0) as u64;
        let (hours, days) = (whole / 60, whole / 1_440);
        let text = match whole {
            0..60 => self.words.say("span-minutes", &[("m", &whole.to_string())]),
            60..1_440 => self.words.say("span-hours", &[("h", &hours.to_string()), ("m", &format!("{:02}", whole % 60))]),
            _ => self.words.say("span-days", &[("d", &days.to_string()), ("h", &(hours % 24).to_string())]),
        };
        Cell::Span(text, (minutes * 10.0).round() / 10.0)
    }

    fn span_of(&self, outage: &ImpactOutage) -> String {
        let end = outage.end.map_or_else(|| self.say("impact-lasts"), |end| self.when(end));
        let cause = if outage.cause.is_empty() { String::new() } else { format!(" · {}", outage.cause) };
        format!("{} – {end}{cause}", self.when(outage.start))
    }

    fn facts(&self, view: &ImpactView) -> Vec<(String, Cell)> {
        let ended = |end: PromiseEnd| view.promises.iter().filter(|promise| promise.end == end).count();
        let whole = |number: usize| Cell::Whole(u32::try_from(number).unwrap_or(u32::MAX));
        let span = |span: Option<Millis>| span.map_or(Cell::None, |span| self.length(span));
        let (waits, calls, carried) = (&view.waits, &view.calls, &view.carried);
        let mut facts = vec![
            ("impact-down", self.length(view.down)),
            ("impact-touched", Cell::Whole(view.touched)),
            ("impact-opened", Cell::Whole(view.opened)),
            ("impact-customers", Cell::Whole(waits.customers)),
            ("impact-still", Cell::Whole(waits.waiting)),
            ("impact-median", self.length(waits.median)),
            ("impact-longest", self.length(waits.longest)),
            ("impact-breaches", whole(view.breaches.len())),
            ("impact-promises", whole(view.promises.len())),
        ];
        facts.extend(PROMISE_ENDS.map(|end| (promise_end(end), whole(ended(end)))));
        facts.extend([
            ("impact-calls", Cell::Whole(calls.all)),
            ("impact-called", Cell::Whole(calls.done)),
            ("impact-not-reached", Cell::Whole(calls.not_reached)),
            ("impact-first", span(calls.first)),
            ("impact-half", span(calls.median)),
            ("impact-last", span(calls.last)),
            ("impact-desks", Cell::Whole(carried.desks)),
            ("impact-queued", Cell::Whole(carried.queued)),
            ("impact-held", Cell::Whole(carried.held)),
            ("impact-merged", Cell::Whole(carried.merged)),
            ("impact-refused", Cell::Whole(carried.refused)),
        ]);
        facts.into_iter().map(|(id, cell)| (self.say(id), cell)).collect()
    }

    pub(super) fn table(&self, name: &str, empty: &str, columns: &[(&str, f32)], rows: Vec<Vec<Cell>>) -> Part {
        let columns = columns.iter().map(|(id, share)| Column { title: self.say(id), share: *share }).collect();
        Part::Table(Table { name: self.say(name), columns, rows, empty: self.say(empty) })
    }

    fn outages(&self, view: &ImpactView) -> Part {
        let row = |outage: &ImpactOutage| {
            vec![
                Cell::Text(scope_name(self.words, &outage.scope)),
                self.time(outage.start),
                outage.end.map_or_else(|| Cell::Text(self.say("impact-lasts")), |end| self.time(end)),
                self.length(Millis(outage.end.unwrap_or(self.now).0 - outage.start.0)),
                Cell::Text(outage.cause.clone()),
                Cell::Whole(outage.customers),
                Cell::Whole(outage.breaches),
                Cell::Whole(outage.calls),
            ]
        };
        let columns = [
            ("impact-what", 1.5),
            ("impact-from", 1.5),
            ("impact-to", 1.5),
            ("impact-down", 1.2),
            ("impact-cause", 2.0),
            ("impact-customers", 1.0),
            ("impact-breaches", 1.0),
            ("impact-calls", 1.0),
        ];
        self.table("impact-outages", "impact-no-outage", &columns, view.outages.iter().map(row).collect())
    }

    fn ticket(&self, ticket: &TicketRef) -> Vec<Cell> {
        vec![
            Cell::Text(ticket.number.clone()),
            Cell::Text(ticket.customer.clone()),
            Cell::Text(ticket.subject.clone()),
            ticket.owner.clone().map_or(Cell::None, Cell::Text),
        ]
    }

    fn waited(&self, view: &ImpactView) -> Part {
        let columns = [TICKET.as_slice(), &[("impact-since-when", 1.4), ("impact-heard", 1.4), ("impact-wait", 1.1)]].concat();
        let row = |wait: &crate::view::WaitRow| {
            let mut cells = self.ticket(&wait.ticket);
            cells.extend([
                self.time(wait.since),
                wait.heard.map_or_else(|| Cell::Text(self.say("impact-still")), |at| self.time(at)),
                self.length(Millis(wait.heard.unwrap_or(self.now).0 - wait.since.0)),
            ]);
            cells
        };
        self.table("impact-waited", "impact-nobody", &columns, view.waited.iter().map(row).collect())
    }

    fn breaches(&self, view: &ImpactView) -> Part {
        let columns = [TICKET.as_slice(), &[("impact-clock", 1.4), ("impact-due", 1.5)]].concat();
        let row = |breach: &crate::view::BreachRow| {
            let mut cells = self.ticket(&breach.ticket);
            cells.extend([Cell::Text(self.say(&format!("clock-{}", name_of(breach.kind)))), self.time(breach.due)]);
            cells
        };
        self.table("impact-breaches", "impact-no-breach", &columns, view.breaches.iter().map(row).collect())
    }

    fn promises(&self, view: &ImpactView) -> Part {
        let columns = [TICKET.as_slice(), &[("impact-promised", 2.0), ("impact-due", 1.4), ("impact-outcome", 1.2)]].concat();
        let row = |promise: &crate::view::PromiseRow| {
            let mut cells = self.ticket(&promise.ticket);
            cells.extend([Cell::Text(promise.text.clone()), self.time(promise.due), Cell::Text(self.say(promise_end(promise.end)))]);
            cells
        };
        self.table("impact-promises", "impact-no-promise", &columns, view.promises.iter().map(row).collect())
    }
}

const TICKET: [(&str, f32); 4] = [("impact-ticket", 0.9), ("impact-customer", 1.2), ("impact-about", 2.4), ("impact-owner", 1.0)];
const PROMISE_ENDS: [PromiseEnd; 5] = [PromiseEnd::Kept, PromiseEnd::Late, PromiseEnd::Overdue, PromiseEnd::Open, PromiseEnd::Withdrawn];

const fn promise_end(end: PromiseEnd) -> &'static str {
    match end {
        PromiseEnd::Kept => "impact-kept",
        PromiseEnd::Late => "impact-late",
        PromiseEnd::Overdue => "impact-overdue",
        PromiseEnd::Open => "impact-open",
        PromiseEnd::Withdrawn => "impact-withdrawn",
    }
}
