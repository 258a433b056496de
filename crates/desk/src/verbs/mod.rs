//! What a person can do at an open desk, grouped by what it is about.

pub(crate) mod alerts;
pub(crate) mod article;
pub(crate) mod articles;
pub(crate) mod capture;
pub(crate) mod changed;
pub(crate) mod clock;
pub(crate) mod complaints;
mod connection;
pub(crate) mod decide;
pub(crate) mod drafts;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod guess;
pub(crate) mod held;
pub(crate) mod input;
pub(crate) mod knowledge;
pub(crate) mod lists;
pub(crate) mod outbox;
pub(crate) mod overview;
pub(crate) mod quick;
mod requests;
pub(crate) mod schedules;
pub(crate) mod steps;
pub(crate) mod tasks;
pub(crate) mod team;
pub(crate) mod ticket;
pub(crate) mod write;
