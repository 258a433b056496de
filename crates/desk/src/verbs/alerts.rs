//! The alert list: what the system's notifications said, and what they could not.

use holdfast_domain::sla::ClockKind;
use holdfast_domain::{TicketId, Timestamp};
use holdfast_store::StoredAlert;

use super::clock::lost as lost_of;
use super::input::id;
use crate::cut_offs::Span;
use crate::decisions::{name_of, whose};
use crate::error::DeskError;
use crate::mentions;
use crate::ports::{Act, Notice};
use crate::present::Names;
use crate::quiet::Quiet;
use crate::view::{AlertList, AlertRow, Millis, QuietView, Tag, ToOpen};
use crate::work::Work;

/// So many are listed, the most pressing: nobody reads on to the next thousand, and each costs the reading of its ticket.
const MOST: usize = 500;

impl Work {
    /// Every alert that still matters, the most pressing first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alert_list(&self) -> Result<AlertList, DeskError> {
        let mut open = self.store.alerts(true)?;
        let now = self.now();
        let is_fresh = |alert: &StoredAlert| alert.acknowledged_at.is_none() && alert.snoozed_until.is_none_or(|until| until <= now);
        open.sort_by_key(|alert| (!is_fresh(alert), alert.due));
        let more = u32::try_from(open.len().saturating_sub(MOST)).unwrap_or(u32::MAX);
        let (names, outages) = (Names::of(self), self.cut_offs.spans(now));
        let mut alerts = Vec::new();
        for alert in open.into_iter().take(MOST) {
            alerts.extend(self.alert_row(&names, &outages, &alert)?);
        }
        let quiet = Quiet::of(self, self.now()).map(|quiet| QuietView {
            why: quiet.why,
            until: quiet.until.map(Millis::from),
            but_emergencies: !self.settings().quiet_emergencies,
        });
        Ok(AlertList { alerts, more, native_available: self.ports.notifier.available(), quiet })
    }

    fn alert_row(&self, names: &Names, outages: &[Span], alert: &StoredAlert) -> Result<Option<AlertRow>, DeskError> {
        let Some(ticket) = self.store.ticket(alert.ticket)? else { return Ok(None) };
        // The mark of one's own is no colleague's.
        let by = match alert.kind {
            ClockKind::Decision => whose(alert, Some(&ticket)).filter(|by| *by != self.me.id),
            ClockKind::Mention => mentions::by_whom(self, alert, &ticket),
            _ => None,
        };
        let customer = self.store.customer(ticket.customer)?.map(|customer| customer.name).unwrap_or_default();
        // A schedule that is wrong by now has nothing to tell.
        let touched = outages.iter().any(|(_, to)| *to > ticket.opened_at);
        let why = touched.then(|| names.why(&ticket, alert.alert(), outages, self.now()).ok().flatten()).flatten();
        let lost = why.as_ref().and_then(lost_of);
        let about = names.about(&ticket, &alert.alert(), self.now());
        Ok(Some(AlertRow {
            id: alert.id.to_string(),
            ticket: ticket.id.to_string(),
            number: ticket.number.to_string(),
            subject: ticket.subject,
            subject_lang: ticket.language,
            customer,
            tier: ticket.tier,
            urgency: ticket.urgency,
            owner: ticket.owner.and_then(|owner| names.agent(owner)),
            mine: ticket.owner == Some(self.me.id),
            clock: alert.kind,
            about,
            by: by.map(|by| name_of(self, by)),
            level: alert.level,
            due: alert.due.into(),
            lost,
            at: alert.raised_at.into(),
            said_at: alert.said_at.map(Millis::from),
            takes: ticket.owner.is_none() && self.me.role.may_reply(),
            acknowledged: alert.acknowledged_at.is_some(),
            // One that ended while it was quiet waits like the others.
            snoozed_until: alert.snoozed_until.filter(|until| *until > self.now()).map(Millis::from),
        }))
    }

    /// How many alerts nobody has taken note of or put off.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn fresh_alerts(&self) -> Result<u32, DeskError> {
        Ok(self.store.fresh_alerts(self.now())?)
    }

    /// When something is to be raised or said next: what the scheduler asks before it sleeps.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_alert(&self, now: Timestamp) -> Result<Option<Timestamp>, DeskError> {
        Ok([self.store.next_alert_at()?, self.store.next_to_say(now)?].into_iter().flatten().min())
    }

    /// The person has taken note of these.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn acknowledge_alerts(&self, alerts: &[String]) -> Result<(), DeskError> {
        self.store.acknowledge_alerts(&ids(alerts)?, self.now())?;
        self.end_notices(alerts);
        Ok(())
    }

    /// Says these again in so many minutes.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn snooze_alerts(&self, alerts: &[String], minutes: u32) -> Result<(), DeskError> {
        self.store.snooze_alerts(&ids(alerts)?, self.now().plus_minutes(i64::from(minutes)))?;
        self.end_notices(alerts);
        self.alerts.ring();
        Ok(())
    }

    /// The person takes what an alert is about: its ticket, while it is nobody's, and note of the alert.
    ///
    /// # Errors
    /// `ticket-missing`; when it cannot be kept.
    pub fn take_alert(&self, alert: &str) -> Result<(), DeskError> {
        let stored = self.store.alert(id(alert)?)?;
        let ticket = self.store.ticket(stored.ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        // Noted first: the ticket's new owner hears of the same clock by another way, and is not to be told anew.
        self.acknowledge_alerts(&[alert.to_owned()])?;
        if ticket.owner.is_none() && self.me.role.may_reply() {
            self.claim(&ticket.id.to_string(), "")?;
        }
        Ok(())
    }

    fn end_notices(&self, alerts: &[String]) {
        for alert in alerts {
            self.ports.notifier.withdraw(alert);
        }
        self.tell(vec![Tag::Alerts]);
    }

    /// What a person did with a notification. Where it stands for several alerts, none is taken note of by opening the list.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn answer_notice(&self, notice: &Notice, act: Act) -> Result<(), DeskError> {
        match (act, notice.ticket) {
            (Act::Snooze(minutes), _) => self.snooze_alerts(&notice.alerts, minutes),
            (Act::Open | Act::Take, None) => {
                self.ports.window.open(ToOpen::Alerts);
                Ok(())
            }
            (Act::Open, Some(ticket)) => {
                self.open_of(ticket);
                self.acknowledge_alerts(&notice.alerts)
            }
            (Act::Take, Some(ticket)) => {
                self.open_of(ticket);
                notice.alerts.iter().try_for_each(|alert| self.take_alert(alert))
            }
        }
    }

    /// The system did not show a notification: it is tried again in a minute, as long as nobody has taken note in the list.
    pub fn was_not_shown(&self, notice: &Notice) {
        let again = self.now().plus_minutes(1);
        let kept = ids(&notice.alerts).and_then(|alerts| {
            self.unshown().extend(alerts.iter().map(|alert| (*alert, again)));
            Ok(self.store.unsaid_alerts(&alerts, again)?)
        });
        if let Err(error) = kept {
            tracing::warn!(%error, "an alert that was not shown is in the list alone");
        }
        self.alerts.ring();
        self.tell(vec![Tag::Alerts]);
    }

    fn open_of(&self, ticket: TicketId) {
        self.ports.window.open(ToOpen::Ticket { ticket: ticket.to_string() });
    }
}

fn ids(alerts: &[String]) -> Result<Vec<i64>, DeskError> {
    alerts.iter().map(|alert| id(alert)).collect()
}
