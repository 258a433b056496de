//! What a new ticket is about, by the lead's rules and by the tickets the team has closed.

use holdfast_search::guess::{Because, Guess, Learner, LineFault, Model, Reason, Rules, What, guess};
use proptest::prelude::*;

const HANDBOOK: &str = "\
# 售后
退款, 退貨, refund ! 已退款, refunded already -> category refund/request, queue 售后
快遞 & 破損、parcel & broken → 分類 delivery/damaged，隊列 售后（一线）

起火，冒烟，受傷, fire, injured => 紧急程度 应急
投诉 & 经理 -> urgency urgent, category complaint
";

fn rules() -> Rules {
    let (rules, faults) = Rules::read(HANDBOOK);
    assert_eq!(faults, [], "the handbook is well written");
    rules
}

fn said(guesses: &[Guess]) -> Vec<(What, &str)> {
    guesses.iter().map(|guess| (guess.what, guess.value.as_str())).collect()
}

fn by_rule(guess: &Guess) -> (u32, Vec<&str>) {
    match &guess.because {
        Because::Rule { line, words } => (*line, words.iter().map(String::as_str).collect()),
        Because::Learned { .. } => panic!("{guess:?} is learned"),
    }
}

fn fault(line: &str) -> Reason {
    let (rules, faults) = Rules::read(line);
    assert!(rules.is_empty(), "{line}");
    let [LineFault { line: 1, reason }] = faults.as_slice() else { panic!("{line}: {faults:?}") };
    reason.clone()
}

#[test]
fn a_rule_names_category_and_queue_and_the_words_the_customer_wrote() {
    let guesses = rules().guess("你好，訂單還沒到，我要退(tuì)款。");
    assert_eq!(said(&guesses), [(What::Category, "refund/request"), (What::Queue, "售后")]);
    assert_eq!(by_rule(&guesses[0]), (2, vec!["退(tuì)款"]));
    assert_eq!(guesses[0].because, guesses[1].because);
}

#[test]
fn both_scripts_all_widths_and_any_case_are_one_word() {
    for text in ["我要退货", "我要退貨", "Ｒｅｆｕｎｄ please", "REFUNDS?", "退\u{200b}款"] {
        assert_eq!(said(&rules().guess(text)).first(), Some(&(What::Category, "refund/request")), "{text}");
    }
}

#[test]
fn latin_words_are_met_whole_and_in_every_form() {
    let (rules, faults) = Rules::read("fire, lost card, can't log in, C++ -> urgency high\n110 -> queue police");
    assert_eq!(faults, []);
    for text in ["There were two fires", "手机fire了", "I LOST\ncards", "lost-card", "cant log in", "can’t log in", "a C++ error"] {
        assert_eq!(said(&rules.guess(text)), [(What::Urgency, "high")], "{text}");
    }
    for text in ["firewall", "campfire", "lost. Card", "lost my card", "C+", "1100", "x110"] {
        assert_eq!(rules.guess(text), [], "{text}");
    }
}

#[test]
fn chinese_words_are_met_within_others_but_not_across_a_gap() {
    let (rules, _) = Rules::read("退款 -> queue 售后");
    assert_eq!(rules.guess("申请退款单").len(), 1);
    for text in ["退，款", "退 款", "退\n款", "退換款"] {
        assert_eq!(rules.guess(text), [], "{text}");
    }
}

#[test]
fn words_joined_must_all_be_there() {
    let guesses = rules().guess("快递送来时外壳破损了");
    assert_eq!(said(&guesses), [(What::Category, "delivery/damaged"), (What::Queue, "售后（一线）")]);
    assert_eq!(by_rule(&guesses[0]), (3, vec!["快递", "破损"]));
    assert_eq!(rules().guess("快递什么时候到"), []);
    assert_eq!(by_rule(&rules().guess("Broken parcels!")[0]), (3, vec!["parcels", "Broken"]));
}

