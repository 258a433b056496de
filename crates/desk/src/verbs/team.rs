//! The team, as the menus need it.

use std::collections::BTreeMap;

use holdfast_search::analysis::pinyin::spoken;

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
        let names = directory.agents.iter().map(|agent| agent.name.as_str());
        let words = directory.queues.iter().map(|queue| &queue.name);
        let words = words.chain(directory.departments.iter().map(|department| &department.name));
        let words = words.chain(directory.categories.iter().map(|category| &category.name));
        let words = words.chain(directory.tag_rules.iter().map(|rule| &rule.name));
        let words = words.chain(directory.schedules.iter().map(|schedule| &schedule.name));
        let names = names.chain(words.map(|words| words.in_language(language))).chain(directory.filters.iter().map(|filter| filter.name.as_str()));
        let sounds: BTreeMap<String, String> =
            names.filter_map(|name| Some((name.to_owned(), spoken(name).join(", "))).filter(|(_, said)| !said.is_empty())).collect();
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
            sounds,
        }
    }
}
