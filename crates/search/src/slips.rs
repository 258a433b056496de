//! What a word with letters may have been meant as: near words when it is mistyped, longer ones while it is being typed.
//! Reads the surface forms of the index; weighs nothing.

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Near words that are tried.
const MOST: usize = 4;
const MOST_PREFIXED: usize = 8;

/// A word of the index that is near to a typed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) word: String,
    pub(crate) distance: usize,
    pub(crate) found_in: u32,
}

/// Words within one slip, or two when the word is long; nearest first, then commonest.
pub(crate) fn mistyped(searcher: &Searcher, field: Field, typed: &str) -> tantivy::Result<Vec<Near>> {
    let slips = match typed.chars().count() {
        0..=3 => return Ok(Vec::new()),
        4..=7 => 1,
        8..=24 => 2,
        // Longer ones are keys and addresses, where a near one is another.
        _ => return Ok(Vec::new()),
    };
    let mut near = Vec::new();
    for slips in 1..=slips {
        near = words(searcher, field, &FuzzyTermQuery::new(Term::from_field_text(field, typed), slips, true))?;
        // The second slip is looked for only when one explains nothing: it is dearer, and finds less likely words.
        if !near.is_empty() {
            break;
        }
    }
    for one in &mut near {
        one.distance = distance(typed, &one.word);
    }
    // Most slips are not in the first letter.
    let first = typed.chars().next();
    near.sort_by_key(|n| (n.distance, n.word.chars().next() != first, std::cmp::Reverse(n.found_in), n.word.clone()));
    near.truncate(MOST);
    Ok(near)
}

/// Words that begin as typed, commonest first.
pub(crate) fn begun(searcher: &Searcher, field: Field, typed: &str) -> tantivy::Result<Vec<Near>> {
    let mut longer = words(searcher, field, &FuzzyTermQuery::new_prefix(Term::from_field_text(field, typed), 0, true))?;
    longer.retain(|n| n.word != typed);
    longer.sort_by_key(|n| (std::cmp::Reverse(n.found_in), n.word.clone()));
    longer.truncate(MOST_PREFIXED);
    Ok(longer)
}

fn words(searcher: &Searcher, field: Field, query: &FuzzyTermQuery) -> tantivy::Result<Vec<Near>> {
    let mut out: Vec<Near> = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().search(query.automaton()?).into_stream()?;
        while let Some((key, info)) = stream.next() {
            let Ok(word) = std::str::from_utf8(key) else {
                continue;
            };
            match out.iter_mut().find(|n| n.word == word) {
                Some(seen) => seen.found_in = seen.found_in.saturating_add(info.doc_freq),
                None => out.push(Near { word: word.to_owned(), distance: 0, found_in: info.doc_freq }),
            }
            if out.len() >= 512 {
                break;
            }
        }
    }
    Ok(out)
}

/// Slips between two words: letters wrong, missing, too many, or two swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_swap_is_one_slip() {
        assert_eq!(distance("refudn", "refund"), 1);
        assert_eq!(distance("refnd", "refund"), 1);
        assert_eq!(distance("invoice", "invoice"), 0);
        assert_eq!(distance("", "abc"), 3);
    }
}
