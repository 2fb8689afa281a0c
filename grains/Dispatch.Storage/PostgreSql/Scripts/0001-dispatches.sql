-- Hashes are raw bytes, enumerations the numbers of Dispatch.Abstractions, instants UTC in whole milliseconds.
-- Keys sort by their bytes: cheaper, and the same on every machine.
-- No foreign keys: a dispatch is only ever written by the statement that writes its invoice, and each check would lock the row that it points to.

CREATE TABLE lane (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE
);

CREATE SEQUENCE invoice_id;

CREATE TABLE invoice (
    id             bigint PRIMARY KEY,
    biller         text COLLATE "C" NOT NULL,
    number         text COLLATE "C" NOT NULL,
    name           text COLLATE "C" NOT NULL UNIQUE,
    subscription   text COLLATE "C" NOT NULL,
    issue_date     date NOT NULL,
    input_hash     bytea NOT NULL,
    source_hash    bytea NOT NULL,
    document_hash  bytea NOT NULL,
    document_bytes bigint NOT NULL,
    finalized_at   timestamptz NOT NULL,
    requested_by   text NOT NULL,
    traceparent    text,
    run_id         text COLLATE "C",
    details        text NOT NULL,
    UNIQUE (number, biller) -- number first: people ask by number, often without the biller
);

-- id is 1000 times the invoice's and a number from 0 to 999, so that one index finds a dispatch and all dispatches of an invoice.
-- Fixed-width columns first: no padding between them.
CREATE TABLE dispatch (
    id                 bigint PRIMARY KEY,
    invoice_id         bigint NOT NULL,
    document_bytes     bigint NOT NULL,
    version            bigint NOT NULL,
    started_at         timestamptz,
    ended_at           timestamptz,
    due_at             timestamptz,
    changed_at         timestamptz NOT NULL,
    attempt_token      uuid,
    copy               integer NOT NULL,
    definition_version integer NOT NULL,
    page_count         integer NOT NULL,
    attempt            integer NOT NULL,
    lane_id            smallint NOT NULL,
    shard              smallint NOT NULL,
    kind               smallint NOT NULL,
    language           smallint NOT NULL,
    state              smallint NOT NULL,
    outcome            smallint,
    requested          smallint NOT NULL,
    reason             smallint,
    possible_duplicate boolean NOT NULL,
    definition         text COLLATE "C" NOT NULL,
    recipient          text NOT NULL,
    document_hash      bytea NOT NULL,
    fallback           text COLLATE "C",
    traceparent        text,
    run_id             text COLLATE "C",
    protocol_code      text,
    proof_kind         text,
    proof_value        text,
    history            text, -- ended attempts before the current one; none before the second
    CHECK (id / 1000 = invoice_id)
);

-- Every insert, intent and outcome writes an entry to each index that holds the row, so there are as few as can be, with narrow keys:
-- the work queue, which holds open rows alone and so stays small however many are settled,
CREATE INDEX dispatch_due ON dispatch (shard, lane_id, due_at) WHERE due_at IS NOT NULL AND state IN (1, 2, 3, 4, 9);
-- and what a person may have to look at: standby, submitted, deferred, bounced, refused, unknown, held.
CREATE INDEX dispatch_attention ON dispatch (state, id) WHERE state IN (0, 3, 4, 7, 8, 9, 10);

-- Written by the insert alone. A run's dispatches are found by its invoices.
CREATE INDEX invoice_run ON invoice (run_id, id) WHERE run_id IS NOT NULL;
CREATE INDEX invoice_subscription ON invoice (subscription, id);

-- A dispatch is updated twice within seconds: its dead versions must go long before a fifth of the table is dead.
ALTER TABLE dispatch SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE invoice SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
