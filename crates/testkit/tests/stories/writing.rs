//! What people write: with marks, to colleagues by name, and on to somebody outside.

use holdfast_desk::Settings;
use holdfast_desk::view::{ConnectionState, ForwardDraft, ForwardPreview, Panel, SearchFilter, Sending, TimelineItem, View};
use holdfast_domain::MessageKind;
use holdfast_domain::sla::ClockKind;
use holdfast_testkit::{TestDesk, World};

/// A message of a ticket as a desk shows it: its HTML, and whether it is formatted.
fn shown(desk: &TestDesk, ticket: &str, with: &str) -> Option<(String, bool)> {
    let items = desk.work().ticket(ticket).ok()?.timeline;
    items.into_iter().find_map(|item| match item {
        TimelineItem::Message { html, formatted, .. } if html.contains(with) => Some((html, formatted)),
        _ => None,
    })
}

fn replies(desk: &TestDesk, ticket: &str, body: &str) {
    let seen = desk.work().ticket(ticket).unwrap().seen;
    desk.work().reply(ticket, body, seen, &[], Sending::default()).unwrap();
}

fn mentions(desk: &TestDesk) -> Vec<(Option<String>, bool)> {
    let alerts = desk.work().alert_list().unwrap().alerts.into_iter();
    alerts.filter(|alert| alert.clock == ClockKind::Mention).map(|alert| (alert.by, alert.acknowledged)).collect()
}

fn unread(desk: &TestDesk, view: View, ticket: &str) -> Option<bool> {
    let page = desk.work().list(&view.into(), 0, 100).unwrap();
    let count = desk.work().view_counts().unwrap().into_iter().find(|count| count.view == view).unwrap().count;
    assert_eq!(usize::try_from(count).unwrap(), page.rows.len(), "the count is what the list holds");
    page.rows.into_iter().find(|row| row.id == ticket).map(|row| row.unread)
}

#[test]
fn a_reply_with_marks_is_read_formatted_at_every_desk_and_what_a_customer_wrote_never_is() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    world.customer_writes(&ticket, "1. It leaks\n2. **Every** day\n\n- really");
    wen.sees("the customer's words", |_| shown(&wen, &ticket, "leaks").is_some());
    assert_eq!(shown(&wen, &ticket, "leaks").unwrap(), ("<p>1. It leaks<br>2. **Every** day</p><p>- really</p>".to_owned(), false));

    replies(&wen, &ticket, "请**先关水**：\n1. 拧紧阀门\n2. 等 3 分钟");
    let formatted = "<p>请<strong>先关水</strong>：</p><ol><li>拧紧阀门</li><li>等 3 分钟</li></ol>";
    assert_eq!(shown(&wen, &ticket, "先关水").unwrap(), (formatted.to_owned(), true), "at once");
    qin.sees("the same", |_| shown(&qin, &ticket, "先关水") == Some((formatted.to_owned(), true)));
    let written = world.messages(&ticket).into_iter().find(|message| message.marked).unwrap();
    assert_eq!(written.words(), "请先关水：\n\n1. 拧紧阀门\n2. 等 3 分钟", "readable without");
    qin.sees("it found without its marks", |work| {
        work.search("请先关水", &SearchFilter::default(), 10).is_ok_and(|found| found.tickets.iter().any(|hit| hit.id == ticket))
    });

    replies(&wen, &ticket, "2*3*4 is 24, see #10482");
    assert_eq!(shown(&wen, &ticket, "24").unwrap(), ("<p>2*3*4 is 24, see #10482</p>".to_owned(), false), "what is no mark is not touched");
    assert_eq!(wen.work().preview_message(MessageKind::Reply, "a **b**").html, "<p>a <strong>b</strong></p>");
}

