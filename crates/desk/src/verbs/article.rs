//! One article as it is read: what it says, filled in for the open ticket, how far it can be trusted, and what is wanted of it.

use holdfast_domain::{Article, ArticleId, ChangeNotice, Citation, Content, FactKind, Freshness, MessageKind, TaskKind, TicketId};
use holdfast_store::{ArticleFilter, Entry, EntryState};

use super::input::{count, id};
use crate::difference::{difference, lines_of};
use crate::error::DeskError;
use crate::filling::Known;
use crate::markdown::{plain_text, rendered, rendered_without_steps};
use crate::present::{Names, due_time};
use crate::reason::refused;
use crate::view::{
    ArticleLink, ArticleView, Cited, DiffLine, Millis, NoticeText, NoticeView, OutdatedCitation, RefusedAct, RequestView, SuggestionView, ToldBefore,
    VersionRow,
};
use crate::words::Words;
use crate::work::Work;

/// Usage is told of so many days.
pub(crate) const WEEK_MS: i64 = 7 * 24 * 3_600_000;
const RELATED: usize = 3;
/// Replies looked through for what a ticket was told before.
const LOOKED_THROUGH: u32 = 200;

impl Work {
    /// One article, filled in for a ticket.
    ///
    /// # Errors
    /// `gone` when it is no longer there.
    pub fn article(&self, article: &str, ticket: Option<&str>) -> Result<ArticleView, DeskError> {
        let now = self.now();
        let article = self.known_article(id(article)?)?;
        let ticket = ticket.map(id::<TicketId>).transpose()?;
        let names = Names::of(self);
        let steps = self.steps_of(&article, ticket)?;
        let answer = self.known(ticket)?.fill(&answer_of(&article.content));
        let may_decide = self.may_decide(&article);
        let content = &article.content;
        let millis = |at: Option<holdfast_domain::Timestamp>| at.map(Millis::from);
        let entries = self.store.entries(holdfast_store::EntryFilter { about: Some(article.id.into()), undone_only: true, limit: 0 })?;
        let (refused, waiting): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| matches!(entry.state, EntryState::Rejected { .. }));
        Ok(ArticleView {
            id: article.id.to_string(),
            title: content.title.clone(),
            html: if steps.is_empty() { rendered(&content.body) } else { rendered_without_steps(&content.body) },
            answer: answer.text,
            filled: answer.values,
            slots: answer.slots,
            kind: content.kind,
            lang: content.language,
            version: article.version,
            updated_at: article.updated_at.into(),
            owner: article.owner.and_then(|owner| names.agent(owner)),
            category: content.category.as_deref().and_then(|key| names.category(key)),
            flagged: article.flagged.clone(),
            freshness: article.freshness(now),
            checked_at: millis(article.checked_at),
            review_at: millis(content.review_at),
            valid_from: millis(content.valid_from),
            valid_until: millis(content.valid_until),
            pinned: content.pinned,
            shortcut: content.shortcut.clone(),
            purpose: content.purpose,
            personal: content.personal.is_some(),
            may_decide,
            waiting: !waiting.is_empty(),
            refused: refused.into_iter().filter_map(refused_act).collect(),
            being_edited: self.store.form(&format!("article:{}", article.id))?.is_some_and(|json| !json.is_empty()),
            notice: article.notice.as_ref().map(|notice| self.notice_view(&article, notice)),
            versions: article
                .versions
                .iter()
                .rev()
                .map(|version| VersionRow { version: version.version, by: version.by.and_then(|by| names.agent(by)), at: version.at.into() })
                .collect(),
            suggestions: self.suggestions_of(&article, &names),
            requests: article
                .requests
                .iter()
                .map(|request| RequestView {
                    id: request.id.to_string(),
                    by: names.agent(request.by).unwrap_or_default(),
                    at: request.at.into(),
                    due: request.due().into(),
                    text: request.text.clone(),
                })
                .collect(),
            uses: self.store.uses_since(&[article.id], now.plus_millis(-WEEK_MS))?.remove(&article.id).unwrap_or(0),
            unhelpful: count(article.unhelpful.iter().filter(|said| said.version == article.version).count()),
            variants: self.variants_of(&article)?,
            related: self.related_to(&article)?,
            files: self.files_view(&content.files),
            steps,
            told: ticket.map(|ticket| self.told_before(&article, ticket, &names)).transpose()?.flatten(),
        })
    }

    /// How an earlier version of an article differs from what it says now.
    ///
    /// # Errors
    /// `gone` when the article or that version is no longer kept.
    pub fn article_difference(&self, article: &str, version: u32) -> Result<Vec<DiffLine>, DeskError> {
        let article = self.known_article(id(article)?)?;
        let before = article.as_of(version).ok_or_else(|| DeskError::new("gone"))?;
        Ok(difference(&lines_of(before), &lines_of(&article.content)))
    }

    /// What a text carries that does not hold any more as it was taken (K9).
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outdated(&self, cited: &[Cited], ticket: Option<&str>) -> Result<Vec<OutdatedCitation>, DeskError> {
        let known = self.known(ticket.map(id::<TicketId>).transpose()?)?;
        let mut outdated = Vec::new();
        for Citation { article, version } in citations(cited)? {
            let Some(now) = self.store.article(article, self.now())? else {
                outdated.push(OutdatedCitation {
                    article: article.to_string(),
                    title: String::new(),
                    taken: version,
                    version: None,
                    freshness: Freshness::Withdrawn,
                    lines: Vec::new(),
                    before: String::new(),
                    answer: String::new(),
                });
                continue;
            };
            if version == 0 || !now.is_outdated(version, self.now()) {
                continue;
            }
            let before = now.as_of(version).map(answer_of).unwrap_or_default();
            let after = answer_of(&now.content);
            outdated.push(OutdatedCitation {
                article: article.to_string(),
                title: now.content.title.clone(),
                taken: version,
                version: Some(now.version),
                freshness: now.freshness(self.now()),
                lines: difference(&before, &after),
                before: known.fill(&before).text,
                answer: known.fill(&after).text,
            });
        }
        Ok(outdated)
    }

    /// Those of these articles that hold, in the versions they have now.
    pub(crate) fn as_they_stand(&self, cited: &[Cited]) -> Result<Vec<Cited>, DeskError> {
        let mut standing = Vec::new();
        for Citation { article, .. } in citations(cited)? {
            let found = self.store.article(article, self.now())?;
            let holds = found.filter(|article| !article.is_outdated(article.version, self.now()));
            standing.extend(holds.map(|article| Cited { article: article.id.to_string(), version: article.version }));
        }
        Ok(standing)
    }

    /// What is somebody's own is nobody else's to read.
    pub(crate) fn may_read(&self, article: &Article) -> bool {
        article.content.personal.is_none_or(|owner| owner == self.me.id)
    }

    pub(crate) fn may_decide(&self, article: &Article) -> bool {
        self.me.role.leads() || article.owner == Some(self.me.id) || article.content.personal == Some(self.me.id)
    }

    pub(crate) fn link(&self, article: &Article) -> ArticleLink {
        ArticleLink {
            id: article.id.to_string(),
            title: article.content.title.clone(),
            kind: article.content.kind,
            lang: article.content.language,
            version: article.version,
            freshness: article.freshness(self.now()),
            checked_at: article.checked_at.unwrap_or(article.updated_at).into(),
        }
    }

    pub(crate) fn notice_view(&self, article: &Article, notice: &ChangeNotice) -> NoticeView {
        let ChangeNotice { what, why, effect, guide, amends, at, .. } = notice.clone();
        let directory = self.store.directory();
        let unread = directory.agents.iter().filter(|agent| !article.receipts.contains_key(&agent.id));
        let names = unread.map(|agent| agent.name.clone()).collect::<Vec<_>>();
        NoticeView {
            text: NoticeText { what, why, effect, guide, amends },
            at: at.map(Millis::from),
            read: !article.must_be_read_by(self.me.id),
            readers: count(directory.agents.len().saturating_sub(names.len())),
            people: count(directory.agents.len()),
            unread_by: self.may_decide(article).then_some(names),
        }
    }

    /// What is known where a template is used.
    pub(crate) fn known(&self, ticket: Option<TicketId>) -> Result<Known, DeskError> {
        let company = self.store.identity().map(|identity| identity.team);
        let mut known = Known { agent: Some(self.me.name.clone()), company, ..Known::default() };
        let ticket = ticket.map(|ticket| self.store.ticket(ticket)).transpose()?.flatten();
        let words = ticket.as_ref().and_then(|ticket| ticket.language).map_or_else(|| self.words(), Words::of);
        let now = self.now();
        (known.cause, known.expected) = self.outage_told(words, now)?;
        let Some(ticket) = ticket else { return Ok(known) };
        let promised = ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise && task.ended.is_none()).map(|task| task.due).min();
        known.promise = promised.map(|due| due_time(words, due, now));
        known.ticket = Some(ticket.number.to_string());
        if let Some(customer) = self.store.customer(ticket.customer)? {
            let fact = |kind| customer.facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.value.clone());
            known.order = fact(FactKind::Order);
            known.product = fact(FactKind::Product);
            known.customer = Some(customer.name);
        }
        Ok(known)
    }

    fn suggestions_of(&self, article: &Article, names: &Names) -> Vec<SuggestionView> {
        let now = if article.is_published() { lines_of(&article.content) } else { String::new() };
        let view = |suggestion: &holdfast_domain::Suggestion| SuggestionView {
            id: suggestion.id.to_string(),
            by: names.agent(suggestion.by).unwrap_or_default(),
            mine: suggestion.by == self.me.id,
            at: suggestion.at.into(),
            why: suggestion.why.clone(),
            notice: suggestion.notice.as_ref().map(|notice| NoticeText {
                what: notice.what.clone(),
                why: notice.why.clone(),
                effect: notice.effect.clone(),
                guide: notice.guide.clone(),
                amends: notice.amends.clone(),
            }),
            behind: suggestion.base != article.version,
            lines: difference(&now, &lines_of(&suggestion.content)),
        };
        article.suggestions.iter().map(view).collect()
    }

    /// The same in other languages: the one it was made from, and those made from the same.
    fn variants_of(&self, article: &Article) -> Result<Vec<ArticleLink>, DeskError> {
        let of = article.content.variant_of.unwrap_or(article.id);
        let others = self.store.articles(ArticleFilter::VariantsOf(of), self.now())?;
        let is_other = |other: &Article| {
            other.id != article.id && other.is_published() && self.may_read(other) && (other.id == of || other.content.variant_of == Some(of))
        };
        Ok(others.iter().filter(|other| is_other(other)).map(|other| self.link(other)).collect())
    }

    /// What is linked from it, then what is most like it.
    fn related_to(&self, article: &Article) -> Result<Vec<ArticleLink>, DeskError> {
        let mut ids: Vec<ArticleId> = crate::markdown::links(&article.content.body);
        let alike = self.search.similar_articles(&article.content.title, RELATED.saturating_add(2))?;
        ids.extend(alike.iter().filter_map(|hit| hit.id.parse::<ArticleId>().ok()));
        let mut related: Vec<ArticleLink> = Vec::new();
        for other in ids {
            if related.len() >= RELATED || other == article.id || related.iter().any(|link| link.id == other.to_string()) {
                continue;
            }
            related.extend(
                self.store
                    .article(other, self.now())?
                    .filter(|other| other.is_published() && other.withdrawn_at.is_none() && self.may_read(other))
                    .map(|other| self.link(&other)),
            );
        }
        Ok(related)
    }

    /// Whether the customer was told something here from another version.
    fn told_before(&self, article: &Article, ticket: TicketId, names: &Names) -> Result<Option<ToldBefore>, DeskError> {
        let (messages, _) = self.store.messages(ticket, None, LOOKED_THROUGH)?;
        let replies = messages.iter().rev().filter(|message| message.kind == MessageKind::Reply);
        let told =
            replies.filter_map(|message| Some((message, *message.versions.get(&article.id)?))).find(|(_, version)| *version != article.version);
        let by = |message: &holdfast_domain::Message| match message.author {
            holdfast_domain::Author::Agent(agent) => names.agent(agent),
            holdfast_domain::Author::Customer(_) => None,
        };
        Ok(told.map(|(message, version)| ToldBefore { by: by(message), at: message.at.into(), version }))
    }
}

/// What the team server did not take, and why.
fn refused_act(entry: &Entry) -> Option<RefusedAct> {
    let reason = refused(entry)?;
    Some(RefusedAct { operation: entry.operation.id.to_string(), kind: entry.operation.action.name().to_owned(), reason })
}

/// What goes into a reply: the answer, else the body's text.
pub(crate) fn answer_of(content: &Content) -> String {
    if content.answer.is_empty() { plain_text(&content.body) } else { content.answer.clone() }
}

/// As the window hands them back.
pub(crate) fn citations(cited: &[Cited]) -> Result<Vec<Citation>, DeskError> {
    cited.iter().map(|cited| Ok(Citation { article: id(&cited.article)?, version: cited.version })).collect()
}
