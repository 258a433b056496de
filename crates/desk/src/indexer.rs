//! Keeps the index a projection of the store: what a write touched is put into it a moment later, and all of it anew
//! when it is missing, damaged or of another version. Search goes on answering meanwhile.

use holdfast_domain::{Article, TicketId};
use holdfast_search::{ArticleDoc, ConversationDoc, Search};
use holdfast_store::{Conversation, IndexItem};
use std::error::Error;
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::error::DeskError;
use crate::learning::{Learning, adopt};
use crate::markdown::plain_text;
use crate::view::Tag;
use crate::work::Work;

const BATCH: u32 = 500;
/// Articles whose meaning is found out before other work is looked for: some 50 ms.
const ENCODED_AT_ONCE: usize = 8;
/// A lost ring costs no more than this.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

pub(crate) fn start(work: &Arc<Work>) {
    let desk = Arc::downgrade(work);
    let spawned = std::thread::Builder::new().name("indexer".to_owned()).spawn(move || run(&desk));
    if let Err(error) = spawned {
        tracing::error!(%error, "the index cannot be kept: no thread");
    }
}

fn run(desk: &Weak<Work>) {
    if let Some(work) = desk.upgrade() {
        // The dictionary takes a moment to load; the first search should not wait for it.
        Search::warm();
        give_encoder(&work);
    }
    // Whether something was found out that is not kept yet.
    let (mut learned, mut encodes) = (false, true);
    let (mut vocabulary, mut learning) = (None, Learning::begin());
    // What the desk goes by is read before anything is put in, and whenever an article has changed.
    let (mut goes_by_it, mut changed) = (false, false);
    loop {
        let Some(work) = desk.upgrade().filter(|work| !work.is_stopping()) else { return };
        if !goes_by_it {
            match adopt(&work, &mut vocabulary) {
                Ok(()) => goes_by_it = true,
                Err(error) => tracing::warn!(%error, "rules and vocabulary could not be read, and are tried again with the next round"),
            }
        }
        let more = match round(&work) {
            Ok(Round { more, has_articles }) => {
                goes_by_it &= !has_articles;
                changed |= has_articles;
                more
            }
            Err(error) => {
                tracing::warn!(%error, "a round of indexing failed and will be tried again");
                false
            }
        };
        if more {
            continue;
        }
        work.indexing.end();
        if std::mem::take(&mut changed) {
            continue;
        }
        match learning.step(&work) {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "nothing can be learned from closed tickets"),
        }
        // What articles mean is found out when nothing else waits, a few at a time.
        match if encodes { work.search.encode_some(ENCODED_AT_ONCE) } else { Ok(0) } {
            Ok(0) => {}
            Ok(_) => {
                learned = true;
                continue;
            }
            // The next start tries again; until then words find them.
            Err(error) => {
                encodes = false;
                tracing::warn!(%error, source = error.source(), "what some articles mean cannot be found out");
            }
        }
        if std::mem::take(&mut learned)
            && let Err(error) = work.search.keep_meanings()
        {
            tracing::warn!(%error, "what the articles mean could not be kept, and is found out again at the next start");
        }
        if let Err(error) = work.search.rest() {
            tracing::warn!(%error, "the index of articles stays open for writing");
        }
        work.indexing.signal.wait(LOOK_AGAIN);
    }
}

fn give_encoder(work: &Work) {
    match work.ports.encoder.as_deref().map(holdfast_search::meaning::Encoder::open) {
        Some(Ok(encoder)) => work.search.give(encoder),
        Some(Err(error)) => tracing::warn!(%error, source = error.source(), "search goes by words alone"),
        None => tracing::info!("no sentence encoder here: search goes by words alone"),
    }
}

/// What a round came to.
struct Round {
    /// There is more to do at once.
    more: bool,
    /// An article was among it.
    has_articles: bool,
}

