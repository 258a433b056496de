//! Mails as they come, and that nothing of them is lost.

use super::*;
use crate::html::{clean_mail, text_of_html};
use proptest::prelude::*;

fn plain(text: &str) -> (String, Option<String>) {
    let split = split_plain(text);
    (split.said, split.quoted)
}

fn html(text: &str) -> (String, Option<String>) {
    let split = split_html(&clean_mail(text).0);
    (split.said, split.quoted)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn an_answer_above_a_quote_stands_alone() {
    let mail = "It still leaks.\n\nOn Mon, 7 Dec 2026 at 09:12, Mia <mia@shop.example> wrote:\n> Did you try the other ring?\n>\n> Mia";
    assert_eq!(
        plain(mail),
        ("It still leaks.\n".to_owned(), some("On Mon, 7 Dec 2026 at 09:12, Mia <mia@shop.example> wrote:\n> Did you try the other ring?\n>\n> Mia"))
    );
    let wrapped = "It still leaks.\nOn Mon, 7 Dec 2026 at 09:12, Mia of the desk\n<mia@shop.example> wrote:\n> Did you?";
    assert_eq!(plain(wrapped).0, "It still leaks.");
}

#[test]
fn chinese_mails_are_read_as_well() {
    let mail = "还是漏水。\n\n在 2026年12月7日，09:12，客服 <a@shop.example> 写道：\n\n您试过另一个垫圈吗？\n\n客服";
    assert_eq!(plain(mail).0, "还是漏水。\n");
    assert!(plain(mail).1.unwrap().ends_with("客服"));
    let head = "還是漏水。\n\n________________________________\n寄件者：客服 <a@shop.example>\n寄件日期：2026年12月7日\n收件者：馮雅琴\n主旨：維修\n\n您試過另一個墊圈嗎？";
    let (said, quoted) = plain(head);
    assert_eq!(said.trim(), "還是漏水。");
    assert!(quoted.unwrap().starts_with("____"));
    let qq = "还是漏水。\n------------------ 原始邮件 ------------------\n发件人: \"客服\"\n发送时间: 2026年12月7日\n收件人: \"冯\"\n您试过吗";
    assert_eq!(plain(qq).0, "还是漏水。");
}

#[test]
fn the_head_that_outlook_copies_begins_the_quote() {
    let mail = "Still leaks.\n\n-----Original Message-----\nFrom: Mia\nSent: Monday\nTo: Dan\nSubject: Leak\n\nDid you?";
    assert_eq!(plain(mail).0.trim(), "Still leaks.");
    let bare = "Still leaks.\nFrom: Mia\nSent: Monday\nTo: Dan\nSubject: Leak\n\nDid you?";
    assert_eq!(plain(bare).0, "Still leaks.");
    assert_eq!(plain("From: Berlin\nTo: Hamburg\nOne parcel.").1, None, "a journey is no mail");
}

#[test]
fn what_is_passed_on_is_the_message() {
    let mail = "See below.\n---------- Forwarded message ---------\nFrom: Bank\nDate: Monday\nSubject: Charge\nTo: Dan\n\nYou paid twice.";
    assert_eq!(plain(mail).1, None);
}

#[test]
fn a_signature_stays_and_is_no_answer_to_the_quote() {
    let mail = "Yes.\n> Shall we send it?\n\n-- \nDan\nTel. 123";
    assert_eq!(plain(mail), ("Yes.\n\n-- \nDan\nTel. 123".to_owned(), some("> Shall we send it?")));
    assert_eq!(plain("> Shall we send it?\n-- \nDan").1, None, "a signature alone says nothing");
}

#[test]
fn answers_between_quotes_keep_them() {
    let mail = "> Colour?\nBlue.\n> Size?\nLarge.";
    assert_eq!(plain(mail), (mail.to_owned(), None));
    let last = "> Colour?\nBlue.\n> Size?\nLarge.\n> And the rest\n> of the mail";
    assert_eq!(plain(last).1, some("> And the rest\n> of the mail"));
}

#[test]
fn a_long_quote_at_the_beginning_stands_apart_and_a_short_one_does_not() {
    assert_eq!(plain("> a\n> b\n> c\n> d\n> e\n\nNo.").1, some("> a\n> b\n> c\n> d\n> e"));
    assert_eq!(plain("> Blue or red?\nRed.").1, None);
}

#[test]
fn nothing_but_a_quote_is_shown_and_a_face_is_none() {
    for whole in ["> only\n> a quote", "", "\n\n", "It broke\n>_<", "It broke >.<\n>.<", "在 12 月他写道：\n好的", "> one"] {
        assert_eq!(plain(whole), (whole.to_owned(), None));
    }
}

#[test]
fn gmail_thunderbird_apple_and_outlook_quote_in_html() {
    let attribution = "On Mon, 7 Dec 2026 at 09:12, Mia &lt;<a href=\"mailto:mia@shop.example\">mia@shop.example</a>&gt; wrote:";
    for mail in [
        format!(r#"<div>Still leaks.</div><br><div class="gmail_quote"><div class="gmail_attr">{attribution}<br></div><blockquote class="gmail_quote">Did you?</blockquote></div>"#),
        format!(r#"<div>Still leaks.</div><div class="moz-cite-prefix">{attribution}</div><blockquote type="cite"><p>Did you?</p></blockquote>"#),
        format!(r#"<div>Still leaks.</div><div>{attribution}</div><blockquote><p>Did you?</p></blockquote>"#),
        r#"<div>Still leaks.</div><hr><div id="divRplyFwdMsg"><b>From:</b> Mia</div><div>Did you?</div>"#.to_owned(),
        r#"<div><p>Still leaks.</p><div><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Mia<br><b>Sent:</b> Monday<br><b>To:</b> Dan<br><b>Subject:</b> Leak</p></div></div><p>Did you?</p></div>"#.to_owned(),
        "<div>Still leaks.</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div>Did you?</div>".to_owned(),
        r#"<div>Still leaks.</div><blockquote id="isReplyContent">Did you?</blockquote>"#.to_owned(),
    ] {
        let (said, quoted) = html(&mail);
        let quoted = quoted.unwrap_or_else(|| panic!("nothing is apart in {mail}"));
        assert_eq!(text_of_html(&said), "Still leaks.", "{mail}");
        assert!(quoted.contains("Did you?"), "{mail}");
        for html in [&said, &quoted] {
            assert!(!html.contains("class=") && !html.contains("id=") && !html.contains("holdfast"), "{html}");
            assert_eq!(&clean_mail(html).0, html, "both are whole: {mail}");
        }
    }
}

#[test]
fn html_that_only_quotes_or_answers_between_is_left_whole() {
    for mail in [
        "<blockquote>Did you?</blockquote>",
        "<p>Hello</p>",
        "<blockquote>Colour?</blockquote><p>Blue</p><blockquote>Size?</blockquote><p>Large</p>",
        "<p>As you said:</p><blockquote>We pay</blockquote><p>Pay then.</p>",
        "<p>See below.</p><div>---------- Forwarded message ---------<br>From: Bank<br>Date: Monday<br>Subject: x<br>To: Dan<br></div><p>Paid twice.</p>",
        "",
    ] {
        assert_eq!(html(mail), (clean_mail(mail).0, None));
    }
}

#[test]
fn a_page_nested_without_end_is_split_in_time() {
    let deep = format!("{}On Mon, 7 Dec, Mia wrote:<blockquote>x</blockquote>", "<div>".repeat(300));
    assert!(html(&deep).0.contains("Mia wrote"));
    let many = "<p>a</p><blockquote>b</blockquote>".repeat(5_000);
    assert_eq!(html(&many).1, some("<blockquote>b</blockquote>"));
    let heads = "From: a\n".repeat(20_000);
    assert_eq!(plain(&heads).1, None);
}

fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

fn a_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("-- ".to_owned()),
        Just("-----Original Message-----".to_owned()),
        Just("On Mon, 7 Dec 2026, Mia <m@x.example> wrote:".to_owned()),
        Just("在 2026年12月7日，客服写道：".to_owned()),
        Just("发件人：甲".to_owned()),
        Just("发送时间：周一".to_owned()),
        Just("主题：乙".to_owned()),
        Just("________".to_owned()),
        "(> ){1,2}[a-z退货 ]{0,8}",
        ">?[ -~]{0,12}",
        "\\PC{0,8}",
    ]
}

fn a_piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<blockquote>".to_owned()),
        Just("</blockquote>".to_owned()),
        Just("<div class=gmail_quote>".to_owned()),
        Just("<div id=appendonsend>".to_owned()),
        Just("<div>".to_owned()),
        Just("</div>".to_owned()),
        Just("<p>".to_owned()),
        Just("<br>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<img src='https://x.example/a.png' alt='it'>".to_owned()),
        Just("<div><b>From:</b> a<br>Sent: b<br>To: c</div>".to_owned()),
        "[a-z <>&\"退货]{0,10}",
    ]
}

proptest! {
    #[test]
    fn no_line_of_a_plain_text_is_lost(lines in prop::collection::vec(a_line(), 0..14)) {
        let text = lines.join("\n");
        let split = split_plain(&text);
        let mut both: Vec<&str> = split.said.lines().chain(split.quoted.as_deref().unwrap_or_default().lines()).filter(|line| !line.is_empty()).collect();
        let mut all: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        both.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(both, all);
        prop_assert!(text.trim().is_empty() || !split.said.trim().is_empty());
    }

    #[test]
    fn no_letter_of_an_html_text_is_lost(pieces in prop::collection::vec(a_piece(), 0..20)) {
        let (page, _) = clean_mail(&pieces.concat());
        let split = split_html(&page);
        let both = format!("{}{}", split.said, split.quoted.as_deref().unwrap_or_default());
        prop_assert_eq!(letters(&text_of_html(&both)), letters(&text_of_html(&page)));
    }
}
