//! What a commit says of its index: whether it is whole, and by which dictionary its texts were cut. In the commit itself, so that
//! marker and index cannot disagree after a crash.

/// The first word of a commit's payload; after it comes the dictionary's mark.
const BUILT: &str = "built";
const BUILDING: &str = "building";
/// No mark of a dictionary.
const MIXED: &str = "mixed";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Of what is committed.
    pub(crate) is_whole: bool,
    /// Another is being built beneath what answers: nothing is committed before it is whole.
    pub(crate) is_hidden: bool,
    cut: Cut,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Cut {
    #[default]
    Nothing,
    By(String),
    /// Some texts by one dictionary, some by another.
    Mixed,
}

impl Standing {
    pub(crate) fn of_payload(payload: Option<&str>) -> Self {
        let (word, mark) = payload.map_or(("", ""), |payload| payload.split_once(' ').unwrap_or((payload, "")));
        let cut = if mark == MIXED { Cut::Mixed } else { Cut::By(mark.to_owned()) };
        Self { is_whole: word == BUILT, is_hidden: false, cut }
    }

    /// Of a commit that makes it whole or not.
    pub(crate) fn payload(&self, is_whole: bool) -> String {
        let word = if is_whole { BUILT } else { BUILDING };
        match &self.cut {
            Cut::By(mark) if !mark.is_empty() => format!("{word} {mark}"),
            Cut::Mixed => format!("{word} {MIXED}"),
            Cut::Nothing | Cut::By(_) => word.to_owned(),
        }
    }

    /// Texts cut by this dictionary come in.
    pub(crate) fn join(&mut self, mark: &str) {
        match &self.cut {
            Cut::Nothing => self.cut = Cut::By(mark.to_owned()),
            Cut::By(before) if before == mark => {}
            Cut::By(_) | Cut::Mixed => self.cut = Cut::Mixed,
        }
    }

    pub(crate) fn committed(&mut self, is_whole: bool) {
        (self.is_whole, self.is_hidden) = (is_whole, false);
    }

    pub(crate) fn forget_texts(&mut self) {
        self.cut = Cut::Nothing;
    }

    /// Whole, and cut by the dictionary that is wanted, if any is.
    pub(crate) fn fits(&self, wanted: Option<&str>) -> bool {
        let is_cut = wanted.is_none_or(|wanted| matches!(&self.cut, Cut::By(mark) if mark == wanted));
        self.is_whole && !self.is_hidden && is_cut
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;

    #[test]
    fn what_is_written_is_read() {
        for payload in ["built", "building", "built 0123456789abcdef", "building mixed"] {
            let standing = Standing::of_payload(Some(payload));
            assert_eq!(standing.payload(standing.is_whole), payload);
        }
        assert!(!Standing::of_payload(None).is_whole);
    }

    #[test]
    fn texts_cut_by_two_dictionaries_fit_neither() {
        let mut standing = Standing { is_whole: true, ..Standing::default() };
        standing.join("a");
        assert!(standing.fits(Some("a")) && standing.fits(None) && !standing.fits(Some("b")));
        standing.join("b");
        assert!(!standing.fits(Some("a")) && !standing.fits(Some("b")) && standing.fits(None));
    }
}
