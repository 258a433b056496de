SELECT doc FROM message WHERE ticket = ?1 AND (at, id) < (?2, ?3) ORDER BY at DESC, id DESC LIMIT ?4
