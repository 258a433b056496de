//! What was sent can be taken back, put off, and sent with a status; many tickets are changed at once.

use holdfast_desk::Settings;
use holdfast_desk::view::{BulkAct, FilterDraft, ItemState, ListOf, Sending, View};
use holdfast_domain::{Closing, FilterOrder, FilterRule, MessageKind, OwnerRule, Satisfaction, Status};
use holdfast_testkit::{TestDesk, World};

/// From now on what is done can be taken back for a minute.
fn can_take_back(desk: &TestDesk) {
    desk.desk().save_settings(Settings { undo_seconds: 60, ..desk.desk().settings() }).unwrap();
}

fn code<T>(result: Result<T, holdfast_desk::DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

#[test]
fn a_reply_that_is_taken_back_is_in_the_composer_again_and_the_edited_text_is_the_one_that_is_sent() {
    let world = World::new();
    let wen = world.desk("wen");
    can_take_back(&wen);
    let ticket = wen.own_ticket();
    let id = ticket.row.id.clone();
    let sent = wen.work().reply(&id, "A new pump is comming", ticket.seen, &[], Sending::default()).unwrap();
    assert!(sent.undo_until.is_some());
    assert_eq!(wen.state_of(&id, "A new pump is comming"), Some(ItemState::Waiting));
    let back = wen.work().take_back(std::slice::from_ref(&sent.operation)).unwrap();
    assert_eq!((back.count, back.drafts[0].ticket.as_str(), back.drafts[0].kind), (1, id.as_str(), MessageKind::Reply));
    assert_eq!(wen.work().ticket(&id).unwrap().drafts[0].body, "A new pump is comming");
    assert_eq!(code(wen.work().take_back(&[sent.operation])), "has-left", "it is no more");
    let seen = wen.work().ticket(&id).unwrap().seen;
    let again = wen.work().reply(&id, "A new pump is coming", seen, &[], Sending::default()).unwrap();
    wen.work().send_now(&again.operation).unwrap();
    wen.sees("the edited text arrive", |_| world.count("A new pump is coming") == 1);
    assert_eq!(world.count("comming"), 0, "what was taken back has never left (Mailspring#390)");
    assert_eq!(code(wen.work().take_back(&[again.operation])), "has-left");
}

#[test]
fn a_reply_goes_with_its_status_or_not_at_all_and_takes_a_ticket_that_is_nobodys() {
    let world = World::new();
    let wen = world.desk("wen");
    let free = wen.work().list(&View::Unassigned.into(), 0, 1).unwrap().rows[0].id.clone();
    let seen = wen.work().ticket(&free).unwrap().seen;
    let sending = Sending { then: Some(Status::Pending), ..Sending::default() };
    wen.work().reply(&free, "Which model is it?", seen, &[], sending).unwrap();
    wen.sees("it arrive", |_| world.ticket(&free).is_some_and(|ticket| ticket.status == Status::Pending));
    assert_eq!(world.messages(&free).iter().filter(|message| message.body == "Which model is it?").count(), 1);
    wen.sees("the ticket be hers", |work| work.ticket(&free).unwrap().row.owner.as_deref() == Some(&*work.team().me.name));

    // Held, the status is held with it.
    let ticket = wen.own_ticket();
    world.customer_writes(&ticket.row.id, "It works again");
    let sending = Sending { then: Some(Status::Pending), ..Sending::default() };
    wen.work().reply(&ticket.row.id, "We will send a new one", ticket.seen, &[], sending).unwrap();
    wen.sees("both be held", |work| work.held().unwrap().iter().any(|item| item.ticket == ticket.row.id));
    assert_ne!(world.ticket(&ticket.row.id).unwrap().status, Status::Pending);
}

#[test]
fn a_reply_that_was_put_off_leaves_at_its_time_and_is_held_when_the_customer_writes_before() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket();
    let id = ticket.row.id.clone();
    let now = wen.work().connection().unwrap().now;
    let tomorrow = holdfast_desk::view::Millis(now.0 + 86_400_000.0);
    let put_off = wen.work().reply(&id, "Good morning", ticket.seen, &[], Sending { at: Some(tomorrow), ..Sending::default() }).unwrap();
    assert_eq!(wen.work().outbox().unwrap()[0].leaves_at, Some(tomorrow));
    assert_eq!(wen.state_of(&id, "Good morning"), Some(ItemState::Waiting), "it stands in the ticket, and says when it leaves");
    assert_eq!(code(wen.work().reply(&id, "x", ticket.seen, &[], Sending { at: Some(now), ..Sending::default() })), "past-due");
    // Nothing else on the ticket waits for it.
    wen.work().note(&id, "Told her by telephone").unwrap();
    wen.sees("the note arrive", |_| world.count("Told her by telephone") == 1);
    assert_eq!(world.count("Good morning"), 0);
    world.customer_writes(&id, "Never mind");
    wen.sees("her message", |work| work.ticket(&id).unwrap().seen != ticket.seen);
    wen.work().send_now(&put_off.operation).unwrap();
    wen.sees("it be held", |work| work.held().unwrap().iter().any(|item| item.ticket == id));
    assert_eq!(world.count("Good morning"), 0);
}

