//! What a list says of its tickets: by when something is owed, and in which language they are.

use holdfast_desk::view::{ConnectionState, ItemState, Millis, SearchFilter, TicketRow, TimelineItem, View};
use holdfast_domain::sla::{ClockKind, ClockState};
use holdfast_domain::{Handover, TaskKind};
use holdfast_testkit::{TestDesk, World};

fn rows(desk: &TestDesk, view: View) -> Vec<TicketRow> {
    desk.work().list(&view.into(), 0, 50).unwrap().rows
}

#[test]
fn the_lists_of_promises_and_follow_ups_say_when_those_are_due_whatever_else_runs_on_the_ticket() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    let now = wen.work().connection().unwrap().now.instant();
    let days = |days: i64| Millis::from(now.plus_minutes(days * 24 * 60));
    for (kind, due) in [(TaskKind::Promise, days(40)), (TaskKind::Promise, days(30)), (TaskKind::FollowUp, days(20)), (TaskKind::FollowUp, days(50))]
    {
        wen.work().set_task(&ticket, kind, "what was said", due).unwrap();
    }
    let said = |view| rows(&wen, view).into_iter().find(|row| row.id == ticket).unwrap();
    for (view, kind, due) in [(View::Promises, ClockKind::Promise, days(30)), (View::FollowUps, ClockKind::FollowUp, days(20))] {
        let owed = said(view).owed.unwrap();
        assert_eq!((owed.kind, owed.due, owed.state), (kind, Some(due), ClockState::Running));
        let all = rows(&wen, view);
        let dues: Vec<_> = all.iter().map(|row| row.owed.as_ref().unwrap().due.unwrap().instant()).collect();
        assert!(dues.is_sorted(), "as they are sorted: {dues:?}");
    }
    assert_eq!(said(View::Mine).owed, None, "elsewhere the clock that matters most is said alone");
    wen.clock.advance(31 * 24 * 60);
    assert_eq!(said(View::Promises).owed.unwrap().state, ClockState::Breached);
}

#[test]
fn the_outbox_and_linked_tickets_say_in_which_language_they_are() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let own = wen.own_ticket().row;
    let other = rows(&wen, View::Team).into_iter().find(|row| row.subject_lang.is_some() && row.subject_lang != own.subject_lang).unwrap();
    assert!(own.subject_lang.is_some());
    wen.work().link_tickets(&own.id, &other.id, true).unwrap();
    assert_eq!(wen.work().ticket(&own.id).unwrap().links[0].subject_lang, other.subject_lang);
    let found = wen.work().search(&other.number, &SearchFilter::default(), 5).unwrap();
    assert_eq!(found.tickets[0].subject_lang, other.subject_lang);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&other.id, "It arrives on Monday");
    let outbox = wen.work().outbox().unwrap();
    let row = outbox.iter().find(|row| row.kind == "reply").unwrap();
    assert_eq!((row.subject_lang, row.ticket.as_str()), (other.subject_lang, other.id.as_str()));
}

#[test]
fn what_a_customer_wrote_while_the_desk_was_cut_off_is_new_though_the_ticket_was_looked_at_meanwhile() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    world.customer_writes(&ticket, "Is anybody there?");
    wen.replies(&ticket, "It arrives on Monday");
    wen.work().mark_read(&ticket).unwrap();
    let row = |desk: &TestDesk| rows(desk, View::Mine).into_iter().find(|row| row.id == ticket).unwrap();
    assert!(!row(&wen).unread);
    let looked = wen.work().ticket(&ticket).unwrap().last_read.unwrap();
    wire.mend();
    wen.sees("it is new", |_| row(&wen).unread);
    let shown = wen.work().ticket(&ticket).unwrap();
    let came = shown.timeline.iter().find_map(|item| match item {
        TimelineItem::Message { html, at, .. } if html.contains("anybody there") => Some(at),
        _ => None,
    });
    assert!(came.unwrap().instant() > looked.instant(), "and stands below what was seen before");
    wen.work().mark_read(&ticket).unwrap();
    assert!(!row(&wen).unread);
}

#[test]
fn what_was_done_offline_is_listed_however_much_was_done_since() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.work().note(&ticket, "Noted in the dark").unwrap();
    wire.mend();
    wen.is(ConnectionState::Online);
    for number in 0..301 {
        wen.work().note(&ticket, &format!("Note {number}")).unwrap();
    }
    wen.is_in_step();
    let listed = wen.work().outbox().unwrap();
    assert_eq!(listed.iter().map(|row| (row.summary.as_str(), row.state)).collect::<Vec<_>>(), [("Noted in the dark", ItemState::Sent)]);
    let counted = wen.work().view_counts().unwrap().into_iter().find(|counted| counted.view == View::Offline).unwrap();
    assert_eq!(counted.count, 1);
}

#[test]
fn what_was_left_for_whoever_had_a_ticket_before_can_be_read_when_it_has_gone_on_to_another() {
    let world = World::new();
    let (wen, bai) = (world.desk("wen"), world.desk("bai"));
    let ticket = wen.own_ticket().row.id;
    let agent = |login: &str| wen.work().colleagues(login).into_iter().find(|one| one.login == login).unwrap().id;
    let tried = Handover { tried: "Cleaned the filter".to_owned(), ..Handover::default() };
    wen.work().assign(&ticket, &agent("bai"), "My shift ends", Some(tried)).unwrap();
    bai.sees("what was left", |work| work.ticket(&ticket).unwrap().handover.is_some());
    bai.work().assign(&ticket, &agent("qin"), "She knows the pump", None).unwrap();
    bai.is_in_step();
    let shown = bai.work().ticket(&ticket).unwrap();
    assert_eq!(shown.handover, None, "the card is for who has it now");
    let said =
        shown.timeline.iter().any(|item| matches!(item, TimelineItem::Event { text, .. } if text.ends_with("\nWhat was tried: Cleaned the filter")));
    assert!(said, "{:?}", shown.timeline);
}
