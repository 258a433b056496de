SELECT DISTINCT about FROM entry WHERE about_kind = 1 AND ((state = 'acknowledged' AND seq <= ?1) OR (state = 'sealed' AND dseq <= ?2))
