//! Push, at the public door: exactly once, in order, and nothing of it blocked by one bad operation.

use crate::desk::{problem, team};
use holdfast_domain::{Action, HeldReason, Rejection, Seq, Verdict};
use holdfast_protocol::{ProblemCode, PushAnswer, PushRequest, Row};
use reqwest::StatusCode;

fn note(body: &str) -> Action {
    Action::Note { body: body.into() }
}

fn reply(body: &str) -> Action {
    Action::reply(body)
}

#[tokio::test]
async fn the_same_batch_sent_twice_takes_effect_once() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let (ticket, before) = (mia.a_ticket().await, mia.first_pull().await.1);
    let batch = vec![mia.operation(ticket, note("first")), mia.operation(ticket, note("second"))];
    let once = mia.push(batch.clone()).await;
    let twice = mia.push(batch).await;
    assert_eq!(once, twice);
    assert_eq!(once.acknowledged, 2);
    assert!(once.results.iter().all(|result| result.verdict == Some(Verdict::Applied)));
    let page = mia.changes(before, 1000).await;
    let notes = page.changes.iter().filter(|change| matches!(&change.row, Some(Row::Message(_)))).count();
    assert_eq!((notes, page.acknowledged.unwrap().dseq), (2, 2));
}

#[tokio::test]
async fn a_batch_that_begins_where_the_last_reply_was_lost_is_answered_from_both() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let first = mia.operation(ticket, note("first"));
    mia.push(vec![first.clone()]).await;
    let second = mia.operation(ticket, note("second"));
    let answer = mia.push(vec![first, second]).await;
    assert_eq!(answer.results.iter().map(|result| result.dseq).collect::<Vec<_>>(), [1, 2]);
    assert!(answer.results[0].seq < answer.results[1].seq);
}

#[tokio::test]
async fn a_gap_names_the_number_waited_for() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    mia.dseq = 6;
    let late = mia.operation(ticket, note("seventh"));
    let (status, problem) = problem(mia.try_push(7, vec![late]).await).await;
    assert_eq!((status, problem.code, problem.expected_dseq), (StatusCode::CONFLICT, ProblemCode::Gap, Some(1)));
}

#[tokio::test]
async fn another_operation_under_a_known_number_is_a_fork() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let one = mia.operation(ticket, note("one"));
    mia.push(vec![one]).await;
    let other = mia.unnumbered(ticket, note("from a copy of this desk"), Some(1));
    let (status, problem) = problem(mia.try_push(1, vec![other]).await).await;
    assert_eq!((status, problem.code), (StatusCode::CONFLICT, ProblemCode::Forked));
}

#[tokio::test]
async fn after_a_fork_what_the_server_knows_is_not_done_again() {
    let team = team();
    let mut old = team.desk("wen").await;
    let ticket = old.a_ticket().await;
    let said = old.operation(ticket, reply("Sent before the fork"));
    let first = old.push(vec![said.clone()]).await;
    assert_eq!(first.results[0].verdict, Some(Verdict::Applied));
    let new = team.desk("wen").await;
    let again = new.push(vec![holdfast_domain::Operation { device: new.device, ..said }]).await;
    assert_eq!(again.results[0].verdict, Some(Verdict::Applied));
    let messages = new.first_pull().await.0;
    let same = messages.iter().filter(|change| matches!(&change.row, Some(Row::Message(message)) if message.body == "Sent before the fork")).count();
    assert!(same >= 1);
    let mut ids: Vec<_> =
        messages.iter().filter_map(|change| change.row.as_ref()).map(|row| row.id().id).filter(|id| *id == first.results[0].id.to_string()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn a_rejected_operation_does_not_stop_the_next() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let nowhere = holdfast_domain::TicketId(uuid::Uuid::from_u128(99));
    let batch = vec![mia.operation(nowhere, note("to nothing")), mia.operation(ticket, note("")), mia.operation(ticket, note("good"))];
    let answer = mia.push(batch).await;
    let rejections: Vec<_> = answer.results.iter().map(|result| result.rejection.clone()).collect();
    assert_eq!(rejections, [Some(Rejection::Gone), Some(Rejection::EmptyText), None]);
    assert_eq!(answer.acknowledged, 3);
}

#[tokio::test]
async fn a_kind_of_operation_from_a_later_version_comes_back_alone() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let known = mia.operation(ticket, note("known"));
    let later = mia.operation(ticket, note("later"));
    let mut body = serde_json::to_value(PushRequest { device: mia.device, epoch: None, first_dseq: 1, operations: vec![known, later] }).unwrap();
    body["operations"][1]["action"] = serde_json::json!({ "kind": "foresee", "what": 1 });
    let answer: PushAnswer = mia.push_json(body).await.json().await.unwrap();
    assert_eq!(answer.results[0].verdict, Some(Verdict::Applied));
    assert_eq!(answer.results[1].rejection, Some(Rejection::Unsupported));
    assert_eq!(answer.acknowledged, 2);
}

