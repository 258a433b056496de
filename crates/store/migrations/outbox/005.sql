-- Times in which this desk could not reach the team server. Clocks go on meanwhile; what they lost is told apart.
CREATE TABLE outage (
    start INTEGER PRIMARY KEY, -- since when
    seen  INTEGER NOT NULL,    -- until when this desk knows that it lasted
    ended INTEGER NOT NULL     -- 1 when it is over
) STRICT;
