//! What happens to questions on their way through fingers and scripts. Each way is the same at every run.

use std::collections::BTreeMap;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use pinyin::ToPinyin;

pub enum Variation {
    /// The other script, characters and phrases.
    Converted(Box<OpenCC>),
    /// One character taken for another of the same sound.
    Homophone(BTreeMap<String, Vec<char>>),
    /// A character left out, two swapped; a letter beside the right one on the keyboard.
    Dropped,
    Swapped,
    NearKey,
}

impl Variation {
    pub const NAMES: [&'static str; 6] = ["traditional", "simplified", "homophone", "dropped", "swapped", "near-key"];

    pub fn named<'a>(name: &str, texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let converted = |config| Some(Self::Converted(Box::new(OpenCC::from_config(config).ok()?)));
        match name {
            "traditional" => converted(BuiltinConfig::S2t),
            "simplified" => converted(BuiltinConfig::T2s),
            "homophone" => Some(Self::Homophone(sounds(texts))),
            "dropped" => Some(Self::Dropped),
            "swapped" => Some(Self::Swapped),
            "near-key" => Some(Self::NearKey),
            _ => None,
        }
    }

    /// The question so varied; none when there is nothing in it to vary.
    pub fn of(&self, question: &str) -> Option<String> {
        let mut chars: Vec<char> = question.chars().collect();
        let places: Vec<usize> = (0..chars.len()).filter(|at| self.may(&chars, *at)).collect();
        let pick = question.bytes().fold(7_usize, |all, byte| all.wrapping_mul(31).wrapping_add(usize::from(byte)));
        if let Self::Converted(converter) = self {
            return Some(converter.convert(question));
        }
        let at = *places.get(pick % places.len().max(1))?;
        match self {
            Self::Converted(_) => {}
            Self::Homophone(sounds) => chars[at] = other(sounds, chars[at], pick)?,
            Self::Dropped => drop(chars.remove(at)),
            Self::Swapped => chars.swap(at, at + 1),
            Self::NearKey => chars[at] = beside(chars[at], pick)?,
        }
        Some(chars.into_iter().collect())
    }

    /// Within a word, never its first character: slips there are rare.
    fn may(&self, chars: &[char], at: usize) -> bool {
        let is_word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|ch| ch.is_alphanumeric());
        let inside = is_word(at.checked_sub(1)) && is_word(Some(at));
        match self {
            Self::Converted(_) => true,
            Self::Homophone(sounds) => other(sounds, chars[at], 0).is_some(),
            Self::Dropped => inside,
            Self::Swapped => inside && is_word(Some(at + 1)) && chars[at] != chars[at + 1],
            Self::NearKey => inside && chars[at].is_ascii_lowercase(),
        }
    }
}

/// Characters that the documents often use, by their sound without its tone: what a keyboard offers.
fn sounds<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<String, Vec<char>> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    texts.flat_map(str::chars).for_each(|ch| *counts.entry(ch).or_default() += 1);
    let mut sounds: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for (ch, _) in counts.into_iter().filter(|(_, count)| *count >= 20) {
        if let Some(sound) = ch.to_pinyin() {
            sounds.entry(sound.plain().to_owned()).or_default().push(ch);
        }
    }
    sounds
}

fn other(sounds: &BTreeMap<String, Vec<char>>, ch: char, pick: usize) -> Option<char> {
    let alike = sounds.get(ch.to_pinyin()?.plain())?;
    let others: Vec<char> = alike.iter().copied().filter(|other| *other != ch).collect();
    others.get(pick % others.len().max(1)).copied()
}

fn beside(ch: char, pick: usize) -> Option<char> {
    let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let row = rows.iter().find(|row| row.contains(ch))?;
    let at = row.find(ch)?;
    let around: Vec<char> = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| row.chars().nth(at)).collect();
    around.get(pick % around.len()).copied()
}
