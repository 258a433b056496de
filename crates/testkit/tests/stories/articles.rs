//! Articles as work, at whole desks with a real team server: suggested offline, published, read, and never sent outdated
//! (K3, K4, K5, K9).

use holdfast_desk::view::Sending;
use holdfast_desk::view::{
    ArticleDraft, Cited, ConnectionState, Decision, FileRef, FileState, ItemState, LineChange, MatterKind, NoticeText, SearchFilter,
};
use holdfast_domain::{ArticleKind, Freshness, Language, Purpose};
use holdfast_testkit::{TestDesk, World};

const AGENT: &str = "wen";
const LEAD: &str = "qin";

fn blank(title: &str, body: &str) -> ArticleDraft {
    ArticleDraft {
        article: None,
        base: 0,
        title: title.into(),
        questions: vec!["How long does a gift card hold?".into()],
        body: body.into(),
        answer: String::new(),
        kind: ArticleKind::Faq,
        lang: Language::English,
        category: None,
        valid_from: None,
        valid_until: None,
        review_at: None,
        pinned: false,
        purpose: None,
        shortcut: None,
        personal: false,
        variant_of: None,
        why: "Asked three times today.".into(),
        notice: None,
        answers: Vec::new(),
        files: Vec::new(),
    }
}

fn found(desk: &TestDesk, query: &str) -> Option<String> {
    let hits = desk.work().search(query, &SearchFilter::default(), 5).unwrap();
    hits.articles.into_iter().find(|hit| hit.title.iter().map(|piece| piece.text.as_str()).collect::<String>().contains("Gift")).map(|hit| hit.id)
}

/// An article that the agent suggested offline and the lead published; both desks have it.
fn published(world: &mut World) -> (TestDesk, TestDesk, String) {
    let (agent, lead) = (world.desk(AGENT), world.desk(LEAD));
    world.server_dies();
    agent.is(ConnectionState::Offline);
    let article = agent.work().suggest_article(&blank("Gift cards", "A gift card holds for 12 months."), false).unwrap().about;
    assert_eq!(agent.work().article(&article, None).unwrap().version, 0, "shown to its author at once");
    assert_eq!(found(&agent, "gift card"), None, "and found by nobody before it is published");
    world.server_returns();
    agent.is_in_step();
    lead.sees("the suggestion", |work| {
        work.knowledge_overview().unwrap().matters.iter().any(|matter| matter.kind == MatterKind::Suggestion && matter.mine)
    });
    let shown = lead.work().article(&article, None).unwrap();
    assert!(shown.may_decide && shown.suggestions[0].why == "Asked three times today.");
    assert!(!agent.work().article(&article, None).unwrap().may_decide);
    lead.work().decide_suggestion(&article, shown.version, &shown.suggestions[0].id, true, "").unwrap();
    agent.sees("the article", |work| work.article(&article, None).unwrap().version == 1);
    agent.sees("it among what is found", |_| found(&agent, "gift card").as_deref() == Some(&article));
    (agent, lead, article)
}

/// The lead lets it say something else, which everybody must read.
fn changes(lead: &TestDesk, article: &str, body: &str) {
    let draft = lead.work().article_draft(Some(article)).unwrap().unwrap();
    let notice = NoticeText { what: "24 months, not 12".into(), ..NoticeText::default() };
    lead.work().suggest_article(&ArticleDraft { body: body.into(), notice: Some(notice), ..draft }, true).unwrap();
}

#[test]
fn what_is_suggested_offline_is_published_by_a_lead_and_found_by_everybody() {
    let mut world = World::new();
    let (agent, lead, article) = published(&mut world);
    changes(&lead, &article, "A gift card holds for 24 months.");
    agent.sees("the notice", |work| work.knowledge_overview().unwrap().notices.iter().any(|row| row.article == article && !row.notice.read));
    let shown = agent.work().article(&article, None).unwrap();
    assert_eq!((shown.version, shown.versions.len()), (2, 1));
    let lines = agent.work().article_difference(&article, 1).unwrap();
    assert!(lines.iter().any(|line| line.change == LineChange::Gone) && lines.iter().any(|line| line.change == LineChange::New), "{lines:?}");
    let unread = |lead: &TestDesk| lead.work().article(&article, None).unwrap().notice.unwrap().unread_by.unwrap();
    let name = agent.work().team().me.name;
    assert!(unread(&lead).contains(&name));
    let bai = world.desk("bai");
    bai.sees("the notice", |work| work.article(&article, None).is_ok());
    assert_eq!(bai.work().article(&article, None).unwrap().notice.unwrap().unread_by, None, "who has not read it is for those to see who decide");
    agent.work().acknowledge_notice(&article, 2).unwrap();
    lead.sees("the receipt", |_| !unread(&lead).contains(&name));
}

