//! How well each document answers the whole query, title, questions and body taken together. Reads postings and lengths of the
//! index only, never a text, one word after the other: a query has too many words for skipping documents to pay.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::query::{Place, Plan, Sought};
use crate::weights::Weights;

/// How slowly a word that stands more often stops counting more (BM25's k1).
const SATURATION: f32 = 2.0;
/// A field that most documents leave empty has a mean length near 0, against which every filled one would look long.
const SHORTEST_MEAN: f32 = 6.0;

/// Scores by segment and document; 0 where nothing is found.
pub(crate) struct Evidence(Vec<Vec<f32>>);

impl Evidence {
    pub(crate) fn of(&self, address: DocAddress) -> f32 {
        self.0.get(address.segment_ord as usize).and_then(|scores| scores.get(address.doc_id as usize)).copied().unwrap_or_default()
    }

    /// The best of those that pass, `most` of them, in no order.
    pub(crate) fn best(&self, most: usize, passes: impl Fn(&DocAddress) -> bool) -> Vec<(f32, DocAddress)> {
        let all =
            self.0.iter().zip(0..).flat_map(|(scores, ord)| scores.iter().zip(0..).map(move |(score, doc)| (*score, DocAddress::new(ord, doc))));
        let mut best: Vec<(f32, DocAddress)> = all.filter(|(score, address)| *score > 0.0 && passes(address)).collect();
        if best.len() > most {
            best.select_nth_unstable_by(most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            best.truncate(most);
        }
        best
    }
}

/// Scores by BM25F: all places of a document are one weighted text, and a word that title and body both hold is one piece of
/// evidence, not two. (A sum over fields, as tantivy has it, counts it twice, which is why a strong title boost hurts there.)
///
/// A document that has much of one word and nothing of the others answers another question: what is asked as `表格 拆分` is not every
/// page on tables. So a score is lowered by what is missing, down to `partial` of it.
pub(crate) fn weigh(searcher: &Searcher, plan: &Plan, weights: &Weights) -> tantivy::Result<Evidence> {
    let sought = &plan.sought;
    let whole = plan.whole().max(f32::MIN_POSITIVE);
    let mut means = HashMap::new();
    for place in sought.iter().flat_map(|s| &s.places) {
        if let Entry::Vacant(mean) = means.entry(place.field) {
            mean.insert(mean_length(searcher, place.field)?);
        }
    }
    let segments = searcher.segment_readers().iter().enumerate();
    let mut weighed = Vec::with_capacity(searcher.segment_readers().len());
    for (at, segment) in segments {
        let (mut scores, found) = weigh_segment(segment, at, sought, weights, &means)?;
        scores.iter_mut().zip(found).for_each(|(score, found)| *score *= weights.partial + (1.0 - weights.partial) * (found / whole).min(1.0));
        weighed.push(scores);
    }
    Ok(Evidence(weighed))
}

/// Each document's score, and how much it has of what is sought, each word counting as it tells documents apart.
fn weigh_segment(
    segment: &SegmentReader,
    at: usize,
    sought: &[Sought],
    weights: &Weights,
    means: &HashMap<Field, f32>,
) -> tantivy::Result<(Vec<f32>, Vec<f32>)> {
    let mut scores = vec![0.0_f32; segment.max_doc() as usize];
    let (mut found, mut evidence) = (scores.clone(), scores.clone());
    let mut touched: Vec<DocId> = Vec::new();
    let mut lengths = HashMap::new();
    for sought in sought {
        for place in &sought.places {
            let Some(term) = place.terms.get(at).and_then(Option::as_ref) else { continue };
            let lengths = match lengths.entry(place.field) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let mean = means.get(&place.field).copied().unwrap_or(SHORTEST_MEAN);
                    new.insert((segment.get_fieldnorms_reader(place.field)?, discounts(place, mean)))
                }
            };
            let mut postings = segment.inverted_index(place.field)?.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
            while !postings.docs().is_empty() {
                for (at, doc) in postings.docs().iter().enumerate() {
                    let Some(evidence) = evidence.get_mut(*doc as usize) else { continue };
                    if *evidence == 0.0 {
                        touched.push(*doc);
                    }
                    let discount = lengths.1.get(usize::from(lengths.0.fieldnorm_id(*doc))).copied().unwrap_or_default();
                    *evidence += place.weight * postings.freq(at) as f32 * discount;
                }
                postings.advance();
            }
        }
        for doc in touched.drain(..) {
            let doc = doc as usize;
            if let (Some(score), Some(found), Some(evidence)) = (scores.get_mut(doc), found.get_mut(doc), evidence.get_mut(doc)) {
                *found += sought.covers(weights);
                *score += sought.telling() * *evidence / (*evidence + SATURATION);
                *evidence = 0.0;
            }
        }
    }
    Ok((scores, found))
}

/// What a word counts in a text of each length that the index tells apart.
fn discounts(place: &Place, mean: f32) -> [f32; 256] {
    let mut length = 0;
    [(); 256].map(|()| {
        let here = FieldNormReader::id_to_fieldnorm(length) as f32 / mean;
        length = length.saturating_add(1);
        1.0 / (1.0 - place.slope + place.slope * here)
    })
}

fn mean_length(searcher: &Searcher, field: Field) -> tantivy::Result<f32> {
    let mut tokens = 0;
    for segment in searcher.segment_readers() {
        tokens += segment.inverted_index(field)?.total_num_tokens();
    }
    Ok((tokens as f32 / searcher.num_docs().max(1) as f32).max(SHORTEST_MEAN))
}
