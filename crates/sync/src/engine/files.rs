//! Files move last: one piece at a time, up before down, each after everything smaller has had its turn (SYNC 1.11).
//! What is to be moved, and how far it has come, the store knows; the engine carries one piece after the other.

use holdfast_domain::Timestamp;
use holdfast_protocol::ProblemCode;

use super::{Effect, Engine};
use crate::replica::{FileMoved, FileStep, Pull, ReplicaError, Standing};
use crate::transport::{Failure, Payload, Request};

/// A server of an older build has no place for files; it is asked again after so long.
const NO_PLACE_MS: i64 = 10 * 60_000;
/// Until a disk that was full is tried again.
const DISK_FULL_MS: i64 = 60_000;

/// What is known of files.
#[derive(Debug)]
pub(super) struct State {
    /// A piece is under way, at the store or on the network.
    moving: bool,
    /// Something may have come to be moved since the store was last asked.
    pub(super) look: bool,
    /// Not before.
    pub(super) at: Timestamp,
}

impl State {
    pub(super) const fn new(now: Timestamp) -> Self {
        Self { moving: false, look: false, at: now }
    }
}

impl Engine {
    pub(super) fn plan_files(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        // A first pull of a fresh desk takes minutes; what is written meanwhile goes out beside it.
        let may = self.caught_up || self.standing.pull != Pull::Changes;
        let due = self.files.look || self.standing.files;
        if due && may && !self.files.moving && now >= self.files.at {
            self.files.moving = true;
            self.files.look = false;
            effects.push(Effect::NextFile);
        }
    }

    /// The store says what is next.
    pub(super) fn next_file(&mut self, step: Result<Option<FileStep>, ReplicaError>, now: Timestamp, effects: &mut Vec<Effect>) {
        match step {
            Ok(Some(step)) => effects.push(Effect::Send(match step {
                FileStep::Ask { hash } => Request::Arrived { hash },
                FileStep::Send { hash, piece } => Request::SendPiece { hash, piece },
                FileStep::Fetch { hash, at } => Request::FetchPiece { hash, at },
            })),
            Ok(None) => {
                self.files.moving = false;
                // What waited for a file may go, also when the file never will.
                self.standing.pending |= self.standing.files;
                self.standing.files = false;
            }
            Err(error) => self.files_failed(&error, now),
        }
    }

    /// A piece came through: the store is told.
    pub(super) fn file_answered(&mut self, request: &Request, payload: Payload, effects: &mut Vec<Effect>) {
        let moved = match (request, payload) {
            (Request::Arrived { hash } | Request::SendPiece { hash, .. }, Payload::Arrived(answer)) => FileMoved::Up { hash: hash.clone(), answer },
            (Request::FetchPiece { hash, at }, Payload::Piece(piece)) if piece.at == *at => FileMoved::Down { hash: hash.clone(), piece },
            // It answers something else.
            _ => {
                self.files.moving = false;
                return;
            }
        };
        effects.push(Effect::FileMoved(moved));
    }

    /// It did not: the same again later, or never when there is no such file.
    pub(super) fn file_failed(&mut self, request: &Request, failure: &Failure, wait: i64, now: Timestamp, effects: &mut Vec<Effect>) {
        let code = if let Failure::Refused { problem, .. } = failure { Some(problem.code) } else { None };
        match (request, code) {
            (Request::FetchPiece { hash, .. }, Some(ProblemCode::NoFile)) => {
                effects.push(Effect::FileMoved(FileMoved::Gone { hash: hash.clone() }));
            }
            (_, Some(ProblemCode::BadRequest)) => self.files_later(now.plus_millis(NO_PLACE_MS)),
            _ => self.files_later(now.plus_millis(wait)),
        }
    }

    pub(super) fn file_moved(&mut self, result: Result<Standing, ReplicaError>, now: Timestamp) {
        match result {
            Ok(standing) => {
                self.files.moving = false;
                self.standing.files = standing.files;
                // What waited for the file may go now.
                self.standing.pending |= standing.pending;
            }
            Err(error) => self.files_failed(&error, now),
        }
    }

    /// A file that the disk does not give or take holds up nothing but files.
    fn files_failed(&mut self, error: &ReplicaError, now: Timestamp) {
        let after = if *error == ReplicaError::DiskFull { DISK_FULL_MS } else { 5_000 };
        self.files_later(now.plus_millis(after));
    }

    const fn files_later(&mut self, at: Timestamp) {
        self.files.moving = false;
        self.files.look = true;
        self.files.at = at;
    }
}
