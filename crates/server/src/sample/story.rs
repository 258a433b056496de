//! Who writes what to whom when: which story each sample ticket tells, whose it is, and when it last moved.

use holdfast_domain::sla::{Policy, Schedule};
use holdfast_domain::{AgentId, Channel, Customer, Language, Status, Timestamp, Urgency};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, RngExt};

use super::SAMPLE_TICKETS;
use super::directory::agent_id;
use super::source::{Sampled, Scenario};

/// Whose desk the sample is made to look at.
const WEN: &str = "wen";
const WEN_ACTIVE: usize = 14;
/// Minutes until the first response of a new ticket is due. The first of each pair is Wen's, the second nobody's.
const DUE_IN: [(i64, i64); 6] = [(3, 5), (8, 12), (20, 30), (45, 60), (90, 120), (180, 240)];
const DAY: i64 = 24 * 60;

/// All that a story is told from.
pub(super) struct Cast<'a> {
    pub buyers: &'a [Sampled],
    pub customers: &'a [Customer],
    pub scenarios: &'a [Scenario],
    pub policies: &'a [Policy],
    pub schedules: &'a [Schedule],
    pub now: Timestamp,
}

/// What decides when a story happens.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// Its last message came so many minutes ago.
    LastMessage(i64),
    /// Its first response is due in so many minutes; nobody has answered.
    FirstResponseDue(i64),
}

/// One ticket to be.
pub(super) struct Plan<'a> {
    pub scenario: &'a Scenario,
    pub buyer: &'a Sampled,
    pub customer: &'a Customer,
    pub channel: Channel,
    pub owner: Option<AgentId>,
    pub ends: Status,
    pub when: When,
    /// Tells the repetitions of one scenario apart.
    pub ordinal: usize,
}

/// Every ticket of the sample: first the live ones, each scenario once; then what is done, back over two months.
pub(super) fn plans<'a>(cast: &Cast<'a>, rng: &mut impl Rng) -> Vec<Plan<'a>> {
    let mut plans = Vec::with_capacity(SAMPLE_TICKETS);
    let mut dues = DUE_IN.into_iter();
    let mut wens = 0_usize;
    let mut live: Vec<&Scenario> = cast.scenarios.iter().filter(|scenario| scenario.ends.is_active()).collect();
    live.shuffle(rng);
    // Wen's emergency comes first, then what Wen reads, then the others.
    live.sort_by_key(|scenario| (scenario.urgency != Urgency::Emergency || scenario.lang != Language::Simplified, scenario.ends != Status::New));
    let mut has_emergency = false;
    for scenario in live {
        let ordinal = plans.len();
        if scenario.ends == Status::New {
            if let Some((owned, free)) = dues.next() {
                plans.extend(plan(cast, scenario, Some(agent_id(WEN)), Status::New, When::FirstResponseDue(owned), ordinal, rng));
                plans.extend(plan(cast, scenario, None, Status::New, When::FirstResponseDue(free), ordinal.saturating_add(1), rng));
                wens = wens.saturating_add(1);
            } else {
                plans.extend(plan(cast, scenario, None, Status::New, When::LastMessage(rng.random_range(5..300)), ordinal, rng));
            }
            continue;
        }
        let emergency = scenario.urgency == Urgency::Emergency;
        let for_wen = wens < WEN_ACTIVE && scenario.lang != Language::English && (!emergency || !has_emergency);
        let owner = if for_wen {
            wens = wens.saturating_add(1);
            has_emergency |= emergency;
            WEN
        } else {
            colleague(scenario.lang, rng)
        };
        let ago = if emergency {
            rng.random_range(1..7)
        } else if scenario.ends == Status::Pending {
            rng.random_range(40..2 * DAY)
        } else {
            *[1_i64, 2, 4, 9, 20, 35, 50, 75, 140, 300, 500].choose(rng).unwrap_or(&30)
        };
        plans.extend(plan(cast, scenario, Some(agent_id(owner)), scenario.ends, When::LastMessage(ago), ordinal, rng));
    }
    let done: Vec<&Scenario> = cast.scenarios.iter().filter(|scenario| matches!(scenario.ends, Status::Solved | Status::Closed)).collect();
    for _ in plans.len()..SAMPLE_TICKETS {
        let Some(scenario) = done.choose(rng).copied() else { break };
        let days_ago = rng.random_range(0..60);
        let ends = if days_ago > 7 { Status::Closed } else { Status::Solved };
        let owner = if rng.random_range(0..4) == 0 && scenario.lang != Language::English { WEN } else { colleague(scenario.lang, rng) };
        let ago = days_ago * DAY + rng.random_range(30..DAY);
        plans.extend(plan(cast, scenario, Some(agent_id(owner)), ends, When::LastMessage(ago), plans.len(), rng));
    }
    plans
}

fn colleague(language: Language, rng: &mut impl Rng) -> &'static str {
    let colleagues: &[&str] = match language {
        Language::English => &["meng", "meng", "qin"],
        Language::Traditional => &["luo", "luo", "bai"],
        Language::Simplified => &["bai", "bai", "meng", "qin", "luo"],
    };
    colleagues.choose(rng).copied().unwrap_or("bai")
}

fn plan<'a>(
    cast: &Cast<'a>,
    scenario: &'a Scenario,
    owner: Option<AgentId>,
    ends: Status,
    when: When,
    ordinal: usize,
    rng: &mut impl Rng,
) -> Option<Plan<'a>> {
    let (buyer, customer) = caller(cast, scenario, rng)?;
    let channel = match when {
        // Only what may wait an hour can fall due in an hour.
        When::FirstResponseDue(minutes) if minutes > 10 => {
            scenario.channels.iter().copied().find(|channel| !matches!(channel, Channel::Chat | Channel::Phone)).unwrap_or(Channel::App)
        }
        _ => scenario.channels.choose(rng).copied().unwrap_or(Channel::Chat),
    };
    Some(Plan { scenario, buyer, customer, channel, owner, ends, when, ordinal })
}

/// Somebody who writes the language, and has bought what the story is about where that can be.
fn caller<'a>(cast: &Cast<'a>, scenario: &Scenario, rng: &mut impl Rng) -> Option<(&'a Sampled, &'a Customer)> {
    let all: Vec<(&Sampled, &Customer)> = cast.buyers.iter().zip(cast.customers).filter(|(buyer, _)| buyer.lang == scenario.lang).collect();
    let fitting: Vec<(&Sampled, &Customer)> = all
        .iter()
        .copied()
        .filter(|(buyer, _)| scenario.products.as_ref().is_none_or(|products| products.contains(&buyer.facts.product_key)))
        .collect();
    let from = if fitting.is_empty() { all } else { fitting };
    from.choose(rng).copied().or_else(|| cast.buyers.first().zip(cast.customers.first()))
}
