//! The font that a document is written in: one of this computer that has its characters, Chinese ones among them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::PaperError;

/// Families in the order of preference, for readers of each script: what Windows, macOS and Linux bring.
const FAMILIES: &[(&str, &[&str])] = &[
    ("zh-Hant", &["Microsoft JhengHei", "PingFang TC", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC"]),
    ("", &["Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei"]),
];
/// Signs that a font may lack without being of no use: pictures that people write between their words.
const LACKING_PERCENT: usize = 3;

/// A font's file, and which font of the file it is.
#[derive(Clone)]
pub struct Face {
    pub data: Arc<Vec<u8>>,
    pub index: u32,
    /// How wide each character is, in sizes of the font; read once, since a line asks for each of its own again and again.
    widths: BTreeMap<char, f32>,
}

/// The two that a document is set in.
#[derive(Clone)]
pub struct Faces {
    pub regular: Face,
    pub bold: Face,
}

impl Faces {
    /// Those that have what is to be written.
    pub fn find(language: &str, text: &str) -> Result<Self, PaperError> {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        let wanted: BTreeSet<char> = text.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect();
        let preferred = FAMILIES.iter().filter(|(tag, _)| tag.is_empty() || language == *tag).flat_map(|(_, families)| families.iter().copied());
        let others: BTreeSet<String> = fonts.faces().filter_map(|face| Some(face.families.first()?.0.clone())).collect();
        let named = preferred.map(str::to_owned).collect::<Vec<_>>().into_iter().chain(others);
        for family in named {
            let of = |weight| Face::read(&fonts, &family, weight, &wanted);
            let Some(regular) = of(fontdb::Weight::NORMAL) else { continue };
            let bold = of(fontdb::Weight::BOLD).unwrap_or_else(|| regular.clone());
            return Ok(Self { regular, bold });
        }
        Err(PaperError::NoFont)
    }
}

impl Face {
    /// One that has what is to be written.
    fn read(fonts: &fontdb::Database, family: &str, weight: fontdb::Weight, wanted: &BTreeSet<char>) -> Option<Self> {
        let id = fonts.query(&fontdb::Query { families: &[fontdb::Family::Name(family)], weight, ..fontdb::Query::default() })?;
        let (data, index) = fonts.with_face_data(id, |data, index| (Arc::new(data.to_vec()), index))?;
        let face = ttf_parser::Face::parse(&data, index).ok()?;
        let em = f32::from(face.units_per_em());
        let width = |sign: char| Some((sign, f32::from(face.glyph_hor_advance(face.glyph_index(sign)?)?) / em));
        let widths: BTreeMap<char, f32> = wanted.iter().copied().chain([' ']).filter_map(width).collect();
        let lacking = wanted.iter().filter(|sign| !widths.contains_key(sign)).count();
        let is_of_use = lacking.saturating_mul(100) <= wanted.len().saturating_mul(LACKING_PERCENT);
        is_of_use.then(|| Self { widths, data: Arc::clone(&data), index })
    }

    /// How wide a text is, in points, at a size.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|sign| self.widths.get(&sign).copied().unwrap_or(1.0)).sum::<f32>() * size
    }
}
