//! The story of the issue, told at the doors of desk and team server: an agent works through an outage and nothing is lost.

use holdfast_desk::DeskError;
use holdfast_desk::view::Sending;
use holdfast_desk::view::{Cited, ConnectionState, Decision, ItemState, NewCall, SearchFilter, Stage, View};
use holdfast_domain::{Field, MessageKind, Status, Urgency};
use holdfast_protocol::Row;
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_server::import::TicketOptions;
use holdfast_testkit::{Fault, TestDesk, World};

fn call(question: &str) -> NewCall {
    NewCall { urgency: Urgency::High, ..holdfast_testkit::call("王丽", "138 0013 8000", question) }
}

fn code<T>(result: Result<T, DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

#[test]
fn a_fresh_desk_fills_with_the_most_pressing_first_and_is_usable_before_the_last_row_is_in() {
    let world = World::new();
    let now = holdfast_server::Clock::system().now();
    let file = world.folder().join("more.jsonl");
    let lines = (0..2_500).map(|count| {
        format!("{{\"id\":\"{count}\",\"subject\":\"Later {count}\",\"body\":\"No hurry\",\"channel\":\"mail\",\"created_at\":\"{now:?}\"}}\n")
    });
    std::fs::write(&file, lines.collect::<String>()).unwrap();
    let report = holdfast_server::import::tickets(&world.ledger(), &file, TicketOptions::default(), now).unwrap();
    assert_eq!((report.imported, report.skipped.len()), (2_500, 0));

    // The first page of the first pull comes, the others not yet.
    let wire = world.wire();
    wire.holds("GET /v1/bootstrap?after");
    let desk = world.bare_desk("wen");
    assert_eq!(desk.desk().state().stage, Stage::Welcome);
    assert_eq!(desk.desk().connect(&wire.address()).unwrap().stage, Stage::SignIn);
    desk.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    assert_eq!(desk.desk().state().stage, Stage::SetUnlock);
    assert_eq!(desk.desk().set_unlock(None).unwrap().stage, Stage::Open);
    desk.sees("rows of the first page", |work| work.connection().unwrap().first_pull.is_some_and(|progress| progress.done > 0));
    desk.computer.wait_until("the second page is asked for", || wire.asked("GET /v1/bootstrap?after") > 0);

    let work = desk.work();
    let progress = work.connection().unwrap().first_pull.unwrap();
    assert!(progress.done < progress.total, "{progress:?}");
    let early = work.list(&View::Team.into(), 0, 20).unwrap().rows;
    assert_eq!(early.first().unwrap().urgency, Urgency::Emergency, "the most urgent comes first");
    assert!(work.list(&View::Team.into(), 0, 1).unwrap().total < 2_500, "not all is here");
    let mine = desk.own_ticket();
    assert!(!mine.timeline.is_empty() && mine.customer.is_some(), "a ticket opens whole");
    assert!(work.next_up(None).unwrap().is_some());
    desk.replies(&mine.row.id, "Written while the desk still fills");
    desk.sees("the reply is sent", |_| desk.state_of(&mine.row.id, "Written while") == Some(ItemState::Sent));
    assert_eq!(world.count("Written while the desk still fills"), 1);
    assert!(work.connection().unwrap().first_pull.is_some(), "the desk still fills");
    let early: Vec<_> = work.list(&View::Team.into(), 0, 20).unwrap().rows.into_iter().map(|row| row.number).collect();

    wire.lets_go();
    desk.is_in_step();
    let late: Vec<_> = work.list(&View::Team.into(), 0, 20).unwrap().rows.into_iter().map(|row| row.number).collect();
    assert_eq!(early, late, "what came first is what presses most");
    assert!(work.list(&View::Team.into(), 0, 1).unwrap().total > 2_500);
    assert_eq!(desk.state_of(&mine.row.id, "Written while"), Some(ItemState::Sent));
}

/// What wen leaves behind on the ticket before the crash.
struct Written {
    ticket: String,
    other: String,
    call: String,
    call_number: String,
}

fn works_offline(wen: &TestDesk) -> Written {
    let work = wen.work();
    let ticket = wen.own_ticket().row;
    wen.replies(&ticket.id, "您好，退款三天内到账。outage-reply");
    work.note(&ticket.id, "outage-note 仓库说今天能发").unwrap();
    let higher = if ticket.urgency == Urgency::High { Urgency::Normal } else { Urgency::High };
    work.set_field(&ticket.id, Field::Urgency, higher.name()).unwrap();
    work.set_field(&ticket.id, Field::Subject, "outage-subject").unwrap();
    work.transition(&ticket.id, Status::Pending, None).unwrap();
    let call_number = work.capture_number().unwrap().number;
    let call = work.capture(call("快递员没来 outage-call")).unwrap();
    assert_eq!(call.number, call_number, "the number that was read to the caller");
    let rows = work.list(&View::Mine.into(), 0, 100).unwrap().rows;
    let other = rows.into_iter().find(|row| row.id != ticket.id && row.id != call.about).unwrap().id;
    work.save_draft(&other, MessageKind::Reply, "In the middle of a sen", &[]).unwrap();
    work.save_draft(&other, MessageKind::Note, "二", &[]).unwrap();
    work.save_capture("{\"phone\":\"0755\"}").unwrap();
    Written { ticket: ticket.id, other, call: call.about, call_number }
}

/// Everything of [`works_offline`] is there and waits.
fn is_all_there(wen: &TestDesk, written: &Written) {
    let work = wen.work();
    for text in ["outage-reply", "outage-note"] {
        assert_eq!(wen.state_of(&written.ticket, text), Some(ItemState::Waiting), "{text}");
    }
    let detail = work.ticket(&written.ticket).unwrap();
    assert_eq!((detail.row.subject.as_str(), detail.row.status), ("outage-subject", Status::Pending));
    assert_eq!(detail.row.state, Some(ItemState::Waiting));
    let call = work.ticket(&written.call).unwrap();
    assert_eq!((call.row.number.as_str(), call.row.temporary, call.row.state), (written.call_number.as_str(), true, Some(ItemState::Waiting)));
    let outbox = work.outbox().unwrap();
    assert_eq!(outbox.len(), 6, "{outbox:?}");
    assert!(outbox.iter().all(|row| row.state == ItemState::Waiting && row.offline), "{outbox:?}");
    let kinds: Vec<_> = outbox.iter().rev().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["reply", "note", "setField", "setField", "transition", "open"], "in the order of writing");
    let mut drafts: Vec<_> = work.ticket(&written.other).unwrap().drafts.into_iter().map(|draft| draft.body).collect();
    drafts.sort();
    assert_eq!(drafts, ["In the middle of a sen", "二"]);
    assert_eq!(work.load_capture().unwrap().map(|kept| kept.json).as_deref(), Some("{\"phone\":\"0755\"}"));
    assert_eq!(wen.desk().state().unsent, 8, "six operations and two drafts");
}

