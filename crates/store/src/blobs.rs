//! Attachments as sealed files: 64 KiB segments, each bound to its place and to whether it is the last, so that a
//! segment moved, dropped or changed does not open. A file is named by a keyed hash of its content's hash: whoever has
//! the same content cannot tell from the folder that it is here.

use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

use crate::cipher::{self, Cipher, NONCE, TAG, hex};
use crate::disk;
use crate::error::{Result, StoreError, io};

const MAGIC: &[u8; 4] = b"HFB1";
const SALT: usize = 16;
const SEGMENT: usize = 64 * 1024;
/// A whole segment as it stands in the file, and what stands before the first.
const SEALED: u64 = (SEGMENT + TAG) as u64;
const HEAD: u64 = (MAGIC.len() + SALT) as u64;

#[derive(Debug)]
pub(crate) struct Blobs {
    folder: PathBuf,
    cipher: Cipher,
    names: Zeroizing<[u8; 32]>,
}

impl Blobs {
    pub(crate) fn open(folder: &Path, key: [u8; 32]) -> Result<Self> {
        let folder = folder.join("blobs");
        std::fs::create_dir_all(&folder).map_err(io("make the folder of attachments"))?;
        Ok(Self { folder, cipher: Cipher::new(&key), names: Zeroizing::new(crate::keys::derive(&key, None, b"holdfast v1 blob names")) })
    }

    fn path(&self, hash: &str) -> PathBuf {
        self.folder.join(blake3::keyed_hash(&self.names, hash.as_bytes()).to_hex().as_str())
    }

    pub(crate) fn put(&self, content: impl Read) -> Result<(String, u64)> {
        let what = "write an attachment";
        let salt = cipher::random::<SALT>()?;
        let temporary = self.folder.join(format!("{}.new", hex(&salt)));
        let file = File::create_new(&temporary).map_err(io(what))?;
        let written = self.seal(content, file, salt);
        let (hash, size) = match written {
            Ok(written) => written,
            Err(error) => {
                let _ = std::fs::remove_file(&temporary);
                return Err(error);
            }
        };
        disk::put_in_place(&temporary, &self.path(&hash))?;
        Ok((hash, size))
    }

    fn seal(&self, mut content: impl Read, file: File, salt: [u8; SALT]) -> Result<(String, u64)> {
        let what = "write an attachment";
        let mut out = BufWriter::new(file);
        out.write_all(MAGIC).and_then(|()| out.write_all(&salt)).map_err(io(what))?;
        let (mut hasher, mut size, mut place) = (Sha256::new(), 0_u64, 0_u64);
        let mut segment = read_segment(&mut content)?;
        loop {
            let next = if segment.len() == SEGMENT { read_segment(&mut content)? } else { Zeroizing::new(Vec::new()) };
            let is_last = next.is_empty();
            hasher.update(segment.as_slice());
            size = size.saturating_add(segment.len() as u64);
            let sealed = self.cipher.seal(nonce(salt, place), &segment, &bound_to(place, is_last))?;
            out.write_all(&sealed).map_err(io(what))?;
            if is_last {
                break;
            }
            segment = next;
            place = place.saturating_add(1);
        }
        let file = out.into_inner().map_err(|error| io(what)(error.into_error()))?;
        file.sync_all().map_err(io(what))?;
        Ok((hex(&hasher.finalize()), size))
    }

