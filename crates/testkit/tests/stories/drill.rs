//! An outage is practised: with a real desk and a real team server of its own, beside a desk of which nothing is touched.

use holdfast_desk::view::{
    ArticleDraft, ArticleHit, CallPromise, Cited, DrillEvent, DrillGap, DrillPhase, DrillView, Millis, NewCall, OutageReport, SearchFilter, Sending,
    SolvedCall,
};
use holdfast_desk::{DeskError, Work};
use holdfast_domain::{Article, ArticleId, ArticleKind, CallBackStep, Language, OutageScope, Satisfaction, TaskKind};
use holdfast_protocol::Row;
use holdfast_testkit::{Practice, World};
use std::sync::Arc;

fn call(name: &str, phone: &str, words: &str) -> NewCall {
    NewCall { category: Some("refund/arrival".into()), ..holdfast_testkit::call(name, phone, words) }
}

/// A category that the sample team has.
fn category(work: &Work) -> String {
    work.team().categories.iter().find(|category| category.parent.is_some()).unwrap().key.clone()
}

fn sees(practice: &Practice, what: &str, is_so: impl Fn(&DrillView) -> bool) -> DrillView {
    practice.computer.wait_until(what, || is_so(&practice.drill.view().unwrap()));
    practice.drill.view().unwrap()
}

fn unsent(work: &Work) -> u32 {
    let connection = work.connection().unwrap();
    connection.waiting + connection.sending + connection.uncertain
}

/// The next thing happens; answers it.
fn next(practice: &Practice) -> DrillEvent {
    let before = practice.drill.view().unwrap().events.len();
    practice.drill.hurry();
    sees(practice, "the next event", |view| view.events.len() > before).events[0].what.clone()
}

fn work(practice: &Practice) -> Arc<Work> {
    practice.drill.desk().work().unwrap()
}

fn rings(event: &DrillEvent) -> (String, String, String) {
    match event {
        DrillEvent::Call { name, phone, words, .. } => (name.clone(), phone.clone(), words.clone()),
        other => panic!("nobody rings: {other:?}"),
    }
}

#[test]
fn a_drill_is_worked_through_and_judged_and_nothing_of_the_real_desk_is_touched() {
    let world = World::new();
    let wen = world.desk("wen");
    let rows = world.rows();
    let practice = Practice::beside(&wen).unwrap();
    assert!(practice.drill.desk().state().drill && !wen.desk().state().drill);
    sees(&practice, "ready", |view| view.phase == DrillPhase::Ready);
    let desk = work(&practice);
    let category = category(&desk);
    practice.drill.start().unwrap();
    practice.computer.wait_until("it is down", || desk.outages().unwrap().first().is_some_and(|outage| outage.here));

    // The first one is answered at once from what is known.
    let (name, phone, words) = rings(&next(&practice));
    let solved = SolvedCall { answer: "Within three working days.".into(), articles: Vec::new(), satisfaction: Satisfaction::Satisfied };
    desk.capture(NewCall { category: Some(category.clone()), solved: Some(solved), ..call(&name, &phone, &words) }).unwrap();
    sees(&practice, "that it was noted", |view| matches!(&view.events[0].what, DrillEvent::Call { noted: true, .. }));

    // The lead speaks; the banner of the desk that practises has it.
    let DrillEvent::Said { cause, expected } = next(&practice) else { panic!("the lead says nothing") };
    assert_eq!(desk.outages().unwrap()[0].cause, cause);

    // Noted without a category, and a promise that cannot be kept as far as anybody knows.
    let (name, phone, words) = rings(&next(&practice));
    let charged = desk.capture(NewCall { category: None, ..call(&name, &phone, &words) }).unwrap().about;
    let too_soon = Millis(expected.0 - 60_000.0);
    desk.set_task(&charged, TaskKind::Promise, "Money back", too_soon).unwrap();
    // The emergency is noted as something usual; who is upset is promised what can be kept.
    let (name, phone, words) = rings(&next(&practice));
    desk.capture(NewCall { category: Some(category.clone()), ..call(&name, &phone, &words) }).unwrap();
    let (name, phone, words) = rings(&next(&practice));
    let upset = desk.capture(NewCall { category: Some(category.clone()), ..call(&name, &phone, &words) }).unwrap().about;
    desk.set_task(&upset, TaskKind::Promise, "An answer in writing", Millis(expected.0 + 3_600_000.0)).unwrap();
    let DrillEvent::Moved { expected: later, before } = next(&practice) else { panic!("the end does not move") };
    assert!(before == expected && later > before);
    // Who rings again is noted on the ticket that there is; the last one is not noted at all.
    rings(&next(&practice));
    desk.note(&charged, "Order HQ-20261120-3307.").unwrap();
    rings(&next(&practice));

    assert_eq!(next(&practice), DrillEvent::Back);
    practice.computer.wait_until("all is sent", || unsent(&desk) == 0 && desk.outages().unwrap()[0].end.is_some());
    let outage = desk.outages().unwrap()[0].id.clone();
    let list = desk.call_backs(&outage).unwrap();
    let ours: Vec<_> = list.rows.iter().filter(|row| row.phone.as_deref().is_some_and(|phone| phone.starts_with("199"))).collect();
    assert_eq!(ours.len(), 3, "the one who was answered needs no call: {ours:?}");
    for row in &ours[..2] {
        desk.call_back(&row.ticket, &outage, CallBackStep::Calling, None).unwrap();
        desk.call_back(&row.ticket, &outage, CallBackStep::Told, None::<CallPromise>).unwrap();
    }
    practice.drill.end().unwrap();
    let view = practice.drill.view().unwrap();
    let score = view.score.unwrap();
    assert_eq!((view.phase, view.next, view.left), (DrillPhase::Over, None, 0));
    assert_eq!((score.calls, score.noted, score.promises, score.wrong_promises, score.to_call, score.called), (6, 5, 2, 1, 3, 2));
    let gaps: Vec<_> = score.rows.iter().map(|row| row.gaps.iter().filter(|gap| **gap != DrillGap::CallBack).copied().collect::<Vec<_>>()).collect();
    assert_eq!(
        gaps,
        [vec![], vec![DrillGap::Category], vec![DrillGap::Emergency], vec![], vec![DrillGap::Category], vec![DrillGap::Record]],
        "{:?}",
        score.rows
    );
    assert_eq!(score.complete, 2);
    assert_eq!(score.points, 40 * 5 / 6 + 20 * 2 / 6 + 20 / 2 + 20 * 2 / 3);

    practice.drill.close();
    assert!(!practice.folder.exists(), "nothing of it stays");
    assert_eq!((world.rows(), unsent(&wen.work())), (rows, 0));
    assert_eq!(wen.work().outages().unwrap(), []);
}

