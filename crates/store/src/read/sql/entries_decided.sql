SELECT ordinal, written_at, doc, state, dseq, batch, tries, seq, verdict, rejection, decision, decided_at
FROM outbox.entry
WHERE state = 'done' AND decision IS NOT NULL AND decided_at >= ?1
  AND (rejection IS NOT NULL OR verdict LIKE '%"held"%')
ORDER BY decided_at DESC
LIMIT 100
