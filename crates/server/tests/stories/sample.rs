//! The sample team: what it promises to be.

use holdfast_domain::sla::{ClockKind, ClockState, Policy, Schedule, clocks};
use holdfast_domain::{Agent, AgentId, Language, Status, Ticket, Timestamp, Urgency};
use holdfast_protocol::{Row, RowKind};
use holdfast_server::ledger::{Ledger, PageLimit, SqliteLedger};
use holdfast_server::sample::{SAMPLE_TICKETS, fill};
use std::collections::{BTreeMap, HashSet};
use tempfile::TempDir;

struct Sample {
    rows: Vec<Row>,
    _folder: TempDir,
}

fn sample(seed: u64, now: Timestamp) -> Sample {
    let folder = TempDir::new().unwrap();
    let ledger = SqliteLedger::open(folder.path(), None, "epoch").unwrap();
    assert!(fill(&ledger, seed, now).unwrap());
    assert!(!fill(&ledger, seed, now).unwrap(), "a team is never filled twice");
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = ledger.bootstrap(after, PageLimit { rows: 4_000, bytes: 1 << 30 }, None).unwrap();
        rows.extend(page.changes.iter().map(|change| serde_json::from_str::<Row>(&serde_json::to_string(&change.row).unwrap()).unwrap()));
        after = page.next;
        if after.is_none() {
            return Sample { rows, _folder: folder };
        }
    }
}

impl Sample {
    fn tickets(&self) -> Vec<&Ticket> {
        self.rows.iter().filter_map(|row| if let Row::Ticket(ticket) = row { Some(&**ticket) } else { None }).collect()
    }

    fn agent(&self, login: &str) -> AgentId {
        self.rows.iter().find_map(|row| if let Row::Agent(agent) = row { (agent.login == login).then_some(agent.id) } else { None }).unwrap()
    }

    fn count(&self, kind: RowKind) -> usize {
        self.rows.iter().map(Row::id).filter(|id| id.kind == kind).collect::<HashSet<_>>().len()
    }
}

/// A working day at ten in Shanghai, a Sunday at four in the morning, and New Year's Eve at night.
const HOURS: [i64; 3] = [1_795_399_200_000, 1_795_291_200_000, 1_798_731_000_000];

#[test]
fn it_is_as_large_as_it_says_and_nothing_points_nowhere() {
    let sample = sample(7, Timestamp::from_millis(HOURS[0]));
    assert_eq!((sample.count(RowKind::Agent), sample.count(RowKind::Department)), (8, 4));
    assert!(sample.count(RowKind::Article) >= 60);
    assert_eq!((sample.count(RowKind::Ticket), sample.count(RowKind::Customer)), (SAMPLE_TICKETS, 80));
    assert!(sample.count(RowKind::Message) > 700);
    let ids: HashSet<_> = sample.rows.iter().map(Row::id).collect();
    let known = |kind, id: String| ids.contains(&holdfast_protocol::RowId { kind, id });
    let mut subjects = BTreeMap::new();
    for row in &sample.rows {
        match row {
            Row::Ticket(ticket) => {
                assert!(known(RowKind::Customer, ticket.customer.to_string()));
                assert!(known(RowKind::Queue, ticket.queue.unwrap().to_string()));
                assert!(known(RowKind::Category, ticket.category.clone().unwrap()));
                assert!(ticket.owner.is_none_or(|owner| known(RowKind::Agent, owner.to_string())));
                assert!(!ticket.subject.contains('{') && ticket.opened_at <= ticket.updated_at);
                *subjects.entry(ticket.channel).or_insert(0) += 1;
            }
            Row::Message(message) => {
                assert!(known(RowKind::Ticket, message.ticket.to_string()));
                assert!(!message.body.contains("{name}") && !message.body.contains("{order}") && !message.body.contains("{date}"));
            }
            Row::Article(article) => {
                assert!(article.content.category.as_ref().is_none_or(|key| known(RowKind::Category, key.clone())), "{}", article.content.title);
                let has_text = article.content.purpose.is_some() || !article.content.answer.is_empty() && !article.content.questions.is_empty();
                assert!(!article.content.body.is_empty() && has_text, "{}", article.content.title);
            }
            _ => {}
        }
    }
    assert!(subjects.len() >= 5, "{subjects:?}");
    for language in Language::ALL {
        assert!(sample.rows.iter().any(|row| matches!(row, Row::Article(article) if article.content.language == language)));
        assert!(sample.tickets().iter().any(|ticket| ticket.language == Some(language)));
    }
}

#[test]
fn wen_has_a_morning_worth_looking_at_at_any_hour() {
    for hour in HOURS {
        let now = Timestamp::from_millis(hour);
        let sample = sample(7, now);
        let wen = sample.agent("wen");
        let tickets = sample.tickets();
        assert!(tickets.iter().all(|ticket| ticket.opened_at <= now && ticket.updated_at <= now), "nothing lies in the future");
        let hers: Vec<_> = tickets.iter().filter(|ticket| ticket.owner == Some(wen) && ticket.status.is_active()).collect();
        assert!((12..=16).contains(&hers.len()), "{}", hers.len());
        assert_eq!(hers.iter().filter(|ticket| ticket.urgency == Urgency::Emergency).count(), 1);
        assert!(tickets.iter().filter(|ticket| ticket.owner.is_none() && ticket.status == Status::New).count() >= 5);

        let policies: Vec<Policy> =
            sample.rows.iter().filter_map(|row| if let Row::Policy(policy) = row { Some((**policy).clone()) } else { None }).collect();
        let schedules: Vec<Schedule> =
            sample.rows.iter().filter_map(|row| if let Row::Schedule(schedule) = row { Some((**schedule).clone()) } else { None }).collect();
        let mut due_in: Vec<i64> = tickets
            .iter()
            .flat_map(|ticket| clocks(ticket, &policies, &schedules, now))
            .filter(|clock| clock.kind == ClockKind::FirstResponse && clock.state != ClockState::Met && clock.due > now)
            .map(|clock| clock.due.since(now) / 60_000)
            .collect();
        due_in.sort_unstable();
        assert!(due_in.len() >= 8, "{due_in:?}");
        assert!(due_in[0] <= 15, "{due_in:?}");
    }
}

#[test]
fn the_same_seed_makes_the_same_team_and_another_seed_another() {
    let now = Timestamp::from_millis(HOURS[0]);
    let told = |sample: &Sample| sample.rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect::<Vec<_>>();
    let (one, again, other) = (sample(3, now), sample(3, now), sample(4, now));
    assert_eq!(told(&one), told(&again));
    assert_ne!(told(&one), told(&other));
}

#[test]
fn the_list_of_articles_is_the_folder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/articles");
    let files = std::fs::read_dir(folder).unwrap().count();
    let sample = sample(1, Timestamp::from_millis(HOURS[0]));
    assert_eq!(sample.count(RowKind::Article), files);
}

#[test]
fn everybody_is_named_once() {
    let sample = sample(7, Timestamp::from_millis(HOURS[0]));
    let agents: Vec<&Agent> = sample.rows.iter().filter_map(|row| if let Row::Agent(agent) = row { Some(&**agent) } else { None }).collect();
    let logins: HashSet<&str> = agents.iter().map(|agent| agent.login.as_str()).collect();
    assert_eq!(logins.len(), agents.len());
}
