//! The three languages of the window, and texts kept in all of them.

use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

/// A language that Holdfast speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// 简体中文.
    #[serde(rename = "zh-Hans")]
    Simplified,
    /// 繁體中文.
    #[serde(rename = "zh-Hant")]
    Traditional,
}

impl Language {
    /// Every language, the fallback first.
    pub const ALL: [Self; 3] = [Self::English, Self::Simplified, Self::Traditional];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
        }
    }

    /// The best match for a system's locale such as `zh_TW.UTF-8` or `en-GB`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase().replace('_', "-");
        if !locale.starts_with("zh") {
            return Self::English;
        }
        let traditional = ["hant", "tw", "hk", "mo"];
        if locale.split(['-', '.']).any(|part| traditional.contains(&part)) { Self::Traditional } else { Self::Simplified }
    }
}

/// One text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<Language, String>);

impl Words {
    /// The text in `language`, else in English, else in any.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        self.0.get(&language).or_else(|| self.0.get(&Language::English)).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_finds_its_script() {
        assert_eq!(Language::of_locale("zh_TW.UTF-8"), Language::Traditional);
        assert_eq!(Language::of_locale("zh-Hant-HK"), Language::Traditional);
        assert_eq!(Language::of_locale("zh_CN.UTF-8"), Language::Simplified);
        assert_eq!(Language::of_locale("C"), Language::English);
    }
}
