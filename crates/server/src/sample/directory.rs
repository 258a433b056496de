//! The sample team's people, places and articles as rows.

use holdfast_domain::{
    Agent, AgentId, Article, ArticleId, Category, ChangeNotice, ChangeRequest, Content, Customer, CustomerId, Department, DepartmentId, Fact,
    FactKind, Language, OperationId, Queue, QueueId, TagRule, Timestamp, Version, Words,
};
use holdfast_protocol::Row;

use super::SampleError;
use super::files::FILES;
use super::source::{Sampled, TeamFile, head};
use crate::identity::derived;
use std::sync::Arc;

const DAY_MINUTES: i64 = 24 * 60;

pub(super) fn agent_id(login: &str) -> AgentId {
    AgentId(derived("sample agent", login))
}

pub(super) fn queue_id(key: &str) -> QueueId {
    QueueId(derived("sample queue", key))
}

fn department_id(key: &str) -> DepartmentId {
    DepartmentId(derived("sample department", key))
}

pub(super) fn agents(team: &TeamFile) -> Vec<Agent> {
    team.agents
        .iter()
        .map(|person| Agent {
            id: agent_id(&person.login),
            login: person.login.clone(),
            name: person.name.clone(),
            role: person.role,
            department: Some(department_id(&person.department)),
            seniority: person.seniority,
            masked: false,
            language: Some(person.lang),
        })
        .collect()
}

pub(super) fn rows(team: &TeamFile) -> Vec<Row> {
    let mut rows: Vec<Row> = agents(team).into_iter().map(|agent| Row::Agent(Arc::new(agent))).collect();
    rows.extend(team.departments.iter().map(|place| {
        let (head, phone) = (Some(agent_id(&place.head)), Some(place.phone.clone()));
        Row::Department(Arc::new(Department { id: department_id(&place.key), name: place.name.clone(), head, phone }))
    }));
    rows.extend(team.queues.iter().map(|line| {
        let department = Some(department_id(&line.department));
        Row::Queue(Arc::new(Queue { id: queue_id(&line.key), name: line.name.clone(), department, restricted: false }))
    }));
    rows.extend(
        team.categories
            .iter()
            .map(|node| Row::Category(Arc::new(Category { key: node.key.clone(), parent: node.parent.clone(), name: node.name.clone() }))),
    );
    rows.extend(
        team.tags
            .iter()
            .chain(&team.ticket_tags)
            .map(|tag| Row::TagRule(Arc::new(TagRule { key: tag.key.clone(), name: tag.name.clone(), strategy: tag.strategy.clone() }))),
    );
    rows
}

pub(super) fn customer(buyer: &Sampled, now: Timestamp) -> Customer {
    let bought = bought(buyer, now);
    let fact = |kind, value: String| Fact { kind, value };
    Customer {
        tier: buyer.tier,
        language: Some(buyer.lang),
        phone: Some(buyer.phone.clone()),
        mail: Some(buyer.mail.clone()),
        tags: buyer.tags.clone(),
        facts: vec![
            fact(FactKind::Order, order_number(buyer, bought)),
            fact(FactKind::Product, buyer.facts.product.clone()),
            fact(FactKind::Bought, date(bought)),
            fact(FactKind::Address, buyer.facts.address.clone()),
        ],
        since: Some(bought.plus_minutes(i64::from(buyer.tier).saturating_mul(-200 * DAY_MINUTES))),
        ..Customer::named(CustomerId(derived("sample customer", &buyer.mail)), &buyer.name)
    }
}

/// When the customer bought, counted back from now.
pub(super) fn bought(buyer: &Sampled, now: Timestamp) -> Timestamp {
    now.plus_minutes(buyer.facts.bought_days_ago.saturating_mul(-DAY_MINUTES))
}

/// The order's number with the day it was given in: `HQ-20261208-1049`.
pub(super) fn order_number(buyer: &Sampled, at: Timestamp) -> String {
    let mut parts = buyer.facts.order.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(shop), Some(_), Some(count)) => format!("{shop}-{}-{count}", date(at).replace('-', "")),
        _ => buyer.facts.order.clone(),
    }
}

