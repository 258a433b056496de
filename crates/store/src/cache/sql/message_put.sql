INSERT INTO message (id, ticket, seq, gen, kind, at, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO UPDATE SET
    ticket = excluded.ticket, seq = excluded.seq, gen = excluded.gen, kind = excluded.kind, at = excluded.at, doc = excluded.doc
WHERE message.seq IS NULL OR excluded.gen > message.gen OR excluded.seq >= message.seq
