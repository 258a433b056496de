//! What holds of outages whatever happens: several at once, across a change of shifts, seen by one desk alone. Each law is tried with
//! whole desks in a few lives that chance makes; the seed says which.

use holdfast_desk::view::{CallBackList, ConnectionState, Decision, ImpactOf, ItemState, Millis, NewCall, OutageReport, OutageView};
use holdfast_domain::customer::phone_digits;
use holdfast_domain::{CallBack, CallBackStep, Field, Outage, OutageId, OutageScope, Ticket, Timestamp, join_outages};
use holdfast_protocol::Row;
use holdfast_server::{Clock, Running, SAMPLE_PASSWORD, ServeOptions, Server, serve};
use holdfast_store::KeyUse;
use holdfast_testkit::chance::Chance;
use holdfast_testkit::{Computer, TestClock, TestDesk, Wire, World};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use crate::alerts::only;

/// A team server and its desks, all by one clock, which the test moves.
pub(crate) struct Team {
    pub(crate) world: World,
    pub(crate) clock: TestClock,
    back: Option<Running>,
}

impl Team {
    pub(crate) fn new() -> Self {
        let clock = TestClock::default();
        let truth = clock.clone();
        Self { world: World::by(Clock::from(move || truth.truth())), clock, back: None }
    }

    fn server_clock(&self) -> Clock {
        let truth = self.clock.clone();
        Clock::from(move || truth.truth())
    }

    pub(crate) fn desk(&self, login: &str) -> TestDesk {
        self.desk_at(&self.world.address(), login)
    }

    pub(crate) fn desk_over(&self, wire: &Wire, login: &str) -> TestDesk {
        self.desk_at(&wire.address(), login)
    }

    fn desk_at(&self, address: &str, login: &str) -> TestDesk {
        let desk = TestDesk::at(&self.world.folder().join("desks").join(login), &Computer::new(), &self.clock);
        desk.sets_up(address, login, SAMPLE_PASSWORD, None).unwrap();
        desk.is_in_step();
        desk
    }

    pub(crate) fn server_dies(&mut self) {
        self.world.server_dies();
        if let Some(running) = self.back.take() {
            running.stop();
        }
    }

    /// It comes back with its clock, at the same place with the same data.
    pub(crate) fn server_returns(&mut self) {
        let mut options = ServeOptions::new(self.world.server_folder());
        options.listen = self.world.socket();
        options.clock = self.server_clock();
        self.back = Some(serve(options).unwrap());
    }

    /// A customer writes to the team server's ledger, which takes it whether the server runs or not.
    pub(crate) fn customer_writes(&self, ticket: &str, body: &str) {
        Server::new(Arc::new(self.world.ledger()), self.server_clock()).receive(ticket.parse().unwrap(), body).unwrap();
    }

    pub(crate) fn tickets(&self) -> Vec<Arc<Ticket>> {
        self.world.rows().into_iter().filter_map(|row| if let Row::Ticket(ticket) = row { Some(ticket) } else { None }).collect()
    }

    /// Whoever was rung after an outage was rung by one at a time: nobody begins a call that another has begun and said no more of,
    /// and nobody rings again whom another has told.
    pub(crate) fn nobody_was_begun_twice(&self) {
        let mut known: Vec<_> =
            self.world.rows().into_iter().filter_map(|row| if let Row::Outage(outage) = row { Some(Outage::clone(&outage)) } else { None }).collect();
        join_outages(&mut known);
        for ticket in self.tickets() {
            let mut last: BTreeMap<OutageId, CallBack> = BTreeMap::new();
            for call in &ticket.call_backs {
                let stands = known.iter().find(|outage| outage.id == call.outage).and_then(|outage| outage.joined).unwrap_or(call.outage);
                let before = last.insert(stands, *call).map(|before| (before.step, before.by));
                let may = match call.step {
                    CallBackStep::Calling => before.is_none_or(|(step, _)| step == CallBackStep::NotReached),
                    _ => before == Some((CallBackStep::Calling, call.by)),
                };
                assert!(may, "{}: {:?}", ticket.subject, ticket.call_backs);
            }
        }
    }
}

/// When this desk was cut off, as its own watch would have kept it. A clock that a test moves is to a desk as a computer that slept, of
/// which it says nothing; so while the app is closed the hours are put where an app that was awake in them would have put them.
pub(crate) fn has_noticed(desk: &mut TestDesk, spans: &[(Timestamp, Timestamp)]) {
    desk.crashes();
    let mut sql = "DELETE FROM cut_off;".to_owned();
    for (from, to) in spans {
        write!(sql, "INSERT INTO cut_off VALUES ({}, {}, 1);", from.millis(), to.millis()).unwrap();
    }
    desk.does_sql("outbox.db", KeyUse::Outbox, &sql);
}

