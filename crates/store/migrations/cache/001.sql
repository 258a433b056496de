-- What the team server has confirmed and what the person sees. Disposable: it can be pulled again at any time.

-- One value each: epoch, cursor, generation, the state of the first pull.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL, -- name of the value
    value TEXT NOT NULL              -- the value
) STRICT, WITHOUT ROWID;

-- The view: the confirmed ticket with the pending operations replayed over it. Lists read this table alone.
CREATE TABLE ticket (
    id         BLOB PRIMARY KEY NOT NULL, -- ticket
    seq        INTEGER,                   -- transaction that last changed the confirmed ticket; none while only this desk knows it
    gen        INTEGER NOT NULL,          -- generation of the pull that brought it; older ones are swept after a resync
    pending    INTEGER NOT NULL,          -- 1 while pending operations are replayed in it
    number     INTEGER,                   -- lasting number
    temporary  TEXT,                      -- number given by a desk
    active     INTEGER NOT NULL,          -- 1 while somebody has to do something
    status     TEXT NOT NULL,             -- name of the status
    owner      BLOB,                      -- agent
    queue      BLOB,                      -- queue
    customer   BLOB NOT NULL,             -- customer
    lane       INTEGER NOT NULL,          -- 0 for emergencies, 1 for all others
    tier       INTEGER NOT NULL,          -- tier of the customer
    due_at     INTEGER NOT NULL,          -- next due time by the policies; the largest integer when nothing falls due
    warn_at    INTEGER NOT NULL,          -- from when it is at risk; the largest integer for never
    alert_at   INTEGER,                   -- next instant at which something is to be said
    hot        INTEGER NOT NULL,          -- 1 when it asks for care
    recover    INTEGER NOT NULL,          -- 1 when to be called back first
    opened_at  INTEGER NOT NULL,          -- when the customer came
    updated_at INTEGER NOT NULL,          -- when anything last happened
    doc        TEXT NOT NULL              -- the ticket
) STRICT;
CREATE INDEX ticket_team ON ticket (lane, due_at, tier DESC, opened_at, warn_at) WHERE active = 1;
CREATE INDEX ticket_owner ON ticket (owner, lane, due_at, tier DESC, opened_at) WHERE active = 1;
CREATE INDEX ticket_queue ON ticket (queue, lane, due_at, tier DESC, opened_at) WHERE active = 1;
CREATE INDEX ticket_hot ON ticket (lane, due_at, tier DESC, opened_at) WHERE active = 1 AND hot = 1;
CREATE INDEX ticket_waiting ON ticket (lane, due_at, tier DESC, opened_at) WHERE status = 'pending';
CREATE INDEX ticket_customer ON ticket (customer, active DESC, lane, due_at, tier DESC, opened_at);
CREATE INDEX ticket_alert ON ticket (alert_at) WHERE alert_at IS NOT NULL;
CREATE INDEX ticket_pending ON ticket (id) WHERE pending = 1;

-- The confirmed ticket, kept aside while the view differs from it.
CREATE TABLE ticket_base (
    id  BLOB PRIMARY KEY NOT NULL, -- ticket
    seq INTEGER NOT NULL,          -- transaction that last changed it
    gen INTEGER NOT NULL,          -- generation of the pull that brought it
    doc TEXT NOT NULL              -- the ticket as confirmed
) STRICT;

-- Messages, confirmed ones and those this desk has written and not yet had confirmed.
CREATE TABLE message (
    id     BLOB PRIMARY KEY NOT NULL, -- message; the operation's own id when an operation wrote it
    ticket BLOB NOT NULL,             -- ticket
    seq    INTEGER,                   -- transaction; none while it waits on this desk
    gen    INTEGER NOT NULL,          -- generation of the pull that brought it
    kind   INTEGER NOT NULL,          -- 0 customer, 1 reply, 2 note
    at     INTEGER NOT NULL,          -- when it was written
    doc    TEXT NOT NULL              -- the message
) STRICT;
CREATE INDEX message_ticket ON message (ticket, at, id, kind);
CREATE INDEX message_pending ON message (ticket) WHERE seq IS NULL;

-- Customers.
CREATE TABLE customer (
    id       BLOB PRIMARY KEY NOT NULL, -- customer
    seq      INTEGER,                   -- transaction; none while only this desk knows the customer
    gen      INTEGER NOT NULL,          -- generation of the pull that brought it
    made_for BLOB,                      -- the pending ticket that made it
    name     TEXT NOT NULL,             -- as addressed
    folded   TEXT NOT NULL,             -- name in lower case
    digits   TEXT NOT NULL,             -- telephone, digits only
    mail     TEXT NOT NULL,             -- mail address in lower case
    doc      TEXT NOT NULL              -- the customer
) STRICT;
CREATE INDEX customer_find ON customer (folded, digits, mail);
CREATE INDEX customer_pending ON customer (made_for) WHERE seq IS NULL;

-- Knowledge articles.
CREATE TABLE article (
    id  BLOB PRIMARY KEY NOT NULL, -- article
    seq INTEGER NOT NULL,          -- transaction that last changed it
    gen INTEGER NOT NULL,          -- generation of the pull that brought it
    doc TEXT NOT NULL              -- the article
) STRICT;

-- What a team is made of: agents, departments, queues, categories, tag rules, policies, schedules.
CREATE TABLE team (
    kind TEXT NOT NULL,    -- kind of the row, as on the wire
    key  TEXT NOT NULL,    -- identity or key
    seq  INTEGER NOT NULL, -- transaction that last changed it
    gen  INTEGER NOT NULL, -- generation of the pull that brought it
    doc  TEXT NOT NULL,    -- the row
    PRIMARY KEY (kind, key)
) STRICT;

-- What the search index has yet to take in; filled in the transaction that writes the rows.
CREATE TABLE index_queue (
    rev  INTEGER PRIMARY KEY AUTOINCREMENT, -- rises with each change, so that a change made while the index works is not lost
    kind INTEGER NOT NULL,                  -- 0 article, 1 ticket
    id   BLOB NOT NULL,                     -- which
    UNIQUE (kind, id) ON CONFLICT REPLACE
) STRICT;

-- Up to when the person has read each ticket.
CREATE TABLE read_mark (
    ticket BLOB PRIMARY KEY NOT NULL, -- ticket
    at     INTEGER NOT NULL           -- read up to here
) STRICT, WITHOUT ROWID;
