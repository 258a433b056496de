SELECT ordinal, written_at, doc, state, dseq, batch, tries, seq, verdict, rejection, decision, decided_at
FROM outbox.entry
WHERE offline = 1 AND written_at >= ?1 AND written_at <= ?2
