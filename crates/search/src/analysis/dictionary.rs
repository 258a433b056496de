//! The words that Chinese texts are cut into: one dictionary shared by all, and one with a team's own words where it has some.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use jieba_rs::Jieba;

use super::{fold, lexicon};

/// Loading takes 100 ms and 26 MB: it happens at the first Chinese text, or when `warm` is called in the background. Let go of when
/// all that is cut is cut by a team's own.
static SHARED: Mutex<Weak<Jieba>> = Mutex::new(Weak::new());

fn shared() -> Arc<Jieba> {
    // Held while it loads: who comes meanwhile waits for it instead of loading another.
    let mut loaded = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    loaded.upgrade().unwrap_or_else(|| {
        let mut jieba = Jieba::new();
        for word in lexicon::WORDS.split_whitespace() {
            jieba.add_word(word, None, None);
        }
        let jieba = Arc::new(jieba);
        *loaded = Arc::downgrade(&jieba);
        jieba
    })
}

/// Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Dictionary {
    /// With a team's own words from the beginning; the shared one from the first Chinese text on.
    jieba: OnceLock<Arc<Jieba>>,
    mark: String,
}

impl Dictionary {
    /// The shared one with `words` too, folded and each once, in the order of their characters. What stays whole without is not
    /// added: a copy for nothing costs memory, and a mark of its own a rebuilt index. `before` is taken again when it is the same.
    pub(crate) fn with<'w>(words: impl Iterator<Item = &'w str>, before: &Self) -> Self {
        let shared = shared();
        let new: Vec<&str> = words.filter(|word| shared.cut(word, false).len() > 1).collect();
        let mark = mark(&new);
        if mark == before.mark {
            return before.clone();
        }
        if new.is_empty() {
            return Self { jieba: shared.into(), mark };
        }
        let mut jieba = Jieba::clone(&shared);
        for word in new {
            jieba.add_word(word, None, None);
        }
        Self { jieba: Arc::new(jieba).into(), mark }
    }

    /// Tells dictionaries apart that cut texts otherwise; empty for the shared one.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    pub(crate) fn warm(&self) {
        self.jieba();
        let _ = fold::simplified('臺');
    }

    pub(super) fn jieba(&self) -> &Jieba {
        self.jieba.get_or_init(shared)
    }
}

fn mark(words: &[&str]) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut hash = blake3::Hasher::new();
    for word in words {
        hash.update(word.as_bytes()).update(b"\0");
    }
    hash.finalize().to_hex().chars().take(16).collect()
}
