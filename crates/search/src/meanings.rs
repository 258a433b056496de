//! What the articles of an index mean: a few vectors for each text, made in the background and kept sealed beside the index.
//! Texts are known by a mark of their own, so that an article that comes again unchanged is not encoded again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Searcher, SearcherGeneration, SegmentReader, TantivyDocument};

use crate::analysis::lexicon;
use crate::error::Result;
use crate::fields::{BEGINNING, Fields, MARK, first_part};
use crate::meaning::{Encoder, Vector};
use crate::shelf::Shelf;

/// The file beside the index. The number is the encoder's and this format's.
const FILE: &str = "meanings-1";
/// Questions of an article that are encoded, each for itself.
const MOST_QUESTIONS: usize = 8;
/// Bytes of a query, or of a ticket's text, that say what is meant.
const MOST_QUERY: usize = 2_000;
/// Articles whose meaning is nearest that are looked at, whatever their words.
const NEAREST: usize = 50;

pub(crate) struct Meanings {
    encoder: Encoder,
    table: RwLock<Table>,
    /// Made anew when the index or the table changed: a query must not look every article up.
    layout: Mutex<Option<Arc<Layout>>>,
}

/// The vectors of every text that is known, one after the other in memory, by the text's mark.
#[derive(Default)]
struct Table {
    vectors: Vec<Vector>,
    by_mark: HashMap<u64, Range<u32>>,
}

/// Which vectors are whose, as one state of the index has it.
struct Layout {
    index: SearcherGeneration,
    /// Vectors that there were.
    known: usize,
    runs: Vec<(DocAddress, Range<u32>)>,
}

/// What a query means, over the articles of one index.
pub(crate) struct Asked<'a> {
    meanings: &'a Meanings,
    vector: Vector,
}

impl Meanings {
    pub(crate) fn begin(encoder: Encoder, shelf: &Shelf) -> Self {
        let table = match shelf.kept(FILE) {
            Ok(bytes) => bytes.as_deref().and_then(read).unwrap_or_default(),
            Err(error) => {
                tracing::warn!(%error, "what the articles mean is not readable, and is found out again");
                Table::default()
            }
        };
        Self { encoder, table: RwLock::new(table), layout: Mutex::new(None) }
    }

    /// Encodes up to `most` articles that are not yet, and answers how many it did.
    pub(crate) fn encode_some(&self, shelf: &Shelf, most: usize) -> Result<usize> {
        let texts = shelf.read("search", |live| {
            let searcher = live.reader.searcher();
            let missing = self.missing(&searcher, most)?;
            missing
                .into_iter()
                .map(|(mark, address)| Ok((mark, texts_of(&live.fields, &searcher.doc(address)?))))
                .collect::<tantivy::Result<Vec<_>>>()
        })?;
        let all: Vec<&str> = texts.iter().flat_map(|(_, texts)| texts.iter().map(String::as_str)).collect();
        let mut vectors = self.encoder.encode(&all)?.into_iter();
        let mut found = Vec::with_capacity(texts.len());
        for (mark, texts) in &texts {
            let mut own: Vec<Vector> = vectors.by_ref().take(texts.len()).collect();
            // Title and beginning in one; the questions stand for themselves.
            let questions = own.split_off(own.len().min(2));
            found.push((*mark, std::iter::once(Vector::between(&own)).chain(questions).collect::<Vec<_>>()));
        }
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        found.into_iter().for_each(|(mark, vectors)| table.add(mark, vectors));
        Ok(texts.len())
    }

    /// Keeps what is known of the articles that are there, and forgets the rest.
    pub(crate) fn keep(&self, shelf: &Shelf) -> Result<()> {
        let marks = shelf.read("search", |live| {
            let searcher = live.reader.searcher();
            Ok(every(&searcher)?.map(|(mark, _)| mark).collect::<HashSet<u64>>())
        })?;
        let bytes = {
            let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
            if table.by_mark.keys().any(|mark| !marks.contains(mark)) {
                *table = table.only(&marks);
                *self.layout.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            write(&table)
        };
        shelf.keep(FILE, &bytes)
    }

    pub(crate) fn ask(&self, query: &str) -> Result<Option<Asked<'_>>> {
        let query = plain(first_part(query, MOST_QUERY));
        let vector = self.encoder.encode(&[&query])?.pop();
        Ok(vector.map(|vector| Asked { meanings: self, vector }))
    }

    /// `table` is this one's, and locked: nothing is added meanwhile.
    fn layout(&self, searcher: &Searcher, table: &Table) -> tantivy::Result<Arc<Layout>> {
        let mut last = self.layout.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(layout) = last.as_ref().filter(|layout| layout.index == *searcher.generation() && layout.known == table.vectors.len()) {
            return Ok(layout.clone());
        }
        let mut runs: Vec<_> = every(searcher)?.filter_map(|(mark, address)| Some((address, table.by_mark.get(&mark)?.clone()))).collect();
        // In the order of memory, which the processor reads ahead in.
        runs.sort_unstable_by_key(|(_, run)| run.start);
        let layout = Arc::new(Layout { index: searcher.generation().clone(), known: table.vectors.len(), runs });
        *last = Some(layout.clone());
        Ok(layout)
    }

