//! What could not simply be sent, told at the doors of desk and team server: nothing leaves unseen, nothing is lost, and nobody waits in vain.

use holdfast_desk::DeskError;
use holdfast_desk::view::{AlertRow, ConnectionState, Decision, HeldItem, ItemState, TargetView, TimelineItem, View};
use holdfast_domain::sla::{ClockKind, Level};
use holdfast_domain::{Field, MessageKind, Status};
use holdfast_testkit::{Fault, TestDesk, Wire, World};

/// Who wrote what, as the held view shows it.
fn told(items: &[TimelineItem]) -> Vec<(MessageKind, String, String)> {
    let line = |item: &TimelineItem| match item {
        TimelineItem::Message { kind, author, html, at, .. } => {
            assert!(at.0 > 0.0, "a message has its time");
            Some((*kind, author.clone(), html.clone()))
        }
        TimelineItem::Event { .. } => None,
    };
    items.iter().filter_map(line).collect()
}

/// The one thing held at this desk, once what is new has come too.
fn held_with(desk: &TestDesk, news: &str) -> HeldItem {
    desk.sees(&format!("held, with {news:?}"), |work| work.held().unwrap().iter().any(|held| format!("{:?}", held.news).contains(news)));
    let mut held = desk.work().held().unwrap();
    assert_eq!(held.len(), 1, "{held:?}");
    held.swap_remove(0)
}

/// Wen replies while cut off, and the customer writes meanwhile: the reply is held.
fn holds_a_reply(world: &World, wire: &Wire, wen: &TestDesk, ticket: &str, text: &str, news: &str) -> HeldItem {
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(ticket, text);
    world.customer_writes(ticket, news);
    wire.mend();
    held_with(wen, news)
}

fn code<T>(result: Result<T, DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

fn decisions(desk: &TestDesk) -> Vec<AlertRow> {
    desk.work().alert_list().unwrap().alerts.into_iter().filter(|alert| alert.clock == ClockKind::Decision).collect()
}

/// A note somewhere else: the desk looks at its clocks at once.
fn stirs(desk: &TestDesk, ticket: &str) {
    desk.work().note(ticket, "something else").unwrap();
}

#[test]
fn a_held_reply_shows_three_things_with_their_authors_and_is_held_again_when_more_came_than_was_shown() {
    let world = World::new();
    let (wire, qin) = (world.wire(), world.desk("qin"));
    let wen = world.desk_over(&wire, "wen");
    let detail = wen.own_ticket();
    let ticket = detail.row.id.as_str();
    let held = holds_a_reply(&world, &wire, &wen, ticket, "It arrives on Monday", "I have bought another one");

    assert_eq!((held.state, held.text.as_str()), (ItemState::Held, "It arrives on Monday"));
    assert_eq!(told(&held.news), [(MessageKind::Customer, detail.row.customer.clone(), "<p>I have bought another one</p>".to_owned())]);
    let seen = told(&held.seen);
    assert!(!seen.is_empty() && seen.iter().all(|(_, author, _)| !author.is_empty()), "{seen:?}");
    assert!(!seen.iter().any(|(_, _, text)| text.contains("Monday") || text.contains("another one")), "{seen:?}");
    assert_eq!((held.reason.id.as_str(), held.reason.args["by"].as_str()), ("held-customer-wrote", detail.row.customer.as_str()));
    assert_eq!(held.ways, [Decision::Edit, Decision::SendAnyway, Decision::Note, Decision::Discard]);

    // A colleague answers after the view was shown and before the decision.
    qin.sees("the customer's message", |_| qin.reads(ticket).iter().any(|(text, _)| text.contains("another one")));
    qin.replies(ticket, "You get your money back");
    qin.is_in_step();
    wen.sees("the colleague's answer", |_| wen.reads(ticket).iter().any(|(text, _)| text.contains("money back")));
    wen.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
    let again = held_with(&wen, "money back");
    assert_ne!(again.operation, held.operation, "it is a new operation");
    assert_eq!((again.reason.id.as_str(), again.reason.args["by"].as_str()), ("held-colleague-wrote", qin.work().team().me.name.as_str()));
    assert_eq!(world.count("It arrives on Monday"), 0, "nothing has left unseen");
    let new = told(&again.news);
    assert_eq!(new.len(), 1, "what was shown counts as seen: {new:?}");

    wen.work().decide(&again.operation, Decision::SendAnyway, Some(&again.shown)).unwrap();
    wen.is_in_step();
    wen.sees("nothing is held", |work| work.held().unwrap().is_empty());
    assert_eq!(world.count("It arrives on Monday"), 1);
    assert_eq!(code(wen.work().decide(&again.operation, Decision::SendAnyway, Some(&again.shown))), "gone", "decided once");
}

#[test]
fn a_decision_that_names_nothing_shown_rests_on_what_was_seen_when_it_was_written() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let held = holds_a_reply(&world, &wire, &wen, &ticket, "blind-reply", "New");
    wen.work().decide(&held.operation, Decision::SendAnyway, None).unwrap();
    wen.sees("held again", |work| work.held().unwrap().iter().any(|again| again.operation != held.operation));
    assert_eq!(world.count("blind-reply"), 0);
}

