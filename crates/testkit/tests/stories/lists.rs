//! What a list says of its tickets: by when something is owed, and in which language they are.

use holdfast_desk::view::{ConnectionState, Millis, SearchFilter, TicketRow, View};
use holdfast_domain::TaskKind;
use holdfast_domain::sla::{ClockKind, ClockState};
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
