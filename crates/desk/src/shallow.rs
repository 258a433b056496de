//! HTML of no more than a certain depth: what lies deeper loses its elements and keeps its words. A page of many thousand nested elements
//! costs a parser their number squared, and no mail is written so. What a parser would read in another way than it looks, comments and
//! the like, is taken out first, so that nothing can hide its depth in it. It makes nothing safe: that is the sanitiser's, after it.

use std::borrow::Cow;
use std::collections::HashMap;

/// Elements lie within each other this deep at most.
const DEEPEST: usize = 256;
/// These close each other, or hold nothing.
const NEVER_DEEP: [&str; 26] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "track", "wbr", "optgroup",
];
/// Their content is never shown.
const SILENT: [&str; 2] = ["script", "style"];
/// What stands in them is read by other rules; without them it is read like everything else.
const APART: [&str; 10] = ["iframe", "math", "noembed", "noframes", "noscript", "plaintext", "svg", "textarea", "title", "xmp"];

/// The same HTML, no deeper than it may be.
pub(crate) fn shallow(html: &str) -> Cow<'_, str> {
    if html.bytes().filter(|byte| *byte == b'<').count() <= DEEPEST {
        return Cow::Borrowed(html);
    }
    let (mut shown, mut rest) = (String::with_capacity(html.len()), html);
    let mut depth = Depth::default();
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        shown.push_str(text);
        let closes = tag.starts_with("</");
        let name = name_of(tag.get(if closes { 2 } else { 1 }..).unwrap_or_default());
        if name.is_empty() {
            rest = match nothing(tag) {
                Some(length) => tag.get(length..).unwrap_or_default(),
                None => {
                    shown.push_str("&lt;");
                    tag.get(1..).unwrap_or_default()
                }
            };
            continue;
        }
        let length = length_of(tag);
        let (whole, after) = tag.split_at_checked(length).unwrap_or((tag, ""));
        rest = if !closes && SILENT.contains(&name.as_str()) { after_end(after, &name) } else { after };
        if SILENT.contains(&name.as_str()) || APART.contains(&name.as_str()) {
            continue;
        }
        if NEVER_DEEP.contains(&name.as_str()) || depth.takes(name, closes) {
            shown.push_str(whole);
        }
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// How deep it is by now: of each element, how many are open.
#[derive(Default)]
struct Depth {
    open: HashMap<String, usize>,
    all: usize,
}

impl Depth {
    /// Whether the element may open or close here.
    fn takes(&mut self, name: String, closes: bool) -> bool {
        let open = self.open.entry(name).or_default();
        if closes {
            let opened = *open > 0;
            *open -= usize::from(opened);
            self.all -= usize::from(opened);
            return opened;
        }
        let fits = self.all < DEEPEST;
        *open += usize::from(fits);
        self.all += usize::from(fits);
        fits
    }
}

fn name_of(text: &str) -> String {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return String::new();
    }
    let end = text.find(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// How long that is which begins like a tag and is none: a comment, a declaration; none for a sign that means itself.
fn nothing(text: &str) -> Option<usize> {
    let to = |from: usize, end: &str| text.get(from..).and_then(|rest| rest.find(end)).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("<!--") {
        Some(to(2, "-->"))
    } else if text.starts_with("<!") || text.starts_with("<?") || text.starts_with("</") {
        Some(to(1, ">"))
    } else {
        None
    }
}

/// How long a tag is: a sign ends it where no value of an attribute holds it.
fn length_of(tag: &str) -> usize {
    #[derive(Clone, Copy)]
    enum At {
        Name,
        Value,
        Bare,
        Quoted(u8),
    }
    let mut at = At::Name;
    for (place, byte) in tag.bytes().enumerate() {
        at = match (at, byte) {
            (At::Quoted(quote), byte) if byte == quote => At::Name,
            (At::Quoted(_), _) => at,
            (_, b'>') => return place + 1,
            (At::Value, b'"' | b'\'') => At::Quoted(byte),
            (At::Value, byte) if byte.is_ascii_whitespace() => At::Value,
            (At::Value, _) => At::Bare,
            (At::Bare, byte) if byte.is_ascii_whitespace() => At::Name,
            (At::Name, b'=') => At::Value,
            _ => at,
        };
    }
    tag.len()
}

/// What follows the end of an element that is never shown.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at..).unwrap_or_default();
        if name_of(rest.get(2..).unwrap_or_default()) == name {
            return rest.get(length_of(rest)..).unwrap_or_default();
        }
        rest = rest.get(2..).unwrap_or_default();
    }
    ""
}

#[cfg(test)]
mod tests {
    use crate::html::clean_mail;

    fn deep(piece: &str) -> String {
        format!("<p>before</p>{}within", piece.repeat(20_000))
    }

    /// Ways to lie deep, also where it does not look so.
    const HOSTILE: [&str; 14] = [
        "<div>",
        "<DIV CLASS='a>b'>",
        "<b><div></b>",
        "<div><b></div>",
        "<div><object></div>",
        "<div><!--</div>-->",
        "<div><script></div></script>",
        "<div a=\"</div>\">",
        "<div \">",
        "<svg><![CDATA[><!-- ]]><div>-->",
        "<svg><style><div></style>",
        "<table><tr><td>",
        "<blockquote><p>",
        "<textarea></div><div></textarea><div>",
    ];

    #[test]
    fn a_page_of_twenty_thousand_nested_elements_is_read_at_once_and_keeps_its_words() {
        for piece in HOSTILE {
            let (html, _) = clean_mail(&deep(piece));
            assert!(html.contains("before"), "{piece}");
            if !piece.contains(['"', '!']) {
                assert!(html.contains("within"), "{piece}");
            }
        }
    }

    #[test]
    fn what_is_not_deep_stays_as_it_is() {
        let mail =
            "<table><tr><td><p>One<br><img src='https://a.example/x.png' alt='a > b'><b>two</b></td></tr></table><!-- no --> 1 < 2".repeat(200);
        let (html, images) = clean_mail(&mail);
        assert_eq!((html.matches("<b>two</b>").count(), html.matches("1 &lt; 2").count(), images), (200, 200, 200));
    }
}
