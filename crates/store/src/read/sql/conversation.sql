SELECT ticket.doc, coalesce(customer.name, '') FROM ticket LEFT JOIN customer ON customer.id = ticket.customer WHERE ticket.id = ?1
