//! Knowledge articles in two languages and three scripts, and what people ask for: in either script, in English, by
//! pinyin, and mistyped.

use holdfast_domain::{Article, ArticleId, ArticleKind, Content, Language, Timestamp};
use holdfast_search::ArticleDoc;

use crate::chance::Chance;
use crate::words::{MATTERS, THINGS, language, text};

/// The `number`th article.
pub fn article(number: u64, now: Timestamp) -> Article {
    let mut chance = Chance::of(3, number);
    let language = language(&mut chance);
    let (thing, matter) = (chance.one(&THINGS).in_language(language), chance.one(&MATTERS).in_language(language));
    let (title, questions) = match language {
        Language::Simplified => (format!("{thing}的{matter}说明 E-{number}"), vec![format!("{thing}怎么{matter}"), format!("{matter}要多久")]),
        Language::Traditional => (format!("{thing}的{matter}說明 E-{number}"), vec![format!("{thing}怎麼{matter}"), format!("{matter}要多久")]),
        Language::English => (
            format!("{matter} of the {thing}, E-{number}"),
            vec![format!("how does {matter} work for the {thing}"), format!("how long does {matter} take")],
        ),
    };
    let mut body = String::new();
    for heading in 1..=4 {
        let sentences = 2 + chance.below(4);
        body.push_str(&format!("## {heading}\n\n{}\n\n", text(language, sentences, &mut chance)));
    }
    let content = Content { questions, answer: text(language, 3, &mut chance), ..Content::new(ArticleKind::Faq, language, title, body) };
    let updated_at = now.plus_minutes(-i64::try_from(chance.below(500_000)).unwrap());
    Article::new(ArticleId::new(now.plus_minutes(-i64::try_from(number).unwrap()), chance.ten_bytes()), content, 1, updated_at)
}

/// The article as the index takes it in from a desk.
pub fn indexed(article: Article) -> ArticleDoc {
    ArticleDoc {
        id: article.id.to_string(),
        title: article.content.title,
        questions: article.content.questions,
        body: format!("{}\n{}", article.content.body, article.content.answer),
        lang: article.content.language.tag().to_owned(),
        kind: "Faq".to_owned(),
        category: String::new(),
        updated_at_ms: article.updated_at.millis(),
    }
}

/// Ways of asking.
pub const WAYS: [&str; 5] = ["simplified", "traditional", "English", "pinyin", "mistyped"];

/// What is typed, the `number`th of one way.
pub fn query(way: &str, number: u64) -> String {
    let mut chance = Chance::of(4, number);
    let (thing, matter) = (chance.one(&THINGS), chance.one(&MATTERS));
    match way {
        "simplified" => format!("{}怎么{}", thing.0, matter.0),
        "traditional" => format!("{}怎麼{}", thing.1, matter.1),
        "English" => format!("{} {} how long", thing.2, matter.2),
        "pinyin" => format!("{} {}", matter.3, thing.3),
        _ => slip(matter.2, &mut chance) + " " + &slip(thing.2, &mut chance),
    }
}

/// Two letters changed places.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = 1 + usize::try_from(chance.below(letters.len() as u64 - 2)).unwrap();
    letters.swap(place, place + 1);
    letters.into_iter().collect()
}
