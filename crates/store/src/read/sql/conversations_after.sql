SELECT ticket.doc, coalesce(customer.name, '') FROM ticket LEFT JOIN customer ON customer.id = ticket.customer WHERE ticket.id > ?1 ORDER BY ticket.id LIMIT ?2