#[test]
fn a_day_through_an_outage_and_a_crash_goes_out_once_and_in_order_and_the_second_desk_sees_it() {
    let mut world = World::new();
    let (mut wen, qin) = (world.desk("wen"), world.desk("qin"));
    world.server_dies();
    wen.is(ConnectionState::Offline);
    qin.is(ConnectionState::Offline);
    assert!(wen.work().connection().unwrap().as_of.is_some(), "the age of what is shown");

    let written = works_offline(&wen);
    is_all_there(&wen, &written);
    qin.work().note(&written.ticket, "colleague-note 已经联系物流").unwrap();
    qin.work().tag(&written.ticket, &["colleague-tag".to_owned()], &[]).unwrap();

    wen.is_killed();
    wen.starts();
    assert_eq!(wen.desk().state().stage, Stage::Open, "the key store unlocks: {:?}", wen.desk().state().error);
    assert_eq!(wen.desk().state().error, None);
    is_all_there(&wen, &written);
    wen.is(ConnectionState::Offline);
    is_all_there(&wen, &written);
    wen.crashes();
    wen.starts();
    is_all_there(&wen, &written);

    world.server_returns();
    wen.is_in_step();
    qin.is_in_step();
    for text in ["outage-reply", "outage-note", "outage-call", "colleague-note"] {
        assert_eq!(world.count(text), 1, "{text} is there once");
    }
    let order: Vec<_> =
        world.messages(&written.ticket).into_iter().filter(|message| message.body.contains("outage")).map(|message| message.kind).collect();
    assert_eq!(order, [MessageKind::Reply, MessageKind::Note]);
    let there = world.ticket(&written.ticket).unwrap();
    assert_eq!((there.subject.as_str(), there.status), ("outage-subject", Status::Pending));
    assert!(there.tags.contains("colleague-tag"));
    let call = world.ticket(&written.call).unwrap();
    assert_eq!(call.number.temporary.as_deref(), Some(written.call_number.as_str()), "the caller noted it");
    let lasting = call.number.lasting.unwrap().to_string();

    for desk in [&wen, &qin] {
        desk.sees("all of it", |work| {
            let Ok(detail) = work.ticket(&written.ticket) else { return false };
            let timeline = serde_json::to_string(&detail.timeline).unwrap();
            ["outage-reply", "outage-note", "colleague-note"].iter().all(|text| timeline.matches(text).count() == 1)
                && detail.tags.contains(&"colleague-tag".to_owned())
                && detail.row.subject == "outage-subject"
                && work.ticket(&written.call).is_ok_and(|call| call.row.number == lasting && !call.row.temporary)
        });
    }
    let work = wen.work();
    assert_eq!(wen.state_of(&written.ticket, "outage-reply"), Some(ItemState::Sent));
    assert!(work.outbox().unwrap().iter().all(|row| row.state == ItemState::Sent));
    assert!(work.held().unwrap().is_empty() && work.ticket(&written.ticket).unwrap().changed_away.is_empty(), "nothing is asked");
    assert_eq!(work.ticket(&written.other).unwrap().drafts.len(), 2, "what is being written stays");
    assert_eq!(wen.desk().state().unsent, 2);
}

