//! Lists: emergencies first, then by due time, tier and age; what a row shows.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::{Row, RowKind};
use holdfast_store::*;
use std::sync::Arc;

fn numbers(desk: &Desk, filter: ListFilter) -> Vec<u32> {
    let listed = desk.store().list(&filter, NINE, 0, 50).unwrap();
    assert_eq!(desk.store().count(&filter, NINE).unwrap() as usize, listed.len(), "{filter:?}");
    listed.into_iter().map(|listed| listed.ticket.number.lasting.unwrap_or(0)).collect()
}

#[test]
fn the_order_is_lane_due_tier_age_and_what_never_falls_due_comes_last() {
    let desk = Desk::new();
    let at = |number: u128, minutes: i64| Ticket { opened_at: NINE.plus_minutes(minutes), ..ticket(number) };
    desk.pulls(vec![
        row(1, Row::Policy(Arc::new(policy(30)))),
        ticket_row(1, Ticket { first_response_at: Some(NINE), ..at(1, -500) }),
        ticket_row(1, at(2, 20)),
        ticket_row(1, at(3, 10)),
        ticket_row(1, Ticket { tier: 5, ..at(4, 20) }),
        ticket_row(1, Ticket { urgency: Urgency::Emergency, ..at(5, 90) }),
        ticket_row(1, Ticket { status: Status::Closed, ..at(6, 0) }),
    ]);
    assert_eq!(numbers(&desk, ListFilter::Team), [5, 3, 4, 2, 1]);
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 1, 2).unwrap().len(), 2);
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 1, 2).unwrap()[0].ticket.id, ticket_id(3));
}

#[test]
fn every_list_holds_what_it_says() {
    let desk = Desk::new();
    let queue = QueueId(id(0x9));
    desk.pulls(vec![
        ticket_row(1, Ticket { owner: Some(mia()), ..ticket(1) }),
        ticket_row(1, Ticket { queue: Some(queue), ..ticket(2) }),
        ticket_row(1, Ticket { chased: 3, ..ticket(3) }),
        ticket_row(1, Ticket { status: Status::Pending, tags: tags(&["hot"]), ..ticket(4) }),
        ticket_row(1, Ticket { customer: customer_id(1), status: Status::Solved, ..ticket(5) }),
    ]);
    desk.store().save_draft(ticket_id(5), MessageKind::Reply, "Half", &[], NINE).unwrap();
    desk.writes(Operation { offline: true, ..desk.note(ticket_id(2), "Offline") });
    assert_eq!(numbers(&desk, ListFilter::Mine(mia())), [1]);
    assert_eq!(numbers(&desk, ListFilter::Unassigned).len(), 3);
    assert_eq!(numbers(&desk, ListFilter::Queue(queue)), [2]);
    assert_eq!(numbers(&desk, ListFilter::Hot).len(), 2);
    assert_eq!(numbers(&desk, ListFilter::Waiting), [4]);
    assert_eq!(numbers(&desk, ListFilter::Drafts), [5]);
    assert_eq!(numbers(&desk, ListFilter::WrittenOffline), [2]);
    assert_eq!(numbers(&desk, ListFilter::Customers(vec![customer_id(1)])), [1, 5], "active ones first");
    assert_eq!(desk.store().open_tickets_of(customer_id(1)).unwrap().len(), 1);
    desk.acknowledged(101);
    desk.changes(101, vec![]);
    assert_eq!(numbers(&desk, ListFilter::WrittenOffline), [2], "what was written offline is still to be found");
}

#[test]
fn a_row_says_what_is_unread_waiting_held_or_half_written() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), message_row(1, message(1, ticket_id(1), "Hello?", 1))]);
    let listed = || desk.store().list(&ListFilter::Team, NINE, 0, 1).unwrap().remove(0);
    assert!(listed().unread && listed().state.is_none() && !listed().has_draft);
    desk.store().mark_read(ticket_id(1), NINE.plus_minutes(1)).unwrap();
    assert!(!listed().unread);
    assert_eq!(desk.store().read_at(ticket_id(1)).unwrap(), Some(NINE.plus_minutes(1)));
    desk.changes(101, vec![message_row(101, message(100_000, ticket_id(1), "Anyone?", 101))]);
    assert!(listed().unread, "the customer wrote again");
    desk.store().save_draft(ticket_id(1), MessageKind::Note, "x", &[], NINE).unwrap();
    assert!(listed().has_draft);
    desk.writes(desk.note(ticket_id(1), "Note"));
    assert_eq!(listed().state, Some(ItemState::Waiting));
    let batch = desk.store().seal(10, 10_000, NINE).unwrap().unwrap();
    assert_eq!(listed().state, Some(ItemState::Sending));
    desk.store().seal(10, 10_000, NINE).unwrap();
    assert_eq!(listed().state, Some(ItemState::Uncertain));
    desk.store().acknowledge(&answer(&batch, 102, |_| (Some(Verdict::Held { reason: HeldReason::Closed }), None)), NINE).unwrap();
    assert_eq!(listed().state, Some(ItemState::Held));
}

