-- A customer's new name is part of what their tickets are found by.
INSERT INTO index_queue (kind, id)
SELECT 1, ticket.id FROM ticket
WHERE ticket.customer = ?1 AND NOT EXISTS (SELECT 1 FROM customer WHERE id = ?1 AND name = ?2)
