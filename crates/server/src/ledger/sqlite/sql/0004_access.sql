-- Where a ticket lies and whose it is: who may see it is asked of each row of a page (docs/decisions/0021).
ALTER TABLE entity ADD COLUMN queue TEXT;
ALTER TABLE entity ADD COLUMN owner TEXT;
UPDATE entity SET queue = json_extract(doc, '$.queue'), owner = json_extract(doc, '$.owner') WHERE kind = 1 AND doc IS NOT NULL;
