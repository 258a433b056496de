//! What operations mean, told between two desks and a team server.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use holdfast_domain::*;
use std::collections::BTreeMap;

const NOON: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn agent(n: u8) -> AgentId {
    AgentId::new(NOON, [n; 10])
}

fn desk(n: u8) -> DeviceId {
    DeviceId::new(NOON, [n; 10])
}

/// A desk that writes operations over what it last saw.
struct Person {
    n: u8,
    written: u8,
}

impl Person {
    const fn new(n: u8) -> Self {
        Self { n, written: 0 }
    }

    fn writes(&mut self, saw: Option<&Ticket>, action: Action) -> Operation {
        self.written += 1;
        let base = action.field().into_iter().chain([Field::Owner]).map(|field| (field, saw.map_or(Seq(0), |ticket| ticket.rev(field))));
        Operation {
            v: 1,
            id: OperationId::new(NOON, [self.n, self.written, 0, 0, 0, 0, 0, 0, 0, 0]),
            device: desk(self.n),
            dseq: None,
            author: agent(self.n),
            about: (TicketId::new(NOON, [9; 10])).into(),
            base: base.collect(),
            seen: saw.and_then(|ticket| ticket.last_public).map(|last| last.seq),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: NOON.plus_minutes(i64::from(self.written)),
            offline: false,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
            action,
        }
    }
}

fn ticket_of(entity: &mut Entity) -> &mut Ticket {
    match entity {
        Entity::Ticket(Some(ticket)) => ticket,
        _ => panic!("no ticket"),
    }
}

/// A team server with one ticket.
struct Server {
    entity: Entity,
    seq: u64,
}

impl Server {
    fn with_a_call(by: &mut Person) -> Self {
        let mut server = Self { entity: Entity::Ticket(None), seq: 0 };
        let call = NewTicket {
            temporary: "T7K-0001".into(),
            subject: String::new(),
            question: "水箱漏水\n从昨天开始".into(),
            channel: Channel::Phone,
            urgency: Urgency::Normal,
            category: None,
            queue: None,
            caller: Caller {
                id: CustomerId::new(NOON, [3; 10]),
                known: false,
                name: "罗曼宁".into(),
                phone: Some("137".into()),
                mail: None,
                account: None,
                tier: 2,
            },
            product: Some("R3".into()),
            call_back: None,
            recover: true,
            came_at: None,
            language: None,
        };
        let operation = by.writes(None, Action::Open(Box::new(call)));
        let outcome = server.takes(&operation).unwrap();
        assert_eq!(outcome.customer.unwrap().name, "罗曼宁");
        server
    }

    fn takes(&mut self, operation: &Operation) -> Result<Outcome, Rejection> {
        self.seq += 1;
        let context = Context::with_authority(NOON.plus_minutes(30), Role::Agent, Seq(self.seq), 10_482);
        apply(&mut self.entity, operation, &context)
    }

    fn ticket(&self) -> Ticket {
        self.entity.as_ticket().unwrap().clone()
    }
}

fn reply(body: &str) -> Action {
    Action::reply(body)
}

fn urgency(old: Urgency, new: Urgency) -> Action {
    Action::SetField { field: Field::Urgency, old: old.to_string(), new: new.to_string() }
}

#[test]
fn a_captured_call_keeps_its_temporary_number_and_gets_a_lasting_one() {
    let server = Server::with_a_call(&mut Person::new(1));
    let ticket = server.ticket();
    assert_eq!(ticket.number.to_string(), "10482");
    assert_eq!(ticket.number.temporary.as_deref(), Some("T7K-0001"));
    assert_eq!(ticket.subject, "水箱漏水", "the question's first line");
}

#[test]
fn the_same_operation_twice_is_a_no_op_or_changes_nothing() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let ticket = server.ticket();
    let set = mia.writes(Some(&ticket), urgency(Urgency::Normal, Urgency::High));
    assert_eq!(server.takes(&set).unwrap().verdict, Verdict::Applied);
    assert_eq!(server.takes(&set).unwrap().verdict, Verdict::NoOp);
}

