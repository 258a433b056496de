//! The use cases of the desk. The shell calls these and nothing else; no SQL, no HTTP and no window here.
//!
//! [`Desk`] is the stage: first start, sign-in, unlock. [`Work`] is the desk once it is open: one file per group of
//! verbs in `verbs`. Ports are what a computer must bring.

mod anonymous;
mod calendar;
mod calls_left;
mod cut_offs;
mod decisions;
mod difference;
mod drill;
mod error;
mod filling;
mod fork;
mod formatted;
mod guessing;
mod handed;
mod heard;
mod html;
mod indexer;
mod indexing;
mod learning;
mod markdown;
mod masking;
mod matters;
mod mentions;
mod moved;
mod naming;
mod opening;
mod pictures;
pub mod ports;
mod presence;
mod present;
mod profile;
mod quiet;
mod quoted;
mod reason;
pub mod replica;
mod rush;
mod scheduler;
mod settings;
mod shallow;
mod shift_end;
mod signal;
mod speaker;
mod stage;
mod still_down;
mod time;
mod timeline;
mod told;
mod verbs;
pub mod view;
mod watch;
mod words;
mod work;

pub use drill::Drill;
pub use error::DeskError;
pub use holdfast_domain as domain;
pub use markdown::rendered;
pub use ports::{Act, Clock, KeyStore, Notice, NoticeAction, Notifier, Ports, Running, TeamServer, Window};
pub use settings::{Chime, Column, Contrast, Density, LanguageChoice, ListLayout, Motion, QuietHours, Settings, Theme};
pub use stage::Desk;
pub use words::Words;
pub use work::Work;
