//! What nobody should type, and somebody will: every query is answered, quickly, without a panic.
#![expect(clippy::disallowed_methods, reason = "a slow answer is a failure here")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use holdfast_search::analysis::{Analyzer, fold, strip_glosses};
use holdfast_search::{ArticleDoc, ConversationDoc, Filter, Place, Search, Vocabulary};
use proptest::prelude::*;

static DESK: LazyLock<Search> = LazyLock::new(|| {
    let search = Search::open(Place::Memory).unwrap();
    let article = |n: usize| ArticleDoc {
        id: n.to_string(),
        title: format!("退款说明 {n}"),
        body: "refund a card 優(yōu)化 (yes) 退款".into(),
        ..ArticleDoc::default()
    };
    search.use_vocabulary(Vocabulary::read("退款 = refund, 退钱\n订单 = order").0);
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
    let one_word = "x".repeat(10_000);
    let joined = "a.b-c_d/".repeat(1_250);
    let quoted = "\":'“”".repeat(1_000);
    let accents = format!("e{}", "\u{301}".repeat(10_000));
    let unseen = "\u{200d}\u{feff}\u{2060}".repeat(3_000);
    let open = "退(".repeat(5_000);
    let kana = "カタカナ".repeat(2_500);
    let control: String = ('\0'..='\u{9f}').filter(|ch| ch.is_control()).collect();
    let surrogates = String::from_utf8_lossy(b"\xed\xa0\xbd\xed\xb8\x80 \xed\xa0\x80\xff\xfe\xe9\x80");
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
        &one_word,
        &joined,
        &quoted,
        &accents,
        &unseen,
        &open,
        &kana,
        &control,
        &surrogates,
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "id:* title_words:退款^9 {\"match_all\":{}}",
        "退款\"; DELETE FROM articles WHERE \"1\"=\"1",
        "\u{2066}退款\u{2069}\u{202e}",
        "\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}",
    ] {
        let started = Instant::now();
        let hits = DESK.articles(query, &Filter::default(), 10).unwrap();
        assert!(hits.len() <= 10);
        DESK.conversations(query, &Filter::default(), 10).unwrap();
        DESK.similar_articles(query, 10).unwrap();
        assert!(started.elapsed() < Duration::from_secs(5), "{} bytes took {:?}", query.len(), started.elapsed());
    }
    for around in [["\u{202e}", "\u{202c}"], ["\"", "\""], ["\u{7}", "\u{9f}"], ["😀", "👩‍👩‍👧‍👦"], ["\u{fffd}", "\u{fffd}"], ["title:", "~2"]]
    {
        assert!(!DESK.articles(&around.join("退款"), &Filter::default(), 10).unwrap().is_empty(), "what is meant is found in {around:?}");
    }
    assert!(DESK.articles("退款", &Filter::default(), 0).unwrap().is_empty());
    assert!(!DESK.articles("退款", &Filter::default(), usize::MAX).unwrap().is_empty());
}

#[test]
fn odd_filters_let_nothing_through() {
    let long = "x".repeat(70_000);
    for odd in ["\0", ":", "kind:", "a/b/c//", "😀", "\u{202e}", &long] {
        let value = || Some(odd.to_owned());
        for filter in [
            Filter { kind: value(), ..Filter::default() },
            Filter { category: value(), lang: value(), ..Filter::default() },
            Filter { channel: value(), customer: value(), since_ms: Some(i64::MIN), ..Filter::default() },
            Filter { since_ms: Some(i64::MAX), ..Filter::default() },
        ] {
            assert!(DESK.articles("退款", &filter, 5).unwrap().is_empty());
            assert!(DESK.articles("", &filter, 5).unwrap().is_empty());
        }
    }
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
fn a_title_and_questions_of_10_mb_are_too() {
    let search = Search::open(Place::Memory).unwrap();
    let long = "标题 title 😀 ".repeat(500_000);
    let doc = |id: &str| ArticleDoc { id: id.into(), title: long.clone(), questions: vec![long.clone()], ..ArticleDoc::default() };
    search.put_articles([doc("big")]).unwrap();
    let called =
        ConversationDoc { id: "t".into(), number: long.clone(), customer: long.clone(), subject: long.clone(), ..ConversationDoc::default() };
    search.put_conversations([called]).unwrap();
    search.commit().unwrap();
    let hit = search.articles("标题", &Filter::default(), 5).unwrap().remove(0);
    assert!(hit.title.iter().map(|piece| piece.text.len()).sum::<usize>() < 10_000, "nobody reads a title of 10 MB");
    assert_eq!(search.conversations("标题", &Filter::default(), 5).unwrap().len(), 1);
}

#[test]
fn odd_names_and_times_are_kept_apart() {
    let search = Search::open(Place::Memory).unwrap();
    let odd = ["", "\0", "\n", "a:b/c", "\u{202e}", "😀", "'; DROP TABLE articles; --"];
    let doc = |id: &str, at| ArticleDoc {
        id: id.into(),
        title: "退款".into(),
        kind: id.into(),
        category: id.into(),
        lang: id.into(),
        updated_at_ms: at,
        ..ArticleDoc::default()
    };
    for at in [i64::MIN, 0, i64::MAX] {
        search.put_articles(odd.map(|id| doc(id, at))).unwrap();
    }
    search.mark_built().unwrap();
    let mut found: Vec<String> = search.articles("退款", &Filter::default(), 20).unwrap().into_iter().map(|hit| hit.id).collect();
    found.sort();
    let mut expected = odd.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected, "each once, though put thrice");
    search.remove_articles(&odd.map(str::to_owned)).unwrap();
    search.commit().unwrap();
    assert_eq!(search.state().articles, 0);

    // Longer than a term may be: it is found, and that is all that can be said of it.
    search.put_articles([doc(&"x".repeat(70_000), 0)]).unwrap();
    search.commit().unwrap();
    assert_eq!(search.articles("退款", &Filter::default(), 5).unwrap().len(), 1);
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

proptest! {
    // Each makes an index of its own.
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_vocabulary_is_read_and_used(lines in prop::collection::vec((mixed(), "[=＝,，、;；#]{0,2}", mixed()), 0..8), query in mixed()) {
        let text = lines.iter().map(|(a, between, b)| format!("{a}{between}{b}\n")).collect::<String>();
        let (vocabulary, faults) = Vocabulary::read(&text);
        prop_assert!(faults.iter().all(|fault| (1..=text.lines().count()).contains(&fault.line)));
        prop_assert_eq!(Vocabulary::read(&text).0.fingerprint(), vocabulary.fingerprint());
        let search = Search::open(Place::Memory).unwrap();
        search.use_vocabulary(vocabulary);
        search.put_articles(lines.iter().map(|(a, _, b)| ArticleDoc { id: a.clone(), title: b.clone(), ..ArticleDoc::default() })).unwrap();
        search.mark_built().unwrap();
        prop_assert!(!search.state().needs_rebuild);
        search.articles(&query, &Filter::default(), 5).unwrap();
        search.similar_articles(&text, 5).unwrap();
    }
}
