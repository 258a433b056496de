//! What is here is compared with what the team server has, and put right row by row; a copied desk takes another identity.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::digest::bucket_of;
use holdfast_protocol::*;
use holdfast_store::*;
use std::sync::Arc;

const AT: Seq = Seq(100);

fn article(number: u128) -> Article {
    let content = Content::new(ArticleKind::Faq, Language::English, "Refunds".into(), "Within five days.".into());
    Article::new(ArticleId(id(0xb_0000_0000 + number)), content, 1, NINE)
}

/// What the server has.
fn rows() -> Vec<Change> {
    let mut rows = vec![row(2, Row::Agent(Arc::new(identity().agent))), row(3, Row::Policy(Arc::new(policy(30))))];
    for number in 1..=40 {
        rows.push(ticket_row(number as u64, ticket(number)));
        rows.push(message_row(number as u64, message(number, ticket_id(number), "Where is it?", number as u64)));
        rows.push(row(number as u64, Row::Customer(Arc::new(customer(number, "Wang Li")))));
    }
    rows
}

fn summed(rows: &[Change]) -> DigestAnswer {
    let mut digest = Digest::default();
    for change in rows {
        let id = change.row.as_ref().unwrap().id();
        digest.add(id.kind, &id.id, change.seq);
    }
    DigestAnswer { epoch: EPOCH.into(), at: AT, moved: Vec::new(), digest }
}

fn bucket(rows: &[Change], bucket: u8) -> BucketPage {
    let within = |change: &&Change| change.row.as_ref().is_some_and(|row| bucket_of(row.id().kind, &row.id().id) == bucket);
    BucketPage { epoch: EPOCH.into(), high: AT, bucket, changes: rows.iter().filter(within).cloned().collect() }
}

fn mends(desk: &Desk, server: &[Change]) {
    for differing in desk.store().compare(&summed(server)).unwrap().expect("at this cursor") {
        desk.store().mend(&bucket(server, differing), NINE).unwrap();
    }
    assert_eq!(desk.store().compare(&summed(server)).unwrap(), Some(Vec::new()));
    assert!(desk.store().check_cache().unwrap());
}

#[test]
fn a_desk_that_pulled_everything_has_the_servers_sum_whatever_waits_here() {
    let desk = Desk::new();
    desk.pulls(rows());
    assert_eq!(desk.store().compare(&summed(&rows())).unwrap(), Some(Vec::new()));
    desk.writes(desk.reply(ticket_id(1), "Not yet confirmed"));
    desk.opens(ticket_id(99), "A call that only this desk knows");
    assert_eq!(desk.store().compare(&summed(&rows())).unwrap(), Some(Vec::new()), "what waits is nobody else's");
    // The ticket moves here, and the server says what moved on its side.
    assert_eq!(desk.store().compare(&DigestAnswer { at: Seq(99), ..summed(&rows()) }).unwrap(), None, "another cursor");
    assert_eq!(desk.store().compare(&DigestAnswer { epoch: "other".into(), ..summed(&rows()) }).unwrap(), None, "another life");
}

#[test]
fn rows_that_went_missing_fell_back_or_are_too_many_are_put_right_and_nothing_written_here_is_touched() {
    let mut desk = Desk::new();
    let server = rows();
    let mut pulled = server.clone();
    // One of each: never stored, stored as it was before, stored although it is gone.
    pulled.retain(|change| !matches!(&change.row, Some(Row::Message(message)) if message.ticket == ticket_id(7)));
    for change in &mut pulled {
        if matches!(&change.row, Some(Row::Ticket(ticket)) if ticket.id == ticket_id(8)) {
            *change = ticket_row(1, Ticket { subject: "As it was".into(), ..ticket(8) });
        }
    }
    pulled.push(ticket_row(4, ticket(77)));
    pulled.push(row(4, Row::Article(Arc::new(article(5)))));
    desk.pulls(pulled);
    desk.writes(desk.reply(ticket_id(8), "Written here"));
    desk.writes(desk.note(ticket_id(7), "And here"));
    mends(&desk, &server);
    assert_eq!(desk.bodies(ticket_id(7)), ["Where is it?", "And here"]);
    assert_eq!(desk.bodies(ticket_id(8)), ["Where is it?", "Written here"]);
    assert_eq!(desk.store().ticket(ticket_id(8)).unwrap().unwrap().subject, "Where is order 8?");
    assert_eq!(desk.store().ticket(ticket_id(77)).unwrap(), None);
    desk.open();
    assert_eq!(desk.store().compare(&summed(&server)).unwrap(), Some(Vec::new()), "also after a restart");
}

