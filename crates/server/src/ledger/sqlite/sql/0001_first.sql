-- The ledger's first shape. Kinds are numbered as in code.rs; `doc` is the entity as it crosses the network.
CREATE TABLE ledger (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    epoch        TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    min_retained INTEGER NOT NULL,
    next_number  INTEGER NOT NULL,
    next_mark    INTEGER NOT NULL,
    team         TEXT    NOT NULL
) STRICT;

CREATE TABLE entity (
    kind     INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    -- Its place in the first pull; none for messages, which come with their ticket, and for what was removed.
    phase    INTEGER,
    rank     INTEGER NOT NULL,
    -- The ticket of a message.
    ticket   TEXT,
    -- The customer of a ticket.
    customer TEXT,
    -- The lasting number of a ticket.
    number   INTEGER,
    -- None when it was removed.
    doc      TEXT
) STRICT;
CREATE UNIQUE INDEX entity_identity ON entity (kind, id);
CREATE INDEX entity_seq ON entity (seq);
CREATE INDEX entity_phase ON entity (phase, rank, id) WHERE phase IS NOT NULL;
CREATE INDEX entity_ticket ON entity (ticket, rank) WHERE ticket IS NOT NULL;
CREATE INDEX entity_customer ON entity (customer, seq) WHERE customer IS NOT NULL;
CREATE INDEX entity_number ON entity (number) WHERE number IS NOT NULL;

CREATE TABLE account (
    agent    TEXT PRIMARY KEY,
    login    TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id         TEXT    PRIMARY KEY,
    agent      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    token_hash TEXT    NOT NULL UNIQUE,
    mark       TEXT    NOT NULL UNIQUE,
    revoked    INTEGER NOT NULL,
    last_dseq  INTEGER NOT NULL,
    last_seq   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- What became of each operation. For ever: a desk that comes back after a year must not do it twice.
CREATE TABLE result (
    device    TEXT    NOT NULL,
    dseq      INTEGER NOT NULL,
    operation TEXT    NOT NULL,
    hash      TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    result    TEXT    NOT NULL,
    PRIMARY KEY (device, dseq)
) STRICT, WITHOUT ROWID;
CREATE INDEX result_operation ON result (operation);
