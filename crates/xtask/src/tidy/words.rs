//! One word per thing: types are named with the words of docs/architecture.md, not with their neighbours.

use super::finding::Finding;
use super::names::declared;
use super::tree::Tree;

/// What a newcomer would write, and what it is called here.
const SAY: &[(&str, &str)] = &[
    ("Case", "Ticket"),
    ("Issue", "Ticket"),
    ("Supervisor", "Lead"),
    ("Assignee", "Owner"),
    ("Consumer", "Customer"),
    ("Buyer", "Customer"),
    ("Comment", "Message"),
    ("Handoff", "Handover"),
    ("Commitment", "Promise"),
    ("Urge", "Nudge"),
    ("KnowledgeItem", "Article"),
    ("KbArticle", "Article"),
    ("Faq", "Article"),
    ("CannedReply", "QuickReply"),
    ("CannedResponse", "QuickReply"),
    ("Macro", "QuickReply"),
    ("Announcement", "Notice"),
    ("Violation", "Breach"),
    ("BusinessHours", "Schedule"),
    ("OpeningHours", "Schedule"),
    ("Intent", "Operation"),
    ("Mutation", "Operation"),
    ("PendingOperation", "Operation with its state"),
    ("Downtime", "Outage"),
];

/// Endings that do not make it another thing.
const ENDINGS: &[&str] = &["Id", "Row", "State", "Status", "View", "List", "Kind", "Record", "Summary", "Page", "Dto"];

/// Compares each declared type with the table.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, path, name) in declared(tree) {
        let bare = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        if let Some((_, say)) = SAY.iter().find(|(word, _)| *word == bare) {
            findings.push(Finding::broken(&path, line, format!("`{name}`: the word for this thing here is {say}")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighbouring_word_is_corrected_and_a_compound_is_left_alone() {
        let tree = Tree::of(&[("a.rs", "struct IssueId;\nstruct CaseFold;\nenum Ticket {}\n")]);
        let found = check(&tree);
        assert_eq!(found.iter().map(Finding::at).collect::<Vec<_>>(), [("a.rs", 1)]);
    }
}
