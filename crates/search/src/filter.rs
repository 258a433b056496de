//! What narrows a search. Each document has its facets in one field, `kind:faq`, `category:refund`, and so on; all that is asked for must be there.

use std::ops::Bound;

use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use crate::fields::Fields;

/// What narrows a search: everything that is given must hold. Kind, language and category are an article's; channel and customer a
/// ticket's; a search of the other index finds nothing under them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub kind: Option<String>,
    pub lang: Option<String>,
    /// A category, or the one above it: `refund` holds `refund/progress`.
    pub category: Option<String>,
    pub channel: Option<String>,
    pub customer: Option<String>,
    /// Changed at this time or later, in milliseconds.
    pub since_ms: Option<i64>,
}

impl Filter {
    /// What documents must match, at no weight; nothing when everything passes.
    fn clauses(&self, fields: &Fields) -> Vec<(Occur, Box<dyn Query>)> {
        let parts =
            [("kind", &self.kind), ("lang", &self.lang), ("category", &self.category), ("channel", &self.channel), ("customer", &self.customer)];
        let facet = |(name, value): (&str, &Option<String>)| -> Option<Box<dyn Query>> {
            let term = Term::from_field_text(fields.facets, &facet(name, value.as_deref()?));
            Some(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
        };
        let since = self.since_ms.map(|since| -> Box<dyn Query> {
            Box::new(RangeQuery::new(Bound::Included(Term::from_field_i64(fields.updated, since)), Bound::Unbounded))
        });
        let weightless = |query| -> (Occur, Box<dyn Query>) { (Occur::Must, Box::new(BoostQuery::new(query, 0.0))) };
        parts.into_iter().filter_map(facet).chain(since).map(weightless).collect()
    }

    /// A query of all it asks for; none when everything passes.
    pub(crate) fn query(&self, fields: &Fields) -> Option<BooleanQuery> {
        let clauses = self.clauses(fields);
        (!clauses.is_empty()).then(|| BooleanQuery::new(clauses))
    }

    /// The documents that it lets pass and that are there; none when everything passes.
    pub(crate) fn passing(&self, searcher: &Searcher, fields: &Fields) -> tantivy::Result<Option<Passing>> {
        let Some(query) = self.query(fields) else { return Ok(None) };
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let mut docs = vec![false; segment.max_doc() as usize];
            weight.for_each_no_score(segment, &mut |found| {
                for doc in found.iter().filter(|doc| segment.alive_bitset().is_none_or(|alive| alive.is_alive(**doc))) {
                    docs.get_mut(*doc as usize).into_iter().for_each(|passes| *passes = true);
                }
            })?;
            segments.push(docs);
        }
        Ok(Some(Passing(segments)))
    }
}

/// Whether a document passes, by segment and document.
pub(crate) struct Passing(Vec<Vec<bool>>);

impl Passing {
    pub(crate) fn holds(&self, address: &DocAddress) -> bool {
        self.0.get(address.segment_ord as usize).and_then(|docs| docs.get(address.doc_id as usize)).copied().unwrap_or_default()
    }
}

/// The facets of a document, from names and values; what is empty has none.
pub(crate) fn facets(parts: &[(&str, &str)]) -> Vec<String> {
    let mut all = Vec::new();
    for (name, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
        // What is under a category is in it.
        all.extend(value.match_indices('/').filter_map(|(at, _)| value.get(..at)).map(|above| facet(name, above)));
        all.push(facet(name, value));
    }
    all
}

fn facet(name: &str, value: &str) -> String {
    format!("{name}:{value}")
}