#[test]
fn colleagues_see_that_something_is_held_until_its_author_has_decided_and_never_what_it_says() {
    let world = World::new();
    let (wire, qin) = (world.wire(), world.desk("qin"));
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let marks = |work: &holdfast_desk::Work| work.ticket(&ticket).unwrap().held_by;
    for (decision, text) in
        [(Decision::SendAnyway, "mark-send"), (Decision::Note, "mark-note"), (Decision::Edit, "mark-edit"), (Decision::Discard, "mark-discard")]
    {
        let held = holds_a_reply(&world, &wire, &wen, &ticket, text, &format!("New before {decision:?}"));
        qin.sees("that wen has something held", |work| marks(work).len() == 1);
        let mark = marks(&qin.work()).swap_remove(0);
        assert_eq!((mark.name, mark.mine), (wen.work().team().me.name, false));
        assert!(marks(&wen.work()).is_empty(), "at wen's own desk the thing itself is shown");
        assert!(!qin.reads(&ticket).iter().any(|(line, _)| line.contains(text)));
        wen.work().decide(&held.operation, decision, Some(&held.shown)).unwrap();
        qin.sees("that wen has decided", |work| marks(work).is_empty());
        // Not that the line is steady: a desk cut off so often does not believe it for a while.
        wen.sees("all is sent", |work| {
            let connection = work.connection().unwrap();
            connection.waiting + connection.sending + connection.uncertain == 0 && work.held().unwrap().is_empty()
        });
    }
    assert_eq!((world.count("mark-send"), world.count("mark-note"), world.count("mark-edit"), world.count("mark-discard")), (1, 1, 0, 0));
    assert!(world.ticket(&ticket).unwrap().held.is_empty());
}

#[test]
fn a_held_reply_becomes_a_note_and_what_is_being_written_stays() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let held = holds_a_reply(&world, &wire, &wen, &ticket, "note-of-it", "New");
    wen.work().save_draft(&ticket, MessageKind::Reply, "Half a sen", &[]).unwrap();
    wen.work().decide(&held.operation, Decision::Note, Some(&held.shown)).unwrap();
    wen.is_in_step();
    let kinds: Vec<_> = world.messages(&ticket).into_iter().filter(|message| message.body == "note-of-it").map(|message| message.kind).collect();
    assert_eq!(kinds, [MessageKind::Note]);
    assert_eq!(wen.work().ticket(&ticket).unwrap().drafts[0].body, "Half a sen", "the draft is another text");
    assert!(wen.work().held().unwrap().is_empty());
}

