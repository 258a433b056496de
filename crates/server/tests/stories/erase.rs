//! A customer is erased: nothing of them stays in the ledger's files, and nothing that is said later brings them back.

use crate::command::{command, run, said, text};
use crate::desk::{Desk, Team, team};
use holdfast_domain::*;
use holdfast_protocol::{OperationResult, Row, RowId, RowKind};
use holdfast_server::erase::{EraseError, find, traces};
use holdfast_server::import::{TicketOptions, tickets};
use holdfast_server::ledger::{Arriving, Ledger, Traces};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

/// In everything that is said, done or sent of whoever is to go, and in nothing else.
const CANARY: &str = "zqxcanaryqxz";

fn customer_id(number: u128) -> CustomerId {
    CustomerId(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_000c_0000_0000 + number))
}

fn ticket_id(number: u128) -> TicketId {
    TicketId(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0007_0000_0000 + number))
}

fn called(customer: CustomerId, name: &str, phone: &str, question: &str) -> Action {
    Action::Open(Box::new(NewTicket {
        temporary: "T7K-1".into(),
        subject: question.into(),
        question: question.into(),
        channel: Channel::Phone,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        caller: Caller { id: customer, known: false, name: name.into(), phone: Some(phone.into()), mail: None, account: None, tier: 1 },
        product: None,
        call_back: None,
        recover: true,
        came_at: None,
        language: None,
    }))
}

fn says(word: &str) -> String {
    format!("{word} {CANARY}")
}

fn note(body: &str) -> Action {
    Action::Note { body: body.into() }
}

fn subject(old: &str, new: &str) -> Action {
    Action::SetField { field: Field::Subject, old: old.into(), new: new.into() }
}

async fn does(desk: &mut Desk, about: impl Into<About>, action: Action) -> OperationResult {
    let operation = desk.operation(ticket_id(0), action);
    sends(desk, Operation { about: about.into(), ..operation }).await
}

async fn sends(desk: &Desk, operation: Operation) -> OperationResult {
    let v = Operation::version_with(operation.about, &operation.action, &operation.files);
    desk.push(vec![Operation { v, ..operation }]).await.results.remove(0)
}

impl Team {
    fn ledger(&self) -> &Arc<dyn Ledger> {
        self.running.server().ledger()
    }

    /// A file comes whole from a desk.
    fn comes(&self, desk: &Desk, name: &str, content: &[u8]) -> Attachment {
        let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        let file = Attachment { hash, name: name.into(), size: content.len() as u64 };
        let mut transaction = self.ledger().begin().unwrap();
        let device = transaction.device(desk.device).unwrap().unwrap();
        let piece = Arriving { at: 0, content, now: holdfast_server::Clock::system().now() };
        assert!(transaction.take_piece(&device, &file, piece).unwrap().complete);
        transaction.commit().unwrap();
        file
    }

    fn rows(&self) -> Vec<(Seq, Option<RowId>)> {
        let limit = holdfast_server::ledger::PageLimit { rows: usize::MAX, bytes: usize::MAX };
        let read = self.ledger().changes(Seq(0), limit, None).unwrap();
        read.changes.into_iter().map(|change| (change.seq, change.removed)).collect()
    }
}

/// Whether the canary stands anywhere in the files of a folder, as they lie on the disk.
fn stands_in(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let has = |path: &Path| std::fs::read(path).unwrap().windows(CANARY.len()).any(|bytes| bytes == CANARY.as_bytes());
    files.filter(|path| has(path)).map(|path| path.display().to_string()).collect()
}

fn erased(team: &Team, typed: &str) -> Result<Traces, EraseError> {
    let customer = find(team.ledger().as_ref(), typed)?;
    team.running.server().erase(customer.id)
}

/// Two customers who are one with four tickets, two of them merged, a file, a change that took the place of another; and a stranger
/// whose ticket is linked with one of them and has a file in common with them.
async fn somebody(team: &Team, wen: &mut Desk) -> TicketId {
    for (ticket, customer, word) in [(1, 1, "kettle"), (2, 2, "filter"), (3, 1, "lid"), (4, 1, "plug")] {
        let phone = format!("138 0013 800{customer}");
        let opened = does(wen, ticket_id(ticket), called(customer_id(customer), &says("Wang"), &phone, &says(word))).await;
        assert_eq!(opened.verdict, Some(Verdict::Applied));
    }
    let joined = does(wen, customer_id(2), Action::JoinCustomer { into: customer_id(1) }).await;
    assert_eq!(joined.verdict, Some(Verdict::Applied));
    team.running.server().merge(ticket_id(3), ticket_id(4)).unwrap();
    let mut qin = team.desk("qin").await;
    does(wen, ticket_id(1), subject(&says("kettle"), &says("the kettle"))).await;
    let late = qin.operation(ticket_id(1), subject(&says("kettle"), "leaks"));
    let late = sends(&qin, Operation { base: [(Field::Subject, Seq(0))].into(), ..late }).await;
    assert!(matches!(late.verdict, Some(Verdict::Merged { .. })), "what gave way stands in the result: {late:?}");

    let alone = team.comes(wen, &says("photo"), says("picture").repeat(40_000).as_bytes());
    let shared = team.comes(wen, "terms.txt", b"our terms");
    let with_files = wen.operation(ticket_id(2), note(&says("see there")));
    assert_eq!(sends(wen, with_files.with_files(vec![alone, shared.clone()])).await.verdict, Some(Verdict::Applied));
    let other = wen.a_ticket().await;
    let with_file = wen.operation(other, note("our terms"));
    assert_eq!(sends(wen, with_file.with_files(vec![shared])).await.verdict, Some(Verdict::Applied));
    does(wen, other, Action::Link { other: ticket_id(1), linked: true }).await;
    other
}

