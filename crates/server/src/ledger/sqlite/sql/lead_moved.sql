-- Tickets (kind 1) changed since the beginning. ?1 and ?2 are not asked for.
SELECT kind, id, seq, doc, 0 AS rank, customer FROM entity
WHERE seq > ?4 AND kind = 1 AND doc IS NOT NULL AND id > ?3 AND ?1 >= 0 AND ?2 <= 0
ORDER BY id
