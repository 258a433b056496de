-- How many are at risk is asked with every look at the list, at another instant each time.
CREATE INDEX ticket_warn ON ticket (warn_at) WHERE active = 1;
