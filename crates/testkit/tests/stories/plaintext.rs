//! After a day's work nothing a person or a customer wrote lies readable in the desk's folder (DESIGN §9).

use holdfast_desk::view::{ConnectionState, Millis, NewCall, SearchFilter, View};
use holdfast_domain::{Channel, MessageKind, Status, Urgency};
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_testkit::{TestDesk, World};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "unmistakable-passphrase 订书机";

/// Every file, its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    files
}

/// So few bytes stand somewhere in millions of random ones by chance.
const BY_CHANCE: usize = 5;

/// A text as it could lie in a file: as UTF-8, UTF-16, in JSON, in lower case (an index).
fn shapes(text: &str) -> Vec<Vec<u8>> {
    let escaped: String =
        text.chars().map(|character| if character.is_ascii() { character.to_string() } else { format!("\\u{:04x}", u32::from(character)) }).collect();
    [text.to_owned(), text.to_lowercase(), escaped]
        .iter()
        .flat_map(|text| [text.as_bytes().to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()])
        .filter(|shape| shape.len() > BY_CHANCE)
        .collect()
}

/// What must not be found: one look at each byte for all of it.
struct Secrets {
    known: Vec<(String, Vec<u8>)>,
    /// Those that begin with these two bytes.
    by_head: Vec<Vec<usize>>,
}

impl Secrets {
    fn new(secrets: Vec<(String, Vec<Vec<u8>>)>) -> Self {
        let known: Vec<_> = secrets.into_iter().flat_map(|(name, shapes)| shapes.into_iter().map(move |shape| (name.clone(), shape))).collect();
        let mut by_head = vec![Vec::new(); 1 << 16];
        for (index, (_, shape)) in known.iter().enumerate() {
            by_head[usize::from(shape[0]) << 8 | usize::from(shape[1])].push(index);
        }
        Self { known, by_head }
    }

    fn are_nowhere(&self, when: &str, files: &BTreeMap<PathBuf, Vec<u8>>) {
        let mut found = BTreeSet::new();
        for (path, bytes) in files {
            for at in 0..bytes.len().saturating_sub(1) {
                for index in &self.by_head[usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1])] {
                    let (name, shape) = &self.known[*index];
                    if bytes[at..].starts_with(shape) {
                        found.insert(format!("{name} in {}", path.display()));
                    }
                }
            }
        }
        assert!(found.is_empty(), "{when}: {found:#?}");
    }
}

/// Does a bit of everything and leaves some of it unsent.
fn a_days_work(world: &mut World, wen: &TestDesk) -> Vec<String> {
    let work = wen.work();
    let rows = work.list(&View::Mine.into(), 0, 100).unwrap().rows;
    let open: Vec<_> = rows.iter().filter(|row| row.status == Status::Open).map(|row| row.id.clone()).collect();
    let (ticket, other) = (&open[0], &open[1]);
    let mut said = Vec::new();
    let mut say = |text: &str| {
        said.push(text.to_owned());
        text.to_owned()
    };
    wen.replies(ticket, &say("zebracrossing reply sent 斑马线回复"));
    work.note(ticket, &say("zebracrossing note sent 斑马线备注")).unwrap();
    world.customer_writes(other, &say("zebracrossing customer 斑马线顾客"));
    wen.is_in_step();
    wen.sees("the customer's words", |_| wen.reads(other).iter().any(|(text, _)| text.contains("zebracrossing customer")));
    wen.sees("them in the index", |work| !work.search("zebracrossing customer", &SearchFilter::default(), 5).unwrap().tickets.is_empty());
    work.save_draft(other, MessageKind::Reply, &say("zebracrossing draft 斑马线草稿"), &[]).unwrap();
    work.save_capture(&say("zebracrossing form 斑马线表格")).unwrap();
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.replies(ticket, &say("zebracrossing reply waiting 斑马线等待"));
    work.save_draft(ticket, MessageKind::Note, &say("zebracrossing second draft"), &[]).unwrap();
    let call = NewCall {
        caller: say("Zebracrossing Caller 斑马"),
        contact: say("13912345670"),
        ticket: None,
        channel: Channel::Phone,
        customer: None,
        subject: say("zebracrossing subject"),
        question: say("zebracrossing question 斑马线问题"),
        product: Some(say("zebracrossing product")),
        call_back: Some(say("13998765430")),
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        recover: true,
        came_at: None,
        solved: None,
        started_at: Millis(0.0),
    };
    work.capture(call).unwrap();
    work.save_capture("{\"phone\":\"zebracrossing again\"}").unwrap();
    work.search(&say("zebracrossing query 斑马线查询"), &SearchFilter::default(), 5).unwrap();
    work.match_customers("zebracrossing").unwrap();
    wen.clock.advance(24 * 60);
    wen.sees("an alert", |work| !work.alert_list().unwrap().alerts.is_empty());
    wen.sees("what was written last in the index", |work| {
        !work.search("zebracrossing question", &SearchFilter::default(), 5).unwrap().tickets.is_empty()
    });
    // What the team server brought.
    let detail = work.ticket(ticket).unwrap();
    let customer = detail.customer.unwrap();
    let reached = customer.contacts.into_iter().map(|contact| contact.value);
    for text in [customer.name, detail.row.subject].into_iter().chain(reached).filter(|text| text.chars().count() > 5 || !text.is_ascii()) {
        if text.len() > 5 {
            said.push(text);
        }
    }
    let article = work.search("退款", &SearchFilter::default(), 3).unwrap().articles.swap_remove(0);
    let article = work.article(&article.id, None).unwrap();
    said.push(article.title);
    said.extend(article.answer.lines().map(str::trim).filter(|line| line.len() > 30).map(str::to_owned));
    said
}

