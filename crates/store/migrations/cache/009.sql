-- Whatever has moved since an outage began is found without looking at every ticket.
CREATE INDEX ticket_updated ON ticket (updated_at);
