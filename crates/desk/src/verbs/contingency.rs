//! What is at hand when something fails (O6 to O8, O10): guides, the ladder by which an emergency is brought upwards, and whom to
//! ring. All of it lies on this computer.

use holdfast_domain::sla::{ClockKind, Policy, Receiver, Target};
use holdfast_domain::{Article, ArticleKind, Department, DepartmentId, Freshness, Role, Urgency};
use holdfast_store::{ArticleFilter, Directory};

use super::article::answer_of;
use crate::error::DeskError;
use crate::filling::Known;
use crate::present::Names;
use crate::view::{ArticleLink, ContingencyView, DirectoryRow, LadderStep, LadderWho};
use crate::work::Work;

impl Work {
    /// Guides, the ladder, and whom to ring.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn contingency(&self) -> Result<ContingencyView, DeskError> {
        let now = self.now();
        let speaks = self.words().language;
        let holds = |freshness| !matches!(freshness, Freshness::Withdrawn | Freshness::Expired | Freshness::NotYet);
        let all = self.store.articles(ArticleFilter::Guides, now)?.into_iter();
        let mut all: Vec<_> = all.filter(|article| article.is_published() && self.may_read(article) && holds(article.freshness(now))).collect();
        all.sort_by_key(|article| (article.content.language != speaks, article.content.language, article.content.title.clone()));
        let of = |kind| all.iter().filter(|article| article.content.kind == kind).map(|article| self.link(article)).collect::<Vec<ArticleLink>>();
        let (directory, names) = (self.store.directory(), Names::of(self));
        Ok(ContingencyView {
            guides: of(ArticleKind::Contingency),
            procedures: of(ArticleKind::Procedure),
            ladder: ladder(&directory, &names),
            directory: directory.departments.iter().map(|department| row(department, &directory, &names)).collect(),
        })
    }

    /// What the team has written for such a day: guides, procedures, and what customers are told.
    pub(crate) fn guides(&self) -> Result<Vec<Article>, DeskError> {
        let now = self.now();
        let mut all = self.store.articles(ArticleFilter::Guides, now)?;
        let scripts = self.store.articles(ArticleFilter::Shortcuts, now)?;
        all.extend(scripts.into_iter().filter(|article| Known::tells_of_outage(&answer_of(&article.content))));
        let holds = |article: &Article| matches!(article.freshness(now), Freshness::Current | Freshness::ReviewDue | Freshness::UnderReview);
        Ok(all.into_iter().filter(|article| article.is_published() && holds(article)).collect())
    }
}

fn row(department: &Department, directory: &Directory, names: &Names) -> DirectoryRow {
    let queues = directory.queues.iter().filter(|queue| queue.department == Some(department.id));
    DirectoryRow {
        name: names.department(department.id).unwrap_or_default(),
        head: names.head(department.id),
        phone: department.phone.clone(),
        queues: queues.filter_map(|queue| names.queue(&queue.id.to_string())).collect(),
    }
}

/// How an emergency is brought upwards, where a policy names emergencies.
fn ladder(directory: &Directory, names: &Names) -> Vec<LadderStep> {
    let of_emergencies = |policy: &&Policy| policy.when.urgency.contains(&Urgency::Emergency);
    let Some(policy) = directory.policies.iter().filter(of_emergencies).min_by_key(|policy| policy.order) else { return Vec::new() };
    let goals = [(ClockKind::FirstResponse, &policy.first_response), (ClockKind::Plan, &policy.plan), (ClockKind::Resolution, &policy.resolution)];
    let mut steps = Vec::new();
    for (kind, goal) in goals {
        let Some(minutes) = goal.as_ref().and_then(|goal| minutes(&goal.target)) else { continue };
        steps.push(LadderStep { kind, after: minutes, who: LadderWho::Owner, names: Vec::new(), phone: None });
        if kind == ClockKind::Resolution {
            continue;
        }
        for step in &policy.escalation {
            let (who, people, place) = receiver(step.to, directory, names);
            let after = minutes.saturating_add(step.after);
            steps.push(LadderStep { kind, after, who, names: people, phone: place.and_then(|place| names.phone(place)) });
        }
    }
    steps.sort_by_key(|step| step.after);
    steps
}

fn minutes(target: &Target) -> Option<u32> {
    match target {
        Target::Wall { minutes } | Target::Open { minutes, .. } => u32::try_from(*minutes).ok(),
        Target::NextDay { .. } => None,
    }
}

/// Whom a step names: what they are, who that is by name, and where they are reached.
fn receiver(to: Receiver, directory: &Directory, names: &Names) -> (LadderWho, Vec<String>, Option<DepartmentId>) {
    let department_of = |agent| directory.agents.iter().find(|known| known.id == agent).and_then(|known| known.department);
    match to {
        Receiver::Lead | Receiver::LeadBut(_) => {
            let leads: Vec<_> = directory.agents.iter().filter(|agent| agent.role == Role::Lead).collect();
            let place = leads.iter().find_map(|lead| lead.department);
            (LadderWho::Lead, leads.into_iter().map(|lead| lead.name.clone()).collect(), place)
        }
        Receiver::Head => {
            let heads = directory.departments.iter().filter_map(|department| names.head(department.id)).collect::<std::collections::BTreeSet<_>>();
            (LadderWho::Head, heads.into_iter().collect(), None)
        }
        Receiver::Department(id) | Receiver::HeadOf(id) => {
            let who = names.department(id).into_iter().chain(names.head(id)).collect();
            (LadderWho::Department, who, Some(id))
        }
        Receiver::Agent(agent) => (LadderWho::Person, names.agent(agent).into_iter().collect(), department_of(agent)),
        Receiver::Owner => (LadderWho::Owner, Vec::new(), None),
    }
}
