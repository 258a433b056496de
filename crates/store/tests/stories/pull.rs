//! Pages of the team server: rows and cursor together, pending work on top, nothing old over something new.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::*;
use holdfast_store::*;
use std::sync::Arc;

#[test]
fn the_first_pull_comes_in_pages_and_then_changes_follow_the_cursor() {
    let mut desk = Desk::new();
    assert_eq!(desk.store().cursor().unwrap(), Cursor::default());
    let position = Position("page-2".into());
    let first = BootstrapPage {
        next: Some(position.clone()),
        total: 3,
        ..first_page(vec![ticket_row(40, ticket(1)), row(7, Row::Customer(Arc::new(customer(1, "Chen Yu"))))], 50)
    };
    desk.store().apply_bootstrap(None, &first, NINE).unwrap();
    desk.open();
    let under_way = desk.store().cursor().unwrap().bootstrap.expect("it goes on after a restart");
    assert_eq!((under_way.next, under_way.first_high, under_way.done, under_way.total), (Some(position.clone()), Seq(50), 2, 3));
    assert!(matches!(desk.store().apply_changes(&page(0, 60, vec![]), NINE), Err(StoreError::OutOfStep { .. })));
    let last = first_page(vec![ticket_row(30, ticket(2))], 55);
    for elsewhere in [None, Some(Position("page-3".into()))] {
        let refused = desk.store().apply_bootstrap(elsewhere.as_ref(), &last, NINE);
        assert!(matches!(refused, Err(StoreError::OutOfStep { .. })), "the answer to a question that was not this one");
    }
    desk.store().apply_bootstrap(Some(&position), &last, NINE).unwrap();
    let cursor = desk.store().cursor().unwrap();
    assert_eq!((cursor.seq, cursor.complete, cursor.bootstrap), (Seq(50), true, None), "what changed meanwhile comes again");
    assert_eq!(cursor.epoch.as_deref(), Some(EPOCH));
    desk.changes(60, vec![message_row(52, message(1, ticket_id(1), "Hello?", 52))]);
    assert_eq!(desk.bodies(ticket_id(1)), ["Hello?"]);
    let listed = desk.store().list(&ListFilter::Team, NINE, 0, 10).unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed.iter().find(|listed| listed.ticket.id == ticket_id(1)).unwrap().customer_name, "Chen Yu");
}

#[test]
fn a_page_twice_or_out_of_step_changes_nothing() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let next = page(100, 105, vec![message_row(104, message(1, ticket_id(1), "Once.", 104))]);
    desk.store().apply_changes(&next, NINE).unwrap();
    assert!(matches!(desk.store().apply_changes(&next, NINE), Err(StoreError::OutOfStep { .. })));
    let gap = page(110, 120, vec![message_row(111, message(2, ticket_id(1), "Too early.", 111))]);
    assert!(matches!(desk.store().apply_changes(&gap, NINE), Err(StoreError::OutOfStep { .. })));
    let other_life = ChangesPage { epoch: "second-life".into(), ..page(105, 106, vec![]) };
    assert!(matches!(desk.store().apply_changes(&other_life, NINE), Err(StoreError::OutOfStep { .. })));
    assert_eq!(desk.bodies(ticket_id(1)), ["Once."]);
    assert_eq!(desk.store().cursor().unwrap().seq, Seq(105));
}

#[test]
fn an_older_row_never_replaces_a_newer_one_and_a_removed_one_stays_away() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(90, Ticket { subject: "Newer".into(), ..ticket(1) }), message_row(3, message(1, ticket_id(1), "Hi", 3))]);
    desk.changes(101, vec![ticket_row(80, Ticket { subject: "Older".into(), ..ticket(1) })]);
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap().subject, "Newer");
    let touched = desk.changes(102, vec![removed(102, RowKind::Ticket, ticket_id(1).0)]);
    assert!(touched.tickets.contains(&ticket_id(1)));
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap(), None);
    assert!(desk.bodies(ticket_id(1)).is_empty());
}

