//! What knowledge asks of the person: notices to be read, suggestions and requests to be decided, articles past their date;
//! and what stands in the rail.

use holdfast_domain::{Article, Freshness};
use holdfast_store::ArticleFilter;

use crate::error::DeskError;
use crate::present::Names;
use crate::view::{KnowledgeOverview, MatterKind, MatterRow, NoticeRow};
use crate::work::Work;

/// A notice that I have read stays in the list for so long.
const MONTH_MS: i64 = 31 * 24 * 3_600_000;

impl Work {
    /// What knowledge asks of the person.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knowledge_overview(&self) -> Result<KnowledgeOverview, DeskError> {
        let now = self.now();
        let names = Names::of(self);
        let pinned = self.store.articles(ArticleFilter::Pinned, now)?;
        let is_shown = |article: &&Article| {
            article.content.pinned
                && article.is_published()
                && !matches!(article.freshness(now), Freshness::Withdrawn | Freshness::Expired | Freshness::NotYet)
        };
        let asked = self.store.articles(ArticleFilter::Asked, now)?;
        let mut matters: Vec<MatterRow> =
            asked.iter().filter(|article| self.may_read(article)).flat_map(|article| self.matters_of(article, &names)).collect();
        matters.sort_by_key(|matter| (!matter.mine, matter.due.map_or(i64::MAX, |due| due.instant().millis()), matter.kind, matter.at.instant()));
        let gone_by = self.store.articles(ArticleFilter::Purposes, now)?;
        let counts = |article: &&Article| article.content.purpose.is_some() && article.withdrawn_at.is_none() && self.may_read(article);
        Ok(KnowledgeOverview {
            gone_by: gone_by.iter().filter(counts).map(|article| self.link(article)).collect(),
            notices: self.notices()?,
            matters,
            pinned: pinned.iter().filter(is_shown).map(|article| self.link(article)).collect(),
        })
    }

    fn notices(&self) -> Result<Vec<NoticeRow>, DeskError> {
        let now = self.now();
        let mut rows = Vec::new();
        for article in self.store.articles(ArticleFilter::Notices, now)?.into_iter().filter(|article| self.may_read(article)) {
            let Some(notice) = article.notice.as_ref().filter(|_| article.withdrawn_at.is_none()) else { continue };
            let view = self.notice_view(&article, notice);
            let is_old = notice.at.is_some_and(|at| now.since(at) > MONTH_MS);
            if view.read && is_old {
                continue;
            }
            rows.push(NoticeRow { article: article.id.to_string(), title: article.content.title.clone(), version: article.version, notice: view });
        }
        rows.sort_by_key(|row| (row.notice.read, std::cmp::Reverse(row.notice.at.map(|at| at.instant()))));
        Ok(rows)
    }

    fn matters_of(&self, article: &Article, names: &Names) -> Vec<MatterRow> {
        let now = self.now();
        let decides = self.may_decide(article);
        // With nobody to answer for it, a lead does.
        let answers = article.owner.map_or(decides, |owner| owner == self.me.id) || (decides && article.version == 0);
        let row = |kind, by: Option<_>, at: holdfast_domain::Timestamp, due: Option<holdfast_domain::Timestamp>, mine| MatterRow {
            article: article.id.to_string(),
            title: article.content.title.clone(),
            kind,
            by: by.and_then(|by| names.agent(by)),
            at: at.into(),
            due: due.map(Into::into),
            mine,
        };
        let mut rows: Vec<_> =
            article.requests.iter().map(|request| row(MatterKind::Request, Some(request.by), request.at, Some(request.due()), answers)).collect();
        rows.extend(article.suggestions.iter().map(|kept| row(MatterKind::Suggestion, Some(kept.by), kept.at, None, decides)));
        let since = |at: Option<holdfast_domain::Timestamp>| at.unwrap_or(now);
        match article.freshness(now) {
            Freshness::Expired if article.is_published() => {
                rows.push(row(MatterKind::Expired, None, since(article.content.valid_until), None, answers));
            }
            Freshness::ReviewDue if article.is_published() => {
                rows.push(row(MatterKind::Review, None, since(article.content.review_at), article.content.review_at, answers));
            }
            _ => {}
        }
        rows
    }
}
