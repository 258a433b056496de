//! Articles as work (K3 to K5, K9): anybody suggests, requests and reads; the owner or a lead decides what an article says.
//! A decision names the version it was made over, so that nobody overwrites what they have not seen.

use super::context::Context;
use crate::article::MOST_UNHELPFUL;
use crate::operation::LONGEST_BODY;
use crate::{
    Action, Article, ArticleId, Attachment, ChangeNotice, ChangeRequest, Content, MOST_FILES, NewContent, Operation, OperationId, Outcome, Rejection,
    Suggestion, Unhelpful,
};

type Done = Result<Outcome, Rejection>;

pub(super) fn change(id: ArticleId, article: &mut Option<Article>, operation: &Operation, context: &Context) -> Done {
    match (&operation.action, &mut *article) {
        (Action::Suggest(new), _) => suggest(id, article, new, operation, context),
        (_, None) => Err(Rejection::Gone),
        (Action::Publish { suggestion, version }, Some(article)) => {
            decides(article, operation, context)?;
            publish(article, *suggestion, *version, operation, context)
        }
        (Action::Decline { suggestion, .. }, Some(article)) => {
            // Whoever suggested it may take it back.
            let own = article.suggestions.iter().any(|kept| kept.id == *suggestion && kept.by == operation.author);
            if !own {
                decides(article, operation, context)?;
            }
            Ok(drop_from(&mut article.suggestions, |kept| kept.id == *suggestion))
        }
        (Action::Withdraw { version }, Some(article)) => {
            decides(article, operation, context)?;
            same_version(article, *version)?;
            // A version of its own: whoever decided over the one before has not seen this.
            let (content, flagged, checked_at) = (article.content.clone(), article.flagged.clone(), article.checked_at);
            *article = article.clone().rewritten(content, flagged, Some(operation.author), context.now);
            article.withdrawn_at = Some(context.now);
            article.checked_at = checked_at;
            Ok(Outcome::applied([]))
        }
        (Action::Check { version, requests, review_at }, Some(article)) => {
            decides(article, operation, context)?;
            same_version(article, *version)?;
            article.checked_at = Some(operation.composed_at);
            article.content.review_at = *review_at;
            article.requests.retain(|request| !requests.contains(&request.id));
            Ok(Outcome::applied([]))
        }
        (Action::RequestChange { text }, Some(article)) => {
            fits(text.len())?;
            if text.trim().is_empty() {
                return Err(Rejection::EmptyText);
            }
            let request = ChangeRequest { id: operation.id, by: operation.author, at: operation.composed_at, text: text.trim().to_owned() };
            Ok(add(&mut article.requests, request, |kept| kept.id == operation.id))
        }
        (Action::Acknowledge { version }, Some(article)) => {
            // What was read before the notice came is not what everybody must read now.
            let is_of_it = article.notice.as_ref().is_some_and(|notice| (notice.version..=article.version).contains(version));
            if !is_of_it || article.receipts.contains_key(&operation.author) {
                return Ok(Outcome::noop());
            }
            article.receipts.insert(operation.author, operation.composed_at);
            Ok(Outcome::applied([]))
        }
        (Action::Unhelpful { version, ticket }, Some(article)) => {
            let said = Unhelpful { id: operation.id, by: operation.author, at: operation.composed_at, version: *version, ticket: *ticket };
            let outcome = add(&mut article.unhelpful, said, |kept| kept.id == operation.id);
            let extra = article.unhelpful.len().saturating_sub(MOST_UNHELPFUL);
            article.unhelpful.drain(..extra);
            Ok(outcome)
        }
        (_, Some(_)) => Err(Rejection::Unsupported),
    }
}

