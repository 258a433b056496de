//! An outage of four hours by the script, in simulated time: three desks, of which one is started again and one joins late, a moved
//! expected end, forty calls, six promises, two conflicts and an emergency. A ledger notes what is done as it is done; at the end
//! everybody was rung, and every desk's report says what the ledger says.

use holdfast_desk::view::{
    CallPromise, ConnectionState, Decision, FileKind, ImpactOf, ImpactView, Millis, NewCall, OutageEventView, OutageReport, PromiseEnd, SolvedCall,
};
use holdfast_domain::sla::ClockKind;
use holdfast_domain::{CallBackStep, Channel, Field, OutageScope, Satisfaction, TaskKind, Timestamp, Urgency};
use holdfast_protocol::Row;
use holdfast_testkit::TestDesk;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::alerts::{only, policy};
use crate::outage_laws::{Team, call, has_noticed, list, now, outages, owes_nothing};

/// What the server's clock and a desk's differ by at most: it is told over a network, on a busy computer.
const CLOSE: i64 = 20_000;
const CALLS: usize = 40;
const FIRST_RESPONSE_MINUTES: i64 = 30;

/// An instant between two looks at the clock.
type Between = (Timestamp, Timestamp);

/// What was done, noted as it is done.
#[derive(Default)]
struct Ledger {
    start: Timestamp,
    end: Timestamp,
    /// The question of each call, by its ticket.
    calls: BTreeMap<String, String>,
    touched: BTreeSet<String>,
    /// Who is to be rung, by ticket.
    to_ring: BTreeSet<String>,
    waited_since: BTreeMap<String, Between>,
    heard: BTreeMap<String, Between>,
    promises: BTreeMap<String, PromiseEnd>,
    first_response_breaches: usize,
    promise_breaches: usize,
    /// What was written at each desk that was cut off.
    written: BTreeMap<&'static str, u32>,
    not_reached: u32,
}

impl Ledger {
    fn writes(&mut self, login: &'static str, operations: u32) {
        *self.written.entry(login).or_default() += operations;
    }

    fn says_promises(&self, end: PromiseEnd) -> usize {
        self.promises.values().filter(|known| **known == end).count()
    }

    /// The longest that anybody waited, at least and at most.
    fn longest(&self) -> (i64, i64) {
        let waits = self.waited_since.iter().map(|(ticket, (from, to))| {
            let heard = self.heard[ticket];
            (heard.0.since(*to), heard.1.since(*from))
        });
        waits.fold((0, 0), |longest, wait| (longest.0.max(wait.0), longest.1.max(wait.1)))
    }
}

/// Does something between two looks at a desk's clock.
fn between<T>(desk: &TestDesk, does: impl FnOnce() -> T) -> (T, Between) {
    let before = now(desk);
    let answer = does();
    (answer, (before, now(desk)))
}

/// The call of this number, at this desk. Every eighth is solved at once, of every fourth the time was noted on paper.
fn rings_in(ledger: &mut Ledger, login: &'static str, desk: &TestDesk, number: usize) -> String {
    let question = format!("Call {number:02} of forty: where is my parcel?");
    let solved = number % 8 == 5;
    let came_at = (number % 4 == 2).then(|| now(desk).plus_minutes(-7));
    let answer = || SolvedCall { answer: format!("Answer {number:02}: tomorrow."), articles: Vec::new(), satisfaction: Satisfaction::Satisfied };
    let call = NewCall {
        urgency: if number == 17 { Urgency::Emergency } else { Urgency::Normal },
        came_at: came_at.map(Into::into),
        solved: solved.then(answer),
        ..call(&format!("Caller {number:02}"), &format!("199 5550 {number:04}"), &question)
    };
    let (captured, when) = between(desk, || desk.work().capture(call).unwrap());
    let ticket = captured.about;
    ledger.writes(login, if solved { 3 } else { 1 });
    ledger.waited_since.insert(ticket.clone(), came_at.map_or(when, |came| (came, came)));
    if solved {
        ledger.heard.insert(ticket.clone(), when);
    } else {
        ledger.to_ring.insert(ticket.clone());
        ledger.first_response_breaches += 1;
    }
    ledger.touched.insert(ticket.clone());
    assert!(ledger.calls.insert(ticket.clone(), question).is_none());
    ticket
}

fn promises(ledger: &mut Ledger, login: &'static str, desk: &TestDesk, ticket: &str, text: &str, minutes: i64, end: PromiseEnd) {
    desk.work().set_task(ticket, TaskKind::Promise, text, now(desk).plus_minutes(minutes).into()).unwrap();
    ledger.writes(login, 1);
    assert!(ledger.promises.insert(text.to_owned(), end).is_none());
    if matches!(end, PromiseEnd::Late | PromiseEnd::Overdue) {
        ledger.promise_breaches += 1;
    }
}

