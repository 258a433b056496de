//! An article as named fields: a line of JSON, a row of CSV, the head of a page. Export writes the same fields.

use holdfast_domain::{Article, ArticleId, ArticleKind, Language, Purpose, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::SkipReason;

/// The fields of an article, in the order in which they are written.
pub(crate) const FIELDS: [&str; 17] = [
    "id",
    "title",
    "body",
    "lang",
    "category",
    "kind",
    "questions",
    "answer",
    "version",
    "updated_at",
    "valid_from",
    "valid_until",
    "review_at",
    "pinned",
    "purpose",
    "shortcut",
    "variant_of",
];
/// Before an identity that Holdfast gave: an export brings its articles back to where they were. What else is called `id`
/// is another system's.
pub(crate) const OWN: &str = "holdfast:";

/// Named fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Record(pub Map<String, Value>);

impl Record {
    /// Everything that an article says.
    pub(crate) fn of(article: &Article) -> Self {
        let content = &article.content;
        let own = |id: ArticleId| format!("{OWN}{id}");
        let at = |at: Option<Timestamp>| at.map(written);
        let values = [
            Value::from(own(article.id)),
            Value::from(content.title.clone()),
            Value::from(content.body.clone()),
            Value::from(content.language.tag()),
            Value::from(content.category.clone()),
            tagged(&content.kind),
            Value::from(content.questions.clone()),
            Value::from(content.answer.clone()),
            Value::from(article.version),
            Value::from(written(article.updated_at)),
            Value::from(at(content.valid_from)),
            Value::from(at(content.valid_until)),
            Value::from(at(content.review_at)),
            Value::from(content.pinned),
            content.purpose.as_ref().map_or(Value::Null, tagged),
            Value::from(content.shortcut.clone()),
            Value::from(content.variant_of.map(own)),
        ];
        Self(FIELDS.iter().map(|field| (*field).to_owned()).zip(values).collect())
    }

    /// Whether a field is there, be it empty.
    pub(super) fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    fn value(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }

    pub(super) fn text(&self, field: &'static str) -> Result<Option<String>, SkipReason> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err(SkipReason::Field(field)),
        }
    }

    /// A text that says something.
    pub(super) fn word(&self, field: &'static str) -> Result<Option<String>, SkipReason> {
        Ok(self.text(field)?.filter(|text| !text.trim().is_empty()))
    }

    pub(super) fn list(&self, field: &'static str) -> Result<Vec<String>, SkipReason> {
        match self.value(field) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(parts(text)),
            Some(Value::Array(items)) => {
                items.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<_>>().ok_or(SkipReason::Field(field))
            }
            Some(_) => Err(SkipReason::Field(field)),
        }
    }

    pub(super) fn instant(&self, field: &'static str) -> Result<Option<Timestamp>, SkipReason> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(value) => instant(value).map(Some).ok_or(SkipReason::Field(field)),
        }
    }

    pub(super) fn flag(&self, field: &'static str) -> Result<bool, SkipReason> {
        match self.value(field) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::String(text)) if matches!(text.trim().to_ascii_lowercase().as_str(), "" | "false" | "no" | "0") => Ok(false),
            Some(Value::String(text)) if matches!(text.trim().to_ascii_lowercase().as_str(), "true" | "yes" | "1") => Ok(true),
            Some(_) => Err(SkipReason::Field(field)),
        }
    }

    /// One of a set of names.
    pub(super) fn one_of<V: DeserializeOwned>(&self, field: &'static str) -> Result<Option<V>, SkipReason> {
        self.word(field)?.map(|name| serde_json::from_value(Value::from(name.trim()))).transpose().map_err(|_| SkipReason::Field(field))
    }

    pub(super) fn kind(&self) -> Result<Option<ArticleKind>, SkipReason> {
        self.one_of("kind")
    }

    pub(super) fn purpose(&self) -> Result<Option<Purpose>, SkipReason> {
        self.one_of("purpose")
    }

    /// A language that is unknown here is found out from the text.
    pub(super) fn language(&self) -> Result<Option<Language>, SkipReason> {
        let tag = self.word("lang")?;
        Ok(tag.and_then(|tag| Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag.trim()))))
    }

    /// The article that an identity of Holdfast's own names; none for another system's.
    pub(super) fn article(&self, field: &str) -> Option<ArticleId> {
        self.value(field)?.as_str()?.trim().strip_prefix(OWN)?.parse().ok()
    }

    /// The identity, whosever it is, whether it was written as text or as a number.
    pub(super) fn source_id(&self) -> Option<String> {
        self.value("id").and_then(source_id)
    }
}

fn tagged(name: &impl Serialize) -> Value {
    serde_json::to_value(name).unwrap_or_default()
}

/// An instant as RFC 3339.
fn written(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map(|at| at.to_string()).unwrap_or_default()
}

/// An identity as text, whether it was written as text or as a number.
pub(super) fn source_id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An instant as RFC 3339, or as milliseconds since 1970.
pub(super) fn instant(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => number.as_i64().map(Timestamp::from_millis),
        Value::String(text) => text.trim().parse::<jiff::Timestamp>().ok().map(|at| Timestamp::from_millis(at.as_millisecond())),
        _ => None,
    }
}

/// Several texts in one, between upright strokes; a stroke that is part of a text has a backslash before it.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part, mut letters) = (Vec::new(), String::new(), text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek().is_some_and(|next| matches!(next, '|' | '\\')) => part.extend(letters.next()),
            '|' => parts.push(std::mem::take(&mut part)),
            _ => part.push(letter),
        }
    }
    parts.push(part);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// What [`parts`] takes apart.
pub(crate) fn joined(parts: &[String]) -> String {
    parts.iter().map(|part| part.replace('\\', "\\\\").replace('|', "\\|")).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_apart_as_they_were_joined() {
        let questions: Vec<String> = ["a|b", "c\\", "\\|", " d"].map(str::to_owned).into();
        assert_eq!(parts(&joined(&questions)), questions);
        assert_eq!(parts("怎么退|退款 多久||C:\\x"), ["怎么退", "退款 多久", "C:\\x"]);
    }
}
