-- Who hears of a clock, and when, is another rule: every ticket on which one runs is looked at again.
UPDATE ticket SET alert_at = 0 WHERE active = 1;
