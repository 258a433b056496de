//! Taking articles out and bringing them in again: nothing is lost on the way, and nothing else is touched.

use crate::import::{NOW, World, world};
use holdfast_domain::{AgentId, Article, ArticleId, ArticleKind, Content, Language, Purpose, Timestamp};
use holdfast_server::export::{ExportError, ExportFormat, ExportOptions, ExportReport, export};
use holdfast_server::import::{ArticleOptions, articles};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const FORMATS: [ExportFormat; 5] = [ExportFormat::Markdown, ExportFormat::Html, ExportFormat::Docx, ExportFormat::JsonLines, ExportFormat::Csv];

fn id(number: u8) -> ArticleId {
    ArticleId::new(NOW, [number; 10])
}

fn content(title: &str, body: &str) -> Content {
    Content::new(ArticleKind::Faq, Language::Simplified, title.to_owned(), body.to_owned())
}

/// Articles that are hard to write down.
fn hard() -> Vec<Article> {
    let full = Content {
        questions: vec!["怎么退|款?".to_owned(), "how \"long\"\\".to_owned(), "- - -".to_owned()],
        answer: "=SUM(1)\n第二行\r\n---\n# no heading".to_owned(),
        category: Some("refund/late".to_owned()),
        kind: ArticleKind::FactSheet,
        language: Language::Traditional,
        valid_from: Some(Timestamp::from_millis(1_700_000_000_123)),
        valid_until: Some(Timestamp::from_millis(1_900_000_000_000)),
        review_at: Some(NOW),
        pinned: true,
        purpose: Some(Purpose::Vocabulary),
        shortcut: Some("/tk".to_owned()),
        variant_of: Some(id(2)),
        ..content("退款：多久？ \"a\" & <b>", "# Head\n\n- [ ] a & b\n\n| a | b |\n| --- | --- |\n| 1 | <script>alert(1)</script> |\n")
    };
    let contents = [
        full,
        content("Same", "---\nid: x\n---\n"),
        content("same", "\n\n  leading and trailing  \n\n"),
        content("CON", "'quoted"),
        content("../../etc/passwd", "+86 10"),
        content(" odd \n title\t", "</article><p>x</p> \"quoted\" &amp; &#10; ```\ncode\n```\n"),
        content("true", "null"),
    ];
    (1..).zip(contents).map(|(number, content)| Article { version: u32::from(number), ..Article::new(id(number), content, 1, NOW) }).collect()
}

fn team(articles: &[Article]) -> World {
    let world = world();
    articles.iter().for_each(|article| world.changes(article.clone()));
    world
}

fn exports(world: &World, format: ExportFormat, name: &str, overwrite: bool) -> Result<(ExportReport, PathBuf), ExportError> {
    let to = world.folder.path().join(name);
    Ok((export(&world.ledger, &to, ExportOptions { format, overwrite })?, to))
}

/// As the ending says, though the name of the file has none.
fn name(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Markdown => "md",
        ExportFormat::Html => "html",
        ExportFormat::Docx => "docx",
        ExportFormat::JsonLines => "all.jsonl",
        ExportFormat::Csv => "all.csv",
    }
}

fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => files.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    files.sort();
    files
}

#[test]
fn an_export_makes_the_same_articles_in_an_empty_team_and_changes_nothing_in_this_one() {
    let articles = hard();
    for format in FORMATS {
        let here = team(&articles);
        let (report, to) = exports(&here, format, name(format), false).unwrap();
        assert_eq!((report.written, report.personal), (7, 0), "{format:?}");
        let again = here.import(std::slice::from_ref(&to));
        assert_eq!((again.imported, again.updated, again.unchanged, again.skipped.as_slice()), (0, 0, 7, [].as_slice()), "{format:?}");

        let there = world();
        let came = there.import(&[to]);
        assert_eq!((came.imported, came.skipped.as_slice(), came.ignored.as_slice()), (7, [].as_slice(), [].as_slice()), "{format:?}");
        let by_id = |mut articles: Vec<Article>| {
            articles.sort_by_key(|article| article.id);
            articles.into_iter().map(|article| (article.id, article.content, article.updated_at)).collect::<Vec<_>>()
        };
        assert_eq!(by_id(there.articles()), by_id(articles.clone()), "{format:?}");
    }
}

