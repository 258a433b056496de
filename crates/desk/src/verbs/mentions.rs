//! Naming a colleague by `@`: whom the letters typed after it may mean; and having seen where one was named.

use holdfast_domain::TicketId;
use holdfast_domain::sla::ClockKind;
use holdfast_search::analysis::fold::fold;
use holdfast_search::analysis::pinyin::readings;

use crate::error::DeskError;
use crate::mentions::untold;
use crate::present::Names;
use crate::view::{Colleague, Tag};
use crate::work::Work;

/// So many are offered.
const OFFERED: usize = 8;
/// Nobody's name needs more letters to be found.
const LONGEST_QUERY: usize = 24;

impl Work {
    /// Colleagues whom the letters after `@` may mean: by login, by name, by its sound and by the initials of that.
    #[must_use]
    pub fn colleagues(&self, query: &str) -> Vec<Colleague> {
        let query: String = folded(query).chars().take(LONGEST_QUERY).collect();
        let (directory, names) = (self.store.directory(), Names::of(self));
        let others = directory.agents.iter().filter(|agent| agent.id != self.me.id);
        let mut found: Vec<_> = others.filter_map(|agent| Some((rank(&agent.login, &agent.name, &query)?, agent))).collect();
        found.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.name.cmp(&b.name)).then_with(|| a.login.cmp(&b.login)));
        let view = |agent: &holdfast_domain::Agent| Colleague {
            id: agent.id.to_string(),
            login: agent.login.clone(),
            name: agent.name.clone(),
            role: agent.role,
            department: agent.department.and_then(|department| names.department(department)),
        };
        found.into_iter().take(OFFERED).map(|(_, agent)| view(agent)).collect()
    }

    /// What names this person on a ticket has been looked at.
    pub(super) fn saw_mentions(&self, ticket: TicketId) -> Result<(), DeskError> {
        let now = self.now();
        let Some(ticket) = self.store.ticket(ticket)?.filter(|ticket| !ticket.mentions.is_empty()) else { return Ok(()) };
        // What came a moment ago was seen before it was told.
        let untold: Vec<_> = untold(self, &ticket, now)?.into_iter().map(|alert| (ticket.id, alert)).collect();
        self.store.raise_alerts(&untold, now)?;
        let open = self.store.open_alerts_of(ticket.id)?.into_iter().filter(|alert| alert.kind == ClockKind::Mention);
        let seen: Vec<i64> = open.map(|alert| alert.id).collect();
        if seen.is_empty() {
            return Ok(());
        }
        self.store.close_alerts(&seen, now)?;
        for alert in &seen {
            self.ports.notifier.withdraw(&alert.to_string());
        }
        self.tell(vec![Tag::Alerts, Tag::Lists]);
        Ok(())
    }
}

fn folded(text: &str) -> String {
    fold(text.trim()).text()
}

/// How well letters fit a person; less is better, and none not at all.
fn rank(login: &str, name: &str, query: &str) -> Option<u8> {
    let (login, name) = (folded(login), folded(name));
    if login == query {
        Some(0)
    } else if login.starts_with(query) || name.starts_with(query) {
        Some(1)
    } else if sounds(&name, query) {
        Some(2)
    } else {
        (name.contains(query) || login.contains(query)).then_some(3)
    }
}

/// Whether a name, or a later part of it, begins as these letters sound: whole syllables, initials, or both mixed.
fn sounds(name: &str, letters: &str) -> bool {
    fn begins(name: &[char], letters: &str) -> bool {
        let Some((first, rest)) = name.split_first() else { return letters.is_empty() };
        if letters.is_empty() {
            return true;
        }
        if !first.is_alphanumeric() {
            return begins(rest, letters);
        }
        let syllables = readings(*first);
        if syllables.is_empty() {
            return letters.strip_prefix(*first).is_some_and(|letters| begins(rest, letters));
        }
        syllables.iter().any(|syllable| {
            let whole = letters.strip_prefix(syllable).is_some_and(|letters| begins(rest, letters));
            let initial = letters.strip_prefix(|letter| syllable.starts_with(letter)).is_some_and(|letters| begins(rest, letters));
            whole || initial || syllable.starts_with(letters)
        })
    }
    let name: Vec<char> = name.chars().collect();
    let begins_part = |at: usize| at == 0 || name.get(at - 1).is_some_and(|before| !before.is_alphanumeric() || !readings(*before).is_empty());
    (0..name.len()).any(|at| begins_part(at) && begins(name.get(at..).unwrap_or_default(), letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_characters_its_sound_and_its_initials() {
        for query in ["秦", "qin", "qinl", "qinlang", "ql", "qlang", "qinl", "lang", "朗", "q"] {
            assert!(rank("qin.l", "秦朗", query).is_some(), "{query}");
        }
        for query in ["qa", "lq", "langq", "王"] {
            assert!(rank("wen", "秦朗", query).is_none(), "{query}");
        }
    }

    #[test]
    fn latin_names_are_found_by_each_part_and_traditional_ones_by_simplified() {
        for query in ["mia", "ch", "chen", "mia c"] {
            assert!(rank("m7", "Mia Chen", query).is_some(), "{query}");
        }
        assert!(rank("m7", "Mia Chen", "hen").is_some_and(|rank| rank == 3));
        assert!(rank("h1", "韓雪", &folded("韩")).is_some());
    }

    #[test]
    fn the_login_itself_comes_first() {
        assert!(rank("qin", "Anybody", "qin") < rank("other", "秦朗", "qin"));
    }
}
