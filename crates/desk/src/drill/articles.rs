//! What the person's own team has written, for the team of a drill: first its guides, procedures and words for such a day, then its
//! other articles.

use holdfast_domain::{Action, Article, ArticleId, Content, Freshness, NewContent, Timestamp};
use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::error::DeskError;
use crate::work::{Work, random};

/// So many besides the guides, those that replies used most. Each is an operation that the practice server writes down, and that the
/// desk which practises then pulls and makes an index of: so many take some seconds, which a drill may be waited for; thousands would
/// take a minute and more, for articles that hardly any caller of a drill needs.
const MOST: usize = 300;
/// So many are read at once.
const PAGE: u32 = 500;
/// So many are sent together: between two batches is looked whether the drill is still wanted.
pub(super) const BATCH: usize = 100;

/// What the drill's team is given, in that order; whoever works with the sample team has it there already.
pub(super) fn brought(real: &Work, practised: &Work) -> Result<Vec<Content>, DeskError> {
    let said = |content: &Content| (content.title.clone(), content.body.clone());
    let there: BTreeSet<_> = all(practised)?.iter().map(|article| said(&article.content)).collect();
    let is_new = |article: &Article| !there.contains(&said(&article.content));
    let guides: Vec<_> = real.guides()?.into_iter().filter(is_new).collect();
    let known: BTreeSet<ArticleId> = guides.iter().map(|article| article.id).collect();
    let now = real.now();
    let others = all(real)?.into_iter().filter(|article| !known.contains(&article.id) && is_for_all(article, now) && is_new(article)).collect();
    Ok(guides.into_iter().chain(most_used(real, others)?).map(|article| bare(article.content)).collect())
}

/// Publishes them in the drill's team, in one commit. One that is refused there holds up none of the others.
pub(super) fn publish(work: &Work, contents: &[Content]) -> Result<(), DeskError> {
    let now = work.now();
    let operation = |content: &Content| {
        let new = NewContent { content: content.clone(), base: 0, why: String::new(), notice: None, publish: true, answers: Vec::new() };
        Ok(vec![work.operation(ArticleId::new(now, random()?), Action::Suggest(Box::new(new)), None)?])
    };
    let acts = contents.iter().map(operation).collect::<Result<Vec<_>, DeskError>>()?;
    let (ends, touched) = work.store.transact_each(acts, now)?;
    let refused = ends.iter().filter(|end| end.is_err()).count();
    if refused > 0 {
        tracing::warn!(refused, "articles of the team are not brought to a drill");
    }
    work.touched(&touched);
    work.written();
    Ok(())
}

/// Those first that replies used most, and no more than [`MOST`].
fn most_used(work: &Work, mut articles: Vec<Article>) -> Result<Vec<Article>, DeskError> {
    let ids: Vec<_> = articles.iter().map(|article| article.id).collect();
    let uses = work.store.uses_since(&ids, Timestamp::from_millis(0))?;
    articles.sort_by_key(|article| (Reverse(uses.get(&article.id).copied()), Reverse(article.updated_at), article.id));
    articles.truncate(MOST);
    Ok(articles)
}

fn all(work: &Work) -> Result<Vec<Article>, DeskError> {
    let mut all: Vec<Article> = Vec::new();
    loop {
        let page = work.store.articles_after(all.last().map(|last| last.id), PAGE)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Whether it is an article that holds and that every agent may read; what is something to the desk itself is the drill's own.
fn is_for_all(article: &Article, now: Timestamp) -> bool {
    let holds = matches!(article.freshness(now), Freshness::Current | Freshness::ReviewDue | Freshness::UnderReview);
    article.is_published() && holds && article.content.personal.is_none() && article.content.purpose.is_none()
}

/// Without what names something that the drill's team does not have.
fn bare(content: Content) -> Content {
    Content { category: None, files: Vec::new(), purpose: None, personal: None, variant_of: None, ..content }
}