#[tokio::test]
async fn nothing_of_a_customer_stays_in_the_ledgers_files_and_desks_hear_of_all_of_it_at_once() {
    let team = team();
    let mut wen = team.desk("wen").await;
    let other = somebody(&team, &mut wen).await;
    assert!(!stands_in(team.folder.path()).is_empty());
    let (high, before) = (team.ledger().standing().unwrap().seq, team.rows().len());
    let foreseen = traces(team.ledger().as_ref(), customer_id(2)).unwrap();
    assert_eq!((foreseen.customers.len(), foreseen.tickets.len(), foreseen.messages.len(), foreseen.files.len()), (2, 3, 5, 1));

    assert_eq!(erased(&team, "+86 138-0013-8002").map(|gone| gone.messages).ok(), None, "another country's digits are another number");
    assert_eq!(erased(&team, "13800138002").unwrap(), foreseen);
    assert_eq!(stands_in(team.folder.path()), Vec::<String>::new(), "while the server runs and a desk is signed in");

    let page = wen.changes(high, 1_000).await;
    assert_eq!(page.to, Seq(high.0 + 1), "one sequence");
    let removed: BTreeSet<_> = page.changes.iter().filter_map(|change| change.removed.clone()).map(|row| (row.kind.name(), row.id)).collect();
    let gone = |kind: RowKind, id: String| removed.contains(&(kind.name(), id));
    assert!([1, 2, 4].iter().all(|ticket| gone(RowKind::Ticket, ticket_id(*ticket).to_string())));
    assert!([1, 2].iter().all(|customer| gone(RowKind::Customer, customer_id(*customer).to_string())));
    assert!(foreseen.messages.iter().all(|message| gone(RowKind::Message, message.to_string())));
    let ticket =
        page.changes.iter().find_map(|change| if let Some(Row::Ticket(ticket)) = &change.row { Some(ticket.clone()) } else { None }).unwrap();
    assert_eq!((ticket.id, ticket.links.len(), page.changes.len()), (other, 0, removed.len() + 1));
    assert_eq!(team.rows().len(), before, "every identity stays as a removal");
    assert_eq!(team.ledger().ticket_numbered(ticket.number.lasting.unwrap()).unwrap(), Some(other));

    // The file that a stranger's message names too is still theirs; the other one is gone for everybody.
    let size = |content: &[u8]| {
        let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        team.ledger().piece(wen.agent(), &hash, 0).unwrap().map(|piece| piece.size)
    };
    assert_eq!((size(b"our terms"), size(says("picture").repeat(40_000).as_bytes())), (Some(9), None));
    assert!(matches!(find(team.ledger().as_ref(), &customer_id(1).to_string()), Err(EraseError::Erased)));
    assert!(matches!(find(team.ledger().as_ref(), "13800138001"), Err(EraseError::Unknown)));
    let newcomer = team.desk("bai").await.first_pull().await.0;
    assert!(!serde_json::to_string(&newcomer).unwrap().contains(CANARY));
}