/// The day, as it is written in an order.
pub(super) fn date(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// The articles. What stands under the last heading is the text that goes into a reply.
pub(super) fn articles(now: Timestamp) -> Result<Vec<Article>, SampleError> {
    FILES.iter().map(|(name, text)| article(name, text, now).ok_or(SampleError::Article(name))).collect()
}

fn article(name: &str, text: &str, now: Timestamp) -> Option<Article> {
    let (head, text) = head(text)?;
    let (body, answer) = match ["\n## 答复\n", "\n## 答覆\n", "\n## Answer\n"].iter().find_map(|mark| text.split_once(mark)) {
        Some((body, answer)) => (body.trim(), answer.trim()),
        None => (text, ""),
    };
    let days: i64 = head.get("age_days")?.parse().ok()?;
    let listed =
        |key: &str| head.get(key).map(|text| text.split('|').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>()).unwrap_or_default();
    let content = Content {
        questions: listed("questions").into_iter().map(str::to_owned).collect(),
        answer: answer.to_owned(),
        category: head.get("category").map(|key| (*key).to_owned()),
        pinned: head.contains_key("pinned"),
        shortcut: head.get("shortcut").map(|shortcut| (*shortcut).to_owned()),
        purpose: head.get("purpose").and_then(|name| named(name)),
        review_at: head.get("review_in_days").and_then(|days| Some(now.plus_minutes(days.parse::<i64>().ok()?.saturating_mul(DAY_MINUTES)))),
        ..Content::new(named(head.get("kind")?)?, language(head.get("lang")?)?, (*head.get("title")?).to_owned(), body.to_owned())
    };
    let updated_at = now.plus_minutes(days.saturating_mul(-DAY_MINUTES));
    let owner = head.get("owner").map(|login| agent_id(login));
    let version: u32 = head.get("version")?.parse().ok()?;
    let mut article =
        Article { owner, published_by: owner, ..Article::new(ArticleId(derived("sample article", name)), content, version, updated_at) };
    // What it said before, told as what is different now: `now=before`.
    let differences: Vec<_> = listed("before").into_iter().filter_map(|pair| pair.split_once('=')).collect();
    if !differences.is_empty() {
        let before = |text: &str| differences.iter().fold(text.to_owned(), |text, (now, before)| text.replace(now, before));
        let content = Content { body: before(&article.content.body), answer: before(&article.content.answer), ..article.content.clone() };
        article.versions.push(Version {
            version: version.saturating_sub(1),
            content,
            by: owner,
            at: updated_at.plus_minutes(-30 * DAY_MINUTES),
            suggestion: None,
        });
    }
    if let Some(what) = head.get("notice") {
        let part = |key: &str| head.get(key).map(|text| (*text).to_owned()).unwrap_or_default();
        let (why, effect) = (part("notice_why"), part("notice_effect"));
        article.notice = Some(ChangeNotice { what: (*what).to_owned(), why, effect, at: Some(updated_at), version, ..ChangeNotice::default() });
        article.receipts = head.get("read_by").unwrap_or(&"").split(' ').map(|login| (agent_id(login), updated_at.plus_minutes(60))).collect();
    }
    // Who, how many hours ago, and what.
    if let Some((who, (hours, text))) =
        head.get("request").and_then(|text| text.split_once(' ')).and_then(|(who, rest)| Some((who, rest.split_once(' ')?)))
    {
        let id = OperationId(derived("sample change request", name));
        let at = now.plus_minutes(hours.parse::<i64>().ok()?.saturating_mul(-60));
        article.requests.push(ChangeRequest { id, by: agent_id(who), at, text: text.to_owned() });
    }
    Some(article)
}

/// A value by its name on the wire.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

fn language(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

pub(super) fn team_name(name: &Words) -> String {
    name.in_language(Language::Simplified).to_owned()
}