#[test]
fn a_drill_is_not_begun_in_a_real_outage_and_stops_when_one_begins() {
    let world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    let report = |start: Millis| OutageReport {
        id: None,
        scope: OutageScope::System { name: "Payment".into() },
        start,
        cause: String::new(),
        expected: None,
        note: String::new(),
    };
    qin.work().report_outage(report(qin.work().connection().unwrap().now)).unwrap();
    wen.sees("the outage", |work| !work.outages().unwrap().is_empty());
    let refused = |result: Result<Practice, DeskError>| result.map(drop).unwrap_err().code;
    assert_eq!(refused(Practice::beside(&wen)), "drill-in-outage");
    let outage = qin.work().outages().unwrap()[0].id.clone();
    qin.work().end_outage(&outage).unwrap();
    wen.sees("the end", |work| work.outages().unwrap()[0].end.is_some());

    let practice = Practice::beside(&wen).unwrap();
    sees(&practice, "ready", |view| view.phase == DrillPhase::Ready);
    practice.drill.start().unwrap();
    assert_eq!(practice.drill.start().unwrap_err().code, "drill-not-ready");
    qin.work()
        .report_outage(OutageReport { scope: OutageScope::System { name: "Hotline".into() }, ..report(qin.work().connection().unwrap().now) })
        .unwrap();
    let view = sees(&practice, "that it stopped", |view| view.phase == DrillPhase::Stopped);
    let error = view.error.unwrap();
    assert_eq!((error.code.as_str(), error.detail["name"].as_str()), ("drill-outage-began", "Hotline"));
    // What is closed in the middle leaves nothing either.
    practice.drill.close();
    assert!(!practice.folder.exists());
}

fn article(kind: ArticleKind, title: &str, personal: bool) -> ArticleDraft {
    ArticleDraft {
        article: None,
        base: 0,
        title: title.into(),
        questions: Vec::new(),
        body: "What to say when the zebra line is down.".into(),
        answer: String::new(),
        kind,
        lang: Language::English,
        category: None,
        valid_from: None,
        valid_until: None,
        review_at: None,
        pinned: false,
        purpose: None,
        shortcut: None,
        personal,
        variant_of: None,
        why: String::new(),
        notice: None,
        answers: Vec::new(),
        files: Vec::new(),
    }
}

