//! Words, and the cut of Chinese texts into them, as jieba does it without its hidden Markov model (Sun Junyi's jieba, in Rust
//! jieba-rs): of all ways to cut a text the one whose words are the likeliest together, and of a long word the shorter ones in it
//! too.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use fst::raw::Fst;

use crate::transducer::beginnings;

/// jieba's words, each with how often it was seen.
static WORDS: LazyLock<Option<Fst<&'static [u8]>>> = LazyLock::new(|| {
    let laid_out: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
    Fst::new(laid_out).inspect_err(|error| tracing::error!(%error, "no Chinese words in search: it goes by pairs of characters")).ok()
});

/// How often all of them were seen.
const TOTAL: u64 = include!(concat!(env!("OUT_DIR"), "/total.rs"));

/// Words, and how often each is seen among all.
#[derive(Clone)]
pub(super) struct Entries {
    /// Beside jieba's, by their first character.
    own: HashMap<char, Vec<(Box<str>, u64)>>,
    total: u64,
    log_total: f64,
}

/// A character of a text.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How likely the best way from here to the end is: the sum of the logarithms.
    likely: f64,
    /// Where the first word of that way ends.
    end: usize,
    /// Whether two and three characters from here on are a word.
    is_word: [bool; 2],
}

impl Entries {
    pub(super) fn jieba() -> Self {
        Self { own: HashMap::new(), total: TOTAL, log_total: (TOTAL as f64).ln() }
    }

    /// From now on seen as often as it takes to be cut out whole.
    pub(super) fn add(&mut self, word: &str) {
        let Some(first) = word.chars().next() else { return };
        let parts = self.cut(word).into_iter().map(|part| part_of(word, &part));
        let likely: f64 = parts.map(|part| (self.seen(part).unwrap_or(1) as f64).ln() - self.log_total).sum();
        let before = self.seen(word);
        let seen = ((likely + self.log_total).exp() as u64 + 1).max(before.unwrap_or(1));
        let own = self.own.entry(first).or_default();
        own.retain(|(known, _)| **known != *word);
        own.push((word.into(), seen));
        self.total = self.total + seen - before.unwrap_or(0);
        self.log_total = (self.total as f64).ln();
    }

    /// The words of a text one after the other, in characters.
    pub(super) fn cut(&self, text: &str) -> Vec<Range<usize>> {
        words(&self.route(text)).collect()
    }

    /// As [`Self::cut`], and before each word those of two and three characters within it.
    pub(super) fn cut_for_search(&self, text: &str) -> Vec<Range<usize>> {
        let route = self.route(text);
        let mut found = Vec::new();
        for word in words(&route) {
            for (kind, length) in [2, 3].into_iter().enumerate() {
                let is_word = |at: usize| route.get(at).and_then(|place| place.is_word.get(kind)) == Some(&true);
                let starts = if word.len() > length { word.start..word.end + 1 - length } else { 0..0 };
                found.extend(starts.filter(|at| is_word(*at)).map(|at| at..at + length));
            }
            found.push(word);
        }
        found
    }

    fn route(&self, text: &str) -> Vec<Place> {
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        let mut route = vec![Place::default(); starts.len() + 1];
        for (at, start) in starts.iter().enumerate().rev() {
            let likely_from = |end: usize| route.get(end).map_or(0.0, |place| place.likely);
            let mut best: Option<Place> = None;
            let mut is_word = [false; 2];
            for (length, count) in self.beginning(text.get(*start..).unwrap_or_default()) {
                let end = at + length;
                let likely = (count as f64).ln() - self.log_total + likely_from(end);
                if best.is_none_or(|best| likely > best.likely || (likely == best.likely && end > best.end)) {
                    best = Some(Place { likely, end, is_word });
                }
                if let Some(known) = length.checked_sub(2).and_then(|kind| is_word.get_mut(kind)) {
                    *known = true;
                }
            }
            let unknown = || Place { likely: 0.0 - self.log_total + likely_from(at + 1), end: at + 1, is_word };
            let place = Place { is_word, ..best.unwrap_or_else(unknown) };
            if let Some(slot) = route.get_mut(at) {
                *slot = place;
            }
        }
        route
    }

    /// The words that `text` begins with: how many characters each has, and how often it is seen. One that was added and that
    /// jieba has too comes twice, the second time as often as it takes to stay whole.
    fn beginning<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, u64)> + 't {
        let own = text.chars().next().and_then(|first| self.own.get(&first)).into_iter().flatten();
        let own = own.filter(|(word, _)| text.starts_with(&**word)).map(|(word, seen)| (word.chars().count(), *seen));
        let length = |end: usize| text.get(..end).map_or(0, |word| word.chars().count());
        let jieba = WORDS.as_ref().into_iter().flat_map(move |words| beginnings(words, text));
        jieba.map(move |(end, seen)| (length(end), seen)).chain(own)
    }

    fn seen(&self, word: &str) -> Option<u64> {
        let length = word.chars().count();
        self.beginning(word).filter(|(of, _)| *of == length).last().map(|(_, seen)| seen)
    }
}

fn words(route: &[Place]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        // The last place is the end, behind the last character.
        let place = route.get(at).filter(|place| place.end > at)?;
        Some(std::mem::replace(&mut at, place.end)..place.end)
    })
}

fn part_of<'t>(text: &'t str, part: &Range<usize>) -> &'t str {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    text.get(byte(part.start)..byte(part.end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jieba_rs::Jieba;
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::lexicon;

    /// Characters that are much used together, the rest of the dictionary's, and some that it does not know.
    fn texts() -> impl Strategy<Value = String> {
        let used = "退款换货快递包裹订单号客服工单发货签收拒收物流查询电话号码验证登录密码修改重置系统故障恢复预计时间处理结果满意度\
                    我们的中国人民银行信用卡账户余额不足无法支付请问怎么办理业务流程说明书上门维修师傅什么时候到达北京市海淀区";
        let character = prop_oneof![
            9 => proptest::sample::select(used.chars().collect::<Vec<_>>()),
            2 => proptest::char::range('一', '龥'),
            1 => proptest::sample::select(vec!['々', '〇', '\u{20001}', '\u{3400}', '\u{f900}']),
        ];
        proptest::collection::vec(character, 0..60).prop_map(String::from_iter)
    }

    #[test]
    fn a_text_is_cut_as_the_library_cuts_it() {
        let (mut ours, mut library) = (Entries::jieba(), Jieba::new());
        for word in lexicon::WORDS.split_whitespace().chain(["退款", "退款单", "我们的", "蓝鲸快充", "怎么办理业务", "龥龥龥"]) {
            ours.add(word);
            library.add_word(word, None, None);
        }
        let agree = |text: &str| {
            let whole: Vec<_> = library.cut(text, false).into_iter().map(|word| word.start..word.end).collect();
            assert_eq!(ours.cut(text), whole, "{text}");
            let searched: Vec<_> = library.cut_for_search(text, false).into_iter().map(|word| word.start..word.end).collect();
            assert_eq!(ours.cut_for_search(text), searched, "{text}");
        };
        for text in ["", "退", "我想申请退款单的运费险", "中华人民共和国北京市海淀区人民法院", "南京市长江大桥", "怎么办理业务流程说明书"]
        {
            agree(text);
        }
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(2_000));
        runner
            .run(&texts(), |text| {
                agree(&text);
                Ok(())
            })
            .unwrap();
    }
}
