//! How fast the first pull reads from a large ledger. Prints; run with `--run-ignored all --no-capture`.
#![expect(clippy::disallowed_methods, reason = "measures how long a real process takes")]

use holdfast_domain::{
    Author, Channel, CustomerId, LastPublic, Message, MessageId, MessageKind, Number, Seq, Status, TagSet, Ticket, TicketId, Timestamp, Urgency,
};
use holdfast_protocol::Row;
use holdfast_server::ledger::{Ledger, SqliteLedger};
use holdfast_server::pull;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

fn tickets() -> u128 {
    std::env::var("HOLDFAST_TICKETS").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000)
}

#[test]
#[ignore = "writes hundreds of thousands of rows"]
fn a_large_first_pull() {
    let folder = tempfile::TempDir::new().unwrap();
    let ledger = SqliteLedger::open(folder.path(), None, "epoch").unwrap();
    let began = Instant::now();
    let mut count = 0_u128;
    while count < tickets() {
        let mut transaction = ledger.begin().unwrap();
        let seq = transaction.seq().unwrap();
        for _ in 0..90 {
            count += 1;
            let number = transaction.next_number().unwrap();
            for row in rows(count, number, seq) {
                transaction.put(&row).unwrap();
            }
        }
        transaction.commit().unwrap();
    }
    println!("written {count} tickets with ten messages each in {:?}", began.elapsed());
    let (mut next, mut pages, mut bytes, mut slowest) = (None::<String>, 0, 0, std::time::Duration::ZERO);
    let began = Instant::now();
    loop {
        let page = Instant::now();
        let read = serde_json::to_value(pull::bootstrap(&ledger, next.as_deref(), None, true).unwrap()).unwrap();
        slowest = slowest.max(page.elapsed());
        pages += 1;
        bytes += read["changes"].as_array().unwrap().len();
        next = read["next"].as_str().map(str::to_owned);
        if next.is_none() {
            break;
        }
    }
    println!("first pull: {bytes} rows in {pages} pages, {:?}, slowest page {slowest:?} (with a parse that the server does not do)", began.elapsed());
}

fn rows(count: u128, number: u32, seq: Seq) -> Vec<Row> {
    let at = Timestamp::from_millis(1_700_000_000_000 + i64::try_from(count).unwrap() * 1_000);
    let customer = CustomerId(uuid::Uuid::from_u128(count % 5_000));
    let id = TicketId(uuid::Uuid::from_u128(1 << 64 | count));
    let status = if count.is_multiple_of(5) { Status::Open } else { Status::Closed };
    let ticket = Ticket {
        held: Vec::new(),
        mentions: Vec::new(),
        merged: Vec::new(),
        merged_into: None,
        tasks: Vec::new(),
        requests: Vec::new(),
        complaints: Vec::new(),
        call_backs: Vec::new(),
        alerted: Vec::new(),
        id,
        number: Number { lasting: Some(number), temporary: None },
        subject: "Where is my refund?".into(),
        channel: Channel::Chat,
        status,
        urgency: Urgency::Normal,
        category: Some("refund/progress".into()),
        tags: TagSet::default(),
        queue: None,
        owner: None,
        lease_until: None,
        customer,
        tier: 0,
        language: None,
        opened_at: at,
        updated_at: at,
        first_response_at: None,
        waiting_since: Some(at),
        last_public: Some(LastPublic::of_customer(seq)),
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
        call_back_on: None,
        revs: BTreeMap::new(),
        history: vec![],
    };
    let message = |which: u128| Message {
        id: MessageId(uuid::Uuid::from_u128(which << 96 | 2 << 64 | count)),
        ticket: id,
        kind: MessageKind::Customer,
        author: Author::Customer(customer),
        body: "I sent it back two weeks ago and my bank sees nothing. Could somebody give me a reference, please? ".repeat(2),
        html: false,
        marked: false,
        language: None,
        channel: Channel::Chat,
        at: at.plus_minutes(i64::try_from(which).unwrap()),
        seq: Some(seq),
        device: None,
        offline: false,
        forwarded: None,
        articles: vec![],
        versions: std::collections::BTreeMap::new(),
        files: vec![],
    };
    std::iter::once(Row::Ticket(Arc::new(ticket))).chain((0..10).map(|which| Row::Message(Arc::new(message(which))))).collect()
}