#[test]
fn a_caller_who_noted_the_temporary_number_is_still_found_by_it() {
    let mut world = World::new();
    let wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let call = wen.work().capture(call("Where is the courier?")).unwrap();
    // At once, whether or not the index has read it.
    let leads = |number: &str| wen.work().search(number, &SearchFilter::default(), 10).unwrap().tickets.first().map(|hit| hit.id.clone());
    assert_eq!(leads(&call.number), Some(call.about.clone()), "the ticket under the number its caller was told");
    world.server_returns();
    wen.is_in_step();
    wen.sees("the lasting number", |work| !work.ticket(&call.about).unwrap().row.temporary);
    let lasting = wen.work().ticket(&call.about).unwrap().row.number;
    for number in [&call.number, &lasting, &format!("#{lasting}")] {
        assert_eq!(leads(number), Some(call.about.clone()), "{number}");
    }
}

#[test]
fn changes_of_two_desks_that_were_cut_off_merge_field_by_field_and_who_lost_is_told() {
    let world = World::new();
    let (first, second) = (world.wire(), world.wire());
    let (wen, qin) = (world.desk_over(&first, "wen"), world.desk_over(&second, "qin"));
    let ticket = wen.own_ticket().row;
    let lower = |urgency| if urgency == Urgency::Low { Urgency::Normal } else { Urgency::Low };
    first.cut();
    second.cut();
    wen.is(ConnectionState::Offline);
    qin.is(ConnectionState::Offline);
    wen.work().set_field(&ticket.id, Field::Urgency, Urgency::Emergency.name()).unwrap();
    wen.work().set_field(&ticket.id, Field::Subject, "Subject of wen").unwrap();
    wen.work().transition(&ticket.id, Status::Pending, None).unwrap();
    let low = lower(ticket.urgency);
    qin.work().set_field(&ticket.id, Field::Urgency, low.name()).unwrap();
    qin.work().set_field(&ticket.id, Field::Subject, "Subject of qin").unwrap();
    let category = qin
        .work()
        .team()
        .categories
        .into_iter()
        .map(|category| category.key)
        .find(|key| world.ticket(&ticket.id).unwrap().category.as_ref() != Some(key))
        .unwrap();
    qin.work().set_field(&ticket.id, Field::Category, &category).unwrap();
    qin.work().tag(&ticket.id, &["from-qin".to_owned()], &[]).unwrap();

    first.mend();
    wen.is_in_step();
    second.mend();
    qin.is_in_step();
    let there = world.ticket(&ticket.id).unwrap();
    assert_eq!(there.urgency, Urgency::Emergency, "the more urgent stands, though it came first");
    assert_eq!(there.subject, "Subject of qin", "the last in the server's order stands");
    assert_eq!((there.status, there.category.as_deref()), (Status::Pending, Some(category.as_str())), "other fields meet");
    assert!(there.tags.contains("from-qin"));
    for desk in [&wen, &qin] {
        desk.sees("the same ticket", |work| {
            let detail = work.ticket(&ticket.id).unwrap();
            detail.row.subject == "Subject of qin"
                && detail.row.urgency == Urgency::Emergency
                && detail.row.status == Status::Pending
                && detail.category_key.as_ref() == Some(&category)
        });
    }
    qin.sees("what became of the urgency", |work| !work.ticket(&ticket.id).unwrap().changed_away.is_empty());
    let away = qin.work().ticket(&ticket.id).unwrap().changed_away;
    let urgency = away.iter().find(|change| change.field == Field::Urgency).expect("qin's urgency lost, and qin is told");
    assert!(!urgency.mine_stands && urgency.mine != urgency.theirs);
    let subject = away.iter().find(|change| change.field == Field::Subject).expect("qin's subject stands over wen's");
    assert_eq!((subject.mine_stands, subject.mine.as_str(), subject.theirs.as_str()), (true, "Subject of qin", "Subject of wen"));
    wen.sees("wen is told that the subject was changed over wen's", |work| {
        let away = work.ticket(&ticket.id).unwrap().changed_away;
        away.iter().any(|change| change.field == Field::Subject && !change.mine_stands && change.mine == "Subject of wen")
    });
    for change in away {
        qin.work().note_change(&change.operation, false).unwrap();
    }
    assert!(qin.work().ticket(&ticket.id).unwrap().changed_away.is_empty(), "told once");
}

