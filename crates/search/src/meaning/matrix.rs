//! The weights of a layer, eight bits each, and their product with rows of numbers. The package rounded them to whole steps, up to
//! 127 of them either way, so that nothing is lost; and a question has few rows, so that most of its time goes into reading them.

use ndarray::{Array2, ArrayRef2};

/// Columns that are computed at once, and rows: so many that each weight read serves several rows, so few that all sums stay in
/// registers.
const WIDE: usize = 16;
const ROWS: usize = 6;

pub(super) struct Matrix {
    height: usize,
    width: usize,
    step: f32,
    /// `WIDE` columns from top to bottom, then the next.
    weights: Vec<[i8; WIDE]>,
}

impl Matrix {
    pub(super) fn of(weights: &Array2<f32>) -> Self {
        let step = weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs())) / 127.0;
        let (height, width) = weights.dim();
        let part = |begin: usize| {
            weights.rows().into_iter().map(move |row| {
                let mut steps = [0; WIDE];
                steps.iter_mut().zip(row.iter().skip(begin)).for_each(|(to, weight)| *to = (weight / step).round() as i8);
                steps
            })
        };
        Self { height, width, step, weights: (0..width).step_by(WIDE).flat_map(part).collect() }
    }

    /// What the layer makes of each row.
    pub(super) fn after(&self, input: &ArrayRef2<f32>) -> Array2<f32> {
        let mut out = Array2::zeros((input.nrows(), self.width));
        let input = input.as_standard_layout();
        if let (Some(input), Some(out)) = (input.as_slice(), out.as_slice_mut()) {
            self.multiply_with_what_there_is(input, out);
        }
        out
    }

    fn multiply_with_what_there_is(&self, input: &[f32], out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if let Some(processor) = pulp::x86::V3::try_new() {
            return processor.vectorize(
                #[inline(always)]
                || self.multiply::<true>(input, out),
            );
        }
        self.multiply::<{ cfg!(target_arch = "aarch64") }>(input, out);
    }

    /// `FUSED` where the processor multiplies and adds at once: elsewhere that would be a call for each number.
    #[inline(always)]
    fn multiply<const FUSED: bool>(&self, input: &[f32], out: &mut [f32]) {
        for (input, out) in input.chunks(ROWS * self.height).zip(out.chunks_mut(ROWS * self.width)) {
            let mut rows = input.chunks_exact(self.height);
            let count = rows.len();
            let first = rows.next().unwrap_or_default();
            // Where there are fewer, the first stands in for them; what comes of that has no place in `out`.
            let [b, c, d, e, f] = [(); ROWS - 1].map(|()| rows.next().unwrap_or(first));
            let three = first.iter().zip(b).zip(c);
            match count {
                1 => self.multiply_rows::<1, FUSED>(first.iter().map(|a| [*a]), out),
                2 | 3 => self.multiply_rows::<3, FUSED>(three.map(|((a, b), c)| [*a, *b, *c]), out),
                _ => {
                    let six = three.zip(d.iter().zip(e).zip(f));
                    self.multiply_rows::<ROWS, FUSED>(six.map(|(((a, b), c), ((d, e), f))| [*a, *b, *c, *d, *e, *f]), out);
                }
            }
        }
    }

    #[inline(always)]
    fn multiply_rows<const COUNT: usize, const FUSED: bool>(&self, rows: impl Iterator<Item = [f32; COUNT]> + Clone, out: &mut [f32]) {
        for (weights, begin) in self.weights.chunks_exact(self.height).zip((0..).step_by(WIDE)) {
            // Handed from row to row, and not changed in place: so they stay in registers.
            let sums = rows.clone().zip(weights).fold(
                [[0.0_f32; WIDE]; COUNT],
                #[inline(always)]
                |mut sums, (numbers, steps)| {
                    // Not `map`, which stays a call of its own here.
                    let mut weights = [0.0_f32; WIDE];
                    weights.iter_mut().zip(steps).for_each(|(weight, steps)| *weight = f32::from(*steps));
                    for (sums, number) in sums.iter_mut().zip(numbers) {
                        for (sum, weight) in sums.iter_mut().zip(&weights) {
                            *sum = if FUSED { number.mul_add(*weight, *sum) } else { number * *weight + *sum };
                        }
                    }
                    sums
                },
            );
            for (out, sums) in out.chunks_exact_mut(self.width).zip(&sums) {
                out.iter_mut().skip(begin).zip(sums).for_each(|(to, sum)| *to = sum * self.step);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::Matrix;

    #[test]
    fn any_number_of_rows_comes_out_as_by_hand() {
        let weights = Array2::from_shape_fn((21, 40), |(row, column)| ((row * 31 + column * 17) % 255) as f32 - 127.0);
        let matrix = Matrix::of(&weights);
        for rows in 0..15 {
            let input = Array2::from_shape_fn((rows, 21), |(row, column)| (row as f32 - 3.0) * 0.5 + column as f32);
            let (found, expected) = (matrix.after(&input), input.dot(&weights));
            assert_eq!(found.dim(), expected.dim());
            assert!(found.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() <= 0.001 * expected.abs().max(10.0)), "{rows}");
        }
    }
}
