//! A scenario being played, in a process of its own: one store, and a mark outside its folder before and after each step.

use holdfast_domain::{Action, Agent, AgentId, Caller, Channel, DeviceId, NewTicket, Operation, Role, Seq, TicketId, Timestamp, Urgency};
use holdfast_store::{DataKey, Identity, Slots, Store, StoreError, Written};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::facts::Facts;
use crate::scenarios;

pub const FLAG: &str = "--play";
pub const NINE: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const SECRET: [u8; 32] = [7; 32];

/// What was known when a step had ended.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Done {
    pub facts: Facts,
    /// Operations that were answered as saved so far.
    pub saved: Vec<String>,
    /// Operations that were refused.
    pub refused: Vec<String>,
    /// The last text of each draft that was answered as saved; empty for one that was taken away.
    pub drafts: BTreeMap<String, String>,
    /// Attachments that were answered as kept.
    pub blobs: BTreeSet<String>,
    /// Why the step failed.
    pub error: Option<String>,
}

/// The store and what it was asked.
pub struct Scene {
    folder: PathBuf,
    marks: PathBuf,
    store: Option<Store>,
    steps: usize,
    made: u128,
    done: Done,
    is_over: bool,
}

/// Plays one scenario.
pub fn play(scenario: &str, folder: &Path, marks: &Path) {
    let (_, acts) = scenarios::ALL.iter().find(|(name, _)| *name == scenario).expect("there is such a scenario");
    let mut scene =
        Scene { folder: folder.to_owned(), marks: marks.to_owned(), store: None, steps: 0, made: 0, done: Done::default(), is_over: false };
    scene.step(|scene| {
        std::fs::create_dir_all(&scene.folder).unwrap();
        Slots::create_with_secret(&scene.folder, &DataKey::generate()?, &SECRET, "crashes").map(drop)
    });
    scene.opens();
    scene.step(|scene| scene.store().set_identity(&identity()));
    acts(&mut scene);
}

/// Opens what a crash has left; none before there is a key.
pub fn reopen(folder: &Path) -> Result<Option<holdfast_store::Opened>, StoreError> {
    if !Slots::exists(folder) {
        return Ok(None);
    }
    let key = Slots::load(folder)?.open_with_secret(&SECRET)?;
    Store::open(folder, &key, NINE).map(Some)
}

impl Scene {
    /// The open store.
    pub fn store(&self) -> &Store {
        self.store.as_ref().expect("the store is open")
    }

    /// One step: what it does is whole or not at all, wherever it is cut off.
    pub fn step(&mut self, act: impl FnOnce(&mut Self) -> Result<(), StoreError>) {
        if self.is_over {
            return;
        }
        self.mark("begin", b"");
        let result = act(self);
        self.mark("done", b"");
        self.done.error = result.err().map(|error| error.to_string());
        if let Some(store) = &self.store {
            self.done.facts = Facts::read(store, &self.done.blobs).unwrap_or_default();
        }
        self.mark("facts", &serde_json::to_vec(&self.done).unwrap());
        self.steps += 1;
    }

    fn mark(&self, what: &str, text: &[u8]) {
        std::fs::write(self.marks.join(format!("{}.{what}", self.steps)), text).unwrap();
    }

    /// Opens the store, or closes it and opens it again. What cannot be opened stays closed, and the scene is over.
    pub fn opens(&mut self) {
        self.step(|scene| {
            drop(scene.store.take());
            scene.store = reopen(&scene.folder)?.map(|opened| opened.store);
            Ok(())
        });
        // Refused visibly: nothing more can be asked of it.
        self.is_over = self.store.is_none();
    }

    /// Operations in one commit.
    pub fn writes(&mut self, operations: Vec<Operation>) {
        self.step(|scene| {
            let ids: Vec<String> = operations.iter().map(|operation| operation.id.to_string()).collect();
            match scene.store().transact_all(operations, NINE) {
                Ok(Written::Queued { .. }) => scene.done.saved.extend(ids),
                Ok(Written::Refused(_)) => scene.done.refused.extend(ids),
                Err(error) => {
                    scene.done.refused.extend(ids);
                    return Err(error);
                }
            }
            Ok(())
        });
    }

    /// A draft, or its end.
    pub fn drafts(&mut self, ticket: TicketId, body: &str) {
        self.step(|scene| {
            scene.store().save_draft(ticket, holdfast_domain::MessageKind::Reply, body, &[], NINE)?;
            scene.done.drafts.insert(ticket.to_string(), body.to_owned());
            Ok(())
        });
    }

    /// An attachment.
    pub fn attaches(&mut self, size: usize) {
        self.step(|scene| {
            let blob = scene.store().put_blob(vec![7_u8; size].as_slice(), "photo.jpg")?;
            scene.done.blobs.insert(blob.hash);
            Ok(())
        });
    }

    /// Whether this operation waits for its author.
    pub fn is_held(&self, operation: holdfast_domain::OperationId) -> bool {
        let entry = self.store.as_ref().and_then(|store| store.entry(operation).ok().flatten());
        entry.is_some_and(|entry| matches!(entry.state, holdfast_store::EntryState::Held { .. }))
    }

    pub fn operation(&mut self, ticket: TicketId, action: Action) -> Operation {
        self.made += 1;
        Operation {
            v: 1,
            id: id(0xe_0000_0000 + self.made),
            device: device(),
            dseq: None,
            author: mia(),
            about: ticket.into(),
            action,
            base: BTreeMap::new(),
            seen: Some(Seq(1_000)),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: NINE.plus_minutes(self.made as i64),
            offline: true,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        }
    }

    pub fn reply(&mut self, ticket: TicketId, body: &str) -> Operation {
        self.operation(ticket, Action::reply(body.to_owned()))
    }

    pub fn note(&mut self, ticket: TicketId, body: &str) -> Operation {
        self.operation(ticket, Action::Note { body: body.to_owned() })
    }

    /// A call, with the number that the store gives.
    pub fn call(&mut self, ticket: TicketId, question: &str) -> Operation {
        let temporary = self.store.as_ref().and_then(|store| store.temporary_number().ok()).unwrap_or_default();
        let caller = Caller { id: id(0xc_0000_0099), known: false, name: "Wang Li".into(), phone: None, mail: None, account: None, tier: 2 };
        let new = NewTicket {
            temporary,
            subject: String::new(),
            question: question.to_owned(),
            channel: Channel::Phone,
            urgency: Urgency::Normal,
            category: None,
            queue: None,
            caller,
            product: None,
            call_back: None,
            recover: true,
            came_at: None,
            language: None,
        };
        self.operation(ticket, Action::Open(Box::new(new)))
    }
}

/// The n-th identity of any kind.
pub fn id<V: std::str::FromStr>(number: u128) -> V {
    let digits = format!("{:032x}", 0x0190_0000_0000_7000_8000_0000_0000_0000 + number);
    digits.parse().ok().expect("32 hexadecimal digits are an identity")
}

pub fn mia() -> AgentId {
    id(0xa001)
}

pub fn device() -> DeviceId {
    id(0xd001)
}

fn identity() -> Identity {
    Identity {
        device: device(),
        agent: Agent {
            id: mia(),
            login: "mia".into(),
            name: "Mia".into(),
            role: Role::Agent,
            department: None,
            seniority: 1,
            language: None,
            masked: false,
        },
        address: "https://desk.example".into(),
        token: "token-of-mia".into(),
        mark: "T7K".into(),
        team: "Support".into(),
    }
}
