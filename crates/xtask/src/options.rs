//! The command line of one command: known flags, known `--name value` pairs, and nothing silently ignored.

use crate::failure::{Done, Failure};

/// What was given, after checking it against what the command knows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    flags: Vec<String>,
    values: Vec<(String, String)>,
}

impl Options {
    /// Reads `words`; refuses what is neither in `flags` nor in `valued`.
    pub fn read(words: &[String], flags: &[&str], valued: &[&str]) -> Done<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if flags.contains(&word.as_str()) {
                options.flags.push(word.clone());
            } else if valued.contains(&word.as_str()) {
                let Some(value) = words.next() else {
                    return Err(Failure::new(format!("{word} needs a value"), "see `cargo xtask help`"));
                };
                options.values.push((word.clone(), value.clone()));
            } else {
                return Err(Failure::new(format!("`{word}` means nothing here"), "see `cargo xtask help`"));
            }
        }
        Ok(options)
    }

    /// Whether the flag was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    /// Every value given under this name, in order.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn flags_and_values_are_told_apart() {
        let options = Options::read(&words("--fresh --only ui --only e2e"), &["--fresh"], &["--only"]).unwrap();
        assert!(options.has("--fresh"));
        assert_eq!(options.all("--only"), ["ui", "e2e"]);
    }

    #[test]
    fn an_unknown_word_is_refused_by_name() {
        let refusal = Options::read(&words("--frehs"), &["--fresh"], &[]).unwrap_err();
        assert!(refusal.to_string().contains("`--frehs`"));
        assert!(Options::read(&words("--only"), &[], &["--only"]).is_err());
    }
}