#[tokio::test]
async fn whatever_is_said_of_them_later_is_refused_as_gone_and_brings_nothing_back() {
    let team = team();
    let mut wen = team.desk("wen").await;
    let other = somebody(&team, &mut wen).await;
    let file = team.comes(&wen, "late.txt", b"sent too late");
    erased(&team, &customer_id(1).to_string()).unwrap();
    let before: Vec<_> = team.rows();
    let outage = OutageId(ticket_id(9).0);
    let [to, merged, alive] = [ticket_id(1), ticket_id(3), other];
    let stranger = team.ledger().begin().unwrap().ticket(alive).unwrap().unwrap().customer;
    let late: Vec<(About, Action)> = vec![
        (to.into(), note("late")),
        (to.into(), Action::reply("late")),
        (merged.into(), note("to what had become part of another")),
        (merged.into(), Action::reply("to what had become part of another")),
        (to.into(), Action::CallBack { outage, step: CallBackStep::Told }),
        (to.into(), Action::Merge { into: alive }),
        (alive.into(), Action::Merge { into: to }),
        (merged.into(), Action::claim()),
        (to.into(), called(customer_id(1), "Wang", "138", "the same ticket once more")),
        (ticket_id(11).into(), called(customer_id(1), "Wang", "138", "a new ticket of theirs")),
        (ticket_id(12).into(), called(customer_id(2), "Wang", "138", "of whom they were joined with")),
        (customer_id(1).into(), Action::Reveal { why: "to ring them".into(), ticket: None }),
        (customer_id(2).into(), Action::ChangeCustomer(Box::new(CustomerChange { name: Some("Wang".into()), ..CustomerChange::default() }))),
        (customer_id(1).into(), Action::JoinCustomer { into: stranger }),
        (stranger.into(), Action::JoinCustomer { into: customer_id(2) }),
    ];
    for (about, action) in late {
        let said = format!("{action:?}");
        let result = does(&mut wen, about, action).await;
        assert_eq!((result.verdict, result.rejection), (None, Some(Rejection::Gone)), "{said}");
    }
    let reply = wen.operation(to, Action::reply("with a file")).with_files(vec![file]);
    assert_eq!(sends(&wen, reply).await.rejection, Some(Rejection::Gone));
    let lost = Attachment { hash: "0".repeat(64), name: "lost.png".into(), size: 1 };
    let reply = wen.operation(to, Action::reply("with a file that never came")).with_files(vec![lost]);
    assert_eq!(sends(&wen, reply).await.rejection, Some(Rejection::Gone), "it does not wait for anything first");
    let decided = does(&mut wen, to, Action::Decide { held: vec![] }).await;
    assert_eq!(decided.verdict, Some(Verdict::NoOp), "who lets go of what was held there is not bothered once more");
    assert_eq!(team.running.server().receive(to, "Hello?").unwrap_err().to_string(), Rejection::Gone.to_string());
    assert_eq!(team.rows(), before);

    // What the agent writes down anew, of somebody new, is a ticket as any other.
    let anew = does(&mut wen, ticket_id(13), called(customer_id(3), "Wang", "13800138001", "they rang again")).await;
    assert_eq!(anew.verdict, Some(Verdict::Applied));
}

#[test]
fn the_same_file_imported_again_leaves_out_who_was_erased_and_changes_nobody_else() {
    let team = team();
    let file = team.folder.path().join("tickets.jsonl");
    let line =
        |id: u32, customer: &str| format!(r#"{{"id":{id},"subject":"s","body":"what {customer} wrote","customer":"{customer}","label":"refund"}}"#);
    std::fs::write(&file, [line(1, "gone@example.com"), line(2, "stays@example.com")].join("\n")).unwrap();
    let now = holdfast_server::Clock::system().now();
    let import = || tickets(team.ledger().as_ref(), &file, TicketOptions::default(), now).unwrap();
    assert_eq!(import().imported, 2);
    erased(&team, "GONE@example.com").unwrap();
    let rows = team.rows();
    let again = import();
    assert_eq!((again.imported, again.unchanged, again.skipped.len()), (0, 1, 1));
    assert_eq!((team.rows(), again.skipped[0].line), (rows, Some(1)));
}

#[tokio::test]
async fn on_the_command_line_it_asks_for_the_name_and_says_who_is_meant() {
    let team = team();
    let data = text(team.folder.path()).to_owned();
    let mut wen = team.desk("wen").await;
    somebody(&team, &mut wen).await;
    let twin = does(&mut wen, ticket_id(20), called(customer_id(4), "Zhao", "138 0013 8001", "another at the same number")).await;
    assert_eq!(twin.verdict, Some(Verdict::Applied));
    let erase = |arguments: &[&str]| run(&[&["erase", "--data", &data], arguments].concat());
    let typing = |name: &str| {
        let arguments = ["erase", "--data", &data, &customer_id(1).to_string()];
        let mut child = command(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{name}\n").as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    assert!(said(&erase(&["nobody@example.com", "--yes"])).contains("nobody@example.com"));
    let several = erase(&["13800138001", "--yes"]);
    assert_eq!(several.status.code(), Some(1));
    let listed = said(&several);
    assert!(listed.contains("2 customers") && [1, 4].iter().all(|one| listed.contains(&customer_id(*one).to_string())), "{listed}");
    let refused = typing("Li Na");
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("identities 2, tickets 3, messages 5, files 1"), "{}", said(&refused));
    assert!(find(team.ledger().as_ref(), &customer_id(1).to_string()).is_ok(), "nothing has changed");

    assert!(typing(&says("Wang")).status.success());
    assert_eq!(stands_in(team.folder.path()), Vec::<String>::new());
    assert!(said(&erase(&[&customer_id(1).to_string()])).contains("erased before"));
    assert!(find(team.ledger().as_ref(), "13800138001").is_ok_and(|customer| customer.id == customer_id(4)));
    let elsewhere = run(&["erase", "--data", text(&team.folder.path().join("none")), "x", "--yes"]);
    assert!(said(&elsewhere).contains("no team"), "{}", said(&elsewhere));
}
