//! Variables of a template (K7, K11): what is known is filled in, what is not stays as it is, and the placeholder guard then
//! keeps the reply from leaving.

/// What is known where a template is used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) customer: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) ticket: Option<String>,
    pub(crate) order: Option<String>,
    pub(crate) product: Option<String>,
    /// Why something is down, and when it is expected to be over (O3); when what was promised is due.
    pub(crate) cause: Option<String>,
    pub(crate) expected: Option<String>,
    pub(crate) promise: Option<String>,
}

/// A text with what is known filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) text: String,
    /// What was filled in, in order.
    pub(crate) values: Vec<String>,
    /// How many places there were.
    pub(crate) slots: u32,
}

/// The longest name of a variable, in characters.
const LONGEST: usize = 20;

impl Known {
    /// By any of the names that teams write: `{customer}`, `{客户}`, `[公司名称]`. `{cause}` alone may be of anything: in a text that
    /// does not tell of an outage it is for a person to fill in.
    fn value(&self, name: &str, of_outage: bool) -> Option<&str> {
        let name = name.trim().to_lowercase();
        let value = match name.as_str() {
            name if is_of_outage(name) => {
                if is_expected(name) {
                    &self.expected
                } else {
                    &self.cause
                }
            }
            "cause" | "原因" if of_outage => &self.cause,
            "customer" | "name" | "姓名" | "客户" | "客戶" | "顾客" | "顧客" | "客户姓名" | "客戶姓名" => &self.customer,
            "agent" | "客服" | "坐席" | "客服姓名" => &self.agent,
            "company" | "公司" | "公司名称" | "公司名稱" => &self.company,
            "ticket" | "number" | "工单" | "工單" | "工单号" | "工單號" => &self.ticket,
            "order" | "订单" | "訂單" | "订单号" | "訂單號" => &self.order,
            "promise" | "承诺" | "承諾" | "承诺时间" | "承諾時間" => &self.promise,
            "product" | "产品" | "產品" | "商品" => &self.product,
            _ => &None,
        };
        value.as_deref().filter(|value| !value.is_empty())
    }

    /// Whether a text tells a customer of an outage: it has a place for until when, or for the outage's cause by that name.
    pub(crate) fn tells_of_outage(text: &str) -> bool {
        places(text).iter().any(|place| is_of_outage(&place.name.trim().to_lowercase()))
    }

    /// Fills in a text.
    pub(crate) fn fill(&self, text: &str) -> Filled {
        let (places, of_outage) = (places(text), Self::tells_of_outage(text));
        let mut filled =
            Filled { text: String::with_capacity(text.len()), slots: u32::try_from(places.len()).unwrap_or(u32::MAX), ..Filled::default() };
        let mut rest = text;
        for Place { before, whole, name } in places {
            filled.text.push_str(before);
            match self.value(whose(name, before), of_outage) {
                Some(value) => {
                    filled.text.push_str(value);
                    filled.values.push(value.to_owned());
                }
                None => filled.text.push_str(whole),
            }
            rest = rest.get(before.len().saturating_add(whole.len())..).unwrap_or_default();
        }
        filled.text.push_str(rest);
        filled
    }
}

/// For why something is down or until when, and for nothing else.
fn is_of_outage(name: &str) -> bool {
    is_expected(name) || matches!(name, "outage cause" | "故障原因")
}

fn is_expected(name: &str) -> bool {
    matches!(name, "expected end" | "expected" | "预计恢复" | "預計恢復" | "预计恢复时间" | "預計恢復時間" | "恢复时间" | "恢復時間")
}

/// A place to fill in: what stands between it and the one before, the place with its brackets, and without.
struct Place<'a> {
    before: &'a str,
    whole: &'a str,
    name: &'a str,
}

fn places(text: &str) -> Vec<Place<'_>> {
    let (mut found, mut rest, mut from) = (Vec::new(), text, 0_usize);
    while let Some(at) = rest.get(from..).and_then(|open| open.find(['{', '['])).map(|at| at.saturating_add(from)) {
        let (before, slot) = rest.split_at(at);
        match slot_at(slot) {
            Some((whole, name)) => {
                found.push(Place { before, whole, name });
                rest = slot.get(whole.len()..).unwrap_or_default();
                from = 0;
            }
            None => from = at.saturating_add(1),
        }
    }
    found
}

