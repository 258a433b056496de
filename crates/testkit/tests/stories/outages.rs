//! Outages, told by desks and leads: one per incident, whoever could reach whom when it was said.

use holdfast_desk::view::{
    CallBackList, CallPromise, ConnectionState, Decision, ItemState, Millis, NewCall, OutageEventView, OutageReport, OutageView, View,
};
use holdfast_domain::{CallBackStep, CallBackWhy, Language, OutageScope, Role, TaskKind, Timestamp, Urgency};
use holdfast_protocol::Row;
use holdfast_store::KeyUse;
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;

fn report(scope: OutageScope, start: Timestamp, cause: &str, expected: Option<Timestamp>) -> OutageReport {
    OutageReport { id: None, scope, start: start.into(), cause: cause.into(), expected: expected.map(Into::into), note: String::new() }
}

fn payment() -> OutageScope {
    OutageScope::System { name: "Payment".into() }
}

fn outages(desk: &TestDesk) -> Vec<OutageView> {
    desk.work().outages().unwrap()
}

fn now(desk: &TestDesk) -> Timestamp {
    desk.work().connection().unwrap().now.instant()
}

fn code(result: Result<(), holdfast_desk::DeskError>) -> String {
    result.unwrap_err().code
}

/// The desk was cut off then, as it noticed by itself, some time before it was closed.
fn was_cut_off(desk: &mut TestDesk, from: Timestamp, to: Timestamp) {
    desk.crashes();
    desk.does_sql("outbox.db", KeyUse::Outbox, &format!("INSERT INTO cut_off VALUES ({}, {}, 1)", from.millis(), to.millis()));
    desk.starts();
}

#[test]
fn a_lead_who_is_cut_off_herself_says_why_and_everybody_knows_as_soon_as_they_can() {
    let mut world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    assert_eq!(outages(&qin), []);
    world.server_dies();
    for desk in [&qin, &wen] {
        desk.is(ConnectionState::Offline);
        desk.sees("that it is cut off", |work| work.outages().unwrap().first().is_some_and(|outage| outage.here && outage.end.is_none()));
    }
    let noticed = outages(&qin).remove(0);
    let back = now(&qin).plus_minutes(30);
    let told = OutageReport {
        id: Some(noticed.id.clone()),
        note: "Ring the shops.".into(),
        ..report(noticed.scope.clone(), noticed.start.instant(), "数据库迁移后丢失", Some(back))
    };
    qin.work().report_outage(told.clone()).unwrap();
    let here = outages(&qin);
    assert_eq!(here.len(), 1, "what was noticed and what is said of it are one");
    assert_eq!((here[0].cause.as_str(), here[0].expected.map(Millis::instant), here[0].here), ("数据库迁移后丢失", Some(back), true));
    assert!(here[0].log.iter().any(|line| line.event == OutageEventView::Note { text: "Ring the shops.".into() } && line.offline));
    assert_eq!(outages(&wen)[0].cause, "", "she cannot know yet");

    world.server_returns();
    qin.is_in_step();
    wen.is_in_step();
    wen.sees("why it was", |work| work.outages().unwrap().first().is_some_and(|outage| outage.cause == "数据库迁移后丢失"));
    let there = outages(&wen);
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].said.as_ref().unwrap().by, outages(&qin)[0].said.as_ref().unwrap().by);

    // The expected end moves, and then it is over.
    let later = back.plus_minutes(20);
    qin.work().report_outage(OutageReport { expected: Some(later.into()), note: String::new(), ..told }).unwrap();
    wen.sees("the new time", |work| work.outages().unwrap()[0].expected == Some(later.into()));
    assert!(outages(&wen)[0].log.iter().any(|line| line.event == OutageEventView::Expected { at: Some(later.into()), before: Some(back.into()) }));
    qin.work().end_outage(&noticed.id).unwrap();
    wen.sees("that it is over", |work| work.outages().unwrap()[0].end.is_some());
}

