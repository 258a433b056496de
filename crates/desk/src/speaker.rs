//! Alerts are said aloud: each as a notification of its own, many as one, those that waited as a digest; and they sound.
//!
//! What is to be said is what `outbox.db` says: an alert stays to be said until the system has shown it, so that a desk
//! killed in between says it at its next start. A breach is said again until somebody takes note.

use holdfast_domain::sla::{Alert, ClockKind, Level, Policy, REPEAT, alerts_ahead, clocks};
use holdfast_domain::{Ticket, TicketId, Timestamp, Urgency};
use holdfast_store::StoredAlert;
use holdfast_sync::Quality;
use std::collections::BTreeSet;

use crate::decisions::Decisions;
use crate::error::DeskError;
use crate::mentions;
use crate::ports::{Act, Notice, NoticeAction};
use crate::present::{Names, due_time};
use crate::quiet::Quiet;
use crate::settings::Chime;
use crate::work::Work;

/// More than this at once are told as one.
pub(crate) const STORM: usize = 4;
/// What is said so much later than it was due has waited: for the desk to be opened, or for the quiet to end.
const LATE_MS: i64 = 2 * 60_000;
/// So long what is kept quiet is kept at most until it is looked at again: a shift may be moved meanwhile.
const LONGEST_KEPT_MINUTES: i64 = 60;
/// A computer that is not to be disturbed does not say until when.
const ASK_AGAIN_MINUTES: i64 = 1;
/// Of so many tickets a desk that locks takes the clocks along.
const MOST_AHEAD: u32 = 500;
/// Minutes by which a notification offers to put an alert off.
const SNOOZES: [u32; 3] = [5, 15, 60];

/// An alert with its ticket, on its way to be said.
struct Due {
    alert: StoredAlert,
    ticket: Ticket,
}

/// Says what is to be said by now, but for what the quiet keeps. `anew`: the quiet may not be what it was, so that what was
/// kept is looked at as well. Answers whether anything was said.
pub(crate) fn say(work: &Work, decisions: &Decisions, anew: Anew<'_>, now: Timestamp) -> Result<bool, DeskError> {
    let mut alerts = work.store.alerts_to_say(now)?;
    let kept_before = match anew {
        Anew::All => work.store.alerts_kept()?,
        // One may have become an emergency.
        Anew::Tickets(tickets) => tickets.iter().map(|ticket| work.store.open_alerts_of(*ticket)).collect::<Result<Vec<_>, _>>()?.concat(),
    };
    let is_kept = |alert: &StoredAlert| alert.say_at.is_some_and(|at| at > now) && alert.said_at.is_none() && alert.snoozed_until.is_none();
    alerts.extend(kept_before.into_iter().filter(is_kept));
    let mut due = Vec::new();
    for alert in alerts {
        if let Some(ticket) = work.store.ticket(alert.ticket)? {
            due.push(Due { alert, ticket });
        }
    }
    if due.is_empty() {
        return Ok(false);
    }
    let quiet = Quiet::of(work, now);
    let (kept, loud): (Vec<_>, Vec<_>) = due.into_iter().partition(|due| quiet.is_some_and(|quiet| quiet.keeps(&due.ticket)));
    let until =
        quiet.and_then(|quiet| quiet.until).unwrap_or_else(|| now.plus_minutes(ASK_AGAIN_MINUTES)).min(now.plus_minutes(LONGEST_KEPT_MINUTES));
    let kept: Vec<i64> = kept.iter().filter(|due| due.alert.say_at != Some(until)).map(|due| due.alert.id).collect();
    work.store.keep_alerts(&kept, until)?;
    let anything = !loud.is_empty();
    sound(work, &loud, now);
    // What waits for this person's own decision, or is said to this person by name, is not lost in a storm of clocks.
    let (own, clocks): (Vec<_>, Vec<_>) = loud.into_iter().partition(|due| matches!(due.alert.kind, ClockKind::Decision | ClockKind::Mention));
    // What is said again has been heard of: only what is new to the person can be late.
    let (late, fresh): (Vec<_>, Vec<_>) = clocks.into_iter().partition(|due| due.alert.said_at.is_none() && now.since(due.alert.at) > LATE_MS);
    for group in [own, late, fresh] {
        show(work, decisions, group, now)?;
    }
    Ok(anything)
}