#[test]
fn many_tickets_are_changed_in_one_go_and_taken_back_in_one() {
    let world = World::new();
    let wen = world.desk("wen");
    can_take_back(&wen);
    let rows = wen.work().list(&View::Unassigned.into(), 0, 20).unwrap().rows;
    let mut tickets: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    tickets.push("00000000-0000-7000-8000-000000000001".to_owned());
    let before = wen.work().list(&View::Mine.into(), 0, 1).unwrap().total;
    let done = wen.work().bulk(&tickets, &BulkAct::Claim).unwrap();
    assert_eq!((done.done as usize, done.refused.len(), done.undo.len()), (rows.len(), 1, rows.len()));
    assert_eq!(done.refused[0].error.code, "ticket-missing");
    let now_mine = |desk: &TestDesk| desk.work().list(&View::Mine.into(), 0, 1).unwrap().total;
    assert!(now_mine(&wen) > before);
    assert_eq!(wen.work().take_back(&done.undo).unwrap().count as usize, rows.len());
    assert_eq!(now_mine(&wen), before);
    // Without a category nothing is solved, also not many at once.
    let solved = wen.work().bulk(&tickets[..1], &BulkAct::Transition { to: Status::Solved }).unwrap();
    let has_category = rows[0].category.is_some();
    assert_eq!(solved.refused.is_empty(), has_category);
}

#[test]
fn of_many_that_are_solved_at_once_none_is_whose_category_has_others_below_unless_one_of_those_is_said() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    let categories = wen.work().team().categories;
    let below = categories.iter().find(|one| one.parent.is_some()).unwrap();
    let elsewhere = categories.iter().find(|one| one.parent.is_some() && one.parent != below.parent).unwrap();
    wen.work().set_field(&ticket, holdfast_domain::Field::Category, below.parent.as_ref().unwrap()).unwrap();
    wen.replies(&ticket, "It is done.");
    let closing = Closing { told: true, satisfaction: Satisfaction::Satisfied };
    let solve = |category: Option<&str>| {
        let act = BulkAct::Solve { closing, category: category.map(str::to_owned), follow_up: None };
        let done = wen.work().bulk(std::slice::from_ref(&ticket), &act).unwrap();
        done.refused.first().map(|refused| refused.error.code.clone())
    };
    assert_eq!(solve(None).as_deref(), Some("category-missing"));
    assert_eq!(solve(Some(&elsewhere.key)).as_deref(), Some("category-missing"), "it is about something else");
    assert_eq!(solve(Some(&below.key)), None);
    let solved = wen.work().ticket(&ticket).unwrap();
    assert_eq!((solved.row.status, solved.category_key.as_deref()), (Status::Solved, Some(below.key.as_str())));
}

