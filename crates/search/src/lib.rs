//! Full-text search of articles and conversations in Chinese and English, sealed on disk. The only crate that names tantivy.
//! Owns the analysis of text, the two indexes and their ranking; owns no article and no ticket: both indexes are projections
//! that the desk fills and can fill again.
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice))]

pub mod analysis;
mod answer;
mod error;
mod evidence;
mod fields;
mod filter;
pub mod guess;
mod highlight;
mod hit;
pub mod meaning;
mod meanings;
mod parlance;
mod place;
mod query;
mod sealed;
mod shelf;
mod slips;
mod standing;
mod transducer;
mod vocabulary;
mod weights;

pub use error::{Result, SearchError};
pub use filter::Filter;
pub use hit::{Hit, Piece};
pub use place::Place;
pub use vocabulary::{Fault, LineFault, Vocabulary};

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use analysis::Dictionary;
use answer::Question;
use fields::Entry;
use guess::Learner;
use meanings::Meanings;
use parlance::Parlance;
use shelf::Shelf;
use weights::Weights;

/// A knowledge article as it is to be found.
#[derive(Clone, Debug, Default)]
pub struct ArticleDoc {
    pub id: String,
    pub title: String,
    /// Questions it answers, in customers' words.
    pub questions: Vec<String>,
    pub body: String,
    pub lang: String,
    pub kind: String,
    pub category: String,
    pub updated_at_ms: i64,
}

/// A ticket and all that was said in it.
#[derive(Clone, Debug, Default)]
pub struct ConversationDoc {
    pub id: String,
    pub number: String,
    pub subject: String,
    pub customer: String,
    pub customer_id: String,
    pub body: String,
    pub channel: String,
    pub updated_at_ms: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The index is empty, half built, was dropped, or was cut by words of another vocabulary: `clear` it, fill it, then call
    /// `mark_built`. It answers meanwhile.
    pub needs_rebuild: bool,
    pub articles: u64,
    pub conversations: u64,
}

/// How a name is read.
#[derive(Clone, Copy, Debug)]
pub struct NameReading {
    /// Changes with what the others answer.
    pub version: &'static str,
    /// One writing for what is the same word.
    pub folded: fn(&str) -> String,
    /// What a folded name sounds like in letters, and its initials.
    pub sounds: fn(&str) -> Vec<String>,
}

/// Both indexes. Readers never wait for a writer; writers wait for each other.
pub struct Search {
    articles: Shelf,
    conversations: Shelf,
    /// Once there is an encoder.
    meanings: OnceLock<Meanings>,
    /// Taken once for each query and each batch.
    parlance: RwLock<Arc<Parlance>>,
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").field("state", &self.state()).finish()
    }
}

impl Search {
    /// Opens or creates both indexes. What is damaged, sealed with another key or of another version is dropped; `state` says so.
    pub fn open(place: Place) -> Result<Self> {
        let (articles, conversations) = place.spots(&fields::version())?;
        Ok(Self {
            articles: Shelf::open("articles", articles)?,
            conversations: Shelf::open("conversations", conversations)?,
            meanings: OnceLock::new(),
            parlance: RwLock::default(),
        })
    }

    /// How names are read, for whoever looks them up elsewhere; another version when any of it changes.
    pub const NAMES: NameReading = NameReading { version: "1", folded: |name| analysis::fold(name).text(), sounds: analysis::pinyin::name_sounds };

    /// Opens the dictionary: call it on a background thread at start, or the first search pays for it.
    pub fn warm() {
        Dictionary::warm();
    }

    /// Learns from closed tickets, their texts cut as the team's are.
    #[must_use]
    pub fn learner(&self) -> Learner {
        Learner::of(self.parlance())
    }