/// Many that are said at once sound once, as often as the gravest. One that the system did not show has been heard.
fn sound(work: &Work, loud: &[Due], now: Timestamp) {
    let unheard = |due: &&Due| due.alert.say_at.is_none_or(|at| !work.unshown().contains(&(due.alert.id, at)));
    let strokes = loud.iter().filter(unheard).map(|due| strokes(due.alert.level, &due.ticket)).max();
    work.unshown().retain(|(_, at)| *at > now);
    if let (Some(chime), Some(strokes)) = (chime(work), strokes) {
        work.ports.notifier.chime(chime, strokes);
    }
}

/// What this person's alerts sound like, where they shall.
pub(crate) fn chime(work: &Work) -> Option<Chime> {
    let settings = work.settings();
    settings.sound.then_some(settings.chime)
}

/// How often an alert sounds.
pub(crate) fn strokes(level: Level, ticket: &Ticket) -> u8 {
    match level {
        _ if ticket.urgency == Urgency::Emergency => 3,
        Level::Escalation => 3,
        Level::Breach => 2,
        Level::Warning => 1,
    }
}

/// For what the quiet is to be asked about anew.
#[derive(Clone, Copy)]
pub(crate) enum Anew<'a> {
    /// Everything that it keeps: the desk has just opened, or the person's settings have changed.
    All,
    /// These tickets, which have changed.
    Tickets(&'a BTreeSet<TicketId>),
}

fn show(work: &Work, decisions: &Decisions, group: Vec<Due>, now: Timestamp) -> Result<(), DeskError> {
    let digest = group.iter().all(|due| due.alert.said_at.is_none() && now.since(due.alert.at) > LATE_MS) && group.len() > 1;
    let notices = if digest || group.len() > STORM {
        vec![together(work, &group, digest)]
    } else {
        group.iter().map(|due| alone(work, decisions, due)).collect::<Result<_, _>>()?
    };
    for notice in notices {
        tracing::info!(alerts = ?notice.alerts, at = now.millis(), "an alert is shown");
        work.ports.notifier.show(notice);
    }
    let said: Vec<_> = group.into_iter().map(|due| (due.alert.clone(), again_at(work, &due, now))).collect();
    Ok(work.store.said_alerts(&said, now)?)
}

/// When a breach that nobody takes note of is said again.
fn again_at(work: &Work, due: &Due, now: Timestamp) -> Option<Timestamp> {
    if due.alert.level == Level::Warning || due.alert.kind == ClockKind::Decision {
        return None;
    }
    let directory = work.store.directory();
    let policy = Policy::of(&directory.policies, &directory.schedules, &due.ticket);
    let repeat = policy.map_or(REPEAT, |policy| policy.repeat);
    (repeat > 0).then(|| now.plus_minutes(i64::from(repeat)))
}

fn alone(work: &Work, decisions: &Decisions, Due { alert, ticket }: &Due) -> Result<Notice, DeskError> {
    let words = work.words();
    let number = ticket.number.to_string();
    let title = match alert.kind {
        ClockKind::Decision => decisions.title(work, alert, ticket),
        ClockKind::Mention => mentions::title(work, alert, ticket),
        _ => title(work, &alert.alert(), &number),
    };
    let customer = work.store.customer(ticket.customer)?;
    let tier = customer.as_ref().map(|customer| customer.tier).filter(|tier| *tier > 0).map(|tier| format!("V{tier}"));
    let name = customer.map(|customer| customer.name).unwrap_or_default();
    let customer = [Some(name), tier].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let about = Names::of(work).about(ticket, &alert.alert(), work.now()).unwrap_or_else(|| ticket.subject.clone());
    let named = work.settings().names_in_notices.then(|| words.say("alert-body", &[("customer", &customer), ("subject", &about)]));
    // A warning's title says it.
    let runs = alert.kind != ClockKind::Mention;
    let due = (runs && (alert.level > Level::Warning || named.is_none()))
        .then(|| words.say("alert-due", &[("due", &due_time(words, alert.due, work.now()))]));
    let body = [named, due].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let open = NoticeAction { act: Act::Open, label: words.say("alert-open", &[]) };
    let take = NoticeAction { act: Act::Take, label: words.say("alert-take", &[]) };
    let takes = ticket.owner.is_none() && work.me.role.may_reply();
    let actions = [open].into_iter().chain(takes.then_some(take)).chain(snoozes(work)).collect();
    Ok(Notice {
        alerts: vec![alert.id.to_string()],
        // One clock, whatever is said of it: several of a kind are due at times of their own.
        topic: format!("{}:{}:{}", alert.ticket, crate::present::name_of(alert.kind), alert.due.millis()),
        ticket: Some(alert.ticket),
        title,
        body: with_doubt(work, body),
        body_when_locked: words.say("alert-body-locked", &[]),
        actions,
        urgent: alert.level > Level::Warning,
    })
}

