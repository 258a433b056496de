//! Files as the programs of whoever receives them find them.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use holdfast_paper::{Cell, Column, Document, Field, Part, Table, pdf, workbook};
use std::io::Read;

fn document(rows: usize) -> Document {
    let column = |title: &str, share| Column { title: title.into(), share };
    let row = |at: usize| {
        vec![
            Cell::Text(format!("{}", 4402 + at)),
            Cell::Text("=HYPERLINK(\"http://evil\") 订单被重复扣款，客户要求当天退款".into()),
            Cell::Time("14:05".into(), 46_353.586_8),
            Cell::Span("1 小时 20 分".into(), 80.0),
        ]
    };
    Document {
        language: "zh-Hans".into(),
        title: "故障影响报告".into(),
        lines: vec!["团队服务器 · 2026-11-27 13:58 至 17:58".into()],
        parts: vec![
            Part::Heading("概况".into()),
            Part::Text("系统中断了四小时。".repeat(20)),
            Part::Facts(vec![
                ("涉及工单".into(), Cell::Whole(40)),
                ("最长等待".into(), Cell::Span("3 小时".into(), 180.0)),
                ("原因".into(), Cell::None),
            ]),
            Part::Table(Table {
                name: "超时: 全部/所有".into(),
                columns: vec![column("工单", 0.7), column("主题", 3.0), column("时间", 1.0), column("等待", 1.0)],
                rows: (0..rows).map(row).collect(),
                empty: "没有".into(),
            }),
            Part::Page,
            Part::Fields(vec![Field::write("来电人", 1.0, 1), Field::tick("紧急程度", 2.0, vec!["一般".into(), "紧急".into()])]),
        ],
        foot: "Holdfast".into(),
    }
}

#[test]
fn pages_carry_their_font_and_a_long_table_goes_on_over_them() {
    let file = pdf(&document(120)).unwrap();
    assert!(file.starts_with(b"%PDF-"));
    let pages = |file: &[u8]| String::from_utf8_lossy(file).split("/Count ").nth(1).and_then(|rest| rest.split('/').next()?.parse::<u32>().ok());
    assert_eq!((pages(&pdf(&document(3)).unwrap()), pages(&file)), (Some(2), Some(5)));
    assert!(file.len() < 600_000, "only the characters that are used are in it: {} bytes", file.len());
}

#[test]
fn a_workbook_has_a_sheet_for_each_table_and_takes_no_words_for_a_formula() {
    let file = workbook(&document(3)).unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        parts.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let book = read("xl/workbook.xml");
    assert!(book.contains("name=\"故障影响报告\"") && book.contains("name=\"超时 全部所有\""), "{book}");
    let sheet = read("xl/worksheets/sheet2.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(sheet.contains("<v>80</v>") && sheet.contains("<v>46353.5868</v>"), "{sheet}");
    assert!(read("xl/sharedStrings.xml").contains("=HYPERLINK"));
    assert!(read("xl/worksheets/sheet1.xml").contains("<v>40</v>"));
}

#[test]
fn what_no_font_can_write_is_said_and_nothing_is_written_in_boxes() {
    let unwritable = Document { title: "\u{10ffff}\u{e777}\u{10fffe}\u{e778}".into(), language: "en".into(), ..Document::default() };
    assert!(matches!(pdf(&unwritable), Err(holdfast_paper::PaperError::NoFont)));
}
