//! An outage that somebody forgot to end: leads are asked whether it is still down, at its own times, and nobody else is.

use holdfast_desk::view::{OutageReport, ToOpen};
use holdfast_desk::{Act, Notice, QuietHours, Settings};
use holdfast_domain::OutageScope;
use holdfast_testkit::TestDesk;

use crate::outage_laws::{Team, now, outages};

fn asked(desk: &TestDesk, system: &str) -> Vec<Notice> {
    let of = |notice: &Notice| notice.topic.starts_with("still-down:") && notice.title == format!("Is {system} still down?");
    desk.computer.said().into_iter().filter(of).collect()
}

/// Says that a system is down since so many minutes, and in how many it is expected back.
fn reports(desk: &TestDesk, system: &str, since: i64, expected: Option<i64>) {
    let now = now(desk);
    let scope = OutageScope::System { name: system.into() };
    let expected = expected.map(|minutes| now.plus_minutes(minutes).into());
    let report = OutageReport { id: None, scope, start: now.plus_minutes(-since).into(), cause: String::new(), expected, note: String::new() };
    desk.work().report_outage(report).unwrap();
}

fn of(desk: &TestDesk, system: &str) -> holdfast_desk::view::OutageView {
    outages(desk).into_iter().find(|outage| outage.scope == OutageScope::System { name: system.into() }).unwrap()
}

#[test]
fn a_lead_is_asked_once_whether_it_is_still_down_an_agent_never_and_a_new_word_quiets_it() {
    let team = Team::new();
    let (mut qin, wen, admin) = (team.desk("qin"), team.desk("wen"), team.desk("admin"));
    // Payment began first, so that it would be asked about first in one look.
    reports(&qin, "Payment", 20, Some(60));
    reports(&qin, "Hotline", 10, Some(20));
    for desk in [&wen, &admin] {
        desk.sees("both", |work| work.outages().unwrap().len() == 2);
    }
    team.clock.advance(51);
    qin.computer.wait_until("the first to be late", || !asked(&qin, "Hotline").is_empty());
    assert_eq!(asked(&qin, "Payment"), [], "its end has not passed yet");
    team.clock.advance(40);
    for desk in [&qin, &admin] {
        desk.computer.wait_until("the second", || !asked(desk, "Payment").is_empty());
    }
    let notice = asked(&qin, "Payment").remove(0);
    assert!(notice.body.ends_with("passed half an hour ago."), "{}", notice.body);
    let payment = of(&qin, "Payment");
    assert!(payment.asked_from.unwrap().instant() <= now(&qin));
    qin.desk().answer_notice(&notice, Act::Open).unwrap();
    assert_eq!(qin.computer.opened(), [ToOpen::Outage { outage: payment.id.clone() }]);

    // Whoever starts the app again is not asked again; four hours without a word later everybody is.
    qin.crashes();
    qin.starts();
    qin.is_in_step();
    team.clock.advance(4 * 60);
    qin.computer.wait_until("the second asking", || asked(&qin, "Hotline").len() == 2);
    assert_eq!(asked(&qin, "Payment").len(), 2);
    assert!(asked(&qin, "Payment")[1].body.ends_with("nothing was said of it since."));

    // What is said of the one quiets it for as long; the other is asked about all the same.
    let scope = payment.scope.clone();
    let said = OutageReport {
        id: Some(payment.id.clone()),
        scope,
        start: payment.start,
        cause: String::new(),
        expected: payment.expected,
        note: "The bank still looks.".into(),
    };
    admin.work().report_outage(said).unwrap();
    qin.sees("what was said", |work| work.outages().unwrap().iter().any(|outage| outage.id == payment.id && outage.log.len() > payment.log.len()));
    team.clock.advance(4 * 60 - 2);
    qin.computer.wait_until("the third asking", || asked(&qin, "Hotline").len() == 3);
    assert_eq!(asked(&qin, "Payment").len(), 2);
    team.clock.advance(3);
    qin.computer.wait_until("four hours after the word", || asked(&qin, "Payment").len() == 3);
    assert!(asked(&qin, "Payment")[2].body.starts_with("Nothing was said of it since"));

    qin.work().end_outage(&payment.id).unwrap();
    assert_eq!(of(&qin, "Payment").asked_from, None);
    assert_eq!((asked(&wen, "Payment"), asked(&wen, "Hotline")), (vec![], vec![]));
}

#[test]
fn in_quiet_hours_nobody_is_asked_until_they_end() {
    let team = Team::new();
    let (qin, admin) = (team.desk("qin"), team.desk("admin"));
    let quiet = Some(QuietHours { from: "00:00".to_owned(), to: "24:00".to_owned() });
    qin.desk().save_settings(Settings { quiet, ..qin.desk().settings() }).unwrap();
    reports(&qin, "Payment", 0, None);
    admin.sees("it", |work| !work.outages().unwrap().is_empty());
    team.clock.advance(4 * 60 + 1);
    admin.computer.wait_until("the asking", || asked(&admin, "Payment").len() == 1);
    assert_eq!(asked(&qin, "Payment"), []);
    qin.desk().save_settings(Settings { quiet: None, ..qin.desk().settings() }).unwrap();
    qin.computer.wait_until("the asking after the quiet", || asked(&qin, "Payment").len() == 1);
}
