//! What a customer is found by while a caller is still speaking: the words of a name and how they are spelled, the digits of a
//! number from its front and from its back, a mail address, an account, an order. Each is one word of the index; a search
//! looks up words that begin so, and reads no customer that it does not find.

use holdfast_domain::customer::phone_digits;
use holdfast_domain::{Contact, ContactKind, Customer, FactKind};
use rusqlite::{Connection, OptionalExtension};

use super::{READ, WRITE, begin, cursor, run};
use crate::error::{Result, document, sql};

/// How names are read: the analysis of the search, handed in by whoever joins both.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// Changes whenever the words of a name do: they are made anew then.
    pub version: &'static str,
    /// One writing for what is the same word: case, accents, width, traditional and simplified.
    pub folded: fn(&str) -> String,
    /// What a folded name sounds like in letters, and its initials.
    pub sounds: fn(&str) -> Vec<String>,
}

impl Spelling {
    /// By case alone, and by no sound.
    pub const PLAIN: Self = Self { version: "plain", folded: str::to_lowercase, sounds: |_| Vec::new() };
}

/// Changes whenever what is made of a customer here does.
const VERSION: &str = "2";
/// Before what is read from the back: a sign that no typed word has.
const TAIL: char = '←';
/// Digits that may stand before a number and are left out when it is said: of a country, of a trunk line.
const LEADING_DIGITS: usize = 4;
const FEWEST_DIGITS_AFTER: usize = 7;
/// Fewer digits match everybody.
const FEWEST_DIGITS: usize = 3;
/// Where a company is the customer, its name is long; where it begins to be said is among its first characters.
const MOST_BEGINNINGS: usize = 12;

/// Letters and digits alone: the same word however it is separated.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn from_the_back(digits: &str) -> String {
    format!("{TAIL}{}", digits.chars().rev().collect::<String>())
}

/// All words of a customer.
fn words(customer: &Customer, spelling: &Spelling) -> String {
    let mut words = Vec::new();
    name_words(&(spelling.folded)(&customer.name), spelling, &mut words);
    for Contact { kind, value } in customer.reached_by() {
        match kind {
            ContactKind::Phone => number_words(&phone_digits(&value), &mut words),
            ContactKind::Mail => words.push(letters(&value.to_lowercase())),
            ContactKind::Account => words.push(letters(&(spelling.folded)(&value))),
        }
    }
    for fact in customer.facts.iter().filter(|fact| matches!(fact.kind, FactKind::Account | FactKind::Order)) {
        let value = letters(&(spelling.folded)(&fact.value));
        words.push(from_the_back(&value));
        words.push(value);
    }
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// A name from each place where somebody may begin to say it: each word of it, each character of a name without spaces.
fn name_words(name: &str, spelling: &Spelling, words: &mut Vec<String>) {
    let parts: Vec<&str> = name.split_whitespace().collect();
    for at in 0..parts.len().min(MOST_BEGINNINGS) {
        let (before, after) = parts.split_at(at);
        words.push(letters(&[after, before].concat().concat()));
    }
    let whole = letters(name);
    if !whole.is_ascii() {
        words.extend(whole.char_indices().take(MOST_BEGINNINGS).filter_map(|(at, _)| whole.get(at..)).map(str::to_owned));
    }
    words.extend((spelling.sounds)(&whole));
}

fn number_words(digits: &str, words: &mut Vec<String>) {
    let beginnings = (0..=LEADING_DIGITS).filter_map(|at| digits.get(at..));
    words.extend(beginnings.enumerate().filter(|(at, rest)| *at == 0 || rest.len() >= FEWEST_DIGITS_AFTER).map(|(_, rest)| rest.to_owned()));
    words.push(from_the_back(digits));
}

/// What is looked up for what was typed: whole words, and words that begin so. None for what would match everybody.
pub(crate) fn asked(typed: &str, spelling: &Spelling) -> Option<(String, String)> {
    let word = letters(&(spelling.folded)(typed));
    let digits = phone_digits(typed);
    if word.is_empty() || (digits.len() < FEWEST_DIGITS && !word.chars().any(char::is_alphabetic)) {
        return None;
    }
    // What is said of an order or an account from its end has letters in it too.
    let back = (digits.len() >= FEWEST_DIGITS && word.is_ascii()).then(|| from_the_back(&word));
    let begins = back.map_or_else(|| format!("\"{word}\"*"), |back| format!("\"{word}\"* OR \"{back}\"*"));
    Some((format!("\"{word}\""), begins))
}

/// The words of a customer who was just written.
pub(super) fn put(connection: &Connection, customer: &Customer, spelling: &Spelling) -> Result<()> {
    let row = connection
        .prepare_cached("SELECT rowid FROM customer WHERE id = ?1")
        .and_then(|mut statement| statement.query_row([customer.id.0.into_bytes()], |row| row.get::<_, i64>(0)))
        .map_err(sql(READ))?;
    put_at(connection, row, customer, spelling)
}

fn put_at(connection: &Connection, row: i64, customer: &Customer, spelling: &Spelling) -> Result<()> {
    let text = "INSERT OR REPLACE INTO customer_word (rowid, words) VALUES (?1, ?2)";
    run(connection, text, (row, words(customer, spelling))).map(|_| ())
}

/// Words of those who have gone stay in the index until it is written anew: they go at once.
pub(super) fn forget_gone(connection: &Connection) -> Result<()> {
    run(connection, "INSERT INTO customer_word (customer_word) VALUES ('optimize')", []).map(|_| ())
}

/// Where words are made in another way than when they were written, all of them are made anew: once, at a start after that.
pub(super) fn renew(connection: &mut Connection, spelling: &Spelling) -> Result<()> {
    let version = format!("{VERSION} {}", spelling.version);
    if cursor::words_version(connection)?.as_deref() == Some(version.as_str()) {
        return Ok(());
    }
    let transaction = begin(connection)?;
    run(&transaction, "INSERT INTO customer_word (customer_word) VALUES ('delete-all')", [])?;
    let mut after = i64::MIN;
    while let Some((row, doc)) = next(&transaction, after)? {
        let customer: Customer = serde_json::from_str(&doc).map_err(document(READ))?;
        run(&transaction, "UPDATE customer SET folded = ?2 WHERE rowid = ?1", (row, (spelling.folded)(&customer.name)))?;
        put_at(&transaction, row, &customer, spelling)?;
        after = row;
    }
    cursor::set_words_version(&transaction, &version)?;
    transaction.commit().map_err(sql(WRITE))
}

fn next(connection: &Connection, after: i64) -> Result<Option<(i64, String)>> {
    connection
        .prepare_cached("SELECT rowid, doc FROM customer WHERE rowid > ?1 ORDER BY rowid LIMIT 1")
        .and_then(|mut statement| statement.query_row([after], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .map_err(sql(READ))
}
