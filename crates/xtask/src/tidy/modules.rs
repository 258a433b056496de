//! The modules of one crate and which uses which, read from `use` and from paths in the code.
//!
//! An edge goes to the module that holds the thing: `use crate::a::X` follows a re-export in `a` to where `X` is.
//! A re-export itself is an address, not a use, so `pub use` makes no edge.

use std::collections::BTreeMap;

use super::code::{Token, tokens};

/// A path as it is written, or from the crate's root on.
pub type Path = Vec<String>;

/// One module: where it is, and what its code says.
#[derive(Default)]
pub struct Module {
    pub file: String,
    said: Vec<(Path, usize)>,
    exports: BTreeMap<String, Path>,
}

/// The modules of a crate by path; the root is the empty path.
#[derive(Default)]
pub struct Modules {
    pub all: BTreeMap<Path, Module>,
}

/// One module's use of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    pub from: Path,
    pub to: Path,
    pub file: String,
    pub line: usize,
}

impl Modules {
    /// Adds the file of a module, by its code without tests, comments and strings.
    pub fn add(&mut self, module: Path, file: &str, code: &str) {
        let mut reader = Reader {
            tokens: &tokens(code),
            at: 0,
            depth: 0,
            inner: Vec::new(),
            own: module.clone(),
            module: Module { file: file.to_owned(), ..Module::default() },
        };
        reader.read();
        self.all.insert(module, reader.module);
    }

    /// Who uses whom; nobody uses itself, nor what it lies in.
    pub fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (from, module) in &self.all {
            for (path, line) in &module.said {
                let Some(to) = self.home(from, path, 0) else {
                    continue;
                };
                // A folder module and what lies in it are one to the outside: a child may use its parent's names.
                if !from.starts_with(&to) {
                    edges.push(Edge { from: from.clone(), to, file: module.file.clone(), line: *line });
                }
            }
        }
        edges
    }

    /// The module that holds what a path names. `None`: a path to somewhere outside of this crate.
    fn home(&self, from: &Path, path: &Path, hops: u32) -> Option<Path> {
        let full = self.absolute(from, path)?;
        let length = (0..=full.len()).rev().find(|length| full.get(..*length).is_some_and(|head| self.all.contains_key(head)))?;
        let (module, rest) = full.split_at_checked(length)?;
        let export = rest.first().and_then(|name| self.all.get(module)?.exports.get(name));
        match export.filter(|_| hops < 8) {
            Some(target) => {
                let onward = target.iter().chain(rest.get(1..).unwrap_or_default()).cloned().collect();
                self.home(&module.to_vec(), &onward, hops.saturating_add(1)).or_else(|| Some(module.to_vec()))
            }
            None => Some(module.to_vec()),
        }
    }

    /// From the root on. A path that begins with neither `crate` nor `super` nor `self` counts when it names a child.
    fn absolute(&self, from: &Path, path: &Path) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let mut full = match first.as_str() {
            "crate" => Path::new(),
            "self" => from.clone(),
            "super" => from.split_last().map(|(_, parent)| parent.to_vec())?,
            child => {
                let full: Path = from.iter().cloned().chain([child.to_owned()]).collect();
                self.all.contains_key(&full).then_some(())?;
                full
            }
        };
        for name in rest {
            match name.as_str() {
                "super" => {
                    full.pop();
                }
                "self" => {}
                _ => full.push(name.clone()),
            }
        }
        Some(full)
    }
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    depth: usize,
    /// Inline modules around this place, each with the depth of its braces.
    inner: Vec<(String, usize)>,
    own: Path,
    module: Module,
}

