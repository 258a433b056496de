//! A file sealed under a passphrase, to be carried from one desk to another: a header, then parts, each sealed and bound
//! to the header, to its place and to whether it is the last. Owns the format; what stands in the parts is the caller's.
//!
//! The header is: marker, version, cost of a guess, salt, nonce, a check of the passphrase, and a hash of all that. The
//! hash tells a damaged header from a wrong passphrase, the check a wrong passphrase from a damaged part. A part is its
//! length and its sealed bytes; a length beyond the end of the file is never read.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

use crate::cipher::{self, Cipher, NONCE, TAG};
use crate::disk;
use crate::error::{ExportError, StoreError};
use crate::keys::derive;
use crate::slots::{Cost, stretch};

type Result<T, E = ExportError> = std::result::Result<T, E>;

const MARKER: [u8; 8] = *b"HFunsent";
const VERSION: u32 = 1;
const SALT: usize = 16;
const PREFIX: usize = 16;
const CHECK: usize = 16;
const HASH: usize = 16;
const HEADER: usize = MARKER.len() + 4 * 4 + SALT + PREFIX + CHECK + HASH;
/// The longest part: every text of a very long outage in one document.
const LONGEST: u64 = 512 * 1024 * 1024;
/// More than this a foreign file must not make this computer spend on one guess.
const MOST: Cost = Cost { memory_kib: 1024 * 1024, passes: 16, lanes: 16 };

fn io(source: std::io::Error) -> ExportError {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull { source: source.into() }.into(),
        _ => ExportError::Io(source),
    }
}

/// Cipher and nonce of one file.
struct Seal {
    header: Vec<u8>,
    cipher: Cipher,
    prefix: [u8; PREFIX],
    place: u64,
}

impl Seal {
    /// The nonce of the next part, and what the part is bound to.
    fn next(&mut self, is_last: bool) -> ([u8; NONCE], Vec<u8>) {
        let mut nonce = [0; NONCE];
        let (head, tail) = nonce.split_at_mut(PREFIX);
        head.copy_from_slice(&self.prefix);
        tail.copy_from_slice(&self.place.to_le_bytes());
        let bound_to = [self.header.as_slice(), &self.place.to_le_bytes(), &[u8::from(is_last)]].concat();
        self.place = self.place.saturating_add(1);
        (nonce, bound_to)
    }
}

/// The keys of a file: one for its parts, one that only says whether the passphrase fits.
fn keys(passphrase: &str, salt: &[u8; SALT], cost: Cost) -> Result<(Cipher, [u8; CHECK])> {
    let stretched = stretch(passphrase, salt, cost)?;
    let check = derive(stretched.as_slice(), None, b"holdfast v1 unsent check");
    let key = Zeroizing::new(derive(stretched.as_slice(), None, b"holdfast v1 unsent parts"));
    let mut shown = [0; CHECK];
    shown.copy_from_slice(check.first_chunk::<CHECK>().unwrap_or(&[0; CHECK]));
    Ok((Cipher::new(&key), shown))
}

fn short_hash(bytes: &[u8]) -> [u8; HASH] {
    let hash = blake3::hash(bytes);
    *hash.as_bytes().first_chunk::<HASH>().unwrap_or(&[0; HASH])
}

/// A file being written: under another name until it is whole.
pub(crate) struct Writing {
    path: PathBuf,
    temporary: PathBuf,
    out: BufWriter<File>,
    seal: Seal,
    is_whole: bool,
}

impl Writing {
    /// Begins a file that will lie at `path`.
    pub(crate) fn begin(path: &Path, passphrase: &str, cost: Cost) -> Result<Self> {
        let (salt, prefix) = (cipher::random::<SALT>()?, cipher::random::<PREFIX>()?);
        let (cipher, check) = keys(passphrase, &salt, cost)?;
        let mut header = Vec::with_capacity(HEADER);
        header.extend(MARKER);
        for number in [VERSION, cost.memory_kib, cost.passes, cost.lanes] {
            header.extend(number.to_le_bytes());
        }
        header.extend(salt);
        header.extend(prefix);
        header.extend(check);
        header.extend(short_hash(&header));
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let temporary = PathBuf::from(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let out = BufWriter::new(options.open(&temporary).map_err(io)?);
        let mut writing = Self { path: path.to_owned(), temporary, out, seal: Seal { header, cipher, prefix, place: 0 }, is_whole: false };
        writing.out.write_all(&writing.seal.header).map_err(io)?;
        Ok(writing)
    }

    pub(crate) fn part(&mut self, plain: &[u8], is_last: bool) -> Result<()> {
        let (nonce, bound_to) = self.seal.next(is_last);
        let sealed = self.seal.cipher.seal(nonce, plain, &bound_to)?;
        let length = u32::try_from(sealed.len()).ok().filter(|length| u64::from(*length) <= LONGEST).ok_or(ExportError::TooLarge)?;
        self.out.write_all(&length.to_le_bytes()).and_then(|()| self.out.write_all(&sealed)).map_err(io)
    }

    /// Fsynced and put in its place; what lay there before is gone only now.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.out.flush().and_then(|()| self.out.get_ref().sync_all()).map_err(io)?;
        std::fs::rename(&self.temporary, &self.path).map_err(io)?;
        self.is_whole = true;
        // Some carriers (a stick, a share) cannot sync a folder; the file itself is on them.
        if let Some(Err(error)) = self.path.parent().map(disk::sync_folder) {
            tracing::info!(%error, "the folder of an export was not synced");
        }
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if !self.is_whole {
            let _ = std::fs::remove_file(&self.temporary);
        }
    }
}

