//! Many rows at once, in transactions small enough that no page of changes grows without bound.

use holdfast_domain::Seq;
use holdfast_protocol::{Row, RowId, TRANSACTION_ROWS};

use crate::ledger::{Ledger, LedgerError, Transaction};

/// Text in one transaction, in bytes: a desk must be able to read it as one page.
const TRANSACTION_BYTES: usize = 8 * 1024 * 1024;

/// Writes rows, beginning a new transaction whenever one is full.
pub(crate) struct Bulk<'a> {
    ledger: &'a dyn Ledger,
    open: Option<Box<dyn Transaction + 'a>>,
    rows: usize,
    bytes: usize,
}

impl<'a> Bulk<'a> {
    pub(crate) const fn new(ledger: &'a dyn Ledger) -> Self {
        Self { ledger, open: None, rows: 0, bytes: 0 }
    }

    /// A transaction with room for `rows` more of `bytes` together, which belong together, and its sequence.
    pub(crate) fn room(&mut self, rows: usize, bytes: usize) -> Result<(Seq, &mut (dyn Transaction + 'a)), LedgerError> {
        let is_full = self.rows.saturating_add(rows) > TRANSACTION_ROWS || self.bytes.saturating_add(bytes) > TRANSACTION_BYTES;
        if is_full && self.rows > 0 {
            self.commit()?;
        }
        self.rows = self.rows.saturating_add(rows);
        self.bytes = self.bytes.saturating_add(bytes);
        let transaction = self.under_way()?;
        Ok((transaction.seq()?, transaction))
    }

    /// The transaction that the next row is written in, for a look before that.
    pub(crate) fn under_way(&mut self) -> Result<&mut (dyn Transaction + 'a), LedgerError> {
        let transaction = match self.open.take() {
            Some(transaction) => self.open.insert(transaction),
            None => self.open.insert(self.ledger.begin()?),
        };
        Ok(transaction.as_mut())
    }

    /// Writes one row that stands alone.
    pub(crate) fn put(&mut self, row: &Row, bytes: usize) -> Result<(), LedgerError> {
        self.room(1, bytes)?.1.put(row)
    }

    /// What is stored now under this identity, as seen by what is about to be written.
    pub(crate) fn stored(&mut self, row: &RowId) -> Result<Option<String>, LedgerError> {
        match &mut self.open {
            Some(transaction) => transaction.document(row),
            None => self.ledger.document(row),
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), LedgerError> {
        (self.rows, self.bytes) = (0, 0);
        self.open.take().map_or(Ok(()), Transaction::commit)
    }
}
