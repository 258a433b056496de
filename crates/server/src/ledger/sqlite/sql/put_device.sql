INSERT INTO device (id, agent, name, token_hash, mark, revoked, last_dseq, last_seq, expires_at, created_at, origin)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET
    agent = excluded.agent, name = excluded.name, token_hash = excluded.token_hash, mark = excluded.mark, revoked = excluded.revoked,
    last_dseq = excluded.last_dseq, last_seq = excluded.last_seq, expires_at = excluded.expires_at
