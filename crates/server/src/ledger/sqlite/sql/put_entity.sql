INSERT INTO entity (kind, id, seq, phase, rank, ticket, customer, number, queue, owner, doc)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (kind, id) DO UPDATE SET
    seq = excluded.seq, phase = excluded.phase, rank = excluded.rank, ticket = excluded.ticket, customer = excluded.customer,
    number = excluded.number, queue = excluded.queue, owner = excluded.owner, doc = excluded.doc
