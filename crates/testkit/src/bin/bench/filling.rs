//! The first pull of a measured desk, page by page, with the same documents going into a bare file; then what a desk has
//! in the middle of an outage: drafts and unsent operations.

use holdfast_domain::{Action, MessageKind, Operation, OperationId, Seq, TicketId};
use holdfast_protocol::{BOOTSTRAP_ROWS, BootstrapPage, Change, Position, Row};
use holdfast_store::{Store, Written};
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::articles::article;
use crate::bare::{Kept, Sealed, kept};
use crate::chance::Chance;
use crate::desk::{Folder, now};
use crate::table::Figure;
use crate::team::Team;
use crate::tickets::{LONG, Tickets};
use crate::timing::{human, timed};

const SLOWEST_PULL: f64 = 20_000.0;
const OUTAGE: usize = 20;

/// A filled desk.
pub struct Filled {
    pub folder: Folder,
    /// Tickets of a hundred messages.
    pub long: Vec<TicketId>,
    /// Active tickets.
    pub active: Vec<TicketId>,
}

struct Filling {
    store: Store,
    bare: Sealed,
    page: Vec<Change>,
    customers: HashSet<[u8; 16]>,
    total: u64,
    rows: u64,
    parsing: Duration,
    applying: Duration,
    inserting: Duration,
    slowest: Duration,
}

/// Fills a desk and says how fast.
pub fn fill(path: PathBuf, count: u64, articles: u64, team: &Team) -> (Filled, Vec<Figure>) {
    let (folder, store) = Folder::create(path, team.me());
    let bare = Sealed::open(&folder.bare());
    let mut filling = Filling {
        store,
        bare,
        page: team.rows.clone(),
        customers: HashSet::new(),
        total: count * 12,
        rows: 0,
        parsing: Duration::ZERO,
        applying: Duration::ZERO,
        inserting: Duration::ZERO,
        slowest: Duration::ZERO,
    };
    let now = now();
    let tickets = Tickets { team, count, now };
    let mut filled = Filled { folder, long: Vec::new(), active: Vec::new() };
    for number in 0..count {
        if number == tickets.active() {
            (0..articles).for_each(|number| filling.add(number, Row::Article(Arc::new(article(number, now)))));
        }
        let whole = tickets.make(number);
        let id = whole.ticket.id;
        if number % LONG == 0 && filled.long.len() < 1_000 {
            filled.long.push(id);
        }
        if number < tickets.active() && filled.active.len() < 2_000 {
            filled.active.push(id);
        }
        filling.add(number, Row::Ticket(Arc::new(whole.ticket)));
        // As the team server does: a customer once in each page that needs it.
        if filling.customers.insert(whole.customer.id.0.into_bytes()) {
            filling.add(number, Row::Customer(Arc::new(whole.customer)));
        }
        whole.messages.into_iter().for_each(|message| filling.add(number, Row::Message(Arc::new(message))));
        if filling.page.len() >= BOOTSTRAP_ROWS {
            filling.turn(true);
        }
    }
    filling.turn(false);
    outage(&filling.store, &filled, team);
    let (cache, _) = filled.folder.sizes();
    (filled, filling.figures(cache))
}

impl Filling {
    fn add(&mut self, number: u64, row: Row) {
        self.page.push(Change { seq: Seq(number + 1), row: Some(row), removed: None });
    }

    /// Sends the page: over the wire's bytes into the store, and its documents into the bare file.
    fn turn(&mut self, more: bool) {
        let changes = std::mem::take(&mut self.page);
        self.customers.clear();
        let (rows, next) = (changes.len() as u64, more.then(|| Position("next".to_owned())));
        let docs: Vec<Kept> = changes.iter().filter_map(kept).collect();
        let page = BootstrapPage { epoch: "bench".to_owned(), high: Seq(self.total), changes, next, total: self.total, scope: String::new() };
        let wire = serde_json::to_vec(&page).unwrap();
        drop(page);
        let (page, parsing) = timed(|| serde_json::from_slice::<BootstrapPage>(&wire).unwrap());
        let after = self.store.cursor().unwrap().bootstrap.and_then(|under_way| under_way.next);
        let (_, applying) = timed(|| self.store.apply_bootstrap(after.as_ref(), &page, now()).unwrap());
        self.inserting += self.bare.insert(&docs);
        self.parsing += parsing;
        self.applying += applying;
        self.slowest = self.slowest.max(applying);
        let before = self.rows;
        self.rows += rows;
        if before / 500_000 != self.rows / 500_000 {
            crate::say(&format!("  {} rows, {:.0} rows/s so far", self.rows, self.rows as f64 / self.applying.as_secs_f64()));
        }
    }

    fn figures(&self, cache: u64) -> Vec<Figure> {
        let rate = |time: Duration| self.rows as f64 / time.as_secs_f64();
        let (applied, raw) = (rate(self.applying), rate(self.inserting));
        vec![
            Figure::new("first pull: rows applied", format!("{applied:.0} rows/s"))
                .beside(format!("{raw:.0} rows/s (SQLCipher insert of the same documents, pages of {BOOTSTRAP_ROWS}, one index)"))
                .times(raw / applied)
                .bar("≥ 20,000 rows/s", applied >= SLOWEST_PULL),
            Figure::new("the same with reading the page's JSON", format!("{:.0} rows/s", rate(self.applying + self.parsing))),
            Figure::new("first pull altogether", format!("{} rows in {}, slowest page {}", self.rows, human(self.applying), human(self.slowest))),
            Figure::new("cache.db", format!("{} MB", cache / 1_000_000)),
        ]
    }
}

/// Drafts, and notes written while cut off.
fn outage(store: &Store, filled: &Filled, team: &Team) {
    let now = now();
    for ticket in filled.active.iter().take(OUTAGE) {
        store.save_draft(*ticket, MessageKind::Reply, "您好，关于您的问题，我们正在", &[], now).unwrap();
    }
    for (number, ticket) in filled.active.iter().rev().take(OUTAGE).enumerate() {
        let note = Action::Note { body: "Called back, nobody answered; will try again.".to_owned() };
        let operation = operation(store, team, *ticket, note, number as u64);
        assert!(matches!(store.transact(operation, now).unwrap(), Written::Queued { .. }));
    }
}

/// An operation as the desk makes it.
pub fn operation(store: &Store, team: &Team, ticket: TicketId, action: Action, number: u64) -> Operation {
    let now = now();
    let shown = store.ticket(ticket).unwrap().unwrap();
    let fields = action.field().into_iter().chain([holdfast_domain::Field::Owner]);
    Operation {
        v: Operation::version_with(ticket.into(), &action, &[]),
        id: OperationId::new(now, Chance::of(6, number.wrapping_add(now.millis_unsigned() << 20)).ten_bytes()),
        device: store.identity().unwrap().device,
        dseq: None,
        author: team.me().id,
        about: ticket.into(),
        action,
        base: fields.map(|field| (field, shown.rev(field))).collect::<BTreeMap<_, _>>(),
        seen: shown.last_public.map(|last| last.seq),
        group: None,
        depends_on: Vec::new(),
        files: Vec::new(),
        composed_at: now,
        offline: true,
        marked: false,
        mentions: std::collections::BTreeSet::new(),
        send_at: None,
    }
}
