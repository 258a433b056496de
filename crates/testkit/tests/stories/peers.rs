//! What users of other desks have complained of, each as it must not happen here (PEERS 3.3). Some rows are told elsewhere:
//! a colleague's reply that a queued one has not seen (journeys), a lost answer after the commit (journeys), an offline
//! edit against an online one (journeys).

use holdfast_desk::view::{ConnectionState, Decision, ItemState, View};
use holdfast_domain::MessageKind;
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_testkit::{Fault, TestDesk, World};
use std::collections::BTreeMap;

const PUSH: &str = "POST /v1/push";

fn draft(desk: &TestDesk, ticket: &str) -> Option<String> {
    let drafts = desk.work().ticket(ticket).unwrap().drafts;
    drafts.into_iter().find(|draft| draft.kind == MessageKind::Reply).map(|draft| draft.body)
}

/// Texts that something on the way may spoil: scripts, signs, white space at both ends, line ends, what JSON escapes.
fn bodies(count: usize) -> Vec<String> {
    let odd = [
        "您好，您的退款已处理。",
        "  kept as typed  ",
        "line one\nline two\r\nline three",
        "𠮷野家 👩‍👩‍👧 é e\u{301}",
        "\"quoted\" \\ back\tslash",
        "<b>not html</b> & so on",
    ];
    (0..count).map(|number| format!("{number:02}: {}", odd[number % odd.len()])).collect()
}

/// Airmail 329: drafts written offline for many customers were mixed up.
#[test]
fn fifty_drafts_for_fifty_customers_stay_byte_for_byte_with_whom_they_are_for_and_go_out_so() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let mut tickets = BTreeMap::new();
    for row in wen.work().list(&View::Team.into(), 0, 500).unwrap().rows {
        let detail = wen.work().ticket(&row.id).unwrap();
        if let Some(customer) = detail.customer {
            tickets.entry(customer.id).or_insert(row.id);
        }
    }
    let pairs: Vec<_> = tickets.into_values().take(50).zip(bodies(50)).collect();
    assert_eq!(pairs.len(), 50, "the sample team has so many customers");
    for (ticket, body) in &pairs {
        wen.work().save_draft(ticket, MessageKind::Reply, body, &[]).unwrap();
    }
    wen.is_killed();
    wen.starts();
    for (ticket, body) in &pairs {
        assert_eq!(draft(&wen, ticket).as_deref(), Some(body.as_str()));
        wen.replies(ticket, body);
    }
    world.server_returns();
    wen.is_in_step();
    for (ticket, body) in &pairs {
        let sent: Vec<_> = world.messages(ticket).into_iter().filter(|message| message.body == body.trim()).collect();
        assert_eq!(sent.len(), 1, "{body:?}");
        assert_eq!(world.count(body.trim()), 1, "and nowhere else");
    }
}

/// Airmail 271: a link that comes for a moment made errors and doubles.
#[test]
fn a_link_that_comes_for_a_moment_twenty_times_leaves_everything_waiting_and_doubles_nothing() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    for number in 0..20 {
        wen.work().note(&ticket, &format!("Moment {number}.")).unwrap();
    }
    // Each time it comes back, the first thing that gets through is answered with nothing, and then it is gone.
    for _ in 0..20 {
        let before = wire.asked("");
        wire.spoils_next("", Fault::AnswerLost);
        wire.mend();
        wen.work().try_now();
        wen.computer.wait_until("something got through", || wire.asked("") > before && wire.has_struck());
        wire.cut();
        let connection = wen.work().connection().unwrap();
        assert_eq!((connection.waiting + connection.sending + connection.uncertain, connection.problem), (20, None));
        assert_ne!(wen.state_of(&ticket, "Moment 7."), Some(ItemState::Rejected));
    }
    wire.mend();
    wen.is_in_step();
    for number in 0..20 {
        assert_eq!(world.count(&format!("Moment {number}.")), 1);
    }
}

