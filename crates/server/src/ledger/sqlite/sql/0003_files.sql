-- Contents of files, so that one backup holds everything and an encrypted ledger encrypts them too (docs/decisions/0019).
CREATE TABLE file (
    hash TEXT PRIMARY KEY, -- SHA-256 of the content, which is here whole and was looked at
    size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is on its way in, desk by desk: nobody learns from an upload what others have.
CREATE TABLE upload (
    device   TEXT    NOT NULL,
    hash     TEXT    NOT NULL,
    arrived  INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    PRIMARY KEY (device, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE piece (
    hash    TEXT    NOT NULL,
    device  TEXT    NOT NULL, -- empty once the file is whole
    at      INTEGER NOT NULL,
    content BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX piece_place ON piece (hash, device, at);

-- Who has shown to have a file, and where it stands: both may use it.
CREATE TABLE holder (
    hash  TEXT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (hash, agent)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference (
    hash    TEXT NOT NULL,
    message TEXT NOT NULL,
    ticket  TEXT NOT NULL,
    PRIMARY KEY (hash, message)
) STRICT, WITHOUT ROWID;