    fn missing(&self, searcher: &Searcher, most: usize) -> tantivy::Result<Vec<(u64, DocAddress)>> {
        let table = self.table.read().unwrap_or_else(PoisonError::into_inner);
        let mut seen = HashSet::new();
        Ok(every(searcher)?.filter(|(mark, _)| !table.by_mark.contains_key(mark) && seen.insert(*mark)).take(most).collect())
    }
}

impl Asked<'_> {
    /// How near the meaning of each article is that is there.
    pub(crate) fn over(&self, searcher: &Searcher) -> tantivy::Result<Nearness> {
        let table = self.meanings.table.read().unwrap_or_else(PoisonError::into_inner);
        let mut segments: Vec<Vec<Option<f32>>> = searcher.segment_readers().iter().map(|segment| vec![None; segment.max_doc() as usize]).collect();
        let layout = self.meanings.layout(searcher, &table)?;
        self.vector.nearest_of(&table.vectors, &layout.runs, |address: DocAddress, cosine| {
            if let Some(slot) = segments.get_mut(address.segment_ord as usize).and_then(|docs| docs.get_mut(address.doc_id as usize)) {
                *slot = Some(cosine);
            }
        });
        Ok(Nearness(segments))
    }
}

impl Table {
    fn add(&mut self, mark: u64, vectors: impl IntoIterator<Item = Vector>) {
        let begin = self.vectors.len() as u32;
        self.vectors.extend(vectors);
        self.by_mark.insert(mark, begin..self.vectors.len() as u32);
    }

    fn of(&self, run: &Range<u32>) -> &[Vector] {
        self.vectors.get(run.start as usize..run.end as usize).unwrap_or_default()
    }

    fn only(&self, marks: &HashSet<u64>) -> Self {
        let mut kept = Self::default();
        let there = self.by_mark.iter().filter(|(mark, _)| marks.contains(mark));
        there.for_each(|(mark, run)| kept.add(*mark, self.of(run).iter().cloned()));
        kept
    }
}

/// Cosines by segment and document; none where a meaning is not known yet.
pub(crate) struct Nearness(Vec<Vec<Option<f32>>>);

impl Nearness {
    pub(crate) fn of(&self, address: DocAddress) -> Option<f32> {
        *self.0.get(address.segment_ord as usize)?.get(address.doc_id as usize)?
    }

    /// The nearest of those that pass, from `least` on.
    pub(crate) fn nearest(&self, least: f32, passes: impl Fn(&DocAddress) -> bool) -> Vec<DocAddress> {
        let known =
            self.0.iter().zip(0..).flat_map(|(docs, ord)| docs.iter().zip(0..).map(move |(cosine, doc)| (*cosine, DocAddress::new(ord, doc))));
        let mut near: Vec<(f32, DocAddress)> =
            known.filter_map(|(cosine, address)| Some((cosine.filter(|cosine| *cosine >= least && passes(&address))?, address))).collect();
        let order = |a: &(f32, DocAddress), b: &(f32, DocAddress)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if near.len() > NEAREST {
            near.select_nth_unstable_by(NEAREST, order);
            near.truncate(NEAREST);
        }
        near.into_iter().map(|(_, address)| address).collect()
    }
}

/// Title, beginning, questions.
fn texts_of(fields: &Fields, doc: &TantivyDocument) -> Vec<String> {
    let text = |field: Field| doc.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
    let two = [text(fields.title).to_owned(), first_part(text(fields.body), BEGINNING).to_owned()];
    let questions = text(fields.extras).lines().take(MOST_QUESTIONS).map(str::to_owned);
    two.into_iter().chain(questions).map(|text| plain(&text)).collect()
}

/// In the mainland's script and words, of which the encoder has seen the most.
fn plain(text: &str) -> String {
    lexicon::mainland(text).unwrap_or_else(|| text.to_owned())
}

fn marks(segment: &SegmentReader) -> tantivy::Result<tantivy::columnar::Column<u64>> {
    segment.fast_fields().u64(MARK)
}

/// Every document that is there, and its mark.
fn every(searcher: &Searcher) -> tantivy::Result<impl Iterator<Item = (u64, DocAddress)> + '_> {
    let segments: Vec<_> = searcher.segment_readers().iter().map(marks).collect::<tantivy::Result<_>>()?;
    Ok(searcher.segment_readers().iter().zip(segments).zip(0..).flat_map(|((segment, marks), ord)| {
        segment.doc_ids_alive().filter_map(move |doc| marks.first(doc).map(|mark| (mark, DocAddress::new(ord, doc))))
    }))
}

fn write(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(table.vectors.len() * Vector::SIZE + table.by_mark.len() * 9);
    for (mark, run) in &table.by_mark {
        bytes.extend(mark.to_le_bytes());
        bytes.push(u8::try_from(run.len()).unwrap_or(u8::MAX));
        table.of(run).iter().take(usize::from(u8::MAX)).for_each(|vector| vector.write(&mut bytes));
    }
    bytes
}

/// Nothing of what is cut off: it is found out again.
fn read(mut bytes: &[u8]) -> Option<Table> {
    let mut table = Table::default();
    while let Some((mark, rest)) = bytes.split_first_chunk::<8>() {
        let (count, mut rest) = rest.split_first()?;
        let mut vectors = Vec::with_capacity(usize::from(*count));
        for _ in 0..*count {
            vectors.push(Vector::read(rest)?);
            rest = rest.get(Vector::SIZE..)?;
        }
        table.add(u64::from_le_bytes(*mark), vectors);
        bytes = rest;
    }
    Some(table)
}