/// FreeScout 3607: the server failed after it had taken the message, and each retry made one more.
#[test]
fn a_server_that_fails_twenty_five_times_after_it_took_a_message_has_it_once() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    for _ in 0..25 {
        wire.spoils_next(PUSH, Fault::Failed);
    }
    wen.replies(&ticket, "Taken twenty-six times.");
    while !wire.has_struck() {
        let before = wire.asked(PUSH);
        wen.computer.wait_until("it tries again", || {
            // As a person who presses "try now" all the time would have it.
            wen.work().try_now();
            wire.asked(PUSH) > before || wire.has_struck()
        });
        assert_ne!(wen.state_of(&ticket, "Taken twenty-six times."), Some(ItemState::Rejected));
    }
    wen.is_in_step();
    assert!(wire.asked(PUSH) > 25);
    assert_eq!(world.count("Taken twenty-six times."), 1);
    assert_eq!(wen.state_of(&ticket, "Taken twenty-six times."), Some(ItemState::Sent));
}

/// ServiceNow: unsynced work went with the cache that expired.
#[test]
fn a_cache_that_is_gone_takes_no_unsent_work_with_it_and_the_work_can_be_carried_elsewhere() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    let (ticket, backup) = (wen.own_ticket().row.id, world.folder().join("unsent.holdfast"));
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "Not lost with the cache.");
    wen.work().save_draft(&ticket, MessageKind::Note, "nor this draft", &[]).unwrap();
    wen.crashes();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(wen.folder().join("desk").join(name));
    }
    std::fs::remove_dir_all(wen.folder().join("index")).ok();
    wen.starts();
    assert_eq!(wen.work().connection().unwrap().waiting, 1);
    let carried = wen.work().export(&backup, "correct horse battery").unwrap();
    assert_eq!((carried.operations, carried.drafts), (1, 1));
    world.server_returns();
    wen.is_in_step();
    assert_eq!(world.count("Not lost with the cache."), 1);
    assert_eq!(wen.work().ticket(&ticket).unwrap().drafts.len(), 1);
}

/// Zammad 702 and 3088, OTOBO 3567: a change of the ticket, of the settings or of the session took the text being written.
#[test]
fn a_text_being_written_outlives_changes_of_its_ticket_of_the_settings_and_of_the_session() {
    let world = World::new();
    let wen = world.desk("wen");
    let bai = world.desk("bai");
    let ticket = wen.own_ticket().row.id;
    let text = "In the middle of a sen";
    wen.work().save_draft(&ticket, MessageKind::Reply, text, &[]).unwrap();

    bai.work().note(&ticket, "Somebody else writes.").unwrap();
    world.customer_writes(&ticket, "And so does the customer.");
    wen.sees("both", |_| {
        ["Somebody else writes.", "And so does the customer."].iter().all(|new| wen.reads(&ticket).iter().any(|(text, _)| text.contains(new)))
    });
    assert_eq!(draft(&wen, &ticket).as_deref(), Some(text));

    let settings = wen.desk().settings();
    wen.desk().save_settings(settings).unwrap();
    assert_eq!(draft(&wen, &ticket).as_deref(), Some(text));

    let device = world.device_of("wen");
    world.changes_device(device, |device| holdfast_server::ledger::Device { expires_at: holdfast_domain::Timestamp::from_millis(1), ..device });
    wen.work().try_now();
    wen.sees("the session is over", |work| work.connection().unwrap().problem.is_some_and(|problem| problem.code == "expired-token"));
    assert_eq!(draft(&wen, &ticket).as_deref(), Some(text));
    wen.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    wen.is_in_step();
    assert_eq!(draft(&wen, &ticket).as_deref(), Some(text));
}

/// Mailspring 390: a message taken back and edited was sent as it had been.
#[test]
fn a_held_reply_that_was_edited_is_sent_as_edited_and_never_as_it_was() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "As it was first written.");
    world.customer_writes(&ticket, "News that changes everything.");
    wire.mend();
    wen.sees("it is held", |work| !work.held().unwrap().is_empty());
    let held = wen.work().held().unwrap().swap_remove(0);
    wen.work().decide(&held.operation, Decision::Edit, None).unwrap();
    assert_eq!(draft(&wen, &ticket).as_deref(), Some("As it was first written."));
    wen.replies(&ticket, "As it was edited.");
    wen.is_in_step();
    assert_eq!((world.count("As it was first written."), world.count("As it was edited.")), (0, 1));
}
