//! What the command line says, in the reader's language.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use holdfast_domain::Language;
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("../../../locales/en/server.ftl");
const SIMPLIFIED: &str = include_str!("../../../locales/zh-Hans/server.ftl");
const TRADITIONAL: &str = include_str!("../../../locales/zh-Hant/server.ftl");

/// The sentences of one language; English stands in for what is missing.
pub struct Words {
    language: Language,
    bundles: Vec<FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words {
    /// The sentences of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let mut bundles = vec![bundle(language)];
        if language != Language::English {
            bundles.push(bundle(Language::English));
        }
        Self { language, bundles }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The sentences of the language that `LC_ALL`, `LC_MESSAGES` or `LANG` names.
    #[must_use]
    pub fn of_environment() -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        Self::of(Language::of_locale(&named.unwrap_or_default()))
    }

    /// A sentence, with its places filled.
    #[must_use]
    pub fn say(&self, key: &str, places: &[(&str, Place<'_>)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, place) in places {
            arguments.set(*name, place.value());
        }
        for bundle in &self.bundles {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned();
            }
        }
        key.to_owned()
    }
}

/// What fills a place in a sentence.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Text.
    Text(&'a str),
    /// A number, shown plainly.
    Number(u64),
}

impl Place<'_> {
    fn value(self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.to_owned()),
            Self::Number(number) => FluentValue::from(number),
        }
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let source = match language {
        Language::English => ENGLISH,
        Language::Simplified => SIMPLIFIED,
        Language::Traditional => TRADITIONAL,
    };
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![tag]);
    // Terminals show the isolation marks as boxes.
    bundle.set_use_isolating(false);
    // A test reads every catalogue; one with an error still has its other sentences.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let _ = bundle.add_resource(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(source: &str) -> BTreeSet<&str> {
        source
            .lines()
            .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .filter_map(|line| line.split(" =").next())
            .collect()
    }

    #[test]
    fn every_language_has_every_sentence() {
        for source in [ENGLISH, SIMPLIFIED, TRADITIONAL] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
            assert_eq!(keys(source), keys(ENGLISH));
        }
    }

    #[test]
    fn a_sentence_is_said_in_the_readers_language() {
        let words = Words::of(Language::Traditional);
        assert!(words.say("serving", &[("url", Place::Text("http://127.0.0.1:7420")), ("folder", Place::Text("/tmp"))]).contains("團隊"));
    }
}
