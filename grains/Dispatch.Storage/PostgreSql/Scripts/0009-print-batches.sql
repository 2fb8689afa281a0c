-- What a letter's definition asks of paper and envelope, as JSON owned by the grains; and the print batch that a letter was put into.
ALTER TABLE dispatch ADD COLUMN letter text;
ALTER TABLE dispatch ADD COLUMN batch text COLLATE "C";
ALTER TABLE dispatch ADD COLUMN copied text; -- who asked for this copy and why, as JSON; none for originals
CREATE INDEX dispatch_batch ON dispatch (batch) WHERE batch IS NOT NULL;
-- Letters of runs that wait to be gathered: found and counted without a look at others, and no entry for anything else.
CREATE INDEX dispatch_gather ON dispatch (lane_id, queue) WHERE state = 1 AND due_at IS NULL AND batch IS NULL;

-- Letters of a run that go to one printer as one job. Its moving part is one column: batches are few.
CREATE TABLE print_batch (
    number       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           text COLLATE "C" NOT NULL UNIQUE,
    lane_id      smallint NOT NULL REFERENCES lane (id),
    queue        integer NOT NULL,
    run_id       text COLLATE "C" NOT NULL,
    letter_count integer NOT NULL,
    created_at   timestamptz NOT NULL,
    details      text NOT NULL,
    state        smallint NOT NULL,
    due_at       timestamptz,
    progress     text NOT NULL,
    version      bigint NOT NULL,
    followed     bigint NOT NULL -- the version that its letters have taken over
);

CREATE INDEX print_batch_due ON print_batch (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX print_batch_behind ON print_batch (number) WHERE followed < version;
CREATE INDEX print_batch_state ON print_batch (state, lane_id);
CREATE INDEX print_batch_run ON print_batch (run_id);
