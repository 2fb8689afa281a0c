-- What exists, for listing and finding; the grains' own state is the truth.

CREATE TABLE biller (
    name text COLLATE "C" PRIMARY KEY
);

CREATE TABLE subscription (
    biller           text COLLATE "C" NOT NULL,
    number           text COLLATE "C" NOT NULL,
    contract         text COLLATE "C" NOT NULL,
    language         smallint NOT NULL,
    definition_count integer NOT NULL,
    PRIMARY KEY (biller, number)
);

CREATE INDEX subscription_number ON subscription (number);
CREATE INDEX subscription_contract ON subscription (contract);
