//! What somebody of the team wrote with marks, as safe HTML: for the conversation, and for who looks at it before it leaves.

use holdfast_domain::marks::{Block, Inline, Item, blocks};
use holdfast_domain::mention::named;

use crate::html::{clean_formatted, escaped};

/// Somebody whom a note names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// What was typed after the sign.
    pub(crate) login: String,
    /// As the person is called now.
    pub(crate) name: String,
    /// Whether it is the person at this desk.
    pub(crate) me: bool,
}

/// A text as HTML. Every letter of it is escaped, and what comes out is sanitised all the same.
pub(crate) fn formatted(text: &str) -> String {
    Page { named: &[] }.html(text)
}

/// A note as HTML, those whom it names by their names of today. Whose login it does not hold any more stands below it.
pub(crate) fn formatted_note(text: &str, named: &[Named]) -> String {
    Page { named }.html(text)
}

struct Page<'a> {
    named: &'a [Named],
}

impl Page<'_> {
    fn html(&self, text: &str) -> String {
        let mut html = self.parts(&blocks(text));
        let lost = self.named.iter().filter(|one| !html.contains(&chip(one))).map(chip).collect::<Vec<_>>();
        if !lost.is_empty() {
            html.push_str(&format!("<p>{}</p>", lost.join(" ")));
        }
        clean_formatted(&html)
    }

    fn parts(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.part(block)).collect()
    }

    fn part(&self, block: &Block) -> String {
        match block {
            Block::Lines(lines) => format!("<p>{}</p>", self.broken(lines)),
            Block::List { first, items } => {
                let items: String = items.iter().map(|item| self.item(item)).collect();
                match first {
                    None => format!("<ul>{items}</ul>"),
                    Some(1) => format!("<ol>{items}</ol>"),
                    Some(first) => format!("<ol start=\"{first}\">{items}</ol>"),
                }
            }
            Block::Quote(blocks) => format!("<blockquote>{}</blockquote>", self.parts(blocks)),
            Block::Code(code) => format!("<pre>{}</pre>", escaped(code)),
        }
    }

    fn item(&self, item: &Item) -> String {
        format!("<li>{}{}</li>", self.broken(&item.lines), self.parts(&item.under))
    }

    fn broken(&self, lines: &[Vec<Inline>]) -> String {
        lines.iter().map(|line| self.words(line)).collect::<Vec<_>>().join("<br>")
    }

    fn words(&self, parts: &[Inline]) -> String {
        let word = |part: &Inline| match part {
            Inline::Text(text) => self.text(text),
            Inline::Strong(parts) => format!("<strong>{}</strong>", self.words(parts)),
            Inline::Emphasis(parts) => format!("<em>{}</em>", self.words(parts)),
            Inline::Code(code) => format!("<code>{}</code>", escaped(code)),
            Inline::Link { to, words: parts } => format!("<a href=\"{}\">{}</a>", escaped(to), self.words(parts)),
        };
        parts.iter().map(word).collect()
    }

    fn text(&self, text: &str) -> String {
        let logins: Vec<_> = self.named.iter().map(|one| (one.login.as_str(), one)).collect();
        let (mut html, mut from) = (String::new(), 0);
        for (range, one) in named(text, &logins) {
            html.push_str(&escaped(text.get(from..range.start).unwrap_or_default()));
            html.push_str(&chip(one));
            from = range.end;
        }
        html.push_str(&escaped(text.get(from..).unwrap_or_default()));
        html
    }
}

fn chip(named: &Named) -> String {
    let look = if named.me { "mention me" } else { "mention" };
    format!("<span class=\"{look}\">@{}</span>", escaped(&named.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_structure_and_lines_stay_lines() {
        let html = formatted("Dear **Mr Gu**,\nplease:\n1. open *Orders*\n2. type `A<B>`\n\nSee [the form](https://shop.example/a?b=1&c=2).");
        assert_eq!(
            html,
            "<p>Dear <strong>Mr Gu</strong>,<br>please:</p><ol><li>open <em>Orders</em></li><li>type <code>A&lt;B&gt;</code></li></ol>\
             <p>See <a href=\"https://shop.example/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\">the form</a>.</p>"
        );
    }

    #[test]
    fn nothing_that_was_typed_becomes_an_element() {
        let html = formatted("**<img src=x onerror=steal()>** [x](https://a\"onclick=\"b) <script>steal()</script>\n```\n<b>\n```");
        for bad in ["<img", "<script", "<b>", "<a"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }
}