fn ends_promise(ledger: &mut Ledger, login: &'static str, desk: &TestDesk, ticket: &str, text: &str, kept: bool) {
    let tasks = desk.work().ticket(ticket).unwrap().tasks;
    desk.work().end_task(ticket, &tasks.iter().find(|task| task.text == text).unwrap().id, kept).unwrap();
    ledger.writes(login, 1);
}

/// Four matters of before, which their customers were answered.
fn known_before(wen: &TestDesk) -> Vec<String> {
    let known: Vec<_> = ["The subject is disputed", "A reply is held", "Nobody answers", "Something is promised"]
        .into_iter()
        .enumerate()
        .map(|(number, subject)| {
            let before = call(subject, &format!("199 6660 {number:04}"), subject);
            wen.work().capture(NewCall { channel: Channel::Web, recover: false, ..before }).unwrap().about
        })
        .collect();
    wen.is_in_step();
    for ticket in &known {
        wen.replies(ticket, "An answer of before.");
    }
    wen.is_in_step();
    known
}

/// Calls come in at these desks, five at a time.
fn five_calls(ledger: &mut Ledger, round: usize, desks: &[(&'static str, &TestDesk)]) -> Vec<String> {
    let at = |number: usize| desks[number % desks.len()];
    (round * 5..round * 5 + 5).map(|number| rings_in(ledger, at(number).0, at(number).1, number)).collect()
}

/// Everybody is rung by one of two desks, each of which rings one at a time; some do not answer at first, and are rung by the other.
fn works_the_list(ledger: &mut Ledger, desks: [&TestDesk; 2], outage: &str) {
    let mut rung_by: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        let open: Vec<_> = list(desks[0], outage).rows.into_iter().filter(|row| !row.step.is_some_and(CallBackStep::is_end)).collect();
        if open.is_empty() {
            return;
        }
        assert!(open.iter().all(|row| ledger.to_ring.contains(&row.ticket)), "the script knows nothing of one of these: {open:?}");
        let again = open.iter().any(|row| rung_by.contains_key(&row.ticket));
        for (turn, two) in open.chunks(2).enumerate() {
            let rung: Vec<_> = two
                .iter()
                .enumerate()
                .map(|(place, row)| {
                    let mine = rung_by.get(&row.ticket).map_or(place, |before| 1 - before);
                    rung_by.insert(row.ticket.clone(), mine);
                    (row.ticket.as_str(), mine)
                })
                .collect();
            begin(&rung, desks, outage);
            let promise = CallPromise { text: "A van comes".to_owned(), due: now(desks[0]).plus_minutes(24 * 60).into() };
            let (end, promise) = match turn % 5 {
                4 if !again => (CallBackStep::NotReached, None),
                3 => (CallBackStep::Promised, Some(promise)),
                _ => (CallBackStep::Told, None),
            };
            let ((), when) = between(desks[0], || end_with(&rung, desks, outage, end, promise.as_ref()));
            for (ticket, _) in rung {
                if end == CallBackStep::NotReached {
                    ledger.not_reached += 1;
                } else {
                    ledger.heard.insert(ticket.to_owned(), when);
                }
            }
        }
    }
}

/// Each of these is begun at one desk; the other sees it and is refused.
fn begin(rung: &[(&str, usize)], desks: [&TestDesk; 2], outage: &str) {
    for (ticket, mine) in rung {
        desks[*mine].work().call_back(ticket, outage, CallBackStep::Calling, None).unwrap();
    }
    for (ticket, mine) in rung {
        let other = desks[1 - mine];
        other.sees("who rings", |_| step(other, outage, ticket) == Some(CallBackStep::Calling));
        let refused = other.work().call_back(ticket, outage, CallBackStep::Calling, None).unwrap_err();
        assert_eq!(refused.code, "call-taken");
    }
}

fn end_with(rung: &[(&str, usize)], desks: [&TestDesk; 2], outage: &str, end: CallBackStep, promise: Option<&CallPromise>) {
    for (ticket, mine) in rung {
        desks[*mine].work().call_back(ticket, outage, end, promise.cloned()).unwrap();
    }
    for (ticket, mine) in rung {
        desks[1 - mine].sees("what came of it", |_| step(desks[1 - mine], outage, ticket) == Some(end));
    }
}

fn step(desk: &TestDesk, outage: &str, ticket: &str) -> Option<CallBackStep> {
    list(desk, outage).rows.into_iter().find(|row| row.ticket == ticket).and_then(|row| row.step)
}

fn says_what_the_ledger_says(impact: &ImpactView, ledger: &Ledger) {
    let [outage] = impact.outages.as_slice() else { panic!("one outage: {:?}", impact.outages) };
    let span = ledger.end.since(ledger.start);
    assert_eq!((outage.start.instant(), outage.end.map(Millis::instant)), (ledger.start, Some(ledger.end)));
    assert_eq!(impact.down, Millis::span(span));
    assert!((span - 4 * 3_600_000).abs() < 10 * 60_000, "the script lasts four hours, and what the computer needs for it: {span}");
    assert_eq!((impact.opened as usize, impact.touched as usize), (CALLS, ledger.touched.len()));
    let rows = |waited: &ImpactView| waited.waited.iter().map(|row| row.ticket.id.clone()).collect::<BTreeSet<_>>();
    assert_eq!(rows(impact), ledger.waited_since.keys().cloned().collect());
    assert_eq!((impact.waits.customers as usize, impact.waits.waiting), (ledger.waited_since.len(), 0));
    let (least, most) = ledger.longest();
    let longest = impact.waits.longest.0;
    assert!(Millis::span(least - CLOSE).0 <= longest && longest <= Millis::span(most + CLOSE).0, "{least} {longest} {most}");
    let breaches = |kind| impact.breaches.iter().filter(|breach| breach.kind == kind).count();
    assert_eq!(breaches(ClockKind::FirstResponse), ledger.first_response_breaches);
    assert_eq!(breaches(ClockKind::Promise), ledger.promise_breaches);
    assert_eq!(impact.breaches.len(), ledger.first_response_breaches + ledger.promise_breaches, "{:?}", impact.breaches);
    let told: BTreeMap<_, _> = impact.promises.iter().map(|promise| (promise.text.clone(), promise.end)).collect();
    assert_eq!((impact.promises.len(), told), (6, ledger.promises.clone()));
    assert_eq!((ledger.says_promises(PromiseEnd::Late), ledger.says_promises(PromiseEnd::Overdue)), (1, 1));
    let to_ring = u32::try_from(ledger.to_ring.len()).unwrap();
    assert_eq!((impact.calls.all, impact.calls.done, impact.calls.not_reached), (to_ring, to_ring, ledger.not_reached));
    assert_eq!((outage.calls, outage.called), (to_ring, to_ring));
    let carried = impact.carried;
    assert_eq!((carried.desks, carried.untold), (3, 0));
    assert_eq!((carried.queued, carried.held, carried.merged, carried.refused), (ledger.written.values().sum(), 1, 1, 0), "{:?}", ledger.written);
}

#[test]
fn four_hours_by_the_script_and_everybody_was_rung_nothing_is_lost_or_doubled_and_the_reports_say_what_was_done() {
    let mut team = Team::new();
    only(&team.world, &[]);
    team.world.changes(|transaction| {
        transaction.seq().unwrap();
        transaction.put(&Row::Policy(Arc::new(policy(Channel::Phone, FIRST_RESPONSE_MINUTES)))).unwrap();
    });
    let (mut qin, mut wen, mut bai) = (team.desk("qin"), team.desk("wen"), team.desk("bai"));
    let known = known_before(&wen);
    for desk in [&qin, &bai] {
        desk.sees("the last answer", |_| desk.work().ticket(&known[3]).is_ok_and(|ticket| format!("{:?}", ticket.timeline).contains("of before")));
        desk.is_in_step();
    }
    bai.crashes();
    let mut ledger = Ledger::default();

    team.server_dies();
    for desk in [&qin, &wen] {
        desk.is(ConnectionState::Offline);
        desk.sees("that it is cut off", |_| outages(desk).len() == 1);
    }
    let noticed = outages(&qin).remove(0);
    let since = [noticed.start.instant(), outages(&wen)[0].start.instant()];
    ledger.start = since[0].min(since[1]);
    let expected = now(&qin).plus_minutes(120);
    let told = OutageReport {
        id: Some(noticed.id.clone()),
        scope: OutageScope::Server,
        start: noticed.start,
        cause: "A switch in the cellar".to_owned(),
        expected: Some(expected.into()),
        note: String::new(),
    };
    qin.work().report_outage(told.clone()).unwrap();
    ledger.writes("qin", 1);

    // An hour, at two desks.
    let mut rounds = Vec::new();
    team.clock.advance(10);
    for round in 0..3 {
        rounds.push(five_calls(&mut ledger, round, &[("qin", &qin), ("wen", &wen)]));
        team.clock.advance(if round == 2 { 10 } else { 20 });
    }
    promises(&mut ledger, "qin", &qin, &rounds[0][0], "By half past, and late", 30, PromiseEnd::Late);
    promises(&mut ledger, "wen", &wen, &rounds[0][1], "By two o'clock, and never", 60, PromiseEnd::Overdue);

    // The third joins; the second is started again.
    bai.starts();
    bai.is(ConnectionState::Offline);
    let joined = now(&bai);
    team.clock.advance(10);
    rounds.push(five_calls(&mut ledger, 3, &[("qin", &qin), ("wen", &wen), ("bai", &bai)]));
    let closed = now(&wen);
    wen.crashes();
    team.clock.advance(2);
    wen.starts();
    wen.is(ConnectionState::Offline);
    let started = now(&wen);
    for round in 4..8 {
        team.clock.advance(18);
        rounds.push(five_calls(&mut ledger, round, &[("wen", &wen), ("bai", &bai), ("qin", &qin)]));
        if round == 5 {
            ends_promise(&mut ledger, "qin", &qin, &rounds[0][0], "By half past, and late", true);
            let moved = Some(expected.plus_minutes(150).into());
            qin.work().report_outage(OutageReport { expected: moved, ..told.clone() }).unwrap();
            ledger.writes("qin", 1);
        }
    }
    promises(&mut ledger, "wen", &wen, &rounds[4][4], "Today, and at once", 600, PromiseEnd::Kept);
    ends_promise(&mut ledger, "wen", &wen, &rounds[4][4], "Today, and at once", true);
    promises(&mut ledger, "bai", &bai, &rounds[3][2], "Today, and taken back", 600, PromiseEnd::Withdrawn);
    ends_promise(&mut ledger, "bai", &bai, &rounds[3][2], "Today, and taken back", false);
    promises(&mut ledger, "bai", &bai, &rounds[6][4], "Tomorrow", 1_500, PromiseEnd::Open);
    promises(&mut ledger, "wen", &wen, &known[3], "The day after", 3_000, PromiseEnd::Open);
    wen.work().note(&known[3], "They are patient.").unwrap();
    ledger.writes("wen", 1);

    // Two conflicts: one subject, two words for it; an answer to what is not the last word any more.
    wen.work().set_field(&known[0], Field::Subject, "As Wen calls it").unwrap();
    bai.work().set_field(&known[0], Field::Subject, "As Bai calls it").unwrap();
    wen.replies(&known[1], "It comes on Monday.");
    ledger.writes("wen", 2);
    ledger.writes("bai", 1);
    for ticket in [&known[1], &known[2]] {
        let ((), when) = between(&qin, || team.customer_writes(ticket, "Are you there?"));
        ledger.waited_since.insert(ticket.clone(), when);
    }
    ledger.touched.extend(known.iter().cloned());
    ledger.to_ring.extend(known[2..].iter().cloned());
    assert_eq!(ledger.calls.len(), CALLS);
    assert_eq!(outages(&bai)[0].cause, "", "she cannot know yet");
    team.clock.advance(240 - 144);

    // It is over.
    let end = now(&qin);
    ledger.end = end;
    has_noticed(&mut qin, &[(since[0], end)]);
    has_noticed(&mut wen, &[(since[1], closed), (started, end)]);
    has_noticed(&mut bai, &[(joined, end)]);
    team.server_returns();
    for desk in [&mut qin, &mut wen, &mut bai] {
        desk.starts();
    }
    for desk in [&qin, &wen, &bai] {
        desk.is_in_step();
        desk.sees("one outage, told by three", |_| outages(desk).len() == 1 && outages(desk)[0].desks == 3);
    }
    for desk in [&qin, &wen, &bai] {
        let outage = outages(desk).remove(0);
        assert_eq!(outage.cause, "A switch in the cellar");
        let moved = OutageEventView::Expected { at: Some(expected.plus_minutes(150).into()), before: Some(expected.into()) };
        assert!(outage.log.iter().any(|line| line.event == moved && line.offline), "{:?}", outage.log);
        assert!(outage.declared);
    }

    wen.sees("what is held, with what the customer wrote", |work| {
        work.held().unwrap().iter().any(|held| format!("{:?}", held.news).contains("Are you there?"))
    });
    let held = wen.work().held().unwrap();
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!(team.world.count("It comes on Monday."), 0, "nothing has left unseen");
    let (_, when) = between(&wen, || {
        wen.work().decide(&held[0].operation, Decision::SendAnyway, Some(&held[0].shown)).unwrap();
        wen.is_in_step();
    });
    ledger.heard.insert(known[1].clone(), when);

    // It goes by the name of whoever noticed it first.
    let outage = outages(&qin).remove(0).id;
    let outage = outage.as_str();
    let to_ring = |desk: &TestDesk| list(desk, outage).rows.into_iter().map(|row| row.ticket).collect::<BTreeSet<_>>();
    for desk in [&qin, &wen, &bai] {
        desk.is_in_step();
        desk.sees("whom to ring", |_| to_ring(desk) == ledger.to_ring);
        let first = list(desk, outage).rows.remove(0);
        assert_eq!((first.urgency, first.customer.as_str()), (Urgency::Emergency, "Caller 17"), "an emergency before all others");
    }
    works_the_list(&mut ledger, [&wen, &bai], outage);
    assert!(ledger.not_reached > 0);

    // Everybody has an outcome, at every desk; what was done is there, once.
    for desk in [&qin, &wen, &bai] {
        owes_nothing(desk);
        desk.sees("nobody left", |_| list(desk, outage).done as usize == ledger.to_ring.len());
        assert!(list(desk, outage).rows.iter().all(|row| row.step.is_some_and(CallBackStep::is_end)));
    }
    team.nobody_was_begun_twice();
    let tickets = team.tickets();
    let messages: Vec<_> =
        team.world.rows().into_iter().filter_map(|row| if let Row::Message(message) = row { Some(message) } else { None }).collect();
    let said = |text: &str| messages.iter().filter(|message| message.body.contains(text)).count();
    for (ticket, question) in &ledger.calls {
        assert_eq!(said(question), 1, "{question}");
        assert_eq!(tickets.iter().filter(|known| known.id.to_string() == *ticket).count(), 1);
    }
    assert_eq!(tickets.iter().filter(|ticket| ticket.subject.contains("of forty")).count(), CALLS);
    assert_eq!((said("It comes on Monday."), said("They are patient.")), (1, 1));
    for number in (5..CALLS).step_by(8) {
        assert_eq!(said(&format!("Answer {number:02}")), 1);
    }

    let of = ImpactOf::Outage { id: outage.to_owned() };
    let impact = |desk: &TestDesk| desk.work().impact(&of).unwrap();
    for desk in [&qin, &wen, &bai] {
        desk.sees("what became of everything", |_| impact(desk).carried.untold == 0 && impact(desk) == impact(&qin));
        says_what_the_ledger_says(&impact(desk), &ledger);
    }
    for (kind, begins) in [(FileKind::Xlsx, b"PK".as_slice()), (FileKind::Pdf, b"%PDF".as_slice())] {
        let path = team.world.folder().join(format!("report.{}", kind.ending()));
        qin.work().save_impact(&of, kind, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(begins));
    }
}

/// A promise alone is something that happens on a ticket, too.
#[test]
fn a_ticket_on_which_something_was_only_promised_was_touched_by_the_outage() {
    let team = Team::new();
    only(&team.world, &[]);
    let qin = team.desk("qin");
    let known = known_before(&qin);
    team.clock.advance(10);
    let start = now(&qin);
    qin.work().report_outage(told_of(start)).unwrap();
    qin.work().set_task(&known[3], TaskKind::Promise, "Tomorrow", start.plus_minutes(1_500).into()).unwrap();
    let impact = qin.work().impact(&ImpactOf::Outage { id: outages(&qin)[0].id.clone() }).unwrap();
    assert_eq!((impact.promises.len(), impact.touched), (1, 1));
}

/// Whether a customer waited does not hang on whether anybody wrote on their ticket since.
#[test]
fn who_waited_since_before_the_outage_is_counted_before_anybody_touches_their_ticket() {
    let team = Team::new();
    only(&team.world, &[]);
    let qin = team.desk("qin");
    let waits = qin.work().capture(call("She", "199 6660 0009", "Is anybody there?")).unwrap().about;
    team.clock.advance(10);
    qin.work().report_outage(told_of(now(&qin))).unwrap();
    let of = ImpactOf::Outage { id: outages(&qin)[0].id.clone() };
    team.clock.advance(60);
    qin.work().end_outage(&outages(&qin)[0].id).unwrap();
    team.clock.advance(1);
    let waited = || qin.work().impact(&of).unwrap().waits.customers;
    let before = waited();
    qin.work().note(&waits, "She still waits.").unwrap();
    assert_eq!(before, waited());
}

fn told_of(start: Timestamp) -> OutageReport {
    OutageReport { id: None, scope: OutageScope::Server, start: start.into(), cause: String::new(), expected: None, note: String::new() }
}