#[test]
fn when_desks_were_cut_off_is_told_once_and_is_one_outage_for_all() {
    let world = World::new();
    let (mut qin, mut wen) = (world.desk("qin"), world.desk("wen"));
    let began = now(&qin);
    let at = |minutes: i64| began.plus_minutes(minutes);
    let (start, end) = (at(-60), at(-10));
    let (from, to) = (at(-58), at(-12));
    was_cut_off(&mut wen, start, end);
    was_cut_off(&mut qin, from, to);
    for desk in [&qin, &wen] {
        desk.is_in_step();
        desk.sees("both", |work| work.outages().unwrap().first().is_some_and(|outage| outage.desks == 2));
        let one = outages(desk);
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].start.instant(), one[0].end.map(Millis::instant), one[0].declared, one[0].here), (start, Some(end), false, false));
    }
    let rows = world.rows();
    wen.crashes();
    wen.starts();
    wen.is_in_step();
    assert_eq!(world.rows(), rows, "it is not told again");

    // What was too short to be worth a word is not told at all.
    was_cut_off(&mut wen, at(-5), at(-5).plus_millis(30_000));
    wen.is_in_step();
    assert_eq!(outages(&wen)[0].end.map(Millis::instant), Some(end));
}

#[test]
fn two_leads_who_cannot_speak_declare_the_same_and_it_is_one_with_both_causes_in_its_log() {
    let world = World::new();
    let wires = [world.wire(), world.wire()];
    let (qin, admin) = (world.desk_over(&wires[0], "qin"), world.desk_over(&wires[1], "admin"));
    for (desk, wire) in [(&qin, &wires[0]), (&admin, &wires[1])] {
        wire.cut();
        desk.is(ConnectionState::Offline);
    }
    qin.work().report_outage(report(payment(), now(&qin).plus_minutes(-4), "the bank", None)).unwrap();
    admin.work().report_outage(report(payment(), now(&admin).plus_minutes(-2), "our own gateway", None)).unwrap();
    let of_payment = |desk: &TestDesk| outages(desk).into_iter().filter(|outage| outage.scope == payment()).collect::<Vec<_>>();
    let own = of_payment(&admin)[0].id.clone();
    for (desk, wire) in [(&qin, &wires[0]), (&admin, &wires[1])] {
        wire.mend();
        desk.is_in_step();
    }
    for desk in [&qin, &admin] {
        desk.sees("one", |_| of_payment(desk).len() == 1 && of_payment(desk)[0].cause == "our own gateway");
        let causes: Vec<_> =
            of_payment(desk)[0].log.iter().filter(|line| matches!(line.event, OutageEventView::Cause { .. })).map(|line| line.by.clone()).collect();
        assert_eq!(causes.len(), 2, "and who said the other one can be asked");
        assert_ne!(causes[0], causes[1]);
    }
    // She goes on with the one that she opened, whatever became of it.
    admin.work().end_outage(&own).unwrap();
    qin.sees("the end", |_| of_payment(&qin)[0].end.is_some());
}

#[test]
fn what_cannot_be_is_refused_in_words_and_who_does_not_lead_declares_nothing() {
    let world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    let at = |minutes: i64| now(&qin).plus_minutes(minutes);
    let says = |report| code(qin.work().report_outage(report));
    assert_eq!(says(report(payment(), at(-1), "", Some(at(-1)))), "outage-expected-past");
    assert_eq!(says(report(payment(), at(5), "", None)), "outage-ahead");
    assert_eq!(says(report(OutageScope::System { name: " ".into() }, at(-1), "", None)), "outage-unnamed");
    assert_eq!(
        says(OutageReport { id: Some("019a0000-0000-7000-8000-000000000000".into()), ..report(payment(), at(-1), "", None) }),
        "outage-missing"
    );
    assert_eq!(code(wen.work().report_outage(report(payment(), at(-1), "", None))), "forbidden");
    assert_eq!(outages(&qin), []);
    // Once it has passed, the time that was expected may stand while something else is said.
    qin.work().report_outage(report(payment(), at(-1), "", Some(at(1)))).unwrap();
    let known = outages(&qin).remove(0);
    wen.sees("it, too", |work| !work.outages().unwrap().is_empty());
    assert_eq!(code(wen.work().end_outage(&known.id)), "forbidden");
    qin.clock.advance(10);
    let more = OutageReport {
        id: Some(known.id.clone()),
        cause: "the bank".into(),
        expected: known.expected,
        ..report(payment(), known.start.instant(), "", None)
    };
    qin.work().report_outage(more).unwrap();
    assert_eq!(outages(&qin)[0].cause, "the bank");
}

