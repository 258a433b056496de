//! The call-back list shared among desks: nobody is rung by two who cannot ask each other, and what is left at the end of a shift goes
//! to a colleague with all that must be known.

use holdfast_desk::view::{CallBackRow, CallPromise, CallTurn, ConnectionState, OutageReport, ToOpen};
use holdfast_desk::{Act, Notice};
use holdfast_domain::sla::{Day, Period, Schedule};
use holdfast_domain::time::wall_clock;
use holdfast_domain::{CallBackStep, OutageScope, Timestamp};
use holdfast_protocol::Row;
use holdfast_testkit::{TestDesk, World};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::outage_laws::{Team, call, list, now, outages};

fn goes_down(desk: &TestDesk) -> String {
    let scope = OutageScope::Server;
    let report = OutageReport { id: None, scope, start: now(desk).into(), cause: "the cable".into(), expected: None, note: String::new() };
    desk.work().report_outage(report).unwrap();
    outages(desk).remove(0).id
}

fn left(desk: &TestDesk, outage: &str) -> Vec<CallBackRow> {
    list(desk, outage).rows.into_iter().filter(|row| !row.step.is_some_and(CallBackStep::is_end)).collect()
}

fn rings(desk: &TestDesk, outage: &str, ticket: &str, step: CallBackStep) {
    desk.work().call_back(ticket, outage, step, None).unwrap();
}

fn agent(world: &World, login: &str) -> String {
    let agents = world.rows().into_iter().filter_map(|row| if let Row::Agent(agent) = row { Some(agent) } else { None });
    agents.into_iter().find(|agent| agent.login == login).unwrap().id.to_string()
}

/// What was said of calls, the last of each topic.
fn of_calls(desk: &TestDesk) -> Vec<Notice> {
    desk.computer.said().into_iter().filter(|notice| notice.topic.starts_with("calls:")).collect()
}

/// By keys alone: the next that is not a colleague's to ring, until there is none.
fn rings_by_keys(desk: &TestDesk, outage: &str) -> BTreeSet<String> {
    let mut rung = BTreeSet::new();
    while let Some(next) = left(desk, outage).into_iter().find(|row| row.turn != CallTurn::Theirs) {
        rings(desk, outage, &next.ticket, CallBackStep::Calling);
        rings(desk, outage, &next.ticket, CallBackStep::Told);
        rung.insert(next.customer);
    }
    rung
}

#[test]
fn two_desks_that_are_cut_off_never_ring_the_same_customer_by_keys_alone_and_everybody_whom_one_of_them_may_ring_is_rung() {
    let world = World::new();
    let wires = [world.wire(), world.wire()];
    let (qin, wen) = (world.desk_over(&wires[0], "qin"), world.desk_over(&wires[1], "wen"));
    let outage = goes_down(&qin);
    wen.sees("it", |work| !work.outages().unwrap().is_empty());
    let phones = ["138 0013 8001", "138 0013 8002", "138 0013 8003", "138 0013 8004", "138 0013 8005"];
    let notes = |desk: &TestDesk, who: &str, phone: &str| desk.work().capture(call(who, phone, "快递员没来")).unwrap().about;
    notes(&qin, "一号", phones[0]);
    notes(&wen, "二号", phones[1]);
    // One who rang twice is written down by both.
    notes(&qin, "三号", phones[2]);
    notes(&wen, "三号", phones[2]);
    let bai = world.desk("bai");
    let third = notes(&bai, "四号", phones[3]);
    for desk in [&qin, &wen, &bai] {
        desk.is_in_step();
        desk.sees("all of them", |_| left(desk, &outage).len() == 4);
    }
    assert!(left(&qin, &outage).iter().all(|row| row.turn == CallTurn::Anyone), "the team server decides");
    assert_eq!((list(&qin, &outage).own, list(&wen, &outage).own), (2, 2));

    for (desk, wire) in [(&qin, &wires[0]), (&wen, &wires[1])] {
        wire.cut();
        desk.is(ConnectionState::Offline);
    }
    // Whom they write down now nobody else knows, and what they take now is not theirs by the team server's word.
    notes(&qin, "五号", phones[4]);
    qin.work().assign(&third, &agent(&world, "qin"), "I am nearer", None).unwrap();
    let turn = |desk: &TestDesk, who: &str| left(desk, &outage).into_iter().find(|row| row.customer == who).map(|row| row.turn);
    assert_eq!((turn(&qin, "五号"), turn(&wen, "五号")), (Some(CallTurn::Mine), None));
    assert_eq!((turn(&qin, "四号"), turn(&wen, "四号")), (Some(CallTurn::Theirs), Some(CallTurn::Theirs)));
    assert_eq!(left(&qin, &outage).last().unwrap().customer, "四号", "those whom this desk alone rings come first");
    let promise = CallPromise { text: "明天".into(), due: now(&qin).plus_minutes(90).into() };
    rings(&qin, &outage, &third, CallBackStep::Calling);
    qin.work().call_back(&third, &outage, CallBackStep::Promised, Some(promise)).unwrap();

    let (by_qin, by_wen) = (rings_by_keys(&qin, &outage), rings_by_keys(&wen, &outage));
    assert_eq!(by_qin.intersection(&by_wen).count(), 0, "{by_qin:?} {by_wen:?}");
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(&by_qin | &by_wen, names(&["一号", "二号", "三号", "五号"]));
    for (desk, wire) in [(&qin, &wires[0]), (&wen, &wires[1])] {
        wire.mend();
        desk.is_in_step();
    }
    for desk in [&qin, &wen] {
        desk.sees("that nobody is left", |_| left(desk, &outage).is_empty() && list(desk, &outage).rows.len() == 5);
    }
}

