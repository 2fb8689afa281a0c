-- When an invoice's personal data were removed.
ALTER TABLE invoice ADD COLUMN erased_at INTEGER;
