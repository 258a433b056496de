//! Schedules: tried, written by leads, offline too, and counted by everybody once the team server has them.

use holdfast_desk::domain::sla::Day;
use holdfast_desk::domain::{Channel, Urgency};
use holdfast_desk::view::{ConnectionState, Decision, PeriodDraft, ScheduleDraft, ScheduleView, TargetView, Trial};
use holdfast_testkit::{TestDesk, World};

fn schedule(desk: &TestDesk, key: &str) -> ScheduleView {
    let list = desk.work().schedules().unwrap();
    list.schedules.into_iter().find(|schedule| schedule.draft.key.as_deref() == Some(key)).unwrap()
}

fn opens_at(from: &str, draft: &ScheduleDraft) -> ScheduleDraft {
    let week = draft.week.iter().map(|period| PeriodDraft { from: from.to_owned(), ..period.clone() }).collect();
    ScheduleDraft { week, ..draft.clone() }
}

#[test]
fn a_lead_writes_a_schedule_offline_and_every_desk_goes_by_it_once_the_server_has_it() {
    let mut world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    assert!(qin.work().schedules().unwrap().may_edit && !wen.work().schedules().unwrap().may_edit);
    let before = schedule(&qin, "day");
    assert!(!before.pending && !before.promises.is_empty());
    assert_eq!(before.draft.name, "Day shift");
    assert!(before.draft.holidays.iter().any(|day| day.date == "2027-01-01" && day.label == "New Year"));
    let refused = wen.work().save_schedule(&opens_at("06:00", &before.draft)).unwrap_err();
    assert_eq!(refused.code, "forbidden");

    world.server_dies();
    qin.is(ConnectionState::Offline);
    qin.work().save_schedule(&opens_at("06:00", &before.draft)).unwrap();
    let shown = schedule(&qin, "day");
    assert!(shown.pending && shown.draft.week.iter().all(|period| period.from == "06:00"));
    let row = qin.work().outbox().unwrap().into_iter().find(|row| row.kind == "setSchedule").unwrap();
    assert_eq!(row.subject, "Day shift");

    world.server_returns();
    wen.sees("the new hours", |work| {
        let list = work.schedules().unwrap();
        list.schedules.iter().any(|schedule| schedule.draft.key.as_deref() == Some("day") && schedule.draft.week[0].from == "06:00")
    });
    qin.sees("that the server has it", |_| !schedule(&qin, "day").pending);
    let stored = schedule(&wen, "day").draft;
    assert_eq!((stored.version, stored.name.as_str()), (before.draft.version + 1, "Day shift"));
}

#[test]
fn of_two_leads_who_write_at_once_the_second_is_told_and_decides() {
    let mut world = World::new();
    let (qin, admin) = (world.desk("qin"), world.desk("admin"));
    world.server_dies();
    for (desk, from) in [(&qin, "06:00"), (&admin, "07:00")] {
        desk.is(ConnectionState::Offline);
        desk.work().save_schedule(&opens_at(from, &schedule(desk, "day").draft)).unwrap();
    }
    world.server_returns();
    qin.is_in_step();
    admin.is_in_step();
    let refused_at = |desk: &TestDesk| schedule(desk, "day").refused.map(|refused| refused.operation);
    let (loser, theirs) = if refused_at(&qin).is_some() { (&qin, "06:00") } else { (&admin, "07:00") };
    loser.sees("that it was refused", |_| refused_at(loser).is_some());
    let refused = schedule(loser, "day").refused.unwrap();
    assert_eq!((refused.kind.as_str(), refused.reason.id.as_str()), ("setSchedule", "error-schedule-changed"));
    assert_ne!(schedule(loser, "day").draft.week[0].from, theirs, "the other's stands");
    loser.work().decide(&refused.operation, Decision::SendAnyway, None).unwrap();
    loser.is_in_step();
    for desk in [&qin, &admin] {
        desk.sees("what was decided", |_| schedule(desk, "day").draft.week[0].from == theirs && refused_at(desk).is_none());
    }
}

#[test]
fn a_message_is_tried_against_a_schedule_before_anything_is_saved() {
    let world = World::new();
    let qin = world.desk("qin");
    let draft = schedule(&qin, "day").draft;
    let trial = |at: &str| Trial { channel: Channel::Message, urgency: Urgency::Normal, tier: 0, at: at.to_owned() };
    // PRODUCT L: 留言 off time by 9:00 the next day. 2026-12-11 is a Friday.
    let stories = qin.work().try_schedule(&draft, &trial("2026-12-11T23:50")).unwrap();
    let first = &stories[0];
    assert_eq!((&first.target, first.off_hours), (&TargetView::NextDay { at: "09:00".to_owned() }, true));
    assert_eq!(first.due.instant().millis() - first.start.instant().millis(), (9 * 60 + 10) * 60_000);
    // With the desk open around the clock it is no longer off hours.
    let always = ScheduleDraft {
        week: [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun]
            .map(|day| PeriodDraft { day, from: "00:00".to_owned(), to: "24:00".to_owned() })
            .to_vec(),
        ..draft.clone()
    };
    assert!(!qin.work().try_schedule(&always, &trial("2026-12-11T23:50")).unwrap()[0].off_hours);
    let code = |draft: ScheduleDraft, at: &str| qin.work().try_schedule(&draft, &trial(at)).unwrap_err().code;
    assert_eq!(code(draft.clone(), "tomorrow"), "schedule-date");
    assert!(
        qin.work().try_schedule(&ScheduleDraft { name: String::new(), ..draft.clone() }, &trial("2026-12-11T23:50")).is_ok(),
        "before it has a name"
    );
    assert_eq!(code(ScheduleDraft { zone: "Shanghai".to_owned(), ..draft.clone() }, "2026-12-11T23:50"), "schedule-zone");
    assert_eq!(code(opens_at("8 am", &draft), "2026-12-11T23:50"), "schedule-time");
    assert_eq!(code(ScheduleDraft { week: vec![], ..draft.clone() }, "2026-12-11T23:50"), "schedule-never-open");
    assert_eq!(schedule(&qin, "day").draft, draft, "nothing is saved by trying");

    // A new one gets a key of its own.
    let night = ScheduleDraft {
        key: None,
        name: "夜班".to_owned(),
        version: 0,
        week: vec![PeriodDraft { day: Day::Fri, from: "24:00".to_owned(), to: "8:00".to_owned() }],
        holidays: Vec::new(),
        makeup: Vec::new(),
        ..draft
    };
    qin.work().save_schedule(&night).unwrap();
    qin.is_in_step();
    qin.sees("the new schedule", |work| {
        let list = work.schedules().unwrap().schedules;
        list.iter().any(|schedule| schedule.draft.name == "夜班" && schedule.draft.version == 1 && !schedule.pending)
    });
    assert!(qin.work().team().schedules.iter().any(|schedule| schedule.name == "夜班"));
}