#[test]
fn customers_are_found_by_digits_name_and_mail() {
    let desk = Desk::new();
    desk.pulls(vec![
        row(1, Row::Customer(Arc::new(customer(1, "Chen Yu")))),
        row(1, Row::Customer(Arc::new(customer(2, "Ann Chen")))),
        row(1, Row::Customer(Arc::new(customer(3, "陈小明")))),
    ]);
    let found = |text: &str| desk.store().match_customers(text, 10).unwrap().into_iter().map(|customer| customer.name).collect::<Vec<_>>();
    assert_eq!(found("138 0000 0002"), ["Ann Chen"]);
    assert_eq!(found("0003"), ["陈小明"]);
    assert_eq!(found("chen"), ["Chen Yu", "Ann Chen"], "names that begin so come first");
    assert_eq!(found("小明"), ["陈小明"]);
    assert_eq!(found("ann.chen@"), ["Ann Chen"]);
    assert!(found("13").is_empty() && found(" ").is_empty() && found("%").is_empty());
}

#[test]
fn customers_are_found_by_each_word_of_them_however_it_is_written() {
    let mut desk = Desk::new();
    let fact = |kind, value: &str| Fact { kind, value: value.to_owned() };
    let of = |number, name: &str, facts: Vec<Fact>| row(1, Row::Customer(Arc::new(Customer { facts, ..customer(number, name) })));
    desk.pulls(vec![
        of(1, "Ann Chen", vec![fact(FactKind::Account, "Chen_Y"), fact(FactKind::Order, "HQ-20261120-8837")]),
        of(2, "Marta de Silva", vec![fact(FactKind::Device, "S2-99118822")]),
        of(3, "陈小明", Vec::new()),
    ]);
    let find =
        |desk: &Desk, text: &str| desk.store().match_customers(text, 10).unwrap().into_iter().map(|customer| customer.name).collect::<Vec<_>>();
    for (typed, name) in [
        ("chen_y", "Ann Chen"),
        ("CHENY", "Ann Chen"),
        ("hq 2026", "Ann Chen"),
        ("8837", "Ann Chen"),
        ("silva", "Marta de Silva"),
        ("silva marta", "Marta de Silva"),
        ("de sil", "Marta de Silva"),
        ("138-0000-0002", "Marta de Silva"),
        ("86138 0000 0002", "Marta de Silva"),
        ("0000 0002", "Marta de Silva"),
        ("明", "陈小明"),
        ("陈小", "陈小明"),
    ] {
        assert_eq!(find(&desk, typed), [name], "{typed}");
    }
    for typed in ["99118822", "\"", "q\"*", "NOT", "←", "尾", "(", "*", "ann* OR marta"] {
        assert!(find(&desk, typed).is_empty(), "{typed}");
    }
    // Another name is another word, and what was removed is found no more.
    desk.changes(101, vec![row(101, Row::Customer(Arc::new(customer(3, "Xiaoming Chen"))))]);
    assert!(find(&desk, "陈小").is_empty());
    assert_eq!(find(&desk, "xiaom"), ["Xiaoming Chen"]);
    desk.open();
    assert_eq!(find(&desk, "xiaom"), ["Xiaoming Chen"]);
}

#[test]
fn names_are_found_as_whoever_reads_them_says_and_words_made_in_another_way_are_made_anew() {
    const SPELLED: Spelling = Spelling {
        version: "spelled",
        folded: |name| name.to_lowercase().replace('羅', "罗"),
        sounds: |name| if name == "罗" { vec!["luo".to_owned()] } else { Vec::new() },
    };
    let mut desk = Desk::new();
    desk.pulls(vec![row(1, Row::Customer(Arc::new(customer(1, "羅")))), row(1, Row::Customer(Arc::new(customer(2, "Luois"))))]);
    assert_eq!(desk.store().match_customers("罗", 5).unwrap().len(), 0);
    desk.close();
    let opened = Store::open_with(desk.folder.path(), &desk.key, SPELLED, NINE).unwrap();
    let found = |text: &str| opened.store.match_customers(text, 5).unwrap().into_iter().map(|customer| customer.name).collect::<Vec<_>>();
    assert_eq!(found("罗"), ["羅"]);
    assert_eq!(found("luo"), ["羅", "Luois"], "what is just so comes before what begins so");
}

