//! Walking along a transducer whose keys are pieces of text.

use fst::raw::Fst;

/// The keys that `text` begins with, the shortest first: how many bytes each has, and what it stands for.
pub(crate) fn beginnings<'t, D: AsRef<[u8]>>(keys: &'t Fst<D>, text: &'t str) -> impl Iterator<Item = (usize, u64)> + 't {
    let mut node = Some(keys.root());
    let mut sum = 0;
    text.bytes()
        .enumerate()
        .map_while(move |(at, byte)| {
            let step = node.and_then(|node| node.find_input(byte).map(|edge| node.transition(edge)));
            node = step.map(|step| keys.node(step.addr));
            sum += step?.out.value();
            let node = node.as_ref()?;
            Some(node.is_final().then(|| (at + 1, sum + node.final_output().value())))
        })
        .flatten()
}