/// The titles of what is found at a desk of what the team has written for these tests.
fn written(work: &Work) -> Vec<String> {
    let hits = work.search("zebra line", &SearchFilter::default(), 50).unwrap().articles;
    let title = |hit: ArticleHit| hit.title.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let mut titles: Vec<_> = hits.into_iter().map(title).filter(|title| title.starts_with("Zebra")).collect();
    titles.sort();
    titles
}

#[test]
fn what_the_team_has_written_is_at_hand_in_a_drill_and_none_of_its_customers() {
    let world = World::new();
    let (qin, wen) = (world.desk("qin"), world.desk("wen"));
    let own = wen.work().contingency().unwrap().guides.len();
    qin.work().suggest_article(&article(ArticleKind::Contingency, "Zebra guide", false), true).unwrap();
    qin.work().suggest_article(&article(ArticleKind::Faq, "Zebra answer", false), true).unwrap();
    wen.sees("what the lead has published", |work| written(work) == ["Zebra answer", "Zebra guide"]);
    wen.work().suggest_article(&article(ArticleKind::Faq, "Zebra of her own", true), true).unwrap();
    wen.work().suggest_article(&article(ArticleKind::Faq, "Zebra suggested", false), false).unwrap();
    wen.work().capture(call("Quentin Real", "199 9999 0001", "Only a real customer asks this.")).unwrap();
    wen.is_in_step();
    let practice = Practice::beside(&wen).unwrap();
    sees(&practice, "ready", |view| view.phase == DrillPhase::Ready);
    let desk = work(&practice);
    assert_eq!(unsent(&desk), 0, "nothing of it waits when the outage begins");
    practice.computer.wait_until("guide and answer", || written(&desk) == ["Zebra answer", "Zebra guide"]);
    assert_eq!(desk.contingency().unwrap().guides.len(), own + 1, "what the sample team has is there once");
    let found = |work: &Work| work.match_customers("Quentin Real").unwrap().customers.len();
    assert_eq!((found(&wen.work()), found(&desk)), (1, 0));
    practice.drill.close();
}

#[test]
fn of_many_articles_those_that_replies_used_most_come_first_and_three_hundred_are_enough() {
    let world = World::new();
    let known = world.rows().into_iter().find_map(|row| match row {
        Row::Article(article) if article.content.kind == ArticleKind::Faq && article.is_published() => Some(article),
        _ => None,
    });
    let known = known.unwrap();
    let of = |at: u32, title: &str| {
        let mut article = Article::clone(&known);
        let mut random = [0; 10];
        random[..4].copy_from_slice(&at.to_be_bytes());
        (article.id, article.updated_at) = (ArticleId::new(known.updated_at, random), known.updated_at.plus_minutes(at.into()));
        (article.content.title, article.content.body) = (title.to_owned(), format!("What is number {at}?"));
        article
    };
    // The oldest is used in a reply, no other is.
    let used = of(0, "Quagga");
    let others = [of(1, "Okapi"), of(2, "Gnu")].into_iter().chain((3..301).map(|at| of(at, "Antelope")));
    world.changes(|transaction| {
        transaction.seq().unwrap();
        for article in std::iter::once(used.clone()).chain(others) {
            transaction.put(&Row::Article(Arc::new(article))).unwrap();
        }
    });
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    let seen = wen.work().ticket(&ticket).unwrap().seen;
    let cited = Cited { article: used.id.to_string(), version: used.version };
    wen.work().reply(&ticket, "See there.", seen, std::slice::from_ref(&cited), Sending::default()).unwrap();
    wen.sees("that it was used", |work| work.article(&cited.article, None).unwrap().uses > 0);

    let practice = Practice::beside(&wen).unwrap();
    sees(&practice, "ready", |view| view.phase == DrillPhase::Ready);
    let desk = work(&practice);
    let titled = |title: &str| {
        let hits = desk.search(title, &SearchFilter::default(), 50).unwrap().articles;
        hits.iter().any(|hit| hit.title.iter().map(|piece| piece.text.as_str()).collect::<String>() == title)
    };
    practice.computer.wait_until("the last of them", || titled("Gnu"));
    assert_eq!([titled("Quagga"), titled("Okapi")], [true, false]);
    practice.drill.close();
}

#[test]
fn a_drill_that_is_closed_while_it_is_prepared_leaves_nothing() {
    let world = World::new();
    let wen = world.desk("wen");
    let practice = Practice::beside(&wen).unwrap();
    practice.drill.close();
    practice.computer.wait_until("that it has ended", || Arc::strong_count(&practice.drill) == 1);
    assert!(!practice.folder.exists());
    assert!(practice.drill.desk().work().is_err());
}
