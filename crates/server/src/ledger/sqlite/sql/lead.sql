-- ?4 is not asked for here; the three readings of a phase take the same parameters.
SELECT kind, id, seq, doc, rank, customer FROM entity
WHERE phase = ?1 AND (rank, id) > (?2, ?3) AND ?4 >= 0
ORDER BY rank, id
