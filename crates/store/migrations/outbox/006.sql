-- Whoever was named is found without reading every alert there was.
CREATE INDEX alert_mention ON alert (ticket, at) WHERE kind = 'mention';
