-- Documents by content hash, in chunks so that none is ever held in memory whole. PDFs are compressed already: their bytes are stored as they are.

CREATE TABLE document (
    hash       bytea PRIMARY KEY,
    bytes      bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE document_chunk (
    hash    bytea NOT NULL,
    number  integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (hash, number)
);

ALTER TABLE document_chunk ALTER COLUMN content SET STORAGE EXTERNAL;

-- An upload on its way; a completed one has its length.
CREATE TABLE upload (
    hash         bytea PRIMARY KEY,
    written_at   timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz
);

CREATE TABLE upload_chunk (
    hash         bytea NOT NULL,
    chunk_offset bigint NOT NULL,
    content      bytea NOT NULL,
    PRIMARY KEY (hash, chunk_offset)
);

ALTER TABLE upload_chunk ALTER COLUMN content SET STORAGE EXTERNAL;