#[test]
fn a_text_that_still_tells_a_time_that_has_moved_is_marked_until_it_says_otherwise() {
    let world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    let (first, later) = (now(&qin).plus_minutes(31), now(&qin).plus_minutes(93));
    let clock = |at: Timestamp| {
        let (hour, minute) = holdfast_domain::time::wall_clock(at);
        format!("{hour:02}:{minute:02}")
    };
    let start = now(&qin).plus_minutes(-1);
    qin.work().report_outage(report(payment(), start, "the bank", Some(first))).unwrap();
    let ticket = wen.own_ticket().row.id;
    let body = format!("We expect to be back at {}.", clock(first));
    wen.work().save_draft(&ticket, holdfast_domain::MessageKind::Reply, &body, &[]).unwrap();
    wen.sees("the time", |work| work.outages().unwrap().first().is_some_and(|outage| outage.expected == Some(first.into())));
    assert_eq!(outages(&wen)[0].drafts, []);
    let moved = OutageReport { id: Some(outages(&qin)[0].id.clone()), ..report(payment(), start, "the bank", Some(later)) };
    qin.work().report_outage(moved).unwrap();
    wen.sees("the new time", |work| work.outages().unwrap()[0].expected == Some(later.into()));
    let marked: Vec<_> = outages(&wen)[0].drafts.iter().map(|draft| (draft.ticket.clone(), draft.said.clone())).collect();
    assert_eq!(marked, [(ticket.clone(), clock(first))]);
    // Another number that has those digits in it is no time, and the new time is none that has moved.
    let body = format!("Order 1{}7, back at {}.", clock(first), clock(later));
    wen.work().save_draft(&ticket, holdfast_domain::MessageKind::Reply, &body, &[]).unwrap();
    assert_eq!(outages(&wen)[0].drafts, []);
}

#[test]
fn a_lead_is_told_at_once_that_a_rush_is_to_be_expected_once_and_an_agent_is_not() {
    let world = World::new();
    let (mut qin, wen, admin) = (world.desk("qin"), world.desk("wen"), world.desk("admin"));
    let told = |desk: &TestDesk| desk.computer.said().into_iter().filter(|notice| notice.topic.starts_with("outage:")).count();
    admin.work().report_outage(report(payment(), now(&admin).plus_minutes(-1), "the bank", None)).unwrap();
    qin.computer.wait_until("the lead's notification", || told(&qin) == 1);
    let notice = qin.computer.said().into_iter().find(|notice| notice.topic.starts_with("outage:")).unwrap();
    assert_eq!(notice.title, "Payment is down: expect a rush");
    qin.desk().answer_notice(&notice, holdfast_desk::Act::Open).unwrap();
    assert_eq!(qin.computer.opened(), [holdfast_desk::view::ToOpen::Outages]);
    wen.sees("the outage", |work| !work.outages().unwrap().is_empty());
    assert_eq!(told(&wen), 0);
    // What was known when the desk opens stands in its banner, and is not said again; the next one is.
    qin.crashes();
    qin.starts();
    qin.is_in_step();
    let hotline = OutageScope::System { name: "Hotline".into() };
    admin.work().report_outage(report(hotline, now(&admin).plus_minutes(-1), "the exchange", None)).unwrap();
    qin.computer.wait_until("the second one", || qin.computer.said().iter().any(|notice| notice.title.starts_with("Hotline")));
    assert_eq!(told(&qin), 2);
}