#[test]
fn a_reply_is_held_when_the_customer_has_written_since_and_goes_out_when_that_was_seen() {
    let (mut mia, mut customer) = (Person::new(1), Person::new(7));
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    server.takes(&customer.writes(Some(&seen), Action::Receive { body: "不用了，已经退了".into() })).unwrap();
    let stale = mia.writes(Some(&seen), reply("马上为您换新"));
    assert_eq!(server.takes(&stale).unwrap().verdict, Verdict::Held { reason: HeldReason::NewerMessage });
    assert_eq!(server.ticket().first_response_at, None, "nothing left");
    let seen = server.ticket();
    assert_eq!(server.takes(&mia.writes(Some(&seen), reply("好的"))).unwrap().verdict, Verdict::Applied);
}

#[test]
fn two_of_my_own_replies_in_a_row_do_not_hold_each_other() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let (first, second) = (mia.writes(Some(&seen), reply("一")), mia.writes(Some(&seen), reply("二")));
    assert_eq!(server.takes(&first).unwrap().verdict, Verdict::Applied);
    assert_eq!(server.takes(&second).unwrap().verdict, Verdict::Applied);
}

#[test]
fn a_first_reply_opens_the_ticket_and_stops_the_first_response_clock() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    server.takes(&mia.writes(Some(&seen), reply("您好"))).unwrap();
    let ticket = server.ticket();
    assert_eq!(ticket.status, Status::Open);
    assert!(ticket.first_response_at.is_some() && ticket.waiting_since.is_none());
}

#[test]
fn of_two_urgencies_set_at_once_the_higher_stands_whoever_came_last() {
    let (mut mia, mut bai) = (Person::new(1), Person::new(2));
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let (high, low) =
        (mia.writes(Some(&seen), urgency(Urgency::Normal, Urgency::High)), bai.writes(Some(&seen), urgency(Urgency::Normal, Urgency::Low)));
    server.takes(&high).unwrap();
    let outcome = server.takes(&low).unwrap();
    assert_eq!(outcome.verdict, Verdict::Merged { lost: Lost { field: Field::Urgency, value: "low".into(), mine: true } });
    assert_eq!(server.ticket().urgency, Urgency::High);
}

#[test]
fn of_two_subjects_the_last_in_server_order_stands_and_the_other_is_told() {
    let (mut mia, mut bai) = (Person::new(1), Person::new(2));
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let subject = |new: &str| Action::SetField { field: Field::Subject, old: seen.subject.clone(), new: new.into() };
    let (one, two) = (mia.writes(Some(&seen), subject("漏水")), bai.writes(Some(&seen), subject("换新")));
    server.takes(&one).unwrap();
    let outcome = server.takes(&two).unwrap();
    assert_eq!(outcome.verdict, Verdict::Merged { lost: Lost { field: Field::Subject, value: "漏水".into(), mine: false } });
    assert_eq!(server.ticket().subject, "换新");
    let over = server.ticket().history.into_iter().filter_map(|entry| match entry.event {
        Event::Field { from, unseen: true, .. } => Some(from),
        _ => None,
    });
    assert_eq!(over.collect::<Vec<_>>(), ["漏水"], "the history says whose value was not seen");
}

#[test]
fn changes_of_different_fields_at_once_both_stand() {
    let (mut mia, mut bai) = (Person::new(1), Person::new(2));
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    server.takes(&mia.writes(Some(&seen), urgency(Urgency::Normal, Urgency::High))).unwrap();
    let category = Action::SetField { field: Field::Category, old: String::new(), new: "refund/request".into() };
    assert_eq!(server.takes(&bai.writes(Some(&seen), category)).unwrap().verdict, Verdict::Applied);
    let ticket = server.ticket();
    assert_eq!((ticket.urgency, ticket.category.as_deref()), (Urgency::High, Some("refund/request")));
}

#[test]
fn who_comes_second_to_a_ticket_is_told_who_was_first() {
    let (mut mia, mut bai) = (Person::new(1), Person::new(2));
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let claim = bai.writes(Some(&seen), Action::claim());
    assert_eq!(server.takes(&claim), Err(Rejection::TakenOver { by: Some(agent(1)) }));
    let without_reason = bai.writes(Some(&seen), Action::Assign { to: agent(2), reason: " ".into(), handover: None });
    assert_eq!(server.takes(&without_reason), Err(Rejection::EmptyText));
}