#[test]
fn who_has_a_ticket_open_comes_before_others_of_the_same_name() {
    let desk = Desk::new();
    desk.pulls(vec![
        row(1, Row::Customer(Arc::new(customer(1, "Wang Ann")))),
        row(1, Row::Customer(Arc::new(customer(2, "Wang Bea")))),
        ticket_row(1, Ticket { customer: customer_id(2), ..ticket(1) }),
    ]);
    let found = desk.store().match_customers("wang", 5).unwrap();
    assert_eq!(found.iter().map(|customer| customer.name.as_str()).collect::<Vec<_>>(), ["Wang Bea", "Wang Ann"]);
}

#[test]
fn messages_come_oldest_first_from_the_newest_back() {
    let desk = Desk::new();
    let mut rows = vec![ticket_row(1, ticket(1))];
    rows.extend((1..=10).map(|number| message_row(1, message(number, ticket_id(1), &format!("{number}"), 1))));
    desk.pulls(rows);
    let (newest, earlier) = desk.store().messages(ticket_id(1), None, 3).unwrap();
    assert_eq!((newest.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(), earlier), (vec!["8", "9", "10"], 7));
    let (before, earlier) = desk.store().messages(ticket_id(1), Some((newest[0].at, newest[0].id)), 5).unwrap();
    assert_eq!((before[0].body.as_str(), before.len(), earlier), ("3", 5, 2));
}

fn snoozed(ticket: Ticket, until: Option<Timestamp>) -> Ticket {
    Ticket { snooze: Some(Snooze { operation: OperationId(id(0x77)), by: mia(), at: NINE, until }), ..ticket }
}

fn owes(ticket: Ticket, kind: TaskKind, minutes: i64) -> Ticket {
    let task = Task { id: OperationId(id(0x78)), kind, text: "call".into(), due: NINE.plus_minutes(minutes), by: mia(), made_at: NINE, ended: None };
    Ticket { tasks: vec![task], ..ticket }
}

#[test]
fn what_is_snoozed_is_out_of_sight_until_its_time_but_not_out_of_mind() {
    let desk = Desk::new();
    let mine = |number| Ticket { owner: Some(mia()), ..ticket(number) };
    desk.pulls(vec![
        ticket_row(1, snoozed(mine(1), Some(NINE.plus_minutes(60)))),
        ticket_row(1, snoozed(mine(2), None)),
        ticket_row(1, mine(3)),
        ticket_row(1, snoozed(Ticket { chased: 3, ..mine(4) }, Some(NINE))),
    ]);
    assert_eq!(numbers(&desk, ListFilter::Mine(mia())), [3, 4], "the time of the last one has come");
    assert_eq!(numbers(&desk, ListFilter::Team), [3, 4]);
    assert_eq!(numbers(&desk, ListFilter::Snoozed), [1, 2], "the next to come back first");
    assert_eq!(desk.store().count(&ListFilter::Team, NINE.plus_minutes(60)).unwrap(), 3);
    assert!(desk.store().woke(NINE, NINE.plus_minutes(60)).unwrap());
    assert!(!desk.store().woke(NINE, NINE.plus_minutes(59)).unwrap());
}