/// Does one batch.
fn round(work: &Work) -> Result<Round, DeskError> {
    if work.search.state().needs_rebuild {
        rebuild(work)?;
        return Ok(Round { more: true, has_articles: false });
    }
    let items = work.store.index_queue(BATCH)?;
    if items.is_empty() {
        return Ok(Round { more: false, has_articles: false });
    }
    let (mut articles, mut gone_articles, mut conversations, mut gone_tickets) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for item in &items {
        match item {
            IndexItem::Article(id) => match work.store.article(*id, work.now())?.filter(is_found) {
                Some(article) => articles.push(article_doc(article)),
                None => gone_articles.push(id.to_string()),
            },
            IndexItem::Ticket(id) => match conversation(work, *id)? {
                Some(doc) => conversations.push(doc),
                None => gone_tickets.push(id.to_string()),
            },
        }
    }
    let has_articles = !articles.is_empty() || !gone_articles.is_empty();
    work.search.put_articles(articles)?;
    work.search.remove_articles(&gone_articles)?;
    work.search.put_conversations(conversations)?;
    work.search.remove_conversations(&gone_tickets)?;
    work.search.commit()?;
    work.store.indexed(&items)?;
    if has_articles {
        work.tell(vec![Tag::Knowledge]);
    }
    Ok(Round { more: items.len() >= BATCH as usize, has_articles })
}

fn rebuild(work: &Work) -> Result<(), DeskError> {
    tracing::info!("the index is being built anew");
    work.search.clear()?;
    let (tickets, articles) = work.store.sizes()?;
    let total = tickets.saturating_add(articles);
    work.indexing.begin(total);
    let mut after = None;
    loop {
        let articles = work.store.articles_after(after, BATCH)?;
        let Some(last) = articles.last() else { break };
        after = Some(last.id);
        work.indexing.step(articles.len());
        work.search.put_articles(articles.into_iter().filter(is_found).map(article_doc))?;
        work.search.commit()?;
    }
    let mut after = None;
    loop {
        let conversations = work.store.conversations_after(after, BATCH)?;
        let Some(last) = conversations.last() else { break };
        if work.is_stopping() {
            return Ok(());
        }
        after = Some(last.ticket.id);
        work.indexing.step(conversations.len());
        work.search.put_conversations(conversations.into_iter().map(conversation_doc))?;
        work.search.commit()?;
    }
    work.search.mark_built()?;
    work.tell(vec![Tag::Knowledge]);
    Ok(())
}

fn conversation(work: &Work, id: TicketId) -> Result<Option<ConversationDoc>, DeskError> {
    Ok(work.store.conversation(id)?.map(conversation_doc))
}

/// What is only suggested, or was taken back, is not to be found; nor is what is something to the desk itself.
const fn is_found(article: &Article) -> bool {
    article.is_published() && article.withdrawn_at.is_none() && article.content.purpose.is_none()
}

fn article_doc(article: Article) -> ArticleDoc {
    let Article { id, content, updated_at, .. } = article;
    ArticleDoc {
        id: id.to_string(),
        body: format!("{}\n{}", plain_text(&content.body), content.answer),
        title: content.title,
        questions: content.questions,
        lang: content.language.tag().to_owned(),
        kind: format!("{:?}", content.kind),
        category: content.category.unwrap_or_default(),
        updated_at_ms: updated_at.millis(),
    }
}

fn conversation_doc(conversation: Conversation) -> ConversationDoc {
    // A caller may have noted either number.
    let number = &conversation.ticket.number;
    let numbers = number.lasting.map(|number| number.to_string()).into_iter().chain(number.temporary.clone());
    let numbers = numbers.collect::<Vec<_>>().join(" ");
    ConversationDoc {
        id: conversation.ticket.id.to_string(),
        number: numbers,
        subject: conversation.ticket.subject,
        customer: conversation.customer_name,
        customer_id: conversation.ticket.customer.to_string(),
        body: conversation.text,
        channel: conversation.ticket.channel.to_string(),
        updated_at_ms: conversation.ticket.updated_at.millis(),
    }
}
