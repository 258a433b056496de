//! The catalogues, for what Rust itself says: alerts of the system and the lines of a ticket's history. The window reads the same files.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use holdfast_domain::Language;
use std::fmt;
use std::sync::LazyLock;

macro_rules! catalogue {
    ($language:literal) => {
        [
            include_str!(concat!("../../../locales/", $language, "/window.ftl")),
            include_str!(concat!("../../../locales/", $language, "/work.ftl")),
            include_str!(concat!("../../../locales/", $language, "/alerts.ftl")),
            include_str!(concat!("../../../locales/", $language, "/merging.ftl")),
            include_str!(concat!("../../../locales/", $language, "/presence.ftl")),
            include_str!(concat!("../../../locales/", $language, "/recording.ftl")),
            include_str!(concat!("../../../locales/", $language, "/outages.ftl")),
            include_str!(concat!("../../../locales/", $language, "/impact.ftl")),
            include_str!(concat!("../../../locales/", $language, "/contingency.ftl")),
            include_str!(concat!("../../../locales/", $language, "/drill.ftl")),
        ]
    };
}

/// The texts of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    /// The language.
    pub language: Language,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

/// A catalogue is read once: the tray asks for it at each change.
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Language::English));
static SIMPLIFIED: LazyLock<Words> = LazyLock::new(|| Words::read(Language::Simplified));
static TRADITIONAL: LazyLock<Words> = LazyLock::new(|| Words::read(Language::Traditional));

impl Words {
    /// The texts of `language`.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Simplified => &SIMPLIFIED,
            Language::Traditional => &TRADITIONAL,
        }
    }

    fn read(language: Language) -> Self {
        let files = match language {
            Language::English => catalogue!("en"),
            Language::Simplified => catalogue!("zh-Hans"),
            Language::Traditional => catalogue!("zh-Hant"),
        };
        let tag = language.tag().parse::<unic_langid::LanguageIdentifier>().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks that keep text of another direction apart show as boxes in a notification.
        bundle.set_use_isolating(false);
        for file in files {
            // A catalogue with a mistake gives what it can; `tidy` and a test refuse the mistake itself.
            let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, language }
    }

    /// The text of `id` with its arguments; the id itself when there is none.
    #[must_use]
    pub fn say(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            args.set(*name, *value);
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// What stands between the items of a list.
    #[must_use]
    pub const fn comma(&self) -> &'static str {
        match self.language {
            Language::English => ", ",
            Language::Simplified | Language::Traditional => "、",
        }
    }
}
