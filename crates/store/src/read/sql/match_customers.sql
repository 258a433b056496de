WITH found AS MATERIALIZED (
    SELECT place, min(near) AS near FROM (
        SELECT * FROM (SELECT rowid AS place, 0 AS near FROM customer_word WHERE customer_word MATCH ?1 LIMIT 64)
        UNION ALL
        SELECT * FROM (SELECT rowid, 1 FROM customer_word WHERE customer_word MATCH ?2 LIMIT 96)
    ) GROUP BY place
)
SELECT customer.doc
FROM found JOIN customer ON customer.rowid = found.place
ORDER BY
    found.near,
    substr(customer.folded, 1, length(?3)) = ?3 DESC,
    EXISTS (SELECT 1 FROM ticket WHERE ticket.customer = customer.id AND ticket.active = 1) DESC,
    customer.folded
LIMIT ?4
