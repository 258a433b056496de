//! Importing what is there already: what people have done since stays, and a preview stores nothing.

use super::{NOW, World, world};
use holdfast_domain::{AgentId, Article, ChangeNotice, ChangeRequest, Content, OperationId, Timestamp};
use holdfast_server::import::{ArticleOptions, Fate, Skip, SkipReason};
use std::path::PathBuf;

const OVERWRITE: ArticleOptions = ArticleOptions { format: None, language: None, all_or_nothing: false, overwrite: true, preview: false };
const PREVIEW: ArticleOptions = ArticleOptions { overwrite: false, preview: true, ..OVERWRITE };

fn lead() -> AgentId {
    AgentId::new(NOW, [7; 10])
}

/// A team that imported one page, and the page.
fn one_page() -> (World, PathBuf) {
    let world = world();
    let page = world.file("kb/refund.md", "# Refund\n\nWithin seven days");
    assert_eq!(world.import(std::slice::from_ref(&page)).imported, 1);
    (world, page)
}

fn edited(article: Article) -> Article {
    let content = Content { body: "Within nine days".to_owned(), pinned: true, ..article.content.clone() };
    article.rewritten(content, Vec::new(), Some(lead()), NOW)
}

#[test]
fn what_people_have_edited_is_left_to_them_and_replaced_when_asked_to() {
    let (world, page) = one_page();
    let request = ChangeRequest { id: OperationId::new(NOW, [1; 10]), by: lead(), at: NOW, text: "nine?".to_owned() };
    let worked = Article {
        owner: Some(lead()),
        notice: Some(ChangeNotice { what: "nine".to_owned(), ..ChangeNotice::default() }),
        receipts: [(lead(), NOW)].into(),
        requests: vec![request],
        ..edited(world.articles().remove(0))
    };
    world.changes(worked.clone());
    std::fs::write(&page, "# Refund\n\nWithin ten days").unwrap();
    let report = world.import(std::slice::from_ref(&page));
    assert_eq!(report.skipped, [Skip { file: page.clone(), line: None, reason: SkipReason::Edited }]);
    assert_eq!((report.updated, world.articles()), (0, vec![worked.clone()]));

    assert_eq!(world.imports(std::slice::from_ref(&page), OVERWRITE).updated, 1);
    let replaced = world.articles().remove(0);
    assert_eq!((replaced.version, replaced.content.body.as_str(), replaced.published_by), (3, "Within ten days", None));
    assert_eq!(replaced.as_of(2).unwrap().body, "Within nine days");
    assert_eq!((replaced.as_of(1).unwrap().body.as_str(), replaced.content.pinned), ("Within seven days", true));
    assert_eq!((replaced.owner, replaced.receipts, replaced.requests), (worked.owner, worked.receipts, worked.requests));
    assert_eq!(world.imports(std::slice::from_ref(&page), OVERWRITE).unchanged, 1, "the same again is no new version");
}

#[test]
fn what_was_taken_back_stays_so_unless_asked_for() {
    let (world, page) = one_page();
    world.changes(Article { withdrawn_at: Some(NOW), ..world.articles().remove(0) });
    assert_eq!(world.import(std::slice::from_ref(&page)).unchanged, 1);
    std::fs::write(&page, "# Refund\n\nWithin ten days").unwrap();
    let report = world.import(std::slice::from_ref(&page));
    assert_eq!(report.skipped, [Skip { file: page.clone(), line: None, reason: SkipReason::Withdrawn }]);
    assert_eq!(world.imports(&[page], OVERWRITE).updated, 1);
    assert_eq!(world.articles()[0].withdrawn_at, None);
}

#[test]
fn what_a_page_does_not_speak_of_stays_as_people_set_it() {
    let (world, page) = one_page();
    let article = world.articles().remove(0);
    let content = Content { category: Some("refund".to_owned()), review_at: Some(Timestamp::from_millis(5)), ..article.content.clone() };
    world.changes(Article { content, checked_at: Some(NOW), ..article });
    assert_eq!(world.import(std::slice::from_ref(&page)).unchanged, 1);
    std::fs::write(&page, "# Refund\n\nWithin ten days").unwrap();
    assert_eq!(world.import(&[page]).updated, 1);
    let content = world.articles().remove(0).content;
    assert_eq!((content.category.as_deref(), content.review_at), (Some("refund"), Some(Timestamp::from_millis(5))));
}

#[test]
fn the_same_article_from_two_files_comes_in_once_and_stays_so() {
    let world = world();
    world.file("kb/refund.md", "# Refund\n\nSeven");
    let second = world.file("kb/refund.txt", "Ten");
    let kb = [world.folder.path().join("kb")];
    for _ in 0..2 {
        assert_eq!(world.import(&kb).skipped, [Skip { file: second.clone(), line: None, reason: SkipReason::Twice }]);
    }
    assert_eq!((world.articles()[0].version, world.articles()[0].content.body.as_str()), (1, "Seven"));
}

#[test]
fn a_preview_says_what_would_be_and_stores_nothing() {
    let (world, page) = one_page();
    world.file("kb/same.md", "# Same\n\nsame");
    let kb = [world.folder.path().join("kb")];
    world.import(&kb);
    let theirs = world.file("kb/theirs.md", "# Theirs\n\nb");
    world.import(&kb);
    let article = world.articles().into_iter().find(|article| article.content.title == "Theirs").unwrap();
    world.changes(edited(article));
    std::fs::write(&theirs, "# Theirs\n\nc").unwrap();
    std::fs::write(&page, "# Refund\n\nWithin ten days").unwrap();
    world.file("kb/new.txt", "培訓確??头\u{e850}顒右");
    let bad = world.file("kb/zbad.txt", b"\xff");
    let before = world.articles();

    let report = world.imports(&kb, PREVIEW);
    assert_eq!((report.imported, report.updated, report.unchanged, report.flagged), (1, 1, 1, 2));
    let named: Vec<_> = report.named.iter().map(|(fate, title)| (*fate, title.as_str())).collect();
    assert_eq!(named, [(Fate::New, "new"), (Fate::Changed, "Refund"), (Fate::Unchanged, "Same")]);
    assert!(report.flags.len() == 2 && report.flags[0].title == "new" && report.flags[0].place.starts_with("1: "));
    let reasons: Vec<_> = report.skipped.iter().map(|skip| (skip.file.clone(), skip.reason.clone())).collect();
    assert_eq!(reasons, [(theirs, SkipReason::Edited), (bad, SkipReason::NotUtf8 { offset: 0 })]);
    assert_eq!(world.articles(), before, "nothing was stored");
    assert_eq!(world.import(&kb), report, "the import does what the preview said");
}
