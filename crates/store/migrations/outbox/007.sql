-- What a whole team speaks of is an outage; this is when this desk was cut off.
ALTER TABLE outage RENAME TO cut_off;
