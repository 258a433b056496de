-- Callers are found by words, and no key press reads all customers any more.

-- Words of a customer: names and their spellings, numbers from the front and from the back, addresses, accounts, orders.
CREATE VIRTUAL TABLE customer_word USING fts5 (
    words, -- one customer's words, separated by spaces; the row is the customer's
    content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5', tokenize = 'ascii'
);
CREATE TRIGGER customer_word_gone AFTER DELETE ON customer BEGIN
    DELETE FROM customer_word WHERE rowid = OLD.rowid;
END;
DROP INDEX customer_find;
ALTER TABLE customer DROP COLUMN digits;
ALTER TABLE customer DROP COLUMN mail;
