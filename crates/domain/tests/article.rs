//! Articles as work, told between the people of a team: what each may do, and what becomes of two who work at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use holdfast_domain::*;
use std::collections::BTreeMap;

const NOON: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const MIA: u8 = 1;
const LENA: u8 = 2;
const LEAD: u8 = 9;

fn person(n: u8) -> AgentId {
    AgentId::new(NOON, [n; 10])
}

fn said(text: &str) -> Content {
    Content::new(ArticleKind::Faq, Language::English, "Refunds".into(), text.into())
}

fn new(text: &str, base: u32) -> NewContent {
    NewContent { content: said(text), base, why: "A customer asked.".into(), notice: None, publish: false, answers: Vec::new() }
}

fn news() -> ChangeNotice {
    ChangeNotice { what: "24 hours, not 48".into(), ..ChangeNotice::default() }
}

/// A team with one article.
struct Team {
    entity: Entity,
    now: Timestamp,
    written: u8,
}

impl Team {
    fn new() -> Self {
        Self { entity: Entity::Article(None), now: NOON, written: 0 }
    }

    /// With an article of Mia's that the lead published.
    fn with_article() -> Self {
        let mut team = Self::new();
        let id = team.does(MIA, Action::Suggest(Box::new(new("Within 48 hours.", 0)))).unwrap().0;
        team.does(LEAD, Action::Publish { suggestion: id, version: 0 }).unwrap();
        team
    }

    fn operation(&self, who: u8, action: Action) -> Operation {
        let about = ArticleId::new(NOON, [7; 10]).into();
        Operation {
            v: Operation::version_with(about, &action, &[]),
            id: OperationId::new(NOON, [who, self.written, 0, 0, 0, 0, 0, 0, 0, 0]),
            device: DeviceId::new(NOON, [who; 10]),
            dseq: None,
            author: person(who),
            about,
            action,
            base: BTreeMap::new(),
            seen: None,
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: self.now,
            offline: false,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        }
    }

    fn does(&mut self, who: u8, action: Action) -> Result<(OperationId, Verdict), Rejection> {
        self.written += 1;
        self.now = self.now.plus_minutes(1);
        let operation = self.operation(who, action);
        // What crosses the wire is the same operation.
        let wire = serde_json::to_string(&operation).unwrap();
        assert!(wire.contains("\"article\":") && !wire.contains("\"ticket\":\"") || wire.contains("unhelpful"), "{wire}");
        let operation: Operation = serde_json::from_str(&wire).unwrap();
        let role = if who == LEAD { Role::Lead } else { Role::Agent };
        let before = self.entity.clone();
        let done = apply(&mut self.entity, &operation, &Context::with_authority(self.now, role, Seq(u64::from(self.written)), 0));
        if done.is_err() {
            assert_eq!(self.entity, before, "a rejected operation changes nothing");
        }
        let stored = serde_json::to_string(self.article()).unwrap();
        assert_eq!(&serde_json::from_str::<Article>(&stored).unwrap(), self.article(), "as stored");
        Ok((operation.id, done?.verdict))
    }

    fn article(&self) -> &Article {
        match &self.entity {
            Entity::Article(Some(article)) => article,
            _ => panic!("no article"),
        }
    }
}

#[test]
fn a_new_article_is_found_by_nobody_before_somebody_has_published_it() {
    let mut team = Team::new();
    let (id, _) = team.does(MIA, Action::Suggest(Box::new(new("Within 48 hours.", 0)))).unwrap();
    assert!(!team.article().is_published());
    assert_eq!(
        team.does(MIA, Action::Publish { suggestion: id, version: 0 }),
        Err(Rejection::Forbidden),
        "one's own suggestion is not one's own to publish"
    );
    team.does(LEAD, Action::Publish { suggestion: id, version: 0 }).unwrap();
    assert_eq!((team.article().version, team.article().owner), (1, Some(person(MIA))), "whoever wrote it answers for it");
    assert!(team.article().suggestions.is_empty());
}

