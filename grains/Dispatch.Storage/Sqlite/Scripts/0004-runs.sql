-- Work queues within a lane: 0 holds invoices of their own, each run has one of its own, so that it can be paused, and lets others pass.
ALTER TABLE dispatch ADD COLUMN queue INTEGER NOT NULL DEFAULT 0;
CREATE INDEX dispatch_queue ON dispatch (shard, lane_id, queue, due_at) WHERE due_at IS NOT NULL AND state IN (1, 2, 3, 4, 9);
DROP INDEX dispatch_due;

CREATE TABLE run (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    phase        INTEGER NOT NULL,
    is_paused    INTEGER NOT NULL,
    input_count  INTEGER NOT NULL,
    started_at   INTEGER NOT NULL,
    requested_by TEXT NOT NULL,
    details      TEXT NOT NULL,
    version      INTEGER NOT NULL
) STRICT;

-- What every process reads every second.
CREATE INDEX run_active ON run (number) WHERE phase IN (1, 3);
CREATE INDEX run_paused ON run (number) WHERE is_paused = 1;

CREATE TABLE run_item (
    run            INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    worker         INTEGER NOT NULL,
    name           TEXT NOT NULL,
    state          INTEGER NOT NULL,
    source_hash    BLOB,
    document_hash  BLOB,
    bytes          INTEGER NOT NULL,
    biller         TEXT,
    number         TEXT,
    input_hash     BLOB,
    has_letter     INTEGER NOT NULL,
    dispatch_count INTEGER NOT NULL,
    errors         TEXT,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_item_state ON run_item (run, state, worker, position);

CREATE TABLE channel_pause (
    kind        INTEGER NOT NULL,
    destination TEXT NOT NULL, -- empty: the whole channel
    reason      TEXT NOT NULL,
    paused_by   TEXT NOT NULL,
    paused_at   INTEGER NOT NULL,
    PRIMARY KEY (kind, destination)
) STRICT;
