//! A call is noted: the caller known or new, by whatever they named, with files; on a ticket of its own or on one that there is.
//! And what is half written in the panels of a ticket survives everything (T9, T20).

use holdfast_desk::view::{CallersFound, ConnectionState, NewCall, Panel};
use holdfast_domain::{Closing, ContactKind, FactKind, Handover, MessageKind, Satisfaction, Status};
use holdfast_protocol::Row;
use holdfast_testkit::{TestDesk, World};

const WEN: &str = "wen";
/// `label` in base64.
const LABEL: &str = "bGFiZWw=";

fn call(contact: &str, caller: &str, question: &str) -> NewCall {
    NewCall { recover: false, ..holdfast_testkit::call(caller, contact, question) }
}

fn found(desk: &TestDesk, typed: &str) -> CallersFound {
    desk.work().match_customers(typed).unwrap()
}

fn names(desk: &TestDesk, typed: &str) -> Vec<String> {
    found(desk, typed).customers.into_iter().map(|customer| customer.name).collect()
}

#[test]
fn whoever_calls_is_found_by_sound_and_by_anything_that_is_known_of_them_at_once_and_after_the_server_has_them() {
    let mut world = World::new();
    let wen = world.desk(WEN);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.work().capture(call("pei@example.com", "裴硯舟", "Where is my parcel?")).unwrap();
    wen.work().capture(call("pei_ke", "裴可", "And mine?")).unwrap();
    wen.work().capture(call("zq9.u@example.com", "", "Nobody said a name.")).unwrap();
    let known = |desk: &TestDesk| {
        for typed in ["裴砚舟", "裴硯", "砚舟", "peiyanz", "pyz", "pei@example"] {
            assert_eq!(names(desk, typed), ["裴硯舟"], "{typed}");
        }
        let both = names(desk, "pei");
        assert!(both.contains(&"裴硯舟".to_owned()) && both.contains(&"裴可".to_owned()), "{both:?}");
        assert_eq!(names(desk, "zq9.u@"), ["z····@example.com"], "without a name the address stands for it, not whole");
        let there = found(desk, "pei@example.com");
        assert_eq!(there.contact, Some(ContactKind::Mail));
        let [pei] = there.customers.as_slice() else { panic!("{there:?}") };
        assert_eq!((pei.exact, pei.reached.as_deref(), pei.open.len()), (true, Some("pei@example.com"), 1));
        assert!(!found(desk, "pei@exam").customers[0].exact, "what only begins so may still be somebody else");
    };
    known(&wen);
    world.server_returns();
    wen.is_in_step();
    known(&wen);
    let customers = world.rows().into_iter().filter_map(|row| if let Row::Customer(customer) = row { Some(customer) } else { None });
    let of = customers.filter(|customer| ["裴硯舟", "裴可"].contains(&customer.name.as_str())).collect::<Vec<_>>();
    let pei = of.iter().find(|customer| customer.name == "裴硯舟").unwrap();
    assert_eq!((pei.mail.as_deref(), pei.phone.as_deref()), (Some("pei@example.com"), None), "stored as what it is");
    let ke = of.iter().find(|customer| customer.name == "裴可").unwrap();
    assert!(ke.facts.iter().any(|fact| fact.kind == FactKind::Account && fact.value == "pei_ke"));
}

#[test]
fn a_call_takes_its_files_along_and_is_saved_once_however_often_it_is_asked_to_be() {
    let mut world = World::new();
    let mut wen = world.desk(WEN);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let given = wen.work().capture_number().unwrap();
    wen.work().attach(&given.ticket, MessageKind::Note, "label.png", LABEL).unwrap();
    let json = format!("{{\"ticket\":\"{}\",\"question\":\"half\"}}", given.ticket);
    wen.work().save_capture(&json).unwrap();
    wen.is_killed();
    wen.starts();
    let kept = wen.work().load_capture().unwrap().unwrap();
    assert_eq!((kept.json.as_str(), kept.files.len(), kept.files[0].name.as_str()), (json.as_str(), 1, "label.png"));
    let whole = NewCall { ticket: Some(given.ticket.clone()), ..call("138 0013 8000", "王丽", "The label is torn.") };
    let saved = wen.work().capture(whole.clone()).unwrap();
    assert_eq!((saved.about.as_str(), saved.number.as_str()), (given.ticket.as_str(), given.number.as_str()));
    assert_eq!(wen.work().load_capture().unwrap(), None);
    assert!(wen.work().capture(whole).is_err(), "the same form makes no second ticket");
    world.server_returns();
    wen.is_in_step();
    let messages = world.messages(&saved.about);
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["label.png"]);
}

