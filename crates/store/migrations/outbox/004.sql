-- An alert is raised, then said aloud, and said again until somebody takes note. A clock may warn more than once.
CREATE TABLE alert_next (
    id              INTEGER PRIMARY KEY, -- alert
    ticket          BLOB NOT NULL,       -- ticket
    kind            TEXT NOT NULL,       -- clock
    level           TEXT NOT NULL,       -- warning, breach or escalation
    due             INTEGER NOT NULL,    -- when the clock is due
    at              INTEGER NOT NULL,    -- when it was to be raised
    raised_at       INTEGER NOT NULL,    -- when it was raised
    say_at          INTEGER,             -- when to say it aloud, first or again
    said_at         INTEGER,             -- when it was last said aloud
    acknowledged_at INTEGER,             -- when the person took note
    snoozed_until   INTEGER,             -- until when the person put it off
    closed_at       INTEGER,             -- when it no longer mattered
    UNIQUE (ticket, kind, level, due, at)
) STRICT;
INSERT INTO alert_next
SELECT id, ticket, kind, level, due, at, raised_at,
       -- A breach that nobody took note of is said again.
       CASE WHEN closed_at IS NULL THEN coalesce(snoozed_until, CASE WHEN level = 'breach' AND acknowledged_at IS NULL THEN raised_at END) END,
       raised_at, acknowledged_at, snoozed_until, closed_at
FROM alert;
DROP TABLE alert;
ALTER TABLE alert_next RENAME TO alert;
CREATE INDEX alert_open ON alert (at) WHERE closed_at IS NULL;
CREATE INDEX alert_to_say ON alert (say_at) WHERE say_at IS NOT NULL;
