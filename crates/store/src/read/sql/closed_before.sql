SELECT doc, (SELECT doc FROM message WHERE message.ticket = ticket.id AND message.kind = 0 ORDER BY at, id LIMIT 1)
FROM ticket
WHERE active = 0 AND seq IS NOT NULL AND id < ?1
ORDER BY id DESC
LIMIT ?2
