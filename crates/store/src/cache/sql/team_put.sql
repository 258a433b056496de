INSERT INTO team (kind, key, seq, gen, doc) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq, gen = excluded.gen, doc = excluded.doc
WHERE excluded.gen > team.gen OR excluded.seq >= team.seq
