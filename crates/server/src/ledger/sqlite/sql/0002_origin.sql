-- The desk that this one was a copy of: whoever revokes one of them means all. None for a desk that is no copy.
ALTER TABLE device ADD COLUMN origin TEXT;