#[test]
fn a_list_of_ones_own_is_kept_over_a_restart_and_counts_what_it_holds() {
    let world = World::new();
    let mut wen = world.desk("wen");
    let rule = FilterRule {
        owner: Some(OwnerRule::Nobody),
        statuses: vec![],
        urgencies: vec![],
        channels: vec![],
        queues: vec![],
        categories: vec![],
        tags: vec![],
        tier: Some(2),
        unread: false,
        hot: false,
        order: FilterOrder::Newest,
    };
    let draft = FilterDraft { id: None, name: " Valued and waiting ".into(), shared: false, rule: rule.clone() };
    let id = wen.work().save_filter(draft.clone()).unwrap();
    wen.is_killed();
    wen.starts();
    let kept = wen.work().filters().unwrap();
    assert_eq!((kept[0].name.as_str(), &kept[0].rule), ("Valued and waiting", &rule));
    let page = wen.work().list(&ListOf::Filter { id: id.clone() }, 0, 500).unwrap();
    assert_eq!((page.total, page.rows.len()), (kept[0].count, kept[0].count as usize));
    assert!(page.rows.iter().all(|row| row.tier >= 2 && row.owner.is_none()));
    assert_eq!(code(wen.work().save_filter(FilterDraft { name: "  ".into(), ..draft })), "filter-unnamed");
    wen.work().remove_filter(&id).unwrap();
    assert_eq!(code(wen.work().list(&ListOf::Filter { id }, 0, 1)), "filter-missing");

    // One for everybody comes to the others' desks, and goes from there.
    let qin = world.desk("qin");
    let id = wen.work().save_filter(FilterDraft { id: None, name: "For all".into(), shared: true, rule }).unwrap();
    qin.sees("the shared one", |work| work.filters().unwrap().iter().any(|filter| filter.id == id && filter.name == "For all"));
    assert_eq!(qin.work().list(&ListOf::Filter { id: id.clone() }, 0, 500).unwrap().total, page.total);
    wen.work().remove_filter(&id).unwrap();
    qin.sees("it go", |work| work.filters().unwrap().iter().all(|filter| filter.id != id));
}

#[test]
fn the_next_one_is_not_the_one_that_is_open_and_an_emergency_comes_before_all() {
    let world = World::new();
    let wen = world.desk("wen");
    let first = wen.work().next_up(None).unwrap().unwrap();
    let second = wen.work().next_up(Some(&first.ticket)).unwrap().unwrap();
    assert_ne!(first.ticket, second.ticket);
    let free = wen.work().list(&View::Unassigned.into(), 0, 50).unwrap().rows;
    let calm = free.iter().rev().find(|row| row.id != first.ticket).unwrap();
    wen.work().set_field(&calm.id, holdfast_domain::Field::Urgency, "emergency").unwrap();
    let next = wen.work().next_up(None).unwrap().unwrap();
    let row = wen.work().ticket(&next.ticket).unwrap().row;
    assert_eq!((row.urgency, next.why.as_str()), (holdfast_domain::Urgency::Emergency, "why-emergency"));
}

#[test]
fn closing_by_the_checklist_is_told_to_everybody_and_asks_what_it_was_about() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket();
    let id = ticket.row.id.clone();
    wen.replies(&id, "It is done.");
    let closing = Some(Closing { told: true, satisfaction: Satisfaction::Satisfied });
    if ticket.category_key.is_none() {
        assert_eq!(code(wen.work().transition(&id, Status::Solved, closing)), "category-missing");
    }
    let category = wen.work().team().categories[0].key.clone();
    wen.work().set_field(&id, holdfast_domain::Field::Category, &category).unwrap();
    wen.work().transition(&id, Status::Solved, closing).unwrap();
    qin.sees("how it was closed", |work| {
        work.ticket(&id).is_ok_and(|ticket| ticket.timeline.iter().any(|item| format!("{item:?}").contains("the customer was told · satisfied")))
    });
}
