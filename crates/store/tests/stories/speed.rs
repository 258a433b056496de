//! How fast, with 100,000 tickets and 1,000,000 messages. Run optimised:
//! `cargo nextest run --release -p holdfast-store --run-ignored only --no-capture how_fast`.
#![allow(clippy::disallowed_methods, reason = "measures")]

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::*;
use holdfast_store::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

const TICKETS: u128 = 100_000;
const MESSAGES_EACH: u128 = 10;

/// Ids as they come in life: by time, so that neighbours in time are neighbours in an index.
fn rows_of(number: u128) -> Vec<Change> {
    let messages = if number == 1 { 100 } else { MESSAGES_EACH };
    let owner = AgentId(id(0xa000 + number % 40));
    let of = Ticket {
        held: Vec::new(),
        mentions: Vec::new(),
        merged: Vec::new(),
        merged_into: None,
        tasks: Vec::new(),
        requests: Vec::new(),
        complaints: Vec::new(),
        call_backs: Vec::new(),
        alerted: Vec::new(),
        owner: (!number.is_multiple_of(5)).then_some(owner),
        status: if number.is_multiple_of(4) {
            Status::Open
        } else if number.is_multiple_of(7) {
            Status::Pending
        } else {
            Status::Closed
        },
        urgency: if number.is_multiple_of(500) { Urgency::Emergency } else { Urgency::Normal },
        opened_at: NINE.plus_minutes(-((number % 5_000) as i64)),
        queue: Some(QueueId(id(0x900 + number % 6))),
        chased: u32::from(number.is_multiple_of(100)) * 3,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        ..ticket(number)
    };
    let body = "您好，我的订单还没有到，请帮忙查一下物流。I ordered two weeks ago and nothing has arrived yet; could you look into it?";
    let mut rows = vec![ticket_row(1, of), row(1, Row::Customer(Arc::new(customer(number, &format!("Customer {number}")))))];
    rows.extend((0..messages).map(|at| message_row(1, message(number * 1_000 + at, ticket_id(number), body, 1))));
    rows
}

fn timed<T>(what: &str, limit_ms: f64, mut work: impl FnMut() -> T) {
    let first = Instant::now();
    work();
    let first = first.elapsed();
    let mut times: Vec<Duration> = (0..40)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let verdict = if ms(times[37]) <= limit_ms { "ok" } else { "TOO SLOW" };
    println!(
        "{what:<44} first {:7.2} ms   median {:7.2} ms   p95 {:7.2} ms   limit {limit_ms:5.1} ms   {verdict}",
        ms(first),
        ms(times[20]),
        ms(times[37])
    );
}

/// Whoever calls is found between two keys, however little was typed.
fn callers(store: &Store, name: &str) {
    for typed in ["138", "+86 13", "+86 138 0000 4", "0000 4242", "4242", "c", "cust", name, "zzzz"] {
        timed(&format!("match customers by {typed:?}"), 15.0, || store.match_customers(typed, 6).unwrap());
    }
}

#[test]
#[ignore = "half a minute, and only meaningful where the database is optimised"]
fn how_fast_a_caller_is_found() {
    let desk = Desk::new();
    let start = Instant::now();
    desk.pulls(Vec::new());
    for (at, numbers) in (1..=TICKETS).collect::<Vec<_>>().chunks(1_000).enumerate() {
        let seq = 101 + at as u64;
        let rows = numbers.iter().map(|number| row(seq, Row::Customer(Arc::new(customer(*number, &format!("Customer {number}"))))));
        desk.changes(seq, rows.collect());
    }
    println!("{TICKETS} customers in {:?}; file {} MB", start.elapsed(), std::fs::metadata(desk.path("cache.db")).unwrap().len() / 1_000_000);
    callers(desk.store(), "Customer 4242");
}

#[test]
#[ignore = "minutes, and only meaningful when optimised"]
fn how_fast() {
    let mut desk = Desk::new();
    let mut applied = Duration::ZERO;
    let (mut count, mut slowest) = (0_usize, Duration::ZERO);
    let mut numbers = 1..=TICKETS;
    let position = Position("next".into());
    desk.store()
        .apply_bootstrap(
            None,
            &BootstrapPage { next: Some(position.clone()), ..first_page(vec![row(1, Row::Policy(Arc::new(policy(2_000))))], 9) },
            NINE,
        )
        .unwrap();
    loop {
        let rows: Vec<_> = numbers.by_ref().take(BOOTSTRAP_ROWS / 12).flat_map(rows_of).collect();
        if rows.is_empty() {
            break;
        }
        count += rows.len();
        let page = BootstrapPage { next: Some(position.clone()), ..first_page(rows, 9) };
        let start = Instant::now();
        desk.store().apply_bootstrap(Some(&position), &page, NINE).unwrap();
        let took = start.elapsed();
        applied += took;
        slowest = slowest.max(took);
        if count % 240_000 < BOOTSTRAP_ROWS {
            println!("  {count} rows, {:.0} rows/s so far, slowest page {slowest:?}", count as f64 / applied.as_secs_f64());
        }
    }
    desk.store().apply_bootstrap(Some(&position), &first_page(vec![], 9), NINE).unwrap();
    println!(
        "bootstrap: {count} rows in {applied:?}: {:.0} rows/s; slowest page {slowest:?}; file {} MB",
        count as f64 / applied.as_secs_f64(),
        std::fs::metadata(desk.path("cache.db")).unwrap().len() / 1_000_000
    );
    let start = Instant::now();
    desk.open();
    println!("closing and opening again: {:?}", start.elapsed());
    let store = desk.store();
    let agent = AgentId(id(0xa000 + 4));
    let now = NINE.plus_minutes(-1_000);
    for filter in [
        ListFilter::Mine(agent),
        ListFilter::Team,
        ListFilter::Unassigned,
        ListFilter::AtRisk,
        ListFilter::Hot,
        ListFilter::Waiting,
        ListFilter::Drafts,
        ListFilter::WrittenOffline,
        ListFilter::Queue(QueueId(id(0x904))),
        ListFilter::Customers(vec![customer_id(400)]),
    ] {
        let name = format!("{filter:?}");
        let name = name.split(['(', '{', ' ']).next().unwrap();
        timed(&format!("list {name} ({})", store.count(&filter, now).unwrap()), 5.0, || store.list(&filter, now, 0, 50).unwrap());
        timed(&format!("count {name}"), 5.0, || store.count(&filter, now).unwrap());
    }
    timed("list AtRisk, nothing at risk", 5.0, || store.list(&ListFilter::AtRisk, Timestamp::from_millis(0), 0, 50).unwrap());
    timed("a ticket of 100 messages", 10.0, || (store.ticket(ticket_id(1)).unwrap(), store.messages(ticket_id(1), None, 100).unwrap()));
    callers(store, "Customer 4242");
    timed("next alert", 5.0, || store.next_alert_at().unwrap());
    timed("a reply", 15.0, || desk.writes(desk.reply(ticket_id(4), "On its way.")));
    timed("a draft", 15.0, || store.save_draft(ticket_id(4), MessageKind::Note, "Half a sentence", &[], NINE).unwrap());
    let mut seq = 9;
    timed("a page of 1,000 changes", 50.0, || {
        let rows = (1..=83).flat_map(|number| rows_of(number * 60)).map(|change| Change { seq: Seq(seq + 1), ..change }).collect();
        store.apply_changes(&page(seq, seq + 1, rows), NINE).unwrap();
        seq += 1;
    });
}
