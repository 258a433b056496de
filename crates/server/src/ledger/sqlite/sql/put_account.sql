INSERT INTO account (agent, login, password) VALUES (?1, ?2, ?3)
ON CONFLICT (agent) DO UPDATE SET login = excluded.login, password = excluded.password
