-- Precious: operations, drafts, forms, raised alerts, attachments to send, the desk's identity. Never deleted by a
-- server's word, an expiry, or a recovery. Every change is also a record of the sealed journal.

-- One value each: identity, counter of temporary numbers, next number in the desk's order, revision.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL, -- name of the value
    value TEXT NOT NULL              -- the value
) STRICT, WITHOUT ROWID;

-- Operations, in the order in which they were written.
CREATE TABLE entry (
    ordinal    INTEGER PRIMARY KEY,  -- order of writing
    id         BLOB NOT NULL UNIQUE, -- operation
    ticket     BLOB NOT NULL,        -- ticket
    grouped    BLOB,                 -- all or nothing with the others of this group
    offline    INTEGER NOT NULL,     -- 1 when written while cut off
    written_at INTEGER NOT NULL,     -- when it was written
    doc        TEXT NOT NULL,        -- the operation, without its number
    state      TEXT NOT NULL,        -- queued, sealed, acknowledged, held, rejected, done
    dseq       INTEGER,              -- number in the desk's order, given when its batch is sealed
    batch      INTEGER,              -- the batch it was sealed in
    tries      INTEGER NOT NULL,     -- how often its batch was given out for sending; more than once means an unknown outcome
    seq        INTEGER,              -- the server's transaction that decided it
    verdict    TEXT,                 -- how it ended, when it was not rejected
    rejection  TEXT,                 -- why it was rejected
    decision   TEXT,                 -- what its author decided when it was held or rejected
    decided_at INTEGER               -- when the last of these became known
) STRICT;
CREATE INDEX entry_ticket ON entry (ticket, state, offline);
CREATE INDEX entry_state ON entry (state, ordinal);
CREATE INDEX entry_dseq ON entry (dseq) WHERE dseq IS NOT NULL;

-- Texts being written.
CREATE TABLE draft (
    ticket   BLOB NOT NULL,    -- ticket
    kind     TEXT NOT NULL,    -- reply or note
    body     TEXT NOT NULL,    -- as written so far
    articles TEXT NOT NULL,    -- articles taken into it
    at       INTEGER NOT NULL, -- when it was last saved
    PRIMARY KEY (ticket, kind)
) STRICT;

-- Forms being filled in.
CREATE TABLE form (
    name TEXT PRIMARY KEY NOT NULL, -- which form
    json TEXT NOT NULL              -- its content
) STRICT, WITHOUT ROWID;

-- Alerts raised, so that a restart repeats nothing and loses nothing.
CREATE TABLE alert (
    id              INTEGER PRIMARY KEY, -- alert
    ticket          BLOB NOT NULL,       -- ticket
    kind            TEXT NOT NULL,       -- clock
    level           TEXT NOT NULL,       -- warning or breach
    due             INTEGER NOT NULL,    -- when the clock is due
    at              INTEGER NOT NULL,    -- when it was to be said
    raised_at       INTEGER NOT NULL,    -- when it was said
    acknowledged_at INTEGER,             -- when the person took note
    snoozed_until   INTEGER,             -- when to say it again
    closed_at       INTEGER,             -- when it no longer mattered
    UNIQUE (ticket, kind, level, due)
) STRICT;
CREATE INDEX alert_open ON alert (at) WHERE closed_at IS NULL;

-- Attachments kept in sealed files.
CREATE TABLE blob (
    hash TEXT PRIMARY KEY NOT NULL, -- SHA-256 of the content
    size INTEGER NOT NULL,          -- bytes of the content
    name TEXT NOT NULL              -- as the person named it
) STRICT, WITHOUT ROWID;
