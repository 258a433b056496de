SELECT doc,
    EXISTS (SELECT 1 FROM message WHERE message.ticket = ticket.id AND message.at >= ?1 AND message.at <= ?2)
    OR coalesce(
        (SELECT kind FROM message WHERE message.ticket = ticket.id AND message.at < ?1 AND message.kind < 2 ORDER BY message.at DESC LIMIT 1), 1
    ) = 0
FROM ticket
WHERE opened_at <= ?2 AND (updated_at >= ?1 OR (active = 1 AND doc ->> '$.waitingSince' < ?1))
