INSERT INTO ticket (id, seq, gen, pending, number, temporary, active, status, owner, queue, customer, lane, tier,
                    due_at, warn_at, alert_at, hot, recover, opened_at, updated_at, doc,
                    urgency, channel, category, snoozed_until, promise_due, follow_due)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
ON CONFLICT (id) DO UPDATE SET
    seq = excluded.seq, gen = excluded.gen, pending = excluded.pending, number = excluded.number, temporary = excluded.temporary,
    active = excluded.active, status = excluded.status, owner = excluded.owner, queue = excluded.queue, customer = excluded.customer,
    lane = excluded.lane, tier = excluded.tier, due_at = excluded.due_at, warn_at = excluded.warn_at, alert_at = excluded.alert_at,
    hot = excluded.hot, recover = excluded.recover, opened_at = excluded.opened_at, updated_at = excluded.updated_at, doc = excluded.doc,
    urgency = excluded.urgency, channel = excluded.channel, category = excluded.category,
    snoozed_until = excluded.snoozed_until, promise_due = excluded.promise_due, follow_due = excluded.follow_due
WHERE excluded.pending = 1 OR ticket.pending = 1 OR excluded.gen > ticket.gen OR ticket.seq IS NULL OR excluded.seq >= ticket.seq
