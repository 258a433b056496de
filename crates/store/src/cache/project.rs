//! Due, at-risk and alert instants of a ticket as index columns: computed with the policies of the moment at each
//! write, and again for all active tickets when a policy or a schedule changes.

use holdfast_domain::sla::{Clock, ClockState, clocks, next_alert, next_decision_alert, next_mention};
use holdfast_domain::{Ticket, TicketId, Timestamp};
use rusqlite::Connection;

use super::{Directory, READ, run};
use crate::error::{Result, document, sql};

/// Never, in a column that an index sorts by.
pub(crate) const NEVER: i64 = i64::MAX;

/// Index columns that depend on policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) due_at: i64,
    pub(crate) warn_at: i64,
    pub(crate) alert_at: Option<i64>,
}

/// The instants of a ticket. `said`: up to when its alerts were raised. Whatever changes a ticket or a rule makes it the
/// beginning of time again, because what lies behind may now be due to another, or to this person.
pub(crate) fn times(ticket: &Ticket, directory: &Directory, said: Timestamp, now: Timestamp) -> Times {
    let decision = next_decision_alert(ticket, said).into_iter().chain(next_mention(ticket, said));
    let clocks = clocks(ticket, &directory.policies, &directory.schedules, now);
    // What the team server has raised is looked at whatever this desk's clock says.
    let raised = (said == Timestamp::default() && !ticket.alerted.is_empty()).then_some(said);
    // A department's clock is told of, and does not order the lists of those who answer the customer.
    let runs = |clock: &&Clock| clock.department.is_none() && !matches!(clock.state, ClockState::Met | ClockState::Paused);
    let running = || clocks.iter().filter(runs);
    Times {
        due_at: running().map(|clock| clock.due.millis()).min().unwrap_or(NEVER),
        warn_at: running().map(|clock| clock.warnings.last().unwrap_or(&clock.due).millis()).min().unwrap_or(NEVER),
        alert_at: next_alert(&clocks, said).map(|alert| alert.at).into_iter().chain(decision).chain(raised).min().map(Timestamp::millis),
    }
}

pub(crate) fn put(connection: &Connection, id: TicketId, times: &Times) -> Result<()> {
    run(connection, include_str!("sql/ticket_times.sql"), (id.0.into_bytes(), times.due_at, times.warn_at, times.alert_at)).map(|_| ())
}

/// Tickets on which something may run: what is owed outlives the solution.
pub(crate) const WITH_CLOCKS: &str = "SELECT id FROM ticket WHERE active = 1 OR alert_at IS NOT NULL";

/// All of these anew.
pub(crate) fn put_all(connection: &Connection, directory: &Directory, now: Timestamp) -> Result<()> {
    let mut changed = Vec::new();
    let mut statement = connection.prepare_cached("SELECT doc FROM ticket WHERE active = 1 OR alert_at IS NOT NULL").map_err(sql(READ))?;
    let mut rows = statement.query([]).map_err(sql(READ))?;
    while let Some(row) = rows.next().map_err(sql(READ))? {
        let doc = row.get::<_, String>(0).map_err(sql(READ))?;
        let ticket: Ticket = serde_json::from_str(&doc).map_err(document(READ))?;
        changed.push((ticket.id, times(&ticket, directory, Timestamp::default(), now)));
    }
    changed.iter().try_for_each(|(id, times)| put(connection, *id, times))
}
