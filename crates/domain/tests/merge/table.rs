//! The table of merge rules in docs/protocol.md: one row for every kind of operation and every field, held to the code by acting it out.
//!
//! A new [`Action`] or [`Field`] does not compile here before it has its row, and the row does not pass before the page has it and
//! the code does what it says of two desks that act at once.

use super::lives::*;
use holdfast_domain::*;

/// Of two that act at once, whose stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Later,
    First,
    Higher,
    Both,
    FirstAndLaterIsHeld,
    /// Like the later, and nobody is told on a card.
    LaterQuietly,
}

impl Stands {
    const fn words(self) -> &'static str {
        match self {
            Self::Later | Self::LaterQuietly => "the later",
            Self::First => "the first",
            Self::Higher => "the higher",
            Self::Both => "both",
            Self::FirstAndLaterIsHeld => "the first; the later is held",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rule {
    of: &'static str,
    stands: Stands,
    rule: &'static str,
    loser: &'static str,
}

const fn rule(of: &'static str, stands: Stands, rule: &'static str, loser: &'static str) -> Rule {
    Rule { of, stands, rule, loser }
}

const CLAIM: Rule = rule(
    "owner, by claim",
    Stands::First,
    "compare and set: only a ticket that is nobody's, or whose lease has run out and whose owner its author has seen, with a reason then, else `reasonMissing`; one's own is a no-op",
    "rejected `takenOver` with who has it",
);
const ASSIGN: Rule = rule(
    "owner, by assign",
    Stands::First,
    "compare and set: its author has seen who has it; a reason is asked for when somebody has it, else `emptyText`; the same person is a no-op",
    "rejected `takenOver` with who has it",
);

/// No operation: nobody at a desk does it.
const ERASING: Rule = rule(
    "erasing, by the team server",
    Stands::First,
    "whatever comes of it later changes nothing; `decide` is a no-op",
    "rejected `gone`; the text stays with its author",
);

fn of_field(field: Field) -> Vec<Rule> {
    match field {
        Field::Subject => vec![rule(
            "subject",
            Stands::Later,
            "last in server order; empty → rejected `emptyText`",
            "the later author's result is `merged` with the value that gave way (`mine: false`); the earlier author has a card, from the line in the history that says `unseen`",
        )],
        Field::Urgency => vec![rule(
            "urgency",
            Stands::Higher,
            "raised: as set; lowered: only by who has seen its last change",
            "a lower one: `merged` with its own value (`mine: true`); a raised one: as subject",
        )],
        Field::Category => vec![rule("category", Stands::Later, "last in server order; empty clears it", "as subject")],
        Field::Demand => vec![rule("kind of matter", Stands::Later, "last in server order", "as subject")],
        Field::Queue => vec![rule(
            "queue",
            Stands::First,
            "compare and set; no such queue → rejected `badValue`",
            "`merged` with its own value (`mine: true`), to be set again from a card",
        )],
        Field::Status => vec![rule(
            "status",
            Stands::Later,
            "a legal step from where it stands *now*; solved or closed over a customer's message newer than `seen` → held `newerMessage`; any step on a ticket that was closed meanwhile → held `closed`",
            "the later author's result is `merged` with the status that gave way; the earlier author reads the line in the history; a step that is not legal any more: rejected `notLegal` with both statuses",
        )],
        Field::Owner => vec![CLAIM, ASSIGN],
        Field::Tags => {
            vec![rule("tags", Stands::Both, "observed-remove set: a removal takes away only the additions its author saw", "nobody loses")]
        }
    }
}

fn of_action(action: &Action) -> Vec<Rule> {
    match action {
        Action::Open(_) => vec![rule(
            "open",
            Stands::First,
            "makes the ticket and, for an unknown caller, the customer",
            "rejected `exists`, for another operation on the same identity",
        )],
        Action::Reply { .. } => vec![rule(
            "reply",
            Stands::FirstAndLaterIsHeld,
            "appended, unless the guard below holds it; the first on a new ticket opens it",
            "the held item: what was seen, what is new, and the text",
        )],
        Action::Decide { .. } => {
            vec![rule("decide", Stands::Both, "takes its author's marks of these held operations from the ticket; nobody else's", "nobody loses")]
        }
        Action::Note { .. } => vec![rule("note", Stands::Both, "always appended, also on a closed ticket", "nobody loses")],
        Action::Forward { .. } => vec![rule(
            "forward",
            Stands::Both,
            "always appended, as a note that says to whom it went; no clock and no status takes note; `badAddress` when `to` is not one person's address",
            "nobody loses",
        )],
        Action::SetField { field, .. } => of_field(*field),
        Action::Transition { .. } => of_field(Field::Status),
        Action::Claim { .. } => vec![CLAIM],
        Action::Assign { .. } => vec![ASSIGN],
        Action::Tag { .. } => of_field(Field::Tags),
        Action::Receive { .. } => vec![rule(
            "receive",
            Stands::Both,
            "appended; counts a chase when somebody was already waiting; reopens a pending or solved ticket; ends a snooze; the third chase and the second return make it high",
            "nobody loses",
        )],
        Action::SetTask { .. } => {
            vec![rule(
                "promise or follow-up",
                Stands::Both,
                "each is one of its own; `pastDue` when its time has passed as it was written",
                "nobody loses",
            )]
        }
        Action::EndTask { .. } => vec![rule(
            "its end",
            Stands::First,
            "a promise or follow-up ends once; a second end is a no-op",
            "reads in the ticket who ended it, and how",
        )],
        Action::Request { .. } => vec![rule("request to a department", Stands::Both, "each is one of its own", "nobody loses")],
        Action::StepRequest { .. } => vec![rule(
            "its steps",
            Stands::First,
            "nothing comes after answer, decline and withdraw; accepted once; the words of each become a note",
            "its words stand in the ticket as a note; without words a no-op",
        )],
        Action::Complain { .. } => vec![rule("complaint", Stands::First, "one at a time on a ticket", "its words stand in the ticket as a note")],
        Action::StepComplaint { .. } => vec![rule(
            "its stages",
            Stands::First,
            "forward only; of a complaint that became a note: the one that is open; the words of each become a note",
            "its words stand in the ticket as a note; without words a no-op",
        )],
        Action::CallBack { .. } => vec![rule(
            "call after an outage",
            Stands::First,
            "whoever begins one first has it, for a quarter of an hour, and who was told is not rung again: rejected `takenOver`; how it went is always kept",
            "rejected `takenOver` with who rings, or rang",
        )],
        Action::Snooze { .. } => vec![rule(
            "snooze",
            Stands::LaterQuietly,
            "last in server order; not over a customer's message newer than `seen`, which also wakes it: a no-op; `pastDue` when its time had passed as it was written",
            "sees in the ticket until when it is snoozed",
        )],
        Action::Wake => vec![rule("wake", Stands::First, "a second one is a no-op", "nothing is lost")],
        Action::Link { .. } => {
            vec![rule("link", Stands::LaterQuietly, "a set; of two about the same ticket the last in server order", "sees it in the ticket")]
        }
        Action::Merge { .. } => vec![rule(
            "merge",
            Stands::First,
            "of one customer's, into one that is not closed and is seen by the same people, else rejected `notMerged` with why; there already: a no-op",
            "rejected `notMerged`, `elsewhere`",
        )],
        Action::Unmerge { .. } => vec![rule(
            "taking apart",
            Stands::First,
            "what was merged last, within a day, while nobody has written to the customer or the customer to us, else rejected `notApart` with why; apart already: a no-op",
            "nothing is lost",
        )],
        // Nothing of a ticket: tests/article.rs, tests/customer.rs, tests/outage.rs and tests/apply.rs have their rules.
        Action::ChangeCustomer(_)
        | Action::JoinCustomer { .. }
        | Action::PartCustomer { .. }
        | Action::Reveal { .. }
        | Action::SetSchedule(_)
        | Action::SetFilter { .. }
        | Action::RemoveFilter
        | Action::TellCutOff { .. }
        | Action::DeclareOutage { .. }
        | Action::TellOutage { .. }
        | Action::EndOutage { .. }
        | Action::Suggest(_)
        | Action::Publish { .. }
        | Action::Decline { .. }
        | Action::Withdraw { .. }
        | Action::Check { .. }
        | Action::RequestChange { .. }
        | Action::Acknowledge { .. }
        | Action::Unhelpful { .. } => Vec::new(),
    }
}

/// Two acts of two desks that have not seen each other, for the kind or field that comes after this one; none after the last.
fn after(action: Option<&Action>) -> Option<[Action; 2]> {
    let twice = |of: &dyn Fn(&'static str, usize) -> Action| Some([of("one", 1), of("two", 2)]);
    let sets = |field, old: &str, one: &str, two: &str| Some([set(field, old, one), set(field, old, two)]);
    match action {
        None => sets(Field::Subject, "水箱", "one", "two"),
        Some(Action::SetField { field, .. }) => match field {
            Field::Subject => sets(Field::Category, "", "refund", "fault"),
            Field::Category => sets(Field::Urgency, "normal", "high", "low"),
            Field::Urgency => sets(Field::Demand, "", "basic", "latent"),
            Field::Demand => sets(Field::Queue, "", &queue(1).to_string(), &queue(2).to_string()),
            // The other fields have actions of their own.
            Field::Queue | Field::Status | Field::Owner | Field::Tags => {
                Some([Status::Pending, Status::Solved].map(|to| Action::Transition { from: Status::New, to, closing: None }))
            }
        },
        Some(Action::Transition { .. }) => twice(&|_, _| Action::claim()),
        Some(Action::Claim { .. }) => twice(&|why, n| Action::Assign { to: agent(n), reason: why.into(), handover: None }),
        Some(Action::Assign { .. }) => twice(&|tag, _| Action::Tag { add: vec![tag.into()], remove: Default::default() }),
        Some(Action::Tag { .. }) => twice(&|body, _| reply(body)),
        Some(Action::Reply { .. }) => twice(&|_, _| Action::Decide { held: [1, 2].map(mark).map(|mark| mark.operation).to_vec() }),
        Some(Action::Decide { .. }) => twice(&|body, _| Action::Note { body: body.into() }),
        Some(Action::Note { .. }) => twice(&|body, _| Action::Forward { body: body.into(), forwarded: Box::new(passed_on()) }),
        Some(Action::Forward { .. }) => twice(&|_, _| call()),
        Some(Action::Open(_)) => twice(&|body, _| Action::Receive { body: body.into() }),
        Some(Action::Receive { .. }) => {
            twice(&|text, n| Action::SetTask { what: TaskKind::Promise, text: text.into(), due: NOON.plus_minutes(10_000 + n as i64) })
        }
        Some(Action::SetTask { .. }) => twice(&|_, n| Action::EndTask { task: owed().id, kept: n == 1 }),
        Some(Action::EndTask { .. }) => twice(&|text, _| Action::Request { department: asked().department, text: text.into() }),
        Some(Action::Request { .. }) => twice(&|text, _| Action::StepRequest { request: asked().id, step: RequestStep::Answer, text: text.into() }),
        Some(Action::StepRequest { .. }) => twice(&|text, _| Action::Complain { text: text.into(), cause: None }),
        Some(Action::Complain { .. }) => {
            let to = ComplaintStage::Confirmed;
            twice(&|text, _| Action::StepComplaint { complaint: complained().id, to, text: text.into(), cause: None })
        }
        Some(Action::StepComplaint { .. }) => twice(&|_, n| Action::Snooze { until: Some(NOON.plus_minutes(10_000 + n as i64)) }),
        Some(Action::Snooze { .. }) => twice(&|_, _| Action::Wake),
        Some(Action::Wake) => twice(&|_, n| Action::Link { other: TicketId::new(NOON, [8; 10]), linked: n == 1 }),
        Some(Action::Link { .. }) => twice(&|_, n| Action::Merge { into: TicketId::new(NOON, [n as u8; 10]) }),
        Some(Action::Merge { .. }) => twice(&|_, _| Action::Unmerge { ticket: part() }),
        Some(Action::Unmerge { .. }) => {
            twice(&|_, _| Action::CallBack { outage: OutageId(TicketId::new(NOON, [82; 10]).0), step: CallBackStep::Calling })
        }
        Some(_) => None,
    }
}

/// What had become part of the ticket when two take it apart.
fn part() -> TicketId {
    TicketId::new(NOON, [81; 10])
}

/// What is owed on the ticket when two end it at once.
fn owed() -> Task {
    let id = OperationId::new(NOON, [77; 10]);
    Task { id, kind: TaskKind::Promise, text: "call back".into(), due: NOON.plus_minutes(10_000), by: agent(1), made_at: NOON, ended: None }
}

/// What a department is asked for when two say what came of it.
fn asked() -> Request {
    let (id, department) = (OperationId::new(NOON, [78; 10]), DepartmentId::new(NOON, [5; 10]));
    Request { id, department, text: "where is it".into(), by: agent(1), made_at: NOON, steps: Vec::new() }
}

/// What the customer complains about when two bring it forward.
fn complained() -> Complaint {
    Complaint { id: OperationId::new(NOON, [79; 10]), text: "leaks".into(), cause: None, by: agent(1), made_at: NOON, stages: Vec::new() }
}

fn all() -> Vec<[Action; 2]> {
    let mut all: Vec<[Action; 2]> = Vec::new();
    while let Some(next) = after(all.last().map(|pair| &pair[0])) {
        all.push(next);
    }
    all
}

fn rendered() -> String {
    let mut lines = String::from("| Field or action | Of two at once stands | Rule | What the loser sees |\n|---|---|---|---|\n");
    for rule in all().iter().flat_map(|pair| of_action(&pair[0])).chain([ERASING]) {
        lines.push_str(&format!("| {} | {} | {} | {} |\n", rule.of, rule.stands.words(), rule.rule, rule.loser));
    }
    lines
}

#[test]
fn the_page_has_this_table_and_no_other_row() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/protocol.md")).unwrap();
    let start = page.find("| Field or action |").expect("the table of merge rules");
    let table: String = page[start..].lines().take_while(|line| line.starts_with('|')).map(|line| format!("{line}\n")).collect();
    assert!(table == rendered(), "docs/protocol.md has another table of merge rules; it should be:\n\n{}", rendered());
}

#[test]
fn every_field_is_changed_by_an_action_that_has_a_row() {
    for field in FIELDS {
        let covered = all()
            .iter()
            .filter(|pair| pair[0].field() == Some(field))
            .flat_map(|pair| of_action(&pair[0]))
            .any(|rule| of_field(field).contains(&rule));
        assert!(covered, "{field}");
    }
}

#[test]
fn of_two_at_once_stands_whose_the_table_says() {
    for [one, two] in all() {
        let rules = of_action(&one);
        for rule in &rules {
            for (first, later, turned) in [(&one, &two, false), (&two, &one, true)] {
                act_out(rule, first, later, turned);
            }
        }
    }
}

/// What becomes of `open` and `decide` only the team server can say, which knows who was erased: its own tests do.
#[test]
fn whatever_comes_of_a_ticket_that_was_erased_changes_nothing_and_is_told_so() {
    for action in all().into_iter().flatten().filter(|action| !matches!(action, Action::Open(_) | Action::Decide { .. })) {
        let mut world = World::new(false);
        let late = world.desks[2].means(action.clone());
        world.entity = Entity::Ticket(None);
        assert_eq!(world.takes(late).map(|outcome| outcome.verdict), Err(Rejection::Gone), "{action:?}");
        assert_eq!(world.entity, Entity::Ticket(None), "{action:?}");
    }
}

/// What the server holds of the person at a desk.
fn mark(n: usize) -> HeldMark {
    HeldMark { operation: OperationId::new(NOON, [n as u8; 10]), by: agent(n), since: NOON }
}

/// The first in server order is written at the second desk, the later at the third.
fn act_out(rule: &Rule, first: &Action, later: &Action, turned: bool) {
    let mut world = World::new(*rule == CLAIM);
    if matches!(first, Action::Open(_)) {
        world.entity = Entity::Ticket(None);
        world.desks.iter_mut().for_each(|desk| desk.base = None);
    }
    if let (Action::Decide { .. }, Entity::Ticket(Some(ticket))) = (first, &mut world.entity) {
        ticket.held = [1, 2].map(mark).to_vec();
    }
    if let (Action::EndTask { .. }, Entity::Ticket(Some(ticket))) = (first, &mut world.entity) {
        ticket.tasks = vec![owed()];
    }
    if let (Action::StepRequest { .. }, Entity::Ticket(Some(ticket))) = (first, &mut world.entity) {
        ticket.requests = vec![asked()];
    }
    if let (Action::StepComplaint { .. }, Entity::Ticket(Some(ticket))) = (first, &mut world.entity) {
        ticket.complaints = vec![complained()];
    }
    if let (Action::Wake, Entity::Ticket(Some(ticket))) = (first, &mut world.entity) {
        let operation = OperationId::new(NOON, [80; 10]);
        ticket.snooze = Some(Snooze { operation, by: agent(1), at: NOON, until: None });
    }
    if let (Action::Unmerge { .. }, Entity::Ticket(Some(ticket))) = (first, &mut world.entity) {
        ticket.merged.push(part());
        let newest = ticket.last_public.and_then(|last| last.message);
        let event = Event::Merged { number: "10466".into(), ticket: Some(part()), newest };
        ticket.history.push(HistoryEntry { operation: None, at: NOON, by: Some(agent(1)), event, offline: false });
    }
    let (first, later) = (world.desks[1].means(first.clone()), world.desks[2].means(later.clone()));
    let field = first.action.field();
    let later_action = later.action.clone();
    let (first_id, later_id) = (first.id, later.id);
    let value = |world: &World| field.map(|field| world.ticket().value(field));
    let one = world.takes(first).unwrap_or_else(|rejection| panic!("{}: {rejection}", rule.of));
    let after_first = value(&world);
    let before_later = world.entity.clone();
    let result = world.takes(later);
    let verdict = result.as_ref().map(|outcome| &outcome.verdict);
    let lost = |mine: bool| matches!(verdict, Ok(Verdict::Merged { lost }) if lost.mine == mine && Some(lost.field) == field);
    let what = rule.of;
    match rule.stands {
        // A legal step back does not exist for every pair of statuses; then the later is refused, and told.
        Stands::Later if field == Some(Field::Status) && turned => assert!(matches!(verdict, Err(Rejection::NotLegal { .. })), "{what}"),
        Stands::Later => {
            assert!(lost(false), "{what}: {verdict:?}");
            assert_ne!(value(&world), after_first, "{what}");
        }
        Stands::LaterQuietly => {
            let ticket = world.ticket();
            match &later_action {
                Action::Snooze { until } => assert_eq!(ticket.snooze.map(|snooze| snooze.until), Some(*until), "{what}"),
                Action::Link { other, linked } => assert_eq!(ticket.links.contains(other), *linked, "{what}"),
                _ => panic!("{what}"),
            }
        }
        Stands::Higher => {
            assert_eq!(world.ticket().urgency, Urgency::High, "{what}");
            assert!(lost(!turned), "{what}: {verdict:?}");
        }
        Stands::First if ["its steps", "complaint", "its stages"].contains(&what) => {
            let words = result.unwrap().message.map(|message| (message.kind, message.body));
            assert_eq!(words, Some((MessageKind::Note, if turned { "one" } else { "two" }.to_owned())), "{what}");
            let (is, was) = (world.ticket(), before_later.as_ticket().unwrap());
            assert_eq!((&is.requests, &is.complaints), (&was.requests, &was.complaints), "{what}");
        }
        Stands::First => {
            assert_eq!(world.entity, before_later, "{what}");
            let refused =
                matches!(verdict, Err(Rejection::TakenOver { by: Some(_) } | Rejection::Exists | Rejection::NotMerged { why: NotMerged::Elsewhere }));
            let is_over = matches!(what, "its end" | "wake" | "taking apart") && verdict == Ok(&Verdict::NoOp);
            assert!(refused || is_over || lost(true), "{what}: {verdict:?}");
        }
        Stands::Both => {
            let two = result.unwrap();
            assert_eq!((&one.verdict, &two.verdict), (&Verdict::Applied, &Verdict::Applied), "{what}");
            match (one.message, two.message) {
                (Some(one), Some(two)) => assert_eq!([one.id, two.id], [first_id.into(), later_id.into()], "{what}"),
                _ if what == "decide" => {
                    let left = |entity: &Entity| entity.as_ticket().map(|ticket| ticket.held.clone());
                    assert_eq!(left(&before_later), Some(vec![mark(2)]), "nobody decides for somebody else");
                    assert_eq!(left(&world.entity), Some(Vec::new()), "{what}");
                }
                _ if what == "promise or follow-up" => {
                    let owed: Vec<_> = world.ticket().tasks.iter().map(|task| task.id).collect();
                    assert_eq!(owed, [first_id, later_id], "{what}");
                }
                _ if what == "request to a department" => {
                    let asked: Vec<_> = world.ticket().requests.iter().map(|request| request.id).collect();
                    assert_eq!(asked, [first_id, later_id], "{what}");
                }
                _ => assert!(world.ticket().tags.contains("one") && world.ticket().tags.contains("two"), "{what}"),
            }
        }
        Stands::FirstAndLaterIsHeld => {
            assert_eq!(verdict, Ok(&Verdict::Held { reason: HeldReason::NewerMessage }), "{what}");
            assert_eq!(world.entity, before_later, "{what}");
        }
    }
}

fn passed_on() -> Forwarded {
    Forwarded { to: "repair@partner.example".into(), subject: "Fwd: it leaks".into(), text: "It leaks".into(), messages: Vec::new() }
}
