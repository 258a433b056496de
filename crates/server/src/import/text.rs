//! Text as it comes off the web: glosses and site notices taken out, damaged places found.

/// A line of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from one.
    pub number: usize,
    pub text: String,
}

/// Whether a character is a Han character.
pub(super) const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

fn is_pinyin(letter: char) -> bool {
    letter.is_ascii_lowercase() || "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡɑ".contains(letter)
}

/// Takes the pinyin in brackets after a Han character away: `優(yōu)化` is 優化. A Latin word in brackets stays.
#[must_use]
pub fn strip_glosses(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        let is_after_han = clean.chars().next_back().is_some_and(is_han);
        if matches!(letter, '(' | '（')
            && is_after_han
            && let Some((gloss, behind)) = after.split_once([')', '）'])
            && is_gloss(gloss)
        {
            rest = behind;
            continue;
        }
        clean.push(letter);
        rest = after;
    }
    clean
}

/// One syllable: letters of pinyin with a tone mark, or so short that it can be nothing else.
fn is_gloss(text: &str) -> bool {
    let letters = text.chars().count();
    let is_marked = !text.is_ascii();
    (1..=6).contains(&letters) && text.chars().all(is_pinyin) && (is_marked || NEUTRAL.contains(&text))
}

/// Syllables that carry no tone mark.
const NEUTRAL: [&str; 12] = ["de", "le", "ge", "me", "men", "ne", "ba", "ma", "zi", "zhe", "a", "ya"];

/// Lines that a download site puts around a text: each is one of these, or begins with one, or holds one.
const WHOLE: &[&str] = &[
    "下載本文檔",
    "下载本文档",
    "文檔簡介",
    "文档简介",
    "溫馨提示",
    "温馨提示",
    "最新文檔",
    "最新文档",
    "評論",
    "评论",
    "提交評論",
    "提交评论",
    "0/150",
    "查看更多",
    "wd",
    "PAGE/NUMPAGES",
    "实名认证",
    "實名認證",
    "文档贡献者",
    "文檔貢獻者",
    "该用户很懒,什么也没介绍",
    "该用户很懒，什么也没介绍",
    "1亿VIP精品文档",
    "相关文档",
    "相關文檔",
];
const HOLDS: &[&str] = &[
    "版權說明:本文檔由用戶提供",
    "版权说明:本文档由用户提供",
    "本站所有資源如無特殊說明",
    "本站所有资源如无特殊说明",
    "本站的文檔不包含任何第三方",
    "本站的文档不包含任何第三方",
    "本站RAR壓縮包",
    "本站RAR压缩包",
    "未經權益所有人同意不得將文件",
    "未经权益所有人同意不得将文件",
    "人人文庫網",
    "人人文库网",
    "本站不保證下載資源",
    "本站不保证下载资源",
    "本文档由用户AI专业辅助创建",
    "book118",
    "本站所有内容均由合作方或网友上传",
    "如文档侵犯商业秘密",
    "该文档为VIP文档",
    "成为VIP后",
    "VIP文档为合作方",
    "页未读",
    "頁未讀",
    "文档评论(",
    "文檔評論(",
];

fn is_boilerplate(line: &str) -> bool {
    WHOLE.contains(&line)
        || HOLDS.iter().any(|notice| line.contains(notice))
        || is_page_mark(line)
        || line.ends_with("+ 关注")
        || line.ends_with("+ 關注")
        || line.ends_with(".docVIP")
        || (line.ends_with(".doc") && !line.contains('。'))
}

/// `電商客戶服務質量提升方案_第1頁`.
fn is_page_mark(line: &str) -> bool {
    page_mark_title(line).is_some()
}

fn page_mark_title(line: &str) -> Option<&str> {
    let (title, page) = line.rsplit_once("_第")?;
    let count = page.strip_suffix(['頁', '页'])?;
    (!count.is_empty() && count.chars().all(|digit| digit.is_ascii_digit())).then_some(title)
}

/// A source text without glosses and notices, and the title that the notices told.
pub(super) fn clean(source: &str) -> (Option<String>, Vec<Line>) {
    let mut title = None;
    let mut lines = Vec::new();
    for (number, raw) in (1_usize..).zip(source.lines()) {
        let text = strip_glosses(raw.trim_end());
        let trimmed = text.trim();
        if is_boilerplate(trimmed) {
            title = title.or_else(|| page_mark_title(trimmed).or_else(|| trimmed.strip_suffix(".doc")).map(str::to_owned));
            continue;
        }
        lines.push(Line { number, text });
    }
    (title, lines)
}

/// Damaged places: bytes lost to question marks, replacement and private-use characters, a gloss half eaten. Each is
/// described by line and surroundings, for a person to look at.
pub(super) fn damages(lines: &[Line]) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines {
        let letters: Vec<char> = line.text.chars().collect();
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            let length = damage(&letters, at, *letter);
            if length > 0 {
                let (from, to) = (at.saturating_sub(8), at.saturating_add(length).saturating_add(8).min(letters.len()));
                let around: String = letters.get(from..to).unwrap_or_default().iter().collect();
                found.push(format!("{}: …{around}…", line.number));
            }
            at = at.saturating_add(length.max(1));
        }
    }
    found
}

/// How many characters from here are damaged.
fn damage(letters: &[char], at: usize, letter: char) -> usize {
    if letter == '\u{fffd}' || matches!(letter, '\u{e000}'..='\u{f8ff}') {
        return 1;
    }
    let is_after_han = at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|before| is_han(*before));
    if letter != '?' || !is_after_han {
        return 0;
    }
    let run = letters.iter().skip(at).take_while(|letter| **letter == '?').count();
    if run > 1 {
        return run;
    }
    // `展?jié)M`: the byte before the gloss was lost, and the bracket with it.
    let gloss = letters.iter().skip(at.saturating_add(1)).take_while(|letter| is_pinyin(**letter)).count();
    let closes = letters.get(at.saturating_add(1).saturating_add(gloss)).is_some_and(|letter| matches!(letter, ')' | '）'));
    if gloss > 0 && closes { gloss.saturating_add(2) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> usize {
        damages(&[Line { number: 1, text: text.into() }]).len()
    }

    #[test]
    fn a_gloss_goes_and_a_word_stays() {
        assert_eq!(strip_glosses("優(yōu)化服務(wù)質（zhì）量"), "優化服務質量");
        assert_eq!(strip_glosses("客戶關系管理(CRM)和應用(app)"), "客戶關系管理(CRM)和應用(app)");
        assert_eq!(strip_glosses("我們(men)"), "我們");
        assert_eq!(strip_glosses("abc(yōu)"), "abc(yōu)");
    }

    #[test]
    fn lost_bytes_are_flagged_and_honest_questions_are_not() {
        assert_eq!(flags("確??蛻粼诨顒悠陂g獲得"), 1);
        assert_eq!(flags("培訓確??头\u{e850}\u{e787}顒右"), 3);
        assert_eq!(flags("開展?jié)M意度"), 1);
        assert_eq!(flags("您的問題是什么?比如"), 0);
        assert_eq!(flags("Really?? Yes"), 0);
    }
}
