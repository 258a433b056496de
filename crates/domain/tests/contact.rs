//! What a caller says of how to reach them is understood, and kept as what it is (T9).

use holdfast_domain::{ContactKind, Customer, CustomerId, Fact, FactKind};
use uuid::Uuid;

#[test]
fn a_number_an_address_and_an_account_are_told_apart() {
    for number in ["138 0013 8000", "+86-138-0013-8000", "＋86 10 6552 9988", "(0755) 8800.1122", "110"] {
        assert_eq!(ContactKind::of(number), Some(ContactKind::Phone), "{number}");
    }
    for mail in ["wang@example.com", " 王丽@例子.中国 ", "a+b@c"] {
        assert_eq!(ContactKind::of(mail), Some(ContactKind::Mail), "{mail}");
    }
    for account in ["wang_li", "@wangli", "wang@", "a@b@c", "wang li@example.com", "HQ-20261120-8837", "12", "小王 138 0013 8000"] {
        assert_eq!(ContactKind::of(account), Some(ContactKind::Account), "{account}");
    }
    assert_eq!(ContactKind::of("  "), None);
}

#[test]
fn a_customer_is_reached_by_what_is_written_in_another_way_and_by_nothing_that_only_begins_so() {
    let fact = |kind, value: &str| Fact { kind, value: value.to_owned() };
    let customer = Customer {
        phone: Some("+86 138-0013-8000".to_owned()),
        mail: Some("Wang.Li@example.com".to_owned()),
        facts: vec![fact(FactKind::Account, "wang_li"), fact(FactKind::Order, "20261120"), fact(FactKind::Device, "S2")],
        ..Customer::named(CustomerId(Uuid::nil()), "王丽")
    };
    for typed in ["8613800138000", "+86 138 0013 8000", "wang.li@EXAMPLE.com", "WANG_LI", "20261120"] {
        assert!(customer.is_reached_by(typed), "{typed}");
    }
    for typed in ["", "138 0013", "wang.li@example", "wang", "S2", "2026112"] {
        assert!(!customer.is_reached_by(typed), "{typed}");
    }
}
