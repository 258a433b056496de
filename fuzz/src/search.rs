//! What a person types, or a customer wrote, on its way to the knowledge base.

use holdfast_search::{ArticleDoc, ConversationDoc, Filter, Hit, Place, Search, Vocabulary};
use std::sync::OnceLock;

/// Titles by number.
const TITLES: [&str; 4] = ["如何申请退款", "商家後臺操作指南", "Lost or stolen card", "服務(wù)質(zhì)量提升"];
const MOST: usize = 3;

fn desk() -> &'static Search {
    static DESK: OnceLock<Search> = OnceLock::new();
    DESK.get_or_init(|| {
        let search = Search::open(Place::Memory).unwrap();
        search.use_vocabulary(Vocabulary::read("退款 = 把钱要回来, refund\n银行卡 = card\n蓝鲸快充").0);
        let article = |(id, title): (usize, &&str)| ArticleDoc {
            id: id.to_string(),
            title: (*title).to_owned(),
            questions: vec!["怎么退钱？ Where is my money?".to_owned()],
            body: "打开订单，选择退款。Freeze your card 優(yōu)化 RAND.NV can't".to_owned(),
            ..ArticleDoc::default()
        };
        search.put_articles(TITLES.iter().enumerate().map(article)).unwrap();
        let conversation = ConversationDoc {
            id: "0".to_owned(),
            number: "HF-10234".to_owned(),
            customer: "林小雨".to_owned(),
            subject: TITLES[0].to_owned(),
            ..ConversationDoc::default()
        };
        search.put_conversations([conversation]).unwrap();
        search.mark_built().unwrap();
        search
    })
}

/// Each is answered, and what is shown of an article is what stands in it.
pub fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let everything = Filter::default();
    whole(&desk().articles(&text, &everything, MOST).unwrap());
    whole(&desk().conversations(&text, &everything, MOST).unwrap());
    whole(&desk().similar_articles(&text, MOST).unwrap());
    // As a filter it narrows, and never widens.
    let narrow = Filter { category: Some(text.into_owned()), ..everything };
    assert!(desk().articles("退款", &narrow, MOST).unwrap().is_empty(), "no article has a category");
}

fn whole(hits: &[Hit]) {
    assert!(hits.len() <= MOST);
    for hit in hits {
        let shown: String = hit.title.iter().map(|piece| piece.text.as_str()).collect();
        let at: usize = hit.id.parse().unwrap();
        assert!(shown == TITLES[at] && hit.score.is_finite());
    }
}
