SELECT ordinal, written_at, doc, state, dseq, batch, tries, seq, verdict, rejection, decision, decided_at
FROM outbox.entry INDEXED BY entry_offline
WHERE offline = 1 AND (state = 'acknowledged' OR state = 'done' AND decision IS NULL)
ORDER BY ordinal DESC
LIMIT ?1
