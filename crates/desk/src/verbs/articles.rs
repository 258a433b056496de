//! Articles as work (K3 to K5): suggesting, deciding, asking for a change, reading what changed. Each is one operation, so
//! that all of it works without a network.

use holdfast_domain::{
    Action, Article, ArticleId, ArticleKind, Attachment, ChangeNotice, Content, Message, MessageKind, NewContent, OperationId, TicketId, Timestamp,
};
use holdfast_store::Source;

use super::input::id;
use crate::anonymous::anonymous;
use crate::error::DeskError;
use crate::html::text_of_html;
use crate::view::{ArticleDraft, FileRef, Millis, NoticeText, Queued, Tag};
use crate::work::Work;

/// How much of a conversation goes into an article drafted from it, in messages.
const CONVERSATION: u32 = 60;
/// The customer's first words are how others may ask.
const QUESTIONS: usize = 2;

/// The form of an article being written.
fn form(article: Option<&str>) -> String {
    format!("article:{}", article.unwrap_or("new"))
}

impl Work {
    /// The article as a person may write on: what was being written, else what it says. Without an article, a new one.
    ///
    /// # Errors
    /// `gone` when it is no longer there.
    pub fn article_draft(&self, article: Option<&str>) -> Result<Option<ArticleDraft>, DeskError> {
        if let Some(kept) = self.store.form(&form(article))?.filter(|json| !json.is_empty()) {
            // One of another version of Holdfast that does not read any more is begun anew.
            if let Ok(draft) = serde_json::from_str::<ArticleDraft>(&kept) {
                return Ok(Some(draft));
            }
        }
        let Some(article) = article else { return Ok(None) };
        let article = self.known_article(id(article)?)?;
        Ok(Some(draft_of(&article)))
    }

    /// An article drafted from a ticket's conversation, without the customer in it (K4). It waits as the draft of a new
    /// article, unless one is being written already.
    ///
    /// # Errors
    /// `ticket-missing`; `article-being-written` when a new article is half written: nothing is overwritten.
    pub fn article_from_ticket(&self, ticket: &str) -> Result<ArticleDraft, DeskError> {
        let ticket = self.store.ticket(id::<TicketId>(ticket)?)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        if self.article_draft(None)?.is_some() {
            return Err(DeskError::new("article-being-written"));
        }
        let (messages, _) = self.store.messages(ticket.id, None, CONVERSATION)?;
        let customer = self.store.customer(ticket.customer)?;
        let language = ticket.language.or_else(|| messages.iter().find_map(|message| message.language)).unwrap_or(self.words().language);
        let without = |text: &str| anonymous(text, customer.as_ref(), language);
        let said = |kind: MessageKind| messages.iter().filter(move |message| message.kind == kind);
        let replies: Vec<_> = said(MessageKind::Reply).map(|message| without(&shown(message))).collect();
        let draft = ArticleDraft {
            article: None,
            base: 0,
            title: without(&ticket.subject),
            questions: said(MessageKind::Customer).take(QUESTIONS).map(|message| without(&shown(message)).replace('\n', " ")).collect(),
            body: replies.join("\n\n"),
            // One reply alone is the text already.
            answer: replies.last().filter(|_| replies.len() > 1).cloned().unwrap_or_default(),
            kind: ArticleKind::Faq,
            lang: language,
            category: ticket.category.clone(),
            valid_from: None,
            valid_until: None,
            review_at: None,
            pinned: false,
            purpose: None,
            shortcut: None,
            personal: false,
            variant_of: None,
            why: self.words().say("article-from-ticket-why", &[("number", &ticket.number.to_string())]),
            notice: None,
            answers: Vec::new(),
            files: Vec::new(),
        };
        self.save_article_draft(&draft)?;
        Ok(draft)
    }

    /// Saves what is being written of an article, at each pause in typing.
    ///
    /// # Errors
    /// `disk-full` when it could not be saved.
    pub fn save_article_draft(&self, draft: &ArticleDraft) -> Result<Millis, DeskError> {
        let json = serde_json::to_string(draft).map_err(|error| DeskError::internal(&error))?;
        self.store.save_form(&form(draft.article.as_deref()), &json)?;
        Ok(self.now().into())
    }