#[test]
fn a_tag_added_elsewhere_survives_a_removal_that_had_not_seen_it() {
    let (mut mia, mut bai) = (Person::new(1), Person::new(2));
    let mut server = Server::with_a_call(&mut mia);
    let tag = |add: &str| Action::Tag { add: vec![add.into()], remove: BTreeMap::new() };
    let seen = server.ticket();
    server.takes(&mia.writes(Some(&seen), tag("hot"))).unwrap();
    let seen = server.ticket();
    let remove = Action::Tag { add: vec![], remove: seen.tags.0.clone() };
    let removal = mia.writes(Some(&seen), remove);
    server.takes(&bai.writes(Some(&seen), tag("hot"))).unwrap();
    server.takes(&removal).unwrap();
    assert!(server.ticket().tags.contains("hot"));
}

#[test]
fn a_status_goes_only_where_it_may_from_where_it_stands() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let close = mia.writes(Some(&seen), Action::Transition { from: Status::New, to: Status::Closed, closing: None });
    assert_eq!(server.takes(&close), Err(Rejection::NotLegal { from: Status::New, to: Status::Closed }));
    let solve = mia.writes(Some(&seen), Action::Transition { from: Status::New, to: Status::Solved, closing: None });
    assert_eq!(server.takes(&solve).unwrap().verdict, Verdict::Applied);
}

#[test]
fn a_customer_who_writes_again_is_counted_and_reopens_what_was_solved() {
    let (mut mia, mut customer) = (Person::new(1), Person::new(7));
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    server.takes(&customer.writes(None, Action::Receive { body: "在吗".into() })).unwrap();
    assert_eq!(server.ticket().chased, 1);
    ticket_of(&mut server.entity).status = Status::Solved;
    server.takes(&customer.writes(Some(&seen), Action::Receive { body: "还是漏".into() })).unwrap();
    assert_eq!(server.ticket().status, Status::Open);
}

#[test]
fn a_contact_answers_inward_only() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let context = Context::with_authority(NOON, Role::Contact, Seq(5), 1);
    let operation = mia.writes(Some(&seen), reply("hi"));
    assert_eq!(apply(&mut server.entity, &operation, &context), Err(Rejection::Forbidden));
}

#[test]
fn an_operation_survives_the_wire() {
    let mut mia = Person::new(1);
    let server = Server::with_a_call(&mut mia);
    let operation = mia.writes(Some(&server.ticket()), reply("😀 退款"));
    let wire = serde_json::to_string(&operation).unwrap();
    assert_eq!(serde_json::from_str::<Operation>(&wire).unwrap(), operation);
}

#[test]
fn a_mark_of_something_held_goes_when_its_author_has_decided_and_nobody_else_can_take_it_away() {
    let (mut mia, mut bo) = (Person::new(1), Person::new(2));
    let mut server = Server::with_a_call(&mut mia);
    let held = mia.writes(None, reply("Too late")).id;
    let mark = HeldMark { operation: held, by: agent(1), since: NOON };
    ticket_of(&mut server.entity).held.push(mark);
    let decide = |person: &mut Person| person.writes(None, Action::Decide { held: vec![held] });
    assert_eq!(server.takes(&decide(&mut bo)).unwrap().verdict, Verdict::NoOp);
    assert_eq!(server.ticket().held, [mark]);
    let decided = decide(&mut mia);
    assert_eq!(server.takes(&decided).unwrap().verdict, Verdict::Applied);
    assert!(server.ticket().held.is_empty());
    assert_eq!(server.takes(&decided).unwrap().verdict, Verdict::NoOp, "twice is once");
}

#[test]
fn a_hold_reminds_its_author_after_a_quarter_of_an_hour_and_reaches_the_lead_after_an_hour() {
    use holdfast_domain::sla::{Level, decision_alert, next_decision_alert, overdue_decisions, since_of_decision};
    let mut mia = Person::new(1);
    let mut ticket = Server::with_a_call(&mut mia).ticket();
    ticket.held = vec![HeldMark { operation: mia.writes(None, reply("Too late")).id, by: agent(1), since: NOON }];
    let at = |minutes| decision_alert(NOON, NOON.plus_minutes(minutes));
    assert_eq!((at(0).level, at(0).at), (Level::Warning, NOON.plus_minutes(15)));
    assert_eq!((at(59).level, at(60).level, at(60).at), (Level::Warning, Level::Breach, NOON.plus_minutes(60)));
    assert_eq!((at(0).due, since_of_decision(at(0).due)), (at(60).due, NOON), "one decision, told twice");
    assert_eq!(next_decision_alert(&ticket, NOON), Some(NOON.plus_minutes(60)));
    assert_eq!(next_decision_alert(&ticket, NOON.plus_minutes(60)), None, "said");
    assert!(overdue_decisions(&ticket, agent(2), NOON.plus_minutes(59)).is_empty());
    assert_eq!(overdue_decisions(&ticket, agent(2), NOON.plus_minutes(60))[0].0, agent(1));
    assert!(overdue_decisions(&ticket, agent(1), NOON.plus_minutes(60)).is_empty(), "one's own is no news");
}

