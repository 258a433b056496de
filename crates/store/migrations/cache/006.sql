-- What lists are narrowed by, beside the document.
ALTER TABLE ticket ADD COLUMN urgency TEXT;          -- name of the urgency
ALTER TABLE ticket ADD COLUMN channel TEXT;          -- name of the channel
ALTER TABLE ticket ADD COLUMN category TEXT;         -- key of the category
ALTER TABLE ticket ADD COLUMN snoozed_until INTEGER; -- not to be seen before; the largest integer for until the customer writes
ALTER TABLE ticket ADD COLUMN promise_due INTEGER;   -- when the next of the open promises is due
ALTER TABLE ticket ADD COLUMN follow_due INTEGER;    -- when the next of the open follow-ups is due
UPDATE ticket SET
    urgency = doc ->> '$.urgency',
    channel = doc ->> '$.channel',
    category = doc ->> '$.category',
    promise_due = (SELECT min(task.value ->> '$.due') FROM json_each(ticket.doc, '$.tasks') AS task
                   WHERE task.value ->> '$.kind' = 'promise' AND task.value ->> '$.ended' IS NULL),
    follow_due = (SELECT min(task.value ->> '$.due') FROM json_each(ticket.doc, '$.tasks') AS task
                  WHERE task.value ->> '$.kind' = 'followUp' AND task.value ->> '$.ended' IS NULL);

-- A ticket that is put aside is passed over without looking at its row.
DROP INDEX ticket_team;
DROP INDEX ticket_owner;
DROP INDEX ticket_queue;
DROP INDEX ticket_hot;
DROP INDEX ticket_waiting;
CREATE INDEX ticket_team ON ticket (lane, due_at, tier DESC, opened_at, warn_at, snoozed_until) WHERE active = 1;
CREATE INDEX ticket_owner ON ticket (owner, lane, due_at, tier DESC, opened_at, snoozed_until) WHERE active = 1;
CREATE INDEX ticket_queue ON ticket (queue, lane, due_at, tier DESC, opened_at, snoozed_until) WHERE active = 1;
CREATE INDEX ticket_hot ON ticket (lane, due_at, tier DESC, opened_at, snoozed_until) WHERE active = 1 AND hot = 1;
CREATE INDEX ticket_waiting ON ticket (lane, due_at, tier DESC, opened_at, snoozed_until) WHERE status = 'pending';
CREATE INDEX ticket_snoozed ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX ticket_promise ON ticket (promise_due) WHERE promise_due IS NOT NULL;
CREATE INDEX ticket_follow ON ticket (follow_due) WHERE follow_due IS NOT NULL;
-- A person's own filters: whatever of these they ask for is answered without looking at rows.
CREATE INDEX ticket_filter ON ticket (active, lane, due_at, tier DESC, opened_at, status, owner, queue, urgency, channel, category, hot, updated_at, snoozed_until);
