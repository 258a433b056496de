-- An ordinal already taken by another operation (after a recovery) never costs that operation its place.
INSERT INTO entry (
    ordinal, id, about, grouped, offline, written_at, doc, state, dseq, batch, tries, seq, verdict, rejection, decision, decided_at, about_kind
)
VALUES (
    CASE WHEN EXISTS (SELECT 1 FROM entry WHERE ordinal = ?1 AND id <> ?2) THEN (SELECT max(ordinal) + 1 FROM entry) ELSE ?1 END,
    ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17
)
ON CONFLICT (id) DO UPDATE SET
    doc = excluded.doc, state = excluded.state, dseq = excluded.dseq, batch = excluded.batch, tries = excluded.tries, seq = excluded.seq,
    verdict = excluded.verdict, rejection = excluded.rejection, decision = excluded.decision, decided_at = excluded.decided_at
