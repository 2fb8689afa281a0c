-- Orleans' ADO.NET providers read their SQL from OrleansQuery; only that table's name and the names of parameters and result columns are fixed.
-- Each write is one statement under a real primary key: of two first writes at once, one is refused.

CREATE TABLE grain_state (
    service_id   text COLLATE "C" NOT NULL,
    state_name   text COLLATE "C" NOT NULL,
    grain_n0     bigint NOT NULL,
    grain_n1     bigint NOT NULL,
    grain_string text COLLATE "C" NOT NULL,
    payload      bytea,
    version      integer NOT NULL,
    changed_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (state_name, grain_string, grain_n0, grain_n1, service_id)
);

CREATE TABLE OrleansQuery (
    QueryKey  text COLLATE "C" PRIMARY KEY,
    QueryText text NOT NULL
);

-- A first write (no version) inserts; if the row is there by then, "version = NULL" is not true, no row returns, and Orleans reports the conflict.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', $query$
INSERT INTO grain_state AS s (service_id, state_name, grain_n0, grain_n1, grain_string, payload, version)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary, 1
WHERE @GrainStateVersion::integer IS NULL OR EXISTS (
    SELECT 1 FROM grain_state
    WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
        AND grain_string = coalesce(@GrainIdExtensionString, ''))
ON CONFLICT (state_name, grain_string, grain_n0, grain_n1, service_id)
    DO UPDATE SET payload = excluded.payload, version = s.version + 1, changed_at = now() WHERE s.version = @GrainStateVersion::integer
RETURNING version AS NewGrainStateVersion
$query$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', $query$
SELECT payload AS PayloadBinary, version AS Version FROM grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
    AND grain_string = coalesce(@GrainIdExtensionString, '')
$query$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', $query$
UPDATE grain_state SET payload = NULL, version = version + 1, changed_at = now()
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
    AND grain_string = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion::integer
RETURNING version AS NewGrainStateVersion
$query$);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteStorageKey', $query$
DELETE FROM grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
    AND grain_string = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion::integer
RETURNING version + 1 AS NewGrainStateVersion
$query$);
