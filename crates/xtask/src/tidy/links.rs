//! Links in the documents: a relative one leads to a file of the checkout, an anchor to a heading in it.

use super::finding::Finding;
use super::tree::{File, Tree};

/// Follows every link of README.md, the other documents at the root, and docs/.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pages = tree.files().iter().filter(|file| file.ends(&["md"]));
    for page in pages.filter(|page| !page.path().contains('/') || page.within(&["docs"])) {
        for (line, target) in targets(page) {
            if let Some(wrong) = wrong(tree, page, &target) {
                findings.push(Finding::broken(page.path(), line, format!("the link `{target}` {wrong}")));
            }
        }
    }
    findings
}

fn wrong(tree: &Tree, page: &File, target: &str) -> Option<&'static str> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let found = if path.is_empty() { Some(page.path().to_owned()) } else { resolve(page.path(), path) };
    let Some(found) = found else {
        return Some("leads out of the repository");
    };
    if !tree.has(&found) {
        return Some("leads to no file that git would track");
    }
    let document = tree.file(&found).filter(|file| file.ends(&["md"]));
    match document {
        Some(document) if !anchor.is_empty() && !anchors(document).iter().any(|known| known == anchor) => Some("names a heading that is not there"),
        _ => None,
    }
}

/// The path from the root, or nothing when it leaves the repository.
fn resolve(page: &str, path: &str) -> Option<String> {
    let path = path.replace("%20", " ");
    let mut segments: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => page.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default(),
    };
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

/// The lines of prose: without fenced code, and with inline code blanked.
fn prose(page: &File) -> Vec<(usize, String)> {
    let mut fence: Option<&str> = None;
    let mut lines = Vec::new();
    for (number, line) in page.lines() {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => lines.push((number, without_code(line))),
            _ => {}
        }
    }
    lines
}

fn without_code(line: &str) -> String {
    let odd = line.matches('`').count() % 2;
    let pieces = line.split('`').count();
    let kept = |at: usize| at.is_multiple_of(2) || (odd == 1 && at.saturating_add(1) == pieces);
    line.split('`').enumerate().map(|(at, piece)| if kept(at) { piece } else { " " }).collect()
}

fn targets(page: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in prose(page) {
        for (at, opening) in line.match_indices("](") {
            let rest = line.get(at.saturating_add(opening.len())..).unwrap_or_default();
            let target = match rest.strip_prefix('<') {
                Some(inside) => inside.split('>').next(),
                None => rest.split([')', ' ']).next(),
            };
            found.extend(target.map(|target| (number, target.to_owned())));
        }
        for attribute in ["src=\"", "href=\""] {
            let values = line.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(values.map(|target| (number, target.to_owned())));
        }
        let definition = line.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
        if let Some((_, target)) = definition.filter(|(name, _)| !name.starts_with('^')) {
            let target = target.split_whitespace().next().unwrap_or_default();
            found.push((number, target.trim_matches(['<', '>']).to_owned()));
        }
    }
    found
}

/// The anchors that the headings make, as GitHub makes them.
fn anchors(page: &File) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::new();
    let mut fenced = false;
    for (_, line) in page.lines() {
        fenced ^= line.trim_start().starts_with("```");
        for attribute in ["id=\"", "name=\""] {
            anchors.extend(line.split(attribute).skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())));
        }
        let title = line.trim_start_matches('#');
        let level = line.len().saturating_sub(title.len());
        if fenced || !(1..=6).contains(&level) || !title.starts_with(' ') {
            continue;
        }
        let slug: String = title
            .trim()
            .to_lowercase()
            .chars()
            .filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'))
            .map(|sign| if sign == ' ' { '-' } else { sign })
            .collect();
        let again = (1..).map(|number| format!("{slug}-{number}"));
        let mut names = std::iter::once(slug.clone()).chain(again);
        anchors.extend(names.find(|name| !anchors.contains(name)));
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_where_they_stand() {
        let readme = "[a](docs/a.md) [b](docs/gone.md)\n![p](<docs/a b.png>) [c](https://x.y/z)\n\n[r]: ../out.md\n";
        let page = "# Über uns: 工单\n[up](../README.md) [h](#über-uns-工单) [n](#nowhere)\n```\n[x](no.md)\n```\n`[y](no.md)`\n";
        let tree = Tree::of(&[("README.md", readme), ("docs/a.md", page), ("docs/a b.png", "")]);
        let found: Vec<_> = check(&tree).iter().map(|finding| (finding.at().0.to_owned(), finding.at().1)).collect();
        let expected = [("README.md", 1), ("README.md", 4), ("docs/a.md", 2)];
        assert_eq!(found, expected.map(|(path, line)| (path.to_owned(), line)));
    }

    #[test]
    fn a_heading_said_twice_is_numbered() {
        let tree = Tree::of(&[("docs/a.md", "# One\n# One\n[x](#one-1) [y](#one-2)\n")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