/// A bare name is the agent's where they say who they are, and the customer's elsewhere.
fn whose<'a>(name: &'a str, before: &str) -> &'a str {
    let says_who = ["客服", "我是", "我叫", "I am ", "this is ", "my name is "].iter().any(|words| before.ends_with(words));
    if says_who && matches!(name, "姓名" | "name") { "agent" } else { name }
}

/// A place to fill in at the start of this text, with its brackets and without. A link's `[text](…)` is none, nor is `[1]`.
fn slot_at(text: &str) -> Option<(&str, &str)> {
    let (open, close) = if text.starts_with("{{") {
        ("{{", "}}")
    } else if text.starts_with('{') {
        ("{", "}")
    } else {
        ("[", "]")
    };
    let inner = text.strip_prefix(open)?;
    let end = inner.find(close)?;
    let name = inner.get(..end)?;
    let whole = text.get(..open.len().saturating_add(end).saturating_add(close.len()))?;
    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() <= LONGEST && !name.contains(['\n', '[', '{']);
    let is_link = open == "[" && text.get(whole.len()..).is_some_and(|rest| rest.starts_with('('));
    (is_name && !is_link).then_some((whole, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known { customer: Some("陶锦程".into()), agent: Some("温书言".into()), company: Some("晨雾".into()), ..Known::default() }
    }

    #[test]
    fn what_is_known_is_filled_in_and_the_rest_waits_for_a_person() {
        let filled = known().fill("您好，欢迎咨询[公司名称]，我是客服{客服}。{customer}，订单 {订单} 见[详情](https://x)[1]。");
        assert_eq!(known().fill("[姓名]您好，我是客服[姓名]").text, "陶锦程您好，我是客服温书言");
        assert_eq!(filled.text, "您好，欢迎咨询晨雾，我是客服温书言。陶锦程，订单 {订单} 见[详情](https://x)[1]。");
        assert_eq!((filled.values, filled.slots), (vec!["晨雾".to_owned(), "温书言".to_owned(), "陶锦程".to_owned()], 4));
    }

    #[test]
    fn a_script_for_an_outage_is_known_by_its_places_and_what_nobody_said_stays_open() {
        let script = "因为{cause}，预计{expected end}恢复，{承诺}前回电。";
        assert!(Known::tells_of_outage(script) && Known::tells_of_outage("{预计恢复}") && !Known::tells_of_outage("[姓名]您好{"));
        let known = Known { cause: Some("机房割接".into()), promise: Some("16:00".into()), ..known() };
        assert_eq!(known.fill(script).text, "因为机房割接，预计{expected end}恢复，16:00前回电。");
    }

    #[test]
    fn the_cause_of_an_outage_is_told_by_what_tells_of_an_outage_and_by_nothing_else() {
        let known = Known { cause: Some("机房割接".into()), expected: Some("16:00".into()), ..known() };
        for own in ["您的退款因{原因}没有办成。", "Your refund failed because of {cause}.", "[原因]"] {
            assert!(!Known::tells_of_outage(own), "{own}");
            assert_eq!(known.fill(own), Filled { text: own.to_owned(), values: Vec::new(), slots: 1 });
        }
        assert_eq!(known.fill("因{原因}，{恢复时间}恢复").text, "因机房割接，16:00恢复");
        assert_eq!(known.fill("因{故障原因}无法办理").text, "因机房割接无法办理");
        assert_eq!(known.fill("{Outage cause}, and {cause}").text, "机房割接, and 机房割接");
    }

    #[test]
    fn an_unclosed_bracket_is_text() {
        for text in ["{", "[", "a {b", "{{", "[[姓名", "{}", "[]"] {
            assert_eq!(known().fill(text).text, text);
        }
        assert_eq!(known().fill("{{customer}}!").text, "陶锦程!");
    }
}