#[test]
fn a_version_that_was_published_stays_to_be_compared_with() {
    let mut team = Team::with_article();
    let publish = NewContent { publish: true, ..new("Within 24 hours.", 1) };
    team.does(LEAD, Action::Suggest(Box::new(publish))).unwrap();
    let article = team.article();
    assert_eq!((article.version, article.content.body.as_str()), (2, "Within 24 hours."));
    assert_eq!(article.as_of(1).unwrap().body, "Within 48 hours.");
    assert!(article.is_outdated(1, team.now) && !article.is_outdated(2, team.now));
}

#[test]
fn of_two_who_publish_at_once_the_later_waits_as_a_suggestion_and_overwrites_nobody() {
    let mut team = Team::with_article();
    team.does(LEAD, Action::Suggest(Box::new(NewContent { publish: true, ..new("Within 24 hours.", 1) }))).unwrap();
    team.does(MIA, Action::Suggest(Box::new(NewContent { publish: true, ..new("Within 36 hours.", 1) }))).unwrap();
    assert_eq!(team.article().content.body, "Within 24 hours.");
    let (waiting, base) = (team.article().suggestions[0].id, team.article().suggestions[0].base);
    assert_eq!(base, 1, "and says what it was written over");
    assert_eq!(team.does(LEAD, Action::Publish { suggestion: waiting, version: 1 }), Err(Rejection::ArticleChanged { version: 2 }));
    team.does(LEAD, Action::Publish { suggestion: waiting, version: 2 }).unwrap();
    assert_eq!(team.article().version, 3);
    team.does(LEAD, Action::Publish { suggestion: waiting, version: 3 }).unwrap();
    assert_eq!(team.article().version, 3, "published once");
}

#[test]
fn a_suggestion_is_declined_by_whoever_decides_or_taken_back_by_its_author() {
    let mut team = Team::with_article();
    let (id, _) = team.does(LENA, Action::Suggest(Box::new(new("Within 7 days.", 1)))).unwrap();
    let decline = || Action::Decline { suggestion: id, why: "Not so.".into() };
    let (mine, _) = team.does(LENA, Action::Suggest(Box::new(new("Within 8 days.", 1)))).unwrap();
    team.does(LENA, Action::Decline { suggestion: mine, why: String::new() }).unwrap();
    team.does(MIA, decline()).unwrap();
    assert!(team.article().suggestions.is_empty());
    assert_eq!(team.does(MIA, decline()).unwrap().1, Verdict::NoOp);
    let (other, _) = team.does(MIA, Action::Suggest(Box::new(new("Within 9 days.", 1)))).unwrap();
    assert_eq!(team.does(LENA, Action::Decline { suggestion: other, why: String::new() }), Err(Rejection::Forbidden));
}

#[test]
fn a_change_request_puts_the_article_under_review_for_a_day() {
    let mut team = Team::with_article();
    assert_eq!(team.article().freshness(team.now), Freshness::Current);
    team.does(LENA, Action::RequestChange { text: "It is 24 hours now.".into() }).unwrap();
    let request = team.article().requests[0].clone();
    assert_eq!(request.due(), request.at.plus_minutes(24 * 60));
    assert_eq!(team.article().freshness(team.now), Freshness::UnderReview);
    assert_eq!(team.does(LENA, Action::RequestChange { text: "  ".into() }), Err(Rejection::EmptyText));
    let check = |version| Action::Check { version, requests: vec![request.id], review_at: None };
    assert_eq!(team.does(LENA, check(1)), Err(Rejection::Forbidden));
    team.does(MIA, check(1)).unwrap();
    assert_eq!(team.article().freshness(team.now), Freshness::Current);
    assert_eq!(team.article().checked_at, Some(team.now));
}

#[test]
fn an_answer_to_a_request_closes_it_when_it_is_published() {
    let mut team = Team::with_article();
    team.does(LENA, Action::RequestChange { text: "It is 24 hours now.".into() }).unwrap();
    let request = team.article().requests[0].id;
    team.does(MIA, Action::Suggest(Box::new(NewContent { publish: true, answers: vec![request], ..new("Within 24 hours.", 1) }))).unwrap();
    assert!(team.article().requests.is_empty());
}

