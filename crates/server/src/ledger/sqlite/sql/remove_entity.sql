UPDATE entity SET seq = ?1, phase = NULL, ticket = NULL, customer = NULL, number = NULL, queue = NULL, owner = NULL, doc = NULL
WHERE kind = ?2 AND id = ?3 AND doc IS NOT NULL
