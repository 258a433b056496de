//! Stories of an agent who looks for an article or an old ticket.

use holdfast_search::{ArticleDoc, ConversationDoc, Filter, Hit, Place, Search};

fn article(id: &str, title: &str, body: &str) -> ArticleDoc {
    ArticleDoc { id: id.into(), title: title.into(), body: body.into(), ..ArticleDoc::default() }
}

/// A small knowledge base in both scripts and languages.
fn desk() -> Search {
    let search = Search::open(Place::Memory).unwrap();
    let mut invoice = article("invoice", "电子发票开具说明", "在订单详情页点击申请开票，发票会发送到邮箱。");
    invoice.questions = vec!["发票什么时候能收到？".into()];
    search
        .put_articles([
            article("refund", "如何申请退款", "打开订单，选择退款，填写原因后提交。七天内原路退回。"),
            article("backend", "商家後臺操作指南", "登入后臺後，可在設定中修改客服時間。"),
            invoice,
            article("card", "Lost or stolen card", "Freeze your card in the app, then order a replacement."),
            article("transfer", "Transfers to another account", "Transfers between accounts usually arrive within minutes."),
            article("gloss", "服務(wù)質(zhì)量提升", "響應(yīng)速度是服務(wù)質(zhì)量的關鍵。"),
            article("bank", "银行卡绑定", "绑定银行卡需要实名认证。"),
        ])
        .unwrap();
    search.mark_built().unwrap();
    search
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|h| h.id.as_str()).collect()
}

fn first(search: &Search, query: &str) -> Option<String> {
    search.articles(query, &Filter::default(), 5).unwrap().first().map(|h| h.id.clone())
}

#[test]
fn the_customers_own_words_find_the_article() {
    let desk = desk();
    for (query, found) in [
        ("退款", "refund"),
        ("我想退款怎么操作", "refund"),
        ("my card was stolen", "card"),
        ("transferring money to an account", "transfer"),
        ("发票什么时候能收到", "invoice"),
    ] {
        assert_eq!(first(&desk, query).as_deref(), Some(found), "{query}");
    }
}

#[test]
fn either_script_finds_either() {
    let desk = desk();
    for query in ["後臺", "后台", "后臺", "商家后台"] {
        assert_eq!(first(&desk, query).as_deref(), Some("backend"), "{query}");
    }
    assert_eq!(first(&desk, "申請退款").as_deref(), Some("refund"));
    assert_eq!(first(&desk, "服务质量").as_deref(), Some("gloss"));
}

#[test]
fn taiwans_words_find_the_mainlands_article() {
    let search = Search::open(Place::Memory).unwrap();
    search.put_articles([article("a", "打印机连接网络", "把打印机连接到网络。"), article("b", "软件默认设置", "恢复软件的默认设置。")]).unwrap();
    search.commit().unwrap();
    assert_eq!(first(&search, "印表機連接網路").as_deref(), Some("a"));
    assert_eq!(first(&search, "軟體預設").as_deref(), Some("b"));
}

#[test]
fn pinyin_and_initials_find_titles() {
    let desk = desk();
    for (query, found) in [("tuikuan", "refund"), ("tk", "refund"), ("sqtk", "refund"), ("fapiao", "invoice"), ("yinhangka", "bank"), ("yhk", "bank")]
    {
        assert_eq!(first(&desk, query).as_deref(), Some(found), "{query}");
    }
    let hit = desk.articles("tuikuan", &Filter::default(), 1).unwrap().remove(0);
    assert!(hit.title.iter().any(|p| p.hit && p.text == "退款"), "{:?}", hit.title);
}

#[test]
fn a_slip_of_the_finger_is_forgiven() {
    let desk = desk();
    for (query, found) in
        [("stoeln card", "card"), ("repalcement", "card"), ("trasnfers", "transfer"), ("电子发漂", "invoice"), ("申请退宽", "refund")]
    {
        assert_eq!(first(&desk, query).as_deref(), Some(found), "{query}");
    }
}

#[test]
fn a_word_half_typed_already_answers() {
    let desk = desk();
    assert_eq!(first(&desk, "replac").as_deref(), Some("card"));
    assert_eq!(first(&desk, "trans").as_deref(), Some("transfer"));
}

#[test]
fn one_character_finds_what_begins_with_it() {
    let desk = desk();
    assert_eq!(first(&desk, "退").as_deref(), Some("refund"));
    assert_eq!(first(&desk, "银").as_deref(), Some("bank"));
}

