INSERT INTO ticket_base (id, seq, gen, doc) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, gen = excluded.gen, doc = excluded.doc
WHERE excluded.gen > ticket_base.gen OR excluded.seq >= ticket_base.seq
