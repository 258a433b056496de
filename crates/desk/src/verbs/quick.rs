//! Templates and quick replies by `/` (K6, K7): by shortcut first, then by what is found, filled in for a ticket.

use holdfast_domain::{Article, ArticleId, Freshness, TicketId, Timestamp};
use holdfast_search::Filter;
use holdfast_store::ArticleFilter;

use super::article::{WEEK_MS, answer_of};
use super::input::id;
use crate::error::DeskError;
use crate::filling::Known;
use crate::view::QuickReply;
use crate::words::Words;
use crate::work::Work;

const QUICK: usize = 12;

impl Work {
    /// Words to be had by `/` for what was typed after it, filled in for a ticket: by shortcut first, then by what is found.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn quick_replies(&self, query: &str, ticket: Option<&str>) -> Result<Vec<QuickReply>, DeskError> {
        let now = self.now();
        let ticket = ticket.map(id::<TicketId>).transpose()?;
        let query = query.trim().to_lowercase();
        let speaks = ticket.map(|ticket| self.store.ticket(ticket)).transpose()?.flatten().and_then(|ticket| ticket.language);
        let mine = |article: &Article| article.is_published() && self.may_read(article);
        let usable =
            |article: &Article| mine(article) && !matches!(article.freshness(now), Freshness::Withdrawn | Freshness::Expired | Freshness::NotYet);
        let all: Vec<_> = self.store.articles(ArticleFilter::Shortcuts, now)?.into_iter().filter(usable).collect();
        let uses = self.store.uses_since(&all.iter().map(|article| article.id).collect::<Vec<_>>(), now.plus_millis(-4 * WEEK_MS))?;
        // Who types a shortcut wants that one; what is like it only gets in between.
        let is_shortcut = |article: &Article| article.content.shortcut.as_deref().is_some_and(|shortcut| shortcut.to_lowercase().starts_with(&query));
        let found: Vec<ArticleId> = if query.is_empty() || all.iter().any(is_shortcut) {
            Vec::new()
        } else {
            let hits = self.search.articles(&query, &Filter { kind: Some("Script".to_owned()), ..Filter::default() }, QUICK)?;
            hits.iter().filter_map(|hit| hit.id.parse().ok()).collect()
        };
        // Better is smaller: how it was found, another language, seldom used.
        let rank = |article: &Article| {
            let shortcut = article.content.shortcut.as_deref().map(str::to_lowercase);
            let how = match (&shortcut, found.iter().position(|id| *id == article.id)) {
                _ if query.is_empty() => usize::from(shortcut.is_none()),
                (Some(shortcut), _) if *shortcut == query => 0,
                (Some(shortcut), _) if shortcut.starts_with(&query) => 1,
                (_, Some(place)) => place.saturating_add(2),
                _ if article.content.title.to_lowercase().contains(&query) => QUICK.saturating_add(2),
                _ => return None,
            };
            let foreign = speaks.is_some_and(|language| language != article.content.language);
            Some((usize::from(foreign && !query.is_empty() && how > 1), how, std::cmp::Reverse(uses.get(&article.id).copied().unwrap_or(0)), foreign))
        };
        let mut ranked: Vec<_> = all.into_iter().filter_map(|article| Some((rank(&article)?, article))).collect();
        ranked.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.content.title.cmp(&b.content.title)));
        let known = self.known(ticket)?;
        Ok(ranked.into_iter().take(QUICK).map(|(_, article)| reply(article, &known, now)).collect())
    }

    /// What customers are told while something is down, filled in (O3): the scripts that have a place for until when, or for the
    /// outage's cause by that name; in the language of a ticket before others.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outage_scripts(&self, ticket: Option<&str>) -> Result<Vec<QuickReply>, DeskError> {
        let now = self.now();
        let ticket = ticket.map(id::<TicketId>).transpose()?;
        let speaks = ticket.map(|ticket| self.store.ticket(ticket)).transpose()?.flatten().and_then(|ticket| ticket.language);
        let speaks = speaks.unwrap_or(self.words().language);
        let tells = |article: &Article| {
            let holds = matches!(article.freshness(now), Freshness::Current | Freshness::ReviewDue | Freshness::UnderReview);
            article.is_published() && self.may_read(article) && holds && Known::tells_of_outage(&answer_of(&article.content))
        };
        let mut all: Vec<_> = self.store.articles(ArticleFilter::Shortcuts, now)?.into_iter().filter(tells).collect();
        all.sort_by_key(|article| (article.content.language != speaks, article.content.language, article.content.title.clone()));
        let known = self.known(ticket)?;
        let mut replies = Vec::with_capacity(all.len());
        for article in all {
            // A time is said in the language of what is around it.
            let (cause, expected) = self.outage_told(Words::of(article.content.language), now)?;
            replies.push(reply(article, &Known { cause, expected, ..known.clone() }, now));
        }
        Ok(replies)
    }
}

fn reply(article: Article, known: &Known, now: Timestamp) -> QuickReply {
    QuickReply {
        article: article.id.to_string(),
        version: article.version,
        text: known.fill(&answer_of(&article.content)).text,
        freshness: article.freshness(now),
        title: article.content.title,
        shortcut: article.content.shortcut,
        lang: article.content.language,
        personal: article.content.personal.is_some(),
    }
}