#[test]
fn a_notice_is_read_by_each_once_and_a_new_one_by_all_again() {
    let mut team = Team::with_article();
    let publish = |base| Action::Suggest(Box::new(NewContent { publish: true, notice: Some(news()), ..new("Within 24 hours.", base) }));
    team.does(LEAD, publish(1)).unwrap();
    assert!(team.article().must_be_read_by(person(MIA)) && !team.article().must_be_read_by(person(LEAD)));
    team.does(MIA, Action::Acknowledge { version: 1 }).unwrap();
    assert!(team.article().must_be_read_by(person(MIA)), "what was read was not this");
    team.does(MIA, Action::Acknowledge { version: 2 }).unwrap();
    let read_at = team.article().receipts[&person(MIA)];
    assert_eq!(team.does(MIA, Action::Acknowledge { version: 2 }).unwrap().1, Verdict::NoOp);
    assert_eq!(team.article().receipts[&person(MIA)], read_at);
    team.does(LEAD, publish(2)).unwrap();
    assert!(team.article().must_be_read_by(person(MIA)));
}

#[test]
fn what_is_withdrawn_or_past_its_date_goes_to_nobody() {
    let mut team = Team::with_article();
    assert_eq!(team.does(LENA, Action::Withdraw { version: 1 }), Err(Rejection::Forbidden));
    team.does(LEAD, Action::Withdraw { version: 1 }).unwrap();
    assert!(team.article().is_outdated(2, team.now));
    let content = Content { valid_until: Some(team.now.plus_minutes(60)), ..said("Until tonight.") };
    // Who has not seen that it was withdrawn does not bring it back.
    team.does(MIA, Action::Suggest(Box::new(NewContent { publish: true, content: content.clone(), ..new("", 1) }))).unwrap();
    assert_eq!(team.article().freshness(team.now), Freshness::Withdrawn);
    team.does(LEAD, Action::Suggest(Box::new(NewContent { publish: true, content, ..new("", 2) }))).unwrap();
    assert_eq!(team.article().freshness(team.now), Freshness::Current, "published again");
    assert_eq!(team.article().freshness(team.now.plus_minutes(61)), Freshness::Expired);
    assert!(team.article().is_outdated(3, team.now.plus_minutes(61)));
}

#[test]
fn what_is_ones_own_is_nobody_elses() {
    let mut team = Team::new();
    let own = |who: u8, text: &str, base| {
        let content = Content { personal: Some(person(who)), kind: ArticleKind::Script, ..said(text) };
        Action::Suggest(Box::new(NewContent { content, publish: true, ..new(text, base) }))
    };
    assert_eq!(Team::new().does_as_other(LENA, own(MIA, "Hello.", 0)), Err(Rejection::Forbidden));
    team.does(MIA, own(MIA, "Hello.", 0)).unwrap();
    assert_eq!(team.article().version, 1, "it needs nobody's leave");
    assert_eq!(team.does(LENA, own(LENA, "Mine now.", 1)), Err(Rejection::Forbidden));
    assert_eq!(team.does(LENA, Action::Suggest(Box::new(new("Everybody's now.", 1)))), Err(Rejection::Forbidden));
    let content = Content { personal: Some(person(MIA)), pinned: true, purpose: Some(Purpose::Rules), ..said("Hello!") };
    team.does(MIA, Action::Suggest(Box::new(NewContent { publish: true, content, notice: Some(news()), ..new("", 1) }))).unwrap();
    let article = team.article();
    assert!(!article.content.pinned && article.content.purpose.is_none() && article.notice.is_none(), "nobody else goes by it");
}