#[test]
fn an_answer_whose_article_has_changed_stops_at_the_desk_and_shows_the_difference() {
    let mut world = World::new();
    let (agent, lead, article) = published(&mut world);
    let ticket = agent.own_ticket();
    let taken = [Cited { article: article.clone(), version: 1 }];
    assert!(agent.work().outdated(&taken, None).unwrap().is_empty());
    changes(&lead, &article, "A gift card holds for 24 months.");
    agent.sees("the change", |work| work.article(&article, None).unwrap().version == 2);
    let refused = agent.work().reply(&ticket.row.id, "A gift card holds for 12 months.", ticket.seen, &taken, Sending::default()).unwrap_err();
    assert_eq!(refused.code, "article-outdated");
    let outdated = agent.work().outdated(&taken, Some(&ticket.row.id)).unwrap().remove(0);
    assert_eq!((outdated.taken, outdated.version, outdated.before.as_str()), (1, Some(2), "A gift card holds for 12 months."));
    assert_eq!(outdated.answer, "A gift card holds for 24 months.");
    assert_eq!(outdated.lines.len(), 2);
    let now = [Cited { article: article.clone(), version: 2 }];
    agent.work().reply(&ticket.row.id, &outdated.answer, ticket.seen, &now, Sending::default()).unwrap();
    agent.is_in_step();
    assert_eq!(world.count("A gift card holds for 24 months."), 1);
    assert_eq!(agent.work().article(&article, None).unwrap().uses, 1, "and is counted");
}

#[test]
fn an_answer_written_offline_is_held_when_its_article_changed_meanwhile() {
    let mut world = World::new();
    let (agent, lead, article) = published(&mut world);
    let ticket = agent.own_ticket();
    world.server_dies();
    agent.is(ConnectionState::Offline);
    let taken = [Cited { article: article.clone(), version: 1 }];
    agent.work().reply(&ticket.row.id, "It holds for 12 months.", ticket.seen, &taken, Sending::default()).unwrap();
    // The lead's desk comes back first.
    let agent = stays_away(agent);
    world.server_returns();
    changes(&lead, &article, "A gift card holds for 24 months.");
    lead.is_in_step();
    let agent = comes_back(agent);
    agent.sees("it held", |_| agent.state_of(&ticket.row.id, "It holds for 12 months.") == Some(ItemState::Held));
    assert_eq!(world.count("It holds for 12 months."), 0, "nothing outdated has gone out");
    let held = agent.work().held().unwrap().remove(0);
    assert_eq!(held.reason.id, "held-article-outdated");
    assert_eq!((held.outdated[0].taken, held.outdated[0].version), (1, Some(2)), "and shows what differs");
    // Its author has looked, and sends it all the same: once.
    agent.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
    agent.is_in_step();
    assert_eq!(world.count("It holds for 12 months."), 1);
}

/// The app is closed.
fn stays_away(mut desk: TestDesk) -> TestDesk {
    desk.crashes();
    desk
}

fn comes_back(mut desk: TestDesk) -> TestDesk {
    desk.starts();
    desk
}

#[test]
fn a_change_request_marks_the_article_everywhere_until_somebody_has_looked() {
    let mut world = World::new();
    let (agent, lead, article) = published(&mut world);
    lead.work().request_change(&article, "Is it still 12 months?").unwrap();
    agent.sees("the mark", |work| work.article(&article, None).unwrap().freshness == Freshness::UnderReview);
    let hit = agent.work().search("gift card", &SearchFilter::default(), 5).unwrap().articles.into_iter().find(|hit| hit.id == article).unwrap();
    assert_eq!(hit.freshness, Freshness::UnderReview);
    let matter = agent.work().knowledge_overview().unwrap().matters.into_iter().find(|matter| matter.article == article).unwrap();
    assert!(matter.mine && matter.kind == MatterKind::Request, "whoever wrote it answers for it");
    assert_eq!(matter.due.unwrap().instant().since(matter.at.instant()), 24 * 3_600_000);
    let requests: Vec<_> = agent.work().article(&article, None).unwrap().requests.into_iter().map(|request| request.id).collect();
    agent.work().check_article(&article, 1, &requests, None).unwrap();
    lead.sees("it checked", |work| work.article(&article, None).unwrap().freshness == Freshness::Current);
}

