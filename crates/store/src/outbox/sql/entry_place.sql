-- As in entry_put.sql: a place already taken (after a recovery) costs nobody theirs.
UPDATE entry
SET ordinal = CASE WHEN EXISTS (SELECT 1 FROM entry WHERE ordinal = ?2 AND id <> ?1) THEN (SELECT max(ordinal) + 1 FROM entry) ELSE ?2 END
WHERE id = ?1
