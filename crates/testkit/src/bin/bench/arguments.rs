//! What was asked for on the command line.

use std::path::PathBuf;

pub const USAGE: &str =
    "cargo xtask bench [--tickets 10000,100000,1000000] [--quick] [--index-up-to 100000] [--only desk|sync] [--folder FOLDER] [--keep]

  --tickets      sizes of the desk, with ten messages a ticket; 10000,100000 unless told
  --quick        a smoke run: 2,000 tickets, few repetitions
  --index-up-to  desks with more tickets have only their articles in the search index
  --only         desk or sync: that part alone
  --folder       where the desks are made; target/ unless told, since that is on a disk
  --keep         leaves them there";

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Arguments {
    pub sizes: Vec<u64>,
    pub quick: bool,
    pub index_up_to: u64,
    pub folder: Option<PathBuf>,
    pub keep: bool,
    pub only: Option<String>,
}

impl Arguments {
    /// Reads them, or says what is wrong.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let mut asked = Self { sizes: Vec::new(), quick: false, index_up_to: 100_000, folder: None, keep: false, only: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value\n\n{USAGE}"));
            match word.as_str() {
                "--tickets" => asked.sizes = value()?.split(',').map(count).collect::<Result<_, _>>()?,
                "--index-up-to" => asked.index_up_to = count(&value()?)?,
                "--folder" => asked.folder = Some(value()?.into()),
                "--only" => asked.only = Some(value()?).filter(|part| matches!(part.as_str(), "desk" | "sync")),
                "--quick" => asked.quick = true,
                "--keep" => asked.keep = true,
                _ => return Err(format!("{word} is not known here\n\n{USAGE}")),
            }
        }
        if asked.sizes.is_empty() {
            asked.sizes = if asked.quick { vec![2_000] } else { vec![10_000, 100_000] };
        }
        Ok(asked)
    }

    /// Whether this part is wanted.
    pub fn wants(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }

    /// How often something is measured.
    pub fn runs(&self, runs: usize) -> usize {
        if self.quick { runs.div_ceil(10) } else { runs }
    }
}

fn count(text: &str) -> Result<u64, String> {
    let digits: String = text.trim().chars().filter(|sign| !matches!(sign, '_' | '\'')).collect();
    digits.parse().ok().filter(|count| *count >= 1_000).ok_or_else(|| format!("{text} is no number of tickets from 1000 up"))
}
