-- What two tickets were before they became one, while they can be taken apart: both documents, and since when.
ALTER TABLE merged ADD COLUMN apart TEXT;
ALTER TABLE merged ADD COLUMN merged_at INTEGER;
-- The messages that a ticket brought along.
CREATE TABLE moved (
    ticket  TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (ticket, message)
) STRICT, WITHOUT ROWID;
