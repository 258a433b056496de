//! Writing: an operation through the store, in turn with a bare commit of the same bytes on the same disk.

use holdfast_domain::{Action, Field, MessageKind, OperationId, Urgency};
use holdfast_store::{Store, Written};

use crate::arguments::Arguments;
use crate::bare::Full;
use crate::desk::now;
use crate::filling::{Filled, operation};
use crate::table::{Figure, ratio};
use crate::team::Team;
use crate::timing::{Times, timed};
use crate::words;
use crate::{chance::Chance, timing::human};

const MOST: f64 = 1.5;

/// Replies, notes and fields, each on a ticket of its own.
pub fn committing(filled: &Filled, team: &Team, asked: &Arguments) -> Vec<Figure> {
    let store = filled.folder.store();
    let bare = Full::open(&filled.folder.0.join("full.db"));
    let (mut ours, mut seen, mut raw, mut bytes) = (Times::default(), Times::default(), Times::default(), 0);
    let mut chance = Chance::of(8, 0);
    let runs = asked.runs(300);
    for run in 0..runs {
        let ticket = filled.active[100 + run % (filled.active.len() - 200)];
        let shown = store.ticket(ticket).unwrap().unwrap();
        let language = words::language(&mut chance);
        let body = words::text(language, 2, &mut chance);
        let action = match run % 10 {
            0..5 => Action::reply(body),
            5..8 => Action::Note { body },
            _ => Action::SetField { field: Field::Urgency, old: shown.urgency.to_string(), new: other(shown.urgency).to_string() },
        };
        let operation = operation(&store, team, ticket, action, 1_000 + run as u64);
        let doc = serde_json::to_string(&operation).unwrap();
        bytes += doc.len();
        let id = operation.id.0.into_bytes();
        let mut act = |ours: &mut Times| {
            let operation = operation.clone();
            let (written, time) = timed(|| store.transact(operation, now()).unwrap());
            assert!(matches!(written, Written::Queued { .. }), "{written:?}");
            ours.push(time);
            let (_, looking) = timed(|| store.ticket(ticket).unwrap());
            seen.push(time + looking);
        };
        // Neither always follows the other's fsync.
        if run % 2 == 0 {
            raw.push(bare.commit(id, &doc));
            act(&mut ours);
        } else {
            act(&mut ours);
            raw.push(bare.commit(id, &doc));
        }
    }
    let times = ratio(ours.p50(), raw.p50());
    let figure = Figure::new("one operation committed durably", format!("{} ({} runs of {} bytes)", ours.both(), runs, bytes / runs))
        .beside(format!("p50 {} · p95 {} (SQLite, WAL, FULL, one insert of the same bytes)", human(raw.p50()), human(raw.p95())))
        .times(times)
        .bar("≤ 1.5 ×", times <= MOST);
    let shown = Figure::new("the same until the ticket was read with it", seen.both()).times(ratio(seen.p50(), raw.p50()));
    let draft = drafting(filled, &store, &bare, runs);
    drop(store);
    vec![figure, shown, draft, through_the_desk(filled, asked)]
}

/// The durable part alone: a draft goes through the same commit and journal as an operation, and changes no list.
fn drafting(filled: &Filled, store: &Store, bare: &Full, runs: usize) -> Figure {
    let (mut ours, mut raw) = (Times::default(), Times::default());
    let mut chance = Chance::of(9, 0);
    for run in 0..runs {
        let ticket = filled.active[100 + run % (filled.active.len() - 200)];
        let language = words::language(&mut chance);
        let body = words::text(language, 4, &mut chance);
        raw.push(bare.commit(OperationId::new(now(), chance.ten_bytes()).0.into_bytes(), &body));
        ours.push(timed(|| store.save_draft(ticket, MessageKind::Note, &body, &[], now()).unwrap()).1);
    }
    Figure::new("the durable part of that alone (a draft: outbox.db and journal, no list)", ours.both())
        .beside(format!("p50 {} · p95 {} (as above)", human(raw.p50()), human(raw.p95())))
        .times(ratio(ours.p50(), raw.p50()))
}

/// The same as the window asks for it, with all that it reads besides.
fn through_the_desk(filled: &Filled, asked: &Arguments) -> Figure {
    let desk = filled.folder.desk();
    let work = desk.work();
    crate::child::rest(&work);
    let tickets: Vec<_> = filled.active.iter().rev().skip(100).take(asked.runs(100)).map(ToString::to_string).collect();
    let seen: Vec<_> = tickets.iter().map(|ticket| work.ticket(ticket).unwrap().seen).collect();
    let times = Times::of(tickets.len(), |run| {
        work.reply(&tickets[run], "您好，已经为您处理好了。", seen[run], &[], holdfast_desk::view::Sending::default()).unwrap()
    });
    Figure::new("a reply through the open desk", times.both())
}

const fn other(urgency: Urgency) -> Urgency {
    match urgency {
        Urgency::High => Urgency::Normal,
        _ => Urgency::High,
    }
}
