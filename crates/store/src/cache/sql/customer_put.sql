INSERT INTO customer (id, seq, gen, made_for, name, folded, doc, joined) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (id) DO UPDATE SET
    seq = excluded.seq, gen = excluded.gen, made_for = excluded.made_for, name = excluded.name, folded = excluded.folded, doc = excluded.doc,
    joined = excluded.joined
WHERE customer.seq IS NULL OR excluded.gen > customer.gen OR excluded.seq >= customer.seq
