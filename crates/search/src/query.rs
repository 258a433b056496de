//! From what a person typed to weighted terms. Text of a user never meets a query parser: whatever it holds, it is only words.

use std::collections::BTreeMap;

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::analysis::{Token, Tokens, fold, lexicon, pinyin};
use crate::fields::{Fields, Part};
use crate::highlight::Needles;
use crate::parlance::Parlance;
use crate::slips;
use crate::vocabulary::Found;
use crate::weights::{PlaceWeight, SPOKEN, Weights};

/// Terms of each kind that are looked up, the rarest first.
const MOST_TERMS: usize = 48;
/// Unknown words that near ones are looked for: each walks the dictionary, and a text of only unknown words is no typing slip.
const MOST_REPAIRS: usize = 8;

/// A word, bigram or spelling that is looked for.
pub(crate) struct Sought {
    pub(crate) weight: f32,
    /// How much it tells documents apart, over the whole collection.
    pub(crate) rarity: f32,
    /// Another word for one that is sought as well: a document needs only one of the two.
    pub(crate) is_other: bool,
    pub(crate) places: Vec<Place>,
}

impl Sought {
    pub(crate) fn telling(&self) -> f32 {
        self.weight * self.rarity
    }

    /// How much of what was asked is there where this is. Another word says less than the one that was typed, but it answers all of it.
    pub(crate) fn covers(&self, weights: &Weights) -> f32 {
        if self.is_other { self.telling() / weights.synonym } else { self.telling() }
    }
}

pub(crate) struct Place {
    pub(crate) field: Field,
    /// Where each segment has it: looked up once for all that is asked of it.
    pub(crate) terms: Vec<Option<TermInfo>>,
    pub(crate) weight: f32,
    pub(crate) slope: f32,
}

pub(crate) struct Plan {
    pub(crate) sought: Vec<Sought>,
    pub(crate) needles: Needles,
}

impl Plan {
    /// What a document would score that answers every word as well as can be.
    pub(crate) fn ideal(&self) -> f32 {
        self.sought.iter().map(Sought::telling).sum()
    }

    /// How much a document has to hold to hold all that was asked, each word once.
    pub(crate) fn whole(&self) -> f32 {
        self.sought.iter().filter(|sought| !sought.is_other).map(Sought::telling).sum()
    }
}

pub(crate) struct Planner<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) weights: &'a Weights,
    pub(crate) parlance: &'a Parlance,
}

/// Terms, and what each is wanted for.
type Wanted = BTreeMap<String, Want>;

#[derive(Clone, Copy)]
struct Want {
    weight: f32,
    is_other: bool,
}