#[test]
fn while_it_lasts_every_agent_has_the_same_words_for_the_customer_with_cause_end_and_promise_in_them() {
    let world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    let ticket = wen.own_ticket().row.id;
    let words = |ticket: Option<&str>| wen.work().outage_scripts(ticket).unwrap();
    let open = words(Some(&ticket));
    assert!(open.len() >= 3, "the sample team has a script in each language");
    assert!(open.iter().all(|script| script.text.contains("{cause}") && script.text.contains("{expected end}")), "nobody has said anything yet");

    let expected = now(&qin).plus_minutes(60 * 26);
    qin.work().report_outage(report(payment(), now(&qin), "机房搬迁后有一台机器没起来", Some(expected))).unwrap();
    wen.sees("it", |work| !work.outages().unwrap().is_empty());
    let told = words(Some(&ticket));
    let speaks = world.ticket(&ticket).unwrap().language.unwrap_or(Language::English);
    assert_eq!(told[0].lang, speaks, "the customer's own language first");
    assert!(told.iter().all(|script| script.text.contains("机房搬迁后有一台机器没起来") && !script.text.contains('{')), "{told:?}");
    // A time on another day is said in the language of what is around it.
    let said = |lang: Language| told.iter().find(|script| script.lang == lang).unwrap().text.clone();
    assert!(said(Language::Simplified).contains('月') && !said(Language::English).contains('月'));

    // Of two that last the one that began last is told, as the banner does.
    let hotline = OutageScope::System { name: "Hotline".into() };
    qin.work().report_outage(report(hotline.clone(), now(&qin), "the exchange", None)).unwrap();
    wen.sees("both", |work| work.outages().unwrap().len() == 2);
    assert_eq!(outages(&wen)[0].scope, hotline);
    assert!(words(None).iter().all(|script| script.text.contains("the exchange")), "{:?}", words(None));
    qin.work().end_outage(&outages(&qin)[0].id).unwrap();
    wen.sees("the end of that", |work| work.outages().unwrap().iter().filter(|outage| outage.end.is_none()).count() == 1);

    // By the slash they are the same, and so is what was promised.
    wen.work().set_task(&ticket, TaskKind::Promise, "ring back", expected.into()).unwrap();
    let known = wen.work().quick_replies("guzhang", Some(&ticket)).unwrap();
    assert!(known[0].text.contains("机房搬迁后有一台机器没起来"));

    // Once the time has passed, nobody is told it any more.
    wen.clock.advance(60 * 27);
    wen.sees("that it has passed", |_| words(Some(&ticket)).iter().all(|script| script.text.contains("{expected end}")));
}

fn call(caller: &str, contact: &str, question: &str, urgency: Urgency) -> NewCall {
    NewCall { urgency, ..holdfast_testkit::call(caller, contact, question) }
}

fn list(desk: &TestDesk) -> CallBackList {
    let outage = outages(desk).remove(0).id;
    desk.work().call_backs(&outage).unwrap()
}

fn rings(desk: &TestDesk, ticket: &str, step: CallBackStep, promise: Option<CallPromise>) -> Result<(), holdfast_desk::DeskError> {
    desk.work().call_back(ticket, &outages(desk).remove(0).id, step, promise)
}