#[test]
fn of_two_equal_answers_the_newer_comes_first() {
    let search = Search::open(Place::Memory).unwrap();
    let dated = |id: &str, updated_at_ms| ArticleDoc { updated_at_ms, ..article(id, "Refund rules", "Within seven days.") };
    search.put_articles([dated("old", 1), dated("new", 3), dated("middle", 2)]).unwrap();
    search.commit().unwrap();
    assert_eq!(ids(&search.articles("refund", &Filter::default(), 5).unwrap()), ["new", "middle", "old"]);
}

#[test]
fn what_is_marked_is_the_original_text() {
    let desk = desk();
    let hit = desk.articles("后台", &Filter::default(), 1).unwrap().remove(0);
    assert_eq!(hit.title.iter().map(|p| p.text.as_str()).collect::<String>(), "商家後臺操作指南");
    assert!(hit.title.iter().any(|p| p.hit && p.text == "後臺"), "{:?}", hit.title);
    assert!(hit.snippet.iter().any(|p| p.hit && p.text == "后臺"), "{:?}", hit.snippet);

    let hit = desk.articles("服务质量", &Filter::default(), 1).unwrap().remove(0);
    assert!(hit.snippet.iter().any(|p| p.hit && p.text == "服務(wù)質(zhì)量"), "{:?}", hit.snippet);

    let hit = desk.articles("transferring", &Filter::default(), 1).unwrap().remove(0);
    assert!(hit.title.iter().any(|p| p.hit && p.text == "Transfers"), "{:?}", hit.title);
}

#[test]
fn a_long_body_shows_where_it_was_found() {
    let search = Search::open(Place::Memory).unwrap();
    let body = format!("{}打印机卡纸时先断电。{}", "无关的内容。".repeat(200), "其余内容。".repeat(200));
    search.put_articles([article("a", "故障", &body)]).unwrap();
    search.commit().unwrap();
    let hit = search.articles("卡纸", &Filter::default(), 1).unwrap().remove(0);
    let shown: String = hit.snippet.iter().map(|p| p.text.as_str()).collect();
    assert!(shown.contains("打印机卡纸") && shown.chars().count() < 200, "{shown}");
}

#[test]
fn a_tickets_text_brings_up_the_article_it_needs() {
    let desk = desk();
    let ticket = "你好，我上周在你们店买的衣服尺码不合适，已经联系过一次，说可以退回，请问要在哪里操作退款？订单还没有签收。谢谢！";
    assert_eq!(desk.similar_articles(ticket, 3).unwrap().first().map(|h| h.id.as_str()), Some("refund"));
    assert!(desk.similar_articles(&"我的银行卡。".repeat(2000), 3).unwrap().iter().any(|h| h.id == "bank"));
}

#[test]
fn old_tickets_are_found_by_number_customer_and_word() {
    let search = Search::open(Place::Memory).unwrap();
    let ticket = |id: &str, number: &str, customer: &str, subject: &str, body: &str| ConversationDoc {
        id: id.into(),
        number: number.into(),
        customer: customer.into(),
        subject: subject.into(),
        body: body.into(),
        channel: "mail".into(),
        ..ConversationDoc::default()
    };
    search
        .put_conversations([
            ticket("t1", "HF-10234", "林小雨", "发货太慢", "我的包裹还没有到"),
            ticket("t2", "HF-10235", "Mia Chen", "Router offline", "The router has been offline since noon."),
        ])
        .unwrap();
    search.commit().unwrap();
    let find = |query: &str| search.conversations(query, &Filter::default(), 5).unwrap();
    assert_eq!(ids(&find("HF-10234"))[0], "t1");
    assert_eq!(ids(&find("10235")), ["t2"]);
    assert_eq!(ids(&find("林小雨")), ["t1"]);
    assert_eq!(ids(&find("linxiaoyu")), ["t1"]);
    assert_eq!(ids(&find("包裹")), ["t1"]);
    assert_eq!(ids(&find("mia router")), ["t2"]);
    assert!(search.articles("包裹", &Filter::default(), 5).unwrap().is_empty());
}

#[test]
fn an_article_put_again_is_replaced_and_a_removed_one_is_gone() {
    let desk = desk();
    desk.put_articles([article("refund", "如何申请换货", "换货流程。")]).unwrap();
    desk.commit().unwrap();
    assert_eq!(desk.state().articles, 7);
    assert_eq!(first(&desk, "换货").as_deref(), Some("refund"));

    desk.remove_articles(&["refund".into(), "no such".into()]).unwrap();
    desk.commit().unwrap();
    assert_eq!(desk.state().articles, 6);
    assert!(!ids(&desk.articles("换货", &Filter::default(), 5).unwrap()).contains(&"refund"));
}

