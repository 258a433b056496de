-- Customers whose ticket has not brought them already. A ticket changed since the beginning may not have been met.
SELECT kind, id, seq, doc, rank, NULL FROM entity AS lead
WHERE phase = ?1 AND (rank, id) > (?2, ?3)
  AND NOT EXISTS (SELECT 1 FROM entity WHERE entity.customer = lead.id AND entity.seq <= ?4)
ORDER BY rank, id