fn suggest(id: ArticleId, article: &mut Option<Article>, new: &NewContent, operation: &Operation, context: &Context) -> Done {
    check(&new.content)?;
    // One's own needs nobody's leave, and is nobody else's to change.
    let personal = new.content.personal.is_some() || article.as_ref().is_some_and(|article| article.content.personal.is_some());
    let is_own =
        new.content.personal == Some(operation.author) && article.as_ref().is_none_or(|article| article.content.personal == Some(operation.author));
    if personal && !is_own {
        return Err(Rejection::Forbidden);
    }
    let (mut content, mut notice) = (new.content.clone(), new.notice.clone());
    if personal {
        // Nobody else's desk goes by it, and nobody else must read it.
        (content.pinned, content.purpose, content.variant_of, notice) = (false, None, None, None);
    }
    let article = article.get_or_insert_with(|| Article::new(id, content.clone(), 0, operation.composed_at));
    if article.suggestions.iter().any(|kept| kept.id == operation.id) {
        return Ok(Outcome::noop());
    }
    article.suggestions.push(Suggestion {
        id: operation.id,
        by: operation.author,
        at: operation.composed_at,
        base: new.base,
        content,
        why: new.why.clone(),
        notice,
        answers: new.answers.clone(),
    });
    let decides = is_own || (may_decide(article, operation, context) && may_say(article, &new.content, context));
    if new.publish && decides && new.base == article.version {
        return publish(article, operation.id, new.base, operation, context);
    }
    Ok(Outcome::applied([]))
}

/// Lets the article say what was suggested; what it said goes among its versions.
fn publish(article: &mut Article, suggestion: OperationId, version: u32, operation: &Operation, context: &Context) -> Done {
    let done = article.versions.iter().map(|version| version.suggestion).chain([article.suggestion]).any(|of| of == Some(suggestion));
    if done {
        return Ok(Outcome::noop());
    }
    same_version(article, version)?;
    let Some(at) = article.suggestions.iter().position(|kept| kept.id == suggestion) else { return Err(Rejection::Gone) };
    if !article.suggestions.get(at).is_some_and(|kept| may_say(article, &kept.content, context)) {
        return Err(Rejection::Forbidden);
    }
    let Suggestion { content, notice, by, answers, .. } = article.suggestions.remove(at);
    article.requests.retain(|request| !answers.contains(&request.id));
    *article = article.clone().rewritten(content, Vec::new(), Some(operation.author), context.now);
    article.owner.get_or_insert(by);
    article.suggestion = Some(suggestion);
    if let Some(notice) = notice {
        article.notice = Some(ChangeNotice { at: Some(context.now), version: article.version, ..notice });
        article.receipts.clear();
        // Whoever published it has read it.
        article.receipts.insert(operation.author, operation.composed_at);
    }
    Ok(Outcome::applied([]))
}

fn may_decide(article: &Article, operation: &Operation, context: &Context) -> bool {
    let own = article.content.personal == Some(operation.author);
    context.role.leads() || own || article.owner == Some(operation.author)
}

/// What the desk itself goes by, and what stands in everybody's rail, is a lead's to say; and an article does not become
/// somebody's own, nor the team's, by being rewritten.
fn may_say(article: &Article, content: &Content, context: &Context) -> bool {
    let own = article.content.personal;
    let for_all = content.purpose != article.content.purpose || content.pinned != article.content.pinned;
    let is_new = article.version == 0;
    let changes_all = if is_new { content.purpose.is_some() || content.pinned } else { for_all };
    (is_new || content.personal == own) && (!changes_all || context.role.leads())
}

fn decides(article: &Article, operation: &Operation, context: &Context) -> Result<(), Rejection> {
    if may_decide(article, operation, context) { Ok(()) } else { Err(Rejection::Forbidden) }
}

const fn same_version(article: &Article, seen: u32) -> Result<(), Rejection> {
    if article.version == seen { Ok(()) } else { Err(Rejection::ArticleChanged { version: article.version }) }
}

fn check(content: &Content) -> Result<(), Rejection> {
    if content.title.trim().is_empty() || content.body.trim().is_empty() {
        return Err(Rejection::EmptyText);
    }
    if content.files.len() > MOST_FILES || !content.files.iter().all(Attachment::is_sound) {
        return Err(Rejection::BadFile);
    }
    fits(content.bytes())
}

fn fits(bytes: usize) -> Result<(), Rejection> {
    if bytes > LONGEST_BODY { Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_BODY).unwrap_or(u32::MAX) }) } else { Ok(()) }
}

fn add<T>(list: &mut Vec<T>, item: T, is_same: impl Fn(&T) -> bool) -> Outcome {
    if list.iter().any(is_same) {
        return Outcome::noop();
    }
    list.push(item);
    Outcome::applied([])
}

fn drop_from<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Outcome {
    let before = list.len();
    list.retain(|item| !is_it(item));
    if list.len() == before { Outcome::noop() } else { Outcome::applied([]) }
}