#[test]
fn a_withdrawn_article_is_found_no_more_and_its_answer_does_not_leave() {
    let mut world = World::new();
    let (agent, lead, article) = published(&mut world);
    let ticket = agent.own_ticket();
    lead.work().withdraw_article(&article, 1).unwrap();
    agent.sees("it gone from what is found", |_| found(&agent, "gift card").is_none());
    let taken = [Cited { article, version: 1 }];
    assert_eq!(agent.work().reply(&ticket.row.id, "12 months.", ticket.seen, &taken, Sending::default()).unwrap_err().code, "article-outdated");
}

#[test]
fn of_two_leads_who_publish_at_once_the_later_is_asked_again() {
    let mut world = World::new();
    let (agent, lead, article) = published(&mut world);
    world.server_dies();
    lead.is(ConnectionState::Offline);
    agent.is(ConnectionState::Offline);
    // The agent owns the article and may publish it too.
    for (desk, body) in [(&agent, "A gift card holds for 24 months."), (&lead, "A gift card holds for 36 months.")] {
        let draft = desk.work().article_draft(Some(&article)).unwrap().unwrap();
        desk.work().suggest_article(&ArticleDraft { body: body.into(), ..draft }, true).unwrap();
        assert_eq!(desk.work().article(&article, None).unwrap().version, 2, "each sees their own");
    }
    world.server_returns();
    agent.is_in_step();
    lead.is_in_step();
    agent.sees("both", |work| {
        let shown = work.article(&article, None).unwrap();
        shown.version == 2 && shown.suggestions.len() == 1 && shown.suggestions[0].behind
    });
    lead.sees("the same", |work| work.article(&article, None).unwrap().html == agent.work().article(&article, None).unwrap().html);
}

#[test]
fn an_article_made_from_a_ticket_has_nothing_of_the_customer_in_it() {
    let world = World::new();
    let desk = world.desk(AGENT);
    let ticket = desk.own_ticket();
    let customer = ticket.customer.clone().unwrap();
    desk.replies(&ticket.row.id, &format!("Dear {}, call us back from {}.", customer.name, customer.contacts[0].value));
    let draft = desk.work().article_from_ticket(&ticket.row.id).unwrap();
    let text = serde_json::to_string(&draft).unwrap();
    for secret in std::iter::once(customer.name).chain(customer.contacts.into_iter().map(|contact| contact.value)) {
        assert!(!text.contains(&secret), "{secret}: {text}");
    }
    assert_eq!(desk.work().article_draft(None).unwrap(), Some(draft), "and waits to be written on");
    assert_eq!(desk.work().article_from_ticket(&ticket.row.id).unwrap_err().code, "article-being-written");
}

#[test]
fn words_by_shortcut_are_filled_in_for_the_ticket_and_ones_own_are_nobody_elses() {
    let world = World::new();
    let (agent, lead) = (world.desk(AGENT), world.desk(LEAD));
    let ticket = agent.own_ticket();
    let own = ArticleDraft {
        kind: ArticleKind::Script,
        shortcut: Some("/mine".into()),
        personal: true,
        answer: "Hello {customer}, this is {agent} of {company}. [when]".into(),
        ..blank("My greeting", "A greeting.")
    };
    agent.work().suggest_article(&own, true).unwrap();
    let quick = agent.work().quick_replies("min", Some(&ticket.row.id)).unwrap().remove(0);
    let names = (ticket.row.customer.clone(), agent.work().team().me.name);
    assert!(quick.text.starts_with(&format!("Hello {}, this is {} of ", names.0, names.1)), "{}", quick.text);
    assert!(quick.text.ends_with("[when]"), "what is not known waits for a person: {}", quick.text);
    agent.is_in_step();
    lead.is_in_step();
    assert!(lead.work().quick_replies("mine", None).unwrap().iter().all(|quick| quick.title != "My greeting"));
}

#[test]
fn what_is_half_written_of_an_article_survives_a_kill() {
    let world = World::new();
    let mut desk = world.desk(AGENT);
    let draft = blank("Half", "A gift card");
    desk.work().save_article_draft(&draft).unwrap();
    desk.is_killed();
    desk.starts();
    assert_eq!(desk.work().article_draft(None).unwrap(), Some(draft.clone()));
    desk.work().suggest_article(&ArticleDraft { body: "A gift card holds.".into(), ..draft }, false).unwrap();
    assert_eq!(desk.work().article_draft(None).unwrap(), None, "said is said");
}

