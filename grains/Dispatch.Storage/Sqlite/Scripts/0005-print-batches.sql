-- What a letter's definition asks of paper and envelope, as JSON owned by the grains; and the print batch that a letter was put into.
ALTER TABLE dispatch ADD COLUMN letter TEXT;
ALTER TABLE dispatch ADD COLUMN batch TEXT;
ALTER TABLE dispatch ADD COLUMN copied TEXT; -- who asked for this copy and why, as JSON; none for originals
CREATE INDEX dispatch_batch ON dispatch (batch) WHERE batch IS NOT NULL;
-- Letters of runs that wait to be gathered: found and counted without a look at others, and no entry for anything else.
CREATE INDEX dispatch_gather ON dispatch (lane_id, queue) WHERE state = 1 AND due_at IS NULL AND batch IS NULL;

-- Letters of a run that go to one printer as one job. Its moving part is one column: batches are few.
CREATE TABLE print_batch (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    lane_id      INTEGER NOT NULL REFERENCES lane (id),
    queue        INTEGER NOT NULL,
    run_id       TEXT NOT NULL,
    letter_count INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    details      TEXT NOT NULL,
    state        INTEGER NOT NULL,
    due_at       INTEGER,
    progress     TEXT NOT NULL,
    version      INTEGER NOT NULL,
    followed     INTEGER NOT NULL -- the version that its letters have taken over
) STRICT;

CREATE INDEX print_batch_due ON print_batch (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX print_batch_behind ON print_batch (number) WHERE followed < version;
CREATE INDEX print_batch_state ON print_batch (state, lane_id);
CREATE INDEX print_batch_run ON print_batch (run_id);
