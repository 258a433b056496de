INSERT INTO article (id, seq, gen, doc) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, gen = excluded.gen, doc = excluded.doc
WHERE excluded.gen > article.gen OR excluded.seq >= article.seq
