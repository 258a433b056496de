SELECT DISTINCT ticket FROM entry WHERE (state = 'acknowledged' AND seq <= ?1) OR (state = 'sealed' AND dseq <= ?2)
