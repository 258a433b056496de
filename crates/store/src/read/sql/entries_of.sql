SELECT ordinal, written_at, doc, state, dseq, batch, tries, seq, verdict, rejection, decision, decided_at
FROM outbox.entry
WHERE about = ?3 AND (?1 = 0 OR state IN ('queued', 'sealed', 'held', 'rejected'))
ORDER BY ordinal DESC
LIMIT ?2
