//! What nobody should type, and somebody will: every query is answered, quickly, without a panic.
#![expect(clippy::disallowed_methods, reason = "a slow answer is a failure here")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use holdfast_search::analysis::{Analyzer, fold, strip_glosses};
use holdfast_search::{ArticleDoc, Filter, Place, Search};
use proptest::prelude::*;

static DESK: LazyLock<Search> = LazyLock::new(|| {
    let search = Search::open(Place::Memory).unwrap();
    let article = |n: usize| ArticleDoc {
        id: n.to_string(),
        title: format!("退款说明 {n}"),
        body: "refund a card 優(yōu)化 (yes) 退款".into(),
        ..ArticleDoc::default()
    };
    search.put_articles((0..50).map(article)).unwrap();
    search.mark_built().unwrap();
    search
});

#[test]
fn odd_queries_are_answered() {
    let long = "退款申请".repeat(2_500);
    let words = "refund card money transfer abcdefgh ".repeat(300);
    let slips = "xyzzyqwv ".repeat(1_000);
    let bomb = format!("{}!", "(a+)+".repeat(1_000));
    for query in [
        "",
        " ",
        "\n\t\r",
        "???!!!。。。",
        "\"",
        "title:\"",
        ":",
        "AND OR NOT",
        "* ~ ^ [ TO ]",
        "' OR 1=1; DROP TABLE articles; --",
        "😀👩‍👩‍👧‍👦🏳️‍🌈",
        "\0",
        "退\0款",
        "\u{202e}款退\u{202c}",
        "مرحبا שלום",
        "\u{d7ff}\u{e000}\u{e850}\u{10ffff}\u{fffd}",
        "ｶﾞｷﾞｸﾞ",
        "한국어 ひらがな カタカナ",
        "(",
        "退(",
        "退(tui",
        "退(tuì)",
        "a",
        "退",
        "''''",
        "....",
        "-_-",
        "&&&",
        "\\",
        &long,
        &words,
        &slips,
        &bomb,
    ] {
        let started = Instant::now();
        let hits = DESK.articles(query, &Filter::default(), 10).unwrap();
        assert!(hits.len() <= 10);
        DESK.conversations(query, &Filter::default(), 10).unwrap();
        DESK.similar_articles(query, 10).unwrap();
        assert!(started.elapsed() < Duration::from_secs(5), "{} bytes took {:?}", query.len(), started.elapsed());
    }
    assert!(DESK.articles("退款", &Filter::default(), 0).unwrap().is_empty());
    assert!(!DESK.articles("退款", &Filter::default(), usize::MAX).unwrap().is_empty());
}

#[test]
fn a_body_of_50_mb_is_indexed_by_its_first_part() {
    let search = Search::open(Place::Memory).unwrap();
    let body = format!("开头有关键词。{}结尾有秘密词语", "填充的文字 filler ".repeat(2_200_000));
    assert!(body.len() > 50_000_000);
    search.put_articles([ArticleDoc { id: "big".into(), title: "大文件".into(), body, ..ArticleDoc::default() }]).unwrap();
    search.commit().unwrap();
    assert_eq!(search.articles("关键词", &Filter::default(), 5).unwrap().len(), 1);
    assert!(search.articles("秘密词语", &Filter::default(), 5).unwrap().is_empty());
}

#[test]
fn odd_documents_are_indexed() {
    let search = Search::open(Place::Memory).unwrap();
    let odd = ["", "\0\0\0", &"x".repeat(300_000), &"优(you)".repeat(1_000), &"-".repeat(70_000), "\u{e850}\u{fffd}確??蛻粼"];
    search
        .put_articles(odd.iter().enumerate().map(|(n, text)| ArticleDoc {
            id: n.to_string(),
            title: (*text).into(),
            body: (*text).into(),
            questions: vec![(*text).into()],
            ..ArticleDoc::default()
        }))
        .unwrap();
    search.commit().unwrap();
    assert_eq!(search.state().articles, 6);
}

fn mixed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .'’_-]{0,12}",
        "[退款申请订单后臺優化服務質量]{0,6}",
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
        Just("(yōu)".to_owned()),
        Just("（".to_owned()),
        Just("\u{301}".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered(query in mixed()) {
        let hits = DESK.articles(&query, &Filter::default(), 5).unwrap();
        for hit in hits {
            let title: String = hit.title.iter().map(|p| p.text.as_str()).collect();
            prop_assert_eq!(title, format!("退款说明 {}", hit.id));
        }
        DESK.similar_articles(&query, 5).unwrap();
    }

    #[test]
    fn offsets_are_in_order_and_on_characters(text in mixed()) {
        let mut last = 0;
        for ch in fold(&text).chars() {
            prop_assert!(text.get(ch.start as usize..ch.end as usize).is_some());
            prop_assert!(ch.start as usize >= last);
            last = ch.start as usize;
        }
        let tokens = Analyzer::new().analyze(&text);
        for token in tokens.words.iter().chain(&tokens.grams) {
            prop_assert!(text.get(token.range.clone()).is_some_and(|t| !t.is_empty()), "{:?}", token);
        }
    }

    #[test]
    fn folding_and_stripping_twice_changes_nothing(text in mixed()) {
        let once = fold(&text).text();
        prop_assert_eq!(strip_glosses(&text).len() <= text.len(), true);
        let twice = fold(&once).text();
        // A gloss may only appear by stripping the one inside it; nobody nests them.
        if !text.contains(['(', '（']) {
            prop_assert_eq!(once, twice);
        }
    }
}
