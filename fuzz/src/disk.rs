//! What lies on the disk.

use std::path::PathBuf;
use std::sync::OnceLock;

/// Also with a record's marker before it, so that not every input has to find that first.
pub fn journal(data: &[u8]) {
    let key = [7; 32];
    let (lines, unreadable) = holdfast_store::doors::journal(data, &key);
    assert!(lines + unreadable <= data.len(), "each record takes a byte at least");
    let marked = [b"\xffHFjrn1\n".as_slice(), data].concat();
    assert!(holdfast_store::doors::journal(&marked, &key).0 == 0, "nothing was sealed under this key");
}

pub fn record(data: &[u8]) {
    holdfast_store::doors::record(data);
}

/// Most inputs end at the checksum; what a file with a fitting one may ask for is a story of the store.
pub fn keys(data: &[u8]) {
    holdfast_store::doors::key_file(data);
}

pub fn attachment(data: &[u8]) {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| std::env::temp_dir().join("holdfast-fuzz"));
    let whole = [b"HFB1".as_slice(), data].concat();
    for bytes in [data, &whole] {
        assert!(holdfast_store::doors::attachment(bytes, folder).is_none(), "nothing was sealed under this key");
    }
}
