//! What a search answers with. Data only.

/// One answer, best first. Title and snippet are the original text, cut where the query was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: String,
    pub score: f32,
    pub title: Vec<Piece>,
    pub snippet: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}
