//! Readings of Han characters: which syllables a character has, which n-grams of syllables and initials a run of them is found
//! by, and how typed letters fall into syllables.

use std::collections::HashSet;
use std::sync::LazyLock;

use ::pinyin::ToPinyinMulti;

/// Readings per character that are indexed: more are literary and would only make noise.
const READINGS: usize = 3;
/// Syllables in a row indexed as one term; longer input is looked up in overlapping pieces.
pub const LONGEST_FULL: usize = 4;
pub const LONGEST_INITIALS: usize = 6;
/// Spellings of one window: heteronyms multiply, and a row of them must not explode.
const SPELLINGS: usize = 6;
/// Before initials in the index, so that 西安 `xa` does not answer a syllable `xa`.
const INITIALS: char = '\'';

/// Toneless readings, commonest first; `ü` is typed `v`.
pub fn readings(ch: char) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    if let Some(multi) = ch.to_pinyin_multi() {
        for reading in multi {
            let plain = match reading.plain() {
                "lü" => "lv",
                "lüe" => "lve",
                "nü" => "nv",
                "nüe" => "nve",
                plain => plain,
            };
            if !out.contains(&plain) && plain.is_ascii() && out.len() < READINGS {
                out.push(plain);
            }
        }
    }
    out
}

pub(super) fn reads_as(ch: char, syllable: &str) -> bool {
    let typed = syllable.replace("lv", "lu").replace("nv", "nu");
    ch.to_pinyin_multi().is_some_and(|multi| multi.into_iter().any(|r| r.plain().replace('ü', "u") == typed))
}

pub fn is_syllable(text: &str) -> bool {
    SYLLABLES.contains(text)
}

static SYLLABLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut all: HashSet<String> = ('\u{4e00}'..='\u{9fff}')
        .flat_map(readings)
        // Interjections (呣 `m`, 嗯 `n`, `ng`) would make nearly any letters a row of syllables.
        .filter(|s| s.contains(['a', 'e', 'i', 'o', 'u', 'v']))
        .map(str::to_owned)
        .collect();
    all.extend(["lu", "nu", "lue", "nue"].map(str::to_owned));
    all
});

/// A window of a Han run and one spelling it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    pub start: usize,
    pub len: usize,
    pub text: String,
}

/// Every spelling a run of Han characters is found by: full syllables of 1 to 4 characters, initials of 2 to 6.
pub fn spellings(run: &[char]) -> Vec<Spelling> {
    let readings: Vec<Vec<&'static str>> = run.iter().map(|c| readings(*c)).collect();
    let mut out = Vec::new();
    for start in 0..readings.len() {
        let mut full = vec![String::new()];
        let mut initials = vec![String::from(INITIALS)];
        for (len, syllables) in readings.iter().skip(start).take(LONGEST_INITIALS).enumerate().map(|(n, s)| (n + 1, s)) {
            if syllables.is_empty() {
                break;
            }
            initials = extended(&initials, syllables.iter().filter_map(|s| s.get(..1)));
            if len >= 2 {
                out.extend(initials.iter().map(|text| Spelling { start, len, text: text.clone() }));
            }
            if len <= LONGEST_FULL {
                full = extended(&full, syllables.iter().copied());
                out.extend(full.iter().map(|text| Spelling { start, len, text: text.clone() }));
            }
        }
    }
    out
}

fn extended<'a>(stems: &[String], endings: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for stem in stems {
        for ending in endings.clone() {
            let spelled = format!("{stem}{ending}");
            if out.len() < SPELLINGS && !out.contains(&spelled) {
                out.push(spelled);
            }
        }
    }
    out
}

/// Ways to say a name: enough for a surname of three readings before two characters of two.
const WAYS: usize = 12;
/// Where somebody may begin to say it.
const BEGINNINGS: usize = 4;

/// How a name is said aloud: its syllables, separated by spaces, in each way its characters are read, commonest first. What is
/// written in letters is said as it is written. Nothing for a name without Han characters.
pub fn spoken(name: &str) -> Vec<String> {
    if !name.chars().any(is_said) {
        return Vec::new();
    }
    let mut ways = vec![String::new()];
    let mut was_letter = false;
    for ch in name.chars() {
        let syllables = readings(ch);
        let is_letter = syllables.is_empty() && ch.is_alphanumeric();
        let letter = ch.to_lowercase().to_string();
        let said: Vec<&str> = if is_letter { vec![&letter] } else { syllables };
        if !said.is_empty() {
            ways = said_on(&ways, &said, if is_letter && was_letter { "" } else { " " });
        }
        was_letter = is_letter;
    }
    ways
}

fn is_said(ch: char) -> bool {
    ch.to_pinyin_multi().is_some()
}

fn said_on(ways: &[String], said: &[&str], gap: &str) -> Vec<String> {
    // The commonest of each character come before the rare ones of any.
    let all = said
        .iter()
        .flat_map(|syllable| ways.iter().map(move |way| if way.is_empty() { (*syllable).to_owned() } else { format!("{way}{gap}{syllable}") }));
    all.take(WAYS).collect()
}

/// What a name is typed as by its sound, from each of its first syllables to its end: in full, and by initials.
pub fn name_sounds(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for way in spoken(name) {
        let syllables: Vec<&str> = way.split(' ').collect();
        for at in 0..syllables.len().min(BEGINNINGS) {
            let rest = syllables.get(at..).unwrap_or_default();
            let initials: String = rest.iter().filter_map(|syllable| syllable.chars().next()).collect();
            out.extend([rest.concat(), initials].into_iter().filter(|text| text.len() > 1 && !out.contains(text)).collect::<Vec<_>>());
        }
    }
    out
}

/// Spellings of each two neighbouring characters, by their commonest reading: what a wrong but like-sounding character is found by.
pub fn sound_pairs(run: &[char]) -> Vec<String> {
    run.windows(2)
        .filter_map(|pair| {
            let [a, b] = pair else { return None };
            Some(format!("{}{}", readings(*a).first()?, readings(*b).first()?))
        })
        .collect()
}

/// Terms that letters typed as pinyin are looked up by: whole syllables in pieces of up to four; empty if they are not syllables.
pub fn typed_full(letters: &str) -> Vec<String> {
    let Some(syllables) = split(letters) else {
        return Vec::new();
    };
    if syllables.len() <= LONGEST_FULL {
        return vec![letters.to_owned()];
    }
    syllables.windows(LONGEST_FULL).map(<[&str]>::concat).collect()
}

/// The term for letters typed as initials (`tk`), when there are few enough to be that.
pub fn typed_initials(letters: &str) -> Option<String> {
    let fits = (2..=LONGEST_INITIALS).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_lowercase());
    fits.then(|| format!("{INITIALS}{letters}"))
}

/// Splits letters into syllables, the fewest possible; `None` when they are no row of syllables.
pub fn split(letters: &str) -> Option<Vec<&str>> {
    if letters.is_empty() || letters.len() > 64 || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // best[n]: the start of the last syllable of the best split of the first n letters, and its number of syllables.
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    for end in 1..=letters.len() {
        let found = (end.saturating_sub(6)..end)
            .filter_map(|start| {
                let (_, count) = (*best.get(start)?)?;
                is_syllable(letters.get(start..end)?).then_some((start, count + 1))
            })
            .min_by_key(|(_, count)| *count);
        best.push(found);
    }
    let mut out = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (start, _) = (*best.get(end)?)?;
        out.push(letters.get(start..end)?);
        end = start;
    }
    out.reverse();
    Some(out)
}