impl Planner<'_> {
    pub(crate) fn plan(&self, text: &str, most_chars: usize) -> tantivy::Result<Plan> {
        let text: String = text.chars().take(most_chars).collect();
        let mut known = Vec::new();
        let tokens = self.read(&text, &mut known);
        let mut words = wanted(&tokens.words);
        let mut grams = wanted(&tokens.grams);
        if let Some(mainland) = lexicon::mainland(&text) {
            let other = self.read(&mainland, &mut known);
            self.merge(&mut words, wanted(&other.words));
            self.merge(&mut grams, wanted(&other.grams));
        }
        self.repair(&tokens, &text, &known, &mut words)?;
        self.widen(&tokens, &mut grams)?;
        self.add_synonyms(&known, &mut words, &mut grams)?;
        if words.keys().any(|w| !lexicon::is_question_word(w)) {
            words.iter_mut().filter(|(w, _)| lexicon::is_question_word(w)).for_each(|(_, want)| want.weight *= self.weights.question_word);
        }

        let mut plan = Plan { sought: Vec::new(), needles: Needles::default() };
        grams.iter_mut().for_each(|(gram, want)| want.weight *= self.weights.of_gram(gram));
        self.look_up(&words, &self.places(|part| part.words), &mut plan)?;
        self.look_up(&grams, &self.places(|part| part.grams), &mut plan)?;
        self.sounds(&tokens, &mut plan)?;
        grams.keys().for_each(|g| plan.needles.add_gram(g));
        let stems = words.into_keys().filter(|w| !lexicon::is_question_word(w) && !w.chars().any(fold::is_cjk));
        stems.for_each(|stem| plan.needles.add_stem(stem));
        Ok(plan)
    }

    /// Words of the mainland's wording join; those it replaced count less, since they now stand twice.
    fn merge(&self, base: &mut Wanted, other: Wanted) {
        for (term, want) in base.iter_mut() {
            if !other.contains_key(term) {
                *want = Want { weight: want.weight * self.weights.replaced, is_other: true };
            }
        }
        for term in other.into_keys() {
            base.entry(term).or_insert(Want { weight: self.weights.regional, is_other: false });
        }
    }

    /// Cuts a wording, and notes what stands in it of the team's vocabulary.
    fn read<'v>(&'v self, wording: &str, known: &mut Vec<Found<'v>>) -> Tokens {
        let Parlance { analyzer, synonyms, .. } = self.parlance;
        let folded = fold::fold(wording);
        let tokens = analyzer.tokens(&folded);
        known.extend(synonyms.found(&folded, &tokens, analyzer));
        tokens
    }

    /// Adds what means the same as a word that stands there. However rare it is, and of however many words, it tells no more than the
    /// word itself would.
    fn add_synonyms(&self, known: &[Found<'_>], words: &mut Wanted, grams: &mut Wanted) -> tantivy::Result<()> {
        for found in known {
            let own = self.telling(&self.parlance.analyzer.analyze(found.word))?;
            for other in &found.others {
                let tokens = self.parlance.analyzer.analyze(other);
                let weight = self.weights.synonym * (own / self.telling(&tokens)?).min(1.0);
                tokens.words.into_iter().for_each(|word| raise(words, word.text, weight, true));
                tokens.grams.into_iter().for_each(|gram| raise(grams, gram.text, weight, true));
            }
        }
        Ok(())
    }

    /// How much a wording tells documents apart.
    fn telling(&self, tokens: &Tokens) -> tantivy::Result<f32> {
        let mut sum = f32::MIN_POSITIVE;
        for word in &tokens.words {
            sum += self.find(&word.text, &self.places(|part| part.words))?.1;
        }
        for gram in &tokens.grams {
            sum += self.weights.of_gram(&gram.text) * self.find(&gram.text, &self.places(|part| part.grams))?.1;
        }
        Ok(sum)
    }

    /// Adds near words for words the index does not know, and longer ones for the word being typed.
    fn repair(&self, tokens: &Tokens, text: &str, known: &[Found<'_>], words: &mut Wanted) -> tantivy::Result<()> {
        let typing = text.chars().next_back().is_some_and(char::is_alphanumeric);
        let mut repaired = 0;
        for (at, surface) in tokens.surfaces.iter().enumerate().take(MOST_TERMS) {
            // What the team itself writes is no slip, whether an article has it or not.
            let is_known = known.iter().any(|found| self.parlance.analyzer.stem(found.word) == surface.stem);
            if is_known || surface.text.len() < 3 || repaired == MOST_REPAIRS || self.frequency(&surface.stem)? > 0 {
                continue;
            }
            repaired += 1;
            let last = at + 1 == tokens.surfaces.len();
            let mut found = false;
            if typing && last {
                for near in slips::begun(self.searcher, self.fields.surfaces, &surface.text)? {
                    raise(words, self.parlance.analyzer.stem(&near.word), self.weights.begun, found);
                    found = true;
                }
            }
            // Another number is another matter, however much alike they look.
            if !found && !surface.text.chars().all(char::is_numeric) {
                for (rank, near) in slips::mistyped(self.searcher, self.fields.surfaces, &surface.text)?.into_iter().enumerate() {
                    raise(words, self.parlance.analyzer.stem(&near.word), self.weights.near / (rank + 1) as f32, rank > 0);
                }
            }
        }
        Ok(())
    }

    /// A query of one character is no word yet: it finds what begins with it.
    fn widen(&self, tokens: &Tokens, grams: &mut Wanted) -> tantivy::Result<()> {
        if let [run] = tokens.runs.as_slice()
            && let [one] = run.as_slice()
        {
            for part in [self.fields.in_title, self.fields.in_body] {
                for near in slips::begun(self.searcher, part.grams, &one.to_string())? {
                    raise(grams, near.word, self.weights.begun, true);
                }
            }
        }
        Ok(())
    }

    fn frequency(&self, word: &str) -> tantivy::Result<u64> {
        let mut sum = 0;
        for part in [self.fields.in_title, self.fields.in_extras, self.fields.in_body] {
            sum += self.searcher.doc_freq(&Term::from_field_text(part.words, word))?;
        }
        Ok(sum)
    }

    /// Adds the rarest of `wanted` that the index has.
    fn look_up(&self, wanted: &Wanted, places: &[(Field, PlaceWeight)], plan: &mut Plan) -> tantivy::Result<()> {
        let mut found = Vec::new();
        for (text, Want { weight, is_other }) in wanted.iter().filter(|(_, want)| want.weight > 0.0) {
            let (here, rarity) = self.find(text, places)?;
            if !here.is_empty() {
                found.push(Sought { weight: *weight, rarity, is_other: *is_other, places: here });
            }
        }
        found.sort_by(|a, b| b.telling().total_cmp(&a.telling()));
        found.truncate(MOST_TERMS);
        plan.sought.append(&mut found);
        Ok(())
    }

    fn places(&self, field: impl Fn(Part) -> Field) -> [(Field, PlaceWeight); 3] {
        let (fields, weights) = (self.fields, self.weights);
        [(fields.in_title, weights.title), (fields.in_extras, weights.extras), (fields.in_body, weights.body)]
            .map(|(part, weight)| (field(part), weight))
    }

    /// Where the index has a term, and its rarity.
    fn find(&self, text: &str, places: &[(Field, PlaceWeight)]) -> tantivy::Result<(Vec<Place>, f32)> {
        let mut here = Vec::new();
        let mut most = 0;
        for (field, place) in places {
            let term = Term::from_field_text(*field, text);
            let mut terms = Vec::with_capacity(self.searcher.segment_readers().len());
            for segment in self.searcher.segment_readers() {
                terms.push(segment.inverted_index(*field)?.get_term_info(&term)?);
            }
            let frequency = terms.iter().flatten().map(|term| u64::from(term.doc_freq)).sum();
            if frequency > 0 {
                here.push(Place { field: *field, terms, weight: place.weight, slope: place.slope });
            }
            most = most.max(frequency);
        }
        let (docs, most) = (self.searcher.num_docs() as f32, most as f32);
        // Until segments are merged `most` counts removed ones too, and what the index has must never count nothing.
        Ok((here, (1.0 + ((docs - most).max(0.0) + 0.5) / (most + 0.5)).ln()))
    }

    fn sounds(&self, tokens: &Tokens, plan: &mut Plan) -> tantivy::Result<()> {
        let mut sounds = Wanted::new();
        for surface in tokens.surfaces.iter().take(8) {
            // A word that the index knows is that word: `change` is no 嫦娥.
            if self.frequency(&surface.stem)? > 0 {
                continue;
            }
            let mut terms = pinyin::typed_full(&surface.text);
            terms.extend(pinyin::typed_initials(&surface.text));
            for term in terms {
                plan.needles.sounds.insert(term.clone());
                raise(&mut sounds, term, self.weights.typed_sound, true);
            }
        }
        for run in tokens.runs.iter().take(8) {
            for term in pinyin::sound_pairs(run).into_iter().take(MOST_TERMS) {
                raise(&mut sounds, term, self.weights.like_sound, true);
            }
        }
        self.look_up(&sounds, &[(self.fields.sounds, SPOKEN)], plan)
    }
}

fn wanted(tokens: &[Token]) -> Wanted {
    tokens.iter().map(|token| (token.text.clone(), Want { weight: 1.0, is_other: false })).collect()
}

fn raise(wanted: &mut Wanted, term: String, weight: f32, is_other: bool) {
    let now = wanted.entry(term).or_insert(Want { weight: 0.0, is_other });
    now.weight = now.weight.max(weight);
}
