//! Names of files made of titles, that every file system takes and no import passes over.

use holdfast_domain::Article;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Bytes of a name without its ending; file systems take 255, and a number and an ending have to fit.
const LONGEST: usize = 120;
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
    "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Where each article goes, below the folder: by category, then by title. No two share a name, also where capitals do not
/// count; what is `foreign` is not taken.
pub(super) fn files(articles: &[Article], ending: &str, foreign: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut taken: HashSet<String> = articles.iter().filter_map(folder).map(|folder| folder.to_lowercase()).collect();
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    articles
        .iter()
        .map(|article| {
            let base = folder(article).map(PathBuf::from).unwrap_or_default().join(safe(&article.content.title, "article"));
            let base = base.to_string_lossy().into_owned();
            // Counted on from the last of this name: a thousand articles of one title are no million questions.
            let number = numbers.entry(base.to_lowercase()).or_insert(0);
            loop {
                *number = number.saturating_add(1);
                let name = if *number == 1 { format!("{base}.{ending}") } else { format!("{base} ({number}).{ending}") };
                if !foreign(Path::new(&name)) && taken.insert(name.to_lowercase()) {
                    return PathBuf::from(name);
                }
            }
        })
        .collect()
}

fn folder(article: &Article) -> Option<String> {
    article.content.category.as_deref().map(|category| safe(category, "category"))
}

/// A name without what means something to a file system, to a terminal, or to nobody because it is not seen.
fn safe(text: &str, stand_in: &str) -> String {
    let is_plain = |letter: char| {
        let is_unseen = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        !letter.is_control() && !is_unseen && !"<>:\"/\\|?*".contains(letter)
    };
    let plain: String = text.chars().map(|letter| if is_plain(letter) { letter } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    // A dot hides a name or is lost at its end; `~$` is Word's own mark.
    let name = words.trim_start_matches(['.', ' ', '~', '$']);
    let name = name.get(..name.floor_char_boundary(LONGEST)).unwrap_or_default().trim_end_matches(['.', ' ']);
    let first = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    match name {
        "" => stand_in.to_owned(),
        _ if RESERVED.contains(&first.as_str()) => format!("_{name}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leaves_out_what_no_file_system_takes() {
        let names = [
            ("退款多久到账？", "退款多久到账？"),
            ("../../etc/passwd", "etc passwd"),
            ("a<b>: c|d", "a b c d"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("...", "x"),
            ("tail. ", "tail"),
            ("a\u{202e}gpj.exe\n", "a gpj.exe"),
        ];
        for (title, name) in names {
            assert_eq!(safe(title, "x"), name);
        }
        assert_eq!(safe(&"长".repeat(500), "x").chars().count(), 40);
    }
}