    /// Lets go of what is being written of an article.
    ///
    /// # Errors
    /// When it could not be written down.
    pub fn drop_article_draft(&self, article: Option<&str>) -> Result<(), DeskError> {
        self.store.save_form(&form(article), "")?;
        self.tell(vec![Tag::Knowledge]);
        Ok(())
    }

    /// Suggests what an article shall say; with `publish` it says so at once where that is mine to decide. What was being
    /// written goes with it, in one commit.
    ///
    /// # Errors
    /// A rejection, e.g. `empty-text`; `disk-full` when it could not be written down. The text stays then.
    pub fn suggest_article(&self, draft: &ArticleDraft, publish: bool) -> Result<Queued, DeskError> {
        let article = match &draft.article {
            Some(article) => id::<ArticleId>(article)?,
            None => ArticleId(self.new_id(self.now())?.0),
        };
        let content = self.content_of(draft)?;
        // What stands on the article already is at the team server.
        let shown = self.store.article(article, self.now())?;
        let is_new = |file: &&Attachment| shown.as_ref().is_none_or(|shown| !shown.content.files.contains(file));
        let files: Vec<_> = content.files.iter().filter(is_new).cloned().collect();
        let answers = draft.answers.iter().map(|request| id::<OperationId>(request)).collect::<Result<_, _>>()?;
        let notice = draft.notice.clone().filter(|notice| !notice.what.trim().is_empty()).map(notice_of);
        let new = NewContent { content, base: draft.base, why: draft.why.trim().to_owned(), notice, publish, answers };
        let operation = self.operation(article, Action::Suggest(Box::new(new)), None)?.with_files(files);
        self.say_of(Source::Form(&form(draft.article.as_deref())), operation)
    }

    /// Publishes a suggestion, or declines it.
    ///
    /// # Errors
    /// `forbidden`; `article-changed` when the article is not as it was when this was decided.
    pub fn decide_suggestion(&self, article: &str, version: u32, suggestion: &str, publish: bool, why: &str) -> Result<Queued, DeskError> {
        let (article, suggestion) = (id::<ArticleId>(article)?, id(suggestion)?);
        let action = if publish { Action::Publish { suggestion, version } } else { Action::Decline { suggestion, why: why.trim().to_owned() } };
        self.act(article, action, None)
    }

    /// Takes an article back: nothing of it may go to a customer any more.
    ///
    /// # Errors
    /// As [`Self::decide_suggestion`].
    pub fn withdraw_article(&self, article: &str, version: u32) -> Result<Queued, DeskError> {
        self.act(id::<ArticleId>(article)?, Action::Withdraw { version }, None)
    }

    /// Somebody has looked: the article holds, whatever was asked about it in these requests.
    ///
    /// # Errors
    /// As [`Self::decide_suggestion`].
    pub fn check_article(&self, article: &str, version: u32, requests: &[String], review_at: Option<Millis>) -> Result<Queued, DeskError> {
        let requests = requests.iter().map(|request| id::<OperationId>(request)).collect::<Result<_, _>>()?;
        let review_at = review_at.map(Millis::instant);
        self.act(id::<ArticleId>(article)?, Action::Check { version, requests, review_at }, None)
    }

    /// Asks for a change: its owner has 24 hours (K3).
    ///
    /// # Errors
    /// `empty-text`.
    pub fn request_change(&self, article: &str, text: &str) -> Result<Queued, DeskError> {
        self.act(id::<ArticleId>(article)?, Action::RequestChange { text: text.trim().to_owned() }, None)
    }

    /// To have read what changed (K5), with the version that was shown.
    ///
    /// # Errors
    /// `gone` when the article is no longer there.
    pub fn acknowledge_notice(&self, article: &str, version: u32) -> Result<Queued, DeskError> {
        self.act(id::<ArticleId>(article)?, Action::Acknowledge { version }, None)
    }

