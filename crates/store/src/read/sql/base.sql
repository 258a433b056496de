SELECT doc FROM ticket_base WHERE id = ?1 UNION ALL SELECT doc FROM ticket WHERE id = ?1 AND pending = 0 AND seq IS NOT NULL