#[test]
fn everybody_who_was_recorded_promised_or_left_unanswered_is_rung_once_by_one_of_two_desks_until_nobody_is_left() {
    let world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    let ticket = wen.own_ticket().row.id;
    qin.work().report_outage(report(OutageScope::Server, now(&qin), "the cable", None)).unwrap();
    wen.sees("it", |work| !work.outages().unwrap().is_empty());
    assert_eq!(list(&wen).rows, [], "nobody waits since before");

    // Two calls of one person, one of another; a promise; a customer who writes and is not answered.
    let first = wen.work().capture(call("王丽", "138 0013 8000", "快递员没来", Urgency::Normal)).unwrap().about;
    wen.work().capture(call("王丽", "138 0013 8000", "发票也没到", Urgency::Normal)).unwrap();
    let hurt = wen.work().capture(call("李明", "139 0000 1111", "孩子烫到了", Urgency::Emergency)).unwrap().about;
    let due = now(&wen).plus_minutes(90);
    wen.work().set_task(&ticket, TaskKind::Promise, "告诉他结果", due.into()).unwrap();
    wen.is_in_step();
    let mine = wen.work().ticket(&ticket).unwrap().row.customer;
    let others = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let written = others.into_iter().find(|row| row.urgency == Urgency::Normal && row.customer != mine).unwrap().id;
    world.customer_writes(&written, "还在吗？");
    qin.sees("all of them", |_| list(&qin).rows.len() >= 4);
    qin.work().end_outage(&outages(&qin)[0].id).unwrap();
    wen.sees("the end", |work| work.outages().unwrap()[0].end.is_some());
    qin.is_in_step();
    let whys = |desk: &TestDesk| list(desk).rows.iter().map(|row| (row.customer.clone(), row.why)).collect::<Vec<_>>();
    wen.sees("the same list", |_| whys(&wen) == whys(&qin));
    let rows = list(&qin).rows;
    assert_eq!(rows.len(), 4, "{rows:#?}");
    assert_eq!((rows[0].ticket.as_str(), rows[0].why), (hurt.as_str(), CallBackWhy::Recorded), "an emergency before all others");
    let of = |name: &str| rows.iter().find(|row| row.customer == name).unwrap();
    assert_eq!((of("王丽").more, of("王丽").phone.as_deref()), (1, Some("138 0013 8000")), "a customer is rung once");
    let whys: std::collections::BTreeSet<_> = rows.iter().map(|row| row.why).collect();
    assert_eq!(whys.into_iter().collect::<Vec<_>>(), [CallBackWhy::Recorded, CallBackWhy::Promised, CallBackWhy::Unanswered]);

    // Whoever begins first rings; the other is told by whom.
    rings(&wen, &hurt, CallBackStep::Calling, None).unwrap();
    qin.sees("who rings", |_| list(&qin).rows[0].step == Some(CallBackStep::Calling));
    let refused = rings(&qin, &hurt, CallBackStep::Calling, None).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.detail["by"].as_str()), ("call-taken", list(&qin).rows[0].by.as_deref().unwrap()));
    rings(&wen, &hurt, CallBackStep::NotReached, None).unwrap();
    qin.sees("that nobody answered", |_| list(&qin).rows[0].tries == 1);
    rings(&qin, &hurt, CallBackStep::Calling, None).unwrap();
    rings(&qin, &hurt, CallBackStep::Told, None).unwrap();
    wen.sees("that it is done, at the end of the list", |_| list(&wen).done == 1 && list(&wen).rows.last().is_some_and(|row| row.ticket == hurt));
    assert_eq!(rings(&wen, &hurt, CallBackStep::Calling, None).unwrap_err().code, "call-taken", "nobody is rung twice");

    // A promise is owed from then on; an end is one for all that a customer waits for.
    let promise = CallPromise { text: "明天上午送到".into(), due: due.into() };
    rings(&wen, &first, CallBackStep::Promised, Some(promise)).unwrap();
    assert!(wen.work().ticket(&first).unwrap().tasks.iter().any(|task| task.text == "明天上午送到"));
    for row in list(&wen).rows.into_iter().filter(|row| !row.step.is_some_and(CallBackStep::is_end)) {
        rings(&wen, &row.ticket, CallBackStep::Told, None).unwrap();
    }
    for desk in [&wen, &qin] {
        desk.is_in_step();
        desk.sees("nobody left", |_| list(desk).done == 4 && list(desk).rows.len() == 4 && list(desk).all_by.is_none());
    }
    let timeline = format!("{:?}", qin.work().ticket(&hurt).unwrap().timeline);
    assert!(timeline.contains("called back and reached nobody") && timeline.contains("called back and told"), "{timeline}");
}

