-- Tickets that became part of another one. What is meant for them goes there.
CREATE TABLE merged (
    ticket  TEXT PRIMARY KEY,
    into_id TEXT NOT NULL,
    -- What its customer knows it by.
    number  INTEGER
) STRICT, WITHOUT ROWID;
