//! What a rule found: where, what, and how bad.

/// Whether it fails the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Broken,
    Warning,
}

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    level: Level,
    message: String,
}

impl Finding {
    /// A rule is broken. The message says what is expected.
    pub fn broken(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, level: Level::Broken, message: message.into() }
    }

    /// Tolerated, and said each time.
    pub fn warning(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, level: Level::Warning, message: message.into() }
    }

    /// How bad.
    pub fn level(&self) -> Level {
        self.level
    }

    /// `path:line: message [rule]`, which editors and CI readers make clickable.
    pub fn shown(&self, rule: &str) -> String {
        let level = match self.level {
            Level::Broken => "",
            Level::Warning => "warning: ",
        };
        format!("{}:{}: {level}{} [{rule}]", self.path, self.line, self.message)
    }

    /// Where, for tests.
    #[cfg(test)]
    pub fn at(&self) -> (&str, usize) {
        (&self.path, self.line)
    }
}