#[test]
fn pending_work_stays_to_be_seen_on_top_of_what_the_server_confirms() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let reply = desk.writes(desk.reply(ticket_id(1), "Mine, not yet sent."));
    let colleague = Ticket { subject: "Renamed by a colleague".into(), ..ticket(1) };
    desk.changes(101, vec![ticket_row(101, colleague.clone()), message_row(101, message(1, ticket_id(1), "A question.", 101))]);
    let view = desk.store().ticket(ticket_id(1)).unwrap().unwrap();
    assert_eq!((view.subject.as_str(), view.status), ("Renamed by a colleague", Status::Open));
    assert_eq!(desk.store().base_ticket(ticket_id(1)).unwrap().unwrap(), colleague, "the base is what the server said");
    assert_eq!(desk.bodies(ticket_id(1)), ["A question.", "Mine, not yet sent."]);

    let batch = desk.acknowledged(102);
    assert_eq!(desk.state(reply), EntryState::Acknowledged { seq: Seq(102) });
    assert_eq!(desk.bodies(ticket_id(1)), ["A question.", "Mine, not yet sent."], "between the answer and its rows it stays");

    let (confirmed, message) = with_authority(Some(colleague), &batch.operations[0], 102);
    desk.changes(102, vec![ticket_row(102, confirmed.clone()), message_row(102, message.unwrap())]);
    assert_eq!(desk.state(reply), EntryState::Done);
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap(), confirmed);
    assert_eq!(desk.store().base_ticket(ticket_id(1)).unwrap().unwrap(), confirmed);
    let (messages, earlier) = desk.store().messages(ticket_id(1), None, 1).unwrap();
    assert_eq!((messages[0].seq, earlier), (Some(Seq(102)), 1));
}

#[test]
fn rows_that_arrive_before_the_answer_are_not_replayed_twice() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let reply = desk.writes(desk.reply(ticket_id(1), "Sent; the answer got lost."));
    let batch = desk.store().seal(10, 10_000, NINE).unwrap().unwrap();
    let (confirmed, message) = with_authority(Some(ticket(1)), &batch.operations[0], 101);
    let mut rows = page(100, 101, vec![ticket_row(101, confirmed.clone()), message_row(101, message.unwrap())]);
    rows.acknowledged = Some(Acknowledged { dseq: 1, seq: Seq(101), operation: None });
    desk.store().apply_changes(&rows, NINE).unwrap();
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap(), confirmed, "view is the base");
    assert_eq!(desk.bodies(ticket_id(1)).len(), 1);
    assert_eq!(desk.state(reply), EntryState::Sealed, "only an answer says how it ended");
    desk.acknowledged(101);
    assert_eq!(desk.state(reply), EntryState::Done);
}

#[test]
fn a_no_op_leaves_no_trace_once_the_cursor_has_passed_it() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    desk.writes(desk.operation(ticket_id(1), Action::claim()));
    assert_eq!(desk.store().count(&ListFilter::Mine(mia()), NINE).unwrap(), 1);
    desk.acknowledged(103);
    desk.changes(104, vec![]);
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap(), ticket(1), "the server's rows alone count now");
}

#[test]
fn a_resync_keeps_old_rows_in_sight_then_sweeps_them_and_never_touches_the_outbox() {
    let desk = Desk::new();
    desk.pulls(vec![
        ticket_row(90, ticket(1)),
        ticket_row(90, ticket(2)),
        message_row(90, message(1, ticket_id(2), "Old", 90)),
        row(90, Row::TagRule(Arc::new(rule("vip")))),
    ]);
    let reply = desk.writes(desk.reply(ticket_id(1), "Still mine."));
    desk.opens(ticket_id(5), "New on this desk.");
    desk.store().save_draft(ticket_id(2), MessageKind::Note, "Half a note", &[], NINE).unwrap();
    desk.store().begin_resync("new epoch").unwrap();
    let cursor = desk.store().cursor().unwrap();
    assert_eq!((cursor.epoch, cursor.seq, cursor.complete), (None, Seq(0), false));
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 0, 10).unwrap().len(), 3, "old rows stay in sight");

    let second_life = |page: BootstrapPage| BootstrapPage { epoch: "second-life".into(), ..page };
    let begun = BootstrapPage {
        next: Some(Position("2".into())),
        ..first_page(vec![ticket_row(3, Ticket { subject: "From the second life".into(), ..ticket(1) })], 5)
    };
    desk.store().apply_bootstrap(None, &second_life(begun), NINE).unwrap();
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap().subject, "From the second life", "a new life's numbers are smaller");
    desk.store().apply_bootstrap(Some(&Position("2".into())), &second_life(first_page(vec![ticket_row(2, ticket(3))], 6)), NINE).unwrap();

    assert_eq!(desk.store().ticket(ticket_id(2)).unwrap(), None, "swept");
    assert!(desk.bodies(ticket_id(2)).is_empty());
    assert!(desk.store().directory().tag_rules.is_empty());
    assert!(desk.store().ticket(ticket_id(5)).unwrap().is_some(), "what only this desk knows stays");
    assert_eq!(desk.bodies(ticket_id(1)), ["Still mine."]);
    assert_eq!(desk.state(reply), EntryState::Queued);
    assert_eq!(desk.store().drafts().unwrap().len(), 1);
    assert_eq!(desk.store().cursor().unwrap().seq, Seq(5));
}