#[test]
fn a_schedule_is_written_by_leads_over_the_version_they_saw() {
    use holdfast_domain::sla::{Day, Period, Schedule};
    let week = |from: &str| vec![Period { day: Day::Mon, from: from.into(), to: "18:00".into() }];
    let name = Words(BTreeMap::from([(Language::English, "Day shift".to_owned())]));
    let first = Schedule { key: "day".into(), name, zone: "Asia/Shanghai".into(), week: week("08:00"), ..Schedule::default() };
    let mut lead = Person::new(3);
    let mut writes =
        |schedule: &Schedule| Operation { about: schedule.id().into(), ..lead.writes(None, Action::SetSchedule(Box::new(schedule.clone()))) };
    let context = |role| Context::with_authority(NOON, role, Seq(1), 0);
    let mut entity = Entity::Schedule(None);
    let mut tries = |entity: &mut Entity, schedule: &Schedule, role| apply(entity, &writes(schedule), &context(role)).map(|outcome| outcome.verdict);

    assert_eq!(tries(&mut entity, &first, Role::Agent), Err(Rejection::Forbidden));
    assert_eq!(tries(&mut entity, &first, Role::Lead), Ok(Verdict::Applied));
    let longer = Schedule { version: 1, week: week("07:00"), ..first.clone() };
    assert_eq!(tries(&mut entity, &longer, Role::Lead), Ok(Verdict::Applied));
    assert_eq!(tries(&mut entity, &longer, Role::Lead), Ok(Verdict::NoOp), "it is so already");
    let over_the_first = Schedule { version: 1, week: week("09:00"), ..first.clone() };
    assert_eq!(tries(&mut entity, &over_the_first, Role::Lead), Err(Rejection::ScheduleChanged));
    for bad in [
        Schedule { version: 2, week: vec![], ..first.clone() },
        Schedule { version: 2, week: week("25:00"), ..first.clone() },
        Schedule { version: 2, zone: "Shanghai".into(), ..first.clone() },
        Schedule { version: 2, name: Words::default(), ..first.clone() },
    ] {
        assert_eq!(tries(&mut entity, &bad, Role::Lead), Err(Rejection::BadSchedule), "{bad:?}");
    }
    let stands = entity.schedule().unwrap();
    assert_eq!((stands.version, stands.week), (2, longer.week));
}

#[test]
fn a_complaint_that_became_a_note_goes_on_as_the_one_that_is_open_and_its_cause_is_kept() {
    let (mut mia, mut ben) = (Person::new(1), Person::new(2));
    let mut team = Server::with_a_call(&mut ben);
    let saw = Some(team.ticket());
    let hers = mia.writes(saw.as_ref(), Action::Complain { text: "leaks".into(), cause: Some(ComplaintCause::Quality) });
    let id = hers.id;
    let rang =
        mia.writes(saw.as_ref(), Action::StepComplaint { complaint: id, to: ComplaintStage::Confirmed, text: "Rang her.".into(), cause: None });
    team.takes(&ben.writes(saw.as_ref(), Action::Complain { text: "the pump".into(), cause: None })).unwrap();
    let second = team.takes(&hers).unwrap();
    assert_eq!(second.message.map(|message| message.body).as_deref(), Some("leaks"));
    team.takes(&rang).unwrap();
    let complaints = team.ticket().complaints;
    assert_eq!((complaints.len(), complaints[0].stage(), complaints[0].cause), (1, ComplaintStage::Confirmed, Some(ComplaintCause::Quality)));
}

