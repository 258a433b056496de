-- Files that are to be fetched.
CREATE TABLE coming (
    hash     TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the content
    asked_at INTEGER NOT NULL,          -- when; the newest comes first
    size     INTEGER,                   -- bytes of the whole; none before its first piece
    arrived  INTEGER NOT NULL           -- bytes that are here
) STRICT, WITHOUT ROWID;

-- What has come of them.
CREATE TABLE piece (
    hash    TEXT NOT NULL,    -- SHA-256 of the whole content
    at      INTEGER NOT NULL, -- where it starts
    content BLOB NOT NULL,    -- what stands there
    PRIMARY KEY (hash, at)
) STRICT;

-- Files that were fetched; the longest unused go first when there are too many.
CREATE TABLE kept (
    hash    TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the content
    size    INTEGER NOT NULL,          -- bytes
    used_at INTEGER NOT NULL           -- when it was last looked at
) STRICT, WITHOUT ROWID;

-- Files that messages name: what no message here names any more has no business on this computer.
CREATE TABLE message_file (
    hash    TEXT NOT NULL, -- SHA-256 of the content
    message BLOB NOT NULL, -- message
    PRIMARY KEY (hash, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_file_message ON message_file (message);
CREATE TRIGGER message_file_gone AFTER DELETE ON message BEGIN
    DELETE FROM message_file WHERE message = OLD.id;
END;

-- Tickets that became part of another one.
CREATE TABLE merged (
    ticket  BLOB PRIMARY KEY NOT NULL, -- the ticket that is no more
    into_id BLOB NOT NULL              -- the one that it is part of
) STRICT, WITHOUT ROWID;
