//! Pull: changes never split a transaction, the first pull comes most urgent first and misses nothing.

use crate::desk::{problem, team};
use futures_util::StreamExt;
use holdfast_domain::{Action, Seq, Status, Ticket, Urgency};
use holdfast_protocol::{Change, Poke, ProblemCode, Row, RowId, RowKind, path};
use reqwest::StatusCode;
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

#[tokio::test]
async fn pages_of_changes_never_split_a_transaction_and_together_hold_everything() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    for count in 0..5 {
        let batch = (0..3).map(|_| mia.operation(ticket, Action::Note { body: format!("note {count}") })).collect();
        mia.push(batch).await;
    }
    let (mut after, mut seen, mut rows) = (Seq(0), HashSet::new(), HashSet::new());
    loop {
        let page = mia.changes(after, 2).await;
        assert_eq!(page.from, after);
        let seqs: HashSet<Seq> = page.changes.iter().map(|change| change.seq).collect();
        assert!(seqs.iter().all(|seq| *seq > after && *seq <= page.to));
        assert!(seen.is_disjoint(&seqs), "a transaction came in two pages");
        seen.extend(seqs);
        rows.extend(page.changes.into_iter().filter_map(|change| change.row).map(|row| row.id()));
        after = page.to;
        if !page.has_more {
            assert_eq!(page.to, page.high);
            break;
        }
    }
    let (first, _) = mia.first_pull().await;
    let all: HashSet<RowId> = first.into_iter().filter_map(|change| change.row).map(|row| row.id()).collect();
    assert_eq!(rows, all);
}

#[tokio::test]
async fn a_cursor_of_another_life_or_from_the_future_starts_anew() {
    let team = team();
    let mia = team.desk("wen").await;
    for (epoch, after) in [("another", 0_u64), (mia.session.epoch.as_str(), 1_000_000)] {
        let (status, problem) = problem(mia.get(&format!("{}?epoch={epoch}&after={after}", path::CHANGES)).await).await;
        assert_eq!((status, problem.code), (StatusCode::GONE, ProblemCode::Resync));
    }
    let (status, problem) = problem(mia.get(&format!("{}?after=not-ours", path::BOOTSTRAP)).await).await;
    assert_eq!((status, problem.code), (StatusCode::BAD_REQUEST, ProblemCode::BadRequest));
}

#[tokio::test]
async fn a_removed_row_comes_as_its_removal() {
    let team = team();
    let mia = team.desk("wen").await;
    let (rows, before) = mia.first_pull().await;
    let article = rows.iter().filter_map(|change| change.row.as_ref()).map(Row::id).find(|id| id.kind == RowKind::Article).unwrap();
    let mut transaction = team.running.server().ledger().begin().unwrap();
    transaction.remove(&article).unwrap();
    transaction.commit().unwrap();
    let page = mia.changes(before, 100).await;
    assert_eq!(page.changes, [Change { seq: page.high, row: None, removed: Some(article.clone()) }]);
    let (rows, _) = mia.first_pull().await;
    assert!(rows.iter().filter_map(|change| change.row.as_ref()).all(|row| row.id() != article));
}

