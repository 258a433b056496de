//! Bringing in real input: what comes in, what is reported, what importing twice does.

mod again;
mod docx;
mod rows;

use holdfast_domain::{Article, Language, Ticket, Timestamp};
use holdfast_protocol::{Row, RowKind};
use holdfast_server::import::{ArticleOptions, Report, Skip, SkipReason, TicketOptions, articles, strip_glosses, tickets};
use holdfast_server::ledger::{Ledger, PageLimit, SqliteLedger};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

pub const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

pub struct World {
    pub folder: TempDir,
    pub ledger: SqliteLedger,
}

pub fn world() -> World {
    let folder = TempDir::new().unwrap();
    let ledger = SqliteLedger::open(&folder.path().join("data"), None, "epoch").unwrap();
    World { folder, ledger }
}

impl World {
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn import(&self, paths: &[PathBuf]) -> Report {
        self.imports(paths, ArticleOptions::default())
    }

    pub fn imports(&self, paths: &[PathBuf], options: ArticleOptions) -> Report {
        articles(&self.ledger, paths, options, NOW).unwrap()
    }

    /// What an article became by the work of people.
    pub fn changes(&self, article: Article) {
        let mut transaction = self.ledger.begin().unwrap();
        transaction.put(&Row::Article(Arc::new(article))).unwrap();
        transaction.commit().unwrap();
    }

    fn rows(&self) -> Vec<Row> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = self.ledger.bootstrap(after, PageLimit { rows: 4_000, bytes: 1 << 30 }, None).unwrap();
            rows.extend(page.changes.iter().map(|change| serde_json::from_str::<Row>(&serde_json::to_string(&change.row).unwrap()).unwrap()));
            after = page.next;
            if after.is_none() {
                return rows;
            }
        }
    }

    pub fn articles(&self) -> Vec<Article> {
        self.rows().into_iter().filter_map(|row| if let Row::Article(article) = row { Some(Article::clone(&article)) } else { None }).collect()
    }

    fn tickets(&self) -> Vec<Ticket> {
        self.rows().into_iter().filter_map(|row| if let Row::Ticket(ticket) = row { Some(Ticket::clone(&ticket)) } else { None }).collect()
    }
}

fn handbook(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/handbook").join(name);
    path.exists().then_some(path)
}

#[test]
fn the_plans_say_again_what_their_glosses_hid() {
    let counts = [
        ("ecommerce-service-quality-plan.txt", [("服務質量", 43), ("響應速度", 28)].as_slice()),
        ("communication-process-plan.txt", &[("優化", 15), ("數據", 5), ("協作看板", 1)]),
        ("campaign-response-plan.txt", &[("后臺", 5)]),
    ];
    for (name, words) in counts {
        let Some(path) = handbook(name) else { return };
        let text = strip_glosses(&std::fs::read_to_string(path).unwrap());
        for (word, count) in words {
            assert_eq!(text.matches(word).count(), *count, "{word} in {name}");
        }
    }
}

#[test]
fn the_plans_come_in_as_sections_without_notices_and_with_their_damage_flagged() {
    let Some(folder) = handbook("campaign-response-plan.txt").and_then(|path| path.parent().map(Path::to_owned)) else { return };
    let world = world();
    let report = world.import(&[folder]);
    assert!(report.skipped.is_empty());
    let articles = world.articles();
    let of = |title: &str| articles.iter().filter(|article| article.content.title.starts_with(title)).collect::<Vec<_>>();
    assert_eq!(of("客服回應活動方案").len(), 9);
    assert_eq!(of("電商客戶服務質量提升方案").len(), 11);
    assert_eq!(of("24小时客户服务保障方案").len(), 3);
    assert_eq!(of("虛擬產品客服管理制度").len(), 1);
    // PRODUCT §0: four runs of lost bytes and two private-use characters in the first plan, and so on. Half-eaten
    // glosses (釘?shù), 展?jié)) are flagged besides.
    let flags = |title: &str| of(title).iter().map(|article| article.flagged.len()).sum::<usize>();
    assert_eq!(flags("客服回應活動方案"), 4 + 2);
    assert_eq!(flags("客戶服務部門溝通流程優化方案"), 1 + 1);
    assert_eq!(flags("電商客戶服務質量提升方案"), 1 + 1);
    assert_eq!(flags("24小时客户服务保障方案"), 0);
    assert_eq!(usize::try_from(report.flagged).unwrap(), 10);
    let all: String = articles.iter().map(|article| format!("{}\n{}\n", article.content.title, article.content.body)).collect();
    for notice in ["人人文庫", "book118", "下載本文檔", "第1頁", "VIP文档", "評論", "(yōu)", "TOC"] {
        assert!(!all.contains(notice), "{notice} is still there");
    }
    // Damaged text is shown as it came.
    assert!(all.contains("確??蛻粼"));
    assert_eq!(all.matches("后臺").count(), 5);
    assert!(of("24小时").iter().all(|article| article.content.language == Language::Simplified));
    assert!(of("電商").iter().all(|article| article.content.language == Language::Traditional));
}

