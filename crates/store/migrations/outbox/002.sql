-- Files of texts being written.
CREATE TABLE draft_file (
    ticket BLOB NOT NULL, -- ticket
    kind   TEXT NOT NULL, -- reply or note
    files  TEXT NOT NULL, -- name, hash and size of each
    PRIMARY KEY (ticket, kind)
) STRICT;

-- Files that go with an operation, which waits until the team server has them.
CREATE TABLE entry_file (
    operation BLOB NOT NULL, -- operation
    hash      TEXT NOT NULL, -- SHA-256 of the content
    PRIMARY KEY (operation, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_file_hash ON entry_file (hash);

-- Attachments of which nothing more is to be uploaded.
CREATE TABLE blob_done (
    hash  TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the content
    epoch TEXT NOT NULL              -- life of the server that has it; another one is asked again
) STRICT, WITHOUT ROWID;