#[test]
fn what_is_noted_late_of_a_request_does_not_turn_its_clock_back_and_a_desk_ahead_of_time_starts_none_later_than_now() {
    let mut mia = Person::new(1);
    let mut team = Server::with_a_call(&mut mia);
    let saw = Some(team.ticket());
    let ask = mia.writes(saw.as_ref(), Action::Request { department: DepartmentId::new(NOON, [5; 10]), text: "where".into() });
    let (id, said) = (ask.id, |minutes: i64| NOON.plus_minutes(minutes));
    team.takes(&Operation { composed_at: said(10_000), ..ask }).unwrap();
    assert!(team.ticket().requests[0].made_at < said(10_000), "by the team server's clock");
    let mut progress = |team: &mut Server, minutes: i64, text: &str| {
        let step = Action::StepRequest { request: id, step: RequestStep::Progress, text: text.into() };
        team.takes(&Operation { composed_at: said(minutes), ..mia.writes(None, step) }).unwrap();
    };
    progress(&mut team, 20, "on the truck");
    progress(&mut team, 10, "in the hall");
    assert_eq!(team.ticket().requests[0].silent_since(), said(20));
    let long = Action::StepRequest { request: id, step: RequestStep::Answer, text: "x".repeat(300_000) };
    let before = team.ticket();
    assert!(matches!(team.takes(&mia.writes(None, long)), Err(Rejection::BodyTooLong { .. })));
    assert_eq!(team.ticket(), before, "refused, and nothing changed");
    // Of a request that is not there the words stay all the same.
    let other = Action::StepRequest { request: OperationId::new(NOON, [99; 10]), step: RequestStep::Answer, text: "found".into() };
    assert_eq!(team.takes(&mia.writes(None, other)).unwrap().message.map(|message| message.body).as_deref(), Some("found"));
}

fn receives(server: &mut Server, body: &str) -> Ticket {
    let mut channel = Person::new(9);
    channel.written = u8::try_from(server.seq).unwrap();
    let seen = server.ticket();
    let received = channel.writes(Some(&seen), Action::Receive { body: body.into() });
    server.takes(&received).unwrap();
    server.ticket()
}

fn solved(closing: Option<Closing>) -> Action {
    Action::Transition { from: Status::Open, to: Status::Solved, closing }
}

#[test]
fn a_customer_who_has_to_ask_again_and_again_raises_the_ticket() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    // The call itself waits for an answer; each message after it is a chase.
    assert_eq!(receives(&mut server, "anybody there?").urgency, Urgency::Normal);
    assert_eq!(receives(&mut server, "hello?").urgency, Urgency::Normal);
    let ticket = receives(&mut server, "still nothing");
    assert_eq!((ticket.chased, ticket.urgency), (3, Urgency::High));
    assert!(ticket.history.iter().any(|entry| entry.event == Event::Raised { from: Urgency::Normal, to: Urgency::High } && entry.by.is_none()));
    // Who has looked at it calms it; the next chase raises it again.
    let calmed = mia.writes(Some(&ticket), urgency(Urgency::High, Urgency::Normal));
    assert_eq!(server.takes(&calmed).unwrap().verdict, Verdict::Applied);
    assert_eq!(receives(&mut server, "and now?").urgency, Urgency::High);
}

#[test]
fn a_matter_that_comes_back_is_counted_and_the_second_time_raised() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    for times in 1..=2_u32 {
        let answered = mia.writes(Some(&server.ticket()), reply("It is on its way."));
        server.takes(&answered).unwrap();
        let done = mia.writes(Some(&server.ticket()), solved(None));
        server.takes(&done).unwrap();
        let ticket = receives(&mut server, "It leaks again");
        assert_eq!((ticket.status, ticket.reopened), (Status::Open, times));
        assert_eq!(ticket.urgency >= Urgency::High, times == 2);
    }
}

#[test]
fn who_closes_by_the_checklist_says_what_it_was_about() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let answered = mia.writes(Some(&server.ticket()), reply("A new one is on its way."));
    server.takes(&answered).unwrap();
    let closing = Closing { told: true, satisfaction: Satisfaction::Satisfied };
    let closes = mia.writes(Some(&server.ticket()), solved(Some(closing)));
    assert_eq!(server.takes(&closes).unwrap_err(), Rejection::CategoryMissing);
    let named = mia.writes(Some(&server.ticket()), Action::SetField { field: Field::Category, old: String::new(), new: "fault".into() });
    server.takes(&named).unwrap();
    let closes = mia.writes(Some(&server.ticket()), solved(Some(closing)));
    server.takes(&closes).unwrap();
    let ticket = server.ticket();
    assert_eq!(ticket.status, Status::Solved);
    assert!(ticket.history.iter().any(|entry| matches!(entry.event, Event::Status { closing: Some(known), .. } if known == closing)));
}

