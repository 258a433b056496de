-- How many tickets there are of each kind that a list asks for: counting a hundred thousand reads every page of an index, after each
-- change anew.
CREATE TABLE ticket_tally (
    active INTEGER NOT NULL, -- 1 when somebody has to do something
    status TEXT NOT NULL,    -- name of the status
    owner  BLOB,             -- agent
    queue  BLOB,             -- queue
    hot    INTEGER NOT NULL, -- 1 when it asks for care
    held   INTEGER NOT NULL  -- so many tickets
);
CREATE UNIQUE INDEX ticket_tally_of ON ticket_tally (active, status, coalesce(owner, x''), coalesce(queue, x''), hot);
INSERT INTO ticket_tally
SELECT active, status, owner, queue, hot, count(*) FROM ticket WHERE active = 1 OR status = 'pending' GROUP BY active, status, owner, queue, hot;

CREATE TRIGGER ticket_comes AFTER INSERT ON ticket WHEN NEW.active = 1 OR NEW.status = 'pending' BEGIN
    INSERT INTO ticket_tally VALUES (NEW.active, NEW.status, NEW.owner, NEW.queue, NEW.hot, 1)
    ON CONFLICT (active, status, coalesce(owner, x''), coalesce(queue, x''), hot) DO UPDATE SET held = held + 1;
END;
CREATE TRIGGER ticket_goes AFTER DELETE ON ticket WHEN OLD.active = 1 OR OLD.status = 'pending' BEGIN
    UPDATE ticket_tally SET held = held - 1
    WHERE active = OLD.active AND status = OLD.status AND coalesce(owner, x'') = coalesce(OLD.owner, x'')
      AND coalesce(queue, x'') = coalesce(OLD.queue, x'') AND hot = OLD.hot;
END;
CREATE TRIGGER ticket_moves AFTER UPDATE OF active, status, owner, queue, hot ON ticket
WHEN OLD.active <> NEW.active OR OLD.status <> NEW.status OR OLD.owner IS NOT NEW.owner OR OLD.queue IS NOT NEW.queue OR OLD.hot <> NEW.hot BEGIN
    UPDATE ticket_tally SET held = held - 1
    WHERE active = OLD.active AND status = OLD.status AND coalesce(owner, x'') = coalesce(OLD.owner, x'')
      AND coalesce(queue, x'') = coalesce(OLD.queue, x'') AND hot = OLD.hot;
    INSERT INTO ticket_tally SELECT NEW.active, NEW.status, NEW.owner, NEW.queue, NEW.hot, 1 WHERE NEW.active = 1 OR NEW.status = 'pending'
    ON CONFLICT (active, status, coalesce(owner, x''), coalesce(queue, x''), hot) DO UPDATE SET held = held + 1;
END;

-- What is put aside of a list is counted without looking at rows.
DROP INDEX ticket_snoozed;
CREATE INDEX ticket_snoozed ON ticket (snoozed_until, active, status, owner, queue, hot) WHERE snoozed_until IS NOT NULL;