#[test]
fn a_search_is_narrowed_and_a_filter_alone_lists_what_is_newest() {
    let search = Search::open(Place::Memory).unwrap();
    let made = |id: &str, kind: &str, lang: &str, category: &str, at| ArticleDoc {
        kind: kind.into(),
        lang: lang.into(),
        category: category.into(),
        updated_at_ms: at,
        ..article(id, "退款 refund", "How a refund works, 退款怎么走。")
    };
    let called = |id: &str, channel: &str, customer: &str, at| ConversationDoc {
        id: id.into(),
        subject: "退款".into(),
        channel: channel.into(),
        customer_id: customer.into(),
        updated_at_ms: at,
        ..ConversationDoc::default()
    };
    search
        .put_articles([
            made("a", "Faq", "zh-Hans", "refund/progress", 10),
            made("b", "Script", "en", "refund", 20),
            made("c", "Script", "zh-Hans", "", 30),
        ])
        .unwrap();
    search.put_conversations([called("t", "phone", "wang", 10), called("u", "chat", "wang", 20), called("v", "phone", "li", 30)]).unwrap();
    search.mark_built().unwrap();
    let found = |query: &str, filter: Filter| {
        let mut found: Vec<String> = search.articles(query, &filter, 9).unwrap().into_iter().map(|hit| hit.id).collect();
        if !query.is_empty() {
            found.sort();
        }
        found.join("")
    };
    let some = |value: &str| Some(value.to_owned());
    assert_eq!(found("退款", Filter::default()), "abc");
    assert_eq!(found("退款", Filter { kind: some("Script"), ..Filter::default() }), "bc");
    assert_eq!(found("退款", Filter { kind: some("Script"), lang: some("zh-Hans"), ..Filter::default() }), "c");
    assert_eq!(found("退款", Filter { category: some("refund"), ..Filter::default() }), "ab", "what is under it is in it");
    assert_eq!(found("退款", Filter { category: some("refund/progress"), ..Filter::default() }), "a");
    assert_eq!(found("退款", Filter { since_ms: Some(20), ..Filter::default() }), "bc");
    assert_eq!(found("", Filter { lang: some("zh-Hans"), ..Filter::default() }), "ca", "newest first");
    assert_eq!(found("", Filter { since_ms: Some(0), ..Filter::default() }), "cba");
    assert_eq!(found("", Filter::default()), "", "a whole index is no answer");
    assert_eq!(found("退款", Filter { kind: some("kind:Faq"), ..Filter::default() }), "");
    assert_eq!(found("退款", Filter { channel: some("phone"), ..Filter::default() }), "", "articles come by no channel");

    let of = |filter: Filter| ids(&search.conversations("", &filter, 9).unwrap()).join("");
    assert_eq!(of(Filter { channel: some("phone"), ..Filter::default() }), "vt");
    assert_eq!(of(Filter { channel: some("phone"), customer: some("wang"), ..Filter::default() }), "t");
}

#[test]
fn an_excerpt_begins_and_ends_with_whole_words() {
    let search = Search::open(Place::Memory).unwrap();
    let words = "everywhere international postage reaches the customer, and nothing more is asked of anybody ".repeat(6);
    search.put_articles([article("long", "Postage", &format!("{words} the walrus pays for it. {words}"))]).unwrap();
    search.mark_built().unwrap();
    let hit = search.articles("walrus", &Filter::default(), 1).unwrap().remove(0);
    let text: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
    let (first, last) = (text.split_whitespace().next().unwrap(), text.split_whitespace().last().unwrap());
    for word in [first, last] {
        assert!(format!("{words} the walrus pays for it. ").split_whitespace().any(|whole| whole == word), "{word:?} of {text:?}");
    }
    assert!(text.contains("walrus pays"));
}

#[test]
fn a_ticket_of_another_number_is_never_taken_for_the_one_that_was_asked_for() {
    let search = Search::open(Place::Memory).unwrap();
    let ticket = |number: &str| ConversationDoc { id: number.into(), number: number.into(), subject: "咨询".into(), ..ConversationDoc::default() };
    search.put_conversations([ticket("10003"), ticket("10300")]).unwrap();
    search.commit().unwrap();
    let found = |query: &str| search.conversations(query, &Filter::default(), 10).unwrap().into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert!(found("10303").is_empty(), "one that is not here yet is not another one");
    assert_eq!(found("10003"), ["10003"]);
    assert_eq!(found("1030"), ["10300"], "what is begun is found");
}
