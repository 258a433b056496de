-- What was written while cut off is listed by itself.
CREATE INDEX entry_offline ON entry (ordinal) WHERE offline = 1;