#[test]
fn editing_puts_the_text_before_what_is_being_written_and_loses_neither() {
    let world = World::new();
    let wire = world.wire();
    let mut wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let held = holds_a_reply(&world, &wire, &wen, &ticket, "edit-it", "New");
    wen.work().save_draft(&ticket, MessageKind::Reply, "Half a sen", &[]).unwrap();
    wen.work().decide(&held.operation, Decision::Edit, None).unwrap();
    wen.is_killed();
    wen.starts();
    assert_eq!(wen.work().ticket(&ticket).unwrap().drafts[0].body, "edit-it\n\nHalf a sen");
    assert!(wen.work().held().unwrap().is_empty());
    assert_eq!(world.count("edit-it"), 0);
}

#[test]
fn a_discard_survives_a_crash_and_what_was_not_decided_does_too() {
    let world = World::new();
    let wire = world.wire();
    let mut wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let held = holds_a_reply(&world, &wire, &wen, &ticket, "discard-it", "New");
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.is_killed();
    wen.starts();
    assert_eq!(wen.work().held().unwrap()[0].text, "discard-it", "undecided, it waits");
    assert_eq!(wen.state_of(&ticket, "discard-it"), Some(ItemState::Held));
    wen.work().decide(&held.operation, Decision::Discard, None).unwrap();
    wen.is_killed();
    wen.starts();
    assert!(wen.work().held().unwrap().is_empty(), "let go is let go");
    assert_eq!(wen.state_of(&ticket, "discard-it"), None);
    wire.mend();
    wen.is_in_step();
    assert_eq!(world.count("discard-it"), 0);
    assert!(world.ticket(&ticket).unwrap().held.is_empty(), "and the team hears of it");
}

#[test]
fn a_later_reply_waits_behind_a_held_one_is_shown_so_and_goes_out_after_it() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let held = holds_a_reply(&world, &wire, &wen, &ticket, "order-first", "New");
    wen.replies(&ticket, "order-second");
    wen.work().transition(&ticket, Status::Pending, None).unwrap();
    let row = |text: &str| wen.work().outbox().unwrap().into_iter().find(|row| row.summary == text).unwrap();
    assert_eq!((row("order-second").state, row("order-second").reason.unwrap().id.as_str()), (ItemState::Waiting, "waits-behind-held"));
    let behind: Vec<_> = wen.work().held().unwrap()[0].behind.iter().map(|part| part.summary.clone()).collect();
    assert_eq!(behind, ["order-second", "pending"]);
    let timeline = format!("{:?}", wen.work().ticket(&ticket).unwrap().timeline);
    assert!(timeline.contains("waits-behind-held"), "{timeline}");
    assert_eq!(world.count("order-second"), 0);

    wen.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
    wen.is_in_step();
    let mut sent: Vec<_> = world.messages(&ticket).into_iter().filter(|message| message.body.starts_with("order-")).collect();
    sent.sort_by_key(|message| message.seq);
    let operations = wen.work().outbox().unwrap();
    assert!(!operations.iter().any(|row| row.state == ItemState::Waiting), "{operations:?}");
    assert_eq!(sent.len(), 2);
    assert_eq!(world.ticket(&ticket).unwrap().status, Status::Pending);
}

#[test]
fn a_status_change_is_held_when_the_customer_wrote_and_is_decided_in_the_same_place() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    for decision in [Decision::Discard, Decision::SendAnyway] {
        wire.cut();
        wen.is(ConnectionState::Offline);
        wen.work().transition(&ticket, Status::Solved, None).unwrap();
        world.customer_writes(&ticket, &format!("Still broken {decision:?}"));
        wire.mend();
        let held = held_with(&wen, &format!("Still broken {decision:?}"));
        assert_eq!((held.text.as_str(), held.parts[0].kind.as_str(), held.parts[0].summary.as_str()), ("", "transition", "solved"));
        assert_eq!((held.reason.id.as_str(), held.reason.args["to"].as_str()), ("held-status", "solved"));
        assert_eq!(held.ways, [Decision::SendAnyway, Decision::Discard]);
        assert_eq!(world.ticket(&ticket).unwrap().status, Status::Open);
        wen.work().decide(&held.operation, decision, Some(&held.shown)).unwrap();
        wen.is_in_step();
        wen.sees("nothing is held", |work| work.held().unwrap().is_empty());
    }
    assert_eq!(world.ticket(&ticket).unwrap().status, Status::Solved);
}

