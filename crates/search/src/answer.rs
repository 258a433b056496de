//! Asks one index: gathers candidates, has them weighed, shows the best. Owns the limits; owns no analysis and no weight.

use tantivy::collector::TopDocs;
use tantivy::schema::Value;
use tantivy::{DocAddress, Order, Searcher, TantivyDocument};

use crate::analysis::Analyzer;
use crate::evidence;
use crate::filter::Filter;
use crate::highlight::Needles;
use crate::hit::Hit;
use crate::meanings::{Asked, Nearness};
use crate::parlance::Parlance;
use crate::query::{Plan, Planner};
use crate::shelf::Live;
use crate::weights::Weights;

/// Candidates whose meaning is looked at, best words first.
const CANDIDATES: usize = 100;
/// Nobody reads further, and a caller's mistake must not build a million snippets.
const MOST_HITS: usize = 500;
/// Characters of a query that are read: more is a pasted text, which `similar` is for.
const QUERY: usize = 256;
/// Characters of a ticket's text that suggestions are made from.
const SIMILAR: usize = 2000;

/// What is asked, and how it is understood.
pub(crate) struct Question<'a> {
    pub(crate) weights: &'a Weights,
    pub(crate) parlance: &'a Parlance,
    pub(crate) asked: Option<&'a Asked<'a>>,
    pub(crate) text: &'a str,
}

pub(crate) fn answer(live: &Live, question: &Question<'_>, filter: &Filter, limit: usize) -> tantivy::Result<Vec<Hit>> {
    if question.text.trim().is_empty() { newest(live, question, filter, limit) } else { search(live, question, filter, QUERY, limit) }
}

pub(crate) fn similar(live: &Live, question: &Question<'_>, limit: usize) -> tantivy::Result<Vec<Hit>> {
    search(live, question, &Filter::default(), SIMILAR, limit)
}

fn search(live: &Live, question: &Question<'_>, filter: &Filter, most_chars: usize, limit: usize) -> tantivy::Result<Vec<Hit>> {
    let Question { weights, parlance, asked, text } = *question;
    let limit = limit.min(MOST_HITS);
    let searcher = live.reader.searcher();
    if limit == 0 || searcher.num_docs() == 0 {
        return Ok(Vec::new());
    }
    let plan = Planner { searcher: &searcher, fields: &live.fields, weights, parlance }.plan(text, most_chars)?;
    let passing = filter.passing(&searcher, &live.fields)?;
    let passes = |address: &DocAddress| passing.as_ref().map_or_else(|| is_there(&searcher, address), |passing| passing.holds(address));
    let evidence = evidence::weigh(&searcher, &plan, weights)?;
    let mut best = evidence.best(limit.max(CANDIDATES), passes);
    let nearness = asked.map(|asked| asked.over(&searcher)).transpose()?;
    if let Some(nearness) = &nearness {
        best.extend(nearness.nearest(weights.least_near, passes).into_iter().map(|address| (evidence.of(address), address)));
        best.sort_unstable_by_key(|(_, address)| *address);
        best.dedup_by_key(|(_, address)| *address);
    }
    if let Some(nearness) = &nearness {
        add_meaning(nearness, weights, plan.ideal(), &mut best);
    }
    best.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
    best.truncate(limit);
    newer_of_equals_first(live, &searcher, &mut best)?;
    best.into_iter().map(|(score, address)| Ok(hit(live, &parlance.analyzer, &plan, score, &searcher.doc(address)?))).collect()
}

/// What passes the filter, newest first; nothing without one: a whole index is no answer.
fn newest(live: &Live, question: &Question<'_>, filter: &Filter, limit: usize) -> tantivy::Result<Vec<Hit>> {
    let Some(query) = filter.query(&live.fields).filter(|_| limit > 0) else { return Ok(Vec::new()) };
    let searcher = live.reader.searcher();
    let updated = live.index.schema().get_field_name(live.fields.updated).to_owned();
    let order = TopDocs::with_limit(limit.min(MOST_HITS)).order_by_fast_field::<i64>(&updated, Order::Desc);
    let plan = Plan { sought: Vec::new(), needles: Needles::default() };
    let analyzer = &question.parlance.analyzer;
    searcher.search(&query, &order)?.into_iter().map(|(_, address)| Ok(hit(live, analyzer, &plan, 0.0, &searcher.doc(address)?))).collect()
}

fn is_there(searcher: &Searcher, address: &DocAddress) -> bool {
    searcher.segment_reader(address.segment_ord).alive_bitset().is_none_or(|alive| alive.is_alive(address.doc_id))
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
