//! Word documents: what comes out of them, and what is done to them by those who wish us ill.

use super::{World, world};
use holdfast_server::import::{DocumentFault, Skip, SkipReason};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:styleId="a3"><w:name w:val="Title"/></w:style>
    <w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:styleId="2"><w:name w:val="我的标题"/><w:basedOn w:val="base"/></w:style>
    <w:style w:styleId="base"><w:name w:val="base"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:styleId="10"><w:name w:val="toc 1"/></w:style>
    <w:style w:styleId="round"><w:name w:val="round"/><w:basedOn w:val="round"/></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
    <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="chineseCounting"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn xml(body: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#)
}

fn document(body: &str) -> Vec<u8> {
    package(&[("word/document.xml", xml(body).as_bytes()), ("word/styles.xml", STYLES.as_bytes()), ("word/numbering.xml", NUMBERING.as_bytes())])
}

fn paragraph(marks: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr>{marks}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn styled(style: &str, text: &str) -> String {
    paragraph(&format!(r#"<w:pStyle w:val="{style}"/>"#), text)
}

fn item(list: u8, level: u8, text: &str) -> String {
    paragraph(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), text)
}

impl World {
    fn is_refused(&self, bytes: impl AsRef<[u8]>, fault: DocumentFault) {
        let file = self.file("bad.docx", bytes);
        let report = self.import(std::slice::from_ref(&file));
        assert_eq!(report.skipped, [Skip { file, line: None, reason: SkipReason::Document(fault) }]);
        assert_eq!((report.imported, self.articles().len()), (0, 0));
    }
}

#[test]
fn a_document_comes_in_with_its_headings_lists_and_tables_and_twice_is_once() {
    let world = world();
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let body = [
        styled("a3", "退款 &amp; 换货&#33;"),
        styled("10", "一、流程\t1"),
        styled("1", "流程"),
        "<w:p><w:r><w:t>七天</w:t></w:r><w:del><w:r><w:delText>八天</w:delText><w:t>九天</w:t></w:r></w:del><w:ins><w:r><w:t>内</w:t><w:br/><w:t>可退</w:t></w:r></w:ins></w:p>".to_owned(),
        item(1, 0, "填单"),
        item(1, 1, "拍照"),
        item(1, 0, "寄回"),
        item(2, 0, "第五"),
        styled("2", "费用"),
        format!("<w:tbl>{}{}<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>", row(&["地区", "运费"]), row(&["a|b", "十元"]), paragraph("", "合计")),
        format!("<w:tbl>{}</w:tbl>", row(&["一格"])),
        r#"<w:p><w:r><w:drawing><a:graphic xmlns:a="a"><pic:pic xmlns:pic="p"/></a:graphic></w:drawing></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>框里</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"#.to_owned(),
        styled("round", "完"),
    ]
    .concat();
    let file = world.file("kb/退款.docx", document(&body));
    let kb = world.folder.path().join("kb");
    let report = world.import(std::slice::from_ref(&kb));
    assert_eq!((report.imported, report.left_out, report.skipped.as_slice()), (1, 2, [].as_slice()));
    let article = world.articles().remove(0);
    assert_eq!(article.content.title, "退款 & 换货!");
    let expected = "## 流程\n\n七天内\n可退\n\n1. 填单\n   - 拍照\n2. 寄回\n5. 第五\n\n### 费用\n\n\
                    | 地区 | 运费 |\n| --- | --- |\n| a\\|b | 十元 |\n| 合计 |  |\n\n一格\n\n框里\n\n完";
    assert_eq!(article.content.body, expected);

    assert_eq!(world.import(std::slice::from_ref(&kb)).unchanged, 1);
    std::fs::write(file, document(&styled("a3", "退款").replace("</w:p>", "</w:p><w:p><w:r><w:t>十五天内</w:t></w:r></w:p>"))).unwrap();
    assert_eq!(world.import(&[kb]).updated, 1);
    let again = world.articles().remove(0);
    assert_eq!((again.id, again.version, again.content.body.as_str()), (article.id, 2, "十五天内"));
}

#[test]
fn a_document_without_styles_or_under_another_name_is_read_by_what_it_has() {
    let world = world();
    let links = r#"<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let body = xml(&(paragraph("", "before") + &styled("Heading1", "Steps") + &paragraph("", "after")));
    let file = world.file("a.docx", package(&[("_rels/.rels", links.as_bytes()), ("word/document2.xml", body.as_bytes())]));
    assert_eq!(world.import(&[file]).imported, 1);
    let content = world.articles().remove(0).content;
    assert_eq!((content.title.as_str(), content.body.as_str()), ("Steps", "before\n\n## Steps\n\nafter"));
    let bare = world.file("Only text.docx", document(&paragraph("", "text")));
    assert_eq!(world.import(&[bare]).imported, 1);
    assert!(world.articles().iter().any(|article| article.content.title == "Only text"));
    let empty = world.file("empty.docx", document(&paragraph("", " ")));
    assert_eq!(world.import(std::slice::from_ref(&empty)).skipped, [Skip { file: empty, line: None, reason: SkipReason::Empty }]);
}

#[test]
fn a_zip_bomb_is_counted_while_it_is_unpacked_whatever_size_it_states() {
    let world = world();
    let huge = xml(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(60 * 1024 * 1024)));
    let bomb = package(&[("word/document.xml", huge.as_bytes())]);
    assert!(bomb.len() < 100_000, "it is small: {}", bomb.len());
    world.is_refused(&bomb, DocumentFault::Bomb);
    // The same, stating a hundred bytes wherever its size is stated.
    let size = u32::try_from(huge.len()).unwrap().to_le_bytes();
    let mut lying = bomb;
    let places: Vec<usize> = (0..lying.len() - 3).filter(|at| lying[*at..*at + 4] == size).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    world.is_refused(&lying, DocumentFault::Bomb);
    // Several parts share the room.
    let half = format!("<w:styles>{}</w:styles>", " ".repeat(30 * 1024 * 1024));
    world.is_refused(package(&[("word/document.xml", half.as_bytes()), ("word/styles.xml", half.as_bytes())]), DocumentFault::Bomb);
}

/// A package whose document is a space, and the one before it 258 times more, again and again, in 13 bits each.
fn bomb_of_gigabytes() -> Vec<u8> {
    // The last block, in the fixed code, and the space; then length 258 at distance 1. Eight of these are 13 bytes.
    let again = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0];
    let bits = [[1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0].as_slice(), &again.repeat(8)].concat();
    let byte = |bits: &[u8]| bits.iter().rev().fold(0_u8, |byte, bit| (byte << 1) | bit);
    let round: Vec<u8> = bits[8..112].chunks(8).map(byte).collect();
    let stream = [vec![byte(&bits[..8])], round.repeat(800_000)].concat();
    let name = b"word/document.xml";
    let size = |bytes: usize| u32::try_from(bytes).unwrap().to_le_bytes();
    let sizes = [[0; 4], size(stream.len()), size(100), size(name.len())].concat();
    let local = [b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".as_slice(), &sizes, name, &stream].concat();
    let central = [b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0".as_slice(), &sizes, &[0; 14], name].concat();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &size(central.len()), &size(local.len()), &[0, 0]].concat();
    [local, central, end].concat()
}

#[test]
fn no_more_of_a_zip_bomb_is_unpacked_than_there_is_room_for() {
    let bomb = bomb_of_gigabytes();
    assert!(bomb.len() < 11 * 1024 * 1024);
    world().is_refused(bomb, DocumentFault::Bomb);
    // Other tests of this process may hold hundreds of megabytes.
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kilobytes: u64 = most.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kilobytes < 1_000_000, "{kilobytes} kB");
    }
}

