(coalesce((SELECT at FROM message WHERE message.ticket = ticket.id AND message.kind = 0 ORDER BY at DESC LIMIT 1)
    > coalesce((SELECT at FROM read_mark WHERE read_mark.ticket = ticket.id), -1), 0)
    OR EXISTS (SELECT 1 FROM outbox.alert WHERE alert.closed_at IS NULL AND alert.kind = 'mention' AND alert.ticket = ticket.id))