#[test]
fn importing_twice_changes_nothing_and_a_changed_article_gets_the_next_version() {
    let world = world();
    let faq = world.file(
        "kb/faq.jsonl",
        "{\"id\":1,\"title\":\"退款\",\"body\":\"七天内可退\"}\n{\"id\":\"b\",\"title\":\"Refund\",\"body\":\"Within seven days\"}\n",
    );
    let page = world.file("kb/deep/page.html", "<title>換貨</title><p>請於七天內申請換貨<script>alert(1)</script></p>");
    world.file("kb/note.md", "# 发票\n\n电子发票当天开");
    world.file("kb/.hidden.txt", "not meant");
    let kb = world.folder.path().join("kb");
    assert_eq!(world.import(std::slice::from_ref(&kb)).imported, 4);
    let again = world.import(std::slice::from_ref(&kb));
    assert_eq!((again.imported, again.updated, again.unchanged), (0, 0, 4));
    std::fs::write(&faq, "{\"id\":1,\"title\":\"退款\",\"body\":\"十五天内可退\"}\n").unwrap();
    let changed = world.import(&[kb]);
    assert_eq!((changed.imported, changed.updated, changed.unchanged), (0, 1, 2));
    let articles = world.articles();
    assert_eq!(articles.len(), 4);
    let refund = articles.iter().find(|article| article.content.title == "退款").unwrap();
    assert_eq!((refund.version, refund.content.body.as_str()), (2, "十五天内可退"));
    assert!(articles.iter().any(|article| article.content.title == "換貨"
        && article.content.language == Language::Traditional
        && !article.content.body.contains("alert")));
    assert!(page.exists());
}

