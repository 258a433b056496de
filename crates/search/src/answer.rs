//! Asks one index: gathers candidates, has them weighed, shows the best. Owns the limits; owns no analysis and no weight.

use tantivy::collector::TopDocs;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::analysis::Analyzer;
use crate::evidence;
use crate::hit::Hit;
use crate::meanings::{Asked, Nearness};
use crate::query::{Plan, Planner};
use crate::shelf::Live;
use crate::weights::Weights;

/// Candidates looked at a second time.
const CANDIDATES: usize = 100;
/// Nobody reads further, and a caller's mistake must not build a million snippets.
const MOST_HITS: usize = 500;
/// Characters of a query that are read: more is a pasted text, which `similar` is for.
const QUERY: usize = 256;
/// Characters of a ticket's text that suggestions are made from.
const SIMILAR: usize = 2000;

pub(crate) fn answer(live: &Live, weights: &Weights, asked: Option<&Asked<'_>>, query: &str, limit: usize) -> tantivy::Result<Vec<Hit>> {
    search(live, weights, asked, query, QUERY, limit)
}

pub(crate) fn similar(live: &Live, weights: &Weights, asked: Option<&Asked<'_>>, text: &str, limit: usize) -> tantivy::Result<Vec<Hit>> {
    search(live, weights, asked, text, SIMILAR, limit)
}

fn search(live: &Live, weights: &Weights, asked: Option<&Asked<'_>>, query: &str, most_chars: usize, limit: usize) -> tantivy::Result<Vec<Hit>> {
    let limit = limit.min(MOST_HITS);
    let searcher = live.reader.searcher();
    if limit == 0 || searcher.num_docs() == 0 {
        return Ok(Vec::new());
    }
    let analyzer = Analyzer::new();
    let plan = Planner { searcher: &searcher, fields: &live.fields, weights, analyzer: &analyzer }.plan(query, most_chars)?;
    let mut gathered = Vec::new();
    if !plan.sought.is_empty() {
        let found = searcher.search(&plan.query(), &TopDocs::with_limit(limit.max(CANDIDATES)).order_by_score())?;
        gathered.extend(found.into_iter().map(|(_, address)| address));
    }
    let nearness = asked.map(|asked| asked.over(&searcher)).transpose()?;
    gathered.extend(nearness.iter().flat_map(|nearness| nearness.nearest(weights.least_near)));
    gathered.sort_unstable();
    gathered.dedup();
    let mut best = evidence::weigh(&searcher, &plan.sought, &gathered)?;
    if let Some(nearness) = &nearness {
        add_meaning(nearness, weights, plan.ideal(), &mut best);
    }
    best.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
    best.truncate(limit);
    newer_of_equals_first(live, &searcher, &mut best)?;
    best.into_iter().map(|(score, address)| Ok(hit(live, &analyzer, &plan, score, &searcher.doc(address)?))).collect()
}

/// Adds how near each one's meaning is to how well its words answer, that as a share: of the best found, so that it counts where
/// words say little, and of the best there could be, so that the meaning decides where they do. Between the two.
fn add_meaning(nearness: &Nearness, weights: &Weights, ideal: f32, best: &mut [(f32, DocAddress)]) {
    let most = best.iter().fold(f32::MIN_POSITIVE, |most, (score, _)| most.max(*score));
    let whole = (most * ideal.max(f32::MIN_POSITIVE)).sqrt();
    for (score, address) in best {
        *score = *score / whole + weights.meaning * nearness.of(*address).unwrap_or_default();
    }
}

/// Two versions of one answer weigh the same; the newer is the one to give.
fn newer_of_equals_first(live: &Live, searcher: &Searcher, best: &mut [(f32, DocAddress)]) -> tantivy::Result<()> {
    let updated = live.index.schema().get_field_name(live.fields.updated).to_owned();
    for equals in best.chunk_by_mut(|a, b| a.0 == b.0).filter(|e| e.len() > 1) {
        let mut dated = Vec::with_capacity(equals.len());
        for one in equals.iter() {
            let column = searcher.segment_reader(one.1.segment_ord).fast_fields().i64(&updated)?;
            dated.push((column.first(one.1.doc_id), *one));
        }
        dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        equals.iter_mut().zip(dated).for_each(|(slot, (_, one))| *slot = one);
    }
    Ok(())
}

fn hit(live: &Live, analyzer: &Analyzer, plan: &Plan, score: f32, doc: &TantivyDocument) -> Hit {
    Hit {
        id: text(doc, live.fields.id).to_owned(),
        score,
        title: plan.needles.title(analyzer, text(doc, live.fields.title)),
        snippet: plan.needles.snippet(analyzer, text(doc, live.fields.body)),
    }
}

fn text(doc: &TantivyDocument, field: tantivy::schema::Field) -> &str {
    doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default()
}
