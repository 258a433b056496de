//! What is written with marks, and what is not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use holdfast_domain::marks::{Block, Inline, blocks, is_marked, plain};
use proptest::prelude::*;

fn only_line(text: &str) -> Vec<Inline> {
    match blocks(text).as_slice() {
        [Block::Lines(lines)] if lines.len() == 1 => lines[0].clone(),
        other => panic!("{other:?}"),
    }
}

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

#[test]
fn chinese_needs_no_spaces_around_a_mark() {
    let strong = |said: &str| Inline::Strong(vec![text(said)]);
    assert_eq!(only_line("请**注意：**退款要 3 天"), [text("请"), strong("注意："), text("退款要 3 天")]);
    assert_eq!(only_line("**“七天”**内"), [strong("“七天”"), text("内")]);
    assert_eq!(only_line("这是*重点*。"), [text("这是"), Inline::Emphasis(vec![text("重点")]), text("。")]);
}

#[test]
fn what_only_looks_like_a_mark_stays_as_it_was_typed() {
    for written in [
        "2*3*4 = 24",
        "a * b * c",
        "snake_case and __init__",
        "#10482 is yours",
        "# not a heading",
        "1986. was a good year",
        "1.5 kg",
        "-5 °C",
        "*never closed",
        "**",
        "`",
        "[order number]",
        "[here](javascript:steal())",
        "<b>bold</b> & co.",
        "https://shop.example/*a*/**b**",
        "C:\\*.txt",
        "尺寸 10*20*30 公分",
        "Best\n--\nMia",
    ] {
        assert!(!is_marked(written), "{written}: {:?}", blocks(written));
        assert_eq!(plain(written), if written == "C:\\*.txt" { "C:*.txt" } else { written });
    }
}

#[test]
fn lists_are_read_with_what_lies_below_them() {
    let written = "Do this:\n1. Turn it off\n   and wait\n   - ten seconds\n2. Turn it on\n\nThen write to us.";
    let said = blocks(written);
    let [Block::Lines(_), Block::List { first: Some(1), items }, Block::Lines(_)] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!((items.len(), items[0].lines.len(), items[0].under.len()), (2, 2, 1));
    assert_eq!(plain(written), "Do this:\n\n1. Turn it off\n   and wait\n   - ten seconds\n2. Turn it on\n\nThen write to us.");
}

#[test]
fn a_list_may_begin_anywhere_and_another_kind_begins_another() {
    let said = blocks("3) three\n4) four\n- a\n* b");
    let [Block::List { first: Some(3), items }, Block::List { first: None, items: others }] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!((items.len(), others.len()), (2, 2));
}

#[test]
fn links_lead_to_the_web_and_to_mail_and_say_so_as_plain_text() {
    assert_eq!(plain("See [the form](https://shop.example/return)."), "See the form (https://shop.example/return).");
    assert_eq!(plain("[help@shop.example](mailto:help@shop.example)"), "help@shop.example");
    assert_eq!(
        only_line("[**here**](https://x.example)"),
        [Inline::Link { to: "https://x.example".into(), words: vec![Inline::Strong(vec![text("here")])] }]
    );
}

#[test]
fn code_is_kept_to_the_letter() {
    assert_eq!(only_line("type `*.txt` and"), [text("type "), Inline::Code("*.txt".into()), text(" and")]);
    assert_eq!(blocks("```\n- a\n  **b**\n```"), [Block::Code("- a\n  **b**".into())]);
    assert!(!is_marked("```\nnever closed"));
}

#[test]
fn marks_lie_within_each_other() {
    let both = Inline::Strong(vec![Inline::Emphasis(vec![text("both")])]);
    assert_eq!(only_line("***both***"), [both]);
    assert_eq!(only_line("*a **b** c*"), [Inline::Emphasis(vec![text("a "), Inline::Strong(vec![text("b")]), text(" c")])]);
    assert_eq!(only_line("\\*not so\\*"), [text("*not so*")]);
}

#[test]
fn quotes_alone_are_no_marks() {
    assert!(!is_marked("> you wrote this\n\nYes."));
    assert_eq!(plain("> a **b**\n> c"), "> a b\n> c");
}

#[test]
fn a_long_line_of_marks_is_read_in_one_pass() {
    for piece in ["*a ", "**a ", "***a", "[a", "`a", "[a](b", "[a](https://b", "**a*", "> ", "```\n", "- a\n  "] {
        // What looks back for every sign is not done with this in an hour.
        assert!(!blocks(&piece.repeat(20_000)).is_empty(), "{piece}");
    }
}

proptest! {
    /// Nothing of what was written is lost but the marks themselves.
    #[test]
    fn every_letter_stays(written in "[a-c退款 *`\\[\\]()>\n0-9.\\-]{0,80}") {
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(&plain(&written)), letters(&written));
    }

    /// Text without a mark comes out as it went in.
    #[test]
    fn without_marks_it_is_itself(lines in proptest::collection::vec("[a-c退款,。]{1,12}", 1..6)) {
        let written = lines.join("\n");
        prop_assert!(!is_marked(&written));
        prop_assert_eq!(plain(&written), written);
    }
}
