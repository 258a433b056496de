//! Pages of the team server into the tables: rows, cursor and recomputed views in one transaction each.
//!
//! A page of changes is one transaction. A page of the first pull is written in several, so that a person's own write
//! never waits long; its place moves with the last, and what a crash leaves half done comes again and changes nothing.

use holdfast_domain::{AgentId, Message, Seq, TicketId, Timestamp};
use holdfast_protocol::{BootstrapPage, Change, ChangesPage, Position, Row, RowId, RowKind};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

use super::callers::{self, Spelling};
use super::cursor::{self, Bootstrap, Place};
use super::row::{self, Origin};
use super::scene::Scene;
use super::view;
use super::{Cache, WRITE, begin, customer, digest, directory, files, ids, project, run};
use crate::error::{Result, StoreError, sql};
use crate::outbox::Outbox;
use crate::touched::Touched;

/// Rows of a first pull in one transaction.
pub(crate) const ROWS_AT_ONCE: usize = 1_000;

/// A part of a page and what it means for the cursor.
pub(crate) enum Pulled<'a> {
    Changes(&'a ChangesPage),
    Bootstrap {
        /// The place that was asked for.
        after: Option<&'a Position>,
        page: &'a BootstrapPage,
        rows: &'a [Change],
        is_last: bool,
    },
    /// What was found to differ in a bucket. The cursor stays.
    Corrections {
        epoch: &'a str,
        rows: &'a [Change],
    },
}

/// Old generations to sweep once a first pull has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sweep {
    Nothing,
    Before(i64),
}

impl Pulled<'_> {
    fn rows(&self) -> &[Change] {
        match self {
            Self::Changes(page) => &page.changes,
            Self::Bootstrap { rows, .. } | Self::Corrections { rows, .. } => rows,
        }
    }

    /// Where the desk stands after it.
    fn moved(&self, place: &Place) -> Result<(Place, Sweep)> {
        let mut place = place.clone();
        match self {
            Self::Changes(page) => {
                let in_step = place.complete && place.epoch.as_deref() == Some(&page.epoch) && place.seq == page.from && page.to >= page.from;
                if !in_step {
                    return Err(out_of_step(&place, &page.epoch, page.from));
                }
                place.seq = page.to;
                place.taken_dseq = page.acknowledged.map_or(place.taken_dseq, |taken| taken.dseq);
                Ok((place, Sweep::Nothing))
            }
            Self::Corrections { epoch, .. } if digest::is_at(&place, epoch) => Ok((place, Sweep::Nothing)),
            Self::Corrections { epoch, .. } => Err(out_of_step(&place, epoch, place.seq)),
            Self::Bootstrap { after, page, rows, is_last } => {
                let goes_on = !place.complete && place.bootstrap.as_ref().and_then(|under_way| under_way.next.as_ref()) == *after;
                if !goes_on || place.epoch.as_ref().is_some_and(|epoch| *epoch != page.epoch) {
                    return Err(out_of_step(&place, &page.epoch, page.high));
                }
                if place.bootstrap.as_ref().is_some_and(|under_way| under_way.done > 0) && place.scope != page.scope {
                    // What may be seen has changed on the way: half of it is of before.
                    return Err(out_of_step(&place, &page.epoch, page.high));
                }
                place.scope.clone_from(&page.scope);
                let first_high = page.high;
                let under_way = place.bootstrap.get_or_insert(Bootstrap { next: None, first_high, done: 0, total: page.total });
                under_way.done = under_way.done.saturating_add(rows.len() as u64);
                under_way.total = page.total;
                let from = under_way.first_high;
                place.epoch = Some(page.epoch.clone());
                if !is_last {
                    return Ok((place, Sweep::Nothing));
                }
                if page.next.is_some() {
                    under_way.next.clone_from(&page.next);
                    return Ok((place, Sweep::Nothing));
                }
                place.bootstrap = None;
                place.seq = from;
                place.complete = true;
                let sweep = if std::mem::take(&mut place.resync) { Sweep::Before(place.generation) } else { Sweep::Nothing };
                Ok((place, sweep))
            }
        }
    }
}