#[test]
fn a_file_on_an_article_is_kept_from_the_moment_it_is_added_and_comes_to_whoever_wants_it() {
    let world = World::new();
    let (mut lead, agent) = (world.desk(LEAD), world.desk(AGENT));
    let file = lead.work().attach_to_article("prices.pdf", "JVBERi0xLjc=").unwrap();
    let of = FileRef { hash: file.hash.clone(), name: file.name, size: file.size };
    let draft = ArticleDraft { files: vec![of], ..blank("Gift cards", "As in the list.") };
    lead.work().save_article_draft(&draft).unwrap();
    lead.is_killed();
    lead.starts();
    let kept = lead.work().article_draft(None).unwrap().unwrap();
    let article = lead.work().suggest_article(&kept, true).unwrap().about;
    lead.is_in_step();
    agent.sees("the article", |work| work.article(&article, None).is_ok_and(|shown| shown.files.len() == 1));
    assert_eq!(agent.work().article(&article, None).unwrap().files[0].state, FileState::Away);
    agent.work().want_file(&file.hash).unwrap();
    agent.sees("the file", |work| work.article(&article, None).unwrap().files[0].state == FileState::Here);
    // Another version of the article names it still, and needs no second copy of it.
    let draft = lead.work().article_draft(Some(&article)).unwrap().unwrap();
    lead.work().suggest_article(&ArticleDraft { body: "As in this list.".into(), ..draft }, true).unwrap();
    agent.sees("the next version", |work| {
        work.article(&article, None).is_ok_and(|shown| shown.version == 2 && shown.files[0].state == FileState::Here)
    });
}

#[test]
fn a_leads_vocabulary_and_rules_are_gone_by_a_moment_after_they_are_published() {
    let world = World::new();
    let lead = world.desk(LEAD);
    published_by(&lead, blank("Gift cards", "A gift card holds for 12 months."));
    lead.sees("it is found", |_| found(&lead, "gift card").is_some());
    let words = ArticleDraft { purpose: Some(Purpose::Vocabulary), ..blank("Our words", "gift card = zorbling") };
    published_by(&lead, words);
    lead.sees("by another word", |_| found(&lead, "zorbling").is_some());
    let rules = ArticleDraft { purpose: Some(Purpose::Rules), ..blank("Our rules", "zorbling -> category payment/coupon, urgency high") };
    published_by(&lead, rules);
    lead.sees("a guess", |work| {
        let guesses = work.guess("My zorbling does not work");
        guesses.iter().any(|guess| guess.value == "payment/coupon" && guess.words == ["zorbling"] && guess.line.is_some())
    });
    assert!(found(&lead, "Our rules").is_none(), "what the desk goes by is no answer");
    let faults = lead.work().faults(Purpose::Rules, "zorbling\nfire -> category nowhere");
    assert_eq!(faults.iter().map(|fault| (fault.line, fault.reason.as_str())).collect::<Vec<_>>(), [(1, "no-arrow"), (2, "no-category")]);
}

fn published_by(desk: &TestDesk, draft: ArticleDraft) {
    desk.work().suggest_article(&draft, true).unwrap();
}

#[test]
fn the_steps_of_a_procedure_are_ticked_inside_a_ticket_and_told_in_a_note() {
    let world = World::new();
    let mut desk = world.desk(LEAD);
    let ticket = desk.own_ticket().row.id;
    let draft = ArticleDraft { kind: ArticleKind::Procedure, ..blank("Gift card lost", "1. Block the card.\n2. Send another.") };
    let article = desk.work().suggest_article(&draft, true).unwrap().about;
    desk.work().tick_step(&article, &ticket, 0, true).unwrap();
    desk.is_killed();
    desk.starts();
    let steps = desk.work().article(&article, Some(&ticket)).unwrap().steps;
    assert_eq!(steps.iter().map(|step| (step.text.as_str(), step.done)).collect::<Vec<_>>(), [("Block the card.", true), ("Send another.", false)]);
    desk.work().note_steps(&article, &ticket).unwrap();
    assert!(desk.reads(&ticket).iter().any(|(text, _)| text.contains("☑ Block the card.") && text.contains("☐ Send another.")));
}
