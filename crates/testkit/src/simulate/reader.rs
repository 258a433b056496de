//! What a person of the simulation does to articles: suggests, decides, asks, reads.

use holdfast_domain::{Action, Article, ArticleId, ArticleKind, ChangeNotice, Content, Language, NewContent, TicketId, Timestamp};
use rand::{Rng, RngExt};

use super::store::DeskStore;

/// A text that nobody else writes.
pub fn words(rng: &mut impl Rng) -> String {
    format!("words {:016x}", rng.random::<u64>())
}

pub fn content(body: String) -> Content {
    Content::new(ArticleKind::Faq, Language::English, "Simulated".to_owned(), body)
}

/// Something to do about an article of this desk, or a new one.
pub fn acts(store: &mut dyn DeskStore, now: Timestamp, ticket: Option<TicketId>, rng: &mut impl Rng) -> (ArticleId, Action) {
    let articles = store.articles();
    if articles.is_empty() || rng.random_ratio(1, 15) {
        return (ArticleId::new(now, rng.random()), suggests(0, rng));
    }
    let id = articles[rng.random_range(0..articles.len().min(3))];
    let action = match store.article(id) {
        Some(article) => of(&article, ticket, rng),
        None => suggests(0, rng),
    };
    (id, action)
}

fn of(article: &Article, ticket: Option<TicketId>, rng: &mut impl Rng) -> Action {
    let version = article.version;
    match (rng.random_range(0..100), article.suggestions.first()) {
        (0..25, Some(kept)) => Action::Publish { suggestion: kept.id, version },
        (25..35, Some(kept)) => Action::Decline { suggestion: kept.id, why: words(rng) },
        (0..45, _) => suggests(version, rng),
        (45..65, _) => Action::Unhelpful { version, ticket },
        (65..75, _) => Action::RequestChange { text: words(rng) },
        (75..85, _) => Action::Check { version, requests: article.requests.iter().map(|request| request.id).collect(), review_at: None },
        (85..97, _) => Action::Acknowledge { version },
        _ => Action::Withdraw { version },
    }
}

fn suggests(base: u32, rng: &mut impl Rng) -> Action {
    let notice = rng.random_bool(0.3).then(|| ChangeNotice { what: words(rng), ..ChangeNotice::default() });
    let publish = rng.random_bool(0.5);
    Action::Suggest(Box::new(NewContent { base, content: content(words(rng)), why: String::new(), notice, answers: Vec::new(), publish }))
}