#[test]
fn a_reply_to_a_ticket_that_was_closed_says_so_and_offers_only_what_can_be_done() {
    let world = World::new();
    let (wire, qin) = (world.wire(), world.desk("qin"));
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "closed-reply");
    qin.work().transition(&ticket, Status::Solved, None).unwrap();
    qin.work().transition(&ticket, Status::Closed, None).unwrap();
    qin.is_in_step();
    wire.mend();
    wen.sees("held, and closed", |work| work.held().unwrap().iter().any(|held| held.row.as_ref().is_some_and(|row| row.status == Status::Closed)));
    let held = wen.work().held().unwrap().swap_remove(0);
    assert_eq!((held.reason.id.as_str(), held.reason.args["by"].as_str()), ("held-closed", qin.work().team().me.name.as_str()));
    assert!(told(&held.news).is_empty(), "nobody wrote");
    assert!(held.news.iter().any(|item| matches!(item, TimelineItem::Event { .. })), "who closed it is what is new");
    assert_eq!(held.ways, [Decision::Edit, Decision::Note, Decision::Discard]);
    wen.work().decide(&held.operation, Decision::Note, None).unwrap();
    wen.is_in_step();
    assert_eq!(world.count("closed-reply"), 1);
}

#[test]
fn a_ticket_that_a_colleague_took_over_says_who_has_it() {
    let world = World::new();
    let (wire, qin) = (world.wire(), world.desk("qin"));
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let me = qin.work().team().me;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "taken-reply");
    qin.work().assign(&ticket, &me.id, "Wen is away", None).unwrap();
    qin.is_in_step();
    wire.mend();
    wen.sees("held, and taken", |work| {
        work.held().unwrap().iter().any(|held| held.row.as_ref().is_some_and(|row| row.owner.as_deref() == Some(&*me.name)))
    });
    let held = wen.work().held().unwrap().swap_remove(0);
    assert_eq!((held.reason.id.as_str(), held.reason.args["by"].as_str()), ("held-taken-over", me.name.as_str()));
    wen.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
    wen.is_in_step();
    assert_eq!(world.count("taken-reply"), 1, "its author has seen that");

    // To claim what somebody else has: refused, and told who was first.
    let free = wen.work().list(&View::Unassigned.into(), 0, 1).unwrap().rows.swap_remove(0).id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.work().claim(&free, "").unwrap();
    qin.work().claim(&free, "").unwrap();
    qin.is_in_step();
    wire.mend();
    let refused = |work: &holdfast_desk::Work| work.outbox().unwrap().into_iter().find(|row| row.ticket == free && row.state == ItemState::Rejected);
    wen.sees("the claim is refused", |work| refused(work).is_some());
    let reason = refused(&wen.work()).unwrap().reason.unwrap();
    assert_eq!((reason.id.as_str(), reason.args["by"].as_str()), ("error-taken-over", me.name.as_str()));
}