fn out_of_step(place: &Place, epoch: &str, from: Seq) -> StoreError {
    let cursor = format!("{} {}", place.epoch.as_deref().unwrap_or("no epoch"), place.seq);
    StoreError::OutOfStep { cursor, page: format!("{epoch} {from}") }
}

/// What storing rows gathers on the way.
struct Storing<'a> {
    connection: &'a Connection,
    generation: i64,
    /// Tickets whose view is more than what is confirmed.
    special: BTreeSet<TicketId>,
    stale: BTreeSet<TicketId>,
    to_index: BTreeSet<(i64, [u8; 16])>,
    touched: Touched,
    /// Whose desk it is, and now: what comes for their open tickets is fetched unasked.
    me: Option<AgentId>,
    now: Timestamp,
    spelling: Spelling,
    /// Whether any customer went.
    has_lost_callers: bool,
}

impl Cache {
    /// Stores a part of a page.
    pub(crate) fn store(&mut self, pulled: &Pulled<'_>, outbox: &Outbox, confirmed_at: Option<Timestamp>, now: Timestamp) -> Result<Touched> {
        let before = self.place()?;
        let (place, sweep) = pulled.moved(&before)?;
        let mut special = outbox.pending_tickets()?;
        special.extend(self.unhealed.iter().filter_map(|about| about.ticket()));
        let role = outbox.role();
        let transaction = begin(&mut self.connection)?;
        special.extend(ids(&transaction, "SELECT id FROM ticket WHERE pending = 1", [])?);
        customer::restore(&transaction, &customer::viewed(&transaction)?, &self.spelling)?;
        let mut storing = Storing {
            connection: &transaction,
            generation: place.generation,
            special,
            stale: BTreeSet::new(),
            to_index: BTreeSet::new(),
            touched: Touched::default(),
            me: outbox.identity().map(|identity| identity.agent.id),
            now,
            spelling: self.spelling,
            has_lost_callers: false,
        };
        let (team, others): (Vec<_>, Vec<_>) = pulled.rows().iter().partition(|change| is_team(change));
        let mut directory = Arc::clone(&self.directory);
        for change in team {
            storing.put_team(change)?;
        }
        if storing.touched.directory {
            directory = Arc::new(directory::read(&transaction)?);
            if directory.tells_other_clocks(&self.directory) {
                project::put_all(&transaction, &directory, now)?;
                storing.touched.tickets.extend(ids(&transaction, project::WITH_CLOCKS, [])?);
            }
        }
        for change in others {
            let times = |ticket: &_| project::times(ticket, &directory, Timestamp::default(), now);
            storing.put(change, times)?;
        }
        if let Sweep::Before(generation) = sweep {
            storing.sweep(generation)?;
            directory = Arc::new(directory::read(&transaction)?);
        }
        if storing.has_lost_callers {
            callers::forget_gone(&transaction)?;
        }
        if place.seq != before.seq || place.taken_dseq != before.taken_dseq {
            // Some of what is pending may have arrived without a row of its own.
            storing.stale.extend(outbox.arrived(place.seq, place.taken_dseq)?);
        }
        storing.stale.extend(self.unhealed.iter().filter_map(|about| about.ticket()));
        let scene = Scene { place: &place, role, now, directory: &directory, spelling: &self.spelling };
        for id in &storing.stale {
            view::recompute(&transaction, *id, outbox, &scene)?;
        }
        customer::replay(&transaction, &outbox.pending_customers()?, outbox, &scene)?;
        for (kind, id) in &storing.to_index {
            row::to_index(&transaction, *kind, *id)?;
        }
        cursor::write(&transaction, &place)?;
        if let Some(at) = confirmed_at {
            cursor::set_confirmed_at(&transaction, at)?;
        }
        let Storing { mut touched, stale, .. } = storing;
        touched.tickets.extend(stale);
        transaction.commit().map_err(sql(WRITE))?;
        self.directory = directory;
        self.unhealed.clear();
        Ok(touched)
    }