#[test]
fn whatever_an_article_says_comes_back_to_the_letter() {
    const WORDS: [&str; 34] = [
        "a",
        "退",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "#",
        "# ",
        "---",
        "---\n",
        "- ",
        "|",
        "\\",
        "\"",
        "'",
        "<",
        ">",
        "&",
        "&amp;",
        "<p>",
        "</article>",
        "</h1>",
        "</head>",
        "`",
        "```\n",
        "~",
        "null",
        ": ",
        "[",
        "]",
        "=",
        "\u{feff}",
    ];
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut text = |most: usize| {
        let words: Vec<&str> = (0..random.random_range(0..most)).map(|_| WORDS[random.random_range(0..WORDS.len())]).collect();
        words.concat()
    };
    let articles: Vec<Article> = (0..150)
        .map(|number| {
            let filled = |text: String| if text.trim().is_empty() { format!("{text}x") } else { text };
            let content = Content {
                answer: text(8),
                questions: [text(5), text(5)].into_iter().filter(|question| !question.trim().is_empty()).collect(),
                category: Some(text(4).trim().to_owned()).filter(|key| !key.is_empty()),
                shortcut: Some(text(4)).filter(|word| !word.trim().is_empty()),
                ..content(&filled(text(6)), &filled(text(20)))
            };
            Article::new(id(number), content, 1, NOW)
        })
        .collect();
    for format in FORMATS {
        let here = team(&articles);
        let (_, to) = exports(&here, format, name(format), false).unwrap();
        let there = world();
        assert_eq!(there.import(&[to]).skipped, [], "{format:?}");
        let came = there.articles();
        for article in &articles {
            let found = came.iter().find(|found| found.id == article.id).unwrap();
            assert_eq!(found.content, article.content, "{format:?}");
        }
    }
}

#[test]
fn pages_lie_by_category_under_names_that_every_computer_takes() {
    let here = team(&hard());
    let (_, to) = exports(&here, ExportFormat::Markdown, "md", false).unwrap();
    let expected = ["Same.md", "_CON.md", "etc passwd.md", "odd title.md", "refund late/退款：多久？ a & b.md", "same (2).md", "true.md"];
    assert_eq!(files(&to), expected);
    let page = std::fs::read_to_string(to.join(expected[4])).unwrap();
    for line in ["lang: zh-Hant", "kind: factSheet", "category: refund/late", "version: 1", "updated: 2026-09-21", "questions: [", "# 退款"] {
        assert!(page.contains(&format!("\n{line}")), "{line} in {page}");
    }
    let (_, to) = exports(&here, ExportFormat::Html, "html", false).unwrap();
    let page = std::fs::read_to_string(to.join("refund late/退款：多久？ a & b.html")).unwrap();
    let shown = page.split_once("<body>").unwrap().1;
    assert!(!shown.contains("<script") && shown.contains("<table>") && page.contains("<html lang=\"zh-Hant\">"));
}

#[test]
fn what_is_ones_own_unpublished_or_taken_back_stays_inside_and_is_counted() {
    let own = Content { personal: Some(AgentId::new(NOW, [9; 10])), ..content("secret-own", "x") };
    let articles = [
        Article::new(id(1), content("open", "x"), 1, NOW),
        Article::new(id(2), own, 1, NOW),
        Article::new(id(3), content("secret-suggested", "x"), 0, NOW),
        Article { withdrawn_at: Some(NOW), ..Article::new(id(4), content("secret-withdrawn", "x"), 2, NOW) },
    ];
    let here = team(&articles);
    for format in FORMATS {
        let (report, to) = exports(&here, format, name(format), false).unwrap();
        assert_eq!(report, ExportReport { written: 1, personal: 1, unpublished: 1, withdrawn: 1, without_files: 0 });
        let written = if to.is_dir() { files(&to).into_iter().map(|file| to.join(file)).collect() } else { vec![to] };
        assert_eq!(written.len(), 1, "and nothing half written");
        assert!(!String::from_utf8_lossy(&std::fs::read(&written[0]).unwrap()).contains("secret"));
    }
}

#[test]
fn what_was_not_exported_from_here_is_never_touched() {
    let here = team(&hard());
    let kept = here.file("md/Same.md", "a page of somebody's own");
    here.file("md/refund late/notes.txt", "notes");
    assert!(matches!(exports(&here, ExportFormat::Markdown, "md", false), Err(ExportError::Occupied(_))));
    assert_eq!(files(&here.folder.path().join("md")).len(), 2, "nothing was written");
    let (_, to) = exports(&here, ExportFormat::Markdown, "md", true).unwrap();
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "a page of somebody's own");
    assert_eq!(files(&to).len(), 2 + 7);

    for (format, name) in [(ExportFormat::Csv, "own.csv"), (ExportFormat::JsonLines, "own.jsonl")] {
        let own = here.file(name, "id,mine\n1,2\n");
        assert!(matches!(exports(&here, format, name, false), Err(ExportError::Occupied(_))));
        assert!(matches!(exports(&here, format, name, true), Err(ExportError::Foreign(_))));
        assert_eq!(std::fs::read_to_string(own).unwrap(), "id,mine\n1,2\n");
    }
    assert!(matches!(exports(&here, ExportFormat::Csv, "md", true), Err(ExportError::Foreign(_))), "a folder is no file");
    assert!(matches!(exports(&here, ExportFormat::Html, "own.csv", true), Err(ExportError::File { .. })), "a file is no folder");
}

