//! An article as its source tells it: which parts of it the source speaks of, and which it leaves as they are.

use holdfast_domain::{Article, ArticleId, ArticleKind, Content, Language, Purpose, Timestamp};

use super::record::Record;
use super::script::language_of_article;
use super::text::{Line, damages};
use super::{LONGEST_ARTICLE, SkipReason};
use crate::identity::derived;

/// What it means that a source does not name a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// There is nothing of it: an export names everything that there is.
    Clears,
    /// The same for what a line of questions and answers is made of; what only Holdfast knows stays.
    ClearsAnswer,
    /// What is stored stays.
    Keeps,
}

/// An article as its source tells it. None leaves a part as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub id: ArticleId,
    pub title: String,
    pub body: String,
    pub language: Language,
    /// What an article is for that is new and does not say so.
    pub usual: ArticleKind,
    pub kind: Option<ArticleKind>,
    pub category: Option<Option<String>>,
    pub questions: Option<Vec<String>>,
    pub answer: Option<String>,
    pub valid_from: Option<Option<Timestamp>>,
    pub valid_until: Option<Option<Timestamp>>,
    pub review_at: Option<Option<Timestamp>>,
    pub pinned: Option<bool>,
    pub purpose: Option<Option<Purpose>>,
    pub shortcut: Option<Option<String>>,
    pub variant_of: Option<Option<ArticleId>>,
    /// When the source last changed, where it says so.
    pub at: Option<Timestamp>,
    pub flagged: Vec<String>,
    /// Whether it comes from an export, which has other line numbers than the first source had.
    pub is_exported: bool,
}

impl Told {
    /// A text and nothing else, of the name that is its identity.
    pub(super) fn text(name: &str, title: String, lines: &[Line], body: String, language: Option<Language>) -> Self {
        let language = language.unwrap_or_else(|| language_of_article(&title, &body));
        Self {
            id: ArticleId(derived("article", name)),
            title,
            body,
            language,
            usual: ArticleKind::Procedure,
            kind: None,
            category: None,
            questions: None,
            answer: None,
            valid_from: None,
            valid_until: None,
            review_at: None,
            pinned: None,
            purpose: None,
            shortcut: None,
            variant_of: None,
            at: None,
            flagged: damages(lines),
            is_exported: false,
        }
    }

    /// The same with what a record says besides title and body.
    pub(super) fn with(self, record: &Record, silence: Silence) -> Result<Self, SkipReason> {
        let own = record.article("id");
        let silence = if own.is_some() { Silence::Clears } else { silence };
        let says = |field: &str| record.has(field) || silence == Silence::Clears;
        let answers = |field: &str| says(field) || silence == Silence::ClearsAnswer;
        let instant = |field| says(field).then(|| record.instant(field)).transpose();
        let trimmed = |word: Option<String>| word.map(|word| word.trim().to_owned());
        Ok(Self {
            id: own.unwrap_or(self.id),
            kind: if answers("kind") { Some(record.kind()?.unwrap_or(self.usual)) } else { None },
            category: answers("category").then(|| record.word("category").map(trimmed)).transpose()?,
            questions: answers("questions").then(|| record.list("questions")).transpose()?,
            answer: answers("answer").then(|| record.text("answer").map(Option::unwrap_or_default)).transpose()?,
            valid_from: instant("valid_from")?,
            valid_until: instant("valid_until")?,
            review_at: instant("review_at")?,
            pinned: says("pinned").then(|| record.flag("pinned")).transpose()?,
            purpose: says("purpose").then(|| record.purpose()).transpose()?,
            shortcut: says("shortcut").then(|| record.word("shortcut")).transpose()?,
            variant_of: says("variant_of").then(|| record.article("variant_of")),
            // A date in another form is not worth an article.
            at: record.instant("updated_at").unwrap_or_default(),
            is_exported: own.is_some(),
            ..self
        })
    }

    /// What the article says then: what the source tells, over what is stored.
    pub(super) fn over(&self, stored: Option<&Content>) -> Content {
        let new = || Content::new(self.usual, self.language, String::new(), String::new());
        let mut content = stored.cloned().unwrap_or_else(new);
        content.title.clone_from(&self.title);
        content.body.clone_from(&self.body);
        content.language = self.language;
        replace(&mut content.kind, self.kind.as_ref());
        replace(&mut content.category, self.category.as_ref());
        replace(&mut content.questions, self.questions.as_ref());
        replace(&mut content.answer, self.answer.as_ref());
        replace(&mut content.valid_from, self.valid_from.as_ref());
        replace(&mut content.valid_until, self.valid_until.as_ref());
        replace(&mut content.review_at, self.review_at.as_ref());
        replace(&mut content.pinned, self.pinned.as_ref());
        replace(&mut content.purpose, self.purpose.as_ref());
        replace(&mut content.shortcut, self.shortcut.as_ref());
        replace(&mut content.variant_of, self.variant_of.as_ref());
        content
    }

    /// A new article that says it.
    pub(super) fn article(self, now: Timestamp) -> Article {
        let content = self.over(None);
        Article { flagged: self.flagged, ..Article::new(self.id, content, 1, self.at.unwrap_or(now)) }
    }

    /// Itself where it fits one row, or its parts, broken at a line's end where there is one.
    pub(super) fn parts(self) -> Vec<Self> {
        if self.body.len() <= LONGEST_ARTICLE {
            return vec![self];
        }
        let mut bodies = Vec::new();
        let mut rest = self.body.as_str();
        while rest.len() > LONGEST_ARTICLE {
            let limit = rest.floor_char_boundary(LONGEST_ARTICLE);
            let head = rest.get(..limit).unwrap_or_default();
            let end = head.rfind('\n').filter(|end| *end > LONGEST_ARTICLE / 2).map_or(limit, |end| end.saturating_add(1));
            bodies.push(rest.get(..end).unwrap_or_default().to_owned());
            rest = rest.get(end..).unwrap_or_default();
        }
        bodies.push(rest.to_owned());
        let count = bodies.len();
        let whole = Self { body: String::new(), ..self };
        (1_usize..)
            .zip(bodies)
            .map(|(number, body)| {
                let id = if number == 1 { whole.id } else { ArticleId(derived("article part", &format!("{} {number}", whole.id))) };
                let flagged = if number == 1 { whole.flagged.clone() } else { Vec::new() };
                Self { id, title: format!("{} ({number}/{count})", whole.title), body, flagged, ..whole.clone() }
            })
            .collect()
    }
}

fn replace<V: Clone>(old: &mut V, new: Option<&V>) {
    if let Some(new) = new {
        old.clone_from(new);
    }
}
