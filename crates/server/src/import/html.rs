//! HTML as text: hostile until proven otherwise, so it goes through the sanitiser first and loses its tags then.

use ammonia::Builder;
use std::collections::{HashMap, HashSet};

use super::head::escaped;

const KEPT: [&str; 20] =
    ["p", "br", "div", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article"];
const DROPPED: [&str; 8] = ["script", "style", "title", "noscript", "template", "svg", "math", "iframe"];

/// The title, where the page has one, and the text.
pub(super) fn text_of(source: &str) -> (Option<String>, String) {
    let safe = Builder::new()
        .tags(HashSet::from(KEPT))
        .clean_content_tags(HashSet::from(DROPPED))
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::new())
        .clean(source)
        .to_string();
    (title(source), without_tags(&safe))
}

fn title(source: &str) -> Option<String> {
    let lower = source.to_ascii_lowercase();
    ["title", "h1"].iter().find_map(|tag| {
        let open = lower.find(&format!("<{tag}"))?;
        let from = open.saturating_add(lower.get(open..)?.find('>')?).saturating_add(1);
        let to = from.saturating_add(lower.get(from..)?.find(&format!("</{tag}"))?);
        let text = without_tags(&Builder::empty().clean(source.get(from..to)?).to_string());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    })
}

/// An article as a fragment of a page, as export writes it. Its Markdown may hold HTML, which is no more trusted than any.
pub(crate) fn of_article(title: &str, body: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES));
    let safe = ammonia::clean(&html);
    format!("<article>\n<h1>{}</h1>\n{safe}</article>\n", escaped(title))
}

/// Title and text of the fragment that [`of_article`] wrote into a page.
pub(super) fn article_in(page: &str) -> (Option<String>, String) {
    let inside = page.split_once("<article>").map_or(page, |(_, rest)| rest);
    let inside = inside.rsplit_once("</article>").map_or(inside, |(inside, _)| inside);
    let (heading, text) = inside.split_once("</h1>").map_or(("", inside), |(heading, text)| (heading, text));
    (title(&format!("{heading}</h1>")), text_of(text).1)
}

/// The text between the tags of sanitised HTML; blocks begin on lines of their own.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&unescaped(rest.get(..open).unwrap_or_default()));
        let behind = rest.get(open.saturating_add(1)..).unwrap_or_default();
        let Some(close) = behind.find('>') else { return tidied(&text) };
        let tag = behind.get(..close).unwrap_or_default();
        text.push_str(match tag.trim_end_matches('/').trim() {
            "li" => "\n- ",
            "td" | "th" => " ",
            "/td" | "/th" | "/li" | "/ul" | "/ol" | "ul" | "ol" => "",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "\n\n## ",
            "p" | "/p" | "div" | "/div" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" => "\n\n",
            _ => "\n",
        });
        rest = behind.get(close.saturating_add(1)..).unwrap_or_default();
    }
    text.push_str(&unescaped(rest));
    tidied(&text)
}

/// The sanitiser writes no other entities than these.
fn unescaped(text: &str) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ").replace("&amp;", "&")
}

/// At most one empty line at a time, no space at either end of a line.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        tidy.push_str(&line);
        empty = 0;
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_text_and_its_scripts_are_gone() {
        let page = "<html><head><title>退货 &amp; 退款</title><style>p{}</style></head><body><h1>怎么退</h1><script>alert(1)</script>\
                    <p onclick=x>第一步<br>第二步</p><ul><li>甲</li><li>a &lt; b</li></ul></body></html>";
        let (title, text) = text_of(page);
        assert_eq!(title.as_deref(), Some("退货 & 退款"));
        assert_eq!(text, "## 怎么退\n\n第一步\n第二步\n\n- 甲\n- a < b");
    }
}