/// What an alert about a clock says in one line: nothing of the customer.
pub(crate) fn title(work: &Work, alert: &Alert, number: &str) -> String {
    let words = work.words();
    let clock = words.say(&format!("clock-name-{}", crate::present::name_of(alert.kind)), &[]);
    match alert.level {
        Level::Escalation => words.say("alert-escalation-title", &[("number", number), ("clock", &clock)]),
        Level::Breach => words.say("alert-breach-title", &[("number", number), ("clock", &clock)]),
        Level::Warning => {
            words.say("alert-warning-title", &[("number", number), ("clock", &clock), ("due", &due_time(words, alert.due, work.now()))])
        }
    }
}

/// What this desk would say between two instants, should nothing change, and when: for one that locks meanwhile. What falls into
/// the quiet is said when that ends.
pub(crate) fn ahead(work: &Work, from: Timestamp, to: Timestamp) -> Result<Vec<(Timestamp, Ticket, Alert)>, DeskError> {
    let directory = work.store.directory();
    let mut ahead = Vec::new();
    for id in work.store.alert_candidates(to, MOST_AHEAD)? {
        let Some(ticket) = work.store.ticket(id)? else { continue };
        let clocks = clocks(&ticket, &directory.policies, &directory.schedules, from);
        ahead.extend(alerts_ahead(&clocks, from, to, work.hears(&directory, &ticket)).into_iter().map(|alert| (alert.at, ticket.clone(), alert)));
    }
    // What was put off, kept quiet or is to be said again.
    for alert in work.store.alerts(true)? {
        if let (Some(at), Some(ticket)) = (alert.say_at, work.store.ticket(alert.ticket)?) {
            ahead.push((at, ticket, alert.alert()));
        }
    }
    ahead.retain(|(_, _, alert)| !matches!(alert.kind, ClockKind::Decision | ClockKind::Mention));
    let aloud = ahead.into_iter().filter_map(|(at, ticket, alert)| Some((aloud_at(work, &ticket, at, to)?, ticket, alert)));
    Ok(aloud.collect())
}

/// When something that is to be said at an instant is said aloud; none when the quiet lasts beyond `to`.
fn aloud_at(work: &Work, ticket: &Ticket, mut at: Timestamp, to: Timestamp) -> Option<Timestamp> {
    while let Some(quiet) = Quiet::at(work, at).filter(|quiet| quiet.keeps(ticket)) {
        at = quiet.until.filter(|until| *until > at && *until <= to)?;
    }
    (at <= to).then_some(at)
}

/// Several as one, which opens the list: a storm, or what waited until now.
fn together(work: &Work, group: &[Due], digest: bool) -> Notice {
    let words = work.words();
    let gravest = group.iter().max_by_key(|due| (due.alert.level, std::cmp::Reverse(due.alert.due)));
    let count = group.len().to_string();
    let number = gravest.map(|due| due.ticket.number.to_string()).unwrap_or_default();
    let first = gravest.map(|due| due.alert.id);
    let others = group.iter().map(|due| due.alert.id).filter(|id| Some(*id) != first);
    let title = if digest { "alert-digest-title" } else { "alert-storm-title" };
    let body = words.say("alert-storm-body", &[("number", &number)]);
    let open = NoticeAction { act: Act::Open, label: words.say("alert-open-list", &[]) };
    Notice {
        alerts: first.into_iter().chain(others).map(|id| id.to_string()).collect(),
        topic: if digest { "waited" } else { "several" }.to_owned(),
        ticket: None,
        title: words.say(title, &[("count", &count)]),
        body_when_locked: words.say("alert-body-locked", &[]),
        body: with_doubt(work, body),
        actions: std::iter::once(open).chain(snoozes(work)).collect(),
        urgent: group.iter().any(|due| due.alert.level > Level::Warning),
    }
}

fn snoozes(work: &Work) -> impl Iterator<Item = NoticeAction> {
    let words = work.words();
    SNOOZES
        .into_iter()
        .map(move |minutes| NoticeAction { act: Act::Snooze(minutes), label: words.say("alert-snooze", &[("minutes", &minutes.to_string())]) })
}

/// Says below a text that the time it rests on is doubtful, when it is.
fn with_doubt(work: &Work, body: String) -> String {
    if work.time.quality() == Quality::Doubtful { format!("{body}\n{}", work.words().say("alert-doubtful", &[])) } else { body }
}
