-- A customer as the person sees them. What is confirmed is kept aside exactly while operations about them are pending.
CREATE TABLE customer_base (
    id  BLOB PRIMARY KEY NOT NULL, -- customer
    doc TEXT NOT NULL              -- the customer as confirmed
) WITHOUT ROWID;
ALTER TABLE customer ADD COLUMN joined BLOB; -- the customer that this one is
CREATE INDEX customer_joined ON customer (joined) WHERE joined IS NOT NULL;
