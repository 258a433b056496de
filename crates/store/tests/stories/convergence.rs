//! Whatever gets lost, doubled, held or killed: when all is sent and pulled, the desk shows what the server has, and
//! every operation had its effect once. Each seed is a different life of the desk.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::*;
use holdfast_store::*;
use std::collections::BTreeMap;

/// A team server in miniature: one desk, one order, results remembered.
#[derive(Clone, Default)]
struct Server {
    epoch: u32,
    seq: u64,
    last_dseq: u64,
    taken_at: u64,
    results: BTreeMap<u64, OperationResult>,
    tickets: BTreeMap<TicketId, (u64, Ticket)>,
    messages: BTreeMap<MessageId, (u64, Message)>,
}

impl Server {
    fn epoch(&self) -> String {
        format!("life-{}", self.epoch)
    }

    fn takes(&mut self, batch: &PushRequest) -> Result<PushAnswer, u64> {
        if batch.first_dseq > self.last_dseq + 1 {
            return Err(self.last_dseq + 1);
        }
        self.seq += 1;
        for operation in &batch.operations {
            let dseq = operation.dseq.unwrap();
            if dseq <= self.last_dseq {
                assert_eq!(self.results[&dseq].id, operation.id, "a number never means two operations");
                continue;
            }
            let on = operation.about.ticket().unwrap();
            let mut entity = Entity::Ticket(self.tickets.get(&on).map(|(_, ticket)| ticket.clone()));
            let context = Context::with_authority(NINE.plus_minutes(60), Role::Agent, Seq(self.seq), dseq as u32);
            let (verdict, rejection) = match apply(&mut entity, operation, &context) {
                Ok(outcome) => {
                    if let Some(message) = outcome.message {
                        assert!(self.messages.insert(message.id, (self.seq, message)).is_none(), "no message twice");
                    }
                    if matches!(outcome.verdict, Verdict::Applied | Verdict::Merged { .. }) {
                        self.tickets.insert(on, (self.seq, entity.ticket().unwrap()));
                    }
                    (Some(outcome.verdict), None)
                }
                Err(rejection) => (None, Some(rejection)),
            };
            self.results.insert(dseq, OperationResult { id: operation.id, dseq, seq: Seq(self.seq), verdict, rejection });
            self.last_dseq = dseq;
            self.taken_at = self.seq;
        }
        let results = batch.operations.iter().map(|operation| self.results[&operation.dseq.unwrap()].clone()).collect();
        Ok(PushAnswer { epoch: self.epoch(), acknowledged: self.last_dseq, results, seq: Seq(self.seq) })
    }

    /// A customer writes, or a colleague renames.
    fn changes(&mut self, number: u64) {
        self.seq += 1;
        let ids: Vec<_> = self.tickets.keys().copied().collect();
        let (seq, ticket) = self.tickets.get_mut(&ids[number as usize % ids.len()]).unwrap();
        *seq = self.seq;
        if number.is_multiple_of(2) {
            let message = Message {
                seq: Some(Seq(self.seq)),
                ..message(u128::from(1_000_000 + u64::from(self.epoch) * 100_000 + self.seq), ticket.id, "From outside", self.seq)
            };
            ticket.last_public = Some(LastPublic::of_customer(Seq(self.seq)));
            self.messages.insert(message.id, (self.seq, message));
        } else {
            ticket.subject = format!("Renamed at {}", self.seq);
            ticket.revs.insert(Field::Subject, FieldRev { seq: Seq(self.seq), device: None });
        }
    }

    fn rows(&self, after: u64, until: u64) -> Vec<Change> {
        let inside = |seq: &u64| *seq > after && *seq <= until;
        let tickets = self.tickets.values().filter(|(seq, _)| inside(seq)).map(|(seq, row)| ticket_row(*seq, row.clone()));
        tickets.chain(self.messages.values().filter(|(seq, _)| inside(seq)).map(|(seq, row)| message_row(*seq, row.clone()))).collect()
    }
}

/// How often each misfortune struck, so that the story cannot become harmless unseen.
#[derive(Debug, Default)]
struct Struck {
    lost_answers: u32,
    gaps: u32,
    held: u32,
    resyncs: u32,
    rebuilt: u32,
    recovered: u32,
    kills: u32,
    dropped_midway: u32,
}

struct Life {
    struck: Struck,
    desk: Desk,
    server: Server,
    backup: Server,
    random: u64,
}

impl Life {
    fn below(&mut self, end: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % end
    }

    fn works(&mut self) {
        let on = ticket_id(u128::from(self.below(4) + 1));
        let words = format!("Words {}", self.random);
        let mut operation = match self.below(6) {
            0 => self.desk.reply(on, &words),
            1 | 2 => self.desk.note(on, &words),
            3 => self.desk.operation(on, Action::SetField { field: Field::Subject, old: "?".into(), new: words }),
            4 => self.desk.operation(on, Action::Tag { add: vec!["seen".into()], remove: BTreeMap::new() }),
            _ => {
                let new = ticket_id(u128::from(self.below(5) + 50));
                let temporary = self.desk.store().temporary_number().unwrap();
                self.desk.operation(new, Action::Open(Box::new(call(&temporary, &words))))
            }
        };
        let view = self.desk.store().ticket(operation.about.ticket().unwrap()).unwrap();
        operation.seen = view.and_then(|ticket| ticket.last_public).map(|last| last.seq);
        self.desk.store().transact(operation, NINE).unwrap();
    }

