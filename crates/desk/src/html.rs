//! What of a text from outside is shown: hostile HTML made harmless, pictures from elsewhere left where they are, and plain text as HTML.

use ammonia::Builder;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::shallow::shallow;

/// What a sanitised element carries when its mail program said that it quotes: [`crate::quoted`] reads it, and nothing else sees it.
pub(crate) const QUOTE: &str = "holdfast-quote";
/// The same of an element below which everything is quoted.
pub(crate) const BELOW: &str = "holdfast-below";

/// A picture carried within a mail may be this long as text: a megabyte of it.
const LONGEST_PICTURE: usize = 1024 * 1024 * 4 / 3 + 64;
const PICTURES: [&str; 5] = ["image/png;", "image/jpeg;", "image/jpg;", "image/gif;", "image/webp;"];
const REL: Option<&str> = Some("noopener noreferrer nofollow");

static ARTICLE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.rm_tags(["img"]).link_rel(REL);
    builder
});

static MAIL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.link_rel(REL).add_generic_attributes(["class", "id"]).add_url_schemes(["data"]).attribute_filter(kept);
    builder
});

/// What a text with marks becomes, and whom a note names; no more.
static FORMATTED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.tags(HashSet::from(["p", "br", "ul", "ol", "li", "blockquote", "pre", "strong", "em", "code", "a", "span"])).link_rel(REL);
    builder.add_allowed_classes("span", ["mention", "me"]);
    builder
});

/// Hostile HTML from outside: nothing that runs, loads or frames (DESIGN §9).
pub(crate) fn clean(html: &str) -> String {
    ARTICLE.clean(&shallow(html)).to_string()
}

/// HTML that was made of a text with marks.
pub(crate) fn clean_formatted(html: &str) -> String {
    FORMATTED.clean(html).to_string()
}

/// Text within HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The same of a mail. Pictures that lie elsewhere become their descriptions, and are counted; small ones that came within stay.
/// What a mail program marked as quoted keeps a mark for [`crate::quoted`].
#[cfg(test)]
pub(crate) fn clean_mail(html: &str) -> (String, u32) {
    clean_mail_with(html, &|_| None)
}

/// The addresses of the pictures of a mail that lie elsewhere, each once: as they can be asked for.
pub(crate) fn pictures_elsewhere(html: &str) -> Vec<String> {
    let found = std::cell::RefCell::new(Vec::new());
    let _ = clean_mail_with(html, &|address| {
        let mut found = found.borrow_mut();
        if !found.iter().any(|known| known == address) {
            found.push(address.to_owned());
        }
        None
    });
    found.into_inner()
}

/// The same with those pictures shown that `fetched` has, each by its address.
pub(crate) fn clean_mail_with(html: &str, fetched: &dyn Fn(&str) -> Option<String>) -> (String, u32) {
    let sanitised = MAIL.clean(&shallow(html)).to_string();
    let (mut shown, mut images) = (String::with_capacity(sanitised.len()), 0);
    for piece in pieces(&sanitised) {
        match (name_of(piece), attribute(piece, "src").unwrap_or_default()) {
            ("img", src) if src.starts_with("data:") => shown.push_str(piece),
            // What is as small as a dot is there to be counted, not to be seen.
            ("img", _) if is_dot(piece) => {}
            ("img", src) => {
                if let Some(whole) = Some(address(src)).filter(|address| !address.is_empty()).and_then(|address| fetched(&address)) {
                    shown.push_str(&piece.replacen(&format!(" src=\"{src}\""), &format!(" src=\"{whole}\""), 1));
                    continue;
                }
                images += u32::from(!src.is_empty());
                shown.push_str("<span class=\"picture\">");
                shown.push_str(&attribute(piece, "alt").unwrap_or_default().replace('<', "&lt;").replace('>', "&gt;"));
                shown.push_str("</span>");
            }
            _ => shown.push_str(piece),
        }
    }
    (shown, images)
}

/// The pieces of sanitised HTML: its tags, and the texts between them.
pub(crate) fn pieces(html: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), html);
    while !rest.is_empty() {
        let length = if rest.starts_with('<') { tag_length(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.push(piece);
        rest = after;
    }
    found
}

/// The name of a tag; of a text none.
pub(crate) fn name_of(piece: &str) -> &str {
    let Some(tag) = piece.strip_prefix('<') else { return "" };
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// The text of an HTML message, its blocks on lines of their own.
pub(crate) fn text_of_html(html: &str) -> String {
    let mut broken = html.to_owned();
    for block in ["<br", "</p", "</div", "</li", "</tr", "</h"] {
        broken = broken.replace(block, &format!("\n{block}"));
    }
    let text = Builder::default().tags(HashSet::new()).clean(&shallow(&broken)).to_string();
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    lines.join("\n")
}

/// Plain text as paragraphs and line breaks.
pub(crate) fn plain(text: &str) -> String {
    let escaped = text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs = escaped.split("\n\n").map(|paragraph| format!("<p>{}</p>", paragraph.trim().replace('\n', "<br>")));
    paragraphs.collect()
}

/// What of an attribute stays. Only pictures carry data, and only what names a quote keeps a name.
fn kept<'a>(element: &str, attribute: &str, value: &'a str) -> Option<Cow<'a, str>> {
    match (element, attribute) {
        (_, "class" | "id") => mark_of(value).map(Cow::Borrowed),
        ("img", "src") => source(value).map(Cow::Borrowed),
        _ => (!starts_with(value, "data:")).then_some(Cow::Borrowed(value)),
    }
}

