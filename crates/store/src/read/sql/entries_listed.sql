SELECT (SELECT count(*) FROM outbox.entry WHERE state IN ('queued', 'sealed', 'held', 'rejected'))
    + (SELECT count(*) FROM (SELECT 1 FROM outbox.entry INDEXED BY entry_offline
                             WHERE offline = 1 AND (state = 'acknowledged' OR state = 'done' AND decision IS NULL) LIMIT ?1))