#[test]
fn a_value_that_lost_is_set_again_with_one_step_or_left_and_is_told_once() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    let away = |work: &holdfast_desk::Work| work.ticket(&ticket).unwrap().changed_away;
    let second = world.wire();
    let bai = world.desk_over(&second, "bai");
    second.cut();
    bai.is(ConnectionState::Offline);
    wen.work().set_field(&ticket, Field::Subject, "Subject of wen").unwrap();
    wen.is_in_step();
    bai.work().set_field(&ticket, Field::Subject, "Subject of bai").unwrap();
    second.mend();
    bai.is_in_step();
    wen.sees("the card", |work| away(work).len() == 1);
    let card = away(&wen.work()).swap_remove(0);
    assert_eq!((card.mine.as_str(), card.theirs.as_str(), card.mine_stands), ("Subject of wen", "Subject of bai", false));
    assert_eq!(card.by, Some(bai.work().team().me.name));
    wen.work().note_change(&card.operation, true).unwrap();
    wen.is_in_step();
    assert_eq!(world.ticket(&ticket).unwrap().subject, "Subject of wen");
    assert!(away(&wen.work()).is_empty(), "told once");
    bai.sees("what stands", |work| work.ticket(&ticket).unwrap().row.subject == "Subject of wen");

    // Whoever has seen a value overwrites nobody.
    qin.sees("wen's subject", |work| work.ticket(&ticket).unwrap().row.subject == "Subject of wen");
    qin.work().set_field(&ticket, Field::Subject, "Subject of qin").unwrap();
    wen.sees("qin's subject", |work| work.ticket(&ticket).unwrap().row.subject == "Subject of qin");
    assert!(away(&wen.work()).is_empty());
}

#[test]
fn what_was_sent_without_an_answer_is_uncertain_and_goes_out_once() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "uncertain-reply");
    assert_eq!(wen.state_of(&ticket, "uncertain-reply"), Some(ItemState::Waiting));
    wire.holds("POST /v1/push");
    wire.mend();
    wen.sees("it is on its way", |_| wen.state_of(&ticket, "uncertain-reply") == Some(ItemState::Sending));
    wire.spoils_next("POST /v1/push", Fault::AnswerLost);
    wire.cut();
    wire.lets_go();
    wen.is(ConnectionState::Offline);
    assert_eq!(wen.state_of(&ticket, "uncertain-reply"), Some(ItemState::Uncertain));
    assert_eq!(wen.work().connection().unwrap().uncertain, 1);
    assert!(wen.work().outbox().unwrap().iter().any(|row| row.state == ItemState::Uncertain));
    let listed = wen.work().list(&View::Mine.into(), 0, 500).unwrap().rows.into_iter().find(|row| row.id == ticket).unwrap();
    assert_eq!(listed.state, Some(ItemState::Uncertain));
    wire.mend();
    wen.is_in_step();
    assert_eq!((world.count("uncertain-reply"), wen.state_of(&ticket, "uncertain-reply")), (1, Some(ItemState::Sent)));
}

#[test]
fn a_text_that_was_refused_keeps_its_place_among_what_is_to_be_decided() {
    let mut world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "refused-reply");
    let row = holdfast_protocol::RowId { kind: holdfast_protocol::RowKind::Ticket, id: ticket.clone() };
    let kept = world.changes(|transaction| {
        let kept = transaction.document(&row).unwrap().unwrap();
        transaction.remove(&row).unwrap();
        kept
    });
    world.server_returns();
    wen.sees("it is refused", |work| work.held().unwrap().iter().any(|held| held.state == ItemState::Rejected));
    let held = wen.work().held().unwrap().swap_remove(0);
    assert_eq!((held.text.as_str(), held.reason.id.as_str()), ("refused-reply", "error-gone"));
    assert!(!held.ways.contains(&Decision::SendAnyway) && held.ways.contains(&Decision::Discard), "{:?}", held.ways);
    assert!(kept.contains("subject"));
    wen.work().decide(&held.operation, Decision::Discard, None).unwrap();
    assert!(wen.work().held().unwrap().is_empty());
}