impl Reader<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at.saturating_add(ahead)).map_or("", |token| token.text)
    }

    fn before(&self) -> &str {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or("", |token| token.text)
    }

    fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    fn read(&mut self) {
        while let Some(token) = self.tokens.get(self.at).copied() {
            match token.text {
                "{" => self.depth = self.depth.saturating_add(1),
                "}" => {
                    self.depth = self.depth.saturating_sub(1);
                    self.inner.retain(|(_, depth)| *depth <= self.depth);
                }
                "mod" if self.text(2) == "{" => {
                    let name = self.text(1).to_owned();
                    self.inner.push((name, self.depth.saturating_add(1)));
                    self.skip(1);
                }
                "use" if !matches!(self.text(1), "<" | "") => {
                    let public = matches!(self.before(), "pub" | ")");
                    self.skip(1);
                    self.tree(Path::new(), public, token.line);
                    continue;
                }
                first if self.text(1) == "::" && !matches!(self.before(), "::" | ".") => {
                    let mut path = vec![first.to_owned()];
                    while self.text(1) == "::" && self.text(2).starts_with(|sign: char| sign.is_alphabetic() || sign == '_') {
                        path.push(self.text(2).to_owned());
                        self.skip(2);
                    }
                    self.say(path, token.line);
                }
                _ => {}
            }
            self.skip(1);
        }
    }

    /// One tree of a `use`: `a::{b, c as d, e::*}`; stands behind it afterwards.
    fn tree(&mut self, mut path: Path, public: bool, line: usize) {
        loop {
            let word = self.text(0).to_owned();
            self.skip(1);
            match word.as_str() {
                "" | ";" => return,
                "::" => {}
                "{" => {
                    while !matches!(self.text(0), "}" | "") {
                        self.tree(path.clone(), public, line);
                        if self.text(0) == "," {
                            self.skip(1);
                        }
                    }
                    self.skip(1);
                    return;
                }
                _ => path.push(word),
            }
            if matches!(self.text(0), "," | "}" | ";" | "as" | "") {
                break;
            }
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if self.text(0) == "as" {
            name = self.text(1).to_owned();
            self.skip(2);
        }
        if public && self.inner.is_empty() {
            self.module.exports.insert(name, path);
        } else {
            self.say(path, line);
        }
    }

    /// Notes a path as seen from this file's module: inside an inline module `super` may still mean this file.
    fn say(&mut self, path: Path, line: usize) {
        if self.inner.is_empty() || path.first().is_some_and(|first| first == "crate") {
            self.module.said.push((path, line));
            return;
        }
        let here = self.own.iter().chain(self.inner.iter().map(|(name, _)| name)).cloned();
        if matches!(path.first().map(String::as_str), Some("super" | "self")) {
            let full: Path = std::iter::once("crate".to_owned()).chain(here).chain(path).collect();
            self.module.said.push((full, line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut modules = Modules::default();
        for (path, code) in files {
            let path = path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
            modules.add(path, "file.rs", code);
        }
        let shown = |path: &Path| path.join("::");
        modules.edges().iter().map(|edge| (shown(&edge.from), shown(&edge.to))).collect()
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn use_trees_and_paths_in_code_are_edges() {
        let a = "use crate::{b::{self, X as Y}, c::*}; fn f() { super::d::g(); std::mem::take(x) }";
        let found = edges(&[("a", a), ("b", ""), ("c", ""), ("d", ""), ("", "mod a;")]);
        assert_eq!(found, [pair("a", "b"), pair("a", "b"), pair("a", "c"), pair("a", "d")]);
    }

    #[test]
    fn a_reexport_is_an_address_and_is_followed() {
        let found = edges(&[("", "mod a; mod b; pub use a::X; pub use crate::b::Z;"), ("a", "use crate::Z;"), ("b", "use crate::Here;")]);
        // Everything lies in the root: what a module takes from there is no edge.
        assert_eq!(found, [pair("a", "b")]);
    }

    #[test]
    fn a_parent_uses_a_child_by_its_name_and_a_child_its_parent_freely() {
        let found = edges(&[("a", "mod b; fn f() { b::g(); c::h() }"), ("a::b", "use super::T;"), ("c", "")]);
        assert_eq!(found, [pair("a", "a::b")]);
    }

    #[test]
    fn super_inside_an_inline_module_is_the_file_itself() {
        let found = edges(&[("a", "mod inline { use super::T; fn f() { super::super::b::g() } } fn h() { self::T }"), ("b", ""), ("", "")]);
        assert_eq!(found, [pair("a", "b")]);
    }
}
