//! Articles at the desk: what is confirmed with what is pending over it, the few that ask for something, and how much each is used.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::Row;
use holdfast_store::*;
use std::sync::Arc;

fn content(text: &str) -> Content {
    Content::new(ArticleKind::Faq, Language::English, "Refunds".into(), text.into())
}

fn article(number: u128) -> Article {
    Article::new(ArticleId(id(0xb_0000_0000 + number)), content("Within five days."), 1, NINE)
}

fn suggests(desk: &Desk, of: ArticleId, text: &str, publish: bool) -> Operation {
    let new = NewContent { content: content(text), base: 1, why: String::new(), notice: None, publish, answers: Vec::new() };
    Operation { v: 3, about: of.into(), ..desk.operation(ticket_id(1), Action::Suggest(Box::new(new))) }
}

#[test]
fn a_suggestion_is_seen_at_once_stays_over_a_restart_and_gives_way_to_what_the_server_confirms() {
    let mut desk = Desk::new();
    let of = article(1).id;
    desk.pulls(vec![row(1, Row::Article(Arc::new(article(1))))]);
    desk.writes(suggests(&desk, of, "Within three days.", false));
    let shown = |desk: &Desk| desk.store().article(of, NINE).unwrap().unwrap();
    assert_eq!(shown(&desk).suggestions.len(), 1);
    assert_eq!(shown(&desk).content.body, "Within five days.", "nobody has published it");
    desk.open();
    assert_eq!(shown(&desk).suggestions.len(), 1);
    assert_eq!(desk.store().articles_after(None, 10).unwrap(), [article(1)], "what is confirmed stays as it is");
    let batch = desk.store().seal(10, 1_000_000, NINE).unwrap().unwrap();
    assert_eq!(batch.operations[0].about, of.into());
    let confirmed = Article { version: 2, content: content("Within four days."), ..article(1) };
    desk.changes(102, vec![row(102, Row::Article(Arc::new(confirmed)))]);
    assert_eq!((shown(&desk).version, shown(&desk).suggestions.len()), (2, 1), "and what is pending is seen over it");
}

#[test]
fn an_article_that_only_this_desk_knows_is_seen_before_anybody_has_confirmed_it() {
    let desk = Desk::new();
    let of = ArticleId(id(0xb_0000_0009));
    desk.writes(suggests(&desk, of, "Within three days.", false));
    let shown = desk.store().article(of, NINE).unwrap().unwrap();
    assert!(!shown.is_published());
    assert_eq!(desk.store().articles(ArticleFilter::Asked, NINE).unwrap().len(), 1);
    assert_eq!(desk.store().ticket(TicketId(of.0)).unwrap(), None, "it is no ticket");
}

#[test]
fn what_asks_for_something_is_found_among_thousands_without_reading_them_all() {
    let desk = Desk::new();
    let mut rows: Vec<_> = (1..=300).map(|number| row(1, Row::Article(Arc::new(article(number))))).collect();
    let notice = Article { notice: Some(ChangeNotice { what: "Changed".into(), ..ChangeNotice::default() }), ..article(301) };
    let pinned = Article { content: Content { pinned: true, ..content("Pinned.") }, ..article(302) };
    let dated = Article { content: Content { review_at: Some(NINE), ..content("Dated.") }, ..article(303) };
    let script = Article { content: Content { shortcut: Some("hi".into()), kind: ArticleKind::Script, ..content("Hello.") }, ..article(304) };
    let variant =
        Article { content: Content { variant_of: Some(article(1).id), language: Language::Simplified, ..content("五天内。") }, ..article(305) };
    rows.extend([&notice, &pinned, &dated, &script, &variant].map(|one| row(1, Row::Article(Arc::new(one.clone())))));
    desk.pulls(rows);
    let of = |filter| desk.store().articles(filter, NINE).unwrap().into_iter().map(|article| article.id).collect::<Vec<_>>();
    assert_eq!(of(ArticleFilter::Notices), [notice.id]);
    assert_eq!(of(ArticleFilter::Pinned), [pinned.id]);
    assert_eq!(of(ArticleFilter::Asked), [dated.id]);
    assert_eq!(of(ArticleFilter::Shortcuts), [script.id]);
    assert_eq!(of(ArticleFilter::VariantsOf(article(1).id)), [article(1).id, variant.id]);
}

#[test]
fn how_much_an_article_is_used_is_counted_from_the_replies_that_quote_it() {
    let desk = Desk::new();
    let of = article(1).id;
    let reply = |number: u128, at: i64| Message {
        articles: vec![of],
        kind: MessageKind::Reply,
        at: NINE.plus_minutes(at),
        ..Message::clone(&message(number, ticket_id(1), "Within five days.", 1))
    };
    desk.pulls(vec![ticket_row(1, ticket(1)), row(1, Row::Article(Arc::new(article(1)))), message_row(1, reply(1, 0)), message_row(1, reply(2, 60))]);
    let uses = |since: i64| desk.store().uses_since(&[of], NINE.plus_minutes(since)).unwrap()[&of];
    assert_eq!((uses(-1), uses(30), uses(90)), (2, 1, 0));
}
