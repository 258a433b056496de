//! The shape of the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The team server of Holdfast.
#[derive(Debug, Parser)]
#[command(name = "holdfast-server", version)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run the team server.
    Serve(Serve),
    /// Bring in articles or tickets.
    #[command(subcommand)]
    Import(Import),
    /// Take articles out.
    #[command(subcommand)]
    Export(Export),
    /// The people of the team.
    #[command(subcommand)]
    User(User),
    /// The desks that have signed in.
    #[command(subcommand)]
    Device(Device),
    /// The queues, and who may see what lies in them.
    #[command(subcommand)]
    Queue(Queue),
    /// Write a consistent copy of the data into a new file, also while the server runs.
    Backup(Backup),
    /// Put a backup in the place of the data. The server must be stopped.
    Restore(Restore),
    /// Fill an empty data folder with the sample team.
    Sample(Sample),
    /// Make a ticket part of another one of the same customer.
    Merge(Merge),
    /// Erase a customer with everything that is kept of them, here and at every desk. It cannot be taken back.
    Erase(Erase),
    /// What a status feed says of a system: that it is down, with what is known, or that it is up.
    Outage(Outage),
    /// Let a customer write on a ticket, for demonstrations and tests.
    CustomerWrites(CustomerWrites),
}

#[derive(Clone, Debug, Args)]
pub(super) struct Data {
    /// The data folder.
    #[arg(long)]
    pub data: PathBuf,
    /// A file with the 64 hexadecimal digits of the key of an encrypted ledger.
    #[arg(long)]
    pub key_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub data: Data,
    /// Where to listen. Addresses that other computers reach need --cert and --key.
    #[arg(long, default_value_t = crate::serve::DEFAULT_LISTEN)]
    pub listen: SocketAddr,
    /// The certificate chain, PEM.
    #[arg(long, requires = "key")]
    pub cert: Option<PathBuf>,
    /// The certificate's private key, PEM.
    #[arg(long, requires = "cert")]
    pub key: Option<PathBuf>,
    /// Fill an empty data folder with the sample team.
    #[arg(long)]
    pub sample: bool,
    /// The seed of the sample team.
    #[arg(long, default_value_t = crate::sample::SAMPLE_SEED, requires = "sample")]
    pub seed: u64,
    /// Stop when the standard input is closed: for a program that starts the server and may die.
    #[arg(long)]
    pub stop_with_stdin: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Articles from .txt, .md, .html, .docx, .jsonl and .csv files, or folders of them.
    Articles(ImportArticles),
    /// Tickets from JSON lines or CSV with a header.
    Tickets(ImportTickets),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Auto,
    Text,
    Markdown,
    Html,
    Docx,
    Jsonl,
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct ImportArticles {
    #[command(flatten)]
    pub data: Data,
    /// Files or folders.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// How to read them; auto goes by the ending.
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    pub format: Format,
    /// Their language: auto, en, zh-Hans or zh-Hant.
    #[arg(long, default_value = "auto")]
    pub lang: String,
    /// Import nothing when anything cannot be read.
    #[arg(long)]
    pub all_or_nothing: bool,
    /// Also replace articles that people have changed or taken back since; what they said stays among their versions.
    #[arg(long)]
    pub overwrite: bool,
    /// Store nothing; say what would be new, changed, unchanged, flagged and skipped.
    #[arg(long)]
    pub preview: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    /// The team's articles: md and html into a folder, by category; jsonl and csv into one file. Import reads them back.
    Articles(ExportArticles),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ExportFormat {
    Md,
    Html,
    Docx,
    Jsonl,
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct ExportArticles {
    #[command(flatten)]
    pub data: Data,
    /// In which form.
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// An empty or new folder, or a new file.
    pub to: PathBuf,
    /// Replace an earlier export; what was not exported from here stays as it is.
    #[arg(long)]
    pub overwrite: bool,
}

#[derive(Debug, Args)]
pub(super) struct ImportTickets {
    #[command(flatten)]
    pub data: Data,
    /// The file, .jsonl or .csv.
    pub file: PathBuf,
    /// Import nothing when anything cannot be read.
    #[arg(long)]
    pub all_or_nothing: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RoleName {
    Agent,
    Lead,
    Contact,
    Administrator,
}

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Add a person.
    Add(UserAdd),
    /// List the people.
    List(Data),
    /// Set a new password.
    Password(UserPassword),
}

#[derive(Debug, Args)]
pub(super) struct UserAdd {
    #[command(flatten)]
    pub data: Data,
    /// What the person signs in with.
    pub login: String,
    /// The name that colleagues and customers see.
    #[arg(long)]
    pub name: String,
    /// What the person may do.
    #[arg(long, value_enum, default_value_t = RoleName::Agent)]
    pub role: RoleName,
    /// 1 to 3; seniors are offered the most valued customers first.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub seniority: u8,
    /// Mask customers' addresses and numbers for this person until they say why they need to see them; contacts of departments
    /// always see them masked.
    #[arg(long)]
    pub masked: bool,
    /// The person's own language: en, zh-Hans or zh-Hant.
    #[arg(long, default_value = "auto")]
    pub lang: String,
    /// Read the password from the first line of the standard input.
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
pub(super) struct UserPassword {
    #[command(flatten)]
    pub data: Data,
    /// Whose.
    pub login: String,
    /// Read the password from the first line of the standard input.
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Device {
    /// List the desks.
    List(Data),
    /// Shut a desk out, for ever.
    Revoke(DeviceRevoke),
}

#[derive(Debug, Args)]
pub(super) struct DeviceRevoke {
    #[command(flatten)]
    pub data: Data,
    /// The identity that the list shows.
    pub device: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum Queue {
    /// List the queues.
    List(Data),
    /// Close a queue: only its department's people, leads and administrators see what lies in it.
    Close(QueueName),
    /// Open it to everybody again.
    Open(QueueName),
}

#[derive(Debug, Args)]
pub(super) struct QueueName {
    #[command(flatten)]
    pub data: Data,
    /// The queue's name in any language, or the identity that the list shows.
    pub queue: String,
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    pub data: Data,
    /// The new file.
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    pub data: Data,
    /// The backup.
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Sample {
    #[command(flatten)]
    pub data: Data,
    /// The seed.
    #[arg(long, default_value_t = crate::sample::SAMPLE_SEED)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct Merge {
    #[command(flatten)]
    pub data: Data,
    /// The number of the ticket that goes.
    pub from: u32,
    /// The number of the one that stays.
    pub into: u32,
}

#[derive(Debug, Args)]
pub(super) struct Erase {
    #[command(flatten)]
    pub data: Data,
    /// The customer: a telephone number, a mail address, an account, an order, or the identity.
    pub customer: String,
    /// Do not ask for the customer's name to be typed.
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct CustomerWrites {
    #[command(flatten)]
    pub data: Data,
    /// The ticket's number.
    #[arg(long)]
    pub ticket: u32,
    /// What the customer writes.
    pub text: String,
}

#[derive(Debug, Args)]
pub(super) struct Outage {
    #[command(flatten)]
    pub data: Data,
    /// As people call it.
    pub system: String,
    /// It works again.
    #[arg(long, conflicts_with_all = ["cause", "expected"])]
    pub over: bool,
    /// Why it is down, in words a customer may hear.
    #[arg(long)]
    pub cause: Option<String>,
    /// When it is expected to be back, e.g. 2026-12-09T15:10:00+08:00 (RFC 3339).
    #[arg(long)]
    pub expected: Option<jiff::Timestamp>,
}
