-- When an invoice's personal data were removed.
ALTER TABLE invoice ADD COLUMN erased_at timestamptz;

-- When a document was last put: whoever needs it has put it, so one that was put long ago is needed by old invoices alone.
ALTER TABLE document ADD COLUMN put_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX document_put ON document (put_at);