#[test]
fn what_is_newer_than_the_page_stays_and_a_page_of_another_life_changes_nothing() {
    let desk = Desk::new();
    desk.pulls(rows());
    desk.changes(101, vec![ticket_row(101, Ticket { subject: "Newer".into(), ..ticket(3) })]);
    for number in 0..=u8::MAX {
        desk.store().mend(&bucket(&rows(), number), NINE).unwrap();
    }
    assert_eq!(desk.store().ticket(ticket_id(3)).unwrap().unwrap().subject, "Newer");
    let other = BucketPage { epoch: "other".into(), ..bucket(&[], 3) };
    assert!(matches!(desk.store().mend(&other, NINE), Err(StoreError::OutOfStep { .. })));
}

fn own() -> Identity {
    Identity { device: DeviceId(id(0xd_0002)), token: "its own".into(), mark: "T8M".into(), ..identity() }
}

#[test]
fn a_desk_with_a_new_identity_numbers_anew_what_was_on_its_way_and_sends_it_as_it_was_written() {
    let mut desk = Desk::new();
    desk.pulls(rows());
    let sent = desk.writes(desk.reply(ticket_id(1), "Taken"));
    desk.acknowledged(101);
    let first = desk.writes(desk.reply(ticket_id(2), "On its way"));
    let second = desk.writes(desk.note(ticket_id(3), "With it"));
    let before = desk.store().seal(PUSH_OPERATIONS, PUSH_BYTES, NINE).unwrap().unwrap();
    assert_eq!((before.device, before.first_dseq), (device(), 2));

    desk.store().adopt(&own()).unwrap();
    desk.open();
    assert_eq!(desk.store().identity(), Some(own()));
    let after = desk.store().seal(PUSH_OPERATIONS, PUSH_BYTES, NINE).unwrap().unwrap();
    assert_eq!((after.device, after.first_dseq), (own().device, 1));
    assert_eq!(after.operations.iter().map(|operation| operation.id).collect::<Vec<_>>(), [first, second]);
    assert!(matches!(desk.state(sent), EntryState::Acknowledged { .. } | EntryState::Done));
    assert_eq!(desk.bodies(ticket_id(2)), ["Where is it?", "On its way"], "seen all the time");
}

#[test]
fn a_server_restored_after_a_desk_took_another_identity_is_offered_again_what_it_had_taken_before() {
    let desk = Desk::new();
    desk.pulls(rows());
    let sent = desk.writes(desk.reply(ticket_id(1), "Taken"));
    desk.acknowledged(101);
    desk.changes(101, Vec::new());
    assert_eq!(desk.state(sent), EntryState::Done);
    desk.store().adopt(&own()).unwrap();
    assert!(desk.store().seal(PUSH_OPERATIONS, PUSH_BYTES, NINE).unwrap().is_none(), "nothing is sent without need");
    desk.store().restore_epoch("second-life", 0).unwrap();
    let offered = desk.store().seal(PUSH_OPERATIONS, PUSH_BYTES, NINE).unwrap().unwrap();
    assert_eq!(offered.operations.iter().map(|operation| operation.id).collect::<Vec<_>>(), [sent]);
}
