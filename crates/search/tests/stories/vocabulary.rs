//! Stories of a lead who writes the team's own words down.

use std::path::Path;

use holdfast_search::{ArticleDoc, ConversationDoc, Fault, Filter, Hit, LineFault, Place, Search, Vocabulary};

const KEY: [u8; 32] = [4; 32];

fn read(text: &str) -> Vocabulary {
    let (vocabulary, faults) = Vocabulary::read(text);
    assert_eq!(faults, []);
    vocabulary
}

fn article(id: &str, title: &str, body: &str) -> ArticleDoc {
    ArticleDoc { id: id.into(), title: title.into(), body: body.into(), ..ArticleDoc::default() }
}

fn knowledge() -> Vec<ArticleDoc> {
    vec![
        article("refund", "如何申请退款", "打开订单，选择退款，填写原因后提交。七天内原路退回。"),
        article("return", "Sending a parcel back", "Print the label and hand it in. You get a refund when it has arrived."),
        article("wallet", "钱包丢失", "钱包丢失后请尽快报警。"),
        article("scooter", "蓝鲸快充使用说明", "蓝鲸快充只在夜间工作。"),
        article("whale", "蓝色的鲸与快速充电", "鲸是蓝色的；充电要快。"),
    ]
}

fn fill(search: &Search) {
    search.clear().unwrap();
    search.put_articles(knowledge()).unwrap();
    search.mark_built().unwrap();
}

fn desk(vocabulary: &str) -> Search {
    let search = Search::open(Place::Memory).unwrap();
    search.use_vocabulary(read(vocabulary));
    fill(&search);
    assert!(!search.state().needs_rebuild);
    search
}

fn sealed(folder: &Path) -> Search {
    Search::open(Place::Sealed { folder: folder.to_owned(), key: KEY }).unwrap()
}

fn found(search: &Search, query: &str) -> Vec<String> {
    search.articles(query, &Filter::default(), 9).unwrap().into_iter().map(|hit| hit.id).collect()
}

fn first(search: &Search, query: &str) -> Option<String> {
    found(search, query).into_iter().next()
}

fn marked(pieces: &[holdfast_search::Piece]) -> Vec<&str> {
    pieces.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect()
}

#[test]
fn a_word_finds_what_is_written_with_another() {
    let desk = desk("退款 = 退钱, 把钱要回来, 薅回来");
    for query in ["退钱", "我想退钱", "怎么把钱要回来", "薅回来"] {
        assert_eq!(first(&desk, query).as_deref(), Some("refund"), "{query}");
    }
    let hit = desk.articles("薅回来", &Filter::default(), 1).unwrap().remove(0);
    assert_eq!(marked(&hit.title), ["退款"], "it is shown what was found");
    assert_eq!(desk.similar_articles("你好，我上周买的尺码不合适，想薅回来，谢谢", 3).unwrap()[0].id, "refund");
}

#[test]
fn a_chinese_word_finds_an_english_article_and_the_other_way_round() {
    let desk = desk("退款 = refund, money back\n钱包 = wallet");
    assert_eq!(found(&desk, "退款"), ["refund", "return"], "the word itself comes first");
    assert_eq!(found(&desk, "refunds"), ["refund", "return"], "what is about it before what mentions it");
    assert!(found(&desk, "I want my money back").contains(&"refund".to_owned()));
    assert_eq!(first(&desk, "lost WALLET").as_deref(), Some("wallet"));
}

#[test]
fn either_script_and_any_width_say_the_same() {
    let traditional = desk("退款＝退錢、薅回來；ＲＥＦＵＮＤ");
    for query in ["薅回来", "薅回來"] {
        assert_eq!(first(&traditional, query).as_deref(), Some("refund"), "{query}");
    }
    assert_eq!(found(&traditional, "ｒｅｆｕｎｄ"), ["refund", "return"]);
    let simplified = desk("退款=薅回来");
    assert_eq!(first(&simplified, "薅回來").as_deref(), Some("refund"));
    assert_eq!(read("軟體 = 應用"), read("应用,软体"));
}

#[test]
fn taiwans_word_is_understood_before_its_synonyms_are() {
    let desk = desk("退款 = refund");
    assert!(found(&desk, "退費").contains(&"return".to_owned()), "退費 is 退款, and that is refund");
}