/// Names that mail programs give to what they quote.
fn mark_of(names: &str) -> Option<&'static str> {
    let names = names.to_ascii_lowercase();
    let has = |known: &[&str]| known.iter().any(|known| names.contains(known));
    if has(&["divrplyfwdmsg", "appendonsend", "outlookmessageheader", "olk_src_body_section"]) {
        return Some(BELOW);
    }
    let quotes = ["gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "isreplycontent", "tutanota_quote", "zmail_extra"];
    has(&quotes).then_some(QUOTE)
}

/// Where a picture may come from: from within, or from the net, where it stays.
fn source(value: &str) -> Option<&str> {
    let value = value.trim();
    let within = starts_with(value, "data:");
    let sane = within && value.len() <= LONGEST_PICTURE && PICTURES.iter().any(|kind| starts_with(value.get(5..).unwrap_or_default(), kind));
    let elsewhere = ["http://", "https://", "//"].iter().any(|scheme| starts_with(value, scheme));
    (sane || elsewhere).then_some(value)
}

/// Where a picture lies, out of what stands in its element.
fn address(src: &str) -> String {
    let src = src.replace("&amp;", "&");
    if src.starts_with("//") { format!("https:{src}") } else { src }
}

fn starts_with(value: &str, prefix: &str) -> bool {
    value.trim_start().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn is_dot(image: &str) -> bool {
    ["width", "height"].iter().any(|side| attribute(image, side).is_some_and(|size| matches!(size.trim_end_matches("px"), "0" | "1")))
}

/// The value of an attribute of a sanitised tag, as it is written there.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!(" {name}=\"");
    let value = tag.split_once(start.as_str())?.1;
    value.split('"').next()
}

/// How long the tag is that a text begins with. A sign within quotation marks does not end it.
fn tag_length(text: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_from_elsewhere_becomes_its_description_and_is_counted() {
        let (html, images) = clean_mail(
            r#"<p>Look: <img src="https://shop.example/a.png" alt="The <b>broken</b> valve"><img src="//shop.example/b.png"></p><img src=cid:1 alt=within>"#,
        );
        assert_eq!(images, 2);
        assert!(!html.contains("<img") && !html.contains("shop.example"), "{html}");
        assert!(html.contains(r#"<span class="picture">The &lt;b&gt;broken&lt;/b&gt; valve</span><span class="picture"></span>"#), "{html}");
        assert!(html.contains(r#"<span class="picture">within</span>"#), "what does not lie in the mail still says what it was: {html}");
    }

    #[test]
    fn a_picture_of_one_dot_leaves_no_trace() {
        assert_eq!(clean_mail(r#"<p>Hi</p><img src="https://spy.example/p.gif" width="1" height="1">"#), ("<p>Hi</p>".to_owned(), 0));
    }

    #[test]
    fn a_small_picture_that_came_within_is_shown_and_nothing_else_carries_data() {
        let png = r#"<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">"#;
        assert_eq!(clean_mail(png), (png.to_owned(), 0));
        for bad in [
            r#"<img src="data:image/svg+xml;base64,PHN2Zz4=">"#.to_owned(),
            r#"<img src="data:text/html;base64,PHN2Zz4=">"#.to_owned(),
            format!(r#"<img src="data:image/png;base64,{}">"#, "A".repeat(2 * 1024 * 1024)),
            r#"<a href="data:text/html,<script>steal()</script>">x</a>"#.to_owned(),
            r#"<blockquote cite="data:text/html,x">x</blockquote>"#.to_owned(),
            r#"<a href=" DATA:text/html,x">x</a>"#.to_owned(),
        ] {
            let (html, images) = clean_mail(&bad);
            assert!(!html.to_lowercase().contains("data:") && !html.contains("steal"), "{html}");
            assert_eq!(images, 0);
        }
    }

    #[test]
    fn hostile_html_comes_out_harmless() {
        let hostile = r#"<p onclick="steal()" class="x gmail_quote" style="position:fixed" id=y>Hello</p><script>steal()</script>
            <img src="https://spy.example/pixel.gif" onerror=steal()><iframe src="https://spy.example"></iframe><a href="javascript:steal()">here</a>
            <svg onload=steal()><style>@import url(https://spy.example/y.css)</style><img src=x alt='"><script>steal()</script>'>"#;
        let (html, _) = clean_mail(hostile);
        for bad in ["<script", "<img", "onerror", "onclick", "javascript:", "<iframe", "<svg", "<style", "style=", "spy.example", "fixed", "gmail"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }
}