    /// It did not help (K9).
    ///
    /// # Errors
    /// `gone` when the article is no longer there.
    pub fn unhelpful(&self, article: &str, ticket: Option<&str>) -> Result<Queued, DeskError> {
        let article = self.known_article(id(article)?)?;
        let ticket = ticket.map(id::<TicketId>).transpose()?;
        self.act(article.id, Action::Unhelpful { version: article.version, ticket }, None)
    }

    /// Puts what was suggested back where it is written on; what is half written of that article already stays.
    pub(crate) fn take_up_article(&self, article: ArticleId, version: u32, new: &NewContent) -> Result<(), DeskError> {
        let named = (version > 0).then(|| article.to_string());
        if self.store.form(&form(named.as_deref()))?.is_some_and(|json| !json.is_empty()) {
            return Err(DeskError::new("article-being-written"));
        }
        let mut draft = draft_of(&Article::new(article, new.content.clone(), new.base, self.now()));
        draft.article = named;
        draft.why.clone_from(&new.why);
        draft.answers = new.answers.iter().map(ToString::to_string).collect();
        self.save_article_draft(&draft).map(|_| ())
    }

    pub(crate) fn known_article(&self, article: ArticleId) -> Result<Article, DeskError> {
        let found = self.store.article(article, self.now())?;
        found.filter(|article| self.may_read(article)).ok_or_else(|| DeskError::new("gone"))
    }

    fn content_of(&self, draft: &ArticleDraft) -> Result<Content, DeskError> {
        let instant = |at: Option<Millis>| at.map(Millis::instant);
        let questions = draft.questions.iter().map(|question| question.trim().to_owned()).filter(|question| !question.is_empty()).collect();
        let shortcut = draft.shortcut.as_deref().map(|shortcut| shortcut.trim().trim_start_matches('/').to_owned());
        Ok(Content {
            questions,
            answer: draft.answer.trim().to_owned(),
            category: draft.category.clone(),
            valid_from: instant(draft.valid_from),
            valid_until: instant(draft.valid_until),
            review_at: instant(draft.review_at),
            pinned: draft.pinned,
            purpose: draft.purpose,
            shortcut: shortcut.filter(|shortcut| !shortcut.is_empty()),
            personal: draft.personal.then_some(self.me.id),
            files: draft.files.iter().map(|file| Attachment { hash: file.hash.clone(), name: file.name.clone(), size: file.size.into() }).collect(),
            variant_of: draft.variant_of.as_deref().map(id::<ArticleId>).transpose()?,
            ..Content::new(draft.kind, draft.lang, draft.title.trim().to_owned(), draft.body.trim().to_owned())
        })
    }
}

/// A message as text: a mail's markup is no part of an article.
fn shown(message: &Message) -> String {
    if message.html { text_of_html(&message.body) } else { message.words().into_owned() }
}

fn draft_of(article: &Article) -> ArticleDraft {
    let Content { title, questions, body, answer, kind, language, category, files, .. } = article.content.clone();
    let millis = |at: Option<Timestamp>| at.map(Millis::from);
    ArticleDraft {
        article: Some(article.id.to_string()),
        base: article.version,
        title,
        questions,
        body,
        answer,
        kind,
        lang: language,
        category,
        valid_from: millis(article.content.valid_from),
        valid_until: millis(article.content.valid_until),
        review_at: millis(article.content.review_at),
        pinned: article.content.pinned,
        purpose: article.content.purpose,
        shortcut: article.content.shortcut.clone(),
        personal: article.content.personal.is_some(),
        variant_of: article.content.variant_of.map(|other| other.to_string()),
        why: String::new(),
        notice: None,
        answers: article.requests.iter().map(|request| request.id.to_string()).collect(),
        files: files
            .into_iter()
            .map(|file| FileRef { hash: file.hash, name: file.name, size: u32::try_from(file.size).unwrap_or(u32::MAX) })
            .collect(),
    }
}

fn notice_of(text: NoticeText) -> ChangeNotice {
    let NoticeText { what, why, effect, guide, amends } = text;
    ChangeNotice { what, why, effect, guide, amends, ..ChangeNotice::default() }
}
