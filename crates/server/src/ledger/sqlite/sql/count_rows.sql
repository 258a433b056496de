SELECT (SELECT count(*) FROM entity WHERE phase IS NOT NULL) + (SELECT count(*) FROM entity WHERE ticket IS NOT NULL)
