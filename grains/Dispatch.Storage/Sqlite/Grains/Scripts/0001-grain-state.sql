-- Orleans' ADO.NET grain storage reads its SQL from OrleansQuery; only that table's name and the parameters' names are fixed.
-- Each write is one statement: a transaction that began by reading could not become a writer beside another one.

CREATE TABLE grain_state (
    service_id   TEXT NOT NULL,
    state_name   TEXT NOT NULL,
    grain_n0     INTEGER NOT NULL,
    grain_n1     INTEGER NOT NULL,
    grain_string TEXT NOT NULL,
    payload      BLOB,
    version      INTEGER NOT NULL,
    PRIMARY KEY (service_id, state_name, grain_n0, grain_n1, grain_string)
) STRICT, WITHOUT ROWID;

CREATE TABLE OrleansQuery (
    QueryKey  TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
) STRICT;

-- A first write (no version) inserts; if the row is there by then, "version = NULL" is not true, no row returns, and Orleans reports the conflict.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', '
INSERT INTO grain_state AS s (service_id, state_name, grain_n0, grain_n1, grain_string, payload, version)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @PayloadBinary, 1
WHERE @GrainStateVersion IS NULL OR EXISTS (
    SELECT 1 FROM grain_state
    WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
        AND grain_string = coalesce(@GrainIdExtensionString, ''''))
ON CONFLICT (service_id, state_name, grain_n0, grain_n1, grain_string)
    DO UPDATE SET payload = excluded.payload, version = s.version + 1 WHERE s.version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion;');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', '
SELECT payload AS PayloadBinary, version AS Version FROM grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
    AND grain_string = coalesce(@GrainIdExtensionString, '''');');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', '
UPDATE grain_state SET payload = NULL, version = version + 1
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
    AND grain_string = coalesce(@GrainIdExtensionString, '''') AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion;');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteStorageKey', '
DELETE FROM grain_state
WHERE service_id = @ServiceId AND state_name = @GrainTypeString AND grain_n0 = @GrainIdN0 AND grain_n1 = @GrainIdN1
    AND grain_string = coalesce(@GrainIdExtensionString, '''') AND version = @GrainStateVersion
RETURNING version + 1 AS NewGrainStateVersion;');
