//! What happens in a drill, and when.

use holdfast_domain::Timestamp;
use holdfast_domain::customer::phone_digits;

use crate::words::Words;

/// Milliseconds after the system went down.
type After = i64;

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happening {
    /// The telephone rings.
    Call(&'static Caller),
    /// The lead says why, and until when, in minutes from the beginning.
    Said(i64),
    /// The lead says that it lasts until then instead.
    Moved(i64),
    /// The system is back.
    Back,
}

/// A customer who does not exist, by the key of their words in the catalogues.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caller {
    pub(super) key: &'static str,
    pub(super) phone: &'static str,
    pub(super) is_emergency: bool,
}

const SECOND: After = 1_000;

/// Numbers of a range that no network gives out.
static REFUND: Caller = Caller { key: "refund", phone: "199 0000 0101", is_emergency: false };
static CHARGED: Caller = Caller { key: "charged", phone: "199 0000 0102", is_emergency: false };
static SMOKE: Caller = Caller { key: "smoke", phone: "199 0000 0103", is_emergency: true };
static UPSET: Caller = Caller { key: "upset", phone: "199 0000 0104", is_emergency: false };
static AGAIN: Caller = Caller { key: "again", phone: "199 0000 0102", is_emergency: false };
static INVOICE: Caller = Caller { key: "invoice", phone: "199 0000 0105", is_emergency: false };

/// The whole of it: some eight minutes, less for who calls the next event up.
pub(super) static SCRIPT: &[(After, Happening)] = &[
    (8 * SECOND, Happening::Call(&REFUND)),
    (60 * SECOND, Happening::Said(6)),
    (75 * SECOND, Happening::Call(&CHARGED)),
    (150 * SECOND, Happening::Call(&SMOKE)),
    (220 * SECOND, Happening::Call(&UPSET)),
    (290 * SECOND, Happening::Moved(12)),
    (310 * SECOND, Happening::Call(&AGAIN)),
    (380 * SECOND, Happening::Call(&INVOICE)),
    (460 * SECOND, Happening::Back),
];

impl Caller {
    pub(super) fn name(&self, words: &Words) -> String {
        // Who rings again has the same name.
        let key = if self.key == AGAIN.key { CHARGED.key } else { self.key };
        words.say(&format!("drill-{key}-name"), &[])
    }

    pub(super) fn words(&self, words: &Words) -> String {
        words.say(&format!("drill-{}-words", self.key), &[])
    }

    pub(super) fn digits(&self) -> String {
        phone_digits(self.phone)
    }

    /// Whether they had rung before.
    pub(super) fn is_again(&self) -> bool {
        self.key == AGAIN.key
    }
}

/// A whole minute, so that what is said is what was meant.
pub(super) fn minute_after(began: Timestamp, minutes: i64) -> Timestamp {
    const MINUTE: i64 = 60_000;
    let at = began.plus_minutes(minutes);
    Timestamp::from_millis(at.millis().div_euclid(MINUTE).saturating_add(1).saturating_mul(MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_domain::Language;

    #[test]
    fn it_goes_on_in_order_ends_with_the_return_and_has_words_in_every_language() {
        assert!(SCRIPT.is_sorted_by_key(|(after, _)| *after));
        assert_eq!(SCRIPT.last().map(|(_, what)| *what), Some(Happening::Back));
        for language in Language::ALL {
            let words = Words::of(language);
            for (_, what) in SCRIPT {
                if let Happening::Call(caller) = what {
                    assert!(!caller.name(words).starts_with("drill-") && !caller.words(words).starts_with("drill-"), "{language:?} {}", caller.key);
                }
            }
        }
    }
}
