//! The lease of a ticket, checked inside the write and by the server's clock, whatever a desk says (SYNC 1.8).

use crate::desk::{Desk, Team, team};
use holdfast_domain::lease::LEASE_MS;
use holdfast_domain::{Action, Field, HeldReason, Operation, OperationId, Rejection, Seq, Ticket, TicketId, Timestamp, Verdict};
use holdfast_protocol::{OperationResult, Row};
use std::sync::Arc;

fn reply(body: &str) -> Action {
    Action::reply(body)
}

impl Team {
    fn ticket(&self, id: TicketId) -> Ticket {
        self.running.server().ledger().begin().unwrap().ticket(id).unwrap().unwrap()
    }

    /// As if something had happened that takes half a day.
    fn puts(&self, ticket: Ticket) {
        let mut transaction = self.running.server().ledger().begin().unwrap();
        transaction.seq().unwrap();
        transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap();
        transaction.commit().unwrap();
    }

    fn now(&self) -> Timestamp {
        holdfast_server::Clock::system().now()
    }
}

/// A ticket that this desk has just claimed.
async fn a_claimed_ticket(team: &Team, desk: &mut Desk) -> TicketId {
    let id = desk.a_ticket().await;
    team.puts(Ticket { owner: None, ..team.ticket(id) });
    assert_eq!(does(desk, id, Action::claim()).await.verdict, Some(Verdict::Applied));
    id
}

async fn does(desk: &mut Desk, ticket: TicketId, action: Action) -> OperationResult {
    let operation = desk.operation(ticket, action);
    desk.push(vec![operation]).await.results.remove(0)
}

#[tokio::test]
async fn a_take_over_says_why_raises_the_fence_and_holds_what_was_written_under_the_old_one() {
    let team = team();
    let (mut wen, mut bai) = (team.desk("wen").await, team.desk("bai").await);
    let id = a_claimed_ticket(&team, &mut wen).await;
    let old = team.ticket(id).lease().unwrap();
    assert!(old.until.unwrap().since(team.now()) > LEASE_MS - 60_000);
    let written = Operation { base: [(Field::Owner, old.fence)].into(), ..wen.operation(id, reply("We will send a new one.")) };

    let to = bai.agent();
    let silent = does(&mut bai, id, Action::Assign { to, reason: String::new(), handover: None }).await;
    assert_eq!(silent.rejection, Some(Rejection::EmptyText));
    let open = does(&mut bai, id, Action::Assign { to, reason: "Wen is cut off".into(), handover: None }).await;
    assert_eq!(open.verdict, Some(Verdict::Applied));
    let new = team.ticket(id).lease().unwrap();
    assert_eq!((new.agent, new.device, new.fence), (to, Some(bai.device), open.seq));
    assert!(new.fence > old.fence);

    let held = wen.push(vec![written]).await.results.remove(0);
    assert_eq!(held.verdict, Some(Verdict::Held { reason: HeldReason::TakenOver }));
}

#[tokio::test]
async fn the_servers_clock_alone_says_when_a_lease_has_run_out() {
    let team = team();
    let (mut wen, mut bai) = (team.desk("wen").await, team.desk("bai").await);
    let id = a_claimed_ticket(&team, &mut wen).await;
    let tomorrow = Operation { composed_at: team.now().plus_millis(2 * LEASE_MS), ..bai.operation(id, Action::claim()) };
    let refused = bai.push(vec![tomorrow]).await.results.remove(0);
    assert_eq!(refused.rejection, Some(Rejection::TakenOver { by: Some(wen.agent()) }), "a desk whose clock is ahead takes nothing");

    team.puts(Ticket { lease_until: Some(team.now().plus_minutes(-1)), ..team.ticket(id) });
    let blind = Operation { base: [(Field::Owner, Seq(0))].into(), ..bai.operation(id, Action::claim()) };
    let refused = bai.push(vec![blind]).await.results.remove(0);
    assert_eq!(refused.rejection, Some(Rejection::TakenOver { by: Some(wen.agent()) }), "who has not seen whose it is takes nothing");
    assert_eq!(
        does(&mut bai, id, Action::claim()).await.rejection,
        Some(Rejection::ReasonMissing),
        "a first-contact owner changes only with a reason"
    );
    let why = Action::Claim { reason: "Nobody went on with it".into() };
    assert_eq!(does(&mut bai, id, why).await.verdict, Some(Verdict::Applied));
    assert_eq!(team.ticket(id).owner, Some(bai.agent()));
}

#[tokio::test]
async fn the_owners_work_renews_the_lease_in_the_same_row() {
    let team = team();
    let mut wen = team.desk("wen").await;
    let id = a_claimed_ticket(&team, &mut wen).await;
    team.puts(Ticket { lease_until: Some(team.now().plus_minutes(5)), ..team.ticket(id) });
    does(&mut wen, id, Action::Note { body: "asked the warehouse".into() }).await;
    assert!(team.ticket(id).lease().unwrap().until.unwrap().since(team.now()) > LEASE_MS - 60_000);
}

#[tokio::test]
async fn a_channel_that_hands_the_same_words_in_twice_is_heard_once() {
    let team = team();
    let wen = team.desk("wen").await;
    let id = wen.a_ticket().await;
    let server = team.running.server();
    let before = team.ticket(id).chased;
    let (words, now) = (OperationId::new(team.now(), [5; 10]), team.now());
    let take = |body: &str| holdfast_server::push::receive(server.ledger().as_ref(), id, body, words, now).unwrap();
    assert_eq!(take("Is anybody there?"), Ok(Verdict::Applied));
    server.receive(id, "Hello?").unwrap();
    let between = team.ticket(id);
    assert_eq!(take("Is anybody there?"), Ok(Verdict::NoOp));
    assert_eq!(team.ticket(id), between);
    assert!(between.chased > before);
}