#[test]
fn nobody_publishes_for_the_team_by_way_of_an_article_of_their_own() {
    let mut team = Team::new();
    let (waiting, _) = team.does(MIA, Action::Suggest(Box::new(new("For everybody.", 0)))).unwrap();
    let content = Content { personal: Some(person(MIA)), ..said("Mine.") };
    let own = NewContent { publish: true, content, ..new("", 0) };
    assert_eq!(team.does(MIA, Action::Suggest(Box::new(own.clone()))), Err(Rejection::Forbidden));
    assert_eq!(team.does(LENA, Action::Suggest(Box::new(own))), Err(Rejection::Forbidden));
    assert_eq!(team.does(MIA, Action::Publish { suggestion: waiting, version: 0 }), Err(Rejection::Forbidden));
    assert!(!team.article().is_published());
}

#[test]
fn what_the_desk_goes_by_and_what_stands_in_everybodys_rail_is_a_leads_to_say() {
    let mut team = Team::with_article();
    for content in [Content { pinned: true, ..said("Pinned.") }, Content { purpose: Some(Purpose::Rules), ..said("a -> urgency high") }] {
        let version = team.article().version;
        let (id, _) = team.does(MIA, Action::Suggest(Box::new(NewContent { publish: true, content, ..new("", version) }))).unwrap();
        assert_eq!(team.article().version, version, "the owner alone does not make it so");
        assert_eq!(team.does(MIA, Action::Publish { suggestion: id, version }), Err(Rejection::Forbidden));
        team.does(LEAD, Action::Publish { suggestion: id, version }).unwrap();
    }
}

#[test]
fn a_suggestion_that_answers_a_request_closes_it_when_somebody_else_publishes_it() {
    let mut team = Team::with_article();
    team.does(LENA, Action::RequestChange { text: "It is 24 hours now.".into() }).unwrap();
    let request = team.article().requests[0].id;
    let (id, _) = team.does(LENA, Action::Suggest(Box::new(NewContent { answers: vec![request], ..new("Within 24 hours.", 1) }))).unwrap();
    team.does(MIA, Action::Publish { suggestion: id, version: 1 }).unwrap();
    assert!(team.article().requests.is_empty());
    assert_eq!(team.does(LEAD, Action::Publish { suggestion: OperationId::new(NOON, [8; 10]), version: 2 }), Err(Rejection::Gone));
}

#[test]
fn where_it_did_not_help_is_kept_within_bounds() {
    let mut team = Team::with_article();
    for _ in 0..120 {
        team.does(LENA, Action::Unhelpful { version: 1, ticket: None }).unwrap();
    }
    assert_eq!(team.article().unhelpful.len(), 100);
}

#[test]
fn what_is_empty_or_too_long_is_refused() {
    let mut team = Team::with_article();
    assert_eq!(team.does(MIA, Action::Suggest(Box::new(new("  ", 1)))), Err(Rejection::EmptyText));
    let long = "x".repeat(holdfast_domain::operation::LONGEST_BODY + 1);
    assert!(matches!(team.does(MIA, Action::Suggest(Box::new(new(&long, 1)))), Err(Rejection::BodyTooLong { .. })));
    assert_eq!(team.does(MIA, Action::claim()), Err(Rejection::Unsupported), "an article is not to be claimed");
}

#[test]
fn a_citation_written_before_versions_were_noted_still_reads() {
    let id = ArticleId::new(NOON, [4; 10]);
    let bare: Vec<Citation> = serde_json::from_str(&format!("[\"{id}\"]")).unwrap();
    assert_eq!(bare, [Citation { article: id, version: 0 }]);
    let whole = serde_json::to_string(&[Citation { article: id, version: 3 }]).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Citation>>(&whole).unwrap(), [Citation { article: id, version: 3 }]);
}

impl Team {
    /// Where there is no article yet, a rejection leaves none.
    fn does_as_other(&mut self, who: u8, action: Action) -> Result<(), Rejection> {
        let operation = self.operation(who, action);
        apply(&mut self.entity, &operation, &Context::with_authority(self.now, Role::Agent, Seq(1), 0)).map(|_| ())
    }
}