#[test]
fn a_synonym_counts_less_than_the_word_however_rare_it_is() {
    let search = Search::open(Place::Memory).unwrap();
    search.use_vocabulary(read("退款 = 返还金"));
    search.clear().unwrap();
    let common = (0..40).map(|n| article(&format!("common{n}"), "退款", "退款说明"));
    search.put_articles(common.chain([article("rare", "返还金", "返还金说明")])).unwrap();
    search.put_articles((0..40).map(|n| article(&format!("other{n}"), "发票", "开票说明"))).unwrap();
    search.mark_built().unwrap();
    let hits = search.articles("退款", &Filter::default(), 60).unwrap();
    let at = hits.iter().position(|hit| hit.id == "rare").unwrap();
    assert_eq!(at, 40, "after each that has the word itself");
}

#[test]
fn the_end_of_a_word_and_the_beginning_of_the_next_are_no_word() {
    let desk = desk("退钱 = wallet\n会员 = refund");
    assert_eq!(found(&desk, "机会员工"), Vec::<String>::new(), "机会|员工 holds no 会员");
    assert_eq!(first(&desk, "会员").as_deref(), Some("return"));
}

#[test]
fn of_two_words_the_longer_is_meant() {
    let desk = desk("退款进度 = parcel\n退款 = wallet police");
    assert_eq!(found(&desk, "退款进度"), ["refund", "return"], "and not what 退款 alone stands for");
}

#[test]
fn a_word_of_the_team_is_cut_out_whole() {
    let without = desk("");
    let with = desk("蓝鯨快充 # our scooter's charger");
    let scores = |search: &Search| -> Vec<Hit> { search.articles("蓝鲸快充", &Filter::default(), 9).unwrap() };
    assert_eq!(scores(&with)[0].id, "scooter");
    let lead = |hits: &[Hit]| hits[0].score / hits.get(1).map_or(f32::MIN_POSITIVE, |hit| hit.score);
    assert!(lead(&scores(&with)) > lead(&scores(&without)), "it no longer answers as four characters");
    assert_eq!(first(&with, "我的藍鯨快充壞了").as_deref(), Some("scooter"));
}

#[test]
fn synonyms_need_no_rebuild_and_words_do() {
    let search = Search::open(Place::Memory).unwrap();
    assert!(search.use_vocabulary(read("")), "nothing is built yet");
    fill(&search);
    assert!(!search.use_vocabulary(read("退款 = 薅回来")));
    assert_eq!(first(&search, "薅回来").as_deref(), Some("refund"));
    assert!(!search.use_vocabulary(read("退款 = 薅回来\n退款\n云闪付")), "words that the dictionary has");

    assert!(search.use_vocabulary(read("退款 = 薅回来\n蓝鲸快充")));
    assert!(search.state().needs_rebuild);
    assert_eq!(first(&search, "蓝鲸快充").as_deref(), Some("scooter"), "it answers meanwhile");
    fill(&search);
    assert!(!search.state().needs_rebuild);
    assert!(!search.use_vocabulary(read("蓝鲸快充")), "the same words");
    assert_eq!(first(&search, "薅回来"), None, "a group that was taken out is forgotten at once");
    assert!(search.use_vocabulary(read("")), "a word that was taken out");
    assert!(!search.use_vocabulary(read("藍鯨快充")), "and is put back in the other script");
}

#[test]
fn what_is_whole_answers_until_what_replaces_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let search = sealed(folder.path());
    search.use_vocabulary(read(""));
    fill(&search);
    search.put_conversations([ConversationDoc { id: "t".into(), subject: "蓝鲸快充坏了".into(), ..ConversationDoc::default() }]).unwrap();
    search.commit().unwrap();

    assert!(search.use_vocabulary(read("蓝鲸快充")));
    search.clear().unwrap();
    search.put_articles([article("new", "蓝鲸快充", "")]).unwrap();
    search.commit().unwrap();
    assert!(search.state().needs_rebuild);
    assert_eq!(found(&search, "退款"), ["refund"], "the one before");
    assert_eq!(search.conversations("蓝鲸快充", &Filter::default(), 3).unwrap().len(), 1);
    drop(search);

    // The power went. What was begun is gone, and what was there is there.
    let search = sealed(folder.path());
    assert!(search.use_vocabulary(read("蓝鲸快充")));
    assert_eq!(search.state().articles, 5);
    search.clear().unwrap();
    search.put_articles([article("new", "蓝鲸快充", "")]).unwrap();
    search.mark_built().unwrap();
    let state = search.state();
    assert_eq!((state.needs_rebuild, state.articles, state.conversations), (false, 1, 0));
    assert_eq!(found(&search, "蓝鲸快充"), ["new"]);
    search.put_articles(knowledge()).unwrap();
    search.commit().unwrap();
    assert_eq!(first(&search, "退款").as_deref(), Some("refund"), "from now on a commit shows again");
}