#[test]
fn what_no_word_processor_builds_is_refused() {
    let world = world();
    let deep = xml(&("<w:sdt>".repeat(100_000) + &"</w:sdt>".repeat(100_000)));
    world.is_refused(package(&[("word/document.xml", deep.as_bytes())]), DocumentFault::Strange);
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><w:document><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:document>"#;
    world.is_refused(package(&[("word/document.xml", laughs.as_bytes())]), DocumentFault::Strange);
    world.is_refused(package(&[("word/document.xml", xml("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>").as_bytes())]), DocumentFault::Strange);
    let names: Vec<String> = (0..10_001).map(|at| at.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    world.is_refused(package(&parts), DocumentFault::Strange);
}

#[test]
fn a_broken_locked_or_renamed_document_is_told_apart() {
    let world = world();
    world.is_refused("plain text", DocumentFault::NotWord);
    world.is_refused(package(&[("word/other.xml", b"<a/>")]), DocumentFault::NoDocument);
    world.is_refused(package(&[("xl/workbook.xml", b"<a/>")]), DocumentFault::NoDocument);
    let good = document(&paragraph("", "text"));
    world.is_refused(&good[..good.len() / 2], DocumentFault::Damaged);
    world.is_refused(package(&[("word/document.xml", b"<w:document><w:p>")]), DocumentFault::Damaged);
    world.is_refused(package(&[("word/document.xml", b"<w:document>\xcd\xcb</w:document>")]), DocumentFault::Damaged);

    let old = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].as_slice(), &[0; 504], &name].concat()
    };
    world.is_refused(old("WordDocument"), DocumentFault::Old);
    world.is_refused(old("EncryptedPackage"), DocumentFault::Locked);
}

#[test]
fn a_table_of_a_long_row_and_many_short_ones_does_not_grow_by_the_square() {
    let world = world();
    let mut table = String::from("<w:tbl><w:tr>");
    table.push_str(&"<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>".repeat(5_000));
    table.push_str("</w:tr>");
    for row in 0..5_000 {
        write!(table, "<w:tr><w:tc><w:p><w:r><w:t>{row}</w:t></w:r></w:p></w:tc></w:tr>").unwrap();
    }
    let file = world.file("wide.docx", document(&(table + "</w:tbl>")));
    assert_eq!(world.import(&[file]).imported, 1);
    assert!(world.articles()[0].content.body.len() < 200_000);
}
