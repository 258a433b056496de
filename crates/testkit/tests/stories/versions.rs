//! Desks and servers of neighbouring versions work together, and an update in the middle of an outage strands nothing
//! (SYNC 1.10).

use holdfast_desk::view::ConnectionState;
use holdfast_protocol::VERSION;
use holdfast_store::KeyUse;
use holdfast_testkit::{TestDesk, World};

const WRITTEN: usize = 500;

/// Cut off, with so much written that it takes several batches.
fn writes_much(desk: &TestDesk) -> String {
    desk.is(ConnectionState::Offline);
    let ticket = desk.own_ticket().row.id;
    for number in 0..WRITTEN {
        desk.work().note(&ticket, &format!("Note {number} of the outage.")).unwrap();
    }
    ticket
}

fn all_is_there_once(world: &World, ticket: &str) {
    let messages = world.messages(ticket);
    let notes: Vec<_> = messages.iter().filter(|message| message.body.ends_with("of the outage.")).map(|message| message.body.clone()).collect();
    let expected: Vec<_> = (0..WRITTEN).map(|number| format!("Note {number} of the outage.")).collect();
    assert_eq!(notes, expected, "each once, in the order of writing");
}

#[test]
fn a_desk_works_with_a_server_of_the_version_before() {
    let mut world = World::new();
    world.server_dies();
    world.server_returns_speaking(VERSION - 1);
    let desk = world.desk("wen");
    let ticket = desk.own_ticket().row.id;
    desk.replies(&ticket, "To an older server.");
    desk.is_in_step();
    assert_eq!(world.count("To an older server."), 1);
    world.customer_writes(&ticket, "From an older server.");
    desk.sees("the customer's words", |_| desk.reads(&ticket).iter().any(|(text, _)| text.contains("From an older server.")));

    // The server is updated while the desk is at work.
    world.server_dies();
    desk.is(ConnectionState::Offline);
    world.server_returns();
    desk.is_in_step();
    desk.replies(&ticket, "To the updated server.");
    desk.is_in_step();
    assert_eq!(world.count("To the updated server."), 1);
}

#[test]
fn a_server_updated_in_the_middle_of_an_outage_takes_all_that_was_queued() {
    let mut world = World::new();
    world.server_dies();
    world.server_returns_speaking(VERSION - 1);
    let desk = world.desk("wen");
    world.server_dies();
    let ticket = writes_much(&desk);
    world.server_returns();
    desk.is_in_step();
    all_is_there_once(&world, &ticket);
}

#[test]
fn a_desk_updated_in_the_middle_of_an_outage_strands_none_of_five_hundred_operations() {
    for server in [VERSION - 1, VERSION] {
        let mut world = World::new();
        let mut desk = world.desk("wen");
        world.server_dies();
        let ticket = writes_much(&desk);
        desk.crashes();
        // The files as the build before wrote them.
        desk.does_sql(
            "cache.db",
            KeyUse::Cache,
            "DROP INDEX ticket_updated; DROP INDEX ticket_warn; DROP TABLE coming; DROP TABLE piece; DROP TABLE kept; DROP TRIGGER message_file_gone; DROP TABLE message_file; DROP TABLE merged; \
             DROP TRIGGER article_file_gone; DROP TABLE article_file; DROP TRIGGER message_article_gone; DROP TABLE message_article; DROP INDEX article_notice; DROP INDEX article_asked; \
             DROP INDEX article_variant; DROP INDEX article_pinned; DROP INDEX article_purpose; DROP INDEX article_shortcut; PRAGMA user_version = 1;",
        );
        let outbox = "DROP TABLE draft_file; DROP TABLE entry_file; DROP TABLE blob_done; DROP TABLE cut_off; \
                      DROP INDEX entry_article; ALTER TABLE entry DROP COLUMN about_kind; ALTER TABLE entry RENAME COLUMN about TO ticket; PRAGMA user_version = 1;";
        desk.does_sql("outbox.db", KeyUse::Outbox, outbox);
        desk.starts();
        world.server_returns_speaking(server);
        desk.is_in_step();
        all_is_there_once(&world, &ticket);
    }
}

#[test]
fn a_server_too_new_for_the_desk_leaves_everything_queued_and_says_so() {
    let mut world = World::new();
    let desk = world.desk("wen");
    world.server_dies();
    let ticket = writes_much(&desk);
    let refused = holdfast_testkit::Impostor::at(
        world.socket(),
        "426 Upgrade Required",
        "application/json",
        &format!(r#"{{"code":"version","message":"newer","version":{}}}"#, VERSION + 5),
    );
    desk.sees("said so", |work| work.connection().unwrap().problem.is_some_and(|problem| problem.code == "version-mismatch"));
    assert_eq!(desk.work().connection().unwrap().waiting as usize, WRITTEN);
    drop(refused);
    world.server_returns();
    desk.is_in_step();
    all_is_there_once(&world, &ticket);
}
