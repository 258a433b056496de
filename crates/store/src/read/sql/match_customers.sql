WITH found AS MATERIALIZED (
    SELECT rowid AS place,
           CASE
               WHEN ?2 <> '' AND digits = ?2 THEN 0
               WHEN ?2 <> '' AND substr(digits, -length(?2)) = ?2 THEN 1
               WHEN ?2 <> '' AND substr(digits, 1, length(?2)) = ?2 THEN 2
               WHEN folded = ?1 OR mail = ?1 THEN 3
               WHEN substr(folded, 1, length(?1)) = ?1 OR substr(mail, 1, length(?1)) = ?1 THEN 4
               ELSE 5
           END AS rank,
           folded
    FROM customer
    WHERE (?2 <> '' AND instr(digits, ?2) > 0) OR instr(folded, ?1) > 0 OR (mail >= ?1 AND mail < ?1 || char(1114111))
    ORDER BY rank, folded
    LIMIT ?3
)
SELECT customer.doc FROM found JOIN customer ON customer.rowid = found.place ORDER BY found.rank, found.folded