#[test]
fn a_line_that_is_not_json_is_named_and_the_rest_comes_in_or_nothing() {
    let world = world();
    let path = world.file(
        "a.jsonl",
        "{\"id\":1,\"title\":\"A\",\"body\":\"a\"}\nnot json\n{\"id\":2,\"title\":\"B\"}\n\n{\"id\":3,\"title\":\"C\",\"body\":\"c\"}",
    );
    let expected = [
        Skip { file: path.clone(), line: Some(2), reason: SkipReason::NotJson },
        Skip { file: path.clone(), line: Some(3), reason: SkipReason::Missing("body") },
    ];
    let nothing =
        articles(&world.ledger, std::slice::from_ref(&path), ArticleOptions { all_or_nothing: true, ..ArticleOptions::default() }, NOW).unwrap();
    assert!(nothing.refused && nothing.skipped == expected && world.articles().is_empty());
    let rest = world.import(&[path]);
    assert_eq!((rest.imported, rest.skipped.as_slice()), (2, expected.as_slice()));
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_the_byte_and_the_others_come_in() {
    let world = world();
    let bad = world.file("kb/gbk.txt", b"abc\xcd\xcb\xbf\xee");
    world.file("kb/good.txt", "好");
    let report = world.import(&[world.folder.path().join("kb")]);
    assert_eq!(report.imported, 1);
    assert_eq!(report.skipped, [Skip { file: bad, line: None, reason: SkipReason::NotUtf8 { offset: 3 } }]);
}

#[test]
fn a_long_article_comes_in_parts_and_one_beyond_fifty_megabytes_not_at_all() {
    let world = world();
    let line = "一行很长的文字，说明怎样退款。\n";
    let long = world.file("kb/long.txt", line.repeat(5 * 1024 * 1024 / line.len()));
    let report = world.import(std::slice::from_ref(&long));
    let parts = world.articles();
    assert_eq!((report.split, report.imported), (1, 3));
    let whole: usize = parts.iter().map(|part| part.content.body.matches("一行").count()).sum();
    assert_eq!(whole, 5 * 1024 * 1024 / line.len());
    for ending in ["txt", "md", "html", "docx"] {
        let huge = world.file(&format!("kb/huge.{ending}"), vec![b'x'; 51 * 1024 * 1024]);
        let report = world.import(std::slice::from_ref(&huge));
        assert_eq!(report.skipped, [Skip { file: huge, line: None, reason: SkipReason::TooLarge }]);
    }
}

#[test]
fn a_page_with_scripts_is_its_text_and_nothing_else() {
    let world = world();
    let page = world.file(
        "kb/page.html",
        "<html><head><title>Refund<script>alert(1)</script></title><script src=//evil></script></head><body onload=\"steal()\">\
         <p onclick='steal()' style='x:expression(1)'>Within <b>seven</b> days</p><img src=x onerror=alert(1)><svg onload=alert(2)><text>no</text></svg>\
         <a href=\"javascript:alert(3)\">write to us</a><iframe srcdoc='<script>alert(4)</script>'></iframe><!-- <p>hidden</p> -->\
         <p>a &lt;script&gt; is a word here</p></body></html>",
    );
    assert_eq!(world.import(&[page]).imported, 1);
    let content = &world.articles()[0].content;
    assert_eq!(content.body, "Within seven days\n\nwrite to us\n\na <script> is a word here");
    assert!(content.title.starts_with("Refund"));
}

#[test]
fn what_is_empty_or_no_text_is_named_by_file_whatever_its_ending() {
    let world = world();
    let junk: Vec<u8> = (0..4_096_u32).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect();
    for ending in ["txt", "md", "html", "jsonl", "csv", "docx"] {
        let empty = world.file(&format!("empty.{ending}"), "");
        let report = world.import(std::slice::from_ref(&empty));
        assert_eq!(report.imported, 0, "{ending}");
        // No lines are no bad line.
        assert_eq!(report.skipped.len(), usize::from(ending != "jsonl"), "{ending}");
        let binary = world.file(&format!("junk.{ending}"), &junk);
        let report = world.import(std::slice::from_ref(&binary));
        assert_eq!(report.imported, 0, "{ending}");
        assert!(!report.skipped.is_empty() && report.skipped.iter().all(|skip| skip.file == binary), "{ending}: {report:?}");
    }
}

#[test]
fn what_is_of_no_known_kind_is_said_when_it_was_named() {
    let world = world();
    let image = world.file("a.png", [0_u8; 4]);
    assert_eq!(world.import(std::slice::from_ref(&image)).skipped, [Skip { file: image, line: None, reason: SkipReason::Format }]);
    assert!(articles(&world.ledger, &[PathBuf::from("/nowhere")], ArticleOptions::default(), NOW).is_err());
}

#[test]
fn tickets_come_from_json_lines_and_csv_once() {
    let world = world();
    let jsonl =
        world.file("t.jsonl", "{\"id\":\"1\",\"subject\":\"Card\",\"body\":\"Where is it?\",\"label\":\"card_arrival\",\"src\":\"bank\"}\n{}\n");
    let csv = world.file("t.csv", "id,subject,body,label,src,customer,channel,created_at\n,no id,x,,,,,\n7,\"Refund, please\",\"Two\nlines\",refund,shop,Ann,mail,2026-01-02T03:04:05Z\n");
    let import = |path: &Path| tickets(&world.ledger, path, TicketOptions::default(), NOW).unwrap();
    let report = import(&jsonl);
    assert_eq!((report.imported, report.skipped.len()), (1, 1));
    let report = import(&csv);
    assert_eq!((report.imported, report.skipped), (1, vec![Skip { file: csv.clone(), line: Some(2), reason: SkipReason::Missing("id") }]));
    assert_eq!(import(&csv).unchanged, 1);
    assert_eq!(import(&jsonl).unchanged, 1);
    let tickets = world.tickets();
    assert_eq!(tickets.len(), 2);
    let refund = tickets.iter().find(|ticket| ticket.subject == "Refund, please").unwrap();
    assert_eq!((refund.category.as_deref(), refund.channel.name(), refund.opened_at.millis()), (Some("refund"), "mail", 1_767_323_045_000));
    assert_eq!(world.rows().iter().filter(|row| row.id().kind == RowKind::Category).count(), 2);
    assert_ne!(tickets[0].number, tickets[1].number);
}

#[test]
fn the_real_bank_tickets_come_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/tickets_en_bank.jsonl");
    if !path.exists() {
        return;
    }
    let world = world();
    let report = tickets(&world.ledger, &path, TicketOptions::default(), NOW).unwrap();
    assert_eq!((report.imported, report.skipped.len()), (13_083, 0));
}
