//! A conversation without the customer in it, for an article made from it (K4): what is known of the customer by name, and
//! whatever looks like a number or an address of somebody.

use holdfast_domain::{Customer, FactKind, Language};
use regex::Regex;
use std::sync::LazyLock;

/// What stands where something was.
struct Marks {
    name: &'static str,
    phone: &'static str,
    mail: &'static str,
    order: &'static str,
    address: &'static str,
    account: &'static str,
    device: &'static str,
    number: &'static str,
}

const fn marks(language: Language) -> Marks {
    match language {
        Language::Simplified => Marks {
            name: "[姓名]",
            phone: "[电话]",
            mail: "[邮箱]",
            order: "[订单号]",
            address: "[地址]",
            account: "[账号]",
            device: "[设备号]",
            number: "[号码]",
        },
        Language::Traditional => Marks {
            name: "[姓名]",
            phone: "[電話]",
            mail: "[信箱]",
            order: "[訂單號]",
            address: "[地址]",
            account: "[帳號]",
            device: "[裝置號]",
            number: "[號碼]",
        },
        Language::English => Marks {
            name: "[name]",
            phone: "[phone]",
            mail: "[mail]",
            order: "[order]",
            address: "[address]",
            account: "[account]",
            device: "[device]",
            number: "[number]",
        },
    }
}

/// A pattern of this file that does not read finds nothing; a test sees to it that each does.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).inspect_err(|error| tracing::error!(%error, "a pattern of personal data does not read")).ok()
}

static MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"));
/// Letters, then at least five digits, perhaps in groups: orders, parcels, serial numbers.
static ORDER: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"(?-u:\b)[A-Za-z]{1,5}[-_ ]?\d{4,}(?:-\d+)*(?-u:\b)"));
/// A call number with its country, in groups or not.
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"(?:\+\d{1,3}[ -]?)?(?:\(\d{2,4}\)[ -]?)?\d{3,4}(?:[ -]?\d{3,4}){1,2}(?-u:\b)"));
/// Cards, identity cards, accounts.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\d[\d -]{10,}[\dXx]"));

/// The text without what tells who the customer is.
pub(crate) fn anonymous(text: &str, customer: Option<&Customer>, language: Language) -> String {
    let marks = marks(language);
    let mut text = text.to_owned();
    let mut known: Vec<(&str, &str)> = Vec::new();
    if let Some(customer) = customer {
        known.push((&customer.name, marks.name));
        known.extend(customer.name.split_whitespace().filter(|part| part.chars().count() > 2).map(|part| (part, marks.name)));
        known.extend(customer.phone.as_deref().map(|phone| (phone, marks.phone)));
        known.extend(customer.mail.as_deref().map(|mail| (mail, marks.mail)));
        for fact in &customer.facts {
            let mark = match fact.kind {
                FactKind::Order => marks.order,
                FactKind::Address => marks.address,
                FactKind::Account => marks.account,
                FactKind::Device => marks.device,
                // What the answer is about.
                FactKind::Product | FactKind::Bought => continue,
            };
            known.push((&fact.value, mark));
        }
    }
    // The longest first: an address may have the name in it.
    known.sort_by_key(|(value, _)| std::cmp::Reverse(value.len()));
    for (value, mark) in known.into_iter().filter(|(value, _)| value.chars().count() > 1) {
        text = text.replace(value, mark);
    }
    for (pattern, mark) in [(&MAIL, marks.mail), (&ORDER, marks.order), (&NUMBER, marks.number), (&PHONE, marks.phone)] {
        if let Some(pattern) = pattern.as_ref() {
            text = pattern.replace_all(&text, mark).into_owned();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_domain::{CustomerId, Fact};

    fn customer() -> Customer {
        let fact = |kind, value: &str| Fact { kind, value: value.to_owned() };
        Customer {
            phone: Some("139 0000 2284".into()),
            mail: Some("maeve@example.com".into()),
            facts: vec![fact(FactKind::Address, "7 Harbour Lane"), fact(FactKind::Product, "Mist S2")],
            ..Customer::named(CustomerId::new(holdfast_domain::Timestamp::default(), [1; 10]), "Maeve Lindqvist")
        }
    }

    #[test]
    fn nothing_of_the_customer_stays() {
        let text = "Hi Maeve, Maeve Lindqvist at 7 Harbour Lane, 139 0000 2284 or other.one@mail.example.org, order HQ-20260914-0826, card 6222 0212 3456 7890 123, \
                    phone +86 138-1234-5678, Mist S2 leaks after 24 hours.";
        let told = anonymous(text, Some(&customer()), Language::English);
        for secret in ["Maeve", "Lindqvist", "Harbour", "2284", "other.one", "20260914", "6222", "5678"] {
            assert!(!told.contains(secret), "{secret}: {told}");
        }
        assert!(told.contains("Mist S2 leaks after 24 hours."), "{told}");
    }

    #[test]
    fn chinese_numbers_go_too_and_the_matter_stays() {
        let told =
            anonymous("订单SF1234567890123，电话13812345678，身份证110101199003071234，48小时内退款，共3件，2026年", None, Language::Simplified);
        assert_eq!(told, "订单[订单号]，电话[电话]，身份证[号码]，48小时内退款，共3件，2026年");
    }
}