#[test]
fn a_reply_is_held_when_the_customer_wrote_during_the_outage_and_goes_out_when_its_author_says_so() {
    let mut world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "held-reply 您的包裹明天到");
    wen.work().note(&ticket, "free-note").unwrap();
    world.customer_writes(&ticket, "Never mind, I want my money back");
    world.server_returns();

    wen.sees("the reply is held", |work| work.connection().unwrap().held == 1);
    wen.sees("the note is sent", |_| wen.state_of(&ticket, "free-note") == Some(ItemState::Sent));
    assert_eq!(wen.state_of(&ticket, "held-reply"), Some(ItemState::Held));
    wen.sees("what the customer wrote", |work| work.held().unwrap().iter().any(|held| format!("{:?}", held.news).contains("money back")));
    let held = wen.work().held().unwrap().pop().unwrap();
    assert_eq!((held.reason.id.as_str(), held.text.as_str()), ("held-customer-wrote", "held-reply 您的包裹明天到"));
    assert!(!held.seen.is_empty(), "what its author had seen");
    qin.is_in_step();
    qin.sees("what the customer wrote", |_| {
        qin.state_of(&ticket, "money back").is_none() && qin.reads(&ticket).iter().any(|(text, _)| text.contains("money back"))
    });
    assert_eq!((world.count("held-reply"), qin.state_of(&ticket, "held-reply")), (0, None), "nothing has left");
    assert!(!qin.reads(&ticket).iter().any(|(text, _)| text.contains("held-reply")));

    wen.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
    wen.is_in_step();
    assert_eq!(world.count("held-reply"), 1);
    qin.sees("the reply", |_| qin.reads(&ticket).iter().filter(|(text, _)| text.contains("held-reply")).count() == 1);
    wen.sees("nothing is held", |work| work.connection().unwrap().held == 0 && work.held().unwrap().is_empty());
    assert_eq!(wen.state_of(&ticket, "held-reply"), Some(ItemState::Sent), "it stands there once, sent");
}

#[test]
fn a_reply_of_one_desk_that_was_cut_off_is_held_when_a_colleague_answered_meanwhile() {
    let world = World::new();
    let wire = world.wire();
    let (wen, bai) = (world.desk_over(&wire, "wen"), world.desk("bai"));
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "second-answer");
    bai.replies(&ticket, "first-answer");
    bai.is_in_step();
    assert_eq!(world.count("first-answer"), 1);
    wire.mend();
    wen.sees("the reply is held", |work| work.connection().unwrap().held == 1);
    wen.sees("the colleague's answer", |_| wen.reads(&ticket).iter().any(|(text, _)| text.contains("first-answer")));
    assert_eq!(world.count("second-answer"), 0, "the customer gets one answer");
    let held = wen.work().held().unwrap().pop().unwrap();
    wen.work().decide(&held.operation, Decision::Edit, None).unwrap();
    let drafts = wen.work().ticket(&ticket).unwrap().drafts;
    assert!(drafts.iter().any(|draft| draft.body == "second-answer"), "the text is back in the composer: {drafts:?}");
}