#[tokio::test]
async fn the_first_pull_brings_the_team_then_what_presses_with_its_messages_then_articles_then_the_rest() {
    let team = team();
    let mia = team.desk("wen").await;
    let (changes, _) = mia.first_pull().await;
    let rows: Vec<Row> = changes.into_iter().filter_map(|change| change.row).collect();
    let phase = |row: &Row| match row {
        Row::Ticket(ticket) if ticket.status.is_active() => 1,
        Row::Ticket(_) => 3,
        Row::Article(_) => 2,
        Row::Message(_) | Row::Customer(_) => 9,
        _ => 0,
    };
    let phases: Vec<i32> = rows.iter().map(phase).filter(|phase| *phase < 9).collect();
    assert!(phases.is_sorted());
    assert_eq!(phases.iter().collect::<HashSet<_>>().len(), 4);
    let active: Vec<&Ticket> = rows
        .iter()
        .filter_map(|row| if let Row::Ticket(ticket) = row { Some(&**ticket) } else { None })
        .filter(|ticket| ticket.status.is_active())
        .collect();
    assert_eq!(active[0].urgency, Urgency::Emergency);
    let key =
        |ticket: &&Ticket| (std::cmp::Reverse(ticket.urgency), ticket.waiting_since.is_none(), ticket.waiting_since.unwrap_or(ticket.opened_at));
    assert!(active.is_sorted_by_key(key));
    // Nobody sees a ticket without its customer and its conversation.
    let mut ticket = None;
    for row in &rows {
        match row {
            Row::Ticket(row) => ticket = Some(row.clone()),
            Row::Message(message) => assert_eq!(Some(message.ticket), ticket.as_ref().map(|ticket| ticket.id)),
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_first_pull_misses_nothing_while_others_write() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let reader = team.desk("bai").await;
    let ledger = team.running.server().ledger().clone();
    let solved: Vec<_> = mia
        .first_pull()
        .await
        .0
        .into_iter()
        .filter_map(|change| match change.row {
            Some(Row::Ticket(ticket)) if ticket.status == Status::Solved => Some(ticket),
            _ => None,
        })
        .collect();
    // Small pages, as a large team has many.
    let limit = holdfast_server::ledger::PageLimit { rows: 40, bytes: 1 << 30 };
    let (mut after, mut held, mut began) = (None, BTreeMap::new(), None);
    let mut to_reopen = solved.into_iter();
    loop {
        let page = ledger.bootstrap(after, limit, None).unwrap();
        began.get_or_insert(page.standing.seq);
        for change in page.changes {
            let row: Row = serde_json::from_str(&serde_json::to_string(&change.row).unwrap()).unwrap();
            held.insert(row.id(), change.seq);
        }
        // A solved ticket reopens and so moves to where the reader has been; another gets a note.
        if let Some(ticket) = to_reopen.next() {
            team.running.server().receive(ticket.id, "Still broken").unwrap();
            let note = mia.operation(ticket.id, Action::Note { body: "again".into() });
            mia.push(vec![note]).await;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut cursor = began.unwrap();
    loop {
        let page = reader.changes(cursor, 1000).await;
        held.extend(page.changes.iter().filter_map(|change| Some((change.row.as_ref()?.id(), change.seq))));
        cursor = page.to;
        if !page.has_more {
            break;
        }
    }
    let (all, _) = reader.first_pull().await;
    let all: BTreeMap<RowId, Seq> = all.into_iter().filter_map(|change| Some((change.row.as_ref()?.id(), change.seq))).collect();
    assert_eq!(held, all);
}

#[tokio::test]
async fn a_poke_follows_a_push_and_a_write_of_another_process() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let bai = team.desk("bai").await;
    let ticket = mia.a_ticket().await;
    let mut stream = bai.get(path::EVENTS).await.bytes_stream();
    let mut heard = String::new();
    let mut next = async || {
        loop {
            if let Some(at) = heard.find("\n\n") {
                let event: String = heard.drain(..at + 2).collect();
                if let Some(data) = event.lines().find_map(|line| line.strip_prefix("data:")) {
                    return serde_json::from_str::<Poke>(data.trim()).unwrap();
                }
            }
            let bytes = tokio::time::timeout(Duration::from_secs(5), stream.next()).await.expect("no poke came").unwrap().unwrap();
            heard.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    };
    let first = next().await;
    assert_eq!(first.epoch, mia.session.epoch);
    let note = mia.operation(ticket, Action::Note { body: "news".into() });
    let pushed = mia.push(vec![note]).await;
    assert_eq!(next().await.seq, pushed.seq);
    // As the command line does beside a running server.
    let other = holdfast_server::ledger::SqliteLedger::open(team.folder.path(), None, "unused").unwrap();
    let server = holdfast_server::Server::new(std::sync::Arc::new(other), holdfast_server::Clock::system());
    server.receive(ticket, "Hello?").unwrap();
    assert!(next().await.seq > pushed.seq);
}

#[tokio::test]
async fn a_long_pull_ends_when_something_is_new() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let (ticket, high) = (mia.a_ticket().await, mia.first_pull().await.1);
    let waiting = tokio::spawn({
        let (client, url, token, epoch) = (mia.client.clone(), mia.url.clone(), mia.session.token.clone(), mia.session.epoch.clone());
        async move {
            let url = format!("{url}{}?epoch={epoch}&after={high}&wait=20", path::CHANGES);
            let answer = client.get(url).bearer_auth(token).header(holdfast_protocol::VERSION_HEADER, 1).send().await.unwrap();
            answer.json::<holdfast_protocol::ChangesPage>().await.unwrap()
        }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let note = mia.operation(ticket, Action::Note { body: "news".into() });
    mia.push(vec![note]).await;
    let page = tokio::time::timeout(Duration::from_secs(5), waiting).await.unwrap().unwrap();
    assert_eq!(page.changes.len(), 2);
}