#[test]
fn a_vocabulary_that_changes_during_a_rebuild_asks_for_another() {
    let search = desk("");
    assert!(search.use_vocabulary(read("蓝鲸快充")));
    search.clear().unwrap();
    search.put_articles(knowledge()).unwrap();
    assert!(search.use_vocabulary(read("蓝鲸快充\n鲸与快速")));
    search.put_articles(knowledge()).unwrap();
    search.mark_built().unwrap();
    assert!(search.state().needs_rebuild, "half of it is cut by other words");
    fill(&search);
    assert!(!search.state().needs_rebuild);
}

#[test]
fn a_restart_with_the_same_words_rebuilds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let words = "蓝鲸快充\n退款 = 薅回来";
    {
        let search = sealed(folder.path());
        assert!(search.use_vocabulary(read(words)));
        fill(&search);
    }
    let search = sealed(folder.path());
    assert!(!search.state().needs_rebuild, "nobody has said yet which words are wanted");
    assert!(!search.use_vocabulary(read(words)));
    search.put_articles([article("more", "蓝鲸快充的价格", "")]).unwrap();
    search.commit().unwrap();
    drop(search);
    let search = sealed(folder.path());
    assert!(!search.use_vocabulary(read("# in another order\n退款 = 薅回来\n\n蓝鲸快充")));
    assert!(found(&search, "蓝鲸快充").contains(&"more".to_owned()));
    drop(search);
    assert!(sealed(folder.path()).use_vocabulary(read("")), "the article was deleted meanwhile");
}

#[test]
fn an_empty_vocabulary_changes_nothing() {
    let before = Search::open(Place::Memory).unwrap();
    before.put_articles(knowledge()).unwrap();
    before.mark_built().unwrap();
    let with = desk("# nothing yet\n\n");
    for query in ["退款", "refund", "退", "tuikuan", "蓝鲸快充", "wallte", "我的錢包丟了", ""] {
        let ask = |search: &Search| search.articles(query, &Filter::default(), 9).unwrap();
        assert_eq!(ask(&before), ask(&with), "{query}");
    }
    assert!(!before.use_vocabulary(Vocabulary::default()), "what was built before there were vocabularies stays");
    assert!(read("# nothing yet").is_empty());
}

#[test]
fn a_faulty_line_is_named_and_the_others_count() {
    let long = "长".repeat(41);
    let large = (0..21).map(|n| format!("词{n}")).collect::<Vec<_>>().join("、");
    let text = format!("退款 = 薅回来\n{long}\n# fine\n{large}\n退款 =\n== 、\nrefund\n云闪付\n???");
    let (vocabulary, faults) = Vocabulary::read(&text);
    let told: Vec<(usize, Fault)> = faults.into_iter().map(|LineFault { line, fault }| (line, fault)).collect();
    assert_eq!(
        told,
        [(2, Fault::LongWord), (4, Fault::LargeGroup), (5, Fault::OneSided), (6, Fault::NoWord), (7, Fault::NeverCut), (9, Fault::NoWord)]
    );
    assert_eq!(vocabulary, read("退款 = 薅回来\n云闪付"));
}

#[test]
fn too_many_words_are_read_as_far_as_they_go() {
    let text = (0..3_000).map(|n| format!("a{n} = b{n}\n")).collect::<String>();
    let (vocabulary, faults) = Vocabulary::read(&text);
    assert_eq!(faults, [LineFault { line: 2_501, fault: Fault::ManyWords }]);
    let search = Search::open(Place::Memory).unwrap();
    search.use_vocabulary(vocabulary);
    search.put_articles([article("b", "b2499", ""), article("c", "b2500", "")]).unwrap();
    search.mark_built().unwrap();
    assert_eq!(found(&search, "a2499"), ["b"]);
}

#[test]
fn a_fingerprint_tells_whether_anything_changed() {
    let print = |text: &str| read(text).fingerprint();
    assert_eq!(print("退款 = 退錢\n蓝鲸快充"), print("蓝鲸快充 # ours\r\n\r\n退钱，退款"));
    let all = ["", "退款 = 退钱", "退款 = 退钱, 返款", "退款 = 退钱\n蓝鲸快充", "蓝鲸快充", "退款\n退钱"].map(print);
    let different: std::collections::HashSet<&String> = all.iter().collect();
    assert_eq!(different.len(), all.len());
    assert_eq!(print("退款 = 退钱").len(), 16);
}