#[test]
fn what_waited_behind_a_held_reply_goes_out_when_its_author_lets_the_reply_go() {
    let mut world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "held-reply");
    world.customer_writes(&ticket, "Something new");
    world.server_returns();
    wen.sees("the reply is held", |work| work.connection().unwrap().held == 1);
    wen.replies(&ticket, "behind-it");
    wen.work().transition(&ticket, Status::Pending, None).unwrap();
    assert_eq!(wen.state_of(&ticket, "behind-it"), Some(ItemState::Waiting));
    let held = wen.work().held().unwrap().pop().unwrap();
    wen.work().decide(&held.operation, Decision::Note, None).unwrap();
    wen.is_in_step();
    let order: Vec<_> = world
        .messages(&ticket)
        .into_iter()
        .filter(|message| ["held-reply", "behind-it"].contains(&message.body.as_str()))
        .map(|message| (message.kind, message.body))
        .collect();
    assert!(
        order.contains(&(MessageKind::Note, "held-reply".to_owned()))
            && order.contains(&(MessageKind::Reply, "behind-it".to_owned()))
            && order.len() == 2,
        "{order:?}"
    );
    assert_eq!(world.ticket(&ticket).unwrap().status, Status::Pending);
    assert_eq!(code(wen.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown))), "gone", "decided once");

    // The same, let go for good.
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "held-again");
    world.customer_writes(&ticket, "And another thing");
    world.server_returns();
    wen.sees("the reply is held", |work| work.connection().unwrap().held == 1);
    wen.replies(&ticket, "behind-that");
    let held = wen.work().held().unwrap().pop().unwrap();
    wen.work().decide(&held.operation, Decision::Discard, None).unwrap();
    wen.is_in_step();
    assert_eq!((world.count("held-again"), world.count("behind-that")), (0, 1));
    assert_eq!(wen.state_of(&ticket, "held-again"), None, "let go is let go");
}

#[test]
fn the_knowledge_base_answers_offline_in_both_scripts_in_english_and_by_pinyin() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let finds = |wen: &TestDesk| {
        for query in ["退款", "退貨", "refund", "tuikuan"] {
            wen.sees(query, |work| !work.search(query, &SearchFilter::default(), 10).unwrap().articles.is_empty());
            let hits = wen.work().search(query, &SearchFilter::default(), 10).unwrap().articles;
            let article = wen.work().article(&hits[0].id, None).unwrap();
            assert!(!article.answer.trim().is_empty(), "{query}: what goes into a reply");
        }
        wen.sees("conversations too", |work| !work.search("退款", &SearchFilter::default(), 10).unwrap().tickets.is_empty());
    };
    finds(&wen);
    // An answer of the knowledge base goes out as a reply.
    let work = wen.work();
    let hit = work.search("退款", &SearchFilter::default(), 10).unwrap().articles.swap_remove(0);
    let answer = work.article(&hit.id, None).unwrap().answer;
    let ticket = wen.own_ticket();
    let cited = Cited { article: hit.id.clone(), version: hit.version };
    work.reply(&ticket.row.id, &format!("{answer}\nkb-reply"), ticket.seen, &[cited], Sending::default()).unwrap();
    assert_eq!(wen.state_of(&ticket.row.id, "kb-reply"), Some(ItemState::Waiting));
    wen.work().note(&ticket.row.id, "无人机翼尖 unheard-of").unwrap();
    wen.sees("what was just written is found", |work| {
        work.search("无人机翼尖", &SearchFilter::default(), 5).unwrap().tickets.iter().any(|hit| hit.id == ticket.row.id)
    });
    drop(work);
    wen.crashes();
    wen.starts();
    finds(&wen);
    world.server_returns();
    wen.is_in_step();
    let sent = world.messages(&ticket.row.id).into_iter().find(|message| message.body.contains("kb-reply")).unwrap();
    assert_eq!(sent.articles.iter().map(ToString::to_string).collect::<Vec<_>>(), [hit.id]);
}