#[test]
fn what_is_left_is_handed_over_in_one_act_with_what_must_be_known_and_whoever_gets_it_hears_of_it_once() {
    let world = World::new();
    let (qin, wen, bai) = (world.desk("qin"), world.desk("wen"), world.desk("bai"));
    let outage = goes_down(&qin);
    wen.sees("it", |work| !work.outages().unwrap().is_empty());
    let to_bai = agent(&world, "bai");
    let hands = |desk: &TestDesk, to: &str, all, words: &str| desk.work().hand_over_calls(&outage, to, all, words);
    assert_eq!(hands(&wen, &to_bai, false, "").unwrap_err().code, "calls-none-left");
    let notes = |desk: &TestDesk, who: &str, phone: &str| desk.work().capture(call(who, phone, &format!("{who}的快递没到"))).unwrap().about;
    let first = notes(&wen, "王丽", "138 0013 8001");
    let second = notes(&wen, "李明", "138 0013 8002");
    let theirs = notes(&qin, "赵青", "138 0013 8003");
    for step in [CallBackStep::Calling, CallBackStep::NotReached, CallBackStep::Calling] {
        rings(&wen, &outage, &first, step);
    }
    let due = now(&wen).plus_minutes(90);
    wen.work().set_task(&second, holdfast_domain::TaskKind::Promise, "今天退款", due.into()).unwrap();
    wen.is_in_step();

    // What was begun is not handed over, and nothing else is meanwhile.
    let refused = hands(&wen, &to_bai, false, "").unwrap_err();
    assert_eq!((refused.code.as_str(), refused.detail["customer"].as_str()), ("call-open", "王丽"));
    assert!(left(&wen, &outage).iter().all(|row| row.owner.as_deref() != Some("白芷夏")));
    rings(&wen, &outage, &first, CallBackStep::NotReached);
    assert_eq!(hands(&wen, &to_bai, true, "").unwrap_err().code, "forbidden");
    assert_eq!(hands(&wen, &agent(&world, "tao"), false, "").unwrap_err().code, "bad-value", "who answers inward rings no customer");
    assert_eq!(hands(&wen, &agent(&world, "wen"), false, "").unwrap_err().code, "bad-value");

    assert_eq!(hands(&wen, &to_bai, false, " 六点后打得通 ").unwrap(), 2);
    let owners = |desk: &TestDesk| left(desk, &outage).into_iter().map(|row| (row.ticket, row.owner.unwrap())).collect::<BTreeMap<_, _>>();
    let after = owners(&wen);
    assert_eq!((after[&first].as_str(), after[&second].as_str(), after[&theirs].as_str()), ("白芷夏", "白芷夏", "秦越"));
    assert_eq!(list(&wen, &outage).own, 0);
    for desk in [&bai, &qin] {
        desk.sees("whose they are", |_| owners(desk) == after);
    }
    let left_for = |ticket: &str| bai.work().ticket(ticket).unwrap().handover.unwrap();
    let (one, other) = (left_for(&first), left_for(&second));
    assert_eq!(
        (one.reason.as_str(), one.handover.asked.as_str()),
        ("Call-back list handed over", bai.work().ticket(&first).unwrap().row.subject.as_str())
    );
    assert!(one.handover.known.contains("Rang, was noted") && one.handover.known.ends_with("\n六点后打得通"), "{one:?}");
    assert!(one.handover.tried.contains('2') && one.handover.promised.is_empty(), "{one:?}");
    let (hour, minute) = wall_clock(due);
    assert!(other.handover.promised.contains("今天退款") && other.handover.promised.contains(&format!("{hour:02}:{minute:02}")), "{other:?}");
    assert_eq!(other.handover.tried, "");

    bai.computer.wait_until("word of it", || of_calls(&bai).iter().any(|notice| notice.title == "温书言 handed you 2 calls"));
    bai.desk().answer_notice(&of_calls(&bai)[0], Act::Open).unwrap();
    assert_eq!(bai.computer.opened(), [ToOpen::Calls { outage: outage.clone() }]);
    assert_eq!((of_calls(&wen), of_calls(&qin)), (vec![], vec![]));

    // A lead hands over all that is left, whoever has it; who has some of it already hears of the rest.
    let before = of_calls(&bai).len();
    assert_eq!(hands(&qin, &to_bai, true, "").unwrap(), 1);
    bai.computer.wait_until("word of that", || of_calls(&bai).iter().any(|notice| notice.title == "秦越 handed you 1 call"));
    assert_eq!(of_calls(&bai).len(), before + 1);
    assert_eq!(hands(&qin, &to_bai, true, "").unwrap_err().code, "calls-none-left");
}

