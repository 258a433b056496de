//! A direction, in half a kilobyte.

use std::ops::Range;

use super::DIMENSIONS;

/// A direction: 512 numbers of eight bits and what they are to be multiplied with to be of length one. The angle between two is
/// right to a few thousandths, which is less than what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    scale: f32,
    parts: [i8; DIMENSIONS],
}

impl Vector {
    /// Bytes of one that is kept.
    pub(crate) const SIZE: usize = 4 + DIMENSIONS;

    /// The direction of 512 numbers.
    #[must_use]
    pub fn of(numbers: &[f32]) -> Self {
        let largest = numbers.iter().fold(f32::MIN_POSITIVE, |most, number| most.max(number.abs()));
        let mut parts = [0; DIMENSIONS];
        for (part, number) in parts.iter_mut().zip(numbers) {
            *part = (number / largest * 127.0).round() as i8;
        }
        let length = parts.iter().map(|part| f32::from(*part).powi(2)).sum::<f32>().sqrt();
        Self { scale: 1.0 / length.max(1.0), parts }
    }

    /// The direction between several.
    pub(crate) fn between(vectors: &[Self]) -> Self {
        let mut sum = [0.0; DIMENSIONS];
        for vector in vectors {
            sum.iter_mut().zip(vector.parts.iter()).for_each(|(sum, part)| *sum += f32::from(*part) * vector.scale);
        }
        Self::of(&sum)
    }

    /// The cosine of the angle to another: 1 for the same, about 0 for what has nothing to do with each other.
    #[must_use]
    #[inline(always)]
    pub fn cosine(&self, other: &Self) -> f32 {
        let dot: i32 = self.parts.iter().zip(other.parts.iter()).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        dot as f32 * self.scale * other.scale
    }

    /// The cosine to the nearest of each run of `all`, handed to `found` with what the run is of. All in one, so that
    /// it is computed with the widest instructions that this processor has.
    pub(crate) fn nearest_of<T: Copy>(&self, all: &[Self], runs: &[(T, Range<u32>)], mut found: impl FnMut(T, f32)) {
        pulp::Arch::new().dispatch(
            #[inline(always)]
            || {
                for (of, run) in runs {
                    let vectors = all.get(run.start as usize..run.end as usize).unwrap_or_default();
                    if let Some(cosine) = vectors.iter().map(|vector| vector.cosine(self)).reduce(f32::max) {
                        found(*of, cosine);
                    }
                }
            },
        );
    }

    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.scale.to_le_bytes());
        to.extend(self.parts.iter().map(|part| part.cast_unsigned()));
    }

    /// One that `write` has written; none when there are too few bytes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (scale, parts) = bytes.split_first_chunk::<4>()?;
        let parts: &[u8; DIMENSIONS] = parts.first_chunk()?;
        Some(Self { scale: f32::from_le_bytes(*scale), parts: parts.map(u8::cast_signed) })
    }
}