#[test]
fn an_excluded_word_silences_its_rule_alone() {
    assert_eq!(rules().guess("已退款，謝謝"), []);
    assert_eq!(rules().guess("It was refunded already"), []);
    assert_eq!(said(&rules().guess("已退款，但電池冒煙")), [(What::Urgency, "emergency")]);
    let (rules, _) = Rules::read("退款 ! 测试 & 演练, 玩笑 -> queue 售后");
    assert_eq!(rules.guess("测试退款").len(), 1);
    assert_eq!(rules.guess("演练：测试退款"), []);
    assert_eq!(rules.guess("退款，开个玩笑"), []);
}

#[test]
fn the_first_rule_decides_and_later_ones_fill_what_it_leaves_open() {
    let guesses = rules().guess("我要投诉你们经理，要求退款，手也受伤了");
    let lines: Vec<u32> = guesses.iter().map(|guess| by_rule(guess).0).collect();
    assert_eq!(said(&guesses), [(What::Category, "refund/request"), (What::Queue, "售后"), (What::Urgency, "emergency")]);
    assert_eq!(lines, [2, 2, 5]);
    assert_eq!(said(&rules().guess("投訴經理")), [(What::Category, "complaint"), (What::Urgency, "high")]);
}

#[test]
fn urgency_has_names_in_both_scripts() {
    let named = [
        ("low", "low"),
        ("不急", "low"),
        ("普通", "normal"),
        ("一般", "normal"),
        ("Urgent", "high"),
        ("较急", "high"),
        ("較急", "high"),
        ("應急", "emergency"),
        ("緊急", "emergency"),
        ("EMERGENCY", "emergency"),
    ];
    for (written, name) in named {
        for key in ["urgency ", "Urgency: ", "紧急程度", "緊急程度 ", "緊急程度："] {
            let (rules, faults) = Rules::read(&format!("火 -> {key}{written}"));
            assert_eq!(faults, [], "{key}{written}");
            assert_eq!(said(&rules.guess("着火")), [(What::Urgency, name)], "{key}{written}");
        }
    }
}

#[test]
fn what_a_chinese_keyboard_types_for_a_sign_is_that_sign() {
    let (rules, faults) = Rules::read("\u{feff}＃ 说明\r\n退款＆快递；退货 ！已退 －＞ 队列：售后；分类 退\r\n黑屏 -》 queue = 维修 # 手机\r\n");
    assert_eq!(faults, []);
    assert_eq!(said(&rules.guess("退货")), [(What::Category, "退"), (What::Queue, "售后")]);
    assert_eq!(said(&rules.guess("黑屏")), [(What::Queue, "维修")]);
    assert_eq!(rules.values().collect::<Vec<_>>(), [(2, What::Queue, "售后"), (2, What::Category, "退"), (3, What::Queue, "维修")]);
}

#[test]
fn a_line_that_is_not_understood_says_why() {
    assert_eq!(fault("退款 category refund"), Reason::NoArrow);
    assert_eq!(fault("退款 -> queue a → queue b"), Reason::TwoArrows);
    assert_eq!(fault("-> queue 售后"), Reason::NoWords);
    assert_eq!(fault(" ， ! 测试 -> queue 售后"), Reason::NoWords);
    assert_eq!(fault("退款 & -> queue 售后"), Reason::WordMissing);
    assert_eq!(fault("退款 & - -> queue 售后"), Reason::WordMissing);
    assert_eq!(fault("退款 ! -> queue 售后"), Reason::WordMissing);
    assert_eq!(fault("退款 ->"), Reason::NothingFollows);
    assert_eq!(fault("退款 -> , # queue 售后"), Reason::NothingFollows);
    assert_eq!(fault("退款 -> colour red"), Reason::UnknownKey("colour".to_owned()));
    assert_eq!(fault("退款 -> queues red"), Reason::UnknownKey("queues".to_owned()));
    assert_eq!(fault("退款 -> queue"), Reason::NoValue(What::Queue));
    assert_eq!(fault("退款 -> 分类："), Reason::NoValue(What::Category));
    assert_eq!(fault("退款 -> urgency 很急很急"), Reason::UnknownUrgency("很急很急".to_owned()));
    assert_eq!(fault("退款 -> queue a, queue b"), Reason::Twice(What::Queue));
}

