//! Articles from CSV, as a spreadsheet writes it.

use super::{World, world};
use holdfast_domain::{ArticleKind, Language};
use holdfast_server::import::{Ignored, Skip, SkipReason};

fn titles(world: &World) -> Vec<String> {
    let mut titles: Vec<String> = world.articles().into_iter().map(|article| article.content.title).collect();
    titles.sort();
    titles
}

#[test]
fn articles_come_from_csv_once_and_unknown_columns_are_named() {
    let world = world();
    let csv = world.file(
        "kb/faq.csv",
        "\u{feff}ID,Title,Body,lang,category,kind,questions,answer,作者\n\
         1,退款多久,\"七天内\n原路退回\",zh-Hans,refund,faq,怎么退|退款 多久|a\\|b,七天,王\n\
         2,,Write to us,,,procedure,,,\n",
    );
    let report = world.import(std::slice::from_ref(&csv));
    assert_eq!((report.imported, report.skipped.as_slice()), (2, [].as_slice()));
    assert_eq!(report.ignored, [Ignored { file: csv.clone(), names: vec!["作者".to_owned()] }]);
    let articles = world.articles();
    let refund = &articles.iter().find(|article| article.content.title == "退款多久").unwrap().content;
    assert_eq!((refund.body.as_str(), refund.answer.as_str(), refund.category.as_deref()), ("七天内\n原路退回", "七天", Some("refund")));
    assert_eq!((refund.kind, refund.language, refund.questions.len()), (ArticleKind::Faq, Language::Simplified, 3));
    assert_eq!(refund.questions[2], "a|b");
    assert_eq!(titles(&world), ["Write to us", "退款多久"]);

    assert_eq!(world.import(std::slice::from_ref(&csv)).unchanged, 2);
    std::fs::write(&csv, "id,body,title\n1,十五天内,退款多久\n").unwrap();
    let changed = world.import(&[csv]);
    assert_eq!((changed.imported, changed.updated), (0, 1));
    let articles = world.articles();
    let refund = articles.iter().find(|article| article.content.title == "退款多久").unwrap();
    assert_eq!((articles.len(), refund.version, refund.content.body.as_str()), (2, 2, "十五天内"));
    assert_eq!((refund.content.questions.len(), refund.content.category.as_deref()), (3, Some("refund")), "a column that is not there says nothing");
}

#[test]
fn a_row_that_is_ragged_or_says_what_it_cannot_is_named_and_the_others_come_in() {
    let world = world();
    let csv =
        world.file("faq.csv", "id,title,body,kind\n1,one,a,faq\n2,two\n3,three,c,faq,more\n4,four,d,poem\n,five,e,faq\n6,six,,faq\n7,seven,g,\n");
    let report = world.import(std::slice::from_ref(&csv));
    assert_eq!((report.imported, titles(&world).join(" ").as_str()), (2, "one seven"));
    let lines: Vec<_> = report.skipped.iter().map(|skip| skip.line).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5), Some(6), Some(7)]);
    assert!(matches!(report.skipped[0].reason, SkipReason::Csv(_)) && matches!(report.skipped[1].reason, SkipReason::Csv(_)));
    let rest: Vec<_> = report.skipped[2..].iter().map(|skip| skip.reason.clone()).collect();
    assert_eq!(rest, [SkipReason::Field("kind"), SkipReason::Missing("id"), SkipReason::Missing("body")]);

    let other = world.file("other.csv", "name,price\na,1\n");
    let report = world.import(std::slice::from_ref(&other));
    assert_eq!(report.skipped, [Skip { file: other, line: None, reason: SkipReason::Missing("id") }], "said once");
}

#[test]
fn a_csv_in_the_mainlands_own_encoding_is_named_with_its_lines_and_bytes() {
    let world = world();
    let csv = world.file("faq.csv", b"id,title,body\n1,\xcd\xcb\xbf\xee,x\n2,good,y\n");
    let report = world.import(std::slice::from_ref(&csv));
    assert_eq!(report.imported, 1);
    assert_eq!(report.skipped, [Skip { file: csv, line: Some(2), reason: SkipReason::NotUtf8 { offset: 14 } }]);
}

#[test]
fn a_row_that_never_ends_is_too_large_and_what_stood_above_it_comes_in() {
    let world = world();
    let mut bytes = b"id,title,body\n1,good,x\n2,bad,\"".to_vec();
    bytes.resize(bytes.len() + 51 * 1024 * 1024, b'x');
    let csv = world.file("faq.csv", bytes);
    let report = world.import(std::slice::from_ref(&csv));
    assert_eq!((report.imported, report.skipped.len()), (1, 1));
    assert_eq!(report.skipped[0].reason, SkipReason::TooLarge);
}