#[test]
fn a_passphrase_unlocks_after_a_crash_and_what_was_written_is_behind_it() {
    let mut world = World::new();
    let mut wen = world.bare_desk("wen");
    assert_eq!(code(wen.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, Some("short"))), "passphrase-short");
    assert_eq!(wen.desk().state().stage, Stage::SetUnlock, "nothing was set");
    wen.desk().set_unlock(Some("horse battery 订书机")).unwrap();
    wen.is_in_step();
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let ticket = wen.own_ticket().row.id;
    wen.work().save_draft(&ticket, MessageKind::Reply, "Half a sen", &[]).unwrap();
    wen.replies(&ticket, "behind-passphrase");
    wen.work().save_draft(&ticket, MessageKind::Reply, "Half a sen", &[]).unwrap();
    wen.is_killed();
    wen.starts();
    let state = wen.desk().state();
    assert_eq!((state.stage, state.unlock), (Stage::Locked, Some(holdfast_desk::view::Unlock::Passphrase)));
    assert_eq!(code(wen.desk().work()), "locked");
    assert_eq!(wen.desk().unlock(Some("horse battery 订书机")).unwrap().stage, Stage::Open);
    assert_eq!(wen.state_of(&ticket, "behind-passphrase"), Some(ItemState::Waiting));
    assert_eq!(wen.work().ticket(&ticket).unwrap().drafts[0].body, "Half a sen");
    world.server_returns();
    wen.is_in_step();
    assert_eq!(world.count("behind-passphrase"), 1);
}

#[test]
fn a_locked_desk_shows_nothing_and_unlocking_brings_all_of_it_back() {
    let mut world = World::new();
    let wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let ticket = wen.own_ticket().row.id;
    wen.replies(&ticket, "before-lock");
    wen.work().save_draft(&ticket, MessageKind::Note, "A draft", &[]).unwrap();
    for _ in 0..3 {
        let state = wen.desk().lock();
        assert_eq!((state.stage, state.unsent, state.agent), (Stage::Locked, 2, None));
        assert_eq!(code(wen.desk().work()), "locked");
        let state = wen.desk().unlock(None).unwrap();
        assert_eq!((state.stage, state.error), (Stage::Open, None));
        assert_eq!(wen.state_of(&ticket, "before-lock"), Some(ItemState::Waiting));
        assert_eq!(wen.work().ticket(&ticket).unwrap().drafts[0].body, "A draft");
    }
    world.server_returns();
    wen.is_in_step();
    assert_eq!(world.count("before-lock"), 1);
}

#[test]
fn a_push_whose_answer_was_lost_after_the_commit_is_done_once() {
    let world = World::new();
    let wire = world.wire();
    let (wen, qin) = (world.desk_over(&wire, "wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "twice-reply");
    wen.work().note(&ticket, "twice-note").unwrap();
    let call = wen.work().capture(call("twice-call")).unwrap();
    wire.spoils_next("POST /v1/push", Fault::AnswerLost);
    wire.spoils_next("POST /v1/push", Fault::AnswerHalved);
    wire.mend();
    wen.is_in_step();
    assert!(wire.has_struck() && wire.asked("POST /v1/push") >= 3, "it was sent three times");
    for text in ["twice-reply", "twice-note", "twice-call"] {
        assert_eq!(world.count(text), 1, "{text}");
    }
    let tickets = world
        .rows()
        .into_iter()
        .filter(|row| matches!(row, Row::Ticket(ticket) if ticket.number.temporary.as_deref() == Some(call.number.as_str())))
        .count();
    assert_eq!(tickets, 1);
    assert_eq!(wen.state_of(&ticket, "twice-reply"), Some(ItemState::Sent));
    qin.sees("the reply once", |_| qin.reads(&ticket).iter().filter(|(text, _)| text.contains("twice-reply")).count() == 1);
}

#[test]
fn a_server_that_is_killed_while_desks_write_loses_and_doubles_nothing() {
    let mut world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    let write = |desk: &TestDesk, name: &str| {
        for count in 0..20 {
            desk.work().note(&ticket, &format!("{name}-{count}-note")).unwrap();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(&wen, "wen"));
        scope.spawn(|| write(&qin, "qin"));
        wen.sees("some of it was sent", |work| work.connection().unwrap().waiting + work.connection().unwrap().sending < 20);
        world.server_dies();
    });
    wen.is(ConnectionState::Offline);
    world.server_returns();
    wen.is_in_step();
    qin.is_in_step();
    for name in ["wen", "qin"] {
        for count in 0..20 {
            assert_eq!(world.count(&format!("{name}-{count}-note")), 1, "{name} {count}");
        }
        let order: Vec<_> = world
            .rows()
            .into_iter()
            .filter_map(|row| if let Row::Message(message) = row { Some(holdfast_domain::Message::clone(&message)) } else { None })
            .filter(|message| message.body.starts_with(&format!("{name}-")))
            .map(|message| message.seq)
            .collect();
        assert!(order.is_sorted());
    }
    for desk in [&wen, &qin] {
        desk.sees("all forty", |_| desk.reads(&ticket).iter().filter(|(text, _)| text.contains("-note")).count() == 40);
    }
}
