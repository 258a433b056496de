//! Every source file opens by saying what it owns: `//!` in Rust, a comment in TypeScript and Svelte.

use super::finding::Finding;
use super::tree::Tree;

/// Looks at the first thing in each file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        let text = file.text().trim_start();
        let (fine, wanted) = if file.ends(&["rs"]) {
            (text.starts_with("//!"), "a `//!` line")
        } else if file.ends(&["ts"]) {
            (is_comment(text), "a comment")
        } else if file.ends(&["svelte"]) {
            (text.starts_with("<!--") || is_comment(script(text)), "a comment, before or inside its script")
        } else {
            continue;
        };
        if !fine {
            findings.push(Finding::broken(file.path(), 1, format!("must open with {wanted} that says what it owns")));
        }
    }
    findings
}

fn is_comment(text: &str) -> bool {
    text.starts_with("//") || text.starts_with("/*")
}

/// What stands first in the script that a component opens with.
fn script(text: &str) -> &str {
    let inside = text.strip_prefix("<script").and_then(|rest| rest.split_once('>'));
    inside.map_or("", |(_, body)| body.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_opening() {
        let tree = Tree::of(&[
            ("a.rs", "//! Fine."),
            ("b.rs", "// Not a module doc.\n"),
            ("c.ts", "/** fine */"),
            ("d.ts", "export {}"),
            ("e.svelte", "<!-- fine -->"),
            ("f.svelte", "<script lang=\"ts\">\n  // fine\n</script>"),
            ("g.svelte", "<p>no</p>"),
            ("h.css", "p {}"),
        ]);
        let found: Vec<_> = check(&tree).iter().map(|finding| finding.at().0.to_owned()).collect();
        assert_eq!(found, ["b.rs", "d.ts", "g.svelte"]);
    }
}
