SELECT id, ticket, kind, level, due, at, raised_at, acknowledged_at, snoozed_until, closed_at FROM alert