#[test]
fn an_export_over_an_earlier_one_leaves_no_page_twice() {
    let here = team(&hard());
    for format in FORMATS {
        exports(&here, format, name(format), false).unwrap();
    }
    let renamed = Article { version: 9, content: content("Another title", "x"), ..hard().remove(1) };
    here.changes(renamed);
    for format in FORMATS {
        let (report, to) = exports(&here, format, name(format), true).unwrap();
        assert_eq!(report.written, 7);
        let again = here.import(&[to]);
        assert_eq!((again.unchanged, again.skipped.len()), (7, 0), "{format:?}");
    }
    assert!(!files(&here.folder.path().join("md")).contains(&"Same.md".to_owned()));
}

#[test]
fn what_a_person_writes_on_an_exported_page_is_what_comes_in() {
    for (format, ending, old, new) in
        [(ExportFormat::Html, "html", "<p>Seven days</p>", "<p>Ten days</p>"), (ExportFormat::Markdown, "md", "\nSeven days", "\nTen days")]
    {
        let here = team(&[Article::new(id(1), Content { category: Some("x".to_owned()), ..content("Refund", "Seven days") }, 1, NOW)]);
        let (_, to) = exports(&here, format, "out", false).unwrap();
        let page = to.join(format!("x/Refund.{ending}"));
        std::fs::write(&page, std::fs::read_to_string(&page).unwrap().replace(old, new).replace('\n', "\r\n")).unwrap();
        let report = articles(&here.ledger, &[to], ArticleOptions::default(), NOW).unwrap();
        assert_eq!((report.updated, report.skipped.len()), (1, 0), "{format:?}");
        let article = here.articles().remove(0);
        assert_eq!((article.id, article.version), (id(1), 2));
        assert_eq!((article.content.title.as_str(), article.content.body.as_str()), ("Refund", "Ten days"));
        assert_eq!(article.content.category.as_deref(), Some("x"));
    }
}

/// The document as another program may save it: every part packed again, data of others renamed and escaped otherwise.
fn saved_anew(document: &[u8], old: &str, new: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in (0..from.len()).rev() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().replace("item1.xml", "item3.xml");
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if let Some((before, rest)) = text.split_once("<![CDATA[") {
            let (inside, after) = rest.split_once("]]>").unwrap();
            let escaped = inside.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            text = format!("{before}{escaped}{after}");
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(text.replace(old, new).as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn what_a_person_writes_in_an_exported_document_is_what_comes_in() {
    let here = team(&[Article::new(id(1), Content { category: Some("x".to_owned()), ..content("Refund", "# How\n\nSeven **whole** days") }, 1, NOW)]);
    let (_, to) = exports(&here, ExportFormat::Docx, "out", false).unwrap();
    let page = to.join("x/Refund.docx");
    let document = std::fs::read(&page).unwrap();
    std::fs::write(&page, saved_anew(&document, "no such words", "")).unwrap();
    let report = here.import(std::slice::from_ref(&to));
    assert_eq!((report.unchanged, report.skipped.len()), (1, 0), "saved without a change");
    std::fs::write(&page, saved_anew(&document, ">Seven ", ">Ten ")).unwrap();
    let report = articles(&here.ledger, &[to], ArticleOptions::default(), NOW).unwrap();
    assert_eq!((report.updated, report.skipped.len()), (1, 0));
    let article = here.articles().remove(0);
    assert_eq!((article.id, article.version, article.content.title.as_str()), (id(1), 2, "Refund"));
    assert!(article.content.body.contains("Ten whole days"), "{}", article.content.body);
    assert_eq!(article.content.category.as_deref(), Some("x"));
}

#[test]
fn the_command_line_previews_imports_and_exports_in_the_readers_language() {
    let world = world();
    let said = |language: &str, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_holdfast-server")).args(arguments).env("LC_ALL", language).output().unwrap();
        (output.status.success(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
    };
    let path = |name: &str| world.folder.path().join(name).to_str().unwrap().to_owned();
    let (data, csv, out) = (path("data"), path("a.csv"), path("out"));
    world.file("a.csv", "id,title,body,colour\n1,Refund,Seven days,red\n2,Exchange\n");

    let (is_done, text) = said("C", &["import", "articles", "--data", &path("nowhere"), "--preview", &csv]);
    assert!(!is_done && text.contains("no team") && !world.folder.path().join("nowhere").exists(), "{text}");
    let (is_done, text) = said("C", &["import", "articles", "--data", &data, "--preview", &csv]);
    assert!(is_done && text.contains("new: Refund") && text.contains("Nothing was stored") && text.contains("colour"), "{text}");
    assert!(text.contains("line 3") && world.articles().is_empty(), "{text}");
    let (_, text) = said("zh_CN.UTF-8", &["import", "articles", "--data", &data, &csv]);
    assert!(text.contains("导入 1") && text.contains("已忽略：colour"), "{text}");

    let (is_done, text) = said("zh_TW.UTF-8", &["export", "articles", "--data", &data, "--format", "md", &out]);
    assert!(is_done && text.contains("已匯出 1"), "{text}");
    let (is_done, text) = said("C", &["export", "articles", "--data", &data, "--format", "md", &out]);
    assert!(!is_done && text.contains("--overwrite"), "{text}");
    assert!(said("C", &["export", "articles", "--data", &data, "--format", "md", "--overwrite", &out]).0);
}
