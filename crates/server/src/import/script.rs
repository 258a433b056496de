//! Which of the three languages a text is in, by characters that only one script has.

use holdfast_domain::Language;

use super::text::is_han;

/// Common characters that only simplified text has, and what traditional text has in their place.
const SIMPLIFIED: &str = "们这来对时会发现实业务设问题应该订单优评价说请谢谢与电话为没关统处账户变车开区见让认识语读写书买卖货运费钱银线网络联系给结级经营质量标准复杂历产严个类难据库储输断连误删项归还号码邮寄递损坏赔偿规则动态选择张图层级试验证码转帐过载举报紧张专业负责热情体验检测资讯组织权";
const TRADITIONAL: &str = "們這來對時會發現實業務設問題應該訂單優評價說請謝謝與電話為沒關統處賬戶變車開區見讓認識語讀寫書買賣貨運費錢銀線網絡聯繫給結級經營質量標準複雜歷產嚴個類難據庫儲輸斷連誤刪項歸還號碼郵寄遞損壞賠償規則動態選擇張圖層級試驗證碼轉帳過載舉報緊張專業負責熱情體驗檢測資訊組織權";

/// The language of an article. A Han title decides against English, whatever code its body quotes.
#[must_use]
pub(super) fn language_of_article(title: &str, body: &str) -> Language {
    let whole = language_of(&format!("{title}\n{body}"));
    if whole != Language::English || !title.chars().any(is_han) {
        return whole;
    }
    let han: String = title.chars().chain(body.chars()).filter(|letter| is_han(*letter)).collect();
    language_of(&han)
}

/// The language of a text. Latin text is English; Han text without a sign of either script is simplified.
#[must_use]
pub fn language_of(text: &str) -> Language {
    let (mut han, mut latin, mut simplified, mut traditional) = (0_u64, 0_u64, 0_u64, 0_u64);
    for letter in text.chars().take(20_000) {
        if is_han(letter) {
            han = han.saturating_add(1);
            let (in_simplified, in_traditional) = (SIMPLIFIED.contains(letter), TRADITIONAL.contains(letter));
            simplified = simplified.saturating_add(u64::from(in_simplified && !in_traditional));
            traditional = traditional.saturating_add(u64::from(in_traditional && !in_simplified));
        } else if letter.is_ascii_alphabetic() {
            latin = latin.saturating_add(1);
        }
    }
    // A Han character says about as much as four Latin letters.
    if han.saturating_mul(4) < latin || han == 0 {
        Language::English
    } else if traditional > simplified {
        Language::Traditional
    } else {
        Language::Simplified
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_is_told_from_the_other() {
        assert_eq!(language_of("请问退款什么时候到账，订单还没发货"), Language::Simplified);
        assert_eq!(language_of("請問退款什麼時候會到，訂單還沒出貨"), Language::Traditional);
        assert_eq!(language_of("Where is my refund? 订单 HQ-1"), Language::English);
        assert_eq!(language_of("退款"), Language::Simplified);
    }
}
