//! Single characters: width, case, marks and script folded away, each still knowing which bytes of the original it came from.

use std::collections::HashMap;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;

/// One character of the folded text and the bytes of the original it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedChar {
    pub ch: char,
    pub start: u32,
    pub end: u32,
}

/// Every character of `text` folded, glosses and all.
pub(super) fn fold_chars(text: &str) -> Vec<FoldedChar> {
    let mut out = Vec::with_capacity(text.len() / 2);
    // Offsets are 32-bit to halve the memory; texts are capped long before that, and what lies beyond is not searched.
    for (at, ch) in text.char_indices() {
        let Ok(start) = u32::try_from(at) else { break };
        let end = start.saturating_add(ch.len_utf8() as u32);
        match ch {
            // Nearly all there is.
            '\0'..='\u{7f}' => out.push(FoldedChar { ch: ch.to_ascii_lowercase(), start, end }),
            HAN..='\u{9fff}' => out.push(FoldedChar { ch: simplified(ch), start, end }),
            _ => fold_char(ch, &mut |ch| out.push(FoldedChar { ch, start, end })),
        }
    }
    out
}

fn fold_char(ch: char, push: &mut dyn FnMut(char)) {
    match ch {
        '\0'..='\u{7f}' => push(ch.to_ascii_lowercase()),
        '\u{3400}'..='\u{9fff}' => push(simplified(ch)),
        // Accents that stand alone, and characters nobody sees: they would split the word they stand in.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {}
        // Latin letters lose their marks: `café` is typed `cafe`, and pinyin is typed without tones.
        '\u{80}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => {
            for part in std::iter::once(ch).nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
                part.to_lowercase().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).for_each(&mut *push);
            }
        }
        _ => {
            for part in std::iter::once(ch).nfkc() {
                // What it stands for is folded as if it had been written.
                if part == ch { part.to_lowercase().for_each(&mut *push) } else { fold_char(part, push) }
            }
        }
    }
}

pub fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇')
}

/// Characters written without spaces between words: Han, kana, hangul.
pub fn is_cjk(ch: char) -> bool {
    is_han(ch) || matches!(ch, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The simplified form of one character; itself when it has none.
pub fn simplified(ch: char) -> char {
    (ch as usize).checked_sub(HAN as usize).and_then(|at| SIMPLIFIED.get(at)).copied().unwrap_or(ch)
}

/// Forms that OpenCC keeps apart because they are right in some word, and that writers mix: the index must not care.
pub(crate) const HYBRIDS: &str = "
    臺台 檯台 颱台 後后 並并 併并 竝并 裏里 裡里 妳你 牠它 祂他 佔占 週周 啓启 啟启 衆众 羣群 綫线 綵彩 祇只 衹只 麽么
    麼么 乾干 幹干 擡抬 裝装 妝妆 牀床 囉啰 喫吃 託托 証证 說说 説说 戶户 産产 値值 蹤踪 逹达 彙汇 匯汇 滙汇 帳账 帐账
    賬账 鑑鉴 鑒鉴 唸念 唿呼 儘尽 盡尽
";

/// The first character that may have another form.
const HAN: char = '\u{3400}';

/// By the character's number from `HAN` on: every character of every text is looked up here.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let table = simplified_table();
    (HAN..='\u{9fff}').map(|ch| table.get(&ch).copied().unwrap_or(ch)).collect()
});

fn simplified_table() -> HashMap<char, char> {
    let mut table = HashMap::new();
    match OpenCC::from_config(BuiltinConfig::T2s) {
        Ok(t2s) => {
            // A line for each character: a phrase of OpenCC's dictionary cannot reach over a line break.
            let all: Vec<char> = (HAN..='\u{9fff}').collect();
            let lines: String = all.iter().flat_map(|c| [*c, '\n']).collect();
            for (from, line) in all.iter().zip(t2s.convert(&lines).lines()) {
                let mut line = line.chars();
                if let (Some(to), None) = (line.next(), line.next())
                    && to != *from
                {
                    table.insert(*from, to);
                }
            }
        }
        Err(error) => {
            tracing::error!(%error, "no traditional to simplified table: the scripts are kept apart in search")
        }
    }
    table.extend(HYBRIDS.split_whitespace().filter_map(|pair| {
        let mut pair = pair.chars();
        Some((pair.next()?, pair.next()?))
    }));
    table
}
