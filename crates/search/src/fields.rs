//! The fields of both indexes, how a text becomes their terms, and the version of all that. Owns no index.

use std::collections::HashSet;

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::{Analyzer, Tokens, fold, lexicon, pinyin};

/// Raise when the analysis, the fields or the sealed format change: indexes of another version are dropped.
const VERSION: u32 = 1;
/// How much of a body says what an article is about. More made little better to find, and takes longer (decision 0022).
pub(crate) const BEGINNING: usize = 800;
/// The field of marks.
pub(crate) const MARK: &str = "mark";
/// A text is searched by its first part: nobody writes an article of more, and a log pasted into a ticket must not stop it.
const MOST_TEXT: usize = 256 * 1024;

/// What both kinds of document are, once here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) title: String,
    /// An article's questions; a conversation's number and customer.
    pub(crate) extras: Vec<String>,
    pub(crate) body: String,
    pub(crate) updated_at_ms: i64,
    /// What searches are narrowed by (`filter`).
    pub(crate) facets: Vec<String>,
}

/// A part of a document: its dictionary words and its bigrams.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) words: Field,
    pub(crate) grams: Field,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) title: Field,
    pub(crate) body: Field,
    /// The extras as they are, one a line.
    pub(crate) extras: Field,
    pub(crate) updated: Field,
    pub(crate) facets: Field,
    /// What the text is known by.
    pub(crate) mark: Field,
    pub(crate) in_title: Part,
    pub(crate) in_extras: Part,
    pub(crate) in_body: Part,
    /// Spellings of title and extras in pinyin.
    pub(crate) sounds: Field,
    /// Words with letters as written, once per document: what slips and prefixes are completed from.
    pub(crate) surfaces: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let terms = |norms: bool, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer(Lines::NAME).set_index_option(option).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let scored = terms(true, IndexRecordOption::WithFreqs);
    let uncounted = terms(true, IndexRecordOption::Basic);
    let mut part = |name: &str| Part {
        words: schema.add_text_field(&format!("{name}_words"), scored.clone()),
        grams: schema.add_text_field(&format!("{name}_grams"), scored.clone()),
    };
    let (in_title, in_extras, in_body) = (part("title"), part("extras"), part("body"));
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        title: schema.add_text_field("title", STORED),
        body: schema.add_text_field("body", STORED),
        extras: schema.add_text_field("extras", STORED),
        updated: schema.add_i64_field("updated", FAST),
        facets: schema.add_text_field("facets", STRING),
        mark: schema.add_u64_field(MARK, FAST),
        in_title,
        in_extras,
        in_body,
        sounds: schema.add_text_field("sounds", uncounted),
        surfaces: schema.add_text_field("surfaces", terms(false, IndexRecordOption::Basic)),
    };
    (schema.build(), fields)
}

/// Names the version in the index folder's name.
pub(crate) fn version() -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(&VERSION.to_le_bytes());
    if let Ok(schema) = serde_json::to_vec(&schema().0) {
        hash.update(&schema);
    }
    for data in [lexicon::WORDS, lexicon::QUESTION_WORDS, fold::HYBRIDS] {
        hash.update(data.as_bytes()).update(b"\0");
    }
    hash.finalize().to_hex().chars().take(16).collect()
}

/// What a text is known by, as far as its meaning goes.
fn mark(entry: &Entry) -> u64 {
    let mut hash = blake3::Hasher::new();
    for part in std::iter::once(&entry.title).chain(&entry.extras) {
        hash.update(part.as_bytes()).update(b"\0");
    }
    hash.update(first_part(&entry.body, BEGINNING).as_bytes());
    hash.finalize().as_bytes().first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight))
}

pub(crate) fn document(fields: &Fields, analyzer: &Analyzer, entry: &Entry) -> TantivyDocument {
    let mut doc = TantivyDocument::new();
    let mut surfaces = HashSet::new();
    let mut sounds = Terms::default();
    doc.add_text(fields.id, &entry.id);
    doc.add_i64(fields.updated, entry.updated_at_ms);
    entry.facets.iter().for_each(|facet| doc.add_text(fields.facets, facet));
    doc.add_u64(fields.mark, mark(entry));

    let title = first_part(&entry.title, MOST_TEXT);
    let body = first_part(&entry.body, MOST_TEXT);
    doc.add_text(fields.title, title);
    doc.add_text(fields.body, body);

    let extras = entry.extras.join("\n");
    doc.add_text(fields.extras, first_part(&extras, MOST_TEXT));
    let parts = [(title, fields.in_title, true), (first_part(&extras, MOST_TEXT), fields.in_extras, true), (body, fields.in_body, false)];
    for (text, part, sounded) in parts {
        let tokens = analyzer.analyze(text);
        add(&mut doc, part, &tokens);
        if sounded {
            for run in &tokens.runs {
                pinyin::spellings(run).iter().for_each(|s| sounds.push(&s.text));
            }
        }
        surfaces.extend(tokens.surfaces.into_iter().map(|s| s.text).filter(|s| s.len() >= 3));
    }
    doc.add_text(fields.sounds, &sounds.0);
    let mut seen = Terms::default();
    surfaces.iter().for_each(|s| seen.push(s));
    doc.add_text(fields.surfaces, &seen.0);
    doc
}

fn add(doc: &mut TantivyDocument, part: Part, tokens: &Tokens) {
    for (field, tokens) in [(part.words, &tokens.words), (part.grams, &tokens.grams)] {
        let mut terms = Terms::default();
        tokens.iter().for_each(|t| terms.push(&t.text));
        doc.add_text(field, &terms.0);
    }
}

pub(crate) fn first_part(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// Terms of a field on their way through tantivy, one a line: the analysis is done once, before, for all fields.
#[derive(Default)]
struct Terms(String);

impl Terms {
    fn push(&mut self, term: &str) {
        self.0.push_str(term);
        self.0.push('\n');
    }
}

/// Gives tantivy the lines of `Terms` back as tokens.
#[derive(Clone, Default)]
pub(crate) struct Lines;

impl Lines {
    pub(crate) const NAME: &'static str = "lines";
}

pub(crate) struct LineStream<'a> {
    lines: std::str::Lines<'a>,
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        LineStream { lines: text.lines(), token: Token::default() }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.lines.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(line);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
