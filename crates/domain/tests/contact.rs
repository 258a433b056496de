//! What a caller says of how to reach them is understood, and kept as what it is (T9).

use holdfast_domain::{Contact, Customer, CustomerId, Fact, FactKind};
use uuid::Uuid;

#[test]
fn a_number_an_address_and_an_account_are_told_apart() {
    for number in ["138 0013 8000", "+86-138-0013-8000", "＋86 10 6552 9988", "(0755) 8800.1122", "110"] {
        assert_eq!(Contact::of(number), Some(Contact::Phone), "{number}");
    }
    for mail in ["wang@example.com", " 王丽@例子.中国 ", "a+b@c"] {
        assert_eq!(Contact::of(mail), Some(Contact::Mail), "{mail}");
    }
    for account in ["wang_li", "@wangli", "wang@", "a@b@c", "wang li@example.com", "HQ-20261120-8837", "12", "小王 138 0013 8000"] {
        assert_eq!(Contact::of(account), Some(Contact::Account), "{account}");
    }
    assert_eq!(Contact::of("  "), None);
}

#[test]
fn a_customer_is_reached_by_what_is_written_in_another_way_and_by_nothing_that_only_begins_so() {
    let fact = |kind, value: &str| Fact { kind, value: value.to_owned() };
    let customer = Customer {
        id: CustomerId(Uuid::nil()),
        name: "王丽".to_owned(),
        tier: 0,
        language: None,
        phone: Some("+86 138-0013-8000".to_owned()),
        mail: Some("Wang.Li@example.com".to_owned()),
        tags: Vec::new(),
        facts: vec![fact(FactKind::Account, "wang_li"), fact(FactKind::Order, "20261120"), fact(FactKind::Device, "S2")],
        since: None,
    };
    for typed in ["8613800138000", "+86 138 0013 8000", "wang.li@EXAMPLE.com", "WANG_LI", "20261120"] {
        assert!(customer.is_reached_by(typed), "{typed}");
    }
    for typed in ["", "138 0013", "wang.li@example", "wang", "S2", "2026112"] {
        assert!(!customer.is_reached_by(typed), "{typed}");
    }
}
