-- An operation is about a ticket or about an article.
ALTER TABLE entry RENAME COLUMN ticket TO about; -- identity of the ticket or the article
ALTER TABLE entry ADD COLUMN about_kind INTEGER NOT NULL DEFAULT 1; -- 0 an article, 1 a ticket
CREATE INDEX entry_article ON entry (about) WHERE about_kind = 0;
