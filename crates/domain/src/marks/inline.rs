//! The marks within a line. A mark opens where a word begins and closes where one ends; Han characters stand without spaces, so it
//! does both beside them. `2*3*4` and `a_b` are what they look like.

/// Marks lie within each other this deep.
const DEEPEST: u8 = 4;
/// What can be written with a backslash before it to be no mark.
const ESCAPED: [char; 7] = ['\\', '*', '`', '[', ']', '-', '>'];
/// Where a link may lead.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];
/// What ends an address within a text.
const AFTER_ADDRESS: &str = "<>\"“”‘’（）【】「」《》，。；：、！？";

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// As it stands.
    Text(String),
    /// Bold.
    Strong(Vec<Self>),
    /// Italic; Chinese type has none, and is shown as emphasised.
    Emphasis(Vec<Self>),
    /// As it was typed.
    Code(String),
    /// A link.
    Link {
        /// Where it leads: https, http or mailto.
        to: String,
        /// Its words.
        words: Vec<Self>,
    },
}

pub(super) fn inline(line: &str) -> Vec<Inline> {
    Line::default().read(line, 0)
}

/// A line being read: which marks nothing closes any more, so that a long line of them is read in one pass.
#[derive(Default)]
struct Line {
    parts: Vec<Inline>,
    text: String,
    never: Vec<&'static str>,
}

impl Line {
    fn read(mut self, line: &str, depth: u8) -> Vec<Inline> {
        let mut at = 0;
        while let Some(letter) = line.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = line.get(at..).unwrap_or_default();
            let read = match letter {
                '\\' => rest.chars().nth(1).filter(|next| ESCAPED.contains(next)).map(|next| {
                    self.text.push(next);
                    1 + next.len_utf8()
                }),
                'h' | 'm' if begins_word(line, at) => address(rest).inspect(|length| self.text.push_str(rest.get(..*length).unwrap_or_default())),
                _ if depth >= DEEPEST => None,
                '`' => self.code(rest),
                '[' => self.link(rest, depth),
                '*' => ["***", "**", "*"].into_iter().find_map(|mark| self.marked(line, at, mark, depth)),
                _ => None,
            };
            at += read.unwrap_or_else(|| {
                self.text.push(letter);
                letter.len_utf8()
            });
        }
        self.flush();
        self.parts
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Inline::Text(std::mem::take(&mut self.text)));
        }
    }

    fn push(&mut self, part: Inline) {
        self.flush();
        self.parts.push(part);
    }

    fn code(&mut self, rest: &str) -> Option<usize> {
        let (said, _) = rest.strip_prefix('`')?.split_once('`')?;
        if said.trim().is_empty() {
            return None;
        }
        self.push(Inline::Code(said.to_owned()));
        Some(said.len() + 2)
    }

    /// `[words](address)`
    fn link(&mut self, rest: &str, depth: u8) -> Option<usize> {
        let between = rest.char_indices().skip(1).find(|(_, letter)| matches!(letter, '[' | ']')).map(|(at, _)| at)?;
        let words = rest.get(1..between).filter(|words| !words.trim().is_empty())?;
        let after = rest.get(between..)?.strip_prefix("](")?;
        if !SCHEMES.iter().any(|scheme| starts_with(after, scheme)) {
            return None;
        }
        let to = after.get(..after.find([')', ' ', '<', '>', '"', '['])?)?;
        if !after.get(to.len()..)?.starts_with(')') || SCHEMES.contains(&to) {
            return None;
        }
        let words = Self::default().read(words, depth + 1);
        self.push(Inline::Link { to: to.to_owned(), words });
        Some(between + "](".len() + to.len() + 1)
    }

    fn marked(&mut self, line: &str, at: usize, mark: &'static str, depth: u8) -> Option<usize> {
        let inner = line.get(at..)?.strip_prefix(mark)?;
        let opens = begins_word(line, at) && inner.chars().next().is_some_and(|next| !next.is_whitespace() && next != '*');
        if !opens || self.never.contains(&mark) {
            return None;
        }
        let Some(length) = closes(inner, mark) else {
            self.never.push(mark);
            return None;
        };
        let said = Self::default().read(inner.get(..length)?, depth + 1);
        self.push(match mark {
            "***" => Inline::Strong(vec![Inline::Emphasis(said)]),
            "**" => Inline::Strong(said),
            _ => Inline::Emphasis(said),
        });
        Some(length + 2 * mark.len())
    }
}

/// Where the mark is that closes what begins here. Code, and what is escaped, closes nothing.
fn closes(inner: &str, mark: &str) -> Option<usize> {
    let mut at = 0;
    let mut before = None;
    while let Some(letter) = inner.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = inner.get(at..)?;
        let stars = rest.len() - rest.trim_start_matches('*').len();
        let taken = match letter {
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            '`' => rest.get(1..).and_then(|after| after.find('`')).map_or(1, |length| length + 2),
            '*' => {
                let ends = before.is_some_and(|before: char| !before.is_whitespace());
                let next = rest.get(stars..).and_then(|after| after.chars().next());
                if ends && stars == mark.len() && !next.is_some_and(is_spaced_letter) {
                    return Some(at);
                }
                stars
            }
            _ => letter.len_utf8(),
        };
        before = rest.get(..taken).and_then(|taken| taken.chars().next_back());
        at += taken;
    }
    None
}

/// How long the address is that a text begins with: nothing in it is a mark.
fn address(rest: &str) -> Option<usize> {
    SCHEMES.iter().find(|scheme| starts_with(rest, scheme))?;
    Some(rest.find(|letter: char| letter.is_whitespace() || AFTER_ADDRESS.contains(letter)).unwrap_or(rest.len()))
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Whether a word may begin here.
fn begins_word(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    !before.is_some_and(|before| is_spaced_letter(before) || before == '*')
}

/// A letter of a script that puts spaces between words.
pub(crate) fn is_spaced_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        && !matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}