/// A file being read, part by part.
pub(crate) struct Reading {
    file: BufReader<File>,
    size: u64,
    /// Bytes behind the part read last.
    left: u64,
    seal: Seal,
}

impl Reading {
    /// Opens the file at `path`.
    pub(crate) fn open(path: &Path, passphrase: &str) -> Result<Self> {
        let file = File::open(path).map_err(ExportError::Io)?;
        let size = file.metadata().map_err(ExportError::Io)?.len();
        let mut file = BufReader::new(file);
        let mut header = Vec::with_capacity(HEADER);
        file.by_ref().take(HEADER as u64).read_to_end(&mut header).map_err(ExportError::Io)?;
        let mut fields = Fields(header.strip_prefix(&MARKER).ok_or(ExportError::Foreign)?);
        let version = fields.number().ok_or(ExportError::Damaged)?;
        if version > VERSION {
            return Err(ExportError::Newer { found: version, known: VERSION });
        }
        let mut read = || {
            let cost = Cost { memory_kib: fields.number()?, passes: fields.number()?, lanes: fields.number()? };
            Some((cost, fields.take::<SALT>()?, fields.take::<PREFIX>()?, fields.take::<CHECK>()?, fields.take::<HASH>()?))
        };
        let (cost, salt, prefix, check, hash) = read().ok_or(ExportError::Damaged)?;
        let hashed = header.get(..HEADER - HASH).unwrap_or_default();
        let affordable = cost.memory_kib <= MOST.memory_kib && cost.passes <= MOST.passes && cost.lanes <= MOST.lanes;
        if short_hash(hashed) != hash || !affordable {
            return Err(ExportError::Damaged);
        }
        let (cipher, expected) = keys(passphrase, &salt, cost)?;
        if blake3::hash(&expected) != blake3::hash(&check) {
            return Err(ExportError::WrongPassphrase);
        }
        Ok(Self { file, size, left: size.saturating_sub(HEADER as u64), seal: Seal { header, cipher, prefix, place: 0 } })
    }

    /// Back to the first part.
    pub(crate) fn rewind(&mut self) -> Result<()> {
        self.file.seek(SeekFrom::Start(HEADER as u64)).map_err(ExportError::Io)?;
        self.left = self.size.saturating_sub(HEADER as u64);
        self.seal.place = 0;
        Ok(())
    }

    pub(crate) const fn is_at_end(&self) -> bool {
        self.left == 0
    }

    /// The next part. The one with which the file ends must have been sealed as the last.
    pub(crate) fn part(&mut self) -> Result<Zeroizing<Vec<u8>>> {
        let mut length = [0; 4];
        self.file.read_exact(&mut length).map_err(|_| ExportError::Damaged)?;
        let length = u64::from(u32::from_le_bytes(length));
        self.left = self.left.saturating_sub(4);
        if length < TAG as u64 || length > LONGEST || length > self.left {
            return Err(ExportError::Damaged);
        }
        self.left = self.left.saturating_sub(length);
        let mut sealed = vec![0; usize::try_from(length).map_err(|_| ExportError::Damaged)?];
        self.file.read_exact(&mut sealed).map_err(|_| ExportError::Damaged)?;
        let (nonce, bound_to) = self.seal.next(self.is_at_end());
        self.seal.cipher.open(nonce, &sealed, &bound_to).map(Zeroizing::new).ok_or(ExportError::Damaged)
    }
}

/// The header's fields, one after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }

    fn number(&mut self) -> Option<u32> {
        self.take::<4>().map(u32::from_le_bytes)
    }
}
