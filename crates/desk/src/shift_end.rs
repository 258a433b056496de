//! Before the end of a shift whoever still has calls to make hears of it, and may hand them over. Once per end.

use holdfast_domain::Timestamp;
use holdfast_domain::sla::Schedule;
use std::collections::BTreeSet;

use crate::calls_left::{notice, of_late};
use crate::error::DeskError;
use crate::present::clock_time;
use crate::quiet::Quiet;
use crate::work::Work;

/// So long before the end.
const BEFORE_MINUTES: i64 = 15;
/// A shift that goes on within this time has a break, and no end.
const BREAK_MINUTES: i64 = 120;
/// Where nothing is left it is looked again after this time.
const LOOK_AGAIN_MINUTES: i64 = 1;

/// Says it, but for what the quiet keeps until it ends.
pub(crate) fn say(work: &Work, now: Timestamp) -> Result<(), DeskError> {
    let settings = work.settings();
    let directory = work.store.directory();
    let shift = settings.shift.as_ref().and_then(|key| directory.schedules.iter().find(|schedule| schedule.key == *key));
    let Some(end) = shift.and_then(|shift| end_of(shift, now)) else { return Ok(()) };
    let mut told = work.told.shift_end();
    // What came while the desk was open before was said then.
    let was_said = end.plus_minutes(-BEFORE_MINUTES) <= work.heard.since || told.is_some_and(|(before, again)| before == end && now < again);
    if was_said || Quiet::of(work, now).is_some() {
        return Ok(());
    }
    *told = Some((end, now.plus_minutes(LOOK_AGAIN_MINUTES)));
    let (mut customers, mut first) = (BTreeSet::new(), None);
    for (outage, list) in of_late(work, now)? {
        let own = list.into_iter().filter(|(_, tickets)| tickets.iter().any(|(ticket, _)| ticket.owner == Some(work.me.id)));
        let before = customers.len();
        customers.extend(own.map(|(customer, _)| customer));
        if customers.len() > before {
            first = Some(outage);
        }
    }
    let Some(outage) = first else { return Ok(()) };
    *told = Some((end, end));
    let words = work.words();
    let title = words.say("shift-end-title", &[("time", &clock_time(end))]);
    let body = if customers.len() == 1 { "shift-end-body-one" } else { "shift-end-body" };
    let body = words.say(body, &[("n", &customers.len().to_string())]);
    work.ports.notifier.show(notice(work, outage, "shift-end", title, body));
    Ok(())
}

/// When the shift that lasts now ends, where that is soon. A schedule that cannot be read has no end.
fn end_of(shift: &Schedule, now: Timestamp) -> Option<Timestamp> {
    let spans = shift.open_between(now, now.plus_minutes(BEFORE_MINUTES.saturating_add(BREAK_MINUTES))).ok()?;
    match spans.as_slice() {
        [(from, end)] if *from <= now && end.since(now) <= BEFORE_MINUTES.saturating_mul(60_000) => Some(*end),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::end_of;
    use holdfast_domain::Timestamp;
    use holdfast_domain::sla::{Day, Period, Schedule};

    fn at(time: &str) -> Timestamp {
        Timestamp::from_millis(format!("2026-12-09T{time}:00+08:00").parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_shift_ends_once_a_day_and_not_when_its_break_begins() {
        let period = |from: &str, to: &str| Period { day: Day::Wed, from: from.into(), to: to.into() };
        let week = vec![period("08:00", "12:00"), period("13:30", "18:00")];
        let shift = Schedule { key: "day".into(), zone: "Asia/Shanghai".into(), week, ..Schedule::default() };
        let ends = |time: &str| end_of(&shift, at(time));
        assert_eq!([ends("11:50"), ends("12:30"), ends("17:44"), ends("18:00")], [None; 4]);
        assert_eq!([ends("17:45"), ends("17:59")], [Some(at("18:00")); 2]);
        assert_eq!(end_of(&Schedule { zone: "nowhere".into(), ..shift }, at("17:50")), None);
    }
}
