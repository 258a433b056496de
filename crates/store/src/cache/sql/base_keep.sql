INSERT OR IGNORE INTO ticket_base (id, seq, gen, doc)
SELECT id, seq, gen, doc FROM ticket WHERE id = ?1 AND pending = 0 AND seq IS NOT NULL
