-- What each process has declared down, so that whoever looks sees why dispatches wait. A row that its process does not renew is nobody's any more.
CREATE TABLE destination_outage (
    silo        text COLLATE "C" NOT NULL,
    kind        smallint NOT NULL,
    destination text COLLATE "C" NOT NULL,
    lane        text COLLATE "C" NOT NULL,
    stops_lane  boolean NOT NULL,
    since       timestamptz NOT NULL,
    reason      smallint NOT NULL,
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (silo, kind, destination)
);