#[test]
fn a_colleague_named_in_a_note_hears_of_it_and_finds_the_ticket_unread_until_it_is_looked_at() {
    let world = World::new();
    let (wen, mut qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    assert!(wen.work().colleagues("qin").iter().any(|one| one.login == "qin"));
    assert!(wen.work().colleagues("").iter().all(|one| one.login != "wen"), "nobody names oneself");
    assert_eq!(wen.work().preview_message(MessageKind::Note, "@qin @wen").tells.len(), 1);

    wen.work().note(&ticket, "@qin 请看一下, `@bai` is code and a@bai.example is mail").unwrap();
    let me = qin.work().team().me.name;
    qin.sees("an alert", |_| mentions(&qin) == [(Some("温书言".to_owned()), false)]);
    qin.sees("its notification", |_| qin.computer.notices().iter().any(|notice| notice.title.contains("温书言")));
    assert_eq!(unread(&qin, View::Mentions, &ticket), Some(true));
    let chip = format!("<span class=\"mention me\">@{me}</span>");
    assert!(shown(&qin, &ticket, &chip).is_some_and(|(html, formatted)| formatted && html.contains("<code>@bai</code>")));
    assert!(shown(&wen, &ticket, &format!("<span class=\"mention\">@{me}</span>")).is_some());

    qin.crashes();
    qin.starts();
    qin.sees("it once", |_| mentions(&qin).len() == 1);
    qin.work().mark_read(&ticket).unwrap();
    assert!(mentions(&qin).is_empty(), "looked at");
    assert_eq!(unread(&qin, View::Mentions, &ticket), Some(false), "still to be found");
    qin.sees("its notification gone", |_| qin.computer.notices().iter().all(|notice| !notice.title.contains("温书言")));
    assert_eq!(unread(&wen, View::Mentions, &ticket), None);
    // What changes on the ticket says it no second time.
    wen.work().note(&ticket, "done").unwrap();
    qin.sees("the other note", |_| shown(&qin, &ticket, "done").is_some());
    qin.is_in_step();
    assert!(mentions(&qin).is_empty());
}

#[test]
fn a_reply_names_nobody_and_a_note_written_offline_tells_when_it_arrives() {
    let world = World::new();
    let (wire, qin) = (world.wire(), world.desk("qin"));
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    replies(&wen, &ticket, "Ask @qin");
    qin.sees("the reply", |_| shown(&qin, &ticket, "Ask @qin").is_some());
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.work().note(&ticket, "@qin 麻烦了").unwrap();
    assert!(shown(&wen, &ticket, "class=\"mention\"").is_some(), "drawn at once");
    assert!(mentions(&qin).is_empty());
    wire.mend();
    qin.sees("the alert", |_| mentions(&qin).len() == 1);
}

fn draft(preview: &ForwardPreview, to: &str, body: &str) -> ForwardDraft {
    ForwardDraft { message: None, to: to.into(), subject: preview.subject.clone(), body: body.into(), messages: preview.messages.clone() }
}

fn forwarded(desk: &TestDesk, ticket: &str) -> Option<(String, String, String)> {
    desk.work().ticket(ticket).ok()?.timeline.into_iter().find_map(|item| match item {
        TimelineItem::Message { html, quoted, forwarded: Some(forwarded), kind: MessageKind::Note, .. } => {
            Some((forwarded.to, html, quoted.unwrap_or_default()))
        }
        _ => None,
    })
}

#[test]
fn a_conversation_goes_on_as_it_was_shown_and_is_no_answer_to_the_customer() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    wen.work().note(&ticket, "between ourselves").unwrap();
    world.customer_writes(&ticket, "It leaks at the valve");
    wen.sees("the customer's words", |_| shown(&wen, &ticket, "valve").is_some());
    let before = world.ticket(&ticket).unwrap();

    let preview = wen.work().forward_preview(&ticket, None).unwrap();
    assert!(preview.text.contains("It leaks at the valve") && !preview.text.contains("between ourselves"), "{}", preview.text);
    let code = |to: &str| wen.work().forward(&ticket, &draft(&preview, to, "Please look"), None).unwrap_err().code;
    assert_eq!((code(""), code("repair"), code("a@x.example, b@y.example")), ("bad-address".into(), "bad-address".into(), "bad-address".into()));
    wen.work().forward(&ticket, &draft(&preview, " repair@partner.example ", "Please **look**"), None).unwrap();
    let (to, words, below) = forwarded(&wen, &ticket).unwrap();
    assert_eq!((to.as_str(), words.as_str()), ("repair@partner.example", "<p>Please <strong>look</strong></p>"));
    assert!(below.contains("It leaks at the valve"));
    qin.sees("to whom it went", |_| forwarded(&qin, &ticket).is_some_and(|(to, ..)| to == "repair@partner.example"));
    let after = world.ticket(&ticket).unwrap();
    assert_eq!((after.status, after.waiting_since, after.first_response_at), (before.status, before.waiting_since, before.first_response_at));
    assert_eq!(after.last_public, before.last_public, "nobody's reply is held for it");
    assert_eq!(after.mentions, before.mentions);

    // What is internal does not leave, and nothing goes that was not shown.
    let note = world.messages(&ticket).into_iter().find(|message| message.kind == MessageKind::Note).unwrap().id.to_string();
    assert_eq!(wen.work().forward_preview(&ticket, Some(&note)).unwrap_err().code, "bad-value");
    let with_note = ForwardDraft { messages: vec![note], ..draft(&preview, "repair@partner.example", "") };
    assert_eq!(wen.work().forward(&ticket, &with_note, None).unwrap_err().code, "forward-changed");
}

#[test]
fn what_is_forwarded_offline_waits_and_what_is_taken_back_stands_in_its_panel_again() {
    let world = World::new();
    let (wire, qin) = (world.wire(), world.desk("qin"));
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let preview = wen.work().forward_preview(&ticket, None).unwrap();
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.desk().save_settings(Settings { undo_seconds: 60, ..wen.desk().settings() }).unwrap();
    let sent = wen.work().forward(&ticket, &draft(&preview, "repair@partner.example", "For you"), None).unwrap();
    assert!(sent.undo_until.is_some());
    wen.work().take_back(std::slice::from_ref(&sent.operation)).unwrap();
    assert!(forwarded(&wen, &ticket).is_none());
    let form = wen.work().docked(&ticket, Panel::Forward, "").unwrap().unwrap();
    assert!(form.contains("For you") && form.contains("repair@partner.example"), "{form}");
    wen.desk().save_settings(Settings { undo_seconds: 0, ..wen.desk().settings() }).unwrap();
    wen.work().forward(&ticket, &draft(&preview, "repair@partner.example", "For you"), None).unwrap();
    assert_eq!(wen.work().docked(&ticket, Panel::Forward, "").unwrap(), None, "said, it is no form any more");
    wire.mend();
    qin.sees("it once", |_| forwarded(&qin, &ticket).is_some());
    assert_eq!(world.messages(&ticket).iter().filter(|message| message.forwarded.is_some()).count(), 1);
}