#[test]
fn what_was_typed_of_a_call_goes_on_in_the_note_of_a_ticket_that_is_there_and_survives_a_kill() {
    let world = World::new();
    let mut wen = world.desk(WEN);
    let ticket = wen.own_ticket().row.id;
    let given = wen.work().capture_number().unwrap();
    wen.work().save_draft(&ticket, MessageKind::Note, "Half a note", &[]).unwrap();
    wen.work().attach(&given.ticket, MessageKind::Note, "label.png", LABEL).unwrap();
    wen.work().save_capture(&format!("{{\"ticket\":\"{}\"}}", given.ticket)).unwrap();
    let gone = wen.work().capture_into(&given.ticket, MessageKind::Note, "She asks again.", None).unwrap_err();
    assert_eq!(gone.code, "ticket-missing", "nothing is moved to where there is nothing");
    assert!(wen.work().load_capture().unwrap().is_some());
    wen.work().capture_into(&ticket, MessageKind::Note, "She asks again.", Some(&given.ticket)).unwrap();
    wen.is_killed();
    wen.starts();
    assert_eq!(wen.work().load_capture().unwrap(), None);
    let drafts = wen.work().ticket(&ticket).unwrap().drafts;
    let [draft] = drafts.as_slice() else { panic!("{drafts:?}") };
    assert_eq!((draft.body.as_str(), draft.files.len()), ("Half a note\n\nShe asks again.", 1));
}

#[test]
fn someone_known_who_calls_from_another_number_is_called_back_there() {
    let world = World::new();
    let wen = world.desk(WEN);
    wen.work().capture(call("138 0013 8000", "王丽", "First.")).unwrap();
    let id = found(&wen, "138 0013 8000").customers[0].id.clone();
    let from_the_office = |question| NewCall { customer: Some(id.clone()), ..call("0755 8800 1122", "王丽", question) };
    let second = wen.work().capture(NewCall { product: Some(" Kettle 2 ".to_owned()), ..from_the_office("Second, from the office.") }).unwrap().about;
    wen.is_in_step();
    let shown = wen.work().ticket(&second).unwrap();
    assert_eq!(shown.call_back_on.as_deref(), Some("0755 8800 1122"), "it is said beside the ticket");
    assert_eq!(world.ticket(&second).unwrap().call_back_on.as_deref(), Some("0755 8800 1122"), "to everybody");
    let told =
        |kind| shown.customer.as_ref().unwrap().facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.value.clone()).collect::<Vec<_>>();
    assert_eq!(told(FactKind::Product), ["Kettle 2"], "what is new of somebody known is noted, too");
    assert_eq!(found(&wen, "138 0013 8000").customers[0].open.len(), 2, "one customer, two tickets");
    assert!(found(&wen, "0755 8800").customers.is_empty(), "the office is nobody's number");
}

#[test]
fn what_is_half_written_in_the_panels_of_a_ticket_survives_a_kill_and_is_no_form_once_it_is_done() {
    let mut world = World::new();
    let mut wen = world.desk(WEN);
    let ticket = wen.own_ticket().row.id;
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let panels = [Panel::Closing, Panel::Handover, Panel::Snooze, Panel::Link];
    for panel in panels {
        wen.work().save_docked(&ticket, panel, "", &format!("{{\"half\":\"{panel:?}\"}}")).unwrap();
    }
    wen.is_killed();
    wen.starts();
    let half = |desk: &TestDesk, panel| desk.work().docked(&ticket, panel, "").unwrap();
    for panel in panels {
        assert_eq!(half(&wen, panel), Some(format!("{{\"half\":\"{panel:?}\"}}")));
    }
    does_what_was_half_written(&wen, &ticket);
    wen.crashes();
    wen.starts();
    for panel in [Panel::Closing, Panel::Handover, Panel::Snooze] {
        assert_eq!(half(&wen, panel), None, "{panel:?} is done on the disk, too");
    }
}

/// Each panel's act ends its form in the same commit, and no other.
fn does_what_was_half_written(wen: &TestDesk, ticket: &str) {
    let work = wen.work();
    let half = |panel| work.docked(ticket, panel, "").unwrap();
    let colleague = work.team().agents.into_iter().find(|agent| agent.id != work.team().me.id).unwrap().id;
    work.snooze(ticket, None).unwrap();
    assert_eq!(half(Panel::Snooze), None, "it is done, in the same commit");
    work.transition(ticket, Status::Pending, None).unwrap();
    assert!(half(Panel::Closing).is_some(), "another step is not what was half written");
    let handover = Handover { tried: "Cleaned the filter".to_owned(), ..Handover::default() };
    work.assign(ticket, &colleague, "My shift ends", Some(handover)).unwrap();
    assert_eq!(half(Panel::Handover), None);
    work.transition(ticket, Status::Solved, Some(Closing { told: true, satisfaction: Satisfaction::Satisfied })).unwrap();
    assert_eq!(half(Panel::Closing), None);
}

#[test]
fn what_the_team_named_can_be_typed_by_its_sound() {
    let world = World::new();
    let wen = world.desk(WEN);
    let team = wen.work().team();
    assert!(team.sounds.get("温书言").is_some_and(|said| said.starts_with("wen shu yan")), "{:?}", team.sounds);
    assert!(team.agents.iter().filter(|agent| !agent.name.is_ascii()).all(|agent| team.sounds.contains_key(&agent.name)), "{:?}", team.sounds);
    assert!(!team.sounds.keys().any(|name| name.is_ascii()), "what is written in letters is typed as it is");
}
