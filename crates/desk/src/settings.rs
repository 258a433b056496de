//! The person's own settings. Nothing secret: they are needed before the desk is unlocked.

use holdfast_domain::Language;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum LanguageChoice {
    /// The computer's.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// 简体中文.
    #[serde(rename = "zh-Hans")]
    Simplified,
    /// 繁體中文.
    #[serde(rename = "zh-Hant")]
    Traditional,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// How strong the contrast is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Contrast {
    #[default]
    Normal,
    High,
}

/// How close rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Density {
    Compact,
    #[default]
    Regular,
    Comfortable,
}

/// Whether anything moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Motion {
    #[default]
    System,
    Off,
}

/// How a list of tickets is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ListLayout {
    /// Three lines each, beside the conversation.
    #[default]
    Cards,
    /// A line each, over the whole width until a ticket is opened.
    Table,
}

/// What a list of tickets may show of each besides who, what and when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Column {
    Channel,
    Number,
    Category,
    Urgency,
    Owner,
    Queue,
    Status,
    Updated,
}

/// What an alert sounds like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Chime {
    #[default]
    TwoTones,
    Bell,
    Knock,
}

/// A part of each day, `HH:MM` by the computer's clock; it may run past midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct QuietHours {
    /// Begin.
    pub from: String,
    /// End.
    pub to: String,
}

/// The person's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Language of the window.
    pub language: LanguageChoice,
    /// Light or dark.
    pub theme: Theme,
    /// Contrast.
    pub contrast: Contrast,
    /// Density.
    pub density: Density,
    /// Whether anything moves.
    pub motion: Motion,
    /// How lists of tickets are laid out.
    pub list_layout: ListLayout,
    /// What they show of each ticket, in this order.
    pub columns: Vec<Column>,
    /// Keys that the person chose: a command's name and its key, or nothing where it shall have none.
    pub keys: BTreeMap<String, String>,
    /// For how many seconds what was sent can be taken back; 0 for not at all.
    pub undo_seconds: u32,
    /// What stands under each reply.
    pub signature: String,
    /// Whether a key opens the quick capture from any program.
    pub capture_everywhere: bool,
    /// Which key, as the window writes keys.
    pub capture_key: String,
    /// Whether the first steps were shown, or passed over.
    pub toured: bool,
    /// Whether alerts sound.
    pub sound: bool,
    /// What they sound like.
    pub chime: Chime,
    /// When nothing is said aloud.
    pub quiet: Option<QuietHours>,
    /// Key of the schedule that is the person's shift: outside of it nothing is said aloud (N1).
    pub shift: Option<String>,
    /// Whether even an emergency waits until the quiet ends.
    pub quiet_emergencies: bool,
    /// Whether a notification names the customer and the subject.
    pub names_in_notices: bool,
    /// Whether closing the window leaves the clocks watched, in the tray.
    pub watch_in_tray: bool,
    /// Whether that has been said once.
    pub told_of_tray: bool,
    /// Whether Holdfast starts with the computer.
    pub autostart: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: LanguageChoice::System,
            theme: Theme::System,
            contrast: Contrast::Normal,
            density: Density::Regular,
            motion: Motion::System,
            list_layout: ListLayout::Cards,
            columns: vec![Column::Channel, Column::Number, Column::Category],
            keys: BTreeMap::new(),
            undo_seconds: 10,
            signature: String::new(),
            capture_everywhere: false,
            capture_key: "Ctrl+Alt+N".to_owned(),
            toured: false,
            sound: true,
            chime: Chime::TwoTones,
            quiet: None,
            shift: None,
            quiet_emergencies: false,
            names_in_notices: true,
            watch_in_tray: true,
            told_of_tray: false,
            autostart: false,
        }
    }
}

impl Settings {
    /// The language to speak on a computer of this locale.
    #[must_use]
    pub fn speaks(&self, locale: &str) -> Language {
        match self.language {
            LanguageChoice::System => Language::of_locale(locale),
            LanguageChoice::English => Language::English,
            LanguageChoice::Simplified => Language::Simplified,
            LanguageChoice::Traditional => Language::Traditional,
        }
    }

    /// From the folder; the defaults when there are none or they cannot be read.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let text = fs::read(folder.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Into the folder.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        crate::profile::write_whole(&folder.join(FILE), &serde_json::to_vec_pretty(self).unwrap_or_default())
    }
}

const FILE: &str = "settings.json";
