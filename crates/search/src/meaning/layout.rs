//! The encoder's files. `numbers` holds the layers, 32-bit floats, and after them a row of 512 six-bit numbers for each piece of
//! `pieces`, four in three bytes. Both are made once from the package by `examples/pack.rs`, and shipped.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use ndarray::{Array1, Array2, ArrayViewMut1};

use super::DIMENSIONS;
use super::matrix::Matrix;

/// The file of numbers.
pub const NUMBERS: &str = "encoder.numbers";
/// The file of pieces: the package's SentencePiece model as it is.
pub const PIECES: &str = "encoder.pieces";
/// How the file of numbers begins.
pub const MAGIC: &[u8; 16] = b"holdfast mean. 1";
/// Rows are scaled by which of so many parts of the table they stood in: the piece's number modulo this.
pub const CHUNKS: usize = 17;
/// Pieces.
pub const ROWS: usize = CHUNKS * 7_530;
/// Bytes of a row.
pub const ROW: usize = DIMENSIONS / 4 * 3;
/// Features of a window of pieces.
pub const WINDOW: usize = 256;
/// How many pieces a window spans, and how many of them before its own.
pub const SPANS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];

/// The arrays in the package, in the order of the file: name, rows, columns.
#[must_use]
pub fn arrays() -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    for (span, _) in SPANS {
        let wide = span * WINDOW;
        for (name, rows) in [("proj", DIMENSIONS), ("proj_b", 1), ("ln_g", 1), ("ln_b", 1), ("w1_", wide), ("b1_", 1), ("w2_", wide), ("b2_", 1)] {
            all.push((format!("{name}{span}"), rows, WINDOW));
        }
    }
    let features = DIMENSIONS + SPANS.len() * WINDOW;
    let shapes = [
        ("ln_g", 1, features),
        ("ln_b", 1, features),
        ("cnn_W", features, DIMENSIONS),
        ("cnn_b", 1, DIMENSIONS),
        ("d0", DIMENSIONS, 320),
        ("d1", 320, 320),
        ("p1", DIMENSIONS, 320),
        ("d2", 320, DIMENSIONS),
        ("p3", 320, DIMENSIONS),
        ("d3", DIMENSIONS, DIMENSIONS),
        ("scale", 1, CHUNKS),
        ("lo", 1, CHUNKS),
    ];
    all.extend(shapes.map(|(name, rows, columns)| (name.to_owned(), rows, columns)));
    all
}

/// The layers of one span of pieces.
pub(super) struct Span {
    pub(super) project: Matrix,
    pub(super) project_bias: Array1<f32>,
    pub(super) gain: Array1<f32>,
    pub(super) shift: Array1<f32>,
    pub(super) first: Matrix,
    pub(super) first_bias: Array1<f32>,
    pub(super) second: Matrix,
    pub(super) second_bias: Array1<f32>,
}

/// The layers, by the package's names.
pub(super) struct Layers {
    pub(super) spans: [Span; 3],
    pub(super) gain: Array1<f32>,
    pub(super) shift: Array1<f32>,
    pub(super) merge: Matrix,
    pub(super) merge_bias: Array1<f32>,
    pub(super) d0: Matrix,
    pub(super) d1: Matrix,
    pub(super) p1: Matrix,
    pub(super) d2: Matrix,
    pub(super) p3: Matrix,
    pub(super) d3: Matrix,
}

/// The directions of pieces, on disk.
pub(super) struct Rows {
    file: Mutex<File>,
    begin: u64,
    scale: Array1<f32>,
    low: Array1<f32>,
}

impl Rows {
    /// The direction of a piece, added to `row`.
    pub(super) fn read(&self, piece: u32, mut row: ArrayViewMut1<'_, f32>) -> Result<()> {
        let piece = piece as usize % ROWS;
        let mut packed = [0_u8; ROW];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(self.begin + (piece * ROW) as u64))?;
            file.read_exact(&mut packed)?;
        }
        let chunk = piece % CHUNKS;
        let (scale, low) = (self.scale.get(chunk).copied().unwrap_or_default(), self.low.get(chunk).copied().unwrap_or_default());
        for (number, to) in unpack(&packed).zip(row.iter_mut()) {
            *to = f32::from(number) * scale + low;
        }
        Ok(())
    }
}

/// Six-bit numbers, four in three bytes.
///
/// # Panics
/// Never: four numbers are four.
#[must_use]
pub fn pack(numbers: &[u8]) -> Vec<u8> {
    let four = |four: &[u8]| four.iter().fold(0_u32, |all, number| all << 6 | u32::from(number & 63));
    numbers.chunks(4).flat_map(|numbers| four(numbers).to_be_bytes().into_iter().skip(1)).collect()
}

fn unpack(packed: &[u8]) -> impl Iterator<Item = u8> {
    let three = |three: &[u8]| three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
    packed.chunks(3).map(three).flat_map(|all| [18, 12, 6, 0].map(|by| (all >> by & 63) as u8))
}

pub(super) fn open(path: &Path) -> crate::error::Result<(Layers, Rows)> {
    read(path).map_err(super::broken("open"))
}

fn read(path: &Path) -> Result<(Layers, Rows)> {
    let mut file = File::open(path)?;
    let floats: usize = arrays().iter().map(|(_, rows, columns)| rows * columns).sum();
    let begin = (MAGIC.len() + floats * 4) as u64;
    let mut magic = [0; MAGIC.len()];
    file.read_exact(&mut magic)?;
    if magic != *MAGIC || file.metadata()?.len() != begin + (ROWS * ROW) as u64 {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; floats * 4];
    file.read_exact(&mut bytes)?;
    let mut floats = bytes.chunks_exact(4).map(|four| four.first_chunk().map_or(0.0, |four| f32::from_le_bytes(*four)));
    let mut matrix = |rows, columns| {
        let numbers: Vec<f32> = floats.by_ref().take(rows * columns).collect();
        Array2::from_shape_vec((rows, columns), numbers).map_err(|_| Error::from(ErrorKind::InvalidData))
    };
    let mut shapes = arrays().into_iter();
    let mut next = || shapes.next().ok_or(ErrorKind::InvalidData.into()).and_then(|(_, rows, columns)| matrix(rows, columns));
    let flat = |matrix: Array2<f32>| -> Array1<f32> { matrix.into_iter().collect() };
    let mut span = || -> Result<Span> {
        Ok(Span {
            project: Matrix::of(&next()?),
            project_bias: flat(next()?),
            gain: flat(next()?),
            shift: flat(next()?),
            first: Matrix::of(&next()?),
            first_bias: flat(next()?),
            second: Matrix::of(&next()?),
            second_bias: flat(next()?),
        })
    };
    let spans = [span()?, span()?, span()?];
    let layers = Layers {
        spans,
        gain: flat(next()?),
        shift: flat(next()?),
        merge: Matrix::of(&next()?),
        merge_bias: flat(next()?),
        d0: Matrix::of(&next()?),
        d1: Matrix::of(&next()?),
        p1: Matrix::of(&next()?),
        d2: Matrix::of(&next()?),
        p3: Matrix::of(&next()?),
        d3: Matrix::of(&next()?),
    };
    let (scale, low) = (flat(next()?), flat(next()?));
    Ok((layers, Rows { file: Mutex::new(file), begin, scale, low }))
}
