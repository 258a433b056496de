//! The sealed format: one file in blocks, written once, opened and checked block by block. Owns keys, nonces and the cache of
//! opened blocks; knows no folder.
//!
//! File = magic, 16 random bytes, then blocks of 64 KiB plus a tag. Nonce = the 16 bytes and the block's number; associated
//! data = file name, block number, whether it is the last. A block moved, dropped, renamed or changed does not open.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use lru::LruCache;
use tantivy::HasLen;
use tantivy::directory::{AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite};

const MAGIC: &[u8; 4] = b"HFX1";
const HEADER: usize = MAGIC.len() + SALT;
const SALT: usize = 16;
const BLOCK: usize = 64 * 1024;
const TAG: usize = 16;
/// 8 MiB of opened blocks.
const CACHED_BLOCKS: usize = 128;

type Salt = [u8; SALT];

/// By the file's random bytes and the number in it.
type OpenBlocks = LruCache<(Salt, u64), Arc<[u8]>>;

/// What all files of a folder share: the cipher, and the blocks opened last.
pub(super) struct Vault {
    cipher: XChaCha20Poly1305,
    cache: Mutex<OpenBlocks>,
}

impl Vault {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        let blocks = NonZeroUsize::new(CACHED_BLOCKS).unwrap_or(NonZeroUsize::MIN);
        Self { cipher: XChaCha20Poly1305::new(&Key::from(*key)), cache: Mutex::new(LruCache::new(blocks)) }
    }

    /// Lets go of the blocks of a file that is no more: of small parts merged into a larger one soon most of what is kept.
    fn forget(&self, file: Salt) {
        let mut cache = guard(&self.cache);
        let gone: Vec<_> = cache.iter().map(|(block, _)| *block).filter(|(salt, _)| *salt == file).collect();
        for block in gone {
            cache.pop(&block);
        }
    }

    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        guard(&self.cache).len()
    }
}

fn nonce(salt: &Salt, block: u64) -> XNonce {
    let mut nonce = [0; 24];
    let (head, tail) = nonce.split_at_mut(SALT);
    head.copy_from_slice(salt);
    tail.copy_from_slice(&block.to_le_bytes());
    XNonce::from(nonce)
}

fn bound_to(name: &Path, block: u64, last: bool) -> Vec<u8> {
    let mut aad = name.to_string_lossy().into_owned().into_bytes();
    aad.extend_from_slice(&block.to_le_bytes());
    aad.push(u8::from(last));
    aad
}

fn damaged(name: &Path, what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("sealed file {} is damaged: {what} does not open", name.display()))
}

fn guard<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves a file position or a cache entry behind, neither of which is trusted before use.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A sealed file that is read.
pub(super) struct SealedFile {
    vault: Arc<Vault>,
    name: PathBuf,
    file: Mutex<File>,
    salt: Salt,
    blocks: u64,
    len: usize,
}

impl std::fmt::Debug for SealedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedFile").field("name", &self.name).field("len", &self.len).finish_non_exhaustive()
    }
}

impl SealedFile {
    pub(super) fn open(vault: Arc<Vault>, name: &Path, mut file: File) -> io::Result<Self> {
        let mut header = [0; HEADER];
        file.read_exact(&mut header)?;
        let (magic, salt) = header.split_at(MAGIC.len());
        let body = file.metadata()?.len().saturating_sub(HEADER as u64);
        let (full, rest) = (body / (BLOCK + TAG) as u64, body % (BLOCK + TAG) as u64);
        let blocks = full + u64::from(rest > 0);
        if magic != MAGIC || blocks == 0 || (rest > 0 && rest < TAG as u64) {
            return Err(damaged(name, "its frame"));
        }
        let len = usize::try_from(body - blocks * TAG as u64).map_err(io::Error::other)?;
        let salt = Salt::try_from(salt).map_err(io::Error::other)?;
        Ok(Self { vault, name: name.to_owned(), file: Mutex::new(file), salt, blocks, len })
    }

    /// Called once nobody can open it any more. Whoever still has it open reads on.
    pub(super) fn forget(self) {
        self.vault.forget(self.salt);
    }

    fn block(&self, block: u64) -> io::Result<Arc<[u8]>> {
        if let Some(open) = guard(&self.vault.cache).get(&(self.salt, block)) {
            return Ok(open.clone());
        }
        let mut sealed = Vec::with_capacity(BLOCK + TAG);
        {
            let mut file = guard(&self.file);
            file.seek(SeekFrom::Start(HEADER as u64 + block * (BLOCK + TAG) as u64))?;
            Read::by_ref(&mut *file).take((BLOCK + TAG) as u64).read_to_end(&mut sealed)?;
        }
        let aad = bound_to(&self.name, block, block + 1 == self.blocks);
        let payload = Payload { msg: &sealed, aad: &aad };
        let open = self.vault.cipher.decrypt(&nonce(&self.salt, block), payload).map_err(|_| damaged(&self.name, "a block"))?;
        let open: Arc<[u8]> = open.into();
        guard(&self.vault.cache).put((self.salt, block), open.clone());
        Ok(open)
    }
}

impl HasLen for SealedFile {
    fn len(&self) -> usize {
        self.len
    }
}

impl FileHandle for SealedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.len {
            return Err(damaged(&self.name, "a part beyond its end"));
        }
        let mut out = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let block = self.block((at / BLOCK) as u64)?;
            let start = at % BLOCK;
            let end = (start + range.end - at).min(block.len());
            let part = block.get(start..end).filter(|p| !p.is_empty()).ok_or_else(|| damaged(&self.name, "a short block"))?;
            if part.len() == range.len() {
                return Ok(OwnedBytes::new(block).slice(start..end));
            }
            out.reserve_exact(range.end - at);
            out.extend_from_slice(part);
            at += part.len();
        }
        Ok(OwnedBytes::new(out))
    }
}

/// A file that is being sealed. The last block stays open until the end is known, because it is marked.
pub(super) struct Sealer {
    vault: Arc<Vault>,
    name: PathBuf,
    out: File,
    salt: Salt,
    block: u64,
    open: Vec<u8>,
}

impl Sealer {
    pub(super) fn start(vault: Arc<Vault>, name: &Path, mut out: File) -> io::Result<Self> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|e| io::Error::other(e.to_string()))?;
        out.write_all(MAGIC)?;
        out.write_all(&salt)?;
        Ok(Self { vault, name: name.to_owned(), out, salt, block: 0, open: Vec::with_capacity(BLOCK) })
    }

    /// Seals what is open as the last block, and waits until the disk has it.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.close_block(true)?;
        self.out.sync_all()
    }

    fn close_block(&mut self, last: bool) -> io::Result<()> {
        let aad = bound_to(&self.name, self.block, last);
        let payload = Payload { msg: &self.open, aad: &aad };
        let sealed = self.vault.cipher.encrypt(&nonce(&self.salt, self.block), payload).map_err(|_| io::Error::other("could not seal a block"))?;
        self.out.write_all(&sealed)?;
        self.block += 1;
        self.open.clear();
        Ok(())
    }
}

impl Write for Sealer {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        if self.open.len() == BLOCK && !data.is_empty() {
            self.close_block(false)?;
        }
        let (part, _) = data.split_at(data.len().min(BLOCK - self.open.len()));
        self.open.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl TerminatingWrite for Sealer {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.finish()
    }
}
