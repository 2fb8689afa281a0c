-- Work queues within a lane: 0 holds invoices of their own, each run has one of its own, so that it can be paused, and lets others pass.
-- The index's entries are no larger than before: the queue fills what was padding. A silo that does not know queues uses its first columns.
ALTER TABLE dispatch ADD COLUMN queue integer NOT NULL DEFAULT 0;
CREATE INDEX dispatch_queue ON dispatch (shard, lane_id, queue, due_at) WHERE due_at IS NOT NULL AND state IN (1, 2, 3, 4, 9);
DROP INDEX dispatch_due;

CREATE TABLE run (
    number       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           text COLLATE "C" NOT NULL UNIQUE,
    phase        smallint NOT NULL,
    is_paused    boolean NOT NULL,
    input_count  integer NOT NULL,
    started_at   timestamptz NOT NULL,
    requested_by text NOT NULL,
    details      text NOT NULL,
    version      bigint NOT NULL
);

-- What every silo reads every second.
CREATE INDEX run_active ON run (number) WHERE phase IN (1, 3);
CREATE INDEX run_paused ON run (number) WHERE is_paused;

CREATE TABLE run_item (
    run            integer NOT NULL,
    position       integer NOT NULL,
    worker         integer NOT NULL,
    name           text NOT NULL,
    state          smallint NOT NULL,
    source_hash    bytea,
    document_hash  bytea,
    bytes          bigint NOT NULL,
    biller         text COLLATE "C",
    number         text COLLATE "C",
    input_hash     bytea,
    has_letter     boolean NOT NULL,
    dispatch_count integer NOT NULL,
    errors         text,
    PRIMARY KEY (run, position)
);

CREATE INDEX run_item_state ON run_item (run, state, worker, position);

CREATE TABLE channel_pause (
    kind        smallint NOT NULL,
    destination text COLLATE "C" NOT NULL, -- empty: the whole channel
    reason      text NOT NULL,
    paused_by   text NOT NULL,
    paused_at   timestamptz NOT NULL,
    PRIMARY KEY (kind, destination)
);
