SELECT entry_file.hash
FROM entry JOIN entry_file ON entry_file.operation = entry.id
WHERE (entry.state = 'queued' OR (entry.state = 'sealed' AND entry.batch IS NULL))
  AND NOT EXISTS (SELECT 1 FROM blob_done AS done WHERE done.hash = entry_file.hash AND epoch = ?1)
ORDER BY entry.ordinal
LIMIT 1
