//! The team, as the menus need it.

use crate::present::agent_ref;
use crate::view::{CategoryView, Named, TeamView};
use crate::work::Work;

impl Work {
    /// People, queues, departments, categories and schedules, named in the desk's language.
    #[must_use]
    pub fn team(&self) -> TeamView {
        let (directory, language) = (self.store.directory(), self.words().language);
        let named = |id: String, name: &holdfast_domain::Words| Named { id, name: name.in_language(language).to_owned() };
        let category = |category: &holdfast_domain::Category| CategoryView {
            key: category.key.clone(),
            name: category.name.in_language(language).to_owned(),
            parent: category.parent.clone(),
        };
        TeamView {
            me: agent_ref(&self.me),
            agents: directory.agents.iter().map(agent_ref).collect(),
            queues: directory.queues.iter().map(|queue| named(queue.id.to_string(), &queue.name)).collect(),
            departments: directory
                .departments
                .iter()
                .filter(|department| Some(department.id) != self.me.department)
                .map(|department| named(department.id.to_string(), &department.name))
                .collect(),
            categories: directory.categories.iter().map(category).collect(),
            schedules: directory.schedules.iter().map(|schedule| named(schedule.key.clone(), &schedule.name)).collect(),
        }
    }
}