#[test]
fn two_desks_that_cannot_see_each_other_begin_the_same_call_and_one_of_them_hears_of_it() {
    let world = World::new();
    let wires = [world.wire(), world.wire()];
    let (qin, wen) = (world.desk_over(&wires[0], "qin"), world.desk_over(&wires[1], "wen"));
    qin.work().report_outage(report(OutageScope::Server, now(&qin), "", None)).unwrap();
    let about = qin.work().capture(call("王丽", "138 0013 8000", "快递员没来", Urgency::Normal)).unwrap().about;
    wen.sees("her", |work| work.outages().unwrap().first().is_some_and(|outage| !work.call_backs(&outage.id).unwrap().rows.is_empty()));
    for (desk, wire) in [(&qin, &wires[0]), (&wen, &wires[1])] {
        wire.cut();
        desk.is(ConnectionState::Offline);
        rings(desk, &about, CallBackStep::Calling, None).unwrap();
    }
    for (desk, wire) in [(&qin, &wires[0]), (&wen, &wires[1])] {
        wire.mend();
        desk.is_in_step();
    }
    let ringing = |desk: &TestDesk| list(desk).rows[0].by.clone();
    wen.sees("who was first", |_| ringing(&wen) == ringing(&qin) && !list(&wen).rows[0].mine);
    assert!(list(&qin).rows[0].mine);
}

#[test]
fn who_was_merged_meanwhile_is_rung_once_and_a_call_goes_with_its_ticket() {
    let world = World::new();
    let qin = world.desk("qin");
    qin.work().report_outage(report(OutageScope::Server, now(&qin), "", None)).unwrap();
    let first = qin.work().capture(call("王丽", "138 0013 8000", "快递员没来", Urgency::Normal)).unwrap().about;
    let second = qin.work().capture(call("Wang Li", "wangli@example.com", "发票也没到", Urgency::Normal)).unwrap().about;
    qin.is_in_step();
    assert_eq!(list(&qin).rows.len(), 2);
    rings(&qin, &first, CallBackStep::Calling, None).unwrap();
    rings(&qin, &first, CallBackStep::NotReached, None).unwrap();
    // It turns out that they are one person.
    let customer = |ticket: &str| world.ticket(ticket).unwrap().customer.to_string();
    let (stays, goes) = (customer(&first), customer(&second));
    qin.work().join_customers(&goes, &stays).unwrap();
    let one = || list(&qin).rows.pop().filter(|_| list(&qin).rows.len() == 1);
    qin.sees("one row for both", |_| one().is_some_and(|row| row.more == 1 && row.tries == 1));
    // And one matter.
    qin.is_in_step();
    qin.work().merge_ticket(&first, &second).unwrap();
    qin.is_in_step();
    qin.sees("one ticket, with what was tried", |_| one().is_some_and(|row| row.more == 0 && row.tries == 1 && row.ticket == second));
    rings(&qin, &second, CallBackStep::Told, None).unwrap();
    assert_eq!(list(&qin).done, 1);
}

#[test]
fn what_the_team_server_refuses_of_an_outage_is_told_in_the_outbox_with_its_words_and_hides_nothing_that_waits() {
    let world = World::new();
    let wire = world.wire();
    let qin = world.desk_over(&wire, "qin");
    wire.cut();
    qin.is(ConnectionState::Offline);
    let said = OutageReport { note: "Ring the bank.".into(), ..report(payment(), now(&qin), "the bank", None) };
    qin.work().report_outage(said).unwrap();
    // Meanwhile she leads no more.
    let agents = world.rows().into_iter().filter_map(|row| if let Row::Agent(agent) = row { Some(agent) } else { None });
    let mut agent = agents.into_iter().find(|agent| agent.login == "qin").unwrap();
    Arc::make_mut(&mut agent).role = Role::Agent;
    world.changes(|transaction| {
        transaction.seq().unwrap();
        transaction.put(&Row::Agent(agent)).unwrap();
    });
    wire.mend();
    let refused = |work: &holdfast_desk::Work| work.outbox().unwrap().into_iter().find(|row| row.state == ItemState::Rejected);
    qin.sees("that it was refused", |work| refused(work).is_some());
    assert_eq!(refused(&qin.work()).unwrap().summary, "the bank · Ring the bank.");
    assert_eq!(qin.work().held().unwrap(), [], "the list of what waits can be read");
    qin.work().decide(&refused(&qin.work()).unwrap().operation, Decision::Discard, None).unwrap();
    assert!(refused(&qin.work()).is_none());
}
