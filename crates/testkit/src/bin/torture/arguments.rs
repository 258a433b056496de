//! What was asked for on the command line.

use std::path::PathBuf;

pub const USAGE: &str = "cargo xtask torture [--kills 100] [--seed S] [--desks 4] [--folder FOLDER] [--keep]

  --kills    how often a desk or the team server is killed; 100 unless told
  --seed     of the schedule and of what is written; chosen and printed unless told
  --desks    desks at work at one time, 1 to 4
  --folder   where all files are made; the system's temporary folder unless told
  --keep     leaves them there; a failed run leaves them in any case";

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Arguments {
    pub kills: u32,
    pub seed: u64,
    pub desks: usize,
    pub folder: Option<PathBuf>,
    pub keep: bool,
}

impl Arguments {
    /// Reads them, or says what is wrong.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let mut asked = Self { kills: 100, seed: u64::from(std::process::id()) << 16 | 1, desks: 4, folder: None, keep: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--kills" => asked.kills = number(&value()?)?,
                "--seed" => asked.seed = number(&value()?)?,
                "--desks" => asked.desks = number(&value()?)?,
                "--folder" => asked.folder = Some(value()?.into()),
                "--keep" => asked.keep = true,
                _ => return Err(format!("{word} is not known here")),
            }
        }
        if (1..=crate::lane::LOGINS.len()).contains(&asked.desks) { Ok(asked) } else { Err("there are 1 to 4 desks".to_owned()) }
    }
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.replace('_', "").parse().map_err(|_| format!("{text} is no number"))
}
