SELECT
    ticket.doc,
    coalesce(customer.name, ''),
    ticket.due_at,
    coalesce((SELECT at FROM message WHERE message.ticket = ticket.id AND message.kind = 0 ORDER BY at DESC LIMIT 1)
        > coalesce((SELECT at FROM read_mark WHERE read_mark.ticket = ticket.id), -1), 0)
        OR EXISTS (SELECT 1 FROM outbox.alert WHERE alert.closed_at IS NULL AND alert.kind = 'mention' AND alert.ticket = ticket.id),
    (SELECT max(CASE entry.state
                    WHEN 'held' THEN 6
                    WHEN 'rejected' THEN 5
                    WHEN 'sealed' THEN iif(entry.tries > 1, 4, 3)
                    WHEN 'queued' THEN 2
                    WHEN 'acknowledged' THEN 1
                END)
     FROM outbox.entry WHERE entry.about = ticket.id AND entry.state <> 'done'),
    EXISTS (SELECT 1 FROM outbox.draft WHERE draft.ticket = ticket.id)
FROM page JOIN ticket ON ticket.rowid = page.place LEFT JOIN customer ON customer.id = ticket.customer
