-- Articles that replies have taken their answer from, for how much each is used (K9).
CREATE TABLE message_article (
    article BLOB NOT NULL,    -- article
    at      INTEGER NOT NULL, -- when the reply was written
    message BLOB NOT NULL,    -- the reply
    PRIMARY KEY (article, at, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_article_message ON message_article (message);
CREATE TRIGGER message_article_gone AFTER DELETE ON message BEGIN
    DELETE FROM message_article WHERE message = OLD.id;
END;
INSERT OR IGNORE INTO message_article
SELECT unhex(replace(used.value, '-', '')), message.at, message.id FROM message, json_each(message.doc, '$.articles') AS used;

-- Files that articles name.
CREATE TABLE article_file (
    hash    TEXT NOT NULL, -- SHA-256 of the content
    article BLOB NOT NULL, -- article
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_file_article ON article_file (article);
CREATE TRIGGER article_file_gone AFTER DELETE ON article BEGIN
    DELETE FROM article_file WHERE article = OLD.id;
END;

-- The few articles that ask for something, without reading all of them.
CREATE INDEX article_notice ON article (id) WHERE doc ->> '$.notice' IS NOT NULL;
CREATE INDEX article_asked ON article (id)
WHERE coalesce(doc ->> '$.suggestions', doc ->> '$.requests', doc ->> '$.reviewAt', doc ->> '$.validUntil') IS NOT NULL;
CREATE INDEX article_variant ON article (doc ->> '$.variantOf') WHERE doc ->> '$.variantOf' IS NOT NULL;
CREATE INDEX article_pinned ON article (id) WHERE doc ->> '$.pinned' = 1;
CREATE INDEX article_purpose ON article (id) WHERE doc ->> '$.purpose' IS NOT NULL;
CREATE INDEX article_shortcut ON article (id) WHERE doc ->> '$.kind' = 'script' OR doc ->> '$.shortcut' IS NOT NULL;