#[test]
fn a_snoozed_ticket_comes_back_when_the_customer_writes_and_is_not_snoozed_over_what_nobody_saw() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let seen = server.ticket();
    let snoozes = mia.writes(Some(&seen), Action::Snooze { until: Some(NOON.plus_minutes(600)) });
    server.takes(&snoozes).unwrap();
    assert!(server.ticket().snooze.is_some_and(|snooze| snooze.lasts(NOON) && !snooze.lasts(NOON.plus_minutes(601))));
    assert_eq!(receives(&mut server, "One more thing").snooze, None);
    // Written by somebody who has not seen that message.
    let blind = mia.writes(Some(&seen), Action::Snooze { until: None });
    assert_eq!(server.takes(&blind).unwrap().verdict, Verdict::NoOp);
    assert_eq!(server.ticket().snooze, None);
    let late = mia.writes(Some(&server.ticket()), Action::Snooze { until: Some(NOON) });
    assert_eq!(server.takes(&late).unwrap_err(), Rejection::PastDue);
}

#[test]
fn a_handover_says_what_the_next_one_must_know_and_none_is_kept_where_nothing_is_said() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let handover = Handover { asked: "a new tank".into(), promised: "an answer by noon".into(), ..Handover::default() };
    let given = Action::Assign { to: agent(2), reason: "shift ends".into(), handover: Some(Box::new(handover.clone())) };
    let gives = mia.writes(Some(&server.ticket()), given);
    server.takes(&gives).unwrap();
    let told = server.ticket().history.into_iter().rev().find_map(|entry| match entry.event {
        Event::Assigned { handover, .. } => Some(handover),
        _ => None,
    });
    assert_eq!(told.flatten().as_deref(), Some(&handover));
    let too_long = Handover { tried: "x".repeat(5_000), ..Handover::default() };
    let gives = mia.writes(Some(&server.ticket()), Action::Assign { to: agent(3), reason: "r".into(), handover: Some(Box::new(too_long)) });
    assert!(matches!(server.takes(&gives), Err(Rejection::BodyTooLong { .. })));
}

#[test]
fn what_is_put_off_is_said_when_it_leaves_and_is_not_too_old_then() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let written = mia.writes(Some(&server.ticket()), reply("Good morning"));
    let composed = NOON.plus_millis(-3 * 24 * 3_600_000);
    let old = Operation { composed_at: composed, ..written.clone() };
    assert!(matches!(server.takes(&old).unwrap().verdict, Verdict::Held { reason: HeldReason::TooOld }));
    let put_off = Operation { send_at: Some(NOON.plus_minutes(20)), id: OperationId::new(NOON, [66; 10]), ..old };
    let outcome = server.takes(&put_off).unwrap();
    assert_eq!(outcome.verdict, Verdict::Applied);
    assert_eq!(outcome.message.unwrap().at, NOON.plus_minutes(20));
    assert_eq!(put_off.put_off(), Some(NOON.plus_minutes(20)));
    let on_its_way = Operation { send_at: Some(written.composed_at.plus_millis(10_000)), ..written };
    assert_eq!((on_its_way.put_off(), on_its_way.said_at()), (None, on_its_way.composed_at), "ten seconds put nothing off");
}

#[test]
fn a_ticket_is_not_linked_with_itself() {
    let mut mia = Person::new(1);
    let mut server = Server::with_a_call(&mut mia);
    let own = server.ticket();
    let links = mia.writes(Some(&own), Action::Link { other: own.id, linked: true });
    assert_eq!(server.takes(&links).unwrap_err(), Rejection::BadLink);
    let other = TicketId::new(NOON, [8; 10]);
    for linked in [true, false] {
        let links = mia.writes(Some(&server.ticket()), Action::Link { other, linked });
        server.takes(&links).unwrap();
        assert_eq!(server.ticket().links.contains(&other), linked);
    }
}
