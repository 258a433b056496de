//! Markdown as its text, for a reply and for the index, whose snippets show no marks; as safe HTML; and what it links to.

use holdfast_domain::ArticleId;

use crate::html::clean;

/// What a link to another article begins with.
const ARTICLE: &str = "article:";

/// As safe HTML. An article comes from the team server, which is trusted no more than a mail.
#[must_use]
pub fn rendered(markdown: &str) -> String {
    html(parser(markdown))
}

/// The same without its numbered lists: their items are shown as steps to be ticked.
pub(crate) fn rendered_without_steps(markdown: &str) -> String {
    use pulldown_cmark::{Event, Tag, TagEnd};
    let (mut within, mut depth) = (false, 0_u32);
    html(parser(markdown).filter(move |event| {
        match event {
            Event::Start(Tag::List(first)) => {
                within |= depth == 0 && first.is_some();
                depth = depth.saturating_add(1);
            }
            Event::End(TagEnd::List(_)) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && std::mem::take(&mut within) {
                    return false;
                }
            }
            _ => {}
        }
        !within
    }))
}

fn parser(markdown: &str) -> pulldown_cmark::Parser<'_> {
    pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_TASKLISTS)
}

fn html<'a>(events: impl Iterator<Item = pulldown_cmark::Event<'a>>) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    clean(&html)
}

/// The items of the numbered lists, in order: the steps of a procedure.
pub(crate) fn steps(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Tag, TagEnd};
    let (mut steps, mut lists, mut step) = (Vec::new(), Vec::new(), None::<String>);
    for event in pulldown_cmark::Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(first)) => lists.push(first.is_some()),
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) if lists == [true] => step = Some(String::new()),
            Event::End(TagEnd::Item) if lists == [true] => steps.extend(step.take().map(|text| text.trim().to_owned())),
            Event::Text(text) | Event::Code(text) => {
                if let Some(step) = &mut step {
                    step.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph | Tag::Item) => {
                if let Some(step) = &mut step {
                    step.push(' ');
                }
            }
            _ => {}
        }
    }
    steps.retain(|step: &String| !step.is_empty());
    steps
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_of_a_procedure_are_its_numbered_items() {
        let text = "First look.\n\n1. Freeze the **account**.\n   - all devices\n2. Tell\nthe lead.\n\n- not a step\n\n3. Write it down.";
        assert_eq!(steps(text), ["Freeze the account. all devices", "Tell the lead.", "Write it down."]);
    }

    #[test]
    fn what_is_ticked_is_not_shown_twice() {
        let html = rendered_without_steps("Before.\n\n1. Freeze.\n   - all\n2. Tell.\n\n- stays\n\nAfter.");
        assert!(html.contains("Before.") && html.contains("stays") && html.contains("After."), "{html}");
        assert!(!html.contains("Freeze") && !html.contains("<ol>") && !html.contains("all"), "{html}");
    }

    #[test]
    fn links_to_articles_are_found_and_others_are_not() {
        let id = "01900000-0000-7000-8000-000000000001";
        assert_eq!(links(&format!("See [this](article:{id}) and [that](https://x).")).len(), 1);
    }
}