    pub(crate) fn get(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        let what = "read an attachment";
        let file = match File::open(self.path(hash)) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io(what)(error)),
        };
        let len = file.metadata().map_err(io(what))?.len();
        self.unseal(BufReader::new(file), len, hash).map(Some)
    }

    pub(crate) fn has(&self, hash: &str) -> bool {
        self.path(hash).exists()
    }

    pub(crate) fn remove(&self, hash: &str) -> Result<()> {
        remove(&self.path(hash))
    }

    /// Takes away what nobody knows of: half-written files, and those of a cache that was lost.
    pub(crate) fn forget_others(&self, known: impl Iterator<Item = String>) -> Result<()> {
        let what = "look through the attachments";
        let known: HashSet<PathBuf> = known.map(|hash| self.path(&hash)).collect();
        for file in std::fs::read_dir(&self.folder).map_err(io(what))? {
            let path = file.map_err(io(what))?.path();
            if !known.contains(&path) {
                remove(&path)?;
            }
        }
        Ok(())
    }

    /// How large an attachment is, and at most `most` bytes of it from `at` on; none when it is not here.
    pub(crate) fn piece(&self, hash: &str, at: u64, most: usize) -> Result<Option<(u64, Vec<u8>)>> {
        let what = "read an attachment";
        let mut file = match File::open(self.path(hash)) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io(what)(error)),
        };
        let len = file.metadata().map_err(io(what))?.len();
        let salt = read_head(&mut file)?;
        let mut place = at / SEGMENT as u64;
        let mut start = HEAD.saturating_add(place.saturating_mul(SEALED));
        file.seek(SeekFrom::Start(start)).map_err(io(what))?;
        let skipped = usize::try_from(at % SEGMENT as u64).unwrap_or(0);
        let mut content = Vec::new();
        while start < len && content.len() < most.saturating_add(skipped) {
            let length = len.saturating_sub(start).min(SEALED);
            start = start.saturating_add(length);
            content.extend(self.segment(&mut file, salt, place, length, start >= len)?);
            place = place.saturating_add(1);
        }
        let sealed = len.saturating_sub(HEAD);
        let size = sealed.saturating_sub(sealed.div_ceil(SEALED).saturating_mul(TAG as u64));
        Ok(Some((size, content.into_iter().skip(skipped).take(most).collect())))
    }

    fn segment(&self, file: &mut impl Read, salt: [u8; SALT], place: u64, length: u64, is_last: bool) -> Result<Vec<u8>> {
        let mut sealed = vec![0; usize::try_from(length).unwrap_or(SEGMENT)];
        file.read_exact(&mut sealed).map_err(io("read an attachment"))?;
        self.cipher.open(nonce(salt, place), &sealed, &bound_to(place, is_last)).ok_or_else(damaged)
    }

    /// The content of a sealed file of `len` bytes.
    pub(crate) fn unseal(&self, mut file: impl Read, len: u64, hash: &str) -> Result<Vec<u8>> {
        let salt = read_head(&mut file)?;
        let mut rest = len.saturating_sub(HEAD);
        let mut content = Vec::new();
        let mut place = 0_u64;
        while rest > 0 {
            let length = rest.min(SEALED);
            rest = rest.saturating_sub(length);
            content.extend(self.segment(&mut file, salt, place, length, rest == 0)?);
            place = place.saturating_add(1);
        }
        if hex(&Sha256::digest(&content)) == hash { Ok(content) } else { Err(damaged()) }
    }
}

fn damaged() -> StoreError {
    StoreError::damaged("an attachment", "a part of it does not open")
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io("let go of an attachment")(error)),
        _ => Ok(()),
    }
}

/// What a sealed file begins with; answers its salt.
fn read_head(file: &mut impl Read) -> Result<[u8; SALT]> {
    let (mut magic, mut salt) = ([0; 4], [0; SALT]);
    file.read_exact(&mut magic).and_then(|()| file.read_exact(&mut salt)).map_err(|_| damaged())?;
    if magic == *MAGIC { Ok(salt) } else { Err(damaged()) }
}

fn read_segment(content: &mut impl Read) -> Result<Zeroizing<Vec<u8>>> {
    let mut segment = Zeroizing::new(Vec::with_capacity(SEGMENT));
    content.take(SEGMENT as u64).read_to_end(&mut segment).map_err(io("read the file to attach"))?;
    Ok(segment)
}

fn nonce(salt: [u8; SALT], place: u64) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    let (head, tail) = nonce.split_at_mut(SALT);
    head.copy_from_slice(&salt);
    tail.copy_from_slice(&place.to_le_bytes());
    nonce
}

fn bound_to(place: u64, is_last: bool) -> Vec<u8> {
    [place.to_le_bytes().as_slice(), &[u8::from(is_last)]].concat()
}