#[test]
fn counts_are_those_of_the_lists_whatever_comes_moves_and_goes() {
    let mut desk = Desk::new();
    let (queue, lists) =
        (QueueId(id(0x9)), [ListFilter::Mine(mia()), ListFilter::Team, ListFilter::Unassigned, ListFilter::Hot, ListFilter::Waiting]);
    let mut turn = 20_261_127_u64;
    let is_free =
        |desk: &Desk, number| desk.store().ticket(ticket_id(number)).unwrap().is_some_and(|known| known.owner.is_none() && known.status.is_active());
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    for seq in 101..400 {
        turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let of = |most: u64, place: u32| turn.rotate_left(place) % most;
        let number = u128::from(of(12, 7)) + 1;
        let status = [Status::New, Status::Open, Status::Pending, Status::Solved, Status::Closed][of(5, 13) as usize];
        let moved = Ticket {
            status,
            owner: [None, Some(mia()), Some(AgentId(id(0xb)))][of(3, 19) as usize],
            queue: (of(2, 23) == 0).then_some(queue),
            chased: u32::from(of(4, 29) == 0) * 3,
            ..ticket(number)
        };
        let moved = if of(3, 31) == 0 { snoozed(moved, Some(NINE.plus_minutes(of(3, 37) as i64 - 1))) } else { moved };
        match of(8, 41) {
            0 => drop(desk.changes(seq, vec![removed(seq, RowKind::Ticket, ticket_id(number).0)])),
            // What this desk itself has written stands in the row too, and gives way again.
            1 if is_free(&desk, number) => drop(desk.writes(desk.operation(ticket_id(number), Action::Claim { reason: String::new() }))),
            2 => {
                desk.close();
                desk.open();
            }
            _ => drop(desk.changes(seq, vec![ticket_row(seq, moved)])),
        }
        for list in lists.iter().cloned().chain([ListFilter::Queue(queue)]) {
            numbers(&desk, list);
        }
    }
}

#[test]
fn what_is_owed_has_lists_of_its_own_the_next_due_first() {
    let desk = Desk::new();
    desk.pulls(vec![
        ticket_row(1, owes(ticket(1), TaskKind::Promise, 90)),
        ticket_row(1, owes(ticket(2), TaskKind::Promise, 30)),
        ticket_row(1, owes(Ticket { status: Status::Solved, ..ticket(3) }, TaskKind::FollowUp, 10)),
    ]);
    assert_eq!(numbers(&desk, ListFilter::Promises), [2, 1]);
    assert_eq!(numbers(&desk, ListFilter::FollowUps), [3], "a follow-up outlives the solution");
}

#[test]
fn a_list_of_ones_own_holds_what_its_rule_says() {
    let desk = Desk::new();
    let queue = QueueId(id(0x9));
    desk.pulls(vec![
        ticket_row(1, Ticket { owner: Some(mia()), category: Some("refund/late".into()), tier: 3, ..ticket(1) }),
        ticket_row(1, Ticket { queue: Some(queue), channel: Channel::Mail, category: Some("refunds".into()), ..ticket(2) }),
        ticket_row(1, Ticket { urgency: Urgency::High, tags: tags(&["hot", "vip"]), owner: Some(AgentId(id(0x55))), ..ticket(3) }),
        ticket_row(1, Ticket { status: Status::Solved, category: Some("refund".into()), ..ticket(4) }),
        ticket_row(1, snoozed(Ticket { tier: 5, ..ticket(5) }, None)),
    ]);
    let plain = FilterRule {
        owner: None,
        statuses: vec![],
        urgencies: vec![],
        channels: vec![],
        queues: vec![],
        categories: vec![],
        tags: vec![],
        tier: None,
        unread: false,
        hot: false,
        order: FilterOrder::Oldest,
    };
    let holds = |rule: FilterRule| {
        let mut found = numbers(&desk, ListFilter::Own { rule, me: mia() });
        found.sort_unstable();
        found
    };
    assert_eq!(holds(plain.clone()), [1, 2, 3]);
    assert_eq!(holds(FilterRule { owner: Some(OwnerRule::Me), ..plain.clone() }), [1]);
    assert_eq!(holds(FilterRule { owner: Some(OwnerRule::Nobody), ..plain.clone() }), [2]);
    assert_eq!(holds(FilterRule { owner: Some(OwnerRule::Others), ..plain.clone() }), [3]);
    assert_eq!(holds(FilterRule { owner: Some(OwnerRule::Agent { id: "nobody at all".into() }), ..plain.clone() }), [0; 0]);
    assert_eq!(holds(FilterRule { categories: vec!["refund".into()], ..plain.clone() }), [1], "one below it, and not one that only begins alike");
    let both = vec![Status::New, Status::Solved];
    assert_eq!(holds(FilterRule { categories: vec!["refund".into()], statuses: both, ..plain.clone() }), [1, 4]);
    assert_eq!(holds(FilterRule { queues: vec![queue.to_string()], channels: vec![Channel::Mail], ..plain.clone() }), [2]);
    assert_eq!(holds(FilterRule { tags: vec!["hot".into(), "vip".into()], urgencies: vec![Urgency::High], ..plain.clone() }), [3]);
    assert_eq!(holds(FilterRule { tier: Some(2), ..plain.clone() }), [1]);
    assert_eq!(holds(FilterRule { hot: true, ..plain }), [3]);
}
