//! What each kind of match counts, for articles and for conversations. Numbers only.

/// What a match in each place counts; tuned on the development set in `data/`, coarsely, so as not to learn it by heart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    pub(crate) title: PlaceWeight,
    pub(crate) extras: PlaceWeight,
    pub(crate) body: PlaceWeight,
    /// Against a dictionary word: two neighbouring CJK characters, and two neighbouring words with letters.
    pub(crate) gram: f32,
    pub(crate) pair: f32,
    /// Letters typed as pinyin.
    pub(crate) typed_sound: f32,
    /// Two characters that sound like two of a title: what is left of a word with a wrong character.
    pub(crate) like_sound: f32,
    /// A word only of the mainland's wording of the query, and one that only the wording as typed has.
    pub(crate) regional: f32,
    pub(crate) replaced: f32,
    /// Another word of the team's vocabulary for one that was typed, telling as much.
    pub(crate) synonym: f32,
    /// A near word instead of a mistyped one, and a longer one instead of one half typed.
    pub(crate) near: f32,
    pub(crate) begun: f32,
    pub(crate) question_word: f32,
    /// What is left of a score when next to nothing of what was asked stands in a document; the rest is earned with each word found.
    pub(crate) partial: f32,
    /// The same meaning, against the best words; and how near one must be to be found by its meaning alone.
    pub(crate) meaning: f32,
    pub(crate) least_near: f32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceWeight {
    /// How often over a word of the body it counts, and how much a long text counts against it.
    pub(crate) weight: f32,
    pub(crate) slope: f32,
}

/// Spellings stand once or twice in a title, and their number says nothing.
pub(crate) const SPOKEN: PlaceWeight = PlaceWeight { weight: 4.0, slope: 0.1 };

impl Weights {
    pub(crate) const ARTICLES: Self = Self {
        title: PlaceWeight { weight: 8.0, slope: 0.6 },
        extras: PlaceWeight { weight: 10.0, slope: 0.8 },
        body: PlaceWeight { weight: 1.0, slope: 0.45 },
        gram: 0.5,
        pair: 0.2,
        typed_sound: 1.0,
        like_sound: 0.05,
        regional: 0.9,
        replaced: 0.6,
        synonym: 0.6,
        near: 0.9,
        begun: 0.4,
        question_word: 0.3,
        partial: 0.6,
        meaning: 0.5,
        least_near: 0.25,
    };
    /// A subject says less of a conversation than a title of an article; number and customer are asked for by name.
    pub(crate) const CONVERSATIONS: Self =
        Self { title: PlaceWeight { weight: 4.0, slope: 0.6 }, extras: PlaceWeight { weight: 12.0, slope: 0.3 }, ..Self::ARTICLES };

    pub(crate) fn of_gram(&self, gram: &str) -> f32 {
        if gram.contains(' ') { self.pair } else { self.gram }
    }
}