#[test]
fn one_bad_line_leaves_the_others_standing() {
    let (rules, faults) = Rules::read("退款 -> queue 售后\n换货 售后\n\n# 完\n开票 -> queue 财务");
    assert_eq!(faults, [LineFault { line: 2, reason: Reason::NoArrow }]);
    assert_eq!(said(&rules.guess("开票")), [(What::Queue, "财务")]);
    let (_, faults) = Rules::read(&"退款 -> queue 售后\n".repeat(2_001));
    assert_eq!(faults, [LineFault { line: 2_001, reason: Reason::TooMany }]);
}

/// Fifty tickets of each of three kinds, in both scripts and in English, no two alike.
fn closed() -> Vec<(String, &'static str)> {
    let whose = ["我的", "媽媽的", "同事的", "公司的", "客人的", "my", "our", "his", "the office", "her"];
    let kinds = [
        (
            "refund",
            ["订单申请退款没到账", "那筆退貨的錢還沒退", "order should be refunded, money back please", "退款三天了", "refund is still missing"],
        ),
        ("delivery", ["快递还没有送到", "包裹的物流一直不動", "parcel has not been delivered", "物流单号查不到", "courier lost the package"]),
        (
            "login",
            ["账号登录不了", "密碼忘記了無法登入", "password does not work, cannot sign in", "验证码收不到", "account is locked after sign in"],
        ),
    ];
    let one = |(label, texts): (&'static str, [&'static str; 5])| {
        whose.into_iter().flat_map(move |whose| texts.into_iter().map(move |text| (format!("{whose} {text}"), label)))
    };
    let each: Vec<Vec<_>> = kinds.into_iter().map(|kind| one(kind).collect()).collect();
    (0..50).flat_map(|at| each.iter().map(move |kind| kind[at].clone()).collect::<Vec<_>>()).collect()
}

fn learner() -> Learner {
    let mut learner = Learner::new();
    for (text, label) in closed() {
        learner.learn(&text, label);
    }
    learner
}

fn learned(model: &Model, text: &str) -> Option<(String, Vec<String>, u8, u32)> {
    model.guess(text).map(|guess| match guess.because {
        Because::Learned { words, share, of } => (guess.value, words, share, of),
        Because::Rule { .. } => panic!("{text} met a rule"),
    })
}

#[test]
fn closed_tickets_teach_their_categories_in_three_spellings() {
    let model = learner().model();
    for (text, label) in [
        ("妹妹的退款還沒到賬", "refund"),
        ("Where is the refund? I want my MONEY back", "refund"),
        ("物流單號查不到，包裹沒有送到", "delivery"),
        ("the courier never delivered our package", "delivery"),
        ("忘记密码，登录不了", "login"),
    ] {
        let (value, words, share, of) = learned(&model, text).unwrap_or_else(|| panic!("{text}: {:?}", model.likely(text, 3)));
        assert_eq!((value.as_str(), of), (label, 150), "{text}");
        assert!((1..=3).contains(&words.len()) && words.iter().all(|word| text.contains(word.as_str())), "{text}: {words:?}");
        assert!((50..=100).contains(&share) && Some(share) >= model.threshold(), "{text}: {share}");
    }
    let (_, words, ..) = learned(&model, "請問，我的退款三天了").unwrap();
    assert!(words.iter().any(|word| word.contains("退款")), "{words:?}");
}

#[test]
fn what_was_never_seen_is_not_guessed() {
    let model = learner().model();
    for text in ["", "？？", "附近有停車場嗎", "Do you sell umbrellas in Osaka", "我的", "the"] {
        assert_eq!(model.guess(text), None, "{text}: {:?}", model.likely(text, 3));
    }
}

