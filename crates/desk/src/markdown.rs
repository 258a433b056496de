//! Markdown as its text: for a reply, and for the index, whose snippets show no marks.

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
