-- What each process has declared down, so that whoever looks sees why dispatches wait. A row that its process does not renew is nobody's any more.
CREATE TABLE destination_outage (
    silo        TEXT NOT NULL,
    kind        INTEGER NOT NULL,
    destination TEXT NOT NULL,
    lane        TEXT NOT NULL,
    stops_lane  INTEGER NOT NULL,
    since       INTEGER NOT NULL,
    reason      INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (silo, kind, destination)
) STRICT;
