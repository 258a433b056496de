SELECT ordinal, written_at, doc, state, dseq, batch, tries, seq, verdict, rejection, decision, decided_at
FROM outbox.entry
WHERE state IN ('held', 'rejected')
ORDER BY ordinal
