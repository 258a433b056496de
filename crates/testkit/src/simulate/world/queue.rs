//! What is still to come to pass, the earliest first; of one instant, in the order in which it was laid.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Happening;

/// Something that comes to pass at an instant.
pub struct Queued {
    pub at: i64,
    order: u64,
    pub desk: usize,
    pub life: u32,
    pub what: Happening,
}

impl PartialEq for Queued {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Queued {}

impl PartialOrd for Queued {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The earliest is the greatest: the heap gives out its greatest.
impl Ord for Queued {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.order).cmp(&(self.at, self.order))
    }
}

/// What was laid at the beginning of the life lies apart, sorted once: the heap stays small.
#[derive(Default)]
pub struct Queue {
    order: u64,
    laid: Vec<Queued>,
    heap: BinaryHeap<Queued>,
}

impl Queue {
    /// At the beginning of a life; [`Queue::sort`] comes after the last.
    pub fn lay(&mut self, at: i64, desk: usize, life: u32, what: Happening) {
        self.order += 1;
        self.laid.push(Queued { at, order: self.order, desk, life, what });
    }

    pub fn sort(&mut self) {
        self.laid.sort_unstable();
    }

    pub fn push(&mut self, at: i64, desk: usize, life: u32, what: Happening) {
        self.order += 1;
        self.heap.push(Queued { at, order: self.order, desk, life, what });
    }

    /// The next, unless it comes after `end`.
    pub fn pop(&mut self, end: i64) -> Option<Queued> {
        let laid_is_next = match (self.laid.last(), self.heap.peek()) {
            (Some(laid), Some(other)) => laid > other,
            (laid, _) => laid.is_some(),
        };
        let next = if laid_is_next { self.laid.last() } else { self.heap.peek() };
        if next.is_none_or(|next| next.at > end) {
            return None;
        }
        if laid_is_next { self.laid.pop() } else { self.heap.pop() }
    }
}