fn rule(key: &str) -> TagRule {
    TagRule { key: key.into(), name: Words::default(), strategy: Words::default() }
}

#[test]
fn the_team_is_held_in_memory_and_follows_its_rows() {
    let mut desk = Desk::new();
    desk.pulls(vec![
        row(1, Row::Agent(Arc::new(identity().agent))),
        row(1, Row::TagRule(Arc::new(rule("vip")))),
        row(2, Row::Policy(Arc::new(policy(30)))),
    ]);
    assert_eq!(desk.store().directory().agents, [identity().agent]);
    let touched = desk.changes(101, vec![Change { seq: Seq(101), row: None, removed: Some(RowId { kind: RowKind::TagRule, id: "vip".into() }) }]);
    assert!(touched.directory);
    assert!(desk.store().directory().tag_rules.is_empty());
    desk.open();
    assert_eq!(desk.store().directory().policies, [policy(30)]);
}

#[test]
fn the_index_is_told_what_changed_and_forgets_nothing_that_changes_while_it_works() {
    let desk = Desk::new();
    let content = Content::new(ArticleKind::Faq, Language::English, "Refunds".into(), "Within 7 days.".into());
    let article = Article::new(ArticleId(id(4)), content, 1, NINE);
    desk.pulls(vec![
        ticket_row(1, ticket(1)),
        message_row(1, message(1, ticket_id(1), "Where is it?", 1)),
        row(1, Row::Article(Arc::new(article.clone()))),
    ]);
    let queue = desk.store().index_queue(10).unwrap();
    assert_eq!(queue.len(), 2);
    assert_eq!(desk.store().conversations_after(None, 10).unwrap()[0].text, "Where is it?");
    assert_eq!(desk.store().articles_after(None, 10).unwrap(), [article]);
    desk.writes(desk.note(ticket_id(1), "Asked the carrier."));
    desk.store().indexed(&queue).unwrap();
    assert_eq!(desk.store().index_queue(10).unwrap(), [IndexItem::Ticket(ticket_id(1))], "the note came while the index worked");
    desk.store().indexed(&[IndexItem::Ticket(ticket_id(1))]).unwrap();
    desk.changes(101, vec![row(101, Row::Customer(Arc::new(customer(1, "Renamed"))))]);
    assert_eq!(desk.store().index_queue(10).unwrap(), [IndexItem::Ticket(ticket_id(1))], "the name belongs to the conversation");
    desk.store().indexed(&[IndexItem::Ticket(ticket_id(1))]).unwrap();
    desk.changes(102, vec![row(102, Row::Customer(Arc::new(Customer { tier: 5, ..customer(1, "Renamed") })))]);
    assert!(desk.store().index_queue(10).unwrap().is_empty(), "the name is the same");
}

#[test]
fn as_of_is_kept_over_a_restart() {
    let mut desk = Desk::new();
    assert_eq!(desk.store().confirmed_at(), None);
    desk.store().set_confirmed_at(NINE);
    desk.open();
    assert_eq!(desk.store().confirmed_at(), Some(NINE));
}