    /// Begins a new generation: old rows stay to be seen until the pull has ended.
    pub(crate) fn begin_resync(&mut self) -> Result<()> {
        let mut place = self.place()?;
        place.generation = place.generation.saturating_add(1);
        let fresh = Place { generation: place.generation, resync: true, ..Place::default() };
        cursor::write(&self.connection, &fresh)
    }

    /// What the desk's own numbers mean has changed.
    pub(crate) fn forget_taken(&mut self, last: u64) -> Result<()> {
        let mut place = self.place()?;
        place.taken_dseq = place.taken_dseq.min(last);
        cursor::write(&self.connection, &place)
    }
}

fn kind(change: &Change) -> Option<RowKind> {
    change.row.as_ref().map(|row| row.id().kind).or_else(|| change.removed.as_ref().map(|removed| removed.kind))
}

fn is_team(change: &Change) -> bool {
    match (&change.row, &change.removed) {
        (Some(Row::Ticket(_) | Row::Message(_) | Row::Customer(_) | Row::Article(_)), _) => false,
        (Some(_), _) => true,
        (None, _) => !matches!(kind(change), Some(RowKind::Ticket | RowKind::Message | RowKind::Customer | RowKind::Article)),
    }
}

impl Storing<'_> {
    fn put_team(&mut self, change: &Change) -> Result<()> {
        let (db, seq, generation) = (self.connection, change.seq, self.generation);
        let put = |row: &Row, id: &RowId| match row {
            Row::Agent(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Department(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Queue(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Category(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::TagRule(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Policy(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Schedule(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Filter(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Outage(row) => row::put_team(db, id.kind.name(), &id.id, row, seq, generation),
            Row::Ticket(_) | Row::Message(_) | Row::Customer(_) | Row::Article(_) => Ok(false),
        };
        match (&change.row, &change.removed) {
            (Some(row), _) => self.touched.directory |= put(row, &row.id())?,
            (None, Some(id)) => {
                let gone =
                    run(db, "DELETE FROM team WHERE kind = ?1 AND key = ?2 AND seq <= ?3", (id.kind.name(), &id.id, crate::outbox::whole(seq.0)))?;
                self.touched.directory |= gone > 0;
            }
            (None, None) => {}
        }
        Ok(())
    }

    fn put(&mut self, change: &Change, times: impl Fn(&holdfast_domain::Ticket) -> project::Times) -> Result<()> {
        let (db, seq, generation) = (self.connection, change.seq, self.generation);
        let origin = Origin { seq: Some(seq), generation };
        if let Some(Row::Ticket(ticket)) = &change.row {
            row::put_merged(db, ticket)?;
        }
        match (&change.row, &change.removed) {
            (Some(Row::Ticket(ticket)), _) if self.special.contains(&ticket.id) => {
                if row::put_base(db, ticket, seq, generation)? {
                    self.stale.insert(ticket.id);
                }
            }
            (Some(Row::Ticket(ticket)), _) => {
                if row::put_ticket(db, ticket, false, origin, &times(ticket))? {
                    self.touch(ticket.id);
                }
            }
            (Some(Row::Message(message)), _) => {
                if row::put_message(db, message, origin)? {
                    self.touch(message.ticket);
                    self.want_files(message)?;
                }
            }
            (Some(Row::Customer(customer)), _) => self.touched.customers |= row::put_customer(db, customer, origin, None, &self.spelling)?,
            (Some(Row::Article(article)), _) => {
                if row::put_article(db, article, seq, generation)? {
                    self.touched.articles = true;
                    self.to_index.insert((0, article.id.0.into_bytes()));
                }
            }
            (Some(_), _) | (None, None) => {}
            (None, Some(removed)) => self.remove(removed, seq)?,
        }
        Ok(())
    }

    fn want_files(&self, message: &Message) -> Result<()> {
        let Some(me) = self.me.filter(|_| !message.files.is_empty()) else { return Ok(()) };
        let mine = "SELECT id FROM ticket WHERE id = ?1 AND owner = ?2 AND active = 1";
        if !ids(self.connection, mine, (message.ticket.0.into_bytes(), me.0.into_bytes()))?.is_empty() {
            message.files.iter().try_for_each(|file| files::wanted(self.connection, &file.hash, self.now))?;
        }
        Ok(())
    }

    fn touch(&mut self, ticket: TicketId) {
        self.to_index.insert((1, ticket.0.into_bytes()));
        self.touched.tickets.insert(ticket);
    }

    fn remove(&mut self, removed: &RowId, seq: Seq) -> Result<()> {
        // An identity this desk cannot read names nothing it has.
        let Ok(id) = removed.id.parse::<Uuid>() else { return Ok(()) };
        let (db, key, seq) = (self.connection, id.into_bytes(), crate::outbox::whole(seq.0));
        match removed.kind {
            RowKind::Ticket => {
                let ticket = TicketId(id);
                row::keep_base(db, ticket)?;
                let gone = run(db, "DELETE FROM ticket_base WHERE id = ?1 AND seq <= ?2", (key, seq))?;
                if gone > 0 {
                    run(db, "DELETE FROM ticket WHERE id = ?1", [key])?;
                    run(db, "DELETE FROM message WHERE ticket = ?1", [key])?;
                }
                if gone > 0 || self.special.contains(&ticket) {
                    self.stale.insert(ticket);
                }
            }
            RowKind::Message => {
                let of = ids(db, "SELECT ticket FROM message WHERE id = ?1 AND seq <= ?2", (key, seq))?;
                run(db, "DELETE FROM message WHERE id = ?1 AND seq <= ?2", (key, seq))?;
                of.into_iter().for_each(|ticket| self.touch(ticket));
            }
            RowKind::Customer => self.lose_callers(run(db, "DELETE FROM customer WHERE id = ?1 AND seq <= ?2", (key, seq))?),
            RowKind::Article => {
                self.touched.articles |= run(db, "DELETE FROM article WHERE id = ?1 AND seq <= ?2", (key, seq))? > 0;
                self.to_index.insert((0, key));
            }
            RowKind::Agent
            | RowKind::Department
            | RowKind::Queue
            | RowKind::Category
            | RowKind::TagRule
            | RowKind::Policy
            | RowKind::Schedule
            | RowKind::Filter
            | RowKind::Outage => {}
        }
        Ok(())
    }

    fn lose_callers(&mut self, gone: usize) {
        self.has_lost_callers |= gone > 0;
        self.touched.customers |= gone > 0;
    }

    /// Takes away what a whole pull has not brought again. Nothing that only this desk knows has a sequence, so nothing of it goes.
    fn sweep(&mut self, generation: i64) -> Result<()> {
        let db = self.connection;
        let gone = ids(db, "SELECT id FROM ticket WHERE pending = 0 AND seq IS NOT NULL AND gen < ?1", [generation])?;
        gone.into_iter().for_each(|ticket| self.touch(ticket));
        let changed = ids(db, "SELECT DISTINCT ticket FROM message WHERE seq IS NOT NULL AND gen < ?1", [generation])?;
        changed.into_iter().for_each(|ticket| self.touch(ticket));
        let articles = ids(db, "SELECT id FROM article WHERE gen < ?1", [generation])?;
        self.touched.articles |= !articles.is_empty();
        self.to_index.extend(articles.into_iter().map(|id| (0, id.0.into_bytes())));
        run(db, "DELETE FROM ticket WHERE pending = 0 AND seq IS NOT NULL AND gen < ?1", [generation])?;
        run(db, "DELETE FROM ticket_base WHERE gen < ?1", [generation])?;
        run(db, "DELETE FROM message WHERE seq IS NOT NULL AND gen < ?1", [generation])?;
        self.lose_callers(run(db, "DELETE FROM customer WHERE seq IS NOT NULL AND gen < ?1", [generation])?);
        run(db, "DELETE FROM article WHERE gen < ?1", [generation])?;
        self.touched.directory |= run(db, "DELETE FROM team WHERE gen < ?1", [generation])? > 0;
        self.stale.extend(&self.special);
        Ok(())
    }
}