/// Open until then on whichever day it is.
fn shift_until(world: &World, end: Timestamp) {
    let clock = |at: Timestamp| {
        let minutes = at.millis() / 60_000 % (24 * 60);
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let days = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];
    let period = |day| Period { day, from: clock(end.plus_minutes(-8 * 60)), to: clock(end) };
    let shift = Schedule { key: "late".into(), zone: "UTC".into(), week: days.map(period).to_vec(), ..Schedule::default() };
    world.changes(|transaction| {
        transaction.seq().unwrap();
        transaction.put(&Row::Schedule(Arc::new(shift))).unwrap();
    });
}

#[test]
fn before_a_shift_ends_whoever_still_has_calls_to_make_hears_of_it_once_and_is_led_to_the_list() {
    let team = Team::new();
    let (qin, mut wen) = (team.desk("qin"), team.desk("wen"));
    let outage = goes_down(&qin);
    wen.sees("it", |work| !work.outages().unwrap().is_empty());
    let end = Timestamp::from_millis(now(&wen).plus_minutes(120).millis() / 60_000 * 60_000);
    shift_until(&team.world, end);
    wen.sees("the shift", |work| work.schedules().unwrap().schedules.iter().any(|known| known.draft.key.as_deref() == Some("late")));
    for desk in [&wen, &qin] {
        let settings = desk.desk().settings();
        desk.desk().save_settings(holdfast_desk::Settings { shift: Some("late".into()), ..settings }).unwrap();
    }
    let mine = wen.work().capture(call("王丽", "138 0013 8001", "快递员没来")).unwrap().about;
    wen.work().capture(call("李明", "138 0013 8002", "快递员没来")).unwrap();
    wen.is_in_step();
    qin.work().end_outage(&outage).unwrap();
    wen.sees("the end", |_| outages(&wen)[0].end.is_some());
    assert_eq!(of_calls(&wen), []);

    team.clock.advance(110);
    wen.computer.wait_until("word of the end", || !of_calls(&wen).is_empty());
    let [notice] = of_calls(&wen).try_into().unwrap();
    let (hour, minute) = wall_clock(end);
    assert_eq!(notice.title, format!("Your shift ends at {hour:02}:{minute:02}"));
    assert!(notice.body.starts_with("2 customers of yours are still to be called"), "{}", notice.body);
    wen.desk().answer_notice(&notice, Act::Open).unwrap();
    assert_eq!(wen.computer.opened(), [ToOpen::Calls { outage: outage.clone() }]);

    // It is said once, also to a desk that was opened again; and to nobody who has no call left.
    wen.crashes();
    wen.starts();
    wen.is_in_step();
    wen.work().hand_over_calls(&outage, &agent(&team.world, "qin"), false, "").unwrap();
    assert_eq!(left(&wen, &outage).iter().find(|row| row.ticket == mine).unwrap().owner.as_deref(), Some("秦越"));
    qin.computer.wait_until("word of what is his now", || of_calls(&qin).iter().any(|notice| notice.title == "温书言 handed you 2 calls"));
    // His desk has looked already, and found none: it looks again after a minute.
    team.clock.advance(2);
    qin.computer.wait_until("word of the end of his own shift", || of_calls(&qin).iter().any(|notice| notice.title.starts_with("Your shift ends")));
    assert_eq!(of_calls(&wen).len(), 1);
}
