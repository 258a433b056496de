INSERT INTO alert (id, ticket, kind, level, due, at, raised_at, say_at, said_at, acknowledged_at, snoozed_until, closed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT DO UPDATE SET raised_at = excluded.raised_at, say_at = excluded.say_at, said_at = excluded.said_at,
    acknowledged_at = excluded.acknowledged_at, snoozed_until = excluded.snoozed_until, closed_at = excluded.closed_at
