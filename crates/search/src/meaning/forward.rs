//! The forward pass, several texts at once: their pieces stand in one matrix, a row each, so that every layer is read from memory
//! once for all of them.

use std::io::Result;
use std::ops::Range;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut2, Axis, Slice};

use super::layout::{Layers, Rows, SPANS, Span, WINDOW};
use super::matrix::Matrix;
use super::{DIMENSIONS, Vector};

/// Pieces in one pass.
pub(super) const AT_ONCE: usize = 384;
const EPSILON: f32 = 1e-12;

pub(super) fn run(layers: &Layers, rows: &Rows, texts: &[Vec<u32>]) -> Result<Vec<Vector>> {
    let count = texts.iter().map(Vec::len).sum();
    // Of each piece: its own direction, and what its windows say.
    let mut features = Array2::<f32>::zeros((count, DIMENSIONS + SPANS.len() * WINDOW));
    let mut pieces = Array2::<f32>::zeros((count, DIMENSIONS));
    for (piece, row) in texts.iter().flatten().zip(pieces.rows_mut()) {
        rows.read(*piece, row)?;
    }
    let ranges: Vec<Range<usize>> = texts
        .iter()
        .scan(0, |begin, text| {
            let range = *begin..*begin + text.len();
            *begin = range.end;
            Some(range)
        })
        .collect();

    part_mut(&mut features, 0..DIMENSIONS).assign(&pieces);
    let mut projected = Array2::<f32>::zeros((count, SPANS.len() * WINDOW));
    for (at, span) in layers.spans.iter().enumerate() {
        let part = span.project.after(&pieces) + &span.project_bias;
        part_mut(&mut projected, at * WINDOW..(at + 1) * WINDOW).assign(&part);
    }
    // Of length and mean of all three spans together, with the gain of each.
    let gain = join(layers, |span| &span.gain);
    let shift = join(layers, |span| &span.shift);
    normalize(&mut projected, gain.view(), shift.view());

    for (at, (span, (wide, before))) in layers.spans.iter().zip(SPANS).enumerate() {
        let own = projected.slice_axis(Axis(1), Slice::from(at * WINDOW..(at + 1) * WINDOW));
        let first = layer(&windows(own, &ranges, wide, before), &span.first, &span.first_bias) + own;
        let second = layer(&windows(first.view(), &ranges, wide, before), &span.second, &span.second_bias) + &first;
        let begin = DIMENSIONS + at * WINDOW;
        part_mut(&mut features, begin..begin + WINDOW).assign(&second);
    }
    normalize(&mut features, layers.gain.view(), layers.shift.view());

    let mut sums = Array2::<f32>::zeros((texts.len(), features.ncols()));
    for (mut sum, range) in sums.rows_mut().into_iter().zip(&ranges) {
        sum += &features.slice_axis(Axis(0), Slice::from(range.clone())).sum_axis(Axis(0));
    }
    let mut mean = layers.merge.after(&sums);
    for (mut row, text) in mean.rows_mut().into_iter().zip(texts) {
        let length = text.len() as f32;
        row.scaled_add(length, &layers.merge_bias);
        row /= length.sqrt();
    }
    let y0 = positive(layers.d0.after(&mean));
    let y1 = positive(layers.p1.after(&mean) + layers.d1.after(&y0));
    let y2 = positive(layers.d2.after(&y1));
    let out = (layers.p3.after(&y1) + layers.d3.after(&y2)).mapv_into(f32::tanh);
    Ok(out.rows().into_iter().map(|row| Vector::of(&row.to_vec())).collect())
}

fn part_mut(matrix: &mut Array2<f32>, columns: Range<usize>) -> ArrayViewMut2<'_, f32> {
    matrix.slice_axis_mut(Axis(1), Slice::from(columns))
}

fn join(layers: &Layers, of: impl Fn(&Span) -> &Array1<f32>) -> Array1<f32> {
    layers.spans.iter().flat_map(|span| of(span).iter().copied()).collect()
}

/// Each row to mean 0 and variance 1, then times `gain` plus `shift`.
fn normalize(matrix: &mut Array2<f32>, gain: ArrayView1<'_, f32>, shift: ArrayView1<'_, f32>) {
    let columns = matrix.ncols() as f32;
    for mut row in matrix.rows_mut() {
        row -= row.sum() / columns;
        let variance = row.dot(&row) / columns;
        row /= (variance + EPSILON).sqrt();
        row *= &gain;
        row += &shift;
    }
}

/// For each piece the rows of the `wide` pieces from `before` its own on, one after the other; beyond its text there is nothing.
fn windows(rows: ArrayView2<'_, f32>, texts: &[Range<usize>], wide: usize, before: usize) -> Array2<f32> {
    let mut out = Array2::zeros((rows.nrows(), wide * WINDOW));
    for text in texts {
        for at in text.clone() {
            for slot in 0..wide {
                let Some(from) = (at + slot).checked_sub(before).filter(|from| text.contains(from)) else { continue };
                out.row_mut(at).slice_axis_mut(Axis(0), Slice::from(slot * WINDOW..(slot + 1) * WINDOW)).assign(&rows.row(from));
            }
        }
    }
    out
}

fn layer(input: &Array2<f32>, weights: &Matrix, bias: &Array1<f32>) -> Array2<f32> {
    positive(weights.after(input) + bias)
}

fn positive(matrix: Array2<f32>) -> Array2<f32> {
    matrix.mapv_into(|number| number.max(0.0))
}
