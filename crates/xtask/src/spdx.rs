//! Licence expressions: `MIT OR (Apache-2.0 AND BSD-3-Clause)`, and the old `MIT/Apache-2.0`.

/// Whether the terms of `expression` can be met with the allowed licences alone. Unreadable means no.
pub fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    reader.either().is_some_and(|met| met && reader.words.is_empty())
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn next_is(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }

    fn either(&mut self) -> Option<bool> {
        let mut met = self.both()?;
        while self.next_is("OR") {
            met |= self.both()?;
        }
        Some(met)
    }

    fn both(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.next_is("AND") {
            met &= self.one()?;
        }
        Some(met)
    }

    fn one(&mut self) -> Option<bool> {
        if self.next_is("(") {
            let met = self.either()?;
            return self.next_is(")").then_some(met);
        }
        let (name, rest) = self.words.split_first()?;
        if matches!(*name, "OR" | "AND" | "WITH" | ")") {
            return None;
        }
        self.words = rest;
        if self.next_is("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            return Some((self.allowed)(&format!("{name} WITH {exception}")));
        }
        Some((self.allowed)(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(expression: &str) -> bool {
        is_met(expression, &|name| ["MIT", "Apache-2.0", "BSD-3-Clause", "Apache-2.0 WITH LLVM-exception"].contains(&name))
    }

    #[test]
    fn one_allowed_side_of_or_is_enough_and_both_of_and_are_needed() {
        assert!(met("MIT OR GPL-3.0-only"));
        assert!(met("GPL-3.0-only OR MIT"));
        assert!(!met("MIT AND GPL-3.0-only"));
        assert!(met("MIT AND BSD-3-Clause"));
    }

    #[test]
    fn brackets_slashes_and_exceptions_are_read() {
        assert!(met("(MIT OR GPL-2.0-only) AND Apache-2.0"));
        assert!(!met("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(met("Apache-2.0 / GPL-2.0"));
        assert!(met("Apache-2.0 WITH LLVM-exception"));
        assert!(!met("Apache-2.0 WITH Classpath-exception-2.0"));
    }

    #[test]
    fn what_cannot_be_read_is_not_met() {
        for broken in ["", "MIT OR", "(MIT", "MIT)", "MIT MIT", "OR MIT"] {
            assert!(!met(broken), "{broken:?}");
        }
    }
}
