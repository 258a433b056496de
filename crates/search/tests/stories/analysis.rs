//! What counts as the same word: scripts, widths, marks, glosses, and the real hazards of the handbook's plans.

use std::path::PathBuf;

use holdfast_search::analysis::{Analyzer, fold, pinyin, strip_glosses};

fn folded(text: &str) -> String {
    fold(text).text()
}

fn words(text: &str) -> Vec<String> {
    Analyzer::new().analyze(text).words.into_iter().map(|t| t.text).collect()
}

fn handbook(name: &str) -> Option<String> {
    let shared = std::env::var_os("HOLDFAST_SHARED").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("handbook").join(name);
    std::fs::read_to_string(&path).inspect_err(|_| println!("skipped: {} is not here", path.display())).ok()
}

#[test]
fn what_a_character_stands_for_is_folded_as_if_it_had_been_written() {
    // A Greek accent that stands alone is a space with a mark; a unit is Latin letters.
    for text in ["\u{384}", "\u{1fed}x", "ｅ\u{301}", "㎏", "\u{f900}"] {
        let once = fold(text).text();
        assert_eq!(fold(&once).text(), once, "{text:?}");
        assert!(!once.contains('\u{301}'), "{text:?}");
    }
}

#[test]
fn both_scripts_and_their_mixtures_are_one_word() {
    for spelling in ["後臺", "后台", "后臺", "後台"] {
        assert_eq!(folded(spelling), "后台");
    }
    for spelling in ["並", "并", "併"] {
        assert_eq!(folded(spelling), "并");
    }
    assert_eq!(folded("訂單發貨"), "订单发货");
}

#[test]
fn width_case_and_marks_do_not_matter() {
    assert_eq!(folded("ＡＢＣ１２３　（全形）"), "abc123 (全形)");
    assert_eq!(folded("Café"), "cafe");
    assert_eq!(folded("Cafe\u{301}"), "cafe");
    assert_eq!(folded("ﬁle"), "file");
    assert_eq!(folded("退\u{200b}款"), "退款");
}

#[test]
fn every_folded_character_knows_where_it_came_from() {
    let text = "優(yōu)化Café後臺";
    let folded = fold(text);
    assert_eq!(folded.text(), "优化cafe后台");
    assert_eq!(folded.origin(0..2).map(|r| &text[r]), Some("優(yōu)化"));
    assert_eq!(folded.origin(6..8).map(|r| &text[r]), Some("後臺"));
    assert_eq!(folded.origin(7..99), None);
}

#[test]
fn tokens_point_into_the_original() {
    let text = "如何申請退(tuì)款？ Ｒefunds";
    let tokens = Analyzer::new().analyze(text);
    let refund = tokens.words.iter().find(|t| t.text == "退款").unwrap();
    assert_eq!(&text[refund.range.clone()], "退(tuì)款");
    let english = tokens.words.iter().find(|t| t.text == "refund").unwrap();
    assert_eq!(&text[english.range.clone()], "Ｒefunds");
}

#[test]
fn glosses_go_and_the_writers_own_brackets_stay() {
    assert_eq!(strip_glosses("優(yōu)化企業(yè)質(zhì)量"), "優化企業質量");
    assert_eq!(strip_glosses("優（yōu）化"), "優化");
    assert_eq!(strip_glosses("綠(lǜ)色"), "綠色");
    for kept in ["文件(file)", "微軟(office)的", "退款(refund)", "（一）目的", "見附件(a)", "優(", "優()", "", "(yōu)"] {
        assert_eq!(strip_glosses(kept), kept);
    }
}

#[test]
fn joined_words_are_found_whole_and_in_parts() {
    assert_eq!(words("RAND.NV"), ["rand", "nv", "rand.nv"]);
    assert_eq!(words("can't, can’t"), ["cant", "cant"]);
    assert_eq!(words("refunding refunds"), ["refund", "refund"]);
}

#[test]
fn the_words_of_a_helpdesk_are_not_cut_apart() {
    for word in ["企业微信", "首问负责人", "协作看板"] {
        assert!(words(word).iter().any(|w| w == word), "{word}: {:?}", words(word));
    }
}

#[test]
fn typed_letters_fall_into_syllables() {
    assert_eq!(pinyin::split("tuikuan"), Some(vec!["tui", "kuan"]));
    assert_eq!(pinyin::split("tuikuanshenqing"), Some(vec!["tui", "kuan", "shen", "qing"]));
    assert_eq!(pinyin::split("tk"), None);
    assert_eq!(pinyin::split(""), None);
    assert!(pinyin::spellings(&['退', '款']).iter().any(|s| s.text == "tuikuan"));
}

/// PRODUCT.md §0: what a search in the plans finds before and after.
#[test]
fn the_plans_with_glosses_are_found_in() {
    let Some(quality) = handbook("ecommerce-service-quality-plan.txt") else {
        return;
    };
    let Some(process) = handbook("communication-process-plan.txt") else {
        return;
    };
    let count = |text: &str, word: &str| text.matches(word).count();

    let (quality_clean, process_clean) = (strip_glosses(&quality), strip_glosses(&process));
    for (raw, clean, word, found) in [
        (&quality, &quality_clean, "服務質量", 43),
        (&quality, &quality_clean, "響應速度", 28),
        (&process, &process_clean, "優化", 15),
        (&process, &process_clean, "數據", 5),
        (&process, &process_clean, "協作看板", 1),
    ] {
        assert_eq!((count(raw, word), count(clean, word)), (0, found), "{word}");
        assert_eq!(count(&folded(raw), &folded(word)), found, "{word}, folded");
    }
    let glosses = |raw: &str, clean: &str| count(raw, "(") - count(clean, "(");
    assert_eq!(glosses(&quality, &quality_clean), 1170);
    assert_eq!(glosses(&process, &process_clean), 107);
    assert!(!process_clean.contains("(yōu)") && !quality_clean.contains("(wù)"));
}

#[test]
fn the_plan_with_a_hybrid_spelling_is_found_by_each() {
    let Some(campaign) = handbook("campaign-response-plan.txt") else {
        return;
    };
    for query in ["後臺", "后台", "后臺"] {
        assert_eq!(folded(&campaign).matches(&folded(query)).count(), 5, "{query}");
    }
}

#[test]
fn a_name_is_said_in_each_way_its_characters_are_read() {
    use holdfast_search::analysis::pinyin::{name_sounds, spoken};
    assert_eq!(spoken("罗曼宁")[0], "luo man ning", "the commonest first");
    assert!(spoken("单晓").contains(&"shan xiao".to_owned()) && spoken("单晓").contains(&"dan xiao".to_owned()));
    assert_eq!(spoken("售后 After-sales")[0], "shou hou after sales");
    assert_eq!(spoken("R3 夜班")[0], "r3 ye ban");
    assert!(spoken("Marta Silva").is_empty(), "what has no characters is said as it is written");
    let sounds = name_sounds("罗曼宁");
    for typed in ["luomanning", "lmn", "manning", "mn", "ning"] {
        assert!(sounds.contains(&typed.to_owned()), "{typed} in {sounds:?}");
    }
    // Many readings do not explode.
    assert!(spoken(&"单曾解仇查盖".repeat(20)).len() <= 12);
}