fn day(passphrase: Option<&str>) {
    let mut world = World::new();
    let mut wen: TestDesk = world.bare_desk("wen");
    wen.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, passphrase).unwrap();
    wen.is_in_step();
    let said = a_days_work(&mut world, &wen);
    let running = files(wen.folder());

    let mut secrets: Vec<(String, Vec<Vec<u8>>)> = said.iter().map(|text| (text.clone(), shapes(text))).collect();
    let team = wen.work().team();
    secrets.extend(team.agents.iter().filter(|agent| agent.name.len() > 5).map(|agent| (agent.name.clone(), shapes(&agent.name))));
    let texts = ["zebracrossing", "斑马线", SAMPLE_PASSWORD, PASSPHRASE];
    secrets.extend(texts.map(|text| (text.to_owned(), shapes(text))));
    // The token is known to the desk alone. The server keeps what it hashes to, and that is not to be found here either.
    let device = world.device_of("wen");
    let hash = holdfast_server::ledger::Ledger::devices(&world.ledger()).unwrap().into_iter().find(|known| known.id == device).unwrap().token_hash;
    secrets.push(("the token's hash".to_owned(), shapes(&hash)));
    let kept = wen.computer.secrets();
    assert_eq!(kept.is_empty(), passphrase.is_some());
    secrets.extend(kept.values().map(|secret| ("the key store's secret".to_owned(), vec![secret.clone()])));
    let secrets = Secrets::new(secrets);

    secrets.are_nowhere("while it runs", &running);
    wen.is_killed();
    secrets.are_nowhere("after a kill", &files(wen.folder()));
    wen.starts();
    if let Some(passphrase) = passphrase {
        wen.desk().unlock(Some(passphrase)).unwrap();
    }
    wen.crashes();
    let closed = files(wen.folder());
    secrets.are_nowhere("when closed", &closed);
    is_without_token(&closed);
    let names: Vec<_> = closed.keys().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    for name in ["cache.db", "outbox.db", "outbox.journal", "profile.json"] {
        assert!(names.iter().any(|found| found == name), "{name} was looked into: {names:?}");
    }
    assert!(closed.len() > 6, "the index too: {names:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(wen.folder().join("desk")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "the folder is for this person only");
    }
}

/// A token is 32 random bytes as 43 letters, digits, `-` and `_`: no word so long stands in any file that can be read as text.
fn is_without_token(files: &BTreeMap<PathBuf, Vec<u8>>) {
    for (path, bytes) in files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let words = text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-' && character != '_');
        // keys.json holds the sealed key and its salt, in another alphabet and of other lengths.
        let tokens: Vec<_> = words.filter(|word| word.len() == 43).collect();
        assert!(
            tokens.is_empty() || path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("keys")),
            "{} in {}",
            tokens.join(" "),
            path.display()
        );
    }
}

#[test]
fn nothing_written_lies_readable_when_the_key_store_unlocks() {
    day(None);
}

#[test]
fn nothing_written_lies_readable_when_a_passphrase_unlocks() {
    day(Some(PASSPHRASE));
}

#[test]
fn the_looking_finds_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let word = "斑马线 Zebra";
    for (name, bytes) in shapes(word).into_iter().enumerate() {
        fs::write(folder.path().join(name.to_string()), [b"before".as_slice(), &bytes, b"after"].concat()).unwrap();
    }
    let secrets = Secrets::new(vec![(word.to_owned(), shapes(word))]);
    for (path, bytes) in files(folder.path()) {
        let one = BTreeMap::from([(path.clone(), bytes)]);
        assert!(std::panic::catch_unwind(|| secrets.are_nowhere("made for this", &one)).is_err(), "{}", path.display());
    }
}