#[test]
fn too_few_tickets_of_a_kind_are_no_ground_to_answer() {
    let mut learner = learner();
    for at in 0..19 {
        learner.learn(&format!("发票抬头开错了，第{at}次"), "invoice");
    }
    let text = "发票抬头开错了";
    assert_eq!(learner.model().guess(text), None);
    assert!(learner.model().likely(text, 9).iter().all(|(label, _)| label != "invoice"));
    learner.learn("发票抬头开错了，又一次", "invoice");
    assert_eq!(learned(&learner.model(), text).map(|(value, ..)| value).as_deref(), Some("invoice"));
}

#[test]
fn an_empty_or_single_minded_team_learns_nothing() {
    assert_eq!(Learner::new().model().guess("退款"), None);
    let mut learner = Learner::new();
    for at in 0..60 {
        learner.learn(&format!("退款{at}"), "refund");
        learner.learn("", "nothing");
        learner.learn("没有分类的工单", "");
    }
    assert_eq!(learner.model().guess("退款"), None);
}

#[test]
fn the_same_tickets_make_the_same_model() {
    let (a, b) = (learner().model(), learner().model());
    for (text, _) in closed() {
        assert_eq!(a.guess(&text), b.guess(&text));
    }
}

#[test]
fn labels_without_a_pattern_are_not_answered() {
    let mut learner = Learner::new();
    for (at, (text, _)) in closed().iter().enumerate() {
        learner.learn(text, ["a", "b"][(at * 7919 / 13) % 2]);
    }
    let model = learner.model();
    let answered = closed().iter().filter(|(text, _)| model.guess(text).is_some()).count();
    assert!(answered < 15, "{answered} of 150 at {:?}", model.threshold());
}

#[test]
fn rules_speak_first_and_the_model_fills_what_they_leave_open() {
    let model = learner().model();
    let text = "電池冒煙了，物流單號查不到，包裹沒有送到";
    let guesses = guess(&rules(), Some(&model), text);
    assert_eq!(said(&guesses), [(What::Category, "delivery"), (What::Urgency, "emergency")]);
    assert!(matches!(guesses[0].because, Because::Learned { .. }));
    assert_eq!(said(&guess(&rules(), None, text)), [(What::Urgency, "emergency")]);
    let guesses = guess(&rules(), Some(&model), "包裹沒有送到，我要退款");
    assert_eq!(by_rule(&guesses[0]), (2, vec!["退款"]));
    assert_eq!(guesses.len(), 2);
}

#[test]
fn hostile_texts_do_no_harm() {
    let model = learner().model();
    let mut long = "退款".repeat(200_000);
    long.push_str("起火");
    assert_eq!(said(&rules().guess(&long)).len(), 2, "what stands far behind is not read");
    let mut learner = Learner::new();
    for text in ["\u{0}\u{fffd}\u{202e}", "👩‍👩‍👧🔥", "a\u{301}\u{301}\u{301}", &"é".repeat(9_000), &"x".repeat(100_000), &long, "優(yōu)", "&&&->->!!"]
    {
        let _ = guess(&rules(), Some(&model), text);
        let _ = Rules::read(text);
        learner.learn(text, text);
    }
    let _ = learner.model().guess(&long);
}

proptest! {
    #[test]
    fn any_article_is_read_and_any_text_is_quoted_from_itself(article in "([退款火已a-z&!,，# ]{0,9}(->|→|-》)[队列queue category紧急程度高售后]{0,12}\n){0,5}", text in "[退退款火已a-z 'é，\n]{0,40}") {
        let (rules, faults) = Rules::read(&article);
        prop_assert!(faults.len() <= article.lines().count());
        for guess in guess(&rules, None, &text) {
            let (line, words) = by_rule(&guess);
            prop_assert!(line as usize <= article.lines().count());
            prop_assert!(!words.is_empty() && words.iter().all(|word| text.contains(word)));
        }
        let _ = Rules::read(&text);
    }
}