#[test]
fn an_unanswered_hold_is_told_once_after_a_quarter_of_an_hour_and_not_again_after_a_restart() {
    let world = World::new();
    let wire = world.wire();
    let mut wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row;
    let held = holds_a_reply(&world, &wire, &wen, &ticket.id, "remind-me", "New");
    // It is the desk's own: no server is needed.
    wire.cut();
    wen.is(ConnectionState::Offline);
    assert!(decisions(&wen).is_empty(), "not at once");
    wen.clock.advance(14);
    stirs(&wen, &ticket.id);
    wen.clock.advance(2);
    stirs(&wen, &ticket.id);
    wen.sees("the reminder", |_| decisions(&wen).len() == 1);
    let reminder = decisions(&wen).swap_remove(0);
    assert_eq!((reminder.level, reminder.by, reminder.number.as_str()), (Level::Warning, None, ticket.number.as_str()));
    let why = wen.work().clock_story(&ticket.id, ClockKind::Decision, None).unwrap();
    assert_eq!((why.due, why.target), (reminder.due, TargetView::Wall { minutes: 60 }));
    let shown = |wen: &TestDesk, id: &str| wen.computer.notices().into_iter().filter(|notice| notice.alerts == [id]).count();
    wen.sees("the notification", |_| shown(&wen, &reminder.id) == 1);
    wen.work().acknowledge_alerts(std::slice::from_ref(&reminder.id)).unwrap();

    wen.is_killed();
    wen.starts();
    wen.clock.advance(20);
    stirs(&wen, &ticket.id);
    assert!(decisions(&wen)[0].acknowledged, "what was noted stays noted");
    wen.clock.advance(30);
    stirs(&wen, &ticket.id);
    wen.sees("that an hour has passed, which is all there is to say", |_| {
        let late = decisions(&wen);
        late.len() == 1 && late[0].level == Level::Breach
    });
    assert_eq!(shown(&wen, &reminder.id), 0, "it was not shown again");

    wen.work().decide(&held.operation, Decision::Discard, None).unwrap();
    wen.sees("the alert is over", |_| decisions(&wen).is_empty());
}

#[test]
fn after_an_hour_the_lead_hears_of_it_though_the_authors_desk_is_away() {
    let world = World::new();
    let (wire, lead) = (world.wire(), world.wire());
    let mut wen = world.desk_over(&wire, "wen");
    let qin = world.desk_over(&lead, "qin");
    let ticket = wen.own_ticket().row;
    let elsewhere = qin.ticket_besides(&ticket.id);
    holds_a_reply(&world, &wire, &wen, &ticket.id, "lead-hears", "New");
    let author = wen.work().team().me.name;
    qin.sees("that wen has something held", |work| !work.ticket(&ticket.id).unwrap().held_by.is_empty());
    wen.crashes();
    // Cut off as well, or the server's clock would put the moved one right again.
    lead.cut();
    qin.is(ConnectionState::Offline);
    qin.clock.advance(50);
    stirs(&qin, &elsewhere);
    assert!(decisions(&qin).is_empty(), "not before the hour");
    qin.clock.advance(11);
    stirs(&qin, &elsewhere);
    qin.sees("the alert", |_| decisions(&qin).len() == 1);
    let alert = decisions(&qin).swap_remove(0);
    assert_eq!(qin.work().clock_story(&ticket.id, ClockKind::Decision, None).unwrap().due, alert.due, "a lead sees why as well");
    assert_eq!((alert.by, alert.level, alert.number), (Some(author), Level::Breach, ticket.number));

    wen.starts();
    let held = wen.work().held().unwrap().swap_remove(0);
    wen.work().decide(&held.operation, Decision::Discard, None).unwrap();
    lead.mend();
    qin.sees("the alert is over", |_| decisions(&qin).is_empty());
}

#[test]
fn a_customer_who_now_wants_something_else_than_the_text_speaks_of_is_pointed_out() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wen.work().set_field(&ticket, Field::Category, "fault/coffee").unwrap();
    wen.is_in_step();
    let text = "您好，这个故障可以换货，已为您登记。";
    let held = holds_a_reply(&world, &wire, &wen, &ticket, text, "改成退款吧，不换货了");
    let differs = held.differs.expect("it is pointed out");
    assert_eq!((differs.mine, differs.theirs), (vec!["换货".to_owned()], vec!["退款".to_owned()]));
}