    fn pushes(&mut self) {
        let (most, answer_arrives) = (self.below(5) as usize + 1, self.below(3) > 0);
        let Some(batch) = self.desk.store().seal(most, 100_000, NINE).unwrap() else { return };
        match self.server.takes(&batch) {
            Ok(answer) if answer_arrives => {
                self.struck.held += answer.results.iter().filter(|result| matches!(result.verdict, Some(Verdict::Held { .. }))).count() as u32;
                self.desk.store().acknowledge(&answer, NINE).unwrap();
            }
            Ok(_) => self.struck.lost_answers += 1,
            Err(expected) => {
                self.struck.gaps += 1;
                self.desk.store().expected_dseq(expected).unwrap();
            }
        }
    }

    fn pulls(&mut self) {
        let store = self.desk.store();
        let cursor = store.cursor().unwrap();
        if cursor.epoch.as_ref().is_some_and(|epoch| *epoch != self.server.epoch()) {
            store.restore_epoch(&self.server.epoch(), self.server.last_dseq).unwrap();
            store.begin_resync("another life").unwrap();
            self.struck.resyncs += 1;
            return;
        }
        if !cursor.complete {
            let mut rows = self.server.rows(0, u64::MAX);
            let page = |changes, next| BootstrapPage {
                epoch: self.server.epoch(),
                high: Seq(self.server.seq),
                changes,
                next,
                total: 1,
                scope: String::new(),
            };
            let after = cursor.bootstrap.and_then(|under_way| under_way.next);
            if after.is_none() {
                rows.truncate(rows.len() / 2);
                store.apply_bootstrap(None, &page(rows, Some(Position("the rest".into()))), NINE).unwrap();
                self.struck.dropped_midway += 1;
            } else {
                store.apply_bootstrap(after.as_ref(), &page(rows, None), NINE).unwrap();
            }
            return;
        }
        let to = self.server.seq;
        let taken =
            (self.server.last_dseq > 0).then_some(Acknowledged { dseq: self.server.last_dseq, seq: Seq(self.server.taken_at), operation: None });
        let page = ChangesPage { epoch: self.server.epoch(), acknowledged: taken, ..page(cursor.seq.0, to, self.server.rows(cursor.seq.0, to)) };
        store.apply_changes(&page, NINE).unwrap();
    }

    fn steps(&mut self) {
        match self.below(20) {
            0..7 => self.works(),
            7..11 => self.pushes(),
            11..15 => self.pulls(),
            15 | 16 => {
                let number = self.below(1_000);
                self.server.changes(number);
            }
            17 => {
                self.desk = self.desk.killed();
                self.struck.kills += 1;
            }
            18 => {
                self.desk.close();
                let name = ["cache.db", "outbox.db"][self.below(2) as usize];
                let mut bytes = std::fs::read(self.desk.path(name)).unwrap();
                let at = self.below(bytes.len() as u64) as usize;
                bytes[at] ^= 0xff;
                std::fs::write(self.desk.path(name), bytes).unwrap();
                self.desk.open();
                let opened = self.desk.opened.as_ref().unwrap();
                self.struck.rebuilt += u32::from(opened.cache == CacheState::Rebuilt);
                self.struck.recovered += u32::from(matches!(opened.outbox, OutboxState::Recovered { .. }));
            }
            _ if self.below(4) == 0 => {
                let epoch = self.server.epoch + 1;
                self.server = Server { epoch, ..self.backup.clone() };
            }
            _ => self.backup = self.server.clone(),
        }
    }

    fn comes_to_rest(&mut self) {
        for _ in 0..300 {
            let held: Vec<_> = self.desk.store().entries(EntryFilter { undone_only: true, ..EntryFilter::default() }).unwrap();
            for entry in held.iter().filter(|entry| matches!(entry.state, EntryState::Held { .. } | EntryState::Rejected { .. })) {
                self.desk.discards(entry.operation.id).unwrap();
            }
            self.pulls();
            self.pushes();
        }
        self.pulls();
        let undone = self.desk.store().entries(EntryFilter { undone_only: true, ..EntryFilter::default() }).unwrap();
        assert_eq!(undone, [], "everything ends");
        for (id, (_, ticket)) in &self.server.tickets {
            assert_eq!(self.desk.store().ticket(*id).unwrap().as_ref(), Some(ticket));
            assert_eq!(self.desk.store().base_ticket(*id).unwrap().as_ref(), Some(ticket));
            let mut theirs: Vec<_> =
                self.server.messages.values().map(|(_, message)| message).filter(|message| message.ticket == *id).cloned().collect();
            theirs.sort_by_key(|message| (message.at, message.id));
            assert_eq!(self.desk.store().messages(*id, None, 10_000).unwrap(), (theirs, 0));
        }
        assert_eq!(self.desk.store().conversations_after(None, 1_000).unwrap().len(), self.server.tickets.len(), "and nothing else");
    }
}

#[test]
fn every_life_of_a_desk_ends_in_what_the_server_has() {
    let seeds = std::env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let mut struck = Struck::default();
    for seed in 1..=seeds {
        println!("seed {seed}");
        let mut server = Server { seq: 1, ..Server::default() };
        server.tickets = (1..=4).map(|number| (ticket_id(number), (1, ticket(number)))).collect();
        let mut life = Life { struck, desk: Desk::new(), backup: server.clone(), server, random: 0x9e37_79b9_7f4a_7c15 ^ (seed << 20) };
        (0..120).for_each(|_| life.steps());
        life.comes_to_rest();
        struck = life.struck;
    }
    println!("{struck:?}");
    let all = [struck.lost_answers, struck.gaps, struck.held, struck.resyncs, struck.rebuilt, struck.recovered, struck.kills, struck.dropped_midway];
    assert!(all.iter().all(|times| *times > 0), "{struck:?}");
}
