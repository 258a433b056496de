//! The alert list: what the system's notifications said, and what they could not.

use holdfast_domain::sla::ClockKind;

use super::input::id;
use crate::decisions::{name_of, whose};
use crate::error::DeskError;
use crate::ports::Notice;
use crate::view::{AlertList, AlertRow, Millis, Tag, ToOpen};
use crate::work::Work;

impl Work {
    /// Every alert that still matters, the most pressing first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alert_list(&self) -> Result<AlertList, DeskError> {
        let mut alerts = Vec::new();
        for alert in self.store.alerts(true)? {
            let Some(ticket) = self.store.ticket(alert.ticket)? else { continue };
            // The mark of one's own is no colleague's.
            let by = (alert.kind == ClockKind::Decision).then(|| whose(&alert, Some(&ticket))).flatten().filter(|by| *by != self.me.id);
            let customer = self.store.customer(ticket.customer)?.map(|customer| customer.name).unwrap_or_default();
            alerts.push(AlertRow {
                id: alert.id.to_string(),
                ticket: ticket.id.to_string(),
                number: ticket.number.to_string(),
                subject: ticket.subject,
                customer,
                clock: alert.kind,
                by: by.map(|by| name_of(self, by)),
                level: alert.level,
                due: alert.due.into(),
                at: alert.raised_at.into(),
                acknowledged: alert.acknowledged_at.is_some(),
                snoozed_until: alert.snoozed_until.map(Millis::from),
            });
        }
        alerts.sort_by(|one, other| one.acknowledged.cmp(&other.acknowledged).then(one.due.0.total_cmp(&other.due.0)));
        Ok(AlertList { alerts, native_available: self.ports.notifier.available() })
    }

    /// The person has taken note.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn acknowledge_alert(&self, alert: &str) -> Result<(), DeskError> {
        self.store.acknowledge_alert(id(alert)?, self.now())?;
        self.ports.notifier.withdraw(alert);
        self.tell(vec![Tag::Alerts]);
        Ok(())
    }

    /// Says it again in so many minutes.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn snooze_alert(&self, alert: &str, minutes: u32) -> Result<(), DeskError> {
        self.store.snooze_alert(id(alert)?, self.now().plus_minutes(i64::from(minutes)))?;
        self.ports.notifier.withdraw(alert);
        self.alerts.ring();
        self.tell(vec![Tag::Alerts]);
        Ok(())
    }

    /// A notification was clicked: its ticket opens, or the list where it stands for several, of which none is taken note of yet.
    ///
    /// # Errors
    /// When it cannot be kept that the person took note.
    pub fn open_notice(&self, notice: &Notice) -> Result<(), DeskError> {
        match notice.ticket {
            Some(ticket) => {
                self.ports.window.open(ToOpen::Ticket { ticket: ticket.to_string() });
                notice.alerts.iter().try_for_each(|alert| self.acknowledge_alert(alert))
            }
            None => {
                self.ports.window.open(ToOpen::Alerts);
                Ok(())
            }
        }
    }
}