#[tokio::test]
async fn a_reply_is_held_when_the_customer_has_written_since() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let seen = mia.first_pull().await.1;
    team.running.server().receive(ticket, "Wait, it works again!").unwrap();
    let late = holdfast_domain::Operation { seen: Some(seen), ..mia.operation(ticket, reply("We will send you a new one.")) };
    let rests_on_it = holdfast_domain::Operation { depends_on: vec![late.id], ..mia.operation(ticket, reply("Its number follows.")) };
    let answer = mia.push(vec![late, rests_on_it]).await;
    for result in &answer.results {
        assert_eq!(result.verdict, Some(Verdict::Held { reason: HeldReason::NewerMessage }));
    }
    let page = mia.changes(seen, 1000).await;
    let bodies: Vec<_> = page
        .changes
        .iter()
        .filter_map(|change| match &change.row {
            Some(Row::Message(message)) => Some(message.body.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(bodies, ["Wait, it works again!"]);
}

#[tokio::test]
async fn a_group_ends_as_one() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let seen = mia.first_pull().await.1;
    team.running.server().receive(ticket, "One more thing").unwrap();
    let mut batch =
        vec![mia.operation(ticket, note("macro: noted")), mia.operation(ticket, reply("macro: answered")), mia.operation(ticket, note("outside"))];
    let group = Some(batch[0].id);
    for operation in &mut batch[..2] {
        (operation.group, operation.seen) = (group, Some(seen));
    }
    let answer = mia.push(batch).await;
    let held = Some(Verdict::Held { reason: HeldReason::NewerMessage });
    assert_eq!(answer.results.iter().map(|result| result.verdict.clone()).collect::<Vec<_>>(), [held.clone(), held, Some(Verdict::Applied)]);
}

#[tokio::test]
async fn nobody_speaks_for_another_and_a_contact_does_not_reply() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let mut tao = team.desk("tao").await;
    let ticket = mia.a_ticket().await;
    let forged = holdfast_domain::Operation { author: tao.agent(), ..mia.operation(ticket, note("in Tao's name")) };
    let receive = mia.operation(ticket, Action::Receive { body: "as if I were the customer".into() });
    let answer = mia.push(vec![forged, receive]).await;
    assert!(answer.results.iter().all(|result| result.rejection == Some(Rejection::Forbidden)));
    let batch = vec![tao.operation(ticket, reply("outward")), tao.operation(ticket, note("inward"))];
    let answer = tao.push(batch).await;
    assert_eq!(answer.results[0].rejection, Some(Rejection::Forbidden));
    assert_eq!(answer.results[1].verdict, Some(Verdict::Applied));
}

#[tokio::test]
async fn a_push_that_is_too_large_or_no_push_is_refused_whole() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let long = mia.operation(ticket, note(&"x".repeat(holdfast_protocol::PUSH_BODY)));
    let (status, refused) = problem(mia.try_push(1, vec![long]).await).await;
    assert_eq!((status, refused.code), (StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::BadRequest));
    let (status, refused) = problem(mia.push_json(serde_json::json!({ "half": true })).await).await;
    assert_eq!((status, refused.code), (StatusCode::BAD_REQUEST, ProblemCode::BadRequest));
    let page = mia.changes(Seq(0), 1).await;
    assert_eq!(page.acknowledged, None);
}

#[tokio::test]
async fn what_is_held_is_marked_on_its_ticket_once_until_its_author_has_decided() {
    let team = team();
    let mut mia = team.desk("wen").await;
    let ticket = mia.a_ticket().await;
    let seen = mia.first_pull().await.1;
    team.running.server().receive(ticket, "Wait, it works again!").unwrap();
    let group = Some(holdfast_domain::OperationId(uuid::Uuid::from_u128(7)));
    let late = holdfast_domain::Operation { seen: Some(seen), group, ..mia.operation(ticket, reply("We will send you a new one.")) };
    let with_it = holdfast_domain::Operation { group, ..mia.operation(ticket, note("Told the customer")) };
    let batch = vec![late.clone(), with_it.clone()];
    mia.push(batch.clone()).await;
    mia.push(batch).await;
    let marks = |changes: &[holdfast_protocol::Change]| {
        let found = changes.iter().rev().find_map(|change| match &change.row {
            Some(Row::Ticket(row)) if row.id == ticket => Some(row.held.clone()),
            _ => None,
        });
        found.unwrap()
    };
    let held = marks(&mia.changes(seen, 1000).await.changes);
    assert_eq!(held.iter().map(|mark| (mark.operation, mark.by)).collect::<Vec<_>>(), [(late.id, mia.agent()), (with_it.id, mia.agent())]);
    let decided = mia.operation(ticket, Action::Decide { held: vec![late.id, with_it.id] });
    assert_eq!(mia.push(vec![decided]).await.results[0].verdict, Some(Verdict::Applied));
    assert!(marks(&mia.changes(seen, 1000).await.changes).is_empty());
}

#[tokio::test]
async fn an_operation_stands_at_the_desk_it_names_only_when_that_is_another_desk_of_the_same_person() {
    let team = team();
    let (lost, bai) = (team.desk("wen").await, team.desk("bai").await);
    let mut wen = team.desk("wen").await;
    let ticket = wen.a_ticket().await;
    let before = wen.first_pull().await.1;
    let mut written = Vec::new();
    for (device, body) in [(wen.device, "here"), (lost.device, "brought over"), (bai.device, "a colleague's"), (crate::desk::a_device(), "nobody's")]
    {
        written.push(holdfast_domain::Operation { device, ..wen.operation(ticket, note(body)) });
    }
    wen.push(written).await;
    let page = wen.changes(before, 1000).await;
    let device = |body: &str| {
        let message = page.changes.iter().find_map(|change| match &change.row {
            Some(Row::Message(message)) if message.body == body => Some(message),
            _ => None,
        });
        message.unwrap().device
    };
    assert_eq!(device("here"), Some(wen.device));
    assert_eq!(device("brought over"), Some(lost.device));
    assert_eq!(device("a colleague's"), Some(wen.device), "what a desk writes down about another's proves nothing");
    assert_eq!(device("nobody's"), Some(wen.device));
}
