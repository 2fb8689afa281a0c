-- Instants are Unix milliseconds, hashes and tokens raw bytes, enumerations the numbers of Dispatch.Abstractions.

CREATE TABLE lane (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE invoice (
    id             INTEGER PRIMARY KEY,
    biller         TEXT NOT NULL,
    number         TEXT NOT NULL,
    name           TEXT NOT NULL UNIQUE,
    subscription   TEXT NOT NULL,
    issue_date     TEXT NOT NULL,
    input_hash     BLOB NOT NULL,
    source_hash    BLOB NOT NULL,
    document_hash  BLOB NOT NULL,
    document_bytes INTEGER NOT NULL,
    finalized_at   INTEGER NOT NULL,
    requested_by   TEXT NOT NULL,
    traceparent    TEXT,
    run_id         TEXT,
    details        TEXT NOT NULL,
    UNIQUE (number, biller) -- number first: people ask by number, often without the biller
) STRICT;

CREATE TABLE dispatch (
    id                 INTEGER PRIMARY KEY,
    invoice_id         INTEGER NOT NULL REFERENCES invoice (id),
    definition         TEXT NOT NULL,
    copy               INTEGER NOT NULL,
    definition_version INTEGER NOT NULL,
    kind               INTEGER NOT NULL,
    lane_id            INTEGER NOT NULL REFERENCES lane (id),
    shard              INTEGER NOT NULL,
    recipient          TEXT NOT NULL,
    language           INTEGER NOT NULL,
    document_hash      BLOB NOT NULL,
    document_bytes     INTEGER NOT NULL,
    page_count         INTEGER NOT NULL,
    fallback           TEXT,
    traceparent        TEXT,
    run_id             TEXT,
    state              INTEGER NOT NULL,
    attempt            INTEGER NOT NULL,
    attempt_token      BLOB,
    started_at         INTEGER,
    ended_at           INTEGER,
    outcome            INTEGER,
    due_at             INTEGER,
    requested          INTEGER NOT NULL,
    reason             INTEGER,
    protocol_code      TEXT,
    proof_kind         TEXT,
    proof_value        TEXT,
    possible_duplicate INTEGER NOT NULL,
    changed_at         INTEGER NOT NULL,
    history            TEXT, -- ended attempts before the current one; none before the second
    version            INTEGER NOT NULL,
    UNIQUE (invoice_id, definition, copy)
) STRICT;

-- Written by every insert, intent and outcome, hence only two, with narrow keys:
-- the work queue, which holds open rows alone and so stays small however many are settled,
CREATE INDEX dispatch_due ON dispatch (shard, lane_id, due_at) WHERE due_at IS NOT NULL AND state IN (1, 2, 3, 4, 9);
-- and where everything stands: counts without touching a row, and lists of what is refused, held or unknown.
CREATE INDEX dispatch_state ON dispatch (state, lane_id);

-- Written by the insert alone: a run's and a subscription's rows. Reason and kind have no index: they narrow a list by state or run.
CREATE INDEX dispatch_run ON dispatch (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX invoice_run ON invoice (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX invoice_subscription ON invoice (subscription, biller);
