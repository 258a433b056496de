UPDATE ticket SET due_at = ?2, warn_at = ?3, alert_at = ?4
WHERE id = ?1 AND (due_at IS NOT ?2 OR warn_at IS NOT ?3 OR alert_at IS NOT ?4)
