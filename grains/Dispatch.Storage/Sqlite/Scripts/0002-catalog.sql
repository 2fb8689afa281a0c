-- What exists, for listing and finding; the grains' own state is the truth.

CREATE TABLE biller (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE subscription (
    id               INTEGER PRIMARY KEY,
    biller           TEXT NOT NULL,
    number           TEXT NOT NULL,
    contract         TEXT NOT NULL,
    language         INTEGER NOT NULL,
    definition_count INTEGER NOT NULL,
    UNIQUE (biller, number)
) STRICT;

CREATE INDEX subscription_number ON subscription (number);
CREATE INDEX subscription_contract ON subscription (contract);
