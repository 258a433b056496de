SELECT
    (SELECT count(*) FROM outbox.entry WHERE state = 'queued'),
    (SELECT count(*) FROM outbox.entry WHERE state = 'sealed' AND tries < 2),
    (SELECT count(*) FROM outbox.entry WHERE state = 'held'),
    (SELECT count(*) FROM outbox.entry WHERE state = 'sealed' AND tries > 1),
    (SELECT count(*) FROM outbox.entry WHERE state = 'rejected'),
    (SELECT count(*) FROM outbox.draft)
