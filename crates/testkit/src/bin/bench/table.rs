//! Figures and how they are printed: beside the raw limit of the same run, against the bar, and side by side as data grows.

use std::io::Write;
use std::time::Duration;

use crate::timing::millis;

/// One figure.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    pub what: String,
    pub measured: String,
    pub raw: String,
    pub ratio: Option<f64>,
    pub bar: String,
    pub reached: Option<bool>,
}

impl Figure {
    pub fn new(what: impl Into<String>, measured: impl Into<String>) -> Self {
        Self { what: what.into(), measured: measured.into(), ..Self::default() }
    }

    /// The least that the same thing costs without us.
    #[must_use]
    pub fn beside(self, raw: impl Into<String>) -> Self {
        Self { raw: raw.into(), ..self }
    }

    #[must_use]
    pub fn times(self, ratio: f64) -> Self {
        Self { ratio: Some(ratio), ..self }
    }

    #[must_use]
    pub fn bar(self, bar: impl Into<String>, reached: bool) -> Self {
        Self { bar: bar.into(), reached: Some(reached), ..self }
    }

    fn line(&self) -> String {
        let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        let ratio = self.ratio.map_or_else(|| "–".to_owned(), |ratio| if ratio < 10.0 { format!("{ratio:.2} ×") } else { format!("{ratio:.0} ×") });
        let reached = match self.reached {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "–",
        };
        format!("| {} | {} | {} | {ratio} | {} | {reached} |", self.what, self.measured, dash(&self.raw), dash(&self.bar))
    }
}

pub fn ratio(measured: Duration, raw: Duration) -> f64 {
    millis(measured) / millis(raw).max(f64::MIN_POSITIVE)
}

/// The figures of one desk, or of none.
#[derive(Clone, Debug)]
pub struct Chapter {
    pub title: String,
    /// What stands above its column where figures are side by side; none keeps it out of there.
    pub size: Option<String>,
    pub figures: Vec<Figure>,
}

/// Everything, in Markdown.
pub fn print(out: &mut impl Write, chapters: &[Chapter]) -> std::io::Result<()> {
    for chapter in chapters {
        writeln!(out, "\n### {}\n", chapter.title)?;
        writeln!(out, "| what | measured | raw limit | ratio | bar | reached |")?;
        writeln!(out, "|---|---|---|---|---|---|")?;
        for figure in &chapter.figures {
            writeln!(out, "{}", figure.line())?;
        }
    }
    growth(out, chapters)?;
    let missed = chapters.iter().flat_map(|chapter| &chapter.figures).filter(|figure| figure.reached == Some(false)).count();
    let bars = chapters.iter().flat_map(|chapter| &chapter.figures).filter(|figure| figure.reached.is_some()).count();
    writeln!(out, "\n{} of {bars} bars reached.", bars - missed)
}

fn growth(out: &mut impl Write, chapters: &[Chapter]) -> std::io::Result<()> {
    let sized: Vec<_> = chapters.iter().filter_map(|chapter| Some((chapter.size.as_ref()?, &chapter.figures))).collect();
    let Some((_, first)) = sized.first().filter(|_| sized.len() > 1) else { return Ok(()) };
    let heads: Vec<_> = sized.iter().map(|(size, _)| format!("{size} tickets")).collect();
    writeln!(out, "\n### Growth\n\n| what | {} |\n|---{}|", heads.join(" | "), "|---".repeat(heads.len()))?;
    for figure in *first {
        let cells = sized.iter().map(|(_, figures)| figures.iter().find(|other| other.what == figure.what).map_or("–", |other| &other.measured));
        writeln!(out, "| {} | {} |", figure.what, cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}
