-- Times in which this desk could not reach the team server. What a whole team speaks of is an outage.
CREATE TABLE cut_off (
    start INTEGER PRIMARY KEY, -- since when
    seen  INTEGER NOT NULL,    -- until when this desk knows that it lasted
    ended INTEGER NOT NULL     -- 1 when it is over
) STRICT;
INSERT INTO cut_off SELECT start, seen, ended FROM outage;
DROP TABLE outage;
