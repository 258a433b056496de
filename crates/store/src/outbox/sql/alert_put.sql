INSERT INTO alert (id, ticket, kind, level, due, at, raised_at, acknowledged_at, snoozed_until, closed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT DO UPDATE SET acknowledged_at = excluded.acknowledged_at, snoozed_until = excluded.snoozed_until, closed_at = excluded.closed_at
