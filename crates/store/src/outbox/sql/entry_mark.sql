UPDATE entry
SET state = ?2, dseq = ?3, batch = ?4, tries = ?5, seq = ?6, verdict = ?7, rejection = ?8, decision = ?9, decided_at = ?10
WHERE id = ?1
