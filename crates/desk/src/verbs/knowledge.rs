//! Search over articles and conversations, and what may help with an open ticket.

use holdfast_domain::{Article, TicketId};
use holdfast_search::{Filter, Hit};

use super::input::id;
use crate::error::DeskError;
use crate::present::Names;
use crate::view::{ArticleHit, Hits, Piece, SearchFilter, Searched, TicketHit};
use crate::work::Work;

const SUGGESTIONS: usize = 4;
const MOST: u32 = 50;
/// Usage is told of so many days.
const WEEK_MS: i64 = 7 * 24 * 3_600_000;
/// What a ticket is about is said in its first messages and its last.
const MESSAGES_READ: u32 = 6;

impl Work {
    /// Articles and tickets by words, in either script, by pinyin or with a slip of the finger, and articles by what is meant.
    /// Without a query what passes the filter, newest first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, query: &str, filter: &SearchFilter, limit: u32) -> Result<Hits, DeskError> {
        let began = self.ports.clock.now();
        let limit = limit.min(MOST) as usize;
        let names = Names::of(self);
        let narrow = narrowed(filter);
        let of_articles = filter.kind.is_some() || filter.lang.is_some() || filter.category.is_some();
        let of_tickets = filter.channel.is_some() || filter.customer.is_some();
        let has_articles = filter.only != Some(Searched::Tickets) && !of_tickets;
        let has_tickets = filter.only != Some(Searched::Articles) && !of_articles;
        let articles = if has_articles { self.search.articles(query, &narrow, limit)? } else { Vec::new() };
        let tickets = if has_tickets { self.search.conversations(query, &narrow, limit)? } else { Vec::new() };
        let articles = articles.into_iter().filter_map(|hit| self.article_hit(&names, hit).transpose()).collect::<Result<_, _>>()?;
        let mut tickets: Vec<TicketHit> = tickets.into_iter().filter_map(|hit| self.ticket_hit(hit).transpose()).collect::<Result<_, _>>()?;
        if has_tickets
            && !of_tickets
            && filter.since.is_none()
            && let Some(called) = self.called(query)?
        {
            tickets.retain(|hit| hit.id != called.id);
            tickets.insert(0, called);
            tickets.truncate(limit);
        }
        let took = self.ports.clock.now().since(began).saturating_mul(1_000);
        Ok(Hits { articles, tickets, building: self.indexing.building(), took_us: u32::try_from(took).unwrap_or(0) })
    }

    /// Articles that may answer this ticket.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, ticket: &str) -> Result<Vec<ArticleHit>, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        let Some(shown) = self.store.ticket(ticket)? else { return Ok(Vec::new()) };
        let (messages, _) = self.store.messages(ticket, None, MESSAGES_READ)?;
        let mut text = shown.subject;
        for message in messages.iter().filter(|message| message.kind == holdfast_domain::MessageKind::Customer) {
            text.push('\n');
            text.push_str(&message.body);
        }
        let names = Names::of(self);
        let hits = self.search.similar_articles(&text, SUGGESTIONS)?;
        hits.into_iter().filter_map(|hit| self.article_hit(&names, hit).transpose()).collect()
    }

    fn article_hit(&self, names: &Names, hit: Hit) -> Result<Option<ArticleHit>, DeskError> {
        let now = self.now();
        let Some(article) = self.store.article(id(&hit.id)?, now)?.filter(|article| self.is_shown(article)) else { return Ok(None) };
        Ok(Some(ArticleHit {
            id: hit.id,
            title: pieces(hit.title),
            snippet: pieces(hit.snippet),
            kind: article.content.kind,
            lang: article.content.language,
            updated_at: article.updated_at.into(),
            category: article.content.category.as_deref().and_then(|key| names.category(key)),
            version: article.version,
            freshness: article.freshness(now),
            checked_at: article.checked_at.map(Into::into),
            has_news: article.must_be_read_by(self.me.id),
            uses: self.store.uses_since(&[article.id], now.plus_millis(-WEEK_MS))?.into_values().sum(),
        }))
    }

    /// What was taken back is found by nobody, and what is somebody's own by nobody else.
    fn is_shown(&self, article: &Article) -> bool {
        article.withdrawn_at.is_none() && self.may_read(article)
    }

    /// The ticket that a number stands for, whether or not the index has it yet: it is the first that is meant. One that became part
    /// of another leads to that: its customer may still know it by its number.
    fn called(&self, query: &str) -> Result<Option<TicketHit>, DeskError> {
        let number = query.trim().trim_start_matches('#');
        if !number.contains(|letter: char| letter.is_ascii_digit()) || !number.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            return Ok(None);
        }
        let found = match self.store.ticket_numbered(number)? {
            Some(ticket) => Some(ticket),
            None => match self.store.merged_numbered(number)? {
                Some(into) => self.store.ticket(into)?,
                None => None,
            },
        };
        let Some(ticket) = found else { return Ok(None) };
        let title = vec![holdfast_search::Piece { text: ticket.subject, hit: false }];
        self.ticket_hit(Hit { id: ticket.id.to_string(), score: 0.0, title, snippet: Vec::new() })
    }

    fn ticket_hit(&self, hit: Hit) -> Result<Option<TicketHit>, DeskError> {
        let Some(ticket) = self.store.ticket(id(&hit.id)?)? else { return Ok(None) };
        let customer = self.store.customer(ticket.customer)?.map(|customer| customer.name).unwrap_or_default();
        Ok(Some(TicketHit {
            id: hit.id,
            number: ticket.number.to_string(),
            subject: pieces(hit.title),
            subject_lang: ticket.language,
            snippet: pieces(hit.snippet),
            customer,
            at: ticket.updated_at.into(),
        }))
    }
}

/// In the index's words, which `indexer` writes.
fn narrowed(filter: &SearchFilter) -> Filter {
    Filter {
        kind: filter.kind.map(|kind| format!("{kind:?}")),
        lang: filter.lang.map(|lang| lang.tag().to_owned()),
        category: filter.category.clone(),
        channel: filter.channel.map(|channel| channel.to_string()),
        customer: filter.customer.clone(),
        since_ms: filter.since.map(|since| since.instant().millis()),
    }
}

fn pieces(pieces: Vec<holdfast_search::Piece>) -> Vec<Piece> {
    pieces.into_iter().map(|piece| Piece { text: piece.text, hit: piece.hit }).collect()
}
