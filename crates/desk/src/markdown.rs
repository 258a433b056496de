//! Markdown as its text, for a reply and for the index, whose snippets show no marks; as safe HTML; and what it links to.

use holdfast_domain::ArticleId;

use crate::timeline::clean;

/// What a link to another article begins with.
const ARTICLE: &str = "article:";

/// As safe HTML. An article comes from the team server, which is trusted no more than a mail.
#[must_use]
pub fn rendered(markdown: &str) -> String {
    let mut html = String::with_capacity(markdown.len().saturating_mul(2));
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_TASKLISTS;
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(markdown, options));
    clean(&html)
}

/// The articles that a text links to, `[title](article:…)`, in order.
pub(crate) fn links(markdown: &str) -> Vec<ArticleId> {
    use pulldown_cmark::{Event, Tag};
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => dest_url.strip_prefix(ARTICLE).and_then(|id| id.parse().ok()),
        _ => None,
    };
    pulldown_cmark::Parser::new(markdown).filter_map(link).collect()
}

/// The text without marks; each item of a list on a line of its own.
pub(crate) fn plain_text(markdown: &str) -> String {
    use pulldown_cmark::{Event, TagEnd};
    let mut text = String::with_capacity(markdown.len());
    for event in pulldown_cmark::Parser::new(markdown) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item) => text.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => text.push_str("\n\n"),
            _ => {}
        }
    }
    text.trim().to_owned()
}