pub(crate) fn outages(desk: &TestDesk) -> Vec<OutageView> {
    desk.work().outages().unwrap()
}

pub(crate) fn now(desk: &TestDesk) -> Timestamp {
    desk.work().now()
}

pub(crate) fn list(desk: &TestDesk, outage: &str) -> CallBackList {
    desk.work().call_backs(outage).unwrap()
}

pub(crate) fn call(caller: &str, phone: &str, question: &str) -> NewCall {
    NewCall { category: Some("refund".to_owned()), ..holdfast_testkit::call(caller, phone, question) }
}

/// Nothing of this desk waits, is held or was refused.
pub(crate) fn owes_nothing(desk: &TestDesk) {
    desk.is_in_step();
    assert!(desk.work().held().unwrap().is_empty());
    let open = |state| !matches!(state, ItemState::Sent | ItemState::Draft);
    let left: Vec<_> = desk.work().outbox().unwrap().into_iter().filter(|row| open(row.state)).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn minutes(chance: &mut Chance, from: u64, below: u64) -> i64 {
    i64::try_from(from + chance.below(below - from)).unwrap()
}

fn payment() -> OutageScope {
    OutageScope::System { name: "Payment".into() }
}

fn declares(qin: &TestDesk, scope: OutageScope, start: Timestamp) {
    let report = OutageReport { id: None, scope, start: start.into(), cause: "It broke".into(), expected: None, note: String::new() };
    qin.work().report_outage(report).unwrap();
}

/// From and to of all of these, each stretch of time once.
fn union(mut spans: Vec<(Timestamp, Timestamp)>) -> Vec<(Timestamp, Timestamp)> {
    spans.sort_unstable();
    let mut joined: Vec<(Timestamp, Timestamp)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn span_of(outage: &OutageView) -> (Timestamp, Timestamp) {
    (outage.start.instant(), outage.end.expect("it is over").instant())
}

/// Outages of the server and of payment begin and end, one into the other, and customers ring meanwhile, some of them again.
fn outages_overlap(seed: u64) {
    let mut chance = Chance::of(1, seed);
    let team = Team::new();
    only(&team.world, &[]);
    let (qin, wen) = (team.desk("qin"), team.desk("wen"));
    // What the sample team did last is long over.
    team.clock.advance(120);
    let began = now(&qin);
    let mut lasting: BTreeMap<OutageScope, Timestamp> = BTreeMap::new();
    let mut declared = Vec::new();
    let mut recorded: BTreeMap<String, String> = BTreeMap::new();
    let ends_one = |scope: &OutageScope, start: Timestamp, declared: &mut Vec<(OutageScope, Timestamp, Timestamp)>| {
        let known = outages(&qin).into_iter().find(|outage| outage.scope == *scope && outage.end.is_none());
        let known = known.unwrap_or_else(|| panic!("seed {seed}: {scope:?} lasts"));
        let before = now(&qin);
        qin.work().end_outage(&known.id).unwrap();
        declared.push((scope.clone(), start, before));
    };
    for event in 0..24 {
        team.clock.advance(minutes(&mut chance, 1, 40));
        let scope = if chance.percent(50) { OutageScope::Server } else { payment() };
        match chance.below(10) {
            0..4 if !lasting.contains_key(&scope) => {
                let start = now(&qin).plus_minutes(-minutes(&mut chance, 0, 25));
                declares(&qin, scope.clone(), start);
                lasting.insert(scope, start);
            }
            0..4 => {
                let start = lasting.remove(&scope).unwrap();
                ends_one(&scope, start, &mut declared);
            }
            _ => {
                let desk = if chance.percent(50) { &qin } else { &wen };
                let phone = format!("199 7770 {:04}", chance.below(6));
                let came = now(desk).plus_minutes(-minutes(&mut chance, 0, 15));
                let call = NewCall { came_at: Some(came.into()), ..call("Caller", &phone, &format!("Overlap {event:02}.")) };
                recorded.insert(desk.work().capture(call).unwrap().about, phone_digits(&phone));
            }
        }
    }
    team.clock.advance(1);
    for (scope, start) in lasting {
        ends_one(&scope, start, &mut declared);
    }
    for desk in [&qin, &wen] {
        desk.is_in_step();
        desk.sees("all ends", |_| outages(desk) == outages(&qin) && outages(desk).iter().all(|outage| outage.end.is_some()));
    }
    let known = outages(&wen);
    for (scope, start, end) in &declared {
        // The server's next answer may have set the desk's clock back by some milliseconds before it was ended.
        let end = end.plus_millis(-1_000);
        let covers = |outage: &OutageView| outage.scope == *scope && span_of(outage).0 <= *start && end <= span_of(outage).1;
        assert_eq!(known.iter().filter(|outage| covers(outage)).count(), 1, "seed {seed}: {scope:?} {start:?} {end:?} {known:#?}");
    }

    // Whoever rang while something was down, or was written down then, stands in its list, once.
    let tickets: BTreeMap<String, Arc<Ticket>> = team.tickets().into_iter().map(|ticket| (ticket.id.to_string(), ticket)).collect();
    for outage in &known {
        let (from, to) = span_of(outage);
        let rows = list(&wen, &outage.id).rows;
        let phones: Vec<_> = rows.iter().map(|row| phone_digits(row.phone.as_deref().expect("they gave a number"))).collect();
        let once: BTreeSet<_> = phones.iter().cloned().collect();
        assert_eq!(once.len(), phones.len(), "seed {seed}: {phones:?}");
        let meanwhile = |ticket: &Ticket| [ticket.opened_at, ticket.history[0].at].iter().any(|at| (from..=to).contains(at));
        let rang = recorded.iter().filter(|(ticket, _)| meanwhile(&tickets[*ticket]));
        assert_eq!(once, rang.map(|(_, phone)| phone.clone()).collect(), "seed {seed}: {outage:?}");
        // How many of them are whose alone differs.
        assert_eq!(CallBackList { own: 0, ..list(&qin, &outage.id) }, CallBackList { own: 0, ..list(&wen, &outage.id) });
    }

    // Over all of the time each stretch counts once, and each ticket.
    let spans = union(known.iter().map(span_of).collect());
    let within = |at: Timestamp| spans.iter().any(|(from, to)| *from <= at && at <= *to);
    let opened = recorded.keys().filter(|ticket| within(tickets[*ticket].opened_at)).count();
    let touched =
        recorded.keys().filter(|ticket| within(tickets[*ticket].opened_at) || tickets[*ticket].history.iter().any(|entry| within(entry.at)));
    let impact = wen.work().impact(&ImpactOf::Since { at: began.plus_minutes(-60).into() }).unwrap();
    assert_eq!(impact.down, Millis::span(spans.iter().map(|(from, to)| to.since(*from)).sum()), "seed {seed}: {known:#?}");
    assert_eq!((impact.opened as usize, impact.touched as usize), (opened, touched.count()), "seed {seed}");
    assert_eq!(impact.outages.len(), known.len());

    // After each everybody is rung, and then all desks say the same.
    for outage in &known {
        rings_those_left(&wen, &outage.id, usize::MAX);
    }
    wen.is_in_step();
    let rung = |desk: &TestDesk| {
        let impact = desk.work().impact(&ImpactOf::Since { at: began.plus_minutes(-60).into() }).unwrap();
        (impact.calls, impact.outages, impact.down)
    };
    qin.sees("that everybody was rung", |_| rung(&qin) == rung(&wen));
    assert_eq!(rung(&qin).0.done, rung(&qin).0.all, "seed {seed}");
    team.nobody_was_begun_twice();
}

#[test]
fn of_outages_that_overlap_each_has_everybody_who_rang_in_it_and_the_report_counts_time_and_tickets_once() {
    (1..=6).for_each(outages_overlap);
}

fn rings_those_left(desk: &TestDesk, outage: &str, most: usize) {
    let open = || list(desk, outage).rows.into_iter().filter(|row| !row.step.is_some_and(CallBackStep::is_end));
    for row in open().take(most).collect::<Vec<_>>() {
        desk.work().call_back(&row.ticket, outage, CallBackStep::Calling, None).unwrap();
        desk.work().call_back(&row.ticket, outage, CallBackStep::Told, None).unwrap();
    }
}

/// Wen notes calls and goes home with what she noted; Bai comes and rings whoever is known; then Wen's desk is opened again.
fn shifts_change(seed: u64) {
    let mut chance = Chance::of(2, seed);
    let mut team = Team::new();
    only(&team.world, &[]);
    let (mut wen, mut bai) = (team.desk("wen"), team.desk("bai"));
    team.server_dies();
    for desk in [&wen, &bai] {
        desk.is(ConnectionState::Offline);
    }
    let start = now(&wen);
    let mut questions = BTreeSet::new();
    let mut records = |desk: &TestDesk, who: &str, count: i64| {
        for number in 0..count {
            team.clock.advance(3);
            let question = format!("{who} notes call {number}.");
            let phone = format!("199 {} {number:04}", if who == "Wen" { 8880 } else { 9990 });
            desk.work().capture(call(&format!("{who}'s {number}"), &phone, &question)).unwrap();
            questions.insert(question);
        }
    };
    records(&wen, "Wen", minutes(&mut chance, 2, 7));
    let home = now(&wen);
    let wen_rings = chance.percent(70);
    has_noticed(&mut wen, &[(start, home)]);
    records(&bai, "Bai", minutes(&mut chance, 1, 5));
    let end = now(&bai);
    has_noticed(&mut bai, &[(start, end)]);
    team.server_returns();
    bai.starts();
    bai.is_in_step();
    bai.sees("that it was down", |_| outages(&bai).first().is_some_and(|outage| outage.end.is_some()));
    let outage = outages(&bai).remove(0).id;
    let before = list(&bai, &outage).rows.len();
    rings_those_left(&bai, &outage, usize::try_from(chance.below(u64::try_from(before).unwrap() + 1)).unwrap());
    bai.is_in_step();

    // Wen comes back, some time that day.
    team.clock.advance(minutes(&mut chance, 1, 600));
    wen.starts();
    wen.is_in_step();
    let customers = |desk: &TestDesk| outages(desk).first().map_or(0, |outage| list(desk, &outage.id).rows.len());
    for desk in [&wen, &bai] {
        desk.sees("everybody", |_| customers(desk) == questions.len() && outages(desk).len() == 1);
        desk.is_in_step();
    }
    let outage = outages(&bai).remove(0).id;
    let steps = |desk: &TestDesk| list(desk, &outage).rows.iter().map(|row| (row.ticket.clone(), row.step)).collect::<BTreeMap<_, _>>();
    bai.sees("the same as Wen", |_| steps(&bai) == steps(&wen));
    if wen_rings {
        rings_those_left(&wen, &outage, 1);
        bai.sees("whom Wen rang", |_| steps(&bai) == steps(&wen));
    }
    rings_those_left(&bai, &outage, usize::MAX);
    for desk in [&wen, &bai] {
        desk.sees("nobody left", |_| list(desk, &outage).done as usize == questions.len());
        owes_nothing(desk);
    }
    team.nobody_was_begun_twice();
    for question in &questions {
        assert_eq!(team.world.count(question), 1, "seed {seed}: {question}");
    }
    let of = ImpactOf::Outage { id: outage };
    let impact = |desk: &TestDesk| desk.work().impact(&of).unwrap();
    bai.sees("what became of everything", |_| impact(&bai).carried.untold == 0 && impact(&bai) == impact(&wen));
    let all = u32::try_from(questions.len()).unwrap();
    let carried = impact(&bai).carried;
    assert_eq!((impact(&bai).opened, carried.queued, carried.held, carried.merged), (all, all, 0, 0), "seed {seed}");
}

#[test]
fn across_a_change_of_shifts_nobody_is_lost_nobody_is_begun_twice_and_what_comes_late_is_rung_too() {
    (1..=4).for_each(shifts_change);
}

/// One desk's way is cut for some time while the others work on.
fn one_desk_is_cut_off(seed: u64) {
    let mut chance = Chance::of(3, seed);
    let team = Team::new();
    only(&team.world, &[]);
    let wire = team.world.wire();
    let (qin, mut wen) = (team.desk("qin"), team.desk_over(&wire, "wen"));
    let bai = team.desk("bai");
    let disputed = wen.work().capture(call("Of before", "199 6660 0001", "Before.")).unwrap().about;
    wen.is_in_step();
    wen.replies(&disputed, "An answer of before.");
    wen.is_in_step();
    bai.sees("it", |work| work.ticket(&disputed).is_ok_and(|ticket| format!("{:?}", ticket.timeline).contains("An answer")));

    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.sees("that it is cut off", |_| outages(&wen).len() == 1);
    let start = outages(&wen)[0].start.instant();
    let calls = minutes(&mut chance, 1, 6);
    let (merges, holds) = (chance.percent(50), chance.percent(50));
    let mut written = u32::try_from(calls).unwrap();
    for number in 0..calls {
        wen.work().capture(call(&format!("Wen's {number}"), &format!("199 8880 {number:04}"), &format!("Alone {number}."))).unwrap();
        bai.work().capture(call(&format!("Bai's {number}"), &format!("199 9990 {number:04}"), &format!("Together {number}."))).unwrap();
        team.clock.advance(minutes(&mut chance, 1, 60));
    }
    if merges {
        wen.work().set_field(&disputed, Field::Subject, "As Wen calls it").unwrap();
        bai.work().set_field(&disputed, Field::Subject, "As Bai calls it").unwrap();
        written += 1;
    }
    if holds {
        wen.replies(&disputed, "Nobody has seen this.");
        team.customer_writes(&disputed, "Are you there?");
        written += 1;
    }
    bai.is_in_step();
    assert!(outages(&bai).is_empty() && outages(&qin).is_empty(), "nobody else was cut off, seed {seed}");
    has_noticed(&mut wen, &[(start, now(&bai))]);
    wire.mend();
    wen.starts();
    wen.is_in_step();
    if holds {
        wen.sees("what is held", |work| work.held().unwrap().len() == 1);
        let held = wen.work().held().unwrap().remove(0);
        wen.work().decide(&held.operation, Decision::Discard, Some(&held.shown)).unwrap();
    }
    let impact = |desk: &TestDesk| desk.work().impact(&ImpactOf::Outage { id: outages(desk)[0].id.clone() }).unwrap();
    for desk in [&qin, &wen, &bai] {
        owes_nothing(desk);
        desk.sees("one outage, of one desk, that is told", |_| {
            let known = outages(desk);
            known.len() == 1 && known[0].desks == 1 && impact(desk).carried.untold == 0
        });
        let (one, carried) = (outages(desk).remove(0), impact(desk).carried);
        assert_eq!((&one.scope, one.start.instant(), one.declared), (&OutageScope::Server, start, false));
        let told = (carried.desks, carried.queued, carried.held, carried.merged, carried.refused);
        assert_eq!(told, (1, written, u32::from(holds), u32::from(merges), 0), "seed {seed}");
    }
    let rows = team.world.rows();
    wen.crashes();
    wen.starts();
    owes_nothing(&wen);
    assert_eq!(team.world.rows(), rows, "it is not told again, seed {seed}");
    for number in 0..calls {
        assert_eq!((team.world.count(&format!("Alone {number}.")), team.world.count(&format!("Together {number}."))), (1, 1), "seed {seed}");
    }
    assert_eq!(team.world.count("Nobody has seen this."), 0);
}

#[test]
fn an_outage_that_one_desk_saw_is_one_for_all_and_its_figures_are_told_once() {
    (1..=4).for_each(one_desk_is_cut_off);
}

/// Her desk was closed for twenty minutes in the middle of it.
#[test]
fn what_a_lead_said_of_an_outage_holds_when_her_own_desk_was_closed_for_a_while_in_it() {
    let mut team = Team::new();
    let mut qin = team.desk("qin");
    team.server_dies();
    qin.is(ConnectionState::Offline);
    qin.sees("that it is cut off", |_| outages(&qin).len() == 1);
    let noticed = outages(&qin).remove(0);
    let start = noticed.start.instant();
    let expected = Some(start.plus_minutes(240).into());
    let told =
        OutageReport { id: Some(noticed.id), scope: noticed.scope, start: noticed.start, cause: "It broke".into(), expected, note: String::new() };
    qin.work().report_outage(told).unwrap();
    has_noticed(&mut qin, &[(start, start.plus_minutes(10))]);
    // It was closed then, and not back.
    qin.does_sql("outbox.db", KeyUse::Outbox, "UPDATE cut_off SET ended = 2");
    team.clock.advance(30);
    qin.starts();
    qin.is(ConnectionState::Offline);
    qin.sees("that it lasts", |_| outages(&qin).iter().any(|outage| outage.here));
    let lasting: Vec<_> = outages(&qin).into_iter().map(|outage| (outage.cause, outage.end, outage.here)).collect();
    assert_eq!(lasting, [("It broke".to_owned(), None, true)]);
}

/// They rang, then the server went down, then it was written down that they are to be rung back.
#[test]
fn who_rang_just_before_an_outage_and_was_recorded_in_it_is_in_its_list() {
    let team = Team::new();
    let qin = team.desk("qin");
    team.clock.advance(10);
    let start = now(&qin);
    declares(&qin, OutageScope::Server, start);
    team.clock.advance(5);
    let came_at = Some(start.plus_minutes(-2).into());
    qin.work().capture(NewCall { came_at, ..call("She", "199 6660 0009", "Nobody could look it up.") }).unwrap();
    assert_eq!(list(&qin, &outages(&qin)[0].id).rows.len(), 1);
}