    /// Takes a team's vocabulary over, and answers whether the index must be rebuilt for it, as `state` says from now on: when its
    /// texts were cut by other words, and not when only synonyms changed. It goes on answering meanwhile.
    ///
    /// Call it in the background: at start, before anything is put and with an empty vocabulary too, and whenever the fingerprint changed.
    pub fn use_vocabulary(&self, vocabulary: Vocabulary) -> bool {
        *self.parlance.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Parlance::of(vocabulary));
        self.state().needs_rebuild
    }

    fn parlance(&self) -> Arc<Parlance> {
        self.parlance.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Searches articles by meaning too from now on. What they mean is found out by `encode_some`.
    pub fn give(&self, encoder: meaning::Encoder) {
        drop(self.meanings.set(Meanings::begin(encoder, &self.articles)));
    }

    /// Finds out what up to `most` articles mean, and answers how many that were: call it in the background until there are none.
    ///
    /// # Errors
    /// When the index or the encoder's files do not read; search goes on by words.
    pub fn encode_some(&self, most: usize) -> Result<usize> {
        self.meanings.get().map_or(Ok(0), |meanings| meanings.encode_some(&self.articles, most))
    }

    /// Keeps what has been found out, for the next start.
    ///
    /// # Errors
    /// When it does not write.
    pub fn keep_meanings(&self) -> Result<()> {
        self.meanings.get().map_or(Ok(()), |meanings| meanings.keep(&self.articles))
    }

    pub fn state(&self) -> State {
        State { needs_rebuild: !self.fits(), articles: self.articles.count(), conversations: self.conversations.count() }
    }

    fn fits(&self) -> bool {
        let parlance = self.parlance();
        self.articles.fits(parlance.wanted()) && self.conversations.fits(parlance.wanted())
    }

    /// Adds, or replaces by id. Found after the next `commit`.
    pub fn put_articles(&self, docs: impl IntoIterator<Item = ArticleDoc>) -> Result<()> {
        let entries = docs.into_iter().map(|doc| Entry {
            facets: filter::facets(&[("kind", &doc.kind), ("lang", &doc.lang), ("category", &doc.category)]),
            id: doc.id,
            title: doc.title,
            extras: doc.questions,
            body: doc.body,
            updated_at_ms: doc.updated_at_ms,
        });
        self.articles.put(entries, &self.parlance())
    }

    pub fn put_conversations(&self, docs: impl IntoIterator<Item = ConversationDoc>) -> Result<()> {
        let entries = docs.into_iter().map(|doc| Entry {
            facets: filter::facets(&[("channel", &doc.channel), ("customer", &doc.customer_id)]),
            id: doc.id,
            title: doc.subject,
            extras: vec![doc.number, doc.customer],
            body: doc.body,
            updated_at_ms: doc.updated_at_ms,
        });
        self.conversations.put(entries, &self.parlance())
    }

    pub fn remove_articles(&self, ids: &[String]) -> Result<()> {
        self.articles.remove(ids)
    }

    pub fn remove_conversations(&self, ids: &[String]) -> Result<()> {
        self.conversations.remove(ids)
    }

    /// Makes everything put and removed so far found, and durable. Costs an fsync or a few: call it for a batch.
    pub fn commit(&self) -> Result<()> {
        self.articles.commit()?;
        self.conversations.commit()
    }

    /// Nothing more comes for now. Articles change seldom: what writing them takes is given back. Conversations change all day.
    pub fn rest(&self) -> Result<()> {
        self.articles.rest()
    }

    /// Empties both and forgets that they were built: the beginning of a rebuild. What is whole and only cut by other words goes on
    /// answering until `mark_built`; commits before that show nothing.
    pub fn clear(&self) -> Result<()> {
        if self.articles.is_whole() && self.conversations.is_whole() && !self.fits() {
            self.articles.begin_hidden()?;
            return self.conversations.begin_hidden();
        }
        self.articles.clear()?;
        self.conversations.clear()
    }

    /// The end of a rebuild: commits, and from now on an opened index is taken for whole.
    pub fn mark_built(&self) -> Result<()> {
        let parlance = self.parlance();
        self.articles.mark_built(&parlance)?;
        self.conversations.mark_built(&parlance)
    }

    /// Articles, best first; without a query those that pass the filter, newest first.
    pub fn articles(&self, query: &str, filter: &Filter, limit: usize) -> Result<Vec<Hit>> {
        let (parlance, asked) = (self.parlance(), self.asked(query));
        let question = Question { weights: &Weights::ARTICLES, parlance: &parlance, asked: asked.as_ref(), text: query };
        self.articles.read("search", |live| answer::answer(live, &question, filter, limit))
    }

    pub fn conversations(&self, query: &str, filter: &Filter, limit: usize) -> Result<Vec<Hit>> {
        let question = Question { weights: &Weights::CONVERSATIONS, parlance: &self.parlance(), asked: None, text: query };
        self.conversations.read("search", |live| answer::answer(live, &question, filter, limit))
    }

    /// What a query means; none without an encoder, of numbers and signs alone, or when it cannot be read any more: words find
    /// something too.
    fn asked(&self, query: &str) -> Option<meanings::Asked<'_>> {
        let asked = self.meanings.get().filter(|_| query.chars().any(char::is_alphabetic))?.ask(query);
        asked.inspect_err(|error| tracing::warn!(%error, "a search goes by words alone")).ok()?
    }

    /// Articles for a ticket's own text, which may be long: its rarest words decide.
    pub fn similar_articles(&self, text: &str, limit: usize) -> Result<Vec<Hit>> {
        let (parlance, asked) = (self.parlance(), self.asked(text));
        let question = Question { weights: &Weights::ARTICLES, parlance: &parlance, asked: asked.as_ref(), text };
        self.articles.read("search", |live| answer::similar(live, &question, limit))
    }
}
