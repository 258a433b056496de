//! The second look: how well each candidate answers the whole query, title, questions and body taken together. Reads postings
//! and lengths of the index only, never a text, so that it costs microseconds.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader};

use crate::query::Sought;

/// How slowly a word that stands more often stops counting more (BM25's k1).
const SATURATION: f32 = 2.0;
/// A field that most documents leave empty has a mean length near 0, against which every filled one would look long.
const SHORTEST_MEAN: f32 = 6.0;

/// Scores `found` again by BM25F: all places of a document are one weighted text, and a word that title and body both hold is
/// one piece of evidence, not two. (Tantivy's sum over fields counts it twice, which is why a strong title boost hurts there.)
pub(crate) fn weigh(searcher: &Searcher, sought: &[Sought], found: &[DocAddress]) -> tantivy::Result<Vec<(f32, DocAddress)>> {
    let mut ordered = found.to_vec();
    ordered.sort_unstable();
    let mut means = HashMap::new();
    for place in sought.iter().flat_map(|s| &s.places) {
        if let Entry::Vacant(mean) = means.entry(place.term.field()) {
            mean.insert(mean_length(searcher, place.term.field())?);
        }
    }
    let mut out = Vec::with_capacity(ordered.len());
    for same in ordered.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(first) = same.first() else { continue };
        let docs: Vec<DocId> = same.iter().map(|a| a.doc_id).collect();
        let scores = weigh_segment(searcher.segment_reader(first.segment_ord), sought, &means, &docs)?;
        out.extend(scores.into_iter().zip(same.iter().copied()));
    }
    Ok(out)
}

/// `docs` in ascending order; one score each.
fn weigh_segment(segment: &SegmentReader, sought: &[Sought], means: &HashMap<Field, f32>, docs: &[DocId]) -> tantivy::Result<Vec<f32>> {
    let mut scores = vec![0.0f32; docs.len()];
    for sought in sought {
        let mut evidence = vec![0.0f32; docs.len()];
        for place in &sought.places {
            let field = place.term.field();
            let Some(mut postings) = segment.inverted_index(field)?.read_postings(&place.term, IndexRecordOption::WithFreqs)? else {
                continue;
            };
            let lengths = segment.get_fieldnorms_reader(field)?;
            let mean = means.get(&field).copied().unwrap_or(SHORTEST_MEAN);
            for (doc, evidence) in docs.iter().zip(&mut evidence) {
                if postings.doc() < *doc {
                    postings.seek(*doc);
                }
                if postings.doc() == *doc {
                    let length = lengths.fieldnorm(*doc) as f32 / mean;
                    *evidence += place.weight * postings.term_freq() as f32 / (1.0 - place.slope + place.slope * length);
                }
            }
        }
        for (score, evidence) in scores.iter_mut().zip(evidence) {
            *score += sought.weight * sought.rarity * evidence / (evidence + SATURATION);
        }
    }
    Ok(scores)
}

fn mean_length(searcher: &Searcher, field: Field) -> tantivy::Result<f32> {
    let mut tokens = 0;
    for segment in searcher.segment_readers() {
        tokens += segment.inverted_index(field)?.total_num_tokens();
    }
    Ok((tokens as f32 / searcher.num_docs().max(1) as f32).max(SHORTEST_MEAN))
}
