-- What a letter's definition asks of paper and envelope, as JSON owned by the grains; and the print batch that a letter was put into.
ALTER TABLE dispatch ADD COLUMN letter text;
ALTER TABLE dispatch ADD COLUMN batch text COLLATE "C";
CREATE INDEX dispatch_batch ON dispatch (batch) WHERE batch IS NOT NULL;

-- Letters of a run that go to one printer as one job. Its moving part is one column: batches are few.
CREATE TABLE print_batch (
    number       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           text COLLATE "C" NOT NULL UNIQUE,
    lane_id      smallint NOT NULL REFERENCES lane (id),
    queue        integer NOT NULL,
    run_id       text COLLATE "C",
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
CREATE INDEX print_batch_run ON print_batch (run_id) WHERE run_id IS NOT NULL;
